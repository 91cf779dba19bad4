"""When is a hidden sparse truth found again? The theory's curve, and simulations with error bars to hold against it."""

import math
from dataclasses import dataclass

import numpy as np

from sparsity.geometry.arguments import FloatArray, as_count, as_number, refusal
from sparsity.geometry.loss.paths import lasso_path
from sparsity.geometry.loss.quadratic import QuadraticLoss

# Where the thresholds τ of the curve lie: beyond, all weights are zeros as far as float64 can tell.
_LARGEST_THRESHOLD = 8.0
# A weight that was found again differs by less from the hidden one, which is 1 or -1.
_SAME = 1e-6


def recovery_curve(n_points: int) -> FloatArray:
    """Trace how many nonzeros a truth may have for the smallest L1 answer of random equations to be that truth.

    With n weights, m random equations and k nonzeros, for large n, it is found almost always below the curve and almost
    never above. With the normal density φ and tail Q, and thresholds τ from 0 on:
    ``m/n = 2φ/(τ + 2(φ − τQ)), k/m = 1 − τQ/φ``.

    Parameters
    ----------
    n_points : int
        At least 2.

    Returns
    -------
    ndarray, shape (n_points, 2)
        Points (m/n, k/m) from (0, 0) to (1, 1), both increasing.

    Raises
    ------
    ValueError
        If n_points is less than 2.
    TypeError
        If n_points is not an integer.

    Notes
    -----
    D. L. Donoho and J. Tanner, Counting faces of randomly projected polytopes when the projection radically lowers
    dimension (2009), the weak threshold; D. Amelunxen, M. Lotz, M. B. McCoy and J. A. Tropp, Living on the edge (2014),
    where the same is the statistical dimension of a descent cone.

    Examples
    --------
    >>> curve = recovery_curve(2001)
    >>> print(round(float(np.interp(0.5, *curve.T)), 4))  # as many as 38.6 % of the equations
    0.3857
    >>> recovery_curve(2).tolist()  # its two ends alone
    [[0.0, 0.0], [1.0, 1.0]]
    """
    n = as_count("n_points", n_points, minimum=2)
    tau = np.linspace(_LARGEST_THRESHOLD, 0.0, n)
    # The tail over the density, each of which would vanish.
    mills = np.array([_tail_over_density(float(t)) for t in tau])
    density = np.exp(-tau * tau / 2) / math.sqrt(2 * math.pi)
    curve = np.column_stack([2 * density / (tau + 2 * density * (1 - tau * mills)), 1 - tau * mills])
    curve[0] = 0.0
    return curve


def equations_needed(sparsity: float) -> float:
    """Share of equations from which on a truth with this share of nonzeros is found: the statistical dimension over n.

    ``ψ(κ) = min over τ of κ(1 + τ²) + 2(1 − κ)((1 + τ²)Q(τ) − τφ(τ))``.

    Parameters
    ----------
    sparsity : float
        κ = k/n from 0 to 1.

    Returns
    -------
    float
        m/n. For finite n the change from almost never to almost always is about ``4/√n`` wide.

    Raises
    ------
    ValueError
        If sparsity is not between 0 and 1.
    TypeError
        If sparsity is not a real number.

    Notes
    -----
    D. Amelunxen, M. Lotz, M. B. McCoy and J. A. Tropp, Living on the edge: phase transitions in convex programs with
    random data (2014), proposition 4.5.

    Examples
    --------
    >>> print(*(round(equations_needed(share), 5) for share in (0.01, 0.1, 0.5)))
    0.06124 0.32879 0.8313
    >>> print(equations_needed(0), equations_needed(1))  # nothing to find; nothing is zero
    0.0 1.0
    """
    kappa = as_number("sparsity", sparsity, minimum=0.0, maximum=1.0)
    if kappa in (0.0, 1.0):
        return kappa

    def slope(tau: float) -> float:
        # Half the derivative: κτ + 2(1 − κ)(τQ − φ).
        return kappa * tau - 2 * (1 - kappa) * _density(tau) * (1 - tau * _tail_over_density(tau))

    # Imported here, because it takes longer than importing this whole package.
    from scipy.optimize import brentq  # type: ignore[import-untyped]

    tau = float(brentq(slope, 0.0, 40.0, xtol=1e-15, rtol=8.9e-16))
    tail = math.erfc(tau / math.sqrt(2)) / 2
    return kappa * (1 + tau * tau) + 2 * (1 - kappa) * ((1 + tau * tau) * tail - tau * _density(tau))


