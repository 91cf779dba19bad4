"""What do scenes of one kind have in common?"""
