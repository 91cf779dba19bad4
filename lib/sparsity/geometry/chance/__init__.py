"""How many, and how likely?"""
