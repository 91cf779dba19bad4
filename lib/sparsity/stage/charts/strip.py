"""A strip chart: a quantity recorded against an angle while the angle is being turned."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import LEFT, UP, Circle, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.actors.trail import Trail
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import MARK_STROKE
from sparsity.stage.planes.axes import axis_lines, axis_numbers, axis_text, grid_lines, put_below, put_left
from sparsity.stage.planes.view import Points, View
from sparsity.stage.planes.window import Window

_NUMBER_GAP = 0.14
_MARK_RADIUS = 0.1
_MOST_NUMBERS = 5
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
        self.start, self.end = start, end
        self.top_value = Window.to_show(highest).half_width
        shown = (0.0, self.top_value)
        values = axis_numbers(shown)
        angles = self._quarter_turns()
        degrees = VGroup(axis_text(f"{round(math.degrees(angle))} degree") for angle in angles)
        plot = Region(
            region.left + values.width + _NUMBER_GAP,
            region.bottom + degrees.height + _NUMBER_GAP,
            # The last number may stand right of the last angle by half its width.
            region.right - degrees[-1].width / 2,
            region.top - title.height - 2 * _NUMBER_GAP,
        )
        self.view = View(np.array([start, 0.0]), np.array([end, self.top_value]), plot)
        put_left(values, self.view, shown, _NUMBER_GAP)
        put_below(degrees, self.view, angles, _NUMBER_GAP)
        grid = grid_lines(self.view, angles, [self.top_value])
        axes = axis_lines(self.view, self.view.lower)
        self.title = title.next_to((region.left, plot.top + _NUMBER_GAP, 0), UP, buff=0, aligned_edge=LEFT)
        super().__init__(grid, axes, values, degrees, self.title)

    def to_scene(self, angles: npt.ArrayLike, values: npt.ArrayLike) -> Points:
        """Map angles (n,) and values (n,) to manim points (n, 3)."""
        return self.view.to_scene(np.column_stack([angles, values]))

    def at(self, angle: float, value: float) -> Points:
        """Map one angle and value to a manim point (3,)."""
        return self.view.at((angle, value))

    @property
    def angle_of_mark(self) -> float:
        """How many radians the radius of a mark covers."""
        return _MARK_RADIUS * (self.end - self.start) / self.view.region.width

    def _quarter_turns(self) -> list[float]:
        first, last = (math.ceil(self.start / (math.pi / 2) - _SLACK), math.floor(self.end / (math.pi / 2) + _SLACK))
        every = next(step for step in (1, 2, 4, 8) if (last - first) // step < _MOST_NUMBERS)
        return [n * math.pi / 2 for n in range(first, last + 1) if n % every == 0]


class Trace(Trail):
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
        super().__init__([(angles, chart.to_scene(angles, values)) for angles, values in pieces], color=color)


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
        super().__init__(stroke_color=color, fill_color=color, stroke_width=MARK_STROKE if is_open else 0)
        self.set_fill(opacity=0 if is_open else 1)
        self._angles = np.asarray(angles)
        outline = Circle(_MARK_RADIUS).points
        self._outlines = [outline + center for center in chart.to_scene(angles, values)]

    def show_up_to(self, angle: float) -> TraceMarks:
        """Show the marks at angles up to this one."""
        count = int(np.searchsorted(self._angles, angle + _SLACK, side="right"))
        self.points = np.concatenate([np.zeros((0, 3)), *self._outlines[:count]])
        return self
