"""All scenes in one video."""
