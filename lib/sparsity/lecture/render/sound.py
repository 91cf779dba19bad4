"""Sound in and out of video files: two equal channels at 48 kHz."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from sparsity.lecture.voice.loudness import RATE, Samples

_ROUNDING = RATE // 500
_CODECS = {"mp4": ("aac", 128_000), "webm": ("libopus", 96_000)}


class SoundBeside:
    """Writes speech into a video that is being written, beside the pictures that it belongs to.

    Players that load a video as they play it need not look for its sound elsewhere in the file.

    Parameters
    ----------
    made
        The video, before anything is in it.
    container
        What kind it is, "mp4" or "webm".
    sound
        What is heard, from the first picture on; none in a silent video.
    """

    def __init__(self, made: av.container.OutputContainer, container: str, sound: Samples | None) -> None:
        self._made = made
        self._packets: Iterator[av.Packet[av.AudioStream]] = iter(())
        if sound is not None:
            codec, bit_rate = _CODECS[container]
            stream = made.add_stream(codec, rate=RATE, layout="stereo", bit_rate=bit_rate)
            assert isinstance(stream, av.AudioStream)
            stream.metadata["language"] = "eng"
            self._packets = _encoded(sound, stream)
        self._next: av.Packet[av.AudioStream] | None = None
        self._has_begun = False

    def write(self, until: float = math.inf) -> None:
        """Write what is heard until a time of the video in seconds, or all that is left."""
        if not self._has_begun:
            self._has_begun = True
            self._next = next(self._packets, None)
        while self._next is not None and _seconds(self._next) <= until:
            self._made.mux(self._next)
            self._next = next(self._packets, None)


def _encoded(sound: Samples, stream: av.AudioStream) -> Iterator[av.Packet[av.AudioStream]]:
    if not stream.codec_context.is_open:
        stream.codec_context.open()
    length = stream.codec_context.frame_size
    for start in range(0, len(sound), length):
        part = sound[start : start + length]
        frame = av.AudioFrame.from_ndarray(np.stack([part, part]), format="fltp", layout="stereo")
        frame.sample_rate = RATE
        frame.pts, frame.time_base = start, Fraction(1, RATE)
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _seconds(packet: av.Packet[av.AudioStream]) -> float:
    assert packet.dts is not None
    assert packet.time_base is not None
    return float(packet.dts * packet.time_base)


def sound_of(video: Path, length: int) -> Samples:
    """The sound of a video, so many samples from its first picture on; silence where it has none."""
    sound = np.zeros(length, dtype=np.float32)
    with av.open(video) as given:
        if not given.streams.audio:
            return sound
        stream = given.streams.audio[0]
        begin = 0
        one_format = av.AudioResampler("fltp", "stereo", RATE)
        for frame in given.decode(stream):
            assert frame.pts is not None
            assert frame.time_base is not None
            time = round(frame.pts * frame.time_base * RATE)
            # WebM counts time in milliseconds; what follows without a gap follows at once.
            begin = time if abs(time - begin) > _ROUNDING else begin
            for part in one_format.resample(frame):
                samples = part.to_ndarray().mean(axis=0)
                here = slice(max(0, begin), min(length, begin + len(samples)))
                if here.start < here.stop:
                    sound[here] = samples[here.start - begin : here.stop - begin]
                begin += len(samples)
    return sound
