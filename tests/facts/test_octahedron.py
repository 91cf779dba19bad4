"""What the octahedron keeps and drops, and what cannot be told."""

from __future__ import annotations

import pytest

from sparsity.facts.octahedron import OctahedronFacts


def facts(normal=(3, 2, 1), offset=3, second_normal=(1, 3, 1), second_offset=2.4) -> OctahedronFacts:
    return OctahedronFacts(normal, offset, second_normal, second_offset)


def test_its_own_numbers():
    own = facts()
    assert own.face_counts == (6, 12, 8)
    assert own.at_plane.vertices.tolist() == [[1, 0, 0]]
    assert own.at_line.vertices[0] == pytest.approx([0.6, 0.6, 0])
    assert own.round_at_plane.vertices[0] == pytest.approx([9 / 14, 6 / 14, 3 / 14])
    assert (own.zeros_at_plane, own.zeros_at_line) == (("w_2", "w_3"), ("w_3",))
    assert own.equations == ("3 w_1 + 2 w_2 + w_3 = 3", "w_1 + 3 w_2 + w_3 = 2.4")


def test_other_numbers_have_other_zeros():
    other = facts(normal=(1, 1.5, -3), offset=-6, second_normal=(3, 1, 1), second_offset=-2)
    assert other.zeros_at_plane == ("w_1", "w_2")
    assert other.zeros_at_line == ("w_2",)
    assert other.extent == other.at_line.radius > other.at_plane.radius


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"normal": (3, 2, 0.1)}, "normal must have no coefficient smaller than a tenth"),
        ({"normal": (3, 2.95, 1)}, "normal must have one coefficient that is the largest by 5%"),
        ({"normal": (3, 2)}, "normal must"),
        ({"offset": 0}, "offset must not be 0"),
        ({"second_normal": (6, 4, 2)}, "second_normal and second_offset must leave a line of the plane"),
        ({"second_normal": (6, 4, 2), "second_offset": 6}, "second_normal and second_offset must leave a line"),
        ({"second_offset": 1}, "must leave a line that meets the inside of an edge"),
        ({"second_offset": float("nan")}, "second_offset must"),
    ],
)
def test_what_cannot_be_told_is_refused(change: dict, message: str):
    with pytest.raises(ValueError, match=message):
        facts(**change)
