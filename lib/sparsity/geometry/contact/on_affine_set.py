"""First contact with an affine set A x = b: which method answers for which order, and the two that enumerate."""

import math

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.contact.certificates import certified_gap, certified_solutions
from sparsity.geometry.contact.least_norm import least_norm_solution
from sparsity.geometry.contact.on_hyperplane import touch_hyperplane
from sparsity.geometry.contact.optimal_faces import Corners, diamond_face, square_face
from sparsity.geometry.contact.result import Contact, Kind, most_listed, no_points, origin_contact
from sparsity.geometry.shapes.affine_set import AffineSet
from sparsity.geometry.shapes.hyperplane import Hyperplane
from sparsity.geometry.shapes.linear_systems import (
    MAX_BASES,
    ROUNDING,
    BasicSolutions,
    LinearSystem,
    bases,
    basic_solutions,
    basis_count,
)
from sparsity.geometry.shapes.norms import lp_norm


def touch_affine_set(target: AffineSet, p: float, rtol: float) -> Contact:
    """Return the points of an affine set of least norm of order p."""
    system = target.system
    n = target.matrix.shape[1]
    if system.unit == 0:
        return origin_contact(n, p)
    if target.rank == 1:
        # One of the given rows, not a combination, because ties hang on its exact entries.
        row = int(np.argmax(np.abs(target.matrix).max(axis=1)))
        return touch_hyperplane(Hyperplane(target.matrix[row], target.rhs[row]), p, rtol)
    # Whatever overflows or is lost on the way shows in the result, which is checked.
    with np.errstate(all="ignore"):
        return _touch_system(system, p, rtol)


def _touch_system(system: LinearSystem, p: float, rtol: float) -> Contact:
    if p == 0:
        return _touch_sparsest(system)
    if p < 1:
        return _touch_basic(system, p, rtol)
    if len(system.rows) == system.rows.shape[1]:
        return _touch_only_point(system, p)
    if p == 1:
        return _touch_face(diamond_face(system, rtol), system, p)
    if p == math.inf:
        return _touch_face(square_face(system, rtol), system, p)
    return _touch_round(system, p)


def _touch_sparsest(system: LinearSystem) -> Contact:
    """Touch for p = 0, where the fewest features win."""
    n = system.rows.shape[1]
    solutions = _sparsest_solutions(system)
    listed = certified_solutions(solutions[: most_listed(n)], system)
    size = int(np.count_nonzero(solutions[0]))
    return Contact(
        kind="point" if len(solutions) == 1 else "points",
        vertices=listed,
        radius=float(size),
        is_unique=len(solutions) == 1,
        support=np.flatnonzero(solutions.any(axis=0)),
        at_tip=size == 1,
        local_minima=listed,
        all_vertices_listed=len(listed) == len(solutions),
        all_local_minima_listed=len(listed) == len(solutions),
    )


