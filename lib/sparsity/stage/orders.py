"""How an order p is written and coloured, and the size that it measures by."""

from __future__ import annotations

import math
from fractions import Fraction

from manim import ManimColor

from sparsity.stage.notation import format_number
from sparsity.stage.theme import current_theme

_LARGEST_DENOMINATOR = 8


def color_of_order(p: float) -> ManimColor:
    """Colour of the balls of one order: L1 and L2 have their own, all others share one."""
    theme = current_theme()
    return {1.0: theme.l1, 2.0: theme.l2}.get(p, theme.lp)


def format_order(p: float) -> str:
    r"""Write an order as Typst math, simple fractions as such.

    >>> format_order(math.inf), format_order(2), format_order(0.5), format_order(0.3)
    ('infinity', '2', '1\\/2', '0.3')
    """
    if p == math.inf:
        return "infinity"
    fraction = Fraction(p).limit_denominator(_LARGEST_DENOMINATOR)
    if fraction == p and fraction.denominator > 1 and p < 1:
        return rf"{fraction.numerator}\/{fraction.denominator}"
    return format_number(p)


def order_in_words(p: float) -> str:
    """Write an order as plain text for captions.

    >>> order_in_words(math.inf), order_in_words(0.25), order_in_words(1.5)
    ('∞', '1/4', '1.5')
    """
    return format_order(p).replace("infinity", "∞").replace("\\", "")


def size_of_order(p: float) -> str:
    r"""Write the size of (a, b) of one order as Typst math.

    >>> size_of_order(math.inf), size_of_order(1), size_of_order(2)
    ('max(abs(a), abs(b))', 'abs(a) + abs(b)', 'sqrt(a^2 + b^2)')
    >>> size_of_order(0.5)
    '(abs(a)^(1\\/2) + abs(b)^(1\\/2))^(2)'
    """
    if p == math.inf:
        return "max(abs(a), abs(b))"
    if p == 1:
        return "abs(a) + abs(b)"
    if p == 2:
        return "sqrt(a^2 + b^2)"
    written, fraction = format_order(p), Fraction(p).limit_denominator(_LARGEST_DENOMINATOR)
    root = str(1 / fraction).replace("/", r"\/") if fraction == p else rf"1\/{written}"
    return f"(abs(a)^({written}) + abs(b)^({written}))^({root})"
