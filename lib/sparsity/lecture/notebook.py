"""Scenes for notebooks and code: render one with other numbers, get its files, and see it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console

from sparsity.lecture.build import build
from sparsity.lecture.options import writable_folder
from sparsity.lecture.progress import PlainLines
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.parameters import format_value, parameters_of, parse_value, without_defaults
from sparsity.lecture.rendered import RenderedScene
from sparsity.lecture.self_description import Value
from sparsity.lecture.sources import story_part
from sparsity.lecture.voice.choice import Voice


def render_scene(
    scene: str,
    *,
    quality: str = "720p30",
    theme: str = "dark",
    aspect: str = "16:9",
    out: str | Path = "renders",
    voice: bool | Voice = False,
    **settings: Any,
) -> RenderedScene:
    """Render a scene with one's own numbers, or find it where it has been rendered before.

    Parameters
    ----------
    scene
        Name of the scene's file, such as "diamond".
    quality, theme, aspect
        As for the command `sparsity render`.
    out
        Folder for everything that is made.
    voice
        Whether a voice says the captions, or which.
    **settings
        Parameters of the scene, such as `data_point=(3, 2)`.

    Returns
    -------
    RenderedScene
        The paths of all files.

    Raises
    ------
    ValueError
        If there is no such scene or parameter, a value is of the wrong sort, or there is no voice to be had.
    OSError
        If nothing can be written into the folder.
    RuntimeError
        If the scene could not be rendered, for instance because it refuses a value.

    Examples
    --------
    >>> render_scene("diamond", angle=3)
    Traceback (most recent call last):
        ...
    ValueError: diamond has no parameter 'angle'; possible are diamond: data_point=10,5, rests=0.3,0.6,0.9
    """
    part = story_part(scene)
    look = Look(quality, theme, aspect)
    # Names first: only documented parameters have a sort of value.
    without_defaults(part, settings)
    known = parameters_of(part)
    values = {name: parse_value(format_value(_plain(value)), known[name]) for name, value in settings.items()}
    folder = writable_folder(Path(out))
    speaks = Voice() if voice is True else voice or None
    job = Job(part, folder, look, without_defaults(part, values), voice=speaks)
    (result,) = build([job], 1, PlainLines(Console(quiet=True), 1))
    if result.outcome == "failed":
        raise RuntimeError(f"{scene} could not be rendered: {result.reason}")
    return RenderedScene.in_folder(job.folder)


def _plain(value: Any) -> Value:
    if isinstance(value, str | int | float):
        return value
    try:
        # Rows as arrays and lists have them.
        return tuple(
            tuple(item) if isinstance(item, Iterable) and not isinstance(item, str) else item for item in value
        )
    except TypeError:
        raise ValueError(f"a setting is a number, words, or several of them, not {value!r}") from None
