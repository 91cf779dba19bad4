"""Captions fit two lines and are up long enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparsity.stage.telling.captions import (
    LINE_LENGTH,
    MAX_CHARACTERS_PER_SECOND,
    MAX_LINES,
    Caption,
    break_lines,
    reading_time,
)

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=10), min_size=1, max_size=12).map(" ".join)


@given(WORDS)
def test_breaking_lines_keeps_every_word_and_every_limit(text: str):
    try:
        lines = break_lines(text).splitlines()
    except ValueError:
        assert len(text) > LINE_LENGTH
        return
    assert " ".join(lines) == text
    assert len(lines) <= MAX_LINES
    assert max(map(len, lines)) <= LINE_LENGTH


def test_the_two_lines_are_about_equally_long():
    first, second = break_lines("Every dot on this line fits the data point exactly.").splitlines()
    assert abs(len(first) - len(second)) <= 8


@pytest.mark.parametrize("text", ["", "   ", "word " * 30, "x" * 43])
def test_what_cannot_be_shown_is_refused(text: str):
    with pytest.raises(ValueError, match="caption must"):
        break_lines(text)


@given(st.text(min_size=1, max_size=84))
def test_the_reading_time_keeps_the_reading_speed(text: str):
    caption = Caption(text, 3.0, 3.0 + reading_time(text))
    assert caption.reading_speed <= MAX_CHARACTERS_PER_SECOND
