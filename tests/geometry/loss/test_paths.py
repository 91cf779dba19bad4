"""The path of the lasso, against fractions, duality and other people's solvers; and that of ridge regression."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.linear_model import Lasso, Ridge, lars_path

from sparsity.geometry.loss import QuadraticLoss, lasso_path, penalized_minimum, ridge_path
from tests.geometry.loss.certifying import as_fraction, exact_pulls, lasso_gap, sign


def integer_designs(count: int, *, seed: int, largest: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Draw designs of few small integers, most of which are degenerate somewhere: ties, drops, equal columns."""
    rng = np.random.default_rng(seed)
    designs = []
    while len(designs) < count:
        n_samples, n_features = int(rng.integers(1, 7)), int(rng.integers(2, 8 - largest))
        X = rng.integers(-largest, largest + 1, (n_samples, n_features))
        y = rng.integers(-largest, largest + 1, n_samples)
        if X.any():
            designs.append((X, y))
    return designs


def assert_path_is_exact(X: np.ndarray, y: np.ndarray) -> int:
    """Prove, in fractions, that a path is right at all prices; return its number of knots.

    Pulls and weights are linear between knots. So it is enough that at both ends of a piece the pulls are no larger
    than the price, and equal to it, with the sign of the weight, for all weights in use on the piece.
    """
    path = lasso_path(QuadraticLoss.from_data(X, y))
    lams = [as_fraction(lam) for lam in path.lams]
    weights = [[as_fraction(entry) for entry in row] for row in path.weights]
    pulls = [exact_pulls(X, y, w) for w in weights]
    assert lams[0] == max(map(abs, exact_pulls(X, y, [Fraction(0)] * X.shape[1])))
    assert lams[-1] == 0
    assert not any(weights[0])
    assert all(before > after for before, after in pairwise(lams))
    for lam, pull in zip(lams, pulls, strict=True):
        assert all(abs(entry) <= lam for entry in pull)
    for k in range(len(lams) - 1):
        for before, after, *ends in zip(weights[k], weights[k + 1], pulls[k], pulls[k + 1], strict=True):
            assert sign(before) * sign(after) >= 0
            side = sign(before) + sign(after)
            if side:
                assert [end * sign(Fraction(side)) for end in ends] == lams[k : k + 2]
    return len(lams)


@pytest.mark.parametrize("largest", [1, 2, 3])
def test_knots_are_exact_on_degenerate_designs_of_small_integers(largest: int) -> None:
    designs = integer_designs(200, seed=largest, largest=largest)
    n_knots = sum(assert_path_is_exact(X, y) for X, y in designs)
    assert n_knots > 500


def test_lars_path_fails_where_this_path_is_right() -> None:
    X = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, np.sqrt(0.5)]])
    y = np.array([1.0, 1.0, 0.0])
    path = lasso_path(QuadraticLoss.from_data(X, y))
    assert path.weights[-1] == pytest.approx([1, 1, 0], abs=1e-12)
    assert path.is_unique


def test_a_weight_may_leave_and_return_with_the_other_sign() -> None:
    path = lasso_path(QuadraticLoss([[10, 3], [3, 1]], [-0.1, 1]))
    assert path.lams == pytest.approx([4, 2 / 7, 0.1, 0.05, 0], abs=1e-14)
    assert path.weights == pytest.approx(np.array([(0, 0), (13 / 70, 0), (0, 0.65), (0, 0.675), (-0.1, 1)]), abs=1e-14)


