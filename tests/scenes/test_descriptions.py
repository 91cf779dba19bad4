"""Title and summary of a scene are true for its numbers, before anything is drawn."""

from __future__ import annotations

import math
from typing import Any

import pytest

from sparsity.geometry import Hyperplane, first_contact
from sparsity.stage.telling.story import StoryScene
from tests.scenes.conftest import scene_class

# Slope kept, intercept kept, ties, level, steep, flat, nearly a tie.
DATA_POINTS = [
    *((10, 5), (-3, 2), (3, 4e8), (1.25, -1), (0.2, -5), (-0.4, 3), (0.999, 1), (1, 4), (-1, 0.5), (0, -7), (0, 3)),
    *((1000, 5), (-0.001, 5), (1.00001, 5)),
]
with_data_points = pytest.mark.parametrize("data_point", DATA_POINTS, ids=str)
on_lines = pytest.mark.parametrize("file", ["one_point", "diamond", "circle", "every_angle", "lp_shapes"])


def described(file: str, **settings: Any) -> StoryScene:
    return type("Described", (scene_class(f"{file}.py"),), settings)()


@with_data_points
@on_lines
def test_title_and_summary_are_short_enough_for_pages_and_slides(file: str, data_point: tuple[float, float]):
    scene = described(file, data_point=data_point)
    assert 0 < len(scene.title) <= 45
    assert 0 < len(scene.summary) <= 140
    assert scene.summary.endswith(".")
    assert ". " not in scene.summary


@with_data_points
def test_the_diamond_is_said_to_touch_with_what_it_touches_with(data_point: tuple[float, float]):
    summary = described("diamond", data_point=data_point).summary
    is_tip = first_contact(Hyperplane.through_data_point(*data_point), 1).at_tip
    assert ("at a tip" in summary) == is_tip
    assert ("whole edge" in summary) == (not is_tip)


@with_data_points
def test_the_circle_is_said_to_touch_where_it_touches(data_point: tuple[float, float]):
    scene = described("circle", data_point=data_point)
    x, y = data_point
    (foot,) = first_contact(Hyperplane.through_data_point(x, y), 2).vertices
    smaller, larger = sorted(abs(foot))
    assert ("not stop at a tip" in scene.title) == (abs(x) not in (0, 1))
    assert ("the same tip" in scene.title) == ("sparse" in scene.summary) == (smaller == 0)
    assert ("middle of the edge" in scene.title) == math.isclose(smaller, larger, rel_tol=1e-12)
    assert ("small weight" in scene.summary) == (0 < smaller <= larger / 4)
    assert ("neither weight" in scene.summary) == (larger / 4 < smaller < larger * (1 - 1e-12))


@pytest.mark.parametrize("data_point", [(10, 5), (-3, 2), (0.06, -5), (1, 1000), (-1, 3)], ids=str)
def test_two_valleys_are_said_to_be_equally_deep_only_if_they_are(data_point: tuple[float, float]):
    summary = described("two_valleys", data_point=data_point).summary
    assert ("two of equal depth" in summary) == (abs(data_point[0]) == 1)


@pytest.mark.parametrize(
    ("file", "settings"),
    [
        ("every_angle", {"data_point": (1, 4), "turns": 0.5}),
        ("parallel_edge", {"data_point": (-1, -3), "hair": 0.1}),
        ("lp_shapes", {"orders": (1,)}),
        ("norms", {"vector": (0, -4), "dense_vector": (-1, 2), "sparse_vector": (0, -7)}),
        ("two_valleys", {"many": (1000, 3)}),
    ],
    ids=str,
)
def test_what_holds_for_all_numbers_is_said_for_all(file: str, settings: dict[str, Any]):
    other, own = described(file, **settings), described(file)
    assert (other.title, other.summary) == (own.title, own.summary)


def test_a_scene_of_ones_own_is_described_by_its_class():
    class Mine(StoryScene):
        """What this is about.

        More.
        """

    mine = Mine()
    assert (mine.title, mine.summary) == ("Mine", "What this is about.")
