"""Cached segments of videos that a run which was killed has left half written; manim takes them for finished."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import av

# Whoever writes an mp4 knows its index last.
_INDEX = b"moov"


def drop_unfinished(segments: Iterable[Path]) -> None:
    """Delete all segments that are not whole."""
    for segment in segments:
        if not is_whole(segment):
            segment.unlink(missing_ok=True)


def is_whole(segment: Path) -> bool:
    """Tell whether a segment was written to its end.

    An mp4 is a row of boxes, each led by its length. Players open one whose last box is cut off, and show fewer
    frames or none; so the lengths are added up, and the index has to be among the boxes.
    """
    if segment.suffix not in (".mp4", ".mov"):
        return _opens(segment)
    length, at, kinds = segment.stat().st_size, 0, set()
    with segment.open("rb") as content:
        while at < length:
            content.seek(at)
            head = content.read(16)
            size = int.from_bytes(head[8:16] if head[:4] == b"\0\0\0\1" else head[:4])
            if size < 8:
                return False
            kinds.add(head[4:8])
            at += size
    return at == length and _INDEX in kinds


def _opens(segment: Path) -> bool:
    try:
        av.open(segment).close()
    except av.FFmpegError:
        return False
    return True
