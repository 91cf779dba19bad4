"""What is true along one solution line when the size is of an order below 1: two valleys with a hill between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sparsity.facts.line import ContactFacts
from sparsity.geometry import LineProfile, first_contact, line_profile, lp_norm, nth_basis, number_of_bases
from sparsity.words.notation import point_or_about
from sparsity.words.orders import checked_orders

# Beyond this |x|, or its inverse, one crossing lies too close to the axis of the other to be seen apart from it.
_STEEPEST = 20.0
# The hill has to keep this share of the way between the crossings from either.
_NARROWEST = 0.05
# A weight that is a smaller share of the other cannot be told from 0.
_NEAREST_TO_TIP = 1e-3
_LARGEST = 1e9
_MOST_VALLEYS = 10**12
# Of more weights the cells would be too small to be seen.
_MOST_CELLS = 1000
# A hair of slack for what is exactly at a limit.
_SLACK = 1e-9


@dataclass(frozen=True)
class TwoValleysFacts(ContactFacts):
    """The size of the answers along a line that crosses both axes, from an order above 1 to one below.

    Parameters
    ----------
    orders
        Three orders p: one above 1, then 1, then one below 1.
    many
        Numbers of weights and of equations for which the valleys are counted.
    """

    orders: tuple[float, float, float]
    many: tuple[int, int]

    def __post_init__(self) -> None:
        super().__post_init__()
        self._refuse_unseen_crossings()
        self._refuse_other_orders()
        self._refuse_hidden_weight()
        self._refuse_narrow_valley()
        self._refuse_long_numbers()
        self._refuse_what_cannot_be_counted()

    def _refuse_unseen_crossings(self) -> None:
        if self.x == 0:
            raise ValueError(
                f"data_point (x, y) must have x other than 0, not {self.data_point!r}: with x = 0 the solution line "
                "crosses one axis only, and there is one valley for every order"
            )
        if not 1 / _STEEPEST <= abs(self.x) <= _STEEPEST:
            a, b = self.line.intercepts()
            first, second = (point_or_about(point).plain for point in ((a, 0.0), (0.0, b)))
            raise ValueError(
                f"data_point (x, y) must have |x| between 1/{_STEEPEST:g} and {_STEEPEST:g}, not {self.data_point!r}: "
                f"the solution line crosses the axes at {first} and {second}, too far apart in size for one picture"
            )

    def _refuse_other_orders(self) -> None:
        orders = checked_orders(self.orders, "orders")
        if not (len(orders) == 3 and orders[0] <= 10 and orders[1] == 1 and orders[2] >= 0.2):
            raise ValueError(
                "orders must be three: one above 1 and at most 10, then 1, then one below 1 and at least 0.2, "
                f"not {self.orders!r}"
            )

    def _refuse_hidden_weight(self) -> None:
        smaller, larger = np.sort(np.abs(self.smooth_bottom))
        if smaller < _NEAREST_TO_TIP * (1 - _SLACK) * larger:
            raise ValueError(
                f"orders must begin with a larger p for data_point {self.data_point!r}, not {self.orders!r}: the "
                f"smaller weight of the answer is less than {_NEAREST_TO_TIP:g} of the larger, and looks like 0"
            )

    def _refuse_narrow_valley(self) -> None:
        crossings, top = self.profile.axis_crossings, self.profile.parameter(self.hill)
        narrowest = float(np.abs(crossings - top).min() / np.ptp(crossings))
        if narrowest < _NARROWEST * (1 - _SLACK):
            raise ValueError(
                f"orders must end with a smaller p for data_point {self.data_point!r} (or its |x| be closer to 1), "
                f"not {self.orders!r}: the hill "
                f"is {narrowest:.1%} of the way from the nearer tip, and less than {_NARROWEST:.0%} cannot be seen"
            )

    def _refuse_long_numbers(self) -> None:
        if self.largest_size >= _LARGEST:
            raise ValueError(
                f"data_point (x, y) must keep the answers below {_LARGEST:g}, so that captions have room for them, "
                f"not {self.data_point!r}"
            )

    def _refuse_what_cannot_be_counted(self) -> None:
        try:
            too_many = self.n_valleys >= _MOST_VALLEYS
        except (TypeError, ValueError) as error:
            raise ValueError(f"many must be numbers of weights and equations, not {self.many!r}: {error}") from error
        if too_many:
            raise ValueError(
                f"many must leave fewer than 10^12 choices, so that they can be written out, not {self.many!r}"
            )

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Two valleys"

    @property
    def summary(self) -> str:
        """Say whether one valley is deeper here; how hard the deepest is to find does not hang on that."""
        equally_deep = ", here two of equal depth" if self.is_tie else ""
        return (
            f"Below p = 1 the size has several valleys along the solutions{equally_deep}, and finding the deepest is "
            "hard in general."
        )

    @cached_property
    def profile(self) -> LineProfile:
        """How the size of the last order rises and falls along the line."""
        return line_profile(self.line, self.orders[2])

    @property
    def tips(self) -> np.ndarray:
        """The sparse answers (2, 2) at the bottoms of the two valleys, one of least size first."""
        return self.profile.minima

    @property
    def deepest(self) -> np.ndarray:
        """The tips of least size: one (1, 2) or, in a tie, both (2, 2)."""
        deepest: np.ndarray = self.tips[self.profile.is_global]
        return deepest

    @property
    def higher(self) -> np.ndarray:
        """The tip (1, 2) that is larger; in a tie there is none (0, 2)."""
        higher: np.ndarray = self.tips[~self.profile.is_global]
        return higher

    @cached_property
    def tip_sizes(self) -> tuple[float, float]:
        """Size of either tip."""
        first, second = self.tips
        return float(lp_norm(first, self.orders[2])), float(lp_norm(second, self.orders[2]))

    @cached_property
    def hill(self) -> np.ndarray:
        """The answer (2,) of largest size between the tips."""
        # Not None, since the line crosses both axes.
        return np.asarray(self.profile.maximum_between)

    @cached_property
    def hill_size(self) -> float:
        """How high the hill is."""
        return float(lp_norm(self.hill, self.orders[2]))

    @property
    def largest_size(self) -> float:
        """Size of the largest of hill and tips."""
        return max(self.hill_size, float(np.abs(self.line.intercepts()).max()))

    @cached_property
    def smooth_bottom(self) -> np.ndarray:
        """The smallest answer (2,) of the first order, at the bottom of the one smooth valley."""
        bottom: np.ndarray = first_contact(self.line, self.orders[0]).vertices[0]
        return bottom

    @cached_property
    def n_valleys(self) -> int:
        """How many valleys there can be for so many weights and equations."""
        return number_of_bases(*self.many)

    @property
    def can_be_drawn(self) -> bool:
        """Whether there are few enough weights for a cell each."""
        return self.many[0] <= _MOST_CELLS

    def choice(self, fraction: float) -> tuple[int, tuple[int, ...]]:
        """One of all choices of the weights that may live: its number, and which they are, counted from 0.

        They are in the order of dictionaries; the fraction, from 0 to 1, is that of the digits of the last number.

        >>> facts = TwoValleysFacts((10, 5), (2, 1, 0.5), (4, 2))
        >>> facts.choice(0), facts.choice(1)
        ((1, (0, 1)), (6, (2, 3)))
        """
        number = min(self.n_valleys, max(1, round(self.n_valleys**fraction)))
        return number, nth_basis(*self.many, number)
