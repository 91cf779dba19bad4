"""Puts the scenes into the README, from what they say of themselves: `./run python -m sparsity.lecture.readme`.

A still that is there already stays, because somebody may have chosen it; delete it to have it made again.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from rich.console import Console

from sparsity.lecture.build import build
from sparsity.lecture.order import STORY
from sparsity.lecture.places import ROOT
from sparsity.lecture.progress import PlainLines
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.rendered import RenderedScene
from sparsity.lecture.safe_files import replacing, write_safely
from sparsity.lecture.sources import story_part

STILLS = ROOT / "renders" / "stills"
_HEAD = "| | |\n|---|---|\n"
# Enough to look sharp in half a page, in a file that nobody waits for.
_SIZE = (960, 540)
_COLORS = 64


def scene_table() -> str:
    """The README's table: a row for each scene, in the order of the story."""
    rows = (
        f"| ![{part.title}](renders/stills/{part.file}.png) "
        f"| `scenes/{part.file}.py` · **{part.title}**<br>{part.summary} |\n"
        for part in STORY
    )
    return _HEAD + "".join(rows)


def with_scene_table(readme: str) -> str:
    """A README with its table of scenes renewed.

    >>> with_scene_table("no table")
    Traceback (most recent call last):
        ...
    ValueError: README must have one table of scenes to be renewed, not 0
    """
    renewed, count = re.subn(re.escape(_HEAD) + r"(?:\|.*\n)*", lambda _: scene_table(), readme)
    if count != 1:
        raise ValueError(f"README must have one table of scenes to be renewed, not {count}")
    return renewed


def make_still(scene: str, target: Path) -> None:
    """Draw a scene's last picture, and write it as a small file."""
    with TemporaryDirectory() as folder:
        job = Job(story_part(scene), Path(folder), Look("1080p60"), formats=("png",))
        (result,) = build([job], 1, PlainLines(Console(stderr=True), 1))
        if result.outcome == "failed":
            raise RuntimeError(f"{scene} could not be rendered: {result.reason}")
        with Image.open(RenderedScene.in_folder(job.folder).poster) as picture:
            small = picture.convert("RGB").resize(_SIZE, Image.Resampling.LANCZOS)
    with replacing(target) as file:
        small.quantize(_COLORS, Image.Quantize.FASTOCTREE).save(file, optimize=True)


def main() -> None:
    """Make the stills that are missing, then the table."""
    for part in STORY:
        still = STILLS / f"{part.file}.png"
        if not still.exists():
            make_still(part.file, still)
    readme = ROOT / "README.md"
    write_safely(readme, with_scene_table(readme.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
