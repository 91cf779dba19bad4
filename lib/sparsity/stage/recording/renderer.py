"""The renderer of our scenes: what is not shown is not drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from manim import CairoRenderer, Mobject, Scene, VMobject


class SceneRenderer(CairoRenderer):
    """Manim's renderer, but for the pictures that it draws of animations that it skips.

    An animation whose segment is there already, or that another process draws, is only to leave behind what it ends
    with. Manim draws two pictures of it all the same, and throws them away. Whoever wants a picture between two
    animations gets it as ever.
    """

    _is_playing = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What a camera notes when it first draws would tell a run that has drawn from one that has not: manim knows
        # segments by all that the camera holds.
        self.camera.type_or_raise(VMobject())

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play animations, and draw them unless they are skipped."""
        self._is_playing = True
        try:
            super().play(scene, *args, **kwargs)
        finally:
            self._is_playing = False

    def update_frame(
        self,
        scene: Scene,
        mobjects: Iterable[Mobject] | None = None,
        include_submobjects: bool = True,
        ignore_skipping: bool = True,
        **kwargs: Any,
    ) -> None:
        """Draw a picture, unless it is one of an animation that is skipped."""
        if not (self._is_playing and self.skip_animations):
            super().update_frame(scene, mobjects, include_submobjects, ignore_skipping, **kwargs)
