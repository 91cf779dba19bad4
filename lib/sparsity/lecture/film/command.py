"""The command `sparsity film`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from itertools import chain, groupby
from pathlib import Path

import click

from sparsity.lecture.clock import clock
from sparsity.lecture.collection import collection_name
from sparsity.lecture.film.cut import Cut
from sparsity.lecture.film.film import make_film
from sparsity.lecture.film.seams import seams
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
    with_voice,
    writable_folder,
)
from sparsity.lecture.order import CUTS, OPENING, STORY, TITLE_CARD
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.parameters import parse_settings, without_defaults
from sparsity.lecture.safe_files import refuse_links
from sparsity.lecture.self_description import Value
from sparsity.lecture.voice.choice import RECORDED, Voice

_CARD_FORMATS = ("mp4", "png")


@click.command()
@SCENES
@click.option("--cut", "cut_name", type=click.Choice(list(CUTS)), help="A part of the story; by itself the whole.")
@with_look
@SETTINGS
@with_voice
@JOBS
@OUT
def film(
    scenes: tuple[str, ...],
    cut_name: str | None,
    quality: str,
    theme: str,
    aspect: str,
    assignments: tuple[str, ...],
    voice: Voice | None,
    workers: int | None,
    out: Path,
) -> None:
    """Make one video of all scenes in story order, of a cut or of some, with a title card before each.

    With it come captions, chapters, a transcript, a thumbnail and a description for video sites. The film's
    title is a parameter of its opening: --set opening.title="Lecture 5".
    """
    with plain_errors():
        if scenes and cut_name:
            raise ValueError(f"name scenes or a cut, not both: {', '.join(scenes)} and --cut {cut_name}")
        look = Look(quality, theme, aspect)
        chosen = ("--cut", cut_name) if cut_name else scenes
        scenes = scenes or CUTS[cut_name or "whole"]
        parts = [part for part in chosen_parts(scenes) if part in STORY]
        if not parts:
            raise ValueError("a film needs scenes of the story; its opening and title cards come by themselves")
        settings = parse_settings(assignments, [OPENING, *parts])
        out = writable_folder(out)
        refuse_links(out, out / "film")
        opening, *told = [Job(part, out, look, settings[part], voice=voice) for part in (OPENING, *parts)]
        first, *scenes_made = rendered_scenes([opening, *told], workers)
        # Only a scene itself knows what it is called with these numbers.
        named = [(part.chapter, scene.title) for part, scene in zip(parts, scenes_made, strict=True)]
        joined = seams([first, *scenes_made], out)
        cards = rendered_scenes(title_cards(named, look, out, voice, joined), workers)
        cut = Cut([first, *chain.from_iterable(zip(cards, scenes_made, strict=True))])
        name = collection_name(told, [opening])
        words = ["./run", "sparsity", "film", *chosen, "--quality", quality, "--theme", theme, "--aspect", aspect]
        for assignment in assignments:
            words += ["--set", assignment]
        words += opening.voice_words
        made = make_film(cut, out, name, command=shlex.join(words))
    length = clock(cut.frames / cut.frame_rate)
    click.echo(f"film  {'made' if made else 'up to date'}  {length}  {short(out / 'film' / name)}")


def title_cards(
    scenes: Sequence[tuple[str, str]],
    look: Look,
    out: Path,
    voice: Voice | None = None,
    joined: Sequence[tuple[str, str]] = (),
) -> list[Job]:
    """The jobs of the cards before scenes of these chapters and titles, with the pictures that they join, if any."""
    # A person who records would have to record the cards of every choice of scenes.
    voice = None if voice and voice.kind == RECORDED else voice
    # Scenes come in any order; a chapter that is returned to counts once more.
    sizes = tuple(len(list(group)) for _, group in groupby(chapter for chapter, _ in scenes))
    settings: list[dict[str, Value]] = [
        {"number": number, "scenes": sizes, "chapter": chapter, "title": title}
        for number, (chapter, title) in enumerate(scenes, start=1)
    ]
    for values, (before, after) in zip(settings, joined, strict=False):
        values |= {"before": before, "after": after}
    # A card that ends with a picture of pixels cannot be drawn as vectors.
    return [
        Job(TITLE_CARD, out, look, without_defaults(TITLE_CARD, values), _CARD_FORMATS, voice) for values in settings
    ]
