"""The data plane: data points (x, y), the lines fitted to them, and axes with units of their own."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from manim import DOWN, LEFT, RIGHT, UP, Line, VGroup, VMobject

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import GRID_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, SMALL, formula
from sparsity.stage.planes.view import Points, polyline
from sparsity.stage.planes.window import power_left_out
from sparsity.words.notation import format_number

_NUMBER_GAP = 0.16
_MOST_INTERVALS = 7


@dataclass(frozen=True)
class DataView:
    """The map of a rectangle of data space onto a rectangle of the frame; each axis has its own unit."""

    lower: Points
    upper: Points
    region: Region

    def to_scene(self, data: npt.ArrayLike) -> Points:
        """Map data points (n, 2) to manim points (n, 3)."""
        fraction = (np.asarray(data, dtype=np.float64) - self.lower) / (self.upper - self.lower)
        flat = self.region.lower + fraction * (self.region.upper - self.region.lower)
        return np.column_stack([flat, np.zeros(len(flat))])

    def at(self, data: npt.ArrayLike) -> Points:
        """Map one data point (2,) to a manim point (3,)."""
        point: Points = self.to_scene(np.asarray(data, dtype=np.float64)[None])[0]
        return point


def round_ticks(low: float, high: float) -> Points:
    """Multiples of 1, 2 or 5 times a power of ten from low to high, at most eight of them.

    >>> round_ticks(-3.0, 13.0).tolist()
    [0.0, 5.0, 10.0]
    >>> round_ticks(-0.2, 0.21).tolist()
    [-0.2, -0.1, 0.0, 0.1, 0.2]
    """
    decade = math.floor(math.log10((high - low) / _MOST_INTERVALS))
    steps = (float(f"{digit}e{decade}") for digit in (1, 2, 5, 10))
    step = next(step for step in steps if step * _MOST_INTERVALS >= (high - low) * (1 - 1e-9))
    # A hair of slack: a tick on the border counts whatever its last bit.
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    # Dividing by a whole number keeps 0.3 exactly that, where 3 * 0.1 would not.
    return np.array([float(f"{round(k * step / 10.0**decade)}e{decade}") for k in range(first, last + 1)])


class DataPlane(VGroup):
    """Grid, axes, axis numbers and axis names for data points (x, y).

    The two axes have different units, so that slopes on the screen are not slopes of the data; the
    numbers tell. They stand outside the window, along its lower and left side.

    Parameters
    ----------
    lower, upper
        Corners (2,) of the part of data space to show; it holds the origin.
    window
        Where on the frame to show it; made narrower where numbers and names need the room.
    room
        Where everything has to stay.
    """

    def __init__(self, lower: npt.ArrayLike, upper: npt.ArrayLike, window: Region, room: Region) -> None:
        theme = current_theme()
        low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
        self.ticks = [round_ticks(*ends) for ends in zip(low.tolist(), high.tolist(), strict=True)]
        powers = [power_left_out(float(np.abs(ends).max())) for ends in zip(low, high, strict=True)]
        below, left = (
            VGroup(*(formula(format_number(tick / 10.0**power), size=SMALL, color=theme.muted) for tick in ticks))
            for ticks, power in zip(self.ticks, powers, strict=True)
        )
        horizontal, vertical = (
            formula(name + (f" \\/ 10^({power})" if power else ""), size=LABEL, color=theme.ink)
            for name, power in zip("xy", powers, strict=True)
        )
        # Twice the gap: neighbours of the plane need air as well.
        start = max(window.left, room.left + left.width + _NUMBER_GAP)
        end = min(window.right, room.right - horizontal.width - 2 * _NUMBER_GAP)
        self.view = DataView(low, high, Region(start, window.bottom, end, window.top))

        self.grid = self._grid_lines().set_stroke(theme.grid, GRID_STROKE)
        self.axes = VGroup(
            Line(*self.view.to_scene([(low[0], 0), (high[0], 0)])),
            Line(*self.view.to_scene([(0, low[1]), (0, high[1])])),
        ).set_stroke(theme.muted, 2.5)
        for tick, number in zip(self.ticks[0], below, strict=True):
            number.next_to(self.view.at((tick, low[1])), DOWN, buff=_NUMBER_GAP)
        for tick, number in zip(self.ticks[1], left, strict=True):
            number.next_to(self.view.at((low[0], tick)), LEFT, buff=_NUMBER_GAP)
        # Digits share a baseline whatever their signs and shapes.
        for number in below:
            number.align_to(below[-1], DOWN)
        self.numbers = VGroup(below, left)
        self.names = VGroup(
            horizontal.next_to(self.axes[0], RIGHT, buff=_NUMBER_GAP),
            vertical.next_to(self.axes[1], UP, buff=_NUMBER_GAP),
        )
        super().__init__(self.grid, self.axes, self.numbers, self.names)

    def _grid_lines(self) -> VMobject:
        low, high = self.view.lower, self.view.upper
        ends = [[(x, low[1]), (x, high[1])] for x in self.ticks[0]]
        ends += [[(low[0], y), (high[0], y)] for y in self.ticks[1]]
        grid = VMobject()
        grid.points = np.concatenate([polyline(self.view.to_scene(pair)) for pair in ends])
        return grid
