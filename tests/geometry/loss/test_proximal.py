"""The maps z → w of one weight alone, against a search, each other and their identities."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparsity.geometry.loss import (
    elastic_net_threshold,
    half_threshold,
    hard_threshold,
    proximal_answers,
    proximal_jump,
    shrink,
    soft_threshold,
)

zs = st.floats(-10, 10)
prices = st.floats(0.01, 10)


@given(zs, prices, st.sampled_from([0, 0.2, 0.5, 0.9, 1, 2]))
def test_no_other_weight_costs_less(z: float, lam: float, p: float) -> None:
    def cost(w: np.ndarray) -> np.ndarray:
        penalty = np.where(w != 0, np.abs(w) ** p, 0.0)
        return (w - z) ** 2 + lam * penalty

    answers = proximal_answers(z, lam, p)
    others = np.append(np.linspace(-11, 11, 4001), 0.0)
    assert cost(answers).max() <= cost(others).min() + 1e-10
    assert np.ptp(cost(answers)) <= 1e-9


@given(st.lists(zs, min_size=1, max_size=5), prices)
def test_elementwise_maps_agree_with_the_answers_one_by_one(z: list[float], lam: float) -> None:
    for map_, p in ((soft_threshold, 1), (shrink, 2), (hard_threshold, 0), (half_threshold, 0.5)):
        assert map_(z, lam) == pytest.approx([proximal_answers(entry, lam, p)[0] for entry in z], abs=1e-10)


@given(st.lists(zs, min_size=1, max_size=5), prices)
def test_the_soft_threshold_and_the_projection_onto_a_square_add_up(z: list[float], lam: float) -> None:
    assert soft_threshold(z, lam) + np.clip(z, -lam / 2, lam / 2) == pytest.approx(np.array(z), abs=1e-14)


@given(prices, st.sampled_from([0, 0.2, 0.5, 0.9]))
def test_at_the_jump_both_ends_are_answers(lam: float, p: float) -> None:
    threshold, landing = proximal_jump(lam, p)
    assert proximal_answers(threshold, lam, p).tolist() == [0, landing]
    assert proximal_answers(-threshold, lam, p).tolist() == [0, -landing]
    assert proximal_answers(threshold * (1 - 1e-9), lam, p).tolist() == [0]
    (above,) = proximal_answers(threshold * (1 + 1e-9), lam, p)
    assert above == pytest.approx(landing, rel=1e-6)
    assert landing**2 - 2 * landing * threshold + lam * (landing**p) == pytest.approx(0, abs=1e-10)


def test_closed_forms() -> None:
    assert hard_threshold([2, 2.1], 4).tolist() == [0, 2.1]
    assert proximal_jump(1, 0.5)[0] == pytest.approx(54 ** (1 / 3) / 4)
    assert half_threshold(0.95, 1) == pytest.approx(0.6366883372890897)
    assert elastic_net_threshold([[3, -3], [0.5, 0]], 1, 1).tolist() == [[1.25, -1.25], [0, 0]]
    assert soft_threshold(3, 2) == 2


def test_refusals() -> None:
    with pytest.raises(ValueError, match=r"^lam must be at least 0, got -1"):
        soft_threshold([1], -1)
    with pytest.raises(ValueError, match=r"^z must hold finite numbers"):
        half_threshold([np.nan], 1)
    with pytest.raises(ValueError, match=r"^p must be less than 1 for a jump, got 1"):
        proximal_jump(1, 1)
    with pytest.raises(ValueError, match=r"^p must be 2 or at most 1 for a price, got 1.5"):
        proximal_answers(1, 1, 1.5)
    with pytest.raises(TypeError, match=r"^z must be a real number"):
        proximal_answers("1", 1, 1)  # type: ignore[arg-type]
