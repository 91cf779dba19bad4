"""Of the weights that fit a few random equations, the least in L2 use all and the least in L1 as few as equations."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from sparsity.facts.random_weights import RandomWeightsFacts
from sparsity.geometry import AffineSet, lp_norm

SETTINGS = [(20, 5, 1), (20, 5, 8), (2, 1, 0), (40, 12, 3), (7, 6, 5)]
every_setting = pytest.mark.parametrize("setting", SETTINGS, ids=str)


@every_setting
def test_the_least_answers_use_all_and_as_many_as_there_are_equations(setting):
    facts = RandomWeightsFacts(*setting)
    n_weights, n_equations, _ = setting
    assert np.count_nonzero(facts.dense) == n_weights
    assert np.count_nonzero(facts.sparse) == facts.kept == n_equations


@every_setting
def test_they_are_least_by_someone_elses_code(setting):
    facts = RandomWeightsFacts(*setting)
    matrix, rhs = facts.fitting.matrix, facts.fitting.rhs
    assert facts.dense == pytest.approx(np.linalg.pinv(matrix) @ rhs, abs=1e-10)
    split = linprog(np.ones(2 * facts.n_weights), A_eq=np.hstack([matrix, -matrix]), b_eq=rhs)
    assert lp_norm(facts.sparse, 1) == pytest.approx(split.fun)


@every_setting
def test_on_the_way_one_weight_after_another_becomes_zero_and_everything_fits(setting):
    facts = RandomWeightsFacts(*setting)
    counts = [np.count_nonzero(answer) for answer in facts.way]
    assert counts == list(range(facts.n_weights, facts.kept - 1, -1))
    assert (facts.way[0] == facts.dense).all()
    assert (facts.way[-1] == facts.sparse).all()
    for start, end in zip(facts.way, facts.way[1:], strict=False):
        assert facts.fitting.contains([(1 - t) * start + t * end for t in (0, 0.3, 0.7, 1)]).all()
        assert not end[start == 0].any()


@every_setting
def test_some_others_fit_and_are_larger(setting):
    facts = RandomWeightsFacts(*setting)
    others = facts.some_others(5)
    assert facts.fitting.contains(others).all()
    assert (lp_norm(np.array(others), 2) > 1.2 * facts.least_l2.radius).all()
    assert (lp_norm(np.array(others), 1) > facts.least_l1.radius).all()


def test_the_same_seed_draws_the_same_numbers_and_another_seed_others():
    assert (RandomWeightsFacts(20, 5, 1).dense == RandomWeightsFacts(20, 5, 1).dense).all()
    assert (RandomWeightsFacts(20, 5, 1).dense != RandomWeightsFacts(20, 5, 2).dense).all()


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ((41, 5, 1), "n_weights must be a whole number from 2 to 40, not 41"),
        ((1, 1, 1), "n_weights must be a whole number from 2 to 40, not 1"),
        ((2.5, 1, 1), "n_weights must be a whole number from 1, not 2.5"),
        ((20, 20, 1), "n_equations must be fewer than n_weights, 20, not 20: otherwise there is but one answer"),
        ((20, 0, 1), "n_equations must be a whole number from 1, not 0"),
        ((20, 5, -1), "seed must be a whole number from 0, not -1"),
        ((20, 5, True), "seed must be a whole number from 0, not True"),
    ],
    ids=str,
)
def test_what_there_is_no_story_about_is_refused(setting, message):
    with pytest.raises(ValueError, match=message):
        RandomWeightsFacts(*setting)


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[1.0, 1.0, 0.5], [0.0, 0.0, 1.0]], "one answer of least L1 size, not 0: several have that size"),
        ([[1.0, 2.0, 0.0], [0.0, 1.0, 0.0]], "whose least L2 answer has no zero, not 0"),
        ([[1.0, 2.0, 0.1], [0.3, 3.0, 1.0]], "whose least L1 answer has as many weights, not 0: it has fewer"),
    ],
    ids=str,
)
def test_equations_that_leave_a_choice_or_do_without_a_weight_are_refused(monkeypatch, matrix, message):
    monkeypatch.setattr(RandomWeightsFacts, "fitting", AffineSet(matrix, [1.0, 1.5]))
    with pytest.raises(ValueError, match=message):
        RandomWeightsFacts(3, 2, 0)
