"""The answer at a price: where loss plus penalty is least."""

import math

import numpy as np

from sparsity.geometry.arguments import FloatArray, as_number, as_order, refusal
from sparsity.geometry.loss.answers import Minimum, convex_answer
from sparsity.geometry.loss.certificates import certified, lasso_residual, pull_and_terms, ridge_residual
from sparsity.geometry.loss.definite_systems import ROUNDING, NotDefiniteError, is_definite, solve_definite
from sparsity.geometry.loss.homotopy import lasso_pieces
from sparsity.geometry.loss.plane_prices import priced_in_plane
from sparsity.geometry.loss.quadratic import QuadraticLoss
from sparsity.geometry.loss.secular import Spectrum
from sparsity.geometry.loss.solution_sets import SolutionSet, same_fit_on_face


def penalized_minimum(loss: QuadraticLoss, p: float, lam: float) -> Minimum:
    """Find all points where loss plus price times penalty is least.

    - p = 1: ``L(w) + lam ‖w‖₁``, the lasso, by homotopy;
    - p = 2: ``L(w) + lam ‖w‖₂²``, ridge regression: ``(H + lam I) w = H ŵ``;
    - 0 < p < 1: ``L(w) + lam Σ|w_i|^p``, in the plane, with all local minima;
    - p = 0: ``L(w) + lam · (number of entries that are not 0)``, in the plane, with all local minima.

    Parameters
    ----------
    loss : QuadraticLoss
    p : float
        Order in [0, 1], or 2.
    lam : float
        λ ≥ 0. At 0 the answers are all points of least loss.

    Returns
    -------
    Minimum
        `objective` is the loss plus the penalty.

    Raises
    ------
    ValueError
        If p is none of those orders, p < 1 and there are not two features, or lam is negative or not finite.
    TypeError
        If loss is not a QuadraticLoss, or p or lam is not a real number.
    ArithmeticError
        If the loss is so badly scaled that no answer can be certified.

    Notes
    -----
    R. Tibshirani, Regression shrinkage and selection via the lasso (1996); A. E. Hoerl and R. W. Kennard, Ridge
    regression (1970). For p < 1 see the notes of `plane_prices`. In scikit-learn's terms, with N samples:
    ``Lasso(alpha=lam / (2 * N))`` and ``Ridge(alpha=lam)``, both without intercept.

    Examples
    --------
    >>> loss = QuadraticLoss.from_data([[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1])
    >>> print(penalized_minimum(loss, 1, 5).point, penalized_minimum(loss, 1, 14).point)
    [1.5 0. ] [0. 0.]
    >>> print(penalized_minimum(loss, 2, 5).point.round(3))
    [0.818 0.455]

    One data point (1, 1000) on a line: slope and intercept may share the work in any way.

    >>> answer = penalized_minimum(QuadraticLoss.from_data([[1, 1]], [1000]), 1, 10)
    >>> print(answer.kind, answer.vertices.tolist())
    segment [[995.0, 0.0], [0.0, 995.0]]
    """
    _check_loss(loss)
    order = as_order(p)
    price = as_number("lam", lam, minimum=0.0)
    if order > 1 and order != 2:
        raise ValueError(refusal("p", "be 2 or at most 1 for a price", p))
    if order < 1:
        if loss.n_features != 2:
            raise ValueError(refusal("p", "be 1 or 2 unless there are two features", p))
        if price > 0:
            return priced_in_plane(loss, order, price)
    if price == 0:
        return _least_loss(loss, order)
    return _ridge(loss, price) if order == 2 else _lasso(loss, loss, price, 0.0)


