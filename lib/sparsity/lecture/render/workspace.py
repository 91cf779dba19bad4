"""Folders in which one process at a time puts files together."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from sparsity.lecture.safe_files import make_folder_within

# Manim reads braces as the name of a setting, and FFmpeg's list of videos ends at an apostrophe. Letters and digits
# of all languages and these do no harm.
_HARMLESS = re.compile(r"[\w /.,+@=~-]*")


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


def make_workspace(outer: Path, workspace: Path) -> None:
    """Make a folder to work in somewhere in another, in which only files and folders are.

    What is written into it would go wherever a link leads, and what is read from a pipe never comes.

    Raises
    ------
    OSError
        If the way to it leads over a link.
    """
    make_folder_within(outer, workspace)
    for folder, folders, files in os.walk(workspace):
        for name in [*folders, *files]:
            path = Path(folder, name)
            # Another process may tidy up at the same time.
            with suppress(FileNotFoundError):
                mode = path.lstat().st_mode
                if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                    path.unlink()


@contextmanager
def harmless_name(folder: Path) -> Iterator[Path]:
    """A path to an existing folder in which manim and FFmpeg read nothing but a path: its own, or that of a link.

    >>> with harmless_name(Path("/tmp")) as path:
    ...     path
    PosixPath('/tmp')
    """
    if _HARMLESS.fullmatch(str(folder)):
        yield folder
        return
    with TemporaryDirectory(prefix="sparsity-") as elsewhere:
        if not _HARMLESS.fullmatch(elsewhere):
            raise ValueError(f"TMPDIR must be a path of letters, digits and / . , + @ = ~ -, not {elsewhere!r}")
        link = Path(elsewhere) / "workspace"
        link.symlink_to(folder, target_is_directory=True)
        yield link
