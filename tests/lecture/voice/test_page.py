"""The page of a narrated film: it can be made softer and muted, remembers it, and never starts by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

from sparsity.lecture import RenderedScene
from sparsity.lecture.page.site import write_site

# Begins to play, and is kept when a part has been played.
PLAYED = """new Promise((done) => {
  const video = document.querySelector("video");
  video.addEventListener("timeupdate", () => { if (video.currentTime > 0.3) done(); });
  video.play();
})"""


@pytest.fixture(scope="module")
def site(narrated: RenderedScene, silent: RenderedScene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    for scene in (narrated, silent):
        shutil.copytree(scene.folder, out / "diamond" / scene.folder.name)
    write_site(out, one_file=True, spoken_first=True, refuse=pytest.fail)
    return out


def test_a_spoken_version_comes_first_where_that_is_wanted(site: Path, narrated: RenderedScene, silent: RenderedScene):
    index = (site / "index.html").read_text(encoding="utf-8")
    first, second = (index.index(f"{scene.folder.name}/index.html") for scene in (narrated, silent))
    assert first < second
    assert "dark · 1:1 · draft · spoken by another program" in index


def test_without_a_spoken_version_the_page_says_how_to_make_one(silent: RenderedScene, tmp_path: Path):
    shutil.copytree(silent.folder, tmp_path / "diamond" / silent.folder.name)
    with pytest.raises(ValueError, match=r"has no scenes with a voice; .*: \./run sparsity render --voice --out "):
        write_site(tmp_path, spoken_first=True, refuse=pytest.fail)


def test_the_page_says_that_it_is_spoken(site: Path, narrated: RenderedScene, silent: RenderedScene):
    pages = [site / "diamond" / scene.folder.name / "index.html" for scene in (narrated, silent)]
    spoken, unspoken = (page.read_text(encoding="utf-8") for page in pages)
    assert "All of this is spoken in the video." in spoken
    assert "The square is 9 units large." in spoken
    assert "a film with a voice" in spoken
    assert "a film without sound" in unspoken
    for words in ("is spoken", 'id="mute"', 'id="volume"'):
        assert words not in unspoken


@pytest.mark.parametrize("name", ["index.html", "diamond.html"])
def test_volume_and_mute_are_remembered_and_nothing_starts_by_itself(
    browsing: BrowserContext, site: Path, narrated: RenderedScene, name: str
):
    page = browsing.new_page()
    page.goto((site / "diamond" / narrated.folder.name / name).as_uri())

    def sound() -> list:
        return page.evaluate("[document.querySelector('video')].flatMap(({volume, muted}) => [volume, muted])")

    mute, volume = page.locator("#mute"), page.locator("#volume")
    assert sound() == [1, False]
    volume.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    assert sound() == [0.8, False]
    mute.click()
    expect(mute).to_have_attribute("aria-pressed", "true")
    assert sound() == [0.8, True]
    page.reload()
    assert sound() == [0.8, True]
    expect(volume).to_have_value("80")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('video').paused")
    assert page.evaluate("document.querySelector('video').currentTime") == 0
    page.locator("#play").focus()
    page.keyboard.press("m")
    assert sound() == [0.8, False]
    # Whoever moves the volume wants to hear something.
    page.keyboard.press("m")
    volume.focus()
    page.keyboard.press("ArrowRight")
    assert sound() == [0.85, False]
    page.evaluate(PLAYED)
    # Chromium counts what it has decoded of the sound.
    assert page.evaluate("document.querySelector('video').webkitAudioDecodedByteCount") > 0


def test_nobody_is_shut_out(browsing: BrowserContext, site: Path, narrated: RenderedScene):
    page = browsing.new_page()
    page.goto((site / "diamond" / narrated.folder.name / "index.html").as_uri())
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [violation["id"] for violation in found if violation["impact"] in ("serious", "critical")] == []
