"""The line that turns: readable everywhere, and true to the pixel."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sparsity.geometry import Hyperplane, contacts_by_angle, first_contact
from tests.scenes.conftest import SIZES, Run
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

BEATS = ["One line", "200 lines", "Tip and glide", "The tie", "The jump", "Every angle", "Summary"]

# Slope and intercept kept, a tie, level, steep, flat and tiny.
OTHER_POINTS = [(-3, 2), (0.4, -3), (1, 1000), (0, -3), (1000, 5), (-0.01, 2e-6)]
FULL = (1920, 1080)


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene("every_angle.py").beats] == BEATS


@pytest.mark.parametrize(
    ("data_point", "ratio"),
    [*((point, "16:9") for point in OTHER_POINTS), *((point, "9:16") for point in OTHER_POINTS[:3])],
    ids=str,
)
def test_every_beat_is_readable_with_other_numbers(run_scene, data_point, ratio):
    assert run_scene("every_angle.py", "dark", SIZES[ratio], data_point=data_point).problems == []


@pytest.mark.parametrize("turns", [0.5, 2])
def test_other_turns_are_readable_and_not_too_long(run_scene, turns):
    run = run_scene("every_angle.py", "dark", SIZES["4:3"], turns=turns)
    assert run.problems == []
    assert 30 <= run.beats[-1].end <= 90


@pytest.mark.parametrize("data_point", [None, *OTHER_POINTS], ids=str)
def test_captions_can_be_read(run_scene, data_point):
    settings = {} if data_point is None else {"data_point": data_point}
    run = run_scene("every_angle.py", "dark", SIZES["16:9"], **settings)
    assert_captions_can_be_read(run, shortest=40, longest=90)


@pytest.mark.parametrize(
    ("data_point", "words"),
    [
        (
            None,
            ["touches this line at a tip", "200 of 200 at a tip", "The circle: 0, all", "exactly 45°", "probability 1"],
        ),
        ((-3, 2), ["touches this line at a tip", "At exactly 225°"]),
        ((1, 1000), ["touches this line along a whole edge", "At exactly 45°"]),
        ((0, -3), ["touches this line at a tip", "At exactly 315°"]),
        ((1.05, 5), ["touches this line at a tip", "At exactly 45°"]),
        ((-1.02, -2), ["touches this line at a tip", "At exactly 45°"]),
    ],
    ids=str,
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, data_point, words):
    settings = {} if data_point is None else {"data_point": data_point}
    run = run_scene("every_angle.py", "dark", SIZES["16:9"], **settings)
    said = " ".join(caption.text.replace("\n", " ") for beat in run.beats for caption in beat.captions)
    for word in words:
        assert word in said


@pytest.mark.parametrize("data_point", [(10, 5), *OTHER_POINTS], ids=str)
def test_the_line_starts_as_the_data_points_own(run_scene, data_point):
    scene = run_scene("every_angle.py", "dark", SIZES["16:9"], data_point=data_point).scene
    assert abs(scene.facts.start - scene.facts.first) <= math.pi / 4 + 1e-9
    turned, own = scene.turning.line_at(scene.facts.start), Hyperplane.through_data_point(*data_point)
    assert turned.contains(own.clip_to_box(scene.view.lower, scene.view.upper)).all()


# Pixels

at_full_size = pytest.mark.parametrize(
    ("data_point", "theme"), [((10, 5), "dark"), ((-3, 2), "light"), ((0.4, -3), "light")], ids=str
)


@pytest.fixture
def full_size(run_scene, data_point, theme) -> Run:
    return run_scene("every_angle.py", theme, FULL, data_point=data_point)


def marked(run: Run, beat: str, answer: np.ndarray) -> np.ndarray:
    """How far, in pixels, what is drawn in the contact's colour lies from where an answer should be."""
    cover = likeness(run.pictures[beat], run.theme.contact_fill, run.theme.background)
    ((column, row),) = run.to_pixels([run.scene.view.at(answer)])
    left, top = round(column) - 12, round(row) - 12
    rows, columns = np.nonzero(cover[top : top + 25, left : left + 25] > 0.5)
    assert len(rows) > 150, "nothing is marked there"
    return np.array([columns.mean() + left + 0.5 - column, rows.mean() + top + 0.5 - row])


@at_full_size
def test_random_lines_leave_their_contacts_as_dots(full_size, data_point):
    run, facts = full_size, full_size.scene.facts
    picture = run.pictures["200 lines"]
    for p, color in ((1, run.theme.l1), (2, run.theme.l2)):
        cover = likeness(picture, color, run.theme.background)
        contacts = facts.random_contacts(p)
        assert (np.count_nonzero(contacts, axis=1) == p).all()
        # The tips that the ring of the circle's contacts does not cover.
        far = contacts[np.linalg.norm(contacts, axis=1) > 1.1 * facts.distance] if p == 1 else contacts
        assert len(far) > 50
        for contact in far[::10]:
            ((column, row),) = np.floor(run.to_pixels([run.scene.view.at(contact)])).astype(int)
            # Somewhere on the dot, as the line or a contact may lie over its middle.
            assert cover[row - 3 : row + 4, column - 3 : column + 4].max() > 0.9


