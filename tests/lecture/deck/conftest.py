"""Decks of the shared renders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sparsity.lecture import RenderedScene
from sparsity.lecture.deck.slides import Deck, lay_out_slides

# Whatever a caption may contain, none of it means anything to a page, a slide or a typesetter.
HOSTILE = '#let x = $1 < 2 & "it\'s" </aside></script> *b* _i_ @r <l> \\ `c` | {{ 7 * 7 }}'


@pytest.fixture(scope="session")
def deck(diamond: RenderedScene, tmp_path_factory: pytest.TempPathFactory) -> Deck:
    return lay_out_slides("The story", [diamond], tmp_path_factory.mktemp("clips"))


@pytest.fixture
def hostile_deck(light_circle: RenderedScene, tmp_path: Path) -> Deck:
    return lay_out_slides(HOSTILE, [with_first_beat(light_circle, HOSTILE)], tmp_path)


def with_first_beat(scene: RenderedScene, words: str, **changes: Any) -> RenderedScene:
    """A scene that has these words for its title, its summary, its first beat's name and what is said first."""
    beat, *rest = scene.manifest.beats
    said = tuple(replace(caption, text=words, added="") for caption in beat.captions[:1]) + beat.captions[1:]
    changed = replace(beat, **{"name": words, "captions": said, **changes})
    manifest = replace(scene.manifest, title=words, summary=words, beats=(changed, *rest))
    return RenderedScene(scene.folder, manifest)
