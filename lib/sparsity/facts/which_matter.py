"""What is true when one looks for the few weights that matter, and what the whole story comes to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sparsity.facts.circle import CircleFacts
from sparsity.facts.random_weights import RandomWeightsFacts


@dataclass(frozen=True)
class WhichMatterFacts(RandomWeightsFacts):
    """Many weights with few equations, and the picture of two weights with one, which explains them.

    Parameters
    ----------
    data_point
        Where the picture's line comes from: finite, y not 0. |x| is 0.001 to 1000, and not too close to 1.
    """

    data_point: tuple[float, float]

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.picture.is_tie or self.picture.agree:
            raise ValueError(
                f"data_point (x, y) must have |x| neither 0 nor 1, not {self.data_point!r}: the picture is to show a "
                "diamond that stops at a tip and a circle that does not"
            )

    @cached_property
    def picture(self) -> CircleFacts:
        """Diamond and circle at the line of the data point."""
        return CircleFacts(self.data_point)

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Which of these matter?"

    @property
    def summary(self) -> str:
        """Say what is left."""
        return (
            f"Of {self.n_weights} weights that have to fit {self.equations_written}, the smallest L2 answer uses all, "
            f"the smallest L1 answer only {self.kept}: choose your regularizer by what you want to find."
        )
