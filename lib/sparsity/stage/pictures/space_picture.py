"""What scenes in the space of three weights have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.actors.solids import FlatInSpace, Polyhedron, SpaceAxes, Sphere
from sparsity.stage.actors.star import Star
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import POINT_LABEL, formula
from sparsity.stage.pictures.touching import TouchingScene
from sparsity.stage.planes.pins import Standing
from sparsity.stage.planes.space import SpaceView
from sparsity.stage.planes.view import Points, View

# How far the eye goes down from straight above the first two axes.
TILT = np.radians(68)
# From the right of the picture towards whoever looks: where an equation's plane faces.
_TOWARDS = np.radians(-12)
# The window is larger than the axes: planes reach beyond them, and names stand at their ends.
_MARGIN = 1.3


class SpacePictureScene(TouchingScene):
    """A scene in the space of three weights, with a panel beside it.

    Provides
    --------
    panel, view, space, axes
        The panel, the square in which space is seen, the eye, and the axes, once `set_the_space` has made them.
    ball, flats
        What follows the eye when it moves; a scene makes the ball, and puts planes and lines into the list.
    """

    panel: Panel
    space: SpaceView
    axes: SpaceAxes
    ball: Polyhedron | Sphere | Star

    def set_the_space(self, half_width: float) -> None:
        """Make the panel, and an eye straight above a cube of weights with axes of this length."""
        self.panel = Panel.of_frame(self.layout, self.theme)
        region = self.layout.plane
        side = min(region.width, region.height)
        corner = np.full(2, _MARGIN * half_width)
        self.view = View(-corner, corner, Region.centred(region.center, side, side))
        self.space = SpaceView(self.view)
        self.axes = SpaceAxes(self.space, half_width)
        self.flats: list[FlatInSpace] = []
        self.standing: list[tuple[Standing, Points]] = []

    def turn_that_shows(self, normal: npt.ArrayLike) -> float:
        """How far space has to turn for a plane with this outward normal to be seen nearly from its edge."""
        x, y, _ = np.asarray(normal, dtype=np.float64)
        return float(_TOWARDS - np.arctan2(y, x))

    def stand(self, mark: Standing, point: Points) -> None:
        """Let a mark stand at a point (3,) of space from now on."""
        self.standing = [(other, place) for other, place in self.standing if other is not mark]
        self.standing.append((mark, point))
        mark.stand_at(self.space.on_view(point[None])[0])

    def follow_eye(self) -> None:
        """Draw all that is seen as the eye sees it now."""
        self.axes.follow_eye()
        self.ball.follow_eye()
        self.hide_by_ball()
        for mark, point in self.standing:
            mark.stand_at(self.space.on_view(point[None])[0])

    def hide_by_ball(self) -> None:
        """Dash what the ball hides of planes and lines at its size now."""
        solid = self.ball.solid if isinstance(self.ball, Polyhedron) else None
        for flat in self.flats:
            flat.follow_eye(solid)

    def look_from(self, turn: float, tilt: float, **kwargs: Any) -> Sweep:
        """Animate the eye to another place; the axes' names end where they are clear of what is seen from there."""
        space, axes = self.space, self.axes
        before = np.array([space.turn, space.tilt])
        way = np.array([turn, tilt]) - before
        names_before, names_after = axes.aside, axes.aside

        def follow(fraction: float) -> None:
            space.turn, space.tilt = (before + fraction * way).tolist()
            axes.aside = (1 - fraction) * names_before + fraction * names_after
            self.follow_eye()

        follow(1)
        names_after = self.clear_places()
        follow(0)
        moving: list[Any] = [axes, *self.flats, *(mark for mark, _ in self.standing)]
        return Sweep(*moving, self.ball, follow=follow, start=0, end=1, **kwargs)

    def clear_names(self) -> Sweep:
        """Animate the axes' names away from balls, planes and lines."""
        before, after = self.axes.aside, self.clear_places()

        def follow(fraction: float) -> None:
            self.axes.aside = (1 - fraction) * before + fraction * after
            self.axes.follow_eye()

        return Sweep(self.axes.names, follow=follow, start=0, end=1)

    def clear_places(self) -> Points:
        """Where the axes' names are clear of balls, planes and lines."""
        seen: list[Any] = [*self.flats, self.ball]
        curves = [part for one in seen for part in one.get_family() if len(part.points) and part.stroke_width]
        return self.axes.clear_places([self.axes.lines, *curves], self.layout.room_for_labels)

    def grow(self, start: float, end: float, *others: VMobject, follow: Callable[[float], object]) -> Sweep:
        """Animate the ball from one radius to another; `follow` is called with each radius."""
        ball = self.ball

        def resize(radius: float) -> None:
            ball.set_radius(radius)
            self.hide_by_ball()
            follow(radius)

        return Sweep(ball, *self.flats, *others, follow=resize, start=start, end=end)

    def seen_at(self, points: Points) -> Points:
        """Where on the view these points (n, 3) are seen."""
        return self.space.on_view(points)

    def label_in_space(self, point: Points, *curves: VMobject, color: ParsableManimColor) -> VMobject:
        """Label a point (3,) with its weights where that covers nothing, or leave it without label."""
        label = formula("{point}", size=POINT_LABEL, color=color, point=point)
        texts = [*self.axes.names]
        anchors = beside_point(label, self.space.at(point), 0.3)
        return place_clear(
            label, anchors, within=self.layout.room_for_labels, curves=[self.axes.lines, *curves], texts=texts
        )
