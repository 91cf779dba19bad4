"""Which pages are written, and what they say: everything from the manifest, nothing that a manifest could inject."""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from sparsity.lecture.order import STORY
from sparsity.lecture.page.command import page
from sparsity.lecture.page.index_page import IndexPage
from sparsity.lecture.page.scene_page import Link, ScenePage
from sparsity.lecture.page.site import write_site
from sparsity.lecture.page.versions import most_alike, theme_twin
from sparsity.lecture.rendered import RenderedScene, find_rendered
from tests.lecture.made_up import beat, caption, finished, put_files, rewritten

HOSTILE = "\"><script>alert('x')</script> & </style>"


def read_page(scene: RenderedScene, name: str = "index.html") -> str:
    return (scene.folder / name).read_text(encoding="utf-8")


def test_every_version_gets_a_page_and_the_index_the_latest_of_each_in_story_order(tmp_path: Path):
    circle, diamond = finished(tmp_path, "circle"), finished(tmp_path, "diamond")
    newer = finished(tmp_path, "diamond", variant="b", theme="light", changed_parameters={"data_point": "3,2"})
    index = write_site(tmp_path, refuse=pytest.fail)
    assert index == tmp_path / "index.html"
    assert all((scene.folder / "index.html").is_file() for scene in (circle, diamond, newer))
    assert not list(tmp_path.glob("*/*/diamond.html"))
    entries = IndexPage(tmp_path, find_rendered(tmp_path, pytest.fail)).entries
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
    found = find_rendered(tmp_path, pytest.fail)
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
        changed_parameters={"name": HOSTILE},
        beats=[beat(HOSTILE, 0.0, 9.0, captions=[caption(HOSTILE, 0, 9)])],
    )
    index = write_site(tmp_path, one_file=True, refuse=pytest.fail)
    for html in (read_page(scene), read_page(scene, "diamond.html"), index.read_text()):
        assert "<script>alert" not in html
        assert HOSTILE in unescape(html)
    # The snippet to copy is markup itself, in which the title is text.
    (snippet,) = re.findall(r'<code id="frame".*?</code>', read_page(scene), re.DOTALL)
    assert "<script>alert" not in unescape(snippet)


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page(tmp_path: Path):
    scene = finished(tmp_path)
    index = write_site(tmp_path, one_file=True, refuse=pytest.fail)
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
    write_site(tmp_path, one_file=True, refuse=pytest.fail)
    html = read_page(scene, "diamond.html")
    held = [b64decode(text).decode() for text in re.findall(r"base64,([\w+/=]+)", html)]
    assert held.count("content of diamond.mp4") == held.count("content of beats/01_one.png") == 1
    addresses = re.findall(r'(?:href|src|poster)="([^"]*)"', html)
    assert {address.split(":")[0] for address in addresses} == {"#content", "data"}


def test_only_stills_make_a_page_without_a_player_and_webm_alone_is_played(tmp_path: Path):
    pictures = finished(tmp_path, formats=["png"])
    web = finished(tmp_path, variant="web", formats=["webm"])
    files = web.manifest.as_json()["files"] | put_files(web.folder, ["diamond.xyz"])
    rewritten(web, files=files)
    write_site(tmp_path, refuse=pytest.fail)
    assert "pictures only" in read_page(pictures)
    assert "<video" not in unescape(read_page(pictures))
    assert '<source src="diamond.webm" type="video/webm">' in read_page(web)
    assert "XYZ file" in read_page(web)


def test_numbers_and_lengths_are_those_of_the_manifest(tmp_path: Path):
    html = read_page_of(finished(tmp_path, frames=2502, aspect="9:16"), tmp_path)
    number = [part.file for part in STORY].index("diamond") + 1
    assert f"Scene {number} of {len(STORY)} · 1:23" in html
    assert 'width="405" height="888"' in unescape(html)
    assert "22 bytes" in html
    assert "a line" in html


def read_page_of(scene: RenderedScene, out: Path) -> str:
    write_site(out, refuse=pytest.fail)
    return read_page(scene)


def test_pages_that_say_the_same_are_not_written_again(tmp_path: Path):
    scene = finished(tmp_path)
    files = [
        write_site(tmp_path, one_file=True, refuse=pytest.fail),
        scene.folder / "index.html",
        scene.folder / "diamond.html",
    ]
    before = [file.stat().st_mtime_ns for file in files]
    write_site(tmp_path, one_file=True, refuse=pytest.fail)
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


def test_what_another_version_has_made_is_left_out_with_a_line_and_stops_nothing(tmp_path: Path):
    old, new = finished(tmp_path, "diamond"), finished(tmp_path, "circle")
    manifest = {name: value for name, value in old.manifest.as_json().items() if name != "frames"}
    (old.folder / "manifest.json").write_text(json.dumps(manifest))
    said: list[str] = []
    write_site(tmp_path, refuse=said.append)
    assert said == [f"left out: {old.folder / 'manifest.json'}: frames is missing"]
    assert not (old.folder / "index.html").exists()
    assert (new.folder / "index.html").is_file()


