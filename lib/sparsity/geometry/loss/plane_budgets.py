"""The answers within a budget of any order, in the plane: for p < 1 every local minimum, none missed.

A star of order 0 < p < 1 has four cusps and four hollow arcs. A tip ``σ c e_j`` is a local minimum exactly if the
loss rises along the axis towards the origin, as the cusp leaves no other way in. In the quadrant with the signs s,
an arc is ``(c x^m, c (1 − x)^m)`` with m = 1/p. With ρ = x/(1 − x) the slope of the loss along it is a positive
factor times

    G(ρ) = (A ρ^(2m−1) + B (ρ^(m−1) − ρ^m) − C) (1 + ρ)^(−m) + E − D ρ^(m−1),

where A, B, C are c²H₁₁, c²s₁s₂H₁₂, c²H₂₂ and D, E are c s·(Hŵ). Its roots are isolated by bisecting intervals of
log ρ: bounds on G and G′ over an interval tell that it has no root, or one that a change of sign finds (interval
analysis: R. E. Moore, Interval Analysis, 1966). The other half of the arc is the same with the axes exchanged.

For 1 < p < inf the arcs bulge and the tips are smooth: a point at which the star holds the loss back is the minimum.
"""

import math

import numpy as np

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.loss.answers import Minimum, convex_answer, isolated_answer
from sparsity.geometry.loss.certificates import (
    CERTIFIED,
    budget_residual,
    certified,
    lasso_residual,
    overdraft,
    pull_and_terms,
)
from sparsity.geometry.loss.definite_systems import ROUNDING
from sparsity.geometry.loss.quadratic import QuadraticLoss
from sparsity.geometry.loss.star_chords import chords_of_star
from sparsity.geometry.shapes.norms import dual_order, lp_norm

MAX_INTERVALS = 20_000


def budgeted_in_plane(loss: QuadraticLoss, p: float, radius: float) -> Minimum:
    """Return where the loss is least within ``lp_norm(w, p) ≤ radius`` for p < 1, with all local minima."""
    if p == 0:
        return _within_count(loss, int(radius))
    return _in_star(loss, p, radius) if p < 1 else _in_round_ball(loss, p, radius)


def _within_count(loss: QuadraticLoss, count: int) -> Minimum:
    """Return the best subset of at most `count` features."""
    if count >= 2:
        return _least_loss(loss, loss.minimum[np.newaxis], 0.0, directions=loss.kernel)
    found = [np.zeros(2)]
    if count == 1 and loss.moments.any():
        found = [loss.moments[j] / loss.diagonal[j] * np.eye(2)[j] for j in (0, 1) if loss.moments[j] != 0]
    return isolated_answer(
        np.array(found),
        loss,
        0.0,
        penalties=np.zeros(len(found)),
        multiplier=math.nan,
        is_active=float(np.min(loss.value(np.array(found)))) > loss.least,
        kkt_residual=0.0,
    )


def _least_loss(
    loss: QuadraticLoss,
    points: FloatArray,
    p: float,
    *,
    multiplier: float = math.nan,
    directions: FloatArray | None = None,
) -> Minimum:
    residual = max(lasso_residual(loss, w, 0.0) for w in points)
    return convex_answer(
        points,
        loss,
        p,
        penalty=0.0,
        multiplier=multiplier,
        is_active=False,
        kkt_residual=certified(residual, "the least loss"),
        directions=directions,
    )


def _in_star(loss: QuadraticLoss, p: float, radius: float) -> Minimum:
    found = [np.zeros(2)] if radius == 0 else [*_tips(loss, p, radius), *_arcs(loss, p, radius)]
    is_active = True
    if loss.is_definite:
        if float(lp_norm(loss.minimum, p)) <= radius * (1 + CERTIFIED / 10):
            is_active = False
            near = CERTIFIED * radius
            found = [loss.minimum, *(w for w in found if np.abs(w - loss.minimum).max() > near)]
    elif radius > 0:
        ends = chords_of_star(loss, p, radius)
        if len(ends):
            return _crossed_by_floor(loss, p, radius, ends, found)
    if not found:
        raise ArithmeticError("no local minimum in the star can be told from rounding errors")
    candidates = np.array(found)
    residual = max(_residual(loss, w, p, radius) for w in candidates)
    return isolated_answer(
        candidates,
        loss,
        p,
        penalties=np.zeros(len(candidates)),
        multiplier=math.nan,
        is_active=is_active,
        kkt_residual=certified(residual, "a local minimum"),
    )


