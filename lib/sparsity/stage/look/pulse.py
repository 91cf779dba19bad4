"""What is spoken of swells a little and sinks back, and nothing else moves."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import Animation, Mobject, VMobject, there_and_back

# By how much dots and labels grow, as a share and, for wide ones, in scene units on either side.
_GROWTH = 0.12
_FURTHEST = 0.15
# How many times as wide a stroke gets.
_WIDER = 1.7
# From this opacity on a fill is the thing itself; below it lets the grid shine through.
_SOLID = 0.5


class Swell(Animation):
    """One mobject, without what is in it, swells and is exactly as before afterwards.

    Parameters
    ----------
    part
        What swells.
    center, growth
        The point from which it grows and by what share; without growth its stroke gets wider instead.
    """

    def __init__(self, part: VMobject, center: npt.NDArray[np.float64], growth: float, **kwargs: Any) -> None:
        self.part = part
        self.center = center
        self.growth = growth
        super().__init__(part, rate_func=there_and_back, **kwargs)

    def begin(self) -> None:
        """Keep what it swells from."""
        self._points, self._width = self.part.points.copy(), self.part.get_stroke_width()
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Swell to a fraction of the run time."""
        swollen = self.rate_func(alpha)
        if self.growth:
            self.part.points = self._points + swollen * self.growth * (self._points - self.center)
        else:
            self.part.set_stroke(width=self._width * (1 + swollen * (_WIDER - 1)), family=False)


def swells(mobject: VMobject, on_screen: Container[Mobject]) -> list[Swell]:
    """Make what lets a mobject pulse once, as far as it is on screen.

    Dots, labels and whatever else has a solid part grow; of lines and outlines the stroke gets wider, because the place
    of their points is a statement.
    """
    family = [
        part for part in mobject.get_family() if isinstance(part, VMobject) and part in on_screen and len(part.points)
    ]
    if not family:
        return []
    points = np.concatenate([part.points for part in family])
    lower, upper = points.min(axis=0), points.max(axis=0)
    is_solid = any(part.get_fill_opacity() >= _SOLID for part in family)
    growth = min(_GROWTH, _FURTHEST / (float((upper - lower).max()) / 2 + 1e-9)) if is_solid else 0.0
    return [Swell(part, (lower + upper) / 2, growth) for part in family]
