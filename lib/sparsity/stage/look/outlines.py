"""The outlines of what Typst sets, made once: kept in memory and, from run to run, on disk."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from manim import ManimColor, Typst, VMobject, config

# Enough for all that several scenes set.
_KEPT = 4096

# A preamble with which `#mark(n)[…]` puts mark number n on what it holds, by its colour; nothing else changes.
MARK = "#let mark(number, body) = text(fill: rgb(0, calc.quo(number, 256), calc.rem(number, 256)), body)"
# All marks that there are: two of a colour's three bytes.
_MARKS = 256 * 256


class Outline(NamedTuple):
    """The Bézier points (n, 3) of one letter, or of a line that Typst draws, such as a fraction bar.

    A line has a stroke; a letter has none, and its stroke width is 0. `mark` is the number of the mark that the markup
    puts on it, and 0 where there is none; see `MARK`.
    """

    points: npt.NDArray[np.float64]
    stroke_width: float
    mark: int


def outlines(source: str, preamble: str, size: float) -> tuple[Outline, ...]:
    """Set Typst markup around the origin, and return the outlines of all its letters in order.

    Reading what Typst makes takes some thirty times as long as setting it, so outlines are kept: in memory, and in
    manim's folder for texts, where a later run finds them. A file there that is not whole is made again.
    """
    return _outlines(source, preamble, float(size), config.get_dir("tex_dir"))


@lru_cache(maxsize=_KEPT)
def _outlines(source: str, preamble: str, size: float, folder: Path) -> tuple[Outline, ...]:
    # What draws is part of the name: outlines of another version of manim are not used again.
    name = "\n".join([version("manim"), version("typst"), preamble, source, repr(size)])
    file = folder / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.npz"
    try:
        return _read(file)
    except Exception:
        pass
    made = _set_by_typst(source, preamble, size)
    _write(file, made)
    return made


def _set_by_typst(source: str, preamble: str, size: float) -> tuple[Outline, ...]:
    folder = config.tex_dir
    with TemporaryDirectory() as own:
        # Manim leaves files behind that another process may be reading or deleting, under the same names.
        config.tex_dir = own
        try:
            letters = Typst(source, typst_preamble=preamble, font_size=size, use_svg_cache=False).submobjects
        finally:
            config.tex_dir = folder
    return tuple(Outline(_frozen(letter.points), float(letter.get_stroke_width()), _mark(letter)) for letter in letters)


def _mark(letter: VMobject) -> int:
    color = letter.get_stroke_color() if letter.get_stroke_width() else letter.get_fill_color()
    # What bears no mark is white, which is manim's own colour.
    number = ManimColor(color).to_integer()
    return number if number < _MARKS else 0


def _read(file: Path) -> tuple[Outline, ...]:
    # Opened here, because NumPy does not close what it cannot read.
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        pieces = np.split(kept["points"], np.cumsum(kept["lengths"])[:-1])
        return tuple(
            Outline(_frozen(points), float(width), int(mark))
            for points, width, mark in zip(pieces, kept["strokes"], kept["marks"], strict=True)
        )


def _write(file: Path, made: tuple[Outline, ...]) -> None:
    unfinished = file.with_name(f".{file.stem}.{os.getpid()}.npz")
    # Without a place to keep them they are made again; a full disk shows elsewhere.
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            np.savez(
                unfinished,
                points=np.concatenate([np.zeros((0, 3)), *(outline.points for outline in made)]),
                lengths=np.array([len(outline.points) for outline in made], dtype=np.int64),
                strokes=np.array([outline.stroke_width for outline in made]),
                marks=np.array([outline.mark for outline in made], dtype=np.int64),
            )
            unfinished.replace(file)
        finally:
            with suppress(OSError):
                unfinished.unlink()


def _frozen(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    points = points.copy()
    points.flags.writeable = False
    return points
