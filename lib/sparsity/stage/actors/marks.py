"""Dots, rings and edges that mark answers and contacts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import DOWN, RIGHT, UP, Circle, Dot, Line, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import clip_segments
from sparsity.stage.look.strokes import EDGE_STROKE, MARK_STROKE, RIM_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.pins import Standing
from sparsity.stage.planes.view import OnPlane, View, straight_pieces

_DRAWN_RADIUS = 0.13


class ContactMark(Standing, VGroup):
    """A dot and a ring around it where a ball meets the solution line."""

    def __init__(self, view: View, weights: npt.ArrayLike) -> None:
        theme = current_theme()
        center = view.at(weights)
        self.dot = Dot(center, radius=0.1, color=theme.contact_fill, stroke_color=theme.contact_rim, stroke_width=2)
        self.ring = with_rim(Circle(0.22, stroke_width=MARK_STROKE).move_to(center))
        super().__init__(self.dot, self.ring)
        self.stand_first(view, weights)


def with_rim(stroke: VMobject) -> VMobject:
    """Draw a stroke in the colour of contacts, between two thin rims that keep it apart from what lies underneath."""
    theme = current_theme()
    stroke.set_stroke(theme.contact_rim, stroke.get_stroke_width() + 2 * RIM_STROKE, background=True)
    return stroke.set_stroke(theme.contact_fill)


def light_up(shape: VMobject) -> VMobject:
    """Fill a shape with the gold of contacts, with a rim around it."""
    theme = current_theme()
    shape.set_stroke(theme.contact_rim, 2 * RIM_STROKE, background=True)
    return shape.set_fill(theme.contact_fill)


class ContactEdge(OnPlane, VMobject):
    """A whole edge that is the answer, as far as a view shows it, drawn over the ball and the line."""

    def __init__(self, view: View, ends: npt.ArrayLike) -> None:
        super().__init__(stroke_width=EDGE_STROKE)
        with_rim(self)
        self.view = view
        self.set_ends(ends)

    def set_ends(self, ends: npt.ArrayLike) -> ContactEdge:
        """Mark another edge, between points (2, 2); or none at all, where there are no ends (0, 2)."""
        self.ends = np.array(ends, dtype=np.float64)
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw as much of it as the view shows."""
        view = self.view
        starts, stops = clip_segments(self.ends[:-1], self.ends[1:], view.lower, view.upper)
        self.points = straight_pieces(view.to_scene(starts), view.to_scene(stops))


class AnswerDot(Standing, Dot):
    """A dot for one answer on the solution line."""

    def __init__(self, view: View, weights: npt.ArrayLike) -> None:
        super().__init__(view.at(weights), radius=0.11, color=current_theme().ink)
        self.stand_first(view, weights)


class ContactDot(Standing, Dot):
    """A dot in the contact's colour with a rim in the colour of its ball."""

    def __init__(self, view: View, weights: npt.ArrayLike, *, rim: ParsableManimColor) -> None:
        super().__init__(view.at(weights), radius=0.09, color=current_theme().contact_fill)
        self.set_stroke(rim, MARK_STROKE)
        self.stand_first(view, weights)


class DrawnDot(Standing, VGroup):
    """A hollow dot where somebody says that the answer is; crossed out once it is not.

    Provides
    --------
    ring, cross
        The dot, and the two strokes across it.
    """

    def __init__(self, view: View, weights: npt.ArrayLike) -> None:
        theme = current_theme()
        center = view.at(weights)
        self.ring = Circle(_DRAWN_RADIUS, color=theme.ink, stroke_width=MARK_STROKE).move_to(center)
        self.ring.set_fill(theme.background, opacity=1)
        self.cross = VGroup(
            Line(center - _DRAWN_RADIUS * way, center + _DRAWN_RADIUS * way, color=theme.ink, stroke_width=MARK_STROKE)
            for way in (UP + RIGHT, DOWN + RIGHT)
        )
        super().__init__(self.ring)
        self.stand_first(view, weights)

    def cross_out(self) -> DrawnDot:
        """Cross it out."""
        self.cross.move_to(self.ring)
        self.add(self.cross)
        return self
