"""Contours lie where the loss has their value, as far as the view shows them, and nowhere else."""

from __future__ import annotations

import math

import numpy as np
import pytest
from manim import VMobject

from sparsity.geometry import QuadraticLoss, clip_segments, constrained_minimum, lasso_path, lp_norm, penalized_minimum
from sparsity.stage.actors.contours import Contours, SumContours, half_axes
from sparsity.stage.actors.trail import Trail
from sparsity.stage.layout.regions import Region
from sparsity.stage.planes.view import View, polyline

VIEW = View(np.array([-2.0, -2.0]), np.array([4.0, 4.0]), Region(-3, -3, 3, 3))
# Of a picture 1080 pixels high, in weights.
PIXEL = 8 / 1080 / VIEW.unit
LOSSES = {
    "seed": QuadraticLoss.from_data([[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1]),
    "round": QuadraticLoss([[1, 0], [0, 1]], [2, 1.5], least=0.5),
    "long": QuadraticLoss([[10, 3], [3, 1]], [-0.1, 1]),
    "needle": QuadraticLoss.from_data([[1, 1], [1, 1.05]], [2, 2.05]),
    "far away": QuadraticLoss([[1, -0.4], [-0.4, 0.3]], [40, 30]),
}
VALLEYS = {
    "steep": QuadraticLoss.from_data([[10, 1]], [5]),
    "parallel to an axis": QuadraticLoss.from_data([[1, 0], [1, 0]], [3, 1]),
}
HEIGHTS = (1e-6, 0.3, 1, 4, 9, 30, 1000)
with_losses = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
with_heights = pytest.mark.parametrize("height", HEIGHTS)


def segments(mobject: VMobject) -> tuple[np.ndarray, np.ndarray]:
    """Starts and ends (n, 2), in weights, of short straight pieces along all that is drawn."""
    a, b, c, d = np.moveaxis(mobject.points.reshape(-1, 4, 3), 1, 0)[:, :, None, :2]
    t = np.linspace(0, 1, 33)[:, None]
    along = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    weights = (along - VIEW.region.lower) / VIEW.units + VIEW.lower
    return weights[:, :-1].reshape(-1, 2), weights[:, 1:].reshape(-1, 2)


def drawn(mobject: VMobject) -> np.ndarray:
    """Weights (n, 2) along all that is drawn."""
    return np.concatenate(segments(mobject))


def distance_from(point: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> float:
    """How far a point is from the nearest piece."""
    ways, lengths = ends - starts, np.maximum(((ends - starts) ** 2).sum(axis=1), 1e-30)
    along = np.clip(((point - starts) * ways).sum(axis=1) / lengths, 0, 1)
    return float(np.linalg.norm(starts + along[:, None] * ways - point, axis=1).min())


def assert_inside_the_view(points: np.ndarray) -> None:
    assert (points >= VIEW.lower - 1e-9).all()
    assert (points <= VIEW.upper + 1e-9).all()


def off_by(loss: QuadraticLoss, points: np.ndarray, height: float) -> np.ndarray:
    """How far points are from a contour, to first order, in pixels."""
    slopes = np.linalg.norm(loss.gradient(points), axis=-1)
    return np.abs(loss.value(points) - loss.least - height) / np.maximum(slopes, math.sqrt(height) * 1e-3) / PIXEL


@with_losses
@with_heights
def test_all_that_is_drawn_has_the_value_and_lies_in_the_view(loss: QuadraticLoss, height: float):
    points = drawn(Contours(VIEW, loss, [loss.least + height]))
    assert_inside_the_view(points)
    if len(points):
        assert off_by(loss, points, height).max() < 0.2


@with_losses
@with_heights
def test_all_that_has_the_value_in_the_view_is_drawn(loss: QuadraticLoss, height: float):
    pieces = segments(Contours(VIEW, loss, [loss.least + height]))
    outline = loss.level_set(loss.least + height, 20001)
    inside = outline[((outline > VIEW.lower + PIXEL) & (outline < VIEW.upper - PIXEL)).all(axis=1)]
    for point in inside[:: max(1, len(inside) // 50)]:
        assert distance_from(point, *pieces) < PIXEL / 10


@pytest.mark.parametrize("loss", VALLEYS.values(), ids=VALLEYS)
def test_the_contours_of_a_valley_are_two_parallel_lines(loss: QuadraticLoss):
    contours = Contours(VIEW, loss, [loss.least + 1, loss.least + 4])
    points = drawn(contours)
    assert_inside_the_view(points)
    heights = loss.value(points) - loss.least
    assert np.minimum(abs(heights - 1), abs(heights - 4)) == pytest.approx(0, abs=1e-9)
    assert len(contours.points) % 4 == 0
    assert len(contours.points) // 4 == len(contours.get_subpaths())


def test_a_valley_that_is_bent_becomes_a_bowl_without_a_jump():
    X, y = np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([3.0, 3.0])
    contours = Contours(VIEW, QuadraticLoss.from_data(X[:1], y[:1]), [1.0])
    flat = drawn(contours)
    bent = drawn(contours.set_loss(QuadraticLoss.from_data(X * [[1], [1e-5]], y * [1, 1e-5])))
    for points, others in ((flat, bent), (bent, flat)):
        apart = [np.abs(others[:, 0] - point[0]).min() for point in points]
        assert max(apart) < PIXEL


def test_a_contour_below_the_least_loss_is_not_there():
    loss = LOSSES["seed"]
    contours = Contours(VIEW, loss, [loss.least - 0.1])
    assert len(contours.points) == 0
    assert len(contours.set_levels([loss.least - 0.1, 9]).points) > 0


@pytest.mark.parametrize("loss", [LOSSES[name] for name in ("seed", "round", "long", "needle")])
@pytest.mark.parametrize("p", [1, 2])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_the_smallest_contour_that_reaches_a_ball_touches_it_and_goes_no_further(loss, p: float, share: float):
    radius = share * float(lp_norm(loss.minimum, 2))
    answer = constrained_minimum(loss, p, radius)
    starts, ends = segments(Contours(VIEW, loss, [answer.loss]))
    assert distance_from(answer.point, starts, ends) < PIXEL / 2
    assert np.min(lp_norm(starts, p)) >= radius - PIXEL


def sum_off_by(loss: QuadraticLoss, p: int, lam: float, height: float, points: np.ndarray) -> np.ndarray:
    """How much more than the least sum the sum is at points, beside a height and relative to it."""
    penalty = lp_norm(points, p) ** p
    least = penalized_minimum(loss, p, lam).objective
    return np.abs(loss.value(points) + lam * penalty - least - height) / height


@with_losses
@pytest.mark.parametrize("p", [1, 2])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 1.0, 1.5])
@pytest.mark.parametrize("height", [0.01, 1, 9])
def test_contours_of_the_sum_have_their_height_above_the_least_sum(loss, p: int, share: float, height: float):
    lam = share * float(lasso_path(loss).lams[0])
    contours = SumContours(VIEW, loss, p, [height], lam, color="#FFFFFF")
    points = drawn(contours)
    assert_inside_the_view(points)
    if len(points):
        assert sum_off_by(loss, p, lam, height, points).max() < 1e-3
    np.testing.assert_allclose(contours.answer, penalized_minimum(loss, p, lam).point, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("lam", [0.0, 1.0, 5.0, 8.0, 13.0, 14.0, 20.0])
def test_a_contour_of_the_sum_that_the_window_does_not_cut_is_one_closed_curve(lam: float):
    contours = SumContours(VIEW, LOSSES["seed"], 1, [1.0], lam, color="#FFFFFF")
    (path,) = contours.get_subpaths()
    assert path[0] == pytest.approx(path[-1], abs=1e-9)
    curve = path.reshape(-1, 4, 3)
    assert curve[1:, 0] == pytest.approx(curve[:-1, 3], abs=1e-9)
    # It encloses the answer: all the way round, once.
    away = drawn(contours)[: 32 * len(curve)] - contours.answer
    angles = np.unwrap(np.arctan2(away[:, 1], away[:, 0]))
    assert 0.95 * math.tau < angles[-1] - angles[0] < math.tau


def test_a_valley_has_no_half_axes():
    with pytest.raises(ValueError, match="loss must be a bowl"):
        half_axes(VALLEYS["steep"])


def test_a_trail_ends_where_its_quantity_has_come_to():
    weights = np.array([(2.0, 1.0), (1.5, 0.0), (0.0, 0.0)])
    trail = Trail([(np.array([0.0, 5.0, 14.0]), VIEW.to_scene(weights))], color="#FFFFFF")
    path = lasso_path(LOSSES["seed"])
    for lam in (0.1, 3.0, 5.0, 9.5, 14.0):
        assert trail.show_up_to(lam).points[-1] == pytest.approx(VIEW.at(path.at(lam)))
    assert len(trail.show_up_to(0.0).points) == 0
    assert trail.show_up_to(99).points == pytest.approx(polyline(VIEW.to_scene(weights)))


def test_the_box_cuts_ellipses_where_segments_of_the_outline_are_cut():
    loss = LOSSES["seed"]
    outline = loss.level_set(12.0, 4001)
    starts, ends = clip_segments(outline[:-1], outline[1:], VIEW.lower, VIEW.upper)
    length = np.linalg.norm(ends - starts, axis=1).sum()
    drawn_starts, drawn_ends = segments(Contours(VIEW, loss, [12.0]))
    assert np.linalg.norm(drawn_ends - drawn_starts, axis=1).sum() == pytest.approx(length, rel=1e-4)


@pytest.mark.parametrize("kind", ["loss", "lasso", "ridge"])
def test_contours_follow_a_view_that_moves(kind: str):
    def made(view: View) -> VMobject:
        loss = LOSSES["seed"]
        if kind == "loss":
            return Contours(view, loss, [4, 9])
        return SumContours(view, loss, 1 if kind == "lasso" else 2, [1, 4], 3.0, color="#FFFFFF")

    moving = View(VIEW.lower, VIEW.upper, VIEW.region)
    contours = made(moving)
    lower, upper = np.array([-0.5, -1.0]), np.array([2.5, 2.0])
    moving.move_to(lower, upper, VIEW.region)
    assert contours.points == pytest.approx(made(View(lower, upper, VIEW.region)).points)
