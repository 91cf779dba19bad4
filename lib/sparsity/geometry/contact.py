"""What a growing ball touches first, as data: where, how far out, and whether there is a choice."""

from dataclasses import dataclass, fields
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray

Kind: TypeAlias = Literal["point", "points", "segment", "face", "box"]

MAX_LISTED_POINTS = 4096
MAX_LISTED_NUMBERS = 4_000_000


@dataclass(frozen=True, eq=False)
class Contact:
    """All points of a flat that a growing ball touches first, that is, its points of least norm.

    The arrays are read-only.

    Parameters
    ----------
    kind : {"point", "points", "segment", "face", "box"}
        What the touched set is. "point": one point. "points": several isolated points (p < 1). "segment", "face",
        "box": the convex hull of `vertices`; a box has free coordinates, each between −radius and radius.
    vertices : ndarray, shape (k, n_features)
        The isolated points, or the corners of the convex set, in the order of the features they use.
    radius : float
        ``lp_norm`` of every touched point, which is the distance from the origin to the tips of the touching
        ball. At p = 0 that is a count. inf when too large for float64 (p < 1/1024 with two entries not 0).
    is_unique : bool
        Whether the touched set is one point.
    support : ndarray of int
        Ascending indices of the features that are not 0 in at least one touched point. It follows from the
        construction, not from a threshold on the coordinates: for p near 1 a listed feature may be so small that
        float64 rounds it to 0.
    at_tip : bool
        Whether the touched set consists of tips: every touched point has exactly one entry that is not 0. An edge
        or face is never at a tip, although its ends may be.
    local_minima : ndarray, shape (k', n_features)
        For 0 < p < 1 all points where the norm has a local minimum on the flat, the touched ones among them,
        smallest norm first. At p = 0 every point of the flat is a local minimum of the count; the touched ones
        are listed. Empty, shape (0, n_features), for p ≥ 1, where every local minimum is global.
    all_vertices_listed : bool
        False when the touched set has more corners than are worth storing (4096 points or 4 million numbers in
        all) or than can be enumerated. Those in `vertices` are then some of them, at least one;
        `is_unique` and `radius` still describe the whole set, and so does `support`, except that for a face of
        more corners than can be enumerated it is gathered from the listed ones.
    all_local_minima_listed : bool
        False when, for the same reason, `local_minima` stops before the largest ones.

    Notes
    -----
    The faces of a norm ball: R. T. Rockafellar, Convex Analysis, §18.

    Examples
    --------
    >>> from sparsity.geometry import Hyperplane, first_contact
    >>> contact = first_contact(Hyperplane([1, 1], 1000), 1)  # a tie: the whole edge
    >>> contact.kind, contact.is_unique, contact.radius
    ('segment', False, 1000.0)
    >>> print(contact.vertices)
    [[1000.    0.]
     [   0. 1000.]]
    """

    kind: Kind
    vertices: FloatArray
    radius: float
    is_unique: bool
    support: NDArray[np.intp]
    at_tip: bool
    local_minima: FloatArray
    all_vertices_listed: bool = True
    all_local_minima_listed: bool = True
    gap: float = 0.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                value = value.copy()
                value.flags.writeable = False
                object.__setattr__(self, field.name, value)


def most_listed(n_features: int) -> int:
    """Return how many points of this many features a contact lists at most."""
    return max(1, min(MAX_LISTED_POINTS, MAX_LISTED_NUMBERS // n_features))


def no_points(n_features: int) -> FloatArray:
    """Return an empty list of points."""
    return np.empty((0, n_features))


def origin_contact(n_features: int, p: float) -> Contact:
    """Return the contact of a flat through the origin, where the ball starts to grow."""
    origin = np.zeros((1, n_features))
    return Contact(
        kind="point",
        vertices=origin,
        radius=0.0,
        is_unique=True,
        support=np.empty(0, dtype=np.intp),
        at_tip=False,
        local_minima=origin if p < 1 else no_points(n_features),
    )
