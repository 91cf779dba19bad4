"""Many at once: each stands where the geometry says, in one path, and the counters count."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sparsity.geometry import Hyperplane, contacts_by_angle
from sparsity.stage.actors.many import Many
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.in_turn import InTurn
from sparsity.stage.planes.view import View
from sparsity.stage.writing.tally import Tally

ANGLES = np.random.default_rng(0).uniform(0, math.tau, 200)
LINES = [Hyperplane([math.cos(angle), math.sin(angle)], 0.5) for angle in ANGLES]
TIPS = contacts_by_angle(ANGLES, 0.5, 1)


@pytest.fixture
def view() -> View:
    return View(np.array([-1.0, -1.0]), np.array([1.0, 1.0]), Region(0, 0, 6, 6))


def test_two_hundred_lines_are_one_mobject_with_two_hundred_pieces(view):
    traces = Many.lines(view, LINES, color="#FFFFFF", kept=200)
    assert len(traces.points) == 0
    traces.show_first(200)
    assert traces.get_family() == [traces]
    pieces = traces.points.reshape(200, 4, 3)
    for line, piece in zip(LINES, pieces, strict=True):
        assert piece[[0, 3]] == pytest.approx(view.to_scene(line.clip_to_box(view.lower, view.upper)))


def test_the_first_few_stay_when_more_are_shown(view):
    traces = Many.lines(view, LINES, color="#FFFFFF")
    traces.show_first(3)
    three = traces.points.copy()
    traces.show_first(7)
    assert len(traces.points) == 7 * 4
    assert np.array_equal(traces.points[:12], three)


def test_of_lines_the_last_few_are_kept(view):
    traces, every = (Many.lines(view, LINES, color="#FFFFFF", kept=kept) for kept in (16, 200))
    for many in (traces, every):
        many.show_first(50)
    assert np.array_equal(traces.points, every.points[-16 * 4 :])


def test_dots_stand_at_their_points_and_only_in_sight(view):
    points = [*TIPS[:5], (5.0, 0.0)]
    dots = Many.dots(view, points, color="#FFFFFF", radius=0.07)
    dots.show_first(6)
    assert dots.points[::4] == pytest.approx(view.to_scene(TIPS[:5]))
    assert dots.get_stroke_width() == pytest.approx(14)


@pytest.mark.parametrize("p", [1, 2, 0.5, math.inf])
def test_balls_are_cut_by_the_window(view, p):
    balls = Many.balls(view, p, [0.5, 1.2], color="#FFFFFF")
    balls.show_first(1)
    assert np.abs(balls.points[:, :2] / 3 - 1).max() == pytest.approx(0.5)
    balls.show_first(2)
    assert np.abs(balls.points[:, :2] / 3 - 1).max() < 1 + 1e-9


def test_no_line_in_sight_is_no_piece(view):
    traces = Many.lines(view, [Hyperplane([1.0, 0.0], 5), LINES[0]], color="#FFFFFF")
    traces.show_first(1)
    assert len(traces.points) == 0
    traces.show_first(2)
    assert len(traces.points) == 4


def test_they_follow_their_view(view):
    dots = Many.dots(view, TIPS, color="#FFFFFF")
    dots.show_first(4)
    view.move_to(view.lower * 2, view.upper * 2, view.region)
    assert dots.points[::4] == pytest.approx(view.to_scene(TIPS[:4]))


def test_they_are_shown_in_turn_with_a_counter_that_tells_the_truth(view):
    is_above = TIPS[:, 1] > 0
    traces, tally = Many.dots(view, TIPS, color="#FFFFFF"), Tally.of("above:", is_above, color="#FFFFFF")
    acted = []
    animation = InTurn(traces, tally, count=200, act=acted.append)
    animation.begin()
    assert (len(traces.points), tally.number.text, acted) == (0, "0", [])
    animation.interpolate(0.5)
    assert len(traces.points) == 50 * 4
    assert tally.number.text == str(is_above[:50].sum())
    animation.interpolate(1)
    assert (len(traces.points), acted) == (800, [49, 199])
    assert tally.number.text == str(is_above.sum())


def test_a_counter_stands_on_the_baseline_of_its_words():
    tally = Tally("at a tip:", [0, 1], color="#FFFFFF")
    # The colon and the "a" stand on it, the "p" reaches below.
    assert tally.words.get_bottom()[1] + tally.words.descent == pytest.approx(tally.number.get_bottom()[1], abs=0.02)
    assert tally.words.get_right()[0] < tally.number.get_left()[0]
