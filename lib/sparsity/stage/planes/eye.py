"""An eye that looks at the space over a plane."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sparsity.stage.planes.space import SpaceView
from sparsity.stage.planes.view import Points, View

# From straight above (0) to how far the eye goes down at most.
STEEPEST = math.radians(62)
# How far the plane has turned by then: seen exactly along an axis, half a solid hides the other.
_TURN = math.radians(10)


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
        self._space = SpaceView(view)
        self.angle = 0.0

    @property
    def angle(self) -> float:
        """How far the eye has gone down, in radians."""
        return self._space.tilt

    @angle.setter
    def angle(self, angle: float) -> None:
        space = self._space
        space.tilt = angle
        # The plane turns as it tilts, and shrinks so that its corners stay within its window.
        space.turn = _TURN * angle / STEEPEST
        space.scale = 1 / (math.cos(space.turn) + math.sin(space.turn))
        below = float(self.view.upper[1]) * math.cos(angle)
        above = self.highest * (math.cos(angle) + math.sin(angle))
        space.lift = (below - above) / 2 * math.sin(angle)

    def project(self, weights: npt.ArrayLike, heights: npt.ArrayLike = 0.0) -> Points:
        """Map points (n, 2) of the plane, lifted by heights (n,), to manim points (n, 3)."""
        flat = np.asarray(weights, dtype=np.float64)
        return self._space.to_scene(np.column_stack([flat, np.broadcast_to(heights, len(flat))]))
