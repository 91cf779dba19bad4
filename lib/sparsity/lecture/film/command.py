"""The command `sparsity film`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from sparsity.lecture.clock import clock
from sparsity.lecture.collection import collection_name
from sparsity.lecture.film.cut import Cut
from sparsity.lecture.film.film import make_film
from sparsity.lecture.options import (
    JOBS,
    OUT,
    SCENES,
    SETTINGS,
    chosen_parts,
    plain_errors,
    rendered_scenes,
    short,
    with_look,
    writable_folder,
)
from sparsity.lecture.order import OPENING, STORY, TITLE_CARD, StoryPart
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.parameters import Value, parse_settings, without_defaults


@click.command()
@SCENES
@with_look
@SETTINGS
@JOBS
@OUT
def film(
    scenes: tuple[str, ...],
    quality: str,
    theme: str,
    aspect: str,
    assignments: tuple[str, ...],
    workers: int | None,
    out: Path,
) -> None:
    """Make one video of all scenes in story order, or of some, with a title card before each.

    With it come captions, chapters, a transcript, a thumbnail and a description for video sites. The film's
    title is a parameter of its opening: --set opening.title="Lecture 5".
    """
    with plain_errors():
        look = Look(quality, theme, aspect)
        parts = [part for part in chosen_parts(scenes) if part in STORY]
        if not parts:
            raise ValueError("a film needs scenes of the story; its opening and title cards come by themselves")
        settings = parse_settings(assignments, [OPENING, *parts])
        out = writable_folder(out)
        jobs = reels(parts, settings, look, out)
        opening, *rest = jobs
        told = [job for job in rest if job.part != TITLE_CARD]
        cut = Cut(rendered_scenes(jobs, workers))
        name = collection_name(told, [opening])
        words = ["./run", "sparsity", "film", *scenes, "--quality", quality, "--theme", theme, "--aspect", aspect]
        for assignment in assignments:
            words += ["--set", assignment]
        folder = out / "film" / name
        made = make_film(cut, folder, out / ".cache" / "film" / name, command=shlex.join(words))
    length = clock(cut.frames / cut.frame_rate)
    click.echo(f"film  {'made' if made else 'up to date'}  {length}  {short(folder)}")


def reels(parts: list[StoryPart], settings: dict[StoryPart, dict[str, Value]], look: Look, out: Path) -> list[Job]:
    """The jobs of a film: the opening, then a title card before each scene."""
    found = [Job(OPENING, out, look, settings[OPENING])]
    for number, part in enumerate(parts, start=1):
        card = without_defaults(TITLE_CARD, {"number": number, "chapters": len(parts), "title": part.title})
        found += [Job(TITLE_CARD, out, look, card), Job(part, out, look, settings[part])]
    return found
