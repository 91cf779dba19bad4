"""The way that is left between a growing ball and the solution line, with its length riding on it."""

from __future__ import annotations

import math

import numpy as np
from manim import VGroup, VMobject

from sparsity.geometry import Hyperplane, LpBall, first_contact, nearest_approach
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL
from sparsity.stage.planes.view import OnPlane, Points, View, straight_pieces
from sparsity.stage.writing.live_number import LiveNumber

# Between the line and the number beyond it, in scene units.
_GAP = 0.2


class DrawnGap(OnPlane, VGroup):
    """The shortest ways from a ball to a line that it has not reached, and their length as a live number.

    In a tie there are several of one length: below p = 1 each is drawn, and the one from the middle of a whole edge.
    The number rides beyond the line, where the ball does not come.

    Parameters
    ----------
    view, line
        Where the ball grows and the line it grows to.
    p
        Order of the ball.
    power
        Power of ten that the numbers along the plane's axes leave out.
    """

    def __init__(self, view: View, line: Hyperplane, p: float, power: int = 0) -> None:
        ink = current_theme().ink
        self.line = line
        self.p = p
        self._contact = first_contact(line, p)
        self._unit = 10.0**power
        digits = 2 - math.floor(math.log10(self._contact.radius / self._unit))
        self.ways = VMobject(stroke_color=ink, stroke_width=THIN_STROKE)
        self.number = LiveNumber(decimals=max(0, digits), color=ink, size=LABEL)
        self.view = view
        self._shift = self.places()[0]
        super().__init__(self.ways, self.number)
        self.set_radius(0)

    def places(self) -> list[Points]:
        """Where the middle of the number may be, seen from the end of the way on the line: best first."""
        start, end = self._ends(0)
        away = self.view.at(end[0]) - self.view.at(start[0])
        away /= np.linalg.norm(away)
        along = np.array([-away[1], away[0], 0.0])
        self.number.set_value(self.line.gap_to(LpBall(self.p, 0)) / self._unit)
        half = np.array([self.number.width / 2, self.number.height / 2, 0.0])
        beyond = (float(np.abs(away) @ half) + _GAP) * away
        step = float(np.abs(along) @ half) + _GAP
        return [beyond + share * step * along for share in (1, -1, 0, 1.5, -1.5, 2, -2)]

    def place_number(self, shift: Points) -> DrawnGap:
        """Let the middle of the number ride so far from the end of the way on the line."""
        self._shift = shift
        return self.set_radius(self.radius)

    def set_radius(self, radius: float) -> DrawnGap:
        """Show what is left to the line at a radius, at most that of contact."""
        self.radius = radius
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw it where the view shows it now."""
        starts, ends = (self.view.to_scene(points) for points in self._ends(self.radius))
        self.ways.points = straight_pieces(starts, ends)
        self.number.set_value(self.line.gap_to(LpBall(self.p, self.radius)) / self._unit)
        self.number.move_to(ends[0] + self._shift)

    def _ends(self, radius: float) -> tuple[Points, Points]:
        on_ball, on_line = nearest_approach(self.line, LpBall(self.p, radius))
        if self._contact.kind == "segment":
            return on_ball.mean(axis=0, keepdims=True), on_line.mean(axis=0, keepdims=True)
        return on_ball, on_line
