"""The answer within a budget: where the loss is least in a ball."""

import math

import numpy as np

from sparsity.geometry.arguments import FloatArray, as_number, as_order, refusal
from sparsity.geometry.loss.answers import Minimum, convex_answer
from sparsity.geometry.loss.box_programs import minimize_in_box
from sparsity.geometry.loss.certificates import (
    CERTIFIED,
    box_residual,
    budget_residual,
    certified,
    lasso_residual,
    overdraft,
    pull_and_terms,
    ridge_residual,
)
from sparsity.geometry.loss.definite_systems import ROUNDING, NotDefiniteError, is_definite, solve_definite
from sparsity.geometry.loss.homotopy import Piece, lasso_pieces
from sparsity.geometry.loss.plane_budgets import budgeted_in_plane
from sparsity.geometry.loss.price import all_lasso_answers
from sparsity.geometry.loss.quadratic import QuadraticLoss
from sparsity.geometry.loss.secular import Spectrum
from sparsity.geometry.loss.solution_sets import (
    SolutionSet,
    same_fit_in_diamond,
    same_fit_in_disc,
    same_fit_in_square,
    same_fit_on_face,
)
from sparsity.geometry.shapes.norms import lp_norm


def constrained_minimum(loss: QuadraticLoss, p: float, radius: float) -> Minimum:
    """Find all points of a ball where the loss is least: where its smallest contour that reaches the ball touches it.

    The ball ``lp_norm(w, p) ≤ radius`` is

    - p = 1: a diamond; by homotopy along the path of the lasso;
    - p = 2: a disc; by Newton's method on the price;
    - p = inf: a square; by an active-set method;
    - other p > 1: a rounded square or diamond, in the plane;
    - 0 < p < 1: a star, in the plane; all local minima, from its tips and from all stationary points of its arcs;
    - p = 0: all points with at most `radius` entries that are not 0, in the plane; all local minima.

    Parameters
    ----------
    loss : QuadraticLoss
    p : float
        Order in [0, inf]; 1, 2 or inf unless there are two features.
    radius : float
        The budget c ≥ 0; a whole number if p is 0.

    Returns
    -------
    Minimum
        `multiplier` is the price at which the same point is the penalised minimum, with the penalty ``‖w‖₂²`` for
        p = 2 and the norm of order p for other p ≥ 1.

    Raises
    ------
    ValueError
        If p is negative, nan, or not 1, 2 or inf although there are not two features, or if radius is negative, not
        finite, or no whole number for p = 0.
    TypeError
        If loss is not a QuadraticLoss, or p or radius is not a real number.
    ArithmeticError
        If no answer can be certified, because the loss is badly scaled or an answer for p < 1 hangs on rounding
        errors.

    Notes
    -----
    M. R. Osborne, B. Presnell, B. A. Turlach, On the lasso and its dual (2000); J. J. Moré and D. C. Sorensen,
    Computing a trust region step (1983). For p < 1 see the notes of `plane_budgets`.

    Examples
    --------
    >>> loss = QuadraticLoss.from_data([[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1])
    >>> tip = constrained_minimum(loss, 1, 1)
    >>> print(tip.point, tip.multiplier, tip.loss)
    [1. 0.] 8.0 9.0
    >>> print(constrained_minimum(loss, 2, 1).point.round(4))
    [0.8747 0.4846]
    >>> star = constrained_minimum(QuadraticLoss([[1, 0], [0, 1]], [2, 1.5]), 0.5, 1)
    >>> print(star.point, star.local_minima.tolist())
    [1. 0.] [[1.0, 0.0], [0.0, 1.0]]

    A valley may reach the ball along an edge, or cross it:

    >>> valley = QuadraticLoss.from_data([[1, 1]], [3])
    >>> print(constrained_minimum(valley, 1, 1).vertices.tolist())
    [[1.0, 0.0], [0.0, 1.0]]
    >>> print(constrained_minimum(valley, float("inf"), 2).vertices.tolist())
    [[1.0, 2.0], [2.0, 1.0]]
    """
    if not isinstance(loss, QuadraticLoss):
        raise TypeError(refusal("loss", "be a QuadraticLoss", loss))
    order = as_order(p)
    budget = as_number("radius", radius, minimum=0.0)
    if order not in (1, 2, math.inf):
        if loss.n_features != 2:
            raise ValueError(refusal("p", "be 1, 2 or inf unless there are two features", p))
        if order == 0 and not budget.is_integer():
            raise ValueError(refusal("radius", "be a whole number for p = 0, which counts", radius))
        return budgeted_in_plane(loss, order, budget)
    if order == 1:
        return _in_diamond(loss, budget)
    if order == 2:
        return _in_disc(loss, budget)
    return _in_square(loss, budget)


def _in_diamond(loss: QuadraticLoss, radius: float) -> Minimum:
    w = np.zeros(loss.n_features)
    last: Piece | None = None
    for piece in lasso_pieces(loss):
        last = piece
        w = piece.weights(piece.low)
        # A budget that misses the end of the path by rounding errors only is its end.
        if np.abs(w).sum() * (1 - (CERTIFIED / 10 if piece.low == 0 else 0.0)) >= radius:
            return _spent_in_diamond(loss, radius, piece)
    if loss.is_definite:
        answers = SolutionSet(loss.minimum[np.newaxis], True)
    elif last is not None and overdraft(radius, float(np.abs(w).sum())) <= CERTIFIED:
        # The valley's floor just touches the diamond, with all that has no slack in the limit of price 0.
        signs = np.where(np.abs(last.change) >= 1 - 10 * ROUNDING, np.sign(last.change), 0.0)
        signs[w != 0] = np.sign(w[w != 0])
        answers = same_fit_on_face(loss, w, signs)
    elif radius == 0:
        answers = SolutionSet(w[np.newaxis], True)
    else:
        answers = same_fit_in_diamond(loss, w, radius)
    return _unspent(answers, loss, 1, radius)


