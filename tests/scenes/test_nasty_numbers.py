"""Long, tiny and huge numbers, and lines next to ties and axes: all that is said still fits, and is true."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest

from sparsity.geometry import Hyperplane, first_contact
from tests.scenes.conftest import Run
from tests.scenes.readability import assert_captions_can_be_read

LONG, FLAT, STEEP = (-12.3456789, -1.23456789e-13), (-0.0123456789, -9.8765e14), (987.654321, 1.23456789e-5)
NEAR_TIE, TIE = (-0.99999, -123456.789), (-1, -1234567.891)
SETTINGS: list[tuple[str, dict[str, Any]]] = [
    *((file, {"data_point": point}) for file in ("diamond", "circle", "one_point") for point in (LONG, FLAT, NEAR_TIE)),
    *((file, {"data_point": TIE}) for file in ("diamond", "circle", "one_point", "every_angle", "two_valleys")),
    *((file, {"data_point": STEEP}) for file in ("diamond", "lp_shapes")),
    *((file, {"data_point": (1e-6, -7.77777e14)}) for file in ("diamond", "one_point", "every_angle")),
    *((file, {"data_point": (-1e6, 1e-15)}) for file in ("diamond", "one_point", "every_angle")),
    (
        "lp_shapes",
        {"data_point": (-0.5, 3), "orders": (987.6, 1.123, 0.9999, 0.1001)},
    ),
    ("two_valleys", {"data_point": LONG}),
    ("two_valleys", {"data_point": (-18.999, -987654.321), "many": (39, 19), "orders": (9.999, 1, 0.2001)}),
    ("norms", {"vector": (1e15, 1.23456e12)}),
    ("norms", {"vector": (-1.23456e-7, -9.87654e-6)}),
    ("norms", {"dense_vector": (-1.23456e-7, -9.87654e-6), "sparse_vector": (0, -9.87655e14)}),
    (
        "parallel_edge",
        {
            "data_point": (-1, -123456789.123),
            "other_y": -9.87654321e-13,
            "unit_ratio": 123456.789,
            "hair": 0.0123456,
            "units": ("milliparsecs", "millifathoms"),
        },
    ),
]
with_nasty_numbers = pytest.mark.parametrize(("file", "settings"), SETTINGS, ids=str)

_NUMBER = r"−?\d+(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
_SUM = re.compile(rf"\|({_NUMBER})\| \+ \|({_NUMBER})\| (=|≈) ({_NUMBER})\.")
_RADIUS = re.compile(rf"at c (=|≈) ({_NUMBER})")
_PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")


def said(run: Run) -> str:
    return " ".join(caption.text.replace("\n", " ") for beat in run.beats for caption in beat.captions)


def exactly(written: str) -> Fraction:
    """The number that a caption writes."""
    mantissa, _, power = written.translate(_PLAIN).partition("·10")
    return Fraction(mantissa) * Fraction(10) ** int(power or 0)


@with_nasty_numbers
def test_everything_fits_its_place_and_its_caption(run_scene, file: str, settings: dict[str, Any]):
    run = run_scene(f"{file}.py", **settings)
    assert run.problems == []
    assert_captions_can_be_read(run, shortest=30, longest=95)


@with_nasty_numbers
def test_sums_that_are_said_to_be_equal_are_equal(run_scene, file: str, settings: dict[str, Any]):
    for one, other, sign, total in _SUM.findall(said(run_scene(f"{file}.py", **settings))):
        difference = abs(exactly(one)) + abs(exactly(other)) - exactly(total)
        if sign == "=":
            assert difference == 0, (one, other, total)
        else:
            assert abs(difference) <= exactly(total) / 100


@pytest.mark.parametrize(
    ("file", "data_point"),
    [(file, settings["data_point"]) for file, settings in SETTINGS if file in ("diamond", "circle")],
    ids=str,
)
def test_radii_are_said_to_be_equal_only_to_what_they_are(run_scene, file: str, data_point: tuple[float, float]):
    run = run_scene(f"{file}.py", data_point=data_point)
    # As typed, and for the circle its square, which alone is rational.
    x, y = (Fraction(str(number)) for number in data_point)
    tip_radius = abs(y) / max(abs(x), 1)
    ((sign, written),) = _RADIUS.findall(said(run))
    if file == "circle":
        assert (sign == "=") == (exactly(written) ** 2 == y**2 / (x**2 + 1))
        assert exactly(written) != tip_radius
    else:
        assert (sign == "=") == (exactly(written) == tip_radius)
    radius = first_contact(Hyperplane.through_data_point(*data_point), 2 if file == "circle" else 1).radius
    assert float(exactly(written)) == pytest.approx(radius, rel=6e-3)
