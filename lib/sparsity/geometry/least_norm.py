"""The solution of A x = b of least norm, for orders strictly between 1 and inf."""

import math

import numpy as np

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.linear_systems import LinearSystem

HIGHEST_ORDER = 1e8
"""Orders above this one are solved as this one. Rounding errors grow in proportion to the order, while the answer
changes in proportion to its inverse, so that 1e8 is the best float64 can do."""


def least_norm_solution(system: LinearSystem, p: float) -> FloatArray:
    """Return the shortest solution by order p, without the unit of the system.

    For p ≥ 2 the norm is twice differentiable and is minimised over the solutions ``x0 + N z``. For p < 2 it is
    the dual norm, of order q > 2, that is: minimise ``‖Aᵀy‖_q`` over ``b·y = 1``; then x_i is proportional to
    ``sign(g_i) |g_i|^(q−1)`` with g = Aᵀy.
    """
    rows, sides = system.rows, system.sides
    shortest = np.asarray(np.linalg.lstsq(rows, sides, rcond=None)[0], dtype=np.float64)
    if p == 2:
        slopes = rows.T @ np.linalg.lstsq(rows.T, shortest, rcond=None)[0]
        return _with_exact_zeros(shortest, slopes, system)
    if p > 2:
        directions = _null_space(rows)
        order = min(p, HIGHEST_ORDER)
        point = _minimize_norm(shortest, directions, order)
        sizes = np.abs(point) / np.abs(point).max()
        with np.errstate(under="ignore"):
            gradient = np.sign(point) * sizes ** (order - 1)
        slopes = rows.T @ np.linalg.lstsq(rows.T, gradient, rcond=None)[0]
        return _with_exact_zeros(point, slopes, system)
    order = min(p / (p - 1), HIGHEST_ORDER)
    start = sides / (sides @ sides)
    slopes = _minimize_norm(rows.T @ start, rows.T @ _null_space(sides[np.newaxis]), order)
    sizes = np.abs(slopes) / np.abs(slopes).max()
    with np.errstate(under="ignore"):
        point = np.sign(slopes) * sizes ** (order - 1)
    image = rows @ point
    return _with_exact_zeros(point * (sides @ sides) / (sides @ image), slopes, system)


def _null_space(rows: FloatArray) -> FloatArray:
    """Return an orthonormal basis, as columns, of the vectors that independent rows map to 0."""
    return np.linalg.svd(rows)[2][len(rows) :].T


def _minimize_norm(start: FloatArray, directions: FloatArray, order: float) -> FloatArray:
    """Return ``start + directions z`` of least norm of an order ≥ 2.

    The order climbs from 2, doubling, and every minimum is the start for the next one.
    """
    reached = 2.0
    point = start - directions @ np.linalg.lstsq(directions, start, rcond=None)[0]
    while reached < order:
        reached = min(2 * reached, order)
        point = _newton(point, directions, reached)
    return point


def _newton(point: FloatArray, directions: FloatArray, order: float) -> FloatArray:
    """Minimise the norm of one order by damped Newton steps.

    ``½ ‖x‖²`` has the Hessian ``(s−1) Dᵀ W D`` minus a positive term that vanishes at the minimum, where W holds
    ``(|x_i|/‖x‖)^(s−2)``: leaving that term out makes every step a weighted least-squares problem.
    """
    last_length = math.inf
    for _ in range(200):
        level = _log_norm(point, order)
        largest = np.abs(point).max()
        with np.errstate(under="ignore"):
            roots = (np.abs(point) / largest) ** ((order - 2) / 2)
        step = -directions @ _weighted_least_squares(directions, point, roots) / (order - 1)
        length = float(np.abs(roots * step).max() / largest)
        scale = 1.0
        if length * order > 1e-6:
            # Far from the minimum the norm tells whether a step helps, and a longer one may help more.
            while _log_norm(point + scale * step, order) > level and scale > 1e-12:
                scale /= 2
            while _log_norm(point + 2 * scale * step, order) < _log_norm(point + scale * step, order):
                scale *= 2
        elif length >= last_length / 2:
            # Close to it, steps shrink fast until they are rounding errors.
            break
        point = point + scale * step
        last_length = length
        if length == 0:
            break
    return point


def _log_norm(x: FloatArray, order: float) -> float:
    sizes = np.abs(x)
    largest = float(sizes.max())
    with np.errstate(under="ignore"):
        return math.log(largest) + math.log(float(((sizes / largest) ** order).sum())) / order


def _weighted_least_squares(directions: FloatArray, target: FloatArray, roots: FloatArray) -> FloatArray:
    """Minimise ``Σ (roots_i (directions z − target)_i)²``, also for weights that differ by many magnitudes.

    Householder's method with heavy rows first and pivoted columns keeps the digits of light rows (M. J. D. Powell
    and J. K. Reid, 1969); directions that no row of any weight sees are left alone.
    """
    # Imported here, because it takes longer than importing this whole package.
    from scipy.linalg import qr, solve_triangular  # type: ignore[import-untyped]

    order = np.argsort(-roots * np.abs(directions).max(axis=1), kind="stable")
    with np.errstate(under="ignore"):
        weighted = (roots[:, np.newaxis] * directions)[order]
        sides = (roots * target)[order]
    q, r, pivots = qr(weighted, mode="economic", pivoting=True)
    seen = int((np.abs(np.diagonal(r)) > 1e-290).sum())
    z = np.zeros(directions.shape[1])
    z[pivots[:seen]] = solve_triangular(r[:seen, :seen], (q.T @ sides)[:seen])
    return z


def _with_exact_zeros(point: FloatArray, slopes: FloatArray, system: LinearSystem) -> FloatArray:
    """Put exact zeros where the dual slope is rounding noise, and return to A x = b along the rest.

    The correction moves entry i in proportion to ``|x_i|/|g_i|``, as a Newton step for the norm would.
    """
    rows, sides = system.rows, system.sides
    dual = np.linalg.lstsq(rows.T, slopes, rcond=None)[0]
    noise = np.abs(rows.T) @ np.abs(dual)
    is_zero = np.abs(slopes) <= 1e-11 * noise
    point = np.where(is_zero, 0.0, point)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
        roots = np.where(is_zero, 0.0, np.sqrt(np.abs(point) / np.abs(slopes)))
    roots /= roots.max()
    for _ in range(2):
        correction = np.linalg.lstsq(rows * roots, sides - rows @ point, rcond=None)[0]
        point = point + roots * correction
    return point
