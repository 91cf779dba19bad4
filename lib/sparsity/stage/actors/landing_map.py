"""A window coloured by where the answers land, and points that fall to their answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import CapStyleType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry.loss.regions import LandingRegion
from sparsity.stage.actors.many import STROKE_PER_UNIT, TRACE_OPACITY, specks
from sparsity.stage.look.strokes import GRID_STROKE
from sparsity.stage.planes.view import Points, View, polyline, straight_pieces

PLACES = ("inside", "edge", "tip")


class LandingMap(VGroup):
    """The regions of a window from which the answer comes to lie inside the diamond, on an edge, or at a tip.

    All regions of a kind are one path.

    Parameters
    ----------
    view
        The plane's view.
    colors, opacities
        Of the inside, the edges' strips and the tips' cones.
    """

    def __init__(self, view: View, colors: Sequence[ParsableManimColor], opacities: Sequence[float]) -> None:
        self.view = view
        self.inside, self.strips, self.cones = self.kinds = [
            VMobject(stroke_width=0, fill_color=color, fill_opacity=opacity)
            for color, opacity in zip(colors, opacities, strict=True)
        ]
        super().__init__(*self.kinds)

    def set_regions(self, regions: Sequence[LandingRegion]) -> None:
        """Show the regions of another budget or loss."""
        for place, kind in zip(PLACES, self.kinds, strict=True):
            outlines = [
                polyline(self.view.to_scene(np.vstack([region.polygon, region.polygon[:1]])))
                for region in regions
                if region.place == place and len(region.polygon)
            ]
            kind.points = np.concatenate([np.zeros((0, 3)), *outlines])


class Landing(VGroup):
    """Points that appear one after the other and fall to where their answers lie, with faint traces.

    Parameters
    ----------
    view
        The plane's view.
    starts, ends
        Where each begins and where it lands (n, 2).
    begins
        When each appears (n,); a unit of time later it lies where it belongs.
    """

    def __init__(
        self,
        view: View,
        starts: npt.ArrayLike,
        ends: npt.ArrayLike,
        begins: npt.ArrayLike,
        *,
        color: ParsableManimColor,
        radius: float = 0.06,
    ) -> None:
        self._starts, self._ends = (view.to_scene(points) for points in (starts, ends))
        self._begins = np.asarray(begins, dtype=np.float64)
        self.traces = VMobject(stroke_color=color, stroke_width=GRID_STROKE, stroke_opacity=TRACE_OPACITY)
        self.dots = VMobject(stroke_color=color, stroke_width=2 * radius * STROKE_PER_UNIT)
        self.dots.cap_style = CapStyleType.ROUND
        super().__init__(self.traces, self.dots)
        self.set_time(-1.0)

    def set_time(self, time: float) -> None:
        """Show them at a time."""
        age = time - self._begins
        there = age >= 0
        fallen = np.clip(age[there], 0, 1)[:, None]
        # They let go slowly and arrive slowly.
        fallen = fallen**2 * (3 - 2 * fallen)
        starts = self._starts[there]
        places: Points = starts + fallen * (self._ends[there] - starts)
        self.dots.points = specks(places)
        self.traces.points = straight_pieces(starts, places)


class SortedDots(VGroup):
    """Dots at the points of least loss, coloured by where their answers land.

    Parameters
    ----------
    view
        The plane's view.
    minima
        The points (n, 2).
    colors
        For answers inside the diamond, on an edge, and at a tip.
    """

    def __init__(
        self, view: View, minima: npt.ArrayLike, colors: Sequence[ParsableManimColor], *, radius: float = 0.05
    ) -> None:
        self._centers = view.to_scene(minima)
        self.kinds = [VMobject(stroke_color=color, stroke_width=2 * radius * STROKE_PER_UNIT) for color in colors]
        for kind in self.kinds:
            kind.cap_style = CapStyleType.ROUND
        super().__init__(*self.kinds)

    def set_places(self, places: npt.NDArray[np.intp]) -> None:
        """Colour them anew: 0 is inside, 1 an edge and 2 a tip."""
        for place, kind in enumerate(self.kinds):
            kind.points = specks(self._centers[places == place])
