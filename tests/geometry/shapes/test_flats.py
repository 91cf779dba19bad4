"""Hyperplanes and affine sets: membership, intercepts, clipping, projection and the gap to a ball."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sparsity.geometry import AffineSet, Hyperplane, LpBall, first_contact, lp_norm

halves = st.integers(-20, 20).map(lambda k: k / 2)
normals = arrays(float, 2, elements=halves).filter(np.any)
boxes = st.tuples(halves, halves, st.integers(1, 20), st.integers(1, 20)).map(
    lambda box: (np.array(box[:2]), np.array(box[:2]) + box[2:])
)


def test_a_data_point_fixes_a_line_of_slopes_and_intercepts() -> None:
    line = Hyperplane.through_data_point(10, 5)
    assert line.normal.tolist() == [10, 1]
    assert line.offset == 5
    assert line.contains([[0.5, 0], [0, 5], [1, -5]]).all()  # 10 a + b = 5


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e3, 1e3))
def test_every_answer_on_the_line_fits_the_data_point(x: float, y: float, slope: float) -> None:
    assume(y == 0 or abs(y) > 1e-200)
    assert Hyperplane.through_data_point(x, y).contains([slope, y - slope * x])


def test_intercepts_lie_on_the_hyperplane() -> None:
    plane = Hyperplane([3, -4, 8], 12)
    assert plane.intercepts().tolist() == [4, -3, 1.5]
    assert plane.contains(np.diag(plane.intercepts())).all()


def test_an_axis_that_is_never_met_has_an_infinite_intercept() -> None:
    assert Hyperplane([0, -2], 6).intercepts().tolist() == [math.inf, -3]
    assert Hyperplane([-1e-300, 1], 1e10).intercepts().tolist() == [-math.inf, 1e10]


def test_an_axis_inside_the_hyperplane_has_no_intercept() -> None:
    intercepts = Hyperplane([0, -2], 0).intercepts()
    assert math.isnan(intercepts[0])
    assert intercepts[1] == 0
    assert not math.copysign(1, intercepts[1]) < 0


def test_membership_is_relative_to_the_size_of_the_terms() -> None:
    assert Hyperplane([0.1, 0.2], 0.3).contains([1, 1])
    assert Hyperplane([1e200, 1e200], 3e200).contains([1, 2])
    assert not Hyperplane([1, 1], 1e-300).contains([0, 0])
    assert not Hyperplane([1, 1], 0).contains([1e-300, 0])
    assert Hyperplane([1, 1], 0).contains([0, 0])
    assert Hyperplane([1, 1], 0).contains([1.7e308, -1.7e308])
    assert not Hyperplane([1, 1], 0).contains([1.7e308, 1.7e308])
    assert Hyperplane([1, 1], 0).contains(np.zeros((4, 3, 2))).shape == (4, 3)


@given(arrays(float, 3, elements=halves).filter(np.any), halves, arrays(float, (4, 3), elements=halves))
def test_the_nearest_point_is_at_a_right_angle(normal: np.ndarray, offset: float, points: np.ndarray) -> None:
    plane = Hyperplane(normal, offset)
    feet = plane.nearest_point(points)
    assert np.abs(feet @ normal - offset).max() <= 1e-10
    assert np.abs(np.cross(points - feet, normal)).max() <= 1e-10
    assert plane.nearest_point(feet) == pytest.approx(feet, abs=1e-12)


@given(normals, halves, boxes)
def test_a_clipped_line_is_all_of_the_line_inside_the_box(
    normal: np.ndarray, offset: float, box: tuple[np.ndarray, np.ndarray]
) -> None:
    line, (low, high) = Hyperplane(normal, offset), box
    ends = line.clip_to_box(low, high)
    # The corners lie on both sides of the line exactly if the line meets the box.
    corners = np.array([low, high, (low[0], high[1]), (high[0], low[1])])
    sides = corners @ normal - offset
    assert len(ends) == (2 if sides.min() <= 0 <= sides.max() else 0)
    if len(ends):
        assert line.contains(ends).all()
        assert ((ends >= low) & (ends <= high)).all()
        assert ((ends == low) | (ends == high)).any(axis=1).all()
        assert tuple(ends[0]) <= tuple(ends[1])
        # Beyond the ends the line leaves the box.
        along = np.array([-normal[1], normal[0]]) / np.linalg.norm(normal)
        along = along if tuple(along) > (0, 0) else -along
        for end, direction in zip(ends, (-along, along), strict=True):
            beyond = end + 1e-6 * direction
            assert ((beyond < low) | (beyond > high)).any()


@pytest.mark.parametrize(
    ("normal", "offset", "ends"),
    [
        ([1, 0], 1, [[1, -1], [1, 1]]),  # along a side
        ([0, 1], -1, [[-1, -1], [1, -1]]),
        ([0, 1], 0.5, [[-1, 0.5], [1, 0.5]]),
        ([1, 1], 2, [[1, 1], [1, 1]]),  # a corner
        ([1, -1], 0, [[-1, -1], [1, 1]]),  # corner to corner
        ([1, 1], 2.1, []),
        ([1e-300, 1], 0, [[-1, 1e-300], [1, -1e-300]]),
        ([1e300, 1e-300], 0, [[0, -1], [0, 1]]),
        ([0, 1], 1.5, []),
        ([1, 1000], 1000, [[0, 1], [1, 0.999]]),
    ],
)
def test_lines_clipped_to_the_square(normal: list[float], offset: float, ends: list[list[float]]) -> None:
    assert Hyperplane(normal, offset).clip_to_box([-1, -1], [1, 1]).tolist() == ends


def test_a_corner_missed_by_rounding_is_touched() -> None:
    line = Hyperplane([1, 1], 0.1 + 0.2)  # 0.30000000000000004
    assert line.clip_to_box([0, 0], [0.1, 0.2]).tolist() == [[0.1, 0.2], [0.1, 0.2]]
    assert Hyperplane([1, 1], 0.3).clip_to_box([0.1, 0.2], [1, 1]).tolist() == [[0.1, 0.2], [0.1, 0.2]]


def test_a_box_may_be_flat() -> None:
    assert Hyperplane([1, 1], 1).clip_to_box([0, 0], [0, 2]).tolist() == [[0, 1], [0, 1]]
    assert Hyperplane([1, 1], 1).clip_to_box([0, 3], [0, 3]).shape == (0, 2)


@pytest.mark.parametrize("p", [0.3, 0.5, 1, 1.5, 2, 4, math.inf])
@given(normals, st.integers(1, 20), st.floats(0, 3))
def test_the_gap_is_the_distance_to_the_drawn_outline(p: float, normal: np.ndarray, offset: int, radius: float) -> None:
    line, ball = Hyperplane(normal, offset), LpBall(p, radius)
    distances = (offset - ball.boundary(8 * 200 + 1) @ normal) / np.linalg.norm(normal)
    assert line.gap_to(ball) == pytest.approx(max(0, distances.min()), abs=2e-4 * radius + 1e-12)


@given(normals, st.integers(1, 20), st.floats(0.05, 50))
def test_the_gap_closes_at_first_contact(normal: np.ndarray, offset: int, p: float) -> None:
    line = Hyperplane(normal, offset)
    radius = first_contact(line, p).radius
    assert line.gap_to(LpBall(p, radius)) <= 1e-12 * radius
    assert line.gap_to(LpBall(p, 0.99 * radius)) > 0


def test_gaps_survive_extreme_sizes() -> None:
    assert Hyperplane([1e300, 0], 1e308).gap_to(LpBall(2)) == pytest.approx(1e8 - 1)
    assert Hyperplane([1, 1], 1).gap_to(LpBall(math.inf, 1.7e308)) == 0
    assert Hyperplane([1, 1], 0).gap_to(LpBall(2, 0)) == 0


def test_an_affine_set_knows_its_rank() -> None:
    assert AffineSet([[1, 2, 3]], [1]).rank == 1
    assert AffineSet([[1, 2, 3], [2, 4, 6]], [1, 2]).rank == 1
    assert AffineSet([[1, 2, 3], [0, 0, 0], [1, 0, 0]], [1, 0, 2]).rank == 2
    assert AffineSet(np.eye(3), [1, 2, 3]).rank == 3
    # Rows of very different size are still independent.
    assert AffineSet([[1e200, 0], [0, 1e-200]], [1e200, 1e-200]).rank == 2


def test_an_affine_set_contains_its_solutions() -> None:
    line = AffineSet([[1, 0, 0.4], [0, 1, 0.4], [0, 0, 0]], [1, 1, 0])
    assert line.contains([[[1, 1, 0], [0, 0, 2.5]], [[1, 1, 1e-6], [0, 0, 0]]]).tolist() == [
        [True, True],
        [False, False],
    ]
    assert AffineSet([[1e200, 0], [0, 1e-200]], [1e200, 1e-200]).contains([1, 1])


def test_inputs_are_copied_and_results_cannot_be_changed() -> None:
    normal, matrix, rhs = np.array([1.0, 2.0]), np.eye(2), np.ones(2)
    plane, point = Hyperplane(normal, 1), AffineSet(matrix, rhs)
    for array in (plane.normal, point.matrix, point.rhs, first_contact(plane, 1).vertices):
        assert not array.flags.writeable
        assert not any(np.shares_memory(array, given) for given in (normal, matrix, rhs))
    points = np.array([[3.0, 4.0]])
    plane.nearest_point(points)[0, 0] = 9
    lp_norm(points, 3)
    plane.contains(points)
    assert points.tolist() == [[3, 4]]
    assert normal.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("normal", "offset", "point", "nearest"),
    [
        ([1, 1], 0.3, [1e10, 1e10], [0.15, 0.15]),
        ([1, 1], 0.3, [1.7e308, 1.7e308], [0.15, 0.15]),
        ([1, 1], 1e-300, [1e300, 1e300], [5e-301, 5e-301]),
        ([3, -4], 5e-5, [-3e200, 4e200], [6e-6, -8e-6]),
        ([0.1, 0.3], 0, [0.1, 0.3], [0, 0]),
        ([1, 1e-12], 0, [-0.01 + 1e-6, 1e10], [-0.01, 1e10]),
    ],
)
def test_the_nearest_point_to_one_far_away_lies_on_the_plane(
    normal: list[float], offset: float, point: list[float], nearest: list[float]
) -> None:
    plane = Hyperplane(normal, offset)
    found = plane.nearest_point([point, nearest])
    assert plane.contains(found).all()
    assert found == pytest.approx(np.array([nearest, nearest]), rel=1e-12, abs=0)


far_numbers = st.floats(-1e300, 1e300).map(lambda x: x if abs(x) > 1e-290 else 0.0)


@given(normals, st.integers(-9, 9), arrays(float, (3, 2), elements=far_numbers))
def test_every_nearest_point_lies_on_the_plane(normal: np.ndarray, offset: int, points: np.ndarray) -> None:
    plane = Hyperplane(normal, offset / 10)
    assert plane.contains(plane.nearest_point(points)).all()


def test_a_way_beyond_float64_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^point must be so near that its way .* fits into float64, got "):
        Hyperplane([1], 1.7e308).nearest_point([-1.7e308])