def _sparsest_solutions(system: LinearSystem) -> FloatArray:
    """Return the solutions with the fewest features, all of which are basic."""
    rank, n = system.rows.shape
    if basis_count(n, rank) <= MAX_BASES:
        basic = _basic_solutions(system)
        counts = np.count_nonzero(basic.values, axis=1)
        return basic.points(np.flatnonzero(counts == counts.min()))
    # Too many to look at; but those with few features may be found by trying one feature, then two, ...
    n_tried = 0
    for size in range(1, rank + 1):
        n_tried += basis_count(n, size)
        _refuse_too_many(n_tried, f"supports of up to {size} out of {n} features", "p = 0")
        chunks = bases(n, size, n_at_once=max(1, 1_000_000 // rank**2))
        solutions = np.concatenate([_supported_solutions(system, chosen) for chosen in chunks])
        if len(solutions):
            break
    return solutions


def _basic_solutions(system: LinearSystem) -> BasicSolutions:
    solutions = basic_solutions(system)
    if not len(solutions.values):
        raise ArithmeticError("target is too badly scaled: its equations cannot be told from dependent ones in float64")
    return solutions


def _supported_solutions(system: LinearSystem, chosen: NDArray[np.intp]) -> FloatArray:
    """Return the solutions that use one of the chosen sets of features, when no smaller set is enough."""
    columns = np.moveaxis(system.rows[:, chosen], 0, 1)
    q, r = np.linalg.qr(columns)
    heights = np.abs(np.diagonal(r, axis1=1, axis2=2))
    independent = (heights > ROUNDING * np.linalg.norm(columns, axis=1)).all(axis=1)
    coordinates = np.einsum("kij,i->kj", q, system.sides)
    residuals = system.sides - np.einsum("kij,kj->ki", q, coordinates)
    consistent = np.linalg.norm(residuals, axis=1) <= ROUNDING * np.linalg.norm(system.sides)
    solved = np.flatnonzero(independent & consistent)
    points = np.zeros((solved.size, system.rows.shape[1]))
    values = np.linalg.solve(r[solved], coordinates[solved][..., np.newaxis])[..., 0]
    np.put_along_axis(points, chosen[solved], values, axis=1)
    return points


def _touch_basic(system: LinearSystem, p: float, rtol: float) -> Contact:
    """Touch for 0 < p < 1: all local minima are basic solutions, so that comparing those is exact."""
    rank, n = system.rows.shape
    count = basis_count(n, rank)
    _refuse_too_many(count, f"bases, C({n}, {rank})", "p < 1")
    solutions = _basic_solutions(system)
    excess = _log_norms(solutions.values, p)
    nearest_first = np.argsort(excess, kind="stable")
    touched = np.flatnonzero(excess - excess.min() <= math.log1p(rtol))
    vertices = certified_solutions(solutions.points(touched[: most_listed(n)]), system)
    local_minima = solutions.points(nearest_first[: most_listed(n)])
    # A local minimum further out than float64 reaches cannot be listed.
    local_minima = local_minima[np.isfinite(local_minima * system.unit).all(axis=1)]
    local_minima = certified_solutions(local_minima, system)
    support = np.unique(solutions.features[touched])
    return Contact(
        kind="point" if touched.size == 1 else "points",
        vertices=vertices,
        radius=float(np.min(lp_norm(vertices, p))),
        is_unique=touched.size == 1,
        support=support[support < n],
        at_tip=bool(((solutions.values[touched] != 0).sum(axis=1) == 1).all()),
        local_minima=local_minima,
        all_vertices_listed=len(vertices) == touched.size,
        all_local_minima_listed=len(local_minima) == nearest_first.size,
    )


def _log_norms(values: FloatArray, p: float) -> FloatArray:
    """Return ``log ‖x‖_p`` for every row, up to a common constant, which alone would overflow for tiny p."""
    sizes = np.abs(values)
    counts = np.count_nonzero(sizes, axis=1)
    largest = sizes.max(axis=1)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
        # Σ|x|^p = k (1 + p T/k), where k counts the terms and T tends to Σ log|x| as p tends to 0.
        logs = np.where(sizes > 0, np.log(sizes / largest[:, np.newaxis]), 0.0)
        means = (logs * _relative(np.expm1, p * logs)).sum(axis=1) / counts
        spread = means * _relative(np.log1p, p * means)
        excess: FloatArray = np.log(largest) + spread + np.log(counts / counts.min()) / p
    return excess


def _relative(function: np.ufunc, x: FloatArray) -> FloatArray:
    """Return ``function(x) / x``, where function is expm1 or log1p: 1 at 0."""
    ratios = np.ones_like(x)
    np.divide(function(x), x, out=ratios, where=x != 0)
    return ratios


def _touch_only_point(system: LinearSystem, p: float) -> Contact:
    """Touch a set that is a single point, for p ≥ 1."""
    point = certified_solutions(_basic_solutions(system).points(np.arange(1)), system)
    support = np.flatnonzero(point[0])
    return Contact(
        kind="point",
        vertices=point,
        radius=float(lp_norm(point[0], p)),
        is_unique=True,
        support=support,
        at_tip=support.size == 1,
        local_minima=no_points(point.shape[1]),
    )


def _touch_face(face: Corners, system: LinearSystem, p: float) -> Contact:
    """Touch for p = 1 or inf, where the touched set is the convex hull of some corners."""
    n = face.points.shape[1]
    listed = certified_solutions(face.points[: most_listed(n)], system)
    gap = certified_gap(face.points, face.dual, system, p)
    support = np.flatnonzero(face.points.any(axis=0))
    is_unique = len(face.points) == 1 and face.is_complete
    kinds: dict[int, Kind] = {1: "point", 2: "segment"}
    return Contact(
        kind=kinds.get(len(face.points), "face") if face.is_complete else "face",
        vertices=listed,
        radius=float(np.min(lp_norm(listed, p))),
        is_unique=is_unique,
        support=support,
        at_tip=is_unique and support.size == 1,
        local_minima=no_points(n),
        gap=gap,
        all_vertices_listed=face.is_complete and len(listed) == len(face.points),
    )


def _touch_round(system: LinearSystem, p: float) -> Contact:
    """Touch for 1 < p < inf, where the ball has no flat part and one point is nearest."""
    shortest = least_norm_solution(system, p)
    point = certified_solutions(shortest.point[np.newaxis], system)[0]
    gap = certified_gap(shortest.point[np.newaxis], shortest.dual, system, p)
    return Contact(
        kind="point",
        vertices=point[np.newaxis],
        radius=float(lp_norm(point, p)),
        is_unique=True,
        support=shortest.support,
        at_tip=shortest.support.size == 1,
        local_minima=no_points(point.size),
        gap=gap,
    )


def _refuse_too_many(count: int, what: str, order: str) -> None:
    if count > MAX_BASES:
        raise ValueError(f"target must leave at most {MAX_BASES} {what}, to search for {order}, got {count}")
