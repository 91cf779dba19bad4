"""The size of a vector as a height over the plane: level sets lifted to their level and seen from the side."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import LpBall
from sparsity.stage.actors import ACTOR_STROKE
from sparsity.stage.plane import GRID_STROKE, Points, View, WeightPlane, polyline
from sparsity.stage.theme import current_theme

# From straight above (0) to how far the eye goes down at most.
STEEPEST = math.radians(62)
# How far the plane has turned by then: seen exactly along an axis, half a solid hides the other.
_TURN = math.radians(10)
_FILL_OPACITY = 0.1
_SPOKE_STROKE = 2.5


class Eye:
    """Looks at the space over a plane from straight above, or tilted, and without perspective.

    Heights have the unit of the weights. The picture moves down as it tilts, so that what rises stays
    in the middle of the plane's window.

    Parameters
    ----------
    view
        The plane's view; seen from straight above, this is where everything lies.
    highest
        The largest height that will be shown.
    """

    def __init__(self, view: View, highest: float) -> None:
        self.view = view
        self.highest = highest
        self.angle = 0.0

    def project(self, weights: npt.ArrayLike, heights: npt.ArrayLike = 0.0) -> Points:
        """Map points (n, 2) of the plane, lifted by heights (n,), to manim points (n, 3)."""
        lifted = np.sin(self.angle) * np.broadcast_to(heights, len(np.asarray(weights)))
        # The plane turns as it tilts, and shrinks so that its corners stay within its window.
        turn = _TURN * self.angle / STEEPEST
        cos, sin = math.cos(turn), math.sin(turn)
        flat = np.asarray(weights, dtype=np.float64) @ np.array([[cos, sin], [-sin, cos]])
        flat[:, 1] = flat[:, 1] * math.cos(self.angle) + lifted - self._down()
        return self.view.to_scene(flat / (cos + sin))

    def _down(self) -> float:
        below = float(self.view.upper[1]) * math.cos(self.angle)
        above = self.highest * (math.cos(self.angle) + math.sin(self.angle))
        return (above - below) / 2 * math.sin(self.angle)


class Ground(VGroup):
    """Grid and axes of a plane, ready to be tilted."""

    def __init__(self, eye: Eye, plane: WeightPlane) -> None:
        theme = current_theme()
        self.eye = eye
        far, ticks = plane.window.half_width, [*plane.window.ticks, 0.0]
        self._grid = [pair for t in ticks for pair in ([(t, -far), (t, far)], [(-far, t), (far, t)])]
        self._axes = self._grid[-2:]
        self.grid = VMobject(stroke_color=theme.grid, stroke_width=GRID_STROKE)
        self.axes = VMobject(stroke_color=theme.muted, stroke_width=2.5)
        super().__init__(self.grid, self.axes)
        self.follow_eye()

    def follow_eye(self) -> None:
        """Show what the eye sees now."""
        for part, ends in ((self.grid, self._grid), (self.axes, self._axes)):
            part.points = np.concatenate([polyline(self.eye.project(pair)) for pair in ends])


class Relief(VGroup):
    """The graph of a norm: its level sets, each at the height of its level, and four spokes that carry them.

    Along any ray a norm grows like a straight line, so the spokes lie on the graph.

    Parameters
    ----------
    eye
        Who looks.
    p
        Order of the norm.
    levels
        Ascending levels.
    """

    def __init__(self, eye: Eye, p: float, levels: Sequence[float], *, color: ParsableManimColor) -> None:
        self.eye = eye
        self.levels = levels
        self._outline = LpBall(p).boundary()
        self.rings = VGroup()
        for _ in levels:
            ring = VMobject(color=color, fill_opacity=_FILL_OPACITY, stroke_width=0.75 * ACTOR_STROKE)
            ring.joint_type = LineJointType.MITER
            self.rings.add(ring)
        self.spokes = VMobject(stroke_color=color, stroke_width=_SPOKE_STROKE)
        super().__init__(self.spokes, self.rings)
        self.follow_eye()

    def follow_eye(self) -> None:
        """Show what the eye sees now."""
        for ring, level in zip(self.rings, self.levels, strict=True):
            ring.points = polyline(self.eye.project(level * self._outline, level))
        top = self.levels[-1]
        tips = top * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
        spokes = [self.eye.project([(0, 0), tip], [0, top]) for tip in tips]
        self.spokes.points = np.concatenate([polyline(spoke) for spoke in spokes])
