"""The window of a plane moves: everything stays at its weights, and the numbers along the axes tell where one is."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import Square, VGroup

from sparsity.geometry import Hyperplane, LpBall
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.lines import SolutionLine, WayAlongAxes
from sparsity.stage.actors.marks import AnswerDot, ContactEdge, ContactMark
from sparsity.stage.actors.perpendicular import Radius, RightAngleMark
from sparsity.stage.layout.regions import Region
from sparsity.stage.look import typography
from sparsity.stage.look.strokes import ACTOR_STROKE
from sparsity.stage.planes.pins import pin_at
from sparsity.stage.planes.push_in import PushIn
from sparsity.stage.planes.view import View
from sparsity.stage.planes.way import Way
from sparsity.stage.planes.weight_plane import WeightPlane
from sparsity.stage.planes.window import Window

ROOM = Region.centred((-2, 0.3), 7, 7)
WIDE = Window.to_show(0.75)
CLOSE = Window.to_show(0.1).around((0.5, 0.025))
HUGE = Window.to_show(1450)
LINE = Hyperplane([10, 1], 5)
TIP = np.array([0.5, 0.0])
FOOT = np.array([50.0, 5.0]) / 101
extents = st.floats(1e-9, 1e9)


@pytest.fixture
def plane() -> WeightPlane:
    return WeightPlane(ROOM, WIDE)


def halfway(plane: WeightPlane, window: Window, *actors: object) -> PushIn:
    animation = PushIn(plane, window, actors)
    animation.begin()
    animation.interpolate(0.5)
    return animation


# The way


@given(extents, extents, st.tuples(*[st.floats(-3, 3)] * 2))
def test_the_scale_changes_at_a_steady_rate_and_one_point_stays_where_it_is(one, other, share):
    start, end = Window.to_show(one), Window.to_show(other).around(np.array(share) * other)
    way = Way(start, end)
    for fraction, exact in ((0, start), (1, end)):
        lower, upper = way.bounds(fraction)
        assert np.array_equal([lower, upper], [exact.lower, exact.upper])
    lower, upper = way.bounds(0.25)
    ratio = end.half_width / start.half_width
    assert (upper - lower) / 2 == pytest.approx(start.half_width * ratio**0.25)
    if not 0.9 < ratio < 1.1:
        stays = (start.lower * end.half_width - end.lower * start.half_width) / (end.half_width - start.half_width)
        place = (stays - start.lower) / start.half_width
        assert (stays - lower) / (upper - lower) * 2 == pytest.approx(place, rel=1e-6, abs=1e-6)


@given(extents, extents)
def test_at_every_scale_on_the_way_there_are_numbers_to_read(one, other):
    way = Way(Window.to_show(one), Window.to_show(other))
    for fraction in np.linspace(0, 1, 101):
        (_, upper), scales = way.bounds(fraction), way.scales(fraction)
        assert len(scales) in (1, 2)
        assert sum(opacity for _, opacity in scales) == pytest.approx(1)
        counts = [len(scale.numbers(0, -upper[0], upper[0])) for scale, _ in scales]
        assert max(counts) >= 3
        assert min(counts) <= 11


def test_a_window_that_only_moves_keeps_its_numbers():
    way = Way(WIDE, WIDE.around((0.8, 0)))
    assert all(len(way.scales(fraction)) == 1 for fraction in np.linspace(0, 1, 11))
    assert np.allclose(way.bounds(0.5)[0], [-0.4, -0.8])


# The numbers


@given(extents, st.integers(-9, 9), st.integers(-9, 9))
def test_both_ends_of_both_axes_have_their_numbers(extent, across, up):
    window = Window.to_show(extent)
    window = window.around(window.tick * np.array([across, up]))
    for axis in (0, 1):
        numbers = window.numbered(axis)
        assert numbers[0] == pytest.approx(window.lower[axis], abs=1e-9 * window.tick)
        assert numbers[-1] == pytest.approx(window.upper[axis], abs=1e-9 * window.tick)
        assert 3 <= len(numbers) <= 8


@pytest.mark.parametrize("window", [WIDE, CLOSE, HUGE, Window.to_show(2.5e6), Window.to_show(5)], ids=str)
def test_the_first_numbers_of_the_two_rows_do_not_meet(window):
    plane = WeightPlane(ROOM, window)
    below, left = (row.submobjects for row in plane.numbers.submobjects[:2])
    boxes = [Region.around(number).grown(0.03) for number in (*below, *left)]
    for index, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[index + 1 :])


def test_it_arrives_at_the_plane_that_the_window_has_by_itself(plane):
    for window in (HUGE, CLOSE, WIDE):
        animation = PushIn(plane, window, [])
        animation.begin()
        for fraction in (0, 0.3, 0.7, 1):
            animation.interpolate(fraction)
        fresh = WeightPlane(ROOM, window)
        assert plane.get_all_points() == pytest.approx(fresh.get_all_points(), abs=1e-9)
        assert plane.window == window
        assert [text.source for row in plane.numbers for text in row] == [
            text.source for row in fresh.numbers for text in row
        ]


@pytest.mark.parametrize("window", [CLOSE, HUGE, WIDE.around((0.4, 0.2))], ids=str)
def test_the_numbers_on_the_way_stand_where_those_at_rest_do(plane, window):
    rest = Region.around(plane.numbers)
    animation = PushIn(plane, window, [])
    animation.begin()
    passing = VGroup(*animation._passing.rows)
    on_the_way = Region.around(passing)
    assert [*rest.lower, *rest.upper] == pytest.approx([*on_the_way.lower, *on_the_way.upper], abs=0.015)


def test_no_number_is_typeset_while_the_window_moves(plane, monkeypatch):
    animation = PushIn(plane, HUGE, [])
    animation.begin()
    monkeypatch.setattr(typography, "outlines", None)
    for fraction in np.linspace(0, 0.99, 50):
        animation.interpolate(fraction)


# What is on the plane


def test_everything_stays_at_its_weights(plane):
    view = plane.view
    line, mark, dot = SolutionLine(view, LINE), ContactMark(view, TIP), AnswerDot(view, FOOT)
    radius, way = Radius(view, FOOT, color="#FFFFFF"), WayAlongAxes(view, FOOT)
    ball = NormBall(view, 2, 0.3, color="#FFFFFF")
    edge = ContactEdge(view, [TIP, TIP[::-1]])
    actors = (line, mark, dot, radius, way, ball, edge)
    sizes = [(mark.width, mark.ring.get_stroke_width()), (dot.width, dot.get_stroke_width())]
    halfway(plane, Window.to_show(1.6), *actors)
    assert view.upper == pytest.approx(math.sqrt(0.8 * 1.6))
    ends = LINE.clip_to_box(view.lower, view.upper)
    assert np.array([line.get_start(), line.get_end()]) == pytest.approx(view.to_scene(ends))
    assert mark.get_center() == pytest.approx(view.at(TIP))
    assert mark.dot.get_center() == pytest.approx(view.at(TIP))
    assert dot.get_center() == pytest.approx(view.at(FOOT))
    assert [(mark.width, mark.ring.get_stroke_width()), (dot.width, dot.get_stroke_width())] == [
        tuple(map(pytest.approx, pair)) for pair in sizes
    ]
    for drawn, start, end in ((radius, (0, 0), FOOT), (way, (0, 0), FOOT), (edge, TIP, TIP[::-1])):
        assert drawn.get_start() == pytest.approx(view.at(start))
        assert drawn.get_end() == pytest.approx(view.at(end))
    assert ball.points[::4] == pytest.approx(view.to_scene(LpBall(2, 0.3).boundary(257)[:-1]))
    assert {actor.get_stroke_width() for actor in (line, radius, way, ball)} == {ACTOR_STROKE}


def test_a_mark_out_of_sight_is_hidden_and_comes_back(plane):
    mark, corner = ContactMark(plane.view, -TIP), RightAngleMark(plane.view, -TIP, TIP)
    before, angle = mark.get_all_points().copy(), corner.points.copy()
    for window, is_seen in ((CLOSE, False), (WIDE, True)):
        animation = PushIn(plane, window, [mark, corner])
        animation.begin()
        animation.interpolate(1)
        assert bool(len(mark.get_all_points())) == bool(len(corner.points)) == is_seen
    assert mark.get_all_points() == pytest.approx(before)
    assert corner.points == pytest.approx(angle)


def test_a_label_keeps_its_distance_from_its_point(plane):
    label = Square(0.4).move_to(plane.view.at(TIP) + [0.5, 0.3, 0])
    pin_at(label, plane.view, TIP)
    halfway(plane, CLOSE, label)
    assert label.get_center() - plane.view.at(TIP) == pytest.approx([0.5, 0.3, 0])
    assert label.width == pytest.approx(0.4)


def test_what_is_off_stage_has_followed_when_the_window_arrives(plane):
    on, off = AnswerDot(plane.view, TIP), AnswerDot(plane.view, FOOT)
    copied = off.copy()
    before = off.get_center()
    animation = halfway(plane, CLOSE, on)
    assert off.get_center() == pytest.approx(before)
    animation.interpolate(1)
    for dot in (off, copied):
        assert dot.get_center() == pytest.approx(plane.view.at(FOOT))


def test_what_is_on_another_plane_stays(plane):
    other = WeightPlane(Region.centred((5, 0), 3, 3), WIDE)
    dot = AnswerDot(other.view, TIP)
    before = dot.get_center()
    animation = halfway(plane, CLOSE, dot)
    animation.interpolate(1)
    assert dot.get_center() == pytest.approx(before)


def test_a_plane_that_is_grouped_with_others_is_drawn_once(plane):
    dot = AnswerDot(plane.view, TIP)
    first = halfway(plane, CLOSE, dot)
    again = halfway(plane, WIDE, first.mobject)
    assert again.mobject.submobjects == [plane, dot]


def test_something_else_may_change_on_the_way(plane):
    line = SolutionLine(plane.view, LINE)
    fractions = []

    def follow(fraction: float) -> None:
        fractions.append(fraction)
        line.turn_to(Hyperplane([10, 1], 5 + fraction))

    animation = PushIn(plane, HUGE, [line], follow)
    animation.begin()
    animation.interpolate(1)
    assert fractions == [0, 1]
    assert line.points[[0, -1]] == pytest.approx(
        plane.view.to_scene(Hyperplane([10, 1], 6).clip_to_box(HUGE.lower, HUGE.upper))
    )


# Balls that a window cuts


@pytest.mark.parametrize("p", [0.5, 1, 2, math.inf])
def test_a_window_cuts_a_ball_and_draws_no_border_along_the_cut(p):
    view = View(np.array([-0.2, -0.2]), np.array([0.8, 0.8]), Region(0, 0, 5, 5))
    ball = NormBall(view, p, 0.5, color="#FFFFFF")
    (outline,) = ball.submobjects
    ball.set_fill(opacity=0.5)
    assert [ball.get_stroke_width(), outline.get_stroke_width()] == [0, ACTOR_STROKE]
    assert [ball.get_fill_opacity(), outline.get_fill_opacity()] == [0.5, 0]
    for points in (ball.points, outline.points):
        assert np.abs(points[:, :2] - 2.5).max() < 2.5 + 1e-9
    drawn = outline.points[:, :2] / 5 - 0.2
    if p != 0.5:
        # No point of the outline lies inside the ball, as the border of the cut does.
        assert not LpBall(p, 0.5 * (1 - 1e-3)).contains(drawn).any()


def test_a_ball_that_is_whole_again_has_its_border_again(plane):
    ball = NormBall(plane.view, 1, 0.5, color="#FFFFFF", n_points=9)
    ghost = ball.ghost()
    for window, parts in ((CLOSE, 1), (WIDE, 0)):
        animation = PushIn(plane, window, [ball, ghost])
        animation.begin()
        animation.interpolate(1)
        assert len(ball.submobjects) == len(ghost.submobjects) == parts
    assert ball.get_stroke_width() == ACTOR_STROKE > ghost.get_stroke_width() > 0
    assert ball.points[::4] == pytest.approx(plane.view.to_scene(LpBall(1, 0.5).boundary(9)[:-1]))
    assert ghost.points == pytest.approx(ball.points)
