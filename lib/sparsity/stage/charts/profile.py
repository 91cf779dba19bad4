"""A chart of the size of the answers along a solution line, for any order p."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import DOWN, LEFT, RIGHT, UP, Circle, Line, LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import LineProfile, clip_segments, lp_norm
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import ACTOR_STROKE, MARK_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import POINT_LABEL, SMALL, formula
from sparsity.stage.planes.axes import axis_lines, axis_numbers, grid_lines, power_note, put_left
from sparsity.stage.planes.scale import every_so_many
from sparsity.stage.planes.view import Points, View, straight_pieces
from sparsity.stage.planes.window import Window
from sparsity.words.notation import point_or_about

_GAP = 0.14
# Samples on each side of a cusp, and how they crowd towards it: the p-th root of a sample's distance has to be small.
_SAMPLES = 90
_CROWDING = 4


class ProfileChart(VGroup):
    """Axes over which the size ``(Σ|x_i|^p)^(1/p)`` of the answers on a line is drawn.

    Across runs the arc length along the line, where the axis crossings are marked with their weights; up runs the
    size, in the unit of the weights. As the p-th root rises with what is under it, ``Σ|x_i|^p`` has its valleys and
    hills at the same places; but only the root stays comparable while p changes: at an axis crossing it is the
    weight that is left, whatever p.

    Parameters
    ----------
    region
        Where to put the curves, with the numbers of the vertical axis at the left. The title stands on top of it,
        the names of the axis crossings below.
    profile
        A profile of the line, of any order.
    span
        First and last parameter of the line to show.
    top
        Size that the vertical axis reaches at least.
    """

    def __init__(self, region: Region, profile: LineProfile, span: tuple[float, float], top: float) -> None:
        theme = current_theme()
        self.profile = profile
        self.span = span
        scale = Window.to_show(top)
        self.top = scale.half_width
        steps = np.arange(round(self.top / scale.tick) + 1)
        values = steps[:: every_so_many(0, int(steps[-1]))] * scale.tick
        numbers = axis_numbers(values, scale.exponent)
        title = formula(r'"size" = (abs(a)^p + abs(b)^p)^(1\/p)', size=POINT_LABEL, color=theme.ink)
        crossings = [profile.points(t) for t in profile.axis_crossings]
        names = VGroup(*(formula(point_or_about(point), size=SMALL, color=theme.ink) for point in crossings))
        plot = Region(region.left + numbers.width + _GAP, region.bottom, region.right, region.top)
        low, high = span
        self.view = View(np.array([low, 0.0]), np.array([high, self.top]), plot)

        self.grid = grid_lines(self.view, up=steps[1:] * scale.tick)
        self.axes = axis_lines(self.view, self.view.lower)
        for t in profile.axis_crossings:
            foot = self.at(float(t), 0)
            self.axes.add(Line(foot, foot + 0.1 * DOWN).match_style(self.axes[0]))
        put_left(numbers, self.view, values, _GAP)
        for name, t in zip(names, profile.axis_crossings, strict=True):
            name.next_to(self.at(float(t), 0), DOWN, buff=_GAP + 0.05)
            name.shift(RIGHT * min(0.0, region.right - Region.around(name).right))
            name.shift(RIGHT * max(0.0, region.left - Region.around(name).left))
        title.next_to(self.at(low, self.top), UP, buff=_GAP).align_to(numbers, LEFT)
        self.labels = VGroup(numbers, names, title)
        if scale.exponent:
            self.labels.add(power_note(scale.exponent).next_to(title, RIGHT, buff=0.4))
        super().__init__(self.grid, self.axes, self.labels)

    def to_scene(self, t: Points, sizes: Points) -> Points:
        """Map parameters (n,) and sizes (n,) to manim points (n, 3)."""
        return self.view.to_scene(np.column_stack([t, sizes]))

    def at(self, t: float, size: float) -> Points:
        """Map one parameter and size to a manim point (3,)."""
        return self.view.at((t, size))

    def on_curve(self, t: float, p: float) -> Points:
        """Where the curve of order p is at a parameter, as a manim point (3,)."""
        return self.at(t, float(lp_norm(self.profile.points(t), p)))


class ProfileCurve(VMobject):
    """The size of order p along the line, cut off where the chart ends; it can bend to another order.

    Its samples crowd towards the axis crossings and contain them, so that cusps reach all the way down.
    """

    def __init__(self, chart: ProfileChart, p: float, *, color: ParsableManimColor) -> None:
        super().__init__(stroke_color=color, stroke_width=ACTOR_STROKE)
        self.joint_type = LineJointType.ROUND
        self.chart = chart
        low, high = chart.span
        steps = (high - low) * np.linspace(0, 1, _SAMPLES) ** _CROWDING
        near = [t + sign * steps for t in chart.profile.axis_crossings for sign in (-1, 1)]
        even = np.linspace(low, high, _SAMPLES)
        self._t = np.unique(np.clip(np.concatenate([*near, even]), low, high))
        self._weights = chart.profile.points(self._t)
        self.set_order(p)

    def set_order(self, p: float, up_to: float = np.inf) -> ProfileCurve:
        """Show another order, if wanted only up to a parameter of the line."""
        t = np.minimum(self._t, up_to)
        shown = self._t <= up_to
        if not shown.all():
            last = int(np.argmin(shown))
            shown[last] = True
            weights = np.where((self._t <= up_to)[:, None], self._weights, self.chart.profile.points(t))[shown]
        else:
            weights = self._weights
        corners = np.column_stack([t[shown], lp_norm(weights, p)])
        low, high = self.chart.span
        starts, ends = clip_segments(corners[:-1], corners[1:], [low, 0.0], [high, self.chart.top])
        self.points = straight_pieces(self.chart.view.to_scene(starts), self.chart.view.to_scene(ends))
        return self


class ChartRings(VGroup):
    """Rings around points of a curve, as many as there are to show at the moment.

    Parameters
    ----------
    chart
        Where they are.
    most
        How many there are at most.
    """

    def __init__(self, chart: ProfileChart, most: int, *, color: ParsableManimColor) -> None:
        self.chart = chart
        super().__init__(Circle(0.17, color=color, stroke_width=MARK_STROKE) for _ in range(most))
        self._outline = self[0].points.copy()

    def put_around(self, weights: npt.ArrayLike, p: float) -> ChartRings:
        """Move to the curve of order p above each of these points (k, 2) of the line."""
        parameters = np.atleast_1d(self.chart.profile.parameter(weights))
        for index, ring in enumerate(self):
            is_used = index < len(parameters)
            ring.points = (
                self._outline + self.chart.on_curve(float(parameters[index]), p) if is_used else np.zeros((0, 3))
            )
        return self
