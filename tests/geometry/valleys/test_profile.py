"""Valleys and hills of Σ|x_i|^p along a line, and the way down into them."""

import dataclasses
import json
import math
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize_scalar

from sparsity.geometry import (
    AffineSet,
    Hyperplane,
    LineProfile,
    descend,
    first_contact,
    line_profile,
    nth_basis,
    number_of_bases,
)

SEED = Hyperplane.through_data_point(10, 5)
CASES = {case["id"]: case for case in json.loads((Path(__file__).parents[1] / "oracle_cases.json").read_text())}
HOLLOW = [0.05, 0.25, 0.5, 0.75, 0.9]
CONVEX = [1, 1.01, 1.5, 2, 3, 10]

orders = st.one_of(st.sampled_from(HOLLOW + CONVEX), st.floats(0.05, 8))
hollow = st.one_of(st.sampled_from(HOLLOW), st.floats(0.05, 0.95))
offsets = st.one_of(st.integers(-9, 9).filter(bool).map(float), st.floats(0.1, 50))
whole = st.integers(-9, 9).map(float)
# Nearly parallel to an axis is welcome, as long as three times an intercept fits into float64.
entries = st.one_of(whole, st.floats(-9, 9).filter(lambda entry: abs(entry) > 1e-300))
normals = arrays(float, 2, elements=entries).filter(lambda a: np.abs(a).max() > 1e-3)
slanted = arrays(float, 2, elements=st.one_of(whole, st.floats(-9, 9))).filter(lambda a: np.abs(a).min() > 1e-2)
unit = st.floats(0, 1)


def extent(profile: LineProfile) -> float:
    """Return a length within which everything special happens."""
    return float(np.abs(profile.parameter(profile.minima)).max() + np.linalg.norm(profile.foot))


# The line


@given(normals, offsets, orders, arrays(float, 9, elements=st.floats(-100, 100)))
def test_points_lie_on_the_line_at_the_arc_length_from_the_foot(
    a: np.ndarray, b: float, p: float, t: np.ndarray
) -> None:
    line = Hyperplane(a, b)
    profile = line_profile(line, p)
    points = profile.points(t)
    assert points.shape == (9, 2)
    assert line.contains(points).all()
    scale = np.abs(t).max() + np.linalg.norm(profile.foot)
    assert profile.foot == pytest.approx(line.nearest_point([0, 0]), rel=1e-12, abs=1e-14 * scale)
    assert np.linalg.norm(points - profile.foot, axis=1) == pytest.approx(np.abs(t), abs=1e-13 * scale)
    assert profile.parameter(points) == pytest.approx(t, abs=1e-13 * scale)
    assert profile.value(t) == pytest.approx((np.abs(points) ** p).sum(axis=1))


@given(normals, offsets, orders)
def test_the_direction_is_the_unit_normal_turned_clockwise(a: np.ndarray, b: float, p: float) -> None:
    direction = line_profile(Hyperplane(a, b), p).direction
    assert direction == pytest.approx(np.array([a[1], -a[0]]) / np.hypot(*a), abs=1e-15)
    turned = line_profile(Hyperplane(-a, -b), p)
    assert (turned.direction == -direction).all()


def test_the_seed_line_runs_down_to_the_right() -> None:
    profile = line_profile(SEED, 2)
    assert profile.direction == pytest.approx(np.array([1, -10]) / math.sqrt(101))
    assert profile.points(0.0) == pytest.approx(np.array([50, 5]) / 101)
    assert profile.parameter([0, 5]) < 0 < profile.parameter([0.5, 0])


@given(normals, offsets, hollow)
def test_the_cusps_reach_all_the_way_down(a: np.ndarray, b: float, p: float) -> None:
    profile = line_profile(Hyperplane(a, b), p)
    bottoms = profile.parameter(profile.minima)
    assert ((profile.points(bottoms) == 0) == (profile.minima == 0)).all()
    assert profile.value(bottoms) == pytest.approx(profile.minimum_values, rel=1e-14)
    assert np.isin(bottoms, profile.axis_crossings).all()


