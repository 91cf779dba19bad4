"""What a picture states is what can be read in it, and nothing else."""

from __future__ import annotations

from manim import DOWN, RIGHT, VGroup

from sparsity.stage.look.typography import formula, prose
from sparsity.stage.telling.statements import statements
from sparsity.stage.writing.live_number import Readout

INK = "#000000"


def stacked(*sources: str) -> VGroup:
    return VGroup(*(formula(source, color=INK) for source in sources)).arrange(DOWN)


def test_formulas_come_from_top_to_bottom_each_once():
    shown = stacked("c = 1/2", "b = 5 - 10 a", "c = 1/2")
    assert statements(shown.submobjects[::-1]) == ["c = 1/2", "b = 5 - 10 a"]


def test_formulas_on_one_baseline_come_from_left_to_right():
    a, b = formula("a = 1", color=INK), formula("b = 2", color=INK)
    b.next_to(a, RIGHT).align_to(a, DOWN)
    assert b.get_center()[1] > a.get_center()[1]
    assert statements([b, a]) == ["a = 1", "b = 2"]


def test_names_numbers_and_half_formulas_state_nothing():
    assert statements([stacked("0.4", "a", "(0.5, 0)", "approx 0.498"), prose("a", color=INK)]) == []


def test_a_formula_that_ends_in_a_wide_space_goes_on_at_its_right():
    case = formula("abs(x) > 1: quad", color=INK)
    result = formula("b = 0", color=INK).next_to(case, RIGHT)
    assert statements([result, case]) == ["abs(x) > 1: quad b = 0"]


def test_a_readout_states_the_value_shown_with_the_sign_that_is_true():
    number = Readout("c", 1.0, color=INK)
    assert statements([number.set_value(0.5)]) == ["c = 0.5"]
    assert statements([number.set_value(0.4987)]) == ["c approx 0.5"]


def test_a_readout_in_units_of_a_power_of_ten_says_so():
    assert statements([Readout("c", 2.5e6, color=INK).set_value(2.5e6)]) == ["10^(-6) thin c = 2.50"]


def test_a_unit_named_elsewhere_is_stated_too():
    assert statements([Readout("theta", 10, unit="degree", color=INK).set_value(45)]) == ["theta = 45 degree"]
