"""The solutions of A x = b of least norm of order 1 or inf: a face of a polytope, given by its corners."""

import math
from dataclasses import dataclass

import numpy as np

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.contact.certificates import polished_dual
from sparsity.geometry.shapes.hyperplane import FEASIBILITY
from sparsity.geometry.shapes.linear_systems import (
    ROUNDING,
    LinearSystem,
    bases,
    basic_solutions,
    basis_count,
    independent_rows,
    solve_squares,
)

MAX_CANDIDATES = 50_000
"""How many candidates for corners of a face are looked at before a few corners have to do."""

SLACKS = (1e-7, 1e-11)
"""Dual slack below which a feature may take part. Generous at first, because features too many do no harm as long
as all corners can be looked at: those that are not optimal are found out by their norm."""


@dataclass(frozen=True, eq=False)
class Corners:
    """Corners of a face, without the unit of their system.

    `is_complete` tells whether these are all of them; `dual` is the vector that proves them shortest.
    """

    points: FloatArray
    is_complete: bool
    dual: FloatArray


def diamond_face(system: LinearSystem, rtol: float) -> Corners:
    """Return the corners of the set of solutions with the least ``Σ|x_i|``.

    Let y solve the dual program, max b·y with ``|Aᵀy| ≤ 1``. A solution x is optimal exactly if ``x_i`` is 0
    wherever ``|Aᵀy|_i < 1`` and has the sign of ``(Aᵀy)_i`` elsewhere.
    """
    rows, sides = system.rows, system.sides
    n = rows.shape[1]
    dual = _solve_program(np.ones(2 * n), np.hstack([rows, -rows]), sides, (0, None)).dual
    slopes = rows.T @ dual
    for slack in SLACKS:
        active = np.flatnonzero(np.abs(slopes) >= 1 - max(slack, rtol))
        face = _restricted(rows[:, active], sides)
        is_complete = basis_count(active.size, len(face.rows)) <= MAX_CANDIDATES
        if is_complete:
            break
    signs = np.sign(slopes[active])
    if is_complete:
        solutions = basic_solutions(face)
        values = solutions.points(np.arange(len(solutions.values)))
        values = values[(values * signs >= 0).all(axis=1)]
    else:
        values = _some_corners(face.rows * signs, face.sides) * signs
    points = np.zeros((len(values), n))
    points[:, active] = values
    points, is_complete = _least(points, np.abs(points).sum(axis=1), system, rtol, is_complete)
    used = np.asarray(points.any(axis=0))
    ends = np.sign(points.sum(axis=0))[used]
    return Corners(points, is_complete, polished_dual(dual[np.newaxis], used, ends, system, 1.0))


def square_face(system: LinearSystem, rtol: float) -> Corners:
    """Return the corners of the set of solutions with the least ``max|x_i|``.

    Let y solve the dual program, max b·y with ``Σ|Aᵀy| ≤ 1``. A solution x with largest size t is optimal exactly
    if ``x_i`` is t times the sign of ``(Aᵀy)_i`` wherever that is not 0. The other entries lie between −t and t. At a
    corner only as many of them lie strictly between as independent equations are left.
    """
    rows, sides = system.rows, system.sides
    n = rows.shape[1]
    limits = np.block([[np.eye(n), -np.ones((n, 1))], [-np.eye(n), -np.ones((n, 1))]])
    equations = np.hstack([rows, np.zeros((len(rows), 1))])
    dual = _solve_program(np.append(np.zeros(n), 1.0), equations, sides, (None, None), limits).dual
    slopes = rows.T @ dual
    for slack in SLACKS:
        is_free = np.abs(slopes) <= slack * np.abs(slopes).max()
        free, fixed = np.flatnonzero(is_free), np.flatnonzero(~is_free)
        signs = np.sign(slopes[fixed])
        # The unknowns that are left: t, then the free entries.
        face = _restricted(np.column_stack([rows[:, fixed] @ signs, rows[:, free]]), sides)
        n_inner = len(face.rows) - 1
        n_ends = free.size - n_inner
        is_complete = n_ends < 30 and basis_count(free.size, n_inner) * 2**n_ends <= MAX_CANDIDATES
        if is_complete:
            break
    unknowns = _square_corners(face, n_inner) if is_complete else _some_square_corners(face)
    points = np.empty((len(unknowns), n))
    points[:, fixed] = unknowns[:, :1] * signs
    points[:, free] = unknowns[:, 1:]
    points, is_complete = _least(points, np.abs(points).max(axis=1), system, rtol, is_complete)
    ends = np.sign(points) * (np.abs(points) == np.abs(points).max(axis=1, keepdims=True))
    inner = np.abs(ends.sum(axis=0)) < len(points)
    flat = np.zeros(np.count_nonzero(inner))
    return Corners(points, is_complete, polished_dual(dual[np.newaxis], inner, flat, system, math.inf))


def _restricted(columns: FloatArray, sides: FloatArray) -> LinearSystem:
    """Return the system with these columns only, which may leave fewer independent rows."""
    kept = independent_rows(columns)
    return LinearSystem(columns[kept], sides[kept], 1.0)


