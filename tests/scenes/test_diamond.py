"""The growing diamond: readable everywhere, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import Hyperplane, first_contact
from sparsity.stage.actors.lines import FittedLine
from sparsity.stage.actors.marks import AnswerDot
from sparsity.stage.look.strokes import ACTOR_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.writing.live_number import Readout
from sparsity.words.notation import equal_to
from tests.scenes.conftest import SIZES, THEMES, Run
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

BEATS = ["The solution line", "The size of an answer", "The diamond grows", "First contact", "Why there", "Summary"]

# Slope kept, intercept kept, negative slopes and intercepts, ties, steep, flat, horizontal, huge, tiny.
OTHER_POINTS = [
    (0.2, -5),
    (-3, 2),
    (1, 1000),
    (-1, -2),
    (1000, 5),
    (-0.01, -7),
    (0, 3),
    (1.05, 0.3),
    (-2.71828, 3.14159),
    (1e6, 5),
    (0.9, 1e-5),
    (3e-6, 4e12),
]


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene("diamond.py").beats] == BEATS


@pytest.mark.parametrize("data_point", OTHER_POINTS, ids=str)
@pytest.mark.parametrize("ratio", ["16:9", "9:16"])
def test_every_beat_is_readable_with_other_numbers(run_scene, data_point, ratio):
    assert run_scene("diamond.py", "dark", SIZES[ratio], data_point=data_point).problems == []


@pytest.mark.parametrize("data_point", [(10, 5), *OTHER_POINTS], ids=str)
def test_captions_can_be_read(run_scene, data_point):
    run = run_scene("diamond.py", data_point=data_point)
    assert_captions_can_be_read(run, shortest=40, longest=80)


@pytest.mark.parametrize(
    ("data_point", "words"),
    [
        ((10, 5), ["b = 5 − 10a", "c = 0.5", "b = 0", "steeper", "tip"]),
        ((0.2, -5), ["b = −5 − 0.2a", "c = 5", "a = 0", "flatter", "tip"]),
        ((-3, 2), ["b = 2 + 3a", "c ≈ 0.667", "b = 0"]),
        ((0.999, 1), ["|0.8| + |0.2008| = 1.0008", "the least |a| + |b| = 1.", "By less than can be seen", "flatter"]),
        ((1.00001, 5), ["b = 5 − 1.00001a", "≈ 4.99995", "By less than can be seen", "steeper", "tip"]),
        ((1, 1000), ["b = 1000 − a", "c = 1000", "edge", "parallel", "ends", "exactly 1"]),
    ],
    ids=str,
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, data_point, words):
    run = run_scene("diamond.py", data_point=data_point)
    said = " ".join(caption.text.replace("\n", " ") for beat in run.beats for caption in beat.captions)
    for word in words:
        assert word in said


def test_a_tie_is_never_called_a_tip(run_scene):
    run = run_scene("diamond.py", data_point=(1, 1000))
    assert not any("tip" in caption.text for beat in run.beats for caption in beat.captions)


@pytest.mark.parametrize(
    ("data_point", "beat", "sources"),
    [
        ((10, 5), "First contact", ["c = 0.5", "(a, b) = (0.5, 0)", "b = 0"]),
        ((10, 5), "Summary", ["min thick (abs(a) + abs(b)) = 0.5", "(a, b) = (0.5, 0)", "(0.5, 0)", "b = 5 - 10 a"]),
        ((0.2, -5), "First contact", ["c = 5", "(a, b) = (0, -5)", "a = 0"]),
        ((-3, 2), "First contact", ["c approx 0.667", "(a, b) approx (-0.667, 0)", "b = 0"]),
        (
            (1, 1000),
            "First contact",
            ["abs(a) + abs(b) = 1000", '(a, b) "from" (1000, 0)', '"to" (0, 1000)', "b = 0", "a = 0"],
        ),
        ((1, 1000), "Summary", ['(a, b) "from" (1000, 0)', '"to" (0, 1000)']),
    ],
    ids=str,
)
def test_the_picture_names_what_the_geometry_found(run_scene, data_point, beat, sources):
    shown = run_scene("diamond.py", data_point=data_point).texts[beat]
    for source in sources:
        assert f"$ {source} $" in shown, shown


@pytest.mark.parametrize("data_point", [(10, 5), (1.2, -1.2), (0.999, 1), (1.00001, 5), (0.8, 1), (1, 4)], ids=str)
def test_three_different_answers_are_measured_and_told_from_the_smallest(run_scene, data_point):
    scene = run_scene("diamond.py", data_point=data_point).scene
    assert np.unique(scene.examples, axis=0).shape == (3, 2)
    assert scene.facts.line.contains(np.array(scene.examples)).all()
    sizes = [float(np.abs(answer).sum()) for answer in scene.examples]
    for size in sizes:
        written = equal_to(size, scene.digits).split()[-1], scene.least.split()[-1]
        assert (written[0] == written[1]) == (abs(size / scene.facts.radius - 1) < 1e-12)


def test_a_tie_never_shows_the_word_tip(run_scene):
    run = run_scene("diamond.py", data_point=(1, 1000))
    assert not any("tip" in text for texts in run.texts.values() for text in texts)


@pytest.mark.parametrize("data_point", [(10, 5), (0.5, 0.5), (-3, 2), (3, 2), (-0.3, 40000), (1000, 5)], ids=str)
def test_the_sliding_dot_shows_weights_that_add_up(run_scene, data_point, monkeypatch):
    shown: list[tuple[float, ...]] = []
    follow = Sweep.interpolate_mobject

    def watch(self: Sweep, alpha: float) -> None:
        for step in np.linspace(0, 1, 60) if alpha == 1 else [alpha]:
            follow(self, step)
            readouts = [part for part in self.mobject.submobjects if isinstance(part, Readout)]
            if len(readouts) == 3 and all(readout.is_exact for readout in readouts):
                shown.append(tuple(readout.shown for readout in readouts))

    monkeypatch.setattr(Sweep, "interpolate_mobject", watch)
    run_scene("diamond.py", size=(428, 240), data_point=data_point)
    assert len(shown) > 20
    for a, b, total in shown:
        assert data_point[0] * a + b == pytest.approx(total, rel=1e-9)


@pytest.mark.parametrize("data_point", [(10, 5), (-3, 2), (0.2, -5), (0, 3)], ids=str)
def test_the_dot_is_the_line_beside_it(run_scene, data_point, monkeypatch):
    """Read both back from the frame: they are the same weights, and once the data point is there they fit it."""
    seen: list[tuple[np.ndarray, np.ndarray, bool]] = []
    follow = Sweep.interpolate_mobject

    def watch(self: Sweep, alpha: float) -> None:
        for step in np.linspace(0, 1, 9) if alpha == 1 else [alpha]:
            follow(self, step)
            parts = self.mobject.submobjects
            lines = [part for part in parts if isinstance(part, FittedLine)]
            dots = [part for part in parts if isinstance(part, AnswerDot)]
            if lines and dots:
                line, dot = lines[0], dots[0]
                place = (dot.get_center()[:2] - dot.view.region.lower) / dot.view.unit + dot.view.lower
                # The line where it leaves its window.
                ends = (line.points[[0, -1], :2] - line.view.region.lower) / line.view.units + line.view.lower
                seen.append((place, ends, len(parts) > 4))

    monkeypatch.setattr(Sweep, "interpolate_mobject", watch)
    # A size that no other test has, or there might be nothing to watch.
    run_scene("diamond.py", size=(432, 244), data_point=data_point)
    assert {fits for _, _, fits in seen} == {False, True}
    for (a, b), ends, fits in seen:
        scale = np.abs(ends[:, 1]).max() + abs(b)
        assert ends[:, 1] == pytest.approx(a * ends[:, 0] + b, abs=1e-6 * scale)
        if fits:
            assert data_point[0] * a + b == pytest.approx(data_point[1], rel=1e-6)


def test_the_window_begins_where_lines_are_seen_to_turn_and_goes_to_the_contact(run_scene):
    run = run_scene("diamond.py")
    assert run.scene.plane.window == run.scene.home
    assert np.abs(run.scene.ends[:, 1]).max() > 5 * run.scene.home.upper[1]


# Pixels

PIXEL_POINTS = [(10, 5), (0.2, -5), (-3, 2), (1, 1000), (-1.5, -0.2)]
on_pixels = pytest.mark.parametrize(
    ("data_point", "theme"),
    [(point, theme) for point in PIXEL_POINTS for theme in THEMES],
    ids=lambda value: str(value),
)


@pytest.fixture
def full_size(run_scene, data_point, theme) -> Run:
    return run_scene("diamond.py", theme, (1920, 1080), data_point=data_point)


@pytest.mark.parametrize("data_point", [point for point in PIXEL_POINTS if abs(point[0]) != 1], ids=str)
@pytest.mark.parametrize("theme", THEMES)
def test_the_mark_sits_on_the_contact(full_size, data_point):
    run = full_size
    cover = likeness(run.pictures["Summary"], run.theme.contact_fill, run.theme.background)
    contact = first_contact(Hyperplane.through_data_point(*data_point), 1)
    ((column, row),) = run.to_pixels(run.scene.view.to_scene(contact.vertices))
    left, top = round(column) - 20, round(row) - 20
    rows, columns = np.nonzero(cover[top : top + 41, left : left + 41] > 0.5)
    assert len(rows) > 400
    assert abs(columns.mean() + left + 0.5 - column) <= 1
    assert abs(rows.mean() + top + 0.5 - row) <= 1


@on_pixels
def test_the_diamond_lies_where_the_norm_says(full_size, data_point):
    run = full_size
    cover = likeness(run.pictures["The diamond grows"], run.theme.l1, run.theme.background)
    radius = run.scene.rests[-1] * first_contact(Hyperplane.through_data_point(*data_point), 1).radius
    for angle in np.linspace(0, 2 * np.pi, 16, endpoint=False) + 0.1:
        ray = np.array([np.cos(angle), np.sin(angle)])
        on_edge = radius * ray / np.abs(ray).sum()
        normal = np.sign(ray) * [1, -1] / np.sqrt(2)  # rows count downwards
        (pixel,) = run.to_pixels(run.scene.view.to_scene([on_edge]))
        assert abs(centre_along(cover, pixel, normal)) <= 1


@on_pixels
def test_the_tips_reach_exactly_as_far_as_the_radius(full_size, data_point):
    run = full_size
    cover = likeness(run.pictures["The diamond grows"], run.theme.l1, run.theme.background)
    radius = run.scene.rests[-1] * first_contact(Hyperplane.through_data_point(*data_point), 1).radius
    # The two strokes of width w that meet at a right angle end in a point w / sqrt(2) beyond the tip.
    beyond = ACTOR_STROKE / 100 / np.sqrt(2) * 1080 / run.frame_size[1]
    for axis in np.array([[1, 0], [0, 1], [-1, 0], [0, -1]]):
        (pixel,) = run.to_pixels(run.scene.view.to_scene([radius * axis]))
        outwards = axis * [1, -1]  # rows count downwards
        steps = np.arange(-2 * beyond, 4 * beyond, 0.1)
        columns, rows = np.floor(pixel[:, None] + outwards[:, None] * steps).astype(int)
        end = steps[cover[rows, columns] > 0.3].max()
        assert abs(end - beyond) <= 2  # one pixel, and one more for the fading of so sharp a point


@on_pixels
def test_the_line_runs_through_the_answers(full_size, data_point):
    run = full_size
    cover = likeness(run.pictures["The diamond grows"], run.theme.solution, run.theme.background)
    x, y = data_point
    line = Hyperplane.through_data_point(x, y)
    start, end = line.clip_to_box(run.scene.view.lower, run.scene.view.upper)
    normal = np.array([x, -1]) / np.hypot(x, 1)  # rows count downwards
    for fraction in (0.05, 0.3, 0.7, 0.95):
        answer = start + fraction * (end - start)
        assert x * answer[0] + answer[1] == pytest.approx(y)
        (pixel,) = run.to_pixels(run.scene.view.to_scene([answer]))
        assert abs(centre_along(cover, pixel, normal)) <= 1


@pytest.mark.parametrize("theme", THEMES)
def test_in_a_tie_the_whole_edge_is_marked(run_scene, theme):
    run = run_scene("diamond.py", theme, (1920, 1080), data_point=(1, 1000))
    cover = likeness(run.pictures["Summary"], run.theme.contact_fill, run.theme.background)
    for fraction in np.linspace(0.1, 0.9, 9):
        (pixel,) = run.to_pixels(run.scene.view.to_scene([(1000 * fraction, 1000 * (1 - fraction))]))
        assert abs(centre_along(cover, pixel, np.array([1, -1]) / np.sqrt(2))) <= 1


# Refusals


@pytest.mark.parametrize(
    ("data_point", "message"),
    [
        ((10, 0), "y other than 0"),
        ((1 + 5e-13, 5), "exactly 1, or at least 0.00001 away from 1, not .1.0000000000005, 5.: .*parallel to an edge"),
        ((10**400, 5), "finite"),
        ((float("nan"), 5), "finite"),
        ((10, float("inf")), "finite"),
        ((1, 2, 3), "pair of numbers"),
        ("ab", "pair of numbers"),
        (None, "pair of numbers"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_impossible_data_points_are_refused_before_anything_is_drawn(run_scene, data_point, message):
    with pytest.raises(ValueError, match=f"data_point.*{message}"):
        run_scene("diamond.py", data_point=data_point)


@pytest.mark.parametrize("rests", [(), (0.5, 0.5), (0.5, 1.0), (-0.1, 0.5), (0.6, 0.3)], ids=str)
def test_impossible_rests_are_refused(run_scene, rests):
    with pytest.raises(ValueError, match="rests must be ascending fractions"):
        run_scene("diamond.py", rests=rests)
