"""What all scenes about data that no answer needs to fit, and about their loss, have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import Dot, Mobject, VGroup, VMobject

from sparsity.facts.loss import WEIGHTS, LossFacts
from sparsity.stage.actors.contours import Contours
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.ripple import Ripple
from sparsity.stage.look.strokes import GRID_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.pictures.plane_picture import PlanePictureScene
from sparsity.stage.planes.view import Points
from sparsity.stage.planes.window import Window
from sparsity.words.sentence import fill

# Room around what has to be seen, as a share of it.
_MARGIN = 0.1
# A contour is shown whole unless it reaches further from the best fit than this many times as the ball does.
_FURTHEST = 1.1
# Around the letters of labels.
_RIM = 8.0
_CONTOUR_OPACITY = 0.75
# Seconds.
_RINGING = 0.9


class LossPictureScene(PlanePictureScene):
    """A scene on the plane of two weights (w₁, w₂), over which the loss of some data rises from the best fit.

    Provides
    --------
    lines
        The solution lines of the data points, once `set_the_loss_stage` has made them.
    contours
        The contours of the loss at the levels of the facts, thin; they stay where they are.
    best_dot, best_label
        The best fit ŵ and its name; the label is made by `name_the_best_fit`.

    Attributes
    ----------
    features
        The rows (x₁, x₂) of the data points, 2 to 12, not all parallel: 1,0;1,0;1,1;0,1.
    targets
        What the weights are to explain at each data point, as many numbers as there are rows.
    """

    features: tuple[tuple[float, float], ...] = ((1, 0), (1, 0), (1, 1), (0, 1))
    targets: tuple[float, ...] = (3, 1, 3, 1)
    facts: LossFacts
    lines: VGroup
    contours: Contours
    best_dot: Dot
    best_label: VMobject

    def set_the_loss_stage(self, radius: float, level: float, *points: npt.ArrayLike) -> None:
        """Make the panel, and a plane that shows balls up to a radius, the best fit, a contour and some points.

        Of a contour that is very long, only the part near the best fit has to be seen.
        """
        best = self.facts.best
        tips = radius * np.array([(1, 0), (0, 1), (-1, 0), (0, -1)])
        outline = self.facts.loss.level_set(level)
        reach = _FURTHEST * np.linalg.norm(tips - best, axis=1).max()
        near = outline[np.linalg.norm(outline - best, axis=1) <= reach]
        shown = np.array([best, *tips, *near, *points])
        middle = (shown.min(axis=0) + shown.max(axis=0)) / 2
        self.set_the_plane(Window.to_cover(middle + (1 + _MARGIN) * (shown - middle)), WEIGHTS)
        self.lines = VGroup(SolutionLine(self.view, line) for line in self.facts.lines)
        self.contours = Contours(self.view, self.facts.loss, self.facts.levels, stroke_width=GRID_STROKE)
        self.contours.set_stroke(opacity=_CONTOUR_OPACITY)
        self.best_dot = Dot(self.view.at(best), radius=0.1, color=self.theme.loss)
        self.best_dot.set_stroke(self.theme.background, 2)

    def placed(
        self, label: VMobject, anchors: Sequence[npt.ArrayLike], curves: Sequence[Mobject], texts: Sequence[Mobject]
    ) -> VMobject:
        """Put a label where it keeps clear of these curves and texts; the thin contours stop short of its letters."""
        label = super().placed(label, anchors, curves, texts)
        return label.set_stroke(self.theme.background, _RIM, background=True)

    def ring_out(self, weights: Points) -> None:
        """Draw attention to a point of the plane at which something has just come about."""
        ripple = Ripple(self.view, [weights])
        self.play(Sweep(ripple, follow=ripple.set_progress, start=0, end=1), run_time=_RINGING)
        self.remove(ripple)

    def name_the_best_fit(self, *curves: VMobject, texts: list[VMobject] | None = None) -> VMobject:
        """Label the best fit where there is room, clear of these curves and texts."""
        best: Points = self.facts.best
        self.best_label = self.label_point(
            best,
            color=self.theme.loss,
            exactly=fill("hat(w) {best:=}", {"best": best}),
            gap=0.2,
            curves=[self.best_dot, *curves],
            texts=texts or [],
        )
        return self.best_label
