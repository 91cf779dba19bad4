"""What is true when the diamond grows to the line of one data point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sparsity.facts.line import ContactFacts


@dataclass(frozen=True)
class DiamondFacts(ContactFacts):
    """The growing diamond, its first contact, and some larger answers to compare it with.

    Parameters
    ----------
    rests
        Fractions of the contact radius at which the growing diamond rests; ascending, between 0 and 1.
    """

    rests: tuple[float, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        try:
            ascending = bool(self.rests) and all(low < high for low, high in pairwise((0, *self.rests, 1)))
        except TypeError:
            ascending = False
        if not ascending:
            raise ValueError(f"rests must be ascending fractions between 0 and 1, at least one, not {self.rests!r}")

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "The growing diamond"

    @property
    def summary(self) -> str:
        """Say what the diamond touches with: a tip, or a whole edge."""
        end = (
            "along a whole edge, of which only the two ends are sparse."
            if self.is_tie
            else "at a tip, where one weight is exactly zero."
        )
        return f"The L1 diamond grows until it first touches the solution line: {end}"

    @cached_property
    def far_answer(self) -> float | None:
        """The weight that the smallest answer drops, where the line crosses its axis; None if it does so nowhere."""
        intercept = float(self.line.intercepts()[self.dropped])
        return intercept if math.isfinite(intercept) and not self.is_tie else None
