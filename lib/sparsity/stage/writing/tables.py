"""A table whose cells stay apart, so that single ones can be coloured and framed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Line, VGroup, VMobject

from sparsity.stage.look.strokes import AXIS_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, POINT_LABEL, SMALL, Typeset

_COLUMN_GAP = 0.3
_ROW_GAP = 0.26
# Above the baseline, as a share of the pitch: half the height of a digit, so that the rule lies midway between rows.
_MIDDLE = 0.2

Rows = Sequence[Sequence[VMobject]]


class Table(VGroup):
    """Rows of cells, each row on one baseline, each column flush left, with a rule under the head.

    Parameters
    ----------
    rows
        Cells, as many in each row; the first row is the head. What is not written, such as a small picture, is
        centred on its row.
    """

    def __init__(self, rows: Rows) -> None:
        widths = [max(cell.width for cell in column) for column in zip(*rows, strict=True)]
        pitch = max(cell.height for row in rows for cell in row) + _ROW_GAP
        # A column that is empty has no gap either.
        ends = np.cumsum([width + _COLUMN_GAP * (width > 0) for width in widths])
        for number, row in enumerate(rows):
            baseline = -number * pitch
            for cell, left in zip(row, [0.0, *ends[:-1]], strict=True):
                if isinstance(cell, Typeset):
                    height = baseline - cell.descent + cell.height / 2
                else:
                    height = baseline + _MIDDLE * pitch
                cell.move_to((left + cell.width / 2, height, 0))
        under_head = (_MIDDLE - 0.5) * pitch
        rule = Line((0, under_head, 0), (ends[-1] - _COLUMN_GAP, under_head, 0))
        self.rule = rule.set_stroke(current_theme().muted, AXIS_STROKE)
        self.lines = VGroup(VGroup(*row) for row in rows)
        super().__init__(self.rule, self.lines)

    @classmethod
    def to_fit(cls, width: float, rows_at: Callable[[float], Rows]) -> Table:
        """Make the table in the largest type, `rows_at` of a font size, that fits a width in scene units."""
        tables = (cls(rows_at(size)) for size in (LABEL, POINT_LABEL))
        fitting = next((table for table in tables if table.width <= width), None)
        return fitting or cls(rows_at(SMALL))
