"""One weight at a price: readable everywhere, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.stage.charts.parabolas import Parabolas
from sparsity.stage.layout.regions import Region
from sparsity.stage.planes.view import View
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

BEATS = ["One weight", "Asking for less", "Forces", "Two maps", "Jumps", "Summary"]
OTHERS = [{"price": 1, "wish": 2}, {"price": 0.3, "wish": 1.7}, {"price": 50, "wish": 40}]


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene("kink.py").beats] == BEATS


@pytest.mark.parametrize("settings", OTHERS, ids=str)
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_numbers(run_scene, settings, ratio):
    run = run_scene("kink.py", "dark", SIZES[ratio], **settings)
    assert run.problems == []
    assert_captions_can_be_read(run, shortest=45, longest=90)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, ["at z = 3.", "At z = 1 the kink", "from −1 to 1.", "λ = 2", "divided by 3", "z = 1.5, from zero to 1."]),
        (OTHERS[0], ["At z = 0.5 the kink", "divided by 2", "at z ≈ 0.945, from zero to ≈ 0.63"]),
    ],
    ids=str,
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, settings, words):
    run = run_scene("kink.py", **settings)
    said = " ".join(caption.text for beat in run.beats for caption in beat.captions)
    for word in words:
        assert word in said


@pytest.mark.parametrize("theme", THEMES)
def test_the_costs_are_drawn_where_they_are(run_scene, theme):
    run = run_scene("kink.py", theme, (1920, 1080))
    facts, wish = run.scene.facts, run.scene.facts.wish
    for index, p, color in ((0, 1, run.theme.l1), (1, 2, run.theme.l2)):
        view = run.scene.charts[index].view
        cover = likeness(run.pictures["One weight"], color, run.theme.background)
        for w in (0.35, 0.8, 1.2):
            here, ahead = (view.to_scene([(x, facts.cost(x, wish, p))])[0] for x in (w, w + 1e-4))
            way = (ahead - here) / np.linalg.norm(ahead - here)
            (pixel,) = run.to_pixels([here])
            assert abs(centre_along(cover, pixel, np.array([way[1], way[0]]))) <= 1


@pytest.mark.parametrize("theme", THEMES)
def test_the_maps_are_traced_where_they_run(run_scene, theme):
    run = run_scene("kink.py", theme, (1920, 1080))
    facts = run.scene.facts
    for index, p, color, places in (
        (0, 1, run.theme.l1, (-2.5, -1.5, 1.6, 2.3)),
        (1, 2, run.theme.l2, (-2.5, -1.3, 0.9, 2.3)),
    ):
        view = run.scene.maps[index].view
        cover = likeness(run.pictures["Summary"], color, run.theme.background)
        for z in places:
            here, ahead = (view.to_scene([(x, facts.answer(x, p))])[0] for x in (z, z + 1e-3))
            way = (ahead - here) / np.linalg.norm(ahead - here)
            (pixel,) = run.to_pixels([here])
            assert abs(centre_along(cover, pixel, np.array([way[1], way[0]]))) <= 1


@pytest.mark.parametrize("z", [-0.9, 0.0, 0.7, 1.0, 2.2])
def test_the_dots_and_numbers_follow_the_wish(run_scene, z):
    scene = run_scene("kink.py").scene
    scene.wish_for(z)
    for p, view, dot, readout in zip((1, 2), scene.views, scene.dots, scene.w, strict=True):
        w = scene.facts.answer(z, p)
        assert dot.get_center() == pytest.approx(view.at((w, scene.facts.cost(w, z, p))))
        assert readout.shown == pytest.approx(w, abs=0.005)
        assert readout.is_exact == (round(w, 2) == pytest.approx(w, abs=1e-12))


def test_a_parabola_is_drawn_exactly_and_cut_at_the_top():
    view = View(np.array([-2.0, 0.0]), np.array([3.0, 4.0]), Region(0, 0, 5, 4))
    curve = Parabolas(view, [(-np.inf, 0.0, (0, -2, 1)), (0.0, np.inf, (0, 2, 0))], color="#FFFFFF")
    points = np.array([curve.point_from_proportion(t) for t in np.linspace(0, 1, 50)])[:, :2] - [2, 0]
    left, right = points[points[:, 0] < 0], points[points[:, 0] >= 0]
    assert left[:, 1] == pytest.approx(left[:, 0] ** 2 - 2 * left[:, 0], abs=1e-6)
    assert right[:, 1] == pytest.approx(2 * right[:, 0], abs=1e-6)
    assert points[[0, -1], 1] == pytest.approx([4, 4])


def test_what_there_is_no_story_about_is_refused(run_scene):
    with pytest.raises(ValueError, match="wish must be a number from"):
        run_scene("kink.py", wish=1)
