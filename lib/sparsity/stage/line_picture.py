"""What all scenes about one data point and its solution line have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy.typing as npt
from manim import Mobject, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import Hyperplane
from sparsity.stage.actors import SolutionLine
from sparsity.stage.labels import along_edge, along_line, beside_point, place_clear
from sparsity.stage.layout import Region
from sparsity.stage.notation import line_through, point_or_about
from sparsity.stage.panel import Panel
from sparsity.stage.plane import Points, WeightPlane
from sparsity.stage.settings import checked_data_point
from sparsity.stage.story import StoryScene
from sparsity.stage.typography import LABEL, formula, prose
from sparsity.stage.window import Window

# How far the line's label stays from the line, or from the edge of the plane that it stands on.
_LINE_GAP = 0.2
_EDGE_GAP = 0.13
# A line that turns away from a tie by less cannot be told from the tie, in the picture or in the digits that captions
# have room for.
_NEAREST_TO_TIE = 1e-5


class LinePictureScene(StoryScene):
    """A scene on the weight plane of the model y = a x + b with one data point to fit.

    Attributes
    ----------
    data_point
        The data point (x, y); finite, y not 0. Unless x is 0, |x| is 0.000001 to 1 000 000, and either exactly 1 or at
        least 0.00001 away from 1. Its solution line holds all weights (a, b) that fit it.
    """

    data_point: tuple[float, float] = (10, 5)

    def check_settings(self) -> None:
        """Refuse data points for which there is no story to tell."""
        self.x, self.y = checked_data_point(self.data_point)
        # A hair of slack: 0.99999 is off by a last bit.
        if 0 < abs(abs(self.x) - 1) < _NEAREST_TO_TIE * (1 - 1e-9):
            raise ValueError(
                f"data_point (x, y) must have |x| exactly 1, or at least {_NEAREST_TO_TIE:.5f} away from 1, not "
                f"{self.data_point!r}: the solution line could not be told from one parallel to an edge of the diamond"
            )
        self.line = Hyperplane.through_data_point(self.x, self.y)

    def set_the_stage(self, extent: float) -> None:
        """Make the panel, and a plane that shows weights at least up to `extent`, with the solution line."""
        self.panel = Panel(self.layout.panel, self.theme)
        self.plane = WeightPlane(self.layout.plane, Window.to_show(extent), ("a", "b"))
        self.view = self.plane.view
        self.line_drawn = SolutionLine(self.view, self.line)

    @property
    def room_for_labels(self) -> Region:
        """Where labels on the plane may reach; a scene with a layout of its own says otherwise."""
        return self.layout.room_for_labels

    def remark(self, words: str) -> VMobject:
        """Set a sentence that fits the panel."""
        return prose(words, color=self.theme.ink, width=self.panel.column_width)

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
        curves: Sequence[Mobject] = (),
        texts: Sequence[Mobject] = (),
    ) -> VMobject:
        """Label a point of the plane with its weights where that covers nothing, or leave it without label.

        The weights are written in decimals, unless `exactly` says in Typst math how else.
        """
        label = formula(prefix + (exactly or point_or_about(weights)), size=size, color=color)
        center = self.view.at(weights) if at is None else at
        return self._placed(label, beside_point(label, center, gap), curves, texts)

    def label_line(self, curves: Sequence[Mobject] = (), texts: Sequence[Mobject] = ()) -> VMobject:
        """Label the solution line with its equation: beside it, on top of the plane, or not at all."""
        label = formula(line_through(self.x, self.y), size=LABEL, color=self.theme.solution)
        low, high = sorted((self.line_drawn.get_start(), self.line_drawn.get_end()), key=lambda end: end[1])
        anchors = along_line(label, low, high, _LINE_GAP) + along_edge(label, self.view.region, high, _EDGE_GAP)
        return self._placed(label, anchors, curves, texts)

    def _placed(
        self, label: VMobject, anchors: Sequence[npt.ArrayLike], curves: Sequence[Mobject], texts: Sequence[Mobject]
    ) -> VMobject:
        numbers = [number for row in self.plane.numbers for number in row]
        found_room = place_clear(
            label,
            anchors,
            within=self.room_for_labels,
            curves=[*self.plane.axes, self.line_drawn, *curves],
            texts=[*self.plane.names, *numbers, *texts],
        )
        # Better no label than one that hides something: the panel names all points and the line.
        return label if found_room else VGroup()
