"""Lines and ways: solution lines, fitted lines, ways along the axes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import Arrow, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import Hyperplane, clip_segments
from sparsity.stage.look.strokes import ACTOR_STROKE, GHOST_OPACITY, GHOST_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.pins import pin
from sparsity.stage.planes.view import OnPlane, Points, View, polyline, straight_pieces


class FittedLine(OnPlane, VMobject):
    """The graph of y = a x + b, as far as a view shows it."""

    def __init__(self, view: View, weights: npt.ArrayLike, *, color: ParsableManimColor) -> None:
        super().__init__(stroke_color=color, stroke_width=ACTOR_STROKE)
        self.view = view
        self.set_weights(weights)

    def set_weights(self, weights: npt.ArrayLike) -> FittedLine:
        """Take another slope a and intercept b."""
        self.weights = np.array(weights, dtype=np.float64)
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw as much of it as the view shows."""
        slope, intercept = self.weights
        lower, upper = self.view.lower, self.view.upper
        start, end = ((x, slope * x + intercept) for x in (lower[0], upper[0]))
        self.points = polyline(self.view.to_scene(np.concatenate(clip_segments([start], [end], lower, upper))))

    def ghost(self) -> VMobject:
        """A thin line that stays behind to show this place."""
        line = VMobject(stroke_color=self.stroke_color, stroke_width=GHOST_STROKE, stroke_opacity=GHOST_OPACITY)
        line.points = self.points.copy()
        return line


class SolutionLine(OnPlane, VMobject):
    """The part of a solution line that a view shows."""

    def __init__(self, view: View, line: Hyperplane) -> None:
        super().__init__(stroke_color=current_theme().solution, stroke_width=ACTOR_STROKE)
        self.view = view
        self.turn_to(line)

    def turn_to(self, line: Hyperplane) -> SolutionLine:
        """Show another line."""
        self.shown = line
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw as much of it as the view shows."""
        ends = self.shown.clip_to_box(self.view.lower, self.view.upper)
        self.points = polyline(self.view.to_scene(ends)) if len(ends) else np.zeros((0, 3))


class WayAlongAxes(OnPlane, VMobject):
    """The way from the origin to a point along one axis and then parallel to the other.

    Its length is the L1 norm of the point; only what the view shows of it is drawn.
    """

    def __init__(self, view: View, weights: npt.ArrayLike) -> None:
        super().__init__(stroke_color=current_theme().l1, stroke_width=ACTOR_STROKE)
        self.view = view
        self.go_to(weights)

    def go_to(self, weights: npt.ArrayLike) -> WayAlongAxes:
        """Lead to another point."""
        self.weights = np.array(weights, dtype=np.float64)
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw as much of it as the view shows."""
        first, second = self.weights
        corners = np.array([(0.0, 0.0), (first, 0.0), (first, second)])
        starts, ends = clip_segments(corners[:-1], corners[1:], self.view.lower, self.view.upper)
        self.points = straight_pieces(self.view.to_scene(starts), self.view.to_scene(ends))


class ArrowTowards(Arrow):
    """An arrow on the solution line that ends where the line leaves the view towards an answer outside."""

    def __init__(self, view: View, line: Hyperplane, weights: npt.ArrayLike) -> None:
        answer = np.array(weights, dtype=np.float64)

        def leaving() -> Points | None:
            """Where the line leaves the view; nowhere once the answer is in sight."""
            ends = line.clip_to_box(view.lower, view.upper)
            if not len(ends) or view.shows(answer):
                return None
            return view.at(ends[np.argmin(np.linalg.norm(ends - answer, axis=1))])

        end, outside = leaving(), view.at(answer)
        if end is None:
            raise ValueError(f"weights must lie outside the view, and the line within it, not {answer.tolist()}")
        outwards = (outside - end) / np.linalg.norm(outside - end)
        super().__init__(end - outwards, end, buff=0, color=current_theme().ink, stroke_width=6, tip_length=0.3)
        pin(self, view, leaving)