def test_films_decks_and_strangers_are_no_scenes(tmp_path: Path):
    diamond = finished(tmp_path, "diamond")
    for place in ("film/story", "film/.story.tmp", "elsewhere/y"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "manifest.json").write_text(json.dumps({"files": {}, "title": "A film"}))
    assert find_rendered(tmp_path, pytest.fail) == [diamond]
    write_site(tmp_path, refuse=pytest.fail)


def test_files_of_another_run_under_an_old_manifest_are_left_out(tmp_path: Path):
    """As a run leaves them that is killed while it moves files."""
    half, whole = finished(tmp_path, "diamond"), finished(tmp_path, "circle")
    half.video.write_bytes(b"newer")
    said: list[str] = []
    assert find_rendered(tmp_path, said.append) == [whole]
    assert said == [f"left out: {half.video} is not the file that manifest.json lists"]


@pytest.mark.parametrize("one_file", [False, True])
def test_a_stranger_s_manifest_gives_a_line_and_takes_no_file(tmp_path: Path, one_file: bool):
    secret = tmp_path / "secret.png"
    secret.write_text("the secret")
    out = tmp_path / "out"
    good, bad = finished(out, "circle"), finished(out, "diamond")
    rewritten(bad, beats=[beat("One", 0, 1, still="../../../secret.png")])
    result = CliRunner().invoke(page, ["--out", str(out), *(["--one-file"] if one_file else [])])
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line == f"left out: {bad.folder / 'manifest.json'}: files must list ../../../secret.png, which the scene has"
    pages = [path.read_text(encoding="utf-8") for path in out.rglob("*.html")]
    assert len(pages) == 2 + one_file
    assert not any(b64encode(b"the secret").decode() in html or "secret" in html for html in pages)
    assert (good.folder / "index.html").is_file()


def test_a_folder_that_is_a_link_to_elsewhere_gets_no_page(tmp_path: Path):
    elsewhere = finished(tmp_path / "elsewhere")
    good = finished(tmp_path / "out", "circle")
    (tmp_path / "out" / "diamond").mkdir()
    (tmp_path / "out" / "diamond" / "a").symlink_to(elsewhere.folder)
    said: list[str] = []
    assert find_rendered(tmp_path / "out", said.append) == [good]
    assert said == [f"left out: {tmp_path / 'out' / 'diamond' / 'a'} is a link that leads out of {tmp_path / 'out'}"]


@pytest.mark.parametrize("name", ["javascript:alert(1)", "evil.example", "a b'\"<c>", "50 %", "#x?y", "Żółć"])
def test_whatever_a_folder_is_called_its_links_stay_in_the_site(tmp_path: Path, name: str):
    finished(tmp_path, variant=name)
    finished(tmp_path, "circle")
    index = write_site(tmp_path, refuse=pytest.fail)
    pages = [index, *tmp_path.glob("*/*/index.html")]
    assert len(pages) == 3
    for file in pages:
        for address in re.findall(r'(?:href|src|poster)="([^"]*)"', file.read_text(encoding="utf-8")):
            if not address.startswith(("#", "data:")):
                parts = urlsplit(unescape(address))
                assert not parts.scheme
                assert not parts.netloc
                assert (file.parent / unquote(parts.path)).resolve().is_relative_to(tmp_path)
                assert (file.parent / unquote(parts.path)).exists()


def test_a_folder_whose_name_is_no_text_is_left_out(tmp_path: Path):
    good, bad = finished(tmp_path, "circle"), finished(tmp_path, "diamond")
    bad.folder.rename(bad.folder.parent / os.fsdecode(b"\xff"))
    said: list[str] = []
    assert find_rendered(tmp_path, said.append) == [good]
    assert len(said) == 1
    assert "a folder's name must be one line of plain text without '\\udcff'" in said[0]


@pytest.mark.parametrize("place", [b"\xff", b"new\nline"])
def test_a_folder_that_cannot_be_named_is_refused_in_one_line(tmp_path: Path, place: bytes):
    result = CliRunner().invoke(page, ["--out", os.fsdecode(os.fsencode(tmp_path) + b"/" + place)])
    assert result.exit_code == 1
    assert re.fullmatch(r"Error: out must be one line of plain text [^\n]*\n", result.output)


def test_a_page_goes_where_its_name_says_and_not_where_a_link_leads(tmp_path: Path):
    outside = tmp_path / "outside.html"
    outside.write_text("precious")
    scene = finished(tmp_path / "out")
    for link in (tmp_path / "out" / "index.html", scene.folder / "index.html"):
        link.symlink_to(outside)
    write_site(tmp_path / "out", refuse=pytest.fail)
    assert outside.read_text() == "precious"
    assert not (scene.folder / "index.html").is_symlink()
