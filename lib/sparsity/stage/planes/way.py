"""The way of a window to another one, and which numbers the axes show meanwhile."""

from __future__ import annotations

import math

import numpy as np

from sparsity.stage.planes.scale import Scale
from sparsity.stage.planes.view import Points
from sparsity.stage.planes.window import Window

# Share of the way from one scale to the next during which one gives way to the other.
_FADE = 0.3
# Scales nearer than this factor to those of the two windows are left out.
_APART = 1.6


class Way:
    """The way of a window to another: its scale changes at a steady rate, about the one point that stays where it is.

    Parameters
    ----------
    start, end
        The two windows.
    """

    def __init__(self, start: Window, end: Window) -> None:
        self.start, self.end = start, end
        self._log_ratio = math.log(end.half_width / start.half_width)
        found = [(0.0, start.scale), *self._scales_between(), (1.0, end.scale)]
        # Each scale with the fraction of the way at which it is at its best.
        self._scales = sorted(found, key=lambda pair: pair[0])

    def bounds(self, fraction: float) -> tuple[Points, Points]:
        """Corners (2,) of the window at a fraction of the way: exactly those of the two windows at its ends."""
        if fraction >= 1:
            return self.end.lower, self.end.upper
        moved = fraction
        if abs(self._log_ratio) > 1e-9:
            # All sides move in step, as long as one point stays.
            moved = math.expm1(fraction * self._log_ratio) / math.expm1(self._log_ratio)
        one, other = np.array(self.start.center), np.array(self.end.center)
        center, half = one + moved * (other - one), self.start.half_width * math.exp(fraction * self._log_ratio)
        return center - half, center + half

    def scales(self, fraction: float) -> list[tuple[Scale, float]]:
        """The scale at a fraction of the way, or the two that change places there, each with its opacity."""
        places = [place for place, _ in self._scales]
        index = int(np.clip(np.searchsorted(places, fraction, side="right") - 1, 0, len(places) - 2))
        (here, one), (there, other) = self._scales[index : index + 2]
        share = (fraction - here) / (there - here)
        arrived = float(np.clip(0.5 + (share - 0.5) / _FADE, 0, 1))
        if one == other or arrived in (0, 1):
            return [(other if arrived == 1 else one, 1.0)]
        return [(one, 1 - arrived), (other, arrived)]

    def _scales_between(self) -> list[tuple[float, Scale]]:
        found = []
        decades = [math.log10(window.half_width) for window in (self.start, self.end)]
        for index in range(3 * math.floor(min(decades)) - 3, 3 * math.ceil(max(decades)) + 3):
            size = Scale.half_width_at(index)
            if min(abs(math.log(size / window.half_width)) for window in (self.start, self.end)) < math.log(_APART):
                continue
            fraction = math.log(size / self.start.half_width) / self._log_ratio if self._log_ratio else -1.0
            if 0 < fraction < 1:
                found.append((fraction, Scale.between_steps(index, float(np.abs(self.bounds(fraction)).max()))))
        return found
