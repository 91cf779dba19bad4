"""Decks of the shared renders."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

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
    manifest = deepcopy(light_circle.manifest)
    manifest["title"] = manifest["summary"] = manifest["beats"][0]["name"] = HOSTILE
    manifest["beats"][0]["captions"][0]["text"] = HOSTILE
    return lay_out_slides(HOSTILE, [RenderedScene(light_circle.folder, manifest)], tmp_path)
