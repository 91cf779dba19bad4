"""Systems of equations A x = b: independent rows, and the basic solutions in which few entries are not 0."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray, refusal

MAX_BASES = 200_000
"""How many choices of features an exhaustive search looks at before it is refused."""

ROUNDING = 1e-12
"""A sum is taken for 0 when it is this much smaller than the terms it is the sum of."""


@dataclass(frozen=True, eq=False)
class LinearSystem:
    """Independent equations ``rows · x = sides · unit`` in friendly numbers.

    Rows have the largest entry 1, sides lie between −1 and 1, and `unit` is what solutions are multiplied by.
    """

    rows: FloatArray
    sides: FloatArray
    unit: float


def normalized_system(matrix: FloatArray, rhs: FloatArray) -> LinearSystem:
    """Bring A x = b to friendly numbers and drop redundant rows; refuse contradictions."""
    largest = np.abs(matrix).max(axis=1)
    used = largest > 0
    if rhs[~used].any():
        row = int(np.flatnonzero(~used & (rhs != 0))[0])
        raise ValueError(f"matrix must not ask for 0·x = {rhs[row]} (row {row}): no x solves matrix x = rhs")
    if not used.any():
        raise ValueError("matrix must not be 0: every x solves 0·x = 0")
    with np.errstate(over="ignore", under="ignore"):
        rows = matrix[used] / largest[used, np.newaxis]
        sides = rhs[used] / largest[used]
    unit = float(np.abs(sides).max())
    if rhs.any() and not np.finfo(float).tiny <= unit < math.inf:
        rule = "be in proportion to the rows of the matrix so that their ratios fit into float64"
        raise ValueError(refusal("rhs", rule, rhs))
    if unit > 0:
        with np.errstate(under="ignore"):
            sides /= unit
    kept = independent_rows(rows)
    solution = np.linalg.lstsq(rows[kept], sides[kept], rcond=None)[0]
    sizes = np.abs(sides) + np.abs(rows) @ np.abs(solution)
    if (np.abs(rows @ solution - sides) > 1e-9 * sizes.max()).any():
        raise ValueError(refusal("rhs", "be consistent (no x solves matrix x = rhs)", rhs))
    return LinearSystem(rows[kept], sides[kept], unit)


def independent_rows(rows: FloatArray) -> NDArray[np.intp]:
    """Return ascending indices of as many independent rows as there are."""
    if len(rows) == 1:
        return np.arange(1)
    # Imported here, because it takes longer than importing this whole package.
    from scipy.linalg import qr  # type: ignore[import-untyped]

    singular = np.linalg.svd(rows, compute_uv=False)
    rank = int((singular > max(rows.shape) * np.finfo(float).eps * singular[0]).sum())
    order = qr(rows.T, mode="r", pivoting=True)[1]
    return np.sort(order[:rank])


def basis_count(n_features: int, rank: int) -> int:
    """Return how many choices of `rank` features there are."""
    return math.comb(n_features, rank)


def bases(n_features: int, size: int, *, n_at_once: int) -> Iterator[NDArray[np.intp]]:
    """Yield all choices of `size` features, as the rows of arrays with at most `n_at_once` rows."""
    choices = combinations(range(n_features), size)
    while chunk := list(islice(choices, n_at_once)):
        yield np.array(chunk, dtype=np.intp).reshape(len(chunk), size)


def solve_squares(squares: FloatArray, sides: FloatArray) -> tuple[NDArray[np.intp], FloatArray, FloatArray]:
    """Solve many small square systems with one right side.

    Returns the indices of those that are not singular, their solutions, and for every entry of a solution the
    size of the terms that it is the sum of: an entry much smaller than that is rounding noise and stands for 0.
    """
    size = squares.shape[-1]
    # An inverse exists for the batch as a whole only once the exactly singular ones are gone.
    regular = np.flatnonzero(np.linalg.slogdet(squares)[0])
    squares = squares[regular]
    inverses = np.linalg.inv(squares)
    conditions = np.abs(squares).sum(axis=1).max(axis=-1) * np.abs(inverses).sum(axis=1).max(axis=-1)
    sound = conditions < 1 / (16 * size * np.finfo(float).eps)
    squares, inverses = squares[sound], inverses[sound]
    solutions = inverses @ sides
    residuals = sides - np.einsum("kij,kj->ki", squares, solutions)
    solutions += np.einsum("kij,kj->ki", inverses, residuals)
    spreads = np.abs(inverses) @ np.abs(sides)
    spreads = np.einsum("kij,kj->ki", np.abs(squares), spreads)
    return regular[sound], solutions, np.einsum("kij,kj->ki", np.abs(inverses), spreads)


@dataclass(frozen=True, eq=False)
class BasicSolutions:
    """Distinct solutions of A x = b whose columns are independent, in the order of the features they use.

    `features` has one row per solution; a feature that is 0 there is replaced by n_features, which sorts last.
    `values` are the entries that belong to them, 0 where there is no feature.
    """

    n_features: int
    features: NDArray[np.intp]
    values: FloatArray

    def points(self, which: NDArray[np.intp]) -> FloatArray:
        """Write out the chosen solutions with all their zeros."""
        padded = np.zeros((which.size, self.n_features + 1))
        np.put_along_axis(padded, self.features[which], self.values[which], axis=1)
        return padded[:, :-1]


def basic_solutions(system: LinearSystem) -> BasicSolutions:
    """Enumerate the basic solutions of a system, each one once, without its unit."""
    rank, n = system.rows.shape
    found: list[NDArray[np.intp]] = []
    numbers: list[FloatArray] = []
    for chosen in bases(n, rank, n_at_once=max(1, 1_000_000 // rank**2)):
        squares = np.moveaxis(system.rows[:, chosen], 0, 1)
        sound, values, noise = solve_squares(squares, system.sides)
        is_zero = np.abs(values) <= ROUNDING * noise
        found.append(np.where(is_zero, n, chosen[sound]))
        numbers.append(np.where(is_zero, 0.0, values))
    features, values = np.concatenate(found), np.concatenate(numbers)
    order = np.argsort(features, axis=1, kind="stable")
    features, values = np.take_along_axis(features, order, 1), np.take_along_axis(values, order, 1)
    # The features in use determine a basic solution: their columns are independent.
    features, first = np.unique(features, axis=0, return_index=True)
    return BasicSolutions(n, features, values[first])
