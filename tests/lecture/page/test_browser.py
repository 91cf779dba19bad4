"""The pages in a browser, from file://: playing, stepping, captions, keys, and doing without mouse or scripts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sparsity.lecture import RenderedScene
from sparsity.lecture.page.site import write_site

SERIOUS = ("serious", "critical")
PAGES = ("index", "diamond", "circle", "one file")


@pytest.fixture(scope="module")
def site(
    diamond: RenderedScene, light_circle: RenderedScene, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Pages around copies of two finished scenes, by name."""
    out = tmp_path_factory.mktemp("site")
    for scene in (diamond, light_circle):
        shutil.copytree(scene.folder, out / scene.manifest.scene / scene.folder.name)
    index = write_site(out, one_file=True, refuse=pytest.fail)
    folder = out / "diamond" / diamond.folder.name
    alone = tmp_path_factory.mktemp("alone") / "diamond.html"
    # Elsewhere, so that nothing beside it can help.
    shutil.copyfile(folder / "diamond.html", alone)
    circle = out / "circle" / light_circle.folder.name / "index.html"
    return {"index": index, "diamond": folder / "index.html", "circle": circle, "one file": alone}


class Player:
    """What the tests do with a page's player, and what they see of it."""

    def __init__(self, page: Page, scene: RenderedScene) -> None:
        self.page = page
        rate = scene.manifest.frame_rate
        self.frame = 1 / rate
        self.starts = [beat.start for beat in scene.manifest.beats]
        # The middle of the last frame of each beat.
        self.ends = [beat.end - self.frame / 2 for beat in scene.manifest.beats]
        self.captions = [caption for beat in scene.manifest.beats for caption in beat.captions]

    def seen(self, expression: str) -> Any:
        return self.page.evaluate(
            f"(() => {{ const video = document.querySelector('video'); return {expression}; }})()"
        )

    @property
    def time(self) -> float:
        return float(self.seen("video.currentTime"))

    @property
    def paused(self) -> bool:
        return bool(self.seen("video.paused"))

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def go_to(self, time: float) -> None:
        self.seen(f"video.currentTime = {time}")

    def wait_until(self, expression: str) -> None:
        for _ in range(400):
            if self.seen(expression):
                return
            self.page.wait_for_timeout(20)
        pytest.fail(f"{expression} has not come true; at {self.time}")

    def rests_at(self, time: float) -> None:
        """Claim that it comes to rest on the very frame of a time."""
        self.wait_until(f"video.paused && !video.seeking && Math.abs(video.currentTime - {time}) < {self.frame / 4}")
        self.page.wait_for_timeout(3000 * self.frame)
        assert self.paused
        assert self.time == pytest.approx(time, abs=self.frame / 4)


@pytest.fixture
def page(browsing: BrowserContext) -> Page:
    return browsing.new_page()


@pytest.fixture
def player(page: Page, site: dict[str, Path], diamond: RenderedScene) -> Player:
    page.goto(site["diamond"].as_uri())
    player = Player(page, diamond)
    # A short play may be over before anyone has looked.
    player.seen("(window.plays = 0, video.addEventListener('play', () => { window.plays += 1 }))")
    return player


@pytest.mark.parametrize("name", ["diamond", "one file"])
def test_it_plays_when_asked_and_shows_its_captions_under_the_picture(
    page: Page, site: dict[str, Path], diamond: RenderedScene, name: str
):
    page.goto(site[name].as_uri())
    player = Player(page, diamond)
    page.wait_for_timeout(300)
    assert player.paused
    assert player.time == 0
    expect(page.locator("#caption")).to_have_text("")
    page.get_by_role("button", name="Play", exact=True).click()
    player.wait_until("video.currentTime > 0.5")
    expect(page.locator("#caption")).to_have_text(player.captions[0].text)
    second = player.captions[1]
    player.go_to(second.start - 0.2)
    player.wait_until(f"video.currentTime > {second.start + 0.1}")
    expect(page.locator("#caption")).to_have_text(second.text)
    page.get_by_role("button", name="Pause", exact=True).click()
    assert player.paused
    picture, strip = page.locator("video").bounding_box(), page.locator("#caption").bounding_box()
    assert picture is not None
    assert strip is not None
    assert strip["y"] >= picture["y"] + picture["height"] - 1


def test_nothing_jumps_when_a_caption_comes_or_goes(player: Player):
    controls = player.page.locator(".controls")
    places = [controls.bounding_box()]
    for caption in player.captions[:6]:
        player.go_to(caption.start + 0.1)
        expect(player.page.locator("#caption")).to_have_text(caption.text)
        places.append(controls.bounding_box())
    assert len({round(place["y"], 1) for place in places if place}) == 1


