"""The command `sparsity`."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, ClassVar

import click

from sparsity.lecture.build import Result
from sparsity.lecture.clock import clock
from sparsity.lecture.options import (
    JOBS,
    OUT,
    SCENES,
    SETTINGS,
    chosen_jobs,
    do_jobs,
    formats_option,
    parse_formats,
    plain_errors,
    short,
    with_look,
    with_voice,
)
from sparsity.lecture.order import CUTS, STORY
from sparsity.lecture.progress import known_duration
from sparsity.lecture.render.job import DEFAULT_FORMATS, FORMATS, Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.parameters import format_value, parameters_of
from sparsity.lecture.sources import story_part
from sparsity.lecture.voice.choice import Voice


class _Commands(click.Group):
    """Commands that are imported only when they are wanted: some bring manim along, which takes its time."""

    elsewhere: ClassVar = {
        "page": "sparsity.lecture.page.command",
        "deck": "sparsity.lecture.deck.command",
        "handout": "sparsity.lecture.handout.command",
        "film": "sparsity.lecture.film.command",
        "script": "sparsity.lecture.voice.command",
    }

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Do what the command line says, with a question mark for each character that the output cannot show."""
        if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
            sys.stdout.reconfigure(errors="replace")
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands."""
        return [*super().list_commands(ctx), *self.elsewhere]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, in a module of its own as a function of the same name."""
        if cmd_name not in self.elsewhere:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(self.elsewhere[cmd_name]), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Turn the scenes into files for a lecture."""


@main.command("list")
@OUT
def list_scenes(out: Path) -> None:
    """List the scenes in story order, with their parameters and defaults."""
    with plain_errors():
        for number, part in enumerate(STORY, start=1):
            duration = known_duration(Job(part, out))
            length = f" ({clock(round(duration))})" if duration else ""
            click.echo(f"{number}. {part.file} · {part.title}{length}\n   {part.summary}")
            for parameter in parameters_of(part).values():
                setting = f"{parameter.name}={format_value(parameter.default)}"
                click.echo(click.wrap_text(parameter.description, 100, f"     {setting}  ", " " * 7))
        click.echo("\nCuts for sparsity film --cut:")
        for cut, files in CUTS.items():
            durations = [known_duration(Job(story_part(file), out)) for file in files]
            length = f" ({clock(round(sum(filter(None, durations))))})" if all(durations) else ""
            click.echo(click.wrap_text(", ".join(files), 100, f"  {cut}{length}: ", " " * 4))


@main.command()
@SCENES
@with_look
@SETTINGS
@formats_option(FORMATS, DEFAULT_FORMATS, "Stills are always made.")
@with_voice
@JOBS
@OUT
def render(
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
    """Render scenes, or all: video, captions, chapters, stills, transcript and manifest."""
    with plain_errors():
        look = Look(quality, theme, aspect)
        wanted = parse_formats(formats, FORMATS)
        results = do_jobs(chosen_jobs(scenes, assignments, look, out, formats=wanted, voice=voice), workers)
    print_table(results)
    if any(result.outcome == "failed" for result in results):
        sys.exit(1)


def print_table(results: list[Result]) -> None:
    """Say for each scene how it ended, and where its files are or why there are none."""
    width = max(len(result.job.part.file) for result in results)
    for result in results:
        click.echo(f"{result.job.part.file:{width}}  {result.outcome:10}  {result.reason or short(result.job.folder)}")
