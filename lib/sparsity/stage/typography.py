"""All words, formulas and numbers of the scenes, set with Typst."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from manim import MathTypst, Typst
from manim.utils.color import ParsableManimColor

# Sizes in manim's font units; nothing on screen is smaller than SMALL.
HEADLINE = 46
FORMULA = 44
BODY = 36
LABEL = 36
POINT_LABEL = 32
SMALL = 28

# One typographic point at font size 1, in scene units (manim compiles Typst at 10 pt).
_UNITS_PER_POINT = 0.05 / 48

_SUPERSCRIPTS = str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

_PROSE = '#set text(font: "Libertinus Serif", weight: "{weight}", hyphenate: false)\n#set par(leading: 0.5em)'


def prose(
    words: str, *, size: float = BODY, color: ParsableManimColor, width: float | None = None, bold: bool = False
) -> Typst:
    """Set Typst markup as text, broken into lines that fit `width` scene units if that is given."""
    body = words if width is None else f"#block(width: {width / (size * _UNITS_PER_POINT):.3f}pt)[{words}]"
    preamble = _PROSE.format(weight="semibold" if bold else "regular")
    return Typst(body, typst_preamble=preamble, font_size=size, color=color)


def inline(math_markup: str) -> str:
    """Put a formula into the markup of `prose`, never broken across lines."""
    return f"#box[${math_markup}$]"


def formula(math_markup: str, *, size: float = FORMULA, color: ParsableManimColor) -> MathTypst:
    """Set Typst math markup."""
    return MathTypst(math_markup, font_size=size, color=color)


def format_number(value: float, digits: int = 3) -> str:
    """Write a number in plain decimals, rounded to `digits` significant digits, with no trailing zeros.

    >>> format_number(0.5), format_number(2 / 3), format_number(-0.0)
    ('0.5', '0.667', '0')
    >>> format_number(1000.0), format_number(1234567.0)
    ('1000', '1234567')

    Whole numbers keep all their digits up to a million million; beyond that, and for very small
    numbers, powers of ten are written the way Typst's math mode reads them.

    >>> format_number(2.5e-7), format_number(-3e20)
    ('2.5 times 10^(-7)', '-3 times 10^(20)')
    """
    if value == 0:
        return "0"
    exponent = math.floor(math.log10(abs(value)))
    if exponent < -4 or exponent >= 12:
        mantissa = Decimal(repr(float(value))).scaleb(-exponent)
        return f"{_plain(round(mantissa, digits - 1))} times 10^({exponent})"
    return _plain(round(Decimal(repr(float(value))), max(0, digits - 1 - exponent)))


def is_exact(value: float, digits: int = 3) -> bool:
    """Tell whether `format_number` writes the value without rounding it.

    >>> is_exact(0.125), is_exact(2 / 3), is_exact(0.1 + 0.2)
    (True, False, True)

    A difference in the last bits (as in 0.1 + 0.2) is the arithmetic's, not the number's.
    """
    shown = format_number(value, digits)
    mantissa, _, power = shown.partition(" times 10^")
    return math.isclose(float(mantissa) * 10.0 ** int(power.strip("()") or 0), value, rel_tol=1e-12)


def equals_or_about(*values: float, digits: int = 3) -> str:
    """Choose the sign that is true before these numbers as shown: `=` or `approx`.

    >>> equals_or_about(0.5, 0), equals_or_about(2 / 3)
    ('=', 'approx')
    """
    return "=" if all(is_exact(value, digits) for value in values) else "approx"


def format_point(point: tuple[float, float], digits: int = 3) -> str:
    """Write a pair of numbers as Typst math.

    >>> format_point((0.5, 0.0))
    '(0.5, 0)'
    """
    return f"({format_number(point[0], digits)}, {format_number(point[1], digits)})"


def line_through(x: float, y: float, digits: int = 4) -> str:
    """Write the solution line of a data point, solved for the intercept, as Typst math.

    >>> line_through(10, 5), line_through(-1, 2), line_through(0, 3)
    ('b = 5 - 10 a', 'b = 2 + a', 'b = 3')
    """
    sign = equals_or_about(x, y, digits=digits)
    return f"b {sign} {format_number(y, digits)}{_term(-x, 'a', digits)}"


def fit_of(x: float, digits: int = 4) -> str:
    """Write what has to equal y: the fitted value at x, as Typst math.

    >>> fit_of(10), fit_of(-1), fit_of(0)
    ('10 a + b', '-a + b', 'b')
    """
    term = _term(x, "a", digits)
    return f"{term.removeprefix(' + ').replace(' - ', '-')} + b" if term else "b"


def as_plain_text(math_markup: str) -> str:
    """Turn the simple Typst math of this module into text for captions.

    >>> as_plain_text("b = 5 - 10 a"), as_plain_text("c approx 2.5 times 10^(-7)")
    ('b = 5 \u2212 10a', 'c ≈ 2.5·10⁻⁷')
    """
    text = math_markup.replace("approx", "≈").replace("-", "−")
    text = re.sub(r"(\d) ([ab])\b", r"\1\2", text)
    text = re.sub(r"abs\((.*?)\)", r"|\1|", text)
    return re.sub(r" times 10\^\((.*?)\)", lambda power: "·10" + power[1].translate(_SUPERSCRIPTS), text)


def _term(factor: float, name: str, digits: int) -> str:
    if factor == 0:
        return ""
    size = format_number(abs(factor), digits)
    return f" {'-' if factor < 0 else '+'} {'' if size == '1' else size + ' '}{name}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
