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
    least_reach
        How far from the origin the ground is still shown when the eye is lowest, so that what stands on it is larger;
        as far as the view reaches unless given.
    """

    def __init__(self, view: View, highest: float, least_reach: float | None = None) -> None:
        self.view = view
        self.highest = highest
        self._least_reach = least_reach or float(view.upper[1])
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
        full = float(self.view.upper[1])
        space.scale = full / self.reach / (math.cos(space.turn) + math.sin(space.turn))
        below = self.reach * math.cos(angle)
        above = self.highest * (math.cos(angle) + math.sin(angle))
        space.lift = (below - above) / 2 * math.sin(angle)

    @property
    def reach(self) -> float:
        """How far from the origin the ground is shown now."""
        full = float(self.view.upper[1])
        return full + (self._least_reach - full) * self.angle / STEEPEST

    def project(self, weights: npt.ArrayLike, heights: npt.ArrayLike = 0.0) -> Points:
        """Map points (n, 2) of the plane, lifted by heights (n,), to manim points (n, 3)."""
        flat = np.asarray(weights, dtype=np.float64)
        return self._space.to_scene(np.column_stack([flat, np.broadcast_to(heights, len(flat))]))
