"""The weight plane: a square view of weight space with equal units, a grid and axis numbers."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, VGroup, VMobject

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import GRID_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, SMALL, formula
from sparsity.stage.planes.view import View, polyline
from sparsity.stage.planes.window import Window
from sparsity.words.notation import format_number

_NUMBER_GAP = 0.16


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
        numbers = _AxisNumbers(window)
        left = numbers.left.width + _NUMBER_GAP
        bottom = numbers.below.height + _NUMBER_GAP
        right = max(horizontal.width + _NUMBER_GAP, numbers.overhang)
        # Room for the line's label, which may stand on top.
        top = vertical.height + 2 * _NUMBER_GAP
        side = min(region.width - left - right, region.height - bottom - top)
        center = (region.center + [(left - right) / 2, (bottom - top) / 2, 0])[:2]
        self.view = View(window.lower, window.upper, Region.centred(center, side, side))

        self.grid = self._grid_lines().set_stroke(theme.grid, GRID_STROKE)
        self.axes = VGroup(
            self._line((window.lower[0], 0), (window.upper[0], 0)),
            self._line((0, window.lower[1]), (0, window.upper[1])),
        ).set_stroke(theme.muted, 2.5)
        self.numbers = numbers.placed_along(self.view)
        self.names = VGroup(
            horizontal.next_to(self.axes[0], RIGHT, buff=_NUMBER_GAP),
            vertical.next_to(self.axes[1], UP, buff=_NUMBER_GAP),
        )
        super().__init__(self.grid, self.axes, self.numbers, self.names)

    def _line(self, start: tuple[float, float], end: tuple[float, float]) -> Line:
        return Line(*self.view.to_scene([start, end]))

    def _grid_lines(self) -> VMobject:
        lower, upper = self.window.lower[0], self.window.upper[0]
        ends = [[(t, lower), (t, upper)] for t in self.window.ticks]
        ends += [[(lower, t), (upper, t)] for t in self.window.ticks]
        grid = VMobject()
        grid.points = np.concatenate([polyline(self.view.to_scene(pair)) for pair in ends])
        return grid


class _AxisNumbers:
    """The numbers along the two sides, made first because their size decides the size of the window."""

    def __init__(self, window: Window) -> None:
        muted = current_theme().muted
        count = round(window.half_width / window.tick)
        every = 1 if count < 4 else 2
        steps = np.arange(-(count // every), count // every + 1) * every
        self.values = steps * window.tick
        shown = [format_number(value / 10.0**window.exponent) for value in self.values]
        self.below = VGroup(*(formula(text, size=SMALL, color=muted) for text in shown))
        self.left = self.below.copy()
        self.exponent = window.exponent

    @property
    def overhang(self) -> float:
        """How far the last number below reaches past the window's right side."""
        return float(self.below[-1].width / 2)

    def placed_along(self, view: View) -> VGroup:
        low = view.lower[0]
        for value, below, left in zip(self.values, self.below, self.left, strict=True):
            foot, side = view.to_scene([(value, low), (low, value)])
            below.next_to(foot, DOWN, buff=_NUMBER_GAP)
            left.next_to(side, LEFT, buff=_NUMBER_GAP)
        # In the lower left corner the first numbers of the two rows would meet.
        for row in (self.below, self.left):
            row.remove(row[0])
        # Digits share a baseline whatever their signs and shapes.
        for below in self.below:
            below.align_to(self.below[-1], DOWN)
        placed = VGroup(self.below, self.left)
        if self.exponent:
            placed.add(self._power_of_ten(view))
        return placed

    def _power_of_ten(self, view: View) -> VMobject:
        note = formula(f"times 10^({self.exponent})", size=SMALL, color=current_theme().muted)
        corner = np.array([view.region.left, view.region.top, 0.0])
        return note.next_to(corner, UP, buff=_NUMBER_GAP).align_to(corner, LEFT)
