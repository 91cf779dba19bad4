"""Encodes segments of a video: a held picture is converted once, and a segment is there whole or not at all."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from manim._config.video_encoder import VideoEncoderSpec
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from manim.typing import RGBAPixelArray

_frame = av.VideoFrame.from_ndarray


class SegmentEncoder(VideoSegmentEncoder):
    """Manim's encoder of one segment, but for the work that a held picture does not need.

    Manim hands over a picture and how often it is shown. Its own encoder copies the picture and converts it from RGBA
    to the encoder's colours for every single frame, which costs more than encoding a frame that has not changed.
    This one converts it once and encodes the same converted picture again. The bytes are the same.

    A segment is written under another name until it is complete, so that a run which is killed leaves nothing behind
    that a later run would take for finished.
    """

    def __init__(self, *, target: Path, spec: VideoEncoderSpec) -> None:
        self._unfinished = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
        super().__init__(target=self._unfinished, spec=spec)
        # By this name the segment is known to others.
        self.target = target

    def write_frame(self, pixels: RGBAPixelArray, *, repeat: int = 1) -> None:
        """Encode a picture for as many frames as it is shown."""
        self._validate_frame(pixels, repeat)
        rate, stream = self.spec.frame_rate, self._stream
        assert isinstance(stream, av.VideoStream)
        try:
            picture = _frame(pixels.astype(np.uint8, copy=False), format="rgba").reformat(format=self.spec.pixel_format)
            picture.time_base = Fraction(rate.denominator, rate.numerator)
            for _ in range(repeat):
                picture.pts = self._next_pts
                self._next_pts += 1
                self._container.mux(stream.encode(picture))
        except BaseException as error:
            raise self._operation_error("encode", error) from error

    def finish(self) -> None:
        """Complete the segment, and give it its name."""
        if not self._closed:
            super().finish()
            self._unfinished.replace(self.target)

    def abort(self) -> None:
        """Leave nothing behind of this segment; an earlier one of the same name stays."""
        self.target = self._unfinished
        super().abort()
