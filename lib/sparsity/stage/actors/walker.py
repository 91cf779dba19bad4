"""Someone who walks step by step, with the way that has been walked and a mark at each step."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import CapStyleType, Dot, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.actors.many import STROKE_PER_UNIT, specks
from sparsity.stage.actors.trail import Trail
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import View


class Walker(VGroup):
    """A walk on a view, shown up to a number of steps, whole or in part.

    Parameters
    ----------
    view
        Where the walk is.
    points
        The places (n_steps + 1, 2), from the start on.
    marks
        Whether each step leaves a mark; a flow has no steps.
    """

    def __init__(self, view: View, points: npt.ArrayLike, *, color: ParsableManimColor, marks: bool = True) -> None:
        self._stops = view.to_scene(points)
        self._counts = np.arange(len(self._stops), dtype=np.float64)
        self._marked = marks
        self.trail = Trail([(self._counts, self._stops)], color=color, stroke_width=THIN_STROKE)
        self.marks = VMobject(stroke_color=color, stroke_width=0.1 * STROKE_PER_UNIT)
        self.marks.cap_style = CapStyleType.ROUND
        self.dot = Dot(radius=0.1, color=color)
        self.dot.set_stroke(current_theme().background, 2)
        super().__init__(self.trail, self.marks, self.dot)
        self.walk_to(0)

    def walk_to(self, steps: float) -> None:
        """Be so many steps from the start."""
        self.trail.show_up_to(steps)
        if self._marked:
            self.marks.points = specks(self._stops[: int(steps) + 1])
        self.dot.move_to(np.array([np.interp(steps, self._counts, along) for along in self._stops.T]))
