"""Balls of every order p, the flats they grow into, and where the two first touch.

NumPy and SciPy only. Arrays are float64; points are rows, ``(n_points, n_features)``.
"""

from sparsity.geometry.ball import LpBall
from sparsity.geometry.contact import Contact
from sparsity.geometry.first_touch import first_contact
from sparsity.geometry.flats import AffineSet, Hyperplane
from sparsity.geometry.norms import dual_order, lp_norm

__all__ = ["AffineSet", "Contact", "Hyperplane", "LpBall", "dual_order", "first_contact", "lp_norm"]
