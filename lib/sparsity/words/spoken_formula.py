"""Formulas as English words, from the same reading of them as their plain text.

What it does not know how to say is an error, never a gap: whoever only hears it would not notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sparsity.words.formula import SPACES
from sparsity.words.grammar import Group, Leaf, Node, Script, parse_formula
from sparsity.words.spoken_numbers import fraction_in_words, number_in_words

RELATIONS = {
    "=": ("equals",),
    "approx": ("equals", "about"),
    "<=": ("at", "most"),
    ">=": ("at", "least"),
    "<": ("less", "than"),
    ">": ("greater", "than"),
    "!=": ("not", "equal", "to"),
    "->": ("goes", "to"),
}
# What the middle of a chain such as 0 < p <= 1 is, compared to what stands on its left.
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
SIGNS = {
    "+": ("plus",),
    "-": ("minus",),
    "times": ("times",),
    "dot": ("times",),
    "/": ("over",),
    r"\/": ("over",),
    ",": (",",),
    ":": (",",),
    ";": (",",),
    "!": ("factorial",),
    "dots": ("and", "so", "on"),
    "infinity": ("infinity",),
    "rank": ("the", "rank", "of"),
    "min": ("the", "minimum", "of"),
    "max": ("the", "maximum", "of"),
}
GREEK = frozenset(
    [
        *("alpha", "beta", "gamma", "delta", "epsilon", "theta", "kappa", "lambda", "mu", "nu", "pi", "rho"),
        *("sigma", "tau", "phi", "chi", "psi", "omega"),
    ]
)
POWERS = {"2": ("squared",), "3": ("cubed",), "T": ("transposed",)}
_PREFIXES = frozenset({"min", "max", "rank"})
# Typst would call these functions; a letter before parentheses may be a factor too.
_OF = frozenset("fghCPEF")
_THOUSANDS = re.compile(r"(?<=\d)\s*thin\s*(?=\d{3}(?!\d))")
_QUOTED_WORD = re.compile(r"[A-Za-z]{2,}")


class Name(str):
    """A letter that is called by its name, unlike the word a."""

    __slots__ = ()


def ends_in_name(words: Sequence[str]) -> bool:
    """Tell whether words end in the name of something, or in a power of it: what can be equal to something.

    >>> ends_in_name(["at", "lambda"]), ends_in_name([Name("x"), "squared"]), ends_in_name(["lies", "at"])
    (True, True, False)
    """
    if not words:
        return False
    return isinstance(words[-1], Name) or words[-1] in GREEK or (words[-1],) in POWERS.values()


def formula_in_words(markup: str, *, after_something: bool = False) -> list[str]:
    r"""Say a formula: its words in order, pauses as commas, and letters as `Name`.

    Parameters
    ----------
    markup
        The formula.
    after_something
        Whether it goes on with what stands before it, as "= 0.5" does behind c.

    Raises
    ------
    ValueError
        If there is something in it for which there are no words; the message says what.

    Examples
    --------
    >>> " ".join(formula_in_words("b = 5 - 10 a")), " ".join(formula_in_words("c approx 2.5 times 10^(-7)"))
    ('b equals five minus ten a', 'c equals about two point five times ten to the power minus seven')
    >>> " ".join(formula_in_words("norm((a, b))_2 = sqrt(a^2 + b^2)"))
    'the L two norm of a comma b equals the square root of a squared plus b squared ,'
    >>> " ".join(formula_in_words(r"(abs(a)^(1\/2) + abs(b)^(1\/2))^2 <= c"))
    'the quantity absolute a to the power one half plus absolute b to the power one half , all squared , at most c'
    >>> " ".join(formula_in_words("0 < p <= 1")), formula_in_words("approx 0.5")
    ('p greater than zero and at most one', ['about', 'zero', 'point', 'five'])
    >>> formula_in_words("mat(1, 2; 3, 4)")
    Traceback (most recent call last):
        ...
    ValueError: formula has no words for 'mat(…)', in 'mat(1, 2; 3, 4)'
    """
    try:
        return _said(_without_spaces(parse_formula(_THOUSANDS.sub("", markup))), after_something)
    except _NoWordsError as error:
        raise ValueError(f"formula has no words for {error.args[0]!r}, in {str(markup)!r}") from None


class _NoWordsError(Exception):
    """Something has no words; its argument says what."""


def _without_spaces(nodes: Sequence[Node]) -> list[Node]:
    return [node for node in nodes if not (isinstance(node, Leaf) and (node.kind == "space" or node.text in SPACES))]


def _said(nodes: Sequence[Node], after_something: bool = False) -> list[str]:
    """Say sides of relations."""
    sides: list[list[Node]] = [[]]
    signs: list[str] = []
    for node in nodes:
        if isinstance(node, Leaf) and node.text in RELATIONS:
            signs.append(node.text)
            sides.append([])
        else:
            sides[-1].append(node)
    if len(signs) == 2 and all(sides) and (set(signs) <= {"<", "<="} or set(signs) <= {">", ">="}):
        left, middle, right = map(_terms, sides)
        return [*middle, *RELATIONS[_TURNED[signs[0]]], *left, "and", *RELATIONS[signs[1]], *right]
    words = _terms(sides[0])
    for sign, side in zip(signs, sides[1:], strict=True):
        is_alone = sign == "approx" and not words and not after_something
        words += [*(("about",) if is_alone else RELATIONS[sign]), *_terms(side)]
    return words


def _terms(nodes: Sequence[Node]) -> list[str]:
    words: list[str] = []
    at = 0
    while at < len(nodes):
        if at and _is_joined(nodes, at):
            words.append("of" if _is_function(nodes[at - 1]) else "times")
        fraction = _fraction(nodes[at : at + 3])
        if fraction:
            words += fraction
            at += 3
            continue
        scripts = []
        end = at + 1
        while end < len(nodes) and isinstance(scripted := nodes[end], Script):
            scripts.append(scripted)
            end += 1
        words += _with_scripts(nodes[at], scripts, is_argument=at > 0 and _text(nodes[at - 1]) in _PREFIXES)
        at = end
    return words


def _is_joined(nodes: Sequence[Node], at: int) -> bool:
    """Tell whether parentheses stand beside something without a sign between."""
    before, here = nodes[at - 1], nodes[at]
    beside = [isinstance(node, Group) and not node.function for node in (before, here)]
    if isinstance(before, Leaf) and (before.text in SIGNS or before.kind == "operator"):
        return False
    return not isinstance(here, Script) and any(beside) and not (isinstance(here, Leaf) and here.text in SIGNS)


def _is_function(node: Node) -> bool:
    return _text(node) in _OF


def _text(node: Node) -> str:
    return node.text if isinstance(node, Leaf) else ""


def _fraction(nodes: Sequence[Node]) -> list[str]:
    """Say two whole numbers with a bar between, if these are such."""
    if len(nodes) != 3 or _text(nodes[1]) not in ("/", r"\/"):
        return []
    above, below = _text(nodes[0]), _text(nodes[2])
    return fraction_in_words(int(above), int(below)) if above.isdigit() and below.isdigit() else []


def _with_scripts(node: Node, scripts: Sequence[Script], *, is_argument: bool) -> list[str]:
    below = [script for script in scripts if script.sign == "_"]
    if isinstance(node, Group) and node.function == "norm":
        order = [word for script in below for word in _said(_without_spaces(script.inside))]
        words = ["the", *([Name("L"), *order] if order else []), "norm", "of", *_said(_without_spaces(node.inside))]
        below = []
    else:
        words = _primary(node, is_argument=is_argument)
    for script in below:
        words += _said(_without_spaces(script.inside))
    for script in (script for script in scripts if script.sign == "^"):
        inside = _without_spaces(script.inside)
        is_whole = isinstance(node, Group) and node.function in ("", "lr")
        words += ["all"] if is_whole else []
        if len(inside) == 1 and _text(inside[0]) in POWERS:
            words += POWERS[_text(inside[0])]
        else:
            words += ["to", "the", "power", *_said(inside)]
        words += [","] if is_whole else []
    return words


def _primary(node: Node, *, is_argument: bool) -> list[str]:
    if isinstance(node, Script):
        raise _NoWordsError(node.sign)
    if isinstance(node, Group):
        return _group(node, is_argument=is_argument)
    if node.kind == "number":
        return number_in_words(node.text)
    if node.text in SIGNS:
        return list(SIGNS[node.text])
    if node.text == "degree":
        return ["degrees"]
    if node.kind == "text":
        return [word for quoted in node.text[1:-1].split() for word in _quoted(quoted)]
    if node.text in GREEK:
        return [node.text]
    if node.kind == "word" and len(node.text) == 1:
        return [Name(node.text)]
    raise _NoWordsError(node.text)


def _quoted(word: str) -> list[str]:
    if word in _PREFIXES:
        return list(SIGNS[word])
    if not _QUOTED_WORD.fullmatch(word):
        raise _NoWordsError(word)
    return [word]


def _group(node: Group, *, is_argument: bool) -> list[str]:
    if node.bracket != "(":
        raise _NoWordsError(node.bracket)
    inside = _without_spaces(node.inside)
    if node.function == "lr":
        return _said(inside)
    arguments = _split_at_commas(inside)
    if node.function in ("max", "min") and len(arguments) == 2:
        which = {"max": "larger", "min": "smaller"}[node.function]
        return ["the", which, "of", *_said(arguments[0]), "and", *_said(arguments[1])]
    if node.function in ("max", "min"):
        return [*SIGNS[node.function], *_said(inside)]
    if node.function == "binom" and len(arguments) == 2:
        return [*_said(arguments[0]), "choose", *_said(arguments[1])]
    if node.function in ("", "vec"):
        if len(arguments) > 1:
            listed = [word for argument in arguments for word in ("comma", *_said(argument))][1:]
            return ["the", "vector", *listed] if node.function else listed
        said = _said(inside)
        return said if is_argument or _is_simple(inside) else ["the", "quantity", *said, ","]
    if node.function == "abs":
        said = _said(inside)
        return ["absolute", *said] if _is_simple(inside) else ["the", "absolute", "value", "of", *said, ","]
    if node.function == "sqrt":
        said = _said(inside)
        return ["the", "square", "root", "of", *said, *([] if _is_simple(inside) else [","])]
    raise _NoWordsError(f"{node.function}(…)")


def _is_simple(nodes: Sequence[Node]) -> bool:
    """Tell whether one hears where it ends: a number, a name or a fraction, with a sign or without."""
    unsigned = nodes[1:] if nodes and _text(nodes[0]) == "-" else nodes
    if unsigned and isinstance(unsigned[-1], Script) and unsigned[-1].sign == "_":
        unsigned = unsigned[:-1]
    if len(unsigned) == 1 and isinstance(unsigned[0], Group):
        return unsigned[0].function in ("", "abs") and _is_simple(_without_spaces(unsigned[0].inside))
    return (len(unsigned) == 1 and isinstance(unsigned[0], Leaf)) or bool(_fraction(unsigned))


def _split_at_commas(nodes: Sequence[Node]) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if _text(node) == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts
