"""An arrow as long as a force, that changes while one watches."""

from __future__ import annotations

import numpy as np
from manim import LineJointType, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.look.strokes import EDGE_STROKE
from sparsity.stage.planes.view import Points, polyline

_TIP = 0.24


class Force(VMobject):
    """A level arrow from a point to the right, or to the left where the force is negative; none without a force."""

    def __init__(self, *, color: ParsableManimColor) -> None:
        super().__init__(stroke_color=color, stroke_width=0.8 * EDGE_STROKE)
        self.joint_type = LineJointType.MITER

    def pull(self, start: Points, length: float) -> Force:
        """Begin at a manim point (3,), and reach so far (scene units)."""
        tip = min(_TIP, abs(length))
        end = start + [length, 0, 0]
        back = -np.sign(length) * tip
        barbs = np.array([end + [back, 0.6 * tip, 0], end, end + [back, -0.6 * tip, 0]])
        shaft = polyline(np.array([start, end]))
        self.points = np.concatenate([shaft, polyline(barbs)]) if length else np.zeros((0, 3))
        return self
