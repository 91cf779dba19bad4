"""How an order p is written and coloured, and the size that it measures by."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

from sparsity.words.formula import Formula
from sparsity.words.notation import format_number

_LARGEST_DENOMINATOR = 8
_DIGITS = 4
# Of such high order the ball is the square to the eye.
_HIGHEST = 1000.0


def format_order(p: float) -> Formula:
    r"""Write an order as Typst math, simple fractions as such.

    >>> format_order(math.inf), format_order(2), format_order(0.5), format_order(0.3), format_order(4 / 3)
    ('infinity', '2', '1\\/2', '0.3', '4\\/3')
    """
    if p == math.inf:
        return Formula("infinity")
    fraction = _simple_fraction(p)
    if fraction is not None and fraction.denominator > 1 and (p < 1 or not _is_short(p)):
        return Formula(rf"{fraction.numerator}\/{fraction.denominator}")
    return Formula(format_number(p, _DIGITS))


def checked_orders(value: object, name: str) -> tuple[float, ...]:
    """Return descending orders as floats, or say what is wrong with the setting of this name.

    They are called by name, so the name has to be exact: a simple fraction, or at most four digits.

    >>> checked_orders((math.inf, 2, 1, 1 / 3), "orders")
    (inf, 2.0, 1.0, 0.3333333333333333)
    >>> checked_orders((2, 1.00001), "orders")
    Traceback (most recent call last):
        ...
    ValueError: orders must be simple fractions or numbers of at most 4 digits, up to 1000 or ∞, not (2, 1.00001)
    """
    if not isinstance(value, tuple | list) or not all(
        isinstance(p, int | float) and not isinstance(p, bool) and not 1e300 < p < math.inf for p in value
    ):
        raise ValueError(f"{name} must be numbers, not {value!r}")
    orders = tuple(float(p) for p in value)
    if not orders or not all(high > low for high, low in pairwise((*orders, 0.0))):
        raise ValueError(f"{name} must be descending numbers above 0, at least one, not {value!r}")
    if not all(p == math.inf or (p <= _HIGHEST and (_is_short(p) or _simple_fraction(p))) for p in orders):
        raise ValueError(
            f"{name} must be simple fractions or numbers of at most {_DIGITS} digits, up to {_HIGHEST:g} or ∞, "
            f"not {value!r}"
        )
    return orders


def _is_short(p: float) -> bool:
    return float(f"{p:.{_DIGITS}g}") == p


def _simple_fraction(p: float) -> Fraction | None:
    fraction = Fraction(p).limit_denominator(_LARGEST_DENOMINATOR)
    return fraction if float(fraction) == p else None


def size_of_order(p: float) -> Formula:
    r"""Write the size of (a, b) of one order as Typst math.

    >>> size_of_order(math.inf), size_of_order(1), size_of_order(2)
    ('max(abs(a), abs(b))', 'abs(a) + abs(b)', 'sqrt(a^2 + b^2)')
    >>> size_of_order(0.5)
    '(abs(a)^(1\\/2) + abs(b)^(1\\/2))^(2)'
    """
    if p == math.inf:
        return Formula("max(abs(a), abs(b))")
    if p == 1:
        return Formula("abs(a) + abs(b)")
    if p == 2:
        return Formula("sqrt(a^2 + b^2)")
    written, fraction = format_order(p), _simple_fraction(p)
    root = rf"1\/{written}" if fraction is None else str(1 / fraction).replace("/", r"\/")
    return Formula(f"(abs(a)^({written}) + abs(b)^({written}))^({root})")
