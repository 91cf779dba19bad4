"""An eye that looks at the space over a plane."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

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
