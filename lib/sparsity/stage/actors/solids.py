"""Balls, planes, lines and axes in space, drawn as the eye sees them: what is behind a solid is dashed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import AffineSet, Hyperplane, Solid
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import ACTOR_STROKE, AXIS_STROKE, FILL_OPACITY, GHOST_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, formula
from sparsity.stage.planes.space import SpaceView
from sparsity.stage.planes.view import Points, polyline, straight_pieces

# In scene units: a dash with the gap behind it, the share of it that is drawn, and the way from an axis to its name.
_DASH = 0.22
_INKED = 0.55
_NAME_GAP = 0.3
# An axis whose picture is a smaller share of its length has a faint name.
_SHORT = 0.5
# The most that a face seen straight on covers of what is behind it; seen from the side it covers less.
_FACING_OPACITY = 0.34
_CIRCLE = np.linspace(0, 2 * np.pi, 129)


class Polyhedron(VGroup):
    """A solid about the origin: faces that are in sight, brighter the more they face the eye, and all its edges.

    Parameters
    ----------
    space
        Where the eye is.
    solid
        At radius 1.
    radius
        First radius.
    """

    def __init__(self, space: SpaceView, solid: Solid, radius: float, *, color: ParsableManimColor) -> None:
        self.space = space
        self.unit = solid
        self.faces = VGroup(VMobject(fill_color=color, stroke_width=0) for _ in solid.faces)
        self.hidden = VMobject(stroke_color=color, stroke_width=GHOST_STROKE)
        self.visible = VMobject(stroke_color=color, stroke_width=ACTOR_STROKE, joint_type=LineJointType.ROUND)
        super().__init__(self.hidden, self.faces, self.visible)
        self._unit_normals = solid.normals / np.linalg.norm(solid.normals, axis=1, keepdims=True)
        self.set_radius(radius)

    @property
    def solid(self) -> Solid:
        """The solid of the radius it has now."""
        return Solid(self.radius * self.unit.corners, self.unit.faces)

    def set_radius(self, radius: float) -> Polyhedron:
        """Grow or shrink to another radius."""
        self.radius = radius
        return self.follow_eye()

    def follow_eye(self) -> Polyhedron:
        """Show what the eye sees now."""
        direction = self.space.direction
        corners = self.space.to_scene(self.radius * self.unit.corners)
        facing = self._unit_normals @ direction
        for face, ring, share in zip(self.faces, self.unit.faces, facing, strict=True):
            loop = corners[[*ring, ring[0]]]
            face.points = polyline(loop) if share > 0 else np.zeros((0, 3))
            face.set_fill(opacity=FILL_OPACITY / 2 + (_FACING_OPACITY - FILL_OPACITY / 2) * max(0.0, float(share)))
        starts, ends = corners[self.unit.edges].transpose(1, 0, 2)
        seen = self.unit.edges_towards(direction)
        self.visible.points = straight_pieces(starts[seen], ends[seen])
        self.hidden.points = dashes(starts[~seen], ends[~seen])
        return self


class Sphere(VGroup):
    """The L2 ball in space: its outline, and its equator, dashed where it is behind.

    Parameters
    ----------
    space
        Where the eye is.
    radius
        First radius.
    """

    def __init__(self, space: SpaceView, radius: float, *, color: ParsableManimColor) -> None:
        self.space = space
        self.outline = VMobject(color=color, fill_opacity=FILL_OPACITY, stroke_width=ACTOR_STROKE)
        self.visible = VMobject(stroke_color=color, stroke_width=GHOST_STROKE)
        self.hidden = VMobject(stroke_color=color, stroke_width=GHOST_STROKE, stroke_opacity=0.6)
        super().__init__(self.hidden, self.outline, self.visible)
        self.set_radius(radius)

    def set_radius(self, radius: float) -> Sphere:
        """Grow or shrink to another radius."""
        self.radius = radius
        return self.follow_eye()

    def follow_eye(self) -> Sphere:
        """Show what the eye sees now."""
        space = self.space
        size = self.radius * space.scale * space.view.unit
        circle = np.column_stack([np.cos(_CIRCLE), np.sin(_CIRCLE), np.zeros_like(_CIRCLE)])
        self.outline.points = polyline(space.at(np.zeros(3)) + size * circle)
        equator = space.to_scene(self.radius * circle)
        in_front = circle[:-1] @ space.direction >= 0
        starts, ends = equator[:-1], equator[1:]
        self.visible.points = straight_pieces(starts[in_front], ends[in_front])
        # Every other two pieces of the half behind.
        dashed = ~in_front & (np.arange(len(starts)) % 4 < 2)
        self.hidden.points = straight_pieces(starts[dashed], ends[dashed])
        return self


class FlatInSpace(VGroup):
    """All answers of one equation, a plane, or of two, a line, as far as a box holds them.

    Parts of its border that a ball hides are dashed. Its fill lies in `behind`, to be drawn before the ball, where the
    ball is between it and the eye, and else in `before`.

    Parameters
    ----------
    space
        Where the eye is.
    flat
        A plane, or a line.
    half_width
        Of the box.
    """

    def __init__(self, space: SpaceView, flat: Hyperplane | AffineSet, half_width: float) -> None:
        color = current_theme().solution
        self.space = space
        self.half_width = half_width
        self.behind = VMobject(fill_color=color, fill_opacity=FILL_OPACITY, stroke_width=0)
        self.before = self.behind.copy()
        self.visible = VMobject(stroke_color=color, stroke_width=ACTOR_STROKE, joint_type=LineJointType.ROUND)
        self.hidden = VMobject(stroke_color=color, stroke_width=GHOST_STROKE)
        super().__init__(self.behind, self.before, self.hidden, self.visible)
        self.turn_to(flat)

    def turn_to(self, flat: Hyperplane | AffineSet) -> FlatInSpace:
        """Take another plane or line; the ball that was there hides nothing of it."""
        box = Solid.box([-self.half_width] * 3, [self.half_width] * 3)
        if isinstance(flat, Hyperplane):
            self._normal: Points | None = np.sign(flat.offset) * flat.normal
            corners = box.section(flat)
        else:
            self._normal = None
            first, second = (Hyperplane(*row) for row in zip(flat.matrix, flat.rhs, strict=True))
            corners = _ends_of_cut(box.section(first), second)
        self._corners = corners
        return self.follow_eye(None)

    def follow_eye(self, ball: Solid | None) -> FlatInSpace:
        """Show what the eye sees now, with a ball in its way or without."""
        corners, direction = self._corners, self.space.direction
        placed = self.space.to_scene(corners) if len(corners) else np.zeros((0, 3))
        loop = placed[[*range(len(placed)), 0]] if len(placed) > 2 else placed
        ways = np.vstack([corners, corners[:1]]) if len(corners) > 2 else corners
        starts, ends = loop[:-1], loop[1:]
        parts = np.zeros((len(starts), 2)) if ball is None else ball.hidden_parts(ways[:-1], ways[1:], direction)
        hidden_starts, hidden_ends = (starts + part[:, None] * (ends - starts) for part in parts.T)
        first, last = parts[:, 0] > 0, parts[:, 1] < 1
        self.visible.points = _joined(
            straight_pieces(starts[first], hidden_starts[first]), straight_pieces(hidden_ends[last], ends[last])
        )
        some = np.ptp(parts, axis=1) > 0
        self.hidden.points = dashes(hidden_starts[some], hidden_ends[some])
        nothing = np.zeros((0, 3))
        fill = polyline(loop) if self._normal is not None and len(loop) > 2 else nothing
        # Between the ball and the eye if the eye is on the other side than the origin.
        is_before = self._normal is not None and float(self._normal @ direction) > 0
        self.before.points, self.behind.points = (fill, nothing) if is_before else (nothing, fill)
        return self


class SpaceAxes(VGroup):
    """Three axes through the origin with their names.

    Parameters
    ----------
    space
        Where the eye is.
    half_width
        How far they reach.
    names
        Typst math for the three weights.
    """

    def __init__(self, space: SpaceView, half_width: float, names: Sequence[str] = ("w_1", "w_2", "w_3")) -> None:
        theme = current_theme()
        self.space = space
        self.half_width = half_width
        self.lines = VMobject(stroke_color=theme.muted, stroke_width=AXIS_STROKE)
        self.names = VGroup(formula(name, size=LABEL, color=theme.ink) for name in names)
        super().__init__(self.lines, self.names)
        self.aside = np.zeros((3, 3))
        self.follow_eye()

    def follow_eye(self) -> SpaceAxes:
        """Show what the eye sees now."""
        starts, ends = (self.space.to_scene(sign * self.half_width * np.eye(3)) for sign in (-1, 1))
        self.lines.points = straight_pieces(starts, ends)
        whole = 2 * self.half_width * self.space.view.unit
        for name, start, end, aside in zip(self.names, starts, ends, self.aside, strict=True):
            way = end - start
            length = float(np.linalg.norm(way))
            outwards = way / length if length else np.zeros(3)
            name.move_to(end + _NAME_GAP * outwards + aside)
            # An axis that points at the eye has no name: it would lie on the ball.
            name.set_fill(opacity=min(1.0, length / whole / _SHORT))
        return self

    def clear_places(self, curves: Sequence[VMobject], within: Region) -> Points:
        """How far from their usual places (3, 3) the names stand where these curves do not run through them.

        They are as near to their axes' ends as that can be.
        """
        found = np.zeros((3, 3))
        for number, name in enumerate(self.names):
            usual = name.get_center() - self.aside[number]
            others = [other for other in self.names if other is not name]
            anchors = [usual, *beside_point(name, usual, -0.5 * name.height)]
            placed = place_clear(name.copy(), anchors, within=within, curves=curves, texts=others)
            if len(placed.points):
                found[number] = placed.get_center() - usual
        return found


def dashes(starts: npt.ArrayLike, ends: npt.ArrayLike) -> Points:
    """Bézier points of dashed pieces from starts (n, 3) to ends (n, 3), in scene units."""
    pieces = []
    for start, end in zip(np.asarray(starts), np.asarray(ends), strict=True):
        count = max(1, round(float(np.linalg.norm(end - start)) / _DASH))
        at = np.arange(count)[:, None] / count
        pieces.append(straight_pieces(start + at * (end - start), start + (at + _INKED / count) * (end - start)))
    return _joined(*pieces)


def _joined(*paths: Points) -> Points:
    return np.concatenate([np.zeros((0, 3)), *paths])


def _ends_of_cut(polygon: Points, plane: Hyperplane) -> Points:
    """Where a plane crosses the border of a polygon in space: both ends of the cut."""
    if len(polygon) < 2:
        return polygon
    following = np.roll(polygon, -1, axis=0)
    heights = polygon @ plane.normal - plane.offset
    crossed = heights * np.roll(heights, -1) < 0
    t = (heights / np.where(crossed, heights - np.roll(heights, -1), 1.0))[crossed]
    crossings: Points = np.vstack(
        [polygon[heights == 0], polygon[crossed] + t[:, None] * (following - polygon)[crossed]]
    )
    return crossings