@dataclass(frozen=True)
class SimulatedRecovery:
    """How many hidden truths were found again, and how uncertain their share is.

    Parameters
    ----------
    n_found, n_trials : int

    Examples
    --------
    >>> SimulatedRecovery(3, 4).share
    0.75
    >>> print(round(SimulatedRecovery(0, 96).error, 3))  # never seen is not never
    0.014
    """

    n_found: int
    n_trials: int

    @property
    def share(self) -> float:
        """The share that was found."""
        return self.n_found / self.n_trials

    @property
    def error(self) -> float:
        """Its standard error, with the share moved off 0 and 1 as by two more trials of either kind."""
        moved = (self.n_found + 2) / (self.n_trials + 4)
        return math.sqrt(moved * (1 - moved) / (self.n_trials + 4))


def simulated_recovery(
    n_features: int, n_equations: int, n_nonzero: int, n_trials: int, *, seed: int
) -> SimulatedRecovery:
    """Hide truths with entries 0, 1 and −1, ask for the smallest L1 answer of random equations, and count who is back.

    Parameters
    ----------
    n_features, n_equations, n_nonzero : int
        n ≥ m ≥ k ≥ 1.
    n_trials : int
        At least 1.
    seed : int
        At least 0. Equal seeds give equal trials; every (n, m, k) has trials of its own.

    Returns
    -------
    SimulatedRecovery

    Raises
    ------
    ValueError
        If the numbers are not in this order or too small.
    TypeError
        If one of them is not an integer.
    ArithmeticError
        If an answer cannot be certified.

    Notes
    -----
    The smallest L1 answer is where the lasso path ends as the price goes to 0, certified by `lasso_path`. With normal
    entries it is the only one, almost surely. One equation finds a single nonzero if its coefficient is the largest:
    with probability 1/n.

    Examples
    --------
    >>> few = simulated_recovery(20, 10, 1, 50, seed=0)
    >>> many = simulated_recovery(20, 10, 8, 50, seed=0)
    >>> print(few.share > 0.9, many.share < 0.1)
    True True
    >>> simulated_recovery(3, 3, 3, 5, seed=0).share  # as many equations as weights: only one answer
    1.0
    """
    n = as_count("n_features", n_features)
    m = as_count("n_equations", n_equations)
    k = as_count("n_nonzero", n_nonzero)
    trials = as_count("n_trials", n_trials)
    if m > n:
        raise ValueError(refusal("n_equations", f"be at most n_features = {n}", n_equations))
    if k > m:
        raise ValueError(refusal("n_nonzero", f"be at most n_equations = {m}", n_nonzero))
    random = np.random.default_rng([as_count("seed", seed, minimum=0), n, m, k])
    found = 0
    for _ in range(trials):
        matrix = random.standard_normal((m, n))
        truth = np.zeros(n)
        truth[random.choice(n, k, replace=False)] = random.choice((-1.0, 1.0), k)
        answer = lasso_path(QuadraticLoss.from_data(matrix, matrix @ truth)).weights[-1]
        found += bool(np.abs(answer - truth).max() < _SAME)
    return SimulatedRecovery(found, trials)


def _density(t: float) -> float:
    return math.exp(-t * t / 2) / math.sqrt(2 * math.pi)


def _tail_over_density(t: float) -> float:
    """Mills' ratio Q(t)/φ(t), also where both vanish in float64."""
    # Imported here, because it takes longer than importing this whole package.
    from scipy.special import erfcx  # type: ignore[import-untyped]

    return math.sqrt(math.pi / 2) * float(erfcx(t / math.sqrt(2)))
