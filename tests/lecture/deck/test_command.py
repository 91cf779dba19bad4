"""The command `sparsity deck`, on scenes that are rendered already."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from pptx import Presentation

from sparsity.lecture import RenderedScene
from sparsity.lecture.command_line import main
from sparsity.lecture.rendered import find_rendered


@pytest.fixture
def out(diamond: RenderedScene, tmp_path: Path) -> Path:
    """A folder of one's own in which the diamond is up to date."""
    shutil.copytree(diamond.folder, tmp_path / "diamond" / diamond.folder.name)
    return tmp_path


def deck(out: Path, *words: str):
    return CliRunner().invoke(main, ["deck", "diamond", "--quality", "draft", "--out", str(out), *words])


def test_both_decks_are_made_from_what_is_rendered(out: Path):
    result = deck(out)
    assert result.exit_code == 0, result.output
    assert "up to date" in result.output
    names = ["diamond_draft_dark_16x9.html", "diamond_draft_dark_16x9.pptx"]
    assert sorted(file.name for file in (out / "decks").iterdir()) == names
    assert all(name in result.output for name in names)
    assert len(Presentation(str(out / "decks" / names[1])).slides) == 7
    assert len(find_rendered(out, pytest.fail)) == 1, "decks are not taken for scenes"


def test_one_format_is_enough(out: Path):
    assert deck(out, "--format", "html").exit_code == 0
    assert [file.suffix for file in (out / "decks").iterdir()] == [".html"]


def test_the_same_deck_is_the_same_page(out: Path):
    (out / "decks").mkdir()
    page = out / "decks" / "diamond_draft_dark_16x9.html"
    deck(out, "--format", "html")
    before = (page.stat().st_mtime_ns, page.read_bytes())
    deck(out, "--format", "html")
    assert (page.stat().st_mtime_ns, page.read_bytes()) == before


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--format", "odp"], "cannot make the format 'odp'; possible are html, pptx"),
        (["dimond"], "unknown scene 'dimond'"),
        (["--set", "diamond.data_point=10,0"], "diamond: data_point (x, y) must have y other than 0"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line_and_leaves_no_deck(out: Path, words: list[str], reason: str):
    result = deck(out, *words)
    assert result.exit_code == 1
    assert reason in result.output
    assert "Traceback" not in result.output
    assert not (out / "decks").exists()


def test_a_place_that_takes_no_deck_is_named(out: Path):
    (out / "decks").write_text("not a folder")
    result = deck(out, "--format", "html")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("Error: ")
    assert "decks" in result.output.splitlines()[-1]
