"""All points of one size, traced by a walk around the origin."""

from __future__ import annotations

import math

import numpy as np
from manim import LineJointType, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import lp_norm
from sparsity.stage.look.strokes import ACTOR_STROKE
from sparsity.stage.planes.view import OnPlane, Points, View, polyline

# Of a whole turn; tips and diagonals are among them.
_STEPS = 128


class LevelSet(OnPlane, VMobject):
    """The level set of a norm through a point, drawn as far as somebody who set out there has walked.

    Parameters
    ----------
    view
        The plane's view.
    p
        Order of the norm.
    through
        Weights (2,) where the walk starts, not 0.
    """

    def __init__(self, view: View, p: float, through: Points, *, color: ParsableManimColor) -> None:
        super().__init__(stroke_color=color, stroke_width=ACTOR_STROKE, joint_type=LineJointType.MITER)
        self.view = view
        self.p = p
        self.start = math.atan2(through[1], through[0])
        self.size = float(lp_norm(through, p))
        # Corners lie at multiples of an eighth of a turn, wherever the walk starts.
        first = math.ceil(self.start / (math.tau / _STEPS))
        self._angles = np.array([self.start, *(math.tau / _STEPS * np.arange(first, first + _STEPS))])
        self.walk_to(self.start)

    def at(self, angle: float) -> Points:
        """The point (2,) in a direction, in radians."""
        direction = np.array([math.cos(angle), math.sin(angle)])
        point: Points = direction * self.size / lp_norm(direction, self.p)
        return point

    def walk_to(self, angle: float) -> Points:
        """Draw what was passed on the way from the start to a direction, and return the point (2,) there."""
        self._reached = angle
        self.redraw()
        return self.at(angle)

    def redraw(self) -> None:
        """Draw it where the view shows it now."""
        passed = [self.at(corner) for corner in self._angles[self._angles < self._reached]]
        self.points = polyline(self.view.to_scene([*passed, self.at(self._reached)])) if passed else np.zeros((0, 3))
