"""Formulas as plain text, and where their pieces stand, from the one reading of them.

What has no plain text is an error, never a gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from sparsity.words.grammar import FUNCTIONS, Group, Leaf, Node, Script, Span, parse_formula, tokens_of

SYMBOLS = {
    "approx": "≈",
    "infinity": "∞",
    "theta": "θ",
    "lambda": "λ",
    "times": "·",
    "dot": "·",
    "dots": "…",
    "degree": "°",
    "<=": "≤",
    ">=": "≥",
    "!=": "≠",
    "->": "→",
    "-": "−",
    r"\/": "/",
}
SPACES = frozenset({"thin", "med", "thick", "quad", "wide"})
_NAMED = frozenset({"min", "max"})
# What else is written as it is, besides numbers and single letters.
_AS_IT_IS = _NAMED | frozenset("+=<>,:;!/")

_SUPERSCRIPTS = str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DIGITS = re.compile(r"−?\d+")
# What a root covers without parentheses.
_SINGLE = re.compile(r"\w+|\d+\.\d+")


class Formula(str):
    """Typst math markup, told apart from words.

    >>> Formula("abs(a) + abs(b) <= c").plain
    '|a| + |b| ≤ c'
    """

    __slots__ = ()

    @property
    def plain(self) -> str:
        """The formula as plain text."""
        return plain_text(self)


def leaf_spans(markup: str) -> list[Span]:
    """Where the names, numbers, operators and quoted texts of a formula stand: all that draws something by itself.

    >>> [markup[slice(*span)] for markup in ["sqrt(a^2) >= vec(10, b)"] for span in leaf_spans(markup)]
    ['a', '2', '>=', '10', 'b']
    """
    return _drawn(parse_formula(markup), divided=False)


def _drawn(nodes: Sequence[Node], *, divided: bool) -> list[Span]:
    """Where those leaves stand; commas and semicolons that divide arguments are not drawn."""
    spans: list[Span] = []
    for node in nodes:
        if not isinstance(node, Leaf):
            spans += _drawn(node.inside, divided=isinstance(node, Group) and FUNCTIONS.get(node.function, 0) > 1)
        elif not (node.kind == "space" or node.text in SPACES or node.text == "/" or (divided and node.text in ",;")):
            spans.append(node.span)
    return spans


def spans_of(markup: str, piece: str) -> list[Span]:
    """Where a piece of markup occurs in a formula, whatever the spaces.

    >>> spans_of("abs(a) + 10  a", "10 a"), spans_of("abs(a) + abs(b)", "a")
    ([(9, 14)], [(4, 5)])
    """
    parse_formula(piece)
    tokens, wanted = ([token for token in tokens_of(text) if token.kind != "space"] for text in (markup, piece))
    starts = range(len(tokens) - len(wanted) + 1) if wanted else range(0)
    runs = (tokens[start : start + len(wanted)] for start in starts)
    return [
        (run[0].start, run[-1].span[1])
        for run in runs
        if [token.text for token in run] == [token.text for token in wanted]
    ]


def plain_text(markup: str) -> str:
    r"""Write a formula as text for captions.

    >>> plain_text("b = 5 - 10 a"), plain_text("c approx 2.5 times 10^(-7)")
    ('b = 5 \u2212 10a', 'c ≈ 2.5·10⁻⁷')
    >>> plain_text("norm((a, b))_2 = sqrt(a^2 + b^2)"), plain_text("(abs(a)^p + abs(b)^p)^(1\\/p)")
    ('‖(a, b)‖₂ = √(a² + b²)', '(|a|^p + |b|^p)^(1/p)')
    >>> plain_text("hat(w)"), plain_text("L(w) + lambda norm(w)_1")
    ('ŵ', 'L(w) + λ ‖w‖₁')
    >>> plain_text("sqrt(8) + sqrt(0.5)"), plain_text("binom(2, 1) = 2")
    ('√8 + √0.5', '(2 choose 1) = 2')

    What has no such text, though it may be set, is refused.

    >>> plain_text("sum alpha")
    Traceback (most recent call last):
        ...
    ValueError: formula must be written in the project's own part of Typst math, not 'sum alpha' at 'sum'
    """
    try:
        return " ".join(_written(parse_formula(markup)).split())
    except _ForeignError as error:
        raise ValueError(
            f"formula must be written in the project's own part of Typst math, not {str(markup)!r} at {error.args[0]!r}"
        ) from None


class _ForeignError(Exception):
    """Something has no plain text; its argument says what."""


def _written(nodes: tuple[Node, ...]) -> str:
    parts: list[str] = []
    for index, node in enumerate(nodes):
        if isinstance(node, Leaf) and node.kind == "space":
            before = nodes[index - 1] if index else None
            after = nodes[index + 1] if index + 1 < len(nodes) else None
            parts.append("" if _closes_up(before, after) else " ")
        elif isinstance(node, Leaf):
            parts.append(_leaf(node))
        elif isinstance(node, Group):
            parts.append(_group(node))
        else:
            parts.append(_script(node))
    return "".join(parts)


def _closes_up(before: Node | None, after: Node | None) -> bool:
    """Tell whether a space between two things is not written: 10 a is 10a, 2.5 times 10 is 2.5·10."""
    if any(isinstance(node, Leaf) and node.text in ("times", "dot", "degree") for node in (before, after)):
        return not (isinstance(before, Leaf) and before.text == "degree")
    return (
        isinstance(before, Leaf)
        and before.kind == "number"
        and isinstance(after, Leaf)
        and after.kind == "word"
        and len(after.text) == 1
    )


def _leaf(node: Leaf) -> str:
    if node.text in SPACES:
        return " "
    if node.kind == "text":
        return node.text[1:-1]
    if node.text in SYMBOLS:
        return SYMBOLS[node.text]
    if node.kind == "number" or node.text in _AS_IT_IS or (node.kind == "word" and len(node.text) == 1):
        return node.text
    raise _ForeignError(node.text)


def _group(node: Group) -> str:
    if node.bracket != "(":
        raise _ForeignError(node.bracket)
    inside = _written(node.inside).strip()
    match node.function:
        case "abs":
            return f"|{inside}|"
        case "norm":
            return f"‖{inside}‖"
        case "sqrt":
            return f"√{inside}" if _SINGLE.fullmatch(inside) else f"√({inside})"
        case "lr":
            return inside
        case "vec" | "mat":
            return f"({inside})"
        case "hat":
            return normalize("NFC", f"{inside}\u0302")
        case "binom":
            return f"({inside.replace(', ', ' choose ')})"
        case "":
            return f"({inside})"
        case name if name in _NAMED:
            return f"{name}({inside})"
        case foreign:
            raise _ForeignError(foreign)


def _script(node: Script) -> str:
    inside = _written(node.inside).strip()
    if _DIGITS.fullmatch(inside):
        return inside.translate(_SUPERSCRIPTS if node.sign == "^" else _SUBSCRIPTS)
    return f"{node.sign}{inside}" if len(inside) == 1 else f"{node.sign}({inside})"
