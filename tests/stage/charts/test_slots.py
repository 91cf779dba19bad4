"""Weights in a robot: each over the character, or the part, that it is for."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.characters.strokes import character
from sparsity.stage.charts.slots import slot_colors, weights_in
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.theme import current_theme


def test_each_weight_stands_over_its_name_and_all_lies_inside():
    inside = Region(-2, -1, 3, 3)
    learned = [character(sign) for sign in "把打扒"]
    bars, names = weights_in(inside, learned)
    assert bars.values.tolist() == [0, 0, 0, 0]
    assert len(names[-1].strokes) == len(learned[0].hand)
    for number, name in enumerate(names):
        assert inside.contains(Region.around(name.strokes))
        assert abs(name.get_center()[0] - bars.view.at((number, 0))[0]) < 0.1
        assert name.get_top()[1] < bars.zero.get_start()[1]


@pytest.mark.parametrize("weights", [(0, 0, 1), (0.25, 0, 0.75), (1, 1, 0)])
def test_what_is_ignored_is_grey(weights):
    colors = slot_colors(np.array(weights, dtype=float))
    assert [color == current_theme().muted for color in colors] == [weight == 0 for weight in weights]
