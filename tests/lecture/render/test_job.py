"""A job's fingerprint changes with every input, its folder with every look and number, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from sparsity.lecture.places import LIBRARY, scene_path
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


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of a few files, and a scene beside it that needs some of them."""
    files = {
        "stage/__init__.py": "",
        "stage/telling/__init__.py": "",
        "stage/telling/story.py": "from sparsity.geometry import norm\n",
        "stage/charts/__init__.py": "",
        "stage/charts/strip.py": "",
        "geometry/__init__.py": "from sparsity.geometry.norms import norm\n",
        "geometry/norms.py": "norm = abs\n",
        "lecture/render/worker.py": "",
        "lecture/page/site.py": "",
    }
    for name, text in files.items():
        (tmp_path / "lib" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lib" / name).write_text(text)
    (tmp_path / "scene.py").write_text("from sparsity.stage.telling.story import StoryScene\n")
    return tmp_path / "lib"


def changes_what_is_drawn(library: Path, name: str) -> bool:
    def found() -> str:
        return fingerprints.sources_fingerprint.__wrapped__(library.parent / "scene.py", library)

    before = found()
    (library / name).write_text((library / name).read_text() + "# A comment.\n")
    return found() != before


@pytest.mark.parametrize(
    "name", ["stage/telling/story.py", "stage/__init__.py", "geometry/norms.py", "lecture/render/worker.py"]
)
def test_what_a_scene_imports_however_far_round_is_an_input(library: Path, name: str):
    assert changes_what_is_drawn(library, name)


@pytest.mark.parametrize("name", ["stage/charts/strip.py", "stage/charts/__init__.py", "lecture/page/site.py"])
def test_what_it_does_not_import_is_no_input(library: Path, name: str):
    assert not changes_what_is_drawn(library, name)


def test_the_relief_is_an_input_of_the_scene_that_shows_it_and_of_no_other():
    relief = LIBRARY / "stage" / "actors" / "relief.py"
    for name, needs_it in (("norms", True), ("diamond", False)):
        assert (relief in fingerprints.sources_of(scene_path(name))) == needs_it


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
