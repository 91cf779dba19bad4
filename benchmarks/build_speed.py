"""What parallel jobs save when all scenes are rendered, and what it costs to find that nothing has changed.

Run it with `./run python benchmarks/build_speed.py`. Each row is one call of the command, one after the other;
all builds start from nothing. Only ratios mean anything; a busy machine spoils them. One job draws and encodes at
the same time and so keeps more than one core busy already, as the last column says; what a second core is worth
shows next to a job that has to make do with one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.sources import story_part


class Cost(NamedTuple):
    """What a call costs: seconds, and seconds of work of all cores."""

    seconds: float
    work: float


@contextmanager
def on_one_core() -> Iterator[None]:
    """Let whatever is started in the meantime use a single core."""
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(all_cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)


# Draws one scene with processes that have a core each.
ON_CORES = """
import os, sys
from sparsity.lecture.render import together
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.worker import do_job

start, cores = together._start, sorted(os.sched_getaffinity(0))

def on_the_next_core(*arguments):
    helper = start(*arguments)
    os.sched_setaffinity(helper.pid, {cores.pop()})
    return helper

together._start = on_the_next_core
os.sched_setaffinity(0, {cores.pop(0)})
do_job(Job.from_json(sys.argv[1]), lambda frames: None, processes=int(sys.argv[2]))
"""


def cost_of_one_scene(out: Path, quality: str, scene: str, processes: int) -> Cost:
    """Render one scene with so many processes, each held to a core of its own."""
    job = Job(story_part(scene), out, Look(quality), formats=("mp4",))
    out.mkdir()
    return cost_of_command([sys.executable, "-c", ON_CORES, job.to_json(), str(processes)])


def cost_of(out: Path, quality: str, jobs: int, scenes: list[str]) -> Cost:
    """Render into a folder, and take the time and the work of all processes."""
    command = [Path(sys.executable).parent / "sparsity", "render", *scenes]
    command += ["--quality", quality, "--jobs", str(jobs), "--out", out]
    return cost_of_command(command)


def cost_of_command(command: Sequence[str | Path]) -> Cost:
    """Run a command, and take the time and the work of all its processes."""
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - start, work)


def main() -> None:
    cores = os.cpu_count() or 1
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", help="scenes to render instead of all")
    parser.add_argument("--quality", default="720p30")
    parser.add_argument("--jobs", type=int, default=cores, help="jobs to compare with one job (default: one per core)")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:

        def build(folder: str, jobs: int) -> Cost:
            return cost_of(Path(name, folder), options.quality, jobs, options.scenes)

        rows = {}
        if hasattr(os, "sched_setaffinity"):
            with on_one_core():
                rows["cold, 1 job on 1 core"] = build("one core", 1)
        rows["cold, 1 job"] = build("one", 1)
        rows[f"cold, {options.jobs} jobs"] = build("several", options.jobs)
        rows["nothing to do"] = build("several", options.jobs)
        if hasattr(os, "sched_setaffinity"):
            scene = options.scenes[0] if options.scenes else "diamond"
            for processes in (1, 2):
                out = Path(name, f"split {processes}")
                label = f"{scene} alone, {processes} process{'es' if processes > 1 else ''} on a core each"
                rows[label] = cost_of_one_scene(out, options.quality, scene, processes)

    table = Table(title=f"{options.quality}, {cores} cores")
    for column in ("build", "seconds", "times as fast as the first", "cores busy"):
        table.add_column(column, justify="left" if column == "build" else "right")
    first = next(iter(rows.values()))
    for name, (seconds, work) in rows.items():
        table.add_row(name, f"{seconds:.2f}", f"{first.seconds / seconds:.2f}", f"{work / seconds:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
