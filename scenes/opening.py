"""The opening of the film: a diamond grows until it touches a line, and the title says what it is about."""

from __future__ import annotations

from manim import DOWN, LEFT, FadeIn, Flash, Line, VGroup

from sparsity.facts.film_frame import OpeningFacts
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import TITLE, prose
from sparsity.stage.pictures.contact_picture import ContactPictureScene

_TITLE_GAP = 0.45


class Opening(ContactPictureScene):
    """The film's title beside the picture that it explains.

    Attributes
    ----------
    data_point
        The data point (x, y) whose solution line is shown; finite, y not 0. Unless x is 0, |x| is 0.000001 to
        1 000 000, and either exactly 1 or at least 0.00001 away from 1.
    title
        The film's title.
    """

    data_point = (10, 5)
    title = "Why L1 regularization gives sparse answers"

    facts_of = OpeningFacts
    facts: OpeningFacts

    def construct(self) -> None:
        """Grow the diamond beside the title, and mark where it touches."""
        self.picture_contact()
        title = self.title_block()
        # Players show the first frame before anyone presses play.
        self.add(self.plane, self.line_drawn, self.line_label, title)
        with self.beat("title", "{title}", title=self.facts.title):
            self.announce("{title}.", title=self.facts.title)
            self.say(
                "A diamond grows until it touches a line.",
                spoken="It touches with {part}.",
                part=self.facts.touching_part,
            )
            self.wait(0.5)
            self.play(Sweep(self.ball, follow=self.ball.set_radius, start=0, end=self.facts.radius), run_time=2.5)
            self.play(Flash(self.marks[-1], color=self.theme.contact, flash_radius=0.35), run_time=0.6)
            self.play(FadeIn(self.marks, self.answer_labels), run_time=0.6)
            self.wait(1.5)

    def title_block(self) -> VGroup:
        """The title in the middle of the panel."""
        region = self.panel.region
        title = prose(
            "{title}", size=TITLE, color=self.theme.ink, width=region.width, bold=True, title=self.facts.title
        )
        rule = Line().set_length(1.6).set_stroke(self.theme.l1, 4)
        block = VGroup(title, rule).arrange(DOWN, buff=_TITLE_GAP, aligned_edge=LEFT)
        block.scale(min(1, region.width / block.width, region.height / block.height))
        return block.move_to(region.center).align_to((region.left, 0, 0), LEFT)
