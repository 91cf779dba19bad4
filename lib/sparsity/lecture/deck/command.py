"""The command `sparsity deck`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from sparsity.lecture.collection import collection_name
from sparsity.lecture.deck.html_deck import html_deck
from sparsity.lecture.deck.powerpoint import powerpoint_deck
from sparsity.lecture.deck.slides import Deck, lay_out_slides
from sparsity.lecture.options import (
    JOBS,
    OUT,
    SCENES,
    SETTINGS,
    chosen_jobs,
    formats_option,
    parse_formats,
    plain_errors,
    rendered_scenes,
    short,
    with_look,
    with_voice,
)
from sparsity.lecture.order import OPENING
from sparsity.lecture.render.look import Look
from sparsity.lecture.safe_files import refuse_links, write_safely
from sparsity.lecture.voice.choice import Voice

_WRITERS: dict[str, Callable[[Deck], str | bytes]] = {"html": html_deck, "pptx": powerpoint_deck}


@click.command()
@SCENES
@with_look
@SETTINGS
@formats_option(_WRITERS, _WRITERS)
@with_voice
@JOBS
@OUT
def deck(
    scenes: tuple[str, ...],
    quality: str,
    theme: str,
    aspect: str,
    assignments: tuple[str, ...],
    formats: str,
    voice: Voice | None,
    workers: int | None,
    out: Path,
) -> None:
    """Make slides of all scenes, or of some: one slide per beat, with its clip and its captions as notes.

    In the browser a step forward plays a clip, the next one jumps to its end if it still runs, and a step back
    shows the last picture. R plays a clip again, M stops it, C shows captions, S opens the speaker view.
    """
    with plain_errors():
        wanted = parse_formats(formats, _WRITERS)
        jobs = chosen_jobs(scenes, assignments, Look(quality, theme, aspect), out, voice=voice)
        folder = jobs[0].out / "decks"
        refuse_links(jobs[0].out, folder)
        with TemporaryDirectory() as clips:
            slides = lay_out_slides(OPENING.title, rendered_scenes(jobs, workers), Path(clips))
            for name in wanted:
                file = folder / f"{collection_name(jobs)}.{name}"
                write_safely(file, _WRITERS[name](slides))
                click.echo(f"{name:4}  {file.stat().st_size / 1e6:.1f} MB  {short(file)}")
