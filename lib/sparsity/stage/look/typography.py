"""All words and formulas of the scenes, set with Typst."""

from __future__ import annotations

from typing import Any, Self
from xml.etree import ElementTree

import numpy as np
from manim import MathTypst, SVGMobject, Typst, VMobject, config
from manim.utils.color import ParsableManimColor
from manim.utils.typst_file_writing import typst_to_svg_file

from sparsity.stage.recording.alone import alone

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

_PROSE = '#set text(font: "Libertinus Serif", weight: "{weight}", hyphenate: false)\n#set par(leading: 0.5em)'


class _SoundCache(SVGMobject):
    """What both of manim's Typst mobjects lack: their cache of SVG files may be shared, and may be damaged.

    Manim writes source, SVG and an intermediate file in place, under names that follow from the markup: two
    processes that set the same words read each other's half-written files, and a file that was cut off once, by a
    full disk or a kill, would be read again for good.
    """

    typst_code: str
    typst_preamble: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        with alone(config.get_dir("tex_dir") / "lock"):
            super().__init__(*args, **kwargs)

    def generate_mobject(self) -> Self:
        """Read the cached SVG; one that does not parse is thrown away and made again."""
        try:
            return super().generate_mobject()
        except ElementTree.ParseError:
            self.get_file_path().unlink()
            typst_to_svg_file(self.typst_code, preamble=self.typst_preamble)
            return super().generate_mobject()


class _Words(_SoundCache, Typst):
    """Markup."""


class _Formula(_SoundCache, MathTypst):
    """Math markup."""


class Typeset(VMobject):
    """The outlines of something that Typst has set, as one mobject.

    Typst's own mobjects keep the parsed SVG of every letter, and manim copies all of that whenever
    they fade or move; the bare outlines are some twenty times faster to animate.

    Parameters
    ----------
    typst
        What Typst made.
    leave_out
        How many letters to drop from its end.
    """

    def __init__(self, typst: Typst, leave_out: int = 0) -> None:
        super().__init__(color=typst.get_color(), fill_opacity=1, stroke_width=0)
        # Empty where it would not say what is shown.
        self.source = "" if leave_out else typst.typst_code
        letters = typst.submobjects[: len(typst.submobjects) - leave_out]
        self.points = np.concatenate([letter.points for letter in letters if not letter.get_stroke_width()])
        # Lines that Typst draws, such as fraction bars, have no area to fill.
        for stroked in (letter for letter in letters if letter.get_stroke_width()):
            line = VMobject().match_style(stroked)
            line.points = stroked.points
            self.add(line)


def prose(
    words: str, *, size: float = BODY, color: ParsableManimColor, width: float | None = None, bold: bool = False
) -> Typeset:
    """Set Typst markup as text, broken into lines that fit `width` scene units if that is given."""
    body = words if width is None else f"#block(width: {width / (size * UNITS_PER_POINT):.3f}pt)[{words}]"
    preamble = _PROSE.format(weight="semibold" if bold else "regular")
    return Typeset(_Words(body, typst_preamble=preamble, font_size=size, color=color, use_svg_cache=False))


def plain(words: str) -> str:
    r"""Markup that shows words letter by letter, whatever they mean in markup.

    >>> plain('Costs $1 #now "here"')
    '#"Costs $1 #now \\"here\\""'
    """
    escaped = words.replace("\\", r"\\").replace('"', r"\"")
    return f'#"{escaped}"'


def inline(math_markup: str) -> str:
    """Put a formula into the markup of `prose`, never broken across lines."""
    return f"#box[${math_markup}$]"


def formula(math_markup: str, *, size: float = FORMULA, color: ParsableManimColor) -> Typeset:
    """Set Typst math markup."""
    return Typeset(letters(math_markup, size=size, color=color))


def letters(math_markup: str, *, size: float = FORMULA, color: ParsableManimColor) -> MathTypst:
    """Set Typst math markup and keep its letters apart, for whoever needs the place of each."""
    # Manim's cache of SVGs would copy each of them once more.
    return _Formula(math_markup, font_size=size, color=color, use_svg_cache=False)
