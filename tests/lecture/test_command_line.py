"""The command explains itself, and refuses in one clear line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sparsity.lecture import STORY
from sparsity.lecture.command_line import main
from sparsity.lecture.options import writable_folder


def test_the_list_is_in_story_order_with_parameters():
    listed = CliRunner().invoke(main, ["list"])
    assert listed.exit_code == 0
    places = [listed.output.index(f"{number}. {part.file} · {part.title}") for number, part in enumerate(STORY, 1)]
    assert places == sorted(places)
    assert "orders=inf,2,1,0.5  Orders p at which the bending ball is compared" in listed.output
    assert re.search(
        r"^  essential.*: .*memory, diamond, circle, loss_contours, which_matter", listed.output, re.MULTILINE
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["dimond"],
            "unknown scene 'dimond' (did you mean diamond?); the scenes are memory, one_point, norms, diamond, circle",
        ),
        (
            ["scenes/dimond.py"],
            "unknown scene 'scenes/dimond.py' (did you mean diamond?); the scenes are memory, one_point",
        ),
        (
            ["GrowingDiamond"],
            "unknown scene 'GrowingDiamond' (did you mean diamond?); the scenes are memory, one_point",
        ),
        (["ellipse"], "unknown scene 'ellipse'; the scenes are memory, one_point, norms, diamond, circle"),
        (
            ["diamond", "--set", "angle=3"],
            "no scene here has the parameter 'angle'; possible are diamond: data",
        ),
        (
            ["diamond", "--set", "data_pont=3,2"],
            "no scene here has the parameter 'data_pont' (did you mean data_point?); possible are diamond: data",
        ),
        (
            ["--set", "dimond.rest=0.5"],
            "no scene here has the parameter 'dimond.rest' (did you mean diamond.rests?); possible are memory: learned",
        ),
        (["diamond", "--set", "data_point=x"], "data_point takes numbers with commas between them, such as 10,5"),
        (["--format", "mp4,avi"], "cannot make the format 'avi'; possible are mp4"),
        (["--format", "mpg4"], "cannot make the format 'mpg4' (did you mean mp4?); possible are mp4"),
        (["--out", "a_file/renders"], "a_file: this is a file, and a folder is wanted"),
        (["--out", "a_file"], "a_file: this is a file, and a folder is wanted"),
        (["--out", "a_link"], "a_link: this link leads to nothing: not/there is not there"),
        (["--out", "a_link/renders"], "a_link: this link leads to nothing: not/there is not there"),
    ],
)
def test_a_refusal_is_one_line(arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("a_file").touch()
    Path("a_link").symlink_to("not/there")
    refused = CliRunner().invoke(main, ["render", *arguments])
    assert refused.exit_code == 1
    assert refused.output.startswith(f"Error: {message}")
    assert refused.output.count("\n") == 1
    assert {path.name for path in tmp_path.rglob("*")} - {"renders"} == {"a_file", "a_link"}


@pytest.mark.parametrize("command", ["render", "page", "deck", "handout", "film"])
def test_every_command_wants_a_folder(command: str, tmp_path: Path):
    (tmp_path / "a_file").touch()
    refused = CliRunner().invoke(main, [command, "--out", str(tmp_path / "a_file")])
    assert refused.exit_code == 1
    assert refused.output == f"Error: {tmp_path}/a_file: this is a file, and a folder is wanted\n"


def test_a_folder_over_a_link_is_a_folder(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "renders").symlink_to("elsewhere")
    assert writable_folder(tmp_path / "renders" / "new") == tmp_path / "elsewhere" / "new"


def sparsity(*arguments: str, shell: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a shell knows it, with a line of shell around it."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", shell, "bash", *arguments],
        env={**os.environ, "PATH": path, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments", [("list",), ("--help",), ("render", "--help"), ("render", "norms", "--format", "svg")]
)
def test_a_reader_that_has_read_enough_is_no_error(arguments: tuple[str, ...], tmp_path: Path):
    """`true` reads nothing at all, and is gone before anything is written."""
    words = [*arguments, "--quality", "draft", "--out", str(tmp_path)] if "norms" in arguments else arguments
    done = sparsity(*words, shell='{ sleep 0.3; sparsity "$@"; } | true')
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_what_an_output_cannot_show_is_a_question_mark(encoding: str):
    done = sparsity("list", shell='sparsity "$@"', PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    full = sparsity("list", shell='sparsity "$@"', PYTHONIOENCODING="utf-8").stdout.decode()
    assert "−" in full
    assert done.stdout == full.encode(encoding, errors="replace")


def test_what_the_help_cannot_show_is_a_question_mark(monkeypatch: pytest.MonkeyPatch):
    """Help is printed before any command begins."""
    monkeypatch.setattr(main, "help", "With p = ∞ and − signs.")
    assert "With p = ? and ? signs." in CliRunner(charset="latin-1").invoke(main, ["--help"]).output


def test_the_command_starts_without_manim():
    code = "import sys, sparsity.lecture.command_line; sys.exit('manim' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
