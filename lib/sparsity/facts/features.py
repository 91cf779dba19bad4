"""What is true when ten features of real people compete to explain how their disease goes on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sparsity.facts.diabetes.people import NAMES, People, everyone
from sparsity.facts.settings import checked_count, checked_number, checked_seed
from sparsity.geometry.loss import (
    LassoPath,
    Minimum,
    QuadraticLoss,
    RidgePath,
    elastic_net_minimum,
    lasso_path,
    penalized_minimum,
    ridge_path,
)

Weights = npt.NDArray[np.float64]

KEYS = tuple(NAMES)
# The prices that are shown, from all features in to all out, and at how many of them predictions are tried.
LOWEST, HIGHEST = 0.01, 100.0
_TRIED = 81
# How many people there have to be to learn from, and to be held back.
_FEWEST = 20
_MOST_TRIALS = 100
_LARGEST_UNIT = 20.0
# The price of squares in the elastic net: small beside that of sizes, but not zero.
NET_PRICE = 0.1


@dataclass(frozen=True, eq=False)
class Standard:
    """Features from which their mean is taken, in units of their spread, and targets without their mean.

    Mean and spread are those of the people learned from, whoever is measured by them later.

    Parameters
    ----------
    people
        Those that are learned from.
    """

    people: People

    def features(self, of: People) -> Weights:
        """The features (n, 10) of some people."""
        learned = self.people.features
        return np.asarray((of.features - learned.mean(axis=0)) / learned.std(axis=0))

    def targets(self, of: People) -> Weights:
        """The targets (n,) of some people."""
        return np.asarray(of.progression - self.people.progression.mean())

    def loss(self, factors: npt.ArrayLike = 1.0, twin_of: int | None = None) -> QuadraticLoss:
        """The mean over the people of how far off an answer is, squared.

        Parameters
        ----------
        factors
            By how much each feature is multiplied, one for all or one for each.
        twin_of
            Number of a feature that is there twice, the second time as the last one.
        """
        rows = self.features(self.people) * np.asarray(factors)
        if twin_of is not None:
            rows = np.column_stack([rows, rows[:, twin_of]])
        root = np.sqrt(len(self.people))
        return QuadraticLoss.from_data(rows / root, self.targets(self.people) / root)


@dataclass(frozen=True, eq=False)
class Trial:
    """What is learned from some people, and how well it predicts others.

    Parameters
    ----------
    learned, held_back
        Those that are learned from, and all others.
    """

    learned: People
    held_back: People

    @cached_property
    def prices(self) -> Weights:
        """The prices that are tried, ascending."""
        return np.geomspace(LOWEST, HIGHEST, _TRIED)

    @cached_property
    def answers(self) -> dict[int, Weights]:
        """What the lasso (1) and ridge regression (2) learn at these prices (n, 10)."""
        loss = Standard(self.learned).loss()
        return {1: lasso_path(loss).at(self.prices), 2: ridge_path(loss, self.prices).weights}

    @cached_property
    def shares(self) -> dict[int, Weights]:
        """The share of the held-back people's variance that each of these explains (n,); negative where it misleads."""
        standard = Standard(self.learned)
        rows, wanted = standard.features(self.held_back), standard.targets(self.held_back)
        return {
            p: 1 - ((answers @ rows.T - wanted) ** 2).mean(axis=1) / wanted.var() for p, answers in self.answers.items()
        }

    def best(self, p: int) -> int:
        """Which of the prices predicts best."""
        return int(np.argmax(self.shares[p]))

    def best_share(self, p: int) -> float:
        """The share explained there."""
        return float(self.shares[p].max())

    @property
    def n_used(self) -> int:
        """How many features the lasso uses at its best price."""
        return int(np.count_nonzero(self.answers[1][self.best(1)]))


