"""What lets everything else step back."""

from __future__ import annotations

from manim import Rectangle, config

from sparsity.stage.look.theme import current_theme

_OPACITY = 0.55


class Veil(Rectangle):
    """A veil over the whole frame: what is under it dims, what is put on top of it stays bright.

    Dimming so costs one mobject, and what was dimmed has nothing to be given back.
    """

    def __init__(self) -> None:
        super().__init__(
            width=1.02 * config.frame_width,
            height=1.02 * config.frame_height,
            color=current_theme().background,
            fill_opacity=_OPACITY,
            stroke_width=0,
        )
