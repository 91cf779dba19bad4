"""All words and formulas of the scenes, set with Typst."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from manim import VGroup, VMobject, config
from manim.utils.color import ParsableManimColor

from sparsity.stage.look.outlines import outlines
from sparsity.stage.look.parts import FORMULAS, letters_by_span
from sparsity.words.formula import leaf_spans, spans_of
from sparsity.words.sentence import Sentence, Value, fill, places

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
#set text(font: "Libertinus Serif", hyphenate: false)
#set par(leading: 0.5em)
#show math.equation.where(block: false): box
"""
_BOLD = '#set text(weight: "semibold")\n'
# A letter of no width that stands on the baseline and moves nothing.
_STRUT = "#box(width: 0pt)[0]"

# The height of a line's type at font size 1, in scene units.
_EM = 10 * UNITS_PER_POINT
# What one can read from the back row, as a share of the frame's height; nothing is set smaller.
_SMALLEST_SHARE = 0.026


def em_of(size: float) -> float:
    """The height of a line's type at a font size, in scene units."""
    return size * _EM


def readable(size: float) -> float:
    """A font size, or the smallest that can be read in manim's current frame."""
    return max(size, smallest_em() / _EM)


def smallest_em() -> float:
    """The height of the smallest type that can be read in manim's current frame, in scene units.

    A tall frame is held in the hand: there it is measured by a square of the same area.
    """
    height, area = float(config.frame_height), float(config.frame_width * config.frame_height)
    return _SMALLEST_SHARE * min(height, math.sqrt(area))


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
        size = readable(size)
        self._set_as = (source, preamble, size)
        made = outlines(source, preamble, size)
        shown = made[: len(made) - leave_out]
        self.points = np.concatenate([letter.points for letter in shown if not letter.stroke_width])
        # Lines that Typst draws, such as fraction bars, have no area to fill.
        for bar in (letter for letter in shown if letter.stroke_width):
            line = VMobject(stroke_color=color, stroke_width=bar.stroke_width)
            line.points = bar.points.copy()
            self.add(line)
        self._first_extent = self._extent
        # How many points each letter has, and 0 for a bar.
        self._lengths = [0 if letter.stroke_width else len(letter.points) for letter in shown]

    @property
    def em(self) -> float:
        """The height of its type now, in scene units."""
        return em_of(self._set_as[2]) * self._extent / self._first_extent

    @property
    def _extent(self) -> float:
        return float(np.linalg.norm(np.ptp(self.get_all_points(), axis=0)))

    @property
    def descent(self) -> float:
        """How far its lowest point lies below the baseline of its only line, as it was set, in scene units."""
        source, preamble, size = self._set_as
        # Set once more with a zero, which stands on the baseline, behind it.
        with_zero = f"{source.removesuffix('$')} 0 $" if source.endswith("$") else f"{source} 0"
        *own, zero = outlines(with_zero, preamble, size)
        lowest = min(float(outline.points[:, 1].min()) for outline in own)
        return float(zero.points[:, 1].min()) - lowest

    @property
    def letters(self) -> list[VMobject]:
        """Its letters, and the bars that Typst draws, in order: copies, as they stand and look now."""
        cuts = np.cumsum(self._lengths)
        bars = iter(self.submobjects)
        return [
            self._letter(self.points[end - length : end]) if length else next(bars).copy()
            for end, length in zip(cuts, self._lengths, strict=True)
        ]

    def _letter(self, points: npt.NDArray[np.float64]) -> VMobject:
        letter = VMobject(fill_color=self.get_fill_color(), fill_opacity=float(self.get_fill_opacity()), stroke_width=0)
        letter.points = points.copy()
        return letter


