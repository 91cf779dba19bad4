"""What all scenes on a weight plane with a panel beside it have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy.typing as npt
from manim import Mobject, Rectangle, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import Hyperplane, first_contact
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.gap import DrawnGap
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.typography import LABEL, formula
from sparsity.stage.pictures.touching import TouchingScene
from sparsity.stage.planes.pins import pin_at
from sparsity.stage.planes.push_in import PushIn
from sparsity.stage.planes.view import Points, View
from sparsity.stage.planes.weight_plane import WeightPlane
from sparsity.stage.planes.window import Window
from sparsity.words.formula import Formula


class PlanePictureScene(TouchingScene):
    """A scene on a weight plane.

    Provides
    --------
    plane, view
        The plane and its view, once `set_the_plane` has made them.
    """

    plane: WeightPlane
    view: View

    def set_the_plane(self, window: Window, names: tuple[str, str] = ("a", "b")) -> None:
        """Make the panel, and a plane that shows a window of weights."""
        self.panel = Panel.of_frame(self.layout, self.theme)
        self.plane = WeightPlane(self.layout.plane, window, names)
        self.view = self.plane.view

    @property
    def room_for_labels(self) -> Region:
        """Where labels on the plane may reach; a scene with a layout of its own says otherwise."""
        return self.layout.room_for_labels

    def push_in(self, window: Window, follow: Callable[[float], object] | None = None, **kwargs: Any) -> PushIn:
        """Animate the plane's window to another one; all that is drawn through its view and the labels follow.

        `follow` is called with the fraction of the way at every frame.
        """
        region = self.layout.plane.grown(-0.01)
        # Manim draws anew all that lies above what moves, so what does not lie on the plane goes below.
        aside = [
            mobject
            for mobject in self.mobjects
            if mobject.family_members_with_points() and not Region.around(mobject).overlaps(region)
        ]
        self.bring_to_back(*aside)
        # An earlier push has put the plane and what is on it into one group.
        apart = (
            part
            for mobject in self.mobjects
            for part in (mobject.submobjects if self.plane in mobject.submobjects else [mobject])
        )
        return PushIn(
            self.plane,
            window,
            [part for part in apart if isinstance(part, VMobject)],
            follow,
            **kwargs,
        )

    def label_point(
        self,
        weights: Points,
        *,
        color: ParsableManimColor,
        size: float = LABEL,
        prefix: str = "",
        exactly: str = "",
        at: Points | None = None,
        gap: float = 0.28,
        away_from: Points | None = None,
        curves: Sequence[Mobject] = (),
        texts: Sequence[Mobject] = (),
    ) -> VMobject:
        """Label a point of the plane with its weights where that covers nothing, or leave it without label.

        The weights are written in decimals, unless `exactly` says in Typst math how else. The label goes to the side
        that is away from another point of the plane, if there is one.
        """
        label = formula(prefix + "{point}", size=size, color=color, point=Formula(exactly) if exactly else weights)
        center = self.view.at(weights) if at is None else at
        away = None if away_from is None else center - self.view.at(away_from)
        placed = self.placed(label, beside_point(label, center, gap, away), curves, texts)
        if at is None:
            pin_at(placed, self.view, weights)
        return placed

    def draw_gap(
        self, line: Hyperplane, p: float, curves: Sequence[Mobject] = (), texts: Sequence[Mobject] = ()
    ) -> DrawnGap:
        """Make the gap between a line and the ball that grows to it, its number clear of these curves and texts."""
        gap = DrawnGap(self.view, line, p, self.plane.window.exponent)
        contact = first_contact(line, p)
        ball = NormBall(self.view, p, contact.radius, color=self.theme.ink)
        drawn = [ball, SolutionLine(self.view, line), *curves]

        def is_clear(shift: Points) -> bool:
            gap.place_number(shift)
            for share in (0.0, 0.25, 0.5, 0.75, 1.0):
                number = gap.set_radius(share * contact.radius).number
                box = Rectangle(width=number.width, height=number.height)
                # Shrunk, it would not be clear.
                if self.placed(box, [number.get_center()], drawn, texts) is not box or box.width < 0.99 * number.width:
                    return False
            return True

        if not any(map(is_clear, gap.places())):
            gap.remove(gap.number)
        gap.set_radius(0)
        return gap

    def placed(
        self, label: VMobject, anchors: Sequence[npt.ArrayLike], curves: Sequence[Mobject], texts: Sequence[Mobject]
    ) -> VMobject:
        """Put a label where it keeps clear of the plane and of these curves and texts, or leave it out."""
        numbers = [number for row in self.plane.numbers for number in row]
        return place_clear(
            label,
            anchors,
            within=self.room_for_labels,
            curves=[*self.plane.axes, *curves],
            texts=[*self.plane.names, *numbers, *texts],
            borders=[self.plane.border],
        )
