"""Cuts a finished video into one clip for each beat, without encoding anything again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av

from sparsity.lecture.render.sound import SoundBeside, sound_of
from sparsity.lecture.rendered import RenderedScene
from sparsity.lecture.voice.loudness import Samples
from sparsity.lecture.voice.soundtrack import samples_in


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
    is_spoken
        Whether there is sound in it.
    """

    file: Path
    start: float
    duration: float
    is_spoken: bool = False


def cut_into_clips(scene: RenderedScene, folder: Path) -> list[Clip]:
    """Write one clip for each beat of a scene into a folder.

    A clip begins where the beat before ends, so the change from one picture to the next is in it. There nothing is
    said, so a voice is cut into its parts without a click.

    Raises
    ------
    ValueError
        If the video cannot be cut there.
    """
    rate = scene.manifest.frame_rate
    is_spoken = bool(scene.manifest.voice)
    sound = sound_of(scene.video, samples_in(scene.manifest.frames, rate)) if is_spoken else None
    ends = [round(beat.end * rate) for beat in scene.manifest.beats[:-1]]
    clips = []
    with av.open(scene.video) as video:
        pictures = video.streams.video[0]
        packets = [packet for packet in video.demux(pictures) if packet.pts is not None]
        for number, (first, end) in enumerate(pairwise([0, *ends, scene.manifest.frames]), start=1):
            file = folder / f"{scene.manifest.scene}-{number:02}.mp4"
            clip = Clip(file, start=first / rate, duration=(end - first) / rate, is_spoken=is_spoken)
            own = [packet for packet in packets if first <= _frame(packet, rate) < end]
            # Whatever is decoded before the first picture would need pictures of the clip before.
            if not own or len(own) != end - first or not own[0].is_keyframe or _frame(own[0], rate) != first:
                raise ValueError(f"{scene.video} cannot be cut at {clip.start:.3f} s: no key frame is there")
            part = None if sound is None else sound[samples_in(first, rate) : samples_in(end, rate)]
            _write(own, pictures, clip, part)
            clips.append(clip)
    return clips


def _frame(packet: av.Packet[av.VideoStream], rate: int) -> int:
    assert packet.pts is not None
    assert packet.time_base is not None
    return round(packet.pts * packet.time_base * rate)


def _write(
    packets: list[av.Packet[av.VideoStream]], pictures: av.VideoStream, clip: Clip, sound: Samples | None
) -> None:
    start = packets[0].pts or 0
    with av.open(clip.file, "w", container_options={"movflags": "+faststart"}) as made:
        stream = made.add_stream_from_template(pictures)
        heard = SoundBeside(made, "mp4", sound)
        for packet in packets:
            packet.pts = (packet.pts or 0) - start
            packet.dts = (packet.dts or 0) - start
            packet.stream = stream
            made.mux(packet)
            heard.write(until=float(packet.dts * (packet.time_base or 0)))
        heard.write()
