"""The command explains itself, and refuses in one clear line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sparsity.lecture import STORY
from sparsity.lecture.command_line import main


def test_the_list_is_in_story_order_with_parameters():
    listed = CliRunner().invoke(main, ["list"])
    assert listed.exit_code == 0
    places = [listed.output.index(f"{number}. {part.file} · {part.title}") for number, part in enumerate(STORY, 1)]
    assert places == sorted(places)
    assert "orders=inf,2,1,0.5  Orders p of the balls" in listed.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dimond"], "unknown scene 'dimond'; the scenes are one_point, norms, diamond, circle"),
        (
            ["diamond", "--set", "point=3,2"],
            "no scene here has the parameter 'point'; possible are diamond: data",
        ),
        (["diamond", "--set", "data_point=x"], "data_point takes numbers with commas between them, such as 10,5"),
        (["--format", "mp4,avi"], "cannot make the format 'avi'; possible are mp4"),
        (["--out", "a_file/renders"], "a_file/renders: Not a directory"),
        (["--out", "a_file"], "a_file: File exists"),
    ],
)
def test_a_refusal_is_one_line(arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("a_file").touch()
    refused = CliRunner().invoke(main, ["render", *arguments])
    assert refused.exit_code == 1
    assert refused.output.startswith(f"Error: {message}")
    assert refused.output.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] in (["a_file"], ["a_file", "renders"], ["renders", "a_file"])


def test_the_command_starts_without_manim():
    code = "import sys, sparsity.lecture.command_line; sys.exit('manim' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