def test_stepping_forward_plays_to_the_end_of_the_beat_or_jumps_there(player: Player):
    player.seen("video.playbackRate = 2")
    player.go_to(player.ends[0] - 0.8)
    player.press("ArrowRight")
    player.wait_until("plays === 1")
    player.rests_at(player.ends[0])
    player.seen("video.playbackRate = 1")
    # The change to the next beat belongs to it.
    player.press("PageDown")
    player.wait_until(f"!video.paused && video.currentTime > {player.ends[0] + player.frame}")
    player.press("ArrowRight")
    player.rests_at(player.ends[1])
    player.page.get_by_role("button", name="Forward one beat").click()
    player.wait_until("plays === 3")
    player.press("ArrowRight")
    player.rests_at(player.ends[2])
    player.press("End")
    player.rests_at(player.ends[-1])
    player.press("ArrowRight")
    player.rests_at(player.ends[-1])


def test_stepping_back_shows_the_end_of_the_beat_before(player: Player):
    player.go_to(player.starts[2] + 1)
    player.press("ArrowLeft")
    player.rests_at(player.ends[1])
    player.press("PageUp")
    player.rests_at(player.ends[0])
    expect(player.page.locator("#caption")).to_have_text(
        next(text.text for text in player.captions if text.end > player.ends[0])
    )
    player.page.get_by_role("button", name="Back one beat").click()
    player.rests_at(0)
    player.press("k")
    player.wait_until("video.currentTime > 0.2")
    player.press("ArrowLeft")
    player.rests_at(0)


def test_it_pauses_at_each_beat_only_when_asked_to(player: Player):
    player.go_to(player.ends[0] - 0.3)
    player.press("Space")
    player.wait_until(f"video.currentTime > {player.ends[0] + 0.2}")
    player.press("Space")
    assert player.paused
    player.press("s")
    expect(player.page.locator("#step")).to_have_attribute("aria-pressed", "true")
    player.go_to(player.ends[1] - 0.3)
    player.press("k")
    player.rests_at(player.ends[1])
    player.press("k")
    player.wait_until(f"!video.paused && video.currentTime > {player.ends[1] + player.frame}")
    # It remembers.
    player.page.reload()
    expect(player.page.locator("#step")).to_have_attribute("aria-pressed", "true")


def test_a_digit_or_a_button_plays_that_beat(player: Player):
    player.press("3")
    player.wait_until(f"!video.paused && video.currentTime > {player.starts[2] + 0.2}")
    assert player.time < player.ends[2]
    expect(player.page.locator(".beats [aria-current]")).to_contain_text("The diamond grows")
    player.page.locator(".transcript").get_by_role("button", name="First contact").click()
    player.wait_until(f"!video.paused && video.currentTime > {player.starts[3] + 0.1}")
    expect(player.page.locator("#announcement")).to_have_text("Beat 4: First contact")
    # There is no such beat.
    player.press("9")
    player.press("k")
    assert player.paused
    assert player.time < player.starts[4]


def test_without_motion_a_step_shows_the_end_at_once(player: Player):
    player.page.emulate_media(reduced_motion="reduce")
    for end in player.ends[:2]:
        player.press("ArrowRight")
        player.rests_at(end)
    player.press("5")
    player.rests_at(player.ends[4])
    player.press("ArrowLeft")
    player.rests_at(player.ends[3])
    assert player.seen("video.played.length === 0 || video.played.end(0) - video.played.start(0) < 0.2")
    moving = "getComputedStyle(document.querySelector('button')).transitionDuration"
    assert player.seen(moving) == "0s"


