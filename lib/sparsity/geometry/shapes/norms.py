"""The length of a vector, measured by any order p."""

import math

import numpy as np
from numpy.typing import ArrayLike

from sparsity.geometry.arguments import FloatArray, as_order, as_points, default_float_rules


@default_float_rules
def lp_norm(x: ArrayLike, p: float) -> FloatArray | np.float64:
    """Measure vectors by order p, along the last axis.

    ``(Σ|x_i|^p)^(1/p)``; the largest ``|x_i|`` at p = inf, and the number of entries that are not 0 at p = 0.
    Below p = 1 this is a quasi-norm: the triangle inequality fails. As p → 0 it does *not* tend to the count
    but grows without bound as soon as two entries are not 0.

    The entries are scaled by the largest one first, so that nothing overflows before the result does.

    Parameters
    ----------
    x : array_like, shape (..., n_features)
        Finite numbers.
    p : float
        Order in [0, inf].

    Returns
    -------
    numpy.float64 or ndarray, shape (...)
        inf where the value is larger than float64 can hold: two equal entries 1 have the length 2^(1/p), which
        is too large for p < 1/1024.

    Raises
    ------
    ValueError
        If x is empty, ragged, without axes, or not finite, or if p is negative or NaN.
    TypeError
        If x or p is not made of real numbers (booleans, strings and complex numbers are refused).

    Notes
    -----
    N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., §27.5, on scaling a norm.

    Examples
    --------
    >>> print(lp_norm([3, -4], 2), lp_norm([3, -4], 1), lp_norm([3, -4], float("inf")), lp_norm([3, -4], 0))
    5.0 7.0 4.0 2.0
    >>> print(lp_norm([1e200, 0], 2), lp_norm([[1e-200, 1e-200]], 2) / 2**0.5)
    1e+200 [1.e-200]
    >>> print(lp_norm([[1, 1], [0, 0]], 0.5))  # the length of the origin is 0 in every order
    [4. 0.]
    """
    order = as_order(p)
    sizes = np.abs(as_points("x", x))
    with np.errstate(over="ignore"):
        return _norms(sizes, order)[()]


def _norms(sizes: FloatArray, order: float) -> FloatArray:
    if order == 0:
        return np.asarray(np.count_nonzero(sizes, axis=-1), dtype=np.float64)
    if order == 1:
        return np.asarray(sizes.sum(axis=-1))
    largest = np.asarray(sizes.max(axis=-1))
    if order == math.inf:
        return largest
    if order == 2:
        # Scaling by a power of two is exact, so that (3, 4) has the length 5.
        exponents = np.frexp(largest)[1]
        squares = np.ldexp(sizes, -exponents[..., np.newaxis]) ** 2
        return np.asarray(np.ldexp(np.sqrt(squares.sum(axis=-1)), exponents))
    ratios = sizes / np.where(largest > 0, largest, 1.0)[..., np.newaxis]
    # Half of the root at a time: the root alone may overflow although its product with a small entry does not.
    half_root = (ratios**order).sum(axis=-1) ** (0.5 / order)
    return np.asarray(largest * half_root * half_root)


def dual_order(p: float) -> float:
    """Order q of the norm that is dual to order p.

    ``1/p + 1/q = 1``, and q = inf for every p ≤ 1: the convex hull of the shape of order p < 1 is the diamond
    of order 1, so that both reach equally far in every direction.

    Parameters
    ----------
    p : float
        Order in [0, inf].

    Returns
    -------
    float
        Order in [1, inf].

    Raises
    ------
    ValueError
        If p is negative or NaN.
    TypeError
        If p is not a real number.

    Notes
    -----
    S. Boyd and L. Vandenberghe, Convex Optimization, appendix A.1.6.

    Examples
    --------
    >>> dual_order(3), dual_order(2), dual_order(float("inf"))
    (1.5, 2.0, 1.0)
    >>> dual_order(1), dual_order(0.5)
    (inf, inf)
    """
    order = as_order(p)
    if order <= 1:
        return math.inf
    return 1.0 if order == math.inf else order / (order - 1)
