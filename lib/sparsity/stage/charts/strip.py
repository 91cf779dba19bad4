"""A strip chart: a quantity recorded against an angle while the angle is being turned."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import DOWN, LEFT, UP, Circle, Line, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import GRID_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import SMALL, formula
from sparsity.stage.planes.view import Points, polyline
from sparsity.stage.planes.window import Window
from sparsity.words.notation import format_number

_NUMBER_GAP = 0.14
_MARK_RADIUS = 0.1
_MOST_NUMBERS = 5
_TRACE_STROKE = 5.0
# Of an angle in radians, so that a mark shows at its own angle whatever the last bit.
_SLACK = 1e-9


class StripChart(VGroup):
    """Axes of a chart that records a quantity, at least 0, against an angle.

    Parameters
    ----------
    region
        Room for the axes with their numbers and the title.
    start, end
        First and last angle, in radians; numbers stand at quarter turns, in degrees.
    highest
        Largest value to show, above 0; the axis ends at the next round number.
    title
        What is recorded; it is put on top.
    """

    def __init__(self, region: Region, start: float, end: float, highest: float, title: VMobject) -> None:
        theme = current_theme()
        self.start, self.end = start, end
        self.top_value = Window.to_show(highest).half_width
        values = VGroup(formula(format_number(v), size=SMALL, color=theme.muted) for v in (0.0, self.top_value))
        angles = self._quarter_turns()
        degrees = VGroup(
            formula(f"{round(math.degrees(angle))} degree", size=SMALL, color=theme.muted) for angle in angles
        )
        self.plot = Region(
            region.left + values.width + _NUMBER_GAP,
            region.bottom + degrees.height + _NUMBER_GAP,
            # The last number may stand right of the last angle by half its width.
            region.right - degrees[-1].width / 2,
            region.top - title.height - 2 * _NUMBER_GAP,
        )
        for number, value in zip(values, (0.0, self.top_value), strict=True):
            number.next_to(self.at(start, value), LEFT, buff=_NUMBER_GAP)
        for number, angle in zip(degrees, angles, strict=True):
            number.next_to(self.at(angle, 0), DOWN, buff=_NUMBER_GAP)
        grid = VMobject(stroke_color=theme.grid, stroke_width=GRID_STROKE)
        uprights = [self._segment((angle, 0), (angle, self.top_value)) for angle in angles]
        grid.points = np.concatenate([*uprights, self._segment((start, self.top_value), (end, self.top_value))])
        axes = VGroup(
            Line(self.at(start, 0), self.at(end, 0)), Line(self.at(start, 0), self.at(start, self.top_value))
        ).set_stroke(theme.muted, 2.5)
        self.title = title.next_to((region.left, self.plot.top + _NUMBER_GAP, 0), UP, buff=0, aligned_edge=LEFT)
        super().__init__(grid, axes, values, degrees, self.title)

    def to_scene(self, angles: npt.ArrayLike, values: npt.ArrayLike) -> Points:
        """Map angles (n,) and values (n,) to manim points (n, 3)."""
        across = (np.asarray(angles, dtype=np.float64) - self.start) / (self.end - self.start)
        up = np.asarray(values, dtype=np.float64) / self.top_value
        flat = np.column_stack([across, up]) * [self.plot.width, self.plot.height] + self.plot.lower
        return np.column_stack([flat, np.zeros(len(flat))])

    def at(self, angle: float, value: float) -> Points:
        """Map one angle and value to a manim point (3,)."""
        point: Points = self.to_scene([angle], [value])[0]
        return point

    @property
    def angle_of_mark(self) -> float:
        """How many radians the radius of a mark covers."""
        return _MARK_RADIUS * (self.end - self.start) / self.plot.width

    def _quarter_turns(self) -> list[float]:
        first, last = (math.ceil(self.start / (math.pi / 2) - _SLACK), math.floor(self.end / (math.pi / 2) + _SLACK))
        every = next(step for step in (1, 2, 4, 8) if (last - first) // step < _MOST_NUMBERS)
        return [n * math.pi / 2 for n in range(first, last + 1) if n % every == 0]

    def _segment(self, start: tuple[float, float], end: tuple[float, float]) -> Points:
        return polyline(np.array([self.at(*start), self.at(*end)]))


class Trace(VMobject):
    """What a strip chart has recorded so far: pieces of a curve, with nothing drawn between them.

    Parameters
    ----------
    chart
        Where it is drawn.
    pieces
        Ascending angles (n,) and values (n,) of each piece, in order.
    """

    def __init__(
        self, chart: StripChart, pieces: Sequence[tuple[Points, Points]], *, color: ParsableManimColor
    ) -> None:
        super().__init__(stroke_color=color, stroke_width=_TRACE_STROKE)
        self._from = np.concatenate([angles[:-1] for angles, _ in pieces])
        self._to = np.concatenate([angles[1:] for angles, _ in pieces])
        self._curves = np.concatenate([polyline(chart.to_scene(angles, values)) for angles, values in pieces])

    def show_up_to(self, angle: float) -> Trace:
        """Show what was recorded until an angle."""
        whole = int(np.searchsorted(self._to, angle, side="right"))
        points = self._curves[: 4 * whole]
        if whole < len(self._to) and self._from[whole] < angle:
            start, end = self._curves[4 * whole], self._curves[4 * whole + 3]
            share = (angle - self._from[whole]) / (self._to[whole] - self._from[whole])
            points = np.concatenate([points, polyline(np.array([start, start + share * (end - start)]))])
        self.points = points
        return self


class TraceMarks(VMobject):
    """Round marks at single angles of a strip chart that appear once their angle is reached.

    Parameters
    ----------
    chart
        Where they are drawn.
    angles, values
        Ascending angles (n,) and values (n,).
    is_open
        Rings, for where the quantity has no one value, or full dots.
    """

    def __init__(
        self, chart: StripChart, angles: Points, values: Points, *, color: ParsableManimColor, is_open: bool
    ) -> None:
        super().__init__(stroke_color=color, fill_color=color, stroke_width=4 if is_open else 0)
        self.set_fill(opacity=0 if is_open else 1)
        self._angles = np.asarray(angles)
        outline = Circle(_MARK_RADIUS).points
        self._outlines = [outline + center for center in chart.to_scene(angles, values)]

    def show_up_to(self, angle: float) -> TraceMarks:
        """Show the marks at angles up to this one."""
        count = int(np.searchsorted(self._angles, angle + _SLACK, side="right"))
        self.points = np.concatenate([np.zeros((0, 3)), *self._outlines[:count]])
        return self
