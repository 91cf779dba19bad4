"""What is recorded over the price stands where the price and the value say."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.stage.charts.price import Paths, PriceChart, PriceKnob
from sparsity.stage.layout.regions import Region

ROOM = Region(-3, -2, 4, 3)


@pytest.fixture
def chart() -> PriceChart:
    return PriceChart(ROOM, 0.01, 100, (-2.0, 3.0))


def test_each_power_of_ten_is_as_wide_as_the_next_and_all_stays_in_its_room(chart):
    places = chart.to_scene([0.01, 0.1, 1, 10, 100], np.zeros(5))
    assert np.diff(places[:, 0]) == pytest.approx([np.diff(places[:, 0])[0]] * 4)
    assert ROOM.grown(0.15).contains(Region.around(chart))


def test_a_record_grows_from_high_prices_to_low_ones(chart):
    prices = np.array([0.01, 1, 100])
    record = chart.record(prices, [1, 2, 0], color="#FF0000")
    record.show_up_to(chart.progress(1))
    assert record.points[0] == pytest.approx(chart.at(100, 0))
    assert record.points[-1] == pytest.approx(chart.at(1, 2))
    record.show_up_to(chart.progress(0.01))
    assert record.points[-1] == pytest.approx(chart.at(0.01, 1))


def test_a_record_is_cut_where_the_chart_ends(chart):
    record = chart.record([0.01, 100], [6, 0], color="#FF0000")
    record.show_up_to(chart.progress(0.01))
    assert record.points[:, 1].max() == pytest.approx(chart.at(1, 3)[1])


def test_heads_stand_at_the_weights_and_the_knob_at_the_price(chart):
    paths = Paths(chart, np.array([0.01, 100]), np.array([[1, -1], [0, 0]]), color="#FF0000")
    paths.fall_to(1, [0.5, -0.5])
    centers = paths.heads.points.reshape(2, -1, 3).mean(axis=1)
    assert centers == pytest.approx(chart.to_scene([1, 1], [0.5, -0.5]), abs=1e-3)
    knob = PriceKnob(chart, 100).turn_to(0.1)
    assert knob[1].get_center() == pytest.approx(chart.at(0.1, -2))
