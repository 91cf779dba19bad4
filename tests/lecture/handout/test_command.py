"""The command `sparsity handout`, on a scene that is rendered already."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from sparsity.lecture import RenderedScene
from sparsity.lecture.command_line import main
from sparsity.lecture.rendered import find_rendered
from tests.lecture.made_up import rewritten


def test_a_handout_is_made_from_what_is_rendered(diamond: RenderedScene, tmp_path: Path):
    shutil.copytree(diamond.folder, tmp_path / "diamond" / diamond.folder.name)
    words = ["handout", "diamond", "--theme", "screen", "--quality", "draft", "--out", str(tmp_path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert "up to date" in result.output
    (file,) = (tmp_path / "handouts").iterdir()
    assert file.name == "diamond_draft_dark_16x9_screen.pdf"
    assert file.name in result.output
    assert file.read_bytes().startswith(b"%PDF-")
    assert len(find_rendered(tmp_path, pytest.fail)) == 1, "a handout is not taken for a scene"


def test_what_a_scene_refuses_is_said_in_one_line(tmp_path: Path):
    words = ["handout", "circle", "--quality", "draft", "--set", "data_point=10,0", "--out", str(tmp_path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "circle: data_point" in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "handouts").exists()


@pytest.mark.parametrize("lie", ["a still above", "a formula that reads a file", "a link that leads out"])
def test_a_stranger_s_manifest_is_replaced_and_reaches_nothing(lie: str, tmp_path: Path):
    """Even one that claims to be up to date."""
    out, precious = tmp_path / "out", tmp_path / "precious.png"
    precious.write_text("precious")
    words = ["handout", "title_card", "--quality", "draft", "--out", str(out)]
    assert CliRunner().invoke(main, words).exit_code == 0
    scene = RenderedScene.in_folder(out / "title_card" / "draft_light_16x9")
    (beat,) = scene.manifest.as_json()["beats"]
    if lie == "a still above":
        rewritten(scene, beats=[beat | {"still": "../../../precious.png"}])
    elif lie == "a formula that reads a file":
        rewritten(scene, beats=[beat | {"formulas": ['#read("/handout.json")']}])
    else:
        scene.poster.unlink()
        scene.poster.symlink_to(precious)
    again = CliRunner().invoke(main, words)
    assert again.exit_code == 0, again.output
    assert "title_card: rendered" in again.output
    assert precious.read_text() == "precious"
    assert RenderedScene.in_folder(scene.folder).manifest == scene.manifest
