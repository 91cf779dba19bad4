"""Space on the stage: one eye without perspective, which may turn around what it looks at."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sparsity.stage.planes.view import Points, View


class SpaceView:
    """The map that carries points of space onto a part of the frame, as seen from far away.

    With neither turn nor tilt the eye is straight above the plane of the first two axes; as it tilts, the third axis
    rises upright in the picture.

    Parameters
    ----------
    view
        Onto what: its window has the size of what is shown, around the origin.
    turn, tilt
        Radians: how far space has turned about its third axis, and how far the eye has gone down.

    Attributes
    ----------
    scale, lift
        What fits the picture into its window: a factor, and a way up in units of space, applied before it.
    """

    def __init__(self, view: View, *, turn: float = 0.0, tilt: float = 0.0) -> None:
        self.view = view
        self.turn = turn
        self.tilt = tilt
        self.scale = 1.0
        self.lift = 0.0

    @property
    def direction(self) -> Points:
        """The direction (3,) from what is shown to the eye."""
        across = math.sin(self.tilt)
        return np.array([-math.sin(self.turn) * across, -math.cos(self.turn) * across, math.cos(self.tilt)])

    def on_view(self, points: npt.ArrayLike) -> Points:
        """Map points (n, 3) of space to points (n, 2) of the view on which they are seen."""
        x, y, z = np.asarray(points, dtype=np.float64).T
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        right = cos * x - sin * y
        up = (sin * x + cos * y) * math.cos(self.tilt) + z * math.sin(self.tilt)
        return self.scale * np.column_stack([right, up + self.lift])

    def to_scene(self, points: npt.ArrayLike) -> Points:
        """Map points (n, 3) of space to manim points (n, 3)."""
        return self.view.to_scene(self.on_view(points))

    def at(self, point: npt.ArrayLike) -> Points:
        """Map one point (3,) of space to a manim point (3,)."""
        placed: Points = self.to_scene(np.asarray(point, dtype=np.float64)[None])[0]
        return placed
