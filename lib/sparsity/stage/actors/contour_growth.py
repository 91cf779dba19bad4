"""A contour of the loss that grows from the best fit towards a ball, with its loss as a live number."""

from __future__ import annotations

from sparsity.geometry import QuadraticLoss
from sparsity.stage.actors.contours import Contours
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import View
from sparsity.stage.writing.live_number import Readout


class ContourGrowth:
    """One contour on a view and a readout that follows it, driven by fractions of its final size.

    Sizes are those of the drawing: at half of the final size the loss is a quarter of the way up.

    Parameters
    ----------
    view, loss
        Where it grows, and of what it is the contour.
    reached
        The loss at the end, above the least one: that of the smallest contour that reaches a ball.
    extra_decimals
        More decimals for the readout.
    """

    def __init__(self, view: View, loss: QuadraticLoss, reached: float, *, extra_decimals: int = 0) -> None:
        self.loss = loss
        self.reached = reached
        self.contour = Contours(view, loss, [loss.least])
        self.level = Readout('"loss"', reached, extra_decimals=extra_decimals, color=current_theme().loss)
        self.actors = (self.contour, self.level)
        self.set_fraction(0)

    def set_fraction(self, fraction: float) -> None:
        """Grow to a fraction of the final size."""
        # At the end exactly there, whatever the last bit of the sum.
        level = self.reached if fraction == 1 else self.loss.least + fraction**2 * (self.reached - self.loss.least)
        self.contour.set_levels([level])
        self.level.set_value(level)

    def sweep(self, start: float, end: float) -> Sweep:
        """Animate the growth from one fraction to another."""
        return Sweep(*self.actors, follow=self.set_fraction, start=start, end=end)
