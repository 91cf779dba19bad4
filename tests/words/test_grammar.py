"""Whatever the grammar lets through Typst sets, and it reads no file and runs no code; whatever scenes write passes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from sparsity.stage.look.typography import formula
from sparsity.stage.telling.statements import statements
from sparsity.words.formula import leaf_spans, plain_text
from sparsity.words.grammar import (
    DEEPEST,
    FUNCTIONS,
    LONGEST,
    NAMES,
    Group,
    Leaf,
    Script,
    checked_formula,
    parse_formula,
)
from sparsity.words.orders import size_of_order
from sparsity.words.sizes import root_of_squares
from sparsity.words.spoken_formula import formula_in_words

ROOT = Path(__file__).parents[2]
# Where a formula takes a value.
PLACE = re.compile(r"\{[^{}]*\}")

WORDS = st.sampled_from([*sorted(NAMES), "a", "b", "x", "0.5", "12", '"a tip"'])
SIGNS = st.sampled_from(["+", "-", "=", "<=", ">=", "!=", "->", "=>", "<", ">", "*", ",", ":", "!", "'"])


def longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    calls = [
        st.tuples(*[inner] * number).map(lambda arguments, name=name: f"{name}({', '.join(arguments)})")
        for name, number in FUNCTIONS.items()
    ]
    return st.one_of(
        *calls,
        st.tuples(inner, st.sampled_from(["^", "_", "/", r"\/"]), inner).map(lambda parts: "{}{}{}".format(*parts)),
        st.tuples(inner, SIGNS, inner).map(" ".join),
        st.sampled_from(["({})", "[{}]", "{{{}}}"]).flatmap(lambda group: inner.map(group.format)),
    )


FORMULAS = st.recursive(WORDS, longer, max_leaves=12)


def accepted(text: str) -> bool:
    try:
        checked_formula(text)
    except ValueError:
        return False
    return True


def set_by_typst(folder: Path, *formulas: str) -> None:
    """Set formulas as a handout does."""
    (folder / "data.json").write_text("[" + ", ".join(_as_json(text) for text in formulas) + "]", encoding="utf-8")
    (folder / "main.typ").write_text('#for it in json("data.json") { math.equation(eval(it, mode: "math")) }')
    typst.compile(folder / "main.typ", ignore_system_fonts=True)


def _as_json(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@settings(max_examples=300)
@given(text=st.one_of(FORMULAS, st.text("ab12()[]{}^_/\\.,:\"#$ =+-<'", max_size=12)).filter(accepted))
def test_whatever_passes_is_set(text: str, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.getbasetemp() / "grammar"
    folder.mkdir(exist_ok=True)
    set_by_typst(folder, text)


def test_every_name_and_every_function_is_one_of_typst(tmp_path: Path):
    calls = [f"{name}({', '.join(['a'] * number)})" for name, number in FUNCTIONS.items()]
    set_by_typst(tmp_path, *(checked_formula(text) for text in [*sorted(NAMES), *calls]))


@pytest.mark.parametrize(
    "text",
    [
        '#read("/handout.json")',
        '"" #read("/handout.json")',
        "#sys.version",
        'a = 1 #image("secret.png")',
        '"not # code" = 1',
        "$#1$",
        "$",
        "@label",
        "`raw`",
        "~",
        "a & b",
        "a // b",
        "a /* b",
        "a \\ b",
        r"\u{1F600}",
        "image(a)",
        'read("x")',
        "std.read(a)",
        'text("x")',
        "mat(delim: a)",
        "..",
        "a.b",
        "1.",
        ".5",
        "ab = 1",
        "a1",
        "dot.foo",
        "abs",
        "abs a",
        "abs()",
        "abs(a",
        "abs(a))",
        "abs(a]",
        "abs(a, b)",
        "abs(a: b)",
        "abs(, a)",
        "abs(a,)",
        "binom(2)",
        "sqrt",
        "(",
        ")",
        "[a)",
        "()",
        "a^",
        "^a",
        "a^-1",
        "a_ = 1",
        "/ 2",
        "1 /",
        '"open',
        '"back\\slash"',
        '"new\nline"',
        "a\0",
        "α",
        "",
        " ",
        "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1),
        "(" * 100_000,
        "a " * LONGEST,
    ],
)
def test_what_could_be_code_or_cannot_be_set_is_refused(text: str):
    with pytest.raises(ValueError, match=r"^formula must "):
        checked_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "norm(x)_p = (abs(x_1)^p + abs(x_2)^p)^(1\\/p)",
        "min thick (abs(a) + abs(b)) = 0.5",
        "binom(2, 1) = 2",
        "mat(10, 1) vec(a, b) = 5",
        "(a, b) = lr(( thin 50/101, thick 5/101 thin ))",
        'n - "rank" A >= n - m',
        'abs(x) > 1: quad b = 0 thick "(a tip)"',
        "c approx 2.5 times 10^(-7)",
        "(a, b) = (-5/101, 2)",
        "p -> 0",
        "norm(dot)_1",
        "(" * DEEPEST + "a" + ")" * DEEPEST,
        size_of_order(0.3),
        root_of_squares((0.3, -2.5e-7)),
    ],
)
def test_what_the_stage_writes_passes(text: str):
    assert checked_formula(text) == text


def test_a_formula_is_read_once_for_all():
    """Checking, plain text and speech refuse the same, and what they take means the same to all of them."""
    assert parse_formula("2 thin (a_1)^2 / 3 ") == (
        Leaf("number", "2", 0),
        Leaf("space", " ", 1),
        Leaf("word", "thin", 2),
        Leaf("space", " ", 6),
        Group("", (Leaf("word", "a", 8), Script("_", (Leaf("number", "1", 10),)))),
        Script("^", (Leaf("number", "2", 13),)),
        Leaf("space", " ", 14),
        Leaf("bar", "/", 15),
        Leaf("space", " ", 16),
        Leaf("number", "3", 17),
        Leaf("space", " ", 18),
    )
    for text in ("a^", "/ 2", "abs(a, b)", "()", "a; b", "a // b", "x2", "[a)", '"#"', "(" * 100):
        for read in (checked_formula, plain_text, formula_in_words, leaf_spans):
            with pytest.raises(ValueError, match=r"^formula must "):
                read(text)


@pytest.mark.parametrize("text", ["sum x", "[a]", "frac(a, b)", "a => b", "a'"])
def test_what_may_be_set_but_is_not_written_or_said_here_is_an_error_not_a_gap(text: str):
    assert checked_formula(text) == text
    with pytest.raises(ValueError, match="own part of Typst math"):
        plain_text(text)
    with pytest.raises(ValueError, match="has no words"):
        formula_in_words(text)


def test_every_formula_that_a_scene_spells_out_passes():
    """Those that are put together from numbers are checked whenever a beat ends."""
    spelled_out = [
        PLACE.sub("1", node.args[0].value)
        for file in [*(ROOT / "scenes").glob("*.py"), *(ROOT / "lib" / "sparsity" / "stage").rglob("*.py")]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "formula"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
    assert len(spelled_out) > 10
    for text in spelled_out:
        checked_formula(text)


def test_a_picture_cannot_state_what_the_grammar_does_not_have():
    with pytest.raises(ValueError, match=re.escape("formula must not contain '#sym.a…' at 4, not 'a = #sym.alpha'")):
        statements([formula("a = #sym.alpha", color="#000000")])
