"""How many, and how likely?

Exact shares where there is a formula, simulated ones with error bars.
"""
