"""One quantity runs from a start to an end, and the actors follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import Animation, VGroup, VMobject, smooth


class Sweep(Animation):
    """Runs one quantity from a start to an end value and lets the actors follow.

    Parameters
    ----------
    actors
        Everything that the quantity moves.
    follow
        Called with the quantity at every frame; moves the actors.
    start, end
        First and last value of the quantity.
    """

    def __init__(
        self,
        *actors: VMobject,
        follow: Callable[[float], object],
        start: float,
        end: float,
        rate_func: Callable[[float], float] = smooth,
        **kwargs: Any,
    ) -> None:
        self.follow = follow
        self.start = start
        self.end = end
        # Named twice is moved once; manim would warn.
        super().__init__(VGroup(*dict.fromkeys(actors)), rate_func=rate_func, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        """Move the actors to where they belong at a fraction of the run time."""
        fraction = self.rate_func(alpha)
        self.follow(self.start + fraction * (self.end - self.start))