def test_the_data_of_the_films() -> None:
    path = lasso_path(QuadraticLoss.from_data([[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1]))
    assert path.lams.tolist() == [14, 5, 0]
    assert path.weights.tolist() == [[0, 0], [1.5, 0], [2, 1]]
    assert path.at(8).tolist() == [1, 0]
    assert path.price([1, 1.5]).tolist() == [8, 5]
    assert np.count_nonzero(path.at(np.linspace(5, 13.9, 50)), axis=1).tolist() == [1] * 50


def test_a_tie_at_the_start_lets_both_weights_in_at_once() -> None:
    path = lasso_path(QuadraticLoss([[1, 0], [0, 1]], [2, -2]))
    assert path.lams.tolist() == [4, 0]
    assert path.weights.tolist() == [[0, 0], [2, -2]]


def test_a_pull_that_only_touches_the_price_is_no_knot() -> None:
    # The second column is the sum of pulls that stay together: its pull follows the price without a weight of its own.
    path = lasso_path(QuadraticLoss.from_data([[1, 1, 0], [1, 1, 0], [0, 0, 1]], [4, 2, 1]))
    assert path.lams.tolist() == [12, 2, 0]
    assert not path.is_unique


@settings(max_examples=60)
@given(
    arrays(int, (5, 4), elements=st.integers(-3, 3)),
    arrays(int, 5, elements=st.integers(-3, 3)),
    st.permutations(range(4)),
    st.lists(st.sampled_from([-1, 1]), min_size=4, max_size=4),
)
def test_the_path_follows_features_that_change_place_or_sign(
    X: np.ndarray, y: np.ndarray, order: list[int], signs: list[int]
) -> None:
    if not (X.any() and np.linalg.matrix_rank(X) == 4):
        return
    path = lasso_path(QuadraticLoss.from_data(X, y))
    other = lasso_path(QuadraticLoss.from_data((X * signs)[:, order], y))
    assert other.lams == pytest.approx(path.lams, abs=1e-11)
    assert other.weights == pytest.approx((path.weights * signs)[:, order], abs=1e-11)


def random_data(n_samples: int, n_features: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((n_samples, n_features))
    truth = np.where(np.arange(n_features) < 5, 2.0, 0.0)
    return X, X @ truth + rng.standard_normal(n_samples)


@pytest.mark.parametrize("shape", [(30, 8), (20, 60), (40, 200)])
def test_the_primal_dual_gap_vanishes_along_the_path(shape: tuple[int, int]) -> None:
    X, y = random_data(*shape, seed=1)
    path = lasso_path(QuadraticLoss.from_data(X, y))
    for lam in [*path.lams[:-1], *(path.lams[1:] + path.lams[:-1]) / 2]:
        assert abs(lasso_gap(X, y, path.at(lam), lam)) <= 1e-12
    assert path.kkt_residual <= 1e-12


@pytest.mark.parametrize("shape", [(30, 8), (20, 60)])
def test_lars_path_has_the_same_knots_on_random_data(shape: tuple[int, int]) -> None:
    X, y = random_data(*shape, seed=2)
    path = lasso_path(QuadraticLoss.from_data(X, y))
    alphas, _, coefficients = lars_path(X, y, method="lasso")
    n_common = min(len(alphas), len(path.lams)) - 1
    assert path.lams[:n_common] == pytest.approx(2 * len(X) * alphas[:n_common], rel=1e-8, abs=1e-8)
    assert path.weights[:n_common] == pytest.approx(coefficients.T[:n_common], abs=1e-8)


def test_coordinate_descent_of_scikit_learn_gets_no_lower() -> None:
    for X, y in integer_designs(60, seed=7, largest=3):
        loss = QuadraticLoss.from_data(X, y)
        lam = float(0.3 * np.abs(2 * X.T @ y).max())
        if lam == 0:
            continue
        model = Lasso(alpha=lam / (2 * len(X)), fit_intercept=False, tol=1e-12, max_iter=1_000_000).fit(X, y)
        theirs = float(loss.value(model.coef_)) + lam * np.abs(model.coef_).sum()
        answer = penalized_minimum(loss, 1, lam)
        assert answer.objective <= theirs + 1e-12 * float(y @ y)
        assert answer.objective == pytest.approx(theirs, rel=1e-10)
        assert abs(lasso_gap(X.astype(float), y.astype(float), answer.vertices[0], lam)) <= 1e-12


def test_the_dial_between_price_and_budget_turns_both_ways() -> None:
    X, y = random_data(30, 8, seed=3)
    path = lasso_path(QuadraticLoss.from_data(X, y))
    lams = np.linspace(0, path.lams[0], 101)
    assert path.price(path.budget(lams)) == pytest.approx(lams, abs=1e-9)
    assert (np.diff(path.budget(lams)) < 0).all()
    assert np.abs(path.at(lams)).sum(axis=1) == pytest.approx(path.budget(lams))
    assert path.budget(2 * path.lams[0]) == 0
    assert path.price(0) == path.lams[0]
    assert path.price(2 * path.budgets[-1]) == 0


def test_the_price_is_minus_the_slope_of_the_least_loss_over_the_budget() -> None:
    X, y = random_data(30, 8, seed=4)
    loss = QuadraticLoss.from_data(X, y)
    path = lasso_path(loss)
    for budget in np.linspace(0.1, 0.9, 9) * path.budgets[-1]:
        step = 1e-5 * path.budgets[-1]
        values = [float(loss.value(path.at(path.price(b)))) for b in (budget - step, budget + step)]
        assert (values[0] - values[1]) / (2 * step) == pytest.approx(path.price(budget), rel=1e-5)


def test_features_in_other_units_have_the_same_pulls_up_to_their_units() -> None:
    X, y = random_data(20, 5, seed=5)
    units = np.array([1e-6, 1.0, 1e5, 1e3, 1e-3])
    path = lasso_path(QuadraticLoss.from_data(X * units, y))
    assert path.kkt_residual <= 1e-12
    lengths = units * np.linalg.norm(X, axis=0) * np.linalg.norm(y)
    for lam, w in zip(path.lams, path.weights, strict=True):
        pull = 2 * units * (X.T @ (y - X @ (units * w)))
        distances = np.where(w != 0, np.abs(pull - lam * np.sign(w)), np.abs(pull) - lam)
        assert (distances <= 1e-12 * lengths).all()


def test_a_loss_that_is_least_at_0_has_a_path_of_one_point() -> None:
    path = lasso_path(QuadraticLoss([[2, 1], [1, 2]], [0, 0]))
    assert path.lams.tolist() == [0]
    assert path.at([[0, 1]]).tolist() == [[[0, 0], [0, 0]]]
    assert path.price([0, 1]).tolist() == [0, 0]
    assert path.budget(3) == 0


def test_ridge_agrees_with_scikit_learn_and_never_reaches_an_axis() -> None:
    X, y = random_data(30, 6, seed=6)
    lams = np.geomspace(1e-3, 1e6, 10)
    path = ridge_path(QuadraticLoss.from_data(X, y), lams)
    for lam, w in zip(lams, path.weights, strict=True):
        model = Ridge(alpha=lam, fit_intercept=False, solver="cholesky").fit(X, y)
        assert w == pytest.approx(model.coef_, rel=1e-9)
    assert path.weights.all()
    assert path.at(lams) == pytest.approx(path.weights, rel=1e-12)
    assert path.price(path.budgets) == pytest.approx(lams, rel=1e-9)
    assert path.kkt_residual <= 1e-12


def test_in_the_plane_the_path_of_ridge_is_an_arc_of_a_hyperbola() -> None:
    loss = QuadraticLoss([[2, 1], [1, 3]], [1.5, -1])
    path = ridge_path(loss, np.geomspace(1e-3, 1e3, 50))
    heights, axes = np.linalg.eigh(loss.hessian)
    u, v = (path.weights @ axes).T
    z1, z2 = loss.minimum @ axes
    h1, h2 = heights
    assert u * v * (h2 - h1) + h1 * z1 * v - h2 * z2 * u == pytest.approx(0, abs=1e-12)


def test_refusals() -> None:
    loss = QuadraticLoss([[1, 0], [0, 1]], [1, 2])
    path = lasso_path(loss)
    with pytest.raises(TypeError, match=r"^loss must be a QuadraticLoss"):
        lasso_path([[1, 0], [0, 1]])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^lam must be at least 0, got -1"):
        path.at(-1)
    with pytest.raises(ValueError, match=r"^budget must be at least 0"):
        path.price([1, -1])
    with pytest.raises(ValueError, match=r"^lams must be at least 0"):
        ridge_path(loss, [1, -1])
    with pytest.raises(ValueError, match="read-only"):
        path.weights[0] = 1