@at_full_size
def test_at_the_tie_the_whole_edge_is_marked(full_size, data_point):
    run, scene = full_size, full_size.scene
    cover = likeness(run.pictures["The tie"], run.theme.contact_fill, run.theme.background)
    ends = first_contact(scene.turning.line_at(scene.facts.next_tie), 1).vertices
    across = np.array([math.cos(scene.facts.next_tie), -math.sin(scene.facts.next_tie)])  # rows count downwards
    for share in (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9):
        (pixel,) = run.to_pixels(scene.view.to_scene([ends[0] + share * (ends[1] - ends[0])]))
        assert abs(centre_along(cover, pixel, across)) <= 1


@at_full_size
def test_after_the_tie_the_contact_sits_on_the_other_tip(full_size, data_point):
    run, scene = full_size, full_size.scene
    before, after = contacts_by_angle(
        [scene.facts.next_tie - 0.01, scene.facts.next_tie + math.radians(4)], scene.facts.distance, 1
    )
    assert (before != 0).tolist() == (after == 0).tolist()
    assert np.abs(marked(run, "The jump", after)).max() <= 1


@at_full_size
def test_the_circles_record_lies_where_the_geometry_says(full_size, data_point):
    run, chart = full_size, full_size.scene.chart
    cover = likeness(run.pictures["Every angle"], run.theme.l2, run.theme.background)
    angles = np.linspace(run.scene.facts.first, run.scene.facts.end, 41)[1:-1]
    smaller = np.abs(contacts_by_angle(angles, run.scene.facts.distance, 2)).min(axis=1)
    checked = 0
    for angle, value in zip(angles, smaller, strict=True):
        if 0.15 < value / run.scene.facts.distance < 0.6:  # between the zeros and the peaks
            (pixel,) = run.to_pixels([chart.at(angle, value)])
            assert abs(centre_along(cover, pixel, np.array([1.0, 0.0]))) <= 1
            checked += 1
    assert checked >= 12


@at_full_size
def test_the_diamonds_record_is_zero_but_open_at_the_ties(full_size, data_point):
    run, scene = full_size, full_size.scene
    cover = likeness(run.pictures["Every angle"], run.theme.l1, run.theme.background)
    assert len(scene.facts.ties) == 4
    for tie in scene.facts.ties:
        (middle,) = run.to_pixels([scene.chart.at(tie, 0)])
        column, row = np.floor(middle).astype(int)
        assert cover[row - 3 : row + 4, column - 3 : column + 4].max() == 0
        for side in (-0.3, 0.3):
            (pixel,) = run.to_pixels([scene.chart.at(tie + side, 0)])
            assert abs(centre_along(cover, pixel, np.array([0.0, 1.0]))) <= 1


@at_full_size
def test_peaks_of_the_record_are_no_higher_than_their_value(full_size, data_point):
    run, scene = full_size, full_size.scene
    cover = likeness(run.pictures["Every angle"], run.theme.l2, run.theme.background)
    peak = float(scene.facts.smaller_weight([math.pi / 4], 2)[0])
    for tie in scene.facts.ties:
        ((column, row),) = np.floor(run.to_pixels([scene.chart.at(tie, peak)])).astype(int)
        column_there = cover[row - 40 : row + 20, column - 2 : column + 3].max(axis=1) > 0.5
        # Half a stroke above it, where a pointed joint would reach several times as far.
        assert 40 - np.flatnonzero(column_there)[0] <= 5


def test_other_seeds_draw_other_lines(run_scene):
    one, other = (run_scene("every_angle.py", seed=seed).scene.facts for seed in (1, 2))
    assert (one.random_angles != other.random_angles).all()


# Refusals


@pytest.mark.parametrize("seed", [-1, 0.5, "1", None])
def test_impossible_seeds_are_refused(run_scene, seed):
    with pytest.raises(ValueError, match="seed must be a whole number from 0"):
        run_scene("every_angle.py", seed=seed)


@pytest.mark.parametrize("turns", [0, 0.49, 2.01, -1, float("nan"), "1", True, None])
def test_impossible_turns_are_refused(run_scene, turns):
    with pytest.raises(ValueError, match=r"turns must be a number from 0.5 to 2"):
        run_scene("every_angle.py", turns=turns)


@pytest.mark.parametrize(("data_point", "message"), [((10, 0), "y other than 0"), (None, "pair of numbers")])
def test_impossible_data_points_are_refused(run_scene, data_point, message):
    with pytest.raises(ValueError, match=f"data_point.*{message}"):
        run_scene("every_angle.py", data_point=data_point)
