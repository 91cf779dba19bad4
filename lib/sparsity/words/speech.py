"""What is said, as words that anybody can read aloud: no digits, no symbols, each letter known as word or as name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

from sparsity.words.spoken_formula import GREEK, POWERS, RELATIONS, SIGNS, Name, ends_in_name
from sparsity.words.spoken_numbers import BELOW_TWENTY, fraction_in_words, number_in_words

# Stands in a list of words for the moment that something on screen waits for.
MARK = "{now}"
_PAUSES = ",;:.?!"
# Behind these a sentence begins.
_ENDS = frozenset(".?!")
_WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
# What formulas are made of once they are plain text, by what they are called there.
_PLAIN_SIGNS = {
    **{sign: RELATIONS[name] for sign, name in {"=": "=", "≤": "<=", "≥": ">=", "<": "<", ">": ">"}.items()},
    **{sign: SIGNS[name] for sign, name in {"+": "+", "−": "-", "·": "times", "×": "times", "∞": "infinity"}.items()},
    "≠": RELATIONS["!="],
    "→": RELATIONS["->"],
    "%": ("percent",),
    "°": ("degrees",),
    "√": ("the", "square", "root", "of"),
    "…": ("and", "so", "on"),
    "—": (",",),
    "–": (",",),
    "&": ("and",),
    "(": (",",),
    ")": (",",),
    "θ": ("theta",),
    "λ": ("lambda",),
}
_PLAIN = re.compile(
    r"""\((?P<point>−?[\d.]+(?:,\s−?[\d.]+)+)\)
    |(?P<above>\d+)/(?P<below>\d+)(?![\d.])
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<absolute>\|(?P<inside>−?(?:[a-z]|\d+(?:\.\d+)?))\|)
    |(?P<word>[A-Za-z]+(?:['’-][A-Za-z]+)*)
    |(?P<pause>[,;:.?!])
    |(?P<power>[⁻⁰¹²³⁴-⁹]+)
    |(?P<quote>["“”])
    |(?P<joint>^-(?=[A-Za-z])|-$)
    |(?P<space>\s+)
    |(?P<sign>.)""",
    re.VERBOSE,
)
_UNITS = {
    **{"mm": "millimeters", "cm": "centimeters", "km": "kilometers", "ms": "milliseconds"},
    **{"mg": "milligrams", "kg": "kilograms", "ml": "milliliters"},
}
_ONE_OF = {plural: plural.removesuffix("s") for plural in (*_UNITS.values(), "degrees")}
# After these "one" is the end of a number.
_BEFORE_ONE = frozenset({"hundred", "thousand", "million", "billion", "trillion", "point", *BELOW_TWENTY[:10]})
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "−0123456789")
# What follows the name a, and hardly ever the word a.
_AFTER_A_NAME = re.compile(r"\s*(?:$|[,;:.?!=≈≤≥<>+−]|(?:and|or|is|has|goes|alone)\b)")


class Word(NamedTuple):
    """A word to be said.

    Parameters
    ----------
    text
        Its letters, with hyphens and apostrophes.
    is_name
        Whether it is a letter called by its name, as in "the weight a", or such a letter with an ending, as in "p-th".
    pause
        The punctuation behind it.
    """

    text: str
    is_name: bool = False
    pause: str = ""


@dataclass(frozen=True)
class Speech:
    """Words to be said one after the other.

    Parameters
    ----------
    words
        The words.
    mark
        How many of them come before the moment that something on screen waits for, if there is one.
    """

    words: tuple[Word, ...]
    mark: int | None = None

    @property
    def text(self) -> str:
        """The words as one reads them aloud."""
        return " ".join(word.text + word.pause for word in self.words)

    def __add__(self, other: Speech) -> Speech:
        """The words of both."""
        mark = other.mark + len(self.words) if self.mark is None and other.mark is not None else self.mark
        return Speech(self.words + other.words, mark)


def speech_of(pieces: Sequence[str]) -> Speech:
    """Put words, pauses, names and perhaps the mark together.

    >>> speech_of(["the", "weight", Name("a"), ",", ",", MARK, "zero", "."]).text
    'The weight a, zero.'

    Raises
    ------
    ValueError
        If something is neither of these, or there are two marks.
    """
    words: list[Word] = []
    mark = None
    for piece in pieces:
        if piece == MARK:
            if mark is not None:
                raise ValueError(f"a caption may have {MARK} once")
            mark = len(words)
        elif piece in _PAUSES:
            # Of several, the stronger.
            if words and _PAUSES.index(piece) >= _PAUSES.find(words[-1].pause or ","):
                words[-1] = words[-1]._replace(pause=piece)
        elif _WORD.fullmatch(piece):
            if piece in _ONE_OF and [word.text.lower() for word in words[-1:]] == ["one"]:
                is_end = len(words) > 1 and words[-2].text.lower() in _BEFORE_ONE and not words[-2].pause
                piece = piece if is_end else _ONE_OF[piece]
            is_name = isinstance(piece, Name)
            begins = not words or words[-1].pause in _ENDS
            words.append(Word(piece[0].upper() + piece[1:] if begins and not is_name else str(piece), is_name))
        else:
            raise ValueError(f"there are no words for {piece!r}")
    return Speech(tuple(words), mark)


def plain_words(text: str, after: str = "") -> list[str]:
    """Say plain text: its words, with what there is of numbers and signs in between spelled out.

    What comes after it tells a name from a word.

    >>> " ".join(plain_words("An L1 solver may return any of them."))
    'An L one solver may return any of them .'
    >>> [word for word in plain_words("its slope a and a dot, c") if isinstance(word, Name)]
    ['a', 'c']
    >>> [isinstance(plain_words("with a ", after)[-1], Name) for after in ("sparse answer.", "= 0.5.")]
    [False, True]
    >>> " ".join(plain_words("Shapes from p = ∞ to p = 1/4, |x| = 2 (NP-hard)"))
    'Shapes from p equals infinity to p equals one quarter , absolute x equals two , N P hard ,'
    >>> plain_words("5 qm")
    Traceback (most recent call last):
        ...
    ValueError: there are no words for 'qm'
    """
    words: list[str] = []
    # Letters of other languages without their marks.
    text = "".join(_unmarked(letter) for letter in text)
    for found in _PLAIN.finditer(text):
        match found.lastgroup:
            case "point":
                numbers = re.split(r",\s", found["point"])
                words += [word for number in numbers for word in ("comma", *plain_words(number))][1:]
            case "below":
                words += fraction_in_words(int(found["above"]), int(found["below"]))
            case "number":
                words += number_in_words(found["number"])
            case "absolute":
                words += ["absolute", *plain_words(f"{found['inside']},")[:-1]]
            case "word":
                words += _word(found["word"].replace("’", "'"), text[: found.start()], text[found.end() :] + after)
            case "power":
                power = found[0].translate(_RAISED)
                words += POWERS.get(power) or ("to", "the", "power", *plain_words(power))
            case "pause":
                words.append(found[0])
            case "sign" if found[0] == "≈":
                words += RELATIONS["approx"] if ends_in_name(words) else ("about",)
            case "sign":
                if found[0] not in _PLAIN_SIGNS:
                    raise ValueError(f"there are no words for {found[0]!r}")
                words += _PLAIN_SIGNS[found[0]]
    return words


def _unmarked(letter: str) -> str:
    plain = normalize("NFD", letter)[0]
    return plain if plain.isascii() and plain.isalpha() else letter


def _word(word: str, before: str, after: str) -> list[str]:
    if len(word) == 1:
        begins = not before.strip() or before.rstrip()[-1] in ".:?!"
        is_article = (word == "a" or (word == "A" and begins)) and not _AFTER_A_NAME.match(after)
        return [word if is_article else Name(word)]
    parts = word.split("-")
    if len(parts) == 2 and len(parts[0]) == 1 and parts[1] == "th":
        return [Name(word)]
    if len(parts) > 1 and any(len(part) == 1 or part.isupper() for part in parts):
        return [said for part in parts for said in ([Name(part)] if len(part) == 1 else _word(part, "", ""))]
    if word.isupper() or word == "Lp":
        return [Name(letter) for letter in word]
    if word in _UNITS:
        return [_UNITS[word]]
    if not _VOWEL.search(word) and word.lower() not in GREEK:
        raise ValueError(f"there are no words for {word!r}")
    return [word]
