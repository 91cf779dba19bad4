"""The event of the film, the same wherever a growing ball first touches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import (
    Animation,
    Create,
    FadeIn,
    FadeOut,
    GrowFromPoint,
    SurroundingRectangle,
    VGroup,
    VMobject,
    smooth,
    squish_rate_func,
)

from sparsity.geometry import Contact, Minimum
from sparsity.stage.actors.gap import DrawnGap
from sparsity.stage.actors.marks import with_rim
from sparsity.stage.actors.ripple import Ripple
from sparsity.stage.layout.panel import Panel
from sparsity.stage.look.rewrite import Rewrite
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import TypesetFormula, prose
from sparsity.stage.look.veil import Veil
from sparsity.stage.planes.view import Points, View
from sparsity.stage.telling.story import StoryScene
from sparsity.words.sentence import Sentence, Value

# Seconds that the ring takes with all that happens in the same moment, the flight into the panel, and the zero.
RINGING, FLYING, FRAMING = 0.9, 0.9, 0.8
# Space around a framed zero, in scene units.
FRAME_GAP = 0.18


class TouchingScene(StoryScene):
    """A scene in which something grows until it touches.

    Provides
    --------
    panel, view
        The panel, and the view through which the picture is drawn, once a scene has made them.
    veil
        What dims everything but the contact, from `touch` on until the scene lets it fade out.
    """

    panel: Panel
    view: View
    veil: Veil

    def remark(self, words: str, /, **values: Value) -> VMobject:
        """Set a sentence, a template of `sparsity.words.sentence`, that fits the panel."""
        return prose(Sentence(words, values), color=self.theme.ink, width=self.panel.column_width)

    def seen_at(self, points: Points) -> Points:
        """Where on the view these points (n, n_weights) are seen, as points (n, 2); in a plane they are there."""
        return points

    def touch(
        self,
        contact: Contact | Minimum,
        marks: VMobject,
        labels: Sequence[VMobject],
        answers: Sequence[TypesetFormula],
        *,
        zeros: Sequence[TypesetFormula] = (),
        gap: DrawnGap | None = None,
        gone: Sequence[VMobject] = (),
    ) -> VGroup:
        """Make the first contact an event: the ball has just reached the line, and in the next frame it all begins.

        The mark rings out, everything else dims, the labels are born at their points, and copies of them fly into the
        panel; the zeros in them fly on into rows of their own, and are framed. It takes less than three seconds.

        Parameters
        ----------
        contact
            What touches: points, or an edge; of a ball and a line, or of a ball and a contour.
        marks
            What marks it; not yet on screen.
        labels
            What names each of its vertices, as `label_point` makes it: its value `point` flies. Where there was no room
            for one, the answer comes out of the marks.
        answers
            The answer in the panel, one for each vertex, with a value of the name `answer`; in their places.
        zeros
            What says that a weight is zero, made of the pieces of the answer of the same number; in their places.
        gap
            The gap that has just closed; it vanishes at once.
        gone
            What is no longer needed, and fades out.

        Returns
        -------
        VGroup
            The frames around the zeros.
        """
        if gap:
            self.remove(gap)
        vertices = self.seen_at(contact.vertices)
        named = [(label, vertex) for label, vertex in zip(labels, vertices, strict=True) if len(label.points)]
        self.ring_and_dim(
            [vertices] if contact.kind == "segment" else list(vertices),
            marks,
            *(FadeOut(part, rate_func=_between(0, 0.4)) for part in gone),
            *(GrowFromPoint(label, self.view.at(vertex), rate_func=_between(0.1, 0.7)) for label, vertex in named),
        )
        sources = [label.part("point") if isinstance(label, TypesetFormula) else marks for label in labels]
        flights = [
            Rewrite(None, answer, comes_from={"answer": source})
            for answer, source in zip(answers, sources, strict=True)
        ]
        self.play(*flights, run_time=FLYING)
        frames = VGroup(
            with_rim(SurroundingRectangle(zero, buff=FRAME_GAP, stroke_width=THIN_STROKE)) for zero in zeros
        )
        if zeros:
            self.play(
                *(Rewrite(answer, zero, keep=True) for answer, zero in zip(answers, zeros, strict=True)),
                *(Create(frame, rate_func=_between(0.3, 1)) for frame in frames),
                run_time=FRAMING,
            )
        return frames

    def ring_and_dim(self, places: Sequence[Points], marks: VMobject, *also: Animation) -> None:
        """Let rings run out from where something has just happened, while all dims but what marks it.

        Parameters
        ----------
        places
            Where on the view: each a point (2,), or the two ends (2, 2) of an edge.
        marks
            What marks it; `veil` lies under it, and over all else, until the scene lets it fade out.
        *also
            What else happens in the same moment.
        """
        self.veil = Veil()
        ripple = Ripple(self.view, places)
        self.play(
            FadeIn(self.veil, rate_func=_between(0, 0.5)),
            FadeIn(marks, rate_func=_between(0, 0.3)),
            Sweep(ripple, follow=ripple.set_progress, start=0, end=1),
            *also,
            run_time=RINGING,
        )
        self.remove(ripple)


def _between(start: float, end: float) -> Callable[[float], float]:
    """Ease in and out between two shares of the time."""
    return squish_rate_func(smooth, start, end)