def _square_corners(face: LinearSystem, n_inner: int) -> FloatArray:
    """Return all corners in the unknowns (t, free entries), each one once."""
    end_column, inner_columns = face.rows[:, 0], face.rows[:, 1:]
    n_free = inner_columns.shape[1]
    n_ends = n_free - n_inner
    digits = np.arange(2**n_ends)[:, np.newaxis] >> np.arange(n_ends)[::-1] & 1
    ends = 2 * digits - 1
    found = [np.empty((0, n_free + 1))]
    for chosen in bases(n_free, n_inner, n_at_once=max(1, 500_000 // (len(ends) * len(face.rows) ** 2))):
        for inner in chosen:
            others = np.setdiff1d(np.arange(n_free), inner)
            first = end_column + ends @ inner_columns[:, others].T
            squares = np.empty((len(ends), len(face.rows), len(face.rows)))
            squares[:, :, 0] = first
            squares[:, :, 1:] = inner_columns[:, inner]
            sound, values, doubts = solve_squares(squares, face.sides)
            t = values[:, :1]
            error = doubts[:, 1:] + doubts[:, :1]
            sizes = np.abs(values[:, 1:])
            at_end = np.abs(sizes - t) <= error
            entries = np.where(at_end, np.copysign(t, values[:, 1:]), values[:, 1:])
            entries[np.abs(entries) <= doubts[:, 1:]] = 0.0
            unknowns = np.empty((len(sound), n_free + 1))
            unknowns[:, :1] = t
            unknowns[:, 1 + others] = t * ends[sound]
            unknowns[:, 1 + inner] = entries
            found.append(unknowns[(t[:, 0] > 0) & (at_end | (sizes < t)).all(axis=1)])
    corners = np.concatenate(found)
    # The entries that are at an end, and at which one, determine a corner.
    at_ends = np.sign(corners[:, 1:]) * (np.abs(corners[:, 1:]) == corners[:, :1])
    return corners[np.unique(at_ends, axis=0, return_index=True)[1]]


def _some_corners(rows: FloatArray, sides: FloatArray) -> FloatArray:
    """Return a few corners of ``rows · x = sides, x ≥ 0``."""
    found = []
    for direction in _directions(rows.shape[1]):
        point = _solve_program(direction, rows, sides, (0, None)).point
        used = point > ROUNDING * point.max()
        corner = np.zeros_like(point)
        corner[used] = np.linalg.lstsq(rows[:, used], sides, rcond=None)[0]
        found.append(corner)
    return np.unique(found, axis=0)


def _some_square_corners(face: LinearSystem) -> FloatArray:
    """Return a few corners in the unknowns (t, free entries)."""
    n_free = face.rows.shape[1] - 1
    limits = np.block([[-np.ones((n_free, 1)), np.eye(n_free)], [-np.ones((n_free, 1)), -np.eye(n_free)]])
    found = []
    for direction in _directions(n_free):
        t, *entries = _solve_program(np.append(0.0, direction), face.rows, face.sides, (None, None), limits).point
        ends = np.sign(entries) * (np.abs(entries) >= t * (1 - 1e-9))
        inner = np.flatnonzero(ends == 0)
        columns = np.column_stack([face.rows[:, 0] + face.rows[:, 1:] @ ends, face.rows[:, 1 + inner]])
        values = np.linalg.lstsq(columns, face.sides, rcond=None)[0]
        corner = np.append(values[0], values[0] * ends)
        corner[1 + inner] = values[1:]
        found.append(corner)
    return np.unique(found, axis=0)


def _directions(size: int) -> FloatArray:
    """Return pairs of opposite directions; a face that is not a point looks longer than 0 along almost all."""
    directions = np.random.default_rng(0).standard_normal((4, size))
    return np.concatenate([directions, -directions])


def _least(
    points: FloatArray, norms: FloatArray, system: LinearSystem, rtol: float, is_complete: bool
) -> tuple[FloatArray, bool]:
    """Keep the solutions of least norm, and tell whether these are all corners of the face."""
    errors = np.abs(points @ system.rows.T - system.sides)
    sizes = np.abs(system.sides) + np.abs(points) @ np.abs(system.rows.T)
    # What solves fewer equations than there are is an answer to the restricted system only.
    solves = (errors <= FEASIBILITY * sizes).all(axis=1)
    points, norms = points[solves], norms[solves]
    if not norms.size:
        raise ArithmeticError("target is too badly scaled: its shortest solution cannot be certified in float64")
    # Corners that were only sampled carry the rounding errors of a solver.
    points = points[norms <= norms.min() * (1 + (rtol if is_complete else max(rtol, 1e-9)))]
    if not is_complete and np.ptp(points, axis=0).max() <= 1e-9 * np.abs(points).max():
        return points[:1], True
    return points, is_complete


@dataclass(frozen=True, eq=False)
class _Optimum:
    point: FloatArray
    dual: FloatArray


def _solve_program(
    costs: FloatArray,
    equations: FloatArray,
    sides: FloatArray,
    bounds: tuple[float | None, float | None],
    limits: FloatArray | None = None,
) -> _Optimum:
    """Minimise ``costs · x`` under ``equations · x = sides``, bounds on every x_i, and ``limits · x ≤ 0``."""
    # Imported here, because it takes longer than importing this whole package.
    from scipy.optimize import linprog  # type: ignore[import-untyped]

    result = linprog(
        costs,
        A_ub=limits,
        b_ub=None if limits is None else np.zeros(len(limits)),
        A_eq=equations,
        b_eq=sides,
        bounds=bounds,
        method="highs-ds",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    if result.x is None:
        raise ArithmeticError(f"target is too badly scaled for a linear program: {result.message}")
    return _Optimum(result.x, np.asarray(result.eqlin.marginals))
