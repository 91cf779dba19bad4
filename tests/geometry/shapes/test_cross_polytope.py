"""The diamond in many dimensions has faces by their signs, and next to no volume near its tips."""

from __future__ import annotations

import math
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparsity.geometry.shapes.cross_polytope import MAX_FACES, cross_polytope_faces, volume_share_beyond


@pytest.mark.parametrize("n", range(1, 7))
def test_all_faces_are_all_patterns_of_signs(n: int):
    listed = [tuple(face) for k in range(1, n + 1) for face in cross_polytope_faces(n, k)]
    assert len(listed) == 3**n - 1
    assert {*listed} == {signs for signs in product((-1.0, 0.0, 1.0), repeat=n) if any(signs)}


@pytest.mark.parametrize("n", range(1, 7))
def test_a_face_lies_on_the_boundary(n: int):
    for k in range(1, n + 1):
        middles = cross_polytope_faces(n, k) / k
        assert np.abs(middles).sum(axis=1) == pytest.approx(np.ones(len(middles)))


def test_too_many_faces_are_not_listed():
    with pytest.raises(ValueError, match=f"n_nonzero must leave at most {MAX_FACES} faces, not 189190144, got 10"):
        cross_polytope_faces(20, 10)


@given(st.integers(2, 6), st.floats(0, 1))
def test_the_share_beyond_agrees_with_sampled_points(n: int, t: float):
    random = np.random.default_rng(0)
    # Uniform in the diamond: the first n of n + 1 gaps between sorted uniform numbers.
    gaps = random.exponential(size=(n + 1, 4000))
    sizes = (gaps[:n] / gaps.sum(axis=0)).max(axis=0)
    seen = float((sizes > t).mean())
    assert seen == pytest.approx(volume_share_beyond(n, t), abs=4 * 0.5 / math.sqrt(4000))


@pytest.mark.parametrize("n", [2, 10, 1000])
def test_beyond_one_half_it_is_n_small_diamonds(n: int):
    assert volume_share_beyond(n, 0.5) == pytest.approx(n / 2**n, rel=1e-12)


def test_no_digit_is_lost_where_terms_cancel():
    shares = [volume_share_beyond(100, t) for t in np.linspace(0, 0.2, 41)]
    assert shares[0] == 1.0
    assert all(0 <= later <= earlier <= 1 for earlier, later in pairwise(shares))


def test_a_fraction_is_one():
    with pytest.raises(ValueError, match="fraction must"):
        volume_share_beyond(3, 1.5)
