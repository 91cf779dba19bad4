"""Where along the axes of a plane grid lines and numbers stand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sparsity.words.notation import power_left_out

_MOST_NUMBERS = 8
# Distances between numbers while a window is on its way, each with the distance of the grid lines.
_STEPS = ((1.0, 0.5), (2.0, 1.0), (5.0, 2.5))
# The half-width of a window, in distances between numbers, that shows as many as can well be read.
_NUMBERS_EACH_SIDE = 2.5


@dataclass(frozen=True)
class Scale:
    """The ticks of a plane and which of them get a number, wherever its window is.

    Parameters
    ----------
    tick
        Distance between neighbouring ticks, which are multiples of it.
    numbering
        For either axis, every how many ticks there is a number, and the first tick from 0 on that gets one.
    exponent
        Power of ten that the numbers leave out.
    """

    tick: float
    numbering: tuple[tuple[int, int], tuple[int, int]]
    exponent: int

    @classmethod
    def between_steps(cls, index: int, largest: float) -> Scale:
        """One of the scales 1, 2, 5, 10, 20, … that a window passes, the first of them at index 0.

        The power of ten that the numbers leave out is that of the `largest` one.

        >>> Scale.between_steps(4, 60.0).numbers(0, -50, 50).tolist()
        [-40.0, -20.0, 0.0, 20.0, 40.0]
        """
        decade, which = divmod(index, len(_STEPS))
        step, tick = (float(f"{digits}e{decade}") for digits in _STEPS[which])
        every = round(step / tick)
        return cls(tick, ((every, 0), (every, 0)), power_left_out(largest))

    @staticmethod
    def half_width_at(index: int) -> float:
        """The half-width of a window that shows well the numbers of `between_steps`."""
        decade, which = divmod(index, len(_STEPS))
        return _NUMBERS_EACH_SIDE * float(f"{_STEPS[which][0]}e{decade}")

    def ticks(self, low: float, high: float) -> npt.NDArray[np.float64]:
        """Ticks from one value of an axis to another."""
        first, last = steps_between(self.tick, low, high)
        ticks: npt.NDArray[np.float64] = np.arange(first, last + 1, dtype=np.float64) * self.tick
        return ticks

    def numbers(self, axis: int, low: float, high: float) -> npt.NDArray[np.float64]:
        """Ticks with a number from one value of an axis to another."""
        first, last = steps_between(self.tick, low, high)
        every, one = self.numbering[axis]
        steps = np.arange(first + (one - first) % every, last + 1, every, dtype=np.float64)
        numbers: npt.NDArray[np.float64] = steps * self.tick
        return numbers


def steps_between(tick: float, low: float, high: float) -> tuple[int, int]:
    """The first and the last multiple of a tick from one value to another, as multiples."""
    # A hair of slack: a tick on the border counts whatever its last bit.
    return math.ceil(low / tick - 1e-9), math.floor(high / tick + 1e-9)


def every_so_many(first: int, last: int) -> int:
    """Choose every how many ticks there is a number, so that the first and the last tick have one, and 0 if it can be.

    >>> every_so_many(-3, 3), every_so_many(-4, 4), every_so_many(-5, 5)
    (1, 2, 5)

    Where 0 is an odd number of ticks away, the axis itself says where it is.

    >>> every_so_many(-1, 7)
    2
    """
    ways = [every for every in range(1, last - first + 1) if (last - first) % every == 0]
    few = [every for every in ways if (last - first) // every < _MOST_NUMBERS]
    with_zero = [every for every in few if first > 0 or last < 0 or first % every == 0]
    return (with_zero if with_zero and with_zero[0] <= 2 * few[0] + 1 else few)[0]
