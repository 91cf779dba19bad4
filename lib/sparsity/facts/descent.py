"""What is true of steps to the answer at a price: who puts a weight at exactly zero, and who never does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sparsity.facts.loss import LossFacts
from sparsity.facts.settings import checked_number, checked_pair
from sparsity.geometry.loss import (
    Walk,
    coordinate_descent_steps,
    gradient_flow,
    proximal_gradient_steps,
    subgradient_steps,
)

Points = npt.NDArray[np.float64]

STEPS = 60
# How often a walk against the slope has to change sides to be called hopping.
_FEWEST_HOPS = 4
# By which step the others have to have landed, and how near to the answer they are in the end, as a share of its size.
_LANDED, _NEAR = 40, 0.02
# Starts are at least so far from either axis and from the answer, as shares of the size of the best fit, and at most
# so many times as far from zero.
_APART, _FARTHEST = 0.1, 2.5
# When a flow is looked at, in units of the time in which its slowest part fades by a factor e.
_FADINGS, _MOMENTS = 9.0, 200


@dataclass(frozen=True)
class DescentFacts(LossFacts):
    """Three walks from one start to the least sum of loss and price times size, and ridge regression's way.

    Parameters
    ----------
    price
        The price λ, such that one weight of the answer is zero, and the other is not.
    start
        Where all begin.
    """

    price: float
    start: tuple[float, float]

    def __post_init__(self) -> None:
        super().__post_init__()
        checked_number(self.price, "price", 0, float(self.lasso.lams[0]))
        if np.count_nonzero(self.answer) != 1:
            raise ValueError(
                f"price must make exactly one weight zero, not {self.price!r}: the answer would be "
                f"({self.answer[0]:.3g}, {self.answer[1]:.3g})"
            )
        if not np.all(np.abs(self.ridge_answer) > 1e-3 * np.abs(self.ridge_answer).max()):
            raise ValueError(
                f"price must leave ridge regression without a zero, not {self.price!r}: its answer would be "
                f"({self.ridge_answer[0]:.3g}, {self.ridge_answer[1]:.3g})"
            )
        size = float(np.linalg.norm(self.best))
        begin = np.array(checked_pair(self.start, "start"))
        apart = min(float(np.abs(begin).min()), float(np.linalg.norm(begin - self.answer)))
        if apart < _APART * size or np.linalg.norm(begin) > _FARTHEST * size:
            raise ValueError(
                f"start must be off the axes and the answer, and at most {_FARTHEST:g} times as far from zero as the "
                f"best fit, not {self.start!r}"
            )
        if self.hops < _FEWEST_HOPS or self.zeros(self.subgradient).any():
            raise ValueError(
                f"start and price must have steps against the slope hop about the axis, not {self.start!r} and "
                f"{self.price!r}: within {STEPS} steps they change sides {self.hops} times"
            )
        for walk in (self.proximal, self.coordinates):
            first = self.landing_step(walk)
            away = float(np.linalg.norm(walk.points[-1] - self.answer))
            if first > _LANDED or not self.zeros(walk)[first:].all() or away > _NEAR * size:
                raise ValueError(
                    f"start and price must have the other walks land for good within {_LANDED} steps, not "
                    f"{self.start!r} and {self.price!r}"
                )

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "How steps get to zero"

    @property
    def summary(self) -> str:
        """Say who arrives."""
        return (
            "Steps against the slope hop about an axis and never rest on it; shrinking steps and one weight at a "
            "time land on it exactly."
        )

    @property
    def answer(self) -> Points:
        """The answer (2,) at the price."""
        return np.asarray(self.lasso.at(float(self.price)))

    @property
    def dropped(self) -> int:
        """Which of its weights is zero."""
        return int(np.flatnonzero(self.answer == 0)[0])

    @cached_property
    def subgradient(self) -> Walk:
        """The walk against the slope of the sum, by ever shorter steps."""
        return subgradient_steps(self.loss, float(self.price), self.start, STEPS)

    @cached_property
    def proximal(self) -> Walk:
        """The walk by a step on the loss alone, and then a shrinking of both weights."""
        return proximal_gradient_steps(self.loss, float(self.price), self.start, STEPS)

    @cached_property
    def coordinates(self) -> Walk:
        """The walk along one axis after the other."""
        return coordinate_descent_steps(self.loss, float(self.price), self.start, STEPS)

    def zeros(self, walk: Walk) -> npt.NDArray[np.bool_]:
        """Where the weight that the answer drops is exactly zero on a walk (STEPS + 1,)."""
        return np.asarray(walk.points[:, self.dropped] == 0)

    @property
    def hops(self) -> int:
        """How often the walk against the slope changes sides of the axis."""
        return int(np.count_nonzero(np.diff(np.sign(self.subgradient.points[:, self.dropped]))))

    def landing_step(self, walk: Walk) -> int:
        """After how many steps a walk is at exactly zero for the first time; one more than there are if it never is."""
        found = np.flatnonzero(self.zeros(walk))
        return int(found[0]) if len(found) else STEPS + 1

    @property
    def ridge_answer(self) -> Points:
        """The answer (2,) of ridge regression at the price."""
        return np.asarray(self.loss.with_ridge(float(self.price)).minimum)

    @cached_property
    def ridge_way(self) -> Points:
        """The way (n, 2) down the slope of loss plus price times squares, by infinitely small steps."""
        slowest = float(np.linalg.eigvalsh(self.loss.hessian)[0]) + float(self.price)
        times = _FADINGS / (2 * slowest) * np.linspace(0, 1, _MOMENTS) ** 2
        return gradient_flow(self.loss, self.start, times, ridge=float(self.price))

    @property
    def sum_heights(self) -> tuple[float, ...]:
        """How far above the least sum its contours are drawn."""
        walk = self.subgradient.objectives
        above = float(walk[0] - self.loss.value(self.answer) - float(self.price) * np.abs(self.answer).sum())
        return (0.02 * above, 0.12 * above, 0.4 * above)
