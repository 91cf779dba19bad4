"""The weight plane: a square view of weight space with equal units, a grid and axis numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from manim import LEFT, RIGHT, UP, VGroup, VMobject

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, formula
from sparsity.stage.planes.axes import (
    GAP_BELOW,
    NUMBER_GAP,
    axis_lines,
    axis_numbers,
    grid_lines,
    power_note,
    put_below,
    put_left,
)
from sparsity.stage.planes.view import Points, View, polyline
from sparsity.stage.planes.window import Window


class Rest(NamedTuple):
    """A plane with its window at rest: where the window is on the frame, its grid lines and its numbers."""

    view: View
    grid: VMobject
    numbers: VGroup


class WeightPlane(VGroup):
    """Grid, axes, axis numbers and axis names for two weights.

    The numbers stand outside the window, along its lower and left side, where no ball and no line
    can cross them.

    Parameters
    ----------
    room
        Where to put the plane; the window is the largest square that leaves room for the numbers.
    window
        The part of weight space to show. Others can be moved to: see `sparsity.stage.planes.push_in`.
    names
        Typst math for the two weights.
    """

    def __init__(self, room: Region, window: Window, names: tuple[str, str] = ("a", "b")) -> None:
        self.room = room
        self.names = VGroup(formula(name, size=LABEL, color=current_theme().ink) for name in names)
        rest = self.at_rest(window)
        self.view = rest.view
        self.axes = axis_lines(self.view, self.crossing)
        super().__init__(rest.grid, self.axes, rest.numbers, self.names)
        self.rest_at(window, rest)

    @property
    def crossing(self) -> Points:
        """Where the axes cross (2,): in the origin, or, where that is out of sight, at the nearest sides."""
        nearest: Points = np.clip(0.0, self.view.lower, self.view.upper)
        return nearest

    def at_rest(self, window: Window) -> Rest:
        """Work out what belongs to a window, whether it is the plane's or not."""
        across, up = window.numbered(0), window.numbered(1)
        below, left = (axis_numbers(values, window.exponent) for values in (across, up))
        horizontal, vertical = self.names
        # The first and the last number reach past the window by half their width.
        room_left = max(left.width + NUMBER_GAP, below[0].width / 2)
        room_right = max(horizontal.width + NUMBER_GAP, below[-1].width / 2)
        room_below = below.height + GAP_BELOW
        # Room for the line's label, which may stand on top.
        room_above = vertical.height + 2 * NUMBER_GAP
        side = min(self.room.width - room_left - room_right, self.room.height - room_below - room_above)
        center = (self.room.center + [(room_left - room_right) / 2, (room_below - room_above) / 2, 0])[:2]
        view = View(window.lower, window.upper, Region.centred(center, side, side))
        numbers = VGroup(put_below(below, view, across), put_left(left, view, up))
        if window.exponent:
            corner = np.array([view.region.left, view.region.top, 0.0])
            numbers.add(power_note(window.exponent).next_to(corner, UP, buff=NUMBER_GAP).align_to(corner, LEFT))
        return Rest(view, grid_lines(view, window.ticks_along(0), window.ticks_along(1)), numbers)

    def show_window(self, window: Window) -> None:
        """Show another window at once, with all that is drawn through the plane's view."""
        rest = self.at_rest(window)
        self.view.move_to(window.lower, window.upper, rest.view.region)
        self.rest_at(window, rest)

    def rest_at(self, window: Window, rest: Rest) -> None:
        """Show grid and numbers of a window; the view shows it already."""
        self.window = window
        self.grid, self.numbers = rest.grid, rest.numbers
        self.submobjects = [self.grid, self.axes, self.numbers, self.names]
        self.draw_axes()
        vertical, notes = self.names[1], self.numbers[2:]
        # Where the vertical axis stands at the left, the power of ten that is left out stands over it.
        if any(Region.around(note).overlaps(Region.around(vertical)) for note in notes):
            vertical.next_to(notes, RIGHT, buff=NUMBER_GAP)

    def draw_axes(self) -> None:
        """Draw the axes, with their names, where the view shows them now."""
        (left, bottom), (right, top) = self.view.lower, self.view.upper
        x, y = self.crossing
        for axis, ends in zip(self.axes, ([(left, y), (right, y)], [(x, bottom), (x, top)]), strict=True):
            axis.points = polyline(self.view.to_scene(ends))
        horizontal, vertical = self.names
        horizontal.next_to(self.axes[0], RIGHT, buff=NUMBER_GAP)
        vertical.next_to(self.axes[1], UP, buff=NUMBER_GAP)

    @property
    def border(self) -> Region:
        """The window's place on the frame."""
        return self.view.region
