"""Curves made of pieces of parabolas and straight lines, each piece drawn exactly, by one Bézier curve."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from manim import LineJointType, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.look.strokes import ACTOR_STROKE
from sparsity.stage.planes.view import Points, View

# From where to where, and the polynomial there by ascending powers; the last factor is not negative.
Piece = tuple[float, float, tuple[float, float, float]]


class Parabolas(VMobject):
    """A curve of convex pieces, as far as a view shows it.

    Parameters
    ----------
    view
        The view of its chart.
    pieces
        Its pieces from left to right.
    """

    def __init__(
        self, view: View, pieces: Iterable[Piece], *, color: ParsableManimColor, stroke_width: float = ACTOR_STROKE
    ) -> None:
        super().__init__(stroke_color=color, stroke_width=stroke_width)
        self.joint_type = LineJointType.ROUND
        self.view = view
        self.set_pieces(pieces)

    def set_pieces(self, pieces: Iterable[Piece]) -> Parabolas:
        """Show another curve."""
        curves = [self._curve(*piece) for piece in pieces]
        self.points = np.concatenate([np.zeros((0, 3)), *curves])
        return self

    def _curve(self, low: float, high: float, factors: tuple[float, float, float]) -> Points:
        c0, c1, c2 = factors
        (left, _), (right, top) = self.view.lower, self.view.upper
        start, end = below(top, factors)
        start, end = max(low, left, start), min(high, right, end)
        if start >= end:
            return np.zeros((0, 3))
        step = (end - start) / 3
        first, last = (c0 + c1 * x + c2 * x * x for x in (start, end))
        # The inner points lie along the tangents.
        rises = (step * (c1 + 2 * c2 * start), step * (c1 + 2 * c2 * end))
        ys = (first, first + rises[0], last - rises[1], last)
        return self.view.to_scene(np.column_stack([start + step * np.arange(4), ys]))


def below(top: float, factors: tuple[float, float, float]) -> tuple[float, float]:
    """From where to where a convex polynomial is at most at a height; an empty range where it is nowhere.

    >>> below(4, (0, 0, 1)), below(4, (0, 2, 0)), below(-1, (0, 0, 1))
    ((-2.0, 2.0), (-inf, 2.0), (inf, -inf))
    """
    c0, c1, c2 = factors
    if c2 == 0:
        if c1 == 0:
            return (-math.inf, math.inf) if c0 <= top else (math.inf, -math.inf)
        bound = (top - c0) / c1
        return (-math.inf, bound) if c1 > 0 else (bound, math.inf)
    inside = c1 * c1 - 4 * c2 * (c0 - top)
    if inside < 0:
        return math.inf, -math.inf
    root = math.sqrt(inside)
    return (-c1 - root) / (2 * c2), (-c1 + root) / (2 * c2)
