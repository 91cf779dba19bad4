"""The command `sparsity handout`."""

from __future__ import annotations

from pathlib import Path

import click

from sparsity.lecture.collection import collection_name
from sparsity.lecture.handout.handout import THEME_OF_PAPER, handout_pdf
from sparsity.lecture.options import (
    ASPECT,
    JOBS,
    OUT,
    QUALITY,
    SCENES,
    SETTINGS,
    chosen_jobs,
    plain_errors,
    rendered_scenes,
    short,
)
from sparsity.lecture.order import OPENING
from sparsity.lecture.render.look import Look
from sparsity.lecture.safe_files import refuse_links, write_safely


@click.command()
@SCENES
@click.option(
    "--theme",
    "paper",
    type=click.Choice(list(THEME_OF_PAPER)),
    default="print",
    show_default=True,
    help="Paper: dark and wide for a screen, or white A4 for print.",
)
@QUALITY
@ASPECT
@SETTINGS
@JOBS
@OUT
def handout(
    scenes: tuple[str, ...],
    paper: str,
    quality: str,
    aspect: str,
    assignments: tuple[str, ...],
    workers: int | None,
    out: Path,
) -> None:
    """Set a PDF of all scenes, or of some: each beat's picture, what is said, and the formulas."""
    with plain_errors():
        jobs = chosen_jobs(scenes, assignments, Look(quality, THEME_OF_PAPER[paper], aspect), out, formats=("png",))
        file = jobs[0].out / "handouts" / f"{collection_name(jobs)}_{paper}.pdf"
        refuse_links(jobs[0].out, file.parent)
        write_safely(file, handout_pdf(OPENING.title, rendered_scenes(jobs, workers), paper))
        click.echo(f"{file.stat().st_size / 1e6:.1f} MB  {short(file)}")
