"""The story's order names every scene once, and the README tells the same story."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PIL import Image

from sparsity.lecture.order import ALL_PARTS, CHAPTERS, CUTS, OPENING, STORY, TITLE_CARD, StoryPart
from sparsity.lecture.readme import make_still, scene_table, with_scene_table
from tests.scenes.conftest import scene_class

ROOT = Path(__file__).parents[2]
PARTS = pytest.mark.parametrize("part", ALL_PARTS, ids=lambda part: part.file)


def test_the_story_and_its_frame_have_every_scene_file_exactly_once():
    assert sorted(part.file for part in ALL_PARTS) == sorted(path.stem for path in (ROOT / "scenes").glob("*.py"))


@PARTS
def test_the_file_holds_the_named_scene_and_no_other(part: StoryPart):
    tree = ast.parse((ROOT / "scenes" / f"{part.file}.py").read_text(encoding="utf-8"))
    scenes = [
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Scene") for base in node.bases)
    ]
    assert scenes == [part.scene]


@pytest.mark.parametrize("part", [*STORY, OPENING], ids=lambda part: part.file)
def test_what_is_listed_is_what_the_scene_says_of_itself_with_its_own_numbers(part: StoryPart):
    scene = scene_class(f"{part.file}.py")()
    assert (scene.title, scene.summary) == (part.title, part.summary)


def test_a_title_card_has_the_title_of_its_chapter():
    card = type("Card", (scene_class("title_card.py"),), {"title": " Every  angle "})()
    assert (card.title, card.summary) == ("Every angle", TITLE_CARD.summary)


@PARTS
def test_a_summary_is_one_sentence(part: StoryPart):
    assert part.summary.endswith(".")
    assert part.summary.count(". ") == 0


def test_the_readme_shows_every_scene_in_order():
    """If it does not: `./run python -m sparsity.lecture.readme`."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_scene_table(readme) == readme
    shown = re.findall(r"`scenes/(\w+)\.py` · \*\*", readme)
    assert shown == [part.file for part in STORY]


def test_a_table_that_is_out_of_date_is_renewed_and_nothing_else():
    stale = "Before.\n\n| | |\n|---|---|\n| ![Old](old.png) | Old |\n\nAfter.\n"
    assert with_scene_table(stale) == f"Before.\n\n{scene_table()}\nAfter.\n"


def test_a_still_is_small_and_of_the_scene(tmp_path: Path):
    make_still("title_card", tmp_path / "still.png")
    with Image.open(tmp_path / "still.png") as still:
        assert (still.size, still.format) == ((960, 540), "PNG")
        assert len(still.getcolors()) > 2
    assert [path.name for path in tmp_path.iterdir()] == ["still.png"]


def test_every_scene_belongs_to_a_chapter():
    assert [part.file for part in STORY] == [file for files in CHAPTERS.values() for file in files]
    assert all(part.chapter in CHAPTERS for part in STORY)


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_tells_its_scenes_in_the_order_of_the_story(cut: str):
    assert list(CUTS[cut]) == [part.file for part in STORY if part.file in CUTS[cut]]


def test_the_whole_is_every_scene():
    assert CUTS["whole"] == tuple(part.file for part in STORY)
