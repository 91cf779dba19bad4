r"""The answers at a price for p < 1, in the plane: every local minimum, none missed.

For λ > 0 and 0 < p < 1 the penalty has an infinite slope at 0, so that a weight that is 0 stays 0: the origin is
always a local minimum, and on an axis there is at most one other (`proximal.outer_root`).

Within a quadrant, with x = \|w₁\|, y = \|w₂\|, signs s, κ = λp/2, Q = s·(Hŵ), h = s₁s₂H₁₂, a stationary point solves
``h₁₁ x + h y + κ x^(p−1) = Q₁`` and ``h x + h₂₂ y + κ y^(p−1) = Q₂``. The first gives y = Y(x); what is left of the
second is R(x). At a minimum the second derivatives β(x) = h₁₁ − κ(1−p) x^(p−2) and α(y) are not negative, which
bounds x and y from below, and there ``R′ = (αβ − h²)/h``. If h < 0, α(Y(x)) and β(x) both increase: αβ > h² on a
half-line. If h > 0, both are concave functions of x (Y is concave), so log αβ is concave and αβ > h² on an interval.
Either way R is monotone there: at most one local minimum in each quadrant, between two ends that can be found.
"""

import math
from collections.abc import Callable

import numpy as np

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.loss.answers import Minimum, isolated_answer
from sparsity.geometry.loss.certificates import certified, pull_and_terms
from sparsity.geometry.loss.proximal import outer_root
from sparsity.geometry.loss.quadratic import QuadraticLoss


def priced_in_plane(loss: QuadraticLoss, p: float, lam: float) -> Minimum:
    """Return where ``L(w) + lam Σ|w_i|^p`` is least for p < 1 and a price above 0, with all local minima."""
    found = [np.zeros(2), *_on_axes(loss, p, lam)]
    if p == 0:
        if loss.is_definite and loss.minimum.all():
            found.append(loss.minimum)
    elif loss.is_definite:
        signs = [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)]
        found += [w for w in (_in_quadrant(loss, p, lam, np.array(s)) for s in signs) if w is not None]
    candidates = np.array(found)
    sizes = np.abs(candidates)
    with np.errstate(divide="ignore"):
        penalties = lam * (np.where(sizes > 0, sizes**p, 0.0)).sum(axis=1)
    return isolated_answer(
        candidates,
        loss,
        p,
        penalties=penalties,
        multiplier=lam,
        is_active=bool(loss.moments.any()),
        kkt_residual=certified(max(_residual(loss, w, p, lam) for w in candidates), "a local minimum"),
    )


def _on_axes(loss: QuadraticLoss, p: float, lam: float) -> list[FloatArray]:
    found = []
    for j, (curvature, moment) in enumerate(zip(loss.diagonal, loss.moments, strict=True)):
        if curvature > 0:
            root = outer_root(abs(moment) / curvature, lam * p / 2 / curvature, p)
            if root is not None:
                found.append(math.copysign(root, moment) * np.eye(2)[j])
    return found


def _residual(loss: QuadraticLoss, w: FloatArray, p: float, lam: float) -> float:
    pull, terms = pull_and_terms(loss, w)
    used = w != 0
    pushes = lam * p * np.abs(w[used]) ** (p - 1)
    distances = np.abs(pull[used] - np.sign(w[used]) * pushes) / (terms[used] + pushes)
    return float(distances.max(initial=0.0))


def _in_quadrant(loss: QuadraticLoss, p: float, lam: float, signs: FloatArray) -> FloatArray | None:
    """Return the local minimum inside a quadrant, if there is one."""
    push = lam * p / 2
    (h11, h12), (_, h22) = loss.hessian * np.outer(signs, signs)
    q1, q2 = signs * loss.moments
    if h12 == 0:
        roots = [outer_root(q / h, push / h, p) for q, h in ((q1, h11), (q2, h22))]
        return None if None in roots else signs * np.array(roots, dtype=np.float64)

    def partner(x: float) -> float:
        return float((q1 - h11 * x - push * x ** (p - 1)) / h12)

    def determinant(x: float) -> float:
        y = max(partner(x), lowest[1])
        beta = h11 - push * (1 - p) * x ** (p - 2)
        return float(beta * (h22 - push * (1 - p) * y ** (p - 2)) - h12**2)

    def rest(x: float) -> float:
        y = max(partner(x), lowest[1])
        return float(q2 - h22 * y - push * y ** (p - 1) - h12 * x)

    lowest = [(push * (1 - p) / h) ** (1 / (2 - p)) for h in (h11, h22)]
    ends = _where_positive(partner, determinant, lowest, float(h12), float(h11))
    if ends is None:
        return None
    low, high = ends
    if high == math.inf:
        high = 2 * low
        while rest(high) >= 0 and high < 1e300:
            high *= 2
    # R is monotone in between: rising if h > 0, falling if h < 0.
    if not (rest(low) * h12 < 0 < rest(high) * h12):
        return None
    x = _root(rest, low, high)
    point = _polished(np.array([x, partner(x)]), np.array([q1, q2]), np.array([[h11, h12], [h12, h22]]), push, p)
    return None if point is None else signs * point


def _where_positive(
    partner: Callable[[float], float],
    determinant: Callable[[float], float],
    lowest: list[float],
    h12: float,
    h11: float,
) -> tuple[float, float] | None:
    """Return the ends of the interval of x in which the determinant of second derivatives is positive."""
    x_low, y_low = lowest
    # Where the partner is at its lowest the determinant is −h², as it is where x is.
    if h12 < 0:
        start = x_low
        if partner(start) < y_low:
            start = _root(lambda x: partner(x) - y_low, start, _beyond(lambda x: partner(x) - y_low, start))
        return _root(determinant, start, _beyond(determinant, start)), math.inf
    if partner(x_low) <= y_low:
        return None
    end = _root(lambda x: y_low - partner(x), x_low, _beyond(lambda x: y_low - partner(x), x_low))
    top = _peak(lambda t: determinant(math.exp(t)), math.log(x_low), math.log(end))
    middle = math.exp(top)
    if not (x_low < middle < end and determinant(middle) > 0):
        return None
    return _root(determinant, x_low, middle), _root(determinant, middle, end)


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    # Imported here, because it takes longer than importing this whole package.
    from scipy.optimize import brentq  # type: ignore[import-untyped]

    if function(low) == 0:
        return low
    return float(brentq(function, low, high, xtol=1e-300, rtol=1e-15, maxiter=500))


def _beyond(function: Callable[[float], float], start: float) -> float:
    """Return a number at which a function that ends up positive is so."""
    x = 2 * start
    while function(x) <= 0:
        x *= 2
        if x > 1e300:
            raise ArithmeticError("the loss is too badly scaled: a minimum lies beyond float64")
    return x


def _peak(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function with one peak is largest, or a place where it is positive, by golden sections."""
    ratio = (math.sqrt(5) - 1) / 2
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = function(left), function(right)
    for _ in range(120):
        if max(at_left, at_right) > 0:
            break
        if at_left < at_right:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = function(right)
        else:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = function(left)
    return left if at_left > at_right else right


def _polished(point: FloatArray, moments: FloatArray, H: FloatArray, push: float, p: float) -> FloatArray | None:
    """Improve a stationary point by Newton's method; nothing if it turns out to be no strict minimum."""
    for _ in range(5):
        slope = H @ point + push * point ** (p - 1) - moments
        bend = H - np.diag(push * (1 - p) * point ** (p - 2))
        if not float(np.linalg.det(bend)) > 0:
            return None
        moved = point - np.linalg.solve(bend, slope)
        if not (moved > 0).all():
            break
        point = moved
    return point
