"""A close-up inset: a small part of a weight plane, magnified."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import VGroup

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import GHOST_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.axes import axis_lines
from sparsity.stage.planes.view import View, window_frame


class CloseUp(VGroup):
    """The frame of an inset, and the square of the plane that it magnifies.

    Parameters
    ----------
    of
        View of the plane that is magnified.
    center
        Weights (2,) in the middle of the inset.
    half_width
        Half-width of the magnified square, in weights.
    region
        Room for the inset; it takes the largest square in the middle.
    """

    def __init__(self, of: View, center: npt.ArrayLike, half_width: float, region: Region) -> None:
        theme = current_theme()
        middle = np.asarray(center, dtype=np.float64)
        side = min(region.width, region.height)
        self.view = View(middle - half_width, middle + half_width, Region.centred(region.center, side, side))
        source_side = 2 * half_width * of.unit
        source = Region.centred(of.at(middle), source_side, source_side)
        self.source = window_frame(View(of.lower, of.upper, source), color=theme.ink, stroke_width=GHOST_STROKE)
        self.frame = window_frame(self.view, color=theme.ink, stroke_width=GHOST_STROKE)
        self.axes = axis_lines(self.view)
        super().__init__(self.axes, self.source, self.frame)
