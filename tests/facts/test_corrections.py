"""What is true of dots that are not the answer, for the published one and for others."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.corrections import Claim, CorrectionsFacts
from sparsity.geometry import lp_norm

SEED = {
    "curvatures": (4, 1),
    "best": (1.8, 1.2),
    "budget": 1,
    "drawn": (0, 1),
    "tilted": ((6, -4), (-4, 3)),
    "tilted_best": (0.2, 2),
}
# Negative weights, a cut that uses one weight up, an answer on an edge, another budget.
OTHERS = [
    {
        "curvatures": (1, 9),
        "best": (-2, 0.6),
        "budget": 1.2,
        "drawn": (-0.6, -0.6),
        "tilted": ((3, 4), (4, 6)),
        "tilted_best": (-2, 0.1),
    },
    {
        "curvatures": (1, 3),
        "best": (30, 20),
        "budget": 20,
        "drawn": (20, 0),
        "tilted": ((7, -5), (-5, 4)),
        "tilted_best": (2, 40),
    },
]
with_settings = pytest.mark.parametrize("settings", [SEED, *OTHERS], ids=str)


def facts_of(**changed: object) -> CorrectionsFacts:
    return CorrectionsFacts(**(SEED | changed))


def claims(facts: CorrectionsFacts) -> list[Claim]:
    return [facts.published, facts.scaled, facts.same_off_both, facts.signs, facts.straight]


def test_the_published_picture_and_the_rules_have_these_losses():
    facts = facts_of()
    assert [claim.drawn_loss for claim in claims(facts)] == pytest.approx([13, 6.4, 5, 1.64, 4.164118367517579])
    assert [claim.truth.loss for claim in claims(facts)] == pytest.approx([4, 4, 4, 1.28, 3.668095413135005])
    assert facts.published.truth.point == pytest.approx([1, 0])
    assert facts.signs.truth.point == pytest.approx([-0.6, 0.4])
    assert facts.same_off_both.dot == pytest.approx([0.8, 0.2])


@with_settings
def test_every_dot_keeps_the_budget_and_is_wrong(settings):
    for claim in claims(CorrectionsFacts(**settings)):
        assert lp_norm(claim.dot, claim.p) <= claim.budget * (1 + 1e-12)
        assert claim.is_wrong
        assert claim.drawn_loss > claim.truth.loss


@with_settings
def test_the_true_answers_are_better_than_thousands_of_others_within_the_budget(settings):
    rng = np.random.default_rng(0)
    for claim in claims(CorrectionsFacts(**settings)):
        others = rng.uniform(-claim.budget, claim.budget, (5000, 2))
        others = others[lp_norm(others, claim.p) <= claim.budget]
        assert claim.loss.value(others).min() >= claim.truth.loss - 1e-9


@with_settings
def test_better_answers_are_within_the_budget_and_vanish_with_the_level(settings):
    for claim in claims(CorrectionsFacts(**settings)):
        assert len(claim.better)
        assert (lp_norm(claim.better, claim.p) <= claim.budget * (1 + 1e-9)).all()
        assert (np.diff(claim.better_losses) >= 0).all()
        assert claim.at(claim.drawn_loss) == len(claim.better)
        assert claim.at(claim.truth.loss) == 0


@with_settings
def test_the_dot_of_the_signs_is_the_best_of_its_quadrant(settings):
    facts = CorrectionsFacts(**settings)
    claim = facts.signs
    shares = np.random.default_rng(1).dirichlet(np.ones(3), 5000)[:, :2]
    inside = claim.budget * shares * np.sign(facts.tilted_best)
    assert (claim.dot * np.sign(facts.tilted_best) >= 0).all()
    assert claim.loss.value(inside).min() >= claim.drawn_loss - 1e-9


@with_settings
def test_what_is_taken_off_both_is_the_same_as_long_as_both_are_left(settings):
    facts = CorrectionsFacts(**settings)
    best, corner, dot = np.abs(facts.same_off_both.way)
    assert best - corner == pytest.approx(np.full(2, (best - corner)[0]))
    assert dot.sum() == pytest.approx(settings["budget"])
    assert (dot == corner).all() or corner.min() == 0 == dot.min()
    # It is the nearest point of the diamond, which is the answer where contours are circles.
    nearby = np.abs(np.random.default_rng(2).normal(size=(4000, 2)))
    border = settings["budget"] * nearby / nearby.sum(axis=1, keepdims=True)
    assert np.linalg.norm(border - best, axis=1).min() >= np.linalg.norm(dot - best) - 1e-9


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"curvatures": (4, 0)}, "curvatures must be from 0.001"),
        ({"curvatures": (1, 1)}, "curvatures must be such that the dot is wrong"),
        ({"curvatures": (900, 1)}, "curvatures must make contours at most 20 times"),
        ({"best": (1.8, 0)}, "best must have no zero"),
        ({"budget": 5}, "budget must be a number from"),
        ({"drawn": (0.2, 0.2)}, "drawn must lie on the border of the diamond"),
        ({"drawn": (1, 0)}, "drawn must be such that the dot is wrong, and can be seen to be"),
        ({"tilted": ((6, -4), (-3, 3))}, "tilted must be symmetric and positive definite"),
        ({"tilted": ((1, 2), (2, 1))}, "tilted must be symmetric and positive definite"),
        ({"tilted": ((3, 1), (1, 2))}, "another sign than its best fit"),
        ({"tilted": ((6, -4), (-4, 3), (1, 1))}, "tilted must have 2 rows"),
    ],
    ids=str,
)
def test_what_there_is_no_story_about_is_refused(changed, words):
    with pytest.raises(ValueError, match=words):
        facts_of(**changed)


@with_settings
def test_title_and_summary_are_short_enough(settings):
    facts = CorrectionsFacts(**settings)
    assert 0 < len(facts.title) <= 45
    assert 0 < len(facts.summary) <= 200
    assert ". " not in facts.summary
