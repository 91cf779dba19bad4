"""Runs scenes without encoding them, has all captions said, and keeps the picture at the end of each beat."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import config, tempconfig

from sparsity.stage.layout.check import hard_to_read, layout_problems, visible_texts
from sparsity.stage.look.theme import DARK, LIGHT, Theme
from sparsity.stage.look.typography import Typeset
from sparsity.stage.telling.captions import Caption
from sparsity.stage.telling.narration import Take
from sparsity.stage.telling.story import Beat, StoryScene
from sparsity.words.speech import Speech

ROOT = Path(__file__).parents[2]
THEMES = {"dark": DARK, "light": LIGHT}
SIZES = {"16:9": (854, 480), "4:3": (640, 480), "1:1": (480, 480), "9:16": (480, 854)}


@cache
def scene_class(file_name: str) -> type[StoryScene]:
    """The one scene of a file in scenes/."""
    spec = importlib.util.spec_from_file_location(Path(file_name).stem, ROOT / "scenes" / file_name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (found,) = (
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, StoryScene) and value.__module__ == module.__name__
    )
    return found


@dataclass
class Run:
    """What a scene left behind."""

    scene: StoryScene
    theme: Theme
    frame_size: tuple[float, float]
    beats: list[Beat]
    pictures: dict[str, np.ndarray]
    problems: list[str]
    hard_to_read: list[str]
    texts: dict[str, list[str]]
    speeches: list[Speech]
    has_own_numbers: bool

    def to_pixels(self, points: np.ndarray) -> np.ndarray:
        """Columns and rows (continuous, pixel centres at halves) of manim points (n, 3)."""
        height, width = next(iter(self.pictures.values())).shape[:2]
        flat = np.asarray(points)[:, :2] / self.frame_size
        return np.column_stack([(flat[:, 0] + 0.5) * width, (0.5 - flat[:, 1]) * height])


@pytest.fixture(scope="session")
def run_scene(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Run]:
    """Run a scene of scenes/ with other settings, in another theme or size; equal calls share one run."""
    media = tmp_path_factory.mktemp("media")

    @cache
    def run(file_name: str, theme: str = "dark", size: tuple[int, int] = SIZES["16:9"], **settings: Any) -> Run:
        base = scene_class(file_name)
        pictures: dict[str, np.ndarray] = {}
        problems: list[str] = []
        unread: list[str] = []
        texts: dict[str, list[str]] = {}
        speeches: list[Speech] = []

        def narrator(speech: Speech) -> Take:
            # Takes no time; but whatever has no words is refused.
            speeches.append(speech)
            return Take(np.zeros(0, dtype=np.float32), 48_000)

        class Observed(base):
            def end_of_beat(self, beat: Beat) -> None:
                self.renderer.static_image = None
                self.renderer.update_frame(self, ignore_skipping=True)
                pictures[beat.name] = self.renderer.get_frame()[:, :, :3]
                texts[beat.name] = [text.source for text in visible_texts(self) if isinstance(text, Typeset)]

            def end_of_caption(self, caption: Caption) -> None:
                problems.extend(f"{caption.text!r}: {problem}" for problem in layout_problems(self))
                unread.extend(f"{caption.text!r}: {problem}" for problem in hard_to_read(self))

        Observed.narrator = staticmethod(narrator)
        has_own_numbers = all(getattr(base, name) == value for name, value in settings.items())
        for name, value in settings.items():
            setattr(Observed, name, value)
        overrides = {
            "pixel_width": size[0],
            "pixel_height": size[1],
            "frame_rate": 15,
            "background_color": THEMES[theme].background,
            "media_dir": str(media),
            "format": "png",
            "save_last_frame": True,
            "progress_bar": "none",
            "verbosity": "ERROR",
        }
        with tempconfig(overrides):
            scene = Observed()
            scene.render()
            frame_size = (config.frame_width, config.frame_height)
        shown = (pictures, problems, unread, texts, speeches)
        return Run(scene, THEMES[theme], frame_size, scene.beats, *shown, has_own_numbers)

    return run