def _in_round_ball(loss: QuadraticLoss, p: float, radius: float) -> Minimum:
    """Return the minimum for 1 < p < inf."""
    if radius > 0 and loss.is_definite and float(lp_norm(loss.minimum, p)) <= radius * (1 + CERTIFIED / 10):
        return _least_loss(loss, loss.minimum[np.newaxis], p, multiplier=0.0)
    if radius > 0 and not loss.is_definite:
        ends = chords_of_star(loss, p, radius)
        if len(ends):
            return _least_loss(loss, ends, p, multiplier=0.0)
    found = [np.zeros(2)] if radius == 0 else [*_smooth_tips(loss, radius), *_arcs(loss, p, radius)]
    if not found:
        raise ArithmeticError("the minimum in the ball cannot be told from rounding errors")
    w = found[int(np.argmin(loss.value(np.array(found))))]
    pull = pull_and_terms(loss, w)[0]
    return convex_answer(
        w[np.newaxis],
        loss,
        p,
        penalty=0.0,
        multiplier=float(pull @ w) / radius if radius > 0 else float(lp_norm(pull, dual_order(p))),
        is_active=bool(loss.moments.any()),
        kkt_residual=certified(_residual(loss, w, p, radius), "the answer in a ball"),
    )


def _smooth_tips(loss: QuadraticLoss, radius: float) -> list[FloatArray]:
    """Return the tips at which nothing pulls sideways."""
    found = []
    for j in (0, 1):
        for sign in (1.0, -1.0):
            tip = sign * radius * np.eye(2)[j]
            pull, terms = pull_and_terms(loss, tip)
            if sign * pull[j] > 0 and abs(pull[1 - j]) <= ROUNDING * terms[1 - j]:
                found.append(tip)
    return found


def _crossed_by_floor(
    loss: QuadraticLoss, p: float, radius: float, ends: FloatArray, found: list[FloatArray]
) -> Minimum:
    """Return the part of a valley's floor within the star; other local minima are listed after its ends."""
    residual = max(lasso_residual(loss, w, 0.0) for w in ends)
    residual = max(residual, *(overdraft(float(lp_norm(w, p)), radius) for w in ends))
    value = float(loss.value(ends[0]))
    higher = [w for w in found if float(loss.value(w)) - loss.least > CERTIFIED * float(loss.value([0, 0]))]
    return Minimum(
        kind={1: "point", 2: "segment"}.get(len(ends), "segments"),  # type: ignore[arg-type]
        vertices=ends,
        objective=value,
        loss=value,
        multiplier=math.nan,
        radius=float(np.max(lp_norm(ends, p))),
        is_unique=len(ends) == 1,
        is_active=False,
        support=np.flatnonzero(ends.any(axis=0)),
        at_tip=len(ends) == 1 and bool(np.count_nonzero(ends) == 1),
        kkt_residual=certified(residual, "the least loss"),
        local_minima=np.array([*ends, *higher]),
        directions=np.empty((0, 2)),
    )


def _tips(loss: QuadraticLoss, p: float, radius: float) -> list[FloatArray]:
    found = []
    for j in (0, 1):
        for sign in (1.0, -1.0):
            tip = sign * radius * np.eye(2)[j]
            pull, terms = pull_and_terms(loss, tip)
            outward = sign * pull[j] / terms[j]
            is_level = abs(outward) <= ROUNDING
            if _stops_at_tip(loss, p, radius, j, float(pull[1 - j])) if is_level else outward > 0:
                found.append(tip)
    return found


def _stops_at_tip(loss: QuadraticLoss, p: float, radius: float, j: int, sideways: float) -> bool:
    """Decide about a tip that is the lowest point of its axis: rising along it by t costs ``H_jj t²``.

    The cusp is ``(p t)^(1/p)`` wide there, in units of the radius, so that the way sideways may gain
    ``|pull| (p t)^m``: more than the cost near the tip if m = 1/p is below 2.
    """
    if sideways == 0 or p < 0.5:
        return True
    if p > 0.5:
        return False
    cost, gain = loss.diagonal[j] * radius**2, abs(sideways) * radius / 4
    if abs(cost - gain) <= ROUNDING * (cost + gain):
        raise ArithmeticError("float64 cannot tell whether a tip of the star is a local minimum of the loss")
    return bool(cost > gain)


def _residual(loss: QuadraticLoss, w: FloatArray, p: float, radius: float) -> float:
    """Measure how far the pull is from the normal of the star; at a cusp every pull outwards will do."""
    pull, terms = pull_and_terms(loss, w)
    if not w.all():
        across = float(np.max(np.abs(pull / terms)[w == 0])) if p > 1 and radius > 0 else 0.0
        return max(across, budget_residual(float(np.abs(w).max()), radius))
    if (np.abs(pull) <= CERTIFIED * terms).all():
        return float((np.abs(pull) / terms).max())
    # The normal is |w|^(p−1), the smaller entry first where that is the larger one.
    widths = np.abs(w / (np.abs(w).max() if p < 1 else np.abs(w).min())) ** (1 - p) * np.sign(w)
    sizes = terms * np.abs(widths)
    along = abs(float(pull[0] * widths[0] - pull[1] * widths[1])) / float(sizes.sum())
    return max(along, budget_residual(float(lp_norm(w, p)), radius))


