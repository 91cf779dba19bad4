"""How do numbers that change and tables get onto the screen?"""
