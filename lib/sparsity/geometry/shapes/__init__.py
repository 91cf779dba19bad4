"""What is there: norms, balls, hyperplanes and affine sets, and how they are cut."""
