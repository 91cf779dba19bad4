"""A deck as one web page that needs nothing else: reveal.js, pictures and clips are inside."""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sparsity.lecture.deck.slides import BeatSlide, Deck
from sparsity.lecture.rendered import data_url

_HERE = Path(__file__).parent
_REVEAL = _HERE / "vendor" / "reveal"


def html_deck(deck: Deck) -> str:
    """Write a deck as a web page."""
    templates = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    width, height = deck.size
    return templates.get_template("deck.html.jinja").render(
        title=deck.title,
        story=deck.story,
        colors=deck.theme.hex_by_role(),
        width=width,
        height=height,
        # A hundredth of what the words have to fit into; a wide deck has room beside them.
        unit=min(width * 0.75, height) / 100,
        reveal_css=_part(_REVEAL / "reveal.css"),
        reveal_js=_part(_REVEAL / "reveal.js"),
        notes_js=_part(_REVEAL / "notes.js"),
        deck_css=_part(_HERE / "deck.css"),
        deck_js=_part(_HERE / "deck.js"),
        scenes=[
            {
                "anchor": scene.anchor,
                "title": scene.title,
                "summary": scene.summary,
                "beats": [_filling(beat) for beat in scene.beats],
            }
            for scene in deck.scenes
        ],
    )


def _filling(beat: BeatSlide) -> dict[str, object]:
    return {
        "anchor": beat.anchor,
        "name": beat.name,
        "notes": beat.notes,
        "lines": [text for _, text in beat.captions],
        "captions": json.dumps(beat.captions),
        "still": data_url(beat.still),
        "clip": data_url(beat.clip.file),
        "duration": beat.clip.duration,
        "is_spoken": beat.clip.is_spoken,
    }


def _part(file: Path) -> Markup:
    """Our own and reveal.js's sources, which go into the page as they are."""
    return Markup(file.read_text(encoding="utf-8"))
