"""A long wait is divided into rests and pulses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparsity.stage.telling.stillness import LONGEST_FREEZE, waiting

rates = st.sampled_from([15, 24, 30, 60])


@given(rates, st.integers(1, 3000), st.integers(0, 1000))
def test_rests_and_pulses_fill_the_wait_to_the_frame(rate, frames, stood):
    divided = waiting(frames, stood, rate)
    assert sum(map(sum, divided)) == frames
    assert all(still >= 0 and pulse >= 0 and still + pulse > 0 for still, pulse in divided)


@given(rates, st.integers(1, 3000), st.floats(0, LONGEST_FREEZE))
def test_nothing_stands_longer_than_it_may(rate, frames, stood):
    stood = int(stood * rate)
    stretch = stood
    for still, pulse in waiting(frames, stood, rate):
        stretch += still
        assert stretch <= LONGEST_FREEZE * rate
        stretch = 0 if pulse else stretch


@pytest.mark.parametrize(("frames", "stood"), [(75, 0), (30, 45), (1, 74)])
def test_a_short_wait_is_not_disturbed(frames, stood):
    assert waiting(frames, stood, 30) == [(frames, 0)]


def test_what_has_stood_too_long_pulses_at_once():
    assert waiting(60, 900, 30) == [(0, 30), (30, 0)]
