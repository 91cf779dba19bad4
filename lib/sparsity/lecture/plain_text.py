"""Tells text that can be written into any file and onto any terminal from text that cannot."""

from __future__ import annotations

import re

# Controls, line and paragraph separators, what turns the direction of letters around, halves of characters (as in
# names of files that are not UTF-8), and what is no character at all.
_NOWHERE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def plain_text(text: str, name: str) -> str:
    r"""Return one line of text as it is, or say what in it cannot be written everywhere.

    >>> plain_text("Señor Żółć's {50 %}", "title")
    "Señor Żółć's {50 %}"
    >>> plain_text("two\nlines", "title")
    Traceback (most recent call last):
        ...
    ValueError: title must be one line of plain text without '\n', not 'two\nlines'
    >>> plain_text("not UTF-8: \udcff", "out")
    Traceback (most recent call last):
        ...
    ValueError: out must be one line of plain text without '\udcff', not 'not UTF-8: \udcff'
    """
    found = _NOWHERE.search(text)
    if found:
        raise ValueError(f"{name} must be one line of plain text without {found[0]!r}, not {text!r}")
    return text
