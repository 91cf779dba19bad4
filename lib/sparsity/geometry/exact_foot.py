"""The foot of the perpendicular in fractions, for numbers that are exact."""

from collections.abc import Sequence
from fractions import Fraction
from numbers import Rational

from sparsity.geometry.arguments import refusal


def exact_foot(normal: Sequence[int | Fraction], offset: int | Fraction) -> tuple[Fraction, ...]:
    """Find the point of a hyperplane nearest to the origin, without rounding: ``offset · normal / ‖normal‖₂²``.

    Parameters
    ----------
    normal : sequence of int or Fraction, length n_features
        Not all 0.
    offset : int or Fraction

    Returns
    -------
    tuple of Fraction, length n_features
        In lowest terms.

    Raises
    ------
    ValueError
        If the normal is empty or all 0.
    TypeError
        If a number is not an int or a Fraction: a float has been rounded already.

    Notes
    -----
    S. Boyd and L. Vandenberghe, Convex Optimization, §8.1.1.

    Examples
    --------
    >>> print(*exact_foot([10, 1], 5))
    50/101 5/101
    >>> print(*exact_foot([10, 1], 0))  # a line through the origin
    0 0
    """
    for name, value in [("offset", offset), *(("normal", entry) for entry in normal)]:
        if isinstance(value, bool) or not isinstance(value, Rational):
            raise TypeError(refusal(name, "be made of int or Fraction", value))
    squared_length = sum(Fraction(entry) ** 2 for entry in normal)
    if squared_length == 0:
        raise ValueError(refusal("normal", "have an entry other than 0", list(normal)))
    return tuple(Fraction(offset) * Fraction(entry) / squared_length for entry in normal)
