"""First contact with affine sets, against exact arithmetic, general solvers and duality."""

import itertools
import math
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.linalg import null_space
from scipy.optimize import minimize

from sparsity.geometry import AffineSet, Contact, Hyperplane, dual_order, first_contact, lp_norm
from tests.geometry.exact import Point, exact_basic_solutions, solved_exactly


@st.composite
def integer_systems(draw: st.DrawFn, max_features: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Draw A and b ≠ 0 with independent rows."""
    n = draw(st.integers(2, max_features))
    m = draw(st.integers(1, n))
    A = draw(arrays(int, (m, n), elements=st.integers(-3, 3)))
    b = draw(arrays(int, m, elements=st.integers(-3, 3)))
    assume(b.any())
    assume(np.linalg.matrix_rank(A) == m)
    return A, b


def exact_square_corners(A: np.ndarray, b: np.ndarray) -> set[Point]:
    """Find the corners of {(x, t): A x = b, |x_i| ≤ t} by brute force."""
    m, n = A.shape
    found = set()
    for inner in itertools.combinations(range(n), m - 1):
        others = [i for i in range(n) if i not in inner]
        for signs in itertools.product((-1, 1), repeat=len(others)):
            values = solved_exactly(np.column_stack([A[:, others] @ np.array(signs), A[:, inner]]), b)
            if values is not None and all(abs(value) <= values[0] for value in values):
                entries = dict(zip(inner, values[1:], strict=True))
                entries |= {i: sign * values[0] for i, sign in zip(others, signs, strict=True)}
                found.add(tuple(entries[i] for i in range(n)))
    return found


def as_set(points: Iterable[Iterable[Fraction | float]]) -> set[tuple[float, ...]]:
    return {tuple(round(float(entry), 9) + 0.0 for entry in point) for point in points}


def least(points: set[Point], size: dict[Point, Fraction]) -> set[tuple[float, ...]]:
    return as_set(point for point in points if size[point] == min(size.values()))


@settings(max_examples=150)
@given(integer_systems())
def test_the_diamond_touches_exactly_the_optimal_corners(system: tuple[np.ndarray, np.ndarray]) -> None:
    A, b = system
    points = exact_basic_solutions(A, b)
    contact = first_contact(AffineSet(A, b), 1)
    expected = least(points, {x: sum(map(abs, x), Fraction(0)) for x in points})
    assert as_set(contact.vertices) == expected
    assert contact.kind == {1: "point", 2: "segment"}.get(len(expected), "face")
    assert contact.is_unique == (len(expected) == 1)
    assert contact.at_tip == (len(expected) == 1 and sum(entry != 0 for entry in next(iter(expected))) == 1)


@settings(max_examples=150)
@given(integer_systems())
def test_the_square_touches_exactly_the_optimal_corners(system: tuple[np.ndarray, np.ndarray]) -> None:
    A, b = system
    points = exact_square_corners(A, b)
    contact = first_contact(AffineSet(A, b), math.inf)
    assert as_set(contact.vertices) == least(points, {x: max(map(abs, x)) for x in points})
    assert contact.is_unique == (len(contact.vertices) == 1)


@settings(max_examples=150)
@given(integer_systems())
def test_order_zero_finds_all_sparsest_solutions(system: tuple[np.ndarray, np.ndarray]) -> None:
    A, b = system
    points = exact_basic_solutions(A, b)
    contact = first_contact(AffineSet(A, b), 0)
    expected = least(points, {x: Fraction(sum(entry != 0 for entry in x)) for x in points})
    assert as_set(contact.vertices) == as_set(contact.local_minima) == expected
    assert contact.radius == min(sum(entry != 0 for entry in x) for x in points)


@settings(max_examples=150)
@given(integer_systems(), st.sampled_from([0.1, 0.5, 0.9]))
def test_below_order_one_the_local_minima_are_the_basic_solutions(
    system: tuple[np.ndarray, np.ndarray], p: float
) -> None:
    A, b = system
    points = exact_basic_solutions(A, b)
    lengths = {x: lp_norm([float(entry) for entry in x], p) for x in points}
    contact = first_contact(AffineSet(A, b), p)
    assert as_set(contact.local_minima) == as_set(points)
    assert len(contact.local_minima) == len(points)
    assert (np.diff(lp_norm(contact.local_minima, p)) >= -1e-10 * contact.radius).all()
    best = min(lengths.values())
    assert contact.radius == pytest.approx(best, rel=1e-10)
    assert as_set(contact.vertices) == as_set(x for x in points if lengths[x] <= best * (1 + 1e-10))


@settings(max_examples=60)
@given(integer_systems(), st.sampled_from([0.5, 0.8]), st.integers(0, 2**32 - 1))
def test_every_listed_local_minimum_is_one(system: tuple[np.ndarray, np.ndarray], p: float, seed: int) -> None:
    A, b = system
    directions = null_space(A)
    assume(directions.size)
    steps = np.random.default_rng(seed).standard_normal((20, directions.shape[1])) @ directions.T
    for x in first_contact(AffineSet(A, b), p).local_minima:
        nearby = np.where(np.abs(x) > 1e-12, x, 0) + 1e-9 * steps
        assert ((np.abs(nearby) ** p).sum(axis=1) > (np.abs(x) ** p).sum()).all()


def duality_gap(A: np.ndarray, b: np.ndarray, x: np.ndarray, p: float) -> float:
    """Bound how much longer x is than the shortest solution, relatively: b·y ≤ ‖x‖_p for all ‖Aᵀy‖_q ≤ 1."""
    gradient = np.sign(x) * (np.abs(x) / np.abs(x).max()) ** (p - 1)
    # Equations that belong to large entries count most; the others underflow for p near 1.
    weights = (np.abs(x) / np.abs(x).max()) ** max(0, 2 - p) ** 2
    y = np.linalg.lstsq(weights[:, np.newaxis] * A.T, weights * gradient, rcond=None)[0]
    return float(lp_norm(x, p) * lp_norm(A.T @ y, dual_order(p)) / (b @ y) - 1)


@settings(max_examples=60)
@given(integer_systems(max_features=7), st.sampled_from([1.1, 1.3, 1.5, 1.9, 2, 2.1, 3, 4, 8, 20, 100]))
def test_round_balls_touch_where_duality_says(system: tuple[np.ndarray, np.ndarray], p: float) -> None:
    A, b = system
    contact = first_contact(AffineSet(A, b), p)
    assert AffineSet(A, b).contains(contact.vertices[0])
    assert contact.kind == "point"
    assert contact.radius == pytest.approx(lp_norm(contact.vertices[0], p), rel=1e-14)
    if p >= 1.5 and len(b) < A.shape[1]:
        assert abs(duality_gap(A, b, contact.vertices[0], p)) <= 1e-10


@settings(max_examples=30)
@given(integer_systems(), st.sampled_from([1.5, 2, 3, 6]))
def test_a_general_solver_finds_nothing_shorter(system: tuple[np.ndarray, np.ndarray], p: float) -> None:
    A, b = system
    contact = first_contact(AffineSet(A, b), p)
    directions = null_space(A)
    assume(directions.size)
    x = contact.vertices[0]
    unit = contact.radius
    result = minimize(
        lambda z: ((np.abs(x + directions @ z) / unit) ** p).sum(), np.zeros(directions.shape[1]), method="SLSQP"
    )
    assert result.fun >= 1 - 1e-9
    start = np.linalg.lstsq(A, b, rcond=None)[0]
    result = minimize(
        lambda z: ((np.abs(start + directions @ z) / unit) ** p).sum(),
        np.zeros(directions.shape[1]),
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert result.fun == pytest.approx(1, abs=1e-2)


@settings(max_examples=60)
@given(
    arrays(float, 3, elements=st.integers(-5, 5)).filter(np.any),
    arrays(float, 2, elements=st.integers(-5, 5)).filter(np.any),
    arrays(float, 2, elements=st.integers(-5, 5)).filter(np.any),
    st.sampled_from([1 + 1e-9, 1.001, 1.01, 1.1, 1.5, 2, 3, 10, 100, 1e4]),
)
def test_equations_without_common_features_are_hyperplanes_of_their_own(
    a: np.ndarray, c: np.ndarray, b: np.ndarray, p: float
) -> None:
    # Written as mixtures of each other, so that this does not meet the eye.
    mixture = np.array([[2, 1], [1, 1]])
    rows = mixture @ np.block([[a, np.zeros(2)], [np.zeros(3), c]])
    x = first_contact(AffineSet(rows, mixture @ b), p).vertices[0]
    expected = [first_contact(Hyperplane(*equation), p).vertices[0] for equation in ((a, b[0]), (c, b[1]))]
    assert x == pytest.approx(np.concatenate(expected), rel=1e-8, abs=1e-11)


@settings(max_examples=60)
@given(integer_systems(max_features=6), st.sampled_from([0, 0.5, 1, 1.5, 2, 4, math.inf]), st.integers(0, 2**32 - 1))
def test_no_feasible_point_is_shorter(system: tuple[np.ndarray, np.ndarray], p: float, seed: int) -> None:
    A, b = system
    contact = first_contact(AffineSet(A, b), p)
    directions = null_space(A)
    steps = np.random.default_rng(seed).standard_normal((50, directions.shape[1])) @ directions.T
    for size in (1e-3, 0.1, 1, 10):
        assert (lp_norm(contact.vertices[0] + size * steps, p) >= contact.radius * (1 - 1e-9)).all()


@settings(max_examples=60)
@given(integer_systems(max_features=6))
def test_the_radius_never_rises_with_the_order(system: tuple[np.ndarray, np.ndarray]) -> None:
    target = AffineSet(*system)
    orders = [0.3, 0.7, 1, 1 + 1e-9, 1.001, 1.2, 2, 3, 10, 100, 1e5, 1e300, math.inf]
    radii = [first_contact(target, p).radius for p in orders]
    assert (np.diff(radii) <= 1e-11 * np.array(radii[1:])).all()


@settings(max_examples=60)
@given(integer_systems(), st.sampled_from([0.5, 1, 1.5, 2, 3, math.inf]), st.integers(-200, 200), st.data())
def test_scaling_rows_and_right_sides(
    system: tuple[np.ndarray, np.ndarray], p: float, exponent: int, data: st.DataObject
) -> None:
    A, b = system
    one = first_contact(AffineSet(A, b), p)
    scales = np.array(data.draw(st.lists(st.integers(-100, 100), min_size=len(b), max_size=len(b))))
    rescaled = AffineSet(np.ldexp(A.astype(float), scales[:, np.newaxis]), np.ldexp(b.astype(float), scales))
    assert_same(first_contact(rescaled, p), one, 1.0)
    larger = AffineSet(A, np.ldexp(b.astype(float), exponent))
    assert_same(first_contact(larger, p), one, 2.0**exponent)


@settings(max_examples=60)
@given(integer_systems(), st.sampled_from([0, 0.5, 1, 1.5, 2, 3, math.inf]), st.data())
def test_signs_and_the_order_of_features_carry_over(
    system: tuple[np.ndarray, np.ndarray], p: float, data: st.DataObject
) -> None:
    A, b = system
    order = data.draw(st.permutations(range(A.shape[1])))
    signs = np.array(data.draw(st.lists(st.sampled_from([-1, 1]), min_size=len(order), max_size=len(order))))
    one = first_contact(AffineSet(A, b), p)
    other = first_contact(AffineSet((A * signs)[:, order], b), p)
    assert_same(other, one, 1.0, lambda points: (points * signs)[:, order])


def assert_same(contact: Contact, expected: Contact, scale: float, moved: object = lambda points: points) -> None:
    assert contact.radius / scale == pytest.approx(expected.radius, rel=1e-10)
    assert (contact.kind, contact.is_unique, contact.at_tip) == (expected.kind, expected.is_unique, expected.at_tip)
    points, others = contact.vertices / scale, moved(expected.vertices)  # type: ignore[operator]
    distances = np.abs(points[:, np.newaxis] - others).max(axis=2)
    assert distances.min(axis=0).max() <= 1e-8 * np.abs(others).max()
    assert distances.min(axis=1).max() <= 1e-8 * np.abs(others).max()


@pytest.mark.parametrize("p", [0, 0.5, 1, 1.5, 2, 3, math.inf])
@given(a=arrays(int, st.integers(2, 5), elements=st.integers(-3, 3)).filter(np.any), b=st.integers(-3, 3))
def test_one_equation_written_twice_is_a_hyperplane(p: float, a: np.ndarray, b: int) -> None:
    contact = first_contact(AffineSet([a, -2 * a, 0 * a], [b, -2 * b, 0]), p)
    expected = first_contact(Hyperplane(-2 * a, -2 * b), p)
    assert (contact.vertices == expected.vertices).all()
    assert (contact.kind, contact.radius) == (expected.kind, expected.radius)


@pytest.mark.parametrize("p", [0, 0.5, 1, 1 + 1e-12, 1.5, 2, 3, 1e308, math.inf])
def test_a_single_solution_is_the_answer_in_every_order(p: float) -> None:
    contact = first_contact(AffineSet([[1, 1], [1, -1], [2, 0]], [1, 3, 4]), p)
    assert contact.vertices == pytest.approx(np.array([[2, -1]]))
    assert (contact.kind, contact.is_unique, contact.support.tolist()) == ("point", True, [0, 1])
    at_tip = first_contact(AffineSet([[1, 1], [1, -1]], [3, -3]), p)
    assert at_tip.vertices.tolist() == [[0, 3]]
    assert (at_tip.at_tip, at_tip.support.tolist()) == (True, [1])
    assert first_contact(AffineSet([[4]], [2]), p).vertices.tolist() == [[0.5]]


@pytest.mark.parametrize("p", [0, 0.5, 1, 1.5, 2, 3, math.inf])
def test_a_set_through_the_origin_is_touched_there(p: float) -> None:
    contact = first_contact(AffineSet([[1, 2, 3], [0, 1, 1]], [0, 0]), p)
    assert contact.vertices.tolist() == [[0, 0, 0]]
    assert (contact.radius, contact.kind, contact.at_tip) == (0, "point", False)


def test_one_spike_beats_an_edge_once_the_order_is_small_enough() -> None:
    line = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])
    critical = math.log(2) / math.log(2.5)
    edge, spike = first_contact(line, critical + 1e-6), first_contact(line, critical - 1e-6)
    assert edge.vertices.tolist() == [[1, 1, 0]]
    assert not edge.at_tip
    assert spike.vertices.tolist() == [[0, 0, 2.5]]
    assert spike.at_tip
    assert first_contact(line, critical).kind == "points"


def test_a_tie_survives_rounding_but_not_a_difference() -> None:
    def diamond_touches(weight: float, rtol: float = 1e-12) -> str:
        return first_contact(AffineSet([[0.1 + 0.2, weight, 0], [0, 0, 1]], [1, 1]), 1, rtol=rtol).kind

    assert diamond_touches(0.3) == "segment"
    assert diamond_touches(0.3 * (1 - 1e-9)) == "point"
    assert diamond_touches(0.3 * (1 - 1e-9), rtol=1e-8) == "segment"


def test_small_entries_are_not_taken_for_zeros() -> None:
    contact = first_contact(AffineSet([[1, 1, 0], [0, 1, 1]], [1, 1e-13]), 1)
    assert contact.support.tolist() == [0, 1]
    assert contact.vertices == pytest.approx(np.array([[1 - 1e-13, 1e-13, 0]]), rel=1e-12, abs=0)


@pytest.mark.parametrize("p", [5e-324, 1e-300, 1e-15, 1e-3])
def test_tiny_orders_prefer_few_features_and_then_short_ones(p: float) -> None:
    # The pairs (1, 2), (1, 3), ... solve it, and the pair with the smallest product of entries is shortest.
    contact = first_contact(AffineSet([[1, 1, 2, 0], [1, -1, 0, 2]], [4, 1]), p)
    products = {x: abs(math.prod(v for v in x if v)) for x in map(tuple, contact.local_minima.tolist())}
    assert tuple(contact.vertices[0]) == min(products, key=products.__getitem__)
    assert contact.is_unique


def test_orders_close_to_one_approach_the_diamond() -> None:
    line = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])
    for p in (1 + 1e-3, 1 + 1e-6, 1 + 1e-9, 1 + 1e-12, 1 + 2**-52):
        assert first_contact(line, p).vertices == pytest.approx(np.array([[1, 1, 0]]), abs=1e-12)


def test_orders_close_to_one_share_a_tie_evenly() -> None:
    tie = AffineSet([[1, 1, 0], [0, 0, 1]], [1, 1])
    for p in (1.1, 1 + 1e-6, 1 + 1e-12):
        assert first_contact(tie, p).vertices == pytest.approx(np.array([[0.5, 0.5, 1]]), abs=1e-12)


def test_large_orders_keep_free_coordinates_where_they_belong() -> None:
    # The second and third equation leave a choice within the touched side of the cube; every round ball resolves
    # it in the same way, (2, 1) / 5 · 0.5 for p = 2 tending to 0.5 / 3 (1, 1).
    target = AffineSet([[1, 1, 0, 0], [0, 0, 2, 1]], [2, 0.5])
    for p in (2, 4, 30, 1e3, 1e6):
        x = first_contact(target, p).vertices[0]
        weight = 0.5 ** (1 / (p - 1))
        expected = 0.5 / (2 + weight) * np.array([1, weight])
        assert x[:2] == pytest.approx([1, 1], rel=1e-13)
        assert x[2:] == pytest.approx(expected, rel=1e-9)


def test_a_feature_in_no_equation_stays_zero_unless_the_ball_is_a_cube() -> None:
    target = AffineSet([[1, 1, 0, 0], [1, -2, 0, 1]], [2, 1])
    for p in (0, 0.5, 1, 1.01, 1.5, 2, 3, 50):
        contact = first_contact(target, p)
        assert 2 not in contact.support
        assert (contact.vertices[:, 2] == 0).all()
    assert first_contact(target, math.inf).support.tolist() == [0, 1, 2, 3]
    assert np.ptp(first_contact(target, math.inf).vertices[:, 2]) == pytest.approx(
        2 * first_contact(target, math.inf).radius
    )


@pytest.mark.parametrize("p", [1, math.inf])
def test_a_face_with_too_many_corners_lists_some_and_says_so(p: float) -> None:
    if p == 1:
        blocks = np.kron(np.eye(10), np.ones(6))  # 6^10 corners
        target, radius = AffineSet(blocks, np.ones(10)), 10
    else:
        target, radius = AffineSet(np.eye(2, 60), [1, 1]), 1  # 2^58 corners
    contact = first_contact(target, p)
    assert (contact.kind, contact.is_unique, contact.all_vertices_listed, contact.at_tip) == (
        "face",
        False,
        False,
        False,
    )
    assert contact.radius == pytest.approx(radius, rel=1e-12)
    assert len(contact.vertices) > 1
    assert target.contains(contact.vertices).all()
    assert lp_norm(contact.vertices, p) == pytest.approx(radius, rel=1e-12)


def test_a_unique_answer_is_recognized_among_many_that_are_almost_as_good() -> None:
    # 54 columns are longer by one part in 10^8 only: C(60, 6) corners are almost optimal.
    A = np.hstack([np.eye(6), (1 - 1e-8) * np.repeat(np.eye(6), 9, axis=1)])
    contact = first_contact(AffineSet(A, np.ones(6)), 1)
    assert contact.is_unique
    assert contact.vertices.tolist() == [[1] * 6 + [0] * 54]


def test_all_184756_bases_of_ten_equations_in_twenty_unknowns_can_be_searched() -> None:
    rng = np.random.default_rng(5)
    A, b = rng.standard_normal((10, 20)), rng.standard_normal(10)
    contact = first_contact(AffineSet(A, b), 0.5)
    assert contact.is_unique
    assert contact.support.size == 10
    assert not contact.all_local_minima_listed
    assert contact.radius == pytest.approx(lp_norm(contact.local_minima, 0.5).min())


def test_too_many_bases_are_refused() -> None:
    rng = np.random.default_rng(6)
    target = AffineSet(rng.standard_normal((11, 20)), rng.standard_normal(11))
    assert first_contact(target, 0.5).is_unique  # C(20, 11) = 167960
    target = AffineSet(rng.standard_normal((10, 21)), rng.standard_normal(10))
    with pytest.raises(ValueError, match=r"target must leave at most 200000 bases, C\(21, 10\), .*got 352716"):
        first_contact(target, 0.5)
    with pytest.raises(ValueError, match=r"target must leave at most 200000 supports of up to 8 .*got \d+"):
        first_contact(target, 0)


def test_a_sparse_solution_is_found_although_there_are_too_many_bases() -> None:
    rng = np.random.default_rng(7)
    A = rng.standard_normal((10, 80))
    x = np.zeros(80)
    x[[3, 50]] = 2, -1
    contact = first_contact(AffineSet(A, A @ x), 0)
    assert contact.vertices == pytest.approx(x[np.newaxis], rel=1e-12)
    assert (contact.radius, contact.support.tolist(), contact.is_unique) == (2, [3, 50], True)


@pytest.mark.parametrize("size", [1e-300, 1e-150, 1e150, 1e300])
@pytest.mark.parametrize("p", [0, 0.5, 1, 1.5, 2, 3, math.inf])
def test_huge_and_tiny_coordinates(size: float, p: float) -> None:
    rows, sides = np.array([[1, 0, 0.4], [0, 1, 0.4]]), np.ones(2)
    expected = first_contact(AffineSet(rows, sides), p)
    contact = first_contact(AffineSet(rows, size * sides), p)
    assert contact.vertices / size == pytest.approx(expected.vertices, rel=1e-12)
    assert contact.radius == pytest.approx(expected.radius * (size if p else 1), rel=1e-12, abs=0)
    assert_same(first_contact(AffineSet(size * rows, size * sides), p), expected, 1.0)


@pytest.mark.parametrize("p", [0, 0.5, 1, 1.5, 2, 3, 1e4, math.inf])
def test_a_badly_scaled_set_is_answered_or_refused_but_never_answered_wrongly(p: float) -> None:
    rng = np.random.default_rng(8)
    sizes = [1e-300, 1e-150, 1e-20, 1e-8, 1, 1e8, 1e20, 1e150, 1e300, 0]
    n_answered = 0
    for _ in range(60):
        n = int(rng.integers(2, 5))
        A, b = rng.choice(sizes, (2, n)) * rng.choice([-1, 1, 0.3], (2, n)), rng.choice(sizes, 2)
        try:
            target = AffineSet(A, b)
        except ValueError:
            continue
        try:
            contact = first_contact(target, p)
        except ArithmeticError as refusal:
            assert "target is too badly scaled" in str(refusal)  # noqa: PT017 (refusing is allowed, not required)
            continue
        n_answered += 1
        # Accurate against the largest of the equations, each divided by its largest entry.
        rows, sides = A / np.abs(A).max(axis=1, keepdims=True), b / np.abs(A).max(axis=1)
        unit = np.abs(sides).max() or 1.0
        points = contact.vertices / unit
        allowed = 1e-8 * (np.abs(sides / unit) + np.abs(points) @ np.abs(rows.T)).max(axis=1, keepdims=True)
        assert (np.abs(points @ rows.T - sides / unit) <= allowed).all()
    assert n_answered > 20
