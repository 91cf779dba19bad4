"""Where sharper shapes win and where they lose, and how little tips hold."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.spikes import SpikesFacts
from sparsity.geometry import lp_norm


def test_its_own_numbers():
    own = SpikesFacts(10, 0.4, 0.5)
    assert own.half_shares == pytest.approx([n / 2**n for n in range(2, 11)])
    assert own.by_diamond.vertices == pytest.approx(np.array([[1, 1, 0]]))
    assert own.by_spike.vertices == pytest.approx(np.array([[0, 0, 2.5]]))
    assert own.order_of_tie == pytest.approx(0.756470797)
    assert own.sizes_of_edge == (2, 4)


@pytest.mark.parametrize("coefficient", [0.3, 0.37, 0.45])
def test_at_the_order_of_the_tie_both_answers_are_of_one_size(coefficient: float):
    facts = SpikesFacts(10, coefficient, 0.35)
    tie = facts.order_of_tie
    assert lp_norm(facts.by_diamond.vertices[0], tie) == pytest.approx(lp_norm(facts.by_spike.vertices[0], tie))
    assert facts.by_spike.radius < facts.sizes_of_edge[1]


@pytest.mark.parametrize("order", [0.35, 0.5, 0.7])
def test_for_four_weights_the_sharper_shape_finds_the_denser_answer(order: float):
    facts = SpikesFacts(10, 0.4, order)
    assert np.count_nonzero(facts.harder_by_diamond.vertices[0]) == 2
    assert [np.count_nonzero(point) for point in facts.harder_by_spike.vertices] == [3, 3]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ((3, 0.4, 0.5), "dimensions must be from 4 to 20, not 3"),
        ((10, 0.5, 0.5), "coefficient must be a number from 0.3 to 0.45"),
        ((10, 0.4, 0.8), "order must be a number from 0.35 to 0.7"),
        ((10, 0.3, 0.6), "order must be well below 0.576, where the spike and the edge tie"),
    ],
)
def test_what_cannot_be_told_is_refused(settings: tuple, message: str):
    with pytest.raises(ValueError, match=message):
        SpikesFacts(*settings)
