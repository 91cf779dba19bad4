"""How is it said: numbers, points, equations and sentences, as Typst math and as plain text?

No manim here.
"""
