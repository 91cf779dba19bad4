"""Which weights may live: one cell for each weight, filled if it was chosen."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from manim import VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import GRID_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import polyline

# Cells are no further apart than this (scene units), and fill this share of the distance.
_WIDEST_PITCH = 0.55
_SHARE = 0.76


class Choices(VGroup):
    """Cells in rows, as large as a region allows, all of one kind drawn as one path.

    Parameters
    ----------
    count
        How many cells.
    region
        Room for them; they begin at its left, in the middle of its height.
    color
        Colour of those that are chosen.
    """

    def __init__(self, count: int, region: Region, *, color: ParsableManimColor) -> None:
        widths = {columns: region.width / columns for columns in range(1, count + 1)}
        pitches = {c: min(_WIDEST_PITCH, width, region.height / math.ceil(count / c)) for c, width in widths.items()}
        # Of the ways with the largest cells the one with the fewest rows.
        columns = max(pitches, key=lambda c: (round(pitches[c], 9), c))
        pitch = pitches[columns]
        rows = math.ceil(count / columns)
        index = np.arange(count)
        left, top = region.left + pitch / 2, float(region.center[1]) + (rows - 1) * pitch / 2
        centers = np.column_stack([left + pitch * (index % columns), top - pitch * (index // columns), np.zeros(count)])
        half = _SHARE * pitch / 2
        corners = half * np.array([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0), (-1, -1, 0)])
        theme = current_theme()
        self.cells = VMobject(stroke_color=theme.muted, stroke_width=GRID_STROKE)
        self.cells.points = np.concatenate([polyline(center + corners) for center in centers])
        self._count = count
        self.chosen = VMobject(color=color, fill_opacity=1, stroke_width=0)
        super().__init__(self.cells, self.chosen)

    def choose(self, which: Iterable[int]) -> Choices:
        """Fill these cells, counted from 0, and no others."""
        # Of the cells as they are now: they may have been moved and scaled.
        now = self.cells.points.reshape(self._count, -1, 3)
        self.chosen.points = now[list(which)].reshape(-1, 3)
        return self
