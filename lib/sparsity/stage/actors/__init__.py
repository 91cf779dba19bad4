"""What moves on a plane?"""
