"""Animated GIF and WebP for places that take pictures but no videos: small, silent and endless."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from PIL import Image

# Such pictures are many times as large as a video of the same size.
_LONGEST_SHORT_SIDE = 360
# GIF counts in hundredths of a second.
_MILLISECONDS_PER_PICTURE = 80
# More are hardly seen on flat graphics, and cost.
_COLOURS = 64
# What changes by no more than this, of 255, is the video encoder's noise.
_NOISE = 6


def encode_gif(source: Path, target: Path, *, frame_rate: int) -> None:
    """Encode the pictures of a video as GIF, all with the same colours.

    Raises
    ------
    ValueError
        If reading the result back gives another length than the video's.
    """
    palette = _palette(source, frame_rate)
    pictures = (
        picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in _pictures(source, frame_rate)
    )
    _write(pictures, target, optimize=False)


def encode_webp(source: Path, target: Path, *, frame_rate: int) -> None:
    """Encode the pictures of a video as animated WebP.

    Raises
    ------
    ValueError
        If reading the result back gives another length than the video's.
    """
    _write(_pictures(source, frame_rate), target, quality=70, method=2)


def _write(pictures: Iterator[Image.Image], target: Path, **options: Any) -> None:
    shown = 0

    def counted() -> Iterator[Image.Image]:
        nonlocal shown
        for picture in pictures:
            shown += 1
            yield picture

    rest = counted()
    next(rest).save(target, save_all=True, append_images=rest, duration=_MILLISECONDS_PER_PICTURE, loop=0, **options)
    with Image.open(target) as picture:
        found = 0
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            picture.load()
            found += picture.info["duration"]
    if found != shown * _MILLISECONDS_PER_PICTURE:
        raise ValueError(
            f"the finished {target.suffix[1:]} is not as promised: it should last "
            f"{shown * _MILLISECONDS_PER_PICTURE} ms, not {found} ms"
        )


def _pictures(source: Path, frame_rate: int) -> Iterator[Image.Image]:
    """As many pictures of a video as an animation shows; one that stands still is the same."""
    shown = None
    for picture in _sampled(source, frame_rate):
        pixels = np.asarray(picture).astype(np.int16)
        # All or nothing: pixel by pixel, what fades out would leave a shadow.
        if shown is None or np.abs(pixels - shown[0]).max() > _NOISE:
            shown = (pixels, picture)
        yield shown[1]


def _sampled(source: Path, frame_rate: int) -> Iterator[Image.Image]:
    """The picture that a video shows at each time when an animation has a new one, and its last."""
    with av.open(source) as given:
        due = 0
        for number, frame in enumerate(given.decode(video=0), start=1):
            while due * frame_rate < number * 1000:
                due += _MILLISECONDS_PER_PICTURE
                yield _small(frame)
        yield _small(frame)


def _palette(source: Path, frame_rate: int) -> Image.Image:
    """The colours that suit the video best, judging from a picture a second."""
    pictures = list(islice(_sampled(source, frame_rate), 0, None, 1000 // _MILLISECONDS_PER_PICTURE))
    width, height = pictures[0].size
    strip = Image.new("RGB", (width, height * len(pictures)))
    for number, picture in enumerate(pictures):
        strip.paste(picture, (0, number * height))
    return strip.quantize(_COLOURS)


def _small(frame: VideoFrame) -> Image.Image:
    scale = min(1.0, _LONGEST_SHORT_SIDE / min(frame.width, frame.height))
    size = {"width": round(frame.width * scale), "height": round(frame.height * scale)}
    return Image.fromarray(frame.reformat(**size, format="rgb24", interpolation=Interpolation.AREA).to_ndarray())
