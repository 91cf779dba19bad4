"""What is true of diamond and circle on one line, for ordinary and nasty numbers."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from sparsity.facts.circle import CircleFacts

# Slope kept, intercept kept, ties, level, steep, flat, nearly a tie, tiny, huge.
DATA_POINTS = [
    *((10, 5), (-3, 2), (3, 4e8), (1.25, -1), (0.2, -5), (-0.4, 3), (0.999, 1), (1, 4), (-1, 0.5), (0, -7), (0, 3)),
    *((1000, 5), (-0.001, 5), (1.00001, 5), (-1.00001, 0.3), (-0.002, 4e12), (7, 3e-15), (1, 1000), (4, 1)),
]
with_data_points = pytest.mark.parametrize("data_point", DATA_POINTS, ids=str)
SMALLER_THAN_IN_DOUBT = 1 - 1e-12


@with_data_points
def test_title_and_summary_say_where_the_circle_touches(data_point):
    facts = CircleFacts(data_point)
    x, y = data_point
    smaller, larger = sorted((abs(x * y) / (x * x + 1), abs(y) / (x * x + 1)))
    assert ("not stop at a tip" in facts.title) == (abs(x) not in (0, 1))
    assert ("the same tip" in facts.title) == ("sparse" in facts.summary) == (smaller == 0)
    assert ("middle of the edge" in facts.title) == math.isclose(smaller, larger, rel_tol=1e-12)
    assert ("small weight" in facts.summary) == (0 < smaller <= larger / 4)
    assert ("neither weight" in facts.summary) == (larger / 4 < smaller < larger * SMALLER_THAN_IN_DOUBT)


@with_data_points
def test_title_and_summary_are_short_enough_for_pages_and_slides(data_point):
    facts = CircleFacts(data_point)
    assert 0 < len(facts.title) <= 45
    assert 0 < len(facts.summary) <= 140
    assert facts.summary.endswith(".")
    assert ". " not in facts.summary


@with_data_points
def test_the_circle_stops_at_the_foot_of_the_perpendicular(data_point):
    facts = CircleFacts(data_point)
    x, y = data_point
    np.testing.assert_allclose(facts.foot, (x * y / (x * x + 1), y / (x * x + 1)), rtol=1e-12)
    assert facts.circle_radius == pytest.approx(math.hypot(*facts.foot), rel=1e-12, abs=0)
    assert facts.radius == pytest.approx(abs(y) / max(1, abs(x)), rel=1e-12, abs=0)
    assert facts.circle_radius < facts.radius or facts.agree
    assert facts.distance_from_axis == abs(facts.foot[facts.dropped])


@pytest.mark.parametrize(
    ("data_point", "kept", "dropped"),
    [((10, 5), 0, 1), ((-3, 2), 0, 1), ((0.2, -5), 1, 0), ((0, 3), 1, 0), ((1.00001, 5), 0, 1), ((0.999, 1), 1, 0)],
    ids=str,
)
def test_the_diamond_keeps_the_weight_that_counts_more(data_point, kept, dropped):
    facts = CircleFacts(data_point)
    assert (facts.kept, facts.dropped, facts.is_tie) == (kept, dropped, False)
    assert facts.answers[0][facts.dropped] == 0


@pytest.mark.parametrize("data_point", [(1, 1000), (-1, 0.5), (1, -1e-15)], ids=str)
def test_in_a_tie_the_circle_stops_half_way_between_the_ends(data_point):
    facts = CircleFacts(data_point)
    assert facts.is_tie
    assert not facts.agree
    assert not facts.is_small
    np.testing.assert_allclose(facts.foot, facts.answers.mean(axis=0), rtol=1e-12, atol=0)
    assert facts.smallest_in(1) == [0, 1, 2]
    assert facts.smallest_in(2) == [2]


@pytest.mark.parametrize("data_point", [(0, 3), (0, -7), (0, 4e12)], ids=str)
def test_on_a_level_line_both_agree(data_point):
    facts = CircleFacts(data_point)
    assert facts.agree
    assert len(facts.different_answers) == 1
    assert facts.smallest_in(1) == facts.smallest_in(2) == [0]


@with_data_points
def test_each_answer_is_smallest_in_its_own_norm(data_point):
    facts = CircleFacts(data_point)
    if not facts.agree and not facts.is_tie:
        assert (facts.smallest_in(1), facts.smallest_in(2)) == ([0], [1])


@pytest.mark.parametrize(
    ("data_point", "is_small"), [((10, 5), True), ((4, 1), True), ((-0.25, 3), True), ((3.99, 1), False)], ids=str
)
def test_a_weight_is_small_up_to_a_quarter_of_the_other(data_point, is_small):
    assert CircleFacts(data_point).is_small == is_small


@pytest.mark.parametrize(
    ("data_point", "fractions", "lesser", "in_full"),
    [
        ((10, 5), (Fraction(50, 101), Fraction(5, 101)), "b = 5/101", r"b = 5\/101 approx 0.0495"),
        ((3, -1), None, "b = -0.1", "b = -0.1"),
        ((2, -1), None, "b = -0.2", "b = -0.2"),
        ((-4, -1), (Fraction(4, 17), Fraction(-1, 17)), "b = -1/17", r"b = -1\/17 approx -0.0588"),
        ((1, 1000), None, "b = 500", "b = 500"),
        ((10, 9999), None, "b = 99", "b = 99"),
        ((9, 9999), (Fraction(89991, 82), Fraction(9999, 82)), "b = 9999/82", r"b = 9999\/82 approx 122"),
        ((9, 10000), None, "b approx 122", "b approx 122"),
        ((0.2, -5), None, "a approx -0.962", "a approx -0.962"),
        ((0, 3), None, "a = 0", "a = 0"),
    ],
    ids=str,
)
def test_the_lesser_weight_is_written_in_fractions_where_decimals_do_not_do(data_point, fractions, lesser, in_full):
    facts = CircleFacts(data_point)
    assert facts.foot_in_fractions == fractions
    assert (facts.exact_foot is None) == (fractions is None)
    assert facts.lesser_weight == lesser
    assert facts.lesser_weight_in_full == in_full


def test_the_exact_answer_is_written_in_full():
    assert CircleFacts((10, 5)).exact_foot == "lr(( thin 50/101, thick 5/101 thin ))"


@pytest.mark.parametrize(
    ("data_point", "radii"),
    [
        ((10, 5), ("= 0.5", "approx 0.498")),
        ((1000, 5), ("= 0.005", "approx 0.004999998")),
        ((1, 1000), ("= 1000", "approx 707")),
        ((0, 3), ("= 3", "= 3")),
    ],
    ids=str,
)
def test_the_radii_are_written_apart_unless_they_are_equal(data_point, radii):
    assert CircleFacts(data_point).radii_written == radii


@pytest.mark.parametrize(
    ("data_point", "message"),
    [
        ((10, 0), "y other than 0"),
        (("x", 5), "pair of numbers"),
        ((math.nan, 5), "finite"),
        ((1e-7, 5), "parallel to an axis"),
        ((1001, 5), "too close to tell apart"),
        ((-0.0009, 5), "too close to tell apart"),
        ((1.000001, 5), "exactly 1, or at least 0.00001 away from 1, not .1.000001, 5.: .*parallel to an edge"),
    ],
    ids=str,
)
def test_impossible_data_points_are_refused(data_point, message):
    with pytest.raises(ValueError, match=f"data_point.*{message}"):
        CircleFacts(data_point)


@pytest.mark.parametrize("data_point", [(1000, 5), (-0.001, 5), (0.99999, 5), (-1.00001, 5), (0, 5)], ids=str)
def test_the_last_data_points_before_a_refusal_are_accepted(data_point):
    assert CircleFacts(data_point).data_point == data_point
