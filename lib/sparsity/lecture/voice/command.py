"""The command `sparsity script`."""

from __future__ import annotations

from pathlib import Path

import click

from sparsity.lecture.options import SCENES, SETTINGS, chosen_parts, plain_errors, writable_folder
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.parameters import parse_settings
from sparsity.lecture.render.scene_run import read_script
from sparsity.lecture.safe_files import write_safely

_HOW = "A recording for each number, named 1.wav and so on, in one folder; then give that folder to --voice-files."


@click.command()
@SCENES
@SETTINGS
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write it into, as SCENE.txt, and not print it.")
def script(scenes: tuple[str, ...], assignments: tuple[str, ...], out: Path | None) -> None:
    """Print what is said in scenes, or in all, for whoever wants to record it: a number for each caption."""
    with plain_errors():
        parts = chosen_parts(scenes)
        settings = parse_settings(assignments, parts)
        jobs = [Job(part, Path(), Look("draft"), settings[part]) for part in parts]
        for job in jobs:
            text = f"{_HOW}\n\n{scene_script(job)}\n"
            if out is None:
                click.echo(text)
            else:
                write_safely(writable_folder(out) / f"{job.part.file}.txt", text)


def scene_script(job: Job) -> str:
    """The script of one scene: what is said, numbered, under the names of the beats."""
    blocks = [f"{job.part.file}\n{'=' * len(job.part.file)}"]
    number = 0
    for beat, speeches in read_script(job):
        lines = [beat.name, "-" * len(beat.name)]
        for speech in speeches:
            number += 1
            lines.append(f"{number:3}. {speech.text}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
