"""Guesses what was meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Ask, behind a name that is none of these, whether the most similar one was meant; nothing if none is similar.

    >>> did_you_mean("Diamnd", ["circle", "diamond"])
    ' (did you mean diamond?)'
    >>> did_you_mean("ellipse", ["circle", "diamond"])
    ''
    """
    found = get_close_matches(name.lower(), names, n=1)
    return f" (did you mean {found[0]}?)" if found else ""
