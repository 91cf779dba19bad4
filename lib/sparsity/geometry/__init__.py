"""Balls of every order p, the flats they grow into, and where the two first touch.

NumPy and SciPy only. Arrays are float64; points are rows, ``(n_points, n_features)``.
"""

from sparsity.geometry.ball import LpBall
from sparsity.geometry.clipping import clip_polygon, clip_segments
from sparsity.geometry.contact import Contact
from sparsity.geometry.counting import number_of_bases
from sparsity.geometry.descent import descend
from sparsity.geometry.exact_foot import exact_foot
from sparsity.geometry.first_touch import first_contact
from sparsity.geometry.flats import AffineSet, Hyperplane
from sparsity.geometry.line_profile import LineProfile, line_profile
from sparsity.geometry.norms import dual_order, lp_norm
from sparsity.geometry.turning_line import contacts_by_angle, tie_angles

__all__ = [
    "AffineSet",
    "Contact",
    "Hyperplane",
    "LineProfile",
    "LpBall",
    "clip_polygon",
    "clip_segments",
    "contacts_by_angle",
    "descend",
    "dual_order",
    "exact_foot",
    "first_contact",
    "line_profile",
    "lp_norm",
    "number_of_bases",
    "tie_angles",
]
