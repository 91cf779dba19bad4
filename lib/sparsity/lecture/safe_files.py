"""Files that are either the old one or the new one, never half of each."""

from __future__ import annotations

import os
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
        if target.read_bytes() == data:
            return
    with replacing(target) as file:
        file.write_bytes(data)
