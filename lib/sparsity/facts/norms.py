"""What is true about the sizes of a vector, and of a small and a sparse one beside each other."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from sparsity.facts.settings import checked_pair
from sparsity.geometry import Hyperplane, first_contact, lp_norm
from sparsity.words.formula import Formula
from sparsity.words.notation import equal_to, format_number, is_exact, sum_of_sizes
from sparsity.words.sizes import digits_apart, number_or_about, root_of_squares

# A number that is a smaller share of the other looks like 0.
_SMALLEST_SHARE = 1e-3
# Between these the square of a length is short enough to be read under a root.
_SMALLEST_SQUARE, _LARGEST_SQUARE = 1e-3, 1e6
# The line of answers that fit, an example: twice as steep as an edge of the diamond, so that none of them is parallel
# to it, and so near that the surface over the vector reaches far beyond it.
_STEEPNESS = 2.0
_CROSSING = 0.4


@dataclass(frozen=True)
class NormsFacts:
    """A vector with its sizes, and a puzzle: a dense vector that is smaller than a sparse one.

    Parameters
    ----------
    vector
        Finite, not (0, 0), no number almost 0 beside the other.
    dense_vector
        Without zeros, no number almost 0 beside the other, smaller than the sparse vector in both norms.
    sparse_vector
        With exactly one zero.
    """

    vector: tuple[float, float]
    dense_vector: tuple[float, float]
    sparse_vector: tuple[float, float]

    def __post_init__(self) -> None:
        if not self.measured.any():
            raise ValueError(f"vector must not be (0, 0), which has size 0 in every norm, not {self.vector!r}")
        self._refuse_what_looks_like_zero()
        if not self.dense.all():
            raise ValueError(f"dense_vector must not contain a zero, not {self.dense_vector!r}")
        if np.count_nonzero(self.sparse) != 1:
            raise ValueError(f"sparse_vector must contain exactly one zero, not {self.sparse_vector!r}")
        for p in (1, 2):
            small, large = self.puzzle_sizes(p)
            # A difference in the last bits is the arithmetic's: 0.7 + 0.1 is not less than 0.8.
            if not small < large * (1 - 1e-12):
                raise ValueError(
                    f"dense_vector must be smaller than sparse_vector {self.sparse_vector!r} in both norms, "
                    f"not {self.dense_vector!r}: otherwise there is no puzzle"
                )

    def _refuse_what_looks_like_zero(self) -> None:
        for name, vector in (("vector", self.measured), ("dense_vector", self.dense)):
            smaller, larger = np.sort(np.abs(vector))
            if 0 < smaller < _SMALLEST_SHARE * larger:
                raise ValueError(
                    f"{name} must not contain a number that is less than {_SMALLEST_SHARE:g} of the other, not "
                    f"{getattr(self, name)!r}: it would look like 0"
                )

    @property
    def title(self) -> str:
        """The same with all settings."""
        return "Measuring size"

    @property
    def summary(self) -> str:
        """Say what holds for every vector."""
        return (
            "A norm says how large a vector is; points of equal size form a circle in one norm, a diamond in another."
        )

    @cached_property
    def _vectors(self) -> list[np.ndarray]:
        """The settings as arrays (2,); all are checked before anything is asked about one of them."""
        return [np.array(checked_pair(getattr(self, field.name), field.name)) for field in fields(self)]

    @property
    def measured(self) -> np.ndarray:
        """The vector (2,) that is measured."""
        return self._vectors[0]

    @property
    def dense(self) -> np.ndarray:
        """The small vector (2,) of the puzzle, which has no zero."""
        return self._vectors[1]

    @property
    def sparse(self) -> np.ndarray:
        """The large vector (2,) of the puzzle, which has one zero."""
        return self._vectors[2]

    # The vector and its sizes

    @property
    def is_on_axis(self) -> bool:
        """Whether the vector lies on an axis, where both norms agree."""
        return not self.measured.all()

    @property
    def is_written_exactly(self) -> bool:
        """Whether the vector can be written without rounding it, and so be called by its numbers."""
        return all(is_exact(number) for number in self.measured)

    @cached_property
    def flight(self) -> float:
        """Size of the vector as the crow flies: its L2 norm."""
        return float(lp_norm(self.measured, 2))

    @cached_property
    def walk(self) -> float:
        """Size of the vector along the streets: its L1 norm."""
        return float(lp_norm(self.measured, 1))

    @cached_property
    def digits(self) -> int:
        """As many digits as tell both sizes apart."""
        return digits_apart(self.flight, self.walk)

    @property
    def walk_written(self) -> Formula:
        """The size along the streets, as Typst math."""
        return number_or_about(self.walk, self.digits)

    @property
    def sum_of_parts(self) -> Formula:
        """How the size along the streets comes about, as Typst math."""
        return sum_of_sizes(self.measured, self.digits)

    @property
    def flight_written(self) -> Formula:
        """The size as the crow flies, as Typst math; where it is rounded, as the root of a short number if it is one.

        >>> NormsFacts((2, 2), (0.1, 0.1), (1000, 0)).flight_written
        'sqrt(8) approx 2.83'
        >>> NormsFacts((3, 4), (0.1, 0.1), (1000, 0)).flight_written
        '5'
        """
        number = number_or_about(self.flight, self.digits)
        return Formula(f"sqrt({format_number(self._square)}) {number}") if self._is_root else number

    @property
    def root_of_squares(self) -> Formula:
        """How the size as the crow flies comes about, as Typst math.

        >>> NormsFacts((2, 2), (0.1, 0.1), (1000, 0)).root_of_squares
        'sqrt(2^2 + 2^2) = sqrt(8) approx 2.83'
        """
        written = root_of_squares(self.measured, self.digits)
        if not self._is_root:
            return written
        squares = written.removesuffix(equal_to(self.flight, self.digits))
        return Formula(f"{squares}= {self.flight_written}")

    @property
    def _square(self) -> float:
        return float(self.measured @ self.measured)

    @property
    def _is_root(self) -> bool:
        """Whether the size as the crow flies is rounded, and the root of a number that is short and is not."""
        is_short = _SMALLEST_SQUARE <= self._square < _LARGEST_SQUARE
        is_written_out = self.is_written_exactly and is_exact(self._square)
        return is_short and is_written_out and not is_exact(self.flight, self.digits)

    # A line of answers that fit

    @cached_property
    def fitting(self) -> Hyperplane:
        """A line of answers that fit, as large beside the vector's sizes whatever the vector is.

        >>> print(NormsFacts((2, 2), (0.1, 0.1), (1000, 0)).fitting.intercepts())
        [1.6 3.2]
        """
        return Hyperplane([_STEEPNESS, 1.0], _STEEPNESS * _CROSSING * self.walk)

    def smallest_that_fits(self, p: float) -> np.ndarray:
        """The answer (2,) of that line whose norm of order p, at least 1, is least.

        >>> print(NormsFacts((2, 2), (0.1, 0.1), (1000, 0)).smallest_that_fits(1))
        [1.6 0. ]
        """
        smallest: np.ndarray = first_contact(self.fitting, p).vertices[0]
        return smallest

    # The puzzle

    def puzzle_sizes(self, p: float) -> tuple[float, float]:
        """Sizes of the dense and of the sparse vector, in the norm of order p."""
        return float(lp_norm(self.dense, p)), float(lp_norm(self.sparse, p))

    def puzzle_sizes_written(self, p: float) -> tuple[Formula, Formula]:
        """The same as Typst math, with as many digits as tell them apart.

        >>> NormsFacts((2, 2), (0.99, 0.00995), (1, 0)).puzzle_sizes_written(1)
        ('0.99995', '1')
        """
        small, large = self.puzzle_sizes(p)
        digits = digits_apart(small, large)
        return number_or_about(small, digits), number_or_about(large, digits)
