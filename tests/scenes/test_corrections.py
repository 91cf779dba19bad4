"""Dots that are not the answer: readable with other numbers, said truly, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import QuadraticLoss, constrained_minimum, ridge_path
from tests.facts.test_corrections import OTHERS
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read, assert_nothing_stands_still

BEATS = ["by-eye", "scaled", "same-off-both", "signs", "straight", "summary"]


def test_the_story_has_these_beats_and_never_stands_still(run_scene):
    run = run_scene("corrections.py")
    assert [beat.identifier for beat in run.beats] == BEATS
    assert_nothing_stands_still(run)


@pytest.mark.parametrize("settings", OTHERS, ids=lambda settings: str(settings)[:60])
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_numbers(run_scene, settings, ratio):
    run = run_scene("corrections.py", "dark", SIZES[ratio], **settings)
    assert run.problems == []
    assert_captions_can_be_read(run, shortest=45, longest=90)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {},
            [
                "drawn here, at (0, 1)",
                "it touches at (1, 0)",
                "4, not 13",
                "is 6.4",
                "5, not 4",
                "1.64. Across",
                "0.268)",
            ],
        ),
        (OTHERS[1], ["drawn here, at (20, 0)"]),
    ],
    ids=["default", "other"],
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, settings, words):
    said = " ".join(caption.text for beat in run_scene("corrections.py", **settings).beats for caption in beat.captions)
    for word in words:
        assert word in said


@pytest.mark.parametrize("theme", THEMES)
def test_the_smallest_contour_runs_through_the_answer_and_not_through_the_dots(run_scene, theme):
    run = run_scene("corrections.py", theme, (1920, 1080))
    loss = QuadraticLoss(np.diag([4.0, 1.0]), [1.8, 1.2])
    answer = constrained_minimum(loss, 1, 1)
    view, picture = run.scene.view, run.pictures["Summary"]
    cover = likeness(picture, run.theme.loss, run.theme.background)
    # Below the plane's middle and beside the ball, where nothing else is drawn.
    outline = loss.level_set(answer.loss, 721)
    below = outline[(outline[:, 1] < -0.2) & (outline[:, 0] > 1.2) & (outline[:, 0] < 2.2)][::20]
    assert len(below) >= 3
    for here in below:
        slope = loss.gradient(here)
        (pixel,) = run.to_pixels(view.to_scene([here]))
        across = np.array([slope[0], -slope[1]]) / np.linalg.norm(slope)  # rows count downwards
        assert abs(centre_along(cover, pixel, across)) <= 1


@pytest.mark.parametrize("theme", THEMES)
def test_ridge_walks_along_its_arc(run_scene, theme):
    run = run_scene("corrections.py", theme, (1920, 1080))
    path = ridge_path(QuadraticLoss(np.diag([4.0, 1.0]), [1.8, 1.2]), [0])
    cover = likeness(run.pictures["Ridge, straight home"], run.theme.l2, run.theme.background)
    for lam in (0.15, 0.3):
        here, ahead = path.at([lam, 1.01 * lam])
        way = (ahead - here) / np.linalg.norm(ahead - here)
        (pixel,) = run.to_pixels(run.scene.view.to_scene([here]))
        assert abs(centre_along(cover, pixel, np.array([way[1], way[0]]))) <= 1


def test_nothing_better_is_left_when_the_contour_has_shrunk(run_scene):
    scene = run_scene("corrections.py").scene
    assert len(scene.better.points) == 0
    assert scene.level.shown == pytest.approx(scene.facts.straight.truth.loss, abs=0.01)


def test_what_there_is_no_story_about_is_refused(run_scene):
    with pytest.raises(ValueError, match="drawn must be such that the dot is wrong"):
        run_scene("corrections.py", drawn=(1, 0))
