"""Diamond and circle on the same line: readable everywhere, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import Hyperplane, first_contact
from tests.scenes.conftest import SIZES, Run
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

BEATS = ["Measured straight", "The circle", "A right angle", "Seen closely", "Summary"]

# Slope kept, tie, level, steep, nearly a tie, large; the first ones also in a tall frame.
OTHER_POINTS = [(-3, 2), (1, 1000), (0, 3), (1000, 5), (0.2, -5), (-1.00001, 0.3), (-0.002, 4e12)]
IN_TWO_RATIOS = [
    *((point, "16:9") for point in OTHER_POINTS),
    *((point, "9:16") for point in OTHER_POINTS[:4]),
    ((1, 1000), "1:1"),
]
FULL = (1920, 1080)


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene("circle.py").beats] == BEATS


@pytest.mark.parametrize(("data_point", "ratio"), IN_TWO_RATIOS, ids=str)
def test_every_beat_is_readable_with_other_numbers(run_scene, data_point, ratio):
    assert run_scene("circle.py", "dark", SIZES[ratio], data_point=data_point).problems == []


@pytest.mark.parametrize("data_point", [(10, 5), *OTHER_POINTS], ids=str)
def test_captions_can_be_read(run_scene, data_point):
    run = run_scene("circle.py", "dark", SIZES["16:9"], data_point=data_point)
    assert_captions_can_be_read(run, shortest=30, longest=60)


def everything_said(run: Run) -> str:
    return " ".join(caption.text.replace("\n", " ") for beat in run.beats for caption in beat.captions)


@pytest.mark.parametrize(
    ("data_point", "words", "never"),
    [
        (
            (10, 5),
            ["at a tip is smallest", "c ≈ 0.498", "Neither weight is zero", "b = 5/101: small, but not zero"],
            ["edge", "exception"],
        ),
        ((0.2, -5), ["c ≈ 4.9,", "a ≈ −0.962: small, but not zero", "tip a is exactly 0"], ["edge"]),
        ((-3, 2), ["c ≈ 0.632", "b = 0.2: far from zero", "tip b is exactly 0"], ["edge", "small, but"]),
        (
            (1, 1000),
            ["a whole edge is smallest", "c ≈ 707, in the middle", "b = 500: far from zero"],
            ["beside the tip"],
        ),
        ((0.999, 1), ["off both axes and not at a tip", "a ≈ 0.5"], ["beside the tip"]),
        ((1000, 5), ["at c ≈ 0.004999998, beside the tip"], ["edge"]),
        ((0, 3), ["c = 3 too", "the very same point", "sparse", "x to be exactly 0"], ["Neither weight", "not sparse"]),
    ],
    ids=str,
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, data_point, words, never):
    said = everything_said(run_scene("circle.py", "dark", SIZES["16:9"], data_point=data_point))
    for word in words:
        assert word in said
    for word in never:
        assert word not in said


@pytest.mark.parametrize(
    ("data_point", "sizes"),
    [
        ((10, 5), ["0.5", "approx 0.545", "0.5", "approx 0.498"]),
        ((-3, 2), ["approx 0.667", "0.8", "approx 0.667", "approx 0.632"]),
        ((1, 1000), ["1000", "1000", "1000", "1000", "1000", "approx 707"]),
        ((0, 3), ["3", "3"]),
        ((1000, 5), ["0.005", "approx 0.005005", "0.005", "approx 0.004999998"]),
    ],
    ids=str,
)
def test_the_table_measures_every_answer_in_both_norms(run_scene, data_point, sizes):
    table = run_scene("circle.py", "dark", SIZES["16:9"], data_point=data_point).scene.table
    columns = zip(*([cell.source.strip("$ ") for cell in row[1:]] for row in table.lines[1:]), strict=True)
    assert [size for column in columns for size in column] == sizes


@pytest.mark.parametrize(("data_point", "ratio"), [each for each in IN_TWO_RATIOS if each[0] != (0, 3)], ids=str)
def test_the_close_up_always_shows_the_distance_from_the_axis(run_scene, data_point, ratio):
    run = run_scene("circle.py", "dark", SIZES[ratio], data_point=data_point)
    view = run.scene.close_view
    line = Hyperplane.through_data_point(*data_point)
    (foot,), tips = first_contact(line, 2).vertices, first_contact(line, 1).vertices
    assert view.shows(foot)
    assert view.shows(tips[0])
    on_axis = foot * (tips[0] != 0)
    assert view.shows(on_axis)
    assert np.linalg.norm(view.at(foot) - view.at(on_axis)) > 0.18 * view.region.width


# Pixels

PIXEL_POINTS = [(10, 5), (0.2, -5), (-3, 2), (1, 1000)]
on_pixels = pytest.mark.parametrize(
    ("data_point", "theme"), [((10, 5), "dark"), *((point, "light") for point in PIXEL_POINTS[1:])], ids=str
)


@pytest.fixture
def full_size(run_scene, data_point, theme) -> Run:
    return run_scene("circle.py", theme, FULL, data_point=data_point)


def contacts(data_point: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """The diamond's answers and the circle's."""
    line = Hyperplane.through_data_point(*data_point)
    return first_contact(line, 1).vertices, first_contact(line, 2).vertices[0]


def mark_centre(run: Run, beat: str, point: np.ndarray, reach: int) -> np.ndarray:
    """Column and row of the middle of what is drawn in the contact's colour around a manim point."""
    cover = likeness(run.pictures[beat], run.theme.contact_fill, run.theme.background)
    ((column, row),) = run.to_pixels([point])
    left, top = round(column) - reach, round(row) - reach
    rows, columns = np.nonzero(cover[top : top + 2 * reach + 1, left : left + 2 * reach + 1] > 0.5)
    assert len(rows) > 100, "nothing is marked there"
    return np.array([columns.mean() + left + 0.5, rows.mean() + top + 0.5])


