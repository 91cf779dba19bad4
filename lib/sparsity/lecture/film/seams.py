"""Where a title card joins two scenes: the pictures that it begins and ends with."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import av
from PIL import Image

from sparsity.lecture.rendered import RenderedScene

# From the folder that a card is drawn in to where the pictures are kept.
_FROM_CARD = Path("../../..")
_KEPT = Path("film/pictures")


def seams(reels: Sequence[RenderedScene], out: Path) -> list[tuple[str, str]]:
    """For each card between two reels, files with the picture before it and the picture after it.

    They are kept under names that tell what is in them, so that a card is drawn anew when a picture is another.

    Parameters
    ----------
    reels
        What is shown before the first card, and after each.
    out
        The folder for everything that is made.
    """
    return [(_kept(last_picture(one), out), _kept(first_picture(other), out)) for one, other in pairwise(reels)]


def first_picture(reel: RenderedScene) -> Image.Image:
    """The first frame of a video."""
    with av.open(str(reel.video)) as video:
        return Image.fromarray(next(video.decode(video=0)).to_ndarray(format="rgb24"))


def last_picture(reel: RenderedScene) -> Image.Image:
    """The last frame of a video."""
    with Image.open(reel.poster) as picture:
        return picture.convert("RGB")


def _kept(picture: Image.Image, out: Path) -> str:
    name = f"{hashlib.sha256(picture.tobytes()).hexdigest()[:16]}.png"
    folder = out / ".cache" / _KEPT
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / name).is_file():
        unfinished = folder / f".{name}"
        picture.save(unfinished, format="png")
        unfinished.replace(folder / name)
    return (_FROM_CARD / _KEPT / name).as_posix()
