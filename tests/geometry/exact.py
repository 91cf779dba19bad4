"""Systems of equations in exact arithmetic: what float64 holds is a fraction."""

import itertools
from collections.abc import Iterable
from fractions import Fraction

import numpy as np

Point = tuple[Fraction, ...]


def fractions_of(numbers: Iterable[object]) -> list[Fraction]:
    """Return numbers as fractions, without rounding."""
    return [number if isinstance(number, Fraction) else Fraction(float(number)) for number in numbers]  # type: ignore[arg-type]


def solved_exactly(A: np.ndarray | list[list[Fraction]], b: Iterable[object]) -> list[Fraction] | None:
    """Solve a square system by elimination; None when it is singular."""
    table = [[*fractions_of(row), side] for row, side in zip(A, fractions_of(b), strict=True)]
    for i in range(len(table)):
        pivot = next((k for k in range(i, len(table)) if table[k][i]), None)
        if pivot is None:
            return None
        table[i], table[pivot] = table[pivot], table[i]
        table[i] = [entry / table[i][i] for entry in table[i]]
        for k in range(len(table)):
            if k != i:
                table[k] = [u - table[k][i] * v for u, v in zip(table[k], table[i], strict=True)]
    return [row[-1] for row in table]


def exact_basic_solutions(A: np.ndarray, b: np.ndarray) -> set[Point]:
    """Return all solutions whose columns are independent."""
    m, n = A.shape
    found = set()
    for chosen in itertools.combinations(range(n), m):
        values = solved_exactly(A[:, chosen], b)
        if values is not None:
            entries = dict(zip(chosen, values, strict=True))
            found.add(tuple(entries.get(i, Fraction(0)) for i in range(n)))
    return found


def exact_least_squares(A: np.ndarray, b: np.ndarray) -> Point:
    """Return the shortest solution by order 2, when rows are independent."""
    rows = [fractions_of(row) for row in A]
    dual = solved_exactly([[sum(map(Fraction.__mul__, r, s), Fraction(0)) for s in rows] for r in rows], b)
    assert dual is not None
    return tuple(sum(map(Fraction.__mul__, column, dual), Fraction(0)) for column in zip(*rows, strict=True))
