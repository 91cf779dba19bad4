"""The drawn gap runs from the ball to the line, and its number is its length."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sparsity.geometry import Hyperplane, LpBall, first_contact
from sparsity.stage.actors.gap import DrawnGap
from sparsity.stage.layout.regions import Region
from sparsity.stage.planes.view import View

VIEW = View(np.array([-1.0, -1.0]), np.array([1.0, 1.0]), Region(-3, -3, 3, 3))
SEED = Hyperplane.through_data_point(10, 5)


def ways(gap: DrawnGap) -> np.ndarray:
    """Start and end of each way, in weights (k, 2, 2)."""
    ends = gap.ways.points.reshape(-1, 4, 3)[:, [0, -1], :2]
    return (ends - VIEW.region.lower) / VIEW.units + VIEW.lower


@pytest.mark.parametrize("p", [0.5, 1, 1.5, 2, math.inf])
@pytest.mark.parametrize("line", [SEED, Hyperplane([-0.2, 0.7], 0.3), Hyperplane([1, 1], 0.5)])
def test_it_runs_from_the_ball_straight_to_the_line(p, line):
    gap = DrawnGap(VIEW, line, p)
    for share in (0, 0.3, 0.9):
        ball = LpBall(p, share * first_contact(line, p).radius)
        gap.set_radius(ball.radius)
        for start, end in ways(gap):
            assert ball.contains(start, rtol=1e-9) or share == 0
            assert line.contains(end)
            assert np.linalg.norm(end - start) == pytest.approx(line.gap_to(ball))
        assert float(gap.number.text) == pytest.approx(line.gap_to(ball), abs=0.0006)


def test_a_tie_is_drawn_from_the_middle_of_the_edge_and_from_both_spikes():
    tie = Hyperplane([1, 1], 0.5)
    assert ways(DrawnGap(VIEW, tie, 1).set_radius(0.25)) == pytest.approx(np.array([[(0.125, 0.125), (0.25, 0.25)]]))
    assert len(ways(DrawnGap(VIEW, tie, 0.5).set_radius(0.25))) == 2


def test_the_number_rides_beyond_the_line():
    gap = DrawnGap(VIEW, SEED, 1)
    for shift in gap.places():
        for radius in (0, 0.2, 0.4, 0.5):
            gap.place_number(shift).set_radius(radius)
            corners = [gap.number.get_corner([x, y, 0])[:2] for x in (-1, 1) for y in (-1, 1)]
            weights = (np.array(corners) - VIEW.region.lower) / VIEW.units + VIEW.lower
            assert (weights @ SEED.normal > SEED.offset).all()


def test_its_number_leaves_out_the_power_of_ten_that_the_axes_do():
    far = View(np.array([-9e6, -9e6]), np.array([9e6, 9e6]), Region(-3, -3, 3, 3))
    gap = DrawnGap(far, Hyperplane([3, 4], 2e7), 2, power=6).set_radius(1e6)
    assert float(gap.number.text) == pytest.approx(3)
