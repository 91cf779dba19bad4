"""What an animation costs that is taken from the cache: no picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from manim import CairoRenderer, Camera, Circle, tempconfig

from sparsity.stage.recording.renderer import SceneRenderer
from sparsity.stage.telling.story import Beat, StoryScene


class Moving(StoryScene):
    """A circle that stands, and another that moves and rests."""

    def construct(self) -> None:
        standing, moving = Circle(1), Circle(0.5)
        self.add(standing, moving)
        with self.beat("one", "One"):
            self.say("One circle moves.")
            self.play(moving.animate.shift((2, 0, 0)), run_time=0.4)


@pytest.fixture
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Render the scene, and count the pictures that its camera draws."""
    drawn: list[int] = []
    capture = Camera.capture_mobjects

    def counting(self: Camera, *args: object, **kwargs: object) -> None:
        drawn.append(1)
        capture(self, *args, **kwargs)

    monkeypatch.setattr(Camera, "capture_mobjects", counting)
    monkeypatch.chdir(tmp_path)
    folders = {f"{name}_dir": str(tmp_path / name) for name in ("media", "video", "images", "partial_movie")}
    settings = {**folders, "frame_rate": 10, "verbosity": "ERROR", "progress_bar": "none"}

    def render(scene: type[StoryScene], **more: object) -> int:
        drawn.clear()
        with tempconfig({**settings, "pixel_width": 320, "pixel_height": 180, **more}):
            scene().render()
        return len(drawn)

    return render


def test_what_comes_from_the_cache_is_not_drawn(pictures):
    # Four frames of the move and one of the rest, each above a picture of what stands.
    assert pictures(Moving) >= 5
    assert pictures(Moving) == 0


def test_a_picture_between_two_animations_is_drawn_all_the_same(pictures):
    seen: list[np.ndarray] = []

    class Looking(Moving):
        def end_of_beat(self, beat: Beat) -> None:
            self.renderer.static_image = None
            self.renderer.update_frame(self, ignore_skipping=True)
            seen.append(self.renderer.get_frame())

    Looking.__name__ = Moving.__name__
    first, again = pictures(Looking), pictures(Looking)
    assert first > again == 1
    np.testing.assert_array_equal(*seen)


def test_a_last_picture_is_one_picture(pictures):
    assert pictures(Moving, format="png", save_last_frame=True) == 1


def test_manim_still_draws_where_ours_listens():
    # A new manim that draws otherwise would quietly draw what nobody sees.
    assert SceneRenderer.update_frame.__annotations__ == CairoRenderer.update_frame.__annotations__
