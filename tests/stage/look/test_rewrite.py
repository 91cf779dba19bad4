"""Parts of a formula have names, and one formula becomes the next without a jump."""

from __future__ import annotations

import numpy as np
import pytest
from manim import RIGHT, UP, Scene, VGroup, VMobject, tempconfig

from sparsity.stage.look.outlines import outlines
from sparsity.stage.look.parts import FORMULAS
from sparsity.stage.look.rewrite import Rewrite
from sparsity.stage.look.typography import FORMULA, TypesetFormula, formula
from sparsity.stage.writing.live_number import LiveNumber
from sparsity.words.formula import Formula

INK, GOLD = "#000000", "#FFD23F"
WRITTEN = [
    "b = 5 - 10 a",
    "-5 + 3/2 a",
    "abs(a) + abs(b) <= c",
    "norm((a, b))_2 = sqrt(a^2 + b^2) approx 2.83",
    "(abs(a)^p + abs(b)^p)^(1\\/p)",
    "mat(10, 1) vec(a, b) = 5",
    "c approx 2.5 times 10^(-7)",
    'a "from" 0 "to" infinity, binom(2, 1) = 2',
]


def set_formula(template: str, **values: object) -> TypesetFormula:
    return formula(template, color=INK, **values)


def looks(formula: TypesetFormula, name: str, occurrence: int = 0) -> np.ndarray:
    return np.concatenate([letter.points for letter in formula.part(name, occurrence)])


@pytest.mark.parametrize("markup", WRITTEN)
def test_a_formula_with_parts_has_the_very_outlines_of_one_without(markup: str):
    parted = set_formula(markup)
    parted.leaves()
    plain = outlines(f"$ {markup} $", FORMULAS, FORMULA)
    assert len(parted.letters) == len(plain)
    for letter, outline in zip(parted.letters, plain, strict=True):
        assert np.array_equal(letter.points, outline.points)


@pytest.mark.parametrize("markup", WRITTEN)
def test_every_leaf_has_as_many_letters_as_it_draws_and_none_has_two_leaves(markup: str):
    leaves = set_formula(markup).leaves()
    numbers = [number for _, letters in leaves for number in letters]
    assert numbers == sorted(set(numbers))
    for text, letters in leaves:
        drawn = text.strip('"') if text[0] == '"' or text[0].isdigit() else "x"
        assert len(letters) == len(drawn), text


def test_parts_are_named_by_values_and_by_markup():
    equation = set_formula("b = {y} - {x} a", y=5, x=10)
    letters = equation.letters
    for name, numbers in {"b": [0], "=": [1], "y": [2], "5": [2], "-": [3], "x": [4, 5], "10a": [4, 5, 6]}.items():
        expected = np.concatenate([letters[number].points for number in numbers])
        assert np.array_equal(looks(equation, name), expected), name


def test_the_name_of_a_value_is_its_number_without_the_sign_before_it():
    assert set_formula("c {c:=}", c=2 / 3).letters_of("c") == [2, 3, 4, 5, 6]


def test_the_same_piece_again_is_another_part():
    size = set_formula("{one} + {one}", one=Formula("abs(a)"))
    assert [size.letters_of("one", occurrence) for occurrence in (0, 1)] == [[0, 1, 2], [4, 5, 6]]
    assert [size.letters_of("a", occurrence) for occurrence in (0, 1)] == [[1], [5]]


def test_a_part_stands_where_the_formula_has_been_moved_to():
    equation = set_formula("sqrt(2) = b")
    before = looks(equation, "b")
    equation.scale(0.5).shift(3 * RIGHT)
    assert equation.part("b").get_right()[0] == pytest.approx(equation.get_right()[0])
    assert len(equation.part("sqrt(2)")) == 3
    assert np.ptp(looks(equation, "b"), axis=0) == pytest.approx(0.5 * np.ptp(before, axis=0))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x", "part must be a value or a piece of 'b = 5 a', not 'x' number 0"),
        ("b =  = a", "part must be"),
        ("#b", "formula must not contain '#b' at 0, not '#b'"),
    ],
)
def test_a_part_that_is_not_there_is_refused(name: str, message: str):
    with pytest.raises(ValueError, match=message):
        set_formula("b = 5 a").part(name)


def test_a_piece_that_is_nothing_by_itself_is_refused():
    with pytest.raises(ValueError, match=r"things by themselves, not '\(-7\)' in '10\^\(-7\)'"):
        set_formula("10^(-7)").part("(-7)")


def opacity(mover: VMobject) -> float:
    return mover.get_stroke_opacity() if mover.get_stroke_width() else mover.get_fill_opacity()


def shown(animation: Rewrite, alpha: float) -> np.ndarray:
    """Points of all that is seen of a formula on its way."""
    animation.interpolate(alpha)
    seen = [mover.points for mover in animation.mobject if opacity(mover) > 1e-9]
    return np.concatenate(seen)


