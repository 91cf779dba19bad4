"""A norm's surface cut along a line of answers: the size along that line, as a curve in the cut."""

from __future__ import annotations

import numpy as np
from manim import LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import Hyperplane, line_profile, lp_norm
from sparsity.stage.look.strokes import ACTOR_STROKE, FILL_OPACITY
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.eye import Eye
from sparsity.stage.planes.view import Points, polyline

_SAMPLES = 160


class Cut(VGroup):
    """A line on the ground, a curtain that stands on it, and the curve in which the curtain meets the surface.

    The curve ends where the surface does, at its highest level; it is the size of the points of the line.

    Parameters
    ----------
    eye
        Who looks.
    line
        In the plane, not through the origin.
    p, top
        Order of the norm, and its highest level; some points of the line are smaller.
    color
        Colour of the curve.
    """

    def __init__(self, eye: Eye, line: Hyperplane, p: float, top: float, *, color: ParsableManimColor) -> None:
        solution = current_theme().solution
        self.eye = eye
        self._profile = line_profile(line, 1)
        low, high = np.atleast_1d(self._profile.parameter(line.clip_to_box(eye.view.lower, eye.view.upper)))
        # With the axis crossings, where the size may have a kink.
        kinks = self._profile.axis_crossings[np.isfinite(self._profile.axis_crossings)]
        self._t = np.unique(np.clip([*np.linspace(low, high, _SAMPLES), *kinks], min(low, high), max(low, high)))
        self.line = VMobject(stroke_color=solution, stroke_width=ACTOR_STROKE)
        self.curtain = VMobject(fill_color=solution, fill_opacity=FILL_OPACITY, stroke_width=0)
        self.curve = VMobject(stroke_color=color, stroke_width=ACTOR_STROKE, joint_type=LineJointType.ROUND)
        super().__init__(self.line, self.curtain, self.curve)
        self.bend(p, top)

    def bend(self, p: float, top: float) -> Cut:
        """Cut the surface of another order, which ends at another level."""
        self.p = p
        sizes = np.asarray(lp_norm(self._profile.points(self._t), p))
        below = np.flatnonzero(sizes <= top)
        (first, last), ends = below[[0, -1]], []
        # Where the surface ends between two samples, the curve ends too.
        for inner, outer in ((first, first - 1), (last, last + 1)):
            is_cut_off = 0 <= outer < len(sizes)
            share = (top - sizes[inner]) / (sizes[outer] - sizes[inner]) if is_cut_off else 0.0
            ends.append(self._t[inner] + share * (self._t[outer if is_cut_off else inner] - self._t[inner]))
        self.ends: tuple[float, float] = (float(ends[0]), float(ends[1]))
        self._shown = np.unique([*ends, *self._t[below]])
        return self.follow_eye()

    def at(self, t: float) -> tuple[Points, Points]:
        """Where the point of the line at a parameter lies on the ground, and above it on the surface, for manim."""
        weights = self.point(t)
        ground, above = self.eye.project([weights, weights], [0.0, float(lp_norm(weights, self.p))])
        return ground, above

    def point(self, t: float) -> Points:
        """The point (2,) of the line at a parameter."""
        return self._profile.points(t)

    def parameter(self, weights: Points) -> float:
        """The parameter of a point (2,) of the line."""
        return float(self._profile.parameter(weights))

    def follow_eye(self) -> Cut:
        """Show what the eye sees now."""
        weights = self._profile.points(self._shown)
        curve = self.eye.project(weights, lp_norm(weights, self.p))
        self.line.points = polyline(self.eye.project(self._profile.points(self._t[[0, -1]])))
        self.curtain.points = polyline(np.array([*curve, *self.eye.project(weights[[-1, 0]]), curve[0]]))
        self.curve.points = polyline(curve)
        return self
