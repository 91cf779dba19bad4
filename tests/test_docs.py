"""The README and the guides name commands, options, scenes and files that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from sparsity.lecture import STORY
from sparsity.lecture.cluster import jobs_from
from sparsity.lecture.command_line import main
from sparsity.lecture.options import chosen_jobs
from sparsity.lecture.refusals import refusals
from sparsity.lecture.render.job import FORMATS
from sparsity.lecture.render.look import Look

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
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


def test_a_lecturer_comes_first():
    first = README.index("./run sparsity render")
    assert "## " not in README[:first]
    assert all(README.find(other) > first for other in ("./run manim", "./run pytest", "import", "Contributing"))


def test_the_first_video_is_where_the_readme_says(tmp_path: Path):
    typed = README.partition("./run sparsity render ")[2].partition("\n")[0]
    scene, option, assignment = shlex.split(typed)
    assert option == "--set"
    (job,) = chosen_jobs((scene,), (assignment,), Look(), tmp_path)
    assert f"`renders/{job.folder.relative_to(tmp_path)}/{scene}.mp4`" in README


def test_scenes_take_all_numbers_that_are_shown(tmp_path: Path):
    shown = set(re.findall(r"`(data_point=[^`]+)`", README))
    assert len(shown) == 2
    jobs = [job for numbers in shown for job in chosen_jobs(("diamond",), (numbers,), Look(), tmp_path)]
    for typed in COMMANDS:
        name, *arguments = shlex.split(typed)
        given = main.get_command(click.Context(main), name).make_context(name, arguments).params
        if given.get("assignments"):
            jobs += chosen_jobs(given["scenes"], given["assignments"], Look(), tmp_path)
    assert len(jobs) > 10
    assert refusals(jobs) == []


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
    (typed,) = re.findall(r"--config ([^`]+)`", README)
    config = dict(word.split("=", 1) for word in typed.split())
    assert len(jobs_from({**config, "out": str(tmp_path)})) == 2 * len(STORY)
