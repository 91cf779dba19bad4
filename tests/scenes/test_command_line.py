"""The README's command, as a user types it, on a machine without LaTeX, ffmpeg or a screen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import av
import pytest
import srt

from sparsity.lecture.order import OPENING, STORY, TITLE_CARD, StoryPart

ROOT = Path(__file__).parents[2]
# Pictures are looked at elsewhere: here they may be small and few.
QUICK = ("-r", "214,120", "--fps", "5")


def manim(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run manim with nothing on PATH but the environment itself."""
    bare = {"PATH": str(Path(sys.executable).parent), "HOME": str(cwd), "COLUMNS": "200"}
    return subprocess.run(
        [Path(sys.executable).parent / "manim", "render", *arguments],
        cwd=cwd,
        env=bare,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the project's settings and scenes, whose renders/ is its own."""
    for name in ("manim.cfg", "light.cfg", "scenes"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.mark.parametrize("part", STORY, ids=lambda part: part.file)
def test_every_scene_renders_to_a_tagged_video_with_captions(part: StoryPart, folder: Path):
    for absent in ("latex", "dvisvgm", "ffmpeg"):
        assert shutil.which(absent, path=str(Path(sys.executable).parent)) is None
    done = manim(*QUICK, "--save_sections", f"scenes/{part.file}.py", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr

    (video,) = (folder / "renders" / part.file / "120p5").glob("*.mp4")
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height) == (214, 120)
        assert float(stream.average_rate) == pytest.approx(5, rel=1e-3)
        assert (stream.codec_context.name, stream.pix_fmt) == ("h264", "yuv420p")
        assert stream.codec_context.color_primaries == 1  # BT.709
        length = float(stream.duration * stream.time_base)
    assert 30 <= length <= 90

    captions = list(srt.parse(video.with_suffix(".srt").read_text(encoding="utf-8")))
    assert len(captions) >= 6
    assert captions[-1].end.total_seconds() == pytest.approx(length, abs=1.0)
    for before, after in pairwise(captions):
        assert before.end <= after.start

    sections = list((video.parent / "sections").glob("*.mp4"))
    assert len(sections) >= 5
    # Everything else is tucked away.
    assert {path.name for path in (folder / "renders").iterdir()} == {part.file, ".cache"}


@pytest.mark.parametrize("part", [OPENING, TITLE_CARD], ids=lambda part: part.file)
def test_what_frames_the_film_renders_by_itself_too(run_scene, part: StoryPart, folder: Path):
    silent = run_scene(f"{part.file}.py", narrator=None).scene
    done = manim("-ql", f"scenes/{part.file}.py", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (video,) = (folder / "renders" / part.file / "480p15").glob("*.mp4")
    with av.open(str(video)) as container:
        assert container.duration / av.time_base == pytest.approx(silent.now, abs=0.01)


def test_light_and_square_is_one_command_too(folder: Path):
    done = manim("-c", "light.cfg", "-s", "-r", "540,540", "scenes/diamond.py", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (picture,) = (folder / "renders" / "diamond").glob("*_light/*.png")
    with av.open(str(picture)) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert frame.shape == (540, 540, 3)
    assert (frame[0] == 255).all()


def test_a_file_of_ones_own_renders_with_its_own_numbers(folder: Path):
    (folder / "mine.py").write_text(
        "from scenes.diamond import GrowingDiamond\n\n\nclass Mine(GrowingDiamond):\n    data_point = (3, 2)\n"
    )
    done = manim("-s", "-ql", "mine.py", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((folder / "renders" / "mine").rglob("Mine*.png"))


def test_a_refused_data_point_is_explained_and_leaves_nothing_behind(folder: Path):
    (folder / "mine.py").write_text(
        "from scenes.diamond import GrowingDiamond\n\n\nclass Mine(GrowingDiamond):\n    data_point = (10, 0)\n"
    )
    done = manim("-ql", "mine.py", cwd=folder)
    assert done.returncode != 0
    assert "data_point (x, y) must have y other than 0, not (10, 0)" in " ".join((done.stdout + done.stderr).split())
    assert not list(folder.rglob("*.mp4"))
