"""What is true when contours of the loss grow until they reach a diamond and a circle."""

from __future__ import annotations

from dataclasses import dataclass

from sparsity.facts.loss import BudgetFacts


@dataclass(frozen=True)
class LossContoursFacts(BudgetFacts):
    """The smallest contours of the loss that reach a diamond and a circle of one budget."""

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "The smallest contour that reaches the ball"

    @property
    def summary(self) -> str:
        """Say where the diamond is reached."""
        end = (
            "reaches the diamond at a tip, and the circle beside it."
            if self.at_tip
            else "reaches this diamond on an edge: no weight is zero, nor is one in the circle."
        )
        return f"The smallest contour of the loss {end}"
