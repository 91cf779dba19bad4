"""Quadratic programs with a lower and an upper bound on every unknown, by an active-set method."""

import numpy as np
from numpy.typing import NDArray

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.loss.definite_systems import ROUNDING, NotDefiniteError, solve_definite


class _Program:
    """Minimise ``wᵀ H w − 2 q·w`` in a box, H positive semidefinite, from a corner of it.

    Some unknowns are free, the others rest on a bound. The free ones always have independent columns of H: an
    unknown is freed only when the slope asks for it, and where the columns depended on each other there would be no
    slope left (R. J. Stark and R. L. Parker, Bounded-variable least squares, 1995).
    """

    def __init__(self, H: FloatArray, q: FloatArray, lower: FloatArray, upper: FloatArray) -> None:
        self.H, self.q, self.lower, self.upper = H, q, lower, upper
        self.lengths = np.sqrt(np.diagonal(H))
        unbounded = np.isinf(lower) & np.isinf(upper)
        self.free = [int(i) for i in np.flatnonzero(unbounded)]
        # Rest on the side to which the slope at the origin pulls, if it is there.
        towards = np.where((q > 0) & np.isfinite(upper) | np.isinf(lower), upper, lower)
        self.w = np.where(unbounded, 0.0, towards)
        self.blocked: set[int] = set()

    def solve(self) -> None:
        for _ in range(50 * len(self.q) + 100):
            self._go_to_minimum_of_free()
            violated = self._most_violated()
            if violated is None:
                return
            self.free.append(violated)
            target = self._minimum_of_free()
            inward = 1.0 if self.w[violated] == self.lower[violated] else -1.0
            if target is None or (target[-1] - self.w[violated]) * inward <= 0:
                # Rounding errors alone asked for it.
                self.free.pop()
                self.blocked.add(violated)
        raise ArithmeticError("the active set of a quadratic program does not settle in float64")

    def _minimum_of_free(self) -> FloatArray | None:
        if not self.free:
            return np.empty(0)
        resting = self.w.copy()
        resting[self.free] = 0.0
        sides = self.q[self.free] - self.H[self.free] @ resting
        try:
            return solve_definite(self.H[np.ix_(self.free, self.free)], sides).astype(np.float64)
        except NotDefiniteError:
            return None

    def _go_to_minimum_of_free(self) -> None:
        while True:
            target = self._minimum_of_free()
            if target is None:
                raise ArithmeticError("the free columns of a quadratic program depend on each other in float64")
            here = self.w[self.free]
            low, high = self.lower[self.free], self.upper[self.free]
            # What stops short of a bound by rounding errors only is there.
            scale = np.abs(target * self.lengths[self.free]).max(initial=0.0)
            slack = ROUNDING * scale / self.lengths[self.free]
            stops = np.where(target <= low + slack, low, np.where(target >= high - slack, high, np.nan))
            if np.isnan(stops).all():
                self.w[self.free] = target
                return
            with np.errstate(divide="ignore", invalid="ignore"):
                fractions = np.where(here == stops, 0.0, np.clip((stops - here) / (target - here), 0.0, 1.0))
            fractions[np.isnan(stops)] = np.inf
            fraction = float(fractions.min())
            reached = fractions <= fraction
            self.w[self.free] = np.where(reached, stops, here + fraction * (target - here))
            self.free = [i for i, rests in zip(self.free, reached, strict=True) if not rests]
            if fraction > 0:
                self.blocked.clear()

    def _most_violated(self) -> int | None:
        pull = self.q - self.H @ self.w
        terms = np.abs(self.q) + self.lengths * (self.lengths @ np.abs(self.w))
        with np.errstate(divide="ignore", invalid="ignore"):
            inward = np.where(self.w == self.lower, 1.0, -1.0) * (self.lower < self.upper)
            asks = np.where(terms > 0, pull * inward / terms, 0.0)
        asks[self.free] = 0.0
        asks[list(self.blocked)] = 0.0
        worst = int(np.argmax(asks))
        return worst if asks[worst] > ROUNDING else None


def minimize_in_box(
    H: FloatArray, q: FloatArray, lower: FloatArray, upper: FloatArray
) -> tuple[FloatArray, NDArray[np.intp]]:
    """Minimise ``wᵀ H w − 2 q·w`` over ``lower ≤ w ≤ upper``.

    Unknowns without bounds must have independent columns of H; all others need at least one bound.

    Returns the minimiser and the ascending indices of the unknowns that are strictly between their bounds.
    """
    program = _Program(H, q, lower, upper)
    program.solve()
    return program.w, np.array(sorted(program.free), dtype=np.intp)
