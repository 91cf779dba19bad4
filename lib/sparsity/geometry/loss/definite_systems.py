"""Symmetric positive definite systems, solved to nearly the last digit."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray

LongArray: TypeAlias = NDArray[np.longdouble]

ROUNDING = 1e-13
"""A sum is taken for 0 when it is this much smaller than the terms it is the sum of."""

MAX_REFINED = 24
"""Up to this many unknowns, solutions are refined in extended precision. Exact ties occur in small designs; in large
ones the time would be wasted."""


NOT_DEFINITE = "the matrix of a system is not positive definite in float64"


class NotDefiniteError(ArithmeticError):
    """The matrix of a system is not positive definite in float64."""


def solve_definite(matrix: FloatArray, sides: FloatArray) -> LongArray:
    """Solve ``matrix · x = sides`` by Cholesky's method, with residuals in extended precision.

    Refinement makes the error a matter of the last digit instead of the condition number, so that what is a tie in
    exact arithmetic stays one (N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., §12.1).
    """
    # Imported here, because it takes longer than importing this whole package.
    from scipy.linalg.lapack import dpotrf, dpotrs  # type: ignore[import-untyped]

    factor, failed_at = dpotrf(matrix, lower=1)
    # A pivot is what is left of a diagonal entry: relative to it, only noise is left of a dependent column.
    if failed_at or (factor.diagonal() ** 2 <= ROUNDING * matrix.diagonal()).any():
        raise NotDefiniteError(NOT_DEFINITE)
    is_small = len(matrix) <= MAX_REFINED
    exact = matrix.astype(np.longdouble) if is_small else matrix
    solution: LongArray = dpotrs(factor, sides, lower=1)[0].astype(exact.dtype)
    for _ in range(2 if is_small else 1):
        residual = (sides - exact @ solution).astype(np.float64)
        solution += dpotrs(factor, residual, lower=1)[0]
    return solution


class GrowingFactor:
    """The Cholesky factor U of a matrix ``UᵀU`` to which rows and columns are added one at a time.

    U is packed column by column, so that it grows at its end and is cut off there
    (Å. Björck, Numerical Methods for Least Squares Problems, §3.2).
    """

    def __init__(self) -> None:
        # Imported here, because it takes longer than importing this whole package.
        from scipy.linalg.blas import dtpsv  # type: ignore[import-untyped]
        from scipy.linalg.lapack import dpotrf, dpptrs

        self._forward_solve, self._factorize, self._solve = dtpsv, dpotrf, dpptrs
        self.size = 0
        self._packed = np.empty(64)

    def cut(self, size: int) -> None:
        """Forget all but the first rows and columns."""
        self.size = min(size, self.size)

    def add(self, column: FloatArray) -> None:
        """Add a row and a column, given down to the diagonal."""
        start, stop = self._used(), self._used(1)
        if stop > self._packed.size:
            self._packed = np.concatenate([self._packed, np.empty(max(stop, self._packed.size))])
        left = float(column[-1])
        if self.size:
            entries = self._forward_solve(self.size, self._packed[:start], column[:-1], trans=1)
            self._packed[start : stop - 1] = entries
            left -= float(entries @ entries)
        if not left > ROUNDING * column[-1]:
            raise NotDefiniteError(NOT_DEFINITE)
        self._packed[stop - 1] = left**0.5
        self.size += 1

    def start_again(self, square: FloatArray) -> None:
        """Forget everything, and take a whole matrix at once."""
        self.size = len(square)
        # The lower factor row by row is the upper one column by column.
        lower, failed_at = self._factorize(square, lower=1)
        if failed_at or (lower.diagonal() ** 2 <= ROUNDING * square.diagonal()).any():
            self.size = 0
            raise NotDefiniteError(NOT_DEFINITE)
        self._packed = lower[np.tri(self.size, dtype=bool)]

    def solve(self, sides: FloatArray) -> FloatArray:
        """Solve ``UᵀU x = sides``, where sides may have several columns."""
        solution: FloatArray = self._solve(self.size, self._packed[: self._used()], sides)[0]
        return solution

    def _used(self, more: int = 0) -> int:
        size = self.size + more
        return size * (size + 1) // 2


def is_definite(matrix: FloatArray) -> bool:
    """Tell whether a positive semidefinite matrix is regular, whatever the units of its features are."""
    lengths = np.sqrt(np.diagonal(matrix))
    if not lengths.all():
        return False
    return len(matrix) == rank_of_scaled(matrix / np.outer(lengths, lengths))


def rank_of_scaled(correlations: FloatArray) -> int:
    """Return the rank of a positive semidefinite matrix whose diagonal is 1."""
    heights = np.linalg.eigvalsh(correlations)
    return int((heights > noise_height(len(correlations))).sum())


def noise_height(size: int) -> float:
    """Return the eigenvalue below which a matrix with the diagonal 1 has nothing but rounding errors."""
    return max(ROUNDING, 8 * size * float(np.finfo(float).eps))
