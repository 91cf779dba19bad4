"""Files are written where their names say, whole or not at all, and never where somebody's link leads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from sparsity.lecture.command_line import main
from sparsity.lecture.safe_files import delete_at, leads_out, make_folder_within, replacing, write_safely


@pytest.mark.parametrize(
    ("command", "linked"), [("deck", "decks"), ("handout", "handouts"), ("film", "film"), ("render", "diamond")]
)
def test_a_command_refuses_a_link_before_anything_is_drawn(command: str, linked: str, tmp_path: Path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / linked).symlink_to(elsewhere)
    result = CliRunner().invoke(main, [command, "diamond", "--quality", "draft", "--out", str(out)])
    assert result.exit_code == 1
    assert f"{out / linked}: is a link, and nothing is written where links lead to" in result.output
    assert "Traceback" not in result.output
    assert not list(elsewhere.iterdir())
    assert not [path for path in out.rglob("*") if path.suffix in (".png", ".mp4")]


def test_a_temporary_file_is_not_written_through_a_link_that_waits_for_it(tmp_path: Path):
    precious = tmp_path / "precious"
    precious.write_text("precious")
    (tmp_path / f".page.{os.getpid()}.html").symlink_to(precious)
    with replacing(tmp_path / "page.html") as file:
        file.write_text("new")
    assert (precious.read_text(), (tmp_path / "page.html").read_text()) == ("precious", "new")


def test_what_waits_for_ever_is_replaced_and_not_read(tmp_path: Path):
    os.mkfifo(tmp_path / "page.html")
    write_safely(tmp_path / "page.html", "new")
    assert (tmp_path / "page.html").read_text() == "new"


def test_a_folder_is_made_within_and_nowhere_else(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    make_folder_within(tmp_path, tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    with pytest.raises(OSError, match="is a link"):
        make_folder_within(tmp_path, tmp_path / "link" / "c")
    with pytest.raises(ValueError, match="is not in the subpath"):
        make_folder_within(tmp_path / "a", tmp_path)


def test_what_leads_out_is_told_from_what_leads_round(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "in").symlink_to(tmp_path / "a")
    (tmp_path / "out").symlink_to("/")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert [leads_out(tmp_path, name) for name in ("a", "in", "loop", "a/../a")] == [False] * 4
    assert [leads_out(tmp_path, name) for name in ("out", "out/etc", "..", "/etc", "in/../..")] == [True] * 5


def test_deleting_a_link_spares_what_it_leads_to(tmp_path: Path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    for name in ("link", "nothing"):
        delete_at(tmp_path / name)
    assert (tmp_path / "a" / "b").is_dir()
    delete_at(tmp_path / "a")
    assert not list(tmp_path.iterdir())
