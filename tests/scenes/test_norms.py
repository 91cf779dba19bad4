"""Measuring size: readable everywhere, and true to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.geometry import lp_norm
from sparsity.stage.planes.eye import STEEPEST, Eye
from tests.scenes.conftest import SIZES, THEMES
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

BEATS = [
    "As the crow flies",
    "Along the streets",
    "All points of one size",
    "Small is not yet sparse",
    "Size as a height",
    "One formula for all",
    "The smallest that fits",
]

# Negative, along either axis, a whole-numbered length, huge, tiny, not round.
OTHER_VECTORS = [(-3, 1), (0, -4), (5, 0), (3, 4), (1e6, -2e6), (0.0003, 0.0001), (-2.71828, -3.14159)]

# Sparse along either axis and to either side, close together and far apart.
OTHER_PUZZLES = [((-1, 2), (0, -7)), ((-0.001, 0.02), (0, 30)), ((3, -3), (-9, 0)), ((1e-5, 1e-6), (2e6, 0))]


def test_the_story_has_these_beats(run_scene):
    assert [beat.name for beat in run_scene("norms.py").beats] == BEATS


@pytest.mark.parametrize("vector", OTHER_VECTORS, ids=str)
def test_every_beat_is_readable_with_other_vectors(run_scene, vector):
    assert run_scene("norms.py", vector=vector).problems == []


@pytest.mark.parametrize("vector", [(-3, 1), (0, -4), (1e6, -2e6), (-2.71828, -3.14159)], ids=str)
def test_every_beat_is_readable_with_other_vectors_in_tall_frames(run_scene, vector):
    assert run_scene("norms.py", size=SIZES["9:16"], vector=vector).problems == []


@pytest.mark.parametrize("puzzle", OTHER_PUZZLES, ids=str)
def test_every_beat_is_readable_with_other_puzzles(run_scene, puzzle):
    dense, sparse = puzzle
    assert run_scene("norms.py", dense_vector=dense, sparse_vector=sparse).problems == []


@pytest.mark.parametrize("vector", [(2, 2), *OTHER_VECTORS], ids=str)
def test_captions_can_be_read(run_scene, vector):
    run = run_scene("norms.py", **({} if vector == (2, 2) else {"vector": vector}))
    assert_captions_can_be_read(run, shortest=30, longest=90)


def said(run) -> str:
    return " ".join(caption.text for beat in run.beats for caption in beat.captions)


@pytest.mark.parametrize(
    ("vector", "words"),
    [
        ((2, 2), ["(2, 2)", "crow flies: √8 ≈ 2.83.", "|2| + |2| = 4.", "without a detour", "streets: a diamond."]),
        ((-3, 1), ["(−3, 1)", "√10 ≈ 3.16.", "|−3| + |1| = 4."]),
        ((3, 4), ["crow flies: 5.", "|3| + |4| = 7."]),
        ((0, -4), ["crow flies: 4.", "|0| + |−4| = 4.", "both ways are equally long"]),
        ((1, 0.001), ["crow flies: ≈ 1.", "|1| + |0.001| = 1.001."]),
        ((-2.71828, -3.14159), ["this vector", "crow flies: ≈ 4.15.", "≈ 5.86."]),
    ],
    ids=str,
)
def test_captions_say_what_is_true_for_these_numbers(run_scene, vector, words):
    told = said(run_scene("norms.py", vector=vector))
    for word in words:
        assert word in told
    assert ("without a detour" in told) == all(vector)


def test_the_puzzle_is_told_with_its_numbers(run_scene):
    run = run_scene("norms.py")
    assert "(0.1, 0.1) is smaller than (1000, 0)" in said(run)
    shown = run.texts["Small is not yet sparse"]
    for source in ("(0.1, 0.1)", "approx 0.141", "0.2", "(1000, 0)", "1000"):
        assert f"$ {source} $" in shown, shown
    near = run_scene("norms.py", dense_vector=(0.99, 0.00995), sparse_vector=(1, 0))
    for source in ("approx 0.99", "0.99995", "1"):
        assert f"$ {source} $" in near.texts["Small is not yet sparse"], near.texts["Small is not yet sparse"]
    other = run_scene("norms.py", dense_vector=(-1, 2), sparse_vector=(0, -7))
    assert "(−1, 2) is smaller than (0, −7)" in said(other)


@pytest.mark.parametrize("vector", [(-3, 1), (0, -4)], ids=str)
def test_the_lifted_vector_stands_as_high_as_its_size(run_scene, vector):
    """Seen from straight above the relief is the plane; tilted, heights appear in the plane's unit."""
    view = run_scene("norms.py", vector=vector).scene.circle.view
    eye = Eye(view, 4.0)
    assert eye.project([vector], [3.0]) == pytest.approx(view.to_scene([vector]))
    eye.angle = STEEPEST
    foot, head = eye.project([vector, vector], [0.0, 3.0])
    turned = np.cos(np.radians(10)) + np.sin(np.radians(10))
    assert head - foot == pytest.approx([0, 3 * np.sin(STEEPEST) * view.unit / turned, 0])


# Pixels


