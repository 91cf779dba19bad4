"""A ball whose order changes while one watches, with the order as a live number."""

from __future__ import annotations

import math

from manim import ManimColor, interpolate_color

from sparsity.stage.actors.balls import NormBall
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import View
from sparsity.stage.writing.live_number import Readout

ORDER_SIZE = 60

# The square of an order so high is no pixel away from that of order infinity, and its number is still short.
_HIGHEST = 9999.0
# How near (in corner height) an order has to be for its ball to take on the colour of L1 or L2.
_COLOUR_REACH = 0.012


def corner_height(p: float) -> float:
    """Height t of the corner (t, t) of the unit ball: ``2^(−1/p)``, from 1 down to 0 as p falls from ∞ to 0.

    An outline that changes its corner height at a steady pace looks as if it changed steadily.

    >>> corner_height(math.inf), corner_height(1), corner_height(0.5)
    (1.0, 0.5, 0.25)
    """
    return float(0.5 ** (1 / p))


def order_with_corner(height: float) -> float:
    """The order whose unit ball has a corner of this height: the inverse of `corner_height`.

    >>> order_with_corner(0.25), order_with_corner(1.0)
    (0.5, inf)
    """
    return math.inf if height >= 1 else -1 / math.log2(height)


def order_between(start: float, end: float, fraction: float) -> float:
    """The order at a fraction of the way from one to another, on which the outline changes at a steady pace.

    >>> order_between(math.inf, 0.5, 0), order_between(math.inf, 0.5, 2 / 3), order_between(math.inf, 0.5, 1)
    (inf, 1.0, 0.5)
    """
    if fraction <= 0 or fraction >= 1:
        # Not by way of the height, which could miss the order by a last bit.
        return start if fraction <= 0 else end
    first, last = corner_height(start), corner_height(end)
    return min(order_with_corner(first + fraction * (last - first)), _HIGHEST)


class Morph:
    """A norm ball on a view whose order can be swept, and a readout of the order.

    Its outline is computed anew, and exactly, for every order that is shown. It is violet, and takes
    on the colour of L2 at 2 and the colour of L1 at 1.

    Parameters
    ----------
    view
        Where the ball is.
    p
        First order.
    radius
        Radius of the ball, the same for all orders.
    """

    def __init__(self, view: View, p: float, radius: float = 1.0) -> None:
        self._color = color_of_order(p)
        self.ball = NormBall(view, p, radius, color=self._color)
        self.order = Readout("p", 1, color=self._color, size=ORDER_SIZE)
        self.actors = (self.ball, self.order)
        self.set_order(p)

    def set_order(self, p: float) -> None:
        """Show another order."""
        self.p = p
        self.ball.set_order(p)
        # So many digits that the ball of the rounded order would be drawn within a pixel of this one.
        self.order.number.decimals = 3 if p < 1 else max(0, 2 - math.floor(math.log10(min(p, _HIGHEST))))
        self.order.set_value(p)
        color = color_near_order(p)
        if color != self._color:
            self._color = color
            self.ball.set_color(color)
            self.order.set_color(color)

    def sweep(self, start: float, end: float) -> Sweep:
        """Animate the change from one order to another."""

        def follow(fraction: float) -> None:
            self.set_order(order_between(start, end, fraction))

        return Sweep(*self.actors, follow=follow, start=0, end=1)


def color_near_order(p: float) -> ManimColor:
    """Colour of a ball whose order is passing by: it takes on the colours of L1 and L2 when close to them."""
    theme = current_theme()
    for named, color in ((1, theme.l1), (2, theme.l2)):
        nearness = 1 - abs(corner_height(p) - corner_height(named)) / _COLOUR_REACH
        if nearness > 0:
            return interpolate_color(theme.lp, color, nearness)
    return theme.lp
