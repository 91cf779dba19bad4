"""The solution of A x = b of least norm, for orders strictly between 1 and inf."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.contact.certificates import best_dual, dual_with_slopes, polished_dual, slopes_of
from sparsity.geometry.shapes.linear_systems import LAST_DIGITS, ROUNDING, ULP, LinearSystem, accurate_residuals

REFINED = 1e-24
"""Refined solutions of linear equations are accurate to this much, against their largest entries."""

LIGHTEST = -650.0
"""Logarithm of the lightest weight that is told from 0 beside the weight 1."""

SMALLEST = 1e-45
"""Entries this small against the largest one, which orders near 1 bring about, drown in the rounding errors of it."""

HIGHEST_ORDER = 1e8
"""No higher order is minimised. Rounding errors of the slopes grow in proportion to the order, while they change in
proportion to its inverse, so that those of this order are the best float64 can do for higher ones."""


@dataclass(frozen=True, eq=False)
class LeastNorm:
    """A shortest solution x, without the unit of its system, and the dual vector that proves that it is shortest.

    `support` lists the entries that are not 0, among them those that are too small to be found and written as 0.
    """

    point: FloatArray
    dual: FloatArray
    support: NDArray[np.intp]


def least_norm_solution(system: LinearSystem, p: float) -> LeastNorm:
    """Find the shortest solution by order p.

    It is the one with ``x_i`` proportional to ``sign(g_i) |g_i|^(q−1)`` and ``g = Aᵀy``. For p > 2 the norm is twice
    differentiable and is minimised over the solutions ``x0 + N z``. For p < 2 it is the dual norm, of order
    q > 2, that is: minimise ``‖Aᵀy‖_q`` over ``b·y = 1``. For p = 2 both are linear equations.
    """
    if p == 2:
        return _least_squares(system)
    return _primal_minimum(system, p) if p > 2 else _dual_minimum(system, p)


def _least_squares(system: LinearSystem) -> LeastNorm:
    """Solve ``x = Aᵀy, A x = b``, refined until an entry that should be 0 is as good as 0."""
    rows, sides = system.rows, system.sides
    q, r = np.linalg.qr(rows.T)
    point, dual = np.zeros(rows.shape[1]), np.zeros(len(rows))
    for _ in range(5):
        excess = accurate_residuals(rows.T, dual, point)
        within = np.linalg.solve(r.T, accurate_residuals(rows, point, sides))
        step = q @ (within + q.T @ excess) - excess
        dual = dual + np.linalg.solve(r, within + q.T @ excess)
        point = point + step
    terms, blurs = _sizes_of_terms(rows, dual)
    errors = np.maximum(LAST_DIGITS * np.minimum(terms, np.abs(point).max()), REFINED * blurs)
    is_zero = (np.abs(point) <= errors) | ~rows.any(axis=0)
    return LeastNorm(np.where(is_zero, 0.0, point), dual_with_slopes(rows, point), np.flatnonzero(~is_zero))


def _primal_minimum(system: LinearSystem, p: float) -> LeastNorm:
    rows = system.rows
    order = min(p, HIGHEST_ORDER)
    start = _least_squares(system).point
    point = _minimize_norm(start, _null_space(rows), order)
    largest = np.abs(point).max()
    sizes = np.abs(point) / largest
    slopes = np.sign(point) * sizes ** (order - 1)
    duals = []
    for heaviest in (1.0, 1e4, 1e8):
        # The natural weights of errors in the slopes; they make light entries count, up to a limit.
        roots = np.minimum(np.maximum(sizes, 1e-300) ** (1 - order / 2), heaviest)
        duals.append(dual_with_slopes(rows, slopes, roots=roots))
    dual = best_dual(system, duals, order)
    # An entry is better told by its slope when it is lost in the rounding errors of the others. And so are the large
    # ones when the order is too high for more than their slopes to be found.
    slopes = slopes_of(rows, dual)
    is_told = sizes <= ROUNDING
    is_zero = is_told & _is_noise(slopes, dual, rows)
    if p > order:
        is_told |= np.abs(slopes) > 1e-8
    scale = system.sides @ dual.sum(axis=0) / (np.abs(slopes) ** (p / (p - 1))).sum()
    told = scale * _roots_of(np.where(is_zero, 0.0, slopes), p - 1)
    point = _restored(np.where(is_told, told, point), np.where(is_told, 0.0, 1.0), system)
    return LeastNorm(point, dual, np.flatnonzero(~is_zero))


def _roots_of(numbers: FloatArray, order: float) -> FloatArray:
    """Return ``sign(v) |v|^(1/order)``."""
    roots: FloatArray = np.sign(numbers) * np.abs(numbers) ** (1 / order)
    return roots


def _dual_minimum(system: LinearSystem, p: float) -> LeastNorm:
    rows, sides = system.rows, system.sides
    order = min(p / (p - 1), HIGHEST_ORDER)
    directions = rows.T @ _null_space(sides[np.newaxis])
    start = rows.T @ sides / (sides @ sides)
    start = start - directions @ np.linalg.lstsq(directions, start, rcond=None)[0]
    slopes = _minimize_norm(start, directions, order)
    slopes /= np.abs(slopes).max()
    dual = dual_with_slopes(rows, slopes)
    is_zero = _is_noise(slopes_of(rows, dual), dual, rows)
    sizes = np.where(is_zero, 0.0, np.abs(slopes))
    point = np.sign(slopes) * sizes ** (order - 1)
    roots = sizes ** ((order - 2) / 2)
    point = _restored(point * (sides @ sides) / (sides @ (rows @ point)), roots, system)
    largest = np.abs(point).max()
    point[np.abs(point) < SMALLEST * largest] = 0.0
    if order < p / (p - 1):
        is_large = np.abs(point) > 1e-8 * largest
        dual = polished_dual(dual, is_large, _roots_of(point[is_large] / largest, 1 / (p - 1)), system, p)
    return LeastNorm(point, dual, np.flatnonzero(~is_zero))


def _is_noise(slopes: FloatArray, dual: FloatArray, rows: FloatArray) -> NDArray[np.bool_]:
    """Tell which entries of ``Aᵀy`` are nothing but rounding errors, of their own terms or of y."""
    terms, blurs = _sizes_of_terms(rows, dual.sum(axis=0))
    noise: NDArray[np.bool_] = np.abs(slopes) <= np.maximum(10 * ROUNDING * terms, 100 * ULP * blurs)
    return noise


def _sizes_of_terms(rows: FloatArray, dual: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return how large the terms of ``Aᵀy`` are, and how large they would be if all entries of y were."""
    sizes, weights = np.abs(dual), np.abs(rows)
    return sizes @ weights, sizes.max() * weights.sum(axis=0)


