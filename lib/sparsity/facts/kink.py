"""What is true of one weight alone: where a price with a kink holds it, and where a smooth one lets it go."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from sparsity.facts.settings import checked_number
from sparsity.geometry import half_threshold, hard_threshold, proximal_jump, shrink, soft_threshold
from sparsity.words.formula import Formula
from sparsity.words.notation import format_number

# From where to where, and the polynomial there by ascending powers.
Piece: TypeAlias = tuple[float, float, tuple[float, float, float]]

_LOWEST_PRICE, _HIGHEST_PRICE = 0.01, 100.0
# The wish is so many times as large as the largest threshold, at least and at most, that all of them can be seen.
_NEAREST, _FURTHEST = 1.3, 4.0


@dataclass(frozen=True)
class KinkFacts:
    """One weight w with the loss (w − z)² and a price λ on |w|, on w², on √|w|, or on being other than zero.

    Parameters
    ----------
    price
        λ, 0.01 to 100.
    wish
        The largest z, the weight that the data alone would give.
    """

    price: float
    wish: float

    def __post_init__(self) -> None:
        checked_number(self.price, "price", _LOWEST_PRICE, _HIGHEST_PRICE)
        largest = max(self.threshold, self.hard_jump, self.half_jump[0])
        try:
            checked_number(self.wish, "wish", round(_NEAREST * largest, 6), round(_FURTHEST * largest, 6))
        except ValueError as error:
            raise ValueError(f"{error}: or the thresholds of this price are not seen") from None

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Why exactly zero"

    @property
    def summary(self) -> str:
        """The same with all settings."""
        return "The kink of a price on |w| holds a weight at exactly zero, which a price on its square never does."

    @property
    def threshold(self) -> float:
        """Up to this size of z the kink holds the weight at zero: half the price."""
        return float(self.price) / 2

    @property
    def hard_jump(self) -> float:
        """Where a weight that costs λ for being other than zero jumps away from zero: the root of the price."""
        return math.sqrt(self.price)

    @cached_property
    def half_jump(self) -> tuple[float, float]:
        """Where a weight that costs λ √|w| jumps, and to what."""
        return proximal_jump(float(self.price), 0.5)

    @property
    def sums_written(self) -> tuple[Formula, Formula]:
        """Loss and price, with the kink and with the square."""
        lam = "" if self.price == 1 else format_number(float(self.price))
        return Formula(f"(w - z)^2 + {lam} abs(w)"), Formula(f"(w - z)^2 + {lam} w^2")

    def answer(self, z: float, p: float, share: float = 1.0) -> float:
        """The weight at which loss and a share of the price are least together, with |w|^p; 0 where there are two."""
        maps = {0: hard_threshold, 0.5: half_threshold, 1: soft_threshold, 2: shrink}
        return float(maps[p](z, share * float(self.price)))

    def sum_pieces(self, z: float, p: int, share: float = 1.0) -> list[Piece]:
        """The loss and a share of the price over w: from where to where, and the polynomial by ascending powers.

        >>> KinkFacts(2, 3).sum_pieces(3.0, 1)
        [(-inf, 0.0, (9.0, -8.0, 1.0)), (0.0, inf, (9.0, -4.0, 1.0))]
        """
        lam = share * float(self.price)
        if p == 2:
            return [(-math.inf, math.inf, (z * z, -2 * z, 1 + lam))]
        return [(-math.inf, 0.0, (z * z, -2 * z - lam, 1.0)), (0.0, math.inf, (z * z, -2 * z + lam, 1.0))]

    def cost(self, w: float, z: float, p: int, share: float = 1.0) -> float:
        """Loss and a share of the price of a weight."""
        return (w - z) ** 2 + share * float(self.price) * abs(w) ** p

    def map_pieces(self, p: float) -> list[tuple[np.ndarray, np.ndarray]]:
        """The answer over z from minus to plus the wish: z and w of each piece, between which the map jumps."""
        most = float(self.wish)
        if p in (1, 2):
            knots = np.array([-most, -self.threshold, self.threshold, most])
            return [(knots, np.array([self.answer(z, p) for z in knots]))]
        jump, landing = (self.hard_jump, self.hard_jump) if p == 0 else self.half_jump
        outside = np.linspace(jump, most, 2 if p == 0 else 60)
        lifted = np.array([landing, *(self.answer(z, p) for z in outside[1:])])
        flat = np.array([-jump, jump])
        return [(-outside[::-1], -lifted[::-1]), (flat, np.zeros(2)), (outside, lifted)]
