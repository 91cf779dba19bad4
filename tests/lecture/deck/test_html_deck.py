"""A deck in the browser, alone in a file: stepping on, stepping back, and what it says."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from sparsity.lecture.deck.html_deck import html_deck
from sparsity.lecture.deck.slides import Deck
from tests.lecture.deck.conftest import HOSTILE

STATE = """() => {
    const slide = Reveal.getCurrentSlide(), clip = slide.querySelector("video");
    return {
        slide: slide.id,
        moving: slide.classList.contains("moving"),
        time: clip && clip.currentTime,
        paused: clip && clip.paused,
    };
}"""


@pytest.fixture(scope="module")
def file(deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("deck") / "deck.html"
    file.write_text(html_deck(deck), encoding="utf-8")
    return file


@pytest.fixture
def page(browsing: BrowserContext, file: Path, deck: Deck) -> Page:
    return opened(browsing, file, deck)


def opened(browsing: BrowserContext, file: Path, deck: Deck, *, address: str = "") -> Page:
    page = browsing.new_page()
    width, height = deck.size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(file.as_uri() + address)
    until(page, "Reveal.isReady()")
    return page


def until(page: Page, expression: str) -> None:
    """Wait until something is true; Playwright's own way of waiting is against the page's security policy."""
    deadline = monotonic() + 10
    while not page.evaluate(expression):
        assert monotonic() < deadline, f"never came true: {expression}"
        page.wait_for_timeout(20)


def state(page: Page) -> dict[str, Any]:
    return page.evaluate(STATE)


def step(page: Page, key: str = "ArrowRight") -> dict[str, Any]:
    page.keyboard.press(key)
    return state(page)


def difference(page: Page, still: Path) -> float:
    """Mean difference in brightness between what is on the screen and a still, from 0 to 255."""
    # Before reveal.js's own line of progress, which is not in the picture.
    page.add_style_tag(content=".reveal .progress { display: none !important; }")
    shown = Image.open(BytesIO(page.screenshot())).convert("L")
    drawn = Image.open(still).convert("L").resize(shown.size)
    return float(np.abs(np.asarray(shown, dtype=int) - np.asarray(drawn, dtype=int)).mean())


def test_nothing_plays_before_the_first_step(page: Page, deck: Deck):
    assert state(page) == {"slide": "diamond", "moving": False, "time": None, "paused": None}
    assert page.get_by_role("heading", name=deck.scenes[0].title).is_visible()
    assert page.evaluate("[...document.querySelectorAll('video')].every((clip) => clip.paused)")


def test_a_step_forward_plays_the_clip_from_its_start(page: Page):
    assert step(page)["slide"] == "diamond-1"
    until(page, "document.querySelector('.present > .moving video').currentTime > 0.2")
    now = state(page)
    assert not now["paused"]
    assert now["time"] < 5


def test_a_step_while_the_clip_plays_shows_its_end_and_the_next_goes_on(page: Page, deck: Deck):
    step(page)
    first = deck.scenes[0].beats[0]
    now = step(page)
    assert (now["slide"], now["moving"], now["paused"]) == ("diamond-1", False, True)
    assert difference(page, first.still) < 0.5
    assert step(page)["slide"] == "diamond-2"


def test_after_the_end_of_a_clip_one_step_goes_on(page: Page, deck: Deck):
    step(page)
    clip = page.locator("#diamond-1 video")
    clip.evaluate("(clip) => { clip.currentTime = Number(clip.dataset.duration) - 0.3; }")
    until(page, "document.querySelector('#diamond-1 video').ended")
    until(page, "document.querySelector('#diamond-1 .fragment').classList.contains('visible')")
    # The clip's own last picture stays, so that nothing jumps.
    assert state(page)["moving"]
    assert difference(page, deck.scenes[0].beats[0].still) < 1.5
    assert step(page)["slide"] == "diamond-2"


def test_a_step_back_shows_the_last_picture_at_rest(page: Page, deck: Deck):
    first, second, *_ = deck.scenes[0].beats
    for _ in range(5):
        step(page)
    assert state(page)["slide"] == "diamond-3"
    page.wait_for_timeout(300)
    for beat in (second, first):
        now = step(page, "ArrowLeft")
        assert (now["slide"], now["moving"], now["paused"]) == (beat.anchor, False, True)
        until(page, f"!document.querySelector('#{beat.anchor} video').seeking")
        assert state(page)["time"] == pytest.approx(beat.clip.duration, abs=0.05)
        assert difference(page, beat.still) < 0.5
    assert step(page, "ArrowLeft")["slide"] == "diamond"


def test_a_clip_seen_before_begins_again_without_a_flash_of_its_end(page: Page, deck: Deck):
    first = deck.scenes[0].beats[0]
    for _ in range(4):
        step(page)
    step(page, "ArrowLeft")
    page.wait_for_timeout(300)
    assert step(page)["moving"]
    # The second clip begins with the last picture of the first.
    assert difference(page, first.still) < 3
    assert state(page)["time"] < 2


def test_keys_stop_the_clip_and_play_it_again(page: Page):
    step(page)
    until(page, "document.querySelector('#diamond-1 video').currentTime > 0.3")
    assert step(page, "m")["paused"]
    assert not step(page, "m")["paused"]
    step(page)
    now = step(page, "r")
    assert (now["moving"], now["paused"]) == (True, False)
    assert now["time"] < 1
    assert not step(page)["moving"], "after playing again a step jumps to the end, as before"


def test_the_button_says_what_it_does(page: Page):
    button = page.locator(".motion .run")
    assert button.is_hidden()
    step(page)
    page.mouse.move(200, 200)
    button.click()
    # The button follows the video, which follows the click.
    expect(button).to_have_text("Go on")
    assert state(page)["paused"]
    button.press("Enter")
    expect(button).to_have_text("Pause")
    assert not state(page)["paused"]
    assert state(page)["slide"] == "diamond-1"
    step(page)
    expect(button).to_have_text("Play again")


def test_captions_come_when_one_wants_them(page: Page, deck: Deck):
    step(page)
    caption = page.locator(".caption")
    assert caption.is_hidden()
    page.keyboard.press("c")
    said = deck.scenes[0].beats[0].captions
    until(page, "!document.querySelector('.caption').hidden")
    assert caption.text_content() == said[0][1]
    picture = page.locator("section.beat.present video")
    covered = picture.bounding_box()["y"] + picture.bounding_box()["height"]
    assert caption.bounding_box()["y"] >= covered
    step(page)
    assert caption.text_content() == said[-1][1]


def test_letters_can_be_kept_from_being_commands(page: Page):
    step(page)
    page.mouse.move(200, 200)
    page.get_by_role("button", name="Letter keys").click()
    page.keyboard.press("c")
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "false")
    assert not state(page)["paused"]
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('section.beat.present video').paused")
    page.get_by_role("button", name="Letter keys").click()
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "true")


def test_who_prefers_stillness_gets_the_last_pictures(browsing: BrowserContext, file: Path, deck: Deck):
    page = opened(browsing, file, deck)
    page.emulate_media(reduced_motion="reduce")
    for beat in deck.scenes[0].beats[:2]:
        now = step(page)
        assert (now["slide"], now["moving"], now["paused"]) == (beat.anchor, False, True)


def test_a_link_to_a_slide_shows_its_last_picture(browsing: BrowserContext, file: Path, deck: Deck):
    page = opened(browsing, file, deck, address="#/diamond-4")
    now = state(page)
    assert (now["slide"], now["moving"], now["paused"]) == ("diamond-4", False, True)
    assert difference(page, deck.scenes[0].beats[3].still) < 0.5
    assert step(page)["slide"] == "diamond-5"


def test_the_speaker_sees_the_captions_as_notes_and_what_comes_next(page: Page, deck: Deck):
    step(page)
    with page.context.expect_page() as opening:
        page.keyboard.press("s")
    view = opening.value
    first = deck.scenes[0].beats[0]
    notes = view.locator(".speaker-controls-notes .value")
    notes.get_by_text(first.captions[-1][1]).wait_for()
    assert notes.locator("p").all_text_contents() == [first.name, *(text for _, text in first.captions)]
    assert len(view.frames) == 3
    view.close()


def test_every_slide_has_notes_a_poster_and_words_for_it(page: Page, deck: Deck):
    beats = deck.scenes[0].beats
    assert page.locator(".beat > img").count() == len(beats)
    for beat in beats:
        slide = page.locator(f"#{beat.anchor}")
        assert slide.locator("img").get_attribute("alt") == beat.notes
        assert slide.locator("img").evaluate("(image) => image.decode().then(() => image.naturalWidth)") == deck.size[0]
        assert slide.locator(".notes p").all_text_contents() == [beat.name, *(text for _, text in beat.captions)]
        assert beat.name in (slide.get_attribute("aria-label") or "")


def test_printing_shows_the_stills(browsing: BrowserContext, file: Path, deck: Deck):
    page = opened(browsing, file, deck, address="?print-pdf")
    page.wait_for_selector(".pdf-page")
    page.emulate_media(media="print")
    assert page.locator(".pdf-page").count() == 1 + len(deck.scenes[0].beats)
    assert page.locator(".pdf-page img").evaluate_all(
        "(images) => images.every((image) => getComputedStyle(image).visibility === 'visible')"
    )


@pytest.mark.parametrize("steps", [0, 2])
def test_accessibility_checker_finds_nothing(page: Page, steps: int):
    for _ in range(steps):
        step(page)
    assert Axe().run(page).response["violations"] == []


def test_the_file_needs_no_other(file: Path):
    text = re.sub(r"base64,[^\"]+", "", file.read_text(encoding="utf-8"))
    # What the scripts say about links is not a request; whether they make one, `browsing` sees.
    markup = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert not re.findall(r"""(?:src|href)=["'](?!data:)""", markup)
    assert "url(" not in markup.replace("url(data:", "")
    assert "default-src 'none'" in text


def test_hostile_captions_are_only_text(browsing: BrowserContext, hostile_deck: Deck, tmp_path: Path):
    file = tmp_path / "hostile.html"
    file.write_text(html_deck(hostile_deck), encoding="utf-8")
    page = opened(browsing, file, hostile_deck)
    assert page.title() == HOSTILE
    assert page.locator("#circle h1").text_content() == HOSTILE
    step(page)
    page.keyboard.press("c")
    until(page, "!document.querySelector('.caption').hidden")
    assert page.locator(".caption").text_content() == HOSTILE
    assert page.locator("#circle-1 .notes p").all_text_contents()[1] == HOSTILE
    assert (page.locator("#circle-1 img").get_attribute("alt") or "").startswith(HOSTILE)
