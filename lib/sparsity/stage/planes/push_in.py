"""The window of a weight plane moves and changes its scale, and everything on the plane follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
from manim import VMobject

from sparsity.stage.look.strokes import GRID_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import SMALL
from sparsity.stage.planes.axes import GAP_BELOW, NUMBER_GAP, axis_number, grid_points, power_note
from sparsity.stage.planes.scale import Scale
from sparsity.stage.planes.view import Points, View
from sparsity.stage.planes.way import Way
from sparsity.stage.planes.weight_plane import WeightPlane
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import digits_outline

_NOTHING = np.zeros((0, 3))


class PushIn(Sweep):
    """Moves the window of a plane to another one, with all that is drawn through the plane's view.

    The scale changes at a steady rate, also by orders of magnitude, and the numbers of the axes change on the way.
    What is on the plane stays at its weights; strokes and marks keep their sizes.

    Parameters
    ----------
    plane
        The plane.
    window
        Where its window goes.
    on_stage
        All that can be seen. What is drawn through the plane's view is drawn anew at every frame if it is among these,
        and when the window has arrived wherever it is.
    follow
        Called with the fraction of the way before anything is drawn, for what changes while the window moves.
    """

    def __init__(
        self,
        plane: WeightPlane,
        window: Window,
        on_stage: Iterable[VMobject],
        follow: Callable[[float], object] | None = None,
        **kwargs: Any,
    ) -> None:
        self.plane, self.window = plane, window
        self._follow_too = follow
        apart = [part for mobject in on_stage for part in _without(plane, mobject)]
        actors = [mobject for mobject in apart if any(map(plane.view.is_followed_by, mobject.get_family()))]
        self._seen = {part for actor in actors for part in actor.get_family()}
        super().__init__(plane, *actors, follow=self._move_to, start=0, end=1, **kwargs)

    def begin(self) -> None:
        """Work out what is met on the way from where the plane is now."""
        plane = self.plane
        self._way = Way(plane.window, self.window)
        self._goal = plane.at_rest(self.window)
        self._regions = plane.view.region, self._goal.view.region
        self._passing = _PassingNumbers(plane.view)
        plane.submobjects = [*self._passing.grids, plane.axes, *self._passing.rows, plane.names]
        super().begin()

    def _move_to(self, fraction: float) -> None:
        plane, has_arrived = self.plane, fraction >= 1
        if self._follow_too is not None:
            self._follow_too(fraction)
        one, other = self._regions
        region = other if has_arrived else one.towards(other, fraction)
        plane.view.move_to(*self._way.bounds(fraction), region, among=None if has_arrived else self._seen)
        if has_arrived:
            plane.rest_at(self.window, self._goal)
        else:
            plane.draw_axes()
            self._passing.show(self._way.scales(fraction))


class _PassingNumbers:
    """Grid lines and numbers while a window is on its way, put together anew at every frame in a few mobjects."""

    def __init__(self, view: View) -> None:
        theme = current_theme()
        self.view = view
        # What two scales have in common, what goes with the one, what comes with the other.
        self.grids = [VMobject(stroke_color=theme.grid, stroke_width=GRID_STROKE) for _ in range(3)]
        self.rows = [VMobject(color=theme.muted, fill_opacity=1, stroke_width=0) for _ in range(3)]

    def show(self, scales: Sequence[tuple[Scale, float]]) -> None:
        """Show the numbers of one scale, or of two with their opacities."""
        lines = [self._lines(scale) for scale, _ in scales]
        texts = [self._texts(scale) for scale, _ in scales]
        shared_lines, shared_texts = set.intersection(*lines), set.intersection(*texts)
        self._draw(0, shared_lines, shared_texts, 1)
        for index in (0, 1):
            here = index < len(scales)
            self._draw(
                index + 1,
                lines[index] - shared_lines if here else set(),
                texts[index] - shared_texts if here else set(),
                scales[index][1] if here else 0,
            )

    def _lines(self, scale: Scale) -> set[tuple[int, float]]:
        """Grid lines within the window: of which axis, and at which value."""
        ends = zip(self.view.lower.tolist(), self.view.upper.tolist(), strict=True)
        ticks = [(axis, _same(tick)) for axis, (low, high) in enumerate(ends) for tick in scale.ticks(low, high)]
        return {(axis, tick) for axis, tick in ticks if tick}

    def _texts(self, scale: Scale) -> set[tuple[int, float, int]]:
        """Numbers along the window: of which axis, at which value, in units of which power of ten."""
        ends = zip(self.view.lower.tolist(), self.view.upper.tolist(), strict=True)
        return {
            (axis, _same(number), scale.exponent)
            for axis, (low, high) in enumerate(ends)
            for number in scale.numbers(axis, low, high)
        }

    def _draw(
        self, index: int, lines: set[tuple[int, float]], texts: set[tuple[int, float, int]], opacity: float
    ) -> None:
        grid, row = self.grids[index], self.rows[index]
        across, up = ([value for axis, value in lines if axis == which] for which in (0, 1))
        grid.points = grid_points(self.view, across, up)
        placed = [self._place(*text) for text in texts]
        placed += [self._place_note(exponent) for exponent in {exponent for _, _, exponent in texts} if exponent]
        row.points = np.concatenate([_NOTHING, *placed])
        grid.set_stroke(opacity=opacity)
        row.set_fill(opacity=opacity)

    def _place(self, axis: int, value: float, exponent: int) -> Points:
        view = self.view
        points, size = _outline(value, exponent)
        if axis == 0:
            middle = view.at((value, view.lower[1])) - [0, GAP_BELOW + _height_of_digits() - size[1] / 2, 0]
        else:
            middle = view.at((view.lower[0], value)) - [NUMBER_GAP + size[0] / 2, 0, 0]
        placed: Points = points + middle
        return placed

    def _place_note(self, exponent: int) -> Points:
        points, size = _note_outline(exponent)
        region = self.view.region
        placed: Points = points + [region.left + size[0] / 2, region.top + NUMBER_GAP + size[1] / 2, 0]
        return placed


def _without(plane: WeightPlane, mobject: VMobject) -> list[VMobject]:
    """A mobject, or its parts where it groups others with the plane, as earlier animations have it."""
    if mobject is plane:
        return []
    if plane not in mobject.get_family():
        return [mobject]
    return [apart for part in mobject.submobjects for apart in _without(plane, part)]


@cache
def _outline(value: float, exponent: int) -> tuple[Points, Points]:
    """The outline of a number around its middle, and its size."""
    return _centred(digits_outline(axis_number(value, exponent), SMALL))


@cache
def _note_outline(exponent: int) -> tuple[Points, Points]:
    return _centred(power_note(exponent).points)


def _height_of_digits() -> float:
    return float(_outline(0.0, 0)[1][1])


def _centred(outline: Points) -> tuple[Points, Points]:
    lower, upper = outline.min(axis=0), outline.max(axis=0)
    return outline - (lower + upper) / 2, upper - lower


def _same(value: float) -> float:
    """The value without the last bits, in which a tick of one scale may differ from the same tick of another."""
    return float(f"{value:.12g}")
