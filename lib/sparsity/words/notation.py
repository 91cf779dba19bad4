"""Numbers, points and equations as Typst math.

Everything shown is rounded for reading; where rounding changed a number, the sign before it says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from sparsity.geometry import lp_norm
from sparsity.words.formula import Formula


def format_number(value: float, digits: int = 3) -> Formula:
    """Write a number in plain decimals, rounded to `digits` significant digits, with no trailing zeros.

    >>> format_number(0.5), format_number(2 / 3), format_number(-0.0)
    ('0.5', '0.667', '0')
    >>> format_number(1000.0), format_number(1234567.0)
    ('1000', '1234567')

    Whole numbers keep all their digits up to a million million; beyond that, and for very small
    numbers, powers of ten are written the way Typst's math mode reads them.

    >>> format_number(2.5e-7), format_number(-3e20)
    ('2.5 times 10^(-7)', '-3 times 10^(20)')
    >>> format_number(9.9999e-7)
    '1 times 10^(-6)'
    """
    if value == 0:
        return Formula("0")
    exponent = math.floor(math.log10(abs(value)))
    if exponent < -4 or exponent >= 12:
        mantissa = round(Decimal(repr(float(value))).scaleb(-exponent), digits - 1)
        if abs(mantissa) == 10:  # 9.999 rounds to 10: one power more
            mantissa, exponent = mantissa / 10, exponent + 1
        return Formula(f"{_plain(mantissa)} times 10^({exponent})")
    return Formula(_plain(round(Decimal(repr(float(value))), max(0, digits - 1 - exponent))))


def is_exact(value: float, digits: int = 3) -> bool:
    """Tell whether `format_number` writes the value without rounding it.

    >>> is_exact(0.125), is_exact(2 / 3), is_exact(0.1 + 0.2)
    (True, False, True)

    A difference in the last bits (as in 0.1 + 0.2) is the arithmetic's, not the number's.
    """
    shown = format_number(value, digits)
    mantissa, _, power = shown.partition(" times 10^")
    return math.isclose(float(mantissa) * 10.0 ** int(power.strip("()") or 0), value, rel_tol=1e-13)


def power_left_out(magnitude: float) -> int:
    """Power of ten to factor out of numbers up to a magnitude; 0 when they can be read as they are.

    >>> power_left_out(1600.0), power_left_out(2.5e6), power_left_out(-3e-7)
    (0, 6, -7)
    """
    decade = math.floor(math.log10(abs(magnitude)))
    return decade if decade >= 4 or decade <= -4 else 0


def equals_or_about(*values: float, digits: int = 3) -> str:
    """Choose the sign that is true before these numbers as shown: `=` or `approx`.

    >>> equals_or_about(0.5, 0), equals_or_about(2 / 3)
    ('=', 'approx')
    """
    return "=" if all(is_exact(value, digits) for value in values) else "approx"


def equal_to(value: float, digits: int = 3) -> Formula:
    """Write a number with the sign that is true before it.

    >>> equal_to(0.5), equal_to(2 / 3)
    ('= 0.5', 'approx 0.667')
    """
    return Formula(f"{equals_or_about(value, digits=digits)} {format_number(value, digits)}")


def format_point(point: Sequence[float] | np.ndarray, digits: int = 3) -> Formula:
    """Write the numbers of a point as Typst math.

    >>> format_point((0.5, 0.0)), format_point((1, 0, 0))
    ('(0.5, 0)', '(1, 0, 0)')
    """
    return Formula(f"({', '.join(format_number(number, digits) for number in point)})")


def point_or_about(point: Sequence[float] | np.ndarray, digits: int = 3) -> Formula:
    """Write a point, with a sign in front when it is rounded.

    >>> point_or_about((0.5, 0.0)), point_or_about((2 / 3, 0.0))
    ('(0.5, 0)', 'approx (0.667, 0)')
    """
    rounded = equals_or_about(*point, digits=digits) == "approx"
    return Formula(("approx " if rounded else "") + format_point(point, digits))


def weights_equal(point: Sequence[float] | np.ndarray, digits: int = 3) -> Formula:
    """Write which weights an answer has.

    >>> weights_equal((0.5, 0.0))
    '(a, b) = (0.5, 0)'
    """
    return Formula(f"(a, b) {equals_or_about(*point, digits=digits)} {format_point(point, digits)}")


def sum_of_sizes(point: Sequence[float] | np.ndarray, digits: int = 3) -> Formula:
    """Write how the L1 norm of a point adds up.

    >>> sum_of_sizes((0.5, -2.0)), sum_of_sizes((0.8, 0.2008), 5)
    ('abs(0.5) + abs(-2) = 2.5', 'abs(0.8) + abs(0.2008) = 1.0008')
    """
    size = float(lp_norm(point, 1))
    terms = " + ".join(f"abs({format_number(weight, digits)})" for weight in point)
    return Formula(f"{terms} {equals_or_about(*point, size, digits=digits)} {format_number(size, digits)}")


def line_through(x: float, y: float, digits: int = 4) -> Formula:
    """Write the solution line of a data point, solved for the intercept, as Typst math.

    >>> line_through(10, 5), line_through(-1, 2), line_through(0, 3)
    ('b = 5 - 10 a', 'b = 2 + a', 'b = 3')

    A slope next to 1 is not rounded to 1:

    >>> line_through(1.00001, 5)
    'b = 5 - 1.00001 a'
    """
    digits = _digits_for_slope(x, digits)
    sign = equals_or_about(x, y, digits=digits)
    return Formula(f"b {sign} {format_number(y, digits)}{_term(-x, 'a', digits)}")


def fit_of(x: float, digits: int = 4) -> Formula:
    """Write what has to equal y: the fitted value at x, as Typst math.

    >>> fit_of(10), fit_of(-1), fit_of(0)
    ('10 a + b', '-a + b', 'b')
    """
    term = _term(x, "a", _digits_for_slope(x, digits))
    return Formula(f"{term.removeprefix(' + ').replace(' - ', '-')} + b" if term else "b")


def is_fit_exact(x: float, digits: int = 4) -> bool:
    """Tell whether `fit_of` writes x without rounding it.

    >>> is_fit_exact(10), is_fit_exact(-2.71828)
    (True, False)
    """
    return is_exact(x, _digits_for_slope(x, digits))


def format_data_point(x: float, y: float, digits: int = 4) -> Formula:
    """Write a data point as Typst math, with a sign in front when it is rounded.

    >>> format_data_point(10, 5), format_data_point(1.00001, 1 / 3)
    ('(10, 5)', 'approx (1.00001, 0.333333)')
    """
    return Formula(point_or_about((x, y), _digits_for_slope(x, digits)))


def constraint(x: float, y: float, digits: int = 4) -> Formula:
    """Write the equation that every answer fulfils, as Typst math.

    >>> constraint(10, 5), constraint(0, 3)
    ('10 a + b = 5', 'b = 3')
    """
    digits = _digits_for_slope(x, digits)
    return Formula(f"{fit_of(x, digits)} {equals_or_about(x, y, digits=digits)} {format_number(y, digits)}")


def sum_of_terms(factors: Sequence[float], names: Sequence[str], digits: int = 3) -> Formula:
    """Write a sum of named things, each times a factor, as Typst math.

    >>> sum_of_terms((1, 0), ("w_1", "w_2")), sum_of_terms((-2, 0.5), ("w_1", "w_2")), sum_of_terms((0, 0), "ab")
    ('w_1', '-2 w_1 + 0.5 w_2', '0')
    """
    terms = "".join(_term(factor, name, digits) for factor, name in zip(factors, names, strict=True))
    return Formula(terms.removeprefix(" + ").replace(" - ", "-", 1) if terms.startswith(" - ") else terms[3:] or "0")


def _digits_for_slope(x: float, digits: int) -> int:
    """Digits that keep a slope next to 1 apart from 1: between them lies all between a tip and an edge."""
    while digits < 16 and abs(x) != 1 and format_number(abs(x), digits) == "1":
        digits += 1
    return digits


def _term(factor: float, name: str, digits: int) -> str:
    if factor == 0:
        return ""
    size = format_number(abs(factor), digits)
    return f" {'-' if factor < 0 else '+'} {'' if size == '1' else size + ' '}{name}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
