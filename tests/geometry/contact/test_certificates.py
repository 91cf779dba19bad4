"""Answers for affine sets come with proofs: against exact arithmetic, another solver, and what must not pass."""

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from sparsity.geometry import AffineSet, Contact, Hyperplane, dual_order, first_contact, lp_norm
from sparsity.geometry.contact.certificates import certified_gap, certified_solutions, lower_bound
from sparsity.geometry.shapes.linear_systems import LinearSystem, accurate_residuals
from tests.geometry.exact import Point, exact_basic_solutions, exact_least_squares

ROUND = [1.2, 1.5, 2, 3, 4, 6, 10, 100]


def sparse_systems(n_systems: int, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield systems with many zeros and equal entries, of rank 2 or 3, in up to six unknowns."""
    rng = np.random.default_rng(seed)
    while n_systems:
        m = int(rng.integers(2, 4))
        A = rng.choice([-2, -1, -0.5, 0, 0.5, 1, 2], (m, int(rng.integers(m, 7))))
        b = rng.choice([-4.0, -2, -1, 0, 1, 2, 4], m)
        if b.any() and np.linalg.matrix_rank(A) == m:
            n_systems -= 1
            yield A, b


def systems_with_nearly_equal_columns(n_systems: int, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield systems with two columns that are 1e-6 to 5e-3 apart."""
    rng = np.random.default_rng(seed)
    while n_systems:
        m = int(rng.integers(2, 4))
        n = int(rng.integers(m + 1, 6))
        A, b = rng.integers(-2, 3, (m, n)).astype(float), rng.integers(-3, 4, m).astype(float)
        i, j = rng.choice(n, 2, replace=False)
        A[:, j] = A[:, i]
        A[rng.integers(m), j] += 10.0 ** -rng.integers(3, 7) * rng.integers(1, 6)
        if b.any() and np.linalg.matrix_rank(A) == m:
            n_systems -= 1
            yield A, b


def size(point: Point, p: float) -> Fraction | float:
    if p == 0:
        return Fraction(sum(entry != 0 for entry in point))
    return sum(map(abs, point), Fraction(0)) if p == 1 else float(lp_norm([float(entry) for entry in point], p))


def assert_exactly(contact: Contact, points: set[Point], p: float) -> None:
    """Compare a contact for p ≤ 1 with the best of all basic solutions, ties included."""
    sizes = {point: size(point, p) for point in points}
    least = min(sizes.values())
    expected = [point for point in points if sizes[point] <= least * (1 if p == 0 else 1 + Fraction(1, 10**12))]
    assert_same_points(contact.vertices, expected)
    assert contact.radius == pytest.approx(float(least), rel=1e-9)
    assert contact.support.tolist() == [i for i, entries in enumerate(zip(*expected, strict=True)) if any(entries)]
    assert contact.gap <= 1e-10
    if 0 < p < 1:
        assert_same_points(contact.local_minima, list(points))


def assert_same_points(points: np.ndarray, expected: list[Point]) -> None:
    truth = np.array(expected, dtype=float)
    assert len(points) == len(truth)
    distances = np.abs(points[:, np.newaxis] - truth).max(axis=2) / np.abs(truth).max(axis=1)
    assert distances.min(axis=0).max() <= 1e-9


@pytest.mark.parametrize(
    ("A", "b", "p", "radius", "point"),
    [
        ([[1, 0, 0.5, 2], [1, 0, 0, 0]], [-4, 1], 6, 2.16695, [1, 0, -1.5929, -2.1018]),
        ([[0, 0.5, 0, -1], [0, 0.5, 0.5, -1]], [-4, -2], 3, 4.625, None),
    ],
)
def test_an_entry_that_the_equations_fix_is_no_way_to_get_shorter(
    A: list[list[float]], b: list[float], p: float, radius: float, point: list[float] | None
) -> None:
    contact = first_contact(AffineSet(A, b), p)
    assert contact.radius == pytest.approx(radius, abs=1e-3)
    assert contact.vertices[0] == pytest.approx(point, abs=1e-4) if point else contact.support.tolist() == [1, 2, 3]


@pytest.mark.parametrize("p", ROUND)
def test_sparse_problems_are_answered_and_certified(p: float) -> None:
    for A, b in sparse_systems(150, seed=8):
        target = AffineSet(A, b)
        contact = first_contact(target, p)
        assert target.contains(contact.vertices).all()
        assert contact.gap <= 1e-13


@pytest.mark.parametrize("p", ROUND[:-1])
def test_another_solver_proves_the_radius(p: float) -> None:
    q = dual_order(p)
    for A, b in sparse_systems(30, seed=1):
        target = AffineSet(A, b)
        contact = first_contact(target, p)
        # Any y proves a length; scipy looks for the best one in its own way.
        start = np.linalg.solve(A @ A.T, b)
        result = minimize(lambda y, A=A, b=b: lp_norm(A.T @ y, q) ** 2 / 2 - b @ y, start, method="BFGS")
        proved = max(b @ y / lp_norm(A.T @ y, q) for y in (start, result.x))
        assert proved <= contact.radius * (1 + 1e-12)
        assert contact.radius <= proved * (1 + 1e-4)


@pytest.mark.parametrize("p", [*ROUND, 1 + 2**-52, 1 + 1e-9, 1.00001, 1.01, 1e3, 1e5, 1e8, 1e9, 1e12, 1e300])
def test_the_gap_is_closed_at_every_order(p: float) -> None:
    for A, b in sparse_systems(15, seed=2):
        contact = first_contact(AffineSet(A, b), p)
        assert contact.gap <= 1e-12
        flat, sharp = (first_contact(AffineSet(A, b), order).radius for order in (math.inf, 1))
        assert flat * (1 - 1e-12) <= contact.radius <= sharp * (1 + 1e-12)


@pytest.mark.parametrize("p", [0, 0.5, 1])
def test_sparse_problems_are_answered_as_in_exact_arithmetic(p: float) -> None:
    for A, b in sparse_systems(150, seed=3):
        assert_exactly(first_contact(AffineSet(A, b), p), exact_basic_solutions(A, b), p)


@pytest.mark.parametrize("p", [0, 0.5, 1])
def test_nearly_equal_columns_are_answered_as_in_exact_arithmetic(p: float) -> None:
    for A, b in systems_with_nearly_equal_columns(250, seed=4):
        assert_exactly(first_contact(AffineSet(A, b), p), exact_basic_solutions(A, b), p)


@pytest.mark.parametrize("p", ROUND)
def test_nearly_equal_columns_are_certified(p: float) -> None:
    for A, b in systems_with_nearly_equal_columns(60, seed=5):
        target = AffineSet(A, b)
        contact = first_contact(target, p)
        assert target.contains(contact.vertices).all()
        assert contact.gap <= 1e-10


@pytest.mark.parametrize("p", [1, 1.5, 3, 100, math.inf])
@pytest.mark.parametrize(
    ("A", "b"),
    [
        ([[0, 1, 1], [0, -0.999998898503058, -1]], [-2, -3]),
        ([[-2, 2, 2], [2, -2, -1.999999]], [-1, -3]),
    ],
)
def test_a_dual_vector_with_more_digits_than_float64_has_still_proves(
    A: list[list[float]], b: list[float], p: float
) -> None:
    # It is a million times larger than what becomes of it.
    assert first_contact(AffineSet(A, b), p).gap <= 1e-14


@pytest.mark.parametrize("difference", [1e-3, 4e-6, 1e-6, 1e-9])
def test_a_column_that_is_nearly_another_one_takes_its_own_part(difference: float) -> None:
    target = AffineSet([[1, 1, 1], [1, 1 + difference, -1]], [3, 3])
    for p in (0, 0.5):
        contact = first_contact(target, p)
        assert contact.vertices.tolist() == [[3, 0, 0]]
        assert (contact.radius, contact.is_unique) == (1 if p == 0 else 3, True)
    tie = first_contact(target, 1)
    assert (tie.kind, tie.radius, tie.support.tolist()) == ("segment", 3, [0, 1, 2])
    assert tie.vertices[0].tolist() == [3, 0, 0]
    assert tie.vertices[1] == pytest.approx([0, 3 - 1.5 * difference, 1.5 * difference], rel=1e-3)


@pytest.mark.parametrize("make", [sparse_systems, systems_with_nearly_equal_columns])
def test_the_support_at_order_two_is_that_of_exact_arithmetic(make: object) -> None:
    for A, b in make(300, seed=6):  # type: ignore[operator]
        expected = exact_least_squares(A, b)
        contact = first_contact(AffineSet(A, b), 2)
        assert contact.support.tolist() == [i for i, entry in enumerate(expected) if entry]
        assert contact.vertices[0] == pytest.approx(np.array(expected, dtype=float), rel=1e-9, abs=1e-300)


@pytest.mark.parametrize("p", [1.2, 1.5, 2, 3, 6])
def test_an_entry_that_cancels_out_is_not_in_the_support(p: float) -> None:
    contact = first_contact(AffineSet([[-1, 1, 0], [-1, 0, -1]], [-1, -2]), p)
    assert contact.vertices == pytest.approx(np.array([[1, 0, 1]]), rel=1e-14, abs=0)
    assert contact.support.tolist() == [0, 2]


def test_entries_too_small_to_be_found_are_written_as_zero_and_listed_in_the_support() -> None:
    # The last two are about 1e-186.
    target = AffineSet([[-2, 1, -2, -1], [0, 0, -2, 2], [1, 2, -2, 1]], [-1, 0, 4])
    contact = first_contact(target, 1.01)
    assert contact.vertices == pytest.approx(np.array([[1.2, 1.4, 0, 0]]), rel=1e-12, abs=0)
    assert contact.support.tolist() == [0, 1, 2, 3]
    assert target.contains(contact.vertices).all()


@pytest.mark.parametrize("p", [0, 0.5, 1, 1.5, 2, 3, math.inf])
def test_no_zero_has_a_sign(p: float) -> None:
    targets = [Hyperplane([1, 0, -2], -3), Hyperplane([0, -1], 2), AffineSet([[-1, 0]], [1])]
    for target in [*targets, *(AffineSet(A, b) for A, b in sparse_systems(40, seed=7))]:
        contact = first_contact(target, p)
        numbers = np.concatenate([contact.vertices, contact.local_minima])
        assert not np.signbit(numbers[numbers == 0]).any()


@pytest.mark.parametrize("p", [0, 0.5, 1, 1.5, 2, 3, math.inf])
def test_equations_of_very_different_sizes_are_answered_and_dependent_ones_refused(p: float) -> None:
    contact = first_contact(AffineSet([[1, 0], [1, 1e-14]], [1, 2]), p)
    assert contact.vertices == pytest.approx(np.array([[1, 1e14]]), rel=1e-12)
    with pytest.raises(ArithmeticError, match="target is too badly scaled: its equations cannot be told from depend"):
        first_contact(AffineSet([[1, 1], [1, 1 + 4e-15]], [1, 2]), p)


@pytest.mark.parametrize("p", [0, 0.5, 1, 1.5, 2, 3, math.inf])
def test_right_sides_near_the_end_of_float64_are_answered(p: float) -> None:
    largest = np.finfo(float).max
    contact = first_contact(AffineSet([[0.9, 0], [0, 1]], [0.85 * largest, largest / 2]), p)
    assert contact.vertices[0] == pytest.approx([0.85 / 0.9 * largest, largest / 2], rel=1e-14)


def test_a_loose_tolerance_keeps_the_least_radius() -> None:
    contact = first_contact(AffineSet([[0.99, 1, 0], [0, 0, 1]], [1, 1]), 1, rtol=0.1)
    assert contact.kind == "segment"
    assert (contact.radius, contact.gap) == (2, 0)


@given(
    arrays(float, (2, 4), elements=st.integers(-3, 3)).filter(lambda A: np.linalg.matrix_rank(A) == 2),
    arrays(float, 2, elements=st.integers(-3, 3)).filter(np.any),
    arrays(float, 2, elements=st.floats(-5, 5)).filter(np.any),
    st.sampled_from([1, *ROUND, math.inf]),
)
@settings(max_examples=60)
def test_no_vector_proves_more_than_the_truth(A: np.ndarray, b: np.ndarray, y: np.ndarray, p: float) -> None:
    target = AffineSet(A, b)
    bound = lower_bound(target.system, y[np.newaxis], p) * target.system.unit
    assert bound <= first_contact(target, p).radius * (1 + 1e-10)


@pytest.mark.parametrize("p", [1, 1.5, 2, 3, math.inf])
def test_a_solution_that_is_longer_than_need_be_is_not_certified(p: float) -> None:
    target = AffineSet([[1, 1, 1], [0, 1, -1]], [3, 0])
    best, dual = first_contact(target, p).vertices[:1] / target.system.unit, np.array([[1.0, 0.0]])
    if p == 1:
        best = np.array([[3, 0, 0]]) / target.system.unit
    assert certified_gap(best, dual, target.system, p) <= 1e-12
    worse = best + 1e-3 * np.array([-2, 1, 1]) * (-1 if p > 1 else 1) / target.system.unit
    with_longer = worse if lp_norm(worse, p)[0] > lp_norm(best, p)[0] * (1 + 1e-9) else best * (1 + 1e-9)
    with pytest.raises(ArithmeticError, match="target is too badly scaled: its shortest solution cannot be certified"):
        certified_gap(with_longer, dual, target.system, p)
    for nothing in (np.zeros((1, 2)), np.full((1, 2), np.nan)):
        with pytest.raises(ArithmeticError, match="cannot be certified"):
            certified_gap(best, nothing, target.system, p)


def test_a_point_that_misses_a_small_equation_is_no_solution() -> None:
    system = LinearSystem(np.eye(2), np.array([1, 1e-12]), 1.0)
    assert certified_solutions(np.array([[1, 1e-12]]), system).tolist() == [[1, 1e-12]]
    for miss in ([[1, 0]], [[1, 1e-12], [1, 2e-12]]):
        with pytest.raises(ArithmeticError, match="target is too badly scaled: its solutions cannot be found"):
            certified_solutions(np.array(miss), system)


@given(
    arrays(float, (3, 4), elements=st.floats(-1, 1)),
    arrays(float, 4, elements=st.floats(-1e6, 1e6)),
    arrays(float, 3, elements=st.floats(-1e6, 1e6)),
)
def test_residuals_are_accurate_where_all_digits_cancel(A: np.ndarray, x: np.ndarray, b: np.ndarray) -> None:
    # Below 1e-290 the errors of products underflow.
    A, x, b = (np.where(np.abs(array) < 1e-100, 0.0, array) for array in (A, x, b))
    sides = A @ x + b * 1e-10
    exact = [
        Fraction(side) - sum(Fraction(u) * Fraction(v) for u, v in zip(row, x, strict=True))
        for row, side in zip(A, sides, strict=True)
    ]
    terms = np.abs(sides) + np.abs(A) @ np.abs(x)
    errors = np.abs(accurate_residuals(A, x, sides) - np.array(exact, dtype=float))
    assert (errors <= 2.3e-16 * np.abs(np.array(exact, dtype=float)) + 1e-30 * terms).all()
