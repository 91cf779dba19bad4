"""Bars and boxes are where the numbers say, for other numbers too."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ManimColor, interpolate_color

from tests.scenes.conftest import SIZES

OTHER = {"n_weights": 12, "n_equations": 3, "n_measured": 7, "few": 1, "many": 5, "seed": 1}


def test_boxes_have_the_shade_of_their_share(run_scene):
    run = run_scene("many_equations.py")
    scene, picture = run.scene, run.pictures["How sparse is enough?"]
    boxes, shares = scene.facts.map.cells()
    view = scene.map_view
    columns = run.to_pixels(view.to_scene(boxes.mean(axis=1)))
    for (column, row), share in list(zip(columns, shares, strict=True))[::7]:
        shade = interpolate_color(ManimColor(run.theme.background), ManimColor(run.theme.l1), round(10 * share) / 10)
        drawn = picture[int(row), int(column)]
        assert drawn == pytest.approx(255 * np.array(shade.to_rgb()), abs=12)


def test_other_numbers_are_told_truly_and_readably(run_scene):
    run = run_scene("many_equations.py", "dark", SIZES["16:9"], **OTHER)
    assert run.problems == []
    said = " ".join(caption.text for beat in run.beats for caption in beat.captions)
    assert "One equation for 12 weights." in said
    assert "1 of 12 weights" in said
    assert "the same 7 equations" in said
