"""What is true of balls of several orders that touch one line, and of that line turned parallel to an edge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sparsity.facts.line import ContactFacts
from sparsity.geometry import Contact, Hyperplane, first_contact
from sparsity.words.orders import checked_orders, format_order
from sparsity.words.sentence import Sentence
from sparsity.words.sizes import digits_apart

# The orders below 1 at which the bending shape stops; at the second it is a cross to the eye.
SHARP = 0.5
SHARPEST = 0.05
# Outlines are drawn to within a pixel from this order on.
_LOWEST_ORDER = 0.1
_MOST_ORDERS = 4
# A contact whose smaller weight is a smaller share of the larger cannot be told from a tip; on lines that are steeper
# than this, or flatter than its inverse, the circle's is one of these.
_NEAREST_TO_TIP = 1e-3


@dataclass(frozen=True)
class LpShapesFacts(ContactFacts):
    """Where balls of several orders first touch a solution line, and how a tie ends below order 1.

    Parameters
    ----------
    orders
        Orders of the balls: descending, between ∞ and 0.1, at most four; numbers of at most 4 digits or simple
        fractions. Above 1 none may be so close to 1 that its ball touches as good as at a tip.
    """

    orders: tuple[float, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_slope()
        self._check_orders()

    def _check_slope(self) -> None:
        if self.x != 0 and not _NEAREST_TO_TIP <= abs(self.x) <= 1 / _NEAREST_TO_TIP:
            raise ValueError(
                f"data_point (x, y) must have x = 0, or |x| from {_NEAREST_TO_TIP:g} to {1 / _NEAREST_TO_TIP:g}, not "
                f"{self.data_point!r}: balls that touch off the axes could not be told from those that touch at a tip"
            )

    def _check_orders(self) -> None:
        orders = checked_orders(self.orders, "orders")
        if not (len(orders) <= _MOST_ORDERS and orders[-1] >= _LOWEST_ORDER):
            raise ValueError(
                f"orders must be one to {_MOST_ORDERS} numbers, descending from at most ∞ to at least "
                f"{_LOWEST_ORDER}, not {self.orders!r}"
            )
        for p, contact in self.contacts.items():
            # A hair of slack: the share at the steepest line is off by a last bit.
            if p > 1 and self.x != 0 and _smaller_share(contact) < _NEAREST_TO_TIP * (1 - 1e-9):
                raise ValueError(
                    f"orders must stay further above 1 for data_point {self.data_point!r}, not {self.orders!r}: at "
                    f"p = {format_order(p).plain} the smaller weight is less than {_NEAREST_TO_TIP:g} of the larger, "
                    "and cannot be told from 0"
                )

    @property
    def title(self) -> str:
        """The same with all settings: the shape itself always runs through the same orders."""
        return Sentence("Shapes from $p = infinity$ to $p = {lowest}$", {"lowest": format_order(SHARPEST)}).plain

    @property
    def summary(self) -> str:
        """Say what holds for every line."""
        return (
            "One family of shapes from square to spiked star: "
            "for 0 < p ≤ 1 first contact on a line has the same radius."
        )

    @cached_property
    def contacts(self) -> dict[float, Contact]:
        """First contact with the solution line by order, in descending order."""
        return {p: first_contact(self.line, p) for p in checked_orders(self.orders, "orders")}

    @property
    def largest_radius(self) -> float:
        """Radius of the ball that grows largest before it touches."""
        return max(contact.radius for contact in self.contacts.values())

    @cached_property
    def digits(self) -> int:
        """How many digits tell the contact radii of all balls, and of the diamond, from each other."""
        return digits_apart(self.radius, *(contact.radius for contact in self.contacts.values()))

    @property
    def is_level(self) -> bool:
        """Whether the solution line is parallel to an axis, where balls of almost all orders meet it at a tip."""
        return self.x == 0

    @cached_property
    def stops(self) -> tuple[float, ...]:
        """Orders at which the bending ball is looked at, from ∞ down: those compared, 1, and one below it."""
        return tuple(sorted({math.inf, *self.contacts, 1.0, SHARP}, reverse=True))

    def at(self, p: float) -> Contact:
        """First contact of the ball of any order."""
        return first_contact(self.line, p)

    @property
    def has_smaller_weight(self) -> bool:
        """Whether one weight gets ever smaller as the order falls to 1, where it is zero."""
        return not (self.is_tie or self.is_level)

    @cached_property
    def side_of_line(self) -> np.ndarray:
        """Signs (2,) of the quadrant in which the square touches the line."""
        return np.where(self.at(math.inf).vertices.mean(axis=0) < 0, -1.0, 1.0)

    def turned(self, share: float) -> Hyperplane:
        """The line turned about the tip that touches it, until at share 1 it is parallel to an edge of the diamond."""
        if share <= 0:
            return self.line
        edge = math.copysign(1.0, self.x)
        if share >= 1:
            normal = np.array([edge, 1.0])
        else:
            start, end = math.atan2(1.0, self.x), math.atan2(1.0, edge)
            angle = start + share * (end - start)
            normal = np.array([math.cos(angle), math.sin(angle)])
        return Hyperplane(normal, float(normal @ self.answers[0]))

    @property
    def tied(self) -> Hyperplane:
        """The line parallel to an edge of the diamond, through the tip that touches."""
        return self.turned(1)


def _smaller_share(contact: Contact) -> float:
    """The smaller weight of a touching point as a share of the larger one."""
    smaller, larger = np.sort(np.abs(contact.vertices[0]))
    return float(smaller / larger)
