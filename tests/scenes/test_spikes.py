"""Edge and spike are marked where they touch, and what is gold beyond half the radius is just that."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.conftest import SIZES
from tests.scenes.pixels import likeness
from tests.scenes.test_octahedron import middle_near

OTHER = {"dimensions": 6, "coefficient": 0.33, "order": 0.4}


@pytest.mark.parametrize("settings", [{}, OTHER], ids=["own", "other"])
def test_the_marks_stand_where_edge_and_spike_touch(run_scene, settings):
    run = run_scene("spikes.py", "dark", SIZES["16:9"], **settings)
    scene, facts = run.scene, run.scene.facts
    for beat, contact in (("On an edge", facts.by_diamond), ("A spike", facts.by_spike)):
        (expected,) = run.to_pixels(scene.space.to_scene(contact.vertices))
        cover = likeness(run.pictures[beat], run.theme.contact_fill, run.theme.background)
        assert middle_near(cover, expected) == pytest.approx(expected, abs=1)


def test_other_numbers_are_told_truly_and_readably(run_scene):
    run = run_scene("spikes.py", "dark", SIZES["16:9"], **OTHER)
    assert run.problems == []
    said = " ".join(caption.text for beat in run.beats for caption in beat.captions)
    assert "With 6 weights almost nothing." in said
    assert "p = 0.4 keeps 3" in said


def test_six_pyramids_hold_what_lies_beyond_half_the_radius(run_scene):
    scene = run_scene("spikes.py").scene
    volume = 0.0
    for axis in range(3):
        for sign in (1, -1):
            solid = scene.pyramid(axis, sign).unit
            assert (np.abs(solid.corners).max(axis=1) >= 0.5).all()
            # Cones from the origin over the faces, with signs.
            for face, offset in zip(solid.faces, solid.offsets, strict=True):
                volume += offset * (len(face) - 2) / 6
    octahedron = 4 / 3
    assert volume / octahedron == pytest.approx(3 / 8)
