"""Exact shares against published numbers, areas, each other and simulation."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from sparsity.geometry.chance.shares import (
    TIP_SHARE_OVER_PATH,
    Shares,
    disc_shares,
    edge_strip_factor,
    gaussian_shares,
    near_tie_share,
    one_weight_share,
    outward_share_of_face,
    shares_within_distance,
    square_shares,
    tip_share_of_budget,
)
from sparsity.geometry.chance.simulation import (
    budget_minima,
    disc_minima,
    gaussian_minima,
    simulated_shares,
    square_minima,
)
from sparsity.geometry.loss import landing_regions

CASES = {case["id"]: case for case in json.loads(Path(__file__).with_name("probability_cases.json").read_text())}
ROUND = [[1, 0], [0, 1]]


def expected(name: str) -> Any:
    return CASES[name]["expected"]


@pytest.mark.parametrize("name", ["P01", "P03", "P04"])
def test_published_shares(name: str) -> None:
    given_ = CASES[name]["input"]
    shares = disc_shares(given_["c"], given_["R"]) if "R" in given_ else gaussian_shares(given_["c"], given_["sigma"])
    for field, value in expected(name).items():
        assert getattr(shares, field) == pytest.approx(value, rel=1e-10)


def test_other_published_numbers() -> None:
    assert square_shares(2, 10).tip_given_outside == pytest.approx(expected("P06")["tip_given_outside"], rel=1e-12)
    assert tip_share_of_budget(0.5) == pytest.approx(expected("P07")["tip"], rel=1e-12)
    assert pytest.approx(expected("P07")["mean_over_tau"], rel=1e-12) == TIP_SHARE_OVER_PATH
    assert outward_share_of_face(3, 1) == pytest.approx(expected("P09")["vertex"], rel=1e-12)
    assert outward_share_of_face(3, 2) == pytest.approx(expected("P09")["edge"], rel=1e-10)
    assert outward_share_of_face(3, 3) == pytest.approx(expected("P09")["face"], rel=1e-12)
    for n, share in zip(CASES["P15"]["input"]["n"], expected("P15")["prob"], strict=True):
        assert one_weight_share(n, 1, 1) == pytest.approx(share, rel=1e-10)
    assert edge_strip_factor(4) == pytest.approx(expected("P16")["E_cos"], rel=1e-12)
    assert near_tie_share(0.9) == pytest.approx(expected("P18")["prob"], rel=1e-12)


@given(st.floats(0, 10), st.floats(0.1, 10))
def test_shares_add_up_to_1(c: float, size: float) -> None:
    for shares in (gaussian_shares(c, size), disc_shares(c, size), square_shares(c, size)):
        assert shares.tip + shares.edge + shares.inside == pytest.approx(1)
        assert min(shares.tip, shares.edge, shares.inside) >= -1e-15


@given(st.floats(0, 3), st.floats(0.5, 2))
def test_in_a_square_shares_are_areas(c: float, W: float) -> None:
    areas = [region.area() / (4 * W * W) for region in landing_regions(ROUND, c, [-W, -W], [W, W])]
    shares = square_shares(c, W)
    assert [shares.tip, shares.edge, shares.inside] == pytest.approx(
        [sum(areas[:4]), sum(areas[4:8]), areas[8]], abs=1e-9
    )


@pytest.mark.parametrize("c", [0.2, 1, 1.3, 3])
def test_simulation_agrees_within_its_error_bars(c: float) -> None:
    n = 200_000
    assert simulated_shares(ROUND, c, gaussian_minima(n, 1, seed=1)).agrees_with(gaussian_shares(c, 1))
    assert simulated_shares(ROUND, c, disc_minima(n, 1.2, seed=2)).agrees_with(disc_shares(c, 1.2))
    assert simulated_shares(ROUND, c, square_minima(n, 1.2, seed=3)).agrees_with(square_shares(c, 1.2))


def test_a_wrong_formula_would_be_found_out() -> None:
    simulated = simulated_shares(ROUND, 1, gaussian_minima(200_000, 1, seed=1))
    right = gaussian_shares(1, 1)
    assert not simulated.agrees_with(Shares(right.tip + 0.01, right.edge - 0.01, right.inside))


@pytest.mark.parametrize("tau", [0.1, 0.5, 0.9])
def test_a_budget_that_is_a_part_of_the_length(tau: float) -> None:
    simulated = simulated_shares(ROUND, 1, budget_minima(200_000, tau, seed=4))
    share = tip_share_of_budget(tau)
    assert simulated.agrees_with(Shares(share, 1 - share, 0))


def test_the_mean_over_all_budgets() -> None:
    assert quad(tip_share_of_budget, 0, 1)[0] == pytest.approx(TIP_SHARE_OVER_PATH)


@pytest.mark.parametrize(("condition", "share"), [(4, 0.4339), (25, 0.5311), (100, 0.5808)])
def test_stretched_contours_in_a_random_direction(condition: float, share: float) -> None:
    n = 200_000
    angles = np.random.default_rng(5).uniform(0, np.pi, n)
    turned = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    hessians = np.eye(2) + (condition - 1) * turned[:, :, np.newaxis] * turned[:, np.newaxis, :]
    simulated = simulated_shares(hessians, 1, budget_minima(n, 0.5, seed=6))
    assert simulated.agrees_with(Shares(share, 1 - share, 0), n_errors=4.5)


def test_far_away_edges_keep_strips_of_the_width_that_the_factor_says() -> None:
    n, reach = 200_000, 20.0
    angles = np.random.default_rng(7).uniform(0, np.pi, n)
    turned = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    hessians = np.eye(2) + 3 * turned[:, :, np.newaxis] * turned[:, np.newaxis, :]
    simulated = simulated_shares(hessians, 1, disc_minima(n, reach, seed=8))
    far = 4 * math.sqrt(2) / (math.pi * reach) * edge_strip_factor(4)
    assert simulated.shares.edge == pytest.approx(far, abs=4 * simulated.errors.edge + 2 / reach**2)


def test_steiner_agrees_with_simulation_in_the_plane() -> None:
    tip, edge, inside = shares_within_distance(2, 1, 1)
    points = square_minima(400_000, 2, seed=9)
    x, y = np.sort(np.abs(points), axis=1).T
    nearest = np.where(
        (y - x > 1)[:, np.newaxis], [0.0, 1.0], np.stack([x, y], axis=1) - np.maximum(x + y - 1, 0)[:, np.newaxis] / 2
    )
    kept = np.hypot(*(np.stack([x, y], axis=1) - nearest).T) <= 1
    assert simulated_shares(ROUND, 1, points[kept]).agrees_with(Shares(tip, edge, inside))


def test_with_more_features_one_weight_alone_becomes_rarer_at_a_fixed_budget() -> None:
    shares = [one_weight_share(n, 1, 1) for n in (2, 3, 5, 10, 100, 1000)]
    assert shares == sorted(shares, reverse=True)
    assert one_weight_share(2, 1, 1) == pytest.approx(gaussian_shares(1, 1).tip)
    assert one_weight_share(1, 2, 1) == pytest.approx(math.erfc(math.sqrt(2)))


def test_outward_shares_of_tips_are_all_directions() -> None:
    for n in (1, 2, 3, 7, 50):
        assert 2 * n * outward_share_of_face(n, 1) == pytest.approx(1)


def test_outward_directions_of_edges_in_space_by_simulation() -> None:
    # The cone normal to the edge between e₁ and e₂ is flat; its angle over 2π is what is shared.
    assert outward_share_of_face(3, 2) == pytest.approx(math.acos(1 / 3) / (2 * math.pi), rel=1e-10)


def test_refusals() -> None:
    with pytest.raises(ValueError, match=r"^sigma must be greater than 0, got 0"):
        gaussian_shares(1, 0)
    with pytest.raises(ValueError, match=r"^tau must be at most 1, got 2"):
        tip_share_of_budget(2)
    with pytest.raises(ValueError, match=r"^tau must be above 0 and at most 1, got 0"):
        budget_minima(3, 0, seed=1)
    with pytest.raises(ValueError, match=r"^n_nonzero must be at most n_features = 2, got 3"):
        outward_share_of_face(2, 3)
    with pytest.raises(ValueError, match=r"^distance must be greater than 0 where radius is 0"):
        shares_within_distance(2, 0, 0)
    with pytest.raises(ValueError, match=r"^condition must be at least 1"):
        edge_strip_factor(0.5)
    with pytest.raises(TypeError, match=r"^exact must be a Shares"):
        simulated_shares(ROUND, 1, [[0, 0]]).agrees_with(0.5)  # type: ignore[arg-type]
