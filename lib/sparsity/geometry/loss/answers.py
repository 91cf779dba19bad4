"""Where a regularised loss is least, as data: the points, the price, and how well that is certified."""

from dataclasses import dataclass, fields
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.loss.quadratic import QuadraticLoss
from sparsity.geometry.shapes.norms import lp_norm

TIE = 1e-12
"""Two objectives tie when they differ by less than this, relative to what there is to gain."""

Kind: TypeAlias = Literal["point", "points", "segment", "segments", "face", "flat"]


@dataclass(frozen=True, eq=False)
class Minimum:
    """All points at which a loss is least, within a budget or at a price.

    The arrays are read-only.

    Parameters
    ----------
    kind : {"point", "points", "segment", "segments", "face", "flat"}
        What the set is. "point": one point. "points": several isolated ones (p < 1). "segment", "face": the convex
        hull of `vertices`. "segments": the segments between vertices 0 and 1, 2 and 3, ... "flat": what lies within
        the budget of all points ``vertices[0] + t · directions``; without a budget, all of it.
    vertices : ndarray, shape (k, n_features)
        The isolated points, or the corners of the set.
    objective : float
        What was minimised: the loss, plus the penalty if there is a price.
    loss : float
        The loss alone; in a face at a price it is the same everywhere.
    multiplier : float
        λ, the price. Of a constrained minimum the price at which it is the penalised one: minus the slope of the
        least loss over the budget (for p = 2 over its square); 0 where the budget is not used up, inf for p = 2 and
        a budget of 0. nan for p < 1, where an answer within a budget may have no price.
    radius : float
        The budget that is spent: ``lp_norm`` of the answer, the largest one among `vertices`.
    is_unique : bool
        Whether the set is one point.
    is_active : bool
        Whether the regularisation has moved the answer away from the points of least loss.
    support : ndarray of int
        Ascending indices of the features that are not 0 in at least one listed point.
    at_tip : bool
        Whether every answer has exactly one entry that is not 0.
    kkt_residual : float
        The certificate: how far the answers are from satisfying the conditions of optimality (slope against
        penalty, and budget), entry by entry relative to the terms that they are the difference of. At most 1e-12.
    local_minima : ndarray, shape (k', n_features)
        For p < 1 all local minima, best first, the global ones among them; empty for p ≥ 1.
    directions : ndarray, shape (k'', n_features)
        Orthonormal directions of a "flat"; empty otherwise.
    all_vertices_listed : bool
        False when a face or flat has corners that are not listed.

    Notes
    -----
    S. Boyd and L. Vandenberghe, Convex Optimization, §5.5.3 on the conditions of optimality.

    Examples
    --------
    >>> from sparsity.geometry.loss import QuadraticLoss, constrained_minimum
    >>> loss = QuadraticLoss.from_data([[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1])
    >>> answer = constrained_minimum(loss, 1, 1)
    >>> print(answer.point, answer.multiplier, answer.at_tip)
    [1. 0.] 8.0 True
    >>> twins = constrained_minimum(QuadraticLoss.from_data([[1, 1]], [3]), 1, 2)  # two equal columns
    >>> print(twins.kind, twins.vertices.tolist())
    segment [[2.0, 0.0], [0.0, 2.0]]
    >>> twins.point
    Traceback (most recent call last):
    ...
    ValueError: the minimum is a segment, not a point: see vertices
    """

    kind: Kind
    vertices: FloatArray
    objective: float
    loss: float
    multiplier: float
    radius: float
    is_unique: bool
    is_active: bool
    support: NDArray[np.intp]
    at_tip: bool
    kkt_residual: float
    local_minima: FloatArray
    directions: FloatArray
    all_vertices_listed: bool = True

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                value = value.copy()
                value.flags.writeable = False
                object.__setattr__(self, field.name, value)

    @property
    def point(self) -> FloatArray:
        """The answer, if there is only one; a ValueError otherwise."""
        if not self.is_unique:
            article = "" if self.kind in ("points", "segments") else "a "
            raise ValueError(f"the minimum is {article}{self.kind}, not a point: see vertices")
        point: FloatArray = self.vertices[0]
        return point


def kind_of_hull(n_vertices: int) -> Kind:
    """Return the kind of the convex hull of some corners, all of which are needed."""
    kinds: dict[int, Kind] = {1: "point", 2: "segment"}
    return kinds.get(n_vertices, "face")


def convex_answer(
    points: FloatArray,
    loss: QuadraticLoss,
    p: float,
    *,
    penalty: float,
    multiplier: float,
    is_active: bool,
    kkt_residual: float,
    is_complete: bool = True,
    directions: FloatArray | None = None,
) -> Minimum:
    """Return the minimum for p ≥ 1: the convex hull of some corners, or a flat if there are directions."""
    is_flat = directions is not None and len(directions) > 0
    is_unique = is_complete and not is_flat and len(points) == 1
    support = np.flatnonzero(points.any(axis=0))
    value = float(loss.value(points[0]))
    n_nonzero = np.count_nonzero(points, axis=1)
    return Minimum(
        kind="flat" if is_flat else kind_of_hull(len(points)) if is_complete else "face",
        vertices=points,
        objective=value + penalty,
        loss=value,
        multiplier=multiplier,
        radius=float(np.max(lp_norm(points, p))),
        is_unique=is_unique,
        is_active=is_active,
        support=support,
        at_tip=is_unique and bool(n_nonzero[0] == 1),
        kkt_residual=kkt_residual,
        local_minima=np.empty((0, loss.n_features)),
        directions=directions if directions is not None and is_flat else np.empty((0, loss.n_features)),
        all_vertices_listed=is_complete and not is_flat,
    )


def isolated_answer(
    candidates: FloatArray,
    loss: QuadraticLoss,
    p: float,
    *,
    penalties: FloatArray,
    multiplier: float,
    is_active: bool,
    kkt_residual: float,
) -> Minimum:
    """Return the minimum for p < 1 among all local minima: those whose objectives tie with the least one."""
    losses = np.asarray(loss.value(candidates))
    objectives = losses + penalties
    order = np.argsort(objectives, kind="stable")
    scale = float(np.max(np.abs(objectives - loss.least), initial=0.0)) + float(loss.value(np.zeros(2)) - loss.least)
    best = order[objectives[order] <= objectives.min() + TIE * scale]
    vertices = candidates[best]
    n_nonzero = np.count_nonzero(vertices, axis=1)
    return Minimum(
        kind="point" if len(best) == 1 else "points",
        vertices=vertices,
        objective=float(objectives[best[0]]),
        loss=float(losses[best[0]]),
        multiplier=multiplier,
        radius=float(np.max(lp_norm(vertices, p))),
        is_unique=len(best) == 1,
        is_active=is_active,
        support=np.flatnonzero(vertices.any(axis=0)),
        at_tip=bool((n_nonzero == 1).all()),
        kkt_residual=kkt_residual,
        local_minima=candidates[order],
        directions=np.empty((0, 2)),
    )
