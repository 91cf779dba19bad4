"""What is true of where answers land: which best fits lead to a tip of the diamond, and how many of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sparsity.facts.settings import checked_number, checked_seed
from sparsity.geometry import QuadraticLoss, constrained_minimum
from sparsity.geometry.chance.shares import Shares, square_shares
from sparsity.geometry.chance.simulation import square_minima
from sparsity.geometry.loss.regions import LandingRegion, landing_places, landing_regions

Points = npt.NDArray[np.float64]

# Best fits are drawn from a square of this half-width. Only budgets as parts of it matter.
REACH = 10.0
DRAWS = 150
# The budgets of the two halves of the story: most answers at tips, and few.
_SMALL, _LARGE = (1.0, 2.5), (5.5, 8.5)
_LONGER = (1.5, 5.0)
# How far a contour's long side is turned from the first axis when it is stretched.
_FIRST_TURN = math.radians(20)
# A well-known experiment: budget 2 and best fits up to 10 away in both weights, boundaries of 100 points each;
# the percentages that it reports for round contours.
_ITS_BUDGET = 2.0
ITS_POINTS = 100
ITS_TIPS, ITS_CIRCLE = 66, 3
TIP, EDGE, INSIDE = 2, 1, 0


@dataclass(frozen=True)
class LandingFacts:
    """Where the answers within a diamond lie, for best fits anywhere in a square.

    Parameters
    ----------
    budget
        The small budget, 1 to 2.5.
    large_budget
        The large budget, 5.5 to 8.5.
    longer
        How many times as long as wide the contours become, 1.5 to 5.
    seed
        Where the random best fits start, a whole number from 0.
    """

    budget: float
    large_budget: float
    longer: float
    seed: int

    def __post_init__(self) -> None:
        for name, (low, high), why in (
            ("budget", _SMALL, "for larger ones tips are no clear majority, and smaller diamonds are dots"),
            ("large_budget", _LARGE, "for smaller ones tips are no clear minority, and larger ones fill the window"),
            ("longer", _LONGER, "below, contours look round, and beyond, like lines"),
        ):
            try:
                checked_number(getattr(self, name), name, low, high)
            except ValueError as error:
                raise ValueError(f"{error}: {why}") from None
        checked_seed(self.seed)
        for place, where in ((TIP, "at a tip"), (EDGE, "on an edge")):
            if not (self.places == place).any():
                raise ValueError(f"seed must draw best fits with answers {where}, not {self.seed!r}: there is none")

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Where the answer lands"

    @property
    def summary(self) -> str:
        """Say what decides."""
        return (
            "How often the answer is at a tip is decided by the loss and the budget: most of the time when the "
            "budget is small, rarely when it is large."
        )

    @cached_property
    def minima(self) -> Points:
        """Best fits ŵ (DRAWS, 2), drawn at random from the square."""
        return square_minima(DRAWS, REACH, seed=self.seed)

    def hessian(self, longer: float = 1.0, turn: float = 0.0) -> Points:
        """The curvatures (2, 2) of a loss whose contours are so many times as long as wide, turned by radians."""
        angle = _FIRST_TURN + turn
        axes = np.array([(math.cos(angle), -math.sin(angle)), (math.sin(angle), math.cos(angle))])
        curved: Points = (axes * [1 / longer, longer]) @ axes.T
        # Symmetric to the last bit.
        return (curved + curved.T) / 2

    def loss(self, best: npt.ArrayLike, hessian: npt.ArrayLike | None = None) -> QuadraticLoss:
        """The loss with a best fit (2,): round, unless its curvatures are given."""
        return QuadraticLoss(np.eye(2) if hessian is None else hessian, best)

    def answer(self, best: npt.ArrayLike, hessian: npt.ArrayLike | None = None) -> Points:
        """The answer (2,) within the small diamond, for one best fit."""
        return np.asarray(constrained_minimum(self.loss(best, hessian), 1, float(self.budget)).point)

    @cached_property
    def answers(self) -> Points:
        """The answers (DRAWS, 2) within the small diamond for a round loss at each of the best fits."""
        return np.array([self.answer(best) for best in self.minima])

    @cached_property
    def places(self) -> npt.NDArray[np.intp]:
        """Where these lie: 2 at a tip, 1 on an edge, 0 inside."""
        return self.places_of(float(self.budget))

    def places_of(self, budget: float, hessian: npt.ArrayLike | None = None) -> npt.NDArray[np.intp]:
        """Where the answers of all best fits lie with another budget or loss."""
        return landing_places(np.eye(2) if hessian is None else hessian, budget, self.minima)

    def regions(self, budget: float, hessian: npt.ArrayLike | None = None) -> tuple[LandingRegion, ...]:
        """The square, divided by where the answers lie."""
        square = np.array([REACH, REACH])
        return landing_regions(np.eye(2) if hessian is None else hessian, budget, -square, square)

    def shares(self, budget: float, hessian: npt.ArrayLike | None = None) -> Shares:
        """The exact shares of the square with answers at tips, on edges and inside."""
        area = dict.fromkeys(("tip", "edge", "inside"), 0.0)
        for region in self.regions(budget, hessian):
            area[region.place] += region.area() / (2 * REACH) ** 2
        return Shares(**area)

    @cached_property
    def examples(self) -> tuple[Points, Points]:
        """Two of the best fits, one with its answer at a tip, one on an edge, each at a good distance from it."""
        way = np.linalg.norm(self.minima - self.answers, axis=1)
        # As long as half the square is wide, or as near to that as there is.
        off = np.abs(way - REACH / 2)
        at_tip, on_edge = (self.minima[np.where(self.places == place, off, np.inf).argmin()] for place in (TIP, EDGE))
        return at_tip, on_edge

    @property
    def its_budget(self) -> float:
        """The budget of the published experiment."""
        return _ITS_BUDGET

    @property
    def its_areas(self) -> tuple[int, int]:
        """The areas from which its answers come to the tips, and to the whole border of the diamond: whole numbers."""
        tips = 4 * (REACH - _ITS_BUDGET) ** 2
        return round(tips), round(4 * REACH**2 - 2 * _ITS_BUDGET**2)

    @property
    def its_share(self) -> Fraction:
        """The exact share of tips among its answers that are not inside."""
        return Fraction(square_shares(_ITS_BUDGET, REACH).tip_given_outside).limit_denominator(1000)

    def wedges(self, n_points: int) -> Points:
        """Outlines (4, 5, 2) of where the nearest of so many points around the published circle is on an axis.

        They lie in the square, beyond the circle; the points are equally spaced, and `n_points` is a multiple of 4.
        """
        half = math.pi / n_points
        near, far = _ITS_BUDGET * np.array([math.cos(half), math.sin(half)]), REACH * np.array([1.0, math.tan(half)])
        down = np.array([1.0, -1.0])
        one = np.array([near, far, down * far, down * near, near])
        turn = np.array([(0.0, 1.0), (-1.0, 0.0)])
        return np.array([one @ np.linalg.matrix_power(turn, quarters) for quarters in range(4)])

    def snapped_share(self, n_points: int) -> float:
        """The share of best fits beyond a circle of the published budget whose nearest point has a zero.

        The nearest of so many equally spaced points, four of them on the axes; `n_points` is a multiple of 4, from 8.
        On the circle itself it is 0.
        """
        half = math.pi / n_points
        snapped = 4 * (REACH**2 * math.tan(half) - half * _ITS_BUDGET**2)
        return snapped / (4 * REACH**2 - math.pi * _ITS_BUDGET**2)
