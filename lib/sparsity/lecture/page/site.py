"""Writes the pages of all finished scenes, and their index."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from sparsity.lecture.clock import clock
from sparsity.lecture.order import OPENING, STORY
from sparsity.lecture.page.index_page import IndexPage
from sparsity.lecture.page.palette import icon, palettes
from sparsity.lecture.page.policy import content_security_policy
from sparsity.lecture.page.scene_page import ScenePage
from sparsity.lecture.plain_text import plain_text
from sparsity.lecture.rendered import find_rendered
from sparsity.lecture.safe_files import write_safely

_FOLDER = Path(__file__).parent
# In the head, before anything is shown; the others follow what they work on.
_EARLY = "preferences.js"


def write_site(
    out: Path, *, one_file: bool = False, spoken_first: bool = False, refuse: Callable[[str], object]
) -> Path:
    """Write a page beside each finished video of a folder, and an index; return the index.

    Parameters
    ----------
    out
        The folder that scenes were rendered into.
    one_file
        Whether to write for each scene also a page that has everything in it.
    spoken_first
        Whether the index begins for each scene with a version that is spoken, if there is one.
    refuse
        Told of each folder that is left out, and why, in one line.

    Raises
    ------
    ValueError
        If nothing has been rendered, or nothing with a voice where that is wanted, or the folder has letters in its
        name that cannot be written everywhere.
    """
    plain_text(str(out), "out")
    everything = find_rendered(out, refuse)
    if not everything:
        command = shlex.join(["./run", "sparsity", "render", "--out", str(out)])
        raise ValueError(f"{out} has no finished scenes; render them first: {command}")
    if spoken_first:
        if not any(scene.manifest.voice for scene in everything):
            command = shlex.join(["./run", "sparsity", "render", "--voice", "--out", str(out)])
            raise ValueError(f"{out} has no scenes with a voice; render them first: {command}")
        order = [part.file for part in STORY]
        everything.sort(key=lambda scene: (order.index(scene.manifest.scene), not scene.manifest.voice))
    for scene in everything:
        for alone in (False, True) if one_file else (False,):
            page = ScenePage(scene, everything, alone)
            write_safely(page.file, scene_html(page))
    index = IndexPage(out, everything)
    write_safely(index.file, filled_in("index.html.jinja", index))
    return index.file


def scene_html(page: ScenePage) -> str:
    """The page of a scene."""
    return filled_in("scene.html.jinja", page, *(["player.js"] if page.videos else []), "copying.js")


def filled_in(template: str, page: ScenePage | IndexPage, *scripts: str) -> str:
    """A template filled in; `scripts` are the names of those that the page needs at its end."""
    styles = [_environment().get_template("page.css.jinja").render(palettes=palettes())]
    early = _asset(_EARLY)
    late = [_asset(name) for name in scripts]
    return (
        _environment()
        .get_template(template)
        .render(
            page=page,
            site_title=OPENING.title,
            icon=icon(),
            styles=styles,
            early_script=early,
            scripts=late,
            policy=content_security_policy(styles=styles, scripts=[early, *late]),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sparsity.lecture.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["clock"] = lambda seconds: clock(round(seconds))
    return environment


@cache
def _asset(name: str) -> str:
    return (_FOLDER / "assets" / name).read_text(encoding="utf-8")
