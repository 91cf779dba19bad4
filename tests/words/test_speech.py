"""Whatever is written is said in words alone, and the words mean what the symbols mean."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparsity.words.formula import Formula
from sparsity.words.grammar import parse_formula
from sparsity.words.notation import constraint, format_data_point, format_number, line_through, sum_of_sizes
from sparsity.words.orders import format_order, size_of_order
from sparsity.words.sentence import Sentence
from sparsity.words.sizes import format_fraction, number_or_about, root_of_squares
from sparsity.words.speech import Speech
from sparsity.words.spoken_formula import formula_in_words
from sparsity.words.spoken_numbers import number_in_words

NUMBERS = st.floats(-1e6, 1e6, allow_subnormal=False) | st.integers(-2000, 2000).map(float)
DIGITS = st.integers(1, 12)
UNITS = dict(
    zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(10), strict=True)
)
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
SMALL = UNITS | {word: number for number, word in enumerate(TEENS, start=10)}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
TWO_THIRDS = "zero point six six seven"
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def heard(words: list[str]) -> float:
    """The number that someone understands who hears these words."""
    sign = -1 if words[:1] == ["minus"] else 1
    words = words[1:] if sign < 0 else words
    if "times" in words:
        at = words.index("times")
        assert words[at : at + 5] == ["times", "ten", "to", "the", "power"]
        return sign * heard(words[:at]) * 10 ** heard(words[at + 5 :])
    whole, point, rest = " ".join(words).partition(" point ")
    total = group = 0
    for word in whole.replace("-", " ").split():
        if word in SCALES:
            total, group = total + group * SCALES[word], 0
        elif word == "hundred":
            group *= 100
        else:
            group += SMALL[word] if word in SMALL else TENS[word]
    digits = "".join(str(UNITS[word]) for word in rest.split())
    return sign * float(f"{total + group}{'.' if point else ''}{digits}")


@given(NUMBERS | st.floats(1e-9, 1e9) | st.floats(1e12, 1e30), DIGITS)
def test_a_number_is_heard_as_it_is_written(number: float, digits: int):
    written = format_number(number, digits)
    mantissa, _, power = written.partition(" times 10^")
    assert heard(formula_in_words(written)) == pytest.approx(float(mantissa) * 10.0 ** int(power.strip("()") or 0))


@given(st.integers(0, 10**15 - 1))
def test_a_whole_number_is_heard_exactly(number: int):
    assert heard(number_in_words(str(number))) == number


@given(NUMBERS, NUMBERS.filter(bool), DIGITS)
def test_whatever_notation_writes_has_words(x: float, y: float, digits: int):
    written = [
        line_through(x, y),
        constraint(x, y),
        format_data_point(x, y),
        sum_of_sizes((x, y), digits),
        root_of_squares((x, y), digits),
        number_or_about(x, digits),
        format_fraction(Fraction(x).limit_denominator(1000)),
    ]
    for formula in written:
        speech = Sentence("Then {formula}.", {"formula": formula}).spoken
        assert re.fullmatch(r"[A-Za-z'-]+[,.]?(?: [A-Za-z'-]+[,.]?)*", speech.text), formula
        # No number, name or sign is left out.
        assert ("about" in speech.text) == ("approx" in formula)
        assert [word.text for word in speech.words].count("minus") == formula.count("-")
        assert {word.text for word in speech.words if word.is_name} == set(re.findall(r"\b[ab]\b", formula))


@given(st.sampled_from([math.inf, 2, 1, 0.5, 0.25, 4 / 3, 0.3, 1.5, 7]))
def test_every_order_and_its_size_have_words(p: float):
    for formula in (format_order(p), size_of_order(p)):
        assert formula_in_words(formula)


def said(template: str, **values: object) -> str:
    return Sentence(template, values).spoken.text


@pytest.mark.parametrize(
    ("template", "values", "words"),
    [
        ("The line {line}.", {"line": line_through(10, 5)}, "The line b equals five minus ten a."),
        ("Both {p}.", {"p": (0.5, -1)}, "Both zero point five comma minus one."),
        ("First contact at c {c:=}.", {"c": 2 / 3}, "First contact at c equals about zero point six six seven."),
        ("It lies at {p}.", {"p": (1 / 3, 0)}, "It lies at about zero point three three three comma zero."),
        ("Order $p = {p}$.", {"p": format_order(math.inf)}, "Order p equals infinity."),
        ("Order $p = {p}$.", {"p": format_order(0.25)}, "Order p equals one quarter."),
        ("All with $0 < p <= 1$.", {}, "All with p greater than zero and at most one."),
        ("At ${t:~} degree$.", {"t": 1}, "At one degree."),
        ("{old:.4} {here} is {new:.4} mm.", {"old": 1, "here": "cm", "new": 10}, "One centimeter is ten millimeters."),
        ("At $x = 1$: {x} cm. {y} cm!", {"x": 1, "y": 2}, "At x equals one: one centimeter. Two centimeters!"),
        ("{x} cm and {y} cm", {"x": 2.1, "y": 201}, "Two point one centimeters and two hundred one centimeters"),
        ("Off the {name}-axis, a p-th power.", {"name": Formula("a")}, "Off the a axis, a p-th power."),
        ("Señor Übers naïve Q & A", {}, "Senor Ubers naive Q and A"),
        ("An L1 ball, an L2 ball.", {}, "An L one ball, an L two ball."),
        ("The size $norm(w)_2^2$.", {}, "The size the L two norm of w squared."),
        ("Take $lambda >= 0$.", {}, "Take lambda at least zero."),
        ("Only if $abs(x) != 1$!", {}, "Only if absolute x not equal to one!"),
        ("Its slope a, _never_ [both of them].", {}, "Its slope a, never both of them."),
        ("{n} dots", {"n": Formula("1 thin 000")}, "One thousand dots"),
        (
            "At λ {x:=} and {y:=}.",
            {"x": 2 / 3, "y": 2 / 3},
            f"At lambda equals about {TWO_THIRDS} and about {TWO_THIRDS}.",
        ),
        ("Beyond $sqrt(lambda)$ {x:=}.", {"x": 2 / 3}, f"Beyond the square root of lambda equals about {TWO_THIRDS}."),
        ("Its square $w^2$ {x:=}.", {"x": 2 / 3}, f"Its square w squared equals about {TWO_THIRDS}."),
        (
            "Equal to {x}, λ² ≈ 0.667",
            {"x": 2 / 3},
            f"Equal to about {TWO_THIRDS}, lambda squared equals about {TWO_THIRDS}",
        ),
    ],
)
def test_symbols_become_the_words_for_them(template: str, values: dict, words: str):
    assert said(template, **values) == words


def test_the_name_a_is_told_from_the_word_a():
    template = "A line has a slope a, $a$ for short, and a is a {what}, a _whole_ one; with a {a:=}."
    words = Sentence(template, {"what": "number", "a": 2}).spoken.words
    names = [word.is_name for word in words if word.text in ("a", "A")]
    assert names == [False, False, True, True, True, False, False, True]


@pytest.mark.parametrize(
    ("template", "values", "symbol"),
    [
        ("Costs 5 qm.", {}, "'qm'"),
        ("So ∀ x.", {}, "'∀'"),
        ("So $mat(1, 2; 3, 4)$.", {}, "'mat(…)'"),
        ("{word}", {"word": "x ⊕ y"}, "'⊕'"),
        ('So $x^2 = "5%"$.', {}, "'5%'"),
    ],
)
def test_what_has_no_words_is_refused_with_caption_and_symbol(template: str, values: dict, symbol: str):
    sentence = Sentence(template, values)
    with pytest.raises(ValueError, match=r"cannot be said") as refused:
        _ = sentence.spoken
    assert repr(sentence.plain) in str(refused.value)
    assert symbol in str(refused.value)


def test_every_leaf_that_the_grammar_reads_is_said_or_refused():
    for leaf in (
        "theta",
        "lambda",
        "infinity",
        "approx",
        "times",
        "dot",
        "dots",
        "degree",
        "->",
        "!=",
        r"\/",
        "x",
        "7",
    ):
        markup = f"y {leaf} z"
        assert parse_formula(markup)
        without, with_leaf = formula_in_words("y z"), formula_in_words(markup)
        assert len(with_leaf) > len(without), leaf


def test_the_mark_is_heard_nowhere_and_seen_nowhere():
    sentence = Sentence("First contact {now} at c {c:=}.", {"c": 0.5})
    assert sentence.spoken == Speech(Sentence("First contact at c {c:=}.", {"c": 0.5}).spoken.words, mark=2)
    assert sentence.plain == "First contact at c = 0.5."
    assert "now" not in sentence.markup
    with pytest.raises(ValueError, match="once"):
        _ = Sentence("One {now} two {now} three.", {}).spoken


def test_speeches_are_joined_with_the_mark_where_it_was():
    first, second = Sentence("One two.", {}).spoken, Sentence("Three {now} four.", {}).spoken
    assert (first + second).text == "One two. Three four."
    assert (first + second).mark == 3
    assert (second + first).mark == 1
