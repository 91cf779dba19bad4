"""The tie: a whole edge at |x| = 1, one tip as soon as the line is turned, and never a word too much."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import Hyperplane, first_contact
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

SCENE = "parallel_edge.py"
BEATS = [
    "A parallel line",
    "A whole edge",
    "A hair steeper",
    "A hair flatter",
    "Another number",
    "Another unit",
    "Summary",
]
OTHER_SETTINGS = [
    {"data_point": (-1, 1000)},
    {"data_point": (1, -0.3), "other_y": 3, "hair": 0.1},
    {"data_point": (-1, -2.5e6), "other_y": 1e-5, "units": ("mm", "cm"), "unit_ratio": 0.1},
    {"data_point": (1, 3.14159), "other_y": -7, "hair": 0.001, "units": ("m", "cm"), "unit_ratio": 100},
]
with_other_settings = pytest.mark.parametrize(
    "settings", OTHER_SETTINGS, ids=lambda settings: str(settings["data_point"])
)


def said(run) -> str:
    return " ".join(caption.text.replace("\n", " ") for beat in run.beats for caption in beat.captions)


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene(SCENE).beats] == BEATS


@with_other_settings
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_numbers(run_scene, settings, ratio):
    assert run_scene(SCENE, "dark", SIZES[ratio], **settings).problems == []


@pytest.mark.parametrize("settings", [{}, *OTHER_SETTINGS], ids=str)
def test_captions_can_be_read(run_scene, settings):
    run = run_scene(SCENE, **settings)
    assert_captions_can_be_read(run, shortest=30, longest=90)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {},
            ["falls exactly as steeply", "c = 1000", "x = 1.02: one tip", "x = 0.98: the other tip", "slightest turn"]
            + ["Is it the 1000?", "y run to 5", "It is the 1.", "1 cm is 10 mm", "one tip wins", "b = 0 about my unit"],
        ),
        (OTHER_SETTINGS[0], ["rises exactly as steeply", "x = −1.02: one tip", "It is the −1.", "−1 cm is −10 mm"]),
        (OTHER_SETTINGS[2], ["−1 mm is −0.1 cm", "a = 0 about my unit"]),
    ],
    ids=["seed", "rising", "huge and tiny"],
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, settings, words):
    spoken = said(run_scene(SCENE, **settings))
    for word in words:
        assert word in spoken


# Pixels


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("beat", ["A whole edge", "Summary"])
def test_the_whole_edge_is_marked_from_end_to_end(run_scene, theme, beat):
    run = run_scene(SCENE, theme, (1920, 1080))
    cover = likeness(run.pictures[beat], run.theme.contact_fill, run.theme.background)
    # 0.7 is where the sliding dot rests.
    for fraction in (0.06, 0.2, 0.35, 0.5, 0.6, 0.8, 0.94):
        (pixel,) = run.to_pixels(run.scene.view.to_scene([(1000 * fraction, 1000 * (1 - fraction))]))
        assert abs(centre_along(cover, pixel, np.array([1, -1]) / np.sqrt(2))) <= 1
    # Beyond the ends, outside their rings, nothing is marked.
    for fraction in (-0.12, 1.12):
        (column, row) = run.to_pixels(run.scene.view.to_scene([(1000 * fraction, 1000 * (1 - fraction))]))[0]
        assert cover[int(row) - 3 : int(row) + 4, int(column) - 3 : int(column) + 4].max() < 0.2


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("beat", "x"), [("A hair steeper", 1.02), ("A hair flatter", 0.98)])
def test_the_turned_line_and_its_only_contact_are_drawn_true(run_scene, theme, beat, x):
    run = run_scene(SCENE, theme, (1920, 1080))
    picture = run.pictures[beat]
    line = Hyperplane.through_data_point(x, 1000)
    contact = first_contact(line, 1)
    assert contact.is_unique
    view = run.scene.view
    blue = likeness(picture, run.theme.solution, run.theme.background)
    normal = np.array([x, -1]) / np.hypot(x, 1)  # rows count downwards
    # Away from the edge, which hides part of the line close to it.
    for a in (-450, -250, 1200, 1400):
        (pixel,) = run.to_pixels(view.to_scene([(a, 1000 - x * a)]))
        assert abs(centre_along(blue, pixel, normal)) <= 1
    gold = likeness(picture, run.theme.contact_fill, run.theme.background)
    for tip in ([980.3921568627451, 0], [1000, 0], [0, 1000]):
        (column, row) = run.to_pixels(view.to_scene([tip]))[0]
        around = gold[round(row) - 12 : round(row) + 12, round(column) - 12 : round(column) + 12]
        is_winner = np.abs(contact.vertices[0] - tip).max() < 25
        assert (around.max() > 0.9) == is_winner
    # Along the edge nothing is marked any more.
    for fraction in (0.3, 0.5, 0.7):
        (column, row) = run.to_pixels(view.to_scene([(1000 * fraction, 1000 * (1 - fraction))]))[0]
        assert gold[int(row) - 6 : int(row) + 7, int(column) - 6 : int(column) + 7].max() < 0.5


@pytest.mark.parametrize(("beat", "x", "loser"), [("A hair steeper", 1.02, 0), ("A hair flatter", 0.98, 1)])
def test_the_close_up_of_the_losing_tip_shows_the_true_gap(run_scene, beat, x, loser):
    run = run_scene(SCENE, "dark", (1920, 1080))
    view = run.scene.magnified[loser].inset.view
    line = Hyperplane.through_data_point(x, 1000)
    blue = likeness(run.pictures[beat], run.theme.solution, run.theme.background)
    start, end = line.clip_to_box(view.lower, view.upper)
    for fraction in (0.1, 0.3, 0.7, 0.9):
        (pixel,) = run.to_pixels(view.to_scene([start + fraction * (end - start)]))
        assert abs(centre_along(blue, pixel, np.array([x, -1]) / np.hypot(x, 1))) <= 1
    red = likeness(run.pictures[beat], run.theme.l1, run.theme.background)
    tip = first_contact(line, 1).radius * np.eye(2)[1 - loser]
    for way in ((1, -1), (-1, -1)):
        # From the tip down along both its edges; the tip that points right is the same picture turned.
        step = np.array(way if loser == 0 else way[::-1])
        (pixel,) = run.to_pixels(view.to_scene([tip + 20 * step]))
        across = np.array([step[1], step[0]]) * [1, 1] / np.sqrt(2)
        assert abs(centre_along(red, pixel, across)) <= 1


# Refusals


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"data_point": (1, 2e9)}, "data_point must keep .y. below 1e\\+09"),
        ({"other_y": -1e12}, "other_y must keep .y. below 1e\\+09"),
        ({"data_point": (10, 5)}, "data_point.*x = 1 or x = -1, not \\(10, 5\\).*parallel to no edge"),
        ({"data_point": (1.0001, 5)}, "data_point.*x = 1 or x = -1"),
        ({"data_point": (1, 0)}, "data_point.*y other than 0"),
        ({"hair": 0}, "hair must be a number from 0.001 to 0.1"),
        ({"hair": 0.5}, "hair must be a number from 0.001 to 0.1"),
        ({"hair": "little"}, "hair must be a number from 0.001 to 0.1"),
        ({"other_y": 0}, "other_y must be a finite number other than 0"),
        ({"other_y": float("nan")}, "other_y must be a finite number"),
        ({"other_y": -1000}, "other_y must differ in size"),
        ({"other_y": 1000.00001}, "other_y must differ in size from the y of data_point in its first four digits"),
        ({"unit_ratio": 1}, "unit_ratio must be at least 2 or at most 1/2"),
        ({"unit_ratio": -10}, "unit_ratio must be a number from 1e-06 to 1e.06"),
        ({"unit_ratio": 1e300}, "unit_ratio must be a number from 1e-06 to 1e.06"),
        ({"units": ("cm",)}, "units must be two names"),
        ({"units": 5}, "units must be two names"),
        ({"units": ("cm", "")}, "units must be words"),
        ({"units": ("cm", " cm")}, "units must be two different names"),
        ({"units": ("cm", "astronomical units")}, "units must be two different names of at most 12 letters"),
    ],
    ids=str,
)
def test_settings_without_a_tie_to_show_are_refused(run_scene, settings, message):
    with pytest.raises(ValueError, match=message):
        run_scene(SCENE, **settings)


def test_the_window_has_run_to_the_other_number_and_back(run_scene):
    run = run_scene(SCENE)
    assert {"$ 8 $", "$ -8 $", "$ a + b = 1000 $", "$ a + b = 5 $"} <= set(run.texts["Another number"])
    assert {"$ 0.8 $", "$ -0.8 $", "$ a + b = 5 $", "$ 10 a + b = 5 $"} <= set(run.texts["Another unit"])
    assert {"$ 1600 $", "$ -1600 $"} <= set(run.texts["Summary"])


@with_other_settings
def test_only_the_line_of_the_other_unit_has_a_single_answer(run_scene, settings):
    run = run_scene(SCENE, **settings)
    assert run.texts["Another unit"].count('$ "the whole edge" $') == 2
    (stated,) = (beat.formulas for beat in run.beats if beat.identifier == "another-unit")
    assert sum(formula.startswith("(a, b)") for formula in stated) == 1


def test_what_a_close_up_shows_is_not_hidden_by_a_square_around_a_mark(run_scene):
    for one in run_scene(SCENE).scene.magnified:
        assert one.inset.source not in one.inset.submobjects


def test_a_unit_is_shown_letter_by_letter(run_scene):
    # What a lecturer types is shown as it is, though no voice could say it.
    run = run_scene(SCENE, units=("$m^2$", "#cm_2"), unit_ratio=100, narrator=None)
    assert run.problems == []
    assert "1 $m^2$ is 100 #cm_2" in said(run)
