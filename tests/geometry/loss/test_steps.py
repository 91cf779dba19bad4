"""Walks: where they end, what they never do, and whether they fall."""

import numpy as np
import pytest

from sparsity.geometry.loss import (
    QuadraticLoss,
    coordinate_descent_steps,
    gradient_flow,
    gradient_steps,
    penalized_minimum,
    proximal_gradient_steps,
    subgradient_steps,
)

FILM = QuadraticLoss.from_data([[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1])
START = [-1.3, 2.1]


def test_all_walks_come_to_the_answer() -> None:
    answer = penalized_minimum(FILM, 1, 8)
    for walk in (proximal_gradient_steps(FILM, 8, START, 200), coordinate_descent_steps(FILM, 8, START, 200)):
        assert walk.points[-1] == pytest.approx(answer.point, abs=1e-12)
        assert walk.objectives[-1] == pytest.approx(answer.objective)
        assert (np.diff(walk.objectives) <= 1e-12).all()
    walk = subgradient_steps(FILM, 8, START, 20_000)
    assert walk.objectives.min() == pytest.approx(answer.objective, rel=1e-2)
    smooth = gradient_steps(FILM, START, 500, ridge=2)
    assert smooth.points[-1] == pytest.approx(penalized_minimum(FILM, 2, 2).point)
    assert (np.diff(smooth.objectives) <= 1e-12).all()


def test_proximal_steps_land_on_the_axis_for_good_and_subgradient_steps_hop_about_it() -> None:
    landing = proximal_gradient_steps(FILM, 8, START, 100).points[:, 1] == 0
    first = int(np.argmax(landing))
    assert 0 < first < 50
    assert landing[first:].all()
    hopping = subgradient_steps(FILM, 8, START, 2000).points[:, 1]
    assert hopping.all()
    assert np.count_nonzero(np.diff(np.sign(hopping))) > 100
    assert np.count_nonzero(coordinate_descent_steps(FILM, 8, START, 100).points[:, 1] == 0) > 50


def test_ridge_walks_and_flows_never_reach_an_axis() -> None:
    times = np.linspace(0, 30, 301)
    flow = gradient_flow(FILM, [3, 0.5], times, ridge=2)
    assert flow.all()
    assert flow[-1] == pytest.approx(penalized_minimum(FILM, 2, 2).point)
    rates = np.diff(flow, axis=0) / np.diff(times)[:, np.newaxis]
    middles = (flow[1:] + flow[:-1]) / 2
    assert rates[100:] == pytest.approx(-FILM.with_ridge(2).gradient(middles)[100:], abs=1e-3)
    short = gradient_steps(FILM, [3, 0.5], 1000, ridge=2, rate=1e-4).points
    assert short == pytest.approx(gradient_flow(FILM, [3, 0.5], np.arange(1001) * 1e-4, ridge=2), abs=1e-2)


def test_coordinate_descent_moves_along_one_axis_at_a_time() -> None:
    points = coordinate_descent_steps(FILM, 1, START, 50).points
    moved = np.diff(points, axis=0) != 0
    assert (moved.sum(axis=1) <= 1).all()
    assert not moved[::2, 1].any()


def test_a_walk_that_leaves_the_numbers_is_told() -> None:
    with pytest.raises(ArithmeticError, match="choose a smaller rate"), np.errstate(over="ignore", invalid="ignore"):
        gradient_steps(FILM, START, 5000, rate=10)


def test_every_walk_states_its_rule() -> None:
    walk = subgradient_steps(FILM, 1, START, 4, rate=0.5)
    assert walk.rates == pytest.approx(0.5 / np.sqrt([1, 2, 3, 4]))
    assert "r = 0.5" in walk.rule
    assert "largest curvature" in gradient_steps(FILM, START, 1).rule
    assert coordinate_descent_steps(FILM, 1, START, 3).rates.tolist() == [1, 1, 1]


def test_refusals() -> None:
    with pytest.raises(ValueError, match=r"^rate must be greater than 0, got 0"):
        gradient_steps(FILM, START, 1, rate=0)
    with pytest.raises(ValueError, match=r"^start must have 2 entries"):
        proximal_gradient_steps(FILM, 1, [1], 1)
    with pytest.raises(ValueError, match=r"^steps must be at least 1, got 0"):
        coordinate_descent_steps(FILM, 1, START, 0)
    with pytest.raises(ValueError, match=r"^times must be at least 0"):
        gradient_flow(FILM, START, [-1])
    with pytest.raises(ValueError, match="read-only"):
        gradient_steps(FILM, START, 1).points[0] = 1
