"""The lasso and ridge regression on real data: readable with other settings, said truly, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.diabetes.people import NAMES
from sparsity.facts.features import FeaturesFacts
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read, assert_nothing_stands_still

BEATS = ["ten-features", "they-join", "all-ten", "predict", "unit", "twins", "summary"]
OTHERS = [
    {"price": 10, "feature": "bp", "unit": 4, "learned_from": 150, "trials": 12, "seed": 3},
    {"price": 2, "feature": "hdl", "unit": 20, "learned_from": 30, "trials": 100, "seed": 0},
]


def test_the_story_has_these_beats_and_never_stands_still(run_scene):
    run = run_scene("features.py")
    assert [beat.identifier for beat in run.beats] == BEATS
    assert_nothing_stands_still(run)


@pytest.mark.parametrize("settings", OTHERS, ids=lambda settings: settings["feature"])
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_settings(run_scene, settings, ratio):
    run = run_scene("features.py", "dark", SIZES[ratio], **settings)
    assert run.problems == []
    assert_captions_can_be_read(run, shortest=45, longest=95)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {},
            [
                "Body mass and triglycerides join first, then blood pressure.",
                "correlation ≈ 0.9",
                "At λ ≈ 0.812, cholesterol changes its sign",
                "lasso ≈ 0.461 with 5 features, ridge ≈ 0.464",
                "body mass in a unit 3 times as large",
            ],
        ),
        (OTHERS[0], ["Learn from 150 people", "12 times: neither", "Put blood pressure in twice"]),
    ],
    ids=["default", "other"],
)
def test_captions_say_what_is_true_for_these_settings(run_scene, settings, words):
    said = " ".join(caption.text for beat in run_scene("features.py", **settings).beats for caption in beat.captions)
    for word in words:
        assert word in said


@pytest.mark.parametrize("theme", THEMES)
def test_the_chart_records_the_paths_at_their_prices(run_scene, theme):
    run = run_scene("features.py", theme, (1920, 1080))
    facts: FeaturesFacts = run.scene.facts
    view = run.scene.chart.view
    index = list(NAMES).index
    for beat, color, path, measured in (
        ("They join one by one", run.theme.l1, facts.lasso, [("bmi", 30), ("ltg", 5), ("bp", 3), ("sex", 0.2)]),
        ("All ten, always", run.theme.l2, facts.ridge, [("bmi", 1), ("ltg", 0.2), ("bp", 2), ("hdl", 2)]),
    ):
        cover = likeness(run.pictures[beat], color, run.theme.background)
        for name, lam in measured:
            here, ahead = (np.array([np.log10(price), path.at(price)[index(name)]]) for price in (lam, 1.01 * lam))
            way = (ahead - here) * view.units
            across = np.array([way[1], way[0]]) / np.linalg.norm(way)
            (pixel,) = run.to_pixels(view.to_scene([here]))
            assert abs(centre_along(cover, pixel, across)) <= 1, (name, lam)


@pytest.mark.parametrize("theme", THEMES)
def test_bars_end_at_the_weights(run_scene, theme):
    run = run_scene("features.py", theme, (1920, 1080))
    facts, bars = run.scene.facts, run.scene.twin_bars
    cover = likeness(run.pictures["If two are the same"], run.theme.lp, run.theme.background)
    # Right of the bars stands the price in the same colour.
    right = int(run.to_pixels(bars.view.to_scene([(bars.view.upper[0], 0)]))[0, 0])
    weights = np.insert(facts.shared[:-1], facts.number + 1, facts.shared[-1])
    np.testing.assert_array_equal(bars.values, weights)
    for row, weight in enumerate(weights):
        ends = run.to_pixels(bars.view.to_scene([(0, -row), (weight, -row)]))
        middle = int(ends[0, 1])
        inside = cover[middle, :right] > 0.5
        if weight == 0:
            assert not inside.any()
        else:
            columns = np.flatnonzero(inside)
            assert (columns.min(), columns.max() + 1) == pytest.approx(sorted(ends[:, 0]), abs=3)


def test_tallies_end_at_the_counts(run_scene):
    scene = run_scene("features.py").scene
    assert [tally.number.text for tally in scene.tallies] == [
        str(sum(scene.facts.lasso_wins)),
        str(scene.facts.trials - sum(scene.facts.lasso_wins)),
    ]


def test_what_there_is_no_story_about_is_refused(run_scene):
    with pytest.raises(ValueError, match="unit must be so large that the lasso drops the feature bmi"):
        run_scene("features.py", unit=1.1)
