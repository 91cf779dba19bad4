"""The diabetes data are the ones that everyone else has."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_diabetes

from sparsity.facts.diabetes.people import NAMES, everyone


def test_they_are_the_numbers_of_another_copy():
    theirs = load_diabetes(scaled=False)
    ours = everyone()
    np.testing.assert_array_equal(ours.features, theirs.data)
    np.testing.assert_array_equal(ours.progression, theirs.target)
    assert len(NAMES) == len(theirs.feature_names) == 10


def test_some_of_them_are_those_and_nothing_can_be_changed():
    ours = everyone()
    some = ours.some(np.array([5, 0]))
    assert len(some) == 2
    np.testing.assert_array_equal(some.features, ours.features[[5, 0]])
    np.testing.assert_array_equal(some.progression, ours.progression[[5, 0]])
    for array in (ours.features, ours.progression, some.features):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
