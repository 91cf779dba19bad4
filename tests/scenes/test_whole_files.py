"""Held pictures are converted once, and the videos are, byte for byte, those that manim makes by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from manim import config, tempconfig
from manim.scene.scene_file_writer import SceneFileWriter

from sparsity.lecture.places import settings_file
from sparsity.stage.recording.writer import SegmentWriter
from tests.scenes.conftest import scene_class


def video(file: str, theme: str, writer: type[SceneFileWriter], folder: Path) -> bytes:
    """A small video of a scene, by a writer of segments."""
    with tempconfig({"media_dir": str(folder), "progress_bar": "none", "verbosity": "ERROR"}):
        config.digest_file(settings_file(theme))
        config.update({"media_dir": str(folder), "pixel_width": 214, "pixel_height": 120, "frame_rate": 5})
        base = scene_class(f"{file}.py")
        scene = type(base.__name__, (base,), {"writer": staticmethod(writer)})()
        scene.render()
        return Path(scene.renderer.file_writer.movie_file_path).read_bytes()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("file", ["title_card", "circle", "which_matter"])
def test_a_video_is_the_one_that_manim_makes_without_us(file: str, theme: str, tmp_path: Path):
    ours = video(file, theme, SegmentWriter, tmp_path / "ours")
    assert ours == video(file, theme, SceneFileWriter, tmp_path / "manims")
