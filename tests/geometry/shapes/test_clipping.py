"""Cutting to a box: what is kept lies inside and on the original, and nothing that belongs there is lost."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sparsity.geometry import Hyperplane, LpBall, clip_polygon, clip_segments

LOW, HIGH = np.array([-1.0, -2.0]), np.array([3.0, 1.5])
coordinates = st.one_of(st.integers(-6, 6).map(float), st.floats(-6, 6))
segments = arrays(float, (7, 2, 2), elements=coordinates)
whole_segments = arrays(float, (7, 2, 2), elements=st.integers(-6, 6).map(float))
angles = st.lists(st.integers(0, 359), min_size=3, max_size=12, unique=True).map(sorted)
centres = arrays(float, 2, elements=st.floats(-4, 4))


def area(corners: np.ndarray) -> float:
    x, y = corners.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def round_polygon(degrees: list[int], centre: np.ndarray, radius: float) -> np.ndarray:
    """Return corners on a circle, counter-clockwise: always convex."""
    turns = np.radians(degrees)
    return centre + radius * np.stack([np.cos(turns), np.sin(turns)], axis=-1)


def exact_interval(start: np.ndarray, end: np.ndarray) -> tuple[Fraction, Fraction] | None:
    """Return the parameters between which a segment is inside the box, in exact arithmetic."""
    enter, leave = Fraction(0), Fraction(1)
    for first, last, low, high in zip(start, end, LOW, HIGH, strict=True):
        step = Fraction(last) - Fraction(first)
        bounds = [Fraction(low) - Fraction(first), Fraction(high) - Fraction(first)]
        if step == 0:
            if not bounds[0] <= 0 <= bounds[1]:
                return None
        else:
            near, far = sorted(bound / step for bound in bounds)
            enter, leave = max(enter, near), min(leave, far)
    return (enter, leave) if enter <= leave else None


# Segments


@given(segments)
def test_what_is_kept_of_a_segment_is_inside_the_box(ends: np.ndarray) -> None:
    for kept in clip_segments(ends[:, 0], ends[:, 1], LOW, HIGH):
        assert (kept >= LOW - 1e-13).all()
        assert (kept <= HIGH + 1e-13).all()


@given(segments)
def test_what_is_kept_of_a_segment_lies_on_it_and_runs_the_same_way(ends: np.ndarray) -> None:
    for start, end in ends:
        step = end - start
        for first, last in zip(*clip_segments([start], [end], LOW, HIGH), strict=True):
            for point in (first, last):
                away = point - start
                assert abs(step[0] * away[1] - step[1] * away[0]) <= 1e-12 * max(1, np.abs(step).max())
                assert -1e-12 <= step @ away <= step @ step + 1e-12
            assert step @ (last - first) >= -1e-12


@given(whole_segments)
def test_segments_are_cut_where_exact_arithmetic_cuts_them(ends: np.ndarray) -> None:
    starts, stops = clip_segments(ends[:, 0], ends[:, 1], LOW, HIGH)
    expected = [(interval, pair) for pair in ends if (interval := exact_interval(*pair)) is not None]
    # A segment that grazes a corner is in or out by rounding; whole numbers and these bounds leave no other case.
    grazing = sum(interval[0] == interval[1] and (pair[0] != pair[1]).any() for interval, pair in expected)
    assert len(expected) - grazing <= len(starts) <= len(expected)
    if len(starts) == len(expected):
        for (interval, (first, last)), start, stop in zip(expected, starts, stops, strict=True):
            for t, point in zip(interval, (start, stop), strict=True):
                assert point == pytest.approx(first + float(t) * (last - first), abs=1e-13)


@given(segments)
def test_clipping_again_changes_nothing(ends: np.ndarray) -> None:
    starts, stops = clip_segments(ends[:, 0], ends[:, 1], LOW, HIGH)
    again = clip_segments(starts, stops, LOW - 1e-12, HIGH + 1e-12)
    assert (again[0] == starts).all()
    assert again[1] == pytest.approx(stops, abs=1e-14)


@given(segments)
def test_a_segment_that_is_inside_is_kept_whole(ends: np.ndarray) -> None:
    starts, stops = clip_segments(ends[:, 0], ends[:, 1], [-6, -6], [6, 6])
    assert (starts == ends[:, 0]).all()
    assert stops == pytest.approx(ends[:, 1], abs=1e-14)


@given(arrays(float, 2, elements=st.integers(-9, 9).map(float)).filter(np.all), st.integers(-9, 9).map(float))
def test_a_long_segment_is_cut_like_its_line(normal: np.ndarray, offset: float) -> None:
    line = Hyperplane(normal, offset)
    along = np.array([normal[1], -normal[0]])
    middle = line.nearest_point([0, 0])
    cut = np.concatenate(clip_segments([middle - 50 * along], [middle + 50 * along], LOW, HIGH))
    expected = line.clip_to_box(LOW, HIGH)
    if len(cut) and len(expected):
        assert cut[np.lexsort((cut[:, 1], cut[:, 0]))] == pytest.approx(expected, abs=1e-12)
    else:
        corners = np.array([LOW, HIGH, (LOW[0], HIGH[1]), (HIGH[0], LOW[1])])
        assert len(cut) == len(expected) or line.contains(corners).any()


def test_a_point_is_kept_when_it_is_inside_or_on_the_rim() -> None:
    points = np.array([[0.0, 0.0], LOW, HIGH, [3.0, 0.0], [3.0 + 1e-9, 0.0], [0.0, 2.0]])
    starts, stops = clip_segments(points, points, LOW, HIGH)
    assert (starts == points[:4]).all()
    assert (stops == points[:4]).all()


def test_segments_along_a_side_are_kept_on_the_rim_and_dropped_beside_it() -> None:
    starts, stops = clip_segments([[-9, 1.5], [-9, 1.6], [3, 9]], [[9, 1.5], [9, 1.6], [3, -9]], LOW, HIGH)
    assert starts.tolist() == [[-1, 1.5], [3, 1.5]]
    assert stops.tolist() == [[3, 1.5], [3, -2]]


def test_a_box_may_be_flat_and_space_may_have_any_dimension() -> None:
    starts, stops = clip_segments([[-2, -2, 0]], [[2, 2, 0]], [-1, -1, 0], [1, 1, 0])
    assert (starts.tolist(), stops.tolist()) == ([[-1, -1, 0]], [[1, 1, 0]])
    starts, stops = clip_segments([[-1], [2]], [[5], [3]], [0], [1])
    assert (starts.tolist(), stops.tolist()) == ([[0]], [[1]])


def test_a_tiny_step_neither_warns_nor_moves() -> None:
    starts, stops = clip_segments([[0.0, 0.0]], [[5e-324, 1.0]], [-1, -1], [1, 0.5])
    assert (starts.tolist(), stops.tolist()) == ([[0, 0]], [[0, 0.5]])


@pytest.mark.parametrize("dtype", [float, int])
def test_no_segments_leave_no_segments(dtype: type) -> None:
    none = np.empty((0, 2), dtype=dtype)
    starts, stops = clip_segments(none, none, LOW, HIGH)
    assert starts.shape == stops.shape == (0, 2)
    assert starts.dtype == stops.dtype == np.float64


# Polygons


@given(angles, centres, st.floats(0.1, 5))
def test_what_is_kept_of_a_polygon_is_inside_the_box(degrees: list[int], centre: np.ndarray, radius: float) -> None:
    kept = clip_polygon(round_polygon(degrees, centre, radius), LOW, HIGH)
    assert (kept >= LOW - 1e-13).all()
    assert (kept <= HIGH + 1e-13).all()


@given(angles, centres, st.floats(0.1, 5))
def test_what_is_kept_of_a_convex_polygon_is_inside_it(degrees: list[int], centre: np.ndarray, radius: float) -> None:
    corners = round_polygon(degrees, centre, radius)
    kept = clip_polygon(corners, LOW, HIGH)
    for first, last in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        (dx, dy), away = last - first, kept - first
        assert (dx * away[:, 1] - dy * away[:, 0] >= -1e-12).all()


@given(angles, centres, st.floats(0.1, 5), st.floats(-1, 3))
def test_two_halves_of_a_box_share_the_area_between_them(
    degrees: list[int], centre: np.ndarray, radius: float, middle: float
) -> None:
    corners = round_polygon(degrees, centre, radius)
    left, right = clip_polygon(corners, LOW, [middle, HIGH[1]]), clip_polygon(corners, [middle, LOW[1]], HIGH)
    together = area(clip_polygon(corners, LOW, HIGH))
    assert area(left) + area(right) == pytest.approx(together, abs=1e-12)
    assert -1e-12 <= together <= min(abs(area(corners)), 14) + 1e-12


@given(arrays(float, (2, 2), elements=coordinates))
def test_two_boxes_meet_in_a_box(ends: np.ndarray) -> None:
    low, high = ends.min(axis=0), ends.max(axis=0)
    box = np.array([low, (high[0], low[1]), high, (low[0], high[1])])
    expected = np.prod(np.clip(np.minimum(high, HIGH) - np.maximum(low, LOW), 0, None))
    assert area(clip_polygon(box, LOW, HIGH)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("c", [0.5, 1, 1.25, 1.5, 2, 3])
def test_a_diamond_in_a_square_loses_four_corners(c: float) -> None:
    lost = 4 * max(0, c - 1) ** 2 if c < 2 else 2 * c**2 - 4
    assert area(clip_polygon(LpBall(1, c).boundary()[:-1], [-1, -1], [1, 1])) == pytest.approx(2 * c**2 - lost)


@given(st.sampled_from([0.3, 0.5, 1, 2, 5]), st.floats(0.2, 5))
def test_outline_and_filling_of_a_ball_end_in_the_same_places(p: float, radius: float) -> None:
    outline = LpBall(p, radius).boundary()
    kept = clip_polygon(outline[:-1], LOW, HIGH)
    for ends in clip_segments(outline[:-1], outline[1:], LOW, HIGH):
        for point in ends:
            # Every piece of the outline inside the box is part of the rim of the filling.
            assert np.linalg.norm(kept - point, axis=1).min() <= 1e-9


@given(angles, centres, st.floats(0.1, 5))
def test_mirrored_polygons_have_mirrored_parts(degrees: list[int], centre: np.ndarray, radius: float) -> None:
    corners = round_polygon(degrees, centre, radius)
    kept = clip_polygon(corners, LOW, HIGH)
    mirrored = clip_polygon(corners * (-1, 1), (-HIGH[0], LOW[1]), (-LOW[0], HIGH[1]))
    assert area(mirrored) == pytest.approx(-area(kept), abs=1e-12)


def test_a_polygon_that_is_not_convex_keeps_its_area() -> None:
    comb = [[0, 0], [5, 0], [5, 4], [4, 4], [4, 1], [1, 1], [1, 4], [0, 4]]
    assert area(clip_polygon(comb, [-1, 2], [6, 3])) == pytest.approx(2)  # two teeth, joined along the box
    assert area(clip_polygon(comb, [-1, -1], [6, 2])) == pytest.approx(7)


def test_degenerate_polygons() -> None:
    assert clip_polygon(np.empty((0, 2)), LOW, HIGH).shape == (0, 2)
    assert clip_polygon([[0, 0]], LOW, HIGH).tolist() == [[0, 0]]
    assert clip_polygon([[9, 9]], LOW, HIGH).shape == (0, 2)
    assert area(clip_polygon([[-9, 0], [9, 0], [0, 0]], LOW, HIGH)) == 0
    assert set(map(tuple, clip_polygon([[-9, -9], [9, -9], [9, 9], [-9, 9]], LOW, LOW))) == {tuple(LOW)}


def test_nothing_that_is_passed_in_is_changed() -> None:
    corners = np.array([[-9.0, 0.0], [9.0, 0.0], [0.0, 9.0]])
    before = corners.copy()
    clip_polygon(corners, LOW, HIGH)[:] = 7
    for ends in clip_segments(corners, corners, LOW - 20, HIGH + 20):
        ends[:] = 7
    assert (corners == before).all()
    assert clip_polygon(corners, LOW - 20, HIGH + 20) is not corners


# Refusals

CALLS: dict[str, list[Callable[[Any], object]]] = {
    "starts": [lambda value: clip_segments(value, [[0, 1]], LOW, HIGH)],
    "ends": [lambda value: clip_segments([[0, 1]], value, LOW, HIGH)],
    "corners": [lambda value: clip_polygon(value, LOW, HIGH)],
    "lower": [
        lambda value: clip_segments([[0, 1]], [[2, 3]], value, HIGH),
        lambda value: clip_polygon([[0, 1]], value, HIGH),
    ],
    "upper": [
        lambda value: clip_segments([[0, 1]], [[2, 3]], LOW, value),
        lambda value: clip_polygon([[0, 1]], LOW, value),
    ],
}
PAIRS = [(name, call) for name, calls in CALLS.items() for call in calls]
each = pytest.mark.parametrize(("name", "call"), PAIRS, ids=[f"{name}{i}" for i, (name, _) in enumerate(PAIRS)])


@each
@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("make", [list, np.array])
def test_numbers_must_be_finite(name: str, call: Callable[[Any], object], number: float, make: Any) -> None:
    value = [0.0, number] if name in ("lower", "upper") else [[0.0, number]]
    where = r"\(1,\)" if name in ("lower", "upper") else r"\(0, 1\)"
    with pytest.raises(ValueError, match=rf"^{name} must hold finite numbers, got {number} at index {where}"):
        call(make(value))


@each
def test_numbers_must_be_numbers(name: str, call: Callable[[Any], object]) -> None:
    for entry in (True, "1", 1j, None):
        value: Any = [0.0, entry] if name in ("lower", "upper") else [[0.0, entry]]
        for given_value in (value, np.array(value, dtype=object)):
            with pytest.raises(TypeError, match=rf"^{name} must hold real numbers, got "):
                call(given_value)


@each
def test_shapes_must_fit(name: str, call: Callable[[Any], object]) -> None:
    if name in ("lower", "upper"):
        cases = [([0.0], "have 2 entries"), ([[0.0, 0.0]], "have one axis"), (0.0, "have one axis")]
    else:
        wide = {
            "starts": r"ends must have the shape \(1, 3\) of starts",
            "ends": r"ends must have the shape \(1, 2\) of starts",
            "corners": "corners must have 2 features along the last axis",
        }
        with pytest.raises(ValueError, match=f"^{wide[name]}, got an array of shape"):
            call([[0.0, 0.0, 0.0]])
        with pytest.raises(ValueError, match=rf"^{name} must be a rectangular array"):
            call([[0.0, 0.0], [0.0]])
        cases = [([0.0, 0.0], "have two axes"), ([[[0.0, 0.0]]], "have two axes")]
    for value, rule in cases:
        for given_value in (value, np.array(value)):
            with pytest.raises(ValueError, match=rf"^{name} must {rule}, got "):
                call(given_value)


@pytest.mark.parametrize(("name", "call"), [(name, call) for name, call in PAIRS if name in ("lower", "upper")])
def test_a_box_has_its_lower_corner_below_its_upper_one(name: str, call: Callable[[Any], object]) -> None:
    value = [0.0, 5.0] if name == "lower" else [0.0, -5.0]
    for given_value in (value, np.array(value)):
        with pytest.raises(ValueError, match=r"^upper must be at least lower = \[.*\], got an array of shape"):
            call(given_value)


# Far out

FAR = 1.7e308


def test_a_segment_as_long_as_float64_allows_is_cut() -> None:
    for pair in ([FAR, 0], [-1e308, 0]), ([-FAR, FAR], [FAR, -FAR]), ([0.5, -FAR], [0.5, FAR]):
        starts, ends = clip_segments([pair[0]], [pair[1]], [-1, -1], [1, 1])
        assert (starts == np.clip([pair[0]], -1, 1)).all()
        assert (ends == np.clip([pair[1]], -1, 1)).all()


def test_a_box_as_large_as_float64_allows_keeps_everything() -> None:
    starts, ends = clip_segments([[FAR, 1e308]], [[-1e308, -FAR]], [-FAR, -FAR], [FAR, FAR])
    assert (starts.tolist(), ends.tolist()) == ([[FAR, 1e308]], [[-1e308, -FAR]])
    square = [[-FAR, -FAR], [FAR, -FAR], [FAR, FAR], [-FAR, FAR]]
    assert clip_polygon(square, [-FAR, -FAR], [FAR, FAR]).tolist() == square


def test_a_polygon_as_large_as_float64_allows_is_cut_to_the_box() -> None:
    square = np.array([[-1.0, -1], [1, -1], [1, 1], [-1, 1]])
    kept = clip_polygon(FAR * square, [-1, -2], [1, 2])
    assert sorted(kept.tolist()) == [[-1, -2], [-1, 2], [1, -2], [1, 2]]


@given(arrays(float, (5, 2), elements=st.floats(allow_nan=False, allow_infinity=False)))
def test_whatever_is_kept_lies_in_the_box(corners: np.ndarray) -> None:
    for kept in (clip_polygon(corners, LOW, HIGH), *clip_segments(corners[:-1], corners[1:], LOW, HIGH)):
        assert (kept >= LOW).all()
        assert (kept <= HIGH).all()


@each
def test_a_matrix_or_a_mask_is_refused(name: str, call: Callable[[Any], object]) -> None:
    value = [0.0, 0.0] if name in ("lower", "upper") else [[0.0, 0.0]]
    for subclass in (np.atleast_2d(value).view(np.matrix), np.ma.array(value, mask=True)):
        with pytest.raises(
            TypeError, match=rf"^{name} must be made of plain arrays, not (matrix|MaskedArray) .*, got "
        ):
            call(subclass)


def test_points_without_features_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^starts must have at least one feature along the last axis, got "):
        clip_segments(np.empty((3, 0)), np.empty((3, 0)), [], [])


def test_numbers_beyond_float64_are_refused() -> None:
    beyond = np.array([[np.finfo(np.longdouble).max, 0]])
    if beyond.dtype.itemsize > 8 and np.longdouble(10) ** 400 < np.inf:
        with pytest.raises(ValueError, match=r"^corners must hold finite numbers, got inf"):
            clip_polygon(beyond, [-1, -1], [1, 1])
