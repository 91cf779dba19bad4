"""Says in one line why something failed."""

from __future__ import annotations

import errno
from collections.abc import Iterator

_FULL = {errno.ENOSPC: "the disk is full", errno.EDQUOT: "the disk quota is used up"}


def plain_reason(error: BaseException) -> str:
    """Say in one line, without a traceback, why something failed.

    >>> plain_reason(OSError(errno.ENOSPC, "No space left on device", "x.mp4"))
    'the disk is full'
    >>> plain_reason(PermissionError(errno.EACCES, "Permission denied", "renders"))
    'renders: Permission denied'
    """
    for cause in _causes(error):
        if (number := getattr(cause, "errno", None)) in _FULL:
            return _FULL[number]
    if isinstance(error, OSError) and error.filename and error.strerror:
        return _one_line(f"{error.filename}: {error.strerror}")
    text = _one_line(str(error))
    return text if isinstance(error, ValueError) and text else f"{type(error).__name__}: {text}".removesuffix(": ")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
