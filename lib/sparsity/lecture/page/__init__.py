"""Web pages around the finished videos: one for each, and an index of all scenes."""
