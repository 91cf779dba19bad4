"""How often is a hidden truth found again? Simulated once, and kept."""
