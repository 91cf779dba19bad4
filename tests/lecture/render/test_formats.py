"""Every format that can be asked for is made, listed and legible; a format added later keeps the others."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import av
import pytest
from click.testing import CliRunner
from PIL import Image

from sparsity.lecture import RenderedScene
from sparsity.lecture.command_line import main
from sparsity.lecture.render.job import FORMATS
from tests.lecture.made_up import rewritten

LOOK = ["--quality", "draft", "--theme", "light", "--aspect", "1:1"]


def render(out: Path, formats: str) -> RenderedScene:
    arguments = ["render", "title_card", *LOOK, "--set", "title=One, two & <three>", "--format", formats]
    done = CliRunner().invoke(main, [*arguments, "--out", str(out)])
    assert done.exit_code == 0, done.output
    (manifest,) = out.glob("title_card/*/manifest.json")
    return RenderedScene.in_folder(manifest.parent)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> RenderedScene:
    return render(tmp_path_factory.mktemp("formats"), ",".join(FORMATS))


def test_all_formats_are_there(everything: RenderedScene):
    names = {f"title_card.{ending}" for ending in FORMATS}
    assert names <= everything.manifest.files.keys()


@pytest.mark.parametrize("ending", ["mp4", "webm"])
def test_a_video_has_all_frames(everything: RenderedScene, ending: str):
    with av.open(everything.folder / f"title_card.{ending}") as container:
        frames = list(container.decode(video=0))
    assert len(frames) == everything.manifest.frames
    assert (frames[0].width, frames[0].height) == (480, 480)


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_an_animation_is_small_and_lasts_as_long(everything: RenderedScene, ending: str):
    with Image.open(everything.folder / f"title_card.{ending}") as picture:
        assert picture.size == (360, 360)
        durations = []
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
            durations.append(picture.info["duration"])
    assert sum(durations) / 1000 == pytest.approx(everything.manifest.duration, abs=0.2)


def test_the_vector_picture_has_the_size_and_title_of_the_still(everything: RenderedScene):
    root = ElementTree.parse(everything.folder / "title_card.svg").getroot()
    assert root.get("viewBox") == "0 0 480 480"
    assert root.get("aria-label") == everything.title


def test_a_format_added_later_keeps_the_others(tmp_path: Path):
    render(tmp_path, "svg")
    both = render(tmp_path, "webm")
    assert {"title_card.svg", "title_card.webm"} <= both.manifest.files.keys()
    assert "title_card.mp4" not in both.manifest.files
    assert not (both.folder / "title_card.mp4").exists()


def test_what_was_made_by_another_version_is_renewed_and_not_taken_away(tmp_path: Path):
    before = render(tmp_path, "mp4")
    rewritten(before, fingerprint="of another version")
    after = render(tmp_path, "png")
    assert after.video.is_file()
    assert after.manifest.formats == ("mp4", "png")
    assert after.manifest.fingerprint == before.manifest.fingerprint
