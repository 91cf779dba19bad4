"""The straight way from the origin to a line, and the right angle at its end."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import clip_segments
from sparsity.stage.look.strokes import ACTOR_STROKE, THIN_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import OnPlane, Points, View, polyline

_MARK_SIDE = 0.28


class Radius(OnPlane, VMobject):
    """A straight segment from the origin to a point; its length is the L2 norm of the point."""

    def __init__(self, view: View, weights: npt.ArrayLike, *, color: ParsableManimColor) -> None:
        super().__init__(stroke_color=color, stroke_width=ACTOR_STROKE)
        self.view = view
        self.go_to(weights)

    def go_to(self, weights: npt.ArrayLike) -> Radius:
        """Lead to another point."""
        self.weights = np.array(weights, dtype=np.float64)
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw as much of it as the view shows."""
        view = self.view
        inside = np.concatenate(clip_segments([(0.0, 0.0)], [self.weights], view.lower, view.upper))
        self.points = polyline(view.to_scene(inside))


class RightAngleMark(OnPlane, VMobject):
    """A small square in the corner between a radius and the line that it meets at a right angle.

    Parameters
    ----------
    view
        The plane's view.
    foot
        Weights (2,) where radius and line meet; not 0.
    away_from
        Weights (2,) from which the square turns away, along the line; without effect at the foot itself.
    """

    def __init__(self, view: View, foot: npt.ArrayLike, away_from: npt.ArrayLike) -> None:
        super().__init__(stroke_color=current_theme().ink, stroke_width=THIN_STROKE, joint_type=LineJointType.MITER)
        self._foot, self._away_from = np.array(foot, dtype=np.float64), np.array(away_from, dtype=np.float64)
        self.view = view
        self.redraw()

    def redraw(self) -> None:
        """Draw it, if the view shows where the two meet."""
        view = self.view
        if not view.shows(self._foot):
            self.points = np.zeros((0, 3))
            return
        corner = view.at(self._foot)
        inwards = _unit(view.origin - corner)
        along = np.array([-inwards[1], inwards[0], 0.0])
        if along @ (corner - view.at(self._away_from)) < 0:
            along = -along
        side = _MARK_SIDE
        self.points = polyline(
            np.array([corner + side * inwards, corner + side * (inwards + along), corner + side * along])
        )


class Extent(VGroup):
    """A measured length: a stroke with a short bar across each end.

    Parameters
    ----------
    start, end
        Manim points (3,), not equal.
    """

    def __init__(self, start: Points, end: Points) -> None:
        theme = current_theme()
        across = 0.12 * _unit(np.array([start[1] - end[1], end[0] - start[0], 0.0]))
        ends = [(start, end), (start - across, start + across), (end - across, end + across)]
        super().__init__(VMobject(stroke_color=theme.ink, stroke_width=THIN_STROKE) for _ in ends)
        for stroke, pair in zip(self.submobjects, ends, strict=True):
            stroke.points = polyline(np.array(pair))


def _unit(vector: Points) -> Points:
    length: Points = vector / np.linalg.norm(vector)
    return length
