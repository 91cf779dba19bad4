"""The exact foot of the perpendicular against the rounded one."""

from fractions import Fraction

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
