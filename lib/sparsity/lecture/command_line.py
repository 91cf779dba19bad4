"""The command `sparsity`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console

from sparsity.lecture.build import Result, build
from sparsity.lecture.job import DEFAULT_FORMATS, FORMATS, Job
from sparsity.lecture.look import ASPECTS, QUALITIES, THEMES, Look
from sparsity.lecture.order import STORY
from sparsity.lecture.parameters import format_value, parameters_of, parse_settings
from sparsity.lecture.progress import known_duration, progress_on
from sparsity.lecture.reasons import plain_reason
from sparsity.lecture.sources import story_part

_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("renders"),
    show_default=True,
    help="Folder for everything that is made.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Turn the scenes into files for a lecture."""


@main.command("list")
@_OUT
def list_scenes(out: Path) -> None:
    """List the scenes in story order, with their parameters and defaults."""
    for number, part in enumerate(STORY, start=1):
        duration = known_duration(Job(part, out))
        length = "" if duration is None else f" ({round(duration) // 60}:{round(duration) % 60:02})"
        click.echo(f"{number}. {part.file} · {part.title}{length}\n   {part.summary}")
        for parameter in parameters_of(part).values():
            setting = f"{parameter.name}={format_value(parameter.default)}"
            click.echo(click.wrap_text(parameter.description, 100, f"     {setting}  ", " " * 7))


@main.command()
@click.argument("scenes", nargs=-1, metavar="[SCENE]...")
@click.option("--quality", type=click.Choice(list(QUALITIES)), default="1080p60", show_default=True)
@click.option("--theme", type=click.Choice(THEMES), default="dark", show_default=True)
@click.option("--aspect", type=click.Choice(list(ASPECTS)), default="16:9", show_default=True)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Change a parameter of all chosen scenes that have it, or with SCENE.NAME=VALUE of one; repeatable.",
)
@click.option(
    "--format",
    "formats",
    default=",".join(DEFAULT_FORMATS),
    show_default=True,
    metavar="NAMES",
    help=f"What to make, with commas between them: {', '.join(FORMATS)}. Stills are always made.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Scenes rendered at the same time.  [default: one per core]")
@_OUT
def render(
    scenes: tuple[str, ...],
    quality: str,
    theme: str,
    aspect: str,
    assignments: tuple[str, ...],
    formats: str,
    jobs: int | None,
    out: Path,
) -> None:
    """Render scenes, or all: video, captions, chapters, stills, transcript and manifest."""
    try:
        parts = [story_part(name) for name in dict.fromkeys(scenes)] or list(STORY)
        settings = parse_settings(assignments, parts)
        wanted = parse_formats(formats)
        out = writable_folder(out)
    except (ValueError, OSError) as error:
        raise click.ClickException(plain_reason(error)) from error
    todo = [Job(part, out, Look(quality, theme, aspect), settings[part], wanted) for part in parts]
    console = Console()
    try:
        with progress_on(console, len(todo)) as reporter:
            results = build(todo, jobs or os.cpu_count() or 1, reporter)
    except KeyboardInterrupt:
        click.echo("interrupted; what is finished stays, and the same command goes on from here", err=True)
        sys.exit(130)
    print_table(results)
    if any(result.outcome == "failed" for result in results):
        sys.exit(1)


def parse_formats(text: str) -> tuple[str, ...]:
    """Names of formats with commas between them.

    Raises
    ------
    ValueError
        If one of them cannot be made; the message lists those that can.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in FORMATS:
            raise ValueError(f"cannot make the format {name!r}; possible are {', '.join(FORMATS)}")
    return names


def writable_folder(folder: Path) -> Path:
    """Make a folder where there is none, and return its absolute path.

    Raises
    ------
    OSError
        If that is not possible, or nothing can be written into it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(13, "this folder is not writable", str(folder))
    return folder.resolve()


def print_table(results: list[Result]) -> None:
    """Say for each scene how it ended, and where its files are or why there are none."""
    width = max(len(result.job.part.file) for result in results)
    for result in results:
        click.echo(f"{result.job.part.file:{width}}  {result.outcome:10}  {result.reason or _short(result.job.folder)}")


def _short(path: Path) -> Path:
    """A path as one would type it from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
