"""New files take the place of old ones, nothing elsewhere is touched, and half a move is no finished scene."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sparsity.lecture import RenderedScene
from sparsity.lecture.render.finished import is_current, made_from, put_in_place
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.manifest import read_manifest
from sparsity.lecture.render.worker import do_job, with_formats_already_there
from sparsity.lecture.render.workspace import harmless_name, make_workspace
from sparsity.lecture.sources import story_part
from tests.lecture.made_up import STILLS, finished, rewritten

SHA = "0" * 64


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """Something that is none of a render's business."""
    file = tmp_path / "precious" / "thesis.txt"
    file.parent.mkdir()
    file.write_text("three years")
    return file


@pytest.fixture
def staged(tmp_path: Path) -> RenderedScene:
    """New files, ready to be moved."""
    return finished(tmp_path / "staging", title="New", formats=["webm", "png"])


def test_new_files_replace_old_ones_and_what_is_left_over_goes(staged: RenderedScene, tmp_path: Path):
    old = finished(tmp_path / "out", formats=["mp4", "png"])
    (old.folder / "index.html").write_text("somebody else's")
    put_in_place(staged.folder, old.folder)
    new = RenderedScene.in_folder(old.folder)
    assert new.title == "New"
    assert not old.video.exists()
    assert (old.folder / "index.html").exists()


@pytest.mark.parametrize("name", ["absolute", "../../../precious/thesis.txt", "link/thesis.txt"])
def test_no_file_elsewhere_is_deleted_whatever_an_old_manifest_lists(
    staged: RenderedScene, precious: Path, name: str, tmp_path: Path
):
    old = finished(tmp_path / "out")
    (old.folder / "link").symlink_to(precious.parent)
    listed = {str(precious) if name == "absolute" else name: {"bytes": 11, "sha256": SHA}}
    rewritten(old, files=old.manifest.as_json()["files"] | listed)
    put_in_place(staged.folder, old.folder)
    assert precious.read_text() == "three years"
    assert RenderedScene.in_folder(old.folder).title == "New"


@pytest.mark.parametrize("where", ["diamond.webm", STILLS[0], "beats", "manifest.json"])
def test_no_file_elsewhere_is_written_over_wherever_a_link_leads(
    staged: RenderedScene, precious: Path, where: str, tmp_path: Path
):
    folder = tmp_path / "out" / "diamond" / "a"
    (folder / where).parent.mkdir(parents=True)
    target = precious.parent if where == "beats" else precious
    (folder / where).symlink_to(target)
    put_in_place(staged.folder, folder)
    assert precious.read_text() == "three years"
    assert [path.name for path in precious.parent.iterdir()] == [precious.name]
    assert RenderedScene.in_folder(folder).title == "New"


@pytest.mark.parametrize("content", [None, b"{", b"[" * 100_000, b'{"files": {"../x": {}}}', b"\xff"])
def test_a_manifest_that_cannot_be_read_is_replaced(staged: RenderedScene, content: bytes | None, tmp_path: Path):
    old = finished(tmp_path / "out")
    file = old.folder / "manifest.json"
    if content is None:
        file.unlink()
        (file / "folder").mkdir(parents=True)
    else:
        file.write_bytes(content)
    put_in_place(staged.folder, old.folder)
    assert RenderedScene.in_folder(old.folder).title == "New"


def test_a_move_that_ends_halfway_is_no_finished_scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Wherever it ends: what is there is the old scene, the new one, or none; and no format is forgotten."""
    found = []
    for moves in range(len(STILLS) + 7):
        old = finished(tmp_path / f"{moves}" / "out", formats=["mp4", "png"])
        staged = finished(tmp_path / f"{moves}" / "staging", title="New", formats=["mp4", "png"], content_of="new")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", _ends_after(moves))
            with pytest.raises(KeyboardInterrupt):
                put_in_place(staged.folder, old.folder)
        assert read_manifest(old.folder).formats == ("mp4", "png")
        try:
            found.append(RenderedScene.in_folder(old.folder).title)
        except ValueError as error:
            found.append("none" if "is not the file that manifest.json lists" in str(error) else str(error))
    assert found == ["About diamond", *["none"] * (len(STILLS) + 6)]


def _ends_after(moves: int) -> Callable[[Path, Path], Path]:
    """As `Path.replace`, but somebody ends the process after so many."""
    replace, done = Path.replace, iter(range(moves))

    def replace_or_end(self: Path, target: Path) -> Path:
        if next(done, None) is None:
            raise KeyboardInterrupt
        return replace(self, target)

    return replace_or_end


def test_what_is_up_to_date_is_what_a_manifest_and_its_checksums_say(tmp_path: Path):
    job = Job(story_part("diamond"), tmp_path, Look("draft"), formats=("png",))
    assert not is_current(job)
    scene = finished(
        tmp_path, variant=job.variant, quality="draft", frames=150, formats=["mp4", "png"], fingerprint=job.fingerprint
    )
    assert is_current(job)
    assert made_from(job.fingerprint, job.folder)
    assert not made_from("another", job.folder)
    assert not is_current(replace(job, formats=("png", "gif")))
    assert with_formats_already_there(job).formats == ("mp4", "png")
    scene.video.write_bytes(b"damaged")
    assert not is_current(job)
    assert not made_from(job.fingerprint, job.folder)
    rewritten(scene, formats=None)
    assert not is_current(job)
    assert with_formats_already_there(job) == job


def test_a_way_over_a_link_is_refused_before_anything_is_made(precious: Path, tmp_path: Path):
    """The workspace is tidied up: what it leads to would be, too."""
    (precious.parent / "folder").mkdir()
    for linked in (".cache", ".cache/lecture/diamond", "diamond", "diamond/draft_dark_16x9"):
        out = tmp_path / f"out of {linked.count('/')} {linked[0]}"
        (out / linked).parent.mkdir(parents=True)
        (out / linked).symlink_to(precious.parent)
        job = Job(story_part("diamond"), out, Look("draft"))
        with pytest.raises(OSError, match="is a link, and nothing is written where links lead to"):
            do_job(job, lambda frames: None)
        assert {path.name for path in precious.parent.iterdir()} == {"folder", precious.name}
        assert not list(out.rglob("*.png"))


def test_a_workspace_has_only_files_and_folders(precious: Path, tmp_path: Path):
    out = tmp_path / "out"
    workspace = out / ".cache" / "work"
    (workspace / "media").mkdir(parents=True)
    (workspace / "media" / "kept.mp4").write_text("kept")
    for link in ("lock", "log.txt", "staging", "media/segment.mp4"):
        (workspace / link).symlink_to(precious if "." in link else precious.parent)
    os.mkfifo(workspace / "pipe")
    make_workspace(out, workspace)
    assert {path.relative_to(workspace).as_posix() for path in workspace.rglob("*")} == {"media", "media/kept.mp4"}
    assert precious.read_text() == "three years"


@pytest.mark.parametrize("name", ["it's", "br{a}ces", "50 %", "back\\slash", 'q"uote', "a; b", "$x", "#a"])
def test_a_workspace_of_any_name_has_a_harmless_one(name: str, tmp_path: Path):
    folder = tmp_path / name
    folder.mkdir()
    with harmless_name(folder) as path:
        assert not set("'{}%\\\"") & set(str(path))
        (path / "file").write_text("there")
    assert (folder / "file").read_text() == "there"
    assert not path.exists()


def test_a_workspace_of_a_plain_name_keeps_it(tmp_path: Path):
    folder = tmp_path / "Żółć, 1+1=2 @home"
    folder.mkdir()
    with harmless_name(folder) as path:
        assert path == folder
