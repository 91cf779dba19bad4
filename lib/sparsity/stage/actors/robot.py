"""A robot with room for its weights in its body: a picture for thinking of whatever learns."""

from __future__ import annotations

import numpy as np
from manim import UP, Circle, Line, RoundedRectangle, VGroup, VMobject

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import OUTLINE_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import polyline

# Heights as shares of the whole.
_HEAD = 0.2
_ANTENNA = 0.07
_NECK = 0.035
_HEAD_WIDTH = 1.5  # of its height
_ROUND = 0.18
_INSIDE = 0.25
_MOUTH_SAMPLES = 17


class Robot(VGroup):
    """A head with a face on top of a body that is a frame.

    Parameters
    ----------
    region
        What it fills.

    Provides
    --------
    inside
        The region within its body.
    """

    def __init__(self, region: Region) -> None:
        theme = current_theme()
        high = region.height
        head_height = _HEAD * high
        x, top = float(region.center[0]), region.top - _ANTENNA * high
        self.head = RoundedRectangle(_ROUND, height=head_height, width=_HEAD_WIDTH * head_height)
        self.head.move_to((x, top, 0), aligned_edge=UP)
        body_top = top - head_height - _NECK * high
        body = Region(region.left, region.bottom, region.right, body_top)
        self.body = RoundedRectangle(_ROUND, height=body.height, width=body.width).move_to(body.center)
        self.inside = body.grown(-_INSIDE)
        neck = Line((x, top - head_height, 0), (x, body_top, 0))
        knob = Circle(0.3 * _ANTENNA * high)
        knob.move_to((x, region.top, 0), aligned_edge=UP)
        antenna = Line((x, top, 0), knob.get_bottom())
        self.frame = VGroup(self.body, neck, self.head, antenna, knob)
        self.frame.set_stroke(theme.muted, OUTLINE_STROKE)
        center = self.head.get_center()
        self._middle, self._unit = center, head_height
        self.eyes = VGroup(
            Circle(0.11 * head_height, color=theme.ink, fill_opacity=1, stroke_width=0).move_to(
                center + head_height * np.array([side * 0.3, 0.14, 0])
            )
            for side in (-1, 1)
        )
        self.mouth = VMobject(stroke_color=theme.ink, stroke_width=OUTLINE_STROKE)
        super().__init__(self.frame, self.eyes, self.mouth)
        self.set_mood(0.0)

    def set_mood(self, mood: float) -> Robot:
        """Bend its mouth: 1 is a smile, 0 a straight line, −1 the opposite."""
        self.mood = mood
        across = np.linspace(-1, 1, _MOUTH_SAMPLES)
        flat = np.column_stack([0.3 * across, mood * 0.14 * (across**2 - 0.5) - 0.22, np.zeros(_MOUTH_SAMPLES)])
        self.mouth.points = polyline(self._middle + self._unit * flat)
        return self

    def mood_to(self, mood: float) -> Sweep:
        """Animate a change of mood."""
        return Sweep(self.mouth, follow=self.set_mood, start=self.mood, end=mood)