def all_points(*formulas: TypesetFormula) -> np.ndarray:
    return np.concatenate([part.get_all_points() for part in formulas])


def same(some: np.ndarray, others: np.ndarray) -> bool:
    """Whether two pictures have the same points, in whatever order."""
    apart = np.abs(some[:, None] - others[None]).max(axis=2)
    return bool(max(apart.min(axis=0).max(), apart.min(axis=1).max()) < 1e-6)


@pytest.mark.parametrize(
    ("before", "after"),
    [("5 = 10 a + b", "b = 5 - 10 a"), ("sqrt(a^2 + b^2)", "abs(a) + abs(b)"), ("10/2 a = 5", "a = 2.5")],
)
def test_the_way_starts_with_the_old_formula_and_ends_with_the_new_one(before: str, after: str):
    old, new = set_formula(before), set_formula(after).shift(UP + RIGHT)
    animation = Rewrite(old, new)
    assert same(shown(animation, 0), all_points(old))
    assert same(shown(animation, 1), all_points(new))


def test_what_both_have_moves_and_the_rest_fades():
    old, new = set_formula("5 = 10 a + b"), set_formula("b = 5 - 10 a")
    animation = Rewrite(old, new)
    animation.interpolate(0.5)
    # All but + and −, which are gone or yet to come, by as much light as the rest of the letters keep.
    assert sum(len(mover.points) for mover in animation.mobject if mover.get_fill_opacity() == 1) == sum(
        len(looks(new, name)) for name in ("b", "=", "5", "10", "a")
    )


def test_parts_that_change_places_pass_each_other():
    old, new = set_formula("a = b"), set_formula("b = a")
    animation = Rewrite(old, new)
    animation.interpolate(0.5)
    boxes = sorted((mover.get_bottom()[1], mover.get_top()[1]) for mover in animation.mobject)
    (_, lowest_top), *_, (highest_bottom, _) = boxes
    assert lowest_top < highest_bottom


def test_equal_signs_around_a_value_keep_their_names_when_the_value_changes():
    old, new = set_formula("{whole} = {c}", whole=Formula("abs(a)"), c=5), set_formula("{c} > c", c=12)
    animation = Rewrite(old, new)
    animation.interpolate(0.3)
    five = next(mover for mover in animation.mobject if len(mover.points) == len(looks(old, "c")))
    # On its way to where 12 will be, and not gone before.
    assert five.get_fill_opacity() == 1
    assert five.get_center()[0] < old.part("c").get_center()[0]


def test_values_fly_in_from_the_picture():
    label = set_formula("({x}, {y})", x=10, y=5).scale(0.7).shift(4 * RIGHT + UP)
    model, equation = set_formula("y = x a + b"), set_formula("{y} = {x} a + b", x=10, y=5)
    animation = Rewrite(model, equation, comes_from={"x": label.part("x"), "y": label.part("y")})
    assert same(shown(animation, 0), all_points(model, *label.part("x"), *label.part("y")))
    assert same(shown(animation, 1), all_points(equation))


def test_a_live_number_becomes_a_number_of_a_formula_that_is_born():
    number = LiveNumber(0.4, decimals=2, color=GOLD).shift(3 * RIGHT)
    born = set_formula("abs({a}) = {a}", a=0.4)
    animation = Rewrite(None, born, comes_from={"a": number})
    digits = [slot for slot in number.submobjects if slot.get_fill_opacity() and len(slot.points)]
    assert same(shown(animation, 0), all_points(*digits))
    assert same(shown(animation, 1), all_points(born))


def test_a_part_becomes_one_of_another_name():
    old, new = set_formula("10 a = 4"), set_formula("10 times 0.4 = 4")
    animation = Rewrite(old, new, comes_from={"0.4": "a"})
    assert same(shown(animation, 1), all_points(new))
    with pytest.raises(ValueError, match="must be on the picture where there is no old formula, not 'a'"):
        Rewrite(None, new, comes_from={"0.4": "a"})


def test_on_a_scene_the_new_formula_takes_the_place_of_the_old_one(tmp_path):
    old, new = set_formula("5 = 10 a + b"), set_formula("b = 5 - 10 a")
    copy = set_formula("b < 5").shift(UP)

    class Rewriting(Scene):
        def construct(self) -> None:
            self.add(VGroup(old))
            self.play(Rewrite(old, new), run_time=0.1)
            assert self.mobjects == [new]
            self.play(Rewrite(new, copy, keep=True), run_time=0.1)
            assert self.mobjects == [new, copy]

    settings = {"media_dir": str(tmp_path), "pixel_width": 160, "pixel_height": 90, "progress_bar": "none"}
    with tempconfig({**settings, "verbosity": "ERROR", "save_last_frame": True}):
        Rewriting().render()
