"""The card before each scene of the film: its chapter, its title, and how far the story has come."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, FadeIn, ReplacementTransform, VGroup

from sparsity.facts.film_frame import TitleCardFacts
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.typography import BODY, TITLE, prose
from sparsity.stage.planes.view import View
from sparsity.stage.telling.story import StoryScene

# The widest that a diamond gets, in scene units; the spaces behind it and behind a chapter, and the size of the
# diamond of the scene that follows, as shares of that.
_WIDEST = 0.5
_GAP_IN_CHAPTER, _GAP_OF_CHAPTERS = 0.6, 1.4
_HERE = 1.4
# Between the rows of the card, in scene units, and the diamond that shrinks into its place, as a share of the frame.
_GAP = 0.55
_LARGE = 0.9
_SECONDS = 2.4


class TitleCard(StoryScene):
    """A scene's chapter and title over a row of diamonds, one for each scene, filled as far as the story has come.

    Attributes
    ----------
    number
        Which scene follows, from 1.
    scenes
        How many scenes each chapter has.
    chapter
        The name of its chapter.
    title
        Its title.
    """

    number = 4
    scenes = (1, 8, 5, 3, 1)
    chapter = "The line"
    title = "The growing diamond"

    facts_of = TitleCardFacts
    facts: TitleCardFacts

    def construct(self) -> None:
        """Let a large diamond shrink into its place in the story, and show the title."""
        safe, facts = self.layout.safe, self.facts
        heading = prose(
            "{chapter} – {number:~} of {count:~}",
            size=BODY,
            color=self.theme.muted,
            width=safe.width,
            chapter=facts.chapter,
            number=facts.number,
            count=facts.count,
        )
        title = prose("{title}", size=TITLE, color=self.theme.ink, width=safe.width, bold=True, title=facts.title)
        # A long word cannot be broken.
        for words in (heading, title):
            words.scale(min(1, safe.width / words.width))
        row = self.row_of_diamonds(safe)
        card = VGroup(heading, title, row).arrange(DOWN, buff=_GAP, aligned_edge=LEFT)
        card.scale(min(1, safe.height / card.height))
        card.move_to(safe.center)
        here = row[facts.number - 1]
        row.remove(here)
        size = _LARGE * min(safe.width, safe.height)
        large = self.diamond(Region.centred(safe.center, size, size))
        self.add(large)
        with self.beat("title", "{title}", title=facts.title):
            # The name of a chapter is said once.
            said = "{chapter}: {title}." if facts.begins_chapter else "{title}."
            self.announce(said, chapter=facts.chapter, title=facts.title)
            self.play(ReplacementTransform(large, here), FadeIn(row), run_time=0.7)
            # Not before the diamond has passed them.
            self.play(FadeIn(heading, title), run_time=0.3)
            self.wait_until_time(_SECONDS)

    def row_of_diamonds(self, safe: Region) -> VGroup:
        """The diamonds of all scenes, as large as there is room for them."""
        facts = self.facts
        gaps = [0.0]
        for size in facts.scenes:
            gaps += [_GAP_IN_CHAPTER] * (size - 1) + [_GAP_OF_CHAPTERS]
        centers = np.cumsum([1 + gap for gap in gaps[:-1]]) - 0.5
        width = min(_WIDEST, safe.width / (centers[-1] + _HERE / 2 + (_HERE - 1) / 2))
        row = VGroup()
        for number, center in enumerate(centers, start=1):
            size = width * (_HERE if number == facts.number else 1)
            diamond = self.diamond(Region.centred((width * center, 0), size, size)).set_stroke(width=THIN_STROKE)
            row.add(diamond.set_fill(opacity=1) if number <= facts.number else diamond)
        return row

    def diamond(self, square: Region) -> NormBall:
        """A diamond that fills a square."""
        corner = np.ones(2)
        return NormBall(View(-corner, corner, square), 1, 1, color=self.theme.l1, n_points=9)