def test_one_parameter_gives_one_point_and_an_array_gives_an_array() -> None:
    profile = line_profile(SEED, 0.5)
    assert profile.points(1).shape == (2,)
    assert np.ndim(profile.value(np.float64(0.5))) == 0
    assert profile.points(np.zeros((3, 4))).shape == (3, 4, 2)
    assert profile.value([[1, 2]]).shape == (1, 2)
    assert np.ndim(profile.parameter([0.5, 0])) == 0


def test_a_profile_cannot_be_changed() -> None:
    profile = line_profile(SEED, 0.5)
    with pytest.raises(dataclasses.FrozenInstanceError):
        profile.p = 1  # type: ignore[misc]
    for field in dataclasses.fields(profile):
        value = getattr(profile, field.name)
        if isinstance(value, np.ndarray):
            with pytest.raises(ValueError, match="read-only"):
                value[...] = 0


# Minima


@given(normals, offsets, orders)
def test_the_least_minima_are_what_the_ball_touches_first(a: np.ndarray, b: float, p: float) -> None:
    line = Hyperplane(a, b)
    profile, contact = line_profile(line, p), first_contact(line, p)
    assert profile.minima[profile.is_global].tolist() == contact.vertices.tolist()
    assert profile.minimum_values == pytest.approx((np.abs(profile.minima) ** p).sum(axis=1))
    assert (np.diff(profile.minimum_values) >= -1e-15 * profile.minimum_values[-1]).all()
    if p < 1:
        assert profile.minima.tolist() == contact.local_minima.tolist()
    else:
        assert profile.is_global.all()
        assert profile.maximum_between is None
        assert profile.maximum_value is None


@given(normals, offsets, orders, arrays(float, 20, elements=st.floats(-3, 3)))
def test_no_point_of_the_line_lies_deeper(a: np.ndarray, b: float, p: float, t: np.ndarray) -> None:
    profile = line_profile(Hyperplane(a, b), p)
    assert (profile.value(t * extent(profile)) >= profile.minimum_values.min() * (1 - 1e-9)).all()


@given(slanted, offsets, hollow)
def test_below_order_one_each_intercept_is_a_strict_local_minimum(a: np.ndarray, b: float, p: float) -> None:
    profile = line_profile(Hyperplane(a, b), p)
    assert sorted(map(tuple, profile.minima)) == sorted([(b / a[0] + 0.0, 0.0), (0.0, b / a[1] + 0.0)])
    assert profile.maximum_between is not None
    gap = np.abs(profile.parameter(profile.minima) - profile.parameter(profile.maximum_between))
    for bottom, value, room in zip(profile.parameter(profile.minima), profile.minimum_values, gap, strict=True):
        assume(room > 1e-6 * extent(profile))
        for step in (-1e-3, -0.5, 0.5, 1e-3):
            assert profile.value(bottom + step * room) > value


@given(slanted, offsets, st.floats(1.2, 8))
def test_above_order_one_a_general_solver_finds_the_same_minimum(a: np.ndarray, b: float, p: float) -> None:
    profile = line_profile(Hyperplane(a, b), p)
    reach = 2 * float(np.abs(profile.axis_crossings).max()) + 1
    found = minimize_scalar(lambda t: float(profile.value(t)), (-reach, reach), (-reach, reach), method="bounded")
    assert profile.minimum_values[0] <= found.fun * (1 + 1e-9)
    assert profile.minimum_values[0] == pytest.approx(found.fun, rel=1e-4)


@given(slanted, offsets)
def test_at_order_one_the_minima_are_those_of_exact_arithmetic(a: np.ndarray, b: float) -> None:
    assume(abs(a[0]) == abs(a[1]) or abs(abs(a[0]) - abs(a[1])) > 1e-9)
    profile = line_profile(Hyperplane(a, b), 1)
    ends = {(b / a[0] + 0.0, 0.0): abs(Fraction(a[0])), (0.0, b / a[1] + 0.0): abs(Fraction(a[1]))}
    expected = [end for end, size in ends.items() if size == max(ends.values())]
    assert sorted(map(tuple, profile.minima)) == sorted(expected)


@pytest.mark.parametrize("p", HOLLOW + CONVEX)
def test_parallel_to_an_axis_there_is_one_valley(p: float) -> None:
    for normal, point in (([0, 2], [0, 3]), ([-2, 0], [-3, 0])):
        profile = line_profile(Hyperplane(normal, 6), p)
        assert profile.minima.tolist() == [point]
        assert profile.minimum_values == pytest.approx([3**p])
        assert profile.maximum_between is None
        assert (profile.points([-1, 1])[:, normal.index(0)] ** 2 == 1).all()