def _spent_in_diamond(loss: QuadraticLoss, radius: float, piece: Piece) -> Minimum:
    growth = float(piece.signs @ piece.rates)
    lam = (float(piece.signs @ piece.levels) - radius) / growth
    w = piece.weights(min(max(lam, piece.low), piece.high))
    if np.count_nonzero(w) == 1:
        w = radius * np.sign(w)
    # The mean of the pulls on the weights in use, all of which are the price.
    pull = pull_and_terms(loss, w)[0]
    lam = max(0.0, float(pull @ w) / radius if radius > 0 else float(np.abs(pull).max()))
    answers = all_lasso_answers(loss, w, lam)
    residual = max(
        max(lasso_residual(loss, v, lam), budget_residual(float(np.abs(v).sum()), radius)) for v in answers.points
    )
    return convex_answer(
        answers.points,
        loss,
        1,
        penalty=0.0,
        multiplier=lam,
        is_active=True,
        kkt_residual=certified(residual, "the lasso answer"),
        is_complete=answers.is_complete,
    )


def _in_disc(loss: QuadraticLoss, radius: float) -> Minimum:
    if radius == 0 and loss.moments.any():
        return _spent_in_disc(loss, np.zeros(loss.n_features), math.inf, 0.0)
    if float(lp_norm(loss.minimum, 2)) > radius * (1 + CERTIFIED / 10):
        return _spent_in_disc(loss, *_ridge_within(loss, radius), radius)
    if loss.is_definite or radius == 0:
        return _unspent(SolutionSet(loss.minimum[np.newaxis], True), loss, 2, radius)
    answers = same_fit_in_disc(loss, radius)
    if answers is None:
        return _unspent(SolutionSet(loss.minimum[np.newaxis], True), loss, 2, radius, directions=loss.kernel)
    return _unspent(answers, loss, 2, radius)


def _ridge_within(loss: QuadraticLoss, radius: float) -> tuple[FloatArray, float]:
    """Return the ridge answer of a given length, and its price."""
    spectrum = Spectrum(loss)
    lam = spectrum.price(radius)
    w = spectrum.answer(lam)
    eye = np.eye(loss.n_features)
    # The axes of the contours are only as good as the largest entries of H; two steps more mend that.
    for _ in range(2):
        try:
            sides = np.stack([loss.moments, w], axis=1)
            w, slope = solve_definite(loss.hessian + lam * eye, sides).astype(np.float64).T
        except NotDefiniteError:
            break
        length = float(lp_norm(w, 2))
        lam = max(0.0, lam + length**2 / float(w @ slope) * (length - radius) / radius)
    return w * (radius / float(lp_norm(w, 2))), lam


def _spent_in_disc(loss: QuadraticLoss, w: FloatArray, lam: float, radius: float) -> Minimum:
    residual = ridge_residual(loss, w, lam) if radius > 0 else 0.0
    return convex_answer(
        w[np.newaxis],
        loss,
        2,
        penalty=0.0,
        multiplier=lam,
        is_active=True,
        kkt_residual=certified(max(residual, budget_residual(float(lp_norm(w, 2)), radius)), "the ridge answer"),
    )


def _in_square(loss: QuadraticLoss, radius: float) -> Minimum:
    bound = np.full(loss.n_features, radius)
    w, free = minimize_in_box(loss.hessian, loss.moments, -bound, bound)
    pull, terms = pull_and_terms(loss, w)
    # Weights that nothing holds at their bound might leave it, if the kernel lets them.
    loose = np.union1d(free, np.flatnonzero(np.abs(pull) <= ROUNDING * terms))
    answers = SolutionSet(w[np.newaxis], True)
    if radius > 0 and loose.size and not is_definite(loss.hessian[np.ix_(loose, loose)]):
        answers = same_fit_in_square(loss, w, radius)
    pull[np.abs(pull) <= ROUNDING * terms] = 0.0
    multiplier = float(np.abs(pull).sum())
    residual = max(
        max(box_residual(loss, v, radius), overdraft(float(np.abs(v).max()), radius)) for v in answers.points
    )
    return convex_answer(
        answers.points,
        loss,
        math.inf,
        penalty=0.0,
        multiplier=multiplier,
        is_active=multiplier > 0,
        kkt_residual=certified(residual, "the answer in a square"),
        is_complete=answers.is_complete,
    )


def _unspent(
    answers: SolutionSet, loss: QuadraticLoss, p: float, radius: float, *, directions: FloatArray | None = None
) -> Minimum:
    """Return points of least loss, which are within the budget."""
    residual = max(max(lasso_residual(loss, v, 0.0), overdraft(float(lp_norm(v, p)), radius)) for v in answers.points)
    return convex_answer(
        answers.points,
        loss,
        p,
        penalty=0.0,
        multiplier=0.0,
        is_active=False,
        kkt_residual=certified(residual, "the least loss"),
        is_complete=answers.is_complete,
        directions=directions,
    )
