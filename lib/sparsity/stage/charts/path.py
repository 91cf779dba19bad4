"""A chart of the weights over the price, recorded while the price changes."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from manim import DOWN, LEFT, UP, VGroup
from manim.utils.color import ParsableManimColor

from sparsity.stage.actors.trail import Trail
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import SMALL, formula
from sparsity.stage.planes.axes import axis_lines, axis_numbers, grid_lines, put_below, put_left
from sparsity.stage.planes.data_plane import round_ticks
from sparsity.stage.planes.view import Points, View
from sparsity.words.notation import power_left_out

_GAP = 0.12
_MOST_NUMBERS = 5


class PathChart(VGroup):
    """Axes of a chart of weights over a price λ from 0 on; the names of the weights stand at the height of their start.

    Parameters
    ----------
    region
        Room for everything.
    plot
        Bottom and top of the curves alone, as in bars beside them.
    highest
        The last price.
    span
        Lowest and highest weight, 0 among them.
    starts, names
        The weights (n,) at price 0, and Typst math for what they are called.
    """

    def __init__(
        self,
        region: Region,
        plot: tuple[float, float],
        highest: float,
        span: tuple[float, float],
        starts: npt.ArrayLike,
        names: tuple[str, ...],
    ) -> None:
        theme = current_theme()
        heights = np.asarray(starts, dtype=np.float64)
        power, upright_power = power_left_out(highest), power_left_out(max(abs(end) for end in span))
        unit = f" \\/ 10^({upright_power})" if upright_power else ""
        labels = [formula(name + unit, size=SMALL, color=theme.ink) for name in names]
        price = formula("lambda" + (f" \\/ 10^({power})" if power else ""), size=SMALL, color=theme.ink)
        up = round_ticks(*span)
        upright = axis_numbers(up, upright_power)
        left = region.left + max(label.width for label in labels) + upright.width + 2 * _GAP
        area = Region(left, plot[0], region.right - price.width - _GAP, plot[1])
        self.view = View(np.array([0.0, span[0]]), np.array([highest, span[1]]), area)
        ticks = round_ticks(0, highest)
        pitch = self.view.units[0] * ticks[1] / (max(number.width for number in axis_numbers(ticks, power)) + _GAP)
        ticks = ticks[:: max(-(-len(ticks) // _MOST_NUMBERS), math.ceil(1 / pitch))]
        numbers = put_below(axis_numbers(ticks, power), self.view, ticks, _GAP)
        axes = axis_lines(self.view)
        price.next_to(self.view.at((highest, 0)), buff=_GAP)
        # As many as the height has room for, 0 among them.
        step = up[1] - up[0]
        every = math.ceil((upright.height + _GAP) / (self.view.units[1] * step))
        up = up[np.round(up / step) % every == 0]
        upright = put_left(axis_numbers(up, upright_power), self.view, up, _GAP)
        for label, height in zip(labels, heights, strict=True):
            label.next_to(self.view.at((0, height)), LEFT, buff=2 * _GAP + upright.width)
        # Names of weights that start close to each other move apart.
        upper, lower = (labels[index] for index in np.argsort(-heights)[:2])
        overlap = lower.height / 2 + upper.height / 2 + _GAP / 2 - (upper.get_y() - lower.get_y())
        if overlap > 0:
            upper.shift(overlap / 2 * UP)
            lower.shift(overlap / 2 * DOWN)
        super().__init__(grid_lines(self.view, ticks, up), axes, numbers, upright, *labels, price)

    def record(self, prices: Points, weights: Points, *, color: ParsableManimColor) -> Trail:
        """What will be recorded of one weight (n,) at ascending prices (n,)."""
        return Trail([(prices, self.view.to_scene(np.column_stack([prices, weights])))], color=color)
