"""Sentences as templates: one readable string with typed values, written as plain text or as Typst markup.

A template is made of words, of formulas between dollar signs, of _emphasis_, of words in [brackets] that stay on one
line, and of values in braces:

    "The least $abs(a) + abs(b)$ {radius:=}: the answer is _sparse_."

Numbers and points come as they are, and the template says how to write them; everything else comes as a `Formula`, or
as words. Captions, headlines, formulas and, later, speech and other languages are made from the same call.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Real
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sparsity.words.formula import Formula
from sparsity.words.grammar import Span
from sparsity.words.notation import equal_to, equals_or_about, format_number, format_point, point_or_about
from sparsity.words.sizes import number_or_about
from sparsity.words.speech import MARK, Speech, plain_words, speech_of
from sparsity.words.spoken_formula import ends_in_name, formula_in_words

Value: TypeAlias = str | float | Fraction | Sequence[float] | npt.NDArray[np.float64]

_PIECE = re.compile(
    r"""\$(?P<formula>[^$]*)\$
    |\{(?P<name>\w+)(?::(?P<how>[^{}]*))?\}
    |_(?P<emphasis>[^_]+)_
    |\[(?P<together>[^\[\]]+)\]
    |(?P<newline>\n)
    |(?P<words>[^$_{}\[\]\n]+)
    |(?P<stray>.)""",
    re.VERBOSE,
)
_PLACE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_SIGN = re.compile(r"(?:=|approx) ")
_HOW = re.compile(r"(?P<sign>[=~]?)(?:\.(?P<digits>\d+))?(?P<words>w?)")
_NOW = MARK.strip("{}")
# What Typst would take for markup.
_MARKUP = re.compile(r"[\\#*`<>@~]")


@dataclass(frozen=True)
class Sentence:
    r"""A template and its values.

    Values are written by what stands behind their name: `{r}` is a number with ≈ in front where rounding changed it,
    `{r:=}` has = or ≈ before it, `{r:~}` is the rounded number alone; `{r:.4}` and `{r:=.4}` have four significant
    digits. Points are written the same ways. With a w at the end, as in `{r:.4w}`, the number is set as words are.

    Parameters
    ----------
    template
        The sentence; see above.
    values
        What goes into its braces, by name.

    Raises
    ------
    ValueError
        If the template has no such form, or names another value than those given.

    Examples
    --------
    >>> sentence = Sentence("The least $abs(a) + abs(b)$ {c:=}: _sparse_.", {"c": 2 / 3})
    >>> sentence.plain
    'The least |a| + |b| ≈ 0.667: sparse.'
    >>> sentence.markup
    'The least $abs(a) + abs(b)$ $approx 0.667$: _sparse_.'
    >>> sentence.spoken.text
    'The least absolute a plus absolute b equals about zero point six six seven: sparse.'
    >>> Sentence("First contact at {point}.", {}).plain
    Traceback (most recent call last):
        ...
    ValueError: sentence 'First contact at {point}.' must be given the value point
    """

    template: str
    values: Mapping[str, Value]

    @property
    def plain(self) -> str:
        """The sentence for captions and transcripts."""
        return " ".join(self._written(self.template, in_markup=False).split())

    @property
    def markup(self) -> str:
        """The sentence as Typst markup."""
        return self._written(self.template, in_markup=True)

    @property
    def spoken(self) -> Speech:
        """The sentence as it is said, every symbol of it in words.

        Raises
        ------
        ValueError
            If there are no words for something in it.
        """
        try:
            return speech_of(self._spoken(self.template, ""))
        except ValueError as error:
            raise ValueError(f"caption {self.plain!r} cannot be said: {error}") from None

    def _spoken(self, template: str, rest: str) -> list[str]:
        words: list[str] = []
        for piece in _PIECE.finditer(template):
            after = self._written(template[piece.end() :] + rest, in_markup=False)
            match piece.lastgroup:
                case "formula":
                    words += _say(fill(piece["formula"], self.values), template[: piece.start()], words, after)
                case "name" if piece["name"] == _NOW:
                    words.append(MARK)
                case "name" | "how":
                    value = _value(self.template, self.values, piece["name"], piece["how"])
                    words += _say(value, template[: piece.start()], words, after)
                case "emphasis" | "together":
                    words += self._spoken(piece[piece.lastgroup], template[piece.end() :] + rest)
                case "words":
                    words += plain_words(piece["words"], after)
        return words

    def _written(self, template: str, *, in_markup: bool) -> str:
        parts = []
        for piece in _PIECE.finditer(template):
            match piece.lastgroup:
                case "formula":
                    parts.append(_set(fill(piece["formula"], self.values), in_markup))
                case "name" if piece["name"] == _NOW:
                    pass
                case "name" | "how":
                    parts.append(_set(_value(self.template, self.values, piece["name"], piece["how"]), in_markup))
                case "emphasis":
                    inside = self._written(piece["emphasis"], in_markup=in_markup)
                    parts.append(f"_{inside}_" if in_markup else inside)
                case "together":
                    inside = self._written(piece["together"], in_markup=in_markup)
                    parts.append(f"#box[{inside}]" if in_markup else inside)
                case "newline":
                    parts.append(" \\ " if in_markup else " ")
                case "words":
                    parts.append(_MARKUP.sub(r"\\\g<0>", piece["words"]) if in_markup else piece["words"])
                case _:
                    raise ValueError(f"sentence {self.template!r} must close what it opens with {piece[0]!r}")
        return "".join(parts)


def fill(template: str, values: Mapping[str, Value]) -> Formula:
    """Fill values into a formula.

    >>> fill("c {radius:=}", {"radius": 0.5})
    'c = 0.5'
    >>> fill("(a, b) {answer:=}", {"answer": (0.5, 1 / 3)})
    '(a, b) approx (0.5, 0.333)'
    """
    return Formula(_PLACE.sub(lambda place: str(_value(template, values, place[1], place[2])), template))


def places(template: str, values: Mapping[str, Value]) -> dict[str, list[Span]]:
    """Where `fill` puts each value, without the sign that it puts before it: start and end, each time it does.

    >>> places("abs({w}) = {size:~}, c {c:=}", {"w": Formula("b"), "size": 5, "c": 2 / 3})
    {'w': [(4, 5)], 'size': [(9, 10)], 'c': [(21, 26)]}
    """
    found: dict[str, list[Span]] = {}
    shift = 0
    for place in _PLACE.finditer(template):
        text = str(_value(template, values, place[1], place[2]))
        start, end = place.start() + shift, place.start() + shift + len(text)
        sign = _SIGN.match(text)
        found.setdefault(place[1], []).append((start + (sign.end() if sign else 0), end))
        shift += len(text) - len(place[0])
    return found


def written(value: Value, how: str = "") -> Formula | str:
    """Write one value; words and formulas stay as they are.

    Raises
    ------
    ValueError
        If there is no such way of writing it.
    """
    if isinstance(value, str):
        if how:
            raise ValueError(f"words and formulas are written as they are, not by {how!r}")
        return value
    found = _HOW.fullmatch(how)
    if found is None:
        raise ValueError(f"numbers and points are written by =, ~, digits such as .4, and w, not by {how!r}")
    formula = _as_formula(value, found["sign"], int(found["digits"] or 3))
    return formula.plain if found["words"] else formula


def _as_formula(value: float | Fraction | Sequence[float] | npt.NDArray[np.float64], sign: str, digits: int) -> Formula:
    if isinstance(value, Fraction):
        return Formula(f"{sign and '= '}{value}")
    if isinstance(value, Real):
        return {"=": equal_to, "~": format_number, "": number_or_about}[sign](float(value), digits)
    point = np.asarray(value, dtype=np.float64)
    if sign == "=":
        return Formula(f"{equals_or_about(*point, digits=digits)} {format_point(point, digits)}")
    return format_point(point, digits) if sign else point_or_about(point, digits)


def _value(template: str, values: Mapping[str, Value], name: str, how: str | None) -> Formula | str:
    if name not in values:
        raise ValueError(f"sentence {template!r} must be given the value {name}")
    return written(values[name], how or "")


def _set(value: Formula | str, in_markup: bool) -> str:
    if isinstance(value, Formula):
        return f"${value}$" if in_markup else value.plain
    return verbatim(value) if in_markup else value


def _say(value: Formula | str, before: str, words: list[str], after: str) -> list[str]:
    if not isinstance(value, Formula):
        return plain_words(value, after)
    # A name, or another formula.
    is_behind_formula = before.replace(MARK, "").rstrip().endswith(("$", "}"))
    said = [word for word in words if word != MARK]
    return formula_in_words(value, after_something=is_behind_formula or ends_in_name(said))


def verbatim(words: str) -> str:
    r"""Markup that shows words letter by letter, whatever they mean in markup.

    >>> verbatim('Costs $1 #now "here"')
    '#"Costs $1 #now \\"here\\"";'
    """
    escaped = words.replace("\\", r"\\").replace('"', r"\"")
    return f'#"{escaped}";'
