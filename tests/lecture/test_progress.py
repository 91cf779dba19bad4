"""What one sees while scenes are being rendered: bars that end where the frames end, or plain lines."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from sparsity.lecture.build import Result
from sparsity.lecture.progress import Bars, PlainLines, likely_duration, progress_on
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.sources import story_part


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    return [Job(story_part(name), tmp_path, Look("draft")) for name in ("diamond", "circle")]


def test_bars_count_frames_and_the_whole_is_their_sum(jobs: list[Job]):
    progress = Progress(disable=True)
    bars = Bars(progress, jobs)
    diamond, circle = jobs
    frames = [15 * job.part.seconds for job in jobs]
    (whole,) = progress.tasks
    assert whole.total == sum(frames)
    bars.started(diamond)
    bars.started(circle)
    bars.progressed(diamond, 300)
    bars.progressed(circle, 200)
    assert whole.completed == 500
    assert {task.description: (task.completed, task.total) for task in progress.tasks[1:]} == {
        "diamond": (300, frames[0]),
        "circle": (200, frames[1]),
    }
    bars.ended(Result(diamond, "rendered"))
    assert whole.completed == frames[0] + 200
    assert [task.description for task in progress.tasks] == ["all scenes", "circle"]
    bars.ended(Result(circle, "failed", "no reason"))
    assert whole.finished


def test_the_same_scene_twice_has_two_bars(jobs: list[Job]):
    progress = Progress(disable=True)
    twice = [jobs[0], replace(jobs[0], look=Look("draft", "light"))]
    bars = Bars(progress, twice)
    for job in twice:
        bars.started(job)
    assert [task.description for task in progress.tasks] == ["all scenes", "diamond", "diamond"]


def test_without_a_terminal_there_are_plain_lines(jobs: list[Job]):
    written = io.StringIO()
    with progress_on(Console(file=written), jobs) as reporter:
        assert isinstance(reporter, PlainLines)
        reporter.started(jobs[0])
        reporter.progressed(jobs[0], 100)
        reporter.ended(Result(jobs[0], "failed", "no reason"))
    assert written.getvalue() == "diamond: rendering\ndiamond: failed (1 of 2)\n"


def test_a_scene_never_rendered_is_as_long_as_the_story_has_it(jobs: list[Job]):
    assert likely_duration(jobs[0]) == jobs[0].part.seconds
