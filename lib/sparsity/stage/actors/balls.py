"""Norm balls that grow and bend, whole or cut by a window."""

from __future__ import annotations

import numpy as np
from manim import LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import LpBall, clip_polygon, clip_segments
from sparsity.stage.look.strokes import ACTOR_STROKE, FILL_OPACITY, GHOST_OPACITY, GHOST_STROKE
from sparsity.stage.planes.view import Points, View, polyline, straight_pieces


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
        outline.set_stroke(width=GHOST_STROKE, opacity=GHOST_OPACITY)
        outline.points = self.points.copy()
        return outline


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
        self.fill.points = self._pieces(inside, np.roll(inside, -1, axis=0))
        self.outline.points = self._pieces(*clip_segments(outline[:-1], outline[1:], lower, upper))
        return self

    def ghost(self) -> VMobject:
        """A thin outline that stays behind to show this size."""
        outline = VMobject(joint_type=self.outline.joint_type, stroke_color=self.outline.stroke_color)
        outline.set_stroke(width=GHOST_STROKE, opacity=GHOST_OPACITY)
        outline.points = self.outline.points.copy()
        return outline

    def _pieces(self, starts: Points, ends: Points) -> Points:
        return straight_pieces(self.view.to_scene(starts), self.view.to_scene(ends))
