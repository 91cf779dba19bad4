"""What is true when one data point is to be fitted by a straight line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sparsity.facts.line import LineFacts


@dataclass(frozen=True)
class OnePointFacts(LineFacts):
    """One data point, and all lines that fit it."""

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "One point, many lines"

    @property
    def summary(self) -> str:
        """Say what holds for every data point."""
        return "A single data point is fitted by infinitely many lines, and their weights form one solution line."

    @property
    def free(self) -> int:
        """The weight along whose axis the solution line runs more: answers are told apart by it."""
        return 0 if abs(self.x) <= 1 else 1

    def answer_with(self, free: float) -> np.ndarray:
        """The answer (2,) in which the free weight has a value."""
        if self.free == 0:
            return np.array([free, self.y - self.x * free])
        return np.array([(self.y - free) / self.x, free])
