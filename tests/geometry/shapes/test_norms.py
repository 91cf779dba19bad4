"""Norms against NumPy, exact arithmetic and the laws that they obey."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sparsity.geometry import dual_order, lp_norm

ORDERS = [0.05, 0.5, 1, 1 + 1e-12, 1.5, 2, 3, 10, 1e4, 1e308, math.inf]
orders = st.one_of(st.sampled_from(ORDERS), st.floats(0.05, 400))
vectors = arrays(float, st.integers(1, 6), elements=st.floats(-1e6, 1e6).map(lambda x: 0.0 if abs(x) < 1e-6 else x))


@given(vectors, st.sampled_from([1, 2, 3.5, math.inf]))
def test_norms_agree_with_numpy(x: np.ndarray, p: float) -> None:
    assert lp_norm(x, p) == pytest.approx(np.linalg.norm(x, p), rel=1e-13, abs=0)


@given(vectors)
def test_order_zero_counts(x: np.ndarray) -> None:
    assert lp_norm(x, 0) == sum(entry != 0 for entry in x)


@given(vectors, orders, st.integers(-300, 300))
def test_a_norm_scales_with_its_vector(x: np.ndarray, p: float, exponent: int) -> None:
    assert lp_norm(np.ldexp(x, exponent), p) == pytest.approx(math.ldexp(lp_norm(x, p), exponent), rel=1e-12, abs=0)


@given(vectors, orders, orders)
def test_a_norm_falls_as_the_order_rises(x: np.ndarray, p: float, q: float) -> None:
    low, high = sorted((p, q))
    assert lp_norm(x, high) <= lp_norm(x, low) * (1 + 1e-12)


@given(vectors, orders, st.randoms())
def test_signs_and_the_order_of_entries_do_not_matter(x: np.ndarray, p: float, random: object) -> None:
    shuffled = list(-x)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert lp_norm(shuffled, p) == pytest.approx(lp_norm(x, p), rel=1e-13, abs=0)


@given(vectors, orders.filter(lambda p: p >= 1), st.data())
def test_hoelders_inequality_holds(a: np.ndarray, p: float, data: st.DataObject) -> None:
    assume(a.any())
    q = dual_order(p)
    x = data.draw(arrays(float, a.size, elements=st.floats(-100, 100)))
    assert abs(a @ x) <= lp_norm(a, q) * lp_norm(x, p) * (1 + 1e-12) + 1e-300


@pytest.mark.parametrize("p", ORDERS)
def test_the_origin_has_length_zero(p: float) -> None:
    assert lp_norm([0, 0, 0], p) == 0


@pytest.mark.parametrize("p", [0, *ORDERS])
@pytest.mark.parametrize("size", [5e-324, 1e-310, 1e-300, 1.0, 1e300, 1.7e308])
def test_a_tip_has_the_length_of_its_only_entry(p: float, size: float) -> None:
    assert lp_norm([0, -size, 0], p) == pytest.approx(size if p else 1, rel=1e-15, abs=0)


@pytest.mark.parametrize("size", [1e-320, 1e-200, 1e200, 1e307])
@pytest.mark.parametrize("p", [0.5, 1.5, 2, 3])
def test_neither_huge_nor_tiny_entries_lose_digits(size: float, p: float) -> None:
    assert lp_norm([size, size], p) == pytest.approx(size * 2 ** (1 / p), rel=1e-12 if size > 1e-300 else 1e-3, abs=0)


def test_a_length_beyond_float64_is_inf() -> None:
    assert lp_norm([1, 1], 1 / 1025) == math.inf
    assert lp_norm([1, 1], 1 / 1000) == pytest.approx(2.0**1000, rel=1e-12)
    assert lp_norm([1, 0], 5e-324) == 1
    assert lp_norm([1e308, 1e308], 1) == math.inf


def test_a_large_root_times_a_small_entry_does_not_overflow() -> None:
    # 2^(1/p) alone is 2^1100.
    assert lp_norm([2.0**-200, 2.0**-200], 1 / 1100) == pytest.approx(2.0**900, rel=1e-12)


def test_pythagorean_lengths_are_exact() -> None:
    assert lp_norm([3, 4], 2) == 5
    assert lp_norm([[5, 12], [8, 15]], 2).tolist() == [13, 17]


def test_norms_run_along_the_last_axis() -> None:
    x = np.arange(24.0).reshape(2, 3, 4)
    assert lp_norm(x, 3).shape == (2, 3)
    assert lp_norm(x, 3)[1, 2] == lp_norm(x[1, 2], 3)


@pytest.mark.parametrize(
    ("p", "q"), [(0, math.inf), (0.5, math.inf), (1, math.inf), (2, 2), (3, 1.5), (math.inf, 1), (1e308, 1)]
)
def test_dual_orders(p: float, q: float) -> None:
    assert dual_order(p) == q


@given(st.floats(1, 1e6, exclude_min=True))
def test_inverses_of_dual_orders_add_up_to_one(p: float) -> None:
    assert 1 / p + 1 / dual_order(p) == pytest.approx(1, rel=1e-14)
