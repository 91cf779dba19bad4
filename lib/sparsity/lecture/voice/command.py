"""The command `sparsity script`."""

from __future__ import annotations

from pathlib import Path

import click

from sparsity.lecture.options import SCENES, SETTINGS, chosen_parts, plain_errors
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.parameters import parse_settings
from sparsity.lecture.render.scene_run import read_script

_HOW = "One recording for each number, such as 1.wav, in one folder for each scene; then: sparsity render --voice-files"


@click.command()
@SCENES
@SETTINGS
def script(scenes: tuple[str, ...], assignments: tuple[str, ...]) -> None:
    """Print what is said in scenes, or in all, for whoever wants to record it: a number for each caption."""
    with plain_errors():
        parts = chosen_parts(scenes)
        settings = parse_settings(assignments, parts)
        jobs = [Job(part, Path(), Look("draft"), settings[part]) for part in parts]
        click.echo("\n\n".join([_HOW, *map(scene_script, jobs)]))


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
