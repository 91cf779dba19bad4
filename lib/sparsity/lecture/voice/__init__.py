"""Who says the captions, and how that becomes the sound of a video."""
