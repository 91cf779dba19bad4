"""What is true when the solution line of one data point turns about the origin."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sparsity.facts.line import ContactFacts
from sparsity.facts.settings import checked_number
from sparsity.geometry import contacts_by_angle, first_contact, lp_norm, tie_angles

# At least so far the line turns before it stops at a tie, or the circle's contact would not be seen to move.
_SHORTEST_TURN = math.radians(10)
_SLACK = 1e-9


@dataclass(frozen=True)
class EveryAngleFacts(ContactFacts):
    """All directions of a line at one distance from the origin, and where the balls touch it.

    Angles are in radians; that of a line is the direction of the perpendicular from the origin.

    Parameters
    ----------
    turns
        How far the line turns, in whole turns: 0.5 to 2.
    """

    turns: float

    def __post_init__(self) -> None:
        super().__post_init__()
        checked_number(self.turns, "turns", 0.5, 2)

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Every angle"

    @property
    def summary(self) -> str:
        """Say what holds for every line that is turned."""
        return (
            "As the line turns, the diamond meets it at a tip except at isolated ties, the circle only at isolated "
            "angles."
        )

    @cached_property
    def foot(self) -> np.ndarray:
        """The point (2,) of the line nearest to the origin, where the circle touches it."""
        foot: np.ndarray = first_contact(self.line, 2).vertices[0]
        return foot

    @cached_property
    def distance(self) -> float:
        """Distance of the line from the origin, which stays."""
        return float(lp_norm(self.foot, 2))

    @cached_property
    def start(self) -> float:
        """The first angle, in [0, 2π)."""
        return math.atan2(self.foot[1], self.foot[0]) % math.tau

    @property
    def end(self) -> float:
        """The last angle."""
        return self.start + self.turns * math.tau

    @cached_property
    def ties(self) -> np.ndarray:
        """All angles (n,) on the way at which the line is parallel to an edge of the diamond."""
        every_tie = (tie_angles(1)[None, :] + math.tau * np.arange(4)[:, None]).ravel()
        ties: np.ndarray = every_tie[(every_tie >= self.start - _SLACK) & (every_tie <= self.end + _SLACK)]
        return ties

    @cached_property
    def next_tie(self) -> float:
        """The first tie that is far enough to see the line turn before it."""
        return float(self.ties[self.ties > self.start + _SHORTEST_TURN][0])

    @property
    def passes_tie(self) -> bool:
        """Whether there is another tie before that."""
        return bool(self.ties[0] < self.next_tie)

    @cached_property
    def zeros(self) -> np.ndarray:
        """All angles (n,) on the way at which the line is level or upright: there the circle touches it at a tip."""
        quarters = np.arange(math.ceil(self.end / (math.pi / 2)) + 1) * math.pi / 2
        zeros: np.ndarray = quarters[(quarters >= self.start - _SLACK) & (quarters <= self.end + _SLACK)]
        return zeros

    def sampled_angles(self, per_turn: int) -> np.ndarray:
        """List angles, so many in a turn, with all eighths of a turn, where what is recorded has its corners."""
        count = round(per_turn * self.turns)
        eighths = np.arange(math.ceil(self.start / (math.pi / 4)), self.end / (math.pi / 4)) * (math.pi / 4)
        angles: np.ndarray = np.union1d(np.linspace(self.start, self.end, count + 1), eighths)
        return angles

    def smaller_weight(self, angles: npt.ArrayLike, p: float) -> np.ndarray:
        """Measure the smaller weight of the first contact at each angle; NaN at a tie."""
        smaller: np.ndarray = np.abs(contacts_by_angle(angles, self.distance, p)).min(axis=1)
        return smaller

    def contacts_on_the_way(self, per_turn: int, p: float) -> np.ndarray:
        """List contacts (n, 2) on the way, close enough to draw by, up to both sides of each tie."""
        sides = [side for tie in self.ties for side in (tie - _SLACK, tie + _SLACK)]
        angles = np.sort(np.clip([*self.sampled_angles(per_turn), *sides], self.start, self.end))
        contacts = contacts_by_angle(angles, self.distance, p)
        touching: np.ndarray = contacts[~np.isnan(contacts).any(axis=1)]
        return touching
