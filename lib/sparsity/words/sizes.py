"""Writing the sizes of two answers so that a reader can compare them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np

from sparsity.geometry import lp_norm
from sparsity.words.formula import Formula
from sparsity.words.notation import equals_or_about, format_number, is_exact

_MOST_DIGITS = 12


def root_of_squares(point: Sequence[float] | np.ndarray, digits: int = 3) -> Formula:
    """Write how the L2 norm of a point comes about, as Typst math.

    >>> root_of_squares((0.3, -0.4)), root_of_squares((0, 3))
    ('sqrt(0.3^2 + (-0.4)^2) = 0.5', 'sqrt(0^2 + 3^2) = 3')
    """
    size = float(lp_norm(point, 2))
    squares = " + ".join(f"{_in_brackets_if_signed(format_number(weight, digits))}^2" for weight in point)
    return Formula(f"sqrt({squares}) {equals_or_about(*point, size, digits=digits)} {format_number(size, digits)}")


def digits_apart(*numbers: float, digits: int = 3) -> int:
    """Count the significant digits, at least `digits`, that numbers need to be seen to differ.

    >>> digits_apart(0.5, 0.4975), digits_apart(0.005, 7, 0.0049999975)
    (3, 7)

    Numbers that differ only in their last bits count as equal, and equal numbers need no more digits.

    >>> digits_apart(0.3, 0.1 + 0.2)
    3
    """
    # Only neighbours can be taken for each other.
    for low, high in pairwise(sorted(numbers)):
        if not math.isclose(low, high, rel_tol=1e-12):
            while digits < _MOST_DIGITS and format_number(low, digits) == format_number(high, digits):
                digits += 1
    return digits


def number_or_about(value: float, digits: int = 3) -> Formula:
    """Write a number, with a sign in front when it is rounded.

    >>> number_or_about(0.5), number_or_about(2 / 3)
    ('0.5', 'approx 0.667')
    """
    return Formula(("" if is_exact(value, digits) else "approx ") + format_number(value, digits))


def format_fraction(value: Fraction) -> Formula:
    """Write a fraction as Typst math; whole numbers have no fraction bar.

    >>> format_fraction(Fraction(-5, 101)), format_fraction(Fraction(4, 2))
    ('-5/101', '2')
    """
    return Formula(str(value))


def _in_brackets_if_signed(number: str) -> str:
    return f"({number})" if number.startswith("-") or " " in number else number
