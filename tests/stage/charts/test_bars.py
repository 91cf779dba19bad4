"""Bars stand where the weights say, and only what is exactly zero is a dot."""

from __future__ import annotations

import numpy as np
import pytest
from manim import VGroup, tempconfig

from sparsity.stage.charts.bars import MOST_BARS, Bars, LevelBars, mixture
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.theme import DARK, LIGHT, Theme, current_theme
from sparsity.stage.look.typography import SMALL, formula

REGION = Region(-3, -2, 4, 3)


def rectangles(bars: Bars) -> np.ndarray:
    """Left, bottom, right, top of each bar, from left to right."""
    corners = np.concatenate([bar.points for bar in bars.bars]).reshape(-1, 16, 3)
    boxes = np.column_stack([corners[:, :, 0].min(1), corners[:, :, 1].min(1), *corners.max(1).T[:2]])
    return boxes[np.argsort(boxes[:, 0])]


@pytest.mark.parametrize("n", [1, 2, 7, MOST_BARS])
def test_each_bar_reaches_from_zero_to_its_weight_and_no_two_touch(n):
    values = np.random.default_rng(n).normal(size=n)
    bars = Bars(REGION, values, span=(-4, 4), colors="#FF0000")
    boxes = rectangles(bars)
    zero = bars.zero.get_start()[1]
    unit = (REGION.height) / 8
    assert boxes[:, 3] - zero == pytest.approx(np.maximum(values, 0) * unit)
    assert zero - boxes[:, 1] == pytest.approx(np.maximum(-values, 0) * unit)
    assert (boxes[1:, 0] > boxes[:-1, 2]).all()
    assert REGION.left <= boxes[:, 0].min() <= boxes[:, 2].max() <= REGION.right


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_bars_of_a_contact_are_bright_with_a_rim(theme: Theme):
    with tempconfig({"background_color": theme.background}):
        bars = Bars(REGION, [1, 2], colors=[theme.contact, theme.l1])
        gold, red = bars.bars
        assert (gold.get_fill_color(), gold.get_stroke_color()) == (theme.contact_fill, theme.contact)
        assert (red.get_fill_color(), red.get_stroke_color()) == (theme.l1, theme.l1)


def test_a_weight_that_is_exactly_zero_is_a_hollow_dot_and_a_tiny_one_is_a_bar():
    bars = Bars(REGION, [1, 0, 1e-12, -0.0, -1], colors="#FF0000")
    assert bars.is_zero.tolist() == [False, True, False, True, False]
    assert bars.count == len(rectangles(bars)) == 3
    centers = bars.dots.points.reshape(2, -1, 3).mean(axis=1)
    assert centers == pytest.approx(bars.view.to_scene([(1, 0), (3, 0)]))
    assert bars.dots.get_fill_color() == current_theme().background


def test_colours_stay_with_their_bars():
    bars = Bars(REGION, [1, 2, 3], colors=["#FF0000", "#00FF00", "#FF0000"])
    red, green = bars.bars
    assert len(red.points) == 2 * len(green.points)
    assert green.get_center()[0] == pytest.approx(bars.view.at((1, 0))[0])
    assert [red.get_fill_color().to_hex(), green.get_fill_color().to_hex()] == ["#FF0000", "#00FF00"]
    bars.paint("#0000FF")
    assert {bar.get_fill_color().to_hex() for bar in bars.bars} == {"#0000FF"}


def test_a_sweep_goes_through_straight_mixtures_and_ends_exactly():
    start, middle, end = np.array([1 / 3, 0.1, -2]), np.array([0.7, 0, -1]), np.array([0.7, 0, 0])
    bars = Bars(REGION, start, span=(-2, 1), colors="#FF0000")
    sweep = bars.sweep_to(middle, end)
    assert (sweep.start, sweep.end) == (0, 2)
    sweep.follow(0.25)
    assert bars.values == pytest.approx(0.75 * start + 0.25 * middle)
    sweep.follow(1)
    assert bars.values.tolist() == middle.tolist()
    sweep.follow(1.5)
    assert bars.values == pytest.approx((middle + end) / 2)
    sweep.interpolate(1)
    assert bars.values.tolist() == end.tolist()
    assert bars.count == 1