@pytest.mark.parametrize(
    ("data_point", "theme"), [((10, 5), "dark"), ((0.2, -5), "light"), ((-3, 2), "light")], ids=str
)
def test_both_contacts_are_marked_where_they_are(full_size, data_point):
    tips, foot = contacts(data_point)
    for answer in (*tips, foot):
        predicted = full_size.scene.view.at(answer)
        measured = mark_centre(full_size, "Summary", predicted, reach=12)
        assert np.abs(measured - full_size.to_pixels([predicted])[0]).max() <= 1


@on_pixels
def test_the_close_up_shows_the_contact_off_the_axis(full_size, data_point):
    run = full_size
    tips, foot = contacts(data_point)
    view = run.scene.close_view
    if len(tips) == 1:
        for answer in (tips[0], foot):
            measured = mark_centre(run, "Seen closely", view.at(answer), reach=33)
            assert np.abs(measured - run.to_pixels([view.at(answer)])[0]).max() <= 1.5
    on_axis = foot * (tips[0] != 0)
    foot_pixel, axis_pixel = run.to_pixels([view.at(foot), view.at(on_axis)])
    assert np.linalg.norm(foot_pixel - axis_pixel) > 150


@on_pixels
def test_the_circle_lies_where_the_norm_says(full_size, data_point):
    run = full_size
    cover = likeness(run.pictures["A right angle"], run.theme.l2, run.theme.background)
    _, foot = contacts(data_point)
    radius = np.hypot(*foot)
    for angle in np.linspace(0, 2 * np.pi, 16, endpoint=False) + 0.2:
        ray = np.array([np.cos(angle), np.sin(angle)])
        if ray @ foot > 0.9 * radius:
            continue  # near the contact, line and marks lie on top
        (pixel,) = run.to_pixels(run.scene.view.to_scene([radius * ray]))
        assert abs(centre_along(cover, pixel, ray * [1, -1])) <= 1  # rows count downwards


@on_pixels
def test_the_radius_meets_the_line_at_a_right_angle(full_size, data_point):
    run = full_size
    picture, view = run.pictures["A right angle"], run.scene.view
    _, foot = contacts(data_point)
    along_radius = foot / np.hypot(*foot)
    along_line = np.array([-along_radius[1], along_radius[0]])

    def measured(color, answer, across):
        (pixel,) = run.to_pixels([view.at(answer)])
        across = across * [1, -1]  # rows count downwards
        return pixel + across * centre_along(likeness(picture, color, run.theme.background), pixel, across)

    tips = contacts(data_point)[0]
    # Away from the tip, and beyond the mark.
    reach = 0.95 * (view.upper[0] - np.abs(foot).max()) * np.sign(along_line @ (foot - tips[0]))
    radius = [measured(run.theme.l2, share * foot, along_line) for share in (0.15, 0.6)]
    if len(tips) == 1:
        line = [measured(run.theme.solution, foot + s * reach * along_line, along_radius) for s in (0.5, 1)]
    else:  # on the edge the contact's colour covers the line
        line = [measured(run.theme.contact_fill, foot + s * foot[0] * along_line, along_radius) for s in (-0.8, 0.8)]
    one, other = radius[1] - radius[0], line[1] - line[0]
    assert abs(one @ other) / np.linalg.norm(one) / np.linalg.norm(other) < 0.01


@pytest.mark.parametrize("beat", ["Measured straight", "Summary"])
def test_in_a_tie_the_whole_edge_is_marked(run_scene, beat):
    run = run_scene("circle.py", "light", FULL, data_point=(1, 1000))
    cover = likeness(run.pictures[beat], run.theme.contact_fill, run.theme.background)
    # Away from both ends, from the circle's contact, and from the answer that is measured at 0.2.
    for fraction in (0.1, 0.3, 0.35, 0.4, 0.6, 0.7, 0.8, 0.9):
        (pixel,) = run.to_pixels(run.scene.view.to_scene([(1000 * fraction, 1000 * (1 - fraction))]))
        assert abs(centre_along(cover, pixel, np.array([1, -1]) / np.sqrt(2))) <= 1


# Refusals


@pytest.mark.parametrize(
    ("data_point", "message"),
    [
        ((10, 0), "y other than 0"),
        (("x", 5), "pair of numbers"),
        ((1001, 5), "too close to tell apart"),
        ((-0.0009, 5), "too close to tell apart"),
        ((1.000001, 5), "exactly 1, or at least 0.00001 away from 1, not .1.000001, 5.: .*parallel to an edge"),
    ],
    ids=str,
)
def test_impossible_data_points_are_refused_before_anything_is_drawn(run_scene, data_point, message):
    with pytest.raises(ValueError, match=f"data_point.*{message}"):
        run_scene("circle.py", data_point=data_point)
