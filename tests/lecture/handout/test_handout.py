"""Handouts: what is on which page, in which colours, and that captions stay words."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typst
from PIL import Image

from sparsity.lecture import RenderedScene
from sparsity.lecture.handout.handout import handout_pdf, write_source
from sparsity.stage.look.theme import DARK, LIGHT
from sparsity.stage.telling.captions import Caption
from tests.lecture.deck.conftest import HOSTILE, with_first_beat
from tests.lecture.made_up import finished

# Said by Typst itself about its own pages.
PROBE = """
#context [#metadata((
  beats: query(heading.where(level: 2)).map(beat => (beat.body.text, beat.location().page())),
  scenes: query(heading.where(level: 1)).map(scene => (scene.body.text, scene.location().page())),
  stills: query(image).map(still => (still.alt, still.location().page())),
  formulas: query(math.equation).map(formula => (formula.alt, formula.location().page())),
  words: query(par).filter(part => part.body.has("text")).map(part => part.body.text),
)) <probe>]
"""


def probe(scenes: list[RenderedScene], paper: str, folder: Path) -> dict[str, Any]:
    main = write_source("The story", scenes, paper, folder)
    main.write_text(main.read_text() + PROBE)
    found = typst.Compiler(main, ignore_system_fonts=True).query("<probe>", field="value", one=True)
    return json.loads(found)


def pages(scenes: list[RenderedScene], paper: str, folder: Path) -> list[Image.Image]:
    main = write_source("The story", scenes, paper, folder)
    shown = [Image.open(BytesIO(page)).convert("RGBA") for page in typst.compile(main, format="png", ppi=48)]
    # Printers leave white what has no colour.
    return [Image.alpha_composite(Image.new("RGBA", page.size, "white"), page).convert("RGB") for page in shown]


@pytest.fixture(params=["screen", "print"])
def case(request: pytest.FixtureRequest) -> tuple[RenderedScene, str]:
    """A scene in the theme of its paper."""
    return request.getfixturevalue({"screen": "diamond", "print": "light_circle"}[request.param]), request.param


def test_a_beat_is_never_split(case: tuple[RenderedScene, str], tmp_path: Path):
    scene, paper = case
    found = probe([scene], paper, tmp_path)
    names = [beat.name for beat in scene.manifest.beats]
    assert [name for name, _ in found["beats"]] == names
    cover, *stills = found["stills"]
    assert cover == [f"Last picture of {scene.title}", 1]
    assert stills == [[f"Picture at the end of {name}", page] for name, page in found["beats"]]
    assert {page for _, page in found["formulas"]} <= {page for _, page in found["beats"]}
    assert found["scenes"] == [[scene.title, 2]]


def test_each_formula_is_stated_once(case: tuple[RenderedScene, str], tmp_path: Path):
    scene, paper = case
    stated = [formula for beat in scene.manifest.beats for formula in beat.formulas]
    assert len(stated) > len(set(stated)), "the scene repeats itself, or this test says nothing"
    found = [text for text, _ in probe([scene], paper, tmp_path)["formulas"]]
    assert len(found) == len(set(found)) == len(set(stated))


def test_all_that_is_said_can_be_read(case: tuple[RenderedScene, str], tmp_path: Path):
    scene, paper = case
    words = [" ".join(text.replace("\u2060", "").split()) for text in probe([scene], paper, tmp_path)["words"]]
    for beat in scene.manifest.beats:
        assert " ".join(" ".join(caption.text for caption in beat.captions).split()) in words


def test_paper_is_dark_and_wide_for_a_screen_and_white_a4_for_print(case: tuple[RenderedScene, str], tmp_path: Path):
    scene, paper = case
    theme, ratio = {"screen": (DARK, 16 / 9), "print": (LIGHT, 210 / 297)}[paper]
    background = tuple(round(255 * part) for part in theme.background.to_rgb())
    for page in pages([scene], paper, tmp_path):
        assert page.width / page.height == pytest.approx(ratio, rel=0.01)
        assert page.getpixel((2, 2)) == background
        darkest, brightest = page.convert("L").getextrema()
        assert brightest - darkest > 100, "nothing is on this page"


def test_pictures_of_the_other_theme_are_refused(diamond: RenderedScene, light_circle: RenderedScene):
    with pytest.raises(ValueError, match="the paper 'print' needs scenes in theme light"):
        handout_pdf("The story", [diamond], "print")
    with pytest.raises(ValueError, match="the paper 'screen' needs scenes in theme dark"):
        handout_pdf("The story", [diamond, light_circle], "screen")


def test_the_pdf_says_what_it_is_and_is_the_same_each_time(case: tuple[RenderedScene, str]):
    scene, paper = case
    pdf = handout_pdf("Why <L1> & why", [scene], paper)
    assert pdf.startswith(b"%PDF-")
    assert b"Why &lt;L1&gt; &amp; why" in pdf
    # Tagged for screen readers, and says so.
    assert b"pdfuaid:part" in pdf
    assert pdf == handout_pdf("Why <L1> & why", [scene], paper)


@pytest.mark.parametrize("aspect", ["1:1", "9:16"])
def test_square_and_tall_stills_have_their_words_beside_them(light_circle: RenderedScene, aspect: str, tmp_path: Path):
    look = replace(light_circle.manifest.look, aspect=aspect)
    wide, high = map(int, aspect.split(":"))
    folder = tmp_path / "scene"
    for still in light_circle.stills:
        (folder / still.relative_to(light_circle.folder)).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (60 * wide, 60 * high), "#123456").save(folder / still.relative_to(light_circle.folder))
    Image.new("RGB", (60 * wide, 60 * high), "#123456").save(folder / light_circle.poster.name)
    scene = RenderedScene(folder, replace(light_circle.manifest, look=look))
    _, first, *_ = pages([scene], "print", tmp_path / "source")
    rows, columns = np.nonzero((np.asarray(first) == (0x12, 0x34, 0x56)).all(axis=2))
    assert columns.min() < 0.1 * first.width
    assert columns.max() < 0.6 * first.width
    beside = first.crop((int(columns.max()) + 4, int(rows.min()), first.width, int(rows.max())))
    assert beside.convert("L").getextrema()[0] < 120, "there are no words"


def test_hostile_captions_are_only_text(diamond: RenderedScene, tmp_path: Path):
    scene = with_first_beat(
        diamond, HOSTILE, captions=(Caption(HOSTILE, 0, 1),), formulas=('"words, <not> code" = 1', "frac(1, 2)")
    )
    found = probe([scene], "screen", tmp_path)
    assert found["scenes"] == [[HOSTILE, 2]]
    assert found["beats"][0][0] == HOSTILE
    assert HOSTILE in [" ".join(text.replace("\u2060", "").split()) for text in found["words"]]
    # As text, and one that no scene of ours writes as it is.
    assert [text for text, _ in found["formulas"][:2]] == ["words, <not> code = 1", "frac(1, 2)"]


def test_a_still_that_is_no_picture_is_refused_in_one_line(tmp_path: Path):
    with pytest.raises(ValueError, match="the handout cannot be set: failed to decode image"):
        handout_pdf("The story", [finished(tmp_path)], "screen")
