"""Cutting segments and polygons to an axis-parallel box."""

import math

import numpy as np
from numpy.typing import ArrayLike

from sparsity.geometry.arguments import FloatArray, as_matrix, as_vector, default_float_rules, refusal

TOO_FAR = 2.0**1023
"""Differences of numbers below this one do not overflow."""


@default_float_rules
def clip_segments(
    starts: ArrayLike, ends: ArrayLike, lower: ArrayLike, upper: ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """Cut segments to a closed box and drop those that miss it.

    A segment is start + t (end - start), 0 <= t <= 1; every side of the box bounds t from one side.

    Parameters
    ----------
    starts, ends : array_like, shape (n_segments, n_features)
        End points. An array may have no rows; a segment may be a single point.
    lower, upper : array_like, shape (n_features,)
        Opposite corners of the box, ``lower ≤ upper``.

    Returns
    -------
    starts, ends : ndarray, shape (n_kept, n_features)
        End points of what lies inside, in order, none of them outside the box. An end that was cut lies on the
        segment up to rounding errors, which are relative to the larger of the segment's ends.

    Raises
    ------
    ValueError
        If an argument is ragged, not finite or of another shape, or lower is above upper.
    TypeError
        If an argument is not made of real numbers.

    Notes
    -----
    Y.-D. Liang and B. A. Barsky, A new concept and method for line clipping (1984).

    Examples
    --------
    >>> clip_segments([[-2, 0]], [[2, 0]], [-1, -1], [1, 1])
    (array([[-1.,  0.]]), array([[1., 0.]]))

    A segment that only touches a corner is kept as a point, one that misses is dropped:

    >>> clip_segments([[0, 2], [0, 3]], [[2, 0], [3, 0]], [-1, -1], [1, 1])
    (array([[1., 1.]]), array([[1., 1.]]))
    """
    first, last = _as_rows("starts", starts), _as_rows("ends", ends)
    if last.shape != first.shape:
        raise ValueError(refusal("ends", f"have the shape {first.shape} of starts", last))
    low, high = _as_box(lower, upper, first.shape[1])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        step = last - first
        if not np.isfinite(step).all():
            _refuse_infinite("starts", first)
            _refuse_infinite("ends", last)
            # A power of two changes no digit of numbers as large as that.
            shorter_starts, shorter_ends = clip_segments(first / 4, last / 4, low / 4, high / 4)
            return np.clip(4 * shorter_starts, low, high), np.clip(4 * shorter_ends, low, high)
        to_low, to_high = (low - first) / step, (high - first) / step
    # A segment parallel to a side never reaches it: inside it is unbounded, outside it has no t at all.
    parallel_inside = (step == 0) & (low <= first) & (first <= high)
    enters = np.where(step == 0, np.where(parallel_inside, -np.inf, np.inf), np.minimum(to_low, to_high))
    leaves = np.where(step == 0, np.where(parallel_inside, np.inf, -np.inf), np.maximum(to_low, to_high))
    enter = np.clip(enters.max(axis=1), 0.0, None)
    leave = np.clip(leaves.min(axis=1), None, 1.0)
    kept = enter <= leave
    first, step, enter, leave = first[kept], step[kept], enter[kept, None], leave[kept, None]
    # An end that was cut is on its side exactly, without rounding.
    near, far = np.where(step > 0, [[low], [high]], [[high], [low]])
    starts = np.where((enter > 0) & (enters[kept] == enter), near, first + enter * step)
    ends = np.where((leave < 1) & (leaves[kept] == leave), far, first + leave * step)
    return np.clip(starts, low, high), np.clip(ends, low, high)


@default_float_rules
def clip_polygon(corners: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> FloatArray:
    """Cut a polygon in the plane to a closed box.

    Parameters
    ----------
    corners : array_like, shape (n_corners, 2)
        Corners in order; the last is joined to the first. An array may have no rows.
    lower, upper : array_like, shape (2,)
        Opposite corners of the box, ``lower ≤ upper``.

    Returns
    -------
    ndarray, shape (n_kept, 2)
        Corners of the intersection, up to rounding, none of them outside the box; no corners when the polygon
        misses the box. Where a polygon that is not convex falls into several pieces, edges along the box join them.

    Raises
    ------
    ValueError
        If an argument is ragged, not finite or of another shape, or lower is above upper.
    TypeError
        If an argument is not made of real numbers.

    Notes
    -----
    I. E. Sutherland and G. W. Hodgman, Reentrant polygon clipping (1974): one side at a time.

    Examples
    --------
    >>> clip_polygon([[0, 0], [2, 0], [0, 2]], [-1, -1], [1, 1]).tolist()
    [[0.0, 1.0], [0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [1.0, 1.0]]
    >>> clip_polygon([[2, 2], [3, 2], [2, 3]], [-1, -1], [1, 1]).shape
    (0, 2)
    """
    polygon = _as_rows("corners", corners)
    if polygon.shape[1] != 2:
        raise ValueError(refusal("corners", "have 2 features along the last axis", polygon))
    if not np.isfinite(polygon).all():
        _refuse_infinite("corners", polygon)
    low, high = _as_box(lower, upper, 2)
    if max(np.abs(corners_and_box).max(initial=0.0) for corners_and_box in (polygon, low, high)) >= TOO_FAR:
        # A power of two changes no digit of numbers as large as that.
        return np.clip(4 * clip_polygon(polygon / 4, low / 4, high / 4), low, high)
    for axis in (0, 1):
        for sign, bound in ((1.0, high[axis]), (-1.0, low[axis])):
            polygon = _cut_at(polygon, axis, sign, bound)
    return polygon


def _cut_at(polygon: FloatArray, axis: int, sign: float, bound: float) -> FloatArray:
    """Keep the part of a polygon that lies below a bound (sign 1), or above it (sign −1)."""
    before = np.roll(polygon, 1, axis=0)
    heights, heights_before = polygon[:, axis], before[:, axis]
    inside = sign * heights <= sign * bound
    crosses = inside != (sign * heights_before <= sign * bound)
    steps = np.where(crosses, heights - heights_before, 1.0)
    t = np.where(crosses, (bound - heights_before) / steps, 0.0)
    crossings = before + t[:, np.newaxis] * (polygon - before)
    # There exactly, without rounding.
    crossings[:, axis] = bound
    # Every corner follows the crossing, if there is one, on the way to it.
    in_order: FloatArray = np.stack([crossings, polygon], axis=1)
    kept: FloatArray = in_order[np.stack([crosses, inside], axis=1)]
    return kept


def _as_rows(name: str, value: ArrayLike) -> FloatArray:
    """Return rows of numbers, of arrays without a copy or a look at every entry: this runs at every frame."""
    # Extended precision may not fit into float64.
    if not (type(value) is np.ndarray and value.dtype.kind in "iuf" and value.dtype.itemsize <= 8):
        return as_matrix(name, value)
    if value.ndim != 2:
        raise ValueError(refusal(name, "have two axes", value))
    if value.shape[1] == 0:
        raise ValueError(refusal(name, "have at least one feature along the last axis", value))
    return value.astype(np.float64, copy=False)


def _as_box(lower: ArrayLike, upper: ArrayLike, n_features: int) -> tuple[FloatArray, FloatArray]:
    low, high = _as_corner("lower", lower, n_features), _as_corner("upper", upper, n_features)
    if (low > high).any():
        raise ValueError(refusal("upper", f"be at least lower = {low.tolist()}", high))
    return low, high


def _as_corner(name: str, value: ArrayLike, n_features: int) -> FloatArray:
    """Return a corner of the box; the common case takes a fraction of the time of `as_vector`."""
    if not (type(value) is np.ndarray and value.dtype == np.float64 and value.shape == (n_features,)):
        return as_vector(name, value, size=n_features)
    return value if all(map(math.isfinite, value.tolist())) else as_vector(name, value)


def _refuse_infinite(name: str, rows: FloatArray) -> None:
    if not np.isfinite(rows).all():
        as_matrix(name, rows)
