"""A map of shares over two quantities: boxes that are the brighter the larger the share is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import ManimColor, VGroup, VMobject, interpolate_color
from manim.utils.color import ParsableManimColor

from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import View, straight_pieces

# Nobody tells more shades apart; each is one path.
_SHADES = 11


class ShareMap(VGroup):
    """Boxes of a plane, filled from the background's colour (share 0) to another one (share 1).

    Parameters
    ----------
    view
        Onto what.
    boxes
        Lower left and upper right corner of each (n, 2, 2), in the order in which they appear.
    shares
        From 0 to 1 (n,).
    color
        Of a share of 1.
    """

    def __init__(
        self, view: View, boxes: npt.NDArray[np.float64], shares: npt.NDArray[np.float64], *, color: ParsableManimColor
    ) -> None:
        (left, low), (right, high) = boxes[:, 0].T, boxes[:, 1].T
        corners = np.stack(
            [np.column_stack(pair) for pair in ((left, low), (right, low), (right, high), (left, high), (left, low))],
            axis=1,
        )
        starts, ends = (view.to_scene(part.reshape(-1, 2)) for part in (corners[:, :-1], corners[:, 1:]))
        self._paths = straight_pieces(starts, ends).reshape(len(boxes), -1, 3)
        self._shades = np.round(shares * (_SHADES - 1)).astype(int)
        background = current_theme().background
        super().__init__(
            VMobject(
                fill_color=interpolate_color(background, ManimColor(color), shade / (_SHADES - 1)),
                fill_opacity=1,
                stroke_width=0,
            )
            for shade in range(_SHADES)
        )
        self.reveal(len(boxes))

    def reveal(self, count: float) -> ShareMap:
        """Show so many of the boxes, the first ones."""
        shown = np.arange(len(self._paths)) < count
        for shade, path in enumerate(self):
            path.points = self._paths[shown & (self._shades == shade)].reshape(-1, 3)
        return self
