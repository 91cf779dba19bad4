"""Exact shares: how often the answer within a diamond lies at a tip, for the random losses that have a formula."""

import math
from dataclasses import dataclass
from itertools import pairwise

from sparsity.geometry.arguments import as_count, as_number, refusal

TIP_SHARE_OVER_PATH = 2 * math.log(2) / math.pi
"""The mean of ``tip_share_of_budget`` over all budgets τ from 0 to 1: for H = I, how much of a random lasso path, by
budget, has one weight alone."""


@dataclass(frozen=True)
class Shares:
    """How often the answer within a diamond lies at a tip, on an edge, or at ŵ itself, inside.

    Parameters
    ----------
    tip, edge, inside : float
        Probabilities that add up to 1.

    Examples
    --------
    >>> shares = square_shares(1, 2)
    >>> shares
    Shares(tip=0.25, edge=0.625, inside=0.125)
    >>> print(shares.tip_given_outside, 2 / 7)
    0.2857142857142857 0.2857142857142857
    >>> square_shares(2, 0.5).tip_given_outside  # always inside
    nan
    """

    tip: float
    edge: float
    inside: float

    @property
    def tip_given_outside(self) -> float:
        """The share of tips among the answers that are not inside; nan if all are."""
        outside = self.tip + self.edge
        return self.tip / outside if outside > 0 else math.nan


def gaussian_shares(radius: float, sigma: float) -> Shares:
    """Share out normal ŵ, for H = I: ``tip 4Q², edge 4Q(1 − 2Q), inside (1 − 2Q)²`` with ``Q = Q(c/(√2 σ))``.

    Parameters
    ----------
    radius : float
        The budget c ≥ 0.
    sigma : float
        The standard deviation of either coordinate of ŵ around 0, above 0.

    Returns
    -------
    Shares

    Raises
    ------
    ValueError
        If radius is negative, sigma is not above 0, or one is not finite.
    TypeError
        If radius or sigma is not a real number.

    Notes
    -----
    Derivation: seen along the diagonals, which are independent too, the inside is a square and the cone of a tip a
    quarter plane. Q is the upper tail of the normal distribution.

    Examples
    --------
    >>> print(round(gaussian_shares(1, 1).tip_given_outside, 4))
    0.3154
    >>> gaussian_shares(0, 1)  # no budget: all weights are 0
    Shares(tip=1.0, edge=0.0, inside=0.0)
    """
    c = as_number("radius", radius, minimum=0.0)
    q = math.erfc(c / (2 * _positive("sigma", sigma))) / 2
    within = math.erf(c / (2 * sigma))
    return Shares(4 * q * q, 4 * q * within, within * within)


def disc_shares(radius: float, reach: float) -> Shares:
    """Share out ŵ that are uniform in a disc, for H = I.

    ``inside 2c²/(πR²)`` and ``edge 4((c/√2) √(R² − c²/2) + R² asin(c/(√2 R)) − c²)/(πR²)`` if R ≥ c.

    Parameters
    ----------
    radius : float
        The budget c ≥ 0.
    reach : float
        The radius R of the disc around 0, above 0.

    Returns
    -------
    Shares

    Raises
    ------
    ValueError
        If radius is negative, reach is not above 0, or one is not finite.
    TypeError
        If radius or reach is not a real number.

    Notes
    -----
    Derivation: areas. For R < c the disc sticks out of the edges only, by four segments, if at all.

    Examples
    --------
    >>> print(round(disc_shares(2, 10).tip, 6), disc_shares(1, 0.5))
    0.666542 Shares(tip=0.0, edge=0.0, inside=1.0)
    """
    c = as_number("radius", radius, minimum=0.0)
    R = _positive("reach", reach)
    disc = math.pi * R * R
    height = c / math.sqrt(2)
    if height >= R:
        return Shares(0.0, 0.0, 1.0)
    if c > R:
        edge = 4 * (R * R * math.acos(height / R) - height * math.sqrt(R * R - height * height)) / disc
        return Shares(0.0, edge, 1 - edge)
    inside = 2 * c * c / disc
    edge = 4 * (height * math.sqrt(R * R - height * height) + R * R * math.asin(height / R) - c * c) / disc
    return Shares(1 - inside - edge, edge, inside)


def square_shares(radius: float, half_width: float) -> Shares:
    """Share out ŵ that are uniform in a square window, for H = I: ``tip (1 − c/W)²``, ``inside c²/(2W²)`` if W ≥ c.

    Parameters
    ----------
    radius : float
        The budget c ≥ 0.
    half_width : float
        W above 0: the window is all ŵ with ``|ŵ_i| ≤ W``.

    Returns
    -------
    Shares

    Raises
    ------
    ValueError
        If radius is negative, half_width is not above 0, or one is not finite.
    TypeError
        If radius or half_width is not a real number.

    Notes
    -----
    Derivation: areas of triangles. `landing_regions` gives the same for any H and window. A well-known article
    reports 66 % for c = 2 and W = 10, from a diamond of 100 points; the share of tips outside is 32/49.

    Examples
    --------
    >>> print(square_shares(1, 1), square_shares(3, 1).inside)
    Shares(tip=0.0, edge=0.5, inside=0.5) 1.0
    """
    c = as_number("radius", radius, minimum=0.0) / _positive("half_width", half_width)
    if c >= 2:
        return Shares(0.0, 0.0, 1.0)
    if c > 1:
        edge = (2 - c) ** 2 / 2
        return Shares(0.0, edge, 1 - edge)
    tip, inside = (1 - c) ** 2, c * c / 2
    return Shares(tip, 2 * c - 1.5 * c * c, inside)


