"""The README and the guides name commands, options, scenes and files that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from sparsity.lecture.cluster import jobs_from
from sparsity.lecture.command_line import main
from sparsity.lecture.options import chosen_jobs
from sparsity.lecture.render.job import FORMATS
from sparsity.lecture.render.look import Look

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = sorted(
    {
        found.strip()
        for page in PAGES
        for found in re.findall(r"\./run sparsity ([^`#\n]+)", page.read_text(encoding="utf-8"))
        if "…" not in found
    }
)


def test_there_are_commands_to_check():
    assert len(COMMANDS) > 6


@pytest.mark.parametrize("typed", COMMANDS)
def test_a_command_that_is_shown_is_understood(typed: str, tmp_path: Path):
    name, *arguments = shlex.split(typed)
    command = main.get_command(click.Context(main), name)
    assert command is not None
    given = command.make_context(name, [*arguments, "--out", str(tmp_path)]).params
    if "scenes" in given:
        chosen_jobs(given["scenes"], given["assignments"], Look(), tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("SCENE"):
            assert (page.parent / target).exists(), target


def test_formats_that_are_shown_can_be_made():
    text = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
    formats = set(re.findall(r"--format (\w+)", text)) - {"html", "pptx"}
    assert formats == {"gif", "webp"}
    assert formats < set(FORMATS)


def test_the_cluster_command_asks_for_looks_that_exist(tmp_path: Path):
    (typed,) = re.findall(r"--config ([^`]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    config = dict(word.split("=", 1) for word in typed.split())
    assert len(jobs_from({**config, "out": str(tmp_path)})) == 16
