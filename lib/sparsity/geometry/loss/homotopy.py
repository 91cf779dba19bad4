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

STUCK = 1e-9
"""A pull that stays this close to the price, relatively, might stay there for good."""


class Piece(NamedTuple):
    """A straight piece of the path, between two prices ``high ≥ lam ≥ low``.

    The active weights are ``levels − lam · rates``, all others 0; the pull on every weight, minus the slope of the
    loss there, is ``pull + lam · change``. `residual` is the distance from the subdifferential at the lower end.
    """

    high: float
    low: float
    active: NDArray[np.intp]
    signs: FloatArray
    levels: FloatArray | LongArray
    rates: FloatArray | LongArray
    pull: FloatArray
    change: FloatArray
    is_unique: bool
    residual: float

    def active_weights(self, lam: float) -> FloatArray:
        """Return the active weights at a price between the two ends."""
        drift = lam * self.rates
        values = self.levels - drift
        # A weight that has just arrived, or is just leaving, is 0 and not a rounding error of it.
        is_zero = values * self.signs <= 4 * ROUNDING * (np.abs(self.levels) + np.abs(drift))
        return np.where(is_zero, 0.0, values).astype(np.float64, copy=False)

    def weights(self, lam: float) -> FloatArray:
        """Return all weights at a price between the two ends."""
        w = np.zeros(self.pull.size)
        w[self.active] = self.active_weights(lam)
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
        n = self.lengths.size
        self.rows: dict[int, FloatArray] = {}
        self.block = np.empty((min(n, 16), n))  # the rows of H that belong to the active features
        self.gathered: list[int] = []
        self.factor = GrowingFactor()

    def pieces(self) -> Iterator[Piece]:
        """Walk from knot to knot."""
        pull = self.twice_moments
        lam = float(np.abs(pull).max())
        if lam == 0:
            return
        w = np.zeros(pull.size)
        tied = np.flatnonzero(np.abs(pull) >= lam * (1 - ROUNDING))
        signs = np.sign(pull)
        guess = tied.tolist()
        for _ in range(100 * (pull.size + 10)):
            motion = self._motion_from(w, tied, signs, guess)
            is_known = np.zeros(pull.size, dtype=bool)
            is_known[motion.active] = True
            resting = tied[~is_known[tied]]
            low = self._next_price(lam, motion, resting, signs)
            pull = motion.pull + low * motion.change
            ahead = self._ahead(low, motion, pull)
            piece = Piece(
                high=lam,
                low=low,
                active=motion.active,
                signs=motion.signs,
                levels=motion.levels,
                rates=motion.rates,
                pull=motion.pull,
                change=motion.change,
                is_unique=not resting.size or self._is_unique(motion, resting, signs),
                residual=certified(max(0.0, float(ahead.max())), "the path of the lasso"),
            )
            yield piece
            if low == 0:
                return
            lam = low
            values = piece.active_weights(lam)
            w = np.zeros(pull.size)
            w[motion.active] = values
            ahead[motion.active] = 0.0
            tied = np.flatnonzero(ahead >= -ROUNDING)
            signs = np.sign(pull)
            is_known[resting] = True
            guess = _staying(motion.active, values)
            guess += tied[~is_known[tied]].tolist()
        raise ArithmeticError("the path of the lasso does not end: the loss is too badly scaled for float64")

    def _motion_from(self, w: FloatArray, tied: NDArray[np.intp], signs: FloatArray, guess: list[int]) -> _Motion:
        """Find how the path leaves a knot."""
        motion = self._motion(guess, signs)
        if motion is not None and self._keeps_conditions(motion, w, tied, signs):
            return motion
        motion = self._motion(self._moving(w, tied, signs), signs)
        if motion is None:
            raise ArithmeticError("the active columns of the loss depend on each other in float64")
        return motion

    def _motion(self, features: list[int], signs: FloatArray) -> _Motion | None:
        """Work out what an active set implies; nothing if its columns depend on each other."""
        active = np.array(features, dtype=np.intp)
        own_signs = signs[active]
        sides = np.empty((active.size, 2), order="F")
        sides[:, 0], sides[:, 1] = self.twice_moments[active], own_signs
        sides /= 2
        solution: FloatArray | LongArray
        try:
            self._gather(features)
            rows = self.block[: active.size]
            solution = (
                solve_definite(rows.take(active, axis=1), sides) if self._is_small() else self.factor.solve(sides)
            )
        except NotDefiniteError:
            return None
        effects = (2 * solution).astype(np.float64).T @ rows
        pull, change = self.twice_moments - effects[0], effects[1]
        errors = np.abs(2 * sides.T - effects[:, active])
        pull[active], change[active] = 0.0, own_signs  # what the equations say
        return _Motion(active, own_signs, solution[:, 0], solution[:, 1], errors, pull, change)

    def _row(self, feature: int) -> FloatArray:
        row = self.rows.get(feature)
        if row is None:
            row = self.rows[feature] = self.loss.hessian_row(feature)
        return row

    def _gather(self, features: list[int]) -> None:
        """Bring the rows of H that belong to these features together, and factorise what they have in common."""
        size, before = len(features), len(self.gathered)
        if size > len(self.block):
            larger = np.empty((min(2 * size, self.lengths.size), self.lengths.size))
            larger[:before] = self.block[:before]
            self.block = larger
        changed = [place for place, (new, old) in enumerate(zip(features, self.gathered, strict=False)) if new != old]
        changed += range(before, size)
        for place in changed:
            self.block[place] = self._row(features[place])
        self.factor.cut(min(changed, default=size))
        self.factor.cut(size)
        self.gathered = features
        if self._is_small() or self.factor.size == size:
            return
        if self.factor.size == size - 1:
            self.factor.add(self.block[size - 1].take(features))
        else:
            self.factor.start_again(self.block[:size].take(features, axis=1))

    def _is_small(self) -> bool:
        """Tell whether the active set is solved for in extended precision, without a factor that grows."""
        return len(self.gathered) <= MAX_REFINED

    def _keeps_conditions(self, motion: _Motion, w: FloatArray, tied: NDArray[np.intp], signs: FloatArray) -> bool:
        """Tell whether a weight that leaves 0 moves to its side, and no pull gets ahead of the price."""
        moves = motion.signs * motion.rates * self.lengths[motion.active]
        sizes = np.abs(moves)
        if ((moves <= ROUNDING * sizes.max(initial=0.0)) & (w[motion.active] == 0)).any():
            return False
        if tied.size == motion.active.size:
            return True
        behind = signs[tied] * motion.change[tied] - 1
        return bool((behind >= -ROUNDING * (1 + self.lengths[tied] * float(sizes.sum()))).all())

    def _moving(self, w: FloatArray, tied: NDArray[np.intp], signs: FloatArray) -> list[int]:
        """Return the active set after a knot at which several weights are tied."""
        H = np.stack([self._row(i)[tied] for i in tied.tolist()])
        s = signs[tied]
        rests = w[tied] == 0
        lower = np.where(rests & (s > 0), 0.0, -np.inf)
        upper = np.where(rests & (s < 0), 0.0, np.inf)
        moving: list[int] = tied[minimize_in_box(H, s / 2, lower, upper)[1]].tolist()
        return moving

    def _next_price(self, lam: float, motion: _Motion, resting: NDArray[np.intp], signs: FloatArray) -> float:
        """Return the price at which the next weight reaches 0 or the next pull reaches the price."""
        pull, change = motion.pull, motion.change
        leaving = motion.levels * motion.signs < 0
        leaves = float((motion.levels[leaving] / motion.rates[leaving]).max()) if leaving.any() else 0.0
        # A pull that is smaller than the price now but not at price 0 gets there, on the side that it has at 0. One
        # that rests on the price stays there or falls behind; only the other side is left for it.
        sides = np.sign(pull)
        sides[resting[sides[resting] == signs[resting]]] = 0.0
        joins = sides * pull / (1 - sides * change)
        j = int(joins.argmax())
        joining = float(joins[j])
        if joining > leaves and motion.levels.dtype == np.longdouble:
            # The digits that the differences have lost are to be had.
            row = self.block[: motion.active.size, j].astype(np.longdouble)
            gap = 1 - sides[j] * 2 * (row @ motion.rates)
            joining = float(sides[j] * (self.twice_moments[j] - 2 * (row @ motion.levels)) / gap)
        low = min(lam, max(leaves, joining))
        lowest = LOWEST_PRICE * (self.largest_size + self.largest_reach * self._reach(low, motion))
        return low if low > lowest else 0.0

    def _reach(self, lam: float, motion: _Motion) -> float:
        return float(self.lengths[motion.active] @ np.abs(motion.levels - lam * motion.rates))

    def _ahead(self, lam: float, motion: _Motion, pull: FloatArray) -> FloatArray:
        """Measure how far the pulls are ahead of the price, or away from it for active weights, by their terms."""
        ahead = np.abs(pull)
        ahead -= lam
        ahead[motion.active] = motion.errors[0] + lam * motion.errors[1]
        ahead /= self.sizes + self.reaches * self._reach(lam, motion)
        return ahead

    def _is_unique(self, motion: _Motion, resting: NDArray[np.intp], signs: FloatArray) -> bool:
        """Tell whether no resting column could take over part of the role of the active ones along a piece."""
        stuck = resting[signs[resting] * motion.change[resting] <= 1 + STUCK]
        if not stuck.size:
            return True
        involved = np.concatenate([motion.active, stuck])
        return is_definite(np.stack([self._row(i)[involved] for i in involved.tolist()]))


def _staying(active: NDArray[np.intp], values: FloatArray) -> list[int]:
    """Return the active features whose weights are not 0."""
    staying: list[int] = active.tolist()
    for place in np.flatnonzero(values == 0)[::-1].tolist():
        staying[place] = staying[-1]  # the last one fills the gap, so that little has to be moved
        staying.pop()
    return staying