def tip_share_of_budget(tau: float) -> float:
    """Share of tips if the budget is a part of what the loss asks for: ``1 − (4/π) arctan τ`` for ``c = τ ‖ŵ‖₁``.

    For H = I and a ŵ in a random direction, all equally likely. How long ŵ is does not matter.

    Parameters
    ----------
    tau : float
        τ between 0 and 1.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If tau is not between 0 and 1.
    TypeError
        If tau is not a real number.

    Notes
    -----
    Derivation: the answer is a tip exactly if the sizes of the two entries of ŵ differ by c or more, that is
    ``min/max ≤ (1 − τ)/(1 + τ)``, and ``arctan((1 − τ)/(1 + τ)) = π/4 − arctan τ``.

    Examples
    --------
    >>> print(round(tip_share_of_budget(0.5), 6), tip_share_of_budget(0), tip_share_of_budget(1))
    0.409666 1.0 0.0
    """
    part = as_number("tau", tau, minimum=0.0)
    if part > 1:
        raise ValueError(refusal("tau", "be at most 1", tau))
    return 1 - 4 * math.atan(part) / math.pi


def near_tie_share(ratio: float) -> float:
    """Share of random lines whose normal has entries of nearly the same size: ``1 − (4/π) arctan r``.

    A line in a random direction touches a growing diamond at a tip for certain; this is how often the other tip is
    nearly as close: ``min|a_i| ≥ r max|a_i|``.

    Parameters
    ----------
    ratio : float
        r between 0 and 1.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If ratio is not between 0 and 1.
    TypeError
        If ratio is not a real number.

    Notes
    -----
    Derivation: in each eighth of the circle the directions between arctan r and π/4.

    Examples
    --------
    >>> print(round(near_tie_share(0.9), 6), near_tie_share(1))  # an exact tie never happens
    0.066951 0.0
    """
    part = as_number("ratio", ratio, minimum=0.0)
    if part > 1:
        raise ValueError(refusal("ratio", "be at most 1", ratio))
    return 1 - 4 * math.atan(part) / math.pi


def one_weight_share(n_features: int, radius: float, sigma: float) -> float:
    """Share of answers with one weight alone among n, for normal ŵ and H = I.

    ``∫_c^∞ 2n φ(t) (1 − 2Q(t − c))^(n−1) dt`` in units of σ: the largest entry exceeds all others by c.

    Parameters
    ----------
    n_features : int
        n ≥ 1.
    radius : float
        The budget c ≥ 0.
    sigma : float
        The standard deviation of every entry of ŵ, above 0.

    Returns
    -------
    float
        By adaptive quadrature, to about 1e-10.

    Raises
    ------
    ValueError
        If n_features is less than 1, radius is negative, sigma is not above 0, or one is not finite.
    TypeError
        If n_features is not an integer, or radius or sigma is not a real number.

    Notes
    -----
    Derivation: the projection onto the diamond is a tip exactly then. At a fixed budget it becomes rarer with more
    features, not more frequent.

    Examples
    --------
    >>> print(round(one_weight_share(2, 1, 1), 6), round(one_weight_share(100, 1, 1), 6))
    0.22992 0.04185
    >>> print(one_weight_share(3, 0, 1))  # no budget
    1.0
    """
    # Imported here, because it takes longer than importing this whole package.
    from scipy.integrate import quad  # type: ignore[import-untyped]

    n = as_count("n_features", n_features)
    c = as_number("radius", radius, minimum=0.0) / _positive("sigma", sigma)
    if c == 0:
        return 1.0

    def density(t: float) -> float:
        return 2 * n * _normal_density(t) * math.erf((t - c) / math.sqrt(2)) ** (n - 1)

    # Beyond 40 nothing is left that float64 could tell from 0.
    middle = c + math.sqrt(2 * math.log(2 * n))
    parts = [quad(density, low, high, epsabs=1e-13, epsrel=1e-12, limit=200)[0] for low, high in _pieces(c, middle)]
    return float(sum(parts))