class Prose(Typeset):
    """The outlines of a sentence.

    Parameters
    ----------
    sentence
        What it says.
    size, color
        Font size and colour.
    width
        How wide its lines may get, in scene units; with `None` it is one line.
    is_bold
        Whether it is set in semibold.
    """

    def __init__(
        self,
        sentence: Sentence,
        size: float,
        color: ParsableManimColor,
        width: float | None = None,
        *,
        is_bold: bool = False,
    ) -> None:
        size = readable(size)
        self._markup = sentence.markup
        self._block = "{}" if width is None else f"#block(width: {width / (size * UNITS_PER_POINT):.3f}pt)[{{}}]"
        rules = _PROSE + FORMULAS + _BOLD * is_bold
        super().__init__(self._block.replace("{}", self._markup), rules, size=size, color=color)

    @property
    def baselines(self) -> tuple[float, float]:
        """How far the baseline of its first line is below its top, and that of its last line above its bottom.

        As it was set, in scene units.
        """
        _, rules, size = self._set_as
        first, *own, last = outlines(self._block.replace("{}", f"{_STRUT}{self._markup}{_STRUT}"), rules, size)
        heights = np.concatenate([letter.points[:, 1] for letter in own])
        stands = [float(strut.points[:, 1].min()) for strut in (first, last)]
        return float(heights.max()) - stands[0], stands[1] - float(heights.min())


class TypesetFormula(Typeset):
    """The outlines of a formula, whose parts have names.

    A part is named by the value that stands there, as in its template, or by its piece of markup: in
    `formula("b = {y} - {x} a", x=10, y=5)` they are `"x"`, `"y"`, `"b"`, `"10 a"`, `"="` and more.

    Parameters
    ----------
    template
        Template of Typst math, as in `sparsity.words.sentence.fill`.
    values
        What goes into its braces, by name.
    """

    def __init__(
        self,
        template: str,
        values: Mapping[str, Value],
        *,
        size: float,
        color: ParsableManimColor,
        leave_out: int = 0,
    ) -> None:
        self.markup = fill(template, values)
        self.places = places(template, values)
        super().__init__(f"$ {self.markup} $", FORMULAS, size=size, color=color, leave_out=leave_out)

    def letters_of(self, name: str, occurrence: int = 0) -> list[int]:
        """The numbers of a part's letters among `letters`.

        Raises
        ------
        ValueError
            If there is no such part.
        """
        spans = self.places.get(name) or spans_of(self.markup, name)
        if not 0 <= occurrence < len(spans):
            raise ValueError(f"part must be a value or a piece of {self.markup!r}, not {name!r} number {occurrence}")
        (letters,) = letters_by_span(self.markup, [spans[occurrence]], self._set_as[2])
        return [letter for letter in letters if letter < len(self._lengths)]

    def leaves(self) -> list[tuple[str, list[int]]]:
        """Its names, numbers and operators in order, each with the numbers of its letters."""
        spans = leaf_spans(self.markup)
        by_span = letters_by_span(self.markup, spans, self._set_as[2])
        return [(self.markup[slice(*span)], letters) for span, letters in zip(spans, by_span, strict=True)]

    def part(self, name: str, occurrence: int = 0) -> Part:
        """A copy of a part where it stands: to move it, to frame it, or to put it in another colour on top of it."""
        letters = self.letters
        return Part(letters[number] for number in self.letters_of(name, occurrence))


class Part(VGroup):
    """Letters of a formula."""


def prose(
    words: str | Sentence,
    *,
    size: float = BODY,
    color: ParsableManimColor,
    width: float | None = None,
    bold: bool = False,
    **values: Value,
) -> Prose:
    """Set a sentence, a template of `sparsity.words.sentence`, broken into lines that fit `width` scene units if given.

    A formula in it is never broken.
    """
    return Prose(words if isinstance(words, Sentence) else Sentence(words, values), size, color, width, is_bold=bold)


def formula(
    template: str, *, size: float = FORMULA, color: ParsableManimColor, leave_out: int = 0, **values: Value
) -> TypesetFormula:
    """Set Typst math, a template of `sparsity.words.sentence.fill`, without some letters at its end if wanted."""
    return TypesetFormula(template, values, size=size, color=color, leave_out=leave_out)


def letters(math_markup: str, *, size: float = FORMULA) -> list[VMobject]:
    """Set Typst math markup and keep its letters apart, for whoever needs the place of each."""
    found = []
    for outline in outlines(f"$ {math_markup} $", FORMULAS, readable(size)):
        letter = VMobject()
        letter.points = outline.points.copy()
        found.append(letter)
    return found
