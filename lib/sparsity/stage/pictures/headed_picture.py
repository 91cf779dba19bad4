"""What scenes with one headline across the frame have in common."""

from __future__ import annotations

from manim import UP, Animation, FadeIn, FadeOut, VGroup

from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import HEADLINE_HEIGHT, Region
from sparsity.stage.telling.story import StoryScene

_SHIFT = 0.2
_GOING, _COMING = 0.2, 0.3


class HeadedScene(StoryScene):
    """A scene that has its headline on top, and all of the rest for its picture.

    Provides
    --------
    panel, room
        Where the headline is set, and what is left below it, once `divide` was called.
    headline
        The headline on screen.
    """

    panel: Panel
    room: Region
    headline: VGroup

    def divide(self) -> None:
        """Divide the frame into headline and room for the picture."""
        safe = self.layout.safe
        bottom = safe.top - HEADLINE_HEIGHT
        self.panel = Panel(Region(safe.left, bottom, safe.right, safe.top), self.theme, one_column=True)
        self.room = Region(safe.left, safe.bottom, safe.right, bottom)

    def open_with(self, words: str) -> None:
        """Begin with a headline: players show the first frame before anyone presses play."""
        self.headline = self.panel.headline(words)
        self.add(self.headline)

    def change_headline(self, words: str, *with_it: Animation) -> None:
        """Put another headline in the place of the last, without a frame in which both can be seen.

        Other animations may go with the old one.
        """
        headline = self.panel.headline(words)
        self.play(FadeOut(self.headline, shift=_SHIFT * UP), *with_it, run_time=_GOING)
        self.play(FadeIn(headline, shift=_SHIFT * UP), run_time=_COMING)
        self.headline = headline
