"""Formulas in the small part of Typst math that this project writes, and what they are as plain text.

The grammar is strict: what it does not know is an error, never a gap. That makes it the one place to ask whether a
formula from elsewhere may be set, how a formula is written in a caption and, later, how it is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

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
SPACES = frozenset({"thin", "med", "thick", "quad"})
FUNCTIONS = frozenset({"abs", "norm", "sqrt", "max", "min", "lr", "vec", "mat", "binom", "hat"})
# Those whose arguments commas and semicolons divide.
_LISTS = ("vec", "mat", "binom")
# The names of things: one letter, and functions written without parentheses.
_NAMES = frozenset({"min", "max", "rank"})

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"[^"\\]*")
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<word>[A-Za-z]+)
    |(?P<operator><=|>=|!=|->|\\/|[-+=<>,:;!/])
    |(?P<script>[\^_])
    |(?P<open>\()
    |(?P<close>\))""",
    re.VERBOSE,
)
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


# Start and end of a piece of a formula's markup.
Span: TypeAlias = tuple[int, int]


class Token(NamedTuple):
    """The smallest piece of a formula, and where it stands."""

    kind: str
    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where it starts and ends."""
        return self.start, self.start + len(self.text)


@dataclass(frozen=True)
class Leaf:
    """A number, a name, an operator, a quoted text or a space."""

    kind: str
    text: str


@dataclass(frozen=True)
class Group:
    """Something in parentheses; `function` is what stands before them, if anything."""

    function: str
    inside: tuple[Node, ...]


@dataclass(frozen=True)
class Script:
    """An exponent or an index, on whatever stands before it."""

    sign: str
    inside: tuple[Node, ...]


Node: TypeAlias = Leaf | Group | Script


def parse_formula(markup: str) -> tuple[Node, ...]:
    """Read a formula.

    Raises
    ------
    ValueError
        If it is not one that this project writes; the message says where.

    Examples
    --------
    >>> parse_formula("abs(x)")
    (Group(function='abs', inside=(Leaf(kind='word', text='x'),)),)
    >>> parse_formula('#read("secret")')
    Traceback (most recent call last):
        ...
    ValueError: formula must be written in the project's own part of Typst math, not '#read("secret")' at '#'
    """
    tokens = _tokens(markup)
    nodes, rest = _sequence(markup, tokens, 0)
    if rest < len(tokens):
        raise _foreign(markup, tokens[rest].text)
    return nodes


def leaf_spans(markup: str) -> list[Span]:
    """Where the names, numbers, operators and quoted texts of a formula stand: all that draws something by itself.

    >>> [markup[slice(*span)] for markup in ["sqrt(a^2) >= vec(10, b)"] for span in leaf_spans(markup)]
    ['a', '2', '>=', '10', 'b']
    """
    parse_formula(markup)
    tokens, found = _tokens(markup), []
    # The functions whose parentheses are open.
    around: list[str] = []
    for token, after in zip_longest(tokens, tokens[1:]):
        is_function = token.text in FUNCTIONS and after is not None and after.kind == "open"
        if token.kind == "open":
            before = markup[: token.start]
            around.append(next((name for name in _LISTS if before.endswith(name)), ""))
        elif token.kind == "close":
            around.pop()
        elif token.kind in ("text", "number", "word", "operator") and not (
            is_function or token.text in SPACES or token.text == "/" or (token.text in ",;" and around and around[-1])
        ):
            found.append(token.span)
    return found


def spans_of(markup: str, piece: str) -> list[Span]:
    """Where a piece of markup occurs in a formula, whatever the spaces.

    >>> spans_of("abs(a) + 10  a", "10 a"), spans_of("abs(a) + abs(b)", "a")
    ([(9, 14)], [(4, 5)])
    """
    parse_formula(piece)
    tokens, wanted = ([token for token in _tokens(text) if token.kind != "space"] for text in (markup, piece))
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
    """
    return " ".join(_written(parse_formula(markup)).split())


def _tokens(markup: str) -> list[Token]:
    tokens, position = [], 0
    while position < len(markup):
        found = _TOKEN.match(markup, position)
        if found is None:
            raise _foreign(markup, markup[position])
        tokens.append(Token(str(found.lastgroup), found[0], position))
        position = found.end()
    return tokens


def _sequence(markup: str, tokens: list[Token], at: int) -> tuple[tuple[Node, ...], int]:
    """Read up to a closing parenthesis or the end."""
    nodes: list[Node] = []
    while at < len(tokens) and tokens[at].kind != "close":
        node, at = _node(markup, tokens, at)
        nodes.append(node)
    return tuple(nodes), at


def _node(markup: str, tokens: list[Token], at: int) -> tuple[Node, int]:
    kind, text, _ = tokens[at]
    follows = tokens[at + 1].kind if at + 1 < len(tokens) else ""
    if kind == "word" and text in FUNCTIONS and follows == "open":
        inside, end = _parenthesised(markup, tokens, at + 1)
        return Group(text, inside), end
    if kind == "open":
        inside, end = _parenthesised(markup, tokens, at)
        return Group("", inside), end
    if kind == "script":
        if follows == "open":
            inside, end = _parenthesised(markup, tokens, at + 1)
            return Script(text, inside), end
        if follows not in ("word", "number"):
            raise _foreign(markup, text)
        node, end = _node(markup, tokens, at + 1)
        return Script(text, (node,)), end
    if kind == "word" and not (len(text) == 1 or text in SYMBOLS or text in SPACES or text in _NAMES):
        raise _foreign(markup, text)
    return Leaf(kind, text), at + 1


def _parenthesised(markup: str, tokens: list[Token], at: int) -> tuple[tuple[Node, ...], int]:
    inside, end = _sequence(markup, tokens, at + 1)
    if end == len(tokens):
        raise _foreign(markup, "(")
    return inside, end + 1


def _foreign(markup: str, where: str) -> ValueError:
    return ValueError(
        f"formula must be written in the project's own part of Typst math, not {str(markup)!r} at {where!r}"
    )


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
    return SYMBOLS.get(node.text, node.text)


def _group(node: Group) -> str:
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
        case function:
            return f"{function}({inside})"


def _script(node: Script) -> str:
    inside = _written(node.inside).strip()
    if _DIGITS.fullmatch(inside):
        return inside.translate(_SUPERSCRIPTS if node.sign == "^" else _SUBSCRIPTS)
    return f"{node.sign}{inside}" if len(inside) == 1 else f"{node.sign}({inside})"
