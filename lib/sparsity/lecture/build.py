"""Does many jobs, each in a process of its own, as many at a time as wanted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sparsity.lecture.reasons import plain_reason
from sparsity.lecture.render.finished import is_current
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.workspace import make_workspace


class Reporter(Protocol):
    """Is told how the jobs come along; from several threads."""

    def started(self, job: Job) -> None:
        """A job has started to render."""

    def progressed(self, job: Job, frames: int) -> None:
        """A job has made so many frames."""

    def ended(self, result: Result) -> None:
        """A job has come to an end."""


@dataclass(frozen=True)
class Result:
    """How a job ended: "rendered", "up to date" or "failed", and then why."""

    job: Job
    outcome: str
    reason: str = ""


def build(jobs: Sequence[Job], workers: int, reporter: Reporter) -> list[Result]:
    """Do all jobs that are not up to date, each once; one that fails does not stop the others.

    So many workers draw at the same time; each scene is drawn by one, or by several where there are fewer scenes.

    When interrupted, it ends the processes it started; what is finished stays.
    """
    results: dict[Path, Result] = {}
    crew = _Crew(reporter)
    with ThreadPoolExecutor(workers) as pool:
        try:
            todo = []
            for job in {job.folder: job for job in jobs}.values():
                if (result := ends_at_once(job)) is None:
                    todo.append(job)
                else:
                    results[job.folder] = result
                    reporter.ended(result)
            # Where there are fewer scenes than workers, several of them draw each.
            each = max(1, workers // max(1, len(todo)))
            for future in as_completed([pool.submit(crew.do, job, each) for job in todo]):
                result = future.result()
                results[result.job.folder] = result
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            crew.dismiss()
            raise
    return [results[job.folder] for job in jobs]


def ends_at_once(job: Job) -> Result | None:
    """How a job ends that has nothing to do, or whose scene cannot even be read."""
    try:
        return Result(job, "up to date") if is_current(job) else None
    except (ValueError, OSError) as error:
        return Result(job, "failed", plain_reason(error))


class _Crew:
    """The processes at work."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._lock = threading.Lock()
        self._dismissed = False
        self._processes: set[subprocess.Popen[str]] = set()

    def do(self, job: Job, processes: int) -> Result:
        try:
            result = self._do(job, processes)
        except OSError as error:
            result = Result(job, "failed", plain_reason(error))
        if not self._dismissed:
            self._reporter.ended(result)
        return result

    def dismiss(self) -> None:
        with self._lock:
            self._dismissed = True
            for process in self._processes:
                process.kill()

    def _do(self, job: Job, processes: int) -> Result:
        make_workspace(job.out, job.workspace)
        log = job.workspace / "log.txt"
        with log.open("w", encoding="utf-8") as messages:
            with self._lock:
                if self._dismissed:
                    return Result(job, "failed", "interrupted")
                process = subprocess.Popen(
                    [sys.executable, "-m", "sparsity.lecture.render.worker", job.to_json(), str(processes)],
                    # Its end of the pipe closes when this process is gone, however it goes.
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=messages,
                    # No manim.cfg here: the job says which one counts.
                    cwd=job.workspace,
                    # An interrupt from the keyboard comes to this process, which then ends that one.
                    start_new_session=True,
                    text=True,
                )
                self._processes.add(process)
            self._reporter.started(job)
            with process:
                last: dict[str, object] = {}
                for line in process.stdout or ():
                    last = json.loads(line)
                    if isinstance(frames := last.get("frames"), int):
                        self._reporter.progressed(job, frames)
            with self._lock:
                self._processes.discard(process)
        if "done" in last:
            return Result(job, "rendered")
        reason = str(last.get("failed") or _how_it_ended(process.returncode))
        return Result(job, "failed", reason if "failed" in last else f"{reason}; see {log}")


def _how_it_ended(status: int) -> str:
    if status < 0:
        return f"ended by {signal.Signals(-status).name}"
    return f"ended with status {status}"
