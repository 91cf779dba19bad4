"""Ellipses as a few Bézier arcs, cut exactly by a box."""

from __future__ import annotations

import math

import numpy as np

from sparsity.stage.planes.view import Points

# Of an arc of an eighth of a turn a Bézier curve is off by 4e-6 of the radius.
_LONGEST = math.pi / 4


def unit_arcs(starts: Points, ends: Points) -> Points:
    """Bézier points (n, 4, 2) of arcs of the unit circle from angles (n,) to larger angles (n,), cut into short ones.

    >>> unit_arcs(np.array([0.0]), np.array([math.tau])).shape
    (8, 4, 2)
    """
    counts = np.maximum(1, np.ceil((ends - starts) / _LONGEST - 1e-9)).astype(np.int64)
    arc = np.repeat(np.arange(len(counts)), counts)
    number = np.arange(len(arc)) - np.repeat(np.cumsum(counts) - counts, counts)
    step = ((ends - starts) / counts)[arc]
    t = starts[arc] + np.stack([number * step, (number + 1) * step])
    points = np.stack([np.cos(t), np.sin(t)], axis=-1)
    # How far the inner points lie along the tangents.
    reach = (4 / 3 * np.tan(step / 4))[:, None] * np.stack([-points[..., 1], points[..., 0]], axis=-1)
    arcs: Points = np.stack([points[0], points[0] + reach[0], points[1] - reach[1], points[1]], axis=1)
    return arcs


_WHOLE = unit_arcs(np.zeros(1), np.full(1, math.tau))
_NOTHING = np.zeros((0, 4, 2))


def arcs_within(center: Points, axes: Points, lower: Points, upper: Points) -> Points:
    """Bézier points (n, 4, 2) of the part of an ellipse that lies in a box, counter-clockwise.

    Parameters
    ----------
    center
        Its middle (2,).
    axes
        Its half-axes as columns (2, 2), the second to the left of the first.
    lower, upper
        Corners (2,) of the box; it may reach to infinity.

    Examples
    --------
    >>> arcs_within(np.zeros(2), np.eye(2), np.zeros(2), np.full(2, np.inf))[:, [0, 3]].round(3).tolist()
    [[[1.0, 0.0], [0.707, 0.707]], [[0.707, 0.707], [0.0, 1.0]]]
    """
    reach = np.hypot(axes[:, 0], axes[:, 1])
    if (center - reach >= lower).all() and (center + reach <= upper).all():
        return center + _WHOLE @ axes.T
    if (center + reach <= lower).any() or (center - reach >= upper).any():
        return _NOTHING
    # Where a coordinate, which swings between center ± reach, reaches a side.
    cosines = ((np.stack([lower, upper]) - center) / reach).ravel()
    phases = np.tile(np.arctan2(axes[:, 1], axes[:, 0]), 2)
    met = np.abs(cosines) < 1
    turns = np.arccos(cosines[met])
    angles = np.sort(np.concatenate([phases[met] - turns, phases[met] + turns]) % math.tau)
    if not len(angles):
        return _NOTHING
    ends = np.append(angles[1:], angles[0] + math.tau)
    middles = (angles + ends) / 2
    points = center + np.stack([np.cos(middles), np.sin(middles)], axis=-1) @ axes.T
    inside = ((lower < points) & (points < upper)).all(axis=1) & (angles < ends)
    return center + unit_arcs(angles[inside], ends[inside]) @ axes.T
