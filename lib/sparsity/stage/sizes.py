"""Writing the sizes of two answers so that a reader can compare them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from sparsity.geometry import lp_norm
from sparsity.stage.notation import equals_or_about, format_number, is_exact

_MOST_DIGITS = 12


def root_of_squares(point: Sequence[float] | np.ndarray) -> str:
    """Write how the L2 norm of a point comes about, as Typst math.

    >>> root_of_squares((0.3, -0.4)), root_of_squares((0, 3))
    ('sqrt(0.3^2 + (-0.4)^2) = 0.5', 'sqrt(0^2 + 3^2) = 3')
    """
    size = float(lp_norm(point, 2))
    squares = " + ".join(f"{_in_brackets_if_signed(format_number(weight))}^2" for weight in point)
    return f"sqrt({squares}) {equals_or_about(*point, size)} {format_number(size)}"


def digits_apart(one: float, other: float, digits: int = 3) -> int:
    """Count the significant digits, at least `digits`, that two numbers need to be seen to differ.

    >>> digits_apart(0.5, 0.4975), digits_apart(0.005, 0.0049999975)
    (3, 7)

    Numbers that differ only in their last bits count as equal, and equal numbers need no more digits.

    >>> digits_apart(0.3, 0.1 + 0.2)
    3
    """
    if math.isclose(one, other, rel_tol=1e-12):
        return digits
    counts = range(digits, _MOST_DIGITS)
    return next((n for n in counts if format_number(one, n) != format_number(other, n)), _MOST_DIGITS)


def number_or_about(value: float, digits: int = 3) -> str:
    """Write a number, with a sign in front when it is rounded.

    >>> number_or_about(0.5), number_or_about(2 / 3)
    ('0.5', 'approx 0.667')
    """
    return ("" if is_exact(value, digits) else "approx ") + format_number(value, digits)


def format_fraction(value: Fraction) -> str:
    """Write a fraction as Typst math; whole numbers have no fraction bar.

    >>> format_fraction(Fraction(-5, 101)), format_fraction(Fraction(4, 2))
    ('-5/101', '2')
    """
    return str(value)


def _in_brackets_if_signed(number: str) -> str:
    return f"({number})" if number.startswith("-") or " " in number else number
