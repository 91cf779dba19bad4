"""All answers with the same fit: what a ball, a face or a half-line of weights shares with the kernel of the loss."""

import math
from dataclasses import dataclass

import numpy as np

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.loss.definite_systems import ROUNDING
from sparsity.geometry.loss.quadratic import QuadraticLoss
from sparsity.geometry.shapes.linear_systems import LinearSystem, basic_solutions, basis_count, independent_rows

MAX_CANDIDATES = 5_000
"""How many candidates for corners are looked at before one point has to do."""


@dataclass(frozen=True, eq=False)
class SolutionSet:
    """Corners of a convex set; `is_complete` tells whether these are all, and so whether the set is their hull."""

    points: FloatArray
    is_complete: bool


def same_fit_on_face(loss: QuadraticLoss, w: FloatArray, signs: FloatArray) -> SolutionSet:
    """Return the corners of all v with ``H v = H w`` and ``signs_i v_i ≥ 0``, 0 where the sign is 0.

    With the signs of the tied pulls these are all answers of the lasso that w is one of: the fit is the same for all
    of them, and so is ``‖v‖₁`` (R. J. Tibshirani, The lasso problem and uniqueness, 2013, lemma 1).
    """
    tied = np.flatnonzero(signs)
    if not tied.size:
        return SolutionSet(np.zeros((1, w.size)), True)
    H = loss.hessian[np.ix_(tied, tied)]
    corners = _non_negative(H * signs[tied], H @ w[tied])
    if corners is None:
        return SolutionSet(w[np.newaxis], False)
    points = np.zeros((len(corners), w.size))
    points[:, tied] = corners * signs[tied]
    return SolutionSet(points, True)


def same_fit_in_diamond(loss: QuadraticLoss, w: FloatArray, radius: float) -> SolutionSet:
    """Return the corners of all v with ``H v = H w`` and ``‖v‖₁ ≤ radius``."""
    n = w.size
    H = loss.hessian
    # Unknowns: positive parts, negative parts, and what is left of the radius.
    scale = float(np.abs(H).max())
    equations = np.block([[H, -H, np.zeros((n, 1))], [np.full((1, 2 * n + 1), scale)]])
    corners = _non_negative(equations, np.append(H @ w, scale * radius))
    if corners is None:
        return SolutionSet(w[np.newaxis], False)
    # A corner of the set is on the diamond, and no weight is positive and negative at once.
    is_corner = (corners[:, -1] == 0) & ~(corners[:, :n] * corners[:, n:-1]).any(axis=1)
    return SolutionSet((corners[:, :n] - corners[:, n:-1])[is_corner], True)


def same_fit_in_square(loss: QuadraticLoss, w: FloatArray, radius: float) -> SolutionSet:
    """Return the corners of all v with ``H v = H w`` and ``max|v_i| ≤ radius``."""
    n = w.size
    H = loss.hessian
    # Unknowns: the distances from the two bounds.
    scale = float(np.abs(H).max())
    equations = np.block([[H, np.zeros((n, n))], [scale * np.eye(n), scale * np.eye(n)]])
    sides = np.append(H @ w + radius * H.sum(axis=1), np.full(n, 2 * scale * radius))
    corners = _non_negative(equations, sides)
    if corners is None:
        return SolutionSet(w[np.newaxis], False)
    # At a bound exactly, where the distance from it is 0.
    values = np.where(corners[:, n:] == 0, radius, corners[:, :n] - radius)
    return SolutionSet(np.where(corners[:, :n] == 0, -radius, values), True)


def same_fit_in_disc(loss: QuadraticLoss, radius: float) -> SolutionSet | None:
    """Return the two ends of the floor of a valley within ``‖v‖₂ ≤ radius``; nothing if it is more than a line."""
    if len(loss.kernel) != 1:
        return None
    reach = math.sqrt(max(0.0, radius**2 - float(loss.minimum @ loss.minimum)))
    ends = loss.minimum + np.outer([1.0, -1.0], reach * loss.kernel[0])
    return SolutionSet(ends if reach > 0 else ends[:1], True)


def _non_negative(equations: FloatArray, sides: FloatArray) -> FloatArray | None:
    """Return the corners of ``equations · z = sides, z ≥ 0``; nothing if there are too many candidates."""
    largest = np.abs(equations).max(axis=1)
    rows, sides = equations[largest > 0] / largest[largest > 0, np.newaxis], sides[largest > 0] / largest[largest > 0]
    kept = independent_rows(rows)
    rows, sides = rows[kept], sides[kept]
    if basis_count(rows.shape[1], len(rows)) > MAX_CANDIDATES:
        return None
    unit = float(np.abs(sides).max())
    if unit == 0:
        return np.zeros((1, rows.shape[1]))
    solutions = basic_solutions(LinearSystem(rows, sides / unit, unit))
    points = solutions.points(np.arange(len(solutions.values)))
    sizes = np.abs(points).max(axis=1, keepdims=True)
    points = np.where(np.abs(points) <= 10 * ROUNDING * sizes, 0.0, points)
    points = points[(points >= 0).all(axis=1)]
    # In the order of the features that they use, each one once.
    used = points != 0
    unique = np.unique(~used, axis=0, return_index=True)[1]
    return points[unique] * unit
