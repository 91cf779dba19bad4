"""The answer for one weight alone: maps z → w that shrink, threshold, or jump to 0."""

import math

import numpy as np
from numpy.typing import ArrayLike

from sparsity.geometry.arguments import FloatArray, as_number, as_order, as_points, refusal
from sparsity.geometry.loss.certificates import certified

TIE = 1e-12
"""How near to the jump, relatively, z counts as being at it."""


def soft_threshold(z: ArrayLike, lam: float) -> FloatArray:
    """Minimise ``(w − z)² + lam |w|``: move z towards 0 by lam/2, and no further than 0.

    ``sign(z) max(|z| − lam/2, 0)``

    Parameters
    ----------
    z : array_like, shape (...)
    lam : float
        λ ≥ 0.

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If z is not finite or lam is negative or not finite.
    TypeError
        If z or lam is not made of real numbers.

    Notes
    -----
    D. L. Donoho and I. M. Johnstone, Ideal spatial adaptation by wavelet shrinkage (1994). The penalty stands beside
    a square without the factor ½, therefore lam/2.

    Examples
    --------
    >>> print(soft_threshold([3, 1, -0.5], 2))
    [2. 0. 0.]
    """
    numbers, price = _as_arguments(z, lam)
    return np.sign(numbers) * np.maximum(np.abs(numbers) - price / 2, 0.0) + 0.0


def shrink(z: ArrayLike, lam: float) -> FloatArray:
    """Minimise ``(w − z)² + lam w²``: divide z by ``1 + lam``, which never gives 0 unless z is 0.

    Parameters
    ----------
    z : array_like, shape (...)
    lam : float
        λ ≥ 0.

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If z is not finite or lam is negative or not finite.
    TypeError
        If z or lam is not made of real numbers.

    Notes
    -----
    By differentiation.

    Examples
    --------
    >>> print(shrink([3, 1, 0], 2))
    [1.         0.33333333 0.        ]
    """
    numbers, price = _as_arguments(z, lam)
    return numbers / (1 + price)


def elastic_net_threshold(z: ArrayLike, lam1: float, lam2: float) -> FloatArray:
    """Minimise ``(w − z)² + lam1 |w| + lam2 w²``: threshold by lam1, then shrink by lam2.

    Parameters
    ----------
    z : array_like, shape (...)
    lam1, lam2 : float
        Prices ≥ 0.

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If z is not finite or a price is negative or not finite.
    TypeError
        If an argument is not made of real numbers.

    Notes
    -----
    H. Zou and T. Hastie, Regularization and variable selection via the elastic net (2005), §3.2.

    Examples
    --------
    >>> print(elastic_net_threshold([2, -0.4], 1, 0.5))
    [1. 0.]
    """
    return soft_threshold(z, lam1) / (1 + as_number("lam2", lam2, minimum=0.0))


def hard_threshold(z: ArrayLike, lam: float) -> FloatArray:
    """Minimise ``(w − z)² + lam [w ≠ 0]``: keep z if its square is more than lam, else 0.

    At ``|z| = √lam`` both are answers, see `proximal_answers`; this map takes 0.

    Parameters
    ----------
    z : array_like, shape (...)
    lam : float
        λ ≥ 0.

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If z is not finite or lam is negative or not finite.
    TypeError
        If z or lam is not made of real numbers.

    Notes
    -----
    D. L. Donoho and I. M. Johnstone, Ideal spatial adaptation by wavelet shrinkage (1994).

    Examples
    --------
    >>> print(hard_threshold([3, 2, -1], 4))
    [3. 0. 0.]
    """
    return _jumping_map(z, lam, 0.0)


def half_threshold(z: ArrayLike, lam: float) -> FloatArray:
    """Minimise ``(w − z)² + lam √|w|``, which jumps from 0 to two thirds of z.

    ``w = ⅔ z (1 + cos(2π/3 − ⅔ arccos((lam/8) (|z|/3)^(−3/2))))`` if ``|z| > τ = (54^(1/3)/4) lam^(2/3)``, else 0. At τ
    both are answers, see `proximal_answers`; this map takes 0.

    Parameters
    ----------
    z : array_like, shape (...)
    lam : float
        λ ≥ 0.

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ValueError
        If z is not finite or lam is negative or not finite.
    TypeError
        If z or lam is not made of real numbers.

    Notes
    -----
    Z. Xu, X. Chang, F. Xu, H. Zhang, L½ regularization: a thresholding representation theory and a fast solver (2012).

    Examples
    --------
    >>> print(half_threshold([1, 0.94, -1], 1).round(6))
    [ 0.701516  0.       -0.701516]
    >>> print(half_threshold([0, 3], 0))  # no price, no change
    [0. 3.]
    """
    return _jumping_map(z, lam, 0.5)


