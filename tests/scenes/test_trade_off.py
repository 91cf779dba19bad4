"""The answer at a rising price: readable everywhere, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import QuadraticLoss, lasso_path, ridge_path
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

BEATS = ["A price", "The price rises", "A price is a budget", "A price on squares", "Summary"]
SEED = {"features": ((1, 0), (1, 0), (1, 1), (0, 1)), "targets": (3, 1, 3, 1), "budget": 1}
# The budget on an edge; negative weights; ridge weights that pass through zero; large numbers.
OTHERS = [
    SEED | {"budget": 2},
    {"features": ((1, 0.3), (0.4, -1), (0, 1)), "targets": (-1, -2.5, 2), "budget": 0.8},
    {"features": ((1, 0.8), (0, 0.6)), "targets": (1.2, -0.6), "budget": 1},
    {"features": ((100, 20), (-30, 80), (5, 5)), "targets": (2900, 4000, 200), "budget": 12},
]


def ids(settings: object) -> str:
    return str(settings)[:60]


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene("trade_off.py").beats] == BEATS


@pytest.mark.parametrize("settings", OTHERS, ids=ids)
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_numbers(run_scene, settings, ratio):
    run = run_scene("trade_off.py", "dark", SIZES[ratio], **settings)
    assert run.problems == []
    assert_captions_can_be_read(run, shortest=45, longest=90)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            SEED,
            ["At λ = 5, one weight is exactly zero: w₂ = 0", "stays zero", "From λ = 14 on", "back to 8", "size 1."],
        ),
        (OTHERS[0], ["the answer has the size 2", "neither is ever exactly zero"]),
        (OTHERS[2], ["A weight is zero at one single price"]),
    ],
    ids=ids,
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, settings, words):
    run = run_scene("trade_off.py", **settings)
    said = " ".join(caption.text for beat in run.beats for caption in beat.captions)
    for word in words:
        assert word in said


@pytest.mark.parametrize("theme", THEMES)
def test_the_ways_run_through_the_answers(run_scene, theme):
    run = run_scene("trade_off.py", theme, (1920, 1080))
    loss = QuadraticLoss.from_data(SEED["features"], SEED["targets"])
    picture, view = run.pictures["Summary"], run.scene.view
    lasso, ridge = lasso_path(loss), ridge_path(loss, [0])
    measured = [(run.theme.l1, lasso, lam) for lam in (1.5, 3, 4, 7, 9)]
    measured += [(run.theme.l2, ridge, lam) for lam in (0.5, 1, 2, 5)]
    for color, path, lam in measured:
        cover = likeness(picture, color, run.theme.background)
        here, ahead = path.at(lam), path.at(lam * 1.001)
        way = (ahead - here) / np.linalg.norm(ahead - here)
        (pixel,) = run.to_pixels(view.to_scene([here]))
        assert abs(centre_along(cover, pixel, np.array([way[1], way[0]]))) <= 1  # across; rows count downwards


@pytest.mark.parametrize("theme", THEMES)
def test_the_chart_records_the_weights_at_their_prices(run_scene, theme):
    run = run_scene("trade_off.py", theme, (1920, 1080))
    loss = QuadraticLoss.from_data(SEED["features"], SEED["targets"])
    picture, view = run.pictures["Summary"], run.scene.chart.view
    lasso, ridge = lasso_path(loss), ridge_path(loss, [0])
    for color, path, lam, index in [
        *((run.theme.l1, lasso, lam, index) for lam, index in ((3, 0), (7.5, 0), (12, 0), (2, 1), (3.5, 1))),
        *((run.theme.l2, ridge, lam, index) for lam, index in ((1, 0), (3, 0), (8, 0), (1.5, 1), (12, 1))),
    ]:
        cover = likeness(picture, color, run.theme.background)
        here = np.array([lam, path.at(lam)[index]])
        ahead = np.array([lam + 0.01, path.at(lam + 0.01)[index]])
        way = (ahead - here) * view.units
        across = np.array([way[1], way[0]]) / np.linalg.norm(way)
        (pixel,) = run.to_pixels(view.to_scene([here]))
        assert abs(centre_along(cover, pixel, across)) <= 1


@pytest.mark.parametrize("p", [1, 2])
def test_everything_follows_the_price(run_scene, p):
    scene = run_scene("trade_off.py").scene
    answer, dial, bars, _ = scene.recorders[p]
    for lam in (0.0, 3.0, 5.0, 9.0, 14.0):
        scene.follow_price(p, lam)
        weights = scene.facts.lasso.at(lam) if p == 1 else scene.facts.ridge_at(lam)
        np.testing.assert_allclose(bars.values, weights, atol=1e-12)
        np.testing.assert_allclose(answer.dot.get_center(), scene.view.at(weights), atol=1e-9)
        assert dial.price.shown == pytest.approx(lam, abs=0.05)
        assert dial.budget.shown == pytest.approx(scene.facts.budget_at(lam, p), abs=0.005)
        assert dial.link.get_start() == pytest.approx(dial.knobs[0].get_center())
        assert dial.link.get_end() == pytest.approx(dial.knobs[1].get_center())
        assert bars.is_zero.any() == (p == 1 and lam >= 5)


def test_what_there_is_no_story_about_is_refused(run_scene):
    with pytest.raises(ValueError, match="targets must make one weight leave before the other"):
        run_scene("trade_off.py", features=((1, 0), (0, 1)), targets=(2, 2))
