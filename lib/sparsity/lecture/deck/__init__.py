"""Slides for a lecture, one for each beat, as a web page and for PowerPoint."""