def _restored(point: FloatArray, roots: FloatArray, system: LinearSystem) -> FloatArray:
    """Bring a point that rounding errors moved away back to A x = b, moving the entries by their weights."""
    weighted = system.rows * roots
    # An equation between light entries is to hold against their own sizes.
    scales = np.abs(weighted).max(axis=1)
    scales[scales == 0] = 1.0
    weighted /= scales[:, np.newaxis]
    for _ in range(2):
        error = accurate_residuals(system.rows, point, system.sides)
        point = point + roots * np.linalg.lstsq(weighted, error / scales, rcond=None)[0]
    return point


def _null_space(rows: FloatArray) -> FloatArray:
    """Return a basis, as columns, of the vectors that independent rows map to 0.

    Each column moves one feature of its own, and a few that all of them share. So what should be 0 can be told from
    what is small; a 1e-17 in place of a 0 would later be taken for a way to move an entry that the equations fix.
    """
    # Imported here, because it takes longer than importing this whole package.
    from scipy.linalg import qr  # type: ignore[import-untyped]

    order = qr(rows, mode="r", pivoting=True, check_finite=False)[1]
    shared, own = order[: len(rows)], order[len(rows) :]
    couplings = np.zeros((own.size, shared.size))
    for _ in range(2):
        errors = accurate_residuals(rows[:, shared], couplings, rows[:, own].T)
        couplings += np.linalg.solve(rows[:, shared], errors.T).T
    couplings[np.abs(couplings) <= LAST_DIGITS * np.abs(couplings).max(axis=1, initial=0.0, keepdims=True)] = 0.0
    directions = np.zeros((order.size, own.size))
    directions[own] = np.eye(own.size)
    directions[shared] = -couplings.T
    return directions


