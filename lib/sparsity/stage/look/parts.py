"""Which letters of a formula belong to which piece of its markup."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sparsity.stage.look.outlines import MARK, Outline, outlines
from sparsity.words.grammar import Span

# Words in a formula have the face of all other words.
FORMULAS = """\
#show math.equation: it => {
  show regex("\\p{L}[\\p{L} ]+|\\(\\p{L}[\\p{L} ]+\\)"): set text(font: "Libertinus Serif")
  it
}
"""

# How far letters may differ, of their own height, from when they are set with marks; Typst rounds.
_SAME = 0.05


def letters_by_span(formula: str, spans: Sequence[Span], size: float) -> list[list[int]]:
    """The numbers of the letters that each piece of a formula has become, counted as in `outlines`.

    The formula is set a second time with a mark on each piece, which says whose letter each is; what is drawn stays
    the formula without marks.

    Parameters
    ----------
    formula
        Typst math.
    spans
        Where the pieces stand in it, in order; no two of them overlap.
    size
        Font size.

    Raises
    ------
    ValueError
        If a piece is no thing by itself, such as an exponent with its sign.
    """
    marked, end = "", 0
    for number, (start, stop) in enumerate(spans, start=1):
        marked += f"{formula[end:start]}#mark({number})[${formula[start:stop]}$];"
        end = stop
    plain = outlines(f"$ {formula} $", FORMULAS, size)
    told_apart = outlines(f"$ {marked}{formula[end:]} $", FORMULAS + MARK, size)
    if len(plain) != len(told_apart) or not all(map(_look_alike, plain, told_apart)):
        pieces = ", ".join(repr(formula[start:stop]) for start, stop in spans)
        raise ValueError(f"pieces of a formula must be things by themselves, not {pieces} in {formula!r}")
    found: list[list[int]] = [[] for _ in spans]
    for index, letter in enumerate(told_apart):
        if letter.mark:
            found[letter.mark - 1].append(index)
    return found


def _look_alike(one: Outline, other: Outline) -> bool:
    if one.points.shape != other.points.shape:
        return False
    first, second = (letter.points - letter.points.mean(axis=0) for letter in (one, other))
    return bool(np.abs(first - second).max() <= _SAME * max(1e-3, float(np.ptp(first, axis=0).max())))
