"""A line that turns about the origin, with the balls regrown to it at every angle."""

from __future__ import annotations

import math

import numpy as np
from manim import VMobject

from sparsity.geometry import Hyperplane, contacts_by_angle, dual_order, first_contact, lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.marks import ContactDot, ContactEdge
from sparsity.stage.actors.perpendicular import Radius
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import View


class TurningLine:
    """A solution line at a fixed distance from the origin, a diamond that touches it, and both contacts.

    The circle that touches it is always the same one, as its radius is that distance; it need not move.

    Parameters
    ----------
    view
        The plane's view.
    distance
        Distance of the line from the origin, above 0.
    angle
        First direction of the radius to the line, in radians.
    """

    def __init__(self, view: View, distance: float, angle: float) -> None:
        theme = current_theme()
        self.view = view
        self.distance = distance
        self.line = SolutionLine(view, self.line_at(angle))
        self.radius = Radius(view, (distance, 0.0), color=theme.l2)
        self.diamond = NormBall(view, 1, distance, color=theme.l1, n_points=9)
        self.circle = NormBall(view, 2, distance, color=theme.l2)
        self.tip_dot = ContactDot(view, (0.0, 0.0), rim=theme.l1)
        self.foot_dot = ContactDot(view, (0.0, 0.0), rim=theme.l2)
        self.edge = ContactEdge(view, np.zeros((0, 2)))
        self.set_angle(angle)

    @property
    def moving(self) -> tuple[VMobject, ...]:
        """Everything that moves while the line turns, from bottom to top."""
        return self.diamond, self.radius, self.line, self.edge, self.tip_dot, self.foot_dot

    def line_at(self, angle: float) -> Hyperplane:
        """The line in some direction."""
        return Hyperplane([math.cos(angle), math.sin(angle)], self.distance)

    def diamond_radius(self, angle: float) -> float:
        """The radius at which the diamond touches the line."""
        return self.distance / float(lp_norm([math.cos(angle), math.sin(angle)], dual_order(1)))

    def turn_line(self, angle: float) -> None:
        """Turn the line and the radius to it, and nothing else."""
        self.line.turn_to(self.line_at(angle))
        self.radius.go_to(self._foot(angle))

    def set_angle(self, angle: float) -> None:
        """Turn the line, and regrow the diamond to its first contact."""
        self.turn_line(angle)
        self.diamond.set_radius(self.diamond_radius(angle))
        tip = contacts_by_angle([angle], self.distance, 1)[0]
        is_tie = bool(np.isnan(tip).any())
        # Nowhere, where there is no single contact.
        self.tip_dot.stand_at(tip)
        self.edge.set_ends(first_contact(self.line_at(angle), 1).vertices if is_tie else np.zeros((0, 2)))
        self.foot_dot.stand_at(self._foot(angle))

    def _foot(self, angle: float) -> np.ndarray:
        foot: np.ndarray = contacts_by_angle([angle], self.distance, 2)[0]
        return foot
