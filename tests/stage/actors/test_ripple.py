"""A ripple starts at the contact, keeps the same distance all round, and is gone in the end."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.stage.actors.ripple import Ripple
from sparsity.stage.layout.regions import Region
from sparsity.stage.planes.view import View

VIEW = View(np.array([-1.0, -1.0]), np.array([1.0, 1.0]), Region(-3, -3, 3, 3))


def outline(ripple: Ripple) -> np.ndarray:
    """Points of the first ring, in scene units."""
    return ripple[0].points[:, :2]


def test_round_a_point_it_is_round_and_widens():
    ripple = Ripple(VIEW, [(0.5, 0)])
    reaches = []
    for progress in (0.1, 0.3, 0.6):
        ripple.set_progress(progress)
        distances = np.linalg.norm(outline(ripple)[::4] - [1.5, 0], axis=1)
        assert np.ptp(distances) < 1e-9
        reaches.append(distances[0])
    assert reaches == sorted(reaches)


def test_round_an_edge_it_keeps_its_distance():
    ripple = Ripple(VIEW, [[(1, 0), (0, 1)]])
    ripple.set_progress(0.4)
    start, end = np.array([3, 0]), np.array([0, 3])
    along = np.clip((outline(ripple)[::4] - start) @ (end - start) / 18, 0, 1)
    distances = np.linalg.norm(outline(ripple)[::4] - start - along[:, None] * (end - start), axis=1)
    assert np.ptp(distances) < 1e-9


@pytest.mark.parametrize("progress", [0, 1])
def test_before_and_afterwards_there_is_nothing(progress):
    ripple = Ripple(VIEW, [(0.5, 0), (0, 0.5)])
    ripple.set_progress(0.5)
    assert len(outline(ripple))
    ripple.set_progress(progress)
    assert not any(len(ring.points) for ring in ripple)


def test_two_spikes_ring_at_once():
    both, one = Ripple(VIEW, [(0.5, 0), (0, 0.5)]), Ripple(VIEW, [(0.5, 0)])
    for ripple in (both, one):
        ripple.set_progress(0.5)
    assert len(outline(both)) == 2 * len(outline(one))


def test_it_runs_as_far_as_it_is_told_to():
    ripple = Ripple(VIEW, [(0.5, 0)], reach=0.5)
    # The first ring is gone when 0.3 of the time is left, as that is how much later the second one starts.
    ripple.set_progress(0.7 - 1e-9)
    assert np.linalg.norm(outline(ripple)[0] - [1.5, 0]) == pytest.approx(0.5)


def test_rings_that_end_within_the_mark_are_refused():
    with pytest.raises(ValueError, match=r"reach must be more than the 0\.22 of a mark, not 0\.2"):
        Ripple(VIEW, [(0.5, 0)], reach=0.2)
