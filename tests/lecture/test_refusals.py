"""Settings that scenes refuse are refused before anything is rendered, and all at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from sparsity.lecture.build import build
from sparsity.lecture.command_line import main
from sparsity.lecture.options import chosen_jobs
from sparsity.lecture.order import STORY, TITLE_CARD
from sparsity.lecture.progress import PlainLines
from sparsity.lecture.refusals import refusals
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.sources import story_part

REFUSED = {"data_point": (10, 0)}


def nobody_asks(*arguments: object, **options: object) -> None:
    pytest.fail("a scene was asked")


def test_all_refusals_are_told_at_once_and_nothing_is_rendered(tmp_path: Path):
    out = tmp_path / "out"
    words = ["render", "norms", "diamond", "circle", "--quality", "draft", "--out", str(out)]
    numbers = ["--set", "diamond.data_point=10,0", "--set", "diamond.rests=0.5", "--set", "circle.data_point=-4,0"]
    done = CliRunner().invoke(main, [*words, *numbers])
    assert done.exit_code == 1
    diamond, circle, *others = done.output.splitlines()
    assert diamond.startswith("Error: diamond: data_point (x, y) must have y other than 0, not (10, 0)")
    assert circle.startswith("circle: data_point (x, y) must have y other than 0, not (-4, 0)")
    assert others == [
        "Name the scenes to do without those above, or let them keep their own numbers: "
        "--set diamond.data_point=10,5 --set circle.data_point=10,5",
        "Nothing was rendered.",
    ]
    assert list(out.iterdir()) == []


def test_what_is_said_to_be_added_makes_all_scenes_take_their_settings(tmp_path: Path):
    words = ("data_point=3,2",)
    (refusal,) = refusals(chosen_jobs((), words, Look("draft"), tmp_path))
    assert refusal.job.part.file == "parallel_edge"
    dashes, assignment = refusal.way_back
    assert dashes == "--set"
    assert refusals(chosen_jobs((), (*words, assignment), Look("draft"), tmp_path)) == []


def test_a_single_scene_has_no_others_to_name(tmp_path: Path):
    words = ["render", "diamond", "--set", "data_point=10,0", "--out", str(tmp_path)]
    assert CliRunner().invoke(main, words).output.splitlines()[1:] == ["Nothing was rendered."]


def test_every_look_is_asked_and_the_same_job_once(tmp_path: Path):
    part = story_part("diamond")
    wide, tall = (Job(part, tmp_path, Look("draft", "dark", aspect), REFUSED) for aspect in ("16:9", "9:16"))
    assert [refusal.job for refusal in refusals([wide, tall, wide])] == [wide, tall]


def test_scenes_as_they_come_and_what_is_up_to_date_are_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    card = Job(TITLE_CARD, tmp_path, Look("draft"), {"number": 2})
    assert [result.outcome for result in build([card], 1, PlainLines(Console(quiet=True), 1))] == ["rendered"]
    monkeypatch.setattr("sparsity.lecture.refusals.facts_of", nobody_asks)
    assert refusals([card, *(Job(part, tmp_path) for part in STORY)]) == []


def test_scenes_are_asked_without_manim():
    ask = (
        "import sys\nfrom pathlib import Path\nfrom sparsity.lecture.refusals import refusals\n"
        "from sparsity.lecture.render.job import Job\nfrom sparsity.lecture.sources import story_part\n"
        "(refusal,) = refusals([Job(story_part('diamond'), Path('nowhere'), settings={'data_point': (10, 0)})])\n"
        "assert 'manim' not in sys.modules\nprint(refusal.reason)"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("data_point (x, y) must have y other than 0, not (10, 0)")


def test_a_refused_number_fails_its_own_job_and_no_other(tmp_path: Path):
    """So it is in notebooks and other code, which do not ask first."""
    card = Job(TITLE_CARD, tmp_path, Look("draft"))
    results = build(
        [Job(story_part("diamond"), tmp_path, Look("draft"), REFUSED), card], 1, PlainLines(Console(quiet=True), 2)
    )
    assert [result.outcome for result in results] == ["failed", "rendered"]
    assert results[0].reason.startswith("data_point (x, y) must have y other than 0, not (10, 0)")
