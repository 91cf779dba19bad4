"""What is true of dots that are drawn where the answer is said to be: by eye, or by a rule that is no rule."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from sparsity.facts.loss import round_below
from sparsity.facts.settings import checked_number, checked_pair, checked_rows
from sparsity.geometry import Minimum, QuadraticLoss, constrained_minimum, lp_norm

Points = npt.NDArray[np.float64]

# By what share the loss of a wrong dot is larger, at least; with less nobody would see it.
_LEAST_EXCESS = 0.02
# Points of a grid from the middle of a ball to its tip.
_GRID = 11
# Contours more slender than this are taken for lines.
_MOST_SLENDER = 20.0
_MOST, _LEAST = 1e3, 1e-3
_CONTOURS, _CONTOURS_BELOW_ORIGIN = 9, 4


@dataclass(frozen=True, eq=False)
class Claim:
    """A dot that is said to be the answer within a ball, and the true answer.

    Parameters
    ----------
    loss
        What is to be least.
    p, budget
        The ball.
    way
        Corners (n, 2) of the way from the best fit to the dot by some rule, or the dot alone (1, 2).
    """

    loss: QuadraticLoss
    p: int
    budget: float
    way: Points

    @property
    def dot(self) -> Points:
        """Where the dot is drawn (2,)."""
        return np.asarray(self.way[-1])

    @property
    def drawn_loss(self) -> float:
        """The loss there."""
        return float(self.loss.value(self.dot))

    @cached_property
    def truth(self) -> Minimum:
        """The true answer."""
        return constrained_minimum(self.loss, self.p, self.budget)

    @property
    def is_wrong(self) -> bool:
        """Whether the true answer is better than the dot, and so much that it can be seen."""
        return self.drawn_loss - self.truth.loss > _LEAST_EXCESS * self.drawn_loss

    @cached_property
    def better(self) -> Points:
        """Points (n, 2) of a grid that are within the budget, and better than the dot: the best ones first."""
        steps = np.arange(-_GRID, _GRID + 1) / _GRID * self.budget
        grid = np.array(list(product(steps, steps)))
        inside = grid[lp_norm(grid, self.p) <= self.budget * (1 + 1e-9)]
        losses = np.asarray(self.loss.value(inside))
        order = np.argsort(losses)
        return np.asarray(inside[order][losses[order] < self.drawn_loss * (1 - 1e-12)])

    @cached_property
    def better_losses(self) -> Points:
        """The losses (n,) of those, ascending."""
        return np.asarray(self.loss.value(self.better))

    def at(self, level: float) -> int:
        """How many of them are better than a loss."""
        return int(np.searchsorted(self.better_losses, level))

    @property
    def levels(self) -> tuple[float, ...]:
        """Losses at which contours are drawn: squares of the multiples of a round number."""
        step = round_below(math.sqrt(float(self.loss.value([0, 0]))) / _CONTOURS_BELOW_ORIGIN)
        return tuple((k * step) ** 2 for k in range(1, _CONTOURS + 1))


@dataclass(frozen=True)
class CorrectionsFacts:
    """Five dots that are not where the answer is: one published, and four by rules that are taken for true.

    Parameters
    ----------
    curvatures
        The loss is ``k₁ (w₁ − ŵ₁)² + k₂ (w₂ − ŵ₂)²`` with these (k₁, k₂).
    best
        Its best fit ŵ.
    budget
        The budget c of diamond and circle.
    drawn
        Where a published picture has its dot.
    tilted
        H of a loss ``(w − ŵ)ᵀ H (w − ŵ)`` with slanted contours, by rows.
    tilted_best
        Its best fit.
    """

    curvatures: tuple[float, float]
    best: tuple[float, float]
    budget: float
    drawn: tuple[float, float]
    tilted: tuple[tuple[float, float], tuple[float, float]]
    tilted_best: tuple[float, float]

    def __post_init__(self) -> None:
        first, second = checked_pair(self.curvatures, "curvatures")
        if not (min(first, second) >= _LEAST and max(first, second) <= _MOST):
            raise ValueError(f"curvatures must be from {_LEAST:g} to {_MOST:g}, not {self.curvatures!r}")
        for name in ("best", "tilted_best"):
            if not all(checked_pair(getattr(self, name), name)):
                raise ValueError(f"{name} must have no zero, not {getattr(self, name)!r}")
        shortest = min(lp_norm(self.best, 2), lp_norm(self.tilted_best, 2))
        checked_number(self.budget, "budget", 0.1 * float(shortest), 0.95 * float(shortest))
        checked_pair(self.drawn, "drawn")
        if not np.isclose(lp_norm(self.drawn, 1), self.budget, rtol=1e-9):
            raise ValueError(
                f"drawn must lie on the border of the diamond, |w₁| + |w₂| = {self.budget:g}, not {self.drawn!r}"
            )
        rows = checked_rows(self.tilted, "tilted", 2)
        if len(rows) != 2:
            raise ValueError(f"tilted must have 2 rows, not {len(rows)}")
        try:
            losses = {"curvatures": self.loss, "tilted": self.tilted_loss}
        except ValueError as error:
            raise ValueError(f"tilted must be symmetric and positive definite, not {self.tilted!r}: {error}") from None
        for name, loss in losses.items():
            low, high = np.linalg.eigvalsh(loss.hessian)
            if not loss.is_definite or math.sqrt(high / low) > _MOST_SLENDER:
                raise ValueError(
                    f"{name} must make contours at most {_MOST_SLENDER:g} times as long as wide, not "
                    f"{getattr(self, name)!r}"
                )
        signs = self.signs.truth.point * np.array(self.tilted_best)
        if not (signs < 0).any():
            raise ValueError(
                f"tilted must slant the contours so much that the answer has another sign than its best fit, not "
                f"{self.tilted!r}: the answer would be ({self.signs.truth.point[0]:.3g}, "
                f"{self.signs.truth.point[1]:.3g})"
            )
        for name, claim in (
            ("drawn", self.published),
            ("best", self.scaled),
            ("curvatures", self.same_off_both),
            ("tilted", self.signs),
            ("curvatures", self.straight),
        ):
            if not claim.is_wrong:
                raise ValueError(
                    f"{name} must be such that the dot is wrong, and can be seen to be, not {getattr(self, name)!r}: "
                    f"the loss at ({claim.dot[0]:.3g}, {claim.dot[1]:.3g}) would be {claim.drawn_loss:.3g}, the least "
                    f"{claim.truth.loss:.3g}"
                )

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Dots that are not the answer"

    @property
    def summary(self) -> str:
        """Say how to tell."""
        return (
            "Dots drawn by eye, by scaling, by the same cut for all, by the old signs or on a straight way are wrong; "
            "a dot is right if no answer within the budget has a smaller loss."
        )

    @cached_property
    def loss(self) -> QuadraticLoss:
        """The loss of all claims but one."""
        return QuadraticLoss(np.diag(self.curvatures), self.best)

    @cached_property
    def tilted_loss(self) -> QuadraticLoss:
        """The loss with slanted contours."""
        return QuadraticLoss(self.tilted, self.tilted_best)

    @cached_property
    def published(self) -> Claim:
        """The dot of a published picture."""
        return self._claim(np.array([self.drawn], dtype=np.float64))

    @cached_property
    def scaled(self) -> Claim:
        """The best fit, scaled down until the budget is kept."""
        best = np.array(self.best)
        return self._claim(np.array([best, best * float(self.budget) / lp_norm(best, 1)]))

    @cached_property
    def same_off_both(self) -> Claim:
        """The same taken from the sizes of both weights of the best fit, at most to zero, until the budget is kept.

        That is the answer where the contours are circles.
        """
        size = np.abs(np.array(self.best))
        # First from both; once the smaller one is used up, from the larger one alone.
        off = min((float(size.sum()) - float(self.budget)) / 2, float(size.min()))
        corner = size - off
        end = np.where(size == size.max(), self.budget, 0.0) if corner.sum() > self.budget * (1 + 1e-12) else corner
        signs = np.sign(self.best)
        return self._claim(signs * np.array([size, corner, end]))

    @cached_property
    def signs(self) -> Claim:
        """The best answer among those with the signs of the best fit, for the loss with slanted contours."""
        best = np.array(self.tilted_best)
        ends = float(self.budget) * np.sign(best) * np.eye(2)
        # Of the three sides of that triangle; the best fit lies outside it.
        sides = [(ends[0], ends[1]), (np.zeros(2), ends[0]), (np.zeros(2), ends[1])]
        lowest = min((self._lowest(*side) for side in sides), key=lambda point: float(self.tilted_loss.value(point)))
        return Claim(self.tilted_loss, 1, float(self.budget), np.array([best, lowest]))

    def _lowest(self, start: Points, end: Points) -> Points:
        """The point of a segment with the least loss."""
        along = end - start
        share = -(along @ self.tilted_loss.gradient(start)) / (2 * along @ self.tilted_loss.hessian @ along)
        return np.asarray(start + np.clip(share, 0, 1) * along)

    @cached_property
    def straight(self) -> Claim:
        """The best fit, scaled down into the circle: ridge regression, if its way were straight."""
        best = np.array(self.best)
        return Claim(self.loss, 2, float(self.budget), np.array([best, best * float(self.budget) / lp_norm(best, 2)]))

    def _claim(self, way: Points) -> Claim:
        return Claim(self.loss, 1, float(self.budget), way)
