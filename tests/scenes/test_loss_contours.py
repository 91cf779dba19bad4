"""Contours of the loss that reach a diamond and a circle: readable everywhere, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import QuadraticLoss, constrained_minimum
from tests.scenes.conftest import SIZES, Run
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

BEATS = ["One data point", "More data points", "The best fit", "The diamond", "The circle", "Summary"]
SEED = {"features": ((1, 0), (1, 0), (1, 1), (0, 1)), "targets": (3, 1, 3, 1), "budget": 1}
# An edge; another quadrant and the other axis; fitted exactly; long contours; many data points; large numbers.
OTHERS = [
    SEED | {"budget": 2},
    {"features": ((1, 0.3), (0.4, -1), (0, 1)), "targets": (-1, -2.5, 2), "budget": 0.8},
    {"features": ((2, 1), (1, 1)), "targets": (1, -1), "budget": 1.5},
    {"features": ((1, 1), (1, 1.5), (0.6, 1.2)), "targets": (2, 2.5, 1.9), "budget": 0.5},
    {"features": tuple((1, k / 4) for k in range(12)), "targets": tuple(4 - k / 5 for k in range(12)), "budget": 2.2},
    {"features": ((100, 20), (-30, 80), (5, 5)), "targets": (2900, 4000, 200), "budget": 12},
]


def ids(settings: object) -> str:
    return str(settings)[:60]


def said_in(run: Run) -> str:
    return " ".join(caption.text for beat in run.beats for caption in beat.captions)


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene("loss_contours.py").beats] == BEATS


@pytest.mark.parametrize("settings", OTHERS, ids=ids)
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_numbers(run_scene, settings, ratio):
    assert run_scene("loss_contours.py", "dark", SIZES[ratio], **settings).problems == []


@pytest.mark.parametrize("settings", OTHERS, ids=ids)
def test_captions_can_be_read(run_scene, settings):
    assert_captions_can_be_read(run_scene("loss_contours.py", **settings), shortest=40, longest=80)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (SEED, ["(2, 1)", "touches a tip: w₂ = 0", "up to 1.5", "No answer lies on all", "smallest contour"]),
        (OTHERS[0], ["meets an edge: no weight is zero", "up to 1.5"]),
        (OTHERS[1], ["touches a tip: w₁ = 0"]),
        (OTHERS[2], ["One answer alone fits all"]),
    ],
    ids=ids,
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, settings, words):
    said = said_in(run_scene("loss_contours.py", **settings))
    for word in words:
        assert word in said


def test_an_edge_is_never_called_a_tip(run_scene):
    run = run_scene("loss_contours.py", **OTHERS[0])
    diamond = next(beat for beat in run.beats if beat.name == "The diamond")
    assert not any("tip" in caption.text for caption in diamond.captions)
    assert not any("= 0 " in text for text in run.texts["The diamond"])


@pytest.mark.parametrize(
    ("beat", "sources"),
    [
        ("One data point", ["w_1 = 3", '"loss" = (w_1 - 3)^2']),
        ("The best fit", ["hat(w) = (2, 1)", '"least loss" = 2']),
        ("The diamond", ["abs(w_1) + abs(w_2) <= 1", "w = (1, 0)", "w_2 = 0"]),
        ("The circle", ["sqrt(w_1^2 + w_2^2) <= 1", "w approx (0.875, 0.485)"]),
    ],
    ids=str,
)
def test_the_picture_names_what_the_geometry_found(run_scene, beat, sources):
    shown = run_scene("loss_contours.py").texts[beat]
    for source in sources:
        assert f"$ {source} $" in shown, shown


# Pixels

on_pixels = pytest.mark.parametrize(
    ("settings", "theme"), [(SEED, "dark"), (SEED, "light"), (OTHERS[0], "dark")], ids=ids
)


@on_pixels
def test_the_smallest_contour_to_reach_the_diamond_runs_where_the_loss_has_its_value(run_scene, settings, theme):
    run = run_scene("loss_contours.py", theme, (1920, 1080), **settings)
    loss = QuadraticLoss.from_data(settings["features"], settings["targets"])
    cover = likeness(run.pictures["The diamond"], run.theme.loss, run.theme.background)
    answer = constrained_minimum(loss, 1, settings["budget"])
    view = run.scene.view
    measured = 0
    for point in loss.level_set(answer.loss, 25)[:-1]:
        normal = loss.gradient(point) / np.linalg.norm(loss.gradient(point)) * [1, -1]  # rows count downwards
        # Away from the mark, the axes and the label of the best fit, where other strokes lie.
        label = view.to_scene([point])[0] - run.scene.best_label.get_center()
        is_free = np.abs(point).min() * view.unit > 0.15 and np.abs(label / [1.5, 0.5, 1]).max() > 1
        if np.linalg.norm(point - answer.point) * view.unit > 0.4 and is_free and view.shows(point):
            (pixel,) = run.to_pixels(view.to_scene([point]))
            assert abs(centre_along(cover, pixel, normal)) <= 1
            measured += 1
    assert measured >= 8


@on_pixels
def test_the_marks_sit_on_the_answers(run_scene, settings, theme):
    run = run_scene("loss_contours.py", theme, (1920, 1080), **settings)
    loss = QuadraticLoss.from_data(settings["features"], settings["targets"])
    cover = likeness(run.pictures["The diamond"], run.theme.contact_fill, run.theme.background)
    answer = constrained_minimum(loss, 1, settings["budget"])
    ((column, row),) = run.to_pixels(run.scene.view.to_scene(answer.vertices))
    left, top = round(column) - 20, round(row) - 20
    rows, columns = np.nonzero(cover[top : top + 41, left : left + 41] > 0.5)
    assert len(rows) > 400
    assert abs(columns.mean() + left + 0.5 - column) <= 1
    assert abs(rows.mean() + top + 0.5 - row) <= 1


# Refusals


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"budget": 2.5}, "budget must be a number from"),
        ({"targets": (3, 1)}, "targets must be 4 numbers"),
        ({"features": ((1, 0), (1, 0)), "targets": (3, 1)}, "features must tell the two weights apart"),
    ],
    ids=str,
)
def test_what_there_is_no_story_about_is_refused_before_anything_is_drawn(run_scene, settings, message):
    with pytest.raises(ValueError, match=message):
        run_scene("loss_contours.py", **settings)
