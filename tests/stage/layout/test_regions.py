"""Regions, windows and label placement."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import Line, Square, VGroup, config, tempconfig

from sparsity.stage.layout.labels import along_edge, along_line, beside_point, crosses, place_clear
from sparsity.stage.layout.regions import Layout, Region, current_layout, fit_frame_to_pixels
from sparsity.stage.planes.view import View
from sparsity.stage.planes.weight_plane import WeightPlane
from sparsity.stage.planes.window import Window

SIZES = {"16:9": (1920, 1080), "4:3": (1440, 1080), "1:1": (1080, 1080), "9:16": (1080, 1920), "21:9": (2520, 1080)}


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def layout(request) -> Layout:
    width, height = request.param
    with tempconfig({"pixel_width": width, "pixel_height": height}):
        fit_frame_to_pixels()
        assert config.frame_width / config.frame_height == pytest.approx(width / height)
        yield current_layout()


def test_plane_and_panel_share_the_safe_area_without_overlap(layout: Layout):
    assert layout.safe.grown(1e-9).contains(layout.plane)
    assert layout.safe.grown(1e-9).contains(layout.panel)
    assert not layout.plane.overlaps(layout.panel)
    assert layout.plane.width == pytest.approx(layout.plane.height)


def test_the_height_of_a_frame_is_used(layout: Layout):
    parts = [part for part in (layout.headline, layout.plane, layout.panel) if part]
    used = max(part.top for part in parts) - min(part.bottom for part in parts)
    assert used > 0.85 * layout.safe.height
    if layout.headline:
        assert layout.safe.grown(1e-9).contains(layout.headline)
        assert not any(layout.headline.overlaps(part) for part in (layout.plane, layout.panel, layout.room_for_labels))


def test_the_safe_area_leaves_four_percent_on_each_side(layout: Layout):
    assert layout.safe.width == pytest.approx(0.92 * config.frame_width)
    assert layout.safe.height == pytest.approx(0.92 * config.frame_height)


def test_plane_and_panel_use_most_of_the_frame(layout: Layout):
    used = layout.plane.width * layout.plane.height + layout.panel.width * layout.panel.height
    assert used > 0.6 * layout.safe.width * layout.safe.height


def test_a_weight_plane_with_its_numbers_stays_in_its_region(layout: Layout):
    for extent in (0.7, 1500.0, 3e-7, 9e8):
        plane = WeightPlane(layout.plane, Window.to_show(extent))
        assert layout.plane.grown(0.02).contains(Region.around(plane))


def test_both_axes_have_equal_units(layout: Layout):
    view = WeightPlane(layout.plane, Window.to_show(0.7)).view
    origin, right, up = view.to_scene([(0, 0), (0.3, 0), (0, 0.3)])
    assert right[0] - origin[0] == pytest.approx(up[1] - origin[1])
    assert right[1] == pytest.approx(origin[1])
    assert up[0] == pytest.approx(origin[0])


@given(st.floats(1e-12, 1e12))
def test_a_window_shows_what_it_must_and_little_more(extent: float):
    window = Window.to_show(extent)
    assert extent <= window.half_width * (1 + 1e-9)
    assert window.half_width <= 1.5 * extent
    steps = window.half_width / window.tick
    assert steps == pytest.approx(round(steps))
    assert 3 <= round(steps) <= 5


@pytest.mark.parametrize("extent", [0.0, -1.0, float("nan"), float("inf")])
def test_a_window_refuses_what_is_no_extent(extent: float):
    with pytest.raises(ValueError, match="extent must be a positive finite number"):
        Window.to_show(extent)


def test_a_point_on_the_border_belongs_to_the_view():
    view = View(np.array([-0.2, -0.2]), np.array([0.2, 0.2]), Region(0, 0, 1, 1))
    assert view.shows((0.1 + 0.1, 0.3 - 0.1))
    assert not view.shows((0.2001, 0.0))


def test_a_label_finds_the_free_side():
    label, obstacle = Square(0.5), Square(1.0).move_to((0.8, 0.6, 0))
    room = Region(-3, -3, 3, 3)
    anchors = beside_point(label, np.zeros(3), 0.1)
    assert place_clear(label, anchors, within=room, curves=[obstacle])
    assert not crosses(obstacle, Region.around(label))
    assert not Region.around(label).overlaps(Region.centred((0, 0), 0.1, 0.1))


def test_a_label_with_no_room_stays_where_it_was():
    label = Square(0.5).move_to((2, 2, 0))
    anchors = beside_point(label, np.zeros(3), 0.1)
    assert not place_clear(label, anchors, within=Region(-0.2, -0.2, 0.2, 0.2))
    assert label.get_center() == pytest.approx((2, 2, 0))


def test_a_label_beside_a_line_does_not_touch_it():
    label = Square(0.4)
    start, end = np.array([-1.0, -2.0, 0.0]), np.array([1.0, 2.0, 0.0])
    for anchor in along_line(label, start, end, 0.1):
        assert not crosses(Line(start, end), Region.centred(anchor, 0.4, 0.4))


def test_a_label_on_top_of_a_region_stands_above_it():
    label, region = Square(0.4), Region(-2, -2, 2, 2)
    for anchor in along_edge(label, region, np.array([1.0, 2.0, 0.0]), 0.1):
        assert Region.centred(anchor, 0.4, 0.4).bottom == pytest.approx(2.1)


def test_curves_inside_a_group_are_seen():
    assert crosses(VGroup(VGroup(Line((-1, 0, 0), (1, 0, 0)))), Region(-0.1, -0.1, 0.1, 0.1))
    assert not crosses(VGroup(Line((-1, 1, 0), (1, 1, 0))), Region(-0.1, -0.1, 0.1, 0.1))