def proximal_jump(lam: float, p: float) -> tuple[float, float]:
    """Find where the map of order p < 1 jumps from 0, and how far.

    ``w₀ = (lam (1 − p))^(1/(2−p))`` and ``τ = w₀ + lam p w₀^(p−1)/2``: at ``z = τ`` both 0 and w₀ are answers.

    Parameters
    ----------
    lam : float
        λ ≥ 0.
    p : float
        Order in [0, 1).

    Returns
    -------
    threshold, landing : float
        τ and w₀.

    Raises
    ------
    ValueError
        If p is not in [0, 1) or lam is negative or not finite.
    TypeError
        If p or lam is not a real number.

    Notes
    -----
    Derivation: w₀ is stationary and costs as much as 0. G. Marjanovic and V. Solo, On l_q optimization and matrix
    completion (2012).

    Examples
    --------
    >>> print(*proximal_jump(4, 0))
    2.0 2.0
    >>> print(*(round(number, 6) for number in proximal_jump(1, 0.5)))
    0.944941 0.629961
    >>> proximal_jump(0, 0.5)
    (0.0, 0.0)
    """
    price = as_number("lam", lam, minimum=0.0)
    order = as_order(p)
    if order >= 1:
        raise ValueError(refusal("p", "be less than 1 for a jump", p))
    if price == 0:
        return 0.0, 0.0
    landing = (price * (1 - order)) ** (1 / (2 - order))
    return landing + price * order * landing ** (order - 1) / 2, landing


def proximal_answers(z: float, lam: float, p: float) -> FloatArray:
    """List all minima of ``(w − z)² + lam |w|^p``, both of them where the map jumps.

    Parameters
    ----------
    z : float
    lam : float
        λ ≥ 0.
    p : float
        Order in [0, 1], or 2. At p = 0 the penalty is lam wherever w is not 0.

    Returns
    -------
    ndarray, shape (1,) or (2,)
        The answers, 0 first. Two for p < 1 where |z| is τ up to 1e-12, relatively.

    Raises
    ------
    ValueError
        If p is none of those orders, z is not finite or lam is negative or not finite.
    TypeError
        If an argument is not a real number.
    ArithmeticError
        If the answer cannot be certified.

    Notes
    -----
    See `soft_threshold`, `shrink` and `proximal_jump`; between, the larger root of ``w + lam p w^(p−1)/2 = |z|`` by
    Newton's method, which falls from |z| onto it because the left side is convex.

    Examples
    --------
    >>> print(proximal_answers(2, 4, 0), proximal_answers(3, 4, 0), proximal_answers(3, 4, 1))
    [0. 2.] [3.] [1.]
    >>> print(proximal_answers(-2, 0, 0.3))
    [-2.]
    """
    number = as_number("z", z)
    price = as_number("lam", lam, minimum=0.0)
    order = as_order(p)
    if order == 1:
        return soft_threshold([number], price)
    if order == 2:
        return shrink([number], price)
    if order > 1:
        raise ValueError(refusal("p", "be 2 or at most 1 for a price", p))
    threshold, landing = proximal_jump(price, order)
    size = abs(number)
    if price > 0 and abs(size - threshold) <= TIE * threshold:
        return np.array([0.0, math.copysign(landing, number)])
    if size <= threshold:
        return np.zeros(1)
    root = outer_root(size, price * order / 2, order)
    assert root is not None
    return np.array([math.copysign(root, number)])


def outer_root(z: float, push: float, p: float) -> float | None:
    """Return the larger root of ``w + push w^(p−1) = z``, p < 1: the valley beside 0; nothing if there is none."""
    if z <= 0 or push == 0 or p == 0:
        return z if z > 0 else None
    lowest = (push * (1 - p)) ** (1 / (2 - p))
    if z <= lowest + push * lowest ** (p - 1):
        return None
    w = z
    for _ in range(200):
        excess = w + push * w ** (p - 1) - z
        step = excess / (1 - push * (1 - p) * w ** (p - 2))
        before, w = w, max(w - step, lowest)
        if abs(w - before) <= 1e-16 * w or w > before:
            break
    certified(abs(w + push * w ** (p - 1) - z) / (2 * z), "the root of a threshold")
    return w


def _jumping_map(z: ArrayLike, lam: float, p: float) -> FloatArray:
    numbers, price = _as_arguments(z, lam)
    threshold, _ = proximal_jump(price, p)
    kept = np.abs(numbers) > threshold * (1 + TIE)
    result = np.where(kept, numbers, 0.0)
    if p > 0 and price > 0:
        sizes = np.abs(numbers[kept])
        angles = np.arccos(np.minimum(price / 8 * (sizes / 3) ** -1.5, 1.0))
        result[kept] *= 2 / 3 * (1 + np.cos(2 * math.pi / 3 - 2 / 3 * angles))
    return result


def _as_arguments(z: ArrayLike, lam: float) -> tuple[FloatArray, float]:
    numbers = np.array(as_number("z", z)) if np.ndim(z) == 0 else as_points("z", z)
    return numbers, as_number("lam", lam, minimum=0.0)
