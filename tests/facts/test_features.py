"""What is true of the lasso and ridge regression on real data, against someone else's solver."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import Lasso, Ridge

from sparsity.facts.diabetes.people import NAMES, everyone
from sparsity.facts.features import HIGHEST, LOWEST, FeaturesFacts, Standard

SEED = {"price": 20, "feature": "bmi", "unit": 3, "learned_from": 60, "trials": 40, "seed": 10}
OTHER = {"price": 10, "feature": "bp", "unit": 4, "learned_from": 150, "trials": 12, "seed": 3}
with_settings = pytest.mark.parametrize("settings", [SEED, OTHER], ids=str)
KEYS = list(NAMES)


def facts_of(**changed: object) -> FeaturesFacts:
    return FeaturesFacts(**(SEED | changed))


def standardised() -> tuple[np.ndarray, np.ndarray]:
    people = everyone()
    features = (people.features - people.features.mean(axis=0)) / people.features.std(axis=0)
    return features, people.progression - people.progression.mean()


@pytest.mark.parametrize("lam", [0.05, 0.15, 0.5, 2, 7, 20, 40, 80, 95])
def test_the_lasso_path_is_that_of_another_solver(lam):
    rows, wanted = standardised()
    theirs = Lasso(alpha=lam / 2, fit_intercept=False, tol=1e-14, max_iter=10**7).fit(rows, wanted).coef_
    np.testing.assert_allclose(facts_of().lasso.at(lam), theirs, atol=2e-5)


@pytest.mark.parametrize("lam", [LOWEST, 0.3, 5, HIGHEST])
def test_the_ridge_path_is_that_of_another_solver(lam):
    rows, wanted = standardised()
    theirs = Ridge(alpha=lam * len(rows), fit_intercept=False, solver="svd").fit(rows, wanted).coef_
    np.testing.assert_allclose(facts_of().ridge.at(lam), theirs, atol=1e-9)


def test_features_join_in_the_order_of_the_paper():
    facts = facts_of()
    # Efron and others (2004), figure 1: 3, 9, 4, 7, 2, 10, 5, 8, 6, 1, and 7 leaves and returns.
    assert [number + 1 for _, number in facts.joins] == [3, 9, 4, 7, 2, 10, 5, 8, 6, 1, 7]
    number, left, back = facts.returning
    assert KEYS[number] == "hdl"
    weights = facts.lasso.at([1.01 * left, (left + back) / 2, 0.99 * back])[:, number]
    assert weights[0] < 0 == weights[1] < weights[2]
    assert facts.lasso.is_unique


def test_a_feature_is_in_below_the_price_at_which_it_joins_and_not_above():
    facts = facts_of()
    for number in range(10):
        lam = facts.joined_at(number)
        assert facts.lasso.at(lam)[number] == facts.lasso.at(1.001 * lam)[number] == 0
        assert facts.lasso.at(0.999 * lam)[number] != 0


def test_cholesterol_goes_with_bad_cholesterol_and_changes_its_sign():
    facts = facts_of()
    assert [KEYS[number] for number in facts.partners] == ["tc", "ldl"]
    rows = everyone().features
    assert facts.correlation == pytest.approx(np.corrcoef(rows[:, 4], rows[:, 5])[0, 1])
    one, other = facts.partners
    before, after = facts.ridge.at([1.001 * facts.flip, 0.999 * facts.flip])[:, one]
    assert before > 0 > after
    # Between the prices at which they join the lasso uses one of the two.
    between = facts.lasso.at(np.sqrt(facts.joined_at(one) * facts.joined_at(other)))
    assert between[one] != 0 == between[other]
    # In ridge regression all weights are in, at all prices that are shown.
    assert np.all(facts.ridge.weights != 0)


@with_settings
def test_nothing_is_known_of_those_held_back_when_one_learns(settings):
    facts = FeaturesFacts(**settings)
    assert len(facts.all_trials) == settings["trials"]
    trial = facts.all_trials[0]
    assert len(trial.learned) == settings["learned_from"]
    assert len(trial.learned) + len(trial.held_back) == 442
    together = np.concatenate([trial.learned.features, trial.held_back.features])
    assert sorted(together.tolist()) == sorted(everyone().features.tolist())
    rows = Standard(trial.learned).features(trial.learned)
    np.testing.assert_allclose(rows.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(rows.std(axis=0), 1)


@with_settings
def test_what_is_explained_is_computed_from_predictions(settings):
    facts = FeaturesFacts(**settings)
    trial = facts.all_trials[-1]
    low, wide = trial.learned.features.mean(axis=0), trial.learned.features.std(axis=0)
    rows = (trial.held_back.features - low) / wide
    for p, index in ((1, 30), (2, 60), (1, trial.best(1))):
        predicted = rows @ trial.answers[p][index] + trial.learned.progression.mean()
        missed = ((predicted - trial.held_back.progression) ** 2).mean()
        assert trial.shares[p][index] == pytest.approx(1 - missed / trial.held_back.progression.var())
    assert trial.best_share(1) == trial.shares[1][trial.best(1)] == trial.shares[1].max()
    won = sum(one.best_share(1) > one.best_share(2) for one in facts.all_trials)
    assert sum(facts.lasso_wins) == won
    assert 0 < won < settings["trials"]


def test_with_few_features_the_lasso_predicts_about_as_well():
    facts = facts_of()
    trial = facts.all_trials[0]
    assert trial.n_used == 5
    assert trial.best_share(1) == pytest.approx(trial.best_share(2), abs=0.01)
    assert facts.mean_used == pytest.approx(7.15)


@with_settings
def test_in_a_larger_unit_the_feature_is_dropped_though_the_data_are_the_same(settings):
    facts = FeaturesFacts(**settings)
    number = KEYS.index(settings["feature"])
    np.testing.assert_allclose(facts.in_unit(1), facts.at_price, atol=1e-9)
    assert facts.at_price[number] != 0 == facts.in_unit(settings["unit"])[number]
    rows, wanted = standardised()
    rows[:, number] /= 2
    theirs = Lasso(alpha=settings["price"] / 2, fit_intercept=False, tol=1e-13, max_iter=10**6).fit(rows, wanted).coef_
    theirs[number] /= 2
    np.testing.assert_allclose(facts.in_unit(2), theirs, atol=1e-5)


@with_settings
def test_every_split_between_twins_costs_the_same_and_the_elastic_net_shares(settings):
    facts = FeaturesFacts(**settings)
    number = KEYS.index(settings["feature"])
    loss = facts.standard.loss(twin_of=number)
    costs = [
        loss.value(split) + settings["price"] * np.abs(split).sum() for split in map(facts.split, (0, 0.25, 0.5, 1))
    ]
    assert costs == pytest.approx([costs[0]] * 4, rel=1e-12)
    assert facts.split(0)[-1] == 0 == facts.split(1)[number]
    np.testing.assert_allclose(facts.split(0)[:-1], facts.at_price, atol=1e-9)
    assert facts.shared[number] == pytest.approx(facts.shared[-1])
    assert facts.shared[number] != 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"feature": "weight"}, "feature must be one of age, sex, bmi"),
        ({"price": 85}, "price must be such that the lasso keeps the feature bmi, and not all ten, not 85"),
        ({"price": 0.05}, "price must be such that"),
        ({"feature": "age"}, "keeps the feature age"),
        ({"price": 1e4}, "price must be a number from 0.01 to 100"),
        ({"unit": 1.2}, "unit must be so large that the lasso drops the feature bmi at the price 20, not 1.2"),
        ({"unit": 0.5}, "unit must be a number from 1 to 20"),
        ({"learned_from": 19}, "learned_from must be a whole number from 20 to 422"),
        ({"learned_from": 430}, "at least 20 people have to be held back"),
        ({"trials": 101}, "trials must be a whole number from 1 to 100"),
        ({"trials": 1}, "neither lasso nor ridge regression always predicts better"),
        ({"seed": -1}, "seed must be a whole number from 0"),
    ],
)
def test_what_there_is_no_story_about_is_refused(changed, words):
    with pytest.raises(ValueError, match=words):
        facts_of(**changed)


@with_settings
def test_title_and_summary_are_short_enough(settings):
    facts = FeaturesFacts(**settings)
    assert 0 < len(facts.title) <= 45
    assert 0 < len(facts.summary) <= 180
    assert ". " not in facts.summary
