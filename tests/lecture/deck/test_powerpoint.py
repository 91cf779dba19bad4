"""A deck for PowerPoint, read back."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from sparsity.lecture.deck.powerpoint import powerpoint_deck
from sparsity.lecture.deck.slides import Deck
from tests.lecture.deck.conftest import HOSTILE


@pytest.fixture(scope="module")
def file(deck: Deck) -> bytes:
    return powerpoint_deck(deck)


@pytest.fixture(scope="module")
def slides(file: bytes):
    return Presentation(BytesIO(file))


def movie_of(slide):
    (movie,) = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.MEDIA)
    return movie


def test_there_is_one_slide_for_the_title_and_one_for_each_beat(slides, deck: Deck):
    (scene,) = deck.scenes
    opening, *beats = slides.slides
    assert opening.shapes.title.text_frame.text == scene.title
    assert scene.summary in [place.text_frame.text for place in opening.placeholders]
    assert [slide.shapes.title.text_frame.text for slide in beats] == [
        f"{scene.title}: {beat.name}" for beat in scene.beats
    ]


def test_notes_and_alternative_texts_are_the_captions(slides, deck: Deck):
    for slide, beat in zip(list(slides.slides)[1:], deck.scenes[0].beats, strict=True):
        assert slide.notes_slide.notes_text_frame.text == beat.notes
        assert movie_of(slide).element.nvPicPr.cNvPr.get("descr") == beat.notes


def test_each_movie_fills_its_slide_and_has_the_still_as_poster(slides, deck: Deck):
    for slide, beat in zip(list(slides.slides)[1:], deck.scenes[0].beats, strict=True):
        movie = movie_of(slide)
        place = (movie.left, movie.top, movie.width, movie.height)
        assert place == (0, 0, slides.slide_width, slides.slide_height)
        assert movie.poster_frame.blob == beat.still.read_bytes()
        links = movie.element.findall(f".//{qn('a:videoFile')}")
        assert len(links) == 1
        media = slide.part.rels[links[0].get(qn("r:link"))].target_part
        assert (media.blob, media.content_type) == (beat.clip.file.read_bytes(), "video/mp4")


def test_titles_of_beats_are_for_outlines_and_screen_readers_only(slides):
    for slide in list(slides.slides)[1:]:
        title = slide.shapes.title
        assert title.top + title.height <= 0


def test_a_clip_plays_once_when_one_arrives_at_its_slide(slides, deck: Deck):
    for slide, beat in zip(list(slides.slides)[1:], deck.scenes[0].beats, strict=True):
        (timing,) = slide.element.findall(qn("p:timing"))
        (call,) = timing.iter(qn("p:cmd"))
        assert call.get("cmd") == "playFrom(0.0)"
        assert int(call.find(f".//{qn('p:cTn')}").get("dur")) == pytest.approx(beat.clip.duration * 1000, abs=1)
        assert "afterEffect" in [node.get("nodeType") for node in timing.iter(qn("p:cTn"))]
        targets = {target.get("spid") for target in timing.iter(qn("p:spTgt"))}
        assert targets == {str(movie_of(slide).shape_id)}
        identities = [node.get("id") for node in timing.iter(qn("p:cTn"))]
        assert len(set(identities)) == len(identities)
        assert not timing.xpath(".//@repeatCount")


def test_added_slides_have_the_colours_and_the_shape_of_the_deck(slides, file: bytes, deck: Deck):
    width, height = deck.size
    assert slides.slide_width / slides.slide_height == pytest.approx(width / height, rel=1e-4)
    theme = ZipFile(BytesIO(file)).read("ppt/theme/theme1.xml").decode()
    for role in ("background", "ink", "l1"):
        assert deck.theme.roles()[role].to_hex().lstrip("#") in theme
    for layout in slides.slide_layouts:
        for place in layout.placeholders:
            assert 0 <= place.left < place.left + place.width <= slides.slide_width * 1.001


def test_the_file_is_about_this_deck_only(slides, file: bytes, deck: Deck):
    properties = slides.core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (deck.scenes[0].title, "", "")
    assert not [name for name in ZipFile(BytesIO(file)).namelist() if "thumbnail" in name]


def test_hostile_captions_are_only_text(hostile_deck: Deck):
    slides = Presentation(BytesIO(powerpoint_deck(hostile_deck)))
    assert slides.core_properties.title == HOSTILE
    opening, first, *_ = slides.slides
    assert opening.shapes.title.text_frame.text == HOSTILE
    assert first.notes_slide.notes_text_frame.text.splitlines()[0] == HOSTILE
    assert movie_of(first).element.nvPicPr.cNvPr.get("descr").splitlines()[0] == HOSTILE
