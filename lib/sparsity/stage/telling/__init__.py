"""How is a story told: beats, captions, and what a picture states?"""