def test_a_tie_at_order_one_is_the_whole_segment() -> None:
    profile = line_profile(Hyperplane([0.1 + 0.2, -0.3], 6), 1)
    assert profile.minima == pytest.approx(np.array([[20, 0], [0, -20]]))
    assert profile.is_global.tolist() == [True, True]
    t = np.linspace(*profile.parameter(profile.minima), 50)
    assert profile.value(t) == pytest.approx(20)
    assert profile.value([t.min() - 0.1, t.max() + 0.1]).min() > 20


def test_a_tie_below_order_one_is_two_equal_valleys_and_a_near_tie_is_not() -> None:
    tie = line_profile(Hyperplane([1, 1], 1000), 0.5)
    assert tie.is_global.tolist() == [True, True]
    near = line_profile(Hyperplane([1 - 1e-9, 1], 1000), 0.5)
    assert near.is_global.tolist() == [True, False]
    assert near.minima[0].tolist() == [0, 1000]


# The hill


def test_the_hill_of_the_seed_line() -> None:
    profile = line_profile(SEED, 0.5)
    assert profile.minima.tolist() == [[0.5, 0], [0, 5]]
    assert profile.minimum_values == pytest.approx(np.sqrt([0.5, 5]), rel=1e-15)
    assert profile.maximum_between == pytest.approx(np.array([1 / 22, 50 / 11]), rel=1e-14)
    # The norm is the square of the power sum.
    assert profile.maximum_value == pytest.approx(math.sqrt(5.5), rel=1e-14)


def test_the_published_hill_of_order_one_quarter() -> None:
    given_case, expected = CASES["H09"]["input"], CASES["H09"]["expected"]
    profile = line_profile(Hyperplane(given_case["a"], given_case["b"]), given_case["p"])
    assert profile.minima.tolist() == expected["local_minima"]
    assert profile.maximum_between == pytest.approx(expected["local_max_between"], rel=1e-12)
    assert profile.maximum_value is not None
    assert profile.maximum_value**4 == pytest.approx(expected["local_max_value"], rel=1e-12)


@given(slanted, offsets, hollow)
def test_a_general_solver_finds_no_higher_hill(a: np.ndarray, b: float, p: float) -> None:
    profile = line_profile(Hyperplane(a, b), p)
    ends = sorted(profile.axis_crossings)
    found = minimize_scalar(lambda t: -float(profile.value(t)), bounds=ends, method="bounded", options={"xatol": 1e-9})
    assert profile.maximum_value is not None
    assert profile.maximum_value >= -found.fun * (1 - 1e-12)
    assert profile.maximum_value == pytest.approx(-found.fun, rel=1e-4)


@given(slanted, offsets, hollow)
def test_the_hill_is_on_the_segment_and_as_high_as_it_says(a: np.ndarray, b: float, p: float) -> None:
    line = Hyperplane(a, b)
    profile = line_profile(line, p)
    assert profile.maximum_between is not None
    assert profile.maximum_value is not None
    assert line.contains(profile.maximum_between)
    shares = a * profile.maximum_between / b
    assert shares.sum() == pytest.approx(1, rel=1e-14)
    assert (shares >= 0).all()
    assert (np.abs(profile.maximum_between) ** p).sum() == pytest.approx(profile.maximum_value, rel=1e-13)
    assert (profile.maximum_value >= profile.minimum_values).all()
    # The derivative along the line is 0: the terms |x_i|^p / (x_i / d_i) cancel, that is, |x_i|^(p-1) ∝ |a_i|.
    logs = (p - 1) * np.log(np.abs(profile.maximum_between)) - np.log(np.abs(a))
    assert logs[0] == pytest.approx(logs[1], abs=1e-11)


@pytest.mark.parametrize("p", [5e-324, 1e-300, 1e-9])
def test_for_tiny_orders_the_hill_is_half_way(p: float) -> None:
    profile = line_profile(SEED, p)
    assert profile.maximum_between == pytest.approx(np.array([0.25, 2.5]))
    assert profile.maximum_value == pytest.approx(2)