def test_keys_leave_other_things_alone(player: Player):
    page = player.page
    page.locator("#captions").focus()
    player.press("Space")
    expect(page.locator("#caption")).to_be_hidden()
    assert player.paused
    player.press("c")
    expect(page.locator("#caption")).to_be_visible()
    page.locator("#speed").focus()
    player.press("ArrowDown")
    expect(page.locator("#speed")).to_have_value("1.25")
    assert player.seen("video.playbackRate") == 1.25
    page.locator("#position").focus()
    player.press("ArrowRight")
    player.rests_at(1.5 * player.frame)
    expect(page.locator("#position")).to_have_attribute("aria-valuetext", re.compile("^0:00, The solution line"))
    page.locator("#play").focus()
    player.press("Control+ArrowRight")
    player.rests_at(1.5 * player.frame)
    player.press("Shift+ArrowRight")
    player.rests_at(5 + 1.5 * player.frame)
    # Whoever speaks to the computer may not want letters to act.
    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Letters and digits").uncheck()
    page.locator("#play").focus()
    player.press("c")
    player.press("2")
    expect(page.locator("#caption")).to_be_visible()
    player.rests_at(5 + 1.5 * player.frame)
    # Out of sight, keys scroll.
    page.locator("#take-title").scroll_into_view_if_needed()
    page.evaluate("document.activeElement.blur(); scrollTo(0, document.body.scrollHeight)")
    player.press("ArrowRight")
    player.rests_at(5 + 1.5 * player.frame)


def test_full_screen_shows_picture_captions_and_controls_side_by_side(player: Player):
    player.go_to(player.captions[0].start + 0.5)
    player.press("f")
    player.wait_until("document.fullscreenElement?.id === 'player'")
    expect(player.page.locator("#full")).to_have_attribute("aria-label", "Leave full screen")
    boxes = [player.page.locator(name).bounding_box() for name in ("video", "#caption", ".controls")]
    bottoms = [box["y"] + box["height"] for box in boxes if box]
    tops = [box["y"] for box in boxes if box]
    assert all(top >= bottom - 1 for top, bottom in zip(tops[1:], bottoms[:-1], strict=True))
    assert bottoms[-1] <= player.seen("innerHeight")
    player.press("f")
    player.wait_until("document.fullscreenElement === null")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Serious barriers that axe finds: which rules, and where."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(v["id"], [node["html"] for node in v["nodes"]]) for v in found if v["impact"] in SERIOUS]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(page: Page, site: dict[str, Path], scheme: str):
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for name in PAGES:
        page.goto(site[name].as_uri())
        for details in page.locator("details").all():
            details.evaluate("element => { element.open = true }")
        assert not violations(page), name


def test_in_full_screen_the_controls_go_out_while_the_mouse_rests(player: Player):
    page = player.page
    page.clock.install()
    player.press("f")
    player.wait_until("document.fullscreenElement?.id === 'player'")
    controls = page.locator(".controls")
    expect(controls).to_have_css("opacity", "1")
    page.clock.fast_forward(4000)
    expect(controls).to_have_css("opacity", "0")
    page.keyboard.press("Tab")
    expect(controls).to_have_css("opacity", "1")
    page.evaluate("document.activeElement.blur()")
    expect(controls).to_have_css("opacity", "0")
    page.mouse.move(300, 300)
    expect(controls).to_have_css("opacity", "1")


def test_a_chosen_theme_stays(page: Page, site: dict[str, Path]):
    page.emulate_media(color_scheme="light")
    page.goto(site["index"].as_uri())
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(background)
    assert dark != light
    page.goto(site["circle"].as_uri())
    # Browsers may hand it from page to page a moment late.
    expect(page.locator("body")).to_have_css("background-color", dark)
    # The film keeps its own colours.
    assert page.evaluate("getComputedStyle(document.getElementById('player')).backgroundColor") == "rgb(255, 255, 255)"
    page.get_by_role("button", name="System").click()
    assert page.evaluate(background) == light


def test_a_theme_chosen_on_one_page_reaches_the_others_that_are_open(browsing: BrowserContext, site: dict[str, Path]):
    first, second = (browsing.new_page() for _ in range(2))
    for page in (first, second):
        page.emulate_media(color_scheme="light")
        page.goto(site["index"].as_uri())
    first.get_by_role("button", name="Dark").click()
    expect(second.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    assert second.evaluate("document.documentElement.dataset.theme") == "dark"


def reached_by_tab(page: Page) -> Iterator[str]:
    """Whatever gets the focus from tab to tab, once around; each must show it."""
    for _ in range(200):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            """() => {
                const element = document.activeElement;
                const { id, innerText, dataset } = element;
                const { outlineStyle, outlineWidth } = getComputedStyle(element);
                const name = id || dataset.copy || dataset.themeChoice || innerText.split("\\n")[0];
                return [element === document.body ? null : name, `${outlineStyle} ${outlineWidth}`];
            }"""
        )
        if name is None:
            return
        assert outline == "solid 3px", name
        yield name


