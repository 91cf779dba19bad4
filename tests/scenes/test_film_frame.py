"""The opening and the title cards: readable everywhere, and refused with one clear line."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from PIL import Image

from sparsity.lecture.order import ALL_PARTS, CHAPTERS
from sparsity.stage.charts.bars import Bars
from sparsity.stage.look.picture import Picture
from tests.scenes.conftest import SIZES, scene_class

LOOKS = list(product(("dark", "light"), SIZES.values()))
CHAPTER_SIZES = tuple(len(files) for files in CHAPTERS.values())
COUNT = sum(CHAPTER_SIZES)
LONGEST_TITLE = max((part.title for part in ALL_PARTS), key=len)
LONGEST_WORD = "Dimensionalitätsreduktionsverfahren und anderes"


@pytest.mark.parametrize(("theme", "size"), LOOKS, ids=str)
def test_the_opening_is_readable(run_scene, theme, size):
    run = run_scene("opening.py", theme, size)
    assert not run.problems


@pytest.mark.parametrize("size", SIZES.values(), ids=str)
def test_a_long_word_fits_the_opening(run_scene, size):
    assert not run_scene("opening.py", "dark", size, title=LONGEST_WORD).problems


@pytest.mark.parametrize(
    "settings", [{"n_weights": 2, "n_equations": 1}, {"n_weights": 40, "n_equations": 12, "seed": 3}], ids=str
)
def test_the_opening_shows_other_numbers(run_scene, settings):
    run = run_scene("opening.py", "dark", SIZES["16:9"], **settings)
    assert not run.problems


def test_the_opening_asks_and_then_says_what_the_film_is_called(run_scene):
    run = run_scene("opening.py")
    assert list(run.pictures) == ["Which of these matter?", run.scene.facts.title]
    question, title = (" ".join(texts) for texts in run.texts.values())
    assert "Which of these matter?" in question
    assert "Which of these matter?" not in title
    assert run.scene.facts.title in title
    assert 6 <= run.scene.now <= 9


def test_all_that_the_opening_shows_at_rest_fits(run_scene):
    scene = run_scene("opening.py").scene
    (bars,) = (mobject for mobject in scene.get_mobject_family_members() if isinstance(mobject, Bars))
    fitting = scene.facts.fitting
    np.testing.assert_allclose(fitting.matrix @ bars.values, fitting.rhs)


@pytest.mark.parametrize("title", [LONGEST_TITLE, LONGEST_WORD, 12 * LONGEST_TITLE], ids=len)
@pytest.mark.parametrize(("theme", "size"), LOOKS, ids=str)
def test_a_card_keeps_its_title_inside(run_scene, theme, size, title):
    run = run_scene("title_card.py", theme, size, title=title, scenes=CHAPTER_SIZES, number=COUNT)
    # Nothing is said on a card, so the layout is checked at the margins of its picture.
    (picture,) = run.pictures.values()
    height, width = picture.shape[:2]
    margin = round(0.035 * min(height, width))
    background = picture[0, 0]
    for edge in (picture[:margin], picture[-margin:], picture[:, :margin], picture[:, -margin:]):
        assert (edge == background).all()
    assert (picture != background).any()


def test_a_card_fills_the_diamonds_of_the_scenes_told(run_scene):
    filled = []
    step = (COUNT - 2) // 2
    for number in (2, 2 + step, 2 + 2 * step):
        run = run_scene("title_card.py", number=number, scenes=CHAPTER_SIZES)
        (picture,) = run.pictures.values()
        l1 = 255 * np.array(run.theme.l1.to_rgb())
        filled.append((abs(picture - l1).max(axis=2) < 3).sum())
    # Outlines count a little too.
    assert filled[0] < filled[1] < filled[2]
    assert filled[2] - filled[1] == pytest.approx(filled[1] - filled[0], rel=0.05)


@pytest.mark.parametrize("scenes", [(1,), (2, 1), (40, 20, 10)], ids=str)
@pytest.mark.parametrize("size", [SIZES["16:9"], SIZES["9:16"]], ids=str)
def test_a_card_has_room_for_any_number_of_scenes(run_scene, size, scenes):
    run = run_scene("title_card.py", "dark", size, scenes=scenes, number=sum(scenes))
    (picture,) = run.pictures.values()
    margin = round(0.035 * min(size))
    assert (picture[:, :margin] == picture[0, 0]).all()
    assert (picture[:, -margin:] == picture[0, 0]).all()
    assert run.scene.now == pytest.approx(2.4)


def test_a_chapter_is_said_where_it_begins(run_scene):
    cards = [run_scene("title_card.py", number=number, scenes=(1, 3)) for number in (2, 4)]
    said = [card.speeches[0].text for card in cards]
    assert said == ["The line: The growing diamond.", "The growing diamond."]


@pytest.fixture
def pictures(tmp_path):
    """Two files with pictures of one colour each, and these colours."""
    colors = {"before": (200, 30, 40), "after": (20, 60, 220)}
    for name, color in colors.items():
        Image.new("RGB", SIZES["16:9"], color).save(tmp_path / f"{name}.png")
    return {name: str(tmp_path / f"{name}.png") for name in colors}, colors


def test_a_card_begins_with_the_picture_before_it_and_ends_with_the_one_after(run_scene, pictures, monkeypatch):
    files, colors = pictures
    drawn: list[np.ndarray] = []
    show_at = Picture.show_at

    def watch(self: Picture, center: np.ndarray, width: float, full_width: float) -> Picture:
        shown = show_at(self, center, width, full_width)
        drawn.append(np.array([*self.get_center()[:2], self.width, *self.pixel_array[0, 0, :3]]))
        return shown

    monkeypatch.setattr(Picture, "show_at", watch)
    run = run_scene("title_card.py", **files)
    (picture,) = run.pictures.values()
    assert (picture == colors["after"]).all()
    first, last = drawn[0], drawn[-1]
    for shown, color in ((first, colors["before"]), (last, colors["after"])):
        assert shown == pytest.approx([0, 0, run.frame_size[0], *color], abs=1e-6)
    assert min(width for _, _, width, *_ in drawn) < 0.1 * run.frame_size[0]
    assert run.scene.now == pytest.approx(2.4)


def test_a_title_is_shown_letter_by_letter(run_scene):
    # What a lecturer types is shown as it is, though no voice could say it.
    plain = run_scene("title_card.py", title="A & B", narrator=None)
    marked = run_scene("title_card.py", title="A & B $x$ #let", narrator=None)
    assert marked.texts["A & B $x$ #let"][1].endswith('#"A & B $x$ #let";]')
    assert plain.pictures.keys() == {"A & B"}


@pytest.mark.parametrize(
    ("file", "settings", "message"),
    [
        ("title_card.py", {"scenes": (2, 3), "number": 6}, "number must be at most the number of scenes, 5, not 6"),
        ("title_card.py", {"before": 3}, "before must be the name of a file, or empty, not 3"),
        ("title_card.py", {"number": 0}, "number must be a whole number from 1, not 0"),
        ("title_card.py", {"scenes": ()}, r"scenes must be whole numbers from 1, one for each chapter, not \(\)"),
        ("title_card.py", {"scenes": (3, 0)}, "scenes: each number must be a whole number from 1, not 0"),
        ("title_card.py", {"chapter": ""}, "chapter must be words, not ''"),
        ("title_card.py", {"title": " "}, "title must be words, not ' '"),
        ("opening.py", {"title": ""}, "title must be words, not ''"),
        ("opening.py", {"n_equations": 20}, "n_equations must be fewer than n_weights, 20, not 20"),
    ],
)
def test_what_makes_no_sense_is_refused(file, settings, message):
    refusing = type("Refusing", (scene_class(file),), settings)
    with pytest.raises(ValueError, match=message):
        refusing()


def test_a_card_refuses_a_file_that_is_no_picture(run_scene, tmp_path):
    with pytest.raises(ValueError, match=r"after must be a file with a picture, not '.*missing\.png'"):
        run_scene("title_card.py", after=str(tmp_path / "missing.png"))
