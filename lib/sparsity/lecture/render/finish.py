"""Makes videos that manim wrote fit for players: one remux, no new encoding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av

from sparsity.lecture.render.caption_files import Chapter
from sparsity.lecture.render.sound import SoundBeside
from sparsity.lecture.voice.loudness import Samples

if TYPE_CHECKING:
    from sparsity.stage.telling.captions import Caption

_MILLISECOND = Fraction(1, 1000)


def finish_video(
    sources: Sequence[Path],
    target: Path,
    *,
    title: str,
    captions: Sequence[Caption],
    chapters: Iterable[Chapter],
    frame_rate: int,
    sound: Samples | None = None,
) -> None:
    """Copy the pictures of mp4s, one after the other, and add what players want.

    Parameters
    ----------
    sources
        Videos of one size, frame rate and encoder.
    target
        The video to write, with exact times and its index at the front.
    title
        Its title.
    captions
        What is said, with times in the whole.
    chapters
        Start, end (seconds) and name of each chapter.
    frame_rate
        Frames per second.
    sound
        What is heard, as long as the pictures; none for a silent video.

    Raises
    ------
    ValueError
        If the sources were encoded in different ways.
    """
    with av.open(target, "w", container_options={"movflags": "+faststart"}) as made:
        with av.open(sources[0]) as given:
            pictures = given.streams.video[0]
            encoding = bytes(pictures.codec_context.extradata or b"")
            video = made.add_stream_from_template(pictures)
        heard = SoundBeside(made, "mp4", sound)
        # No encoder is wanted: the text goes in as it is, behind its length.
        text = made.add_mux_stream("mov_text")
        text.time_base = _MILLISECOND
        text.metadata["language"] = "eng"
        made.metadata["title"] = title
        made.set_chapters(
            [
                {
                    "id": number,
                    "start": round(start * 1000),
                    "end": round(end * 1000),
                    "time_base": _MILLISECOND,
                    "metadata": {"title": name},
                }
                for number, (start, end, name) in enumerate(chapters)
            ]
        )
        for caption in captions:
            words = caption.lines.encode()
            line = av.Packet(len(words).to_bytes(2, "big") + words)
            line.stream = text
            line.time_base = _MILLISECOND
            start, end = round(caption.start * 1000), round(caption.end * 1000)
            line.pts = line.dts = start
            # Not the rounded difference: an overlap of one tick would delay all that follow.
            line.duration = end - start
            made.mux(line)
        frames = 0
        for source in sources:
            with av.open(source) as given:
                pictures = given.streams.video[0]
                if bytes(pictures.codec_context.extradata or b"") != encoding:
                    raise ValueError(f"{source.name} is not encoded in the same way as {sources[0].name}")
                first_frame = frames
                for packet in given.demux(pictures):
                    if packet.dts is None or packet.pts is None or packet.time_base is None:
                        continue
                    # Joining segments leaves times that are off by parts of a frame.
                    tick = packet.time_base * frame_rate
                    packet.pts = first_frame + round(packet.pts * tick)
                    packet.dts = first_frame + round(packet.dts * tick)
                    packet.duration = 1
                    packet.time_base = Fraction(1, frame_rate)
                    packet.stream = video
                    made.mux(packet)
                    frames += 1
                    heard.write(until=frames / frame_rate)
        heard.write()
