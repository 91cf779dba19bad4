"""Lines and ways: solution lines, fitted lines, ways along the axes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import Arrow, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import Hyperplane, clip_segments
from sparsity.stage.look.strokes import ACTOR_STROKE, GHOST_OPACITY, GHOST_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import View, polyline


class FittedLine(VMobject):
    """The graph of y = a x + b, as far as a view shows it."""

    def __init__(self, view: View, weights: npt.ArrayLike, *, color: ParsableManimColor) -> None:
        super().__init__(stroke_color=color, stroke_width=ACTOR_STROKE)
        self.view = view
        self.set_weights(weights)

    def set_weights(self, weights: npt.ArrayLike) -> FittedLine:
        """Take another slope a and intercept b."""
        slope, intercept = np.asarray(weights, dtype=np.float64)
        lower, upper = self.view.lower, self.view.upper
        start, end = ((x, slope * x + intercept) for x in (lower[0], upper[0]))
        self.points = polyline(self.view.to_scene(np.concatenate(clip_segments([start], [end], lower, upper))))
        return self

    def ghost(self) -> VMobject:
        """A thin line that stays behind to show this place."""
        line = VMobject(stroke_color=self.stroke_color, stroke_width=GHOST_STROKE, stroke_opacity=GHOST_OPACITY)
        line.points = self.points.copy()
        return line


class SolutionLine(VMobject):
    """The part of a solution line that a view shows."""

    def __init__(self, view: View, line: Hyperplane) -> None:
        super().__init__(stroke_color=current_theme().solution, stroke_width=ACTOR_STROKE)
        self.view = view
        self.turn_to(line)

    def turn_to(self, line: Hyperplane) -> SolutionLine:
        """Show another line."""
        ends = line.clip_to_box(self.view.lower, self.view.upper)
        self.points = polyline(self.view.to_scene(ends)) if len(ends) else np.zeros((0, 3))
        return self


class WayAlongAxes(VMobject):
    """The way from the origin to a point along one axis and then parallel to the other.

    Its length is the L1 norm of the point; only what the view shows of it is drawn.
    """

    def __init__(self, view: View, weights: npt.ArrayLike) -> None:
        super().__init__(stroke_color=current_theme().l1, stroke_width=ACTOR_STROKE)
        first, second = np.asarray(weights, dtype=np.float64)
        corners = np.array([(0.0, 0.0), (first, 0.0), (first, second)])
        starts, ends = clip_segments(corners[:-1], corners[1:], view.lower, view.upper)
        self.points = polyline(view.to_scene(np.concatenate([starts[:1], ends])))


class ArrowTowards(Arrow):
    """An arrow on the solution line that ends where the line leaves the view towards an answer outside."""

    def __init__(self, view: View, line: Hyperplane, weights: npt.ArrayLike) -> None:
        ends = line.clip_to_box(view.lower, view.upper)
        nearest = ends[np.argmin(np.linalg.norm(ends - np.asarray(weights), axis=1))]
        end, outside = view.at(nearest), view.at(weights)
        outwards = (outside - end) / np.linalg.norm(outside - end)
        super().__init__(end - outwards, end, buff=0, color=current_theme().ink, stroke_width=6, tip_length=0.3)
