"""What a contact says about itself, and what it does not let itself be told."""

import dataclasses
import math
from typing import Any

import numpy as np
import pytest

from sparsity.geometry import Contact, Hyperplane, first_contact

EDGE = first_contact(Hyperplane([1, 1], 2), 1)


def changed(**values: Any) -> Contact:
    return dataclasses.replace(EDGE, **values)


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"kind": "tip"}, ValueError, "kind must be one of point, points, segment, face, box, got 'tip'"),
        ({"kind": ["point"]}, ValueError, r"kind must be one of .*got \['point'\]"),
        ({"vertices": [1.0, 0.0]}, ValueError, r"vertices must have two axes, got an array of shape \(2,\)"),
        ({"vertices": np.empty((0, 2))}, ValueError, "vertices must not be empty, got"),
        ({"vertices": [[0.0, math.nan]]}, ValueError, r"vertices must hold finite numbers, got nan at index \(0, 1\)"),
        ({"vertices": [["0", "1"]]}, TypeError, "vertices must hold real numbers, got"),
        ({"radius": -1.0}, ValueError, "radius must be at least 0, got -1.0"),
        ({"radius": math.nan}, ValueError, "radius must be a finite number, got nan"),
        ({"radius": "2"}, TypeError, "radius must be a real number, got '2'"),
        ({"is_unique": 0}, TypeError, "is_unique must be True or False, got 0"),
        ({"is_unique": True}, ValueError, "is_unique must be False for kind 'segment', got True"),
        ({"kind": "point", "is_unique": True}, ValueError, "vertices must be one point for kind 'point', got an array"),
        ({"support": [0, 2]}, ValueError, r"support must hold ascending indices from 0 to 1, got .*\[0\. 2\.\]"),
        ({"support": [1, 0]}, ValueError, "support must hold ascending indices from 0 to 1, got"),
        ({"support": [0.5]}, ValueError, "support must hold ascending indices from 0 to 1, got"),
        ({"support": [-1]}, ValueError, "support must hold ascending indices from 0 to 1, got"),
        ({"support": "01"}, TypeError, "support must hold real numbers, got '01'"),
        ({"at_tip": None}, TypeError, "at_tip must be True or False, got None"),
        ({"local_minima": [[1.0, 0.0, 0.0]]}, ValueError, "local_minima must have 2 features along the last axis, got"),
        ({"local_minima": np.empty((0, 3))}, ValueError, "local_minima must not be empty, got"),
        ({"all_vertices_listed": 1}, TypeError, "all_vertices_listed must be True or False, got 1"),
        ({"all_local_minima_listed": "no"}, TypeError, "all_local_minima_listed must be True or False, got 'no'"),
        ({"gap": -1e-3}, ValueError, "gap must be at least 0, got -0.001"),
        ({"gap": math.inf}, ValueError, "gap must be a finite number, got inf"),
    ],
)
def test_a_contact_refuses_what_contradicts_itself(
    values: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        changed(**values)


def test_a_contact_keeps_copies_that_cannot_be_changed() -> None:
    vertices = np.array([[2.0, -0.0], [0.0, 2.0]])
    contact = changed(vertices=vertices)
    vertices[0, 0] = 7
    assert contact.vertices.tolist() == [[2, 0], [0, 2]]
    assert not np.signbit(contact.vertices).any()
    for array in (contact.vertices, contact.support, contact.local_minima):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_a_contact_may_be_written_by_hand() -> None:
    contact = Contact(
        kind="point",
        vertices=[[3, 0]],  # type: ignore[arg-type]
        radius=math.inf,
        is_unique=np.True_,  # type: ignore[arg-type]
        support=[0],  # type: ignore[arg-type]
        at_tip=True,
        local_minima=[[3, 0], [0, 4]],  # type: ignore[arg-type]
    )
    assert contact.is_unique is True
    assert (contact.radius, contact.gap) == (math.inf, 0)
    assert contact.support.dtype == np.intp
