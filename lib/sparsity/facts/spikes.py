"""What is true of tips and spikes: how little of a diamond lies near its tips, and what sharper shapes find."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sparsity.facts.settings import checked_count, checked_number
from sparsity.geometry import AffineSet, Contact, first_contact, lp_norm, volume_share_beyond
from sparsity.words.formula import Formula
from sparsity.words.notation import format_number

_MOST_DIMENSIONS = 20
# Between these the spike's answer and the edge's are both well inside the picture.
_FLATTEST, _STEEPEST = 0.3, 0.45
_SHARPEST, _BLUNTEST = 0.35, 0.7
# One more equation and one more weight, for which the sharper shape finds the denser answer.
_MATRIX = ((1.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, -1.0), (0.0, 1.0, 20.0, 0.0))
_RHS = (2.0, 0.0, 1.0)


@dataclass(frozen=True)
class SpikesFacts:
    """Volumes near tips, and two examples in which L1 and a spiked shape disagree.

    Parameters
    ----------
    dimensions
        Up to how many weights volumes are shown, 4 to 20.
    coefficient
        a of the two equations ``w₁ + a w₃ = 1`` and ``w₂ + a w₃ = 1``, 0.3 to 0.45.
    order
        The order p of the spiked shape, 0.35 to 0.7.
    """

    dimensions: int
    coefficient: float
    order: float

    def __post_init__(self) -> None:
        if checked_count(self.dimensions, "dimensions") not in range(4, _MOST_DIMENSIONS + 1):
            raise ValueError(f"dimensions must be from 4 to {_MOST_DIMENSIONS}, not {self.dimensions!r}")
        checked_number(self.coefficient, "coefficient", _FLATTEST, _STEEPEST)
        checked_number(self.order, "order", _SHARPEST, _BLUNTEST)
        if self.order >= 0.95 * self.order_of_tie:
            raise ValueError(
                f"order must be well below {self.order_of_tie:.3g}, where the spike and the edge tie for coefficient "
                f"{self.coefficient:g}, not {self.order!r}"
            )

    @property
    def half_shares(self) -> np.ndarray:
        """Share of the diamond's volume beyond half its radius, for 2, 3, ... weights."""
        return np.array([volume_share_beyond(n, 0.5) for n in range(2, self.dimensions + 1)])

    @cached_property
    def line(self) -> AffineSet:
        """All answers of the two equations: a line in space."""
        return AffineSet([[1, 0, self.coefficient], [0, 1, self.coefficient]], [1, 1])

    @cached_property
    def by_diamond(self) -> Contact:
        """Where the octahedron touches it: on an edge."""
        return first_contact(self.line, 1)

    @cached_property
    def by_spike(self) -> Contact:
        """Where the spiked shape touches it: at a tip."""
        return first_contact(self.line, self.order)

    @property
    def order_of_tie(self) -> float:
        """The order at which both answers have the same size: log 2 over log 1/a."""
        return math.log(2) / -math.log(self.coefficient)

    @property
    def sizes_of_edge(self) -> tuple[float, float]:
        """The size of the edge's answer in L1 and in Lp."""
        point = self.by_diamond.vertices[0]
        return float(lp_norm(point, 1)), float(lp_norm(point, self.order))

    @property
    def equations(self) -> tuple[Formula, Formula]:
        """Both equations."""
        a = format_number(self.coefficient)
        return Formula(f"w_1 + {a} w_3 = 1"), Formula(f"w_2 + {a} w_3 = 1")

    @cached_property
    def harder(self) -> AffineSet:
        """Three equations for four weights, for which the spiked shape finds the denser answer."""
        return AffineSet(_MATRIX, _RHS)

    @cached_property
    def harder_by_diamond(self) -> Contact:
        """The smallest answer of these in L1."""
        return first_contact(self.harder, 1)

    @cached_property
    def harder_by_spike(self) -> Contact:
        """The smallest answers in Lp."""
        return first_contact(self.harder, self.order)

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Spikes and cones"

    @property
    def summary(self) -> str:
        """The same with all settings."""
        return "The diamond is no hedgehog: tips hold almost no volume, and sharper spikes are not always sparser."
