"""Where answers land: readable with other budgets, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.landing import DRAWS, EDGE, INSIDE, TIP
from sparsity.geometry import QuadraticLoss, constrained_minimum
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.readability import assert_captions_can_be_read, assert_nothing_stands_still

BEATS = [
    "where-it-lands",
    "who-owns-which",
    "many-at-once",
    "the-budget",
    "the-loss",
    "the-published-share",
    "the-circle",
    "summary",
]
OTHERS = [
    {"budget": 1, "large_budget": 5.5, "longer": 5, "seed": 0},
    {"budget": 2.5, "large_budget": 8.5, "longer": 1.5, "seed": 123},
]


def test_the_story_has_these_beats_and_never_stands_still(run_scene):
    run = run_scene("landing.py")
    assert [beat.identifier for beat in run.beats] == BEATS
    assert_nothing_stands_still(run)


@pytest.mark.parametrize("settings", OTHERS, ids=str)
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_budgets(run_scene, settings, ratio):
    run = run_scene("landing.py", "dark", SIZES[ratio], **settings)
    assert run.problems == []
    assert_captions_can_be_read(run, shortest=45, longest=85)


def test_captions_say_what_is_true(run_scene):
    run = run_scene("landing.py", **OTHERS[0])
    said = " ".join(caption.text for beat in run.beats for caption in beat.captions)
    for words in ("Tips own 0.81 of", "budget 5.5, tips own only ≈ 0.20", "66 %", "exactly 32/49", "of 100 points"):
        assert words in said


@pytest.mark.parametrize("theme", THEMES)
def test_borders_of_the_regions_are_where_the_formula_puts_them(run_scene, theme):
    run = run_scene("landing.py", theme, (1920, 1080))
    picture, view, c = run.pictures["Summary"].astype(float), run.scene.view, run.scene.budget
    for y in (6.0, -3.7):
        # Along a level the strip of an edge reaches from |x| = |y| - c to |y| + c.
        for x in (abs(y) - c, abs(y) + c):
            for side in (1, -1):
                ((column, row),) = run.to_pixels(view.to_scene([(side * x, y)]))
                levels = picture[int(row), int(column) - 8 : int(column) + 9, 0]
                middle = (levels[:3].mean() + levels[-3:].mean()) / 2
                assert abs(levels[0] - levels[-1]) > 20
                # Pixels that are still on the left: their number says where it changes.
                reached = np.count_nonzero((levels > middle) == (levels[0] > middle))
                assert abs(int(column) - 8 + reached - column) <= 1


def test_many_land_at_true_answers_and_are_counted(run_scene):
    scene = run_scene("landing.py").scene
    facts = scene.facts
    answers = {place: [] for place in (INSIDE, EDGE, TIP)}
    for best, place in zip(facts.minima, facts.places, strict=True):
        answers[int(place)].append(constrained_minimum(QuadraticLoss(np.eye(2), best), 1, facts.budget).point)
    for place, many in zip((INSIDE, EDGE, TIP), scene.falling, strict=True):
        many.set_time(100)
        np.testing.assert_allclose(many.dots.points[::4], scene.view.to_scene(answers[place]), atol=1e-9)
    run = run_scene("landing.py")
    count = len(answers[TIP])
    assert any(f"{count / DRAWS:.2f}" in formula for formula in run.beats[2].formulas)


def test_picture_and_numbers_follow_budget_and_contours(run_scene):
    scene = run_scene("landing.py").scene
    for budget, longer, turn in ((1.5, 1, 0), (4, 2, 1), (8, 3, 2)):
        scene.set_picture(budget, longer, turn)
        hessian = scene.facts.hessian(longer, turn)
        at_tip = [
            (abs(constrained_minimum(QuadraticLoss(hessian, best), 1, budget).point) < 1e-9).any()
            for best in scene.facts.minima
        ]
        assert scene.tallies[0].number.text == str(sum(at_tip))
        assert len(scene.dots.kinds[TIP].points) == 4 * sum(at_tip)
        assert scene.diamond.radius == budget
        assert scene.exact.shown == pytest.approx(scene.facts.shares(budget, hessian).tip, abs=0.005)


def test_settings_without_a_story_are_refused_before_anything_is_drawn(run_scene):
    with pytest.raises(ValueError, match="budget must be a number from 1 to"):
        run_scene("landing.py", budget=4)
