"""Fit alone cannot choose between memory and pattern; a small size can, and which one depends on the sense of small."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.memory import MemoryFacts

LEARNED, OTHERS, NEW = tuple("把打扒捕拉"), tuple("明河林吃红"), "推"
GROUPS = [LEARNED, ("打", "拉"), tuple("抓指挂"), tuple("提拍抱扔扫折抓指")]


def facts(learned=LEARNED, others=OTHERS, new=NEW) -> MemoryFacts:
    return MemoryFacts(learned, others, new)


def test_the_equations_are_a_slot_for_each_and_a_part_for_all():
    assert facts().matrix.tolist() == np.vstack([np.column_stack([np.eye(5), np.ones(5)]), np.zeros((5, 6))]).tolist()
    assert facts().wanted.tolist() == [1] * 5 + [0] * 5


@pytest.mark.parametrize("learned", GROUPS, ids="".join)
def test_by_heart_and_by_the_part_and_all_between_fit(learned):
    found = facts(learned)
    n = len(learned)
    assert found.by_heart.tolist() == [1] * n + [0]
    assert found.by_part.tolist() == [0] * n + [1]
    for share in np.linspace(0, 1, 11):
        assert found.fitting.contains(found.mixture(share))
        assert found.scores(found.mixture(share)) == pytest.approx(found.wanted)


@pytest.mark.parametrize("learned", GROUPS, ids="".join)
def test_what_is_new_scores_as_much_as_the_part_weighs(learned):
    found = facts(learned)
    for share in (0, 0.3, 1):
        assert found.score_of_new(found.mixture(share)) == pytest.approx(share)


@pytest.mark.parametrize("learned", GROUPS, ids="".join)
def test_the_least_sum_takes_the_part_alone_and_the_least_squares_a_bit_of_each(learned):
    found = facts(learned)
    n = len(learned)
    assert found.least_added.is_unique
    assert found.least_added.vertices[0].tolist() == found.by_part.tolist()
    assert found.least_added.radius == 1
    assert found.least_squared.vertices[0] == pytest.approx([1 / (n + 1)] * n + [n / (n + 1)])
    assert found.share_least_squared == pytest.approx(n / (n + 1))
    squares = [found.squares(found.mixture(share)) for share in np.linspace(0, 1, 1001)]
    assert min(squares) >= found.squares(found.least_squared.vertices[0]) * (1 - 1e-12)


def test_weights_are_written_in_fractions():
    assert facts().in_fractions(float(facts().least_squared.vertices[0, -1])) == r"5\/6"
    assert facts().in_fractions(1.0) == "1"
    with pytest.raises(ArithmeticError, match="weight must be a fraction with at most 6 below"):
        facts().in_fractions(0.7071)


def test_title_and_summary_speak_of_the_count():
    assert facts().summary.startswith("5 characters can")
    assert facts(("打", "拉")).summary.startswith("2 characters can")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"learned": ("打", "明")}, "learned must be characters with the part 扌, not '明': possible are 把"),
        ({"learned": ("打",)}, r"learned must be 2 to 8 different characters, not \('打',\)"),
        ({"learned": ("打", "打")}, "learned must be 2 to 8 different characters"),
        ({"learned": tuple("把打扒捕拉提拍抱扔")}, "learned must be 2 to 8 different characters"),
        ({"learned": ("打", "x")}, r"learned must be characters among 把.*, not \('打', 'x'\)"),
        ({"learned": 3}, "learned must be characters among"),
        ({"others": ("明", "啦")}, "others must be characters without the part 扌, not '啦': possible are 明"),
        ({"others": ()}, "others must be 1 to 8 different characters"),
        ({"new": "打"}, "new must be a character that is not among those learned, not '打'"),
        ({"new": "明"}, "new must be characters with the part 扌, not '明'"),
        ({"new": "龍"}, "new must be characters among"),
    ],
    ids=str,
)
def test_what_there_is_no_story_about_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        facts(**settings)
