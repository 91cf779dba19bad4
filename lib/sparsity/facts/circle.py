"""What is true when diamond and circle grow to the line of one data point."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from sparsity.facts.line import WEIGHTS, ContactFacts
from sparsity.geometry import Contact, exact_foot, first_contact, lp_norm
from sparsity.words.formula import Formula
from sparsity.words.notation import equal_to, is_exact
from sparsity.words.sizes import digits_apart, format_fraction

# On steeper lines the two answers have the same first six digits.
_STEEPEST = 1000.0
# Up to this share of the other weight a weight counts as small.
_SMALL_SHARE = 0.25
_LARGEST_WHOLE_NUMBER = 9999


@dataclass(frozen=True)
class CircleFacts(ContactFacts):
    """The first contact of the circle, beside that of the diamond.

    The answers are the diamond's; the circle's is the foot of the perpendicular from the origin.

    Parameters
    ----------
    data_point
        Finite, y not 0. Unless x is 0, |x| is 0.001 to 1000, and either exactly 1 or not too close to it.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        steepness = abs(self.x)
        if steepness != 0 and not 1 / _STEEPEST <= steepness <= _STEEPEST:
            raise ValueError(
                f"data_point (x, y) must have x = 0, or |x| from 0.001 to 1000, not {self.data_point!r}: the answers "
                "of diamond and circle would be too close to tell apart"
            )

    @property
    def title(self) -> str:
        """Where the circle stops."""
        if self.agree:
            return "The circle stops at the same tip"
        if self.is_tie:
            return "The circle stops in the middle of the edge"
        return "The circle does not stop at a tip"

    @property
    def summary(self) -> str:
        """Say where the circle touches, and whether its answer is nearly sparse, sparse, or neither."""
        if self.agree:
            return (
                "The line runs level, so the L2 circle touches it at the same tip as the diamond: its answer is sparse "
                "too."
            )
        if self.is_tie:
            end = "in the middle of the diamond's edge: its answer has two weights of one size."
        elif self.is_small:
            end = "beside the axis: its answer has a small weight that is not zero."
        else:
            end = "off both axes: neither weight of its answer is zero, or small beside the other."
        return f"The L2 circle touches the same line {end}"

    @cached_property
    def circle_contact(self) -> Contact:
        """First contact of the circle."""
        return first_contact(self.line, 2)

    @property
    def foot(self) -> np.ndarray:
        """The circle's answer (2,), where the perpendicular from the origin meets the line."""
        (foot,) = self.circle_contact.vertices
        return np.asarray(foot)

    @property
    def circle_radius(self) -> float:
        """Radius of the circle at its contact."""
        return self.circle_contact.radius

    @cached_property
    def radii_written(self) -> tuple[Formula, Formula]:
        """The radii of diamond and circle, with a sign before them and as many digits as tell them apart."""
        digits = digits_apart(self.radius, self.circle_radius)
        return equal_to(self.radius, digits), equal_to(self.circle_radius, digits)

    @property
    def agree(self) -> bool:
        """Whether the circle touches at the diamond's tip: the exception, x = 0."""
        return self.circle_contact.at_tip

    @property
    def distance_from_axis(self) -> float:
        """How far the circle's contact lies from the axis that a tip of the diamond touches on."""
        return abs(float(self.foot[self.dropped]))

    @property
    def is_small(self) -> bool:
        """Whether the weight that the diamond drops is small in the circle's answer, beside the other weight."""
        return self.distance_from_axis <= _SMALL_SHARE * abs(float(self.foot[self.kept]))

    @cached_property
    def foot_in_fractions(self) -> tuple[Fraction, ...] | None:
        """The circle's answer exactly, where the data point is made of whole numbers and decimals do not do."""
        whole = self.x.is_integer() and self.y.is_integer() and abs(self.y) <= _LARGEST_WHOLE_NUMBER
        if not whole or all(is_exact(weight) for weight in self.foot):
            return None
        return exact_foot([int(self.x), 1], int(self.y))

    @property
    def exact_foot(self) -> Formula | None:
        """The circle's answer written in fractions; None where decimals do, or there is no exact answer."""
        if self.foot_in_fractions is None:
            return None
        a, b = (format_fraction(weight) for weight in self.foot_in_fractions)
        return Formula(f"lr(( thin {a}, thick {b} thin ))")

    @property
    def lesser_weight(self) -> Formula:
        """The weight that the diamond drops, in the circle's answer: name, sign and value."""
        if self.foot_in_fractions is None:
            return Formula(f"{WEIGHTS[self.dropped]} {equal_to(self.foot[self.dropped])}")
        return Formula(f"{WEIGHTS[self.dropped]} = {format_fraction(self.foot_in_fractions[self.dropped])}")

    @property
    def lesser_weight_in_full(self) -> Formula:
        """The same exactly and in decimals, without a stacked fraction."""
        if self.foot_in_fractions is None:
            return self.lesser_weight
        in_line = self.lesser_weight.replace("/", r"\/")
        return Formula(f"{in_line} {equal_to(self.foot[self.dropped])}")

    @property
    def different_answers(self) -> list[np.ndarray]:
        """The diamond's answers, and then the circle's unless it is the same."""
        return list(self.answers) if self.agree else [*self.answers, self.foot]

    def smallest_in(self, p: float) -> list[int]:
        """Which of the different answers are smallest in the norm of order p; several where they tie."""
        sizes = lp_norm(np.array(self.different_answers), p)
        return [int(number) for number in np.flatnonzero(np.isclose(sizes, np.min(sizes), rtol=1e-12, atol=0))]
