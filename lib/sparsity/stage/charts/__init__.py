"""What is recorded beside the plane?"""
