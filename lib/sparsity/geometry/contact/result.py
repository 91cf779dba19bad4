"""What a growing ball touches first, as data: where, how far out, and whether there is a choice."""

import math
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray, as_matrix, as_number, as_vector, refusal, unwrapped

Kind: TypeAlias = Literal["point", "points", "segment", "face", "box"]

MAX_LISTED_POINTS = 4096
MAX_LISTED_NUMBERS = 4_000_000


@dataclass(frozen=True, eq=False)
class Contact:
    """All points of a flat that a growing ball touches first, that is, its points of least norm.

    ``{x : a·x = b or A x = b, ‖x‖_p = radius}`` with the smallest radius for which there are any. The arrays are
    read-only copies, and no −0.0 is among their numbers.

    Parameters
    ----------
    kind : {"point", "points", "segment", "face", "box"}
        What the touched set is. "point": one point. "points": several isolated points (p < 1). "segment", "face",
        "box": the convex hull of `vertices`; a box has free coordinates, each between −radius and radius.
    vertices : ndarray, shape (k, n_features)
        The isolated points, or the corners of the convex set, in the order of the features they use.
    radius : float
        ``lp_norm`` of every touched point, up to the tolerance for ties: the distance from the origin to the tips of
        the touching ball. At p = 0 it is no distance but a count: how many entries are not 0. inf when too large for
        float64 (p < 1/1024 with two entries not 0).
    is_unique : bool
        Whether the touched set is one point, that is, whether `kind` is "point".
    support : ndarray of int
        Ascending indices of the features that are not 0 in at least one touched point. It is no threshold on the
        coordinates: what has to be 0 differs from 0 by rounding errors, and what need not be may be smaller. For
        a hyperplane it follows from the entries of the normal. For an affine set, a sum stands for 0 when rounding
        errors, or changes in the last digits of the given numbers, can make it 0: of a basic solution (p ≤ 1), of
        the shortest solution (p = 2), of ``Aᵀy`` with the dual vector y (1 < p < inf). A listed feature may be so
        small that `vertices` can only show 0: beyond float64, or 1e45 times smaller than the largest one.
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
    gap : float
        The certificate: ``radius · ‖Aᵀy‖_q / (b·y) − 1`` for a dual vector y. No point of the flat is shorter than
        ``radius / (1 + gap)``, by Hölder's inequality, whatever y is. At most 1e-10, or there would be no contact.
        0 where there is nothing to bound: for hyperplanes, which are answered by a formula; for single points; and
        for affine sets and p < 1, where all choices of features are compared and every listed point is checked to
        solve the equations up to 1e-9.

    Raises
    ------
    ValueError
        If a value is not of the kind described above, or if the values contradict each other: shapes, features
        that do not exist, a point that is not unique.
    TypeError
        If a flag is not True or False, or a number or array does not hold real numbers.

    Notes
    -----
    The faces of a norm ball: R. T. Rockafellar, Convex Analysis, §18. The gap: S. Boyd and L. Vandenberghe, Convex
    Optimization, §5.1.6 and §5.5.1.

    Examples
    --------
    >>> from sparsity.geometry import Hyperplane, first_contact
    >>> contact = first_contact(Hyperplane([1, 1], 1000), 1)  # a tie: the whole edge
    >>> contact.kind, contact.is_unique, contact.radius
    ('segment', False, 1000.0)
    >>> print(contact.vertices)
    [[1000.    0.]
     [   0. 1000.]]
    >>> first_contact(Hyperplane([1, 1], 0), 1).support  # touched at the origin, which has no entry but 0
    array([], dtype=int64)
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
        if not isinstance(self.kind, str) or self.kind not in get_args(Kind):
            raise ValueError(refusal("kind", f"be one of {', '.join(get_args(Kind))}", self.kind))
        vertices = as_matrix("vertices", self.vertices)
        n_features = vertices.shape[1]
        checked: dict[str, Any] = {
            "vertices": vertices,
            "radius": _as_radius(self.radius),
            "support": _as_support(self.support, n_features),
            "local_minima": _as_local_minima(self.local_minima, n_features),
            "gap": as_number("gap", self.gap, minimum=0.0),
        }
        for flag in ("is_unique", "at_tip", "all_vertices_listed", "all_local_minima_listed"):
            value = unwrapped(getattr(self, flag))
            if not isinstance(value, (bool, np.bool_)):
                raise TypeError(refusal(flag, "be True or False", value))
            checked[flag] = bool(value)
        if checked["is_unique"] != (self.kind == "point"):
            raise ValueError(refusal("is_unique", f"be {self.kind == 'point'} for kind {self.kind!r}", self.is_unique))
        if self.kind == "point" and len(vertices) != 1:
            raise ValueError(refusal("vertices", "be one point for kind 'point'", vertices))
        for name, value in checked.items():
            if isinstance(value, np.ndarray):
                value = value + 0  # a copy, in which −0.0 is 0.0
                value.flags.writeable = False
            object.__setattr__(self, name, value)


def _as_radius(value: object) -> float:
    number = unwrapped(value)
    is_infinite = isinstance(number, (float, np.floating)) and number == math.inf
    return math.inf if is_infinite else as_number("radius", value, minimum=0.0)


def _as_support(value: object, n_features: int) -> NDArray[np.intp]:
    if _is_empty(value, (0,)):
        return np.empty(0, dtype=np.intp)
    features = as_vector("support", value)  # type: ignore[arg-type]
    is_index = (features == np.floor(features)) & (features >= 0) & (features < n_features)
    if not (is_index.all() and (np.diff(features) > 0).all()):
        raise ValueError(refusal("support", f"hold ascending indices from 0 to {n_features - 1}", features))
    return features.astype(np.intp)


def _as_local_minima(value: object, n_features: int) -> FloatArray:
    if _is_empty(value, (0, n_features)):
        return no_points(n_features)
    points = as_matrix("local_minima", value)  # type: ignore[arg-type]
    if points.shape[1] != n_features:
        raise ValueError(refusal("local_minima", f"have {n_features} features along the last axis", points))
    return points


def _is_empty(value: object, shape: tuple[int, ...]) -> bool:
    """Tell whether a value is an array of no numbers, which has a shape all the same."""
    return type(value) is np.ndarray and value.dtype.kind in "iuf" and value.shape == shape


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
