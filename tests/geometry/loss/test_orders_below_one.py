"""Local minima in the plane for p < 1: all of them, against scans, walks downhill and closed forms."""

import math

import numpy as np
import pytest
from scipy.optimize import minimize

from sparsity.geometry import lp_norm
from sparsity.geometry.loss import QuadraticLoss, constrained_minimum, penalized_minimum, proximal_answers

ROUND = QuadraticLoss([[1, 0], [0, 1]], [2, 1.5])


def random_losses(count: int, *, seed: int) -> list[tuple[QuadraticLoss, float, float]]:
    """Draw bowls, every few of them with axes or a minimum that is special, with an order and a budget."""
    rng = np.random.default_rng(seed)
    found = []
    for k in range(count):
        factor = rng.standard_normal((2, 2))
        H = factor @ factor.T + 10 ** rng.uniform(-3, 0) * np.eye(2)
        H = np.eye(2) if k % 7 == 0 else np.diag(np.diag(H)) if k % 5 == 0 else H
        minimum = rng.standard_normal(2) * 10 ** rng.uniform(-1, 1)
        minimum = minimum[[0, 0]] if k % 11 == 0 else minimum
        found.append(
            (QuadraticLoss(H, minimum), float(rng.choice([0.15, 0.25, 0.5, 0.7, 0.9])), 10 ** rng.uniform(-1, 0.5))
        )
    return found


def arc_minima_by_scan(loss: QuadraticLoss, p: float, c: float) -> list[np.ndarray]:
    """Look for minima along the outline of the star, where the loss would fall further outside."""
    t = np.linspace(-36, 36, 20_001)
    quadrant = c * np.exp(-np.stack([np.logaddexp(0, -t), np.logaddexp(0, t)], axis=1) / p)
    found = []
    for signs in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        outline = quadrant * signs
        values = np.asarray(loss.value(outline))
        for j in 1 + np.flatnonzero((values[1:-1] < values[:-2]) & (values[1:-1] < values[2:])):
            across = int(np.argmin(np.abs(outline[j])))
            outward = loss.gradient(outline[j])[across] * signs[across]
            if outward < 0 and values[j - 1] - values[j] > 1e-13 * max(1, values[j]):
                found.append(outline[j])
    return found


def test_in_a_star_a_scan_finds_the_same_local_minima() -> None:
    n_on_arcs = 0
    for loss, p, c in random_losses(60, seed=1):
        answer = constrained_minimum(loss, p, c)
        assert answer.kkt_residual <= 1e-12
        on_arcs = [w for w in answer.local_minima if w.all() and lp_norm(w, p) > c * (1 - 1e-9)]
        scanned = arc_minima_by_scan(loss, p, c)
        assert len(on_arcs) == len(scanned)
        for point in scanned:
            assert min(np.abs(w - point).max() for w in on_arcs) < 1e-2 * c
        n_on_arcs += len(on_arcs)
    assert n_on_arcs > 15


def test_in_a_star_no_point_has_less_loss() -> None:
    for loss, p, c in random_losses(60, seed=2):
        answer = constrained_minimum(loss, p, c)
        rng = np.random.default_rng(0)
        points = rng.standard_normal((5000, 2)) * np.exp(rng.uniform(-8, 0, (5000, 2)))
        points *= (c * rng.random(5000) / np.asarray(lp_norm(points, p)))[:, np.newaxis]
        assert answer.loss <= float(np.min(loss.value(points)))
        assert (np.asarray(lp_norm(answer.local_minima, p)) <= c * (1 + 1e-12)).all()
        assert (np.diff(np.asarray(loss.value(answer.local_minima))) >= 0).all()


def test_at_a_price_no_walk_downhill_ends_anywhere_else() -> None:
    rng = np.random.default_rng(3)
    n_inside = 0
    for loss, p, _ in random_losses(40, seed=3):
        lam = 10 ** rng.uniform(-3, -0.5) * 2 * float(np.abs(loss.moments).max())
        answer = penalized_minimum(loss, p, lam)

        def objective(w: np.ndarray, loss: QuadraticLoss = loss, p: float = p, lam: float = lam) -> float:
            return float(loss.value(w)) + lam * float((np.abs(w) ** p).sum())

        assert answer.kkt_residual <= 1e-12
        assert answer.objective == pytest.approx(objective(answer.vertices[0]))
        inside = [w for w in answer.local_minima if w.all()]
        n_inside += len(inside)
        for _ in range(4):
            start = rng.uniform(-2, 2, 2) * np.abs(loss.minimum).max()
            end = minimize(objective, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-14}).x
            assert objective(end) >= answer.objective - 1e-9 * abs(answer.objective)
            slope = loss.gradient(end) + lam * p * np.sign(end) * np.abs(end) ** (p - 1)
            if np.abs(end).min() > 1e-3 and np.abs(slope).max() < 1e-5:
                assert min(np.abs(end - w).max() for w in inside) < 1e-4 * np.abs(end).max()
    assert n_inside > 10


