"""A walk down into the nearest valley of a line profile, for an animation."""

import numpy as np

from sparsity.geometry.arguments import FloatArray, as_count, as_number, default_float_rules, refusal
from sparsity.geometry.valleys.profile import LineProfile


@default_float_rules
def descend(profile: LineProfile, start: float, steps: int) -> FloatArray:
    """Walk downhill along a line, from a start to the bottom of its valley.

    ``t_k = end + (start − end) (1 − s²(3 − 2s))`` with ``s = k/steps``: the walk sets off at rest and comes to rest.
    Which valley it is follows from the closed form, left or right of ``profile.maximum_between``; there is no
    gradient, which would be infinite at the cusps of p < 1. Within a valley the value falls strictly towards the
    bottom, and so it does along the walk, up to rounding.

    This shows where anything that only ever goes downhill must end. It is no particular algorithm: neither the
    places of the steps nor their number say how gradient descent or reweighted least squares would fare.

    Parameters
    ----------
    profile : LineProfile
    start : float
        A parameter of the profile: arc length from the foot of the perpendicular.
    steps : int
        Number of steps, between 1 and 1 000 000.

    Returns
    -------
    ndarray, shape (steps + 1,)
        Parameters, from exactly `start` to exactly the parameter of a minimum. All the same when the start is at
        the bottom already, which for a tie at p = 1 is every point of the minimising segment.

    Raises
    ------
    ValueError
        If the start is on top of the hill, up to rounding, from where the walk might fall either way; if start is
        not finite or steps not between 1 and 1 000 000.
    TypeError
        If profile is not a LineProfile, start not a real number or steps not an integer.

    Notes
    -----
    Derivation: see `LineProfile` on why there are at most two valleys. 3s² − 2s³ is the cubic with slope 0 at both
    ends.

    Examples
    --------
    >>> from sparsity.geometry import Hyperplane, line_profile
    >>> profile = line_profile(Hyperplane.through_data_point(10, 5), 0.5)
    >>> start = profile.parameter([0.25, 2.5])  # right of the hill
    >>> print(profile.points(descend(profile, start, 4)).round(3))
    [[0.25  2.5  ]
     [0.289 2.109]
     [0.375 1.25 ]
     [0.461 0.391]
     [0.5   0.   ]]
    >>> print(descend(profile, profile.parameter([0, 5]), 2) - profile.parameter([0, 5]))  # at a bottom
    [0. 0. 0.]
    """
    if not isinstance(profile, LineProfile):
        raise TypeError(refusal("profile", "be a LineProfile", profile))
    here = as_number("start", start)
    n_steps = as_count("steps", steps)
    end = _bottom(profile, here)
    s = np.arange(n_steps + 1) / n_steps
    # Half of the way, which doubling does not round, because the whole of it may overflow.
    walk = 2 * (end / 2 + (here / 2 - end / 2) * (1 - s * s * (3 - 2 * s)))
    walk[0], walk[-1] = here, end
    return np.clip(walk, min(here, end), max(here, end))


def _bottom(profile: LineProfile, start: float) -> float:
    """Return the parameter of the minimum in whose basin a start lies."""
    bottoms = np.atleast_1d(profile.parameter(profile.minima))
    if start in bottoms:
        return start
    if profile.maximum_between is None:
        # One valley, which may have a flat bottom.
        return float(np.clip(start, bottoms.min(), bottoms.max()))
    top = float(profile.parameter(profile.maximum_between))
    rounding = 8 * np.finfo(float).eps * (abs(top) + float(np.hypot(*profile.foot)))
    if abs(start - top) <= rounding:
        rule = "not be on top of the hill, from where a walk may fall either way; move it to one side"
        raise ValueError(refusal("start", rule, start))
    return float(bottoms.min() if start < top else bottoms.max())
