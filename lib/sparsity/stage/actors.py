"""What moves on a weight plane: norm balls, solution lines, dots and marks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import Arrow, Circle, Dot, LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import Hyperplane, LpBall
from sparsity.geometry.clipping import clip_polygon, clip_segments
from sparsity.stage.plane import Points, View, polyline
from sparsity.stage.theme import current_theme

ACTOR_STROKE = 5.0
FILL_OPACITY = 0.18


class NormBall(VMobject):
    """An Lp ball on a view, scaled from one unit outline so that growing costs one multiplication.

    Parameters
    ----------
    view
        The plane's view.
    p
        Order of the ball.
    radius
        First radius.
    n_points
        Points of the outline, as for `LpBall.boundary`. Manim draws curve by curve: a polygon that never
        bends is drawn faster with 9.
    """

    def __init__(self, view: View, p: float, radius: float, *, color: ParsableManimColor, n_points: int = 257) -> None:
        super().__init__(color=color, fill_opacity=FILL_OPACITY, stroke_width=ACTOR_STROKE)
        self.view = view
        self.n_points = n_points
        self.radius = radius
        self.set_order(p)

    def set_order(self, p: float) -> NormBall:
        """Bend to another order at the same radius; the outline is exact for every order."""
        outline = LpBall(p).boundary(self.n_points)
        self._unit_curve = polyline(np.column_stack([outline, np.zeros(len(outline))])) * self.view.unit
        # Pointed joints would let the needles below p = 1 reach far beyond their tips.
        self.joint_type = LineJointType.MITER if p >= 1 else LineJointType.ROUND
        return self.set_radius(self.radius)

    def set_radius(self, radius: float) -> NormBall:
        """Grow or shrink to another radius."""
        self.radius = radius
        self.points = self._unit_curve * radius + self.view.origin
        return self

    def ghost(self) -> VMobject:
        """A thin outline that stays behind to show this size."""
        outline = VMobject(joint_type=self.joint_type, stroke_color=self.stroke_color)
        outline.set_stroke(width=2.5, opacity=0.6)
        outline.points = self.points.copy()
        return outline


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


class CutBall(VGroup):
    """An Lp ball seen through a window that cuts it: a fill without border, and the outline inside."""

    def __init__(self, view: View, p: float, radius: float, *, color: ParsableManimColor) -> None:
        self.view = view
        self._unit_outline = LpBall(p).boundary()
        self.fill = VMobject(color=color, fill_opacity=FILL_OPACITY, stroke_width=0)
        self.outline = VMobject(stroke_color=color, stroke_width=ACTOR_STROKE, joint_type=LineJointType.MITER)
        super().__init__(self.fill, self.outline)
        self.set_radius(radius)

    def set_radius(self, radius: float) -> CutBall:
        """Grow or shrink to another radius."""
        lower, upper = self.view.lower, self.view.upper
        outline = self._unit_outline * radius
        inside = clip_polygon(outline[:-1], lower, upper)
        self.fill.points = self._curve(inside, np.roll(inside, -1, axis=0))
        self.outline.points = self._curve(*clip_segments(outline[:-1], outline[1:], lower, upper))
        return self

    def _curve(self, starts: Points, ends: Points) -> Points:
        # Pieces that meet end to end become one path; where they do not, manim starts another.
        start, end = self.view.to_scene(starts), self.view.to_scene(ends)
        step = (end - start) / 3
        return np.stack([start, start + step, end - step, end], axis=1).reshape(-1, 3)


class ContactMark(VGroup):
    """A dot and a ring around it where a ball meets the solution line."""

    def __init__(self, view: View, weights: npt.ArrayLike) -> None:
        theme = current_theme()
        color = theme.contact
        center = view.at(weights)
        # A rim of the background's colour keeps it apart from what lies underneath.
        self.dot = Dot(center, radius=0.1, color=color, stroke_color=theme.background, stroke_width=2)
        self.ring = Circle(0.22, color=color, stroke_width=4).move_to(center)
        super().__init__(self.dot, self.ring)


class ContactEdge(VMobject):
    """A whole edge that is the answer, as far as a view shows it, drawn over the ball and the line."""

    def __init__(self, view: View, ends: npt.ArrayLike) -> None:
        super().__init__(stroke_color=current_theme().contact, stroke_width=2 * ACTOR_STROKE)
        start, end = np.asarray(ends, dtype=np.float64)
        self.points = polyline(view.to_scene(np.concatenate(clip_segments([start], [end], view.lower, view.upper))))


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


class AnswerDot(Dot):
    """A dot for one answer on the solution line."""

    def __init__(self, view: View, weights: npt.ArrayLike) -> None:
        super().__init__(view.at(weights), radius=0.11, color=current_theme().ink)


class ArrowTowards(Arrow):
    """An arrow on the solution line that ends where the line leaves the view towards an answer outside."""

    def __init__(self, view: View, line: Hyperplane, weights: npt.ArrayLike) -> None:
        ends = line.clip_to_box(view.lower, view.upper)
        nearest = ends[np.argmin(np.linalg.norm(ends - np.asarray(weights), axis=1))]
        end, outside = view.at(nearest), view.at(weights)
        outwards = (outside - end) / np.linalg.norm(outside - end)
        super().__init__(end - outwards, end, buff=0, color=current_theme().ink, stroke_width=6, tip_length=0.3)
