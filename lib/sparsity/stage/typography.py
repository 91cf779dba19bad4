"""All words and formulas of the scenes, set with Typst."""

from __future__ import annotations

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
