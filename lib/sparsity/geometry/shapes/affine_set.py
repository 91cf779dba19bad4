"""Solution sets of A x = b: a point, line, plane, ... that a ball grows into."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparsity.geometry.arguments import (
    FloatArray,
    as_matrix,
    as_points,
    as_vector,
    default_float_rules,
)
from sparsity.geometry.shapes.hyperplane import _solves
from sparsity.geometry.shapes.linear_systems import LinearSystem, normalized_system


@dataclass(frozen=True, eq=False, init=False)
class AffineSet:
    """All x with ``matrix x = rhs``: a point, line, plane, ... that need not pass through the origin.

    Rows may repeat each other, as long as they do not contradict each other. The rank is decided after dividing
    every row by a power of two near its largest entry, by singular values below ``max(m, n) eps`` times the largest.

    Parameters
    ----------
    matrix : array_like, shape (n_equations, n_features)
        Finite, not all 0.
    rhs : array_like, shape (n_equations,)
        Finite.

    Attributes
    ----------
    matrix, rhs : ndarray
        Read-only copies.
    rank : int
        Number of independent equations; the set has the dimension n_features − rank.
    system : LinearSystem
        The same set in friendlier numbers: independent rows and right sides, divided by powers of two.

    Raises
    ------
    ValueError
        If the equations contradict each other, the matrix is 0 (then no x is a solution, or every x is), empty,
        ragged or not finite, the shapes do not match, or rhs is out of proportion to the matrix (see
        `Hyperplane`).
    TypeError
        If matrix or rhs is not made of real numbers.

    Notes
    -----
    R. T. Rockafellar, Convex Analysis, §1; G. H. Golub and C. F. Van Loan, Matrix Computations, §5.5 on the rank.

    Examples
    --------
    >>> line = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])
    >>> line.rank
    2
    >>> AffineSet([[10, 1], [20, 2]], [5, 10]).rank  # says the same thing twice
    1
    >>> AffineSet([[10, 1], [20, 2]], [5, 11])
    Traceback (most recent call last):
    ...
    ValueError: rhs must be consistent (no x solves matrix x = rhs), got an array of shape (2,): [ 5. 11.]
    """

    matrix: FloatArray
    rhs: FloatArray
    rank: int
    system: LinearSystem = field(repr=False)

    @default_float_rules
    def __init__(self, matrix: ArrayLike, rhs: ArrayLike) -> None:
        rows = as_matrix("matrix", matrix)
        sides = as_vector("rhs", rhs, size=len(rows))
        system = normalized_system(rows, sides)
        rows.flags.writeable = False
        sides.flags.writeable = False
        object.__setattr__(self, "matrix", rows)
        object.__setattr__(self, "rhs", sides)
        object.__setattr__(self, "rank", len(system.rows))
        object.__setattr__(self, "system", system)

    @default_float_rules
    def contains(self, points: ArrayLike) -> NDArray[np.bool_] | np.bool_:
        """Tell which points solve the equations, up to rounding.

        ``|A x − b| ≤ 1e-9 (|b| + |A| |x|)``, row by row.

        Parameters
        ----------
        points : array_like, shape (..., n_features)

        Returns
        -------
        bool or ndarray of bool, shape (...)

        Raises
        ------
        ValueError
            If points is empty, ragged, not finite, or has another number of features.
        TypeError
            If points is not made of real numbers.

        Notes
        -----
        See `Hyperplane.contains`.

        Examples
        --------
        >>> line = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])
        >>> print(line.contains([[1, 1, 0], [0, 0, 2.5], [1, 1, 1]]))
        [ True  True False]
        >>> print(AffineSet([[1, 0], [0, 1]], [3, 4]).contains([3, 4]))  # a single point
        True
        """
        x = as_points("points", points, n_features=self.matrix.shape[1])
        holds: NDArray[np.bool_] | np.bool_ = np.ones(x.shape[:-1], dtype=bool)[()]
        for row, side in zip(self.matrix, self.rhs, strict=True):
            largest = np.abs(row).max()
            if largest > 0:  # a row of zeros has passed as 0 = 0
                with np.errstate(over="ignore"):
                    holds = holds & _solves(row / largest, side / largest, x)
        return holds
