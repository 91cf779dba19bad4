"""Folders in which one process at a time puts files together."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(workspace: Path) -> Iterator[None]:
    """Have a folder to oneself; whoever comes second waits, and finds the work done."""
    with (workspace / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def emptied(folder: Path) -> Path:
    """The folder, new and empty whatever an interrupted run has left in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
