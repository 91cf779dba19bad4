"""Files that are either the old one or the new one, never half of each, and always where they seem to be."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary file beside `target`, of the same ending, that takes its place if all goes well.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     target = Path(folder) / "new" / "words.txt"
    ...     with replacing(target) as file:
    ...         _ = file.write_text("Hello")
    ...     target.read_text()
    'Hello'
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # The process number keeps two commands that run at the same time apart.
    file = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    try:
        # Somebody may have left a link there that leads to something else.
        file.unlink(missing_ok=True)
        yield file
        file.replace(target)
    except PermissionError as error:
        # The temporary name would tell nobody anything.
        raise PermissionError(error.errno, error.strerror, str(target)) from error
    finally:
        with suppress(OSError):
            file.unlink()


def write_safely(target: Path, content: str | bytes) -> None:
    """Write a file as a whole, unless its content is the same already."""
    data = content.encode() if isinstance(content, str) else content
    with suppress(OSError):
        # A pipe would never end, nor would some devices.
        if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
            return
    with replacing(target) as file:
        file.write_bytes(data)


def make_folder_within(outer: Path, folder: Path) -> None:
    """Make a folder somewhere in another, in which nothing may lead out of it.

    Raises
    ------
    OSError
        If a link is on the way: whoever put it there decides what would be written over.
    ValueError
        If the folder is not in the outer one.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as outer:
    ...     make_folder_within(Path(outer), Path(outer, "a", "b"))
    ...     Path(outer, "a", "b").is_dir()
    True
    """
    refuse_links(outer, folder)
    folder.mkdir(parents=True, exist_ok=True)


def refuse_links(outer: Path, folder: Path) -> None:
    """Refuse a way from one folder to another in it that leads over a link, as above."""
    place = outer
    for name in folder.relative_to(outer).parts:
        place /= name
        if place.is_symlink():
            raise OSError(errno.ELOOP, "is a link, and nothing is written where links lead to", str(place))


def leads_out(folder: Path, name: str) -> bool:
    """Tell whether a path in a folder leads out of it, by `..`, as an absolute path or over a link.

    >>> leads_out(Path("/somewhere"), "../else"), leads_out(Path("/somewhere"), "beats/01.png")
    (True, False)
    """
    return not Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder))


def delete_at(place: Path) -> None:
    """Delete whatever is at a place: a file, a link (not what it leads to), or a folder with everything in it."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
