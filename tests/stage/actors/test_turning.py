"""The turning line and its strip chart show what the geometry says, at every angle."""

from __future__ import annotations

import math

import numpy as np
import pytest
from manim import VMobject

from sparsity.geometry import first_contact, tie_angles
from sparsity.stage.actors.turning import TurningLine
from sparsity.stage.charts.strip import StripChart, Trace, TraceMarks
from sparsity.stage.layout.labels import outline_segments
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.typography import formula
from sparsity.stage.planes.view import View

VIEW = View(np.array([-2.0, -2.0]), np.array([2.0, 2.0]), Region(0, 0, 6, 6))
DISTANCE = 1.1
NO_TIES = [0.1, 0.5, 1.0, 2.0, math.pi, 4.0, 5.6, 6.4]


def chart(start: float = 0.1, end: float = 0.1 + math.tau) -> StripChart:
    return StripChart(Region(0, 0, 5, 3), start, end, 0.7, formula("a", color="#FFFFFF"))


@pytest.mark.parametrize("angle", NO_TIES)
def test_the_diamond_touches_the_turned_line_at_a_tip(angle: float):
    turning = TurningLine(VIEW, DISTANCE, 0.3)
    turning.set_angle(angle)
    contact = first_contact(turning.line_at(angle), 1)
    assert turning.diamond.radius == pytest.approx(contact.radius)
    assert turning.tip_dot.get_center() == pytest.approx(VIEW.at(contact.vertices[0]))
    assert len(turning.edge.points) == 0


@pytest.mark.parametrize("angle", tie_angles(1))
def test_a_tie_shows_the_whole_edge_and_no_tip(angle: float):
    turning = TurningLine(VIEW, DISTANCE, 0.3)
    turning.set_angle(angle)
    assert len(turning.tip_dot.points) == 0
    ends = VIEW.to_scene(first_contact(turning.line_at(angle), 1).vertices)
    assert turning.edge.points[[0, -1]] == pytest.approx(ends)


@pytest.mark.parametrize("angle", [*NO_TIES, *tie_angles(1)])
def test_the_circle_touches_it_at_the_end_of_the_radius(angle: float):
    turning = TurningLine(VIEW, DISTANCE, 0.3)
    turning.set_angle(angle)
    (foot,) = first_contact(turning.line_at(angle), 2).vertices
    assert turning.foot_dot.get_center() == pytest.approx(VIEW.at(foot))
    assert turning.radius.points[[0, -1]] == pytest.approx(VIEW.to_scene([(0, 0), foot]))
    assert turning.circle.radius == DISTANCE
    start, end = (turning.line.points[[0, -1], :2] - VIEW.origin[:2]) / VIEW.unit
    normal = np.array([math.cos(angle), math.sin(angle)])
    assert [start @ normal, end @ normal] == pytest.approx([DISTANCE, DISTANCE])


def test_turning_back_leaves_no_trace_of_a_tie():
    turning = TurningLine(VIEW, DISTANCE, 0.3)
    before = [part.points.copy() for part in turning.moving]
    turning.set_angle(math.pi / 4)
    turning.set_angle(0.3)
    for part, points in zip(turning.moving, before, strict=True):
        assert part.points == pytest.approx(points)


def pieces_of(trace: VMobject) -> list[tuple[float, float]]:
    """From where to where, across, each straight piece of a trace runs."""
    starts, ends = trace.points[::4], trace.points[3::4]
    return [(float(start[0]), float(end[0])) for start, end in zip(starts, ends, strict=True)]


def test_a_trace_ends_at_the_angle_it_was_asked_for():
    paper = chart()
    angles = np.linspace(paper.start, paper.end, 50)
    trace = Trace(paper, [(angles, np.abs(np.sin(angles)) / 2)], color="#FFFFFF")
    for angle in (0.2, 1.234, 4.0, paper.end):
        trace.show_up_to(angle)
        assert trace.points[-1] == pytest.approx(paper.at(angle, np.interp(angle, angles, np.abs(np.sin(angles)) / 2)))
        starts, ends = outline_segments(trace.points)
        assert np.all(starts[1:, 0] == pytest.approx(ends[:-1, 0]))
    assert len(trace.show_up_to(paper.start).points) == 0


def test_a_trace_is_never_joined_across_a_gap():
    paper = chart()
    pieces = [(np.array([0.1, 1.0]), np.zeros(2)), (np.array([2.0, 3.0]), np.zeros(2))]
    trace = Trace(paper, pieces, color="#FFFFFF")
    inside_gap, across = paper.at(1.5, 0)[0], [paper.at(angle, 0)[0] for angle in (1.0, 2.0)]
    for angle in (1.0, 1.5, 2.0, 2.5, 3.0, 5.0):
        trace.show_up_to(angle)
        assert not any(start < inside_gap < end for start, end in pieces_of(trace))
    assert pieces_of(trace)[0][1] == pytest.approx(across[0])
    assert pieces_of(trace)[1][0] == pytest.approx(across[1])


def test_marks_appear_when_their_angle_is_reached():
    paper = chart()
    marks = TraceMarks(paper, np.array([1.0, 2.0]), np.zeros(2), color="#FFFFFF", is_open=True)
    assert len(marks.show_up_to(0.999).points) == 0
    one = marks.show_up_to(1.0)
    assert one.get_center() == pytest.approx(paper.at(1.0, 0), abs=1e-6)
    assert one.get_fill_opacity() == 0
    assert len(marks.show_up_to(9).points) == 2 * len(marks.show_up_to(1.5).points)


@pytest.mark.parametrize(("start", "end"), [(0.1, 0.1 + math.tau), (4.0, 4.0 + math.pi), (0.0, 2 * math.tau)])
def test_the_chart_stays_in_its_region(start: float, end: float):
    paper = chart(start, end)
    assert Region(0, 0, 5, 3).grown(0.01).contains(Region.around(paper))
    assert paper.at(start, 0)[:2] == pytest.approx(paper.view.region.lower)
    assert paper.at(end, paper.top_value)[:2] == pytest.approx(paper.view.region.upper)
