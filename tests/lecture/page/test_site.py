"""Which pages are written, and what they say: everything from the manifest, nothing that a manifest could inject."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sparsity.lecture.order import STORY
from sparsity.lecture.page.command import page
from sparsity.lecture.page.index_page import IndexPage
from sparsity.lecture.page.scene_page import Link, ScenePage
from sparsity.lecture.page.site import write_site
from sparsity.lecture.page.versions import most_alike, theme_twin
from sparsity.lecture.rendered import RenderedScene, find_rendered

HOSTILE = "\"><script>alert('x')</script> & </style>"


def finished(out: Path, scene: str = "diamond", *, variant: str = "a", **changes: Any) -> RenderedScene:
    """A folder as a render leaves it, with made-up content and whatever `changes` says."""
    folder = out / scene / variant
    manifest = {
        "scene": scene,
        "title": f"About {scene}",
        "summary": "One sentence.",
        "command": f"./run sparsity render {scene}",
        "changed_parameters": {},
        "quality": "720p30",
        "theme": "dark",
        "aspect": "16:9",
        "width": 1280,
        "height": 720,
        "frame_rate": 30,
        "frames": 300,
        "duration": 10.0,
        "beats": [
            {
                "name": "One",
                "start": 0.0,
                "end": 4.0,
                "still": "beats/01_one.png",
                "captions": caption("a\nline", 0, 4),
            },
            {"name": "Two", "start": 5.0, "end": 10.0, "still": "beats/02_two.png", "captions": caption("more", 5, 10)},
        ],
        **changes,
    }
    names = [f"{scene}.{ending}" for ending in ("mp4", "vtt", "srt", "chapters.vtt", "txt", "png")]
    manifest.setdefault("files", {name: {"bytes": 2600} for name in [*names, "beats/01_one.png", "beats/02_two.png"]})
    for name in manifest["files"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"content of {name}")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return RenderedScene.in_folder(folder)


def caption(text: str, start: float, end: float) -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "text": text}]


def read_page(scene: RenderedScene, name: str = "index.html") -> str:
    return (scene.folder / name).read_text(encoding="utf-8")


def test_every_version_gets_a_page_and_the_index_the_latest_of_each_in_story_order(tmp_path: Path):
    circle, diamond = finished(tmp_path, "circle"), finished(tmp_path, "diamond")
    newer = finished(tmp_path, "diamond", variant="b", theme="light", changed_parameters={"data_point": "3,2"})
    index = write_site(tmp_path)
    assert index == tmp_path / "index.html"
    assert all((scene.folder / "index.html").is_file() for scene in (circle, diamond, newer))
    assert not list(tmp_path.glob("*/*/diamond.html"))
    entries = IndexPage(tmp_path, find_rendered(tmp_path)).entries
    assert [(entry.url, entry.others) for entry in entries] == [
        ("diamond/b/index.html", [Link("diamond/a/index.html", "dark · 16:9 · 720p30")]),
        ("circle/a/index.html", []),
    ]
    assert "data_point = 3, 2 · light · 16:9 · 720p30" in index.read_text()
    assert "2 scenes in order, 0:20 altogether" in index.read_text()


def test_a_page_leads_to_its_neighbours_of_the_same_look_and_to_its_twin(tmp_path: Path):
    norms = {theme: finished(tmp_path, "norms", variant=theme, theme=theme) for theme in ("light", "dark")}
    light = finished(tmp_path, "diamond", variant="light", theme="light")
    dark = finished(tmp_path, "diamond", variant="dark")
    other = finished(tmp_path, "diamond", variant="other", aspect="4:3", theme="light")
    found = find_rendered(tmp_path)
    page = ScenePage(light, found)
    assert page.previous == Link("../../norms/light/index.html", "About norms")
    assert page.next is None
    assert page.twin == Link("../../diamond/dark/index.html", "The same film, dark")
    assert {link.text for link in page.versions} == {"dark · 16:9 · 720p30", "light · 4:3 · 720p30"}
    assert ScenePage(other, found).twin is None
    assert most_alike(dark, norms.values()) == norms["dark"]
    assert theme_twin(dark, [other, light]) == light


def test_what_a_manifest_says_is_text_never_markup(tmp_path: Path):
    scene = finished(
        tmp_path,
        title=HOSTILE,
        summary=HOSTILE,
        command=HOSTILE,
        changed_parameters={"name": HOSTILE},
        beats=[
            {"name": HOSTILE, "start": 0.0, "end": 9.0, "still": "beats/01_one.png", "captions": caption(HOSTILE, 0, 9)}
        ],
    )
    index = write_site(tmp_path, one_file=True)
    for html in (read_page(scene), read_page(scene, "diamond.html"), index.read_text()):
        assert "<script>alert" not in html
        assert HOSTILE in unescape(html)
    # The snippet to copy is markup itself, in which the title is text.
    (snippet,) = re.findall(r'<code id="frame".*?</code>', read_page(scene), re.DOTALL)
    assert "<script>alert" not in unescape(snippet)


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page(tmp_path: Path):
    scene = finished(tmp_path)
    index = write_site(tmp_path, one_file=True)
    for html in (read_page(scene), read_page(scene, "diamond.html"), index.read_text()):
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)
        directives = dict(part.split(" ", 1) for part in unescape(policy).split("; "))
        for name, tag in (("script-src", "script"), ("style-src", "style")):
            contents = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html, re.DOTALL)
            hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in contents]
            assert directives[name].split() == hashes
        assert directives["default-src"] == "'none'"
        assert " style=" not in html
        assert not re.search(r" on[a-z]+=", html)


def test_a_page_of_its_own_holds_each_file_once_and_leads_nowhere(tmp_path: Path):
    scene = finished(tmp_path)
    finished(tmp_path, variant="b", theme="light")
    finished(tmp_path, "circle")
    write_site(tmp_path, one_file=True)
    html = read_page(scene, "diamond.html")
    held = [b64decode(text).decode() for text in re.findall(r"base64,([\w+/=]+)", html)]
    assert held.count("content of diamond.mp4") == held.count("content of beats/01_one.png") == 1
    addresses = re.findall(r'(?:href|src|poster)="([^"]*)"', html)
    assert {address.split(":")[0] for address in addresses} == {"#content", "data"}


def test_only_stills_make_a_page_without_a_player_and_webm_alone_is_played(tmp_path: Path):
    stills = {f"diamond.{ending}": {"bytes": 10} for ending in ("vtt", "srt", "chapters.vtt", "txt", "png")}
    pictures = finished(tmp_path, files=stills | {"beats/01_one.png": {"bytes": 1}, "beats/02_two.png": {"bytes": 1}})
    web = finished(tmp_path, variant="web", files=stills | {"diamond.webm": {"bytes": 99}, "diamond.xyz": {"bytes": 1}})
    write_site(tmp_path)
    assert "pictures only" in read_page(pictures)
    assert "<video" not in unescape(read_page(pictures))
    assert '<source src="diamond.webm" type="video/webm">' in read_page(web)
    assert "XYZ file" in read_page(web)


def test_numbers_and_lengths_are_those_of_the_manifest(tmp_path: Path):
    html = read_page_of(finished(tmp_path, duration=83.4, width=720, height=1280), tmp_path)
    number = [part.file for part in STORY].index("diamond") + 1
    assert f"Scene {number} of {len(STORY)} · 1:23" in html
    assert 'width="405" height="888"' in unescape(html)
    assert "3 kB" in html
    assert "a line" in html


def read_page_of(scene: RenderedScene, out: Path) -> str:
    write_site(out)
    return read_page(scene)


def test_pages_that_say_the_same_are_not_written_again(tmp_path: Path):
    scene = finished(tmp_path)
    files = [write_site(tmp_path, one_file=True), scene.folder / "index.html", scene.folder / "diamond.html"]
    before = [file.stat().st_mtime_ns for file in files]
    write_site(tmp_path, one_file=True)
    assert [file.stat().st_mtime_ns for file in files] == before


def test_the_command_says_where_to_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    finished(tmp_path / "renders")
    result = CliRunner().invoke(page)
    assert (result.exit_code, result.output) == (0, "open renders/index.html\n")


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_rendered_is_one_line_that_says_what_to_do(tmp_path: Path, exists: bool):
    out = tmp_path / "renders"
    if exists:
        out.mkdir()
    result = CliRunner().invoke(page, ["--out", str(out)])
    assert result.exit_code == 1
    assert re.fullmatch(r"Error: .* has no finished scenes; .*sparsity render .*\n", result.output)
    assert not out.exists() or not list(out.iterdir())


def test_what_another_version_has_made_is_left_out_and_stops_nothing(tmp_path: Path):
    old, new = finished(tmp_path, "diamond"), finished(tmp_path, "circle")
    manifest = {name: value for name, value in old.manifest.items() if name != "frames"}
    (old.folder / "manifest.json").write_text(json.dumps(manifest))
    write_site(tmp_path)
    assert not (old.folder / "index.html").exists()
    assert (new.folder / "index.html").is_file()


def test_films_decks_and_strangers_are_no_scenes(tmp_path: Path):
    diamond = finished(tmp_path, "diamond")
    for place in ("film/story", "film/.story.tmp", "diamond/x", "elsewhere/y"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "manifest.json").write_text(json.dumps({"files": {}, "title": "A film"}))
    assert find_rendered(tmp_path) == [diamond]
    write_site(tmp_path)
