"""What is true for these settings? Found by the geometry, refused where there is no story; no manim here."""