@pytest.mark.parametrize("p", [0.9, 0.99, 0.999, 1 - 1e-9, np.nextafter(1, 0)])
def test_towards_order_one_the_hill_moves_onto_the_farther_tip(p: float) -> None:
    profile = line_profile(SEED, p)
    assert profile.maximum_between is not None
    assert profile.maximum_value is not None
    x, y = profile.maximum_between
    assert y == pytest.approx(5, rel=1e-8)
    # |y/x| = |a_x/a_y|^(1/(1-p)), in logarithms: 10^1000 has no place in float64.
    assert x == 0 if p >= 0.999 else math.log10(y / x) == pytest.approx(1 / (1 - p), rel=1e-12)
    assert profile.maximum_value >= profile.minimum_values[1]


def test_a_tie_has_its_hill_in_the_middle_for_every_order() -> None:
    for p in [1e-9, *HOLLOW, np.nextafter(1, 0)]:
        profile = line_profile(Hyperplane([-2, 2], 6), p)
        assert profile.maximum_between.tolist() == [-1.5, 1.5]  # type: ignore[union-attr]


def test_near_a_tie_an_order_near_one_keeps_its_digits() -> None:
    a, p = 1 + 2**-40, 1 - 2**-40
    profile = line_profile(Hyperplane([a, 1], 1), p)
    # (1 + e)^(p/(1-p)) with e = 1 - p = 2^-40 is Euler's number up to 2 e.
    assert profile.maximum_between == pytest.approx(np.array([1, math.e]) / (1 + math.e), rel=1e-11)


@pytest.mark.parametrize("scale", [1e-290, 1e-100, 1e100, 1e290])
@pytest.mark.parametrize("p", [0.25, 0.5, 1, 2])
def test_huge_and_tiny_numbers_are_no_different(scale: float, p: float) -> None:
    one, other = line_profile(SEED, p), line_profile(Hyperplane([10 * scale, scale], 5 * scale), p)
    assert other.minima == pytest.approx(one.minima, rel=1e-14)
    assert other.direction == pytest.approx(one.direction, rel=1e-14)
    far = line_profile(Hyperplane([10, 1], 5 * scale), p)
    assert far.minima == pytest.approx(one.minima * scale, rel=1e-12)
    if one.maximum_between is not None:
        assert far.maximum_between == pytest.approx(one.maximum_between * scale, rel=1e-12)


def test_a_value_beyond_float64_is_infinite() -> None:
    assert line_profile(Hyperplane([1, 1], 1e200), 3).minimum_values.tolist() == [math.inf]


def test_an_intercept_beyond_float64_is_no_valley() -> None:
    profile = line_profile(Hyperplane([1e-310, 1], 5), 0.5)
    assert profile.minima.tolist() == [[0, 5]]
    assert profile.maximum_between is None
    assert profile.points([-3, 0, 3]) == pytest.approx(np.array([[-3, 5], [0, 5], [3, 5]]), abs=1e-300)


@given(slanted, offsets, hollow, st.integers(-3, 3))
def test_scaling_the_line_scales_the_profile(a: np.ndarray, b: float, p: float, exponent: int) -> None:
    one, other = line_profile(Hyperplane(a, b), p), line_profile(Hyperplane(a, math.ldexp(b, exponent)), p)
    factor = 2.0**exponent
    assert other.maximum_between == pytest.approx(one.maximum_between * factor, rel=1e-13)
    assert other.maximum_value == pytest.approx(one.maximum_value * factor**p, rel=1e-13)
    assert other.minimum_values == pytest.approx(one.minimum_values * factor**p, rel=1e-13)


# The way down


@given(normals, offsets, orders, st.floats(-3, 3), st.integers(1, 60))
def test_a_walk_goes_downhill_into_a_minimum(a: np.ndarray, b: float, p: float, place: float, steps: int) -> None:
    profile = line_profile(Hyperplane(a, b), p)
    start = place * extent(profile)
    if profile.maximum_between is not None:
        assume(abs(start - profile.parameter(profile.maximum_between)) > 1e-9 * extent(profile))
    walk = descend(profile, start, steps)
    values = profile.value(walk)
    assert walk.shape == (steps + 1,)
    assert walk[0] == start
    assert (np.diff(values) <= 1e-12 * values.max()).all()
    at_bottom = np.isin(walk[-1], profile.parameter(profile.minima))
    assert at_bottom or (p == 1 and start == walk[-1])
    moves = np.diff(walk)
    assert (moves >= 0).all() or (moves <= 0).all()


