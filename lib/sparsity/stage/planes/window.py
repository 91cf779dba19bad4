"""The part of a weight plane that is shown, with round numbers at its ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# Half-widths with a tick spacing that divides them: 3 to 5 ticks on each side of the origin.
_ROUND = {1.0: 0.2, 1.2: 0.4, 1.6: 0.4, 2.0: 0.5, 2.4: 0.8, 3.0: 1.0, 4.0: 1.0, 5.0: 1.0, 6.0: 2.0, 8.0: 2.0, 10.0: 2.0}


@dataclass(frozen=True)
class Window:
    """A square around the origin of weight space.

    Parameters
    ----------
    half_width
        Distance from the origin to each side, in weights.
    tick
        Distance between neighbouring ticks; it divides the half-width.
    """

    half_width: float
    tick: float

    @classmethod
    def to_show(cls, extent: float) -> Window:
        """Choose the smallest round window whose half-width is at least `extent`.

        >>> Window.to_show(0.725)
        Window(half_width=0.8, tick=0.2)
        >>> Window.to_show(1450.0)
        Window(half_width=1600.0, tick=400.0)
        """
        if not (math.isfinite(extent) and extent > 0):
            raise ValueError(f"extent must be a positive finite number, not {extent!r}")
        decade = math.floor(math.log10(extent))
        scale = 10.0**decade
        # A hair of slack: 0.8 / 0.1 must count as 8 whatever its last bit.
        half, tick = next(pair for pair in _ROUND.items() if pair[0] * (1 + 1e-9) >= extent / scale)
        return cls(_times_power(half, decade), _times_power(tick, decade))

    @property
    def ticks(self) -> npt.NDArray[np.float64]:
        """Tick positions from one side to the other, without 0."""
        count = round(self.half_width / self.tick)
        steps = np.arange(-count, count + 1)
        ticks: npt.NDArray[np.float64] = steps[steps != 0] * self.tick
        return ticks

    @property
    def exponent(self) -> int:
        """Power of ten that the axis numbers leave out, 0 for ordinary sizes."""
        return power_left_out(self.half_width)

    @property
    def lower(self) -> npt.NDArray[np.float64]:
        """Lower left corner (2,)."""
        return np.array([-self.half_width, -self.half_width])

    @property
    def upper(self) -> npt.NDArray[np.float64]:
        """Upper right corner (2,)."""
        return np.array([self.half_width, self.half_width])


def power_left_out(magnitude: float) -> int:
    """Power of ten to factor out of numbers up to a magnitude; 0 when they can be read as they are.

    >>> power_left_out(1600.0), power_left_out(2.5e6), power_left_out(-3e-7)
    (0, 6, -7)
    """
    decade = math.floor(math.log10(abs(magnitude)))
    return decade if decade >= 4 or decade <= -4 else 0


def _times_power(mantissa: float, exponent: int) -> float:
    # Through decimal notation: 0.8 exactly, where a product may be off in the last bit.
    return float(f"{mantissa}e{exponent}")
