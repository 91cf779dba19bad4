"""One data point, many lines: readable everywhere, and the two planes always tell the same."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import Hyperplane, lp_norm
from sparsity.stage.actors.lines import FittedLine
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import formula
from sparsity.stage.writing.live_number import Readout
from tests.scenes.conftest import SIZES, THEMES, scene_class
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

BEATS = ["One data point", "A line is a dot", "The solution line", "A flat set of answers", "Which answer?"]

# Flat, negative, steep, vertical axis, tie, huge, tiny, not round.
OTHER_POINTS = [
    (0.2, -5),
    (-3, 2),
    (1, 1000),
    (1000, 5),
    (0, 3),
    (-0.01, -7),
    (-1.3, -0.004),
    (1e6, 5),
    (-2.71828, 3.14159),
    (3e-6, 4e12),
]


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene("one_point.py").beats] == BEATS


@pytest.mark.parametrize("data_point", OTHER_POINTS, ids=str)
def test_every_beat_is_readable_with_other_numbers(run_scene, data_point):
    assert run_scene("one_point.py", data_point=data_point).problems == []


@pytest.mark.parametrize("data_point", [(-3, 2), (1, 1000), (-0.01, -7), (3e-6, 4e12)], ids=str)
def test_every_beat_is_readable_with_other_numbers_in_tall_frames(run_scene, data_point):
    assert run_scene("one_point.py", size=SIZES["9:16"], data_point=data_point).problems == []


@pytest.mark.parametrize("data_point", [(10, 5), *OTHER_POINTS], ids=str)
def test_captions_can_be_read(run_scene, data_point):
    run = run_scene("one_point.py", data_point=data_point)
    assert_captions_can_be_read(run, shortest=30, longest=90)


@pytest.mark.parametrize(
    ("data_point", "words"),
    [
        ((10, 5), ["(10, 5)", "b = 5 − 10a"]),
        ((-3, 2), ["(−3, 2)", "b = 2 + 3a"]),
        ((0, 3), ["(0, 3)", "b = 3."]),
        ((-2.71828, 3.14159), ["≈ (−2.718, 3.142)", "b ≈ 3.142 + 2.718a"]),
    ],
    ids=str,
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, data_point, words):
    run = run_scene("one_point.py", data_point=data_point)
    said = " ".join(caption.text.replace("\n", " ") for beat in run.beats for caption in beat.captions)
    for word in words:
        assert word in said


@pytest.mark.parametrize("data_point", [(10, 5), (-3, 2), (0.2, -5)], ids=str)
def test_line_dot_and_numbers_agree_in_every_frame(run_scene, data_point, monkeypatch):
    """Read line and dot back from the frame: they must be the same weights, and fit the data point."""
    seen = []
    follow = Sweep.interpolate_mobject

    def watch(self: Sweep, alpha: float) -> None:
        for step in np.linspace(0, 1, 12) if alpha == 1 else [alpha]:
            follow(self, step)
            parts = self.mobject.submobjects
            seen.append((parts, [part.points.copy() for part in parts]))

    monkeypatch.setattr(Sweep, "interpolate_mobject", watch)
    run = run_scene("one_point.py", size=(428, 240), data_point=data_point)
    scene = run.scene
    plane, data = scene.view, scene.data_plane.view
    span = data.upper - data.lower
    checked = 0
    for parts, points in seen:
        if scene.dot not in parts:
            continue
        (line,) = (p for part, p in zip(parts, points, strict=True) if isinstance(part, FittedLine))
        dot = points[parts.index(scene.dot)]
        middle = (dot[:, :2].min(axis=0) + dot[:, :2].max(axis=0)) / 2
        a, b = plane.lower + (middle - plane.region.lower) / plane.unit
        # The dot lies on the solution line.
        assert data_point[0] * a + b == pytest.approx(data_point[1], rel=1e-6)
        # Both ends of the drawn line lie on y = a x + b.
        for end in line[[0, -1], :2]:
            x, y = data.lower + (end - data.region.lower) / (data.region.upper - data.region.lower) * span
            assert y == pytest.approx(a * x + b, abs=1e-6 * span[1])
        checked += 1
    assert checked > 50


@pytest.mark.parametrize("data_point", [(10, 5), *OTHER_POINTS], ids=str)
def test_the_many_lines_all_fit_and_reach_from_end_to_end(run_scene, data_point):
    scene = run_scene("one_point.py", data_point=data_point).scene
    assert scene.facts.line.contains(scene.fan).all()
    assert len(np.unique(scene.fan, axis=0)) == 25
    assert scene.fan[[0, -1]] == pytest.approx(scene.ends)


def test_the_numbers_of_the_equation_come_from_the_label_of_the_data_point(run_scene):
    scene = run_scene("one_point.py").scene
    origins = scene.values_from(scene.data_label, formula("10 a + b = 5", color="#FFFFFF"))
    assert list(origins) == ["10", "5"]
    for number, part in origins.items():
        assert len(part.family_members_with_points()) == len(number)
    assert scene.values_from(scene.data_label, formula("b = 3", color="#FFFFFF")) == {}


def test_data_space_has_the_width_of_a_tall_frame(run_scene):
    scene = run_scene("one_point.py", size=SIZES["9:16"]).scene
    assert scene.data_plane.border.width > 1.15 * scene.plane.border.width


def shown_at_the_end(run) -> list[Readout]:
    families = (root.get_family() for root in run.scene.mobjects)
    return list({part: None for family in families for part in family if isinstance(part, Readout)})


@pytest.mark.parametrize("data_point", [(1, 4), (-1, 4), (1, -1000), (10, 5), (0.999, 1), (1e6, 5), (0, 3)], ids=str)
def test_the_two_sizes_change_and_differ_where_that_is_said(run_scene, data_point):
    run = run_scene("one_point.py", data_point=data_point)
    middle, last = run.scene.examples[1], max(run.scene.examples[::2], key=lambda w: np.abs(w).min())
    for p in (1, 2):
        assert abs(lp_norm(middle, p) / lp_norm(last, p) - 1) > 0.05
    straight, along = (part for part in shown_at_the_end(run) if "sqrt" in part.source or "abs" in part.source)
    assert straight.number.text != along.number.text


@pytest.mark.parametrize(("data_point", "depends"), [((1, 4), True), ((10, 5), True), ((0, 3), False)], ids=str)
def test_the_answer_is_said_to_depend_on_the_measure_only_where_it_does(run_scene, data_point, depends):
    run = run_scene("one_point.py", data_point=data_point)
    last_caption = run.beats[-1].captions[-1].text.replace("\n", " ")
    assert ("depends on how" in last_caption) == depends
    assert ("both find the same" in last_caption) == (not depends)


def test_a_rounded_equation_is_not_said_to_hold_exactly(run_scene):
    run = run_scene("one_point.py", data_point=(-2.71828, 3))
    (fit,) = (part for part in shown_at_the_end(run) if part.source.startswith("$ -2.718 a + b "))
    assert fit.source == "$ -2.718 a + b approx 3.00 $"


def test_numbers_at_the_end_are_those_of_the_dot(run_scene):
    run = run_scene("one_point.py")
    answer = run.scene.examples[0]
    assert answer == pytest.approx([0.9, -4])
    shown = sorted(readout.shown for readout in shown_at_the_end(run))
    assert shown == pytest.approx([lp_norm(answer, 2), lp_norm(answer, 1), 5.0], abs=0.0051)


# Pixels


@pytest.mark.parametrize(
    ("theme", "data_point"), [("dark", (10, 5)), ("light", (10, 5)), ("dark", (0.2, -5)), ("light", (-3, 2))], ids=str
)
def test_both_lines_lie_where_the_geometry_says(run_scene, theme, data_point):
    run = run_scene("one_point.py", theme, (1920, 1080), data_point=data_point)
    picture, ground = run.pictures["The solution line"], run.theme.background
    line = Hyperplane.through_data_point(*data_point)
    view, data = run.scene.view, run.scene.data_plane.view
    start, end = line.clip_to_box(view.lower, view.upper)
    solution = likeness(picture, run.theme.solution, ground)
    for fraction in (0.1, 0.25, 0.75, 0.9):
        pixel, ahead = run.to_pixels(view.to_scene([start + f * (end - start) for f in (fraction, fraction + 0.01)]))
        across = (ahead - pixel)[::-1] * [1, -1] / np.linalg.norm(ahead - pixel)
        assert abs(centre_along(solution, pixel, across)) <= 1
    # The middle one of the three examples is the line that is shown.
    a, b = run.scene.examples[1]
    fitted = likeness(picture, run.theme.ink, ground)
    left, right = data.lower[0], data.upper[0]
    measured = 0
    for fraction in (0.1, 0.25, 0.4, 0.6, 0.9):
        xs = np.array([left + f * (right - left) for f in (fraction, fraction + 0.01)])
        ys = a * xs + b
        if not (data.lower[1] < ys[0] < data.upper[1]) or abs(xs[0] - data_point[0]) < 0.05 * (right - left):
            continue
        pixel, ahead = run.to_pixels(data.to_scene(np.column_stack([xs, ys])))
        across = (ahead - pixel)[::-1] * [1, -1] / np.linalg.norm(ahead - pixel)
        assert abs(centre_along(fitted, pixel, across)) <= 1
        measured += 1
    assert measured >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_data_point_lies_where_its_axes_say(run_scene, theme):
    run = run_scene("one_point.py", theme, (1920, 1080), data_point=(10, 5))
    cover = likeness(run.pictures["One data point"], run.theme.solution, run.theme.background)
    view = run.scene.data_plane.view
    # Independently of the view's own map: from the axis numbers' places.
    below, left = run.scene.data_plane.numbers
    ticks = run.scene.data_plane.ticks
    columns = [number.get_center()[0] for number in below]
    rows = [number.get_center()[1] for number in left]
    # A minus sign shifts no number: compare only those without.
    x = np.polyfit([t for t in ticks[0] if t >= 0], [c for t, c in zip(ticks[0], columns, strict=True) if t >= 0], 1)
    y = np.polyfit([t for t in ticks[1] if t >= 0], [r for t, r in zip(ticks[1], rows, strict=True) if t >= 0], 1)
    place = np.array([np.polyval(x, 10), np.polyval(y, 5), 0])
    assert place == pytest.approx(view.at((10, 5)), abs=0.02)
    ((column, row),) = run.to_pixels(view.at((10, 5))[None])
    left_edge, top = round(column) - 16, round(row) - 16
    found = np.argwhere(cover[top : top + 33, left_edge : left_edge + 33] > 0.5)
    assert len(found) > 200
    assert np.abs(found.mean(axis=0) + 0.5 + [top - row, left_edge - column]).max() <= 1


# Refusals


@pytest.mark.parametrize(
    ("data_point", "message"),
    [((10, 0), "y other than 0"), ((float("nan"), 5), "finite"), ((1, 2, 3), "pair of numbers"), (None, "pair")]
    + [
        ((2e6, 5), "from 1e-06 to 1e.06, not .2000000.0, 5.: .*one parallel to an axis"),
        ((1 + 5e-13, 5), "exactly 1, or at least 0.00001 away"),
    ],
    ids=str,
)
def test_impossible_data_points_are_refused_before_anything_is_drawn(run_scene, data_point, message):
    with pytest.raises(ValueError, match=f"data_point.*{message}"):
        run_scene("one_point.py", data_point=data_point)


@pytest.mark.parametrize("x", [*np.linspace(-2, 2, 41), -1e6, 1e-6, 37.0, 1e4])
@pytest.mark.parametrize("y", [1.0, -0.37, 6.1])
def test_three_answers_are_found_for_every_data_point(x, y):
    """The scene needs three different answers on the grid, all of them exact and inside the window."""
    scene = object.__new__(scene_class("one_point.py"))
    scene.data_point = (float(x), y)
    scene.facts = scene.facts_of(scene.data_point)
    window = scene.window
    scene.plane = type("Plane", (), {"window": window})()
    scene.ends = scene.facts.line.clip_to_box(window.lower, window.upper)
    answers = np.array(scene.three_answers())
    assert np.unique(answers, axis=0).shape == (3, 2)
    assert scene.facts.line.contains(answers).all()
    assert (np.abs(answers) <= window.half_width).all()
