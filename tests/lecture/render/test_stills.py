"""Stills alone are drawn without the frames in between, and are the very same."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sparsity.lecture import RenderedScene
from sparsity.lecture.command_line import main


@pytest.fixture(scope="module")
def stills(tmp_path_factory: pytest.TempPathFactory) -> RenderedScene:
    out = tmp_path_factory.mktemp("stills")
    arguments = ["render", "diamond", "--quality", "draft", "--format", "png,svg", "--out", str(out)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return RenderedScene.in_folder(out / "diamond" / "draft_dark_16x9")


def test_no_frame_is_encoded(stills: RenderedScene):
    assert {Path(name).suffix for name in stills.manifest.files} == {".png", ".svg", ".srt", ".vtt", ".txt"}
    assert not list(stills.folder.parents[1].rglob("*.mp4"))


def test_pictures_words_and_times_are_those_of_the_video(stills: RenderedScene, diamond: RenderedScene):
    assert stills.manifest.beats == diamond.manifest.beats
    assert stills.manifest.frames == diamond.manifest.frames
    for still, same in zip(stills.stills, diamond.stills, strict=True):
        assert still.read_bytes() == same.read_bytes()
