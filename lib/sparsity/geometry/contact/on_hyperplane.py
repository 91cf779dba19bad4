"""First contact with a hyperplane, in closed form and in O(n) steps."""

import math

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.contact.result import Contact, Kind, most_listed, no_points, origin_contact
from sparsity.geometry.shapes.hyperplane import Hyperplane
from sparsity.geometry.shapes.norms import dual_order, lp_norm


def touch_hyperplane(plane: Hyperplane, p: float, rtol: float) -> Contact:
    """Return the points of a hyperplane of least norm of order p."""
    if plane.offset == 0:
        return origin_contact(plane.normal.size, p)
    if p <= 1:
        return _touch_with_tips(plane, p, rtol)
    return _touch_with_box(plane) if p == math.inf else _touch_with_round_ball(plane, p)


def _touch_with_tips(plane: Hyperplane, p: float, rtol: float) -> Contact:
    """Touch for p ≤ 1: the ball's convex hull is the diamond, and among equal radii only tips are that short."""
    n = plane.normal.size
    sizes = np.abs(plane.normal)
    with np.errstate(over="ignore", under="ignore"):
        intercepts = plane.intercepts()
    # A tip further out than float64 reaches can neither be listed nor be the nearest one.
    crossed = np.flatnonzero(np.isfinite(intercepts))
    touched = crossed if p == 0 else crossed[sizes[crossed] >= (1 - rtol) * sizes.max()]
    listed = touched[: most_listed(n)]
    vertices = _tips_at(listed, intercepts)
    is_unique = touched.size == 1
    if is_unique:
        kind: Kind = "point"
    elif p < 1:
        kind = "points"
    else:
        kind = "segment" if touched.size == 2 else "face"
    if p == 0:
        local_minima, n_local_minima = vertices, touched.size
    elif p < 1:
        nearest_first = crossed[np.argsort(-sizes[crossed], kind="stable")]
        local_minima, n_local_minima = _tips_at(nearest_first[: most_listed(n)], intercepts), crossed.size
    else:
        local_minima, n_local_minima = no_points(n), 0
    return Contact(
        kind=kind,
        vertices=vertices,
        radius=1.0 if p == 0 else abs(plane.unit_form()[1]),
        is_unique=is_unique,
        support=touched,
        at_tip=is_unique or p < 1,
        local_minima=local_minima,
        all_vertices_listed=listed.size == touched.size,
        all_local_minima_listed=len(local_minima) == n_local_minima,
    )


def _tips_at(features: NDArray[np.intp], intercepts: FloatArray) -> FloatArray:
    points = np.zeros((features.size, intercepts.size))
    points[np.arange(features.size), features] = intercepts[features]
    return points


def _touch_with_round_ball(plane: Hyperplane, p: float) -> Contact:
    """Touch for 1 < p < inf, where Hölder's inequality is an equality: |x_i|^p proportional to |a_i|^q."""
    normal, offset = plane.unit_form()
    weights = np.abs(normal) if p == 2 else _hoelder_weights(plane.normal, p)
    point = np.sign(plane.normal) * weights * (offset / (np.abs(normal) @ weights))
    support = np.flatnonzero(plane.normal)
    return Contact(
        kind="point",
        vertices=point[np.newaxis],
        radius=float(abs(offset) / lp_norm(normal, dual_order(p))),
        is_unique=True,
        support=support,
        at_tip=support.size == 1,
        local_minima=no_points(normal.size),
    )


def _hoelder_weights(normal: FloatArray, p: float) -> FloatArray:
    """Return ``(|a_i|/max|a|)^(1/(p−1))``."""
    sizes = np.abs(normal)
    largest = sizes.max()
    with np.errstate(divide="ignore", under="ignore"):
        ratios = sizes / largest
        # Each form where it keeps its digits: near 1 the difference is exact, which p near 1 magnifies;
        # far below 1 the ratio may underflow although a large p makes its root matter.
        logs = np.where(
            ratios > 0.5,
            np.log1p((sizes - largest) / largest),
            np.where(ratios > 1e-300, np.log(ratios), np.log(sizes) - math.log(largest)),
        )
        return np.exp(logs / (p - 1))


def _touch_with_box(plane: Hyperplane) -> Contact:
    """Touch for p = inf: a facet or, where the normal has zeros, a smaller box within it."""
    normal, offset = plane.unit_form()
    n = normal.size
    radius = abs(offset) / float(np.abs(normal).sum())
    corner = radius * np.sign(plane.normal) * math.copysign(1.0, offset)
    free = np.flatnonzero(plane.normal == 0)
    n_listed = min(2 ** min(free.size, 63), most_listed(n))
    vertices = np.tile(corner, (n_listed, 1))
    # Corner k of the box is spelled by the binary digits of k, the last free feature changing fastest.
    digits = np.arange(n_listed)[:, np.newaxis] >> np.minimum(np.arange(free.size)[::-1], 62) & 1
    vertices[:, free] = radius * (2 * digits - 1)
    kinds: dict[int, Kind] = {0: "point", 1: "segment"}
    return Contact(
        kind=kinds.get(free.size, "box"),
        vertices=vertices,
        radius=radius,
        is_unique=free.size == 0,
        support=np.arange(n),
        at_tip=n == 1,
        local_minima=no_points(n),
        all_vertices_listed=free.size < 63 and n_listed == 2**free.size,
    )
