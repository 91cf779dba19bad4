"""All words and formulas of the scenes, set with Typst."""

from __future__ import annotations

import numpy as np
from manim import VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.look.outlines import outlines
from sparsity.words.sentence import Sentence, Value, fill

# Sizes in manim's font units; nothing on screen is smaller than SMALL.
TITLE = 64
HEADLINE = 46
FORMULA = 44
BODY = 36
LABEL = 36
POINT_LABEL = 32
SMALL = 28

# One typographic point at font size 1, in scene units (manim compiles Typst at 10 pt).
UNITS_PER_POINT = 0.05 / 48

_PROSE = """\
#set text(font: "Libertinus Serif", weight: "{weight}", hyphenate: false)
#set par(leading: 0.5em)
#show math.equation.where(block: false): box"""


class Typeset(VMobject):
    """The outlines of something that Typst has set, as one mobject.

    Typst's own mobjects keep the parsed SVG of every letter, and manim copies all of that whenever
    they fade or move; the bare outlines are some twenty times faster to animate.

    Parameters
    ----------
    source
        Typst markup.
    preamble
        Typst's rules for it.
    size, color
        Font size and colour.
    leave_out
        How many letters to drop from its end.
    """

    def __init__(
        self, source: str, preamble: str = "", *, size: float, color: ParsableManimColor, leave_out: int = 0
    ) -> None:
        super().__init__(color=color, fill_opacity=1, stroke_width=0)
        # Empty where it would not say what is shown.
        self.source = "" if leave_out else source
        self._set_as = (source, preamble, size)
        made = outlines(source, preamble, size)
        shown = made[: len(made) - leave_out]
        self.points = np.concatenate([letter.points for letter in shown if not letter.stroke_width])
        # Lines that Typst draws, such as fraction bars, have no area to fill.
        for bar in (letter for letter in shown if letter.stroke_width):
            line = VMobject(stroke_color=color, stroke_width=bar.stroke_width)
            line.points = bar.points.copy()
            self.add(line)

    @property
    def descent(self) -> float:
        """How far its lowest point lies below the baseline of its only line, as it was set, in scene units."""
        source, preamble, size = self._set_as
        # Set once more with a zero, which stands on the baseline, behind it.
        with_zero = f"{source.removesuffix('$')} 0 $" if source.endswith("$") else f"{source} 0"
        *own, zero = outlines(with_zero, preamble, size)
        lowest = min(float(outline.points[:, 1].min()) for outline in own)
        return float(zero.points[:, 1].min()) - lowest


def prose(
    words: str | Sentence,
    *,
    size: float = BODY,
    color: ParsableManimColor,
    width: float | None = None,
    bold: bool = False,
    **values: Value,
) -> Typeset:
    """Set a sentence, a template of `sparsity.words.sentence`, broken into lines that fit `width` scene units if given.

    A formula in it is never broken.
    """
    markup = (words if isinstance(words, Sentence) else Sentence(words, values)).markup
    body = markup if width is None else f"#block(width: {width / (size * UNITS_PER_POINT):.3f}pt)[{markup}]"
    return Typeset(body, _PROSE.format(weight="semibold" if bold else "regular"), size=size, color=color)


def formula(
    template: str, *, size: float = FORMULA, color: ParsableManimColor, leave_out: int = 0, **values: Value
) -> Typeset:
    """Set Typst math, a template of `sparsity.words.sentence.fill`, without some letters at its end if wanted."""
    return Typeset(f"$ {fill(template, values)} $", size=size, color=color, leave_out=leave_out)


def letters(math_markup: str, *, size: float = FORMULA) -> list[VMobject]:
    """Set Typst math markup and keep its letters apart, for whoever needs the place of each."""
    found = []
    for outline in outlines(f"$ {math_markup} $", "", size):
        letter = VMobject()
        letter.points = outline.points.copy()
        found.append(letter)
    return found
