"""How do pictures become segments of a video?"""
