"""The grammar of formulas: what may be set as Typst math, and nothing else, read as a small tree.

Typst evaluates what it sets. A formula that comes back from a file may be anybody's, so it is read first, and
only what this grammar makes is handed on. Plain text and speech are made from the same tree:

    formula  = part+
    part     = operand { ("^" | "_" | "/") operand } | sign
    operand  = number | letter | name | quoted words | function "(" formula { "," formula } ")" | group
    group    = "(" formula ")" | "[" formula "]" | "{" formula "}", with commas as signs
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

# With these numbers of arguments.
FUNCTIONS = {
    **dict.fromkeys(("abs", "norm", "sqrt", "floor", "ceil", "round", "hat", "tilde", "overline", "underline"), 1),
    **dict.fromkeys(("arrow", "bold", "italic", "upright", "cal", "bb", "op", "lr"), 1),
    **dict.fromkeys(("frac", "root", "binom", "mat", "vec"), 2),
}
NAMES = frozenset(
    [
        *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu", "xi"),
        *("pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Sigma"),
        *("Phi", "Psi", "Omega", "infinity", "partial", "nabla", "ell", "emptyset", "NN", "ZZ", "QQ", "RR"),
        *("sin", "cos", "tan", "exp", "log", "ln", "lim", "max", "min", "sup", "inf", "det", "dim", "ker", "Pr"),
        *("sum", "product", "integral", "union", "inter", "in", "subset", "supset", "forall", "exists", "and", "or"),
        *("approx", "equiv", "prop", "tilde.op", "lt", "gt", "lt.eq", "gt.eq", "lt.not", "gt.not", "eq.not"),
        *("plus", "minus", "plus.minus", "minus.plus", "times", "div", "dot", "dot.op", "dot.c", "compose", "star"),
        *("dots", "dots.h", "dots.c", "dots.v", "degree", "percent", "prime", "top", "bot", "perp", "parallel"),
        *("arrow.r", "arrow.l", "arrow.t", "arrow.b", "arrow.l.r", "arrow.r.double", "arrow.r.bar"),
        *("thin", "med", "thick", "quad", "wide"),
    ]
)
# Functions whose arguments are rows, of any number, that semicolons divide.
_TABLES = frozenset({"mat"})
# Names that have arguments if parentheses follow at once.
_PREFIXES = frozenset({"max", "min"})
LONGEST = 400
DEEPEST = 20

# Typst takes two slashes, or a slash and a star, for the beginning of a comment.
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<word>[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z]+)*)
    |(?P<text>"[^"\\\#$\x00-\x1f]*")
    |(?P<operator><=|>=|!=|->|=>|[-+=<>*,;:!'−])
    |(?P<bar>\\/|/(?![/*]))
    |(?P<script>[\^_])
    |(?P<open>[(\[{])
    |(?P<close>[)\]}])""",
    re.VERBOSE,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}

# Start and end of a piece of a formula's markup.
Span: TypeAlias = tuple[int, int]


class Leaf(NamedTuple):
    """The smallest piece of a formula: a number, a word, an operator, a quoted text, a space; and where it stands."""

    kind: str
    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where it starts and ends."""
        return self.start, self.start + len(self.text)


@dataclass(frozen=True)
class Group:
    """Something in brackets; `function` is what stands before them, if anything."""

    function: str
    inside: tuple[Node, ...]
    bracket: str = "("


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
        If anything in it could be code, or is something that Typst would not set; the message says what.

    Examples
    --------
    >>> parse_formula("abs(x)")
    (Group(function='abs', inside=(Leaf(kind='word', text='x', start=4),), bracket='('),)
    >>> parse_formula("abs(x, y)")
    Traceback (most recent call last):
        ...
    ValueError: formula must not give 'abs' 2 arguments, not 'abs(x, y)'
    """
    if len(markup) > LONGEST:
        raise ValueError(f"formula must be at most {LONGEST} characters long, not {len(markup)}")
    return _Reader(markup).read()


def checked_formula(text: str) -> str:
    r"""Return a formula as it is, or say what in it is not of this grammar.

    Parameters
    ----------
    text
        Typst math markup.

    Raises
    ------
    ValueError
        As `parse_formula` does.

    Examples
    --------
    >>> checked_formula(r"(abs(a)^(1\/2) + abs(b)^(1\/2))^2 <= c")
    '(abs(a)^(1\\/2) + abs(b)^(1\\/2))^2 <= c'
    >>> checked_formula('#read("secret")')
    Traceback (most recent call last):
        ...
    ValueError: formula must not contain '#read(…' at 0, not '#read("secret")'
    >>> checked_formula("")
    Traceback (most recent call last):
        ...
    ValueError: formula must not end where something is missing, not ''
    """
    parse_formula(text)
    return text


