"""The slides of a deck: one for each beat, with what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from sparsity.lecture import RenderedScene
from sparsity.lecture.deck.slides import Deck, lay_out_slides
from sparsity.lecture.render.caption_files import all_words
from sparsity.stage.look.theme import DARK, LIGHT


def test_every_beat_is_a_slide_with_its_still_and_captions(deck: Deck, diamond: RenderedScene):
    (scene,) = deck.scenes
    assert (scene.title, scene.summary) == (diamond.title, diamond.manifest.summary)
    assert [slide.name for slide in scene.beats] == [beat.name for beat in diamond.manifest.beats]
    assert [slide.still for slide in scene.beats] == diamond.stills
    for slide, beat in zip(scene.beats, diamond.manifest.beats, strict=True):
        assert slide.notes.splitlines() == [all_words(caption) for caption in beat.captions]
        starts = [start for start, _ in slide.captions]
        assert starts == sorted(starts)
        assert starts[0] >= 0
        assert starts[-1] < slide.clip.duration


def test_no_two_slides_have_one_anchor(diamond: RenderedScene, tmp_path: Path):
    scenes = lay_out_slides("Two", [diamond], tmp_path).scenes
    anchors = [anchor for scene in scenes for anchor in [scene.anchor, *(beat.anchor for beat in scene.beats)]]
    assert len(set(anchors)) == len(anchors)


def test_a_deck_looks_like_its_scenes(deck: Deck, hostile_deck: Deck):
    assert (deck.theme, deck.size) == (DARK, (854, 480))
    assert (hostile_deck.theme, hostile_deck.size) == (LIGHT, (640, 480))


def test_scenes_of_different_looks_make_no_deck(diamond: RenderedScene, light_circle: RenderedScene, tmp_path: Path):
    with pytest.raises(ValueError, match="one theme and one size"):
        lay_out_slides("Both", [diamond, light_circle], tmp_path)
