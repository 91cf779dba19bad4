"""The size of a vector as a height over the plane: level sets lifted to their level and seen from the side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import LpBall
from sparsity.stage.look.strokes import ACTOR_STROKE, AXIS_STROKE, GRID_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.eye import Eye
from sparsity.stage.planes.view import polyline
from sparsity.stage.planes.weight_plane import WeightPlane

_FILL_OPACITY = 0.1
_SPOKE_STROKE = 2.5


class Ground(VGroup):
    """Grid and axes of a plane, ready to be tilted."""

    def __init__(self, eye: Eye, plane: WeightPlane) -> None:
        theme = current_theme()
        self.eye = eye
        self._ticks = [tick for tick in plane.window.ticks_along(0).tolist() if tick]
        self.grid = VMobject(stroke_color=theme.grid, stroke_width=GRID_STROKE)
        self.axes = VMobject(stroke_color=theme.muted, stroke_width=AXIS_STROKE)
        super().__init__(self.grid, self.axes)
        self.follow_eye()

    def follow_eye(self) -> None:
        """Show what the eye sees now, as far as it reaches."""
        far = self.eye.reach
        # A hair of slack: a line on the border counts whatever its last bit.
        ticks = [tick for tick in self._ticks if abs(tick) <= far * (1 + 1e-9)]
        for part, places in ((self.grid, ticks), (self.axes, [0.0])):
            pairs = [pair for t in places for pair in ([(t, -far), (t, far)], [(-far, t), (far, t)])]
            part.points = np.concatenate([polyline(self.eye.project(pair)) for pair in pairs])


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
        self.rings = VGroup()
        for _ in levels:
            ring = VMobject(color=color, fill_opacity=_FILL_OPACITY, stroke_width=0.75 * ACTOR_STROKE)
            ring.joint_type = LineJointType.MITER
            self.rings.add(ring)
        self.spokes = VMobject(stroke_color=color, stroke_width=_SPOKE_STROKE)
        super().__init__(self.spokes, self.rings)
        self.bend(p, levels)

    def bend(self, p: float, levels: Sequence[float]) -> Relief:
        """Show the norm of another order, and as many levels as before."""
        self.levels = levels
        self._outline = LpBall(p).boundary()
        self.follow_eye()
        return self

    def follow_eye(self) -> None:
        """Show what the eye sees now."""
        for ring, level in zip(self.rings, self.levels, strict=True):
            ring.points = polyline(self.eye.project(level * self._outline, level))
        top = self.levels[-1]
        tips = top * np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
        spokes = [self.eye.project([(0, 0), tip], [0, top]) for tip in tips]
        self.spokes.points = np.concatenate([polyline(spoke) for spoke in spokes])