def test_everything_is_reached_by_keyboard_in_reading_order_and_shows_it(player: Player):
    page = player.page
    reached = list(reached_by_tab(page))
    assert reached[0] == "Skip to the film"
    wanted = ["system", "light", "dark", "position", "back", "play", "forward", "step", "speed", "captions", "full"]
    assert [name for name in reached if name in wanted] == wanted
    everything = page.locator("a[href]:visible, button:visible, input:visible, select:visible, summary:visible")
    assert len(reached) == everything.count()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_without_scripts_the_browsers_own_player_does(chromium: Browser, site: dict[str, Path]):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in ("diamond", "one file"):
        page.goto(site[name].as_uri())
        video = page.locator("video")
        expect(video).to_have_attribute("controls", "")
        expect(video.locator("track[kind=captions]")).to_have_attribute("default", "")
        expect(page.locator(".controls, .themes, .keys").filter(visible=True)).to_have_count(0)
        expect(page.locator("button").filter(visible=True)).to_have_count(0)
        expect(page.locator(".transcript p").first).to_be_visible()
    page.goto(site["diamond"].as_uri())
    assert re.fullmatch(r"diamond\.mp4#t=\d+\.\d+", page.locator(".beats a").nth(1).get_attribute("href") or "")
    context.close()


ASK_AROUND = """() => new Promise(resolve => {
    const refused = [];
    addEventListener("securitypolicyviolation", event => {
        refused.push(event.effectiveDirective);
        if (refused.length === 6) resolve(refused.sort());
    });
    const add = (tag, attributes) => document.body.append(Object.assign(document.createElement(tag), attributes));
    const elsewhere = "https://example.org/";
    add("img", { src: elsewhere });
    add("video", { src: elsewhere });
    add("link", { rel: "stylesheet", href: elsewhere });
    add("script", { src: elsewhere });
    add("iframe", { src: elsewhere });
    fetch(elsewhere).catch(() => {});
})"""


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_lets_nothing_ask_anybody(chromium: Browser, site: dict[str, Path], name: str):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site[name].as_uri())
    refused = page.evaluate(ASK_AROUND)
    assert refused == ["connect-src", "frame-src", "img-src", "media-src", "script-src-elem", "style-src-elem"]
    context.close()


def test_embedded_there_is_the_player_and_nothing_else(page: Page, site: dict[str, Path], diamond: RenderedScene):
    page.goto(site["diamond"].as_uri())
    frame = page.locator("#frame").text_content() or ""
    placeholder = page.locator("#frame").get_attribute("data-placeholder") or ""
    assert f'src="{placeholder}#embed"' in frame
    host = site["index"].parent / "host.html"
    frame = frame.replace(placeholder, site["diamond"].as_uri())
    host.write_text(f"<!doctype html><html lang=en><title>Host</title>{frame}")
    page.goto(host.as_uri())
    inside = page.frame_locator("iframe")
    inside.get_by_role("button", name="Play", exact=True).click()
    expect(inside.locator("#caption")).to_have_text(Player(page, diamond).captions[0].text)
    for shown in ("video", ".controls"):
        expect(inside.locator(shown)).to_be_visible()
    for hidden in (".label", ".standfirst", ".bar", ".beats", ".transcript", ".files", ".keys", "nav"):
        expect(inside.locator(hidden).filter(visible=True)).to_have_count(0)
    (child,) = [frame for frame in page.frames if frame != page.main_frame]
    assert child.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert not violations(page)


def test_what_is_to_be_copied_is_copied(page: Page, site: dict[str, Path], diamond: RenderedScene):
    page.goto(site["diamond"].as_uri())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = page.locator("[data-copy=command]")
    copy.click()
    expect(copy).to_have_text("Copied")
    expect(page.locator("#copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == diamond.manifest.command


def test_a_page_that_works_alone_hands_out_its_video(page: Page, site: dict[str, Path], diamond: RenderedScene):
    page.goto(site["one file"].as_uri())
    with page.expect_download() as started:
        page.get_by_role("link", name="diamond.mp4").click()
    assert started.value.suggested_filename == "diamond.mp4"
    assert started.value.path().read_bytes() == diamond.video.read_bytes()


def test_a_video_that_is_gone_is_no_blank_page(
    chromium: Browser, site: dict[str, Path], diamond: RenderedScene, tmp_path: Path
):
    shutil.copyfile(site["diamond"], tmp_path / "index.html")
    context = chromium.new_context()
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.get_by_role("alert")).to_contain_text("cannot be played")
    context.close()


def test_nothing_is_cut_off_on_a_narrow_screen(page: Page, site: dict[str, Path]):
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for name in PAGES:
            page.goto(site[name].as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
