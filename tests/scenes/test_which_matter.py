"""Which weights matter: with other counts, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.random_weights import RandomWeightsFacts
from sparsity.geometry import Hyperplane, first_contact
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.pixels import likeness
from tests.scenes.readability import assert_captions_can_be_read, assert_nothing_stands_still

BEATS = ["which-matter", "smallest-in-l2", "smallest-in-l1", "why", "who-wants-zeros", "choose"]
OTHER_SETTINGS = [
    {"n_weights": 2, "n_equations": 1, "seed": 0, "picture_point": (-3, 2)},
    {"n_weights": 40, "n_equations": 12, "seed": 3, "picture_point": (0.5, -4)},
    {"n_weights": 7, "n_equations": 6, "seed": 5, "learned": ("拉", "打"), "others": ("山",)},
]
of_settings = pytest.mark.parametrize("settings", OTHER_SETTINGS, ids=str)


def test_the_story_has_these_beats(run_scene):
    assert [beat.identifier for beat in run_scene("which_matter.py").beats] == BEATS


@of_settings
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_it_is_readable_with_other_counts(run_scene, settings, ratio):
    run = run_scene("which_matter.py", "dark", SIZES[ratio], **settings)
    assert run.problems == []
    assert_captions_can_be_read(run, shortest=30, longest=40)
    assert_nothing_stands_still(run)


@of_settings
def test_it_counts_what_there_is(run_scene, settings):
    run = run_scene("which_matter.py", **settings)
    n_weights, n_equations = settings["n_weights"], settings["n_equations"]
    said = [caption.text for beat in run.beats for caption in beat.captions]
    assert f"{n_weights} weights, only {n_equations} equation{'s' if n_equations > 1 else ''}:" in said[0]
    assert f"all {n_weights} take part" in said[1]
    assert said[3].startswith(f"{n_equations} left, as many as equations.")
    stated = {beat.identifier: beat.formulas for beat in run.beats}
    assert stated["smallest-in-l2"] == [f'"weights that are not zero" = {n_weights}']
    assert stated["smallest-in-l1"] == [f'"weights that are not zero" = {n_equations}']


def test_bars_are_named_before_they_are_counted(run_scene):
    texts = run_scene("which_matter.py").texts
    assert "weights" in texts["Which of these matter?"]
    assert "weights" not in texts["Smallest in L2"]


@pytest.mark.parametrize("theme", THEMES)
def test_bars_and_dots_are_the_answer_of_least_size(run_scene, theme):
    run = run_scene("which_matter.py", theme, (1920, 1080))
    scene, settings = run.scene, run.scene.facts
    answer = RandomWeightsFacts(settings.n_weights, settings.n_equations, settings.seed).least_l1.vertices[0]
    bars = scene.large_bars
    picture = run.pictures["Smallest in L1"]
    bar_cover = likeness(picture, run.theme.l1, run.theme.background)
    dot_cover = likeness(picture, run.theme.ink, run.theme.background)
    pixels = 1080 / run.frame_size[1]
    unit = bars.view.units[1] * pixels
    for number, weight in enumerate(answer):
        ((column, zero),) = run.to_pixels([bars.view.at((number, 0))])
        column, zero = round(column), round(zero)
        reach = bar_cover[:, column] > 0.5
        ring = dot_cover[zero - 20 : zero + 20, column] > 0.5
        assert ring.any() == (weight == 0)
        assert reach.any() == (weight != 0)
        if weight:
            end = np.flatnonzero(reach)[0 if weight > 0 else -1]
            assert abs((zero - end) - weight * unit) <= 2


@pytest.mark.parametrize("theme", THEMES)
def test_the_small_picture_shows_both_first_contacts(run_scene, theme):
    run = run_scene("which_matter.py", theme, (1920, 1080))
    cover = likeness(run.pictures["Choose by what you want to find"], run.theme.contact_fill, run.theme.background)
    line = Hyperplane.through_data_point(*run.scene.picture_point)
    for p in (1, 2):
        ((column, row),) = run.to_pixels(run.scene.view.to_scene(first_contact(line, p).vertices))
        rows, columns = np.nonzero(
            cover[round(row) - 9 : round(row) + 10, round(column) - 9 : round(column) + 10] > 0.5
        )
        assert len(rows) > 60
        assert abs(rows.mean() + round(row) - 9 + 0.5 - row) <= 1
        assert abs(columns.mean() + round(column) - 9 + 0.5 - column) <= 1


def test_the_robot_of_the_beginning_ends_with_the_part_alone(run_scene):
    run = run_scene("which_matter.py")
    memory = run.scene.facts.memory
    assert run.scene.robot_bars.values.tolist() == memory.by_part.tolist()
    # What the wish for a small sum of squares would leave it with is what it begins with.
    assert np.count_nonzero(memory.least_squared.vertices[0]) == len(memory.learned) + 1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"n_weights": 41}, "n_weights must be a whole number from 2 to 40, not 41"),
        ({"n_equations": 20}, "n_equations must be fewer than n_weights, 20, not 20"),
        ({"seed": -1}, "seed must be a whole number from 0, not -1"),
        (
            {"picture_point": (1, 4)},
            r"picture_point \(x, y\) must have \|x\| from 0.2 to 5 and at least 0.1 away from 1",
        ),
        ({"picture_point": (0, 4)}, r"picture_point \(x, y\) must have \|x\| from 0.2 to 5"),
        ({"learned": ("把",)}, "learned must be 2 to 8 different characters"),
        ({"picture_point": (2, 0)}, r"picture_point \(x, y\) must have y other than 0"),
    ],
    ids=str,
)
def test_settings_without_a_story_are_refused_before_anything_is_drawn(run_scene, settings, message):
    with pytest.raises(ValueError, match=message):
        run_scene("which_matter.py", **settings)