@pytest.mark.parametrize(
    ("theme", "vector"), [("dark", (2, 2)), ("light", (-3, 1)), ("dark", (-3, 1)), ("light", (0.5, -4))], ids=str
)
@pytest.mark.parametrize("p", [2, 1])
def test_the_level_sets_lie_where_the_norms_say(run_scene, theme, vector, p):
    run = run_scene("norms.py", theme, (1920, 1080), vector=vector)
    color = run.theme.l2 if p == 2 else run.theme.l1
    cover = likeness(run.pictures["All points of one size"], color, run.theme.background)
    size = lp_norm(vector, p)
    # Pixels from a point to the other level set: along the ray to the circle, across the edge to the diamond.
    scale = run.scene.circle.view.unit * 1080 / run.frame_size[1] * (1 if p == 1 else np.sqrt(0.5))
    measured = 0
    for angle in np.linspace(0, 2 * np.pi, 40, endpoint=False) + 0.07:
        ray = np.array([np.cos(angle), np.sin(angle)])
        on_set = size * ray / lp_norm(ray, p)
        # Not where the two level sets or the vector's own dot cover each other.
        to_other = scale * abs(lp_norm(on_set, 3 - p) - lp_norm(vector, 3 - p))
        if to_other < 15 or np.linalg.norm(on_set - vector) < 0.1 * size:
            continue
        normal = (ray if p == 2 else np.sign(ray) / np.sqrt(2)) * [1, -1]  # rows count downwards
        (pixel,) = run.to_pixels(run.scene.circle.view.to_scene([on_set]))
        assert abs(centre_along(cover, pixel, normal)) <= 1
        measured += 1
    assert measured >= 10


@pytest.mark.parametrize("theme", THEMES)
def test_both_ways_lead_to_the_vector(run_scene, theme):
    run = run_scene("norms.py", theme, (1920, 1080), vector=(-3, 1))
    picture = run.pictures["Along the streets"]
    ways = [
        (run.theme.l2, (-1.5, 0.5), np.array([1, 3]) / np.sqrt(10)),
        (run.theme.l1, (-2, 0), np.array([0, 1])),
        (run.theme.l1, (-3, 0.5), np.array([1, 0])),
    ]
    for color, place, across in ways:
        cover = likeness(picture, color, run.theme.background)
        (pixel,) = run.to_pixels(run.scene.circle.view.to_scene([place]))
        assert abs(centre_along(cover, pixel, across)) <= 1


@pytest.mark.parametrize(("theme", "vector"), [("dark", (2, 2)), ("light", (-3, 1)), ("light", (0.5, -4))], ids=str)
def test_the_lowest_point_of_the_cut_is_marked_over_the_smallest_answer(run_scene, theme, vector):
    run = run_scene("norms.py", theme, (1920, 1080), vector=vector)
    walk = float(lp_norm(vector, 1))
    # Of all answers with 2 w_1 + w_2 = 0.8 walk, (0.4 walk, 0) is the smallest, and as high over the ground as large.
    first = np.linspace(-1, 1, 2001) * walk
    answers = np.column_stack([first, 0.8 * walk - 2 * first])
    smallest = answers[np.argmin(lp_norm(answers, 1))]
    assert smallest == pytest.approx([0.4 * walk, 0])
    eye = Eye(run.scene.circle.view, walk, 1.06 * walk)
    eye.angle = STEEPEST
    cover = likeness(run.pictures["The smallest that fits"], run.theme.contact_fill, run.theme.background)
    ((column, row),) = run.to_pixels(eye.project([smallest], [0.4 * walk]))
    for way in np.array([[1, 0], [-1, 0], [0, 1], [0.6, -0.8]]):
        ring = np.array([column, row]) + way * 0.22 * 1080 / run.frame_size[1]
        assert abs(centre_along(cover, ring, way, reach=5)) <= 1


# Refusals


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"vector": (0, 0)}, r"vector must not be \(0, 0\)"),
        ({"vector": (float("inf"), 1)}, "vector must be finite"),
        ({"vector": (1, 2, 3)}, "vector must be a pair of numbers"),
        ({"dense_vector": (0.1, 0)}, "dense_vector must not contain a zero"),
        ({"dense_vector": "ab"}, "dense_vector must be a pair of numbers"),
        ({"sparse_vector": (0, 0)}, "sparse_vector must contain exactly one zero"),
        ({"sparse_vector": (3, 4)}, "sparse_vector must contain exactly one zero"),
        ({"dense_vector": (3, 4), "sparse_vector": (6, 0)}, "dense_vector must be smaller.*in both norms"),
        ({"dense_vector": (30, 40), "sparse_vector": (6, 0)}, "dense_vector must be smaller"),
        ({"vector": (1000, 1e-9)}, "vector must not contain a number that is less than 0.001 of the other"),
        ({"dense_vector": (1e-5, 2)}, "dense_vector must not contain a number that is less than 0.001 of the other"),
        # Equal: what float64 has between them is rounding.
        ({"dense_vector": (0.7, 0.1), "sparse_vector": (0.8, 0)}, "dense_vector must be smaller"),
    ],
    ids=str,
)
def test_impossible_settings_are_refused_before_anything_is_drawn(run_scene, settings, message):
    with pytest.raises(ValueError, match=message):
        run_scene("norms.py", **settings)
