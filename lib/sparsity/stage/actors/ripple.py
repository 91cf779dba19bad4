"""A ring that runs outwards from where something has just happened."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import VGroup, VMobject

from sparsity.stage.actors.marks import with_rim
from sparsity.stage.look.strokes import MARK_STROKE
from sparsity.stage.planes.view import Points, View, polyline

# Where it begins it is as large as a mark; in scene units.
_FIRST = 0.22
# How much later each of the rings starts, as a share of the time.
_DELAYS = (0.0, 0.3)
_POINTS_ON_HALF = 33


class Ripple(VGroup):
    """Rings around a contact that widen and fade: round a point, and oblong around an edge.

    Parameters
    ----------
    view
        The plane's view.
    contacts
        Where something touches: each a point (2,), or the two ends (2, 2) of an edge.
    reach
        How far the rings run, in scene units; less where the picture is small.

    Raises
    ------
    ValueError
        If the rings would end within the mark that they start from.
    """

    def __init__(self, view: View, contacts: Sequence[npt.ArrayLike], *, reach: float = 1.5) -> None:
        if not reach > _FIRST:
            raise ValueError(f"reach must be more than the {_FIRST:g} of a mark, not {reach!r}")
        self._reach = reach
        self._cores = [view.to_scene(np.atleast_2d(np.asarray(contact, dtype=np.float64))) for contact in contacts]
        super().__init__(with_rim(VMobject(stroke_width=MARK_STROKE)) for _ in _DELAYS)
        self.set_progress(0)

    def set_progress(self, progress: float) -> None:
        """Show the rings at a share of their way."""
        for ring, delay in zip(self.submobjects, _DELAYS, strict=True):
            share = (progress - delay) / (1 - max(_DELAYS))
            if not 0 < share < 1:
                ring.points = np.zeros((0, 3))
                continue
            reach = _FIRST + (1 - (1 - share) ** 2) * (self._reach - _FIRST)
            ring.points = np.concatenate([polyline(_around(core, reach)) for core in self._cores])
            for is_rim in (True, False):
                ring.set_stroke(opacity=1 - share, background=is_rim)


def _around(core: Points, reach: float) -> Points:
    """The closed outline (n, 3) of everything within reach of a point or of a segment."""
    start, end = core[0], core[-1]
    direction = np.arctan2(end[1] - start[1], end[0] - start[0])
    half = np.linspace(direction - np.pi / 2, direction + np.pi / 2, _POINTS_ON_HALF)
    way = reach * np.column_stack([np.cos(half), np.sin(half), np.zeros(_POINTS_ON_HALF)])
    return np.concatenate([end + way, start - way, end + way[:1]])
