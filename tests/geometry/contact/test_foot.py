"""The exact foot of the perpendicular against the rounded one."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparsity.geometry import Hyperplane, exact_foot, first_contact

entries = st.integers(-10_000, 10_000)
normals = st.lists(entries, min_size=1, max_size=5).filter(any)


@given(normals, entries)
def test_the_exact_foot_solves_the_equation_exactly(normal: list[int], offset: int) -> None:
    foot = exact_foot(normal, offset)
    assert sum(a * x for a, x in zip(normal, foot, strict=True)) == offset


@given(normals, entries)
def test_the_exact_foot_is_the_first_contact_of_the_disc(normal: list[int], offset: int) -> None:
    rounded = first_contact(Hyperplane(normal, offset), 2).vertices[0]
    assert [float(x) for x in exact_foot(normal, offset)] == pytest.approx(rounded, rel=1e-12, abs=0)


def test_fractions_stay_fractions() -> None:
    assert exact_foot([Fraction(1, 3), 0], Fraction(2, 7)) == (Fraction(6, 7), 0)


@pytest.mark.parametrize(("normal", "offset"), [([0, 0], 1), ([], 1)])
def test_no_direction_is_refused(normal: list[int], offset: int) -> None:
    with pytest.raises(ValueError, match="normal must have an entry other than 0"):
        exact_foot(normal, offset)


@pytest.mark.parametrize(
    ("normal", "offset", "name"), [([0.5, 1], 1, "normal"), ([1, 1], 0.1, "offset"), ([True, 1], 1, "normal")]
)
def test_rounded_numbers_are_refused(normal: list[object], offset: object, name: str) -> None:
    with pytest.raises(TypeError, match=f"{name} must be made of int or Fraction"):
        exact_foot(normal, offset)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("normal", "offset"),
    [
        (np.array([4_000_000_000, 1]), 5),
        (np.array([12, 1], np.int8), np.int8(5)),
        (np.array([2**64 - 1, 3], np.uint64), np.uint64(2**64 - 1)),
        ([Fraction(np.int8(12)), np.int8(100)], np.array(5)),
        (range(4_000_000_000, 4_000_000_002), 5),
    ],
    ids=repr,
)
def test_integers_of_numpy_do_not_wrap_around(normal: Any, offset: Any) -> None:
    foot = exact_foot(normal, offset)
    assert foot == exact_foot([Fraction(int(entry)) for entry in normal], int(offset))
    assert sum(int(a) * x for a, x in zip(normal, foot, strict=True)) == int(offset)
    assert all(type(x.numerator) is type(x.denominator) is int for x in foot)


@pytest.mark.parametrize(
    "normal",
    [iter([10, 1]), (a for a in (10, 1)), {10, 1}, 10, np.array(10), None],
    ids=lambda value: type(value).__name__,
)
def test_a_normal_that_can_be_read_only_once_is_refused(normal: Any) -> None:
    with pytest.raises(TypeError, match=r"^normal must be a sequence, got "):
        exact_foot(normal, 5)


def test_spans_of_time_are_refused() -> None:
    with pytest.raises(TypeError, match=r"^normal must be made of int or Fraction, got "):
        exact_foot(np.array([10, 1], "m8[s]"), 5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("normal", "offset"),
    [([10**20_000, 1], 5), ([3, 1], 10**20_000), ([Fraction(1, 10**20_000)], 1), (range(10**12), 1)],
    ids=["normal", "offset", "denominator", "range"],
)
def test_numbers_too_long_for_a_quick_answer_are_refused(normal: Any, offset: Any) -> None:
    with pytest.raises(ValueError, match=r"^normal must have at most 50000 binary digits with the offset, got "):
        exact_foot(normal, offset)
    assert exact_foot([10**7000, 0], 10**7000) == (1, 0)
