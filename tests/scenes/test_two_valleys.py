"""The two valleys: the curve is the size, the rings are its minima, and the words fit the numbers."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import Hyperplane, line_profile, lp_norm
from tests.scenes.conftest import SIZES, THEMES, scene_class
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

SCENE = "two_valleys.py"
BEATS = ["A walk along the line", "One valley", "Two valleys", "Two walkers", "How many valleys", "Summary"]
OTHER_SETTINGS = [
    {"data_point": (-3, 2)},
    {"data_point": (0.06, -5)},
    {"data_point": (1, 1000)},
    {"data_point": (1.05, 3e-6), "orders": (4, 1, 0.25), "many": (1000, 3)},
    {"data_point": (-19, 2.71828e7)},
]


def said(run) -> str:
    return " ".join(caption.text.replace("\n", " ") for beat in run.beats for caption in beat.captions)


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene(SCENE).beats] == BEATS


@pytest.mark.parametrize("settings", OTHER_SETTINGS, ids=str)
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_numbers(run_scene, settings, ratio):
    assert run_scene(SCENE, "dark", SIZES[ratio], **settings).problems == []


@pytest.mark.parametrize("settings", [{}, *OTHER_SETTINGS], ids=str)
def test_captions_can_be_read(run_scene, settings):
    run = run_scene(SCENE, **settings)
    assert_captions_can_be_read(run, shortest=30, longest=90)


@pytest.mark.parametrize(
    ("settings", "words", "unsaid"),
    [
        (
            {},
            [
                "Look at the size of each answer",
                "p = 2",
                "p = 1/2",
                "at the sparse answer (0.5, 0)",
                "a hill between, of size 5.5",
                "(0.5, 0), size 0.5",
            ]
            + ["stuck at (0, 5), size 5", "184 756"],
            ["tie", "equally"],
        ),
        (
            {"data_point": (0.06, -5)},
            ["at the sparse answer (0, −5)", "(0, −5), size 5", "stuck at ≈ (−83.3, 0)"],
            ["tie"],
        ),
        (
            {"data_point": (1, 1000)},
            ["a tie", "of size 2000", "equally small", "by chance"],
            ["stuck", "kink", "wrong one."],
        ),
        (
            {"data_point": (1.00001, 5)},
            ["finds the smallest: ≈ (4.99995, 0), size ≈ 4.99995", "stuck at (0, 5), size 5"],
            ["tie"],
        ),
        ({"many": (2, 1)}, ["2 weights and 1 equation: up to 2 valleys"], ["1 equations"]),
        ({"many": (1, 1)}, ["1 weight and 1 equation: up to 1 valley."], ["1 weights"]),
        ({"data_point": (9, 5), "orders": (4 / 3, 1, 1 / 3)}, ["p = 4/3: one smooth valley", "p = 1/3: two"], []),
        (OTHER_SETTINGS[3], ["p = 4", "p = 1/4", "166 167 000"], ["184"]),
    ],
    ids=["seed", "flat", "tie", "nearly a tie", "few", "fewest", "steep", "other orders"],
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, settings, words, unsaid):
    spoken = said(run_scene(SCENE, **settings))
    for word in words:
        assert word in spoken
    for word in unsaid:
        assert word not in spoken


# Pixels


@pytest.mark.parametrize("data_point", [(10, 5), (-3, 2), (1, 1000)], ids=str)
@pytest.mark.parametrize(("beat", "role", "p"), [("One valley", "l1", 1), ("Two valleys", "lp", 0.5)])
def test_the_curve_is_the_size_of_the_answers(run_scene, data_point, beat, role, p):
    run = run_scene(SCENE, "dark", (1920, 1080), data_point=data_point)
    cover = likeness(run.pictures[beat], getattr(run.theme, role), run.theme.background)
    chart = run.scene.chart
    profile = line_profile(Hyperplane.through_data_point(*data_point), p)
    low, high = chart.span
    special = [*profile.axis_crossings]
    if profile.maximum_between is not None:
        special.append(profile.parameter(profile.maximum_between))
    checked = 0
    for t in np.linspace(low, high, 24)[1:-1]:
        # Within the rings and at kinks a stroke has no clear middle.
        if min(abs(t - s) for s in special) < 0.05 * (high - low):
            continue
        sizes = lp_norm(profile.points([t - 1e-4 * (high - low), t, t + 1e-4 * (high - low)]), p)
        if sizes[1] > 0.97 * chart.top:
            continue
        pixels = run.to_pixels(chart.to_scene(np.array([t - 1e-4 * (high - low), t, t + 1e-4 * (high - low)]), sizes))
        along = (pixels[2] - pixels[0]) / np.linalg.norm(pixels[2] - pixels[0])
        assert abs(centre_along(cover, pixels[1], np.array([-along[1], along[0]]))) <= 1
        checked += 1
    assert checked >= 12


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("data_point", [(10, 5), (-3, 2), (1, 1000)], ids=str)
def test_the_valleys_are_ringed_at_the_minima_gold_where_they_are_deepest(run_scene, data_point, theme):
    run = run_scene(SCENE, theme, (1920, 1080), data_point=data_point)
    profile = line_profile(Hyperplane.through_data_point(*data_point), 0.5)
    chart = run.scene.chart
    for tip, value, is_global in zip(profile.minima, profile.minimum_values, profile.is_global, strict=True):
        color = run.theme.contact if is_global else run.theme.ink
        cover = likeness(run.pictures["Two valleys"], color, run.theme.background)
        on_chart = chart.to_scene(np.array([profile.parameter(tip)]), np.array([value**2]))
        for point, radius in ((on_chart, 0.17), (run.scene.view.to_scene([tip]), 0.22 if is_global else 0.2)):
            (pixel,) = run.to_pixels(point)
            for angle in np.radians([20, 160, 200, 340]):
                outwards = np.array([np.cos(angle), np.sin(angle)])
                on_ring = pixel + outwards * radius * 135
                assert abs(centre_along(cover, on_ring, outwards, reach=5)) <= 1


def test_the_cusps_reach_all_the_way_down(run_scene):
    run = run_scene(SCENE, "dark", (1920, 1080))
    points = run.scene.curve.points
    for t, size in zip(run.scene.chart.profile.axis_crossings, (5, 0.5), strict=True):
        bottom = run.scene.chart.at(t, size)
        assert np.linalg.norm(points - bottom, axis=1).min() < 1e-6


def test_each_walker_ends_in_the_ring_of_its_own_valley(run_scene):
    run = run_scene(SCENE, "dark", (1920, 1080))
    ink = likeness(run.pictures["Two walkers"], run.theme.ink, run.theme.background)
    chart = run.scene.chart
    ends = [(t, size) for t, size in zip(chart.profile.axis_crossings, (5, 0.5), strict=True)]
    places = [chart.to_scene(np.array([t]), np.array([size])) for t, size in ends]
    for place in [*places, run.scene.view.to_scene([(0.5, 0)]), run.scene.view.to_scene([(0, 5)])]:
        ((column, row),) = run.to_pixels(place)
        left, top = round(column) - 10, round(row) - 10
        rows, columns = np.nonzero(ink[top : top + 21, left : left + 21] > 0.5)
        assert len(rows) > 250
        assert abs(columns.mean() + left + 0.5 - column) <= 1
        assert abs(rows.mean() + top + 0.5 - row) <= 1


# Refusals


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"data_point": (10, 0)}, "data_point.*y other than 0"),
        ({"data_point": (10, 2e9)}, "data_point.*below 1e\\+09"),
        ({"data_point": (0, 5)}, "data_point.*x other than 0.*crosses one axis only"),
        ({"data_point": (100, 5)}, r"data_point.*between 1/20 and 20, not \(100, 5\).*at \(0.05, 0\) and \(0, 5\)"),
        ({"data_point": (25, 5)}, r"not \(25, 5\): the solution line crosses the axes at \(0.2, 0\) and \(0, 5\), too"),
        ({"data_point": (19.5, 5)}, "orders must end with a smaller p for data_point .19.5, 5. .or its .x. be closer"),
        ({"data_point": (-20, 5)}, "orders must end with a smaller p"),
        ({"data_point": (19, 5), "orders": (1.25, 1, 0.5)}, "orders must begin with a larger p for data_point .19, 5."),
        ({"orders": (1.00001, 1, 0.5)}, "orders must be simple fractions or numbers of at most 4 digits"),
        ({"data_point": (-0.01, 5)}, "data_point.*between 1/20 and 20"),
        ({"orders": (2, 1)}, "orders must be three"),
        ({"orders": (1, 1, 0.5)}, "orders must be descending numbers"),
        ({"orders": (2, 0.9, 0.5)}, "orders must be three"),
        ({"orders": (2, 1, 0.1)}, "orders must be three"),
        ({"orders": "210"}, "orders must be numbers"),
        ({"orders": (1, 0.5, 0.25)}, "orders must be three"),
        ({"orders": (2, 1, 0.9)}, "orders must end with a smaller p.*the hill is 0.0%"),
        ({"many": (10, 20)}, "many must be numbers of weights and equations.*cannot be independent"),
        ({"many": (10,)}, "many must be numbers of weights and equations"),
        ({"many": (200, 100)}, "many must leave fewer than"),
    ],
    ids=str,
)
def test_settings_without_two_valleys_to_show_are_refused(run_scene, settings, message):
    with pytest.raises(ValueError, match=message):
        run_scene(SCENE, **settings)


@pytest.mark.parametrize(
    "settings",
    [
        *({"data_point": (x, 5)} for x in (19, -19, 1 / 19)),
        *({"data_point": (x, 5), "orders": (2, 1, 0.25)} for x in (19.5, -20, 1 / 20)),
    ],
    ids=str,
)
def test_all_that_is_promised_is_accepted(settings):
    assert type("Accepted", (scene_class(SCENE),), settings)().title == "Two valleys"
