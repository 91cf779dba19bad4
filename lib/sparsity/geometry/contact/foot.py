"""The foot of the perpendicular in fractions, for numbers that are exact."""

from collections.abc import Sequence
from fractions import Fraction
from numbers import Rational

import numpy as np

from sparsity.geometry.arguments import is_kind_of, refusal, unwrapped

MAX_BITS = 50_000
"""The most binary digits of all numbers together, for which the foot takes a tenth of a second."""


def exact_foot(normal: Sequence[int | Fraction], offset: int | Fraction) -> tuple[Fraction, ...]:
    """Find the point of a hyperplane nearest to the origin, without rounding: ``offset · normal / ‖normal‖₂²``.

    Parameters
    ----------
    normal : sequence of int or Fraction, length n_features
        Not all 0. NumPy's integers are taken as Python's, so that nothing overflows.
    offset : int or Fraction
        Together with the normal at most 50 000 binary digits, numerators and denominators counted.

    Returns
    -------
    tuple of Fraction, length n_features
        In lowest terms.

    Raises
    ------
    ValueError
        If the normal is empty or all 0, or the numbers are too long.
    TypeError
        If the normal is not a sequence, or a number not an int or a Fraction: a float has been rounded already.

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
    if not isinstance(normal, Sequence) and not (type(normal) is np.ndarray and normal.ndim > 0):
        raise TypeError(refusal("normal", "be a sequence", normal))
    exact_offset = _as_fraction("offset", offset)
    exact_normal: list[Fraction] = []
    n_bits = _length(exact_offset)
    for entry in normal:
        exact_normal.append(_as_fraction("normal", entry))
        n_bits += _length(exact_normal[-1])
        if n_bits > MAX_BITS:
            raise ValueError(refusal("normal", f"have at most {MAX_BITS} binary digits with the offset", normal))
    squared_length = sum(entry**2 for entry in exact_normal)
    if squared_length == 0:
        raise ValueError(refusal("normal", "have an entry other than 0", normal))
    return tuple(exact_offset * entry / squared_length for entry in exact_normal)


def _as_fraction(name: str, value: object) -> Fraction:
    number = unwrapped(value)
    if not (isinstance(number, Rational) and is_kind_of(type(number), Rational)):
        raise TypeError(refusal(name, "be made of int or Fraction", value))
    # NumPy's integers would wrap around, even inside a Fraction.
    return Fraction(int(number.numerator), int(number.denominator))


def _length(number: Fraction) -> int:
    return number.numerator.bit_length() + number.denominator.bit_length()
