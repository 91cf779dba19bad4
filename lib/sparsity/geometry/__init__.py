"""Balls of every order p, the flats they grow into, and where the two first touch.

NumPy and SciPy only. Arrays are float64; points are rows, ``(n_points, n_features)``.
"""

from sparsity.geometry.chance.counting import number_of_bases
from sparsity.geometry.contact.first_touch import first_contact
from sparsity.geometry.contact.foot import exact_foot
from sparsity.geometry.contact.result import Contact
from sparsity.geometry.contact.turning_line import contacts_by_angle, tie_angles
from sparsity.geometry.shapes.affine_set import AffineSet
from sparsity.geometry.shapes.ball import LpBall
from sparsity.geometry.shapes.clipping import clip_polygon, clip_segments
from sparsity.geometry.shapes.hyperplane import Hyperplane
from sparsity.geometry.shapes.norms import dual_order, lp_norm
from sparsity.geometry.valleys.descent import descend
from sparsity.geometry.valleys.profile import LineProfile, line_profile

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
