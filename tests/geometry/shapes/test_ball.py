"""Balls: their outline, tips and volume."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from sparsity.geometry import LpBall, lp_norm

ORDERS = [0.05, 0.1, 0.3, 0.5, 0.9, 1 - 1e-12, 1, 1 + 1e-12, 1.1, 1.5, 2, 3, 10, 300, 1e6, 1e308, math.inf]
orders = st.one_of(st.sampled_from(ORDERS), st.floats(0.05, 300))


@given(orders, st.integers(1, 60))
def test_every_outline_point_lies_on_the_sphere(p: float, k: int) -> None:
    assert np.abs(lp_norm(LpBall(p).boundary(8 * k + 1), p) - 1).max() <= 1e-12


@given(orders, st.integers(1, 60))
def test_an_outline_has_no_gaps(p: float, k: int) -> None:
    outline = LpBall(p).boundary(8 * k + 1)
    widest = np.linalg.norm(np.diff(outline, axis=0), axis=1).max()
    # The nodes sin²(πj/2k) are spaced at most sin(π/2k) apart, and so is their multiple by s or 1 − s.
    corner = 0.5 ** (1 / p)
    spacing = max(corner, 1 - corner) if p == 1 else (corner if p > 1 else 1 - corner)
    assert widest <= math.sqrt(2) * spacing * math.sin(math.pi / (2 * k)) * (1 + 1e-9)


@given(orders, st.integers(1, 60))
def test_an_outline_closes_and_runs_counter_clockwise_from_the_first_tip(p: float, k: int) -> None:
    outline = LpBall(p, radius=3).boundary(8 * k + 1)
    assert outline.shape == (8 * k + 1, 2)
    assert outline[0].tolist() == [3, 0]
    assert (outline[0] == outline[-1]).all()
    x, y = outline.T
    assert (x[:-1] * y[1:] - x[1:] * y[:-1] >= 0).all()


@given(orders, st.integers(1, 60))
def test_tips_and_diagonals_are_always_on_the_outline(p: float, k: int) -> None:
    ball = LpBall(p, radius=2)
    outline = ball.boundary(8 * k + 1)
    assert (outline[: -1 : 2 * k] == ball.tips()).all()
    diagonal = outline[k :: 2 * k]
    assert np.abs(diagonal) == pytest.approx(2 * 0.5 ** (1 / p), rel=1e-15)
    assert np.sign(diagonal).tolist() == [[1, 1], [-1, 1], [-1, -1], [1, -1]]


@given(orders, orders)
def test_outlines_of_different_orders_correspond_point_by_point(p: float, q: float) -> None:
    one, other = LpBall(p).boundary(), LpBall(q).boundary()
    for outline in (one, other):
        x, y = outline[:33].T
        assert (x >= y).all()
        assert (y >= 0).all()
        assert (np.diff(y) >= 0).all()
    # Halfway between two outlines lies an outline, not a tangle.
    x, y = ((one + other) / 2).T
    assert (x[:-1] * y[1:] - x[1:] * y[:-1] >= -1e-15).all()


@given(orders)
def test_an_outline_is_symmetric_without_rounding(p: float) -> None:
    points = {tuple(point) for point in LpBall(p).boundary().tolist()}
    assert {(-x + 0.0, y) for x, y in points} == points
    assert {(y, x) for x, y in points} == points


def test_a_diamond_and_a_square_are_exact() -> None:
    assert (np.abs(LpBall(1).boundary()).sum(axis=1) == 1).all()
    assert (np.abs(LpBall(math.inf).boundary()).max(axis=1) == 1).all()


@pytest.mark.parametrize("p", [0.05, 0.1, 0.5, 0.99, 1.01, 1.5, 2, 4, 30, 300])
def test_the_default_outline_is_off_by_less_than_four_ten_thousandths(p: float) -> None:
    coarse, fine = LpBall(p).boundary()[:33], LpBall(p).boundary(8 * 4096 + 1)[:4097]
    starts, steps = coarse[:-1], np.diff(coarse, axis=0)
    along = ((fine[:, np.newaxis] - starts) * steps).sum(axis=2) / (steps**2).sum(axis=1)
    feet = starts + np.clip(along, 0, 1)[..., np.newaxis] * steps
    assert np.linalg.norm(fine[:, np.newaxis] - feet, axis=2).min(axis=1).max() < 4e-4


@pytest.mark.parametrize("p", [5e-324, 1e-300, 1e-6, 1e-3])
def test_a_tiny_order_is_the_cross_of_the_axes(p: float) -> None:
    outline = LpBall(p).boundary()
    assert np.isfinite(outline).all()
    assert np.abs(outline).min(axis=1).max() < 1e-250


@pytest.mark.parametrize("p", [p for p in ORDERS if p >= 0.1])
def test_the_outline_encloses_the_area(p: float) -> None:
    x, y = LpBall(p, radius=2).boundary(8 * 2000 + 1).T
    shoelace = 0.5 * (x[:-1] * y[1:] - x[1:] * y[:-1]).sum()
    assert shoelace == pytest.approx(LpBall(p, radius=2).area(), rel=1e-4 if p < 0.3 else 1e-5, abs=0)


@pytest.mark.parametrize("p", [0.3, 0.5, 1, 1.5, 2, 4])
def test_slices_add_up_to_the_volume(p: float) -> None:
    def slice_area(height: float) -> float:
        return LpBall(p, radius=(1 - height**p) ** (1 / p)).area()

    assert LpBall(p).volume(3) == pytest.approx(2 * quad(slice_area, 0, 1, epsabs=1e-12)[0], rel=1e-8)


@pytest.mark.parametrize(
    ("p", "n", "radius", "volume"),
    [
        (1, 3, 1, 4 / 3),
        (2, 3, 1, 4 * math.pi / 3),
        (math.inf, 5, 0.5, 1),
        (0.5, 1, 3, 6),
        (5e-324, 1, 3, 6),
        (5e-324, 2, 1e150, 0),
        (1e308, 2, 1, 4),
        (2, 2, 1e200, math.inf),
        (1, 400, 1, 0),
        (2, 4, 0, 0),
        # π^200/200! · 10^400: the cube around it does not fit into float64.
        (2, 400, 10, math.exp(200 * math.log(math.pi) - math.lgamma(201) + 400 * math.log(10))),
    ],
)
def test_known_volumes(p: float, n: int, radius: float, volume: float) -> None:
    assert LpBall(p, radius).volume(n) == pytest.approx(volume, rel=1e-11, abs=0)


@given(orders, st.floats(1e-3, 1e3), st.integers(0, 256))
def test_the_outline_belongs_to_the_ball_and_nothing_beyond_it(p: float, radius: float, index: int) -> None:
    ball = LpBall(p, radius)
    point = ball.boundary()[index]
    assert ball.contains(point)
    assert ball.contains(0.999 * point)
    assert not ball.contains(1.001 * point)


def test_the_empty_ball_is_the_origin() -> None:
    ball = LpBall(2, radius=0)
    assert (ball.boundary() == 0).all()
    assert ball.contains([0, 0, 0])
    assert not ball.contains([0, 5e-324])
    assert (ball.tips(3) == 0).all()


def test_tips_come_in_every_dimension() -> None:
    assert LpBall(3, 2).tips(1).tolist() == [[2], [-2]]
    tips = LpBall(0.5, 2).tips(4)
    assert tips.shape == (8, 4)
    assert (lp_norm(tips, 0.5) == 2).all()


def test_a_ball_cannot_be_changed() -> None:
    ball = LpBall(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        ball.radius = 2  # type: ignore[misc]
    assert ball == LpBall(p=1, radius=1)


def test_order_zero_has_no_ball() -> None:
    with pytest.raises(ValueError, match=r"p must be greater than 0 for a ball .* cross of the axes.*, got 0"):
        LpBall(0)


@pytest.mark.parametrize("n_points", [0, 1, 8, 10, 256])
def test_an_outline_without_all_tips_and_diagonals_is_refused(n_points: int) -> None:
    with pytest.raises(ValueError, match=rf"n_points must be .*got {n_points}"):
        LpBall(1).boundary(n_points)


def test_what_is_longer_than_float64_can_hold_is_outside_every_ball() -> None:
    largest = LpBall(1, 1.7e308)
    assert largest.contains([1.7e308, 0], rtol=0.5)
    assert not largest.contains([1.7e308, 1.7e308], rtol=0.5)


def test_volumes_of_any_dimension_up_to_a_million_are_finished() -> None:
    assert LpBall(2).volume(10**6) == 0
    assert LpBall(2, 1e300).volume(10**6) == math.inf
    with pytest.raises(ValueError, match=r"^n_features must be at most 1000000, got 1000000.*"):
        LpBall(2).volume(10**308)
