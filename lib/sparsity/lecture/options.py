"""What the commands that render scenes have in common: which scenes, with what look and numbers."""

from __future__ import annotations

import errno
import os
import shlex
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from sparsity.lecture.build import Result, build
from sparsity.lecture.nearest import did_you_mean
from sparsity.lecture.order import STORY, StoryPart
from sparsity.lecture.progress import progress_on
from sparsity.lecture.reasons import plain_reason
from sparsity.lecture.refusals import refusals
from sparsity.lecture.render.job import DEFAULT_FORMATS, Job
from sparsity.lecture.render.look import ASPECTS, QUALITIES, THEMES, Look
from sparsity.lecture.render.parameters import parse_settings
from sparsity.lecture.rendered import RenderedScene
from sparsity.lecture.sources import story_part
from sparsity.lecture.voice.choice import PROGRAM, RECORDED, Voice

Command = Callable[..., Any]

SCENES = click.argument("scenes", nargs=-1, metavar="[SCENE]...")
THEME = click.option("--theme", type=click.Choice(THEMES), default="dark", show_default=True)
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("renders"),
    show_default=True,
    help="Folder for everything that is made.",
)
QUALITY = click.option("--quality", type=click.Choice(list(QUALITIES)), default="1080p60", show_default=True)
ASPECT = click.option("--aspect", type=click.Choice(list(ASPECTS)), default="16:9", show_default=True)
SETTINGS = click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Change a parameter of all chosen scenes that have it, or with SCENE.NAME=VALUE of one; repeatable.",
)
JOBS = click.option(
    "--jobs",
    "workers",
    type=click.IntRange(min=1),
    help="Processes that draw at the same time; several draw one scene if it is the last.  [default: one per core]",
)


def with_voice(command: Command) -> Command:
    """Give a command the options for a voice, as `voice`: who speaks, or None."""

    @click.option("--voice", "spoken", is_flag=True, help="Have the captions said; the pictures keep time with it.")
    @click.option("--voice-files", "recorded", metavar="FOLDER", help="As --voice, with recordings: 1.wav, 2.wav, …")
    @click.option("--voice-from", "program", metavar="FILE.py:NAME", help="As --voice, by a function of your own.")
    @wraps(command)
    def with_voice_chosen(*args: Any, spoken: bool, recorded: str | None, program: str | None, **kwargs: Any) -> Any:
        with plain_errors():
            voice = chosen_voice(spoken=spoken, recorded=recorded, program=program)
        return command(*args, voice=voice, **kwargs)

    return with_voice_chosen


def chosen_voice(*, spoken: bool, recorded: str | None, program: str | None) -> Voice | None:
    """Who speaks: a folder of recordings, a function as FILE.py:NAME, the voice that comes along, or nobody.

    Raises
    ------
    ValueError
        If there is no such voice, or more than one.
    """
    if recorded is not None and program is not None:
        raise ValueError("a voice comes from --voice-files or from --voice-from, not from both")
    if recorded is not None:
        return Voice(RECORDED, str(Path(recorded).resolve()))
    if program is not None:
        file, colon, name = program.rpartition(":")
        return Voice(PROGRAM, f"{Path(file).resolve()}:{name}" if colon else program)
    return Voice() if spoken else None


def formats_option(possible: Collection[str], default: Collection[str], note: str = "") -> Callable[[Command], Command]:
    """An option for what to make, as `formats`; to be read with `parse_formats`."""
    return click.option(
        "--format",
        "formats",
        default=",".join(default),
        show_default=True,
        metavar="NAMES",
        help=f"What to make, with commas between them: {', '.join(possible)}. {note}".strip(),
    )


def with_look(command: Command) -> Command:
    """Give a command the options for quality, theme and aspect ratio, as `quality`, `theme` and `aspect`."""
    return QUALITY(THEME(ASPECT(command)))