def test_beyond_its_ends_a_path_stays_where_it_ends():
    corners = [[0.0, 1.0], [1.0, 0.0]]
    assert mixture(corners, -0.1).tolist() == corners[0]
    assert mixture(corners, 1.1).tolist() == corners[1]


def test_names_stand_below_the_bars_or_nowhere():
    wide = Bars(REGION, [1, -1, 1], colors="#FF0000", names=["w_1", "w_2", "w_3"])
    assert len(wide.names) == 3
    for index, name in enumerate(wide.names):
        assert name.get_center()[0] == pytest.approx(wide.view.at((index, 0))[0])
        assert REGION.bottom - 0.02 <= name.get_bottom()[1] <= name.get_top()[1] < rectangles(wide)[:, 1].min()
    crowded = Bars(REGION, np.ones(40), colors="#FF0000", names=[f"w_({k})" for k in range(40)])
    assert len(crowded.names) == 0


def test_labels_stand_beyond_the_ends_or_nowhere():
    bars = Bars(REGION, [1, -1], span=(-2, 2), colors="#FF0000")
    up, down = bars.label_tips([formula("1", size=SMALL, color="#FFFFFF"), formula("-1", size=SMALL, color="#FFFFFF")])
    assert up.get_bottom()[1] > bars.tips()[0, 1]
    assert down.get_top()[1] < bars.tips()[1, 1]
    many = Bars(REGION, np.ones(30), colors="#FF0000")
    labels = [formula("123", size=SMALL, color="#FFFFFF") for _ in range(30)]
    assert many.label_tips(labels).submobjects == VGroup().submobjects


@pytest.mark.parametrize(
    ("values", "more", "message"),
    [
        ([], {}, "values must be 1 to 40 weights"),
        (np.ones(41), {}, "values must be 1 to 40 weights"),
        ([[1.0]], {}, "values must be 1 to 40 weights"),
        ([1.0, float("nan")], {"span": (0, 1)}, "values must be 2 finite weights"),
        ([0.0], {}, "span must reach from one side of 0"),
        ([1.0], {"span": (1, 2)}, "span must reach from one side of 0"),
        ([1.0], {"names": ("a", "b")}, "names must be one for each of 1 values, not 2"),
        ([1.0], {"colors": ["#FFFFFF"] * 2}, "colors must be one colour, or one for each of 1 values, not 2"),
    ],
    ids=str,
)
def test_what_cannot_be_drawn_is_refused(values, more, message):
    with pytest.raises(ValueError, match=message):
        Bars(REGION, values, **{"colors": "#FFFFFF", **more})


def test_other_values_have_to_be_as_many():
    with pytest.raises(ValueError, match="values must be 2 finite weights"):
        Bars(REGION, [1.0, 2.0], colors="#FFFFFF").set_values([1.0])


def test_level_bars_run_right_from_an_upright_zero_line_behind_their_names():
    values = np.array([2, 0, -1])
    bars = LevelBars(REGION, values, span=(-2, 4), colors="#FF0000", names=["one", "other", "third"])
    boxes = np.concatenate([bar.points for bar in bars.bars]).reshape(-1, 16, 3)
    zero = bars.zero.get_start()[0]
    unit = bars.view.units[0]
    assert boxes[0, :, 0].max() - zero == pytest.approx(2 * unit)
    assert zero - boxes[1, :, 0].min() == pytest.approx(unit)
    # The first one is on top, and each name stands left of its bar, at its height.
    assert boxes[0, :, 1].min() > boxes[1, :, 1].max()
    for name, tip in zip(bars.names, bars.tips(), strict=True):
        assert name.get_right()[0] < bars.view.region.left
        assert name.get_bottom()[1] < tip[1] < name.get_top()[1]
    assert bars.is_zero.tolist() == [False, True, False]
    assert REGION.left == pytest.approx(min(name.get_left()[0] for name in bars.names))