def _minimize_norm(start: FloatArray, directions: FloatArray, order: float) -> FloatArray:
    """Return ``start + directions z`` of least norm of an order ≥ 2, from the start that is shortest by order 2.

    The order climbs from 2, doubling, and every minimum is the start for the next one.
    """
    reached = 2.0
    point = start
    while reached < order:
        reached = min(2 * reached, order)
        point = _newton(point, directions, reached)
        if not np.isfinite(point).all():
            raise ArithmeticError("target is too badly scaled: its shortest solution cannot be found in float64")
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
        with np.errstate(divide="ignore"):
            log_roots = np.log(np.abs(point) / largest) * ((order - 2) / 2)
        step = -_weighted_projection(directions, point, log_roots) / (order - 1)
        length = float(np.abs(step).max() / largest)
        if length < 1e-15 or (length < 1e-9 and length > 0.9 * last_length):
            break  # from here on, steps are rounding errors
        scale = 1.0
        while _log_norm(point + scale * step, order) > level + 4 * ULP * (1 + abs(level)):
            scale /= 2
            if scale < 1e-12:
                return point
        # Far from the minimum a longer step may help more.
        while _log_norm(point + 2 * scale * step, order) < _log_norm(point + scale * step, order) - 1e-3 / order:
            scale *= 2
        point = point + scale * step
        last_length = length
    return point


def _log_norm(x: FloatArray, order: float) -> float:
    sizes = np.abs(x)
    largest = sizes.max()
    with np.errstate(under="ignore"):
        return float(np.log(largest) + np.log(((sizes / largest) ** order).sum()) / order)


def _weighted_projection(directions: FloatArray, target: FloatArray, log_roots: FloatArray) -> FloatArray:
    """Return the combination of directions with the least ``Σ (root_i (combination − target)_i)²``.

    At high orders the roots differ by hundreds of magnitudes, and light entries matter wherever heavy ones leave a
    choice. So the directions are first recombined, such that each moves one entry that the ones before do not
    move, heavy entries first. Then rounding errors of heavy entries cannot drown light ones: Householder's method is
    accurate row by row when every step starts from the heaviest row it changes (M. J. D. Powell and J. K. Reid, 1969).
    """
    # Imported here, because it takes longer than importing this whole package.
    from scipy.linalg import qr, solve_triangular

    heavy_first = np.argsort(-log_roots, kind="stable")
    n_seen = int((log_roots > LIGHTEST).sum())
    echelon = directions[heavy_first]
    sizes = np.abs(echelon).max(axis=1)
    leading: list[int] = []
    for row in range(n_seen):
        rank = len(leading)
        if rank == echelon.shape[1]:
            break
        pivot = rank + int(np.argmax(np.abs(echelon[row, rank:])))
        if np.abs(echelon[row, pivot]) <= 1e-10 * sizes[row]:
            echelon[row, rank:] = 0.0
            continue
        echelon[:, [rank, pivot]] = echelon[:, [pivot, rank]]
        echelon[:, rank] /= echelon[row, rank]
        multiples = echelon[row].copy()
        multiples[rank] = 0.0
        echelon -= np.outer(echelon[:, rank], multiples)
        echelon[row] = 0.0
        echelon[row, rank] = 1.0
        leading.append(row)
    rank = len(leading)
    echelon, unused = echelon[:, :rank], echelon[:, rank:]
    with np.errstate(under="ignore"):
        weighted = np.exp(log_roots[heavy_first, np.newaxis]) * np.column_stack([echelon, target[heavy_first]])
    triangle = qr(
        np.concatenate([weighted[leading], np.delete(weighted, leading, axis=0)]), mode="r", check_finite=False
    )[0]
    coefficients = solve_triangular(triangle[:rank, :rank], triangle[:rank, rank], check_finite=False)
    projection = np.empty_like(target)
    projection[heavy_first] = echelon @ coefficients
    light = heavy_first[n_seen:]
    if unused.size and light.size and log_roots[light].max() > -math.inf:
        # What is left moves entries only whose weights underflow against the others: a problem of its own.
        rest = log_roots[light] - log_roots[light].max()
        projection[light] += _weighted_projection(unused[n_seen:], target[light] - projection[light], rest)
    return projection
