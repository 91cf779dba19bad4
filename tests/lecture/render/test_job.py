"""A job's fingerprint changes with every input, its folder with every look and number, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from sparsity.lecture.render import fingerprint as fingerprints
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import ASPECTS, QUALITIES, THEMES, Look
from sparsity.lecture.sources import story_part

JOB = Job(story_part("diamond"), Path("/somewhere"), Look("draft"))
OTHERS = [
    replace(JOB, part=story_part("circle")),
    replace(JOB, look=Look("720p30")),
    replace(JOB, look=Look("draft", "light")),
    replace(JOB, look=Look("draft", aspect="1:1")),
    replace(JOB, settings={"data_point": (3, 2)}),
    replace(JOB, settings={"data_point": (3, -2)}),
    replace(JOB, settings={"data_point": (3, 2), "rests": (0.5,)}),
]


def test_every_input_changes_fingerprint_and_folder():
    for one, other in combinations([JOB, *OTHERS], 2):
        assert one.fingerprint != other.fingerprint
        assert one.folder != other.folder
        assert one.workspace != other.workspace


def test_neither_the_formats_nor_the_place_are_inputs():
    assert replace(JOB, formats=("png",), out=Path("/elsewhere")).fingerprint == JOB.fingerprint


@pytest.mark.parametrize("drawing", ["geometry", "stage", "lecture/render"])
def test_what_draws_is_an_input(tmp_path: Path, drawing: str):
    (tmp_path / drawing).mkdir(parents=True)
    (tmp_path / drawing / "module.py").write_text("A = 1\n")
    before = fingerprints.library_fingerprint.__wrapped__(tmp_path)
    (tmp_path / drawing / "module.py").write_text("A = 2\n")
    assert fingerprints.library_fingerprint.__wrapped__(tmp_path) != before


def test_what_is_built_around_the_videos_is_not_an_input(tmp_path: Path):
    before = fingerprints.library_fingerprint.__wrapped__(tmp_path)
    (tmp_path / "lecture" / "page").mkdir(parents=True)
    (tmp_path / "lecture" / "page" / "module.py").write_text("A = 1\n")
    assert fingerprints.library_fingerprint.__wrapped__(tmp_path) == before


def test_a_job_survives_the_way_to_another_process():
    for job in (JOB, *OTHERS):
        read = Job.from_json(job.to_json())
        assert read == job
        assert read.fingerprint == job.fingerprint


def test_strange_or_long_values_make_short_plain_folder_names():
    for units in (("a/b", "c"), ("µm", "m"), ("x" * 100, "m")):
        variant = Job(story_part("parallel_edge"), Path("/somewhere"), settings={"units": units}).variant
        assert variant.isascii()
        assert "/" not in variant
        assert len(variant) < 60


def test_the_command_says_it_all():
    job = replace(JOB, settings={"data_point": (3, 2)}, look=Look("4k60", "light", "9:16"))
    assert job.command == (
        "./run sparsity render diamond --quality 4k60 --theme light --aspect 9:16 --set data_point=3,2"
    )


def test_all_sizes_are_even_and_keep_their_short_side():
    for quality, aspect in ((quality, aspect) for quality in QUALITIES for aspect in ASPECTS):
        width, height = Look(quality, "dark", aspect).size
        assert width % 2 == height % 2 == 0
        assert min(width, height) == QUALITIES[quality].short_side
        assert width / height == pytest.approx(ASPECTS[aspect], rel=2e-3)


def test_a_look_refuses_what_it_does_not_know():
    assert THEMES == ("dark", "light")
    with pytest.raises(ValueError, match="theme must be one of dark, light, not 'pink'"):
        Look("draft", "pink")
