"""An angle at the origin, as an arc with its name."""

from __future__ import annotations

import math

import numpy as np
from manim import VGroup, VMobject

from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, formula
from sparsity.stage.planes.view import OnPlane, View, polyline

# In scene units: the arc, and the name beyond it.
_ARC, _NAME = 0.7, 1.05
# The name runs so far behind the turning side, in radians, and stays so far from the axes, in scene units.
_BEHIND = 0.32
_CLEAR = 0.27
_STEP = math.radians(4)


class AngleMark(OnPlane, VGroup):
    """The angle from the horizontal axis to a direction; beyond a whole turn it begins anew.

    Its name is left out where it would lie on an axis, or where the angle has no room for it.

    Parameters
    ----------
    view
        The plane's view.
    name
        Typst math.
    angle
        First angle, in radians.
    """

    def __init__(self, view: View, name: str, angle: float) -> None:
        ink = current_theme().ink
        self.arc = VMobject(stroke_color=ink, stroke_width=THIN_STROKE)
        self.name_drawn = formula(name, size=LABEL, color=ink)
        self._name_outline = self.name_drawn.points - self.name_drawn.get_center()
        super().__init__(self.arc, self.name_drawn)
        self.angle = angle
        self.view = view
        self.redraw()

    def set_angle(self, angle: float) -> AngleMark:
        """Show another angle."""
        self.angle = angle
        self.redraw()
        return self

    def redraw(self) -> None:
        """Draw it where the view shows it now."""
        whole_turns = math.ceil(self.angle / math.tau - 1e-9) - 1 if self.angle > 0 else 0
        angle = self.angle - whole_turns * math.tau
        along = np.linspace(0, angle, 2 + int(abs(angle) / _STEP))
        origin = self.view.origin
        self.arc.points = polyline(origin + _ARC * np.column_stack([np.cos(along), np.sin(along), 0 * along]))
        middle = angle - math.copysign(_BEHIND, angle)
        place = _NAME * np.array([math.cos(middle), math.sin(middle), 0.0])
        has_room = abs(angle) > 2 * _BEHIND and np.abs(place[:2]).min() > _CLEAR
        self.name_drawn.points = self._name_outline + origin + place if has_room else np.zeros((0, 3))