def edge_strip_factor(condition: float) -> float:
    """Mean width of an edge's strip for stretched contours in a random direction, relative to round contours.

    ``E|cos ∠(s, H⁻¹s)| = (2/π)(κ K(m) + E(m))/(κ + 1)`` with ``m = 1 − κ²``, between 2/π and 1. Far out the share of
    edges is ``4√2 c/(πR)`` times this: stretched contours leave more to the tips.

    Parameters
    ----------
    condition : float
        κ ≥ 1, the ratio of the two curvatures.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If condition is less than 1 or not finite.
    TypeError
        If condition is not a real number.

    Notes
    -----
    Derivation: the strip of an edge with the normal s runs along H⁻¹s. K and E are the complete elliptic integrals of
    the parameter m.

    Examples
    --------
    >>> print(edge_strip_factor(1), round(edge_strip_factor(4), 6), round(edge_strip_factor(100), 5))
    1.0 0.90278 0.66826
    """
    # Imported here, because it takes longer than importing this whole package.
    from scipy.special import ellipe, ellipk  # type: ignore[import-untyped]

    kappa = as_number("condition", condition, minimum=1.0)
    m = 1 - kappa * kappa
    return float(2 / math.pi * (kappa * ellipk(m) + ellipe(m)) / (kappa + 1))


def outward_share_of_face(n_features: int, n_nonzero: int) -> float:
    """Share of all directions that are normal to one face of the diamond: ``∫₀^∞ φ(t) (1 − 2Q(t/√k))^(n−k) dt``.

    Parameters
    ----------
    n_features : int
        n ≥ 1.
    n_nonzero : int
        k between 1 and n: how many weights are not 0 on the face. 1 for a tip, 2 for an edge, ...

    Returns
    -------
    float
        Measured within the normal cone's own dimension: a tip's cone is solid and has 1/(2n) of all directions; the
        cone of a face of full dimension is a ray, half of its line.

    Raises
    ------
    ValueError
        If n_features is less than 1 or n_nonzero is not between 1 and n_features.
    TypeError
        If n_features or n_nonzero is not an integer.

    Notes
    -----
    External angles: P. McMullen, Non-linear angle-sum relations for polyhedral cones and polytopes (1975).

    Examples
    --------
    >>> print(*(round(outward_share_of_face(3, k), 6) for k in (1, 2, 3)))
    0.166667 0.195913 0.5
    """
    # Imported here, because it takes longer than importing this whole package.
    from scipy.integrate import quad

    n = as_count("n_features", n_features)
    k = as_count("n_nonzero", n_nonzero)
    if k > n:
        raise ValueError(refusal("n_nonzero", f"be at most n_features = {n}", n_nonzero))

    def density(t: float) -> float:
        return _normal_density(t) * math.erf(t / math.sqrt(2 * k)) ** (n - k)

    middle = math.sqrt(2 * k * math.log(2 * n))
    return float(sum(quad(density, a, b, epsabs=1e-13, epsrel=1e-12, limit=200)[0] for a, b in _pieces(0.0, middle)))


def shares_within_distance(n_features: int, radius: float, distance: float) -> tuple[float, ...]:
    """Share out ŵ that are uniform among all points within a distance of the diamond, for H = I, by nonzero weights.

    Proportional to ``V_j κ_{n−j} R^{n−j}``, where V_j is the sum of the contents of all faces of dimension j, each
    times its share of outward directions, and κ the volume of the unit ball.

    Parameters
    ----------
    n_features : int
        n ≥ 1.
    radius : float
        The budget c ≥ 0.
    distance : float
        R ≥ 0; radius and distance must not both be 0.

    Returns
    -------
    tuple of n_features + 1 floats
        Tips, edges, ..., faces of dimension n − 1, and the inside.

    Raises
    ------
    ValueError
        If n_features is less than 1, radius or distance is negative, or both are 0.
    TypeError
        If n_features is not an integer, or radius or distance is not a real number.

    Notes
    -----
    Steiner's formula: R. Schneider, Convex Bodies: The Brunn–Minkowski Theory, §4.2.

    Examples
    --------
    >>> print(*(round(share, 4) for share in shares_within_distance(2, 1, 1)))
    0.2909 0.5239 0.1852
    >>> print(*(round(share, 4) for share in shares_within_distance(3, 1, 1)))
    0.183 0.4562 0.3026 0.0582
    >>> shares_within_distance(2, 1, 0)  # the diamond alone
    (0.0, 0.0, 1.0)
    """
    n = as_count("n_features", n_features)
    c = as_number("radius", radius, minimum=0.0)
    R = as_number("distance", distance, minimum=0.0)
    if c == R == 0:
        raise ValueError(refusal("distance", "be greater than 0 where radius is 0", distance))
    weights = []
    for j in range(n):
        count = 2 ** (j + 1) * math.comb(n, j + 1)
        content = math.sqrt(j + 1) / math.factorial(j) * c**j
        ball = math.pi ** ((n - j) / 2) / math.gamma((n - j) / 2 + 1)
        weights.append(count * content * outward_share_of_face(n, j + 1) * ball * R ** (n - j))
    weights.append((2 * c) ** n / math.factorial(n))
    total = math.fsum(weights)
    return tuple(weight / total for weight in weights)


def _normal_density(t: float) -> float:
    return math.exp(-t * t / 2) / math.sqrt(2 * math.pi)


def _pieces(start: float, middle: float) -> list[tuple[float, float]]:
    """Divide the way to infinity where the densities have their weight."""
    stops = [start, middle, middle + 5, middle + 40]
    return list(pairwise(stops))


def _positive(name: str, value: float) -> float:
    number = as_number(name, value)
    if number <= 0:
        raise ValueError(refusal(name, "be greater than 0", value))
    return number
