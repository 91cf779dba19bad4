"""What is true of the answers at a price, for ordinary and nasty data."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.trade_off import TradeOffFacts
from sparsity.geometry import constrained_minimum, penalized_minimum

SEED = (((1, 0), (1, 0), (1, 1), (0, 1)), (3, 1, 3, 1), 1)
# Signs, a weight that leaves and returns, ridge weights that pass through zero, long contours.
OTHERS = [
    (((1, 0.3), (0.4, -1), (0, 1)), (-1, -2.5, 2), 0.8),
    (((1, 0.8), (0, 0.6)), (1.2, -0.6), 1),
    (((1, 1), (1, 1.5), (0.6, 1.2)), (2, 2.5, 1.9), 0.5),
]
with_data = pytest.mark.parametrize("settings", [SEED, *OTHERS], ids=str)


def test_the_prices_of_the_loss_picture():
    facts = TradeOffFacts(*SEED)
    assert (facts.first_zero, facts.first_dropped, facts.all_zero, facts.price) == (5, 1, 14, 8)
    assert facts.stays_zero
    assert facts.ridge_zeros == ()
    assert facts.far_price == 1000
    assert "never arrives" in facts.summary


@with_data
def test_below_the_first_price_no_weight_is_zero_and_from_the_last_on_both_are(settings):
    facts = TradeOffFacts(*settings)
    for share in (0.01, 0.5, 0.999):
        assert np.all(penalized_minimum(facts.loss, 1, share * facts.first_zero).point != 0)
    assert penalized_minimum(facts.loss, 1, facts.first_zero).point[facts.first_dropped] == pytest.approx(0, abs=1e-12)
    for share in (1, 1.5):
        assert not penalized_minimum(facts.loss, 1, share * facts.all_zero).point.any()
    assert penalized_minimum(facts.loss, 1, 0.999 * facts.all_zero).point.any()


@with_data
def test_a_weight_that_is_said_to_stay_zero_does(settings):
    facts = TradeOffFacts(*settings)
    answers = facts.lasso.at(np.linspace(facts.first_zero, facts.all_zero, 200))
    assert facts.stays_zero == bool((answers[:, facts.first_dropped] == 0).all())


@with_data
def test_the_price_and_the_budget_lead_to_the_same_answer(settings):
    facts = TradeOffFacts(*settings)
    at_price = penalized_minimum(facts.loss, 1, facts.price).point
    np.testing.assert_allclose(at_price, constrained_minimum(facts.loss, 1, facts.budget).point, atol=1e-12)
    assert facts.budget_at(facts.price, 1) == pytest.approx(facts.budget)


@with_data
def test_ridge_is_zero_at_the_prices_named_and_at_no_other(settings):
    facts = TradeOffFacts(*settings)
    prices = np.geomspace(1e-6, 1e6, 2000)
    signs = np.sign([facts.ridge_at(price) for price in prices])
    assert np.count_nonzero(np.diff(signs, axis=0)) == len(facts.ridge_zeros)
    for price in facts.ridge_zeros:
        assert np.abs(facts.ridge_at(price)).min() == pytest.approx(0, abs=1e-12)


def test_there_are_data_whose_ridge_weights_pass_through_zero_and_it_is_said():
    facts = TradeOffFacts(*OTHERS[1])
    assert len(facts.ridge_zeros) == 1
    assert "passes it once" in facts.summary


@with_data
def test_title_and_summary_are_short_enough(settings):
    facts = TradeOffFacts(*settings)
    assert 0 < len(facts.title) <= 45
    assert 0 < len(facts.summary) <= 140
    assert facts.summary.endswith(".")
    assert ". " not in facts.summary


def test_weights_that_leave_together_are_refused():
    with pytest.raises(ValueError, match="targets must make one weight leave before the other"):
        TradeOffFacts(((1, 0), (0, 1)), (2, 2), 1)