@dataclass(frozen=True)
class FeaturesFacts:
    """The lasso and ridge regression on the diabetes data of Efron, Hastie, Johnstone and Tibshirani (2004).

    Features are in units of their spread, and the loss is the mean over the people, so that prices do not depend on
    how many there are.

    Parameters
    ----------
    price
        The price λ at which units are changed and features copied; the lasso keeps some of the features there.
    feature
        The feature that this is done to, by its column: age, sex, bmi, bp, tc, ldl, hdl, tch, ltg or glu.
    unit
        How many times as large its other unit is.
    learned_from
        How many people each trial learns from; all others are held back.
    trials
        How many trials there are.
    seed
        Where the random numbers start that choose whom to learn from.
    """

    price: float
    feature: str
    unit: float
    learned_from: int
    trials: int
    seed: int

    def __post_init__(self) -> None:
        if self.feature not in NAMES:
            raise ValueError(f"feature must be one of {', '.join(NAMES)}, not {self.feature!r}")
        checked_number(self.price, "price", LOWEST, HIGHEST)
        checked_number(self.unit, "unit", 1, _LARGEST_UNIT)
        checked_seed(self.seed)
        most = len(self.people) - _FEWEST
        if not _FEWEST <= checked_count(self.learned_from, "learned_from") <= most:
            raise ValueError(
                f"learned_from must be a whole number from {_FEWEST} to {most}, not {self.learned_from!r}: "
                f"at least {_FEWEST} people have to be held back"
            )
        if checked_count(self.trials, "trials") > _MOST_TRIALS:
            raise ValueError(f"trials must be a whole number from 1 to {_MOST_TRIALS}, not {self.trials!r}")
        kept = self.kept_names(self.at_price)
        if not self.at_price[self.number] or not 2 <= len(kept) < len(NAMES):
            raise ValueError(
                f"price must be such that the lasso keeps the feature {self.feature}, and not all ten, not "
                f"{self.price!r}: it would keep {', '.join(kept) or 'none'}"
            )
        if self.in_unit(self.unit)[self.number]:
            raise ValueError(
                f"unit must be so large that the lasso drops the feature {self.feature} at the price {self.price:g}, "
                f"not {self.unit!r}"
            )
        won = sum(self.lasso_wins)
        if not 0 < won < self.trials:
            raise ValueError(
                f"trials must be such that neither lasso nor ridge regression always predicts better, not "
                f"{self.trials!r} with seed {self.seed!r}: the lasso would do so {won} times"
            )

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Real data: which features matter?"

    @property
    def summary(self) -> str:
        """Say what the lasso is good for, and what it is not."""
        return (
            "On real data the lasso lets features join one by one, and ridge regression uses all of them; neither "
            "always predicts better, and both need features that are standardised."
        )

    # The paths

    @property
    def people(self) -> People:
        """All people."""
        return everyone()

    @property
    def number(self) -> int:
        """The number of the feature whose unit is changed, from 0."""
        return KEYS.index(self.feature)

    @cached_property
    def standard(self) -> Standard:
        """All people's features as they are compared."""
        return Standard(self.people)

    @cached_property
    def loss(self) -> QuadraticLoss:
        """The mean square miss over all people."""
        return self.standard.loss()

    @property
    def best(self) -> Weights:
        """The weights (10,) of least loss."""
        return self.loss.minimum

    @cached_property
    def lasso(self) -> LassoPath:
        """The lasso's answers at all prices."""
        return lasso_path(self.loss)

    @cached_property
    def ridge(self) -> RidgePath:
        """The answers of ridge regression at prices close to each other, and at any other."""
        return ridge_path(self.loss, np.geomspace(LOWEST, HIGHEST, 201))

    @cached_property
    def joins(self) -> tuple[tuple[float, int], ...]:
        """When a feature joins, as the price falls, and which: a price and a number for each time."""
        events = []
        for lam, here, after in zip(
            self.lasso.lams, self.lasso.weights, [*self.lasso.weights[1:], self.lasso.weights[-1]], strict=True
        ):
            events += [(float(lam), int(number)) for number in np.flatnonzero((here == 0) & (after != 0))]
        return tuple(events)

    def joined_at(self, number: int) -> float:
        """The highest price below which the lasso uses a feature."""
        return next(lam for lam, joined in self.joins if joined == number)

    @cached_property
    def returning(self) -> tuple[int, float, float]:
        """A feature that leaves again and returns: its number, and the prices at which it does so."""
        for number in range(len(NAMES)):
            joined = [lam for lam, j in self.joins if j == number]
            if len(joined) > 1:
                zeros = self.lasso.lams[self.lasso.weights[:, number] == 0]
                left = float(zeros[(zeros < joined[0]) & (zeros >= joined[1])].max())
                return number, left, joined[1]
        raise ValueError("no feature leaves again")

    @cached_property
    def partners(self) -> tuple[int, int]:
        """The two features that go together most closely; the one that joins first in front."""
        apart = np.abs(self.loss.hessian) - 2 * np.eye(len(NAMES))
        one, other = (int(number) for number in np.unravel_index(np.argmax(apart), apart.shape))
        return (one, other) if self.joined_at(one) > self.joined_at(other) else (other, one)

    @property
    def correlation(self) -> float:
        """How closely those two go together."""
        return float(self.loss.hessian[self.partners])

    @cached_property
    def flip(self) -> float:
        """The highest price at which the weight of the first of them changes its sign in ridge regression."""
        number = self.partners[0]
        prices, weights = self.ridge.lams, self.ridge.weights[:, number]
        last = max(k for k, (one, other) in enumerate(pairwise(weights)) if one * other < 0)
        low, high = float(prices[last]), float(prices[last + 1])
        sign = np.sign(weights[last])
        # Halved until no number is left between.
        while low < (middle := (low + high) / 2) < high:
            low, high = (middle, high) if self.ridge.at(middle)[number] * sign > 0 else (low, middle)
        return low

    def kept_names(self, weights: Weights) -> list[str]:
        """What the features are called that are not zero."""
        return [NAMES[KEYS[number]] for number in np.flatnonzero(weights)]

    # Predictions

    @cached_property
    def all_trials(self) -> tuple[Trial, ...]:
        """What is learned from some people, chosen at random, and tried on the others; again and again."""
        rng = np.random.default_rng(self.seed)
        orders = [rng.permutation(len(self.people)) for _ in range(self.trials)]
        some = self.people.some
        return tuple(Trial(some(order[: self.learned_from]), some(order[self.learned_from :])) for order in orders)

    @cached_property
    def lasso_wins(self) -> tuple[bool, ...]:
        """Whether the lasso, at its best price, predicts better than ridge regression at its own, in each trial."""
        return tuple(trial.best_share(1) > trial.best_share(2) for trial in self.all_trials)

    @property
    def mean_used(self) -> float:
        """How many features the lasso uses where it predicts best, on average."""
        return float(np.mean([trial.n_used for trial in self.all_trials]))

    # Units and twins

    @property
    def at_price(self) -> Weights:
        """The lasso's answer (10,) at the price."""
        return self.lasso.at(float(self.price))

    def in_unit(self, unit: float) -> Weights:
        """The same with the feature in a unit so many times as large, as weights (10,) of one spread each.

        In the larger unit the numbers are smaller and the weight has to be larger, which costs more.
        """
        factors = np.ones(len(NAMES))
        factors[self.number] = 1 / unit
        return np.asarray(penalized_minimum(self.standard.loss(factors), 1, float(self.price)).point * factors)

    @cached_property
    def twins(self) -> Minimum:
        """The lasso's answers (11,) at the price when the feature is there twice: a whole segment."""
        return penalized_minimum(self.standard.loss(twin_of=self.number), 1, float(self.price))

    def split(self, share: float) -> Weights:
        """One of these answers (11,): the second of the twins has this share of the weight."""
        first, second = sorted(self.twins.vertices.tolist(), key=lambda answer: abs(answer[-1]))
        return (1 - share) * np.array(first) + share * np.array(second)

    @cached_property
    def shared(self) -> Weights:
        """The elastic net's answer (11,): the same with a small price on squares as well."""
        loss = self.standard.loss(twin_of=self.number)
        return np.asarray(elastic_net_minimum(loss, float(self.price), NET_PRICE).point)
