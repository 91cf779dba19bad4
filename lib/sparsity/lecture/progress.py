"""Shows how a build comes along: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from sparsity.lecture.build import Reporter, Result
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.manifest import Manifest, read_manifest

# Of a scene, in seconds.
_USUAL_DURATION = 75.0


@contextmanager
def progress_on(console: Console, jobs: Sequence[Job]) -> Iterator[Reporter]:
    """A reporter for these jobs that suits the console."""
    if not console.is_terminal:
        yield PlainLines(console, len(jobs))
        return
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}"),
        TextColumn("frames"),
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

    def __init__(self, progress: Progress, jobs: Sequence[Job]) -> None:
        self._progress = progress
        self._frames = {job.folder: likely_duration(job) * job.look.frame_rate for job in jobs}
        self._whole = progress.add_task("all scenes", total=sum(self._frames.values()))
        self._tasks: dict[Path, TaskID] = {}
        self._made: dict[Path, float] = {}
        # Jobs report from threads of their own.
        self._lock = Lock()

    def started(self, job: Job) -> None:
        """Add a bar, as long as the scene will be."""
        self._tasks[job.folder] = self._progress.add_task(job.part.file, total=self._frames[job.folder])

    def progressed(self, job: Job, frames: float) -> None:
        """Move the bar of a job, and with it that of the whole."""
        self._progress.update(self._tasks[job.folder], completed=frames)
        self._count(job, min(frames, self._frames[job.folder]))

    def ended(self, result: Result) -> None:
        """Take away the bar of a job, however far it came."""
        if (task := self._tasks.pop(result.job.folder, None)) is not None:
            self._progress.remove_task(task)
        self._count(result.job, self._frames[result.job.folder])

    def _count(self, job: Job, frames: float) -> None:
        with self._lock:
            self._made[job.folder] = frames
            self._progress.update(self._whole, completed=sum(self._made.values()))


def likely_duration(job: Job) -> float:
    """Length of a scene in seconds: as in an earlier rendering, best with the same numbers, or as most are."""
    return known_duration(job) or _USUAL_DURATION


def known_duration(job: Job) -> float | None:
    """Length of a scene in seconds in an earlier rendering, best with the same voice and numbers; None without one."""
    found: list[Manifest] = []
    for file in sorted(job.folder.parent.glob("*/manifest.json")):
        with suppress(ValueError):
            found.append(read_manifest(file.parent))
    # A voice takes its time.
    found.sort(
        key=lambda manifest: (manifest.voice != job.voice_kind, manifest.changed_parameters != job.setting_texts)
    )
    return next((manifest.duration for manifest in found), None)


class _Speed(ProgressColumn):
    """Frames per second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "")
