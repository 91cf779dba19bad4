"""Whatever the geometry is called with, it answers or refuses by name, rule and value; the fuzzer sees where not."""

import warnings
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sparsity.geometry.arguments import refusal
from tests.geometry.fuzz import PUBLIC, Call, call_of, judged, outcome, print_of

N_CALLS = 100 * len(PUBLIC)


def test_every_call_answers_or_refuses_by_the_rules() -> None:
    endings: dict[str, set[str]] = defaultdict(set)
    faults = []
    for index in range(N_CALLS):
        ended, fault = outcome(index)
        endings[PUBLIC[index % len(PUBLIC)][1]].add(ended)
        faults += [fault] if fault else []
    assert not faults, "\n".join(faults)
    for _, name, _ in PUBLIC:
        assert "returned" in endings[name], f"{name} was never called with anything sensible"


def test_a_call_is_the_same_in_every_run() -> None:
    for index in range(5 * len(PUBLIC)):
        (call, given), (same, also) = call_of(index), call_of(index)
        assert (call.name, list(given)) == (same.name, list(also))
        assert [type(value) for value in given.values()] == [type(value) for value in also.values()]
    numbers = [index for index in range(200) if call_of(index)[0].name == "LpBall.volume"]
    assert [print_of(list(call_of(index)[1].values())) for index in numbers] == [
        print_of(list(call_of(index)[1].values())) for index in numbers
    ]


def test_whatever_is_public_is_called() -> None:
    names = {name for _, name, _ in PUBLIC}
    assert {"lp_norm", "LpBall", "LpBall.volume", "Hyperplane.through_data_point", "first_contact"} <= names


# The fuzzer itself


def raises(error: Exception) -> Callable[[Any], None]:
    def function(x: Any) -> None:
        raise error

    return function


def changes(x: Any) -> None:
    x[0] = 7


def warns(x: Any) -> None:
    warnings.warn("beware", stacklevel=1)


def underflows(x: Any) -> Any:
    return np.float64(1e-300) * 1e-300


def returns_nan(x: Any) -> Any:
    return np.array([0, np.nan])


@pytest.mark.parametrize(
    ("function", "fault"),
    [
        (changes, "changed its input"),
        (warns, "UserWarning: beware"),
        (underflows, "FloatingPointError: "),
        (returns_nan, "returned NaN"),
        (raises(IndexError("x must be smaller, got 3")), "IndexError: "),
        (raises(OverflowError("x must be smaller, got 3")), "OverflowError: "),
        (raises(ArithmeticError("x is too badly scaled")), "ArithmeticError: "),
        (raises(ValueError("must be smaller, got 3")), "ValueError: must"),
        (raises(ValueError("y must be smaller, got 3")), "ValueError: y"),
        (raises(ValueError("x is large, got 3")), "ValueError: x is"),
        (raises(TypeError("x must be smaller")), "TypeError: x must be"),
    ],
)
def test_the_fuzzer_sees_a_fault(function: Callable[[Any], Any], fault: str) -> None:
    call = Call("planted", function, frozenset({"x"}), "", frozenset())
    found = judged(call, {"x": [1.0, 2.0]}, raising=True)[1]
    assert found is not None
    assert found.startswith(fault)


@pytest.mark.parametrize(
    ("function", "documentation"),
    [
        (raises(ValueError(refusal("x", "be smaller", 3))), ""),
        (raises(TypeError(refusal("y", "be smaller", 3))), ""),
        (raises(ArithmeticError("x is too badly scaled")), "Raises ArithmeticError"),
        (lambda x: 3, ""),
    ],
)
def test_the_fuzzer_lets_good_manners_pass(function: Callable[[Any], Any], documentation: str) -> None:
    call = Call("planted", function, frozenset({"x"}), documentation, frozenset({"y"}))
    assert judged(call, {"x": [1.0, 2.0]}, raising=True)[1] is None
