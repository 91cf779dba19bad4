"""What is true of where answers land, for several budgets and contours, against formulas, other solvers and draws."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from sparsity.facts.landing import DRAWS, EDGE, ITS_CIRCLE, ITS_POINTS, ITS_TIPS, REACH, TIP, LandingFacts
from sparsity.geometry.chance.shares import square_shares

SETTINGS = [(2, 7, 3, 8), (1, 5.5, 5, 0), (2.5, 8.5, 1.5, 123)]
with_settings = pytest.mark.parametrize("settings", SETTINGS, ids=str)


@with_settings
def test_shares_of_round_contours_are_those_of_the_formula(settings):
    facts = LandingFacts(*settings)
    for budget in settings[:2]:
        shares, exact = facts.shares(budget), square_shares(budget, REACH)
        assert (shares.tip, shares.edge, shares.inside) == pytest.approx((exact.tip, exact.edge, exact.inside))


@with_settings
def test_tips_are_a_majority_for_the_small_budget_and_a_minority_for_the_large_one(settings):
    facts = LandingFacts(*settings)
    assert facts.shares(facts.budget).tip > 0.5
    assert facts.shares(facts.large_budget).tip < 0.25


@with_settings
@pytest.mark.parametrize("turn", [0, 0.7, 2])
def test_shares_of_long_contours_are_what_many_draws_come_to(settings, turn):
    facts = LandingFacts(*settings)
    hessian = facts.hessian(facts.longer, turn)
    shares = facts.shares(facts.budget, hessian)
    assert shares.tip + shares.edge + shares.inside == pytest.approx(1)
    seen = np.mean(
        [(LandingFacts(*settings[:3], seed).places_of(facts.budget, hessian) == TIP).mean() for seed in range(60)]
    )
    assert abs(seen - shares.tip) < 4 * np.sqrt(0.25 / (60 * DRAWS))


@with_settings
def test_contours_are_as_long_as_it_is_said(settings):
    facts = LandingFacts(*settings)
    low, high = np.linalg.eigvalsh(facts.hessian(facts.longer, 0.4))
    assert np.sqrt(high / low) == pytest.approx(facts.longer)
    np.testing.assert_allclose(facts.hessian(facts.longer, np.pi), facts.hessian(facts.longer), atol=1e-12)
    np.testing.assert_allclose(facts.hessian(), np.eye(2), atol=1e-15)


@with_settings
def test_every_answer_is_the_nearest_point_of_the_diamond_and_lies_where_it_is_said(settings):
    facts = LandingFacts(*settings)
    zeros = np.isclose(facts.answers, 0, atol=1e-12).any(axis=1)
    np.testing.assert_array_equal(zeros & (facts.places > 0), facts.places == TIP)
    edge = np.linspace(0, 1, 2001)[:, None]
    corners = facts.budget * np.array([(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)])
    outline = np.concatenate([a + edge * (b - a) for a, b in pairwise(corners)])
    for best, answer, place in zip(facts.minima, facts.answers, facts.places, strict=True):
        if place:
            nearest = np.linalg.norm(outline - best, axis=1).min()
            assert np.linalg.norm(answer - best) == pytest.approx(nearest, abs=1e-4)
        else:
            np.testing.assert_allclose(answer, best, atol=1e-12)


@with_settings
def test_one_example_lands_at_a_tip_and_one_on_an_edge(settings):
    facts = LandingFacts(*settings)
    at_tip, on_edge = (facts.answer(best) for best in facts.examples)
    assert np.count_nonzero(abs(at_tip) > 1e-9) == 1
    assert np.count_nonzero(abs(on_edge) > 1e-9) == 2
    assert {TIP, EDGE} <= set(facts.places.tolist())


def test_the_published_share_of_tips():
    facts = LandingFacts(*SETTINGS[1])
    assert facts.its_share == Fraction(32, 49) == Fraction(*facts.its_areas)
    assert abs(float(facts.its_share) - ITS_TIPS / 100) < 0.01


@pytest.mark.parametrize("n_points", [8, 100, 1000])
def test_zeros_of_a_circle_made_of_points_are_those_that_the_nearest_of_them_have(n_points):
    facts = LandingFacts(*SETTINGS[0])
    angles = 2 * np.pi * np.arange(n_points) / n_points
    best = np.random.default_rng(1).uniform(-REACH, REACH, (200_000, 2))
    best = best[np.linalg.norm(best, axis=1) > facts.its_budget]
    nearest = np.round(np.arctan2(best[:, 1], best[:, 0]) / angles[1]) % n_points
    share = facts.snapped_share(n_points)
    assert abs((nearest % (n_points // 4) == 0).mean() - share) < 4 * np.sqrt(share / len(best))


def test_a_circle_of_a_hundred_points_explains_the_published_zeros():
    facts = LandingFacts(*SETTINGS[0])
    assert round(100 * facts.snapped_share(ITS_POINTS)) == ITS_CIRCLE
    assert facts.snapped_share(10**9) < 1e-8


@pytest.mark.parametrize("n_points", [8, 100])
def test_wedges_cover_what_snaps_to_an_axis(n_points):
    facts = LandingFacts(*SETTINGS[0])
    wedges = facts.wedges(n_points)
    x, y = wedges[0].T
    assert x.max() == pytest.approx(REACH)
    assert np.arctan2(y, x).max() == pytest.approx(np.pi / n_points)
    middles = wedges[:, :4].mean(axis=1)
    np.testing.assert_allclose(middles / np.linalg.norm(middles[0]), [(1, 0), (0, 1), (-1, 0), (0, -1)], atol=1e-12)


@with_settings
def test_title_and_summary_are_short_enough(settings):
    facts = LandingFacts(*settings)
    assert 0 < len(facts.title) <= 45
    assert 0 < len(facts.summary) <= 140
    assert facts.summary.endswith(".")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ((3, 7, 3, 8), "budget must be a number from 1 to 2.5, not 3: for larger ones tips are no clear majority"),
        ((2, 5, 3, 8), "large_budget must be a number from 5.5 to 8.5, not 5: for smaller ones tips are"),
        ((2, 7, 1, 8), "longer must be a number from 1.5 to 5, not 1: below, contours look round"),
        ((2, 7, 3, -1), "seed must be a whole number from 0, not -1"),
    ],
)
def test_settings_without_a_story_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        LandingFacts(*settings)
