"""Several processes draw one scene: the files are those that a single one makes, and a failure loses nothing."""

from __future__ import annotations

import hashlib
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import av
import pytest
from rich.console import Console

from sparsity.lecture import STORY, RenderedScene, StoryPart
from sparsity.lecture.build import build
from sparsity.lecture.progress import PlainLines
from sparsity.lecture.render import together
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.worker import do_job
from sparsity.lecture.sources import story_part


def pictures(scene: RenderedScene) -> list[str]:
    """A checksum of each decoded picture."""
    with av.open(scene.video) as video:
        return [hashlib.md5(frame.to_ndarray(format="rgb24").tobytes()).hexdigest() for frame in video.decode(video=0)]


def rendered(part: StoryPart, out: Path, workers: int) -> RenderedScene:
    job = Job(part, out, Look("draft"))
    (result,) = build([job], workers, PlainLines(Console(quiet=True), 1))
    assert result.outcome != "failed", result.reason
    return RenderedScene.in_folder(job.folder)


@pytest.mark.parametrize("part", STORY, ids=lambda part: part.file)
def test_a_split_scene_is_the_unsplit_one(part: StoryPart, shared_renders: Path, tmp_path: Path):
    alone, split = rendered(part, shared_renders, 1), rendered(part, tmp_path, 2)
    assert pictures(split) == pictures(alone)
    assert split.manifest.beats == alone.manifest.beats
    for one, other in zip(alone.stills, split.stills, strict=True):
        assert one.read_bytes() == other.read_bytes()
    for ending in ("srt", "vtt", "chapters.vtt", "txt"):
        files = [scene.folder / f"{part.file}.{ending}" for scene in (alone, split)]
        assert files[0].read_bytes() == files[1].read_bytes()


def test_both_processes_draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shares: list[int] = []
    wait = together._wait

    def counting(helpers: list[subprocess.Popen[bytes]]) -> None:
        wait(helpers)
        (claims,) = tmp_path.rglob("claims")
        shares.append(len(list(claims.iterdir())))

    monkeypatch.setattr(together, "_wait", counting)
    job = Job(story_part("title_card"), tmp_path, Look("draft"))
    do_job(job, lambda frames: None, processes=2)
    # Each animation of the card was drawn once, by whichever came first.
    assert shares == [3]


def test_a_killed_helper_fails_the_job_and_the_next_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    start = together._start

    def doomed(*arguments: Any) -> subprocess.Popen[bytes]:
        helper = start(*arguments)
        helper.send_signal(signal.SIGKILL)
        return helper

    job = Job(story_part("title_card"), tmp_path, Look("draft"))
    monkeypatch.setattr(together, "_start", doomed)
    with pytest.raises(RuntimeError, match="a process that drew part of the scene ended with status -9"):
        do_job(job, lambda frames: None, processes=2)
    assert not job.folder.exists()
    monkeypatch.setattr(together, "_start", start)
    do_job(job, lambda frames: None, processes=2)
    assert RenderedScene.in_folder(job.folder).video.is_file()


def render_card(folder: Path, limit: str = "unlimited") -> subprocess.Popen[str]:
    """Have two processes draw the title card, none of whose files may get larger than so many kilobytes."""
    command = [Path(sys.executable).parent / "sparsity", "render", "title_card", "--quality", "draft", "--jobs", "2"]
    return subprocess.Popen(
        ["bash", "-c", f'ulimit -f {limit}; exec "$@"', "bash", *command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_builds_of_one_scene_at_once_both_end_well(tmp_path: Path):
    builds = [render_card(tmp_path) for _ in range(2)]
    said = [build.communicate(timeout=300)[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    scene = RenderedScene.in_folder(tmp_path / "renders" / "title_card" / "draft_dark_16x9")
    assert len(pictures(scene)) == scene.manifest.frames


def test_where_no_segment_can_be_written_nothing_is_left_that_looks_finished(tmp_path: Path):
    build = render_card(tmp_path, limit="1")
    said, _ = build.communicate(timeout=300)
    assert build.returncode == 1, said
    assert re.search(r"^title_card  failed  .+$", said, re.MULTILINE), said
    assert not (tmp_path / "renders" / "title_card" / "draft_dark_16x9").exists()
    again = render_card(tmp_path)
    said, _ = again.communicate(timeout=300)
    assert again.returncode == 0, said
    scene = RenderedScene.in_folder(tmp_path / "renders" / "title_card" / "draft_dark_16x9")
    assert len(pictures(scene)) == scene.manifest.frames
