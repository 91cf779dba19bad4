"""The solution of A x = b of least norm, for orders strictly between 1 and inf."""

import math

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.shapes.linear_systems import ROUNDING, LinearSystem

EPS = float(np.finfo(float).eps)

LIGHTEST = -650.0
"""Logarithm of the lightest weight that is told from 0 beside the weight 1."""

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
    if p >= 2:
        order = min(p, HIGHEST_ORDER)
        point = _minimize_norm(shortest, _null_space(rows), order)
        sizes = np.abs(point) / np.abs(point).max()
        with np.errstate(under="ignore"):
            slopes = np.sign(point) * sizes ** (order - 1)
        is_zero = _is_noise(slopes, rows) & (sizes <= ROUNDING)
        return _restored(np.where(is_zero, 0.0, point), np.where(is_zero, 0.0, 1.0), system)
    order = min(p / (p - 1), HIGHEST_ORDER)
    slopes = _minimize_norm(rows.T @ sides / (sides @ sides), rows.T @ _null_space(sides[np.newaxis]), order)
    sizes = np.where(_is_noise(slopes, rows), 0.0, np.abs(slopes) / np.abs(slopes).max())
    with np.errstate(under="ignore"):
        point = np.sign(slopes) * sizes ** (order - 1)
        roots = sizes ** ((order - 2) / 2)
    return _restored(point * (sides @ sides) / (sides @ (rows @ point)), roots, system)


def _is_noise(slopes: FloatArray, rows: FloatArray) -> NDArray[np.bool_]:
    """Tell which entries of ``slopes = Aᵀy`` are nothing but the rounding errors of their terms."""
    dual = np.linalg.lstsq(rows.T, slopes, rcond=None)[0]
    noise: NDArray[np.bool_] = np.abs(rows.T @ dual) <= 10 * ROUNDING * (np.abs(rows.T) @ np.abs(dual))
    return noise


def _restored(point: FloatArray, roots: FloatArray, system: LinearSystem) -> FloatArray:
    """Bring a point that rounding errors moved away back to A x = b, moving the entries by their weights."""
    for _ in range(2):
        error = system.sides - system.rows @ point
        point = point + roots * np.linalg.lstsq(system.rows * roots, error, rcond=None)[0]
    return point


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
        while _log_norm(point + scale * step, order) > level + 4 * EPS * (1 + abs(level)):
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
    from scipy.linalg import qr, solve_triangular  # type: ignore[import-untyped]

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
