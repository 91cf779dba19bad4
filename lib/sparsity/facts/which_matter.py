"""What is true when one looks for the few weights that matter, and what the whole story comes to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sparsity.facts.circle import CircleFacts
from sparsity.facts.memory import MemoryFacts
from sparsity.facts.random_weights import RandomWeightsFacts
from sparsity.facts.settings import checked_data_point

_LEAST_STEEP = 0.2
_FROM_TIE = 0.1


@dataclass(frozen=True)
class WhichMatterFacts(RandomWeightsFacts):
    """Many weights with few equations, the picture of two weights with one, which explains them, and who wanted zeros.

    Parameters
    ----------
    picture_point
        Data point (x, y) of the picture's line: finite, y not 0, |x| from 0.2 to 5 and at least 0.1 away from 1.
    learned, others, new
        Characters that the robot of the beginning learned, what it was to tell them from, and one that it had not seen.
    """

    picture_point: tuple[float, float]
    learned: tuple[str, ...]
    others: tuple[str, ...]
    new: str

    def __post_init__(self) -> None:
        super().__post_init__()
        x, _ = checked_data_point(self.picture_point, "picture_point")
        if not _LEAST_STEEP <= abs(x) <= 1 / _LEAST_STEEP or abs(abs(x) - 1) < _FROM_TIE * (1 - 1e-9):
            raise ValueError(
                f"picture_point (x, y) must have |x| from {_LEAST_STEEP:g} to {1 / _LEAST_STEEP:g} and at least "
                f"{_FROM_TIE:g} away from 1, not {self.picture_point!r}: where diamond and circle touch could not be "
                "told apart, or the diamond would touch with an edge"
            )
        # What it refuses is refused here.
        MemoryFacts(self.learned, self.others, self.new)

    @cached_property
    def picture(self) -> CircleFacts:
        """Diamond and circle at the line of the picture."""
        return CircleFacts(self.picture_point)

    @cached_property
    def memory(self) -> MemoryFacts:
        """What the robot of the beginning had to learn."""
        return MemoryFacts(self.learned, self.others, self.new)

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
