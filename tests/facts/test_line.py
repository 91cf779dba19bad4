"""What the diamond touches the line with, in words."""

from __future__ import annotations

import pytest

from sparsity.facts.diamond import DiamondFacts


@pytest.mark.parametrize(
    ("data_point", "part"),
    [
        ((10, 5), "its right tip"),
        ((10, -5), "its left tip"),
        ((0.2, 5), "its top tip"),
        ((0.2, -5), "its bottom tip"),
        ((1, 1000), "a whole edge"),
    ],
)
def test_the_touching_part_is_where_the_answer_lies(data_point: tuple[float, float], part: str):
    facts = DiamondFacts(data_point=data_point, rests=(0.5,))
    assert facts.touching_part == part
