"""How far an answer is from satisfying the conditions of optimality, and how far it may be."""

import numpy as np

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.loss.quadratic import QuadraticLoss

CERTIFIED = 1e-12
"""How far a certified answer may be from satisfying the conditions of optimality, relative to their terms."""


def terms_of_pull(moments: FloatArray, lengths: FloatArray, w: FloatArray) -> FloatArray:
    """Bound the terms of the pull ``2 (moments − H w)``: by Cauchy and Schwarz ``|H_ij|² ≤ H_ii H_jj``."""
    terms: FloatArray = 2 * (np.abs(moments) + lengths * float(lengths @ np.abs(w)))
    return terms


def pull_and_terms(loss: QuadraticLoss, w: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return minus the gradient of the loss, and the size of the terms that each of its entries is the sum of."""
    terms = terms_of_pull(loss.moments, np.sqrt(loss.diagonal), w)
    return 2 * (loss.moments - loss.hessian @ w), np.where(terms > 0, terms, 1.0)


def certified(residual: float, what: str) -> float:
    """Return a residual that is small enough, and refuse the answer otherwise."""
    if not residual <= CERTIFIED:  # NaN compares false
        raise ArithmeticError(f"{what} is off by {residual:.1e}, relatively: the loss is too badly scaled for float64")
    return residual


def lasso_residual(loss: QuadraticLoss, w: FloatArray, lam: float) -> float:
    """Measure the distance of the pull from ``lam ∂‖w‖₁``, entry by entry relative to the terms of the pull."""
    pull, terms = pull_and_terms(loss, w)
    distances = np.where(w != 0, np.abs(pull - lam * np.sign(w)), np.maximum(np.abs(pull) - lam, 0.0))
    return float((distances / terms).max())


def ridge_residual(loss: QuadraticLoss, w: FloatArray, lam: float) -> float:
    """Measure how far the pull is from ``2 lam w``, entry by entry relative to the terms of the two."""
    pull, terms = pull_and_terms(loss, w)
    return float((np.abs(pull - 2 * lam * w) / (terms + 2 * lam * np.abs(w))).max())


def box_residual(loss: QuadraticLoss, w: FloatArray, radius: float) -> float:
    """Measure how far the pulls are from 0 within a box and from pointing out of it at its bounds."""
    pull, terms = pull_and_terms(loss, w)
    distances = np.where(np.abs(w) < radius, np.abs(pull), np.maximum(-pull * np.sign(w), 0.0))
    return float((distances / terms).max()) if radius > 0 else 0.0


def budget_residual(spent: float, radius: float) -> float:
    """Measure how far a budget is overdrawn, or not used up although it should be, relative to it."""
    return abs(spent - radius) / radius if radius > 0 else abs(spent)


def overdraft(spent: float, radius: float) -> float:
    """Measure how far a budget is overdrawn, relative to it."""
    return max(0.0, spent - radius) / radius if radius > 0 else spent
