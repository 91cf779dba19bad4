"""Simulated shares, with error bars: for any loss, and as a check of those that have a formula."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sparsity.geometry.arguments import FloatArray, as_count, as_number, refusal
from sparsity.geometry.chance.shares import Shares
from sparsity.geometry.loss.regions import landing_places


@dataclass(frozen=True)
class SimulatedShares:
    """Shares among random losses, each of which was answered exactly, and how uncertain they are.

    Parameters
    ----------
    shares : Shares
        Frequencies of tips, edges and the inside.
    errors : Shares
        Their standard errors, ``√(p (1 − p)/n)``, with p moved off 0 and 1 as by two more draws of either kind: what
        was never seen may still happen. These do not add up to 1.
    n_draws : int

    Notes
    -----
    A. Agresti and B. A. Coull, Approximate is better than "exact" for interval estimation of binomial proportions
    (1998).

    Examples
    --------
    >>> from sparsity.geometry.chance.simulation import simulated_shares
    >>> never = simulated_shares([[1, 0], [0, 1]], 1, [[0.1, 0.2]] * 96)
    >>> print(never.shares.tip, round(never.errors.tip, 3))
    0.0 0.014
    """

    shares: Shares
    errors: Shares
    n_draws: int

    def agrees_with(self, exact: Shares, *, n_errors: float = 4.0) -> bool:
        """Tell whether exact shares lie within some standard errors of all three simulated ones.

        Parameters
        ----------
        exact : Shares
        n_errors : float, default 4
            Rarely exceeded by chance: for each share once in 16 000 simulations.

        Returns
        -------
        bool

        Raises
        ------
        ValueError
            If n_errors is negative or not finite.
        TypeError
            If exact is not a Shares or n_errors is not a real number.

        Notes
        -----
        The normal approximation of the binomial distribution.

        Examples
        --------
        >>> from sparsity.geometry.chance.shares import gaussian_shares
        >>> from sparsity.geometry.chance.simulation import gaussian_minima, simulated_shares
        >>> simulated = simulated_shares([[1, 0], [0, 1]], 1, gaussian_minima(10_000, 1, seed=0))
        >>> simulated.agrees_with(gaussian_shares(1, 1)), simulated.agrees_with(gaussian_shares(1.1, 1))
        (True, False)
        """
        if not isinstance(exact, Shares):
            raise TypeError(refusal("exact", "be a Shares", exact))
        width = as_number("n_errors", n_errors, minimum=0.0)
        pairs = [
            (self.shares.tip, exact.tip, self.errors.tip),
            (self.shares.edge, exact.edge, self.errors.edge),
            (self.shares.inside, exact.inside, self.errors.inside),
        ]
        return all(abs(seen - share) <= width * error for seen, share, error in pairs)


def simulated_shares(hessian: ArrayLike, radius: float, minima: ArrayLike) -> SimulatedShares:
    """Count where the answers within a diamond lie, for many points ŵ of least loss.

    Parameters
    ----------
    hessian : array_like, shape (2, 2) or (n_draws, 2, 2)
        H, symmetric and positive definite, one for all draws or one for each.
    radius : float
        The budget c ≥ 0.
    minima : array_like, shape (n_draws, 2)

    Returns
    -------
    SimulatedShares

    Raises
    ------
    ValueError
        If shapes do not match, an H is not positive definite, radius is negative, or anything is not finite.
    TypeError
        If an argument is not made of real numbers.

    Notes
    -----
    Every answer is found by the closed form of `landing_places`, never on a grid: an argmin over sampled boundary
    points invents zeros.

    Examples
    --------
    >>> places = simulated_shares([[1, 0], [0, 1]], 1, [[2, 0], [2, 1.5], [0, 0], [0, 3]])
    >>> places.shares
    Shares(tip=0.5, edge=0.25, inside=0.25)
    """
    places = landing_places(hessian, radius, minima)
    n = places.size
    counts = np.bincount(places, minlength=3)
    adjusted = (counts + 2) / (n + 4)
    errors = np.sqrt(adjusted * (1 - adjusted) / n)
    inside, edge, tip = (counts / n).tolist()
    inside_error, edge_error, tip_error = errors.tolist()
    return SimulatedShares(Shares(tip, edge, inside), Shares(tip_error, edge_error, inside_error), n)


def gaussian_minima(n_draws: int, sigma: float, *, seed: int) -> FloatArray:
    """Draw points from a normal distribution around 0.

    Parameters
    ----------
    n_draws : int
    sigma : float
        Standard deviation of either coordinate, ≥ 0.
    seed : int
        The same seed gives the same points.

    Returns
    -------
    ndarray, shape (n_draws, 2)

    Raises
    ------
    ValueError
        If n_draws is less than 1, sigma is negative or not finite, or seed is negative.
    TypeError
        If n_draws or seed is not an integer, or sigma is not a real number.

    Notes
    -----
    `numpy.random.Generator.normal`.

    Examples
    --------
    >>> gaussian_minima(2, 0, seed=1).tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    spread = as_number("sigma", sigma, minimum=0.0)
    return 0.0 + spread * _generator(seed).standard_normal((as_count("n_draws", n_draws), 2))


