"""A solid hides what is behind it and nothing else, and a plane cuts it where it should."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sparsity.geometry import Hyperplane, first_contact
from sparsity.geometry.shapes.solids import Solid

SOLIDS = pytest.mark.parametrize(
    "solid", [Solid.octahedron(1.5), Solid.box([-1, -2, -1], [1, 2, 3])], ids=["octahedron", "box"]
)
coordinates = st.integers(-100, 100).map(lambda hundredths: hundredths / 100)
directions = st.tuples(coordinates, coordinates, coordinates).filter(any)


@SOLIDS
def test_faces_are_flat_and_point_outwards(solid: Solid):
    assert (solid.offsets > 0).all()
    for face, normal, offset in zip(solid.faces, solid.normals, solid.offsets, strict=True):
        assert solid.corners[list(face)] @ normal == pytest.approx([offset] * len(face))
    assert (solid.corners @ solid.normals.T <= solid.offsets + 1e-12).all()
    assert len(solid.corners) - len(solid.edges) + len(solid.faces) == 2


@SOLIDS
@given(direction=directions, seed=st.integers(0, 99))
def test_what_is_hidden_meets_the_solid_on_its_way_to_the_eye(solid: Solid, direction, seed):
    random = np.random.default_rng(seed)
    starts, ends = random.uniform(-4, 4, (2, 20, 3))
    parts = solid.hidden_parts(starts, ends, direction)
    shares = random.uniform(0, 1, 20)
    points = starts + shares[:, None] * (ends - starts)
    for point, share, (first, last) in zip(points, shares, parts, strict=True):
        # The ray from the point to the eye enters by some faces and leaves by others.
        room, speed = solid.offsets - solid.normals @ point, solid.normals @ direction
        enters = max(0.0, *(room[speed < 0] / speed[speed < 0]))
        leaves = min(room[speed > 0] / speed[speed > 0])
        meets = enters <= leaves and (room[speed == 0] >= 0).all()
        assert meets == (first < share < last) or abs(enters - leaves) < 1e-9


@given(direction=directions)
def test_hidden_edges_are_those_of_faces_out_of_sight(direction):
    """Two ways to say it: by the faces beside an edge, and by what it hides of edges just outside it."""
    solid = Solid.octahedron(1)
    assume(np.abs(solid.normals @ direction).min() > 0.01 * np.linalg.norm(direction))
    starts, ends = (1.0001 * solid.corners[solid.edges[:, i]] for i in (0, 1))
    hidden = np.ptp(solid.hidden_parts(starts, ends, direction), axis=1)
    seen = solid.edges_towards(direction)
    assert (hidden[~seen] > 0.9).all()
    assert (hidden[seen] < 0.1).all()


@SOLIDS
@given(normal=directions, offset=st.integers(-30, 30).map(lambda tenths: tenths / 10))
def test_a_section_lies_on_the_plane_and_on_the_solid(solid: Solid, normal, offset):
    section = solid.section(Hyperplane(normal, offset))
    assert section @ np.array(normal) == pytest.approx([offset] * len(section), abs=1e-9)
    assert (section @ solid.normals.T <= solid.offsets + 1e-9).all()
    heights = solid.corners @ np.array(normal) - offset
    assert (len(section) > 0) == (heights.min() <= 1e-11 and heights.max() >= -1e-11) or np.abs(heights).min() < 1e-9


@given(normal=directions)
def test_the_section_at_first_contact_is_the_contact(normal):
    plane = Hyperplane(normal, 1)
    contact = first_contact(plane, 1)
    section = Solid.octahedron(contact.radius).section(plane)
    assert len(section) == len(contact.vertices)
    assert np.sort(section, axis=0) == pytest.approx(np.sort(contact.vertices, axis=0), abs=1e-9)


def test_a_hexagon_goes_around():
    section = Solid.octahedron(1).section(Hyperplane([1, 1, 1], 0))
    sides = np.linalg.norm(np.roll(section, -1, axis=0) - section, axis=1)
    assert sides == pytest.approx([np.sqrt(0.5)] * 6)


def test_a_plane_of_two_weights_is_refused():
    with pytest.raises(ValueError, match="plane must be a plane in space"):
        Solid.octahedron(1).section(Hyperplane([1, 2], 3))
    with pytest.raises(TypeError, match="plane must be a Hyperplane"):
        Solid.octahedron(1).section([1, 2, 3])
