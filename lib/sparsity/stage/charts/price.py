"""A chart of anything over the price on a logarithmic scale, recorded while the price falls."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import RIGHT, UP, Circle, Dot, Line, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import clip_segments
from sparsity.stage.actors.trail import Trail
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import OUTLINE_STROKE, THIN_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, formula
from sparsity.stage.planes.axes import GAP_BELOW, NUMBER_GAP, axis_lines, axis_numbers, grid_lines, put_below, put_left
from sparsity.stage.planes.data_plane import round_ticks
from sparsity.stage.planes.view import Points, View, polyline

_KNOB, _HEAD = 0.11, 0.07


class PriceChart(VGroup):
    """Axes over prices λ, each power of ten as wide as the next; high prices are at the right.

    Parameters
    ----------
    region
        Room for everything: numbers at the left and below, the name of the price at the right.
    lowest, highest
        First and last price, above 0.
    span
        Lowest and highest value.
    """

    def __init__(self, region: Region, lowest: float, highest: float, span: tuple[float, float]) -> None:
        theme = current_theme()
        across, up = round_ticks(*np.log10([lowest, highest])), round_ticks(*span)
        across = across[across == np.round(across)]
        below, left = axis_numbers(10.0**across), axis_numbers(up)
        name = formula("lambda", size=LABEL, color=theme.ink)
        plot = Region(
            region.left + left.width + NUMBER_GAP,
            region.bottom + below.height + GAP_BELOW,
            region.right - name.width - 2 * NUMBER_GAP,
            region.top,
        )
        self.view = View(np.array([np.log10(lowest), span[0]]), np.array([np.log10(highest), span[1]]), plot)
        self.grid = grid_lines(self.view, across, up)
        self.axes = axis_lines(self.view, (self.view.lower[0], 0.0))
        self.numbers = VGroup(put_below(below, self.view, across), put_left(left, self.view, up))
        name.next_to(self.view.at(self.view.lower), RIGHT, buff=plot.width + NUMBER_GAP)
        super().__init__(self.grid, self.axes, self.numbers, name)

    @staticmethod
    def coordinates(prices: npt.ArrayLike, values: npt.ArrayLike) -> Points:
        """Prices (n,) and values (n,) as points (n, 2) of its view."""
        return np.column_stack([np.log10(np.asarray(prices, dtype=np.float64)), values])

    def to_scene(self, prices: npt.ArrayLike, values: npt.ArrayLike) -> Points:
        """Map prices (n,) and values (n,) to manim points (n, 3)."""
        return self.view.to_scene(self.coordinates(prices, values))

    def at(self, price: float, value: float) -> Points:
        """Map one price and value to a manim point (3,)."""
        return self.view.at((np.log10(price), value))

    def record(
        self,
        prices: npt.ArrayLike,
        values: npt.ArrayLike,
        *,
        color: ParsableManimColor,
        stroke_width: float = OUTLINE_STROKE,
    ) -> Trail:
        """What will be recorded of values (n,) at ascending prices (n,) as the price falls, where the chart shows it.

        It is shown up to `progress` of a price.
        """
        corners = self.coordinates(prices, values)[::-1]
        starts, ends = clip_segments(corners[:-1], corners[1:], self.view.lower, self.view.upper)
        pieces = [
            (-np.array([start[0], end[0]]), self.view.to_scene(np.array([start, end])))
            for start, end in zip(starts, ends, strict=True)
        ]
        return Trail(pieces, color=color, stroke_width=stroke_width)

    @staticmethod
    def progress(price: float) -> float:
        """How far a record has come when the price has fallen to this one."""
        return float(-np.log10(price))


class PriceKnob(VGroup):
    """The price of the moment: a knob on the chart's lower edge, and a thin line up from it."""

    def __init__(self, chart: PriceChart, price: float) -> None:
        theme = current_theme()
        self._chart = chart
        self._line = Line().set_stroke(theme.muted, THIN_STROKE)
        self._knob = Dot(radius=_KNOB, color=theme.ink)
        super().__init__(self._line, self._knob)
        self.turn_to(price)

    def turn_to(self, price: float) -> PriceKnob:
        """Show another price."""
        low, high = (self._chart.at(price, value) for value in (self._chart.view.lower[1], self._chart.view.upper[1]))
        self._line.points = polyline(np.array([low, high]))
        self._knob.move_to(low)
        return self


class Paths(VGroup):
    """Weights over the price: a curve for each as far as the price has fallen, and dots where they are now.

    Parameters
    ----------
    chart
        Where they are recorded.
    prices, weights
        Ascending prices (n,) and the weights (n, k) there.
    color
        Of all curves.
    """

    def __init__(self, chart: PriceChart, prices: Points, weights: Points, *, color: ParsableManimColor) -> None:
        self._chart = chart
        self.trails = VGroup(chart.record(prices, column, color=color) for column in weights.T)
        self.heads = VMobject(fill_color=color, fill_opacity=1, stroke_width=0)
        self._outline = Circle(_HEAD).points
        super().__init__(self.trails, self.heads)

    def fall_to(self, price: float, weights: npt.ArrayLike) -> Paths:
        """Show what lies at this price and above, and dots at the weights (k,) there."""
        values = np.asarray(weights, dtype=np.float64)
        for trail in self.trails:
            trail.show_up_to(self._chart.progress(price))
        centers = self._chart.to_scene(np.full(len(values), price), values)
        self.heads.points = (centers[:, None] + self._outline).reshape(-1, 3)
        return self


def name_above(chart: PriceChart, *texts: VMobject) -> VGroup:
    """Put texts in a row on top of a chart, from its left."""
    row = VGroup(*texts).arrange(RIGHT, buff=1.0)
    return row.next_to(chart.view.at((chart.view.lower[0], chart.view.upper[1])), UP + RIGHT, buff=NUMBER_GAP)