def chosen_parts(scenes: tuple[str, ...]) -> list[StoryPart]:
    """The scenes of these names, each once, or all.

    Raises
    ------
    ValueError
        If there is no such scene.
    """
    return [story_part(name) for name in dict.fromkeys(scenes)] or list(STORY)


def chosen_jobs(
    scenes: tuple[str, ...],
    assignments: tuple[str, ...],
    look: Look,
    out: Path,
    formats: tuple[str, ...] = DEFAULT_FORMATS,
    voice: Voice | None = None,
) -> list[Job]:
    """One job for each chosen scene, or for all; `formats` and `voice` as for a job.

    Raises
    ------
    ValueError
        If there is no such scene or parameter, or a value is of the wrong sort.
    OSError
        If nothing can be written into the folder.
    """
    parts = chosen_parts(scenes)
    settings = parse_settings(assignments, parts)
    folder = writable_folder(out)
    return [Job(part, folder, look, settings[part], formats, voice) for part in parts]


def parse_formats(text: str, possible: Collection[str]) -> tuple[str, ...]:
    """Names of formats with commas between them.

    Raises
    ------
    ValueError
        If one of them cannot be made; the message lists those that can.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in possible:
            meant = did_you_mean(name, possible)
            raise ValueError(f"cannot make the format {name!r}{meant}; possible are {', '.join(possible)}")
    return names


def do_jobs(jobs: list[Job], workers: int | None) -> list[Result]:
    """Do all jobs, showing how they come along.

    Raises
    ------
    click.ClickException
        If scenes refuse their settings; the message says which and why, and nothing is rendered.
    """
    refused = refusals(jobs)
    if refused:
        lines = [f"{refusal.job.part.file}: {refusal.reason}" for refusal in refused]
        if len(jobs) > 1:
            own = shlex.join(word for refusal in refused for word in refusal.way_back)
            lines.append(f"Name the scenes to do without those above, or let them keep their own numbers: {own}")
        raise click.ClickException("\n".join([*lines, "Nothing was rendered."]))
    with progress_on(Console(), jobs) as reporter:
        return build(jobs, workers or os.cpu_count() or 1, reporter)


def rendered_scenes(jobs: list[Job], workers: int | None) -> list[RenderedScene]:
    """Do all jobs for something that needs every one of them.

    Raises
    ------
    click.ClickException
        If one failed; the message says which and why.
    """
    failed = [result for result in do_jobs(jobs, workers) if result.outcome == "failed"]
    if failed:
        raise click.ClickException("; ".join(f"{result.job.part.file}: {result.reason}" for result in failed))
    return [RenderedScene.in_folder(job.folder) for job in jobs]


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn whatever a user can mend into one line, and an interruption into another."""
    try:
        yield
    except BrokenPipeError:
        # Whoever reads has read enough, as in `sparsity list | head`; click ends without a word.
        raise
    except (ValueError, OSError) as error:
        raise click.ClickException(plain_reason(error)) from error
    except KeyboardInterrupt:
        click.echo("interrupted; what is finished stays, and the same command goes on from here", err=True)
        sys.exit(130)


def writable_folder(folder: Path) -> Path:
    """Make a folder where there is none, and return its absolute path.

    Raises
    ------
    OSError
        If that is not possible, or nothing can be written into it.
    """
    check_place(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "this folder is not writable", str(folder))
    return folder.resolve()


def check_place(folder: Path) -> None:
    """Make sure that a folder is there or could be made, as far as what stands in its place shows.

    Raises
    ------
    OSError
        If there is a file, or a link to nothing.
    """
    # What is there already, of the folder itself or of those it is to be in.
    there = next((place for place in (folder, *folder.parents) if os.path.lexists(place)), Path())
    if there.is_symlink() and not there.exists():
        reason = f"this link leads to nothing: {os.readlink(there)} is not there"
        raise FileNotFoundError(errno.ENOENT, reason, str(there))
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "this is a file, and a folder is wanted", str(there))


def short(path: Path) -> Path:
    """A path as one would type it from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
