"""Norm balls that grow and bend, whole or cut by a window."""

from __future__ import annotations

import numpy as np
from manim import LineJointType, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import LpBall, clip_polygon, clip_segments
from sparsity.stage.look.strokes import ACTOR_STROKE, FILL_OPACITY, GHOST_OPACITY, GHOST_STROKE
from sparsity.stage.planes.view import OnPlane, Points, View, polyline, straight_pieces


class NormBall(OnPlane, VMobject):
    """An Lp ball on a view, scaled from one unit outline so that growing costs one multiplication.

    Where the view's window cuts it, only what is inside is drawn, without a border along the cut.

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
        self.n_points = n_points
        self.radius = radius
        # The outline while it is cut: the border of what is filled is another then.
        self._cut = _Outline()
        self.view = view
        self.set_order(p)

    def set_order(self, p: float) -> NormBall:
        """Bend to another order at the same radius; the outline is exact for every order."""
        self._unit_outline = LpBall(p).boundary(self.n_points)
        self._unit_curve = polyline(np.column_stack([self._unit_outline, np.zeros(len(self._unit_outline))]))
        # Pointed joints would let the needles below p = 1 reach far beyond their tips.
        self.joint_type = self._cut.joint_type = LineJointType.MITER if p >= 1 else LineJointType.ROUND
        return self.set_radius(self.radius)

    def set_radius(self, radius: float) -> NormBall:
        """Grow or shrink to another radius."""
        self.radius = radius
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw as much of it as the view shows."""
        view = self.view
        if view.shows((-self.radius, -self.radius)) and view.shows((self.radius, self.radius)):
            if self.submobjects:
                self.set_stroke(width=self._cut.get_stroke_width())
                # Manim goes on drawing what was there when an animation began.
                self._cut.points = np.zeros((0, 3))
                self.remove(self._cut)
            self.points = self._unit_curve * (self.radius * view.unit) + view.origin
            return
        if not self.submobjects:
            self._cut.set_stroke(self.stroke_color, self.get_stroke_width(), self.get_stroke_opacity())
            self.add(self._cut)
        self.set_stroke(width=0, family=False)
        outline = self._unit_outline * self.radius
        inside = clip_polygon(outline[:-1], view.lower, view.upper)
        self.points = self._pieces(inside, np.roll(inside, -1, axis=0))
        self._cut.points = self._pieces(*clip_segments(outline[:-1], outline[1:], view.lower, view.upper))

    def to_outline(self) -> NormBall:
        """Be an outline only: a ball is filled while the picture is about it, and fills on each other mix to mud.

        `ball.animate.to_outline()` fades the fill, `to_solid` gives it back.
        """
        self.set_fill(opacity=0, family=False)
        return self

    def to_solid(self) -> NormBall:
        """Be filled again."""
        self.set_fill(opacity=FILL_OPACITY, family=False)
        return self

    def _pieces(self, starts: Points, ends: Points) -> Points:
        return straight_pieces(self.view.to_scene(starts), self.view.to_scene(ends))

    def ghost(self) -> NormBall:
        """A thin outline that stays behind to show this size."""
        outline = self.copy()
        outline.set_fill(opacity=0).set_stroke(width=GHOST_STROKE, opacity=GHOST_OPACITY)
        outline.redraw()
        return outline


class _Outline(VMobject):
    """An outline in pieces, which cannot be filled."""

    def set_fill(
        self, color: ParsableManimColor | None = None, opacity: float | None = None, family: bool = True
    ) -> _Outline:
        """Stay an outline, whatever is filled."""
        super().set_fill(color, 0, family)
        return self