@given(slanted, offsets, hollow, st.floats(-1, 2))
def test_the_hill_divides_the_two_basins(a: np.ndarray, b: float, p: float, place: float) -> None:
    profile = line_profile(Hyperplane(a, b), p)
    low, high = sorted(profile.axis_crossings)
    start, top = low + place * (high - low), profile.parameter(profile.maximum_between)
    assume(abs(start - top) > 1e-9 * extent(profile))
    assert descend(profile, start, 3)[-1] == (low if start < top else high)


@given(slanted, offsets, st.floats(0.05, 0.8), st.integers(0, 400))
def test_small_steps_that_only_go_down_end_in_the_same_valley(a: np.ndarray, b: float, p: float, here: int) -> None:
    profile = line_profile(Hyperplane(a, b), p)
    ends, top = profile.axis_crossings, profile.parameter(profile.maximum_between)
    # Where the hill is a hair away from a tip, rounding decides which of the two is higher.
    assume(np.abs(ends - top).min() > 1e-6 * extent(profile))
    grid = np.linspace(2 * ends.min() - ends.max(), 2 * ends.max() - ends.min(), 401)
    start = grid[here]
    assume(abs(start - top) > 1e-3 * extent(profile))
    grid = np.unique([*grid, *ends, top])
    values = profile.value(grid)
    k = int(np.searchsorted(grid, start))
    while lower := [j for j in (k - 1, k + 1) if 0 <= j < grid.size and values[j] < values[k]]:
        assert len(lower) == 1  # there is no doubt about the way
        k = lower[0]
    assert grid[k] == descend(profile, start, 5)[-1]


def test_two_walkers_fall_into_different_valleys() -> None:
    profile = line_profile(SEED, 0.5)
    walks = [descend(profile, profile.parameter(point), 30) for point in ([0.2, 3], [0.01, 4.9], [-1, 15], [2, -15])]
    assert [profile.points(walk[-1]).tolist()[0] == 0 for walk in walks] == [False, True, True, False]
    assert {walk.size for walk in walks} == {31}


def test_a_walk_sets_off_and_arrives_gently() -> None:
    moves = np.abs(np.diff(descend(line_profile(SEED, 0.5), 3.0, 20)))
    assert (np.diff(moves[:10]) > 0).all()
    assert (np.diff(moves[10:]) < 0).all()


def test_a_walk_may_be_longer_than_float64_reaches() -> None:
    profile = line_profile(Hyperplane([1, 1e-307], 10), 0.5)
    far = float(profile.parameter(profile.minima[1]))
    start = -math.copysign(1.7e308, far)
    walk = descend(profile, start, 4)
    assert (walk[0], walk[-1]) == (start, profile.parameter(profile.minima[0]))
    beyond = descend(profile, math.copysign(1.7e308, far), 4)
    assert beyond[-1] == far
    assert np.isfinite([walk, beyond]).all()


def test_who_is_at_the_bottom_stays_there() -> None:
    for p in (0.5, 0.999, 1, 2):
        profile = line_profile(SEED, p)
        for bottom in profile.parameter(profile.minima):
            assert (descend(profile, bottom, 4) == bottom).all()
    flat = line_profile(Hyperplane([1, 1], 4), 1)
    assert descend(flat, 1.0, 3).tolist() == [1, 1, 1, 1]
    for far, corner in ((9, [4, 0]), (-9, [0, 4])):
        assert descend(flat, far, 3)[-1] == flat.parameter(corner)


@pytest.mark.parametrize("normal", [[10, 1], [1, 1], [-3, 7], [1, -0.2]])
@pytest.mark.parametrize("p", [0.05, 0.25, 0.5, 0.7])
def test_on_top_of_the_hill_the_way_down_is_not_decided(normal: list[float], p: float) -> None:
    profile = line_profile(Hyperplane(normal, 5), p)
    top = float(profile.parameter(profile.maximum_between))
    with pytest.raises(ValueError, match=r"^start must not be on top of the hill.* either way.*, got "):
        descend(profile, top, 10)
    beside = 1e-9 * extent(profile)
    ends = {float(descend(profile, top + step, 10)[-1]) for step in (-beside, beside)}
    assert ends == set(profile.axis_crossings)