def elastic_net_minimum(loss: QuadraticLoss, lam1: float, lam2: float) -> Minimum:
    """Find all points where ``L(w) + lam1 ‖w‖₁ + lam2 ‖w‖₂²`` is least.

    Parameters
    ----------
    loss : QuadraticLoss
    lam1, lam2 : float
        Prices ≥ 0 of the two penalties.

    Returns
    -------
    Minimum
        `multiplier` is lam1. One point as soon as lam2 > 0.

    Raises
    ------
    ValueError
        If lam1 or lam2 is negative or not finite.
    TypeError
        If loss is not a QuadraticLoss, or lam1 or lam2 is not a real number.
    ArithmeticError
        If the loss is so badly scaled that no answer can be certified.

    Notes
    -----
    H. Zou and T. Hastie, Regularization and variable selection via the elastic net (2005): it is the lasso for the
    loss ``L(w) + lam2 ‖w‖₂²``, which is quadratic too. Without their factor 1 + lam2.

    Examples
    --------
    >>> bowl = QuadraticLoss([[1, 0], [0, 1]], [2, -0.4])
    >>> print(elastic_net_minimum(bowl, 1, 0.5).point)
    [1. 0.]

    It shares the weight evenly between equal columns, of which the lasso does not care which one carries it:

    >>> twins = QuadraticLoss.from_data([[1, 1]], [3])
    >>> print(elastic_net_minimum(twins, 1, 1).point.round(3), elastic_net_minimum(twins, 1, 0).kind)
    [0.833 0.833] segment
    """
    _check_loss(loss)
    lasso_price = as_number("lam1", lam1, minimum=0.0)
    ridge_price = as_number("lam2", lam2, minimum=0.0)
    if lasso_price == 0:
        return _ridge(loss, ridge_price) if ridge_price > 0 else _least_loss(loss, 1)
    return _lasso(loss, loss.with_ridge(ridge_price), lasso_price, ridge_price)


def _check_loss(loss: QuadraticLoss) -> None:
    if not isinstance(loss, QuadraticLoss):
        raise TypeError(refusal("loss", "be a QuadraticLoss", loss))


def _least_loss(loss: QuadraticLoss, p: float) -> Minimum:
    """Return the answer at price 0: all points of least loss."""
    return convex_answer(
        loss.minimum[np.newaxis],
        loss,
        p,
        penalty=0.0,
        multiplier=0.0 if p >= 1 else math.nan,
        is_active=False,
        kkt_residual=certified(lasso_residual(loss, loss.minimum, 0.0), "the least loss"),
        directions=loss.kernel,
    )


def _ridge(loss: QuadraticLoss, lam: float) -> Minimum:
    w = ridge_answer(loss, lam)
    return convex_answer(
        w[np.newaxis],
        loss,
        2,
        penalty=lam * float(w @ w),
        multiplier=lam,
        is_active=bool(loss.moments.any()),
        kkt_residual=certified(ridge_residual(loss, w, lam), "the ridge answer"),
    )


def ridge_answer(loss: QuadraticLoss, lam: float) -> FloatArray:
    """Return the solution of ``(H + lam I) w = H ŵ`` for a price above 0."""
    try:
        return solve_definite(loss.hessian + lam * np.eye(loss.n_features), loss.moments).astype(np.float64)
    except NotDefiniteError:
        return Spectrum(loss).answer(lam)


def _lasso(loss: QuadraticLoss, smooth: QuadraticLoss, lam: float, ridge_price: float) -> Minimum:
    """Minimise ``smooth(w) + lam ‖w‖₁``, where `smooth` is the loss with a ridge penalty or without."""
    w = np.zeros(loss.n_features)
    for piece in lasso_pieces(smooth):
        if piece.low <= lam:
            if lam < piece.high:
                w = piece.weights(lam)
            break
    answers = all_lasso_answers(smooth, w, lam)
    residual = max(lasso_residual(smooth, v, lam) for v in answers.points)
    penalty = lam * float(np.abs(w).sum()) + ridge_price * float(w @ w)
    return convex_answer(
        answers.points,
        loss,
        1,
        penalty=penalty,
        multiplier=lam,
        is_active=bool(loss.moments.any()),
        kkt_residual=certified(residual, "the lasso answer"),
        is_complete=answers.is_complete,
    )


def all_lasso_answers(smooth: QuadraticLoss, w: FloatArray, lam: float) -> SolutionSet:
    """Return all answers at a price above 0, given one of them."""
    pull, terms = pull_and_terms(smooth, w)
    signs = np.where(np.abs(pull) >= lam - ROUNDING * terms, np.sign(pull), 0.0)
    signs[w != 0] = np.sign(w[w != 0])
    tied = np.flatnonzero(signs)
    if not w.any() or is_definite(smooth.hessian[np.ix_(tied, tied)]):
        return SolutionSet(w[np.newaxis], True)
    return same_fit_on_face(smooth, w, signs)
