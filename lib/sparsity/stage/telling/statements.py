"""The formulas that a picture states, for those who set them again elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from manim import Mobject

from sparsity.stage.look.typography import Typeset
from sparsity.stage.writing.live_number import Readout
from sparsity.words.grammar import checked_formula

# A relation with something before it: an axis number states nothing, nor does "≈ 0.5" in a table.
_STATES_SOMETHING = re.compile(r"(?!approx).+ (=|<=|>=|<|>|approx) .+")
# Formulas on one baseline differ by less (scene units) in the height of their middle, b being taller than a.
_SAME_ROW = 0.2


def statements(mobjects: Iterable[Mobject]) -> list[str]:
    """Typst markup of all formulas among mobjects that state something, from top to bottom, each once.

    A formula that ends in a wide space is taken together with what follows on its right. A readout states
    the value that it shows.

    >>> from sparsity.stage.look.typography import formula
    >>> statements([formula("x_1", color="#000000"), formula("b = 5 - 10 a", color="#000000")])
    ['b = 5 - 10 a']

    Raises
    ------
    ValueError
        If a formula is none of the grammar that whoever sets it again relies on.
    """
    family = dict.fromkeys(part for mobject in mobjects for part in mobject.get_family())
    written = [part for part in family if isinstance(part, Typeset | Readout) and part.source.startswith("$ ")]
    rows: list[list[Typeset | Readout]] = []
    for part in sorted(written, key=_height, reverse=True):
        if not rows or _height(rows[-1][0]) - _height(part) > _SAME_ROW:
            rows.append([])
        rows[-1].append(part)
    in_order = [part for row in rows for part in sorted(row, key=lambda part: float(part.get_left()[0]))]
    formulas: list[str] = []
    for source in (part.source.removeprefix("$ ").removesuffix(" $") for part in in_order):
        if formulas and formulas[-1].endswith(" quad"):
            formulas[-1] += f" {source}"
        else:
            formulas.append(source)
    stated = (text for text in formulas if _STATES_SOMETHING.fullmatch(text))
    return [checked_formula(text) for text in dict.fromkeys(stated)]


def _height(mobject: Mobject) -> float:
    return float(mobject.get_center()[1])