# Refusals


@pytest.mark.parametrize("line", [AffineSet([[1, 2]], [3]), [1, 2], None])
def test_only_a_hyperplane_has_a_profile(line: Any) -> None:
    with pytest.raises(TypeError, match=r"^line must be a Hyperplane, got "):
        line_profile(line, 1)


@pytest.mark.parametrize("normal", [[1], [1, 2, 3]])
def test_only_a_line_in_the_plane_has_a_profile(normal: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^line must be a line in the plane.*, got an array of shape"):
        line_profile(Hyperplane(normal, 1), 1)


def test_a_line_through_the_origin_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^line must not pass through the origin.*, got offset 0"):
        line_profile(Hyperplane([1, 2], 0), 1)


@pytest.mark.parametrize("p", [0, math.inf])
def test_orders_without_a_power_sum_are_refused(p: float) -> None:
    with pytest.raises(ValueError, match=rf"^p must be greater than 0 and finite.*, got {p}"):
        line_profile(SEED, p)


@pytest.mark.parametrize(
    ("p", "error"), [(-1, ValueError), (math.nan, ValueError), ("1", TypeError), (True, TypeError)]
)
def test_orders_must_be_numbers(p: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^p must be a"):
        line_profile(SEED, p)


def test_parameters_must_be_finite_numbers() -> None:
    profile = line_profile(SEED, 0.5)
    for call in (profile.points, profile.value):
        for value, error in [
            (math.nan, ValueError),
            ([], ValueError),
            ([[1], [1, 2]], ValueError),
            ([math.inf], ValueError),
        ]:
            with pytest.raises(error, match=r"^t must "):
                call(value)
        for wrong in ("1", True, [True], None, [1j]):
            with pytest.raises(TypeError, match=r"^t must "):
                call(wrong)


def test_points_beside_the_line_have_no_parameter() -> None:
    profile = line_profile(SEED, 0.5)
    with pytest.raises(ValueError, match=r"^points must lie on the line of the profile, got "):
        profile.parameter([[0.5, 0], [0.5, 1e-6]])
    with pytest.raises(ValueError, match=r"^points must have 2 features"):
        profile.parameter([1, 2, 3])


@pytest.mark.parametrize(
    ("profile", "start", "steps", "error", "message"),
    [
        (SEED, 0, 5, TypeError, r"^profile must be a LineProfile, got Hyperplane"),
        (line_profile(SEED, 1), math.nan, 5, ValueError, r"^start must be a finite number, got nan"),
        (line_profile(SEED, 1), "0", 5, TypeError, r"^start must be a real number"),
        (line_profile(SEED, 1), 0, 0, ValueError, r"^steps must be at least 1, got 0"),
        (line_profile(SEED, 1), 0, 2.5, TypeError, r"^steps must be an integer, got 2.5"),
    ],
)
def test_nonsense_is_refused_a_walk(profile: Any, start: Any, steps: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        descend(profile, start, steps)


# How many valleys


@given(st.integers(1, 60), st.data())
def test_bases_are_counted_by_pascals_triangle(n: int, data: st.DataObject) -> None:
    m = data.draw(st.integers(1, n))
    assert number_of_bases(n, m) == math.factorial(n) // (math.factorial(m) * math.factorial(n - m))
    if 1 < m < n:
        assert number_of_bases(n, m) == number_of_bases(n - 1, m) + number_of_bases(n - 1, m - 1)


def test_bases_are_counted_exactly_however_many() -> None:
    assert number_of_bases(2, 1) == 2
    assert number_of_bases(20, 10) == 184_756
    assert number_of_bases(200, 100) == math.comb(200, 100) > 2**190


@given(st.integers(1, 8), st.data())
def test_the_numbered_bases_are_all_there_are_in_order(n: int, data: st.DataObject) -> None:
    m = data.draw(st.integers(1, n))
    numbers = range(1, number_of_bases(n, m) + 1)
    assert [nth_basis(n, m, number) for number in numbers] == list(combinations(range(n), m))


def test_the_first_and_the_last_basis_of_many_are_found_at_once() -> None:
    assert nth_basis(1000, 500, 1) == tuple(range(500))
    assert nth_basis(1000, 500, number_of_bases(1000, 500)) == tuple(range(500, 1000))


@pytest.mark.parametrize(
    ("n", "m", "number", "error", "message"),
    [
        (3, 4, 1, ValueError, r"^n_equations must be at most n_features = 3, .*, got 4"),
        (1001, 1, 1, ValueError, r"^n_features must be at most 1000, got 1001"),
        (3, 2, 0, ValueError, r"^number must be at least 1, got 0"),
        (3, 2, 4, ValueError, r"^number must be at most 3, got 4"),
        (3, 2, 1.0, TypeError, r"^number must be an integer, got 1.0"),
    ],
)
def test_there_is_no_basis_of_a_number_beyond_the_last(n: Any, m: Any, number: Any, error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        nth_basis(n, m, number)


@given(st.integers(2, 6), st.data())
def test_in_general_position_every_basis_is_a_valley(n: int, data: st.DataObject) -> None:
    m = data.draw(st.integers(1, n - 1))
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    target = AffineSet(rng.normal(size=(m, n)), rng.normal(size=m))
    assert len(first_contact(target, 0.5).local_minima) == number_of_bases(n, m)


@pytest.mark.parametrize(
    ("n", "m", "error", "message"),
    [
        (3, 4, ValueError, r"^n_equations must be at most n_features = 3, .*, got 4"),
        (0, 1, ValueError, r"^n_features must be at least 1, got 0"),
        (3, 0, ValueError, r"^n_equations must be at least 1, got 0"),
        (3.0, 1, TypeError, r"^n_features must be an integer, got 3.0"),
        (3, True, TypeError, r"^n_equations must be an integer, got True"),
    ],
)
def test_nonsense_has_no_bases(n: Any, m: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        number_of_bases(n, m)


def test_few_equations_for_a_million_features_are_counted_and_half_a_million_refused() -> None:
    assert number_of_bases(1_000_000, 2) == 499_999_500_000
    assert number_of_bases(20_000, 100) == number_of_bases(20_000, 19_900) == math.comb(20_000, 100)
    for n, m in (1_000_000, 500_000), (2002, 1001):
        rule = rf"be at most 1000 or at least n_features − 1000 = {n - 1000}"
        with pytest.raises(ValueError, match=rf"^n_equations must {rule}, got {m}$"):
            number_of_bases(n, m)


def test_a_profile_follows_from_its_line_and_order() -> None:
    profile, same = LineProfile(SEED, 1), line_profile(SEED, 1.0)
    for field in dataclasses.fields(LineProfile):
        assert np.array_equal(getattr(profile, field.name), getattr(same, field.name))
    assert type(profile.p) is float
    assert dataclasses.replace(profile, p=0.5).maximum_value == line_profile(SEED, 0.5).maximum_value


@pytest.mark.parametrize(
    ("line", "p", "error", "message"),
    [
        ("line", 0.5, TypeError, r"^line must be a Hyperplane, got 'line'"),
        (Hyperplane([1, 2, 3], 1), 0.5, ValueError, r"^line must be a line in the plane, .*, got "),
        (SEED, math.nan, ValueError, r"^p must be a norm order between 0 and inf, got nan"),
        (SEED, math.inf, ValueError, r"^p must be greater than 0 and finite, .*, got inf"),
        (SEED, None, TypeError, r"^p must be a real number, got None"),
    ],
)
def test_no_profile_is_made_of_nonsense(line: Any, p: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        LineProfile(line, p)
    with pytest.raises(TypeError, match="unexpected keyword argument 'foot'"):
        LineProfile(SEED, 0.5, foot=np.zeros(2))  # type: ignore[call-arg]


def test_a_line_with_a_normal_near_the_end_of_float64_has_its_hill() -> None:
    profile = line_profile(Hyperplane([1.7e308, 1.6e308], 1e308), 0.5)
    same = line_profile(Hyperplane([1.7, 1.6], 1), 0.5)
    assert profile.maximum_between == pytest.approx(same.maximum_between, rel=1e-14)
