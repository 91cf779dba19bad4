"""What one sees while scenes are being rendered: bars that end where the frames end, or plain lines."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from sparsity.lecture import self_description
from sparsity.lecture.build import Result, build
from sparsity.lecture.order import StoryPart
from sparsity.lecture.progress import Bars, PlainLines, known_duration, likely_duration, progress_on
from sparsity.lecture.render import job as job_module
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.sources import story_part
from tests.lecture.made_up import finished


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    return [Job(story_part(name), tmp_path, Look("draft")) for name in ("diamond", "circle")]


def test_bars_count_frames_and_the_whole_is_their_sum(jobs: list[Job]):
    progress = Progress(disable=True)
    bars = Bars(progress, jobs)
    diamond, circle = jobs
    frames = [15 * likely_duration(job) for job in jobs]
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


def test_a_scene_that_cannot_be_read_any_more_still_has_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It fails alone, as its own job, and not everything before anything has begun."""
    (tmp_path / "mine.py").write_text("class Mine:\n    data_point = (1,\n")
    for module in (self_description, job_module):
        monkeypatch.setattr(module, "scene_path", lambda name: tmp_path / f"{name}.py")
    job = Job(StoryPart("mine"), tmp_path, Look("draft"))
    finished(tmp_path, "mine", variant=job.variant)
    assert Bars(Progress(disable=True), [job])
    (result,) = build([job], 1, PlainLines(Console(quiet=True), 1))
    assert (result.outcome, result.reason) == ("failed", "mine.py, line 2: '(' was never closed")


def test_the_length_with_the_same_numbers_counts_first(jobs: list[Job]):
    job = replace(jobs[0], settings={"data_point": (3, 2)})
    for variant, numbers, duration in (("a", {}, 60), ("b", {"data_point": "3,2"}, 70)):
        finished(job.out, "diamond", variant=variant, frames=30 * duration, changed_parameters=numbers)
    assert likely_duration(job) == 70
    assert likely_duration(jobs[0]) == 60


def test_a_scene_never_rendered_is_expected_to_be_about_as_long_as_most(jobs: list[Job]):
    assert known_duration(jobs[0]) is None
    assert 60 < likely_duration(jobs[0]) < 90
