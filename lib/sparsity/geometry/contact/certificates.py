"""Proof that nothing is shorter: what a solution of A x = b has to pass before it is returned."""

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.shapes.hyperplane import FEASIBILITY
from sparsity.geometry.shapes.linear_systems import LinearSystem, accurate_residuals
from sparsity.geometry.shapes.norms import dual_order, lp_norm

MAX_GAP = 1e-10
"""How much longer, relatively, an answer may be than what every solution is proved to be at least."""

NEGLIGIBLE = 1e-35
"""An equation whose terms are this small against those of another one is not looked at."""


def lower_bound(system: LinearSystem, dual: FloatArray, p: float) -> float:
    """Return a length that no solution stays below, whatever the dual vector y: ``b·y / ‖Aᵀy‖_q``.

    By Hölder's inequality ``b·y = x·Aᵀy ≤ ‖x‖_p ‖Aᵀy‖_q`` for every solution x. One vector makes it an equality at the
    shortest solution, for p ≥ 1. Where rows are nearly parallel, y is large although Aᵀy is not, so that float64 has
    too few digits for it: here and elsewhere, y is the sum of the rows of `dual`, each correcting the ones before.
    """
    if not np.isfinite(dual).all() or not dual.any():
        return 0.0
    dual = np.ldexp(dual, -np.frexp(np.abs(dual).max())[1])  # without rounding
    products = slopes_of(np.column_stack([system.rows, system.sides]), dual)
    length = float(lp_norm(products[:-1], dual_order(p)))
    return float(products[-1]) / length if length > 0 else 0.0


def slopes_of(rows: FloatArray, dual: FloatArray, target: FloatArray | None = None) -> FloatArray:
    """Return ``Aᵀy``, or how far it is above a target."""
    below = np.zeros(rows.shape[1]) if target is None else target
    for part in dual:
        below = accurate_residuals(rows.T, part, below)
    return -below


def best_dual(system: LinearSystem, candidates: list[FloatArray], p: float) -> FloatArray:
    """Return the dual vector that proves most."""
    return max(candidates, key=lambda dual: lower_bound(system, dual, p))


def dual_with_slopes(
    rows: FloatArray, slopes: FloatArray, *, roots: FloatArray | None = None, start: FloatArray | None = None
) -> FloatArray:
    """Return the y next to a start with ``Aᵀy`` as close to some slopes as it can be; `roots` are those of weights."""
    weights = np.ones_like(slopes) if roots is None else roots
    dual = np.zeros((0, len(rows))) if start is None else start
    for _ in range(3):
        excess = slopes_of(rows, dual, slopes)
        part = np.linalg.lstsq(rows.T * weights[:, np.newaxis], -excess * weights, rcond=None)[0]
        dual = np.vstack([dual, part])
    return dual


def polished_dual(
    dual: FloatArray, features: NDArray[np.bool_], slopes: FloatArray, system: LinearSystem, p: float
) -> FloatArray:
    """Give a dual vector the slopes ``Aᵀy`` that it must have at some features, if that proves more."""
    polished = dual_with_slopes(system.rows[:, features], slopes, start=dual)
    return best_dual(system, [dual, polished], p)


def certified_gap(points: FloatArray, dual: FloatArray, system: LinearSystem, p: float) -> float:
    """Return how much longer the shortest of some solutions is than what is proved by a dual vector, relatively.

    Raises ArithmeticError where the proof fails. The gap of a solution cannot be below 0, except by rounding.
    """
    bound = lower_bound(system, dual, p)
    length = float(np.min(lp_norm(points, p)))
    gap = length / bound - 1 if bound > 0 else np.inf
    if not abs(gap) <= MAX_GAP:
        raise ArithmeticError("target is too badly scaled: its shortest solution cannot be certified in float64")
    return max(0.0, gap)


def certified_solutions(points: FloatArray, system: LinearSystem) -> FloatArray:
    """Multiply points by the unit of their system, and make sure that they solve every equation."""
    errors = np.abs(points @ system.rows.T - system.sides)
    sizes = np.abs(system.sides) + np.abs(points) @ np.abs(system.rows.T)
    sizes += NEGLIGIBLE * sizes.max(axis=1, initial=0.0, keepdims=True)
    in_units = points * system.unit
    if not (len(points) and (errors <= FEASIBILITY * sizes).all() and np.isfinite(in_units).all()):
        raise ArithmeticError("target is too badly scaled: its solutions cannot be found in float64")
    return in_units