def tokens_of(markup: str) -> list[Leaf]:
    """The pieces of a formula in order, spaces among them.

    Raises
    ------
    ValueError
        If something in it is none.
    """
    tokens, at = [], 0
    while at < len(markup):
        found = _TOKEN.match(markup, at)
        if found is None:
            rest = markup[at:]
            raise _refusal(markup, f"contain {rest[:6] + '…' if len(rest) > 6 else rest!r} at {at}")
        tokens.append(Leaf(str(found.lastgroup), found[0], at))
        at = found.end()
    return tokens


def _refusal(markup: str, what: str) -> ValueError:
    return ValueError(f"formula must not {what}, not {str(markup)!r}")


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        # Last come first.
        self.tokens = tokens_of(markup)[::-1]

    def read(self) -> tuple[Node, ...]:
        nodes = self.formula(depth=0)
        if self.tokens:
            raise self.refusal(f"close a bracket that is not open, {self.tokens[-1].text!r}")
        return nodes

    @property
    def kind(self) -> str:
        """Of what comes next; nothing at the end."""
        return self.tokens[-1].kind if self.tokens else ""

    def spaces(self) -> list[Node]:
        return [self.tokens.pop()] if self.kind == "space" else []

    def formula(self, depth: int, function: str = "") -> tuple[Node, ...]:
        """Read up to a closing bracket or the end; of a function, its arguments."""
        if depth > DEEPEST:
            raise self.refusal(f"have more than {DEEPEST} brackets in each other")
        nodes = self.spaces()
        arguments, empty = 1, True
        while self.kind not in ("", "close"):
            if self.kind != "operator":
                nodes += self.joined_operands(depth)
                empty = False
            elif self.divides(function):
                if empty:
                    break
                arguments, empty = arguments + 1, True
                nodes.append(self.tokens.pop())
            else:
                nodes.append(self.tokens.pop())
                empty = False
            nodes += self.spaces()
        if empty:
            raise self.refusal("end where something is missing")
        if function and function not in _TABLES and arguments != FUNCTIONS[function]:
            raise self.refusal(f"give {function!r} {arguments} arguments")
        return tuple(nodes)

    def divides(self, function: str) -> bool:
        """Tell whether the operator that comes next stands between two arguments of the function."""
        sign = self.tokens[-1].text
        if function and sign == ":":
            raise self.refusal("have a colon in the arguments of a function")
        if sign == ";" and function not in _TABLES:
            raise self.refusal("have a semicolon anywhere but between rows")
        return bool(function) and sign in (",", ";")

    def joined_operands(self, depth: int) -> list[Node]:
        nodes = [self.operand(depth)]
        while True:
            spaces = self.spaces()
            if self.kind == "script":
                sign = self.tokens.pop().text
                self.spaces()
                operand = self.operand(depth)
                # Parentheses around all of an exponent are not set.
                if isinstance(operand, Group) and not operand.function and operand.bracket == "(":
                    nodes.append(Script(sign, operand.inside))
                else:
                    nodes.append(Script(sign, (operand,)))
            elif self.kind == "bar":
                nodes += [*spaces, self.tokens.pop(), *self.spaces(), self.operand(depth)]
            else:
                return nodes + spaces

    def operand(self, depth: int) -> Node:
        if self.kind == "open":
            return self.group(depth)
        if self.kind not in ("number", "word", "text"):
            raise self.refusal("end where something is missing")
        leaf = self.tokens.pop()
        is_call = bool(self.tokens) and self.tokens[-1].text == "("
        if leaf.text in FUNCTIONS:
            if not is_call:
                raise self.refusal(f"have {leaf.text!r} without arguments")
            return self.group(depth, leaf.text)
        if leaf.kind == "word" and len(leaf.text) > 1 and leaf.text not in NAMES:
            raise self.refusal(f"contain the unknown name {leaf.text!r}")
        return self.group(depth, leaf.text) if leaf.text in _PREFIXES and is_call else leaf

    def group(self, depth: int, function: str = "") -> Group:
        bracket = self.tokens.pop().text
        inside = self.formula(depth + 1, function if function in FUNCTIONS else "")
        if not self.tokens or self.tokens[-1].text != _CLOSING[bracket]:
            raise self.refusal(f"leave a bracket {bracket!r} open")
        self.tokens.pop()
        return Group(function, inside, bracket)

    def refusal(self, what: str) -> ValueError:
        return _refusal(self.markup, what)
