"""What is true when a price on the size of an answer rises, instead of a budget that limits it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sparsity.facts.loss import BudgetFacts, round_below
from sparsity.geometry import lp_norm

# How far beyond the price at which all is zero the prices go that are shown, and how far ridge is followed.
_BEYOND = 1.1
_FAR = 100.0


@dataclass(frozen=True)
class TradeOffFacts(BudgetFacts):
    """The answers of loss plus price times size as the price rises: the lasso's, and those of ridge regression.

    Parameters
    ----------
    budget
        The budget at which price and budget are compared.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.first_zero >= self.all_zero * (1 - 1e-9):
            raise ValueError(
                f"targets must make one weight leave before the other, not {self.targets!r}: both weights of the lasso "
                "would become zero at the same price"
            )

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "A price instead of a budget"

    @property
    def summary(self) -> str:
        """Say how the two answers go."""
        return (
            "As the price of size rises, the lasso walks straight to an exact zero, and ridge regression "
            f"{'passes it once' if self.ridge_zeros else 'never arrives'}."
        )

    @property
    def all_zero(self) -> float:
        """The price from which on both weights of the lasso are zero."""
        return float(self.lasso.lams[0])

    @cached_property
    def first_zero(self) -> float:
        """The lowest price at which a weight of the lasso is zero."""
        is_sparse = (self.lasso.weights == 0).any(axis=1)
        return float(self.lasso.lams[is_sparse].min())

    @property
    def first_dropped(self) -> int:
        """Which weight is zero there."""
        return int(np.flatnonzero(self.lasso.at(self.first_zero) == 0)[0])

    @property
    def stays_zero(self) -> bool:
        """Whether that weight stays zero at every higher price."""
        knots = self.lasso.weights[self.lasso.lams >= self.first_zero]
        return bool((knots[:, self.first_dropped] == 0).all())

    @property
    def highest(self) -> float:
        """The last price shown."""
        return _BEYOND * self.all_zero

    @property
    def price(self) -> float:
        """The price at which the lasso's answer has the size of the budget."""
        return self.diamond.multiplier

    @property
    def far_price(self) -> float:
        """A round price far beyond all others, to which ridge regression is followed."""
        return round_below(_FAR * self.all_zero)

    def ridge_at(self, lam: float) -> np.ndarray:
        """The answer (2,) of ridge regression at a price."""
        return np.asarray(self.loss.with_ridge(lam).minimum)

    def budget_at(self, lam: float, p: int) -> float:
        """The size of the answer at a price: its norm of order 1 for the lasso, of order 2 for ridge regression."""
        return float(lp_norm(self.lasso.at(lam) if p == 1 else self.ridge_at(lam), p))

    @cached_property
    def ridge_zeros(self) -> tuple[float, ...]:
        """The prices at which a weight of ridge regression passes through zero: at most one for each weight.

        Up to positive factors the weights at a price λ are ``det(H) ŵ + λ H ŵ``.
        """
        start = float(np.linalg.det(self.loss.hessian)) * self.best
        return tuple(float(-a / b) for a, b in zip(start, self.loss.moments, strict=True) if a * b < 0)

    @property
    def sum_heights(self) -> tuple[float, ...]:
        """How far above the least sum its contours are drawn."""
        step = round_below(math.sqrt(float(self.loss.value([0, 0]) - self.loss.least)) / 4)
        return tuple((k * step) ** 2 for k in (0.5, 1, 1.5))
