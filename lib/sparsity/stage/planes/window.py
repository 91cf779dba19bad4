"""The part of a weight plane that is shown, with round numbers at its ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sparsity.stage.planes.scale import Scale, every_so_many, steps_between
from sparsity.words.notation import power_left_out

# Half-widths with a tick spacing that divides them: 3 to 5 ticks on each side of the origin.
_ROUND = {
    1.0: 0.25,
    1.2: 0.4,
    1.6: 0.4,
    2.0: 0.5,
    2.4: 0.8,
    3.0: 1.0,
    4.0: 1.0,
    5.0: 1.25,
    6.0: 2.0,
    8.0: 2.0,
    10.0: 2.5,
}


@dataclass(frozen=True)
class Window:
    """A square of weight space, around the origin unless it is moved.

    Parameters
    ----------
    half_width
        Distance from its middle to each side, in weights.
    tick
        Distance between neighbouring ticks, which are multiples of it.
    center
        Its middle.
    """

    half_width: float
    tick: float
    center: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def to_show(cls, extent: float) -> Window:
        """Choose the smallest round window around the origin whose half-width is at least `extent`.

        >>> Window.to_show(0.725)
        Window(half_width=0.8, tick=0.2, center=(0.0, 0.0))
        >>> Window.to_show(1450.0).half_width
        1600.0
        """
        if not (math.isfinite(extent) and extent > 0):
            raise ValueError(f"extent must be a positive finite number, not {extent!r}")
        decade = math.floor(math.log10(extent))
        scale = 10.0**decade
        # A hair of slack: 0.8 / 0.1 must count as 8 whatever its last bit.
        half, tick = next(pair for pair in _ROUND.items() if pair[0] * (1 + 1e-9) >= extent / scale)
        return cls(_times_power(half, decade), _times_power(tick, decade))

    @classmethod
    def to_cover(cls, points: npt.ArrayLike) -> Window:
        """Choose a small round window that shows some points (n, 2), wherever they are.

        >>> window = Window.to_cover([(-1, -1), (3.7, 3.05)])
        >>> print(window.lower, window.upper)
        [-2. -2.] [4. 4.]
        """
        corners = np.asarray(points, dtype=np.float64)
        low, high = corners.min(axis=0), corners.max(axis=0)
        extent = float((high - low).max()) / 2
        window = cls.to_show(extent).around((low + high) / 2)
        # To whole ticks its middle may have moved away by half of one.
        while (window.lower > low).any() or (window.upper < high).any():
            extent *= 1.05
            window = cls.to_show(extent).around((low + high) / 2)
        return window

    def around(self, center: npt.ArrayLike) -> Window:
        """The window moved to another middle, in whole ticks, so that its sides stay at round numbers.

        >>> print(Window.to_show(0.725).around((0.55, -2)).lower)
        [-0.2 -2.8]
        """
        steps = np.round(np.asarray(center, dtype=np.float64) / self.tick)
        x, y = (steps * self.tick).tolist()
        return replace(self, center=(x, y))

    @property
    def lower(self) -> npt.NDArray[np.float64]:
        """Lower left corner (2,)."""
        return np.array(self.center) - self.half_width

    @property
    def upper(self) -> npt.NDArray[np.float64]:
        """Upper right corner (2,)."""
        return np.array(self.center) + self.half_width

    def ticks_along(self, axis: int) -> npt.NDArray[np.float64]:
        """Tick positions along an axis, from one side to the other, without 0."""
        ticks = self.scale.ticks(float(self.lower[axis]), float(self.upper[axis]))
        without_zero: npt.NDArray[np.float64] = ticks[ticks != 0]
        return without_zero

    def numbered(self, axis: int) -> npt.NDArray[np.float64]:
        """Positions along an axis that get a number: both sides, and as many ticks between them as can be read.

        >>> print(Window.to_show(0.725).numbered(0))
        [-0.8 -0.4  0.   0.4  0.8]
        >>> print(Window.to_show(0.725).around((0.6, 0)).numbered(0))
        [-0.2  0.2  0.6  1.   1.4]
        """
        return self.scale.numbers(axis, float(self.lower[axis]), float(self.upper[axis]))

    @property
    def scale(self) -> Scale:
        """Its ticks and numbers, which go on beyond its sides."""
        ends = [steps_between(self.tick, *pair) for pair in zip(self.lower, self.upper, strict=True)]
        numbering = [((every := every_so_many(first, last)), first % every) for first, last in ends]
        return Scale(self.tick, (numbering[0], numbering[1]), self.exponent)

    @property
    def exponent(self) -> int:
        """Power of ten that the axis numbers leave out, 0 for ordinary sizes."""
        return power_left_out(float(np.abs([self.lower, self.upper]).max()))


def _times_power(mantissa: float, exponent: int) -> float:
    # Through decimal notation: 0.8 exactly, where a product may be off in the last bit.
    return float(f"{mantissa}e{exponent}")
