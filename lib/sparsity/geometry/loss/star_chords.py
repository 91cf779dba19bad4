"""What a ball of order p cuts out of the floor of a valley: a piece of a line, for p < 1 up to two."""

import math
from collections.abc import Callable

import numpy as np

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.contact.first_touch import first_contact
from sparsity.geometry.loss.certificates import CERTIFIED
from sparsity.geometry.loss.quadratic import QuadraticLoss
from sparsity.geometry.shapes.norms import lp_norm


def chords_of_star(loss: QuadraticLoss, p: float, radius: float) -> FloatArray:
    """Return the ends of the pieces, two rows each, in order along the line; one row if it only touches a tip.

    Along a line ``Σ|w_i|^p`` has its local minima where it meets the axes, one local maximum between them, and rises
    beyond. For p > 1 it has one minimum alone, where a growing ball touches the line.
    """
    floor = loss.level_lines(loss.least)[0]
    normal, offset = floor.unit_form()
    if p > 1:
        nearest = first_contact(floor, p)
        if nearest.radius >= radius * (1 - CERTIFIED):
            return nearest.vertices if nearest.radius <= radius * (1 + CERTIFIED) else np.empty((0, 2))
    intercepts = np.array([w for w in _on_axes(normal, offset) if np.isfinite(w).all()])
    sizes = np.abs(intercepts).max(axis=1)
    if p < 1 and sizes.min() >= radius * (1 - CERTIFIED):
        touched = intercepts[sizes <= radius * (1 + CERTIFIED)]
        tips: FloatArray = np.sign(touched) * radius
        return tips
    direction = np.array([-normal[1], normal[0]]) / math.hypot(*normal)
    foot = offset * normal / float(normal @ normal)

    def excess(t: float) -> float:
        return float(lp_norm(foot + t * direction, p)) / radius - 1

    inner = sorted({float((w - foot) @ direction) for w in (intercepts if p < 1 else nearest.vertices)})
    if len(inner) == 2:
        inner.insert(1, float((_summit(normal, offset, p) - foot) @ direction))
    reach = 2 * radius + float(np.abs(foot).max()) * 2
    stops = [min(inner[0], 0.0) - reach, *inner, max(inner[-1], 0.0) + reach]
    signs = [excess(t) > 0 for t in stops]
    crossings = [
        _crossing(excess, low, high)
        for low, high, before, after in zip(stops, stops[1:], signs, signs[1:], strict=False)
        if before != after
    ]
    ends: FloatArray = foot + np.outer(crossings, direction)
    return ends


def _on_axes(normal: FloatArray, offset: float) -> list[FloatArray]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return [np.array([offset / normal[0], 0.0]), np.array([0.0, offset / normal[1]])]


def _summit(normal: FloatArray, offset: float, p: float) -> FloatArray:
    """Return the local maximum between two axes: ``w_i`` proportional to ``|a_i|^(1/(p−1))``."""
    small, large = np.argsort(np.abs(normal))
    share = float(abs(normal[small] / normal[large])) ** (1 / (1 - p))
    size = offset / (abs(normal[small]) + abs(normal[large]) * share)
    w = np.empty(2)
    w[[small, large]] = np.sign(normal[[small, large]]) * size * np.array([1.0, share])
    return w


def _crossing(function: Callable[[float], float], low: float, high: float) -> float:
    # Imported here, because it takes longer than importing this whole package.
    from scipy.optimize import brentq  # type: ignore[import-untyped]

    return float(brentq(function, low, high, xtol=1e-300, rtol=1e-15, maxiter=500))
