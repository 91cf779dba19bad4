"""One weight per equation, and a kept map that its command would make again."""

from __future__ import annotations

import json

import numpy as np
import pytest

from sparsity.facts.many_equations import ManyEquationsFacts
from sparsity.facts.recovery.kept_map import COMMAND, FILE, kept_map
from sparsity.geometry.chance.recovery import recovery_curve


def facts(n_weights=20, n_equations=6, n_measured=10, few=2, many=7, seed=5) -> ManyEquationsFacts:
    return ManyEquationsFacts(n_weights, n_equations, n_measured, few, many, seed)


def test_each_equation_keeps_one_weight_in_l1_and_all_in_l2():
    for m, (sparse, dense) in enumerate(zip(facts().smallest(1), facts().smallest(2), strict=True), start=1):
        assert (np.count_nonzero(sparse), np.count_nonzero(dense)) == (m, 20)
        for answer in (sparse, dense):
            assert facts().equations.matrix[:m] @ answer == pytest.approx(facts().equations.rhs[:m])


def test_a_sparse_truth_is_found_and_another_is_not():
    own = facts()
    assert (own.answer(own.few, 1) == own.truth(own.few)).all()
    other = own.answer(own.many, 1)
    assert own.measurements @ other == pytest.approx(own.measurements @ own.truth(own.many))
    assert np.abs(other).sum() < np.abs(own.truth(own.many)).sum() == own.many


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n_weights": 41}, "n_weights must be a whole number from 6 to 40, not 41"),
        ({"n_equations": 11}, "n_equations must be from 2 to 10"),
        ({"n_measured": 6}, "n_measured must be more than n_equations"),
        ({"few": 7}, "few must be less than many"),
        ({"few": 6}, "few must be a number of nonzeros that is found again"),
        ({"many": 3}, "many must be a number of nonzeros that is not found again"),
        ({"seed": -1}, "seed must be a whole number from 0"),
    ],
)
def test_what_cannot_be_told_is_refused(change: dict, message: str):
    with pytest.raises(ValueError, match=message):
        facts(**change)


def test_other_numbers_are_taken():
    other = facts(n_weights=12, n_equations=3, n_measured=7, few=1, many=5, seed=1)
    assert [np.count_nonzero(answer) for answer in other.smallest(1)] == [1, 2, 3]
    assert "Of 12 weights" in other.summary


@pytest.mark.parametrize(("m", "k"), [(2, 1), (10, 3), (20, 6), (20, 9), (30, 15), (40, 40)])
def test_the_map_says_what_its_command_makes(m: int, k: int):
    assert kept_map().again(m, k) == kept_map().at(m, k)


def test_the_map_says_what_made_it():
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    assert kept["command"] == COMMAND
    assert {"python", "numpy", "scipy"} == kept["versions"].keys()
    assert [len(numbers) for numbers in kept["found"].values()] == [*range(2, 41, 2)]


def test_the_map_agrees_with_the_theory_but_for_the_width_of_its_border():
    """At this size the change from always to never is some four nonzeros wide."""
    curve = recovery_curve(2001)
    for m in range(10, 40, 2):
        border = m * float(np.interp(m / 40, *curve.T))
        inside, outside = max(1, int(border) - 4), min(m, int(border) + 5)
        below, above = kept_map().at(m, inside), kept_map().at(m, outside)
        assert below.share + 4 * below.error > 0.5
        assert above.share - 4 * above.error < 0.5


def test_the_boxes_fill_every_column():
    boxes, shares = kept_map().cells()
    assert len(boxes) == len(shares) == 420
    heights = boxes[:, 1, 1] - boxes[:, 0, 1]
    for m in range(2, 41, 2):
        column = np.isclose(boxes[:, 0, 0], (m - 1) / 40)
        assert heights[column].sum() == pytest.approx(1)
