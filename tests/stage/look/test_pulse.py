"""What is attended to swells and sinks back; the rest stays as it is."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Circle, Dot, Line, Rectangle, VGroup

from sparsity.stage.look.pulse import swells


def half_way(mobject, *on_screen):
    """The mobject in the middle of its pulse."""
    for swell in swells(mobject, on_screen or mobject.get_family()):
        swell.begin()
        swell.interpolate(0.5)
    return mobject


def test_a_dot_grows_in_its_place():
    dot = half_way(Dot([1, 2, 0], radius=0.1))
    assert dot.width == pytest.approx(0.2 * 1.12)
    assert dot.get_center() == pytest.approx([1, 2, 0])


def test_a_wide_label_grows_by_no_more_than_there_is_room_for():
    assert half_way(Rectangle(width=4, height=0.4, fill_opacity=1)).width == pytest.approx(4.3)


def test_a_lines_points_stay_and_its_stroke_swells():
    line = half_way(Line([-1, 0, 0], [1, 1, 0], stroke_width=5))
    assert (line.points == Line([-1, 0, 0], [1, 1, 0]).points).all()
    assert line.get_stroke_width() > 7


def test_a_balls_outline_stays_where_the_geometry_put_it():
    ball = half_way(Circle(1, fill_opacity=0.18, stroke_width=5))
    assert (ball.points == Circle(1).points).all()
    assert ball.get_stroke_width() > 7


def test_a_group_swells_as_one():
    mark = half_way(VGroup(Dot(radius=0.1), Circle(0.2)))
    assert [part.width for part in mark] == pytest.approx([0.2 * 1.12, 0.4 * 1.12])


def test_afterwards_all_is_as_before_to_the_last_bit():
    parts = VGroup(Dot([0.1, 0.7, 0], radius=0.1), Circle(0.21)), Line([0.1, 0, 0], [0.3, 0.1, 0])
    before = [part.points.copy() for mobject in parts for part in mobject.get_family()]
    width = parts[1].get_stroke_width()
    for mobject in parts:
        for swell in swells(mobject, mobject.get_family()):
            swell.begin()
            swell.interpolate(0.3)
            swell.finish()
    after = [part.points for mobject in parts for part in mobject.get_family()]
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))
    assert parts[1].get_stroke_width() == width


def test_what_is_not_on_screen_is_passed_over():
    dot, ring = Dot(), Circle()
    half_way(VGroup(dot, ring), dot)
    assert dot.width > 0.17
    assert ring.width == 2
    assert swells(ring, [dot]) == []
