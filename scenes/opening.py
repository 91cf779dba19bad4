"""The opening of the film: weights that fit in many ways, the question which of them matter, and the film's title."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, FadeIn, FadeOut, Line, VGroup

from sparsity.facts.film_frame import OpeningFacts
from sparsity.stage.charts.bars import Bars
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.typography import TITLE, prose
from sparsity.stage.telling.story import StoryScene

_RULE_GAP = 0.4
_GUTTER = 0.4
_SHIFT = 0.2
# Share of the safe height that the words take, and height of the bars as a share of their width at most.
_WORDS = 0.32
_TALLEST = 0.85
# How many answers are shown under the question; one more comes with the title.
_ANSWERS = 8


class Opening(StoryScene):
    """The question of the film over many answers, and the film's title.

    Attributes
    ----------
    n_weights
        How many weights there are to find, 2 to 40.
    n_equations
        How many equations they have to fit, at least 1 and fewer than there are weights.
    seed
        Where the random numbers of the equations start, a whole number from 0.
    title
        The film's title.
    """

    n_weights = 20
    n_equations = 5
    seed = 107
    title = "Why L1 regularization gives sparse answers"

    facts_of = OpeningFacts
    facts: OpeningFacts

    def construct(self) -> None:
        """Ask, while one answer follows the other, and give the title."""
        facts, safe = self.facts, self.layout.safe
        words = Region(safe.left, safe.top - _WORDS * safe.height, safe.right, safe.top)
        question, title = (self.large(text, words) for text in ("Which of these matter?", facts.title))
        rest = Region(safe.left, safe.bottom, safe.right, words.bottom - _GUTTER)
        first, *others, last = facts.some_others(_ANSWERS + 1)
        shown = np.array([first, *others, last])
        region = Region.centred(rest.center, rest.width, min(rest.height, _TALLEST * rest.width))
        bars = Bars(region, first, span=(float(shown.min()), float(shown.max())), colors=self.theme.solution)
        # Players show the first frame before anyone presses play.
        self.add(question, bars)
        with self.beat("question", "Which of these matter?"):
            self.say("All of these answers fit the same {equations}.", equations=facts.equations_written)
            self.wait(0.4)
            for other in others:
                self.play(bars.sweep_to(other), run_time=0.35)
                self.wait(0.15)
        with self.beat("title", "{title}", title=facts.title):
            self.say("How does one find the few that matter?")
            self.play(FadeOut(question, shift=_SHIFT * UP), run_time=0.2)
            self.play(FadeIn(title, shift=_SHIFT * UP), bars.sweep_to(last), run_time=0.6)
            self.announce("{title}.", title=facts.title)
            self.wait(0.6)

    def large(self, shown: str, region: Region) -> VGroup:
        """Words as large as the film's title, with a rule under them."""
        text = prose("{shown}", size=TITLE, color=self.theme.ink, width=region.width, bold=True, shown=shown)
        rule = Line().set_length(1.6).set_stroke(self.theme.l1, 4)
        block = VGroup(text, rule).arrange(DOWN, buff=_RULE_GAP, aligned_edge=LEFT)
        block.scale(min(1, region.width / block.width, region.height / block.height))
        return block.move_to(region.center).align_to((region.left, 0, 0), LEFT)
