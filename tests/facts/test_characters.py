"""The part that characters share is found by the shape of its strokes."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sparsity.facts.characters.strokes import MEANINGS, character, is_known, known_signs

HAND = "把打扒捕拉推提拍抱扔扫折抓指挂按拾扶抬投"


def test_every_character_has_strokes_and_a_meaning():
    assert set(known_signs(with_hand=True) + known_signs(with_hand=False)) == set(MEANINGS)
    for sign in MEANINGS:
        found = character(sign)
        assert found.meaning
        assert len(found.outlines) == len(found.medians) >= 3
        assert all(0 <= stroke < len(found.outlines) for stroke in (*found.radical, *found.hand))


@pytest.mark.parametrize("sign", HAND)
def test_the_part_is_the_radical_that_the_data_name(sign):
    assert character(sign).hand == character(sign).radical == (0, 1, 2)


def test_no_other_character_has_the_part_but_one_that_hides_it():
    assert set(known_signs(with_hand=True)) - set(HAND) == {"啦"}
    # Its radical is another, at the left; the part stands in the middle.
    assert character("啦").radical == (0, 1, 2)
    assert character("啦").hand == (3, 4, 5)


@pytest.mark.parametrize("sign", MEANINGS)
def test_outlines_are_closed_paths_around_their_medians(sign):
    found = character(sign)
    for outline, median in zip(found.outlines, found.medians, strict=True):
        assert re.fullmatch(r"(?:[MLQC](?: -?\d+(?:\.\d+)?)+ )+Z", outline)
        numbers = np.array(re.findall(r"-?\d+(?:\.\d+)?", outline), dtype=float).reshape(-1, 2)
        middle = median.mean(axis=0)
        assert (numbers.min(axis=0) - 30 <= middle).all()
        assert (middle <= numbers.max(axis=0) + 30).all()


@pytest.mark.parametrize("sign", ["x", "", "打打", None, 3, "龍"])
def test_what_has_no_strokes_is_not_known(sign):
    assert not is_known(sign)