@pytest.mark.parametrize("p", [0, 0.3, 0.5, 0.8])
def test_round_contours_treat_each_weight_alone(p: float) -> None:
    for z, lam in (((2.0, 1.5), 1.0), ((2.0, 0.3), 1.0), ((0.4, 0.3), 1.0), ((-3.0, 0.95), 0.2)):
        answer = penalized_minimum(QuadraticLoss(np.eye(2), z), p, lam)
        alone = [proximal_answers(entry, lam, p)[-1] for entry in z]
        assert answer.point == pytest.approx(alone, rel=1e-12)


def test_a_tie_between_two_tips_lists_both() -> None:
    answer = constrained_minimum(QuadraticLoss([[2, 1], [1, 2]], [3, 3]), 0.5, 1)
    assert answer.kind == "points"
    assert sorted(answer.vertices.tolist()) == [[0, 1], [1, 0]]
    assert answer.at_tip
    tie = penalized_minimum(QuadraticLoss([[1, 0], [0, 1]], [2, 0]), 0, 4)
    assert tie.vertices.tolist() == [[0, 0], [2, 0]]


def test_a_star_does_not_force_zeros() -> None:
    answer = constrained_minimum(QuadraticLoss(np.eye(2), [0.5, 0.5]), 0.5, 1)
    assert answer.point == pytest.approx([0.25, 0.25], rel=1e-12)
    sharp = constrained_minimum(ROUND, 0.5, 1)
    assert sharp.point.tolist() == [1, 0]
    assert sharp.local_minima.tolist() == [[1, 0], [0, 1]]
    assert constrained_minimum(ROUND, 1, 1).point == pytest.approx([0.75, 0.25])


def test_a_minimum_may_hide_beside_an_axis_without_being_on_it() -> None:
    answer = constrained_minimum(QuadraticLoss(np.eye(2), [1.3, 1.75]), 0.25, 1.9)
    hidden = min(answer.local_minima, key=lambda w: float(np.abs(w).min()))
    assert 0 < np.abs(hidden).min() < 1e-6
    assert lp_norm(hidden, 0.25) == pytest.approx(1.9)


def test_whether_a_tip_whose_axis_is_level_there_holds_the_answer_depends_on_the_order() -> None:
    # At (1, 0) the loss rises along the axis like t², and falls sideways by 2 slope (p t)^(1/p) as the cusp widens.
    def has_tip(p: float, slope: float) -> bool:
        loss = QuadraticLoss(np.eye(2), [1, slope])
        return [1, 0] in constrained_minimum(loss, p, 1).local_minima.tolist()

    assert has_tip(0.4, 5)
    assert not has_tip(0.6, 0.01)
    assert has_tip(0.5, 1.9)
    assert not has_tip(0.5, 2.1)


def test_best_subsets() -> None:
    loss = QuadraticLoss([[3, 1], [1, 2]], [2, 1])
    assert constrained_minimum(loss, 0, 0).point.tolist() == [0, 0]
    one = constrained_minimum(loss, 0, 1)
    assert one.point == pytest.approx([7 / 3, 0])
    assert one.local_minima == pytest.approx(np.array([[7 / 3, 0], [0, 2]]))
    assert constrained_minimum(loss, 0, 2).point.tolist() == [2, 1]
    assert len(penalized_minimum(loss, 0, 0.1).local_minima) == 4
    assert penalized_minimum(loss, 0, 100).point.tolist() == [0, 0]


def test_a_floor_crosses_a_star_in_up_to_two_pieces() -> None:
    valley = QuadraticLoss.from_data([[10, 1]], [5])
    assert constrained_minimum(valley, 0.5, 0.4).point == pytest.approx([0.4, 0])
    assert constrained_minimum(valley, 0.5, 0.5).point.tolist() == [0.5, 0]
    for c, kind, n_ends in ((1.0, "segment", 2), (5.2, "segments", 4), (6.0, "segment", 2)):
        answer = constrained_minimum(valley, 0.5, c)
        assert (answer.kind, len(answer.vertices)) == (kind, n_ends)
        assert lp_norm(answer.vertices, 0.5) == pytest.approx(c)
        assert valley.value(answer.vertices) == pytest.approx(0, abs=1e-20)


def test_a_valley_has_no_local_minimum_at_a_price_but_on_the_axes() -> None:
    answer = penalized_minimum(QuadraticLoss.from_data([[1, 1]], [3]), 0.5, 1)
    assert answer.kind == "points"
    assert (np.count_nonzero(answer.local_minima, axis=1) <= 1).all()
    assert answer.vertices[0][0] == pytest.approx(proximal_answers(3, 1, 0.5)[0])


def test_price_0_and_budget_0() -> None:
    assert penalized_minimum(ROUND, 0.5, 0).point.tolist() == [2, 1.5]
    assert constrained_minimum(ROUND, 0.5, 0).point.tolist() == [0, 0]
    assert math.isnan(constrained_minimum(ROUND, 0.5, 1).multiplier)
