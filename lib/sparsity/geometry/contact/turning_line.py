"""First contact while the line turns about the origin: one point per angle, and the angles of the ties."""

import math

import numpy as np
from numpy.typing import ArrayLike

from sparsity.geometry.arguments import FloatArray, as_number, as_order, as_vector, default_float_rules, refusal

TIE = 1e-12
"""Two sizes tie when they differ by less than this, relatively: the default of `first_contact`."""

MAX_DISTANCE = 1e308
"""A contact may lie √2 times as far out as the line, and float64 ends at 1.8e308."""


@default_float_rules
def contacts_by_angle(angles: ArrayLike, distance: float, p: float) -> FloatArray:
    """Find where a growing ball of order p first touches a line, for many directions of the line at once.

    The line ``x_1 cos θ + x_2 sin θ = distance`` is the tangent of the circle of that radius at the angle θ. With
    ``a = (cos θ, sin θ)`` and ``w_i = |a_i|^(1/(p−1))`` the contact is ``x_i = distance · sign(a_i) w_i / Σ|a_j| w_j``:
    for p = 2 the foot of the perpendicular, for p = 1 a tip on the axis with the larger ``|a_i|``, for p = inf a
    corner of the square.

    Parameters
    ----------
    angles : array_like, shape (n,)
        Directions of the normal, in radians.
    distance : float
        Euclidean distance of the line from the origin, between 0 and 1e308; at 0 the contact is the origin.
    p : float
        Order in [1, inf]. Below 1 the first contact is that of p = 1, up to its ties.

    Returns
    -------
    ndarray, shape (n, 2)
        NaN at a tie, where a whole edge is touched and no one point is the answer: see `tie_angles`. For p = 1 a
        tie is when the two ``|a_i|`` differ by less than 1e-12 relatively, as in `first_contact`. For p = inf it is
        when one is less than 1e-12 times the other. `first_contact` asks for an exact 0 there, which no angle in
        radians gives but 0.

    Raises
    ------
    ValueError
        If angles is empty, not finite or not a vector, the distance is negative, not finite or above 1e308, or p
        is below 1 or NaN.
    TypeError
        If angles, distance or p is not made of real numbers.

    Notes
    -----
    Equality in Hölder's inequality, as in `first_contact`.

    Examples
    --------
    >>> from math import pi
    >>> print(contacts_by_angle([0, pi / 6, pi / 4, pi / 3], 3, 1).round(3))  # a tie at 45 degrees
    [[3.    0.   ]
     [3.464 0.   ]
     [  nan   nan]
     [0.    3.464]]
    >>> print(contacts_by_angle([0, pi / 4], 3, 2).round(3))
    [[3.    0.   ]
     [2.121 2.121]]
    """
    theta = as_vector("angles", angles)
    radius = as_number("distance", distance, minimum=0.0, maximum=MAX_DISTANCE)
    order = _as_convex_order(p)
    if radius == 0:
        return np.zeros((theta.size, 2))
    normals = np.stack([np.cos(theta), np.sin(theta)], axis=-1)
    sizes = np.abs(normals)
    largest, smallest = sizes.max(axis=1), sizes.min(axis=1)
    weights = _weights(sizes, largest[:, np.newaxis], order)
    shares = weights / (sizes * weights).sum(axis=1, keepdims=True)
    contacts: FloatArray = np.sign(normals) * (radius * shares) + 0.0
    if order == 1:
        contacts[smallest >= (1 - TIE) * largest] = math.nan
    elif order == math.inf:
        contacts[smallest <= TIE * largest] = math.nan
    return contacts


@default_float_rules
def tie_angles(p: float = 1.0) -> FloatArray:
    """List the angles at which a turning line is touched along a whole edge.

    For p = 1 the odd multiples of π/4, where the line is parallel to an edge of the diamond; for p = inf the
    multiples of π/2, where it is parallel to a side of the square; none for 1 < p < inf. They are isolated: a line
    turned at random misses them with probability 1.

    Parameters
    ----------
    p : float, default 1
        Order in [1, inf].

    Returns
    -------
    ndarray, shape (4,) or (0,)
        Ascending, in radians, in [0, 2π).

    Raises
    ------
    ValueError
        If p is below 1 or NaN.
    TypeError
        If p is not a real number.

    Notes
    -----
    An edge is touched where the line's normal is normal to it: R. T. Rockafellar, Convex Analysis, §18.

    Examples
    --------
    >>> from math import pi
    >>> print(tie_angles() / pi, tie_angles(float("inf")) / pi)
    [0.25 0.75 1.25 1.75] [0.  0.5 1.  1.5]
    >>> tie_angles(2).size  # a disc has no edges
    0
    """
    order = _as_convex_order(p)
    eighths = {1.0: [1, 3, 5, 7], math.inf: [0, 2, 4, 6]}.get(order, [])
    return np.array(eighths, dtype=np.float64) * (math.pi / 4)


def _weights(sizes: FloatArray, largest: FloatArray, p: float) -> FloatArray:
    """Return ``(|a_i|/max|a|)^(1/(p−1))``, row by row; its limit at p = 1 where that is no tie, and at p = inf."""
    if p == 1:
        return np.where(sizes == largest, 1.0, 0.0)
    with np.errstate(divide="ignore"):
        ratios = sizes / largest
        # Near 1 the difference is exact, which p near 1 magnifies.
        logs = np.where(ratios > 0.5, np.log1p((sizes - largest) / largest), np.log(ratios))
        weights: FloatArray = np.exp(logs / (p - 1)) if p < math.inf else np.ones_like(sizes)
    return weights


def _as_convex_order(p: object) -> float:
    order = as_order(p)
    if order < 1:
        raise ValueError(refusal("p", "be at least 1 (below 1 the first contact is that of p = 1)", p))
    return order
