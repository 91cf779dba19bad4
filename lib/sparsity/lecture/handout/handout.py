"""Sets finished scenes as a PDF with Typst: every beat's picture, what is said, and the formulas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import typst

from sparsity.lecture.rendered import RenderedScene
from sparsity.stage.look.theme import THEMES
from sparsity.words.formula import plain_text

# The theme that the stills of each paper need.
THEME_OF_PAPER = {"screen": "dark", "print": "light"}
_OPERATOR = re.compile(r" ([=≈≠<>≤≥+−·]) ")
# Followed by anything but a plain space: lines may break behind a bar otherwise.
_BAR = re.compile(r"\|(?=[^ ])")
_TEMPLATE = Path(__file__).with_name("handout.typ")


def handout_pdf(title: str, scenes: Sequence[RenderedScene], paper: str) -> bytes:
    """Set a handout of scenes on paper for the screen or for print.

    Raises
    ------
    ValueError
        If the scenes have not all been rendered in the theme of the paper and in one aspect ratio, or something
        cannot be set, such as a still that is no picture.
    """
    with TemporaryDirectory() as folder:
        source = write_source(title, scenes, paper, Path(folder))
        try:
            return typst.compile(source, ignore_system_fonts=True, pdf_standards=["ua-1"])
        except typst.TypstError as error:
            raise ValueError(f"the handout cannot be set: {error}") from error


def write_source(title: str, scenes: Sequence[RenderedScene], paper: str, folder: Path) -> Path:
    """Put the template, its data and the pictures into a folder, and return the file to begin with."""
    theme = THEME_OF_PAPER[paper]
    looks = {(scene.manifest.theme, scene.manifest.width / scene.manifest.height) for scene in scenes}
    if len(looks) != 1 or {found for found, _ in looks} != {theme}:
        raise ValueError(f"the paper {paper!r} needs scenes in theme {theme} and of one aspect ratio")
    ((_, aspect),) = looks
    for scene in scenes:
        for picture in [scene.poster, *scene.stills]:
            place = folder / _place(scene, picture)
            place.parent.mkdir(parents=True, exist_ok=True)
            copyfile(picture, place)
    data = {
        "title": title,
        "paper": paper,
        "colors": THEMES[theme].hex_by_role(),
        "aspect": aspect,
        "scenes": [_told(scene) for scene in scenes],
    }
    (folder / "handout.json").write_text(json.dumps(data), encoding="utf-8")
    return Path(copyfile(_TEMPLATE, folder / _TEMPLATE.name))


def _told(scene: RenderedScene) -> dict[str, Any]:
    manifest = scene.manifest
    return {
        "name": manifest.scene,
        "title": scene.title,
        "summary": manifest.summary,
        "parameters": [f"{name}={value}" for name, value in manifest.parameters.items()],
        "poster": _place(scene, scene.poster),
        "beats": [
            {
                "name": beat.name,
                "still": _place(scene, still),
                "text": _running_text(caption.text for caption in beat.captions),
                "formulas": [{"markup": formula, "alt": _read_aloud(formula)} for formula in formulas],
            }
            for beat, still, formulas in zip(manifest.beats, scene.stills, _first_stated(scene), strict=True)
        ],
    }


def _read_aloud(formula: str) -> str:
    """A formula as text; where it is not one that a scene of ours writes, its markup."""
    try:
        return plain_text(formula)
    except ValueError:
        return formula


def _running_text(captions: Iterable[str]) -> str:
    # The line breaks are the video's; those of a handout leave formulas and absolute values whole.
    text = _OPERATOR.sub("\N{NO-BREAK SPACE}\\1\N{NO-BREAK SPACE}", " ".join(" ".join(captions).split()))
    return _BAR.sub("|\N{WORD JOINER}", text)


def _first_stated(scene: RenderedScene) -> Iterator[list[str]]:
    """The formulas of each beat that none before it states."""
    stated: set[str] = set()
    for beat in scene.manifest.beats:
        yield [formula for formula in beat.formulas if formula not in stated]
        stated.update(beat.formulas)


def _place(scene: RenderedScene, file: Path) -> str:
    return f"{scene.manifest.scene}/{file.relative_to(scene.folder).as_posix()}"
