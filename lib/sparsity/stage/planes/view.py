"""Views: the similarity that carries a part of weight space onto a part of the frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from manim import Square

from sparsity.stage.layout.regions import Region

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class View:
    """The similarity that carries a square of weight space onto a square of the frame."""

    lower: Points
    upper: Points
    region: Region

    @property
    def unit(self) -> float:
        """Scene units per unit of weight, the same for both axes."""
        return float(self.region.width / (self.upper[0] - self.lower[0]))

    @property
    def origin(self) -> Points:
        """Where the zero vector lies, as a manim point (3,)."""
        return self.at((0.0, 0.0))

    def to_scene(self, weights: npt.ArrayLike) -> Points:
        """Map weights (n, 2) to manim points (n, 3)."""
        flat = (np.asarray(weights, dtype=np.float64) - self.lower) * self.unit + self.region.lower
        return np.column_stack([flat, np.zeros(len(flat))])

    def at(self, weights: npt.ArrayLike) -> Points:
        """Map one weight vector (2,) to a manim point (3,)."""
        point: Points = self.to_scene(np.asarray(weights, dtype=np.float64)[None])[0]
        return point

    def shows(self, weights: npt.ArrayLike) -> bool:
        """Tell whether a point (2,) of weight space lies in the window."""
        point = np.asarray(weights, dtype=np.float64)
        # A point on the border belongs to the window whatever its last bit.
        slack = 1e-9 * (self.upper - self.lower)
        return bool(np.all(self.lower - slack <= point) and np.all(point <= self.upper + slack))


def polyline(points: Points) -> Points:
    """Bézier points of straight pieces through the given manim points, in the order manim stores them."""
    start, end = points[:-1], points[1:]
    step = (end - start) / 3
    return np.stack([start, start + step, end - step, end], axis=1).reshape(-1, 3)


def window_frame(view: View, **style: object) -> Square:
    """The square outline of a view."""
    return Square(view.region.width, **style).move_to(view.region.center)
