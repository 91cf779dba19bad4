"""The grammar of the formulas that pictures state: what may be set as Typst math, and nothing else.

Typst evaluates what it sets. A formula that comes back from a file may be anybody's, so it is read first, and
only what this grammar makes is handed on:

    formula  = part+
    part     = operand { ("^" | "_" | "/") operand } | sign
    operand  = number | letter | name | quoted words | function "(" formula { "," formula } ")" | group
    group    = "(" formula ")" | "[" formula "]" | "{" formula "}", with commas as signs
"""

from __future__ import annotations

import re

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
LONGEST = 400
DEEPEST = 20

# Typst takes two slashes, or a slash and a star, for the beginning of a comment.
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?)
    | (?P<word>[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z]+)*)
    | (?P<quoted>"[^"\\\#$\x00-\x1f]*")
    | (?P<sign><=|>=|!=|->|=>|[-+=<>*,:!'−])
    | (?P<joint>[\^_]|\\/|/(?![/*]))
    | (?P<open>[(\[{])
    | (?P<close>[)\]}])
    )""",
    re.VERBOSE,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def checked_formula(text: str) -> str:
    r"""Return a formula as it is, or say what in it is not of this grammar.

    Parameters
    ----------
    text
        Typst math markup.

    Raises
    ------
    ValueError
        If anything in it could be code, or is something that Typst would not set.

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
    if len(text) > LONGEST:
        raise ValueError(f"formula must be at most {LONGEST} characters long, not {len(text)}")
    _Reader(text).read()
    return text


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while text[at:].strip():
            token = _TOKEN.match(text, at)
            if token is None:
                rest = text[at:].lstrip()
                raise self.refusal(f"contain {rest[:6] + '…' if len(rest) > 6 else rest!r} at {len(text) - len(rest)}")
            self.tokens.append((str(token.lastgroup), token[0].strip()))
            at = token.end()
        self.place = 0

    def read(self) -> None:
        self.formula(depth=0, in_function=False)
        if self.place < len(self.tokens):
            raise self.refusal(f"close a bracket that is not open, {self.tokens[self.place][1]!r}")

    def formula(self, depth: int, *, in_function: bool) -> int:
        """Read up to a closing bracket or the end; return how many arguments that is."""
        if depth > DEEPEST:
            raise self.refusal(f"have more than {DEEPEST} brackets in each other")
        arguments, empty = 1, True
        while self.place < len(self.tokens) and self.tokens[self.place][0] != "close":
            kind, word = self.tokens[self.place]
            if kind != "sign":
                self.joined_operands(depth)
            elif in_function and word == ":":
                raise self.refusal("have a colon in the arguments of a function")
            else:
                self.place += 1
                if in_function and word == ",":
                    if empty:
                        break
                    arguments, empty = arguments + 1, True
                    continue
            empty = False
        if empty:
            raise self.refusal("end where something is missing")
        return arguments

    def joined_operands(self, depth: int) -> None:
        self.operand(depth)
        while self.place < len(self.tokens) and self.tokens[self.place][0] == "joint":
            self.place += 1
            self.operand(depth)

    def operand(self, depth: int) -> None:
        kind, word = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
        self.place += 1
        if kind == "open":
            self.bracketed(word, depth, in_function=False)
        elif kind == "word" and word in FUNCTIONS:
            if self.place == len(self.tokens) or self.tokens[self.place] != ("open", "("):
                raise self.refusal(f"have {word!r} without arguments")
            self.place += 1
            arguments = self.bracketed("(", depth, in_function=True)
            if arguments != FUNCTIONS[word]:
                raise self.refusal(f"give {word!r} {arguments} arguments")
        elif kind == "word" and len(word) > 1 and word not in NAMES:
            raise self.refusal(f"contain the unknown name {word!r}")
        elif kind not in ("number", "word", "quoted"):
            raise self.refusal("end where something is missing")

    def bracketed(self, bracket: str, depth: int, *, in_function: bool) -> int:
        arguments = self.formula(depth + 1, in_function=in_function)
        if self.place == len(self.tokens) or self.tokens[self.place][1] != _CLOSING[bracket]:
            raise self.refusal(f"leave a bracket {bracket!r} open")
        self.place += 1
        return arguments

    def refusal(self, what: str) -> ValueError:
        return ValueError(f"formula must not {what}, not {self.text!r}")
