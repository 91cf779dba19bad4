"""A walk around the origin leaves the level set behind, and nothing else."""

import math

import numpy as np
import pytest

from sparsity.geometry import lp_norm
from sparsity.stage.actors.level_set import LevelSet
from sparsity.stage.layout.regions import Region
from sparsity.stage.planes.view import View

VIEW = View(np.array([-5.0, -5.0]), np.array([5.0, 5.0]), Region.centred((1, 2), 6.0, 6.0))
STARTS = [(2, 2), (-3, 1), (0, -4), (5, 0), (-2.7, -3.1)]
with_starts = pytest.mark.parametrize("start", STARTS, ids=str)


def drawn(trace: LevelSet) -> np.ndarray:
    return (trace.points[:, :2] - VIEW.origin[:2]) / VIEW.unit


@with_starts
@pytest.mark.parametrize("p", [1, 2])
def test_every_point_on_the_way_is_as_large_as_the_first(start, p):
    trace = LevelSet(VIEW, p, np.array(start), color="#FFFFFF")
    for turned in np.linspace(0, math.tau, 41):
        here = trace.walk_to(trace.start + turned)
        assert lp_norm(here, p) == pytest.approx(lp_norm(start, p), rel=1e-12)
        if turned:
            # A straight piece of the circle cuts off less than a pixel.
            assert lp_norm(drawn(trace), p) == pytest.approx(np.full(len(trace.points), trace.size), rel=5e-4)
            assert drawn(trace)[-1] == pytest.approx(here)


@with_starts
def test_after_a_whole_turn_the_outline_is_closed_and_has_all_corners(start):
    trace = LevelSet(VIEW, 1, np.array(start), color="#FFFFFF")
    end = trace.walk_to(trace.start + math.tau)
    assert end == pytest.approx(start)
    assert drawn(trace)[0] == pytest.approx(start)
    for tip in trace.size * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]]):
        assert np.linalg.norm(drawn(trace) - tip, axis=1).min() < 1e-9


def test_before_the_first_step_nothing_is_drawn():
    assert len(LevelSet(VIEW, 2, np.array([2, 2]), color="#FFFFFF").points) == 0
