"""Dozens of lines, balls or dots on a plane, shown one after the other, as one mobject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import CapStyleType, LineJointType, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import Hyperplane, LpBall, clip_segments
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.planes.view import OnPlane, Points, View, polyline, straight_pieces

# A trace is seen, but not looked at.
TRACE_OPACITY = 0.3
# Manim measures strokes in hundredths of a scene unit.
STROKE_PER_UNIT = 100.0
# So many lines and balls are kept in sight: long strokes are what takes time to draw, and more are a haze.
_KEPT = 16
# A dot is drawn as a stroke with round ends that goes nowhere: one curve, where a circle has eight.
_NOWHERE_YET = np.array([1e-4, 0.0, 0.0])


class Many(OnPlane, VMobject):
    """Many things of one kind, of which the first few are shown, or the last few of these.

    All are in one path, so that each costs only its points.

    Parameters
    ----------
    view
        The plane's view.
    kept
        How many stay when others come; all of them, unless it is said.
    draw
        Called with the view whenever it has moved; gives the Bézier points (n, 3) of each thing.
    style
        As for a `VMobject`.
    """

    def __init__(
        self, view: View, draw: Callable[[View], Sequence[Points]], kept: int | None = None, **style: Any
    ) -> None:
        super().__init__(**style)
        self._draw = draw
        self._kept = kept
        self._count = 0
        self.view = view
        self.redraw()

    @classmethod
    def lines(cls, view: View, lines: Sequence[Hyperplane], *, color: ParsableManimColor, kept: int = _KEPT) -> Many:
        """Traces of lines, as far as the view shows them; the last few are kept."""

        def draw(view: View) -> list[Points]:
            ends = [line.clip_to_box(view.lower, view.upper) for line in lines]
            return [polyline(view.to_scene(pair)) if len(pair) else np.zeros((0, 3)) for pair in ends]

        return cls(view, draw, kept, stroke_color=color, stroke_width=THIN_STROKE, stroke_opacity=TRACE_OPACITY)

    @classmethod
    def balls(
        cls, view: View, p: float, radii: Sequence[float], *, color: ParsableManimColor, kept: int = _KEPT
    ) -> Many:
        """Traces of the outlines of balls of one order, as far as the view shows them; the last few are kept."""
        outline = LpBall(p).boundary(9 if p in (1, np.inf) else 65)

        def draw(view: View) -> list[Points]:
            found = []
            for radius in radii:
                starts, ends = clip_segments(radius * outline[:-1], radius * outline[1:], view.lower, view.upper)
                found.append(straight_pieces(view.to_scene(starts), view.to_scene(ends)))
            return found

        return cls(
            view,
            draw,
            kept,
            stroke_color=color,
            stroke_width=THIN_STROKE,
            stroke_opacity=TRACE_OPACITY,
            joint_type=LineJointType.ROUND,
        )

    @classmethod
    def dots(cls, view: View, weights: npt.ArrayLike, *, color: ParsableManimColor, radius: float = 0.06) -> Many:
        """Dots at points (n, 2), where the view shows them; `radius` is in scene units."""
        points = np.asarray(weights, dtype=np.float64)

        def draw(view: View) -> list[Points]:
            places = view.to_scene(points)
            return [
                specks(place[None]) if view.shows(point) else np.zeros((0, 3))
                for point, place in zip(points, places, strict=True)
            ]

        dots = cls(view, draw, stroke_color=color, stroke_width=2 * radius * STROKE_PER_UNIT)
        dots.cap_style = CapStyleType.ROUND
        return dots

    def show_first(self, count: int) -> None:
        """Show the first so many of them, or those that are kept."""
        self._count = count
        first = 0 if self._kept is None else max(0, count - self._kept)
        self.points = self._points[self._ends[first] : self._ends[count]]

    def redraw(self) -> None:
        """Draw them where the view shows them now."""
        pieces = self._draw(self.view)
        self._ends = np.cumsum([0, *(len(piece) for piece in pieces)])
        self._points = np.concatenate([np.zeros((0, 3)), *pieces])
        self.show_first(self._count)


def specks(places: Points) -> Points:
    """Bézier points (4 n, 3) of dots at manim points (n, 3), for a stroke as wide as the dots, with round ends."""
    return straight_pieces(places, places + _NOWHERE_YET)
