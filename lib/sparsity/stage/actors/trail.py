"""A curve that is drawn as far as some quantity has come: the path of an answer, or what a chart records."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LineJointType, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.look.strokes import ACTOR_STROKE
from sparsity.stage.planes.view import Points, polyline


class Trail(VMobject):
    """Pieces of a curve, with nothing drawn between them, up to a value of the quantity along which they are given.

    Parameters
    ----------
    pieces
        Ascending values (n,) of the quantity and manim points (n, 3) of each piece, in order.
    """

    def __init__(
        self,
        pieces: Sequence[tuple[Points, Points]],
        *,
        color: ParsableManimColor,
        stroke_width: float = ACTOR_STROKE,
    ) -> None:
        super().__init__(stroke_color=color, stroke_width=stroke_width)
        self.joint_type = LineJointType.ROUND
        self._from = np.concatenate([values[:-1] for values, _ in pieces])
        self._to = np.concatenate([values[1:] for values, _ in pieces])
        self._curves = np.concatenate([polyline(points) for _, points in pieces])

    def show_up_to(self, value: float) -> Trail:
        """Show what lies up to a value."""
        whole = int(np.searchsorted(self._to, value, side="right"))
        points = self._curves[: 4 * whole]
        if whole < len(self._to) and self._from[whole] < value:
            start, end = self._curves[4 * whole], self._curves[4 * whole + 3]
            share = (value - self._from[whole]) / (self._to[whole] - self._from[whole])
            points = np.concatenate([points, polyline(np.array([start, start + share * (end - start)]))])
        self.points = points
        return self
