"""The opening and the title cards: readable everywhere, and refused with one clear line."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from sparsity.lecture.order import ALL_PARTS
from tests.scenes.conftest import SIZES, scene_class

LOOKS = list(product(("dark", "light"), SIZES.values()))
LONGEST_TITLE = max((part.title for part in ALL_PARTS), key=len)
LONGEST_WORD = "Dimensionalitätsreduktionsverfahren und anderes"


@pytest.mark.parametrize(("theme", "size"), LOOKS, ids=str)
def test_the_opening_is_readable(run_scene, theme, size):
    run = run_scene("opening.py", theme, size)
    assert not run.problems


@pytest.mark.parametrize("size", SIZES.values(), ids=str)
def test_a_long_word_fits_the_opening(run_scene, size):
    assert not run_scene("opening.py", "dark", size, title=LONGEST_WORD).problems


@pytest.mark.parametrize("data_point", [(3, 2), (0.2, -5), (1, 1000), (-40, 0.01)], ids=str)
def test_the_opening_shows_other_numbers(run_scene, data_point):
    assert not run_scene("opening.py", "dark", SIZES["16:9"], data_point=data_point).problems


def test_the_opening_touches_where_the_geometry_says(run_scene):
    run = run_scene("opening.py")
    (picture,) = run.pictures.values()
    column, row = run.to_pixels([run.scene.view.at(run.scene.facts.answers[0])])[0]
    shown = picture[int(row), int(column)] / 255
    assert shown == pytest.approx(run.theme.contact_fill.to_rgb(), abs=0.02)


@pytest.mark.parametrize("title", [LONGEST_TITLE, LONGEST_WORD, 12 * LONGEST_TITLE], ids=len)
@pytest.mark.parametrize(("theme", "size"), LOOKS, ids=str)
def test_a_card_keeps_its_title_inside(run_scene, theme, size, title):
    run = run_scene("title_card.py", theme, size, title=title, number=8)
    # Nothing is said on a card, so the layout is checked at the margins of its picture.
    (picture,) = run.pictures.values()
    height, width = picture.shape[:2]
    margin = round(0.035 * min(height, width))
    background = picture[0, 0]
    for edge in (picture[:margin], picture[-margin:], picture[:, :margin], picture[:, -margin:]):
        assert (edge == background).all()
    assert (picture != background).any()


def test_a_card_fills_the_diamonds_of_the_chapters_told(run_scene):
    filled = []
    for number in (1, 5, 8):
        (picture,) = run_scene("title_card.py", number=number).pictures.values()
        l1 = 255 * np.array(run_scene("title_card.py", number=number).theme.l1.to_rgb())
        filled.append((abs(picture - l1).max(axis=2) < 3).sum())
    # Outlines count a little too.
    assert filled[0] < filled[1] < filled[2]
    assert filled[2] - filled[0] == pytest.approx(7 * (filled[1] - filled[0]) / 4, rel=0.02)


def test_a_title_is_shown_letter_by_letter(run_scene):
    # What a lecturer types is shown as it is, though no voice could say it.
    plain = run_scene("title_card.py", title="A & B", narrator=None)
    marked = run_scene("title_card.py", title="A & B $x$ #let", narrator=None)
    assert marked.texts["A & B $x$ #let"][1].endswith('#"A & B $x$ #let";]')
    assert plain.pictures.keys() == {"A & B"}


@pytest.mark.parametrize(
    ("file", "settings", "message"),
    [
        ("title_card.py", {"number": 9}, "number must be at most chapters, 8, not 9"),
        ("title_card.py", {"number": 0}, "number must be a whole number from 1, not 0"),
        ("title_card.py", {"title": " "}, "title must be words, not ' '"),
        ("opening.py", {"title": ""}, "title must be words, not ''"),
        ("opening.py", {"data_point": (3, 0)}, "data_point .* must have y other than 0"),
    ],
)
def test_what_makes_no_sense_is_refused(file, settings, message):
    refusing = type("Refusing", (scene_class(file),), settings)
    with pytest.raises(ValueError, match=message):
        refusing()
