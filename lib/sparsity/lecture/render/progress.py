"""Shows how a build comes along: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from sparsity.lecture.render.build import Reporter, Result
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.manifest import read_manifest


@contextmanager
def progress_on(console: Console, jobs: int) -> Iterator[Reporter]:
    """A reporter for so many jobs that suits the console."""
    if not console.is_terminal:
        yield PlainLines(console, jobs)
        return
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}"),
        TextColumn("{task.fields[unit]}"),
        _Speed(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bars:
        yield Bars(bars, jobs)


class PlainLines:
    """One line for each start and end."""

    def __init__(self, console: Console, jobs: int) -> None:
        self._console = console
        self._jobs = jobs
        self._ended = 0
        self._since: dict[Path, float] = {}

    def started(self, job: Job) -> None:
        """Say that a job has started to render."""
        self._since[job.folder] = time.monotonic()
        self._print(f"{job.part.file}: rendering")

    def progressed(self, job: Job, frames: int) -> None:
        """Say nothing: too many lines."""

    def ended(self, result: Result) -> None:
        """Say how a job ended."""
        self._ended += 1
        name = result.job.part.file
        took = f" in {time.monotonic() - self._since[result.job.folder]:.0f} s" if result.outcome == "rendered" else ""
        self._print(f"{name}: {result.outcome}{took} ({self._ended} of {self._jobs})")

    def _print(self, line: str) -> None:
        self._console.print(line, soft_wrap=True, markup=False, highlight=False)


class Bars:
    """One bar for each running job, and one for the whole."""

    def __init__(self, progress: Progress, jobs: int) -> None:
        self._progress = progress
        self._whole = progress.add_task("all scenes", total=jobs, unit="scenes")
        self._tasks: dict[Path, TaskID] = {}

    def started(self, job: Job) -> None:
        """Add a bar, as long as the scene will be."""
        total = likely_duration(job) * job.look.frame_rate
        self._tasks[job.folder] = self._progress.add_task(job.part.file, total=total, unit="frames")

    def progressed(self, job: Job, frames: int) -> None:
        """Move the bar of a job."""
        self._progress.update(self._tasks[job.folder], completed=frames)

    def ended(self, result: Result) -> None:
        """Take away the bar of a job, and move that of the whole."""
        if (task := self._tasks.pop(result.job.folder, None)) is not None:
            self._progress.remove_task(task)
        self._progress.advance(self._whole)


def likely_duration(job: Job) -> float:
    """Length of a scene in seconds in an earlier rendering, best with the same numbers; or as the story has it."""
    manifests = [read_manifest(file.parent) for file in sorted(job.folder.parent.glob("*/manifest.json"))]
    found = [manifest for manifest in manifests if manifest is not None]
    same = [manifest for manifest in found if manifest["parameters"] == job.parameter_texts]
    return next((float(manifest["duration"]) for manifest in same + found), float(job.part.seconds))


class _Speed(ProgressColumn):
    """Frames per second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed and task.fields["unit"] == "frames" else "")
