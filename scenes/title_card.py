"""The card before each scene of the film: its chapter, its title, and how far the story has come."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, ORIGIN, FadeIn, ReplacementTransform, VGroup, config

from sparsity.facts.film_frame import TitleCardFacts
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.picture import Picture, PictureCamera, Zoom
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.typography import BODY, TITLE, prose
from sparsity.stage.planes.view import View
from sparsity.stage.telling.story import StoryScene

# The widest that a diamond gets, in scene units; the spaces behind it and behind a chapter, and the size of the
# diamond of the scene that follows, as shares of that.
_WIDEST = 0.5
_GAP_IN_CHAPTER, _GAP_OF_CHAPTERS = 0.6, 1.4
_HERE = 1.4
# Between the rows of the card, in scene units; the diamond that shrinks into its place where no picture does, as a
# share of the frame; and the card's seconds, in all and for shrinking or growing.
_GAP = 0.55
_LARGE = 0.9
_SECONDS = 2.4
_ZOOMING = 0.7
# An animation ends just before its last picture; so long that is seen, if only for a frame.
_ARRIVED = 0.08


class TitleCard(StoryScene):
    """A scene's chapter and title over a row of diamonds, one for each scene, filled as far as the story has come.

    What was seen before shrinks into its place in the row, and what is seen next grows out of its own.

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
    before
        File with the last picture before the card, seen from the folder that manim works in; empty for none.
    after
        File with the first picture after the card, likewise.
    """

    # An example: a film tells each card its place.
    number = 3
    scenes = (1, 3, 2)
    chapter = "The line"
    title = "The growing diamond"
    before = ""
    after = ""

    camera_of = PictureCamera
    facts_of = TitleCardFacts
    facts: TitleCardFacts

    def construct(self) -> None:
        """Let what was seen shrink into its place in the story, show the title, and let what comes grow."""
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
        here, last = row[facts.number - 1], row[max(0, facts.number - 2)]
        whole = (ORIGIN, float(config.frame_width))
        seen, next_one = (
            Picture(file, name) if file else None for name, file in (("before", facts.before), ("after", facts.after))
        )
        with self.beat("title", "{title}", title=facts.title):
            # The name of a chapter is said once.
            said = "{chapter}: {title}." if facts.begins_chapter else "{title}."
            self.announce(said, chapter=facts.chapter, title=facts.title)
            if seen:
                self.add(row, seen)
                self.play(Zoom(seen, whole, (last.get_center(), last.width)), run_time=_ZOOMING)
                self.remove(seen)
            else:
                size = _LARGE * min(safe.width, safe.height)
                large = self.diamond(Region.centred(safe.center, size, size))
                row.remove(here)
                self.add(large)
                self.play(ReplacementTransform(large, here), FadeIn(row), run_time=_ZOOMING)
            # Not before what shrinks has passed them.
            self.play(FadeIn(heading, title), run_time=0.3)
            if next_one:
                self.wait_until_time(_SECONDS - _ZOOMING - _ARRIVED)
                self.let_finish()
                self.play(Zoom(next_one, (here.get_center(), here.width), whole), run_time=_ZOOMING)
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
