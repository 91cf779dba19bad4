"""The shortest way from a growing ball to a hyperplane."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize_scalar

from sparsity.geometry import Hyperplane, LpBall, first_contact, lp_norm, nearest_approach

orders = st.sampled_from([0.05, 0.5, 0.9, 1, 1.5, 2, 3, 10, math.inf])
normals = arrays(float, st.integers(1, 5), elements=st.integers(-9, 9).map(float)).filter(np.any)
offsets = st.integers(-9, 9).filter(bool).map(float)
shares = st.floats(0, 1)


@given(normals, offsets, orders, shares)
def test_the_ways_are_as_long_as_the_gap_and_at_right_angles(a: np.ndarray, b: float, p: float, share: float) -> None:
    plane = Hyperplane(a, b)
    ball = LpBall(p, share * first_contact(plane, p).radius)
    on_ball, on_plane = nearest_approach(plane, ball)
    assert plane.contains(on_plane).all()
    assert ball.contains(on_ball, rtol=1e-9).all()
    ways, size = on_plane - on_ball, abs(b) / float(lp_norm(a, 2))
    assert np.linalg.norm(ways, axis=1) == pytest.approx(plane.gap_to(ball), rel=1e-9, abs=1e-12 * size)
    along = np.outer(ways @ a, a) / (a @ a)
    assert np.abs(ways - along).max() <= 1e-9 * size


@pytest.mark.parametrize("p", [0.3, 0.7, 1, 1.2, 2, 7, math.inf])
@pytest.mark.parametrize("normal", [(10, 1), (-0.3, 1), (1, 1), (2, -3)])
def test_no_point_of_the_outline_is_nearer(p: float, normal: tuple[float, float]) -> None:
    plane = Hyperplane(normal, 5)
    ball = LpBall(p, 0.6 * first_contact(plane, p).radius)
    outline = ball.boundary(4097)
    distances = np.linalg.norm(plane.nearest_point(outline) - outline, axis=1)
    on_ball, on_plane = nearest_approach(plane, ball)
    gap = np.linalg.norm(on_plane - on_ball, axis=1)
    assert distances.min() >= gap.max() * (1 - 1e-9)
    assert distances.min() == pytest.approx(gap[0], rel=1e-4)


def test_a_numerical_search_finds_the_same_point_of_a_bent_ball() -> None:
    plane, ball = Hyperplane([3, 4], 20), LpBall(3, 1.5)

    def point(angle: float) -> np.ndarray:
        way = np.array([math.cos(angle), math.sin(angle)])
        return np.asarray(ball.radius * way / lp_norm(way, 3))

    found = minimize_scalar(
        lambda angle: np.linalg.norm(plane.nearest_point(point(angle)) - point(angle)),
        bounds=(0, math.pi / 2),
        method="bounded",
        options={"xatol": 1e-12},
    )
    assert nearest_approach(plane, ball)[0][0] == pytest.approx(point(found.x), rel=1e-6)


def test_a_tie_keeps_all_its_nearest_points() -> None:
    line = Hyperplane([1, -1], 4)
    assert nearest_approach(line, LpBall(1, 1))[0].tolist() == [[1, 0], [0, -1]]
    assert nearest_approach(line, LpBall(0.5, 1))[0].tolist() == [[1, 0], [0, -1]]
    assert nearest_approach(line, LpBall(2, 1))[0].shape == (1, 2)


def test_at_contact_both_ends_are_the_contact() -> None:
    line = Hyperplane.through_data_point(10, 5)
    for p in (0.5, 1, 2, math.inf):
        contact = first_contact(line, p)
        on_ball, on_plane = nearest_approach(line, LpBall(p, contact.radius))
        assert (on_ball == contact.vertices).all()
        assert on_plane == pytest.approx(contact.vertices, rel=1e-14)


@pytest.mark.parametrize(
    ("plane", "ball", "message"),
    [
        (Hyperplane([1, 2], 0), LpBall(1), "plane must not go through the origin"),
        (Hyperplane([1, 1], 4), LpBall(1, 4.001), "ball must have a radius of at most 4.0"),
    ],
)
def test_no_gap_is_refused(plane: Hyperplane, ball: LpBall, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        nearest_approach(plane, ball)


@pytest.mark.parametrize(("plane", "ball"), [([1, 1], LpBall(1)), (Hyperplane([1, 1], 4), 1)])
def test_other_things_are_refused(plane: Any, ball: Any) -> None:
    with pytest.raises(TypeError, match=r"must be an? (Hyperplane|LpBall)"):
        nearest_approach(plane, ball)
