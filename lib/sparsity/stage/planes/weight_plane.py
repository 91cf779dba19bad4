"""The weight plane: a square view of weight space with equal units, a grid and axis numbers."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, VGroup

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, formula
from sparsity.stage.planes.axes import (
    NUMBER_GAP,
    axis_lines,
    axis_numbers,
    grid_lines,
    power_note,
    put_below,
    put_left,
)
from sparsity.stage.planes.view import View
from sparsity.stage.planes.window import Window


class WeightPlane(VGroup):
    """Grid, axes, axis numbers and axis names for two weights.

    The numbers stand outside the window, along its lower and left side, where no ball and no line
    can cross them.

    Parameters
    ----------
    region
        Where to put the plane; the window is the largest square that leaves room for the numbers.
    window
        The part of weight space to show.
    names
        Typst math for the two weights.
    """

    def __init__(self, region: Region, window: Window, names: tuple[str, str] = ("a", "b")) -> None:
        theme = current_theme()
        self.window = window
        horizontal, vertical = (formula(name, size=LABEL, color=theme.ink) for name in names)
        across, up = window.numbered(0), window.numbered(1)
        below, left = (axis_numbers(values, window.exponent) for values in (across, up))
        room_left, room_below = left.width + NUMBER_GAP, below.height + NUMBER_GAP
        # The last number reaches past the window by half its width.
        room_right = max(horizontal.width + NUMBER_GAP, below[-1].width / 2)
        # Room for the line's label, which may stand on top.
        room_above = vertical.height + 2 * NUMBER_GAP
        side = min(region.width - room_left - room_right, region.height - room_below - room_above)
        center = (region.center + [(room_left - room_right) / 2, (room_below - room_above) / 2, 0])[:2]
        self.view = View(window.lower, window.upper, Region.centred(center, side, side))

        self.grid = grid_lines(self.view, window.ticks_along(0), window.ticks_along(1))
        # Where the origin is out of sight, the axes stand at the nearest sides.
        self.axes = axis_lines(self.view, np.clip(0.0, window.lower, window.upper))
        self.numbers = VGroup(put_below(below, self.view, across), put_left(left, self.view, up))
        # In the lower left corner the first numbers of the two rows would meet.
        for row in self.numbers:
            row.remove(row[0])
        if window.exponent:
            corner = np.array([self.view.region.left, self.view.region.top, 0.0])
            self.numbers.add(power_note(window.exponent).next_to(corner, UP, buff=NUMBER_GAP).align_to(corner, LEFT))
        self.names = VGroup(
            horizontal.next_to(self.axes[0], RIGHT, buff=NUMBER_GAP),
            vertical.next_to(self.axes[1], UP, buff=NUMBER_GAP),
        )
        super().__init__(self.grid, self.axes, self.numbers, self.names)
