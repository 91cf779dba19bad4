"""First contact with a hyperplane: closed forms, ties, degenerate cases and laws."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from sparsity.geometry import Hyperplane, dual_order, first_contact, lp_norm

CONVEX = [1, 1 + 1e-12, 1.01, 1.5, 2, 3, 10, 1e4, 1e308, math.inf]
HOLLOW = [5e-324, 1e-3, 0.25, 0.5, 0.9, 1 - 1e-12]
orders = st.one_of(st.sampled_from([0, *HOLLOW, *CONVEX]), st.floats(0.05, 50))
whole = st.integers(-9, 9).map(float)
normals = arrays(float, st.integers(1, 6), elements=whole).filter(np.any)
offsets = st.integers(-9, 9).filter(bool).map(float)


def sorted_rows(points: np.ndarray) -> np.ndarray:
    return points[np.lexsort(points.T)]


@given(normals, offsets, orders)
def test_every_listed_point_is_on_the_hyperplane_at_the_radius(a: np.ndarray, b: float, p: float) -> None:
    plane = Hyperplane(a, b)
    contact = first_contact(plane, p)
    assert plane.contains(contact.vertices).all()
    assert plane.contains(contact.local_minima).all() if len(contact.local_minima) else p >= 1
    assert lp_norm(contact.vertices, p) == pytest.approx(contact.radius, rel=1e-12, abs=0)
    assert contact.is_unique == (len(contact.vertices) == 1) == (contact.kind == "point")


@given(normals, offsets, orders.filter(bool))
def test_hoelders_inequality_is_an_equality_at_contact(a: np.ndarray, b: float, p: float) -> None:
    assert first_contact(Hyperplane(a, b), p).radius == pytest.approx(abs(b) / lp_norm(a, dual_order(p)), rel=1e-12)


@given(normals, offsets, orders.filter(bool), st.data())
def test_no_point_of_the_hyperplane_is_shorter(a: np.ndarray, b: float, p: float, data: st.DataObject) -> None:
    plane = Hyperplane(a, b)
    others = data.draw(arrays(float, (8, a.size), elements=st.floats(-10, 10)))
    lengths = lp_norm(plane.nearest_point(others), p)
    assert (lengths >= first_contact(plane, p).radius * (1 - 1e-9)).all()


@given(normals, offsets, orders, st.integers(-200, 200))
def test_scaling_the_equation_changes_nothing(a: np.ndarray, b: float, p: float, exponent: int) -> None:
    one = first_contact(Hyperplane(a, b), p)
    other = first_contact(Hyperplane(np.ldexp(a, exponent), math.ldexp(b, exponent)), p)
    assert (one.vertices == other.vertices).all()
    assert (one.local_minima == other.local_minima).all()
    assert (one.kind, one.radius, one.at_tip) == (other.kind, other.radius, other.at_tip)


@given(normals, offsets, orders, st.integers(-200, 200))
def test_scaling_the_offset_scales_the_answer(a: np.ndarray, b: float, p: float, exponent: int) -> None:
    one = first_contact(Hyperplane(a, b), p)
    other = first_contact(Hyperplane(a, math.ldexp(b, exponent)), p)
    # Entries below 1e-200 may underflow on the way.
    expected = np.ldexp(one.vertices, exponent)
    assert other.vertices == pytest.approx(expected, rel=1e-12, abs=1e-200 * np.abs(expected).max())
    assert other.kind == one.kind


@given(normals, offsets, orders, st.randoms(), st.data())
def test_signs_and_the_order_of_features_carry_over(
    a: np.ndarray, b: float, p: float, random: object, data: st.DataObject
) -> None:
    order = list(range(a.size))
    random.shuffle(order)  # type: ignore[attr-defined]
    signs = np.array(data.draw(st.lists(st.sampled_from([-1, 1]), min_size=a.size, max_size=a.size)))
    one = first_contact(Hyperplane(a, b), p)
    other = first_contact(Hyperplane((a * signs)[order], b), p)
    assert sorted_rows(other.vertices) == pytest.approx(sorted_rows((one.vertices * signs)[:, order]), rel=1e-12)
    assert {order[i] for i in other.support} == set(one.support)


@given(normals, offsets, orders.filter(bool), orders.filter(bool))
def test_the_radius_is_constant_up_to_order_one_and_never_rises(a: np.ndarray, b: float, p: float, q: float) -> None:
    plane, (low, high) = Hyperplane(a, b), sorted((p, q))
    assert first_contact(plane, high).radius <= first_contact(plane, low).radius * (1 + 1e-12)
    if high <= 1:
        assert first_contact(plane, high).radius == first_contact(plane, low).radius


@given(normals, offsets)
def test_the_touched_vertices_of_the_diamond_are_those_of_exact_arithmetic(a: np.ndarray, b: float) -> None:
    largest = max(abs(Fraction(entry)) for entry in a)
    expected = [
        [Fraction(b) / Fraction(a[i]) * (i == j) for j in range(a.size)] for i in range(a.size) if abs(a[i]) == largest
    ]
    contact = first_contact(Hyperplane(a, b), 1)
    assert contact.vertices == pytest.approx(np.array(expected, dtype=float), rel=1e-15)
    assert contact.kind == {1: "point", 2: "segment"}.get(len(expected), "face")
    assert contact.at_tip == (len(expected) == 1)


@given(normals, offsets, st.sampled_from([1, math.inf]))
def test_a_linear_program_finds_the_same_radius(a: np.ndarray, b: float, p: float) -> None:
    n = a.size
    if p == 1:
        result = linprog(np.ones(2 * n), A_eq=[[*a, *-a]], b_eq=[b])
    else:
        limits = np.block([[np.eye(n), -np.ones((n, 1))], [-np.eye(n), -np.ones((n, 1))]])
        costs = np.append(np.zeros(n), 1)
        result = linprog(costs, limits, np.zeros(2 * n), [[*a, 0]], [b], bounds=(None, None))
    assert first_contact(Hyperplane(a, b), p).radius == pytest.approx(result.fun, rel=1e-9)


@given(normals, offsets, st.sampled_from(HOLLOW))
def test_every_intercept_is_a_local_minimum_below_order_one(a: np.ndarray, b: float, p: float) -> None:
    plane = Hyperplane(a, b)
    contact = first_contact(plane, p)
    intercepts = plane.intercepts()
    assert sorted(np.abs(contact.local_minima).max(axis=1)) == sorted(np.abs(intercepts[np.isfinite(intercepts)]))
    assert (np.diff(lp_norm(contact.local_minima, p)) >= 0).all()
    assert {tuple(v) for v in contact.vertices} <= {tuple(v) for v in contact.local_minima}


def test_a_tie_is_an_edge_not_a_tip() -> None:
    contact = first_contact(Hyperplane([1, 1], 1000), 1)
    assert contact.kind == "segment"
    assert contact.vertices.tolist() == [[1000, 0], [0, 1000]]
    assert not contact.at_tip
    assert not contact.is_unique
    assert contact.support.tolist() == [0, 1]


def test_a_tie_is_two_tips_below_order_one_and_their_midpoint_above() -> None:
    tie = Hyperplane([1, -1], 1000)
    below, above = first_contact(tie, 1 - 1e-12), first_contact(tie, 1 + 1e-12)
    assert below.kind == "points"
    assert below.at_tip
    assert below.vertices.tolist() == [[1000, 0], [0, -1000]]
    assert above.vertices.tolist() == [[500, -500]]
    assert not above.at_tip


@pytest.mark.parametrize("p", [0.5, 1])
def test_a_tie_survives_rounding_but_not_a_difference(p: float) -> None:
    assert not first_contact(Hyperplane([0.1 + 0.2, 0.3], 1), p).is_unique
    assert first_contact(Hyperplane([1, 1 - 1e-9], 1), p).is_unique
    assert not first_contact(Hyperplane([1, 1 - 1e-9], 1), p, rtol=1e-8).is_unique
    assert first_contact(Hyperplane([0.1 + 0.2, 0.3], 1), p, rtol=0).is_unique


def test_a_data_point_keeps_the_slope_exactly_when_its_x_is_larger_than_one() -> None:
    def kept(x: float) -> list[int]:
        return first_contact(Hyperplane.through_data_point(x, 7), 1).support.tolist()

    assert [kept(x) for x in (-3, -1, -0.5, 0, 0.5, 1, 3)] == [[0], [0, 1], [1], [1], [1], [0, 1], [0]]


@pytest.mark.parametrize("p", [0, *HOLLOW, *CONVEX])
def test_a_hyperplane_through_the_origin_is_touched_there(p: float) -> None:
    contact = first_contact(Hyperplane([2, -7, 0], 0), p)
    assert contact.vertices.tolist() == [[0, 0, 0]]
    assert (contact.radius, contact.kind, contact.is_unique, contact.at_tip) == (0, "point", True, False)
    assert contact.support.tolist() == []
    assert contact.local_minima.tolist() == ([[0, 0, 0]] if p < 1 else [])


@pytest.mark.parametrize("p", [0, *HOLLOW, *CONVEX])
def test_on_a_line_every_ball_touches_the_only_point(p: float) -> None:
    contact = first_contact(Hyperplane([-4], 2), p)
    assert contact.vertices.tolist() == [[-0.5]]
    assert (contact.radius, contact.kind, contact.at_tip) == (1 if p == 0 else 0.5, "point", True)


@pytest.mark.parametrize("p", [0, *HOLLOW, *CONVEX[:-1]])
def test_an_axis_parallel_hyperplane_is_touched_at_a_tip(p: float) -> None:
    contact = first_contact(Hyperplane([0, 1, 0], 3), p)
    assert contact.vertices.tolist() == [[0, 3, 0]]
    assert contact.at_tip
    assert contact.support.tolist() == [1]


def test_a_square_touches_an_axis_parallel_line_with_a_side_and_a_cube_with_a_box() -> None:
    side = first_contact(Hyperplane([0, 1], 3), math.inf)
    assert (side.kind, side.vertices.tolist()) == ("segment", [[-3, 3], [3, 3]])
    box = first_contact(Hyperplane([0, -2, 0], 4), math.inf)
    assert (box.kind, box.is_unique, box.at_tip) == ("box", False, False)
    assert box.vertices.tolist() == [[-2, -2, -2], [-2, -2, 2], [2, -2, -2], [2, -2, 2]]
    assert box.support.tolist() == [0, 1, 2]


def test_a_small_weight_is_not_a_zero_weight() -> None:
    # For p = inf only the sign of an entry counts, however small it is.
    assert first_contact(Hyperplane([1e300, -1e-300], 1e300), math.inf).vertices.tolist() == [[1, -1]]


def test_a_point_near_the_axis_is_not_at_a_tip() -> None:
    contact = first_contact(Hyperplane([10, 1], 5), 1.0001)
    assert contact.vertices[0, 1] == 0  # 10^-10000 underflows
    assert contact.support.tolist() == [0, 1]
    assert not contact.at_tip


@pytest.mark.parametrize("exponent", [-300, -20, 0, 20, 300])
@pytest.mark.parametrize("p", [1.5, 2, 3, 11])
def test_weights_of_mixed_magnitude_follow_the_power_law(exponent: int, p: float) -> None:
    ratio = 10.0**-10
    x = first_contact(Hyperplane([10.0**exponent, ratio * 10.0**exponent], 10.0**exponent), p).vertices[0]
    assert x[1] / x[0] == pytest.approx(ratio ** (1 / (p - 1)), rel=1e-11, abs=0)


def test_a_large_order_sees_weights_that_underflow_against_the_largest() -> None:
    x = first_contact(Hyperplane([1e300, 1e-300], 1e300), 601).vertices[0]
    assert x[1] / x[0] == pytest.approx(0.1, rel=1e-10)


def test_out_of_reach_intercepts_are_left_out() -> None:
    contact = first_contact(Hyperplane([1, 1e-320], 5), 0.5)
    assert contact.local_minima.tolist() == [[5, 0]]
    assert first_contact(Hyperplane([1, 1e-320], 5), 0).vertices.tolist() == [[5, 0]]


@pytest.mark.parametrize("size", [1e-300, 1e-150, 1e150, 1e300])
@pytest.mark.parametrize("p", [0.5, 1, 1.5, 2, 3, math.inf])
def test_huge_and_tiny_coordinates(size: float, p: float) -> None:
    expected = first_contact(Hyperplane([3, 1], 2), p)
    contact = first_contact(Hyperplane([3, 1], 2 * size), p)
    assert contact.vertices == pytest.approx(size * expected.vertices, rel=1e-14, abs=0)
    assert contact.radius == pytest.approx(size * expected.radius, rel=1e-14, abs=0)


@pytest.mark.parametrize("p", [0, 0.5, 1, 1.5, 2, 3, math.inf])
def test_a_million_features_stay_within_memory(p: float) -> None:
    n = 10**6
    a = np.cos(np.arange(n, dtype=float))
    contact = first_contact(Hyperplane(a, 1), p)
    assert contact.vertices.shape[1] == n
    assert contact.vertices.nbytes + contact.local_minima.nbytes < 1e8
    assert contact.support.size == (1 if 0 < p <= 1 else n)
    assert contact.all_vertices_listed == (p > 0)
    assert contact.all_local_minima_listed == (p >= 1)


@pytest.mark.parametrize(("p", "kind"), [(0, "points"), (0.5, "points"), (1, "face"), (math.inf, "box")])
def test_a_set_with_too_many_vertices_lists_some_and_says_so(p: float, kind: str) -> None:
    n = 5000
    plane = Hyperplane(np.ones(n) if p <= 1 else np.eye(n)[7], 2)
    contact = first_contact(plane, p)
    assert (contact.kind, contact.is_unique, contact.all_vertices_listed) == (kind, False, False)
    assert contact.support.size == n
    assert 1 < len(contact.vertices) < n
    assert len(np.unique(contact.vertices, axis=0)) == len(contact.vertices)
    assert plane.contains(contact.vertices).all()
    assert (lp_norm(contact.vertices, p) == contact.radius).all()


@given(st.floats(-1e308, 1e308), st.floats(-1e308, 1e308), st.floats(-1e308, 1e308), orders)
def test_any_accepted_line_gets_a_finite_answer(slope: float, height: float, b: float, p: float) -> None:
    largest = max(abs(slope), abs(height))
    assume(largest > 0)
    with np.errstate(over="ignore", under="ignore"):
        ratio = abs(np.float64(b) / largest)
    assume(b == 0 or np.finfo(float).tiny <= ratio < math.inf)
    contact = first_contact(Hyperplane([slope, height], b), p)
    assert np.isfinite(contact.vertices).all()
    assert np.isfinite(contact.local_minima).all()
    assert np.isfinite(contact.radius)
