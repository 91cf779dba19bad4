"""The segments that an earlier run has left to be used again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import av


def drop_broken(folder: Path, extension: str) -> None:
    """Delete what a killed run has left half written, and what does not open: manim would take it for whole."""
    for segment in folder.glob(f"*{extension}"):
        if segment.name.startswith("."):
            segment.unlink(missing_ok=True)
            continue
        try:
            av.open(segment).close()
        except av.FFmpegError:
            with suppress(FileNotFoundError):
                segment.unlink()
