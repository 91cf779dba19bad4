"""What is true when many weights have to fit a few equations, and when one of their answers was hidden on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sparsity.facts.random_weights import MOST_WEIGHTS
from sparsity.facts.recovery.kept_map import RecoveryMap, kept_map
from sparsity.facts.settings import checked_count
from sparsity.geometry import AffineSet, first_contact
from sparsity.geometry.chance.recovery import equations_needed, recovery_curve

Weights = npt.NDArray[np.float64]

_CURVE_POINTS = 200


@dataclass(frozen=True)
class ManyEquationsFacts:
    """The smallest answers in L1 and in L2 of one equation, two, ..., all numbers drawn from the normal distribution.

    Parameters
    ----------
    n_weights
        n, from 6 to 40.
    n_equations
        How many equations are added one by one, from 2 to half as many as there are weights.
    n_measured
        How many equations the hidden truths have to be found with, more than the last and fewer than n.
    few, many
        How many weights of the first and of the second hidden truth are not zero.
    seed
        Where the random numbers start, a whole number from 0.
    """

    n_weights: int
    n_equations: int
    n_measured: int
    few: int
    many: int
    seed: int

    def __post_init__(self) -> None:
        n = checked_count(self.n_weights, "n_weights")
        if n not in range(6, MOST_WEIGHTS + 1):
            raise ValueError(f"n_weights must be a whole number from 6 to {MOST_WEIGHTS}, not {n!r}")
        if checked_count(self.n_equations, "n_equations") not in range(2, n // 2 + 1):
            raise ValueError(f"n_equations must be from 2 to {n // 2}, half of n_weights, not {self.n_equations!r}")
        if not self.n_equations < checked_count(self.n_measured, "n_measured") < n:
            raise ValueError(
                f"n_measured must be more than n_equations, {self.n_equations}, and fewer than n_weights, {n}, "
                f"not {self.n_measured!r}"
            )
        few, many = checked_count(self.few, "few"), checked_count(self.many, "many")
        if not few < many <= self.n_measured:
            raise ValueError(
                f"few must be less than many, and many at most n_measured, {self.n_measured}, not {few} and {many}"
            )
        if not isinstance(self.seed, int) or isinstance(self.seed, bool) or self.seed < 0:
            raise ValueError(f"seed must be a whole number from 0, not {self.seed!r}")
        for p in (1.0, 2.0):
            self._refuse_ambiguity(p)
        if not self.is_found(few):
            raise ValueError(
                f"few must be a number of nonzeros that is found again, not {few}: with seed {self.seed} it is not; "
                f"by theory about {100 * equations_needed(few / n):.0f} % of {n} equations are needed"
            )
        if self.is_found(many):
            raise ValueError(
                f"many must be a number of nonzeros that is not found again, not {many}: with seed {self.seed} it is"
            )

    @cached_property
    def equations(self) -> AffineSet:
        """All answers of all equations that are added one by one."""
        draw = np.random.default_rng(self.seed).standard_normal
        return AffineSet(draw((self.n_equations, self.n_weights)), draw(self.n_equations))

    def smallest(self, p: float) -> list[Weights]:
        """The smallest answer in Lp (n,) of the first equation, of the first two, ..."""
        matrix, rhs = self.equations.matrix, self.equations.rhs
        counts = range(1, self.n_equations + 1)
        return [first_contact(AffineSet(matrix[:m], rhs[:m]), p).vertices[0] for m in counts]

    def _refuse_ambiguity(self, p: float) -> None:
        for m, answer in enumerate(self.smallest(p), start=1):
            kept = m if p == 1 else self.n_weights
            if np.count_nonzero(answer) != kept:
                raise ValueError(
                    f"seed must draw equations of which {m} leave a smallest answer in L{p:g} with {kept} weights, "
                    f"not {self.seed!r}"
                )

    @cached_property
    def measurements(self) -> Weights:
        """The matrix (n_measured, n) by which the hidden truths are seen."""
        return np.random.default_rng([self.seed, 1]).standard_normal((self.n_measured, self.n_weights))

    def truth(self, n_nonzero: int) -> Weights:
        """A hidden truth (n,): so many weights that are 1 or −1."""
        random = np.random.default_rng([self.seed, 2])
        weights = np.zeros(self.n_weights)
        weights[random.permutation(self.n_weights)[:n_nonzero]] = random.choice((-1.0, 1.0), n_nonzero)
        return weights

    def answer(self, n_nonzero: int, p: float) -> Weights:
        """The smallest answer (n,) of what is seen of that truth."""
        truth = self.truth(n_nonzero)
        contact = first_contact(AffineSet(self.measurements, self.measurements @ truth), p)
        found = contact.vertices[0]
        # What was found again is the truth but for rounding.
        return truth if contact.is_unique and np.abs(found - truth).max() < 1e-9 else found

    def is_found(self, n_nonzero: int) -> bool:
        """Whether the smallest answer in L1 is that truth."""
        return bool((self.answer(n_nonzero, 1) == self.truth(n_nonzero)).all())

    @property
    def map(self) -> RecoveryMap:
        """How often truths are found again, simulated."""
        return kept_map()

    @property
    def curve(self) -> Weights:
        """How many nonzeros are found again by theory: points (n, 2) of m/n and k/m."""
        return recovery_curve(_CURVE_POINTS)

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "One weight per equation"

    @property
    def summary(self) -> str:
        """Say how many weights are left."""
        return (
            f"Of {self.n_weights} weights the smallest L1 answer keeps one for each equation, the smallest L2 answer "
            "all; a hidden truth is found again if it is sparse enough."
        )
