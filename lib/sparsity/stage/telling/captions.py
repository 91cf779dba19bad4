"""Captions that can be read in the time they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap

LINE_LENGTH = 42
MAX_LINES = 2
MAX_CHARACTERS_PER_SECOND = 17.0

# Slower than the limit: a caption competes with the picture, and is worth reading twice.
_PACE = 13.0
_SHORTEST = 1.5

_NO_BREAK = "\u00a0"
_AROUND_OPERATOR = re.compile(r" (?=[+=−≈≤<])|(?<=[+=−≈≤<]) |(?<=[\d⁰-⁹²³¹],) (?=[−\d])")


@dataclass(frozen=True)
class Caption:
    """A caption on screen.

    Parameters
    ----------
    text
        Words on one line; where they break is for the files that show them to say.
    start, end
        Seconds from the start of the video.
    added
        What a voice says beyond these words, for those who do not see the picture.
    """

    text: str
    start: float
    end: float
    added: str = ""

    @property
    def lines(self) -> str:
        """The words with line breaks, as captions are shown."""
        return break_lines(self.text)

    @property
    def reading_speed(self) -> float:
        """Characters per second."""
        return len(self.text) / (self.end - self.start)


def break_lines(text: str) -> str:
    r"""Break a caption into at most two balanced lines of at most 42 characters.

    >>> break_lines("Every dot on this line fits the data point exactly.")
    'Every dot on this line fits\nthe data point exactly.'
    >>> break_lines("No answer is smaller: the least |a| + |b| = 0.5.")
    'No answer is smaller: the\nleast |a| + |b| = 0.5.'

    Raises
    ------
    ValueError
        If the text is empty or too long.
    """
    words = " ".join(text.split())
    if not words:
        raise ValueError("caption must not be empty")
    if len(words) <= LINE_LENGTH:
        return words
    # Rather not in the middle of a formula.
    for unbroken in (_AROUND_OPERATOR.sub(_NO_BREAK, words), words):
        for width in range((len(words) - 1) // MAX_LINES, LINE_LENGTH + 1):
            lines = wrap(unbroken, width, break_long_words=False, break_on_hyphens=False)
            if len(lines) <= MAX_LINES and max(map(len, lines)) <= LINE_LENGTH:
                return "\n".join(lines).replace(_NO_BREAK, " ")
    raise ValueError(f"caption must fit {MAX_LINES} lines of {LINE_LENGTH} characters, not {words!r}")


def fits_caption(text: str) -> bool:
    """Tell whether `break_lines` finds room for a text.

    >>> fits_caption("A short text."), fits_caption("A long text. " * 10)
    (True, False)
    """
    try:
        break_lines(text)
    except ValueError:
        return False
    return True


def reading_time(text: str) -> float:
    """Seconds that a caption stays at least."""
    return max(_SHORTEST, len(text) / _PACE)
