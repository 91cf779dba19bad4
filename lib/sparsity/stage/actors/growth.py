"""A ball that grows towards the solution line, with its radius and the distance left as live numbers."""

from __future__ import annotations

from manim import VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import Hyperplane, LpBall
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.gap import DrawnGap
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import BODY
from sparsity.stage.planes.view import View
from sparsity.stage.writing.live_number import Readout


class Growth:
    """A norm ball on a view and two readouts that follow it, driven by fractions of the contact radius.

    Parameters
    ----------
    view, line
        Where the ball grows and the line it grows to.
    p
        Order of the ball.
    contact_radius
        Radius at which the ball touches the line.
    color
        Colour of the ball and of its radius.
    extra_decimals
        More decimals for both readouts.
    """

    def __init__(
        self,
        view: View,
        line: Hyperplane,
        p: float,
        contact_radius: float,
        color: ParsableManimColor,
        *,
        extra_decimals: int = 0,
    ) -> None:
        self.line = line
        self.p = p
        self.contact_radius = contact_radius
        self.ball = NormBall(view, p, 0, color=color, n_points=9 if p == 1 else 257)
        self.level = Readout("c", contact_radius, extra_decimals=extra_decimals, color=color)
        self.gap = Readout(
            '"distance to the line"',
            contact_radius,
            extra_decimals=1 + extra_decimals,
            color=current_theme().ink,
            size=BODY,
        )
        self.actors: tuple[VMobject, ...] = (self.ball, self.level, self.gap)
        self._drawn: DrawnGap | None = None
        self.set_fraction(0)

    def show_gap(self, drawn: DrawnGap) -> None:
        """Let the gap be seen on the plane as well."""
        self._drawn = drawn
        # Under the ball, whose tip is not to be covered.
        self.actors = (drawn, *self.actors)

    def set_fraction(self, fraction: float) -> None:
        """Grow to a fraction of the contact radius."""
        radius = fraction * self.contact_radius
        self.ball.set_radius(radius)
        self.level.set_value(radius)
        self.gap.set_value(self.line.gap_to(LpBall(self.p, radius)))
        if self._drawn:
            self._drawn.set_radius(radius)

    def sweep(self, start: float, end: float) -> Sweep:
        """Animate the growth from one fraction to another."""
        return Sweep(*self.actors, follow=self.set_fraction, start=start, end=end)
