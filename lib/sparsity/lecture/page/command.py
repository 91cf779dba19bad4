"""The command `sparsity page`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from sparsity.lecture.options import OUT, check_place, plain_errors, short
from sparsity.lecture.page.site import write_site


@click.command("page")
@click.option("--one-file", is_flag=True, help="For each scene also a single page with everything in it, SCENE.html.")
@click.option("--voice", is_flag=True, help="Of each scene begin with a version in which a voice says the captions.")
@OUT
def page(one_file: bool, voice: bool, out: Path) -> None:
    """Make web pages with a player for everything rendered so far, and an index."""
    with plain_errors():
        check_place(out)
        index = write_site(out.resolve(), one_file=one_file, spoken_first=voice, refuse=partial(click.echo, err=True))
    click.echo(f"open {short(index)}" + (", or SCENE.html beside a video" if one_file else ""))
