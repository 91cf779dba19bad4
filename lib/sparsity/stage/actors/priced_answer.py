"""The answer at a price: the contours of loss plus penalty, a dot where they close, and the way that it has come."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Dot
from manim.utils.color import ParsableManimColor

from sparsity.geometry import QuadraticLoss, lasso_path, ridge_path
from sparsity.stage.actors.contours import SumContours
from sparsity.stage.actors.trail import Trail
from sparsity.stage.look.strokes import GHOST_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import Points, View

_SAMPLES = 160


class PricedAnswer:
    """Where ``loss + λ ‖w‖₁`` or ``loss + λ ‖w‖₂²`` is least on a view, as the price λ changes.

    Parameters
    ----------
    view, loss
        Where it is, and a bowl over the plane.
    p
        1 or 2.
    heights
        How far above the least sum its contours are.
    highest
        The price up to which the way is drawn.
    """

    def __init__(
        self,
        view: View,
        loss: QuadraticLoss,
        p: int,
        heights: Sequence[float],
        highest: float,
        *,
        color: ParsableManimColor,
    ) -> None:
        self.view = view
        prices, answers = answers_up_to(loss, p, highest)
        self.contours = SumContours(view, loss, p, heights, color=color, stroke_width=GHOST_STROKE)
        self.trail = Trail([(prices, view.to_scene(answers))], color=color)
        self.dot = Dot(radius=0.11, color=current_theme().contact_fill, stroke_color=color, stroke_width=3)
        self.actors = (self.contours, self.trail, self.dot)
        self.reached = 0.0
        self.set_price(0)

    def set_price(self, lam: float) -> None:
        """Go to the answer at another price; the way stays as far as it has been walked."""
        self.contours.set_price(lam)
        self.weights: Points = self.contours.answer
        self.dot.move_to(self.view.at(self.weights))
        self.reached = max(self.reached, lam)
        self.trail.show_up_to(self.reached)


def answers_up_to(loss: QuadraticLoss, p: int, highest: float) -> tuple[Points, Points]:
    """Ascending prices (n,) from 0 to the highest and the answers (n, 2) there, between which one may draw straight.

    >>> prices, answers = answers_up_to(QuadraticLoss([[3, 1], [1, 2]], [2, 1]), 1, 20.0)
    >>> prices.tolist(), answers.tolist()
    ([0.0, 5.0, 14.0, 20.0], [[2.0, 1.0], [1.5, 0.0], [0.0, 0.0], [0.0, 0.0]])
    """
    if p == 1:
        path = lasso_path(loss)
        knots = path.lams[::-1]
        prices = np.append(knots[knots < highest], highest)
        return prices, path.at(prices)
    # The lower the price, the faster the answer moves.
    prices = highest * np.linspace(0, 1, _SAMPLES) ** 4
    return prices, ridge_path(loss, prices).weights
