"""Cuts a finished video into one clip for each beat, without encoding anything again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av

from sparsity.lecture.rendered import RenderedScene


@dataclass(frozen=True)
class Clip:
    """The part of a video between the last pictures of two beats.

    Parameters
    ----------
    file
        The clip as a video of its own.
    start
        Where it begins in the whole video, in seconds.
    duration
        How long it is, in seconds.
    """

    file: Path
    start: float
    duration: float


def cut_into_clips(scene: RenderedScene, folder: Path) -> list[Clip]:
    """Write one clip for each beat of a scene into a folder.

    A clip begins where the beat before ends, so the change from one picture to the next is in it.

    Raises
    ------
    ValueError
        If the video cannot be cut there.
    """
    rate = scene.manifest.frame_rate
    ends = [round(beat.end * rate) for beat in scene.manifest.beats[:-1]]
    clips = []
    with av.open(scene.video) as video:
        pictures = video.streams.video[0]
        packets = [packet for packet in video.demux(pictures) if packet.pts is not None]
        for number, (first, end) in enumerate(pairwise([0, *ends, scene.manifest.frames]), start=1):
            clip = Clip(
                folder / f"{scene.manifest.scene}-{number:02}.mp4", start=first / rate, duration=(end - first) / rate
            )
            own = [packet for packet in packets if first <= _frame(packet, rate) < end]
            # Whatever is decoded before the first picture would need pictures of the clip before.
            if not own or len(own) != end - first or not own[0].is_keyframe or _frame(own[0], rate) != first:
                raise ValueError(f"{scene.video} cannot be cut at {clip.start:.3f} s: no key frame is there")
            _write(own, pictures, clip)
            clips.append(clip)
    return clips


def _frame(packet: av.Packet[av.VideoStream], rate: int) -> int:
    assert packet.pts is not None
    assert packet.time_base is not None
    return round(packet.pts * packet.time_base * rate)


def _write(packets: list[av.Packet[av.VideoStream]], pictures: av.VideoStream, clip: Clip) -> None:
    start = packets[0].pts or 0
    with av.open(clip.file, "w", container_options={"movflags": "+faststart"}) as made:
        stream = made.add_stream_from_template(pictures)
        for packet in packets:
            packet.pts = (packet.pts or 0) - start
            packet.dts = (packet.dts or 0) - start
            packet.stream = stream
            made.mux(packet)
