"""What is said in a scene, as files: captions, chapters and a transcript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import srt

if TYPE_CHECKING:
    from sparsity.stage.telling.captions import Caption
    from sparsity.stage.telling.story import Beat

SPOKEN = "All of this is spoken in the video."
# Start and end in seconds, and a name.
Chapter = tuple[float, float, str]


def srt_captions(captions: Sequence[Caption]) -> str:
    """Captions as SubRip."""
    return str(
        srt.compose(
            srt.Subtitle(number, timedelta(seconds=caption.start), timedelta(seconds=caption.end), caption.lines)
            for number, caption in enumerate(captions, start=1)
        )
    )


def vtt_captions(captions: Sequence[Caption]) -> str:
    """Captions as WebVTT."""
    return _web_vtt((caption.start, caption.end, caption.lines) for caption in captions)


def vtt_chapters(chapters: Iterable[Chapter]) -> str:
    """Chapters as WebVTT."""
    return _web_vtt(chapters)


def chapters_of(beats: Sequence[Beat], duration: float) -> Iterator[Chapter]:
    """Start, end and name of each beat, without the gaps in which the picture changes between two of them."""
    starts = [0.0, *(beat.start for beat in beats[1:]), duration]
    for beat, start, end in zip(beats, starts, starts[1:], strict=False):
        yield start, end, beat.name


def transcript(title: str, summary: str, beats: Sequence[Beat], *, is_spoken: bool = False) -> str:
    r"""Everything that is said, as plain text with the beats as headings: the text alternative of the video.

    >>> transcript("Title", "A summary.", [], is_spoken=True)
    'Title\n=====\n\nA summary.\n\nAll of this is spoken in the video.\n'
    """
    blocks = [f"{title}\n{'=' * len(title)}", summary, SPOKEN if is_spoken else ""]
    for beat in beats:
        blocks.append(f"{beat.name}\n{'-' * len(beat.name)}")
        blocks.append("\n".join(all_words(caption) for caption in beat.captions))
    return "\n\n".join(block for block in blocks if block) + "\n"


def all_words(caption: Caption) -> str:
    """Everything that is said with a caption, also what is not on screen, on one line."""
    return " ".join(f"{caption.text} {caption.added}".split())


def _web_vtt(cues: Iterable[tuple[float, float, str]]) -> str:
    blocks = ["WEBVTT"]
    for number, (start, end, text) in enumerate(cues, start=1):
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{number}\n{_timestamp(start)} --> {_timestamp(end)}\n{escaped}")
    return "\n\n".join(blocks) + "\n"


def _timestamp(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
