"""Two people, or two terminals, that render in one checkout at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import av
import pytest

from sparsity.stage.recording.alone import alone

ROOT = Path(__file__).parents[2]
CARD = ["-ql", "scenes/title_card.py"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the project's settings and scenes, whose renders/ is its own."""
    for name in ("manim.cfg", "scenes"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [Path(sys.executable).parent / "manim", "render", "--progress_bar", "none", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(*processes: subprocess.Popen[str]) -> str:
    """Wait for processes, which have to succeed; what they said as errors."""
    said = [process.communicate(timeout=300) for process in processes]
    assert all(process.returncode == 0 for process in processes), said
    return "".join(errors for _, errors in said)


def frames_of(video: Path) -> int:
    with av.open(str(video)) as container:
        return sum(1 for _ in container.decode(video=0))


def the_video(folder: Path, scene: str) -> Path:
    (video,) = (folder / "renders" / scene / "480p15").glob("*.mp4")
    return video


@pytest.mark.parametrize("second", [CARD, ["-ql", "scenes/opening.py"]], ids=["the same scene", "another scene"])
def test_two_renders_at_once_both_finish(folder: Path, second: list[str]):
    finished(start(folder, *CARD), start(folder, *second))
    for arguments in (CARD, second):
        assert frames_of(the_video(folder, Path(arguments[-1]).stem)) >= 36
    assert not list((folder / "renders" / ".cache" / "typst").glob("*_.svg"))


def test_the_second_says_in_one_line_that_it_waits(folder: Path):
    finished(start(folder, *CARD))
    (lock,) = (folder / "renders" / ".cache" / "locks").iterdir()
    with alone(lock):
        second = start(folder, *CARD)
        assert second.stderr is not None
        waiting = second.stderr.readline()
        assert waiting.startswith("waiting for another process that writes to ")
        assert waiting.rstrip().endswith("title_card/480p15")
        assert second.poll() is None
    assert "waiting" not in finished(second)


def test_what_a_killed_render_left_half_written_is_drawn_again(folder: Path):
    finished(start(folder, *CARD))
    whole = frames_of(the_video(folder, "title_card"))
    for segment in (folder / "renders" / ".cache" / "segments").rglob("*.mp4"):
        segment.write_bytes(segment.read_bytes()[:200])
    finished(start(folder, *CARD))
    assert frames_of(the_video(folder, "title_card")) == whole
