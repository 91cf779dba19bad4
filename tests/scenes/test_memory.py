"""Memory and pattern: with other characters and counts, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.characters.strokes import character
from sparsity.facts.memory import MemoryFacts
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.pixels import likeness
from tests.scenes.readability import assert_captions_can_be_read, assert_nothing_stands_still

BEATS = ["the-task", "features-and-weights", "by-heart", "the-pattern", "a-small-size", "small-in-which-sense"]
# The fewest and the most, unlike counts, a word too long for its card.
OTHER_SETTINGS = [
    {"learned": ("打", "拉"), "others": ("山",), "new": "推"},
    {"learned": tuple("提拍抱扔扫折抓指"), "others": tuple("明河林吃红狗妈说"), "new": "挂"},
    {"learned": tuple("抬扶拾"), "others": tuple("花雨山树猫村"), "new": "啦"},
]
of_settings = pytest.mark.parametrize("settings", OTHER_SETTINGS, ids=lambda settings: "".join(settings["learned"]))


@pytest.fixture
def run_with(run_scene):
    return lambda settings, *look: run_scene("memory.py", *look, **settings)


def test_the_story_has_these_beats(run_scene):
    assert [beat.identifier for beat in run_scene("memory.py").beats] == BEATS


@of_settings
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_it_is_readable_with_other_characters(run_with, settings, ratio):
    run = run_with(settings, "dark", SIZES[ratio])
    assert run.problems == []
    assert_captions_can_be_read(run, shortest=40, longest=58)
    assert_nothing_stands_still(run)


@of_settings
def test_it_counts_what_there_is(run_with, settings):
    run = run_with(settings)
    n = len(settings["learned"])
    assert f"answer 1 for these {n} characters" in run.beats[0].captions[0].text
    # How the two answers do on the new character.
    facts = run.scene.facts
    scores = [facts.score_of_new(least.vertices[0]) for least in (facts.least_added, facts.least_squared)]
    signs = ["=" if round(score, 2) == score else "approx" for score in scores]
    written = [f'"score" {sign} {score:.2f}' for sign, score in zip(signs, scores, strict=True)]
    assert [stated for stated in run.beats[-1].formulas if "score" in stated] == written
    shown = run.texts["Small in which sense?"]
    assert '$ "weights added up" = 1 $' in shown
    assert f'$ "squares added up" = {n}\\/{n + 1} $' in shown
    assert shown.count(f"$ 1\\/{n + 1} $") == n
    assert shown.count("$ 0 $") == n


def test_words_that_are_needed_are_said_where_they_are_needed_first(run_scene):
    said = {
        beat.identifier: " ".join(caption.text for caption in beat.captions) for beat in run_scene("memory.py").beats
    }
    for beat, words in {
        "features-and-weights": ("features", "weight", "model"),
        "by-heart": ("over-fitting",),
        "the-pattern": ("zero", "ignored"),
        "a-small-size": ("regularization",),
    }.items():
        assert all(word in said[beat] for word in words)


@pytest.mark.parametrize("theme", THEMES)
def test_bars_are_as_high_as_the_weights_that_the_geometry_finds(run_scene, theme):
    """Where the size of the squares is least, every slot and the part have a bar."""
    run = run_scene("memory.py", theme, (1920, 1080))
    picture, bars = run.pictures["A small size"], run.scene.bars
    weights = MemoryFacts(run.scene.learned, run.scene.others, run.scene.new).least_squared.vertices[0]
    unit = bars.view.units[1] * 1080 / run.frame_size[1]
    for number, weight in enumerate(weights):
        color = run.theme.contact_fill if number == len(weights) - 1 else run.theme.solution
        cover = likeness(picture, color, run.theme.background)
        ((column, zero),) = run.to_pixels([bars.view.at((number, 0))])
        column = cover[: round(zero) - 3, round(column)]
        # Upwards from the zero line, as far as the colour goes.
        height = np.argmin(column[::-1] > 0.5) + 3
        assert abs(height - weight * unit) <= 2


@pytest.mark.parametrize("theme", THEMES)
def test_what_has_weight_zero_is_grey(run_scene, theme):
    """By the pattern all slots but the hand's are; where the squares are least, none is."""
    run = run_scene("memory.py", theme, (1920, 1080))
    scene = run.scene
    for beat, is_grey in (("The pattern", True), ("A small size", False)):
        cover = likeness(run.pictures[beat], run.theme.muted, run.theme.background)
        ink = likeness(run.pictures[beat], run.theme.ink, run.theme.background)
        for number in range(len(scene.learned)):
            x, y = scene.bars.view.at((number, 0))[0], scene.robot.inside.bottom + 0.3
            (left, top), (right, bottom) = run.to_pixels([(x - 0.3, y + 0.3), (x + 0.3, y - 0.3)]).round().astype(int)
            greys, inks = ((part[top:bottom, left:right] > 0.9).sum() for part in (cover, ink))
            assert (greys > inks) == is_grey


@pytest.mark.parametrize("theme", THEMES)
def test_the_strokes_of_the_hand_are_lit_and_no_others(run_scene, theme):
    run = run_scene("memory.py", theme, (1920, 1080))
    cover = likeness(run.pictures["A task for a robot"], run.theme.contact_fill, run.theme.background)
    for card in (*run.scene.learned_cards, *run.scene.other_cards):
        for number, stroke in enumerate(card.glyph.strokes):
            (middle,) = run.to_pixels([card.glyph.middle_of_stroke(number)])
            column, row = np.floor(middle).astype(int)
            is_lit = cover[row - 1 : row + 2, column - 1 : column + 2].max() > 0.5
            assert is_lit == (number in character(card.of.sign).hand), (card.of.sign, number, stroke)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"learned": ("打", "明")}, "learned must be characters with the part 扌, not '明'"),
        ({"others": ("啦",)}, "others must be characters without the part 扌, not '啦'"),
        ({"new": "打"}, "new must be a character that is not among those learned"),
    ],
    ids=str,
)
def test_characters_without_a_story_are_refused_before_anything_is_drawn(run_scene, settings, message):
    with pytest.raises(ValueError, match=message):
        run_scene("memory.py", **settings)
