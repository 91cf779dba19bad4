"""Cutting segments and polygons to an axis-parallel box."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]


def clip_segments(
    starts: npt.ArrayLike, ends: npt.ArrayLike, lower: npt.ArrayLike, upper: npt.ArrayLike
) -> tuple[Points, Points]:
    """Cut segments to a closed box and drop those that miss it.

    A segment is start + t (end - start), 0 <= t <= 1; every side of the box bounds t from one side.

    Parameters
    ----------
    starts, ends
        End points, shape (n_segments, n_features).
    lower, upper
        Corners of the box, shape (n_features,).

    Returns
    -------
    tuple
        End points of what lies inside, in order, each of shape (n_kept, n_features).

    Notes
    -----
    Liang and Barsky, "A new concept and method for line clipping", ACM Trans. Graphics 3 (1984).

    Examples
    --------
    >>> clip_segments([[-2, 0]], [[2, 0]], [-1, -1], [1, 1])
    (array([[-1.,  0.]]), array([[1., 0.]]))

    A segment that only touches a corner is kept as a point, one that misses is dropped:

    >>> clip_segments([[0, 2], [0, 3]], [[2, 0], [3, 0]], [-1, -1], [1, 1])
    (array([[1., 1.]]), array([[1., 1.]]))
    """
    first, last = np.asarray(starts, dtype=np.float64), np.asarray(ends, dtype=np.float64)
    low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    step = last - first
    with np.errstate(divide="ignore", invalid="ignore"):
        to_low, to_high = (low - first) / step, (high - first) / step
    # A segment parallel to a side never reaches it: inside it is unbounded, outside it has no t at all.
    parallel_inside = (step == 0) & (low <= first) & (first <= high)
    enters = np.where(step == 0, np.where(parallel_inside, -np.inf, np.inf), np.minimum(to_low, to_high))
    leaves = np.where(step == 0, np.where(parallel_inside, np.inf, -np.inf), np.maximum(to_low, to_high))
    enter = np.clip(enters.max(axis=1), 0.0, None)
    leave = np.clip(leaves.min(axis=1), None, 1.0)
    kept = enter <= leave
    first, step, enter, leave = first[kept], step[kept], enter[kept, None], leave[kept, None]
    return first + enter * step, first + leave * step


def clip_polygon(corners: npt.ArrayLike, lower: npt.ArrayLike, upper: npt.ArrayLike) -> Points:
    """Cut a polygon in the plane to a closed box.

    Parameters
    ----------
    corners
        Corners in order, shape (n_corners, 2); the last is joined to the first.
    lower, upper
        Corners of the box, shape (2,).

    Returns
    -------
    ndarray
        Corners of the intersection, shape (n_kept, 2); none when the polygon misses the box. Where a
        polygon that is not convex falls into several pieces, edges along the box join them.

    Notes
    -----
    Sutherland and Hodgman, "Reentrant polygon clipping", Comm. ACM 17 (1974): one side at a time.

    Examples
    --------
    >>> clip_polygon([[0, 0], [2, 0], [0, 2]], [-1, -1], [1, 1]).tolist()
    [[0.0, 1.0], [0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [1.0, 1.0]]
    >>> clip_polygon([[2, 2], [3, 2], [2, 3]], [-1, -1], [1, 1]).shape
    (0, 2)
    """
    polygon = np.asarray(corners, dtype=np.float64)
    for axis in (0, 1):
        for sign, bound in ((1.0, np.asarray(upper)[axis]), (-1.0, -np.asarray(lower)[axis])):
            polygon = _cut_at(polygon, sign * polygon[:, axis], float(bound))
    return polygon


def _cut_at(polygon: Points, heights: Points, bound: float) -> Points:
    """Keep the part of a polygon whose heights are at most the bound."""
    kept: list[Points] = []
    for corner, before, height, height_before in zip(
        polygon, np.roll(polygon, 1, axis=0), heights, np.roll(heights, 1), strict=True
    ):
        if (height <= bound) != (height_before <= bound):
            t = (bound - height_before) / (height - height_before)
            kept.append(before + t * (corner - before))
        if height <= bound:
            kept.append(corner)
    return np.array(kept).reshape(-1, 2)
