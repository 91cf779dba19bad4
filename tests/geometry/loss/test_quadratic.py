"""The loss itself: its conventions, its contours and what is no loss."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sparsity.geometry.loss import QuadraticLoss

FILM = [[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1]


def test_the_data_of_the_films() -> None:
    loss = QuadraticLoss.from_data(*FILM)
    assert loss.hessian.tolist() == [[3, 1], [1, 2]]
    assert loss.minimum.tolist() == [2, 1]
    assert loss.least == 2
    assert loss.is_definite


@given(arrays(int, (4, 3), elements=st.integers(-5, 5)), arrays(int, 4, elements=st.integers(-5, 5)))
def test_the_loss_of_data_is_the_sum_of_squared_errors(X: np.ndarray, y: np.ndarray) -> None:
    if not X.any():
        return
    loss = QuadraticLoss.from_data(X, y)
    points = np.random.default_rng(0).standard_normal((20, 3))
    errors = points @ X.T - y
    assert loss.value(points) == pytest.approx((errors**2).sum(axis=1), rel=1e-10, abs=1e-10)
    assert loss.gradient(points) == pytest.approx(2 * errors @ X, rel=1e-10, abs=1e-10)
    assert np.abs(loss.gradient(loss.minimum)).max() <= 1e-11
    assert loss.minimum == pytest.approx(np.linalg.lstsq(X, y, rcond=None)[0], rel=1e-7, abs=1e-9)


@given(arrays(int, (4, 3), elements=st.integers(-5, 5)), arrays(int, 4, elements=st.integers(-5, 5)))
def test_sums_of_products_say_as_much_as_the_data(X: np.ndarray, y: np.ndarray) -> None:
    if not X.any():
        return
    loss, same = QuadraticLoss.from_data(X, y), QuadraticLoss.from_gram(X.T @ X, X.T @ y, float(y @ y))
    points = np.random.default_rng(0).standard_normal((20, 3))
    assert same.value(points) == pytest.approx(loss.value(points), rel=1e-10, abs=1e-10)
    assert len(same.kernel) == len(loss.kernel) == 3 - np.linalg.matrix_rank(X)


def test_along_the_kernel_the_loss_does_not_change() -> None:
    valley = QuadraticLoss.from_data([[1, 2, 3], [1, 2, 3]], [1, 3])
    assert valley.kernel.shape == (2, 3)
    steps = np.random.default_rng(0).standard_normal((10, 2)) @ valley.kernel
    assert valley.value(valley.minimum + steps) == pytest.approx(valley.least)
    assert valley.kernel @ valley.minimum == pytest.approx(0, abs=1e-12)


def test_units_of_features_do_not_decide_the_rank() -> None:
    X = np.array([[1, 0], [1, 1], [0, 1]]) * [1, 1e-9]
    assert QuadraticLoss.from_data(X, [1, 2, 3]).is_definite
    assert not QuadraticLoss.from_data(X[:1] + X[1:2], [1]).is_definite


def test_contours_have_their_loss_and_run_around_the_minimum_to_the_left() -> None:
    loss = QuadraticLoss.from_data(*FILM)
    outline = loss.level_set(7, 100)
    assert loss.value(outline) == pytest.approx(7)
    assert outline[0].tolist() == outline[-1].tolist()
    x, y = (outline - loss.minimum).T
    assert (x[:-1] * y[1:] - x[1:] * y[:-1] > 0).all()
    area = (x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2
    assert area == pytest.approx(math.pi * 5 / math.sqrt(np.linalg.det(loss.hessian)), rel=1e-2)


def test_contours_of_a_valley_are_two_lines_at_equal_distances_from_its_floor() -> None:
    for valley in (QuadraticLoss.from_data([[10, 1]], [5]), QuadraticLoss.from_gram([[100, 10], [10, 1]], [50, 5], 25)):
        for line in valley.level_lines(4):
            points = line.clip_to_box([-3, -3], [3, 3])
            assert valley.value(points) == pytest.approx(4)


def test_a_ridge_penalty_makes_a_bowl_of_every_valley() -> None:
    valley = QuadraticLoss.from_data([[1, 2, 2]], [3])
    bowl = valley.with_ridge(0.5)
    points = np.random.default_rng(0).standard_normal((20, 3))
    assert bowl.is_definite
    assert bowl.value(points) == pytest.approx(valley.value(points) + 0.5 * (points**2).sum(axis=1))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([[1, 2], [0, 1]], [0, 0]), r"^hessian must be symmetric, got"),
        (([[1, 2], [2, 1]], [0, 0]), r"^hessian must be positive semidefinite, got"),
        (([[0, 1], [1, 1]], [0, 0]), r"^hessian must be positive semidefinite, got"),
        (([[-1, 0], [0, 1]], [0, 0]), r"^hessian must be positive semidefinite, got"),
        (([[0, 0], [0, 0]], [0, 0]), r"^hessian must not be 0"),
        (([[1, 2, 3], [2, 1, 3]], [0, 0]), r"^hessian must be square, got"),
        (([[1, 0], [0, math.nan]], [0, 0]), r"^hessian must hold finite numbers, got nan"),
        (([[1, 0], [0, 1]], [0, 0, 1]), r"^minimum must have 2 entries, got"),
        (([[1, 0], [0, 1]], [0, 0], math.inf), r"^least must be a finite number, got inf"),
    ],
)
def test_what_is_no_loss_is_refused(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        QuadraticLoss(*arguments)  # type: ignore[arg-type]


def test_other_refusals() -> None:
    bowl, valley = QuadraticLoss([[1, 0], [0, 1]], [0, 0], 1), QuadraticLoss.from_data([[1, 1]], [1])
    with pytest.raises(ValueError, match=r"^X must not be 0"):
        QuadraticLoss.from_data([[0, 0]], [1])
    with pytest.raises(ValueError, match=r"^y must have 1 entries"):
        QuadraticLoss.from_data([[1, 0]], [1, 2])
    with pytest.raises(ValueError, match=r"^squares must be at least 20"):
        QuadraticLoss.from_gram([[1, 0], [0, 1]], [2, 4], 19)
    with pytest.raises(ValueError, match=r"^value must be at least 1, the least loss, got 0"):
        bowl.level_set(0)
    with pytest.raises(ValueError, match="see level_lines"):
        valley.level_set(1)
    with pytest.raises(ValueError, match="see level_set"):
        bowl.level_lines(2)
    with pytest.raises(ValueError, match=r"^hessian must have two features"):
        QuadraticLoss(np.eye(3), [0, 0, 0]).level_set(1)


def test_a_loss_cannot_be_changed() -> None:
    loss = QuadraticLoss.from_data(*FILM)
    with pytest.raises(AttributeError):
        loss.moments = np.zeros(2)  # type: ignore[misc]
    for array in (loss.hessian, loss.moments, loss.minimum, loss.kernel, loss.diagonal):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
