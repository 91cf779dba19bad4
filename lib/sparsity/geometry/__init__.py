"""Balls of every order p, the flats they grow into, and where the two first touch.

NumPy and SciPy only. Arrays are float64; points are rows, ``(n_points, n_features)``. What is about a quadratic loss is
loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from sparsity.geometry.chance.counting import nth_basis, number_of_bases
from sparsity.geometry.contact.first_touch import first_contact
from sparsity.geometry.contact.foot import exact_foot
from sparsity.geometry.contact.nearest import nearest_approach
from sparsity.geometry.contact.result import Contact
from sparsity.geometry.contact.turning_line import contacts_by_angle, tie_angles
from sparsity.geometry.shapes.affine_set import AffineSet
from sparsity.geometry.shapes.ball import LpBall
from sparsity.geometry.shapes.clipping import clip_polygon, clip_segments
from sparsity.geometry.shapes.cross_polytope import cross_polytope_faces, volume_share_beyond
from sparsity.geometry.shapes.hyperplane import Hyperplane
from sparsity.geometry.shapes.norms import dual_order, lp_norm
from sparsity.geometry.shapes.solids import Solid
from sparsity.geometry.valleys.descent import descend
from sparsity.geometry.valleys.profile import LineProfile, line_profile

if TYPE_CHECKING:
    from sparsity.geometry.loss import (
        LassoPath,
        Minimum,
        QuadraticLoss,
        RidgePath,
        constrained_minimum,
        elastic_net_minimum,
        half_threshold,
        hard_threshold,
        lasso_path,
        penalized_minimum,
        proximal_jump,
        ridge_path,
        shrink,
        soft_threshold,
    )

__all__ = [
    "AffineSet",
    "Contact",
    "Hyperplane",
    "LassoPath",
    "LineProfile",
    "LpBall",
    "Minimum",
    "QuadraticLoss",
    "RidgePath",
    "Solid",
    "clip_polygon",
    "clip_segments",
    "constrained_minimum",
    "contacts_by_angle",
    "cross_polytope_faces",
    "descend",
    "dual_order",
    "elastic_net_minimum",
    "exact_foot",
    "first_contact",
    "half_threshold",
    "hard_threshold",
    "lasso_path",
    "line_profile",
    "lp_norm",
    "nearest_approach",
    "nth_basis",
    "number_of_bases",
    "penalized_minimum",
    "proximal_jump",
    "ridge_path",
    "shrink",
    "soft_threshold",
    "tie_angles",
    "volume_share_beyond",
]


if not TYPE_CHECKING:  # To a type checker it would make every name a public one.

    def __getattr__(name: str) -> object:
        """Find what the line picture does without: the loss and its answers."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"{__name__}.loss"), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
