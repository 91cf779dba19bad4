"""Steps to the answer: readable with other data, counted rightly, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import QuadraticLoss
from sparsity.geometry.loss import coordinate_descent_steps, proximal_gradient_steps, subgradient_steps
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read, assert_nothing_stands_still

BEATS = [
    "how-to-get-there",
    "against-the-slope",
    "step-then-shrink",
    "one-weight-at-a-time",
    "with-squares",
    "summary",
]
# The other weight is dropped; negative weights; large numbers.
OTHERS = [
    {"features": ((1, 0.3), (0.4, -1), (0, 1)), "targets": (-1, -2.5, 2), "price": 5, "start": (2, 2)},
    {"features": ((1, 0.8), (0, 0.6)), "targets": (1.2, -0.6), "price": 1, "start": (-1, -1)},
    {
        "features": ((100, 20), (-30, 80), (5, 5)),
        "targets": (2900, 4000, 200),
        "price": 500_000,
        "start": (-20, 60),
    },
]


def test_the_story_has_these_beats_and_never_stands_still(run_scene):
    run = run_scene("descent.py")
    assert [beat.identifier for beat in run.beats] == BEATS
    assert_nothing_stands_still(run)


@pytest.mark.parametrize("settings", OTHERS, ids=lambda settings: str(settings)[:60])
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_numbers(run_scene, settings, ratio):
    run = run_scene("descent.py", "dark", SIZES[ratio], **settings)
    assert run.problems == []
    assert_captions_can_be_read(run, shortest=45, longest=75)


def test_captions_say_what_is_true(run_scene):
    said = " ".join(caption.text for beat in run_scene("descent.py").beats for caption in beat.captions)
    for words in ("price 7 the least sum is at ≈ (1.17, 0)", "14 times across in 60", "At step 5 the", "At move 4 it"):
        assert words in said


def test_zeros_are_counted_step_by_step(run_scene):
    scene = run_scene("descent.py").scene
    loss = QuadraticLoss.from_data(scene.features, scene.targets)
    for index, walked in enumerate((subgradient_steps, proximal_gradient_steps, coordinate_descent_steps)):
        walk = walked(loss, scene.price, scene.start, 60)
        for steps in (0, 3, 17, 60):
            scene.walk(index, 0, 60).follow(steps)
            assert scene.tallies[index].number.text == str(np.count_nonzero(walk.points[1 : steps + 1, 1] == 0))
            np.testing.assert_allclose(scene.walkers[index].dot.get_center(), scene.view.at(walk.points[steps]))
            assert scene.weight.shown == pytest.approx(walk.points[steps, 1], abs=0.001)
            assert scene.number.shown == steps


@pytest.mark.parametrize("theme", THEMES)
def test_the_ways_run_through_the_steps(run_scene, theme):
    run = run_scene("descent.py", theme, (1920, 1080))
    scene, picture = run.scene, run.pictures["Summary"]
    loss = QuadraticLoss.from_data(scene.features, scene.targets)
    for walked, color, step in (
        (subgradient_steps, run.theme.lp, 0),
        (subgradient_steps, run.theme.lp, 1),
        (proximal_gradient_steps, run.theme.l1, 0),
        (coordinate_descent_steps, run.theme.ink, 0),
        (coordinate_descent_steps, run.theme.ink, 1),
    ):
        one, other = run.to_pixels(
            scene.view.to_scene(walked(loss, scene.price, scene.start, 60).points[step : step + 2])
        )
        way = (other - one) / np.linalg.norm(other - one)
        cover = likeness(picture, color, run.theme.background)
        for share in (0.35, 0.6):
            place = one + share * (other - one)
            assert abs(centre_along(cover, place, np.array([-way[1], way[0]]))) <= 1


def test_settings_without_a_story_are_refused_before_anything_is_drawn(run_scene):
    with pytest.raises(ValueError, match="price must make exactly one weight zero, not 4"):
        run_scene("descent.py", price=4)
