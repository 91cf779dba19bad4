"""The octahedron stops where the geometry says, in pixels, and tells other numbers truly."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.conftest import SIZES
from tests.scenes.pixels import likeness

OTHER = {"normal": (1, 1.5, -3), "offset": -6, "second_normal": (3, 1, 1), "second_offset": -2}


def middle_near(cover: np.ndarray, center: np.ndarray, reach: int = 7) -> np.ndarray:
    """The middle, as column and row, of what is drawn around a place."""
    left, top = np.floor(center).astype(int) - reach
    part = cover[top : top + 2 * reach, left : left + 2 * reach]
    rows, columns = np.indices(part.shape)
    return np.array([(part * (columns + left + 0.5)).sum(), (part * (rows + top + 0.5)).sum()]) / part.sum()


@pytest.mark.parametrize("settings", [{}, OTHER], ids=["own", "other"])
def test_the_marks_stand_where_plane_and_line_are_touched(run_scene, settings):
    run = run_scene("octahedron.py", "dark", SIZES["16:9"], **settings)
    scene, facts = run.scene, run.scene.facts
    for beat, contact in (("One equation: a plane", facts.at_plane), ("Two equations: a line", facts.at_line)):
        # The eye stands still from the plane on.
        (expected,) = run.to_pixels(scene.space.to_scene(contact.vertices))
        cover = likeness(run.pictures[beat], run.theme.contact_fill, run.theme.background)
        assert middle_near(cover, expected) == pytest.approx(expected, abs=1)


def test_other_numbers_are_told_truly_and_readably(run_scene):
    run = run_scene("octahedron.py", "dark", SIZES["16:9"], **OTHER)
    assert run.problems == []
    texts = [text for beat in run.texts.values() for text in beat]
    assert "$ w_1 = w_2 = 0 $" in texts
    assert "$ w_2 = 0 $" in texts


def test_edges_end_at_the_tips_of_the_ball(run_scene):
    scene = run_scene("octahedron.py").scene
    ends = scene.ball.visible.points.reshape(-1, 4, 3)[:, [0, 3]].reshape(-1, 3)
    tips = scene.space.to_scene(scene.ball.solid.corners)
    nearest = np.linalg.norm(ends[:, None] - tips[None], axis=2).min(axis=1)
    assert nearest == pytest.approx(0, abs=1e-9)
