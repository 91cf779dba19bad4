"""Published cases with ten-digit answers; ``"inf"`` and ``"nan"`` are strings there."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sparsity.geometry import AffineSet, Hyperplane, LpBall, first_contact, lp_norm

CASES = json.loads(Path(__file__).with_name("oracle_cases.json").read_text())


def cases(wanted: Any) -> Any:
    chosen = [case for case in CASES if wanted(case)]
    assert chosen
    return pytest.mark.parametrize("case", chosen, ids=lambda case: case["id"])


def number(value: Any) -> Any:
    return [number(entry) for entry in value] if isinstance(value, list) else float(value)


def target_of(given: dict[str, Any]) -> Hyperplane | AffineSet:
    if "A" in given:
        return AffineSet(given["A"], given["b"])
    if "x0" in given:  # the line x0 + t d, by equations
        x0, d = np.array(given["x0"], dtype=float), np.array(given["d"], dtype=float)
        equations = np.array([[d[1], -d[0], 0], [0, d[2], -d[1]]])
        return AffineSet(equations, equations @ x0)
    return Hyperplane(number(given["a"]), number(given["b"]))


def is_contact(case: dict[str, Any]) -> bool:
    return case["id"][0] in "HA" and "points" in case["expected"]


@cases(is_contact)
def test_contacts(case: dict[str, Any]) -> None:
    given, expected = case["input"], case["expected"]
    p = number(given["p"])
    contact = first_contact(target_of(given), p)
    points = np.array(expected["points"], dtype=float)
    rtol = expected.get("rtol", 1e-10)
    order, expected_order = np.lexsort(contact.vertices.T), np.lexsort(points.T)
    # Exact zeros are zeros, and 5e-101 is not one of them.
    assert contact.vertices[order] == pytest.approx(points[expected_order], rel=rtol, abs=0)
    if "radius" in expected:
        assert contact.radius == pytest.approx(expected["radius"], rel=1e-10)
    if "sum_abs_p" in expected:
        assert (np.abs(contact.vertices) ** p).sum(axis=1) == pytest.approx(expected["sum_abs_p"], rel=1e-10)
    if "nnz" in expected:
        assert contact.radius == expected["nnz"]
    assert contact.kind == expected.get("kind", contact.kind)
    assert contact.is_unique == expected.get("unique", len(points) == 1)


@cases(lambda case: "local_minima" in case["expected"])
def test_local_minima(case: dict[str, Any]) -> None:
    expected = case["expected"]["local_minima"]
    found = first_contact(target_of(case["input"]), case["input"]["p"]).local_minima
    if isinstance(expected, int):
        assert len(found) == expected
    else:
        assert found == pytest.approx(np.array(expected, dtype=float), rel=1e-10, abs=0)
    for point in case["expected"].get("other_basic", []):
        assert np.abs(found - point).max(axis=1).min() < 1e-12


@cases(lambda case: "local_max_between" in case["expected"])
def test_between_two_local_minima_lies_a_local_maximum(case: dict[str, Any]) -> None:
    p, expected = case["input"]["p"], case["expected"]
    summit = np.array(expected["local_max_between"])
    line = target_of(case["input"])
    assert isinstance(line, Hyperplane)
    assert line.contains(summit)
    assert lp_norm(summit, p) == pytest.approx(expected["local_max_value"], rel=1e-9)
    for minimum in first_contact(line, p).local_minima:
        path = np.linspace(minimum, summit, 100)
        assert (np.diff(lp_norm(path, p)) > 0).all()


@cases(lambda case: case["topic"] == "affine_critical_p")
def test_the_winner_changes_at_the_critical_order(case: dict[str, Any]) -> None:
    target, p = target_of(case["input"]), case["expected"]["p_star"]
    assert first_contact(target, p - 1e-9).support.tolist() == [2]
    assert first_contact(target, p + 1e-9).support.tolist() == [0, 1]


@cases(lambda case: case["topic"] == "ball_line_gap")
def test_gaps(case: dict[str, Any]) -> None:
    given = case["input"]
    gap = Hyperplane(given["a"], given["b"]).gap_to(LpBall(given["p"], given["c"]))
    assert gap == pytest.approx(case["expected"]["euclidean_gap"], rel=1e-10)


@cases(lambda case: case["topic"] == "area2d")
def test_areas(case: dict[str, Any]) -> None:
    given = case["input"]
    assert LpBall(given["p"], given["c"]).area() == pytest.approx(case["expected"]["area"], rel=1e-10, abs=0)


@cases(lambda case: case["topic"] == "volume_ratio_B1_B2")
def test_the_diamond_holds_little_of_the_ball(case: dict[str, Any]) -> None:
    n = case["input"]["n"]
    assert LpBall(1).volume(n) / LpBall(2).volume(n) == pytest.approx(case["expected"]["ratio"], rel=1e-10, abs=0)


@cases(lambda case: case["topic"] == "errors")
def test_refusals(case: dict[str, Any]) -> None:
    assert case["expected"] == "ValueError"
    with pytest.raises(ValueError, match=r"^(normal|p) must "):
        first_contact(target_of(case["input"]), case["input"]["p"])


def test_every_case_is_used() -> None:
    topics = ("errors", "area2d", "volume_ratio_B1_B2", "ball_line_gap", "affine_critical_p")
    assert all(is_contact(case) or case["topic"] in topics for case in CASES)
    assert math.isfinite(len(CASES))