def disc_minima(n_draws: int, reach: float, *, seed: int) -> FloatArray:
    """Draw points uniformly from a disc around 0.

    Parameters
    ----------
    n_draws : int
    reach : float
        Radius of the disc, ≥ 0.
    seed : int
        The same seed gives the same points.

    Returns
    -------
    ndarray, shape (n_draws, 2)

    Raises
    ------
    ValueError
        If n_draws is less than 1, reach is negative or not finite, or seed is negative.
    TypeError
        If n_draws or seed is not an integer, or reach is not a real number.

    Notes
    -----
    The share of the disc within r grows as r², so that r is the root of a uniform number.

    Examples
    --------
    >>> points = disc_minima(1000, 2, seed=1)
    >>> bool((np.hypot(*points.T) <= 2).all()), disc_minima(1, 0, seed=1).shape
    (True, (1, 2))
    """
    size = as_number("reach", reach, minimum=0.0)
    generator = _generator(seed)
    n = as_count("n_draws", n_draws)
    r, angle = size * np.sqrt(generator.random(n)), 2 * math.pi * generator.random(n)
    return np.stack([r * np.cos(angle), r * np.sin(angle)], axis=1)


def square_minima(n_draws: int, half_width: float, *, seed: int) -> FloatArray:
    """Draw points uniformly from a square around 0.

    Parameters
    ----------
    n_draws : int
    half_width : float
        Largest size of a coordinate, ≥ 0.
    seed : int
        The same seed gives the same points.

    Returns
    -------
    ndarray, shape (n_draws, 2)

    Raises
    ------
    ValueError
        If n_draws is less than 1, half_width is negative or not finite, or seed is negative.
    TypeError
        If n_draws or seed is not an integer, or half_width is not a real number.

    Notes
    -----
    `numpy.random.Generator.uniform`.

    Examples
    --------
    >>> points = square_minima(1000, 3, seed=1)
    >>> bool((abs(points) <= 3).all()), square_minima(1, 0, seed=1).shape
    (True, (1, 2))
    """
    size = as_number("half_width", half_width, minimum=0.0)
    return _generator(seed).uniform(-size, size, (as_count("n_draws", n_draws), 2))


def budget_minima(n_draws: int, tau: float, *, seed: int) -> FloatArray:
    """Draw points in random directions for which the budget 1 is the part τ of ``‖ŵ‖₁``.

    Parameters
    ----------
    n_draws : int
    tau : float
        τ above 0, at most 1.
    seed : int
        The same seed gives the same points.

    Returns
    -------
    ndarray, shape (n_draws, 2)
        On the diamond of radius 1/τ.

    Raises
    ------
    ValueError
        If n_draws is less than 1, tau is not above 0 and at most 1, or seed is negative.
    TypeError
        If n_draws or seed is not an integer, or tau is not a real number.

    Notes
    -----
    Only the ratio of budget and length matters, so that the budget may be 1. See `tip_share_of_budget`.

    Examples
    --------
    >>> print(np.abs(budget_minima(3, 0.5, seed=1)).sum(axis=1))
    [2. 2. 2.]
    """
    part = as_number("tau", tau)
    if not 0 < part <= 1:
        raise ValueError(refusal("tau", "be above 0 and at most 1", tau))
    angles = 2 * math.pi * _generator(seed).random(as_count("n_draws", n_draws))
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    points: FloatArray = directions / (part * np.abs(directions).sum(axis=1, keepdims=True))
    return points


def _generator(seed: int) -> np.random.Generator:
    return np.random.default_rng(as_count("seed", seed, minimum=0))
