"""One eye sees space: nothing along its direction moves, and what a solid hides is dashed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sparsity.geometry import AffineSet, Hyperplane, Solid, first_contact
from sparsity.stage.actors.solids import FlatInSpace, Polyhedron, SpaceAxes, Sphere
from sparsity.stage.layout.regions import Region
from sparsity.stage.planes.eye import STEEPEST, Eye
from sparsity.stage.planes.space import SpaceView
from sparsity.stage.planes.view import View

INK = "#FFFFFF"
TILT = 1.2


@pytest.fixture
def view() -> View:
    return View(np.array([-2.0, -2.0]), np.array([2.0, 2.0]), Region.centred((1, 0.5), 6, 6))


def pieces(points: np.ndarray) -> np.ndarray:
    return points.reshape(-1, 4, 3)[:, [0, 3]]


@pytest.mark.parametrize("turn", [-0.7, 0.0, 2.5])
def test_the_eye_does_not_see_motion_towards_it(view: View, turn: float):
    space = SpaceView(view, turn=turn, tilt=TILT)
    points = np.random.default_rng(0).uniform(-1, 1, (5, 3))
    assert np.linalg.norm(space.direction) == pytest.approx(1)
    assert space.to_scene(points + 0.7 * space.direction) == pytest.approx(space.to_scene(points))


def test_from_straight_above_space_is_the_plane(view: View):
    points = np.array([[0.5, -1.0, 3.0], [1.5, 0.25, 0.0]])
    assert SpaceView(view).to_scene(points) == pytest.approx(view.to_scene(points[:, :2]))


def test_lengths_across_the_view_are_kept(view: View):
    space = SpaceView(view, turn=0.4, tilt=TILT)
    across = np.cross(space.direction, [0, 0, 1])
    across /= np.linalg.norm(across)
    assert np.linalg.norm(space.at(across) - space.at(np.zeros(3))) == pytest.approx(view.unit)


def test_the_relief_is_seen_with_the_same_eye(view: View):
    eye = Eye(view, 2.0)
    eye.angle = STEEPEST
    up = eye.project([(0.0, 0.0)] * 2, [0.0, 1.0])
    assert up[1, 0] == pytest.approx(up[0, 0])
    assert up[1, 1] > up[0, 1]


@pytest.mark.parametrize("turn", np.linspace(0.1, 6.2, 7))
def test_edges_out_of_sight_are_dashed_and_the_others_whole(view: View, turn: float):
    space = SpaceView(view, turn=float(turn), tilt=TILT)
    ball = Polyhedron(space, Solid.octahedron(1), 1.5, color=INK)
    seen = ball.solid.edges_towards(space.direction)
    starts, ends = (space.to_scene(ball.solid.corners[ball.solid.edges[:, i]]) for i in (0, 1))
    drawn = {tuple(np.round(piece.ravel(), 6)) for piece in pieces(ball.visible.points)}
    assert drawn == {tuple(np.round([*a, *b], 6)) for a, b in zip(starts[seen], ends[seen], strict=True)}
    assert len(pieces(ball.hidden.points)) > 2 * (~seen).sum()
    assert sum(len(face.points) > 0 for face in ball.faces) == ball.solid.faces_towards(space.direction).sum()


def test_a_sphere_has_its_radius_from_every_side(view: View):
    for turn in (0.0, 1.0):
        sphere = Sphere(SpaceView(view, turn=turn, tilt=TILT), 1.5, color=INK)
        assert sphere.outline.width == pytest.approx(3 * view.unit, rel=1e-3)
        assert len(sphere.visible.points) > len(sphere.hidden.points) > 0


def test_a_plane_is_before_the_ball_from_one_side_and_behind_it_from_the_other(view: View):
    plane = Hyperplane([0.5, 2, 1], 2)
    ball = Solid.octahedron(first_contact(plane, 1).radius)
    here, there = (
        FlatInSpace(SpaceView(view, turn=turn, tilt=TILT), plane, 1.5).follow_eye(ball) for turn in (0.0, math.pi)
    )
    assert (len(here.before.points) == 0, len(here.behind.points) > 0) == (True, True)
    assert (len(there.before.points) > 0, len(there.behind.points) == 0) == (True, True)
    assert len(here.hidden.points) > 0
    assert len(there.hidden.points) == 0


def test_a_line_goes_through_its_box_and_its_answers(view: View):
    line = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])
    space = SpaceView(view, turn=-0.5, tilt=TILT)
    flat = FlatInSpace(space, line, 1.8)
    (start, end), *more = pieces(flat.visible.points)
    assert not more
    way, spoke = end - start, space.at(first_contact(line, 1).vertices[0]) - start
    assert np.cross(way, spoke)[2] == pytest.approx(0, abs=1e-9)
    assert 0 < way @ spoke / (way @ way) < 1
    assert len(flat.before.points) == len(flat.behind.points) == 0


def test_names_stand_beyond_the_ends_of_their_axes(view: View):
    axes = SpaceAxes(SpaceView(view, turn=-0.5, tilt=TILT), 1.8)
    for name, (start, end) in zip(axes.names, pieces(axes.lines.points), strict=True):
        assert np.linalg.norm(name.get_center() - start) > np.linalg.norm(end - start)
