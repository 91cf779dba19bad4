"""What is true of the walks to the answer, for several data, prices and starts."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sparsity.facts.descent import STEPS, DescentFacts
from sparsity.geometry import penalized_minimum

SEED = (((1, 0), (1, 0), (1, 1), (0, 1)), (3, 1, 3, 1), 7, (-1.3, 2.5))
# The other weight is dropped; negative weights, long hops; large numbers; round contours.
OTHERS = [
    (((1, 0.3), (0.4, -1), (0, 1)), (-1, -2.5, 2), 5, (2, 2)),
    (((1, 0.8), (0, 0.6)), (1.2, -0.6), 1, (-1, -1)),
    (((100, 20), (-30, 80), (5, 5)), (2900, 4000, 200), 500_000, (-20, 60)),
    (((1, 0), (0, 1)), (2, 1), 3, (-1, 2)),
]
with_data = pytest.mark.parametrize("settings", [SEED, *OTHERS], ids=str)


def test_the_walks_of_the_loss_picture():
    facts = DescentFacts(*SEED)
    np.testing.assert_allclose(facts.answer, (7 / 6, 0))
    assert (facts.dropped, facts.landing_step(facts.proximal), facts.landing_step(facts.coordinates)) == (1, 5, 4)
    assert facts.landing_step(facts.subgradient) == STEPS + 1
    assert facts.hops == 14


@with_data
def test_the_answer_has_the_least_sum_and_one_zero(settings):
    facts = DescentFacts(*settings)
    np.testing.assert_allclose(facts.answer, penalized_minimum(facts.loss, 1, facts.price).point, atol=1e-9)
    assert np.count_nonzero(facts.answer) == 1
    assert facts.answer[facts.dropped] == 0


@with_data
def test_two_walks_land_for_good_and_one_never_does(settings):
    facts = DescentFacts(*settings)
    for walk in (facts.proximal, facts.coordinates):
        landed = facts.landing_step(walk)
        assert (walk.points[:landed, facts.dropped] != 0).all()
        assert (walk.points[landed:, facts.dropped] == 0).all()
        np.testing.assert_allclose(walk.points[-1], facts.answer, atol=0.05 * np.linalg.norm(facts.best))
    hopping = facts.subgradient.points[:, facts.dropped]
    assert (hopping != 0).all()
    assert sum(one * other < 0 for one, other in itertools.pairwise(hopping)) == facts.hops


@with_data
def test_the_way_with_squares_runs_from_the_start_to_an_answer_without_zeros(settings):
    facts = DescentFacts(*settings)
    np.testing.assert_allclose(facts.ridge_way[0], settings[3])
    np.testing.assert_allclose(facts.ridge_way[-1], facts.ridge_answer, atol=1e-3 * np.linalg.norm(settings[3]))
    np.testing.assert_allclose(facts.ridge_answer, penalized_minimum(facts.loss, 2, facts.price).point)
    assert (facts.ridge_answer != 0).all()


@with_data
def test_title_and_summary_are_short_enough(settings):
    facts = DescentFacts(*settings)
    assert 0 < len(facts.title) <= 45
    assert 0 < len(facts.summary) <= 140
    assert facts.summary.endswith(".")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"price": 4}, "price must make exactly one weight zero, not 4: the answer would be"),
        ({"price": 15}, "price must be a number from 0 to 14, not 15"),
        ({"price": 14}, "price must make exactly one weight zero, not 14"),
        ({"start": (0, 2)}, "start must be off the axes and the answer"),
        ({"start": (9, 9)}, "start must be off the axes and the answer, and at most 2.5 times"),
        ({"price": 5.01}, "start and price must have steps against the slope hop"),
    ],
    ids=str,
)
def test_settings_without_a_story_are_refused(changes, message):
    settings = dict(zip(("features", "targets", "price", "start"), SEED, strict=True)) | changes
    with pytest.raises(ValueError, match=message):
        DescentFacts(**settings)


def test_a_price_at_which_ridge_regression_has_a_zero_is_refused():
    # Its second weight is det(H) ŵ₂ + λ (H ŵ)₂ up to a factor, with H = [[1, 0.8], [0.8, 1]] and ŵ = (2, -1).
    price = 0.36 / 0.6
    with pytest.raises(ValueError, match="price must leave ridge regression without a zero"):
        DescentFacts(((1, 0.8), (0, 0.6)), (1.2, -0.6), price, (-1, -1))
