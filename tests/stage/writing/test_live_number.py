"""Live numbers look like typeset ones and stay where they are put."""

import numpy as np
import pytest
from manim import RIGHT, UP

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.typography import formula, letters
from sparsity.stage.writing.live_number import LiveNumber, Readout


def box(mobject) -> np.ndarray:
    region = Region.around(mobject)
    return np.array([region.left, region.bottom, region.right, region.top])


@pytest.mark.parametrize("text", ["0.50", "12.34", "-7.05", "-843.96"])
def test_it_looks_like_the_same_number_typeset_at_once(text: str):
    live = LiveNumber(float(text), decimals=2, color="#FFFFFF")
    typeset = formula(text, color="#FFFFFF")
    live_points = np.concatenate([slot.points for slot in live.submobjects[1:] if len(slot.points)])
    assert live_points.shape == typeset.points.shape
    shift = live_points.mean(axis=0) - typeset.points.mean(axis=0)
    assert live_points == pytest.approx(typeset.points + shift, abs=8e-3)  # Typst rounds places to 0.01 pt


def test_a_change_of_digits_does_not_move_the_others():
    live = LiveNumber(1.12, decimals=2, color="#FFFFFF")
    last_digit = live.submobjects[4]
    before = last_digit.points.copy()
    live.set_value(7.72)
    assert last_digit.points == pytest.approx(before)


def test_minus_zero_is_shown_as_zero():
    live = LiveNumber(-0.001, decimals=2, color="#FFFFFF")
    assert box(live) == pytest.approx(box(LiveNumber(0.0, decimals=2, color="#FFFFFF")))


def test_it_keeps_its_place_and_size_when_moved_and_scaled():
    live = LiveNumber(0.25, decimals=2, color="#FFFFFF").scale(0.5).shift(3 * RIGHT + UP)
    before = box(live)
    live.set_value(0.75).set_value(0.25)
    assert box(live) == pytest.approx(before, abs=1e-9)


def test_a_number_too_long_to_show_is_refused():
    with pytest.raises(ValueError, match="value must be at most"):
        LiveNumber(1e20, decimals=2, color="#FFFFFF")


def test_the_number_stands_right_of_the_equals_sign_on_its_baseline():
    readout = Readout("c", 0.5, color="#FFFFFF").set_value(0.5)
    label, sign, number = readout
    assert box(label)[2] < box(sign)[0] < box(sign)[2] < box(number)[0]
    whole = formula("c = 0.50", color="#FFFFFF")
    assert box(readout)[2] - box(readout)[0] == pytest.approx(whole.width, abs=0.02)


@pytest.mark.parametrize(
    ("value", "sign"), [(0.5, "="), (0.504, "approx"), (0.1 + 0.2, "="), (-0.25, "="), (1 / 3, "approx"), (0.0, "=")]
)
def test_the_sign_says_whether_the_number_is_rounded(value: float, sign: str):
    readout = Readout("c", 0.5, color="#FFFFFF").set_value(value)
    assert readout.is_exact == (sign == "=")
    typeset = letters(f"c {sign} 0")[1].points
    assert readout.sign.points - readout.sign.points.mean(axis=0) == pytest.approx(typeset - typeset.mean(axis=0))


@pytest.mark.parametrize("moved", [False, True])
def test_the_sign_stays_with_its_number(moved: bool):
    readout = Readout("c", 0.5, color="#FFFFFF").set_value(0.5)
    if moved:
        readout.scale(0.5).shift(3 * RIGHT)
    before = box(readout.sign)
    assert box(readout.set_value(1 / 3).set_value(0.25).sign) == pytest.approx(before)


@pytest.mark.parametrize(("magnitude", "shown"), [(2.5e6, 2.5), (2.5e-7, 2.5), (250.0, 250.0), (0.5, 0.5)])
def test_extreme_values_are_shown_in_powers_of_ten(magnitude: float, shown: float):
    readout = Readout("c", magnitude, color="#FFFFFF").set_value(magnitude)
    alone = LiveNumber(shown, decimals=readout.number.decimals, color="#FFFFFF")
    assert box(readout.number)[2] - box(readout.number)[0] == pytest.approx(box(alone)[2] - box(alone)[0])


def test_an_infinite_value_is_shown_by_its_sign():
    live = LiveNumber(float("inf"), decimals=2, color="#FFFFFF")
    sign = formula("infinity", color="#FFFFFF")
    assert live.width == pytest.approx(sign.width, abs=8e-3)
    finite = LiveNumber(2.0, decimals=2, color="#FFFFFF")
    assert box(live.set_value(2.0)) == pytest.approx(box(finite))
