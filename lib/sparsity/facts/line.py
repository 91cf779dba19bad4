"""What is true for one data point: its solution line, and where the diamond first touches it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sparsity.facts.settings import checked_data_point
from sparsity.geometry import Contact, Hyperplane, first_contact
from sparsity.words.formula import Formula
from sparsity.words.notation import constraint, line_through

WEIGHTS = (Formula("a"), Formula("b"))
WEIGHT_NAMES = ("slope", "intercept")

# A line that turns away from a tie by less cannot be told from the tie in as many digits as captions have room for.
_NEAREST_TO_TIE = 1e-5


@dataclass(frozen=True)
class LineFacts:
    """One data point (x, y), and the line of all weights (a, b) of the model y = a x + b that fit it.

    Parameters
    ----------
    data_point
        Finite, y not 0, |x| either exactly 1 or not too close to it.
    """

    data_point: tuple[float, float]

    def __post_init__(self) -> None:
        # A hair of slack: 0.99999 is off by a last bit.
        if 0 < abs(abs(self.x) - 1) < _NEAREST_TO_TIE * (1 - 1e-9):
            raise ValueError(
                f"data_point (x, y) must have |x| exactly 1, or at least {_NEAREST_TO_TIE:.5f} away from 1, not "
                f"{self.data_point!r}: the solution line could not be told from one parallel to an edge of the diamond"
            )

    @cached_property
    def point(self) -> tuple[float, float]:
        """The data point as two floats."""
        return checked_data_point(self.data_point)

    @property
    def x(self) -> float:
        """Where the data point is."""
        return self.point[0]

    @property
    def y(self) -> float:
        """What is to be fitted there."""
        return self.point[1]

    @cached_property
    def line(self) -> Hyperplane:
        """The solution line."""
        return Hyperplane.through_data_point(self.x, self.y)

    @property
    def equation(self) -> Formula:
        """The solution line solved for the intercept."""
        return line_through(self.x, self.y)

    @property
    def constraint(self) -> Formula:
        """The equation that every answer fulfils."""
        return constraint(self.x, self.y)


@dataclass(frozen=True)
class ContactFacts(LineFacts):
    """Where the growing diamond first touches the solution line: at a tip or, in a tie, along a whole edge."""

    @cached_property
    def contact(self) -> Contact:
        """First contact of the diamond."""
        return first_contact(self.line, 1)

    @property
    def answers(self) -> np.ndarray:
        """The smallest answer (1, 2), or the ends (2, 2) of the edge of smallest answers."""
        return self.contact.vertices

    @property
    def radius(self) -> float:
        """Size of the smallest answers."""
        return self.contact.radius

    @property
    def is_tie(self) -> bool:
        """Whether a whole edge touches."""
        return not self.contact.is_unique

    @property
    def touching_part(self) -> str:
        """What of the diamond touches the line, for those who do not see it."""
        if self.is_tie:
            return "a whole edge"
        (answer,) = self.answers
        sides = (("right", "left"), ("top", "bottom"))[self.kept]
        return f"its {sides[0] if answer[self.kept] > 0 else sides[1]} tip"

    @cached_property
    def kept(self) -> int:
        """Which weight the answer keeps; a tie has an answer of either sort."""
        return int(np.flatnonzero(self.answers[0])[0])

    @property
    def dropped(self) -> int:
        """Which weight the answer sets to zero."""
        return 1 - self.kept

    def answer_with(self, dropped: float) -> np.ndarray:
        """The answer (2,) in which the weight that the smallest answer drops has a value."""
        answer = np.empty(2)
        answer[self.dropped] = dropped
        answer[self.kept] = (self.y - dropped) / self.x if self.kept == 0 else self.y - self.x * dropped
        return answer
