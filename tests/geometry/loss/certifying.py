"""Conditions of optimality worked out from the data alone, in floating point and in fractions."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def lasso_gap(X: Array, y: Array, w: Array, lam: float) -> float:
    """Return the primal–dual gap of the lasso, relative to ‖y‖²: the dual point is the scaled residual."""
    residual = y - X @ w
    correlations = 2 * X.T @ residual
    largest = float(np.abs(correlations).max(initial=0.0))
    scale = min(1.0, lam / largest) if largest > 0 else 1.0
    dual = scale * residual
    primal_value = float(residual @ residual) + lam * float(np.abs(w).sum())
    dual_value = float(2 * dual @ y - dual @ dual)
    return (primal_value - dual_value) / max(float(y @ y), 1e-300)


def as_fraction(value: float, *, largest_denominator: int = 10**7) -> Fraction:
    """Return the simple fraction that a number stands for, which it has to be within a few of its last digits."""
    fraction = Fraction(float(value)).limit_denominator(largest_denominator)
    assert abs(float(fraction) - value) <= 1e-12 * max(1.0, abs(value))
    return fraction


def exact_pulls(X: NDArray[np.int_], y: NDArray[np.int_], w: list[Fraction]) -> list[Fraction]:
    """Return ``2 Xᵀ(y − X w)`` without rounding."""
    errors = [
        int(side) - sum(int(entry) * weight for entry, weight in zip(row, w, strict=True))
        for row, side in zip(X, y, strict=True)
    ]
    return [2 * sum(int(entry) * error for entry, error in zip(column, errors, strict=True)) for column in X.T]


def sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)
