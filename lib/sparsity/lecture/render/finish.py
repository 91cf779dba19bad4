"""Makes the video that manim wrote fit for players: one remux, no new encoding."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av

from sparsity.lecture.render.caption_files import chapters

if TYPE_CHECKING:
    from sparsity.stage.story import Beat

_MILLISECOND = Fraction(1, 1000)


def finish_video(
    source: Path, target: Path, *, title: str, beats: Sequence[Beat], frames: int, frame_rate: int
) -> None:
    """Copy the pictures of an mp4 and add chapters, captions, a title, exact times, and the index at the front."""
    with av.open(source) as given, av.open(target, "w", container_options={"movflags": "+faststart"}) as made:
        pictures = given.streams.video[0]
        video = made.add_stream_from_template(pictures)
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
                for number, (start, end, name) in enumerate(chapters(beats, frames / frame_rate))
            ]
        )
        for caption in (caption for beat in beats for caption in beat.captions):
            words = caption.text.encode()
            line = av.Packet(len(words).to_bytes(2, "big") + words)
            line.stream = text
            line.time_base = _MILLISECOND
            start, end = round(caption.start * 1000), round(caption.end * 1000)
            line.pts = line.dts = start
            # Not the rounded difference: an overlap of one tick would delay all that follow.
            line.duration = end - start
            made.mux(line)
        for packet in given.demux(pictures):
            if packet.dts is None or packet.pts is None or packet.time_base is None:
                continue
            # Joining segments leaves times that are off by parts of a frame.
            tick = packet.time_base * frame_rate
            packet.pts = round(packet.pts * tick)
            packet.dts = round(packet.dts * tick)
            packet.duration = 1
            packet.time_base = Fraction(1, frame_rate)
            packet.stream = video
            made.mux(packet)
