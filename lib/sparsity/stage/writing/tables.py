"""A small table whose cells stay apart, so that single ones can be coloured and framed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Line, VGroup, VMobject

from sparsity.stage.look.strokes import AXIS_STROKE
from sparsity.stage.look.theme import current_theme

_COLUMN_GAP = 0.4
_ROW_PITCH = 0.7


class CellTable(VGroup):
    """Rows of cells, all centred on their row, each column flush left, with a rule under the head.

    Parameters
    ----------
    rows
        Cells, as many in each row; the first row is the head.
    """

    def __init__(self, rows: Sequence[Sequence[VMobject]]) -> None:
        widths = [max(cell.width for cell in column) for column in zip(*rows, strict=True)]
        ends = np.cumsum([width + _COLUMN_GAP for width in widths])
        for number, row in enumerate(rows):
            for cell, left in zip(row, [0.0, *ends[:-1]], strict=True):
                cell.move_to((left + cell.width / 2, -number * _ROW_PITCH, 0))
        rule = Line((0, -_ROW_PITCH / 2, 0), (ends[-1] - _COLUMN_GAP, -_ROW_PITCH / 2, 0))
        self.rule = rule.set_stroke(current_theme().muted, AXIS_STROKE)
        self.lines = VGroup(VGroup(*row) for row in rows)
        super().__init__(self.rule, self.lines)
