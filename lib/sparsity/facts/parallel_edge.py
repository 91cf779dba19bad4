"""What is true for a line that is parallel to an edge of the diamond, and for lines like it that are not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sparsity.facts.line import ContactFacts
from sparsity.facts.settings import checked_data_point, checked_number, checked_words
from sparsity.words.notation import format_number

_SMALLEST_HAIR, _LARGEST_HAIR = 0.001, 0.1
_LARGEST = 1e9
_LARGEST_RATIO = 1e6
_LONGEST_UNIT = 12


@dataclass(frozen=True)
class ParallelEdgeFacts(ContactFacts):
    """A tie, what does not break it, and what does.

    Parameters
    ----------
    data_point
        The data point (x, y), x = 1 or x = −1.
    hair
        By how much |x| is made larger and smaller to turn the line.
    other_y
        Another y, with which there is a tie as well.
    units
        Names of two units of x.
    unit_ratio
        How many of the second unit make one of the first.
    """

    hair: float
    other_y: float
    units: Sequence[str]
    unit_ratio: float

    def __post_init__(self) -> None:
        super().__post_init__()
        if abs(self.x) != 1:
            raise ValueError(
                f"data_point (x, y) must have x = 1 or x = -1, not {self.data_point!r}: for any other x the solution "
                "line is parallel to no edge of the diamond, and a single tip is the smallest answer"
            )
        try:
            _, other_y = checked_data_point((self.x, self.other_y))
        except ValueError as error:
            raise ValueError(
                f"other_y must be a finite number other than 0, from 1e-15 in size, not {self.other_y!r}"
            ) from error
        if format_number(abs(other_y), 4) == format_number(abs(self.y), 4):
            raise ValueError(
                f"other_y must differ in size from the y of data_point in its first four digits, not {self.other_y!r}"
            )
        for name, y in (("data_point", self.y), ("other_y", other_y)):
            if abs(y) >= _LARGEST:
                raise ValueError(
                    f"{name} must keep |y| below {_LARGEST:g}, so that captions have room for it, "
                    f"not {getattr(self, name)!r}"
                )
        checked_number(self.hair, "hair", _SMALLEST_HAIR, _LARGEST_HAIR)
        ratio = checked_number(self.unit_ratio, "unit_ratio", 1 / _LARGEST_RATIO, _LARGEST_RATIO)
        if 1 / 2 < ratio < 2:
            raise ValueError(f"unit_ratio must be at least 2 or at most 1/2, not {self.unit_ratio!r}")
        self._refuse_units()

    def _refuse_units(self) -> None:
        if not isinstance(self.units, tuple | list) or len(self.units) != 2:
            raise ValueError(f"units must be two names, such as ('cm', 'mm'), not {self.units!r}")
        first, second = self.unit_names
        if max(len(first), len(second)) > _LONGEST_UNIT or first == second:
            raise ValueError(
                f"units must be two different names of at most {_LONGEST_UNIT} letters, not {self.units!r}"
            )

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "The exception: a parallel edge"

    @property
    def summary(self) -> str:
        """Say what holds for every line that is parallel to an edge."""
        return "A line parallel to an edge is touched along the whole edge; the slightest turn breaks the tie."

    @property
    def unit_names(self) -> tuple[str, str]:
        """Names of the unit in which |x| is 1, and of the other."""
        first, second = (checked_words(unit, "units") for unit in self.units)
        return first, second

    @cached_property
    def ends(self) -> tuple[np.ndarray, np.ndarray]:
        """The ends (2,) of the touching edge, the left one first."""
        left, right = sorted(self.answers, key=lambda answer: float(answer[0]))
        return left, right

    @property
    def steeper(self) -> float:
        """The x that turns the line a hair steeper."""
        return math.copysign(1 + self.hair, self.x)

    @property
    def flatter(self) -> float:
        """The x that turns the line a hair flatter."""
        return math.copysign(1 - self.hair, self.x)

    def turned(self, x: float) -> ContactFacts:
        """The same y at another x."""
        return ContactFacts((x, self.y))

    @cached_property
    def with_another_number(self) -> ContactFacts:
        """The same tie at another y."""
        return ContactFacts((self.x, float(self.other_y)))

    @cached_property
    def in_another_unit(self) -> ContactFacts:
        """The same data point as with another number, x measured in the other unit."""
        return ContactFacts((self.x * self.unit_ratio, self.with_another_number.y))
