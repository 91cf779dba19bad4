"""A spiked Lp shape in space, p < 1, by its outlines in the three planes of the axes."""

from __future__ import annotations

import numpy as np
from manim import LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import LpBall
from sparsity.stage.look.strokes import ACTOR_STROKE, FILL_OPACITY
from sparsity.stage.planes.space import SpaceView
from sparsity.stage.planes.view import polyline


class Star(VGroup):
    """The three sections of the shape of one order that go through two axes each; its tips are where they meet.

    Parameters
    ----------
    space
        Where the eye is.
    p
        Order of the shape.
    radius
        First radius.
    """

    def __init__(self, space: SpaceView, p: float, radius: float, *, color: ParsableManimColor) -> None:
        self.space = space
        outline = LpBall(p).boundary()
        nothing = np.zeros(len(outline))
        first, second = outline.T
        self._sections = [
            np.column_stack(columns)
            for columns in ((first, second, nothing), (first, nothing, second), (nothing, first, second))
        ]
        super().__init__(
            VMobject(color=color, fill_opacity=FILL_OPACITY, stroke_width=ACTOR_STROKE, joint_type=LineJointType.ROUND)
            for _ in self._sections
        )
        self.set_radius(radius)

    def set_radius(self, radius: float) -> Star:
        """Grow or shrink to another radius."""
        self.radius = radius
        return self.follow_eye()

    def follow_eye(self) -> Star:
        """Show what the eye sees now."""
        for part, section in zip(self, self._sections, strict=True):
            part.points = polyline(self.space.to_scene(self.radius * section))
        return self
