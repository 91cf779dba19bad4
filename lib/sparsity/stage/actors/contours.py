"""Contours of a quadratic loss, and of the loss with a price added, as they are and as far as a view shows them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
from manim import LineJointType, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import QuadraticLoss, lasso_path, lp_norm
from sparsity.stage.actors.arcs import arcs_within
from sparsity.stage.look.strokes import ACTOR_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import OnPlane, Points, View, polyline

_NOTHING = np.zeros((0, 3))


class Contours(OnPlane, VMobject):
    """The contours of a quadratic loss at some values, all in one path: ellipses, or parallel lines for a valley.

    A contour below the least loss is not there. Growing one costs a multiplication, and where the window cuts it a
    few angles; it is never sampled.

    Parameters
    ----------
    view
        The plane's view.
    loss
        A loss of two weights.
    levels
        The values.
    color
        That of the loss, unless it is something else.
    """

    def __init__(
        self,
        view: View,
        loss: QuadraticLoss,
        levels: Sequence[float],
        *,
        color: ParsableManimColor | None = None,
        stroke_width: float = ACTOR_STROKE,
    ) -> None:
        super().__init__(stroke_color=color or current_theme().loss, stroke_width=stroke_width)
        self.joint_type = LineJointType.ROUND
        self.view = view
        self.levels = tuple(levels)
        self.set_loss(loss)

    def set_loss(self, loss: QuadraticLoss) -> Contours:
        """Show the same values of another loss."""
        self.loss = loss
        self._axes = half_axes(loss) if loss.is_definite else None
        return self.set_levels(self.levels)

    def set_levels(self, levels: Sequence[float]) -> Contours:
        """Show other values."""
        self.levels = tuple(levels)
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw as much of them as the view shows."""
        self.points = np.concatenate([_NOTHING, *map(self._contour, self.levels)])

    def _contour(self, level: float) -> Points:
        if level < self.loss.least:
            return _NOTHING
        lower, upper = self.view.lower, self.view.upper
        if self._axes is None:
            pieces = [line.clip_to_box(lower, upper) for line in self.loss.level_lines(level)]
            return np.concatenate([_NOTHING, *(polyline(self.view.to_scene(ends)) for ends in pieces if len(ends))])
        reach = math.sqrt(level - self.loss.least)
        return self.view.to_scene(arcs_within(self.loss.minimum, reach * self._axes, lower, upper).reshape(-1, 2))


class SumContours(OnPlane, VMobject):
    """The contours of ``loss + λ ‖w‖₁``, which have kinks on the axes, or of ``loss + λ ‖w‖₂²``.

    In each quadrant the sum with ‖w‖₁ is a quadratic loss with a minimum of its own, so that its contour is an arc of
    an ellipse there. Contours are shown at fixed heights above the least sum, so that they close around the answer.

    Parameters
    ----------
    view
        The plane's view.
    loss
        A bowl over two weights.
    p
        1 or 2.
    heights
        How far above the least sum the contours are, each above 0.
    lam
        First price λ.
    """

    def __init__(
        self,
        view: View,
        loss: QuadraticLoss,
        p: int,
        heights: Sequence[float],
        lam: float = 0.0,
        *,
        color: ParsableManimColor,
        stroke_width: float = ACTOR_STROKE,
    ) -> None:
        super().__init__(stroke_color=color, stroke_width=stroke_width)
        self.joint_type = LineJointType.ROUND
        self.view = view
        self.loss = loss
        self.p = p
        self.heights = tuple(heights)
        self._path = lasso_path(loss)
        self._axes = half_axes(loss)
        quadrants = [np.array(signs) for signs in product((1.0, -1.0), repeat=2)]
        self._quadrants = [(quadrant, np.linalg.solve(loss.hessian, quadrant)) for quadrant in quadrants]
        self.set_price(lam)

    def set_price(self, lam: float) -> SumContours:
        """Show the contours at another price."""
        self.lam = lam
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw as much of them as the view shows."""
        lam = self.lam
        if self.p == 2:
            total = self.loss.with_ridge(lam)
            self.answer: Points = total.minimum
            axes = half_axes(total)
            pieces = [
                arcs_within(self.answer, math.sqrt(height) * axes, self.view.lower, self.view.upper)
                for height in self.heights
            ]
        else:
            self.answer = self._path.at(lam)
            least = float(self.loss.value(self.answer) + lam * lp_norm(self.answer, 1))
            pieces = [self._kinked(least + height) for height in self.heights]
        self.points = self.view.to_scene(np.concatenate(pieces).reshape(-1, 2))

    def _kinked(self, level: float) -> Points:
        """Arcs (n, 4, 2) of one contour of the sum with the L1 norm, in order around the answer."""
        pieces = []
        for quadrant, pull in self._quadrants:
            lower = np.maximum(self.view.lower, np.where(quadrant > 0, 0.0, -np.inf))
            upper = np.minimum(self.view.upper, np.where(quadrant > 0, np.inf, 0.0))
            # loss + λ s·w = (w − center)ᵀ H (w − center) + its least value, as the square is completed.
            center = self.loss.minimum - self.lam / 2 * pull
            height = level - float(self.loss.value(center) + self.lam * quadrant @ center)
            if height > 0 and (lower < upper).all():
                pieces.append(arcs_within(center, math.sqrt(height) * self._axes, lower, upper))
        arcs: Points = np.concatenate(pieces)
        # The inside is convex and holds the answer.
        away = arcs.mean(axis=1) - self.answer
        return arcs[np.argsort(np.arctan2(away[:, 1], away[:, 0]))]


def half_axes(loss: QuadraticLoss) -> Points:
    """Half-axes of the ellipse on which a bowl over the plane rises by 1, as columns (2, 2).

    >>> half_axes(QuadraticLoss([[4, 0], [0, 1]], [0, 0])).round(12).tolist()
    [[0.0, -0.5], [1.0, 0.0]]

    Raises
    ------
    ValueError
        If the loss is a valley: its contours are no ellipses.
    """
    if not loss.is_definite:
        raise ValueError("loss must be a bowl, with ellipses as contours, not a valley")
    curvatures, axes = np.linalg.eigh(loss.hessian)
    axes = axes if np.linalg.det(axes) > 0 else axes * [1, -1]
    scaled: npt.NDArray[np.float64] = axes / np.sqrt(curvatures) + 0.0
    return scaled
