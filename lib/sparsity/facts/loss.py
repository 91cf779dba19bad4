"""What is true for data of two features that no answer needs to fit: their loss, its minimum, and its contours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from sparsity.facts.settings import checked_number, checked_numbers, checked_rows
from sparsity.geometry import Hyperplane, LassoPath, Minimum, QuadraticLoss, constrained_minimum, lasso_path, lp_norm
from sparsity.words.formula import Formula
from sparsity.words.notation import equals_or_about, format_number, sum_of_terms

WEIGHTS = (Formula("w_1"), Formula("w_2"))

_MOST_DATA_POINTS = 12
# Contours more slender than this are taken for lines.
_MOST_SLENDER = 20.0
# A weight that is a smaller share of the other, or of the budget, is taken for zero.
_LEAST_SHARE = 0.03
# Budgets, as shares of the size of the best fit: below them the ball is a dot, above them hardly anything changes.
_LEAST_BUDGET, _MOST_BUDGET = 0.1, 0.9
# How many contours fit between no loss and the loss of the answer 0.
_CONTOURS_BELOW_ORIGIN = 4
_CONTOURS = 7


@dataclass(frozen=True)
class LossFacts:
    """Data of two features, and the loss: how far off an answer (w₁, w₂) is, squared and summed over all data points.

    Parameters
    ----------
    features
        The rows (x₁, x₂) of the data points, 2 to 12, none of them 0.
    targets
        What is to be explained at each of them.
    """

    features: tuple[tuple[float, float], ...]
    targets: tuple[float, ...]

    def __post_init__(self) -> None:
        rows = self.rows
        if not 2 <= len(rows) <= _MOST_DATA_POINTS:
            raise ValueError(f"features must have 2 to {_MOST_DATA_POINTS} rows, not {len(rows)}")
        if not rows.any(axis=1).all():
            raise ValueError(f"features must have no row of zeros, which asks for nothing, not {self.features!r}")
        if not self.loss.is_definite:
            raise ValueError(
                f"features must tell the two weights apart, not {self.features!r}: all solution lines are parallel, "
                "and no single answer fits best"
            )
        if self.slenderness > _MOST_SLENDER:
            raise ValueError(
                f"features must tell the two weights apart well enough, not {self.features!r}: the contours of the "
                f"loss would be {self.slenderness:.0f} times as long as wide, more than {_MOST_SLENDER:g}"
            )
        smaller, larger = sorted(abs(self.best).tolist())
        if smaller < _LEAST_SHARE * larger or larger == 0:
            raise ValueError(
                f"targets must need both features, not {self.targets!r}: the answer that fits best would be "
                f"({self.best[0]:.3g}, {self.best[1]:.3g}), which is sparse, or nearly so, already"
            )

    @cached_property
    def rows(self) -> np.ndarray:
        """The features (n, 2)."""
        return np.array(checked_rows(self.features, "features", 2))

    @cached_property
    def wanted(self) -> np.ndarray:
        """The targets (n,)."""
        return np.array(checked_numbers(self.targets, "targets", len(self.rows)))

    @cached_property
    def loss(self) -> QuadraticLoss:
        """The loss of all data points."""
        return self.loss_of(len(self.rows))

    def loss_of(self, count: float) -> QuadraticLoss:
        """The loss of the first data points, at least one; the last of them counts in part if it is no whole number."""
        whole = math.floor(count)
        parts = np.append(np.ones(whole), math.sqrt(count - whole))[: len(self.rows)]
        parts = parts[parts > 0]
        return QuadraticLoss.from_data(self.rows[: len(parts)] * parts[:, None], self.wanted[: len(parts)] * parts)

    @property
    def best(self) -> np.ndarray:
        """The answer ŵ (2,) of least loss."""
        return self.loss.minimum

    @property
    def fits_all(self) -> bool:
        """Whether that answer fits all data points exactly."""
        return self.loss.least == 0

    @property
    def slenderness(self) -> float:
        """How many times as long as wide the contours are."""
        low, high = np.linalg.eigvalsh(self.loss.hessian)
        return math.sqrt(high / low)

    @cached_property
    def lines(self) -> tuple[Hyperplane, ...]:
        """The solution line of each data point."""
        return tuple(Hyperplane(row, target) for row, target in zip(self.rows, self.wanted, strict=True))

    @cached_property
    def equations(self) -> tuple[Formula, ...]:
        """The solution line of each data point, as an equation."""
        return tuple(
            Formula(f"{sum_of_terms(row, WEIGHTS)} {equals_or_about(*row, target)} {format_number(target)}")
            for row, target in zip(self.rows, self.wanted, strict=True)
        )

    @cached_property
    def misses(self) -> tuple[Formula, ...]:
        """How far off an answer is at each data point: what stands between the brackets of a square."""
        return tuple(
            Formula(f"{sum_of_terms(row, WEIGHTS)} {'-' if target > 0 else '+'} {format_number(abs(target))}")
            if target
            else sum_of_terms(row, WEIGHTS)
            for row, target in zip(self.rows, self.wanted, strict=True)
        )

    @property
    def on_first_line(self) -> np.ndarray:
        """The point (2,) of the first solution line that is nearest to the best fit."""
        row = self.rows[0]
        return np.asarray(self.best - (row @ self.best - self.wanted[0]) / (row @ row) * row)

    @cached_property
    def lasso(self) -> LassoPath:
        """The answers at all prices of the L1 norm."""
        return lasso_path(self.loss)

    @cached_property
    def levels(self) -> tuple[float, ...]:
        """Losses at which contours are drawn: squares of the multiples of a round number.

        Over a valley they are at equal distances.
        """
        step = round_below(math.sqrt(float(self.loss.value([0, 0]))) / _CONTOURS_BELOW_ORIGIN)
        first = math.floor(math.sqrt(self.loss.least) / step) + 1
        return tuple((k * step) ** 2 for k in (*range(1, first), *range(first, first + _CONTOURS)))

    @property
    def tip_limit(self) -> float:
        """The largest budget up to which every answer within the diamond is at a tip; 0 if there is none."""
        used = self.lasso.weights != 0
        # From one knot to the next the weights of both are in use.
        leaves = next((k for k, pair in enumerate(pairwise(used)) if np.any(pair, axis=0).sum() > 1), len(used) - 1)
        return float(self.lasso.budgets[leaves])


@dataclass(frozen=True)
class BudgetFacts(LossFacts):
    """The answers of least loss within a diamond and within a circle of one budget.

    Parameters
    ----------
    budget
        The budget c: the radius of both.
    """

    budget: float

    def __post_init__(self) -> None:
        super().__post_init__()
        size = float(lp_norm(self.best, 2))
        try:
            c = checked_number(self.budget, "budget", _LEAST_BUDGET * size, _MOST_BUDGET * size)
        except ValueError as error:
            raise ValueError(
                f"{error}: a tenth to nine tenths of the length of the best fit; beyond, it changes hardly anything"
            ) from None
        for answer, where in ((self.diamond, "the diamond"), (self.circle, "the circle")):
            smaller = float(abs(answer.point).min())
            if smaller < _LEAST_SHARE * c and not (answer is self.diamond and answer.at_tip):
                raise ValueError(
                    f"budget must be such that the answer in {where} can be told from a tip, not {self.budget!r}: it "
                    f"would be ({answer.point[0]:.3g}, {answer.point[1]:.3g})"
                )

    @cached_property
    def diamond(self) -> Minimum:
        """The answer within the diamond."""
        return constrained_minimum(self.loss, 1, float(self.budget))

    @cached_property
    def circle(self) -> Minimum:
        """The answer within the circle."""
        return constrained_minimum(self.loss, 2, float(self.budget))

    @property
    def at_tip(self) -> bool:
        """Whether the diamond's answer is at a tip."""
        return self.diamond.at_tip

    @property
    def dropped(self) -> int:
        """Which weight is zero at the tip."""
        return int(np.argmin(abs(self.diamond.point)))


def round_below(value: float) -> float:
    """The largest of 1, 2, 5, 10, 20, … and of their parts by tens that is at most a value.

    >>> round_below(1.118), round_below(0.0499), round_below(99)
    (1.0, 0.02, 50.0)
    """
    decade = math.floor(math.log10(value))
    return max(number for digit in (1, 2, 5, 10) if (number := float(f"{digit}e{decade}")) <= value * (1 + 1e-12))