def _arcs(loss: QuadraticLoss, p: float, radius: float) -> list[FloatArray]:
    """Return the local minima on the four arcs."""
    found: list[FloatArray] = []
    for signs in ((1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)):
        for axes in ([0, 1], [1, 0]):
            s = np.array(signs)[axes]
            H = loss.hessian[np.ix_(axes, axes)] * np.outer(s, s) * radius**2
            arc = _HalfArc(H, loss.moments[axes] * s * radius, p)
            for log_ratio in arc.minima():
                w = np.empty(2)
                w[axes] = s * radius * arc.point(log_ratio)
                pull, terms = pull_and_terms(loss, w)
                # The star must hold the loss back, which shows in the steeper direction across the cusp; and both
                # halves of an arc find what is on its diagonal.
                j = axes[0] if p < 1 else axes[1]
                is_new = all(np.abs(w - other).max() > 1e-9 * np.abs(w).min() for other in found)
                if np.sign(w[j]) * pull[j] > ROUNDING * terms[j] and is_new:
                    found.append(w)
    return found


class _HalfArc:
    """The half of an arc next to the second axis, and a little more, in the unit of its radius."""

    def __init__(self, H: FloatArray, moments: FloatArray, p: float) -> None:
        self.m = 1 / p
        (a, b), (_, c) = H
        d, e = moments
        # G = Σ factor · ρ^k (1 + ρ)^(−l), ascending or not in ρ.
        m = self.m
        self.factors = np.array([a, b, -b, -c, e, -d])
        self.powers = np.array([2 * m - 1, m - 1, m, 0.0, 0.0, m - 1])
        if m < 1:
            self.powers += 1 - m  # as a factor of all terms does not matter, let none of them be infinite at 0
        self.damped = np.array([m, m, m, m, 0.0, 0.0])

    def point(self, log_ratio: float) -> FloatArray:
        """Return the point of the unit arc where x/(1 − x) has a given logarithm."""
        below = math.log1p(math.exp(log_ratio))
        return np.array([math.exp(self.m * (log_ratio - below)), math.exp(-self.m * below)])

    def slope(self, log_ratio: float) -> float:
        """Return G."""
        return float(self.factors @ self._terms(np.array([log_ratio]), np.array([log_ratio]))[0])

    def _terms(self, t_power: FloatArray, t_damped: FloatArray) -> FloatArray:
        with np.errstate(under="ignore"):
            powers = np.exp(self.powers[:, np.newaxis] * t_power)
            terms: FloatArray = powers * np.exp(-self.damped[:, np.newaxis] * np.logaddexp(0.0, t_damped))
        return terms.T

    def minima(self) -> list[float]:
        """Return log ρ of all points where the slope changes from falling to rising."""
        # Imported here, because it takes longer than importing this whole package.
        from scipy.optimize import brentq  # type: ignore[import-untyped]

        found = []
        lows = np.linspace(-740 / self.m, math.log(2), 65)
        lows, highs = lows[:-1], lows[1:]
        while lows.size:
            if lows.size > MAX_INTERVALS:
                raise ArithmeticError("the local minima in a star cannot be told apart in float64")
            least, most = self._terms(lows, highs), self._terms(highs, lows)
            values = self._interval(self.factors, least, most)
            open_ = (values[0] <= 0) & (values[1] >= 0)
            lows, highs, least, most = lows[open_], highs[open_], least[open_], most[open_]
            rates = self._rates(lows, highs, least, most)
            settled = (rates[0] > 0) | (rates[1] < 0) | (highs - lows <= 1e-13 * (1 + np.abs(lows)))
            for low, high in zip(lows[settled].tolist(), highs[settled].tolist(), strict=True):
                if self.slope(low) < 0 < self.slope(high):
                    found.append(float(brentq(self.slope, low, high, xtol=1e-300, rtol=1e-15, maxiter=500)))
                elif self.slope(high) == 0 and self.slope(low) < 0 < self.slope(high + (high - low) / 8):
                    found.append(high)
            middles = (lows[~settled] + highs[~settled]) / 2
            lows, highs = np.append(lows[~settled], middles), np.append(middles, highs[~settled])
        return found

    def _rates(self, lows: FloatArray, highs: FloatArray, least: FloatArray, most: FloatArray) -> FloatArray:
        """Bound the derivative of G with respect to log ρ."""
        with np.errstate(under="ignore"):
            shares_low, shares_high = (np.exp(t - np.logaddexp(0.0, t)) for t in (lows, highs))
        factor_most = self.powers - np.outer(shares_low, self.damped)
        factor_least = self.powers - np.outer(shares_high, self.damped)
        products = np.stack([least * factor_least, least * factor_most, most * factor_least, most * factor_most])
        return self._interval(self.factors, products.min(axis=0), products.max(axis=0))

    @staticmethod
    def _interval(factors: FloatArray, least: FloatArray, most: FloatArray) -> FloatArray:
        """Bound a sum of terms from both sides, rounding errors included."""
        ends = np.stack([factors * least, factors * most])
        slack = 1e-14 * np.abs(ends).sum(axis=(0, 2))
        return np.stack([ends.min(axis=0).sum(axis=1) - slack, ends.max(axis=0).sum(axis=1) + slack])
