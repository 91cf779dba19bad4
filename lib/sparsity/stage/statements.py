"""The formulas that a picture states, for those who set them again elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from manim import Mobject

from sparsity.stage.live_number import Readout
from sparsity.stage.typography import Typeset

# A relation with something before it: an axis number states nothing, nor does "≈ 0.5" in a table.
_STATES_SOMETHING = re.compile(r"(?!approx).+ (=|<=|>=|<|>|approx) .+")
# A row of a table, with spaces measured for its place on screen.
_TABLE_ROW = "#h("


def statements(mobjects: Iterable[Mobject]) -> list[str]:
    """Typst markup of all formulas among mobjects that state something, from top to bottom, each once.

    A formula that ends in a wide space is taken together with what follows on its right. A readout states
    the value that it shows.

    >>> from sparsity.stage.typography import formula
    >>> statements([formula("x_1", color="#000000"), formula("b = 5 - 10 a", color="#000000")])
    ['b = 5 - 10 a']
    """
    family = dict.fromkeys(part for mobject in mobjects for part in mobject.get_family())
    written = [part for part in family if isinstance(part, Typeset | Readout) and part.source.startswith("$ ")]
    written.sort(key=lambda part: (-round(float(part.get_center()[1]), 1), float(part.get_left()[0])))
    formulas: list[str] = []
    for source in (part.source.removeprefix("$ ").removesuffix(" $") for part in written):
        if formulas and formulas[-1].endswith(" quad"):
            formulas[-1] += f" {source}"
        else:
            formulas.append(source)
    stated = (text for text in formulas if _STATES_SOMETHING.fullmatch(text) and _TABLE_ROW not in text)
    return list(dict.fromkeys(stated))
