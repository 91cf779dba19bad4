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

ULP = float(np.finfo(float).eps)

LAST_DIGITS = 8 * ULP
"""Numbers that differ by less than this, relatively, may be meant to be equal, as 0.1 + 0.2 and 0.3 are."""

MAX_REFINEMENTS = 12
"""How often a solution is refined at most; two or three times are enough unless columns almost depend."""


@dataclass(frozen=True, eq=False)
class LinearSystem:
    """Independent equations ``rows · x = sides · unit`` in friendly numbers.

    The largest entry of a row lies between 1/2 and 1, that of the sides between 1 and 2, and `unit` is what
    solutions are multiplied by. All scales are powers of two, so that no digit is lost and ties remain exact.
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
        farthest = float(np.abs(rhs[used] / largest[used]).max())
    if rhs.any() and not np.finfo(float).tiny <= farthest < math.inf:
        rule = "be in proportion to the rows of the matrix so that their ratios fit into float64"
        raise ValueError(refusal("rhs", rule, rhs))
    scales = np.frexp(largest[used])[1]
    # Through numbers below 1 and their exponents, because the ratios alone may overflow by a factor of two.
    mantissas, exponents = np.frexp(rhs[used])
    exponents = exponents - scales
    shift = int(exponents[mantissas != 0].max(initial=-2000)) - 1  # sides reach 1, such that the unit never overflows
    with np.errstate(under="ignore"):
        rows = np.ldexp(matrix[used], -scales[:, np.newaxis])
        sides = np.ldexp(mantissas, exponents - shift)
    unit = math.ldexp(1.0, shift) if rhs.any() else 0.0
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

    Returns the indices of those that are not singular to within rounding, their solutions, and for every entry of a
    solution how far it moves when all given numbers move in their last digits: an entry smaller than that stands
    for 0. The solutions themselves are refined until they are more accurate than that.
    """
    size = squares.shape[-1]
    # Rows and columns are brought to one size, without rounding, because size says nothing about dependence.
    row_scales = np.frexp(np.abs(squares).max(axis=-1))[1]
    squares = np.ldexp(squares, -row_scales[..., np.newaxis])
    column_scales = np.frexp(np.abs(squares).max(axis=-2))[1]
    squares = np.ldexp(squares, -column_scales[:, np.newaxis, :])
    # An inverse exists for the batch as a whole only once the exactly singular ones are gone.
    chosen = np.flatnonzero(np.linalg.slogdet(squares)[0])
    inverses = np.linalg.inv(squares[chosen])
    conditions = (np.abs(inverses) @ np.abs(squares[chosen])).sum(axis=-1).max(axis=-1)
    sound = conditions < 1 / (16 * size * np.finfo(float).eps)
    chosen, inverses = chosen[sound], inverses[sound]
    squares, sides = squares[chosen], np.ldexp(sides, -row_scales[chosen])
    solutions = np.zeros_like(sides)
    for _ in range(MAX_REFINEMENTS):
        steps = np.einsum("kij,kj->ki", inverses, accurate_residuals(squares, solutions, sides))
        solutions += steps
        if (np.abs(steps).max(axis=-1, initial=0.0) <= ULP * np.abs(solutions).max(axis=-1, initial=0.0)).all():
            break
    terms = np.einsum("kij,kj->ki", np.abs(squares), np.abs(solutions)) + np.abs(sides)
    doubts = LAST_DIGITS * np.einsum("kij,kj->ki", np.abs(inverses), terms)
    return chosen, np.ldexp(solutions, -column_scales[chosen]), np.ldexp(doubts, -column_scales[chosen])


def accurate_residuals(matrices: FloatArray, points: FloatArray, sides: FloatArray) -> FloatArray:
    """Return ``sides − matrix x`` as if computed with twice the digits and then rounded.

    Products and sums carry their rounding errors along: T. Ogita, S. M. Rump and S. Oishi, Accurate sum and dot
    product (2005).
    """
    factors = points[..., np.newaxis, :]
    terms = -matrices * factors
    high, low = _halves(-matrices)
    factor_high, factor_low = _halves(factors)
    errors = ((high * factor_high - terms) + high * factor_low + low * factor_high) + low * factor_low
    total, lost = sides, errors.sum(axis=-1)
    for column in np.moveaxis(terms, -1, 0):
        longer = total + column
        added = longer - total
        lost = lost + (total - (longer - added)) + (column - added)
        total = longer
    residuals: FloatArray = total + lost
    return residuals


def _halves(x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Split numbers into sums of two with half of the digits, whose products are exact (T. J. Dekker, 1971)."""
    spread = x * 134217729.0  # 2^27 + 1
    high = spread - (spread - x)
    return high, x - high


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
        sound, values, doubts = solve_squares(squares, system.sides)
        is_zero = np.abs(values) <= doubts
        found.append(np.where(is_zero, n, chosen[sound]))
        numbers.append(np.where(is_zero, 0.0, values))
    features, values = np.concatenate(found), np.concatenate(numbers)
    order = np.argsort(features, axis=1, kind="stable")
    features, values = np.take_along_axis(features, order, 1), np.take_along_axis(values, order, 1)
    # The features in use determine a basic solution: their columns are independent.
    features, first = np.unique(features, axis=0, return_index=True)
    return BasicSolutions(n, features, values[first])
