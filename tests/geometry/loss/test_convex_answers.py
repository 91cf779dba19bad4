"""Answers of convex problems: closed forms, duality, other people's solvers, and sets where the answer is a set."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog, lsq_linear
from sklearn.linear_model import ElasticNet

from sparsity.geometry import lp_norm
from sparsity.geometry.loss import (
    Minimum,
    QuadraticLoss,
    constrained_minimum,
    elastic_net_minimum,
    lasso_path,
    penalized_minimum,
)

FILM = QuadraticLoss.from_data([[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1])
numbers = st.floats(-5, 5).map(lambda x: round(x, 3))


@st.composite
def bowls(draw: st.DrawFn) -> QuadraticLoss:
    a, b, c = draw(numbers), draw(numbers), draw(numbers)
    assume(abs(a) > 0.05 and abs(c) > 0.05)
    factor = np.array([[a, b], [0, c]])
    return QuadraticLoss(factor.T @ factor, [draw(numbers), draw(numbers)])


def closed_form(loss: QuadraticLoss, c: float) -> tuple[np.ndarray, float]:
    """Return the answer within a diamond in the plane and its price, by trying edges and tips."""
    H, x0 = loss.hessian, loss.minimum
    if np.abs(x0).sum() <= c:
        return x0, 0.0
    for s in itertools.product((1.0, -1.0), repeat=2):
        u = np.linalg.solve(H, s)
        mu = (np.dot(s, x0) - c) / np.dot(s, u)
        x = x0 - mu * u
        if mu > 0 and (s * x > 0).all():
            return x, 2 * mu
    for j, sign in itertools.product((0, 1), (1.0, -1.0)):
        tip = sign * c * np.eye(2)[j]
        g = 2 * H @ (x0 - tip)
        if sign * g[j] >= abs(g[1 - j]):
            return tip, sign * g[j]
    raise AssertionError("no place satisfies its conditions")


@given(bowls(), st.floats(0.05, 6))
def test_within_a_diamond_the_answer_is_the_closed_form(loss: QuadraticLoss, c: float) -> None:
    answer = constrained_minimum(loss, 1, c)
    try:
        point, price = closed_form(loss, c)
    except AssertionError:
        return  # on the border between two places, which rounding hides from the closed form
    size = 1 + np.abs(loss.minimum).max()
    assert answer.point == pytest.approx(point, abs=1e-9 * size)
    assert answer.multiplier == pytest.approx(price, abs=1e-9 * np.abs(loss.hessian).max() * size)


@settings(max_examples=50)
@given(bowls(), st.sampled_from([1.0, 1.5, 2.0, 4.0, math.inf]), st.floats(0.05, 6), st.integers(0, 10**6))
def test_no_point_of_the_ball_has_less_loss(loss: QuadraticLoss, p: float, c: float, seed: int) -> None:
    answer = constrained_minimum(loss, p, c)
    points = np.random.default_rng(seed).standard_normal((500, 2))
    points *= c / np.asarray(lp_norm(points, p))[:, np.newaxis]
    assert lp_norm(answer.point, p) <= c * (1 + 1e-12)
    assert answer.loss <= float(np.min(loss.value(points))) * (1 + 1e-9) + 1e-12
    assert answer.kkt_residual <= 1e-12


@given(bowls(), st.sampled_from([1.0, 2.0]), st.floats(0.1, 0.9))
def test_price_and_budget_lead_to_the_same_point(loss: QuadraticLoss, p: float, part: float) -> None:
    assume(loss.moments.any())
    c = part * float(lp_norm(loss.minimum, p))
    within = constrained_minimum(loss, p, c)
    priced = penalized_minimum(loss, p, within.multiplier)
    size = np.abs(loss.minimum).max()
    assert priced.point == pytest.approx(within.point, abs=1e-7 * size)
    assert within.is_active
    assert within.radius == pytest.approx(c)


def test_the_data_of_the_films_end_at_a_tip_up_to_the_budget_three_halves() -> None:
    answer = constrained_minimum(FILM, 1, 1)
    assert answer.point.tolist() == [1, 0]
    assert answer.multiplier == 8
    assert answer.loss == 9
    assert all(constrained_minimum(FILM, 1, c).at_tip for c in np.linspace(0.01, 1.5, 30))
    assert constrained_minimum(FILM, 1, 1.51).support.tolist() == [0, 1]
    assert penalized_minimum(FILM, 1, 14).point.tolist() == [0, 0]
    assert penalized_minimum(FILM, 1, 13.99).point[0] > 0
    assert penalized_minimum(FILM, 1, 5).point.tolist() == [1.5, 0]


@pytest.mark.parametrize("shape", [(20, 6), (6, 12), (15, 40)])
def test_many_features_within_a_square_as_by_bounded_least_squares(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(3)
    X, y = rng.standard_normal(shape), rng.standard_normal(shape[0])
    loss = QuadraticLoss.from_data(X, y)
    for c in (0.01, 0.05, 0.2):
        answer = constrained_minimum(loss, math.inf, c)
        theirs = lsq_linear(X, y, (-c, c), method="bvls", tol=1e-14)
        assert answer.loss == pytest.approx(2 * theirs.cost, rel=1e-9, abs=1e-12)
        assert np.abs(answer.vertices).max() <= c


@pytest.mark.parametrize("shape", [(20, 6), (6, 12)])
def test_many_features_within_a_disc(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(4)
    X, y = rng.standard_normal(shape), rng.standard_normal(shape[0])
    loss = QuadraticLoss.from_data(X, y)
    longest = float(np.linalg.norm(loss.minimum))
    for c in np.array([1e-3, 0.1, 0.5, 0.99]) * longest:
        answer = constrained_minimum(loss, 2, c)
        assert np.linalg.norm(answer.point) == pytest.approx(c, rel=1e-13)
        slope = loss.hessian @ answer.point + answer.multiplier * answer.point - loss.moments
        assert np.abs(slope).max() <= 1e-12 * np.abs(loss.moments).max()


def test_the_elastic_net_of_scikit_learn_gets_no_lower() -> None:
    rng = np.random.default_rng(5)
    for _ in range(10):
        X, y = rng.standard_normal((15, 25)), rng.standard_normal(15)
        loss = QuadraticLoss.from_data(X, y)
        lam1, lam2 = 0.3 * float(np.abs(2 * X.T @ y).max()), 0.7
        alpha = lam1 / 30 + lam2 / 15
        model = ElasticNet(alpha=alpha, l1_ratio=lam1 / 30 / alpha, fit_intercept=False, tol=1e-12, max_iter=10**6)
        theirs = model.fit(X, y).coef_
        answer = elastic_net_minimum(loss, lam1, lam2)
        assert answer.point == pytest.approx(theirs, abs=1e-7)
        value = float(loss.value(theirs)) + lam1 * np.abs(theirs).sum() + lam2 * (theirs**2).sum()
        assert answer.objective <= value * (1 + 1e-12)
        assert answer.objective == pytest.approx(
            float(loss.value(answer.point)) + lam1 * np.abs(answer.point).sum() + lam2 * (answer.point**2).sum()
        )


def test_equal_columns_share_their_weight_in_every_way() -> None:
    loss = QuadraticLoss.from_data([[1, 1, 0], [1, 1, 0], [0, 0, 1]], [4, 2, 1])
    for answer in (penalized_minimum(loss, 1, 1), constrained_minimum(loss, 1, 3)):
        assert answer.kind == "segment"
        first, second = answer.vertices
        assert first[0] == second[1] > 0
        assert first[1] == second[0] == 0
        assert first[2] == second[2]
        assert np.asarray(loss.value(answer.vertices)) == pytest.approx(answer.loss)
        assert answer.support.tolist() == [0, 1, 2] if first[2] else [0, 1]
    opposite = QuadraticLoss.from_data([[1, -1]], [3])
    assert penalized_minimum(opposite, 1, 2).vertices.tolist() == [[2, 0], [0, -2]]


def test_three_equal_columns_leave_a_face() -> None:
    answer = penalized_minimum(QuadraticLoss.from_data([[1, 1, 1]], [3]), 1, 2)
    assert answer.kind == "face"
    assert answer.vertices.tolist() == [[2, 0, 0], [0, 2, 0], [0, 0, 2]]
    assert not answer.at_tip


def extent(loss: QuadraticLoss, answer: Minimum, lam: float, direction: np.ndarray) -> float:
    """Return how far the set of all lasso answers reaches in a direction, by a linear program."""
    n = loss.n_features
    H = loss.hessian
    result = linprog(
        np.append(-direction, direction),
        A_eq=np.hstack([H, -H]),
        b_eq=H @ answer.vertices[0],
        A_ub=np.ones((1, 2 * n)),
        b_ub=[np.abs(answer.vertices[0]).sum() + 1e-9],
    )
    return float(-result.fun)


def test_sets_of_lasso_answers_are_as_large_as_a_linear_program_finds_them() -> None:
    rng = np.random.default_rng(6)
    n_sets = 0
    for _ in range(60):
        X, y = rng.integers(-1, 2, (3, 5)), rng.integers(-2, 3, 3)
        if not (X.T @ y).any():
            continue
        loss = QuadraticLoss.from_data(X, y)
        lam = float(0.4 * np.abs(2 * X.T @ y).max())
        answer = penalized_minimum(loss, 1, lam)
        n_sets += not answer.is_unique
        for direction in rng.standard_normal((4, 5)):
            reach = float((answer.vertices @ direction).max())
            assert reach == pytest.approx(extent(loss, answer, lam, direction), abs=1e-6)
    assert n_sets > 10


def test_a_valley_gives_sets_in_every_ball() -> None:
    valley = QuadraticLoss.from_data([[1, 2]], [4])
    cases = {
        (1.0, 1.0): ("point", [[0, 1]]),
        (1.0, 2.0): ("point", [[0, 2]]),
        (1.0, 3.0): ("segment", [[2, 1], [-2 / 3, 7 / 3]]),
        (math.inf, 1.0): ("point", [[1, 1]]),
        (math.inf, 2.0): ("segment", [[0, 2], [2, 1]]),
        (2.0, 2.0): ("segment", [[0, 2], [1.6, 1.2]]),
        (0.5, 1.0): ("point", [[0, 1]]),
        (0.5, 2.0): ("point", [[0, 2]]),
    }
    for (p, c), (kind, points) in cases.items():
        answer = constrained_minimum(valley, p, c)
        assert answer.kind == kind
        order, expected_order = np.lexsort(answer.vertices.round(9).T), np.lexsort(np.array(points).round(9).T)
        assert answer.vertices[order] == pytest.approx(np.array(points, dtype=float)[expected_order], abs=1e-9)
        assert answer.kkt_residual <= 1e-12


def test_a_tie_is_an_edge_not_a_tip() -> None:
    tie = QuadraticLoss.from_data([[1, 1]], [1000])
    for c in (1.0, 1000.0):
        answer = constrained_minimum(tie, 1, c)
        assert answer.vertices.tolist() == [[c, 0], [0, c]]
        assert not answer.at_tip
    beyond = constrained_minimum(tie, 1, 1001)
    assert beyond.vertices == pytest.approx(np.array([[1000.5, -0.5], [-0.5, 1000.5]]))
    assert not beyond.is_active


def test_a_floor_of_two_dimensions_is_a_flat_or_a_polygon() -> None:
    valley = QuadraticLoss.from_data([[1, 1, 1]], [3])
    flat = constrained_minimum(valley, 2, 5)
    assert (flat.kind, flat.directions.shape, flat.is_unique) == ("flat", (2, 3), False)
    polygon = constrained_minimum(valley, math.inf, 2)
    assert polygon.kind == "face"
    corners = {tuple(corner) for corner in polygon.vertices.round(12).tolist()}
    assert corners == set(itertools.permutations([2.0, 2.0, -1.0]))
    around = constrained_minimum(valley, 1, 5)
    corners = {tuple(corner) for corner in around.vertices.round(9).tolist()}
    assert corners == set(itertools.permutations([4.0, -1.0, 0.0]))
    everything = penalized_minimum(valley, 1, 0)
    assert (everything.kind, everything.multiplier) == ("flat", 0)


def test_a_budget_of_0_leaves_the_origin_at_the_lowest_price_that_does() -> None:
    for p, price in ((1, 14), (2, math.inf), (math.inf, 22)):
        answer = constrained_minimum(FILM, p, 0)
        assert answer.point.tolist() == [0, 0]
        assert answer.multiplier == price
        assert answer.radius == 0


def test_a_budget_that_is_not_used_up_changes_nothing() -> None:
    for p in (0.5, 1, 1.5, 2, math.inf):
        answer = constrained_minimum(FILM, p, 10)
        assert answer.point.tolist() == [2, 1]
        assert not answer.is_active
        assert math.isnan(answer.multiplier) if p < 1 else answer.multiplier == 0


def test_more_features_than_samples_reach_the_shortest_answer_that_fits() -> None:
    rng = np.random.default_rng(8)
    X, y = rng.standard_normal((4, 9)), rng.standard_normal(4)
    loss = QuadraticLoss.from_data(X, y)
    shortest = linprog(np.ones(18), A_eq=np.hstack([X, -X]), b_eq=y).fun
    path = lasso_path(loss)
    assert path.budgets[-1] == pytest.approx(shortest)
    assert constrained_minimum(loss, 1, shortest / 2).radius == pytest.approx(shortest / 2)


def test_a_flat_feature_stays_out() -> None:
    loss = QuadraticLoss.from_data([[1, 0], [2, 0]], [1, 1])
    assert penalized_minimum(loss, 1, 1).point.tolist() == [0.5, 0]
    assert penalized_minimum(loss, 2, 1).point.tolist() == [0.5, 0]
    assert constrained_minimum(loss, 1, 0.5).point.tolist() == [0.5, 0]
    assert constrained_minimum(loss, math.inf, 0.5).kind == "segment"


def test_extreme_but_proportionate_numbers() -> None:
    for scale in (1e-100, 1e100):
        loss = QuadraticLoss(np.array([[3, 1], [1, 2]]) * scale, [2, 1])
        assert constrained_minimum(loss, 1, 1).point.tolist() == [1, 0]
        assert penalized_minimum(loss, 1, 8 * scale).point == pytest.approx([1, 0])
        assert penalized_minimum(loss, 2, 5 * scale).point == pytest.approx(penalized_minimum(FILM, 2, 5).point)


def test_refusals() -> None:
    three = QuadraticLoss(np.eye(3), [1, 2, 3])
    for solve in (constrained_minimum, penalized_minimum):
        with pytest.raises(TypeError, match=r"^loss must be a QuadraticLoss, got"):
            solve(np.eye(2), 1, 1)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match=r"^p must be a norm order between 0 and inf, got -1"):
            solve(FILM, -1, 1)
        with pytest.raises(ValueError, match=r"^p must be 1.* 2.* unless there are two features, got 0.5"):
            solve(three, 0.5, 1)
    with pytest.raises(ValueError, match=r"^radius must be at least 0, got -1"):
        constrained_minimum(FILM, 1, -1)
    with pytest.raises(ValueError, match=r"^lam must be a finite number, got inf"):
        penalized_minimum(FILM, 1, math.inf)
    with pytest.raises(ValueError, match=r"^p must be 2 or at most 1 for a price, got 3"):
        penalized_minimum(FILM, 3, 1)
    with pytest.raises(ValueError, match=r"^radius must be a whole number for p = 0, which counts, got 1.5"):
        constrained_minimum(FILM, 0, 1.5)
    with pytest.raises(ValueError, match=r"^lam2 must be at least 0, got -1"):
        elastic_net_minimum(FILM, 1, -1)
    with pytest.raises(ValueError, match="the minimum is a segment, not a point"):
        _ = constrained_minimum(QuadraticLoss.from_data([[1, 1]], [3]), 1, 1).point
    with pytest.raises(ValueError, match="read-only"):
        constrained_minimum(FILM, 1, 1).vertices[0] = 0
