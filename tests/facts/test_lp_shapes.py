"""What is said about balls of several orders and one line holds for all settings, before anything is drawn."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError, fields
from typing import Any

import numpy as np
import pytest

from sparsity.facts.lp_shapes import SHARP, SHARPEST, LpShapesFacts
from sparsity.geometry import Hyperplane, first_contact, lp_norm
from sparsity.words.notation import format_number

# Slope kept, intercept kept, ties, level, steep, flat, nearly a tie, huge.
DATA_POINTS = [
    *((10, 5), (-3, 2), (3, 4e8), (1.25, -1), (0.2, -5), (-0.4, 3), (0.999, 1), (1, 4), (-1, -2), (0, -7), (0, 3)),
    *((1000, 5), (-0.001, 5), (1.00001, 5), (-0.003, 4e12)),
]
ORDERS = [(math.inf, 2, 1, 0.5), (1,), (0.9, 0.1), (1000, 1.501, 1, 1 / 3), (math.inf, 100, 2, 0.75)]
with_data_points = pytest.mark.parametrize("data_point", DATA_POINTS, ids=str)


def facts_of(**settings: Any) -> LpShapesFacts:
    return LpShapesFacts(**{"data_point": (10, 5), "orders": ORDERS[0], **settings})


def test_the_fields_are_the_settings_and_cannot_be_changed():
    assert [field.name for field in fields(LpShapesFacts)] == ["data_point", "orders"]
    with pytest.raises(FrozenInstanceError):
        facts_of().orders = (1,)


@with_data_points
@pytest.mark.parametrize("orders", [ORDERS[0], *ORDERS[1:3], ORDERS[4]], ids=str)
def test_every_ball_touches_the_line_where_no_smaller_one_does(data_point, orders):
    facts = facts_of(data_point=data_point, orders=orders)
    assert tuple(facts.contacts) == orders
    line = Hyperplane.through_data_point(*data_point)
    along = np.array([1, -data_point[0]])
    for p, contact in facts.contacts.items():
        for answer in contact.vertices:
            assert data_point[0] * answer[0] + answer[1] == pytest.approx(data_point[1], rel=1e-9)
            assert lp_norm(answer, p) == pytest.approx(contact.radius, rel=1e-9)
        steps = contact.radius * np.concatenate([-np.geomspace(1e-6, 10, 50), np.geomspace(1e-6, 10, 50)])
        others = contact.vertices[0] + np.outer(steps, along / np.abs(along).max())
        assert lp_norm(others, p).min() >= contact.radius * (1 - 1e-9)
        assert contact.radius == first_contact(line, p).radius
    assert facts.largest_radius == max(contact.radius for contact in facts.contacts.values())


@with_data_points
def test_the_summary_is_true_below_one_and_at_one_and_not_above(data_point):
    facts = facts_of(data_point=data_point, orders=(math.inf, 1, 0.5, 0.1))
    assert facts.summary.endswith("for 0 < p ≤ 1 first contact on a line has the same radius.")
    low = [contact.radius for p, contact in facts.contacts.items() if p <= 1]
    assert low == pytest.approx([facts.radius] * 3, rel=1e-12)
    assert (facts.contacts[math.inf].radius < facts.radius * (1 - 1e-12)) == (data_point[0] != 0)


@with_data_points
@pytest.mark.parametrize("orders", [ORDERS[0], *ORDERS[1:3], ORDERS[4]], ids=str)
def test_title_and_summary_hold_for_all_settings_and_are_short(data_point, orders):
    facts = facts_of(data_point=data_point, orders=orders)
    assert facts.title == "Shapes from p = ∞ to p = 0.05"
    assert facts.summary == facts_of().summary
    assert (len(facts.title) <= 45, len(facts.summary) <= 140) == (True, True)
    assert ". " not in facts.summary


def test_the_title_names_the_last_order_of_the_shape():
    assert 0 < SHARPEST == 0.05 < SHARP < 1


@with_data_points
def test_the_answer_of_least_size_keeps_the_weight_that_counts_more(data_point):
    facts, (x, y) = facts_of(data_point=data_point), data_point
    assert facts.is_level == (x == 0)
    assert facts.is_tie == (abs(x) == 1)
    if not facts.is_tie:
        assert (facts.kept, facts.dropped) == ((0, 1) if abs(x) > 1 else (1, 0))
        assert facts.contacts[0.5].vertices == pytest.approx(facts.answers)
        assert facts.answers[0][facts.dropped] == 0
        assert abs(facts.answers[0][facts.kept]) == pytest.approx(abs(y) / max(abs(x), 1))


def test_in_a_tie_the_whole_edge_touches_at_one_and_only_its_tips_below():
    contacts = facts_of(data_point=(-1, -2)).contacts
    assert (contacts[1].kind, contacts[0.5].kind) == ("segment", "points")
    assert {tuple(tip) for tip in contacts[0.5].vertices} == {tuple(end) for end in contacts[1].vertices}


@with_data_points
def test_the_shape_comes_from_the_square_and_stops_at_the_diamond_and_below(data_point):
    facts = facts_of(data_point=data_point, orders=(3, 0.25))
    assert facts.stops == (math.inf, 3, 1, 0.5, 0.25)
    assert [facts.at(p).radius for p in (3, 0.25)] == [contact.radius for contact in facts.contacts.values()]


@with_data_points
def test_turned_about_its_tip_the_line_ends_in_a_tie_that_only_two_tips_have_below_one(data_point):
    facts = facts_of(data_point=data_point)
    tip = facts.answers[0]
    for share in (0, 0.3, 0.7, 1):
        line = facts.turned(share)
        assert line.contains(tip[None]).all()
        below = first_contact(line, SHARP)
        assert below.radius == pytest.approx(facts.radius, rel=1e-9)
        if share < 1 and not facts.is_tie:
            assert below.vertices == pytest.approx(tip[None])
    assert (first_contact(facts.tied, 1).kind, first_contact(facts.tied, SHARP).kind) == ("segment", "points")


@with_data_points
def test_the_square_touches_on_one_side_of_the_axes(data_point):
    facts = facts_of(data_point=data_point)
    assert (facts.at(math.inf).vertices.mean(axis=0) * facts.side_of_line >= 0).all()


@with_data_points
def test_different_radii_are_written_differently(data_point):
    facts = facts_of(data_point=data_point)
    radii = [facts.radius, *(contact.radius for contact in facts.contacts.values())]
    assert facts.digits >= 3
    for first in radii:
        for second in radii:
            written = [format_number(radius, facts.digits) for radius in (first, second)]
            assert (written[0] == written[1]) == math.isclose(first, second, rel_tol=1e-12)


# Refusals


@pytest.mark.parametrize(
    "orders",
    [
        *((), (1, 2), (2, 2), (1, 0.05), (1, -1), (math.nan,), (5, 4, 3, 2, 1), ("a",), None, 2, (True,), (10**400, 1)),
        # Their names would be rounded.
        *((1.00001, 1), (math.pi,), (1001,)),
    ],
    ids=lambda orders: str(orders)[:20],
)
def test_impossible_orders_are_refused(orders):
    with pytest.raises(ValueError, match="orders must be"):
        facts_of(orders=orders)


def test_too_many_or_too_low_orders_are_refused_by_the_setting():
    for orders in ((5, 4, 3, 2, 1), (1, 0.05)):
        with pytest.raises(ValueError, match=r"orders must be one to 4 numbers, .* at least 0\.1, not"):
            facts_of(orders=orders)


def test_orders_whose_ball_looks_as_if_it_touched_at_a_tip_are_refused():
    with pytest.raises(ValueError, match=r"orders must stay further above 1 .*at p = 1.3 the smaller weight is less"):
        facts_of(orders=(2, 1.3, 1))
    # It does touch at a tip, or in the middle of the edge.
    assert facts_of(data_point=(0, 3), orders=(1.01,)).contacts[1.01].at_tip
    assert not facts_of(data_point=(1, 3), orders=(1.01,)).contacts[1.01].at_tip


@pytest.mark.parametrize("data_point", [(1000, 5), (-0.001, 5)], ids=str)
def test_the_steepest_and_the_flattest_line_are_accepted(data_point):
    assert facts_of(data_point=data_point).contacts[2].at_tip is False


@pytest.mark.parametrize("data_point", [(300_000, 5), (-1001, 5), (3e-6, 4e12)], ids=str)
def test_lines_on_which_all_balls_seem_to_touch_at_a_tip_are_refused(data_point):
    with pytest.raises(ValueError, match=r"data_point \(x, y\) must have x = 0, or \|x\| from 0.001 to 1000, not"):
        facts_of(data_point=data_point)


@pytest.mark.parametrize(
    ("data_point", "message"),
    [
        ((10, 0), r"data_point.*y other than 0"),
        ((3_000_000, 5), r"data_point \(x, y\) must have x = 0, or \|x\| from 1e-06 to 1e\+06, not"),
        ((1.000001, 5), r"data_point \(x, y\) must have \|x\| exactly 1"),
    ],
    ids=str,
)
def test_impossible_data_points_are_refused(data_point, message):
    with pytest.raises(ValueError, match=message):
        facts_of(data_point=data_point)


def test_the_data_point_is_refused_before_the_orders():
    with pytest.raises(ValueError, match=r"^data_point"):
        facts_of(data_point=(2000, 5), orders=())
