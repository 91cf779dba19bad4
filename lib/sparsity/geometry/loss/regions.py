"""Where the answer lands, for every point of least loss: the cones of the tips, the strips of the edges, the inside."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparsity.geometry.arguments import FloatArray, as_matrix, as_number, as_points, as_vector, refusal
from sparsity.geometry.loss.quadratic import CONSISTENCY, QuadraticLoss
from sparsity.geometry.shapes.clipping import clip_polygon

Place: TypeAlias = Literal["tip", "edge", "inside"]


@dataclass(frozen=True, eq=False)
class LandingRegion:
    """All ŵ within a window for which the loss is least, within the diamond, at one tip, on one edge or at ŵ itself.

    The arrays are read-only.

    Parameters
    ----------
    place : {"tip", "edge", "inside"}
    corners : ndarray, shape (1, 2), (2, 2) or (4, 2)
        The tip, the ends of the edge or the corners of the diamond: where the answers are.
    polygon : ndarray, shape (k, 2)
        The region within the window, counter-clockwise; no points where it misses the window.

    Examples
    --------
    >>> from sparsity.geometry.loss import landing_regions
    >>> tip = landing_regions([[1, 0], [0, 1]], 2, [-10, -10], [10, 10])[0]
    >>> print(tip.place, tip.corners.tolist(), tip.polygon.tolist(), tip.area())
    tip [[2.0, 0.0]] [[10.0, 8.0], [2.0, 0.0], [10.0, -8.0]] 64.0
    """

    place: Place
    corners: FloatArray
    polygon: FloatArray

    def __post_init__(self) -> None:
        for array in (self.corners, self.polygon):
            array.flags.writeable = False

    def area(self) -> float:
        """Area of the polygon.

        Returns
        -------
        float

        Notes
        -----
        The shoelace formula.

        Examples
        --------
        >>> regions = landing_regions([[1, 0], [0, 1]], 1, [5, -1], [6, 1])
        >>> print(sum(region.area() for region in regions), regions[-1].area())
        2.0 0.0
        """
        if len(self.polygon) < 3:
            return 0.0
        x, y = (self.polygon - self.polygon[0]).T
        return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def landing_regions(hessian: ArrayLike, radius: float, lower: ArrayLike, upper: ArrayLike) -> tuple[LandingRegion, ...]:
    """Divide a window into the regions from which the answer within a diamond comes to lie at one place.

    - A tip t owns the cone ``t + H⁻¹{g : σ g_j ≥ |g_i|}``: g is the pull there, and the tip holds it if it points
      more along the axis than across.
    - An edge with the outward signs s owns the strip ``edge + (0, ∞) H⁻¹ s``.
    - What is inside the diamond stays where it is.

    Parameters
    ----------
    hessian : array_like, shape (2, 2)
        H, symmetric and positive definite.
    radius : float
        The budget c ≥ 0. At 0 the four cones share the window.
    lower, upper : array_like, shape (2,)
        Opposite corners of the window, ``lower ≤ upper``.

    Returns
    -------
    tuple of 9 LandingRegion
        The tips (c, 0), (0, c), (−c, 0), (0, −c), the edges from each of them to the next, and the inside.

    Raises
    ------
    ValueError
        If the Hessian is not 2 × 2, symmetric and positive definite, radius is negative or not finite, or lower and
        upper are not the corners of a window.
    TypeError
        If an argument is not made of real numbers.

    Notes
    -----
    Derivation: the conditions of optimality, and ``pull = 2 H (ŵ − w)``.

    Examples
    --------
    The square window ±10 with the budget 2: the tips own 32/49 of what is outside the diamond.

    >>> regions = landing_regions([[1, 0], [0, 1]], 2, [-10, -10], [10, 10])
    >>> tips = sum(region.area() for region in regions if region.place == "tip")
    >>> print(tips / (400 - regions[-1].area()), 32 / 49)
    0.6530612244897959 0.6530612244897959
    >>> [region.place for region in landing_regions([[3, 1], [1, 2]], 0, [1, 1], [2, 2]) if region.area() > 0]
    ['tip']
    """
    H = as_matrix("hessian", hessian)
    if H.shape != (2, 2):
        raise ValueError(refusal("hessian", "be 2 × 2", H))
    if not QuadraticLoss(H, [0, 0]).is_definite:
        raise ValueError(refusal("hessian", "be positive definite", H))
    c = as_number("radius", radius, minimum=0.0)
    low, high = as_vector("lower", lower, size=2), as_vector("upper", upper, size=2)
    if (low > high).any():
        raise ValueError(refusal("upper", f"be at least lower = {low.tolist()}", high))
    # Beyond all corners of the window, from wherever a region starts.
    far = 4 * (c + float(np.abs([low, high]).max()))
    signs = np.array([(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)])
    rays = np.linalg.solve(H, signs.T).T
    rays = far * rays / np.linalg.norm(rays, axis=1, keepdims=True)
    tips = c * np.array([(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)])

    def region(place: Place, corners: FloatArray, outline: FloatArray) -> LandingRegion:
        # Without a budget edges have no length, and no strip but what rounding errors make of it.
        is_empty = c == 0 and place != "tip"
        polygon = outline[:0] if is_empty else _without_repeats(clip_polygon(outline, low, high))
        return LandingRegion(place, corners + 0.0, polygon + 0.0)

    cones, strips = [], []
    for k in range(4):
        before, after = rays[k - 1], rays[k]
        middle = far * (before + after) / np.linalg.norm(before + after)
        cones.append(region("tip", tips[[k]], tips[k] + np.array([(0.0, 0.0), before, middle, after])))
        edge = tips[[k, (k + 1) % 4]]
        strips.append(region("edge", edge, np.array([edge[0], edge[0] + after, edge[1] + after, edge[1]])))
    return (*cones, *strips, region("inside", tips, tips))


def landing_places(hessian: ArrayLike, radius: float, minima: ArrayLike) -> NDArray[np.intp]:
    """Tell for many points ŵ of least loss where the answer within a diamond lies: 0 inside, 1 on an edge, 2 at a tip.

    The number counts what the answer has given up: its freedom is two minus that. ŵ on the border between two
    regions belongs to the one with the larger number, as its answer is the tip, or on the diamond.

    Parameters
    ----------
    hessian : array_like, shape (2, 2) or (n_points, 2, 2)
        H, symmetric and positive definite, one for all or one for each point.
    radius : float
        The budget c ≥ 0.
    minima : array_like, shape (n_points, 2)

    Returns
    -------
    ndarray of int, shape (n_points,)

    Raises
    ------
    ValueError
        If shapes do not match, an H is not positive definite, radius is negative, or anything is not finite.
    TypeError
        If an argument is not made of real numbers.

    Notes
    -----
    The closed form in the plane: see `landing_regions`.

    Examples
    --------
    >>> print(landing_places([[1, 0], [0, 1]], 1, [[0.2, 0.2], [2, 1.5], [2, 0.5], [1, 0], [2, 1]]))
    [0 1 2 2 2]
    """
    H = as_points("hessian", hessian, n_features=2)
    points = as_points("minima", minima, n_features=2)
    if points.ndim != 2:
        raise ValueError(refusal("minima", "have two axes", points))
    if H.shape not in ((2, 2), (len(points), 2, 2)):
        raise ValueError(refusal("hessian", f"have the shape (2, 2) or ({len(points)}, 2, 2)", H))
    c = as_number("radius", radius, minimum=0.0)
    h11, h12, h22 = H[..., 0, 0], (H[..., 0, 1] + H[..., 1, 0]) / 2, H[..., 1, 1]
    is_symmetric = np.abs(H[..., 1, 0] - H[..., 0, 1]) <= CONSISTENCY * np.maximum(h11, h22)
    if not (is_symmetric & (h11 > 0) & (h11 * h22 > h12**2)).all():
        raise ValueError(refusal("hessian", "be symmetric and positive definite", H))
    x, y = points.T
    outside = np.abs(x) + np.abs(y) >= c
    at_tip = np.zeros(len(points), dtype=bool)
    for sign in (1.0, -1.0):
        for along, across, h_along, h_across in ((x, y, h11, h22), (y, x, h22, h11)):
            away = along - sign * c
            at_tip |= sign * (h_along * away + h12 * across) >= np.abs(h12 * away + h_across * across)
    places: NDArray[np.intp] = outside.astype(np.intp) + (outside & at_tip)
    return places


def _without_repeats(polygon: FloatArray) -> FloatArray:
    """Drop corners that repeat the one before, or the whole polygon where only a corner or a side of it is left."""
    if not len(polygon):
        return polygon
    kept = polygon[(polygon != np.roll(polygon, 1, axis=0)).any(axis=1)]
    return kept if len(kept) >= 3 else np.empty((0, 2))
