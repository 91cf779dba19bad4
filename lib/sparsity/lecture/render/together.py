"""Draws one scene with several processes.

`python -m sparsity.lecture.render.together JOB MEDIA OWN CLAIMS` is a helper: it draws segments that no other process
has claimed, and ends as soon as its standard input does, which happens when the process that started it is gone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sparsity.lecture.render.job import Job
from sparsity.lecture.render.scene_run import SceneRun, draw_along, run_scene
from sparsity.lecture.render.workspace import emptied
from sparsity.stage.recording.kept_segments import drop_unfinished
from sparsity.stage.recording.sharing import SharingWriter


def run_together(
    job: Job, media: Path, stills_to: Path, on_frames: Callable[[int], object], processes: int
) -> SceneRun:
    """Render a scene as `run_scene` does, with several processes that draw its segments.

    Raises
    ------
    RuntimeError
        If one of them fails; what is drawn stays, and the next run goes on from there.
    """
    if processes == 1 or not job.moves:
        return run_scene(job, media, stills_to, on_frames)
    media.mkdir(exist_ok=True)
    drop_unfinished((media / "segments").glob("*.mp4"))
    shared = emptied(media / "shared")
    claims = shared / "claims"
    claims.mkdir()
    helpers = [_start(job, media, shared / str(number), claims) for number in range(1, processes)]
    try:
        return run_scene(
            job, media, stills_to, on_frames, partial(SharingWriter, claims=claims, when_drawn=partial(_wait, helpers))
        )
    finally:
        for helper in helpers:
            helper.kill()
            helper.communicate()


def end_with_the_parent() -> None:
    """End this process when its standard input ends, in a thread of its own."""

    def listen() -> None:
        # Not sys.stdin.read(): its lock is still held when the process ends.
        while os.read(0, 1024):
            pass
        os._exit(1)

    threading.Thread(target=listen, daemon=True).start()


def _start(job: Job, media: Path, own: Path, claims: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sparsity.lecture.render.together", job.to_json(), *map(str, (media, own, claims))]
    # What it says goes where this process says it, to the log.
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)


def _wait(helpers: list[subprocess.Popen[bytes]]) -> None:
    for helper in helpers:
        if helper.wait() != 0:
            raise RuntimeError(f"a process that drew part of the scene ended with status {helper.returncode}")


def main() -> None:
    """Help to draw the job of the command line."""
    end_with_the_parent()
    job, media, own, claims = sys.argv[1:]
    draw_along(Job.from_json(job), Path(media), Path(own), Path(claims))


if __name__ == "__main__":
    main()
