"""The lasso from the price at which everything is 0 down to price 0: one straight piece after the other."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.loss.box_programs import minimize_in_box
from sparsity.geometry.loss.certificates import certified
from sparsity.geometry.loss.definite_systems import (
    MAX_REFINED,
    ROUNDING,
    GrowingFactor,
    LongArray,
    NotDefiniteError,
    is_definite,
    solve_definite,
)
from sparsity.geometry.loss.quadratic import QuadraticLoss

LOWEST_PRICE = 1e-12
"""A price this much smaller than the terms of the pulls is taken for 0: there the pulls are rounding errors."""

FEW = 5
"""So many columns are sooner added to a factor one by one than all at once."""

STUCK = 1e-9
"""A pull that stays this close to the price, relatively, might stay there for good."""


class Piece(NamedTuple):
    """A straight piece of the path, between two prices ``high ≥ lam ≥ low``.

    The active weights are ``levels − lam · rates``, all others 0; the pull on every weight, minus the slope of the
    loss there, is ``pull + lam · change``. `last` holds the active weights at the lower end, `residual` the distance
    from the subdifferential there.
    """

    high: float
    low: float
    active: NDArray[np.intp]
    signs: FloatArray
    levels: FloatArray | LongArray
    rates: FloatArray | LongArray
    pull: FloatArray
    change: FloatArray
    last: FloatArray
    is_unique: bool
    residual: float

    def weights(self, lam: float) -> FloatArray:
        """Return all weights at a price between the two ends."""
        w = np.zeros(self.pull.size)
        w[self.active] = self.last if lam == self.low else _values(self.levels, self.rates, self.signs, lam)
        return w


class _Motion(NamedTuple):
    """What one active set implies: see `Piece`. `errors` are those of its equations, for levels and rates."""

    active: NDArray[np.intp]
    signs: FloatArray
    levels: FloatArray | LongArray
    rates: FloatArray | LongArray
    errors: FloatArray
    pull: FloatArray
    change: FloatArray


def lasso_pieces(loss: QuadraticLoss) -> Iterator[Piece]:
    """Yield the pieces of the path of ``L(w) + lam ‖w‖₁``, from the highest price on.

    On a piece the active set A and the signs s do not change: ``w_A = H_AA⁻¹ (moments_A − lam s/2)``. It ends where
    a weight reaches 0 or the pull on another one reaches lam. There the weights that are tied, of which there may be
    many, decide together who moves: the direction d of the path solves the quadratic program that minimises
    ``dᵀH d − s·d``, with ``s_i d_i ≥ 0`` where w_i is 0. So ties, drops and columns that depend on each other need no
    rule of their own (M. R. Osborne, B. Presnell, B. A. Turlach, A new approach to variable selection in least
    squares problems, 2000; on columns that depend on each other R. J. Tibshirani, The lasso problem and uniqueness,
    2013).

    Every piece is certified at its lower end: no pull is ahead of the price there, and those on active weights equal
    it. As all is linear on a piece, and the upper end is the lower end of the piece before, this holds in between.
    """
    return _Walk(loss).pieces()


class _Walk:
    def __init__(self, loss: QuadraticLoss) -> None:
        self.loss = loss
        self.lengths = np.sqrt(loss.diagonal)
        self.twice_moments = 2 * loss.moments
        # The terms of a pull are bounded by `sizes` + `reaches` · Σ lengths |w|: see `terms_of_pull`.
        self.sizes = np.where(self.lengths > 0, np.abs(self.twice_moments), 1.0)
        self.reaches = 2 * self.lengths
        self.largest_size, self.largest_reach = float(self.sizes.max()), float(self.reaches.max())
        # With fewer samples than features, H is not worth working out: H_A = X_Aᵀ X.
        self.design = loss.wide_design
        width = self.lengths.size if self.design is None else len(self.design)
        self.block = np.empty((16, width))  # the rows of H, or of Xᵀ, that belong to the active features
        self.gathered: list[int] = []
        self.factor = GrowingFactor()
        # Whether all is solved for in extended precision, which is for small designs with their exact ties.
        self.is_small = self.lengths.size <= MAX_REFINED

    def pieces(self) -> Iterator[Piece]:
        """Walk from knot to knot."""
        pull = self.twice_moments
        lam = float(np.abs(pull).max())
        if lam == 0:
            return
        staying: list[int] = []
        resting: list[int] = []
        tied: list[int] = np.flatnonzero(np.abs(pull) >= lam * (1 - ROUNDING)).tolist()
        for _ in range(100 * (pull.size + 10)):
            motion = self._motion_from(staying, tied, pull, [i for i in tied if i not in resting])
            moving = self.gathered
            resting = (
                [i for i in (*staying, *tied) if i not in moving] if len(moving) < len(staying) + len(tied) else []
            )
            low = self._next_price(lam, motion, resting, pull)
            active, signs, levels, rates = motion.active, motion.signs, motion.levels, motion.rates
            reach = float(self.lengths[active] @ np.abs(levels - low * rates))
            if low <= LOWEST_PRICE * (self.largest_size + self.largest_reach * reach):
                low = 0.0
            is_unique = not resting or self._is_unique(motion, resting, pull)
            pull = motion.pull + low * motion.change
            ahead = np.abs(pull)
            ahead -= low
            ahead[active] = motion.errors[0] + low * motion.errors[1]
            ahead /= self.sizes + self.reaches * reach
            residual = certified(max(0.0, float(ahead[ahead.argmax()])), "the path of the lasso")
            last = _values(levels, rates, signs, low)
            yield Piece(lam, low, active, signs, levels, rates, motion.pull, motion.change, last, is_unique, residual)
            if low == 0:
                return
            lam = low
            # Mostly one weight arrives or one leaves.
            staying, leaving = _divided(moving, last == 0)
            ahead[active] = -1.0
            tied = leaving + (ahead >= -ROUNDING).nonzero()[0].tolist()
            resting += leaving
        raise ArithmeticError("the path of the lasso does not end: the loss is too badly scaled for float64")

    def _motion_from(self, staying: list[int], tied: list[int], pull: FloatArray, arriving: list[int]) -> _Motion:
        """Find how the path leaves a knot where some weights are not 0 and others are tied."""
        motion = self._motion(staying + arriving, pull)
        if motion is not None and self._keeps_conditions(motion, len(staying), tied, pull):
            return motion
        motion = self._motion(self._moving(staying, tied, pull), pull)
        if motion is None:
            raise ArithmeticError("the active columns of the loss depend on each other in float64")
        return motion

    def _motion(self, features: list[int], pull: FloatArray) -> _Motion | None:
        """Work out what an active set implies; nothing if its columns depend on each other."""
        active = np.array(features, dtype=np.intp)
        signs = np.sign(pull[active])
        sides = np.empty((active.size, 2), order="F")
        sides[:, 0], sides[:, 1] = self.twice_moments[active], signs
        sides /= 2
        solution: FloatArray | LongArray
        try:
            self._gather(features)
            solution = solve_definite(self._square(), sides) if self.is_small else self.factor.solve(sides)
        except NotDefiniteError:
            return None
        effects = (2 * solution).astype(np.float64, copy=False).T @ self.block[: active.size]
        if self.design is not None:
            effects = effects @ self.design
        new_pull, change = self.twice_moments - effects[0], effects[1]
        errors = np.abs(2 * sides.T - effects[:, active])
        new_pull[active], change[active] = 0.0, signs  # what the equations say
        return _Motion(active, signs, solution[:, 0], solution[:, 1], errors, new_pull, change)

    def _gather(self, features: list[int]) -> None:
        """Bring together what belongs to these features, and factorise their part of H as far as that is worth it."""
        size, before = len(features), len(self.gathered)
        if size > len(self.block):
            larger = np.empty((2 * size, self.block.shape[1]))
            larger[:before] = self.block[:before]
            self.block = larger
        changed = [place for place, (new, old) in enumerate(zip(features, self.gathered, strict=False)) if new != old]
        changed += range(before, size)
        for place in changed:
            j = features[place]
            self.block[place] = self.loss.hessian[j] if self.design is None else self.design[:, j]
        self.factor.cut(min(changed, default=size))
        self.factor.cut(size)
        self.gathered = features
        if self.is_small or self.factor.size == size:
            return
        if size - self.factor.size > FEW:
            self.factor.start_again(self._square())
        for k in range(self.factor.size + 1, size + 1):
            last = self.block[k - 1]
            self.factor.add(last.take(features[:k]) if self.design is None else self.block[:k] @ last)

    def _square(self) -> FloatArray:
        """Return the part of H that belongs to the active features."""
        rows = self.block[: len(self.gathered)]
        square: FloatArray = rows.take(self.gathered, axis=1) if self.design is None else rows @ rows.T
        return square

    def _keeps_conditions(self, motion: _Motion, n_staying: int, tied: list[int], pull: FloatArray) -> bool:
        """Tell whether a weight that leaves 0 moves to its side, and no pull gets ahead of the price."""
        sizes = np.abs(motion.rates) * self.lengths[motion.active]
        moves = motion.signs[n_staying:] * motion.rates[n_staying:] * self.lengths[motion.active[n_staying:]]
        if moves.size and moves.min() <= ROUNDING * sizes.max():
            return False
        if n_staying + len(tied) == motion.active.size:
            return True
        behind = np.sign(pull[tied]) * motion.change[tied] - 1
        return bool((behind >= -ROUNDING * (1 + self.lengths[tied] * float(sizes.sum()))).all())

    def _moving(self, staying: list[int], tied: list[int], pull: FloatArray) -> list[int]:
        """Return the active set after a knot at which several weights are tied."""
        involved = np.array(staying + tied, dtype=np.intp)
        signs = np.sign(pull[involved])
        rests = np.arange(involved.size) >= len(staying)
        lower = np.where(rests & (signs > 0), 0.0, -np.inf)
        upper = np.where(rests & (signs < 0), 0.0, np.inf)
        moving: list[int] = involved[minimize_in_box(self._part(involved), signs / 2, lower, upper)[1]].tolist()
        return moving

    def _part(self, features: NDArray[np.intp]) -> FloatArray:
        """Return the part of H that belongs to some features."""
        if self.design is None:
            return self.loss.hessian[np.ix_(features, features)]
        columns = self.design[:, features]
        part: FloatArray = columns.T @ columns
        return part

    def _next_price(self, lam: float, motion: _Motion, resting: list[int], before: FloatArray) -> float:
        """Return the price at which the next weight reaches 0 or the next pull reaches the price."""
        pull, change = motion.pull, motion.change
        leaving = motion.levels * motion.signs < 0
        leaves = float((motion.levels[leaving] / motion.rates[leaving]).max()) if leaving.any() else 0.0
        # A pull that is smaller than the price now but not at price 0 gets there, on the side that it has at 0. One
        # that rests on the price stays there or falls behind; only the other side is left for it.
        sides = np.sign(pull)
        for i in resting:
            if sides[i] * before[i] > 0:
                sides[i] = 0.0
        joins = sides * pull / (1 - sides * change)
        j = int(joins.argmax())
        joining = float(joins[j])
        if joining > leaves and motion.levels.dtype == np.longdouble:
            # The digits that the differences have lost are to be had.
            rows = self.block[: motion.active.size]
            row = (rows[:, j] if self.design is None else rows @ self.design[:, j]).astype(np.longdouble)
            gap = 1 - sides[j] * 2 * (row @ motion.rates)
            joining = float(sides[j] * (self.twice_moments[j] - 2 * (row @ motion.levels)) / gap)
        return min(lam, max(leaves, joining))

    def _is_unique(self, motion: _Motion, resting: list[int], pull: FloatArray) -> bool:
        """Tell whether no resting column could take over part of the role of the active ones along a piece."""
        stuck = [i for i in resting if np.sign(pull[i]) * motion.change[i] <= 1 + STUCK]
        return not stuck or is_definite(self._part(np.array([*self.gathered, *stuck], dtype=np.intp)))


def _values(levels: FloatArray | LongArray, rates: FloatArray | LongArray, signs: FloatArray, lam: float) -> FloatArray:
    """Return the active weights at a price."""
    drift = lam * rates
    values = levels - drift
    # A weight that has just arrived, or is just leaving, is 0 and not a rounding error of it.
    values[values * signs <= 4 * ROUNDING * (np.abs(levels) + np.abs(drift))] = 0.0
    return values.astype(np.float64, copy=False)


def _divided(features: list[int], is_zero: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    """Return the features whose weights are not 0, and those whose weights are."""
    staying, leaving = features.copy(), []
    for place in is_zero.nonzero()[0][::-1].tolist():
        leaving.append(staying[place])
        staying[place] = staying[-1]  # the last one fills the gap, so that little has to be moved
        staying.pop()
    return staying, leaving
