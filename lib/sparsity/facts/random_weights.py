"""What is true for weights that have to fit a few equations drawn at random."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sparsity.facts.settings import checked_count, checked_seed
from sparsity.geometry import AffineSet, Contact, first_contact

Weights = npt.NDArray[np.float64]

# As many bars as can be told apart on screen.
MOST_WEIGHTS = 40


@dataclass(frozen=True)
class RandomWeightsFacts:
    """Fewer equations than weights, all their numbers drawn from the normal distribution.

    Parameters
    ----------
    n_weights
        How many weights there are to find, 2 to 40.
    n_equations
        How many equations they have to fit, at least 1 and fewer than there are weights.
    seed
        Where the random numbers start, a whole number from 0.
    """

    n_weights: int
    n_equations: int
    seed: int

    def __post_init__(self) -> None:
        if checked_count(self.n_weights, "n_weights") not in range(2, MOST_WEIGHTS + 1):
            raise ValueError(f"n_weights must be a whole number from 2 to {MOST_WEIGHTS}, not {self.n_weights!r}")
        if checked_count(self.n_equations, "n_equations") >= self.n_weights:
            raise ValueError(
                f"n_equations must be fewer than n_weights, {self.n_weights}, not {self.n_equations!r}: "
                "otherwise there is but one answer, and nothing to choose"
            )
        checked_seed(self.seed)
        self._refuse_ambiguity()

    def _refuse_ambiguity(self) -> None:
        if not self.least_l1.is_unique:
            raise ValueError(
                f"seed must draw equations with one answer of least L1 size, not {self.seed!r}: several have that size"
            )
        if len(self.least_l2.support) < self.n_weights:
            raise ValueError(f"seed must draw equations whose least L2 answer has no zero, not {self.seed!r}")
        if self.kept < self.n_equations:
            raise ValueError(
                f"seed must draw equations whose least L1 answer has as many weights, not {self.seed!r}: it has fewer"
            )

    @cached_property
    def fitting(self) -> AffineSet:
        """All weights that fit."""
        draw = np.random.default_rng(self.seed).standard_normal
        return AffineSet(draw((self.n_equations, self.n_weights)), draw(self.n_equations))

    @cached_property
    def least_l1(self) -> Contact:
        """The answer of least L1 size."""
        return first_contact(self.fitting, 1)

    @cached_property
    def least_l2(self) -> Contact:
        """The answer of least L2 size."""
        return first_contact(self.fitting, 2)

    @property
    def sparse(self) -> Weights:
        """The weights (n_weights,) of least L1 size."""
        return np.asarray(self.least_l1.vertices[0])

    @property
    def dense(self) -> Weights:
        """The weights (n_weights,) of least L2 size."""
        return np.asarray(self.least_l2.vertices[0])

    @property
    def equations_written(self) -> str:
        """How many equations there are, in words."""
        return f"{self.n_equations} equation{'s' if self.n_equations > 1 else ''}"

    @property
    def kept(self) -> int:
        """How many weights the answer of least L1 size has that are not zero."""
        return len(self.least_l1.support)

    @cached_property
    def way(self) -> tuple[Weights, ...]:
        """Answers from the one of least L2 size to the one of least L1 size; each lacks one weight more than the last.

        One after the other, the smallest weight that the last answer has not is taken away, and the answer of least L2
        size with the others follows. All of them fit, and so does everything between two of them.
        """
        live = np.arange(self.n_weights)
        answers = [self.dense]
        while len(live) > self.kept:
            spare = np.setdiff1d(live, self.least_l1.support)
            live = np.setdiff1d(live, spare[np.argmin(np.abs(answers[-1][spare]))])
            answers.append(self._least_with(live))
        # The last one in the digits of the contact, which are the same but for rounding.
        return (*answers[:-1], self.sparse)

    def some_others(self, count: int) -> list[Weights]:
        """So many other answers that fit, drawn at random: about as large as the one of least L2 size."""
        draw = np.random.default_rng(self.seed + 1).standard_normal
        rows = self.fitting.matrix
        answers = []
        for direction in draw((count, self.n_weights)):
            # What the equations do not see of a direction can be added to any answer.
            unseen = direction - rows.T @ np.linalg.lstsq(rows.T, direction, rcond=None)[0]
            answers.append(self.dense + unseen * np.linalg.norm(self.dense) / np.linalg.norm(unseen))
        return answers

    def _least_with(self, live: npt.NDArray[np.intp]) -> Weights:
        answer = np.zeros(self.n_weights)
        (answer[live],) = first_contact(AffineSet(self.fitting.matrix[:, live], self.fitting.rhs), 2).vertices
        return answer
