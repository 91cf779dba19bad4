"""What is true of data that no answer needs to fit, and of the answers within a budget."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from sparsity.facts.loss import BudgetFacts, LossFacts, round_below
from sparsity.facts.loss_contours import LossContoursFacts
from sparsity.geometry import constrained_minimum, lp_norm

SEED = (((1, 0), (1, 0), (1, 1), (0, 1)), (3, 1, 3, 1))
# A best fit in another quadrant, fitted exactly, round, long contours, many data points, large and small numbers.
OTHERS = [
    (((1, 0.3), (0.4, -1), (0, 1)), (-2, 1.5, -1)),
    (((2, 1), (1, 1)), (1, -1)),
    (((1, 0), (0, 1), (1, 0), (0, 1)), (2, 1, 3, 2)),
    (((1, 1), (1, 1.3), (0.8, 1.2)), (2, 2.5, 1.9)),
    (tuple((math.cos(k), math.sin(k)) for k in range(12)), tuple(range(-3, 9))),
    (((100, 20), (-30, 80), (5, 5)), (900, 400, -700)),
    (((0.01, 0), (0.01, 0.01), (0, 0.01)), (0.003, 0.001, 0.004)),
]
with_data = pytest.mark.parametrize(("features", "targets"), [SEED, *OTHERS], ids=str)


def test_the_data_of_the_loss_picture():
    facts = BudgetFacts(*SEED, 1)
    assert (facts.best.tolist(), facts.loss.least, facts.fits_all) == ([2, 1], 2, False)
    assert facts.equations == ("w_1 = 3", "w_1 = 1", "w_1 + w_2 = 3", "w_2 = 1")
    assert facts.misses == ("w_1 - 3", "w_1 - 1", "w_1 + w_2 - 3", "w_2 - 1")
    assert (facts.diamond.point.tolist(), facts.diamond.loss, facts.diamond.multiplier) == ([1, 0], 9, 8)
    assert (facts.at_tip, facts.dropped, facts.tip_limit) == (True, 1, 1.5)
    np.testing.assert_allclose(facts.circle.point, [0.87470973, 0.48464719], rtol=1e-6)


@with_data
def test_the_loss_of_some_data_points_grows_into_that_of_all(features, targets):
    facts = LossFacts(features, targets)
    points = np.array([(0, 0), (1, -2), facts.best])
    values = [facts.loss_of(amount).value(points) for amount in np.linspace(1, len(features), 5 * len(features))]
    assert all((after >= before * (1 - 1e-12) - 1e-12).all() for before, after in pairwise(values))
    assert values[0] == pytest.approx((points @ facts.rows[0] - targets[0]) ** 2, rel=1e-9, abs=1e-9)
    assert values[-1] == pytest.approx(facts.loss.value(points))


@with_data
def test_every_line_is_where_its_data_point_costs_nothing(features, targets):
    facts = LossFacts(features, targets)
    for line, row, target in zip(facts.lines, features, targets, strict=True):
        ends = line.clip_to_box([-1e4, -1e4], [1e4, 1e4])
        assert ends @ row == pytest.approx(target, rel=1e-6)
    assert np.dot(facts.on_first_line, features[0]) == pytest.approx(targets[0])
    away = facts.best - facts.on_first_line
    assert away[0] * features[0][1] == pytest.approx(away[1] * features[0][0], abs=1e-9)


@with_data
def test_contours_are_drawn_at_ascending_levels_inside_and_outside_of_the_origin(features, targets):
    facts = LossFacts(features, targets)
    levels = np.array(facts.levels)
    assert (np.diff(levels) > 0).all()
    assert np.count_nonzero(levels > facts.loss.least) >= 5
    assert np.ptp(np.diff(np.sqrt(levels))) < 1e-9 * math.sqrt(levels[-1])


@with_data
def test_up_to_the_limit_the_diamond_gives_a_tip_and_a_little_beyond_it_none(features, targets):
    facts = LossFacts(features, targets)
    limit = facts.tip_limit
    for share in (0.01, 0.5, 0.999):
        if limit > 0:
            assert constrained_minimum(facts.loss, 1, share * limit).at_tip
    beyond = constrained_minimum(facts.loss, 1, limit + 1e-3 * float(lp_norm(facts.best, 1)))
    assert not beyond.at_tip


def test_a_weight_that_leaves_and_returns_ends_the_tips_when_it_leaves():
    hessian = np.array([[10.0, 3.0], [3.0, 1.0]])
    features = np.linalg.cholesky(hessian).T
    facts = LossFacts(tuple(map(tuple, features.tolist())), tuple((features @ [-0.1, 1]).tolist()))
    assert len(facts.lasso.lams) == 5
    assert facts.tip_limit == pytest.approx(13 / 70)


@pytest.mark.parametrize(("features", "targets"), OTHERS[:4], ids=str)
@pytest.mark.parametrize("share", [0.15, 0.4, 0.85])
def test_title_and_summary_say_whether_it_is_a_tip(features, targets, share):
    budget = share * float(lp_norm(LossFacts(features, targets).best, 2))
    facts = LossContoursFacts(features, targets, budget)
    tip = constrained_minimum(facts.loss, 1, budget).at_tip
    assert ("at a tip" in facts.summary, "no weight is zero" in facts.summary) == (tip, not tip)
    assert 0 < len(facts.title) <= 45
    assert 0 < len(facts.summary) <= 140
    assert facts.summary.endswith(".")
    assert ". " not in facts.summary


@pytest.mark.parametrize(
    ("features", "targets", "message"),
    [
        ((1, 0), (3, 1), r"features must be rows of 2 numbers, not \(1, 0\)"),
        (((1, 0, 2), (0, 1, 1)), (3, 1), r"features: each row must be 2 numbers, not \(1, 0, 2\)"),
        (((1, 0), (0, "1")), (3, 1), r"features: each row must be 2 numbers, not \(0, '1'\)"),
        (((1, 0), (0, 1)), (3, 1, 2), r"targets must be 2 numbers, not \(3, 1, 2\)"),
        (((1, 0), (0, 1)), 3, "targets must be 2 numbers, not 3"),
        (((1, 0), (0, 1)), (math.inf, 1), "targets must be made of numbers that are 0 or 0.0001 to 10000 in size"),
        (((1, 0), (0, 1e-7)), (1, 1), "features: each row must be made of numbers"),
        (((1, 0),), (1,), "features must have 2 to 12 rows, not 1"),
        (((1, 0), (0, 0)), (1, 1), "features must have no row of zeros"),
        (((1, 2), (2, 4)), (1, 1), "features must tell the two weights apart, .* parallel"),
        (((1, 1), (1, 1.001)), (1, 1), "features must tell the two weights apart well enough, .* times as long as"),
        (((1, 0), (0, 1)), (1, 0.001), r"targets must need both features, .* \(1, 0.001\), which is sparse"),
        (((1, 0), (0, 1)), (0, 0), "targets must need both features"),
    ],
    ids=str,
)
def test_data_without_a_story_are_refused(features, targets, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        LossFacts(features, targets)


@pytest.mark.parametrize(
    ("budget", "message"),
    [
        (0, "budget must be a number from 0.223607 to 2.01246, not 0: a tenth to nine tenths"),
        (2.1, "budget must be a number"),
        (None, "budget must be a number"),
        (math.nan, "budget must be a number"),
        (1.51, "budget must be such that the answer in the diamond can be told from a tip, not 1.51"),
    ],
    ids=str,
)
def test_budgets_without_a_story_are_refused(budget, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        BudgetFacts(*SEED, budget)


def test_round_numbers_are_found_below():
    assert [round_below(value) for value in (1, 1.9, 2, 4.99, 5, 9.99, 10, 0.3)] == [1, 1, 2, 2, 5, 5, 10, 0.2]
