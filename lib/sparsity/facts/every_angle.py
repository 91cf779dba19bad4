"""What is true when the solution line of one data point turns about the origin."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sparsity.facts.line import ContactFacts
from sparsity.facts.settings import checked_number, checked_seed
from sparsity.geometry import contacts_by_angle, first_contact, lp_norm, tie_angles

_SLACK = 1e-9
_QUARTER = math.pi / 2
# So many lines are drawn at random.
N_RANDOM = 200


@dataclass(frozen=True)
class EveryAngleFacts(ContactFacts):
    """All directions of a line at one distance from the origin, and where the balls touch it.

    Angles are in radians; that of a line is the direction of the perpendicular from the origin.

    Parameters
    ----------
    turns
        How far the line turns, in whole turns: 0.5 to 2.
    seed
        Seed of the random directions: a whole number from 0.
    """

    turns: float
    seed: int

    def __post_init__(self) -> None:
        super().__post_init__()
        checked_number(self.turns, "turns", 0.5, 2)
        checked_seed(self.seed)

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
        """The angle of the data point's own line, less than an eighth of a turn from the first, or just as far."""
        angle = math.atan2(self.foot[1], self.foot[0]) % math.tau
        return angle - math.tau if round(angle / _QUARTER) == 4 else angle

    @property
    def first(self) -> float:
        """The angle from which on the turning line is recorded: the nearest at which it is level or upright."""
        return round(self.start / _QUARTER) * _QUARTER

    @property
    def end(self) -> float:
        """The last angle."""
        return self.first + self.turns * math.tau

    @cached_property
    def ties(self) -> np.ndarray:
        """All angles (n,) on the way at which the line is parallel to an edge of the diamond."""
        every_tie = (tie_angles(1)[None, :] + math.tau * np.arange(4)[:, None]).ravel()
        ties: np.ndarray = every_tie[(every_tie >= self.first - _SLACK) & (every_tie <= self.end + _SLACK)]
        return ties

    @cached_property
    def next_tie(self) -> float:
        """The first tie on the way."""
        return float(self.ties[0])

    @cached_property
    def zeros(self) -> np.ndarray:
        """All angles (n,) on the way at which the line is level or upright: there the circle touches it at a tip."""
        quarters = np.arange(math.ceil(self.end / _QUARTER) + 1) * _QUARTER
        zeros: np.ndarray = quarters[(quarters >= self.first - _SLACK) & (quarters <= self.end + _SLACK)]
        return zeros

    def sampled_angles(self, per_turn: int) -> np.ndarray:
        """List angles, so many in a turn, with all eighths of a turn, where what is recorded has its corners."""
        count = round(per_turn * self.turns)
        eighths = np.arange(math.ceil(self.first / (math.pi / 4)), self.end / (math.pi / 4)) * (math.pi / 4)
        angles: np.ndarray = np.union1d(np.linspace(self.first, self.end, count + 1), eighths)
        return angles

    def smaller_weight(self, angles: npt.ArrayLike, p: float) -> np.ndarray:
        """Measure the smaller weight of the first contact at each angle; NaN at a tie."""
        smaller: np.ndarray = np.abs(contacts_by_angle(angles, self.distance, p)).min(axis=1)
        return smaller

    @cached_property
    def random_angles(self) -> np.ndarray:
        """Directions (n,) drawn at random, each as likely as any other."""
        angles: np.ndarray = np.random.default_rng(self.seed).uniform(0, math.tau, N_RANDOM)
        return angles

    def random_contacts(self, p: float) -> np.ndarray:
        """First contacts (n, 2) with the lines in the random directions; NaN at a tie."""
        contacts: np.ndarray = contacts_by_angle(self.random_angles, self.distance, p)
        return contacts

    def is_at_tip(self, p: float) -> np.ndarray:
        """For each of the random lines, whether its first contact has a weight that is exactly zero."""
        at_tip: np.ndarray = (self.random_contacts(p) == 0).any(axis=1)
        return at_tip
