"""What is true when characters can be told from others by heart, or by a part that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sparsity.facts.characters.strokes import Character, character, is_known, known_signs
from sparsity.geometry import AffineSet, Contact, first_contact
from sparsity.words.formula import Formula

Weights = npt.NDArray[np.float64]

# More do not fit next to each other on screen.
_MOST = 8


@dataclass(frozen=True)
class MemoryFacts:
    """A rule with one weight for each character it has seen, and one for the part 扌 that some of them share.

    A character's features are numbers, 1 for yes and 0 for no: is it the first one learned, is it the second, and so
    on, and last: has it the part? Its score is the sum of the weights of all that is yes. Wanted is the score 1 for
    those to be learned, and 0 for the others.

    Parameters
    ----------
    learned
        Characters to be learned, 2 to 8, all different, all with the part.
    others
        Characters that they are to be told from, 1 to 8, all different, none with the part.
    new
        Another character with the part, not among those learned.
    """

    learned: tuple[str, ...]
    others: tuple[str, ...]
    new: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "learned", _checked_group(self.learned, "learned", 2, with_hand=True))
        object.__setattr__(self, "others", _checked_group(self.others, "others", 1, with_hand=False))
        (new,) = _checked_group((self.new,), "new", 1, with_hand=True)
        if new in self.learned:
            raise ValueError(f"new must be a character that is not among those learned, not {new!r}")

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "By heart, or by the pattern"

    @property
    def summary(self) -> str:
        """Say what regularization is a wish for, and why it needs a sense of size."""
        return (
            f"{len(self.learned)} characters can be learned by heart or by a part that they share, and everything "
            "between fits as well; regularization asks for a small size besides, and must say small in which sense."
        )

    @cached_property
    def learned_characters(self) -> tuple[Character, ...]:
        """Those to be learned."""
        return tuple(map(character, self.learned))

    @cached_property
    def other_characters(self) -> tuple[Character, ...]:
        """Those that they are to be told from."""
        return tuple(map(character, self.others))

    @cached_property
    def new_character(self) -> Character:
        """The one that has not been seen."""
        return character(self.new)

    def features(self, of: Character) -> Weights:
        """The features (n + 1,) of a character: is it this one, for each one learned, and has it the part?"""
        return np.array([*(float(of.sign == sign) for sign in self.learned), float(bool(of.hand))])

    @cached_property
    def matrix(self) -> Weights:
        """The features of all characters that are seen, those to be learned first."""
        return np.array([self.features(of) for of in (*self.learned_characters, *self.other_characters)])

    @cached_property
    def wanted(self) -> Weights:
        """The score wanted for each of them."""
        return np.array([1.0] * len(self.learned) + [0.0] * len(self.others))

    @cached_property
    def fitting(self) -> AffineSet:
        """All weights that give every character seen the score wanted."""
        return AffineSet(self.matrix, self.wanted)

    @cached_property
    def by_heart(self) -> Weights:
        """The weights (n + 1,) that fit and make no use of the part."""
        without_part = first_contact(AffineSet(self.matrix[:, :-1], self.wanted), 1)
        (slots,) = without_part.vertices
        return np.append(slots, 0.0)

    @cached_property
    def by_part(self) -> Weights:
        """The weights (n + 1,) that fit and make use of nothing but the part."""
        part_alone = first_contact(AffineSet(self.matrix[:, -1:], self.wanted), 1)
        (weight,) = part_alone.vertices
        return np.append(np.zeros(len(self.learned)), weight)

    def mixture(self, share: float) -> Weights:
        """The weights between the two, by heart at share 0 and by the part at share 1."""
        mixed: Weights = (1 - share) * self.by_heart + share * self.by_part
        return mixed

    def scores(self, weights: npt.ArrayLike) -> Weights:
        """The scores of all characters seen."""
        found: Weights = self.matrix @ np.asarray(weights, dtype=np.float64)
        return found

    def score_of_new(self, weights: npt.ArrayLike) -> float:
        """The score of the one that has not been seen."""
        return float(self.features(self.new_character) @ np.asarray(weights, dtype=np.float64))

    @cached_property
    def least_added(self) -> Contact:
        """The fitting weights whose sizes add up to the least: smallest in L1."""
        return first_contact(self.fitting, 1)

    @cached_property
    def least_squared(self) -> Contact:
        """The fitting weights whose squares add up to the least: smallest in L2."""
        return first_contact(self.fitting, 2)

    @property
    def share_least_squared(self) -> float:
        """Which mixture that is: its weight on the part."""
        return float(self.least_squared.vertices[0, -1])

    def squares(self, weights: npt.ArrayLike) -> float:
        """What the squares of weights add up to."""
        return float((np.asarray(weights, dtype=np.float64) ** 2).sum())

    def in_fractions(self, weight: float) -> Formula:
        r"""A weight of an answer as a fraction, with at most one more than are learned below its line.

        >>> MemoryFacts(("打", "拉"), ("山",), "推").in_fractions(2 / 3)
        '2\\/3'
        """
        exact = Fraction(weight).limit_denominator(len(self.learned) + 1)
        if abs(float(exact) - weight) > 1e-12:
            raise ArithmeticError(
                f"weight must be a fraction with at most {len(self.learned) + 1} below, not {weight!r}"
            )
        return Formula(str(exact).replace("/", r"\/"))


def _checked_group(value: Any, name: str, least: int, *, with_hand: bool) -> tuple[str, ...]:
    """Return characters, or say what is wrong with the setting of this name."""
    if not isinstance(value, Sequence) or not all(map(is_known, value)):
        raise ValueError(f"{name} must be characters among {known_signs(with_hand=with_hand)}, not {value!r}")
    if not least <= len(value) <= _MOST or len(set(value)) < len(value):
        raise ValueError(f"{name} must be {least} to {_MOST} different characters, not {value!r}")
    wrong = [sign for sign in value if bool(character(sign).hand) != with_hand]
    if wrong:
        raise ValueError(
            f"{name} must be characters {'with' if with_hand else 'without'} the part 扌, not {wrong[0]!r}: "
            f"possible are {known_signs(with_hand=with_hand)}"
        )
    return tuple(value)
