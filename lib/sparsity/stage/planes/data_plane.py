"""The data plane: data points (x, y), the lines fitted to them, and axes with units of their own."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from manim import RIGHT, UP, VGroup

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, formula
from sparsity.stage.planes.axes import NUMBER_GAP, axis_lines, axis_numbers, grid_lines, put_below, put_left
from sparsity.stage.planes.view import Points, View
from sparsity.words.notation import power_left_out

_NUMBER_GAP = 0.16
_MOST_INTERVALS = 7
# Around a data point, in shares of it.
_MARGIN = 0.35
_ROOM_ABOVE = 1.5


def round_ticks(low: float, high: float, most_intervals: int = _MOST_INTERVALS) -> Points:
    """Multiples of 1, 2 or 5 times a power of ten from low to high, at most one more than the intervals between them.

    >>> round_ticks(-3.0, 13.0).tolist()
    [0.0, 5.0, 10.0]
    >>> round_ticks(-0.2, 0.21).tolist()
    [-0.2, -0.1, 0.0, 0.1, 0.2]
    >>> round_ticks(-3.0, 13.0, 2).tolist()
    [0.0, 10.0]
    """
    decade = math.floor(math.log10((high - low) / most_intervals))
    steps = (float(f"{digit}e{decade}") for digit in (1, 2, 5, 10))
    step = next(step for step in steps if step * most_intervals >= (high - low) * (1 - 1e-9))
    # A hair of slack: a tick on the border counts whatever its last bit.
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    # Dividing by a whole number keeps 0.3 exactly that, where 3 * 0.1 would not.
    return np.array([float(f"{round(k * step / 10.0**decade)}e{decade}") for k in range(first, last + 1)])


def room_to_turn(point: npt.ArrayLike, intercepts: npt.ArrayLike, steepest: float) -> tuple[Points, Points]:
    """Corners (2,) of a part of data space in which lines can be seen to turn about a data point.

    Origin, point and all intercepts are in it.

    Parameters
    ----------
    point
        The data point (2,).
    intercepts
        Where the lines meet the vertical axis.
    steepest
        The largest size of a slope.
    """
    x, y = np.asarray(point, dtype=np.float64).tolist()
    heights = np.array([0.0, y, _ROOM_ABOVE * y, *np.asarray(intercepts, dtype=np.float64)])
    low, high = heights.min(), heights.max()
    # So far sideways the steepest line climbs as high as the window.
    margin = max(_MARGIN * abs(x), (high - low) / steepest / 2)
    rim = 0.12 * (high - low)
    return np.array([min(0.0, x) - margin, low - rim]), np.array([max(0.0, x) + margin, high + rim])


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
    names
        Typst math for the axes, where it is another plane.
    most_intervals
        How many steps from number to number there is room for along an axis.
    """

    def __init__(
        self,
        lower: npt.ArrayLike,
        upper: npt.ArrayLike,
        window: Region,
        room: Region,
        names: tuple[str, str] = ("x", "y"),
        *,
        most_intervals: int = _MOST_INTERVALS,
    ) -> None:
        theme = current_theme()
        low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
        self.ticks = [round_ticks(*ends, most_intervals) for ends in zip(low.tolist(), high.tolist(), strict=True)]
        powers = [power_left_out(float(np.abs(ends).max())) for ends in zip(low, high, strict=True)]
        below, left = (axis_numbers(ticks, power) for ticks, power in zip(self.ticks, powers, strict=True))
        horizontal, vertical = (
            formula(name + (f" \\/ 10^({power})" if power else ""), size=LABEL, color=theme.ink)
            for name, power in zip(names, powers, strict=True)
        )
        # Twice the gap: neighbours of the plane need air as well.
        start = max(window.left, room.left + left.width + NUMBER_GAP)
        end = min(window.right, room.right - horizontal.width - 2 * NUMBER_GAP)
        self.view = View(low, high, Region(start, window.bottom, end, window.top))

        self.grid = grid_lines(self.view, *self.ticks)
        self.axes = axis_lines(self.view)
        self.numbers = VGroup(
            put_below(below, self.view, self.ticks[0]),
            put_left(left, self.view, self.ticks[1]),
        )
        self.names = VGroup(
            horizontal.next_to(self.axes[0], RIGHT, buff=NUMBER_GAP),
            vertical.next_to(self.axes[1], UP, buff=NUMBER_GAP),
        )
        super().__init__(self.grid, self.axes, self.numbers, self.names)

    @property
    def border(self) -> Region:
        """The window's place on the frame."""
        return self.view.region
