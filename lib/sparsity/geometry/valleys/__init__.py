"""How does the size rise and fall along a line, and where does a walk downhill end?"""
