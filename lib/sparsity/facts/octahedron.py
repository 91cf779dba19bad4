"""What is true when the L1 ball of three weights grows until it touches a plane, and then a line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sparsity.facts.settings import checked_number, checked_numbers
from sparsity.geometry import AffineSet, Contact, Hyperplane, cross_polytope_faces, first_contact
from sparsity.words.formula import Formula
from sparsity.words.notation import format_number, sum_of_terms

WEIGHTS = (Formula("w_1"), Formula("w_2"), Formula("w_3"))

# Of right sides; larger ones only make the axes' numbers longer.
_LARGEST = 1e6
# A coefficient that is a smaller share of the largest leaves a weight of the round ball that nobody can tell from 0.
_LEAST_SHARE = 0.1
# Where two coefficients differ by less, the tip cannot be seen to win; a line farther out than this ratio is out of
# sight.
_LEAST_LEAD = 0.05
_MOST_GROWTH = 2.0
# A smaller part of the edge to either end of it, and the contact would be taken for a tip.
_LEAST_PART = 0.1


@dataclass(frozen=True)
class OctahedronFacts:
    """First contact of the octahedron with a plane and with a line in it, and of the sphere with the plane.

    Parameters
    ----------
    normal
        Coefficients of one equation for three weights.
    offset
        Its right side.
    second_normal, second_offset
        The other equation, which leaves a line of the plane.
    """

    normal: tuple[float, float, float]
    offset: float
    second_normal: tuple[float, float, float]
    second_offset: float

    def __post_init__(self) -> None:
        first, second = np.sort(np.abs(self.coefficients))[::-1][:2].tolist()
        if min(abs(self.coefficients)) < _LEAST_SHARE * first:
            raise ValueError(
                f"normal must have no coefficient smaller than a tenth of the largest, not {self.normal!r}: "
                "the sphere's answer would seem to have a zero too"
            )
        if second > (1 - _LEAST_LEAD) * first:
            raise ValueError(
                f"normal must have one coefficient that is the largest by {_LEAST_LEAD:.0%}, not {self.normal!r}: "
                "else the plane touches along an edge or a face, as nearly as can be seen"
            )
        if checked_number(self.offset, "offset", -_LARGEST, _LARGEST) == 0:
            raise ValueError("offset must not be 0, or the plane goes through the origin and nothing has to grow")
        try:
            contact = self.at_line
        except ValueError as error:
            raise ValueError(
                "second_normal and second_offset must leave a line of the plane, "
                f"not {self.second_normal!r} and {self.second_offset!r}: {error}"
            ) from error
        parts = np.sort(np.abs(contact.vertices[0]))[::-1] / contact.radius
        if not contact.is_unique or len(contact.support) != 2 or parts[1] < _LEAST_PART:
            raise ValueError(
                "second_normal and second_offset must leave a line that meets the inside of an edge, "
                f"not {self.second_normal!r} and {self.second_offset!r}: it would be met at "
                f"{np.round(contact.vertices[0], 3).tolist()}"
            )
        if contact.radius > _MOST_GROWTH * self.at_plane.radius:
            raise ValueError(
                "second_offset must leave a line that the ball meets before it is twice as large as at the plane, "
                f"not {self.second_offset!r}: it would be {contact.radius / self.at_plane.radius:.3g} times as large"
            )

    @cached_property
    def coefficients(self) -> np.ndarray:
        """The first equation's coefficients (3,)."""
        return np.array(checked_numbers(self.normal, "normal", 3))

    @cached_property
    def plane(self) -> Hyperplane:
        """All answers of the first equation."""
        return Hyperplane(self.coefficients, checked_number(self.offset, "offset", -_LARGEST, _LARGEST))

    @cached_property
    def second_plane(self) -> Hyperplane:
        """All answers of the second equation."""
        normal = checked_numbers(self.second_normal, "second_normal", 3)
        return Hyperplane(normal, checked_number(self.second_offset, "second_offset", -_LARGEST, _LARGEST))

    @cached_property
    def line(self) -> AffineSet:
        """All answers of both equations."""
        both = (self.plane, self.second_plane)
        return AffineSet([plane.normal for plane in both], [plane.offset for plane in both])

    @cached_property
    def at_plane(self) -> Contact:
        """Where the octahedron touches the plane: a tip."""
        return first_contact(self.plane, 1)

    @cached_property
    def at_line(self) -> Contact:
        """Where it touches the line: an edge."""
        return first_contact(self.line, 1)

    @cached_property
    def round_at_plane(self) -> Contact:
        """Where the sphere touches the plane."""
        return first_contact(self.plane, 2)

    @property
    def equations(self) -> tuple[Formula, Formula]:
        """Both equations."""
        first, second = (
            Formula(f"{sum_of_terms(plane.normal.tolist(), WEIGHTS)} = {format_number(plane.offset)}")
            for plane in (self.plane, self.second_plane)
        )
        return first, second

    @property
    def face_counts(self) -> tuple[int, int, int]:
        """How many tips, edges and triangles the octahedron has."""
        tips, edges, triangles = (len(cross_polytope_faces(3, nonzero)) for nonzero in (1, 2, 3))
        return tips, edges, triangles

    @property
    def zeros_at_plane(self) -> tuple[Formula, ...]:
        """The weights that are zero where the plane is touched."""
        return _zeros(self.at_plane)

    @property
    def zeros_at_line(self) -> tuple[Formula, ...]:
        """The weight that is zero where the line is touched."""
        return _zeros(self.at_line)

    @property
    def extent(self) -> float:
        """The largest weight that has to be shown."""
        return float(max(self.at_line.radius, self.at_plane.radius))

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Three weights: the octahedron"

    @property
    def summary(self) -> str:
        """The same with all settings."""
        return "One equation for three weights is met at a tip, with two zeros; two equations on an edge, with one."


def _zeros(contact: Contact) -> tuple[Formula, ...]:
    return tuple(weight for number, weight in enumerate(WEIGHTS) if number not in contact.support)
