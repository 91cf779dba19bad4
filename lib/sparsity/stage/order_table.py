"""Small tables for the panel."""

from __future__ import annotations

from collections.abc import Sequence

from manim.utils.color import ParsableManimColor

from sparsity.stage.typography import LABEL, POINT_LABEL, SMALL, UNITS_PER_POINT, Typeset, formula

_COLUMN_GAP = 0.42


def table_rows(cells: Sequence[Sequence[str]], colors: Sequence[ParsableManimColor], width: float) -> list[Typeset]:
    """Set the rows of a table, each on one baseline, in the largest type that fits a width.

    Parameters
    ----------
    cells
        Typst math by row and column.
    colors
        One colour for each row.
    width
        Width to fit, in scene units.
    """
    for size in (LABEL, POINT_LABEL, SMALL):
        widths = [[formula(cell, size=size, color="#000000").width for cell in row] for row in cells]
        columns = [max(column) for column in zip(*widths, strict=True)]
        if sum(columns) + _COLUMN_GAP * (len(columns) - 1) <= width:
            break
    return [
        formula(_spaced(row, row_widths, columns, size), size=size, color=color)
        for row, row_widths, color in zip(cells, widths, colors, strict=True)
    ]


def _spaced(row: Sequence[str], widths: Sequence[float], columns: Sequence[float], size: float) -> str:
    """Join the cells of a row by as much space as the columns need."""
    spaces = [column - width + _COLUMN_GAP for width, column in zip(widths, columns, strict=True)]
    points = [f"#h({space / (size * UNITS_PER_POINT):.2f}pt)" for space in spaces[:-1]]
    return " ".join(part for pair in zip(row, [*points, ""], strict=True) for part in pair)
