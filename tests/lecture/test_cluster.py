"""The Snakefile makes what `sparsity render` makes, once, here with Snakemake's local executor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sparsity.lecture import RenderedScene
from sparsity.lecture.cluster import jobs_from
from sparsity.lecture.voice.choice import Voice

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
SCENES = ("one_point", "every_angle")
THEMES = ("dark", "light")
CONFIG = [f"scenes={','.join(SCENES)}", f"themes={','.join(THEMES)}", "quality=draft", "set=data_point=3,2"]


def snakemake(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            BIN / "snakemake",
            "--snakefile",
            ROOT / "Snakefile",
            "--directory",
            folder,
            "--cores",
            "2",
            "--config",
            *CONFIG,
        ],
        env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def first(folder: Path) -> subprocess.CompletedProcess[str]:
    return snakemake(folder)


def test_two_scenes_in_two_themes_are_four_videos(first: subprocess.CompletedProcess[str], folder: Path):
    assert first.returncode == 0, first.stderr
    for scene in SCENES:
        for theme in THEMES:
            made = RenderedScene.in_folder(folder / "renders" / scene / f"draft_{theme}_16x9_data_point-3,2")
            assert (made.manifest.scene, made.manifest.theme) == (scene, theme)
            assert made.manifest.parameters["data_point"] == "3,2"
            assert made.video.is_file()
    assert not (folder / ".snakemake" / "sparsity").exists()


def test_the_second_time_there_is_nothing_to_do(first: subprocess.CompletedProcess[str], folder: Path):
    before = {path: path.stat().st_mtime_ns for path in (folder / "renders").rglob("*.mp4")}
    again = snakemake(folder)
    assert again.returncode == 0
    assert "rule render" in first.stderr
    assert "rule render" not in again.stderr
    assert {path: path.stat().st_mtime_ns for path in (folder / "renders").rglob("*.mp4")} == before


def test_lists_and_texts_with_commas_mean_the_same(tmp_path: Path):
    texts = {"scenes": "diamond, circle", "aspects": "4:3,1:1", "formats": "mp4,svg", "out": str(tmp_path)}
    lists = {
        "scenes": ["diamond", "circle"],
        "aspects": ["4:3", "1:1"],
        "formats": ["mp4", "svg"],
        "out": str(tmp_path),
    }
    assert jobs_from(texts) == jobs_from(lists)
    assert len(jobs_from(texts)) == 4


def test_several_assignments_are_a_list(tmp_path: Path):
    assignments = ["data_point=3,2", "diamond.rests=0.5"]
    (job,) = jobs_from({"scenes": "diamond", "set": assignments, "out": str(tmp_path)})
    assert job.setting_texts == {"data_point": "3,2", "rests": "0.5"}


@pytest.mark.parametrize("answer", [True, "True", "yes", "Yes"], ids=repr)
def test_scenes_can_be_said(tmp_path: Path, answer: object):
    jobs = jobs_from({"scenes": "diamond,circle", "voice": answer, "out": str(tmp_path)})
    assert [job.voice for job in jobs] == 2 * [Voice()]
    assert all(job.arguments[-1] == "--voice" for job in jobs)
    assert [job.voice for job in jobs_from({"scenes": "diamond", "voice": "no", "out": str(tmp_path)})] == [None]
    (recorded,) = jobs_from({"scenes": "diamond", "voice_files": str(tmp_path), "out": str(tmp_path)})
    assert recorded.arguments[-2:] == ["--voice-files", str(tmp_path)]


def test_a_voice_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="voice must be yes or no, not 'heart'"):
        jobs_from({"voice": "heart"})
    with pytest.raises(ValueError, match=r"such as mine\.py:speak, not 'speak'"):
        jobs_from({"voice_from": "speak"})


@pytest.mark.parametrize("aspects", [243, [969]], ids=str)
def test_what_yaml_makes_of_a_ratio_without_quotes_is_refused(aspects: object):
    with pytest.raises(ValueError, match="names must be text, in YAML with quotes as in '4:3', not"):
        jobs_from({"aspects": aspects})
