"""Reads a finished video back and says what is not as promised."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

from sparsity.lecture.render.caption_files import Chapter
from sparsity.lecture.render.sound import sound_of
from sparsity.lecture.voice.loudness import RATE, TARGET, Samples, integrated_loudness, true_peak

if TYPE_CHECKING:
    from sparsity.stage.telling.captions import Caption

LONGEST_KEY_FRAME_DISTANCE = 2.0
# ITU-T H.273: primaries and transfer of BT.709, matrix of SMPTE 170M (BT.601).
COLOUR_TAGS = (1, 1, 6)
# Codec, samples per second, channels and language.
SOUND = ("aac", RATE, 2, "eng")
_MOST_DIFFERENCE = 0.3
_HIGHEST_PEAK = -1.0


def check_video(
    video: Path,
    *,
    captions: Sequence[Caption],
    chapters: Sequence[Chapter],
    size: tuple[int, int],
    frames: int,
    frame_rate: int,
    sound: Samples | None = None,
) -> None:
    """Read a video back and compare it with what was made.

    Raises
    ------
    ValueError
        If anything in it is not as promised; the message says what.
    """
    with av.open(video) as container:
        stream = container.streams.video[0]
        codec = stream.codec_context
        titles = [chapter["metadata"].get("title") for chapter in container.chapters()]
        text = container.streams.subtitles[0]
        time_base = stream.time_base or 0
        shown, keys, said = [], [], []
        for packet in container.demux(stream, text):
            if packet.pts is None:
                continue
            if packet.stream is text:
                said += [bytes(packet)[2:].decode()] if packet.size > 2 else []
            else:
                shown.append(packet.pts)
                keys += [float(packet.pts * time_base)] if packet.is_keyframe else []
        times = [round(time * time_base * frame_rate, 6) for time in sorted(shown)]
        longest = max((later - earlier for earlier, later in pairwise([*keys, frames / frame_rate])), default=0)
        found = {
            "codec": (codec.name, "h264"),
            "pixel format": (codec.pix_fmt, "yuv420p"),
            "size": ((codec.width, codec.height), size),
            "colour tags": ((codec.color_primaries, codec.color_trc, codec.colorspace), COLOUR_TAGS),
            "number of frames": (len(shown), frames),
            "frames evenly spaced": (times == list(range(frames)), True),
            "chapters": (titles, [name for _, _, name in chapters]),
            "captions": (said, [caption.lines for caption in captions]),
            "key frames at least every two seconds": (longest <= LONGEST_KEY_FRAME_DISTANCE + 1e-6, True),
            "index at the front": (_index_is_in_front(video), True),
            "sound": (_sound_of(container), None if sound is None else SOUND),
        }
    for name, (is_, should_be) in found.items():
        if is_ != should_be:
            raise ValueError(f"the finished video is not as promised: {name} should be {should_be!r}, not {is_!r}")
    if sound is not None:
        check_sound(video, sound)


def check_sound(video: Path, sound: Samples) -> None:
    """Compare what is heard in a video with what was made.

    Raises
    ------
    ValueError
        If it is another sound, comes at another time, or is too soft or too loud.
    """
    heard = sound_of(video, len(sound))
    if not sound.any():
        if heard.any():
            raise ValueError(f"the finished {video.suffix[1:]} is not as promised: it should be silent")
        return
    # What a lossy encoder changes is little; the same sound a millisecond later would be as much as itself.
    difference = float(np.std(heard - sound) / np.std(sound))
    loudness, peak = integrated_loudness(heard), true_peak(heard)
    for name, value, is_good in (
        ("difference in sound", difference, difference < _MOST_DIFFERENCE),
        ("loudness in LUFS", loudness, abs(loudness - TARGET) <= 1),
        ("true peak in dB", peak, peak <= _HIGHEST_PEAK),
    ):
        if not is_good:
            raise ValueError(f"the finished {video.suffix[1:]} is not as promised: its {name} is {value:.2f}")


def _sound_of(container: av.container.InputContainer) -> tuple[str, int, int, str | None] | None:
    if not container.streams.audio:
        return None
    (stream,) = container.streams.audio
    return stream.codec_context.name, stream.rate, stream.channels, stream.language


def _index_is_in_front(video: Path) -> bool:
    """Tell whether the index (moov) comes before the pictures (mdat), so that players start at once."""
    with video.open("rb") as file:
        while header := file.read(8):
            size, kind = int.from_bytes(header[:4], "big"), header[4:]
            if kind in (b"moov", b"mdat"):
                return kind == b"moov"
            file.seek(size - 8, 1)
    return False
