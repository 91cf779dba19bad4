"""A worker tells why it failed, works in a folder of any name, and calls the scene what it calls itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import av
import pytest

from sparsity.lecture import RenderedScene
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.sources import story_part


def test_the_reason_arrives_although_the_log_cannot_be_written(tmp_path: Path):
    job = Job(story_part("title_card"), tmp_path, Look("draft"), {"scenes": (2, 3), "number": 6})
    command = [sys.executable, "-m", "sparsity.lecture.render.worker", job.to_json(), "1"]
    with (
        Path("/dev/full").open("w") as full,
        # Its standard input stays open: the worker ends when that does.
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=full, text=True, cwd=tmp_path
        ) as worker,
    ):
        news = [json.loads(line) for line in worker.stdout]
    assert worker.returncode != 0
    assert news == [{"failed": "number must be at most the number of scenes, 5, not 6"}]


def sparsity(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from sparsity.lecture.command_line import main; main()", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", errors="surrogateescape")


@pytest.mark.parametrize("name", ['Żółć\'s {50} % [a] #1 "q" back\\slash'])
def test_a_folder_may_be_called_what_manim_and_ffmpeg_would_read_as_something_else(tmp_path: Path, name: str):
    done = sparsity("render", "title_card", "--quality", "draft", "--out", name, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    scene = RenderedScene.in_folder(tmp_path / name / "title_card" / "draft_dark_16x9")
    with av.open(scene.video) as video:
        assert video.streams.video[0].frames == scene.manifest.frames
    again = sparsity("render", "title_card", "--quality", "draft", "--out", name, cwd=tmp_path)
    assert "up to date" in again.stdout


@pytest.mark.parametrize("name", ["new\nline", os.fsdecode(b"not UTF-8 \xff"), "bell\a"])
def test_a_folder_that_cannot_be_named_is_refused_before_anything_is_drawn(tmp_path: Path, name: str):
    done = sparsity("render", "title_card", "--quality", "draft", "--out", name, cwd=tmp_path)
    assert done.returncode == 1
    assert re.fullmatch(r"Error: out must be one line of plain text [^\n]*\n", done.stdout + done.stderr)
    assert not list(tmp_path.rglob("*.cache"))


def test_words_that_cannot_be_written_everywhere_are_refused_before_anything_is_drawn(tmp_path: Path):
    words = ["--quality", "draft", "--set", "title=two\nlines"]
    done = sparsity("render", "title_card", *words, "--out", "renders", cwd=tmp_path)
    assert done.returncode == 1
    assert re.fullmatch(r"Error: title must be one line of plain text [^\n]*\n", done.stdout + done.stderr)


def test_the_scene_s_own_title_is_everywhere(tmp_path: Path):
    done = sparsity("render", "title_card", "--quality", "draft", "--set", "title=Another", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    (manifest,) = tmp_path.glob("renders/title_card/*/manifest.json")
    scene = RenderedScene.in_folder(manifest.parent)
    assert scene.title == "Another"
    assert scene.transcript.read_text(encoding="utf-8").startswith("Another\n=======\n")
    with av.open(scene.video) as video:
        assert video.metadata["title"] == "Another"
    assert 'aria-label="Another"' in (scene.folder / "title_card.svg").read_text(encoding="utf-8")
