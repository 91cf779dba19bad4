"""The command as a lecturer types it: every file is read back, nothing is made twice, and nothing is lost."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import av
import pytest
import srt

from sparsity.lecture.render.fingerprint import checksum

BIN = Path(sys.executable).parent
SETTINGS = ["--quality", "draft", "--theme", "light", "--aspect", "4:3", "--set", "data_point=3,2"]
VARIANT = "draft_light_4x3_data_point-3,2"


def command(*arguments: str | Path) -> list[str | Path]:
    return [BIN / "sparsity", *arguments]


def bare_environment(home: Path) -> dict[str, str]:
    return {"PATH": str(BIN), "HOME": str(home), "COLUMNS": "200"}


def sparsity(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command with nothing on PATH but the environment itself."""
    return subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=bare_environment(cwd),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


def state(folder: Path, *, ignoring: Sequence[str] = (".cache",)) -> dict[Path, tuple[int, int]]:
    """Every file with its inode and time: equal states mean that nothing was written."""
    return {
        path: (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not set(ignoring) & set(path.parts)
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lecture")


@pytest.fixture(scope="module")
def first(folder: Path) -> subprocess.CompletedProcess[str]:
    return sparsity("render", "diamond", *SETTINGS, cwd=folder)


@pytest.fixture(scope="module")
def made(folder: Path, first: subprocess.CompletedProcess[str]) -> Path:
    return folder / "renders" / "diamond" / VARIANT


@pytest.fixture(scope="module")
def manifest(made: Path) -> dict:
    return json.loads((made / "manifest.json").read_text(encoding="utf-8"))


def test_where_the_files_are_is_said_in_the_end(first: subprocess.CompletedProcess[str]):
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[-1] == f"diamond  rendered    renders/diamond/{VARIANT}"


def test_the_folder_holds_what_the_manifest_lists(made: Path, manifest: dict):
    listed = {made / name for name in manifest["files"]}
    assert listed | {made / "manifest.json"} == {path for path in made.rglob("*") if path.is_file()}
    for name, facts in manifest["files"].items():
        assert (made / name).stat().st_size == facts["bytes"]
        assert checksum(made / name) == facts["sha256"]
    endings = ("mp4", "srt", "vtt", "chapters.vtt", "txt", "png", "svg")
    assert {f"diamond.{ending}" for ending in endings} <= manifest["files"].keys()
    assert manifest["parameters"] == {"data_point": "3,2", "rests": "0.3,0.6,0.9"}
    assert manifest["command"] == f"./run sparsity render diamond {' '.join(SETTINGS)}"
    assert {path.name for path in made.parents[1].iterdir()} == {"diamond", ".cache"}


def test_the_video_is_what_players_want(made: Path, manifest: dict):
    captions = [caption for beat in manifest["beats"] for caption in beat["captions"]]
    with av.open(made / "diamond.mp4") as container:
        assert container.metadata["title"] == "The growing diamond"
        video, text = container.streams.video[0], container.streams.subtitles[0]
        codec = video.codec_context
        assert (codec.name, codec.pix_fmt, codec.width, codec.height) == ("h264", "yuv420p", 640, 480)
        assert (codec.color_primaries, codec.color_trc, codec.colorspace) == (1, 1, 6)
        assert video.average_rate == 15
        assert video.frames == manifest["frames"]
        assert float(video.duration * video.time_base) == pytest.approx(manifest["duration"])
        chapters = container.chapters()
        assert [chapter["metadata"]["title"] for chapter in chapters] == [beat["name"] for beat in manifest["beats"]]
        for before, after in pairwise(chapters):
            assert before["end"] == after["start"]
        assert text.language == "eng"
        keys, said = [], []
        for packet in container.demux(video, text):
            if packet.stream is video and packet.is_keyframe:
                keys.append(packet.pts * packet.time_base)
            elif packet.stream is text and packet.size > 2:
                said.append((float(packet.pts * packet.time_base), bytes(packet)[2:].decode()))
    assert max(after - before for before, after in pairwise(keys)) <= 2
    assert [line for _, line in said] == [caption["text"] for caption in captions]
    assert [start for start, _ in said] == pytest.approx([caption["start"] for caption in captions], abs=1e-3)
    data = (made / "diamond.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_captions_speak_of_the_numbers_asked_for(made: Path, manifest: dict):
    read = list(srt.parse((made / "diamond.srt").read_text(encoding="utf-8")))
    assert any("b = 2 − 3a" in caption.content for caption in read)
    assert read[-1].end.total_seconds() == pytest.approx(manifest["duration"], abs=1)
    assert (made / "diamond.vtt").read_text(encoding="utf-8").count(" --> ") == len(read)
    chapters = (made / "diamond.chapters.vtt").read_text(encoding="utf-8")
    transcript = (made / "diamond.txt").read_text(encoding="utf-8")
    for beat in manifest["beats"]:
        assert f"\n{beat['name']}\n" in chapters
        assert f"\n{beat['name']}\n---" in transcript
    assert "b = 2 − 3a" in transcript


def test_a_still_is_the_last_picture_of_its_beat(made: Path, manifest: dict):
    with av.open(made / "diamond.mp4") as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    for beat in manifest["beats"]:
        with av.open(made / beat["still"]) as container:
            still = next(container.decode(video=0)).to_ndarray(format="gray")
        assert still.shape == frames[0].shape == (480, 640)
        # Where something moves to the last, its end is seen one frame later, unless the next beat begins with a move.
        end = round(beat["end"] * 15)
        # Apart from what the encoder loses; a label that comes or goes changes far more pixels.
        assert min((abs(still.astype(int) - near) > 60).mean() for near in frames[end - 1 : end + 1]) < 2e-4
    assert (made / "diamond.png").read_bytes() == (made / manifest["beats"][-1]["still"]).read_bytes()


def test_the_second_run_writes_nothing(folder: Path, made: Path):
    before = state(folder, ignoring=())
    again = sparsity("render", "diamond", *SETTINGS, cwd=folder)
    assert again.returncode == 0
    assert f"diamond  up to date  renders/diamond/{VARIANT}" in again.stdout
    assert state(folder, ignoring=()) == before


def test_a_damaged_file_is_made_again_from_what_manim_has_kept(folder: Path, made: Path, manifest: dict):
    video = (made / "diamond.mp4").read_bytes()
    segments = {path: path.stat().st_ino for path in folder.rglob("segments/*.mp4")}
    (made / "diamond.mp4").write_bytes(b"damaged")
    again = sparsity("render", "diamond", *SETTINGS, cwd=folder)
    assert again.returncode == 0, again.stdout
    assert (made / "diamond.mp4").read_bytes() == video
    assert {path: path.stat().st_ino for path in folder.rglob("segments/*.mp4")} == segments
    manifest_again = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    changed = {name for name, facts in manifest["files"].items() if manifest_again["files"].get(name) != facts}
    assert not changed
    assert manifest_again == manifest


def test_a_killed_run_leaves_what_was_there_and_the_next_one_goes_on(folder: Path, made: Path):
    before = state(folder)
    arguments = command("render", "circle", "--quality", "draft", "--jobs", "2")
    with subprocess.Popen(
        arguments, cwd=folder, env=bare_environment(folder), stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout.readline() == "circle: rendering\n"
        workspace = folder / "renders/.cache/lecture/circle/draft_dark_16x9"
        while len(segments := finished_segments(workspace)) < 4:
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    # Free as soon as the process that drew is gone too.
    with (workspace / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    assert state(folder) == before
    # What a kill in the middle of a segment leaves.
    broken, *kept = segments
    os.truncate(broken, 100)
    times = {path: round(path.stat().st_mtime, 3) for path in kept}

    again = subprocess.run(arguments, cwd=folder, env=bare_environment(folder), capture_output=True, text=True)
    assert again.returncode == 0, again.stdout + again.stderr
    assert {path: round(path.stat().st_mtime, 3) for path in kept} == times
    with av.open(broken) as container:
        assert container.duration > 0
    assert (folder / "renders/circle/draft_dark_16x9/manifest.json").is_file()
    assert {path: state(folder)[path] for path in before} == before


def test_an_interrupt_ends_at_once_with_one_line(folder: Path, made: Path):
    before = state(folder)
    with subprocess.Popen(
        command("render", "norms", "--quality", "draft", "--jobs", "2"),
        cwd=folder,
        env=bare_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout.readline() == "norms: rendering\n"
        running.send_signal(signal.SIGINT)
        output, errors = running.communicate()
    assert (running.returncode, output) == (130, "")
    assert errors == "interrupted; what is finished stays, and the same command goes on from here\n"
    assert state(folder) == before


def finished_segments(workspace: Path) -> list[Path]:
    """Segments that manim has closed."""
    return [path for path in sorted(workspace.glob("*/segments/*.mp4")) if b"moov" in path.read_bytes()]
