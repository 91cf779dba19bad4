"""The card before each chapter of the film: its number, its title, and how far the story has come."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup

from sparsity.facts.film_frame import TitleCardFacts
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.typography import BODY, TITLE, prose
from sparsity.stage.planes.view import View
from sparsity.stage.telling.story import StoryScene

# In scene units: a diamond's width, the space between two, and between the rows of the card.
_DIAMOND = 0.5
_DIAMOND_GAP = 0.3
_GAP = 0.55
_SECONDS = 3.0


class TitleCard(StoryScene):
    """A chapter's number and title over a row of diamonds, one for each chapter, filled as far as the story has come.

    Attributes
    ----------
    number
        Which chapter follows, from 1.
    chapters
        How many there are.
    title
        Its title.
    """

    number = 1
    chapters = 8
    title = "The growing diamond"

    facts_of = TitleCardFacts
    facts: TitleCardFacts

    def construct(self) -> None:
        """Show the title, then fill the chapter's diamond."""
        safe = self.layout.safe
        heading = prose(
            "Chapter {number:~} of {chapters:~}",
            size=BODY,
            color=self.theme.muted,
            number=self.facts.number,
            chapters=self.facts.chapters,
        )
        title = prose("{title}", size=TITLE, color=self.theme.ink, width=safe.width, bold=True, title=self.facts.title)
        diamonds = VGroup(*(self.diamond() for _ in range(self.facts.chapters)))
        diamonds.arrange(RIGHT, buff=_DIAMOND_GAP)
        # A long word cannot be broken, nor can a row of diamonds.
        for row in (title, diamonds):
            row.scale(min(1, safe.width / row.width))
        card = VGroup(heading, title, diamonds).arrange(DOWN, buff=_GAP, aligned_edge=LEFT)
        card.scale(min(1, safe.height / card.height))
        card.move_to(safe.center)
        for told in diamonds[: self.facts.number - 1]:
            told.set_fill(opacity=1)
        self.add(card)
        with self.beat("title", "{title}", title=self.facts.title):
            self.announce("Chapter {number:~}: {title}.", number=self.facts.number, title=self.facts.title)
            here = diamonds[self.facts.number - 1]
            self.wait(0.5)
            self.play(here.animate.set_fill(opacity=1), run_time=0.8)
            self.wait_until_time(_SECONDS)

    def diamond(self) -> NormBall:
        """The diamond of one chapter."""
        corner = np.ones(2)
        return NormBall(
            View(-corner, corner, Region.centred((0, 0), _DIAMOND, _DIAMOND)), 1, 1, color=self.theme.l1, n_points=9
        )
