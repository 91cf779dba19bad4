"""What all scenes about one data point and its solution line have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import Mobject, VMobject

from sparsity.facts.line import LineFacts
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.layout.labels import along_edge, along_line
from sparsity.stage.look.typography import LABEL, TypesetFormula, formula
from sparsity.stage.pictures.plane_picture import PlanePictureScene
from sparsity.stage.planes.pins import pin
from sparsity.stage.planes.view import Points
from sparsity.stage.planes.window import Window
from sparsity.words.formula import spans_of
from sparsity.words.notation import format_number

# How far the line's label stays from the line, or from the edge of the plane that it stands on.
_LINE_GAP = 0.2
_EDGE_GAP = 0.13


class LinePictureScene(PlanePictureScene):
    """A scene on the weight plane of the model y = a x + b with one data point to fit.

    Provides
    --------
    line_drawn
        The solution line on the plane, once `set_the_stage` has made it.

    Attributes
    ----------
    data_point
        The data point (x, y); finite, y not 0. Unless x is 0, |x| is 0.000001 to 1 000 000, and either exactly 1 or at
        least 0.00001 away from 1. Its solution line holds all weights (a, b) that fit it.
    """

    data_point: tuple[float, float] = (10, 5)
    facts: LineFacts
    line_drawn: SolutionLine

    def set_the_stage(self, extent: float, about: LineFacts | None = None) -> None:
        """Make the panel, and a plane that shows weights at least up to `extent`, with a solution line.

        The line is that of the scene's data point, unless it is `about` another.
        """
        self.shown = about or self.facts
        self.set_the_plane(Window.to_show(extent))
        self.line_drawn = SolutionLine(self.view, self.shown.line)

    def label_line(self, curves: Sequence[Mobject] = (), texts: Sequence[Mobject] = ()) -> VMobject:
        """Label the solution line with its equation: beside it, on top of the plane, or not at all."""
        label = formula(self.shown.equation, size=LABEL, color=self.theme.solution)
        line = self.line_drawn
        low, high = sorted((line.get_start(), line.get_end()), key=lambda end: end[1])
        anchors = along_line(label, low, high, _LINE_GAP) + along_edge(label, self.view.region, high, _EDGE_GAP)
        placed = self.placed(label, anchors, curves, texts)
        # The line keeps its direction while the window moves, so the label keeps its distance.
        start, along = low, high - low
        share = float(np.clip((placed.get_center() - start) @ along / (along @ along), 0, 1))
        pin(placed, self.view, lambda: self._on_line(line, share))
        return placed

    @staticmethod
    def _on_line(line: SolutionLine, share: float) -> Points | None:
        """A point on what the view shows of a line, upwards, or none if it shows nothing."""
        if not len(line.points):
            return None
        low, high = sorted((line.get_start(), line.get_end()), key=lambda end: float(end[1]))
        between: Points = low + share * (high - low)
        return between

    def placed(
        self, label: VMobject, anchors: Sequence[npt.ArrayLike], curves: Sequence[Mobject], texts: Sequence[Mobject]
    ) -> VMobject:
        """Put a label where it keeps clear of plane, line and these curves and texts, or leave it out."""
        # A scene may begin on a plane that has no line yet.
        lines = [self.line_drawn] if hasattr(self, "line_drawn") else []
        return super().placed(label, anchors, [*lines, *curves], texts)

    def values_from(self, label: VMobject, equation: TypesetFormula) -> dict[str, str | VMobject]:
        """Where the numbers of an equation fly in from: the data point's label, as far as it has them."""
        numbers = [str(format_number(value, 4)) for value in self.facts.point]
        return {
            number: label.part(number)
            for number in numbers
            if isinstance(label, TypesetFormula)
            and spans_of(label.markup, number)
            and spans_of(equation.markup, number)
        }
