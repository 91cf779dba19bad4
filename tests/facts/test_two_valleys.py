"""Two valleys: what is true along the line for these numbers, and which numbers have no such story."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sparsity.facts.two_valleys import TwoValleysFacts
from sparsity.geometry import first_contact, lp_norm

SETTINGS: dict[str, Any] = {"data_point": (10, 5), "orders": (2, 1, 0.5), "many": (20, 10)}
# Slope kept, intercept kept, ties, at the limits, nearly a tie, tiny and large.
NASTY: list[dict[str, Any]] = [
    {},
    *({"data_point": point} for point in [(-3, 2), (0.06, -5), (1, 1000), (-1, 3), (1.00001, 5), (-0.99999, -5)]),
    *({"data_point": point} for point in [(19, 5), (-1 / 19, 5), (-19, 2.71828e7), (2, 1e-15), (-1, -1234567.891)]),
    {"data_point": (1.05, 3e-6), "orders": (4, 1, 0.25), "many": (1000, 3)},
    {"data_point": (-18.999, -987654.321), "orders": (9.999, 1, 0.2001), "many": (39, 19)},
]
with_nasty_settings = pytest.mark.parametrize("settings", NASTY, ids=str)


def facts(**settings: Any) -> TwoValleysFacts:
    return TwoValleysFacts(**{**SETTINGS, **settings})


@with_nasty_settings
def test_the_tips_are_where_the_line_crosses_the_axes_the_smaller_first(settings):
    story = facts(**settings)
    x, y = story.x, story.y
    at_a, at_b = (y / x, 0.0), (0.0, y)
    expected = [at_a, at_b] if abs(x) >= 1 else [at_b, at_a]
    np.testing.assert_allclose(story.tips, expected, rtol=1e-12, atol=0)
    assert story.tip_sizes == pytest.approx([np.abs(tip).max() for tip in expected], rel=1e-12)


@with_nasty_settings
def test_both_tips_are_deepest_in_a_tie_only(settings):
    story = facts(**settings)
    assert story.is_tie == (abs(story.x) == 1)
    assert len(story.deepest) == (2 if story.is_tie else 1)
    np.testing.assert_array_equal([*story.deepest, *story.higher], story.tips)
    # The bottom at p = 1 is the deepest tip, or flat between both.
    assert {tuple(answer) for answer in story.answers} == {tuple(tip) for tip in story.deepest}


@with_nasty_settings
def test_the_smallest_answer_keeps_the_weight_that_counts_more(settings):
    story = facts(**settings)
    assert story.is_tie or (story.kept, story.dropped) == ((0, 1) if abs(story.x) > 1 else (1, 0))


@with_nasty_settings
def test_the_hill_is_the_largest_answer_between_the_tips(settings):
    story = facts(**settings)
    low = story.orders[2]
    assert story.line.contains(story.hill)
    between = story.tips[0] + np.linspace(0, 1, 2001)[:, None] * (story.tips[1] - story.tips[0])
    sizes = lp_norm(between, low)
    assert story.hill_size == pytest.approx(sizes.max(), rel=1e-4)
    assert story.hill_size >= sizes.max() * (1 - 1e-12)
    assert story.largest_size == max(story.hill_size, *story.tip_sizes)


def test_the_hill_of_the_first_numbers():
    story = facts()
    np.testing.assert_allclose(story.hill, [1 / 22, 100 / 22], rtol=1e-12)
    assert story.hill_size == pytest.approx(5.5, rel=1e-12)


@with_nasty_settings
def test_the_smooth_valley_has_no_zero_weight_at_its_bottom(settings):
    story = facts(**settings)
    np.testing.assert_array_equal(story.smooth_bottom, first_contact(story.line, story.orders[0]).vertices[0])
    assert np.abs(story.smooth_bottom).min() > 0.9e-3 * np.abs(story.smooth_bottom).max()


@pytest.mark.parametrize(
    ("many", "valleys"), [((20, 10), 184756), ((1000, 3), 166167000), ((2, 1), 2), ((1, 1), 1)], ids=str
)
def test_valleys_are_counted(many, valleys):
    assert facts(many=many).n_valleys == valleys


@pytest.mark.parametrize("many", [(20, 10), (1000, 3), (2, 1), (1, 1), (39, 19)], ids=str)
def test_choices_are_numbered_from_the_first_to_the_last(many):
    story, (n, m) = facts(many=many), many
    shown = [story.choice(fraction) for fraction in np.linspace(0, 1, 50)]
    numbers = [number for number, _ in shown]
    assert numbers == sorted(numbers)
    assert shown[0] == (1, tuple(range(m)))
    assert shown[-1] == (story.n_valleys, tuple(range(n - m, n)))
    assert all(len(chosen) == m for _, chosen in shown)
    assert len({chosen for _, chosen in shown}) == len(set(numbers))


def test_more_weights_than_can_be_seen_are_counted_but_not_drawn():
    assert facts(many=(1000, 3)).can_be_drawn
    assert not facts(many=(1001, 3)).can_be_drawn


@with_nasty_settings
def test_title_and_summary_are_short_and_true(settings):
    story = facts(**settings)
    assert story.title == "Two valleys"
    assert ("two of equal depth" in story.summary) == (abs(story.x) == 1)
    assert story.summary.endswith(".")
    assert len(story.summary) <= 140


@pytest.mark.parametrize("x", [10, 1], ids=["seed", "tie"])
def test_what_holds_for_all_numbers_of_weights_is_said_for_all(x):
    assert facts(data_point=(x, 5), many=(1000, 3)).summary == facts(data_point=(x, 5)).summary


# Refusals


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"data_point": (10, 0)}, "data_point.*y other than 0"),
        ({"data_point": (1.000001, 5)}, "data_point.*exactly 1, or at least 0.00001 away"),
        ({"data_point": (10, 2e9)}, "data_point.*below 1e\\+09"),
        ({"data_point": (0, 5)}, "data_point.*x other than 0.*crosses one axis only"),
        ({"data_point": (100, 5)}, r"data_point.*between 1/20 and 20, not \(100, 5\).*at \(0.05, 0\) and \(0, 5\)"),
        ({"data_point": (25, 5)}, r"not \(25, 5\): the solution line crosses the axes at \(0.2, 0\) and \(0, 5\), too"),
        ({"data_point": (30, -5)}, r"the solution line crosses the axes at ≈ \(−0.167, 0\) and \(0, −5\), too far"),
        ({"data_point": (19.5, 5)}, "orders must end with a smaller p for data_point .19.5, 5. .or its .x. be closer"),
        ({"data_point": (-20, 5)}, "orders must end with a smaller p"),
        ({"data_point": (19, 5), "orders": (1.25, 1, 0.5)}, "orders must begin with a larger p for data_point .19, 5."),
        ({"orders": (1.00001, 1, 0.5)}, "orders must be simple fractions or numbers of at most 4 digits"),
        ({"data_point": (-0.01, 5)}, "data_point.*between 1/20 and 20"),
        ({"orders": (2, 1)}, "orders must be three"),
        ({"orders": (1, 1, 0.5)}, "orders must be descending numbers"),
        ({"orders": (2, 0.9, 0.5)}, "orders must be three"),
        ({"orders": (2, 1, 0.1)}, "orders must be three"),
        ({"orders": (11, 1, 0.5)}, "orders must be three"),
        ({"orders": "210"}, "orders must be numbers"),
        ({"orders": (1, 0.5, 0.25)}, "orders must be three"),
        ({"orders": (2, 1, 0.9)}, "orders must end with a smaller p.*the hill is 0.0%"),
        ({"many": (10, 20)}, "many must be numbers of weights and equations.*cannot be independent"),
        ({"many": (10,)}, "many must be numbers of weights and equations"),
        ({"many": 10}, "many must be numbers of weights and equations"),
        ({"many": (200, 100)}, "many must leave fewer than"),
        # Of several reasons the one that is fixed first is named.
        ({"data_point": (0, 5), "orders": (2, 1), "many": (10,)}, "data_point"),
        ({"data_point": (10, 2e9), "orders": (2, 1)}, "orders"),
        ({"data_point": (10, 2e9), "many": (10,)}, "data_point"),
    ],
    ids=str,
)
def test_settings_without_two_valleys_to_show_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        facts(**settings)


@pytest.mark.parametrize(
    "settings",
    [
        *({"data_point": (x, 5)} for x in (19, -19, 1 / 19)),
        *({"data_point": (x, 5), "orders": (2, 1, 0.25)} for x in (19.5, -20, 1 / 20)),
        {"data_point": (0.99999, 5)},
        {"orders": [10, 1, 0.2]},
    ],
    ids=str,
)
def test_all_that_is_promised_is_accepted(settings):
    assert facts(**settings).title == "Two valleys"
