"""The contact of a turning line: the same as one line at a time, and no single point at a tie."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize_scalar

from sparsity.geometry import Hyperplane, contacts_by_angle, dual_order, first_contact, lp_norm, tie_angles

ORDERS = [1, 1 + 1e-12, 1.01, 1.5, 2, 3, 10, 1e4, 1e308, math.inf]
orders = st.one_of(st.sampled_from(ORDERS), st.floats(1, 50))
distances = st.one_of(st.just(1.0), st.floats(1e-3, 1e3))
angles = st.one_of(st.floats(-20, 20), st.integers(-24, 24).map(lambda k: k * math.pi / 12))
angle_lists = arrays(float, 7, elements=angles)


def line_at(angle: float, distance: float) -> Hyperplane:
    return Hyperplane([np.cos(angle), np.sin(angle)], distance)


def away_from_ties(theta: np.ndarray, p: float) -> np.ndarray:
    """Tell which angles are more than a hair from every tie."""
    ties = tie_angles(p)
    if ties.size == 0:
        return np.ones(theta.size, dtype=bool)
    turns = np.abs(theta[:, np.newaxis] - ties) % (2 * math.pi)
    return np.minimum(turns, 2 * math.pi - turns).min(axis=1) > 1e-10


@given(angle_lists, distances, orders)
def test_every_angle_gives_the_first_contact_of_its_line(theta: np.ndarray, distance: float, p: float) -> None:
    contacts = contacts_by_angle(theta, distance, p)
    assert contacts.shape == (7, 2)
    for angle, contact, is_clear in zip(theta, contacts, away_from_ties(theta, p), strict=True):
        expected = first_contact(line_at(angle, distance), p)
        if is_clear:
            assert expected.is_unique
            assert contact == pytest.approx(expected.vertices[0], rel=1e-11, abs=1e-300)
        elif p == 1:
            assert expected.is_unique != np.isnan(contact).any()
    assert (np.isnan(contacts).all(axis=1) == np.isnan(contacts).any(axis=1)).all()


@given(angle_lists, distances, orders)
def test_contacts_are_on_their_lines_at_the_least_norm(theta: np.ndarray, distance: float, p: float) -> None:
    for angle, contact in zip(theta, contacts_by_angle(theta, distance, p), strict=True):
        if not np.isnan(contact).any():
            line = line_at(angle, distance)
            assert line.contains(contact)
            radius = distance / lp_norm(line.normal, dual_order(p))
            assert lp_norm(contact, p) == pytest.approx(radius, rel=1e-11)


@given(st.floats(0, 6.3), st.floats(1.2, 8))
def test_a_general_solver_finds_the_same_contact(angle: float, p: float) -> None:
    contact = contacts_by_angle([angle], 1, p)[0]
    foot, along = np.array([math.cos(angle), math.sin(angle)]), np.array([math.sin(angle), -math.cos(angle)])
    found = minimize_scalar(lambda t: float(lp_norm(foot + t * along, p)), bounds=(-2, 2), method="bounded")
    assert lp_norm(contact, p) <= found.fun * (1 + 1e-12)
    assert lp_norm(contact, p) == pytest.approx(found.fun, rel=1e-6)


@given(angle_lists, distances)
def test_the_circle_is_touched_at_the_foot_and_the_diamond_at_a_tip(theta: np.ndarray, distance: float) -> None:
    foot = distance * np.stack([np.cos(theta), np.sin(theta)], axis=-1)
    assert contacts_by_angle(theta, distance, 2) == pytest.approx(foot, rel=1e-14)
    diamond = contacts_by_angle(theta, distance, 1)
    clear = away_from_ties(theta, 1)
    assert (np.count_nonzero(diamond[clear], axis=1) == 1).all()
    square = contacts_by_angle(theta, distance, math.inf)
    clear = away_from_ties(theta, math.inf)
    assert np.abs(square[clear, 0]) == pytest.approx(np.abs(square[clear, 1]))


@given(angle_lists, distances, orders, st.floats(0.1, 10))
def test_the_contact_scales_with_the_distance(theta: np.ndarray, distance: float, p: float, factor: float) -> None:
    one, other = contacts_by_angle(theta, distance, p), contacts_by_angle(theta, distance * factor, p)
    assert other == pytest.approx(one * factor, rel=1e-12, abs=1e-300, nan_ok=True)


@given(arrays(float, 5, elements=st.floats(0.01, 0.78)), distances, orders)
def test_the_contact_has_the_symmetry_of_the_square(theta: np.ndarray, distance: float, p: float) -> None:
    contacts = contacts_by_angle(theta, distance, p)
    mirrored = contacts_by_angle(math.pi / 2 - theta, distance, p)[:, ::-1]
    if p == 1 or p > 1 + 1e-6:
        # p near 1 magnifies the rounding of the angle.
        assert mirrored == pytest.approx(contacts, rel=1e-12 / min(1, p - 1 or 1), abs=1e-200)
    assert contacts_by_angle(-theta, distance, p) == pytest.approx(contacts * (1, -1), rel=1e-12, abs=1e-300)


def test_at_a_tie_no_single_point_is_the_answer() -> None:
    for p in (1, math.inf):
        assert np.isnan(contacts_by_angle(tie_angles(p), 3, p)).all()
        assert np.isnan(contacts_by_angle(tie_angles(p) + 2 * math.pi, 3, p)).all()
    for angle in tie_angles():
        assert first_contact(line_at(angle, 3), 1).kind == "segment"


def test_a_hair_beside_a_tie_one_tip_wins() -> None:
    for angle in tie_angles():
        before, after = contacts_by_angle([angle - 1e-9, angle + 1e-9], 1, 1)
        assert sorted([np.count_nonzero(before), np.count_nonzero(after)]) == [1, 1]
        assert np.linalg.norm(after - before) == pytest.approx(2, rel=1e-8)  # from tip to tip, √2 away each


def test_the_tie_angles() -> None:
    assert tie_angles().tolist() == [math.pi / 4, 3 * math.pi / 4, 5 * math.pi / 4, 7 * math.pi / 4]
    assert tie_angles(math.inf).tolist() == [0, math.pi / 2, math.pi, 3 * math.pi / 2]
    for p in (1 + 1e-12, 1.5, 2, 1e308):
        assert tie_angles(p).shape == (0,)
        assert not np.isnan(contacts_by_angle(np.linspace(0, 7, 200), 1, p)).any()
        assert not np.isnan(contacts_by_angle(tie_angles(), 1, p)).any()


def test_ties_are_isolated() -> None:
    fine = np.linspace(0, 2 * math.pi, 7920)  # a prime number of steps misses them all but 0 and 2π
    assert not np.isnan(contacts_by_angle(fine, 1, 1)).any()
    assert np.isnan(contacts_by_angle(fine, 1, math.inf)).any(axis=1).sum() == 2


def test_a_line_through_the_origin_is_touched_there() -> None:
    for p in ORDERS:
        assert contacts_by_angle([0, 1, math.pi / 4], 0, p).tolist() == [[0, 0]] * 3
        assert first_contact(line_at(1, 0), p).vertices.tolist() == [[0, 0]]


def test_the_angles_are_left_alone() -> None:
    theta = np.array([0.0, 1.0])
    contacts_by_angle(theta, 1, 1)[:] = 7
    tie_angles()[:] = 7
    assert theta.tolist() == [0, 1]
    assert tie_angles()[0] == math.pi / 4


@pytest.mark.parametrize(
    ("theta", "distance", "p", "error", "message"),
    [
        ([], 1, 1, ValueError, r"^angles must not be empty"),
        (0.5, 1, 1, ValueError, r"^angles must have one axis"),
        ([[0.5]], 1, 1, ValueError, r"^angles must have one axis"),
        ([0, math.nan], 1, 1, ValueError, r"^angles must hold finite numbers, got nan at index \(1,\)"),
        ([True], 1, 1, TypeError, r"^angles must hold real numbers"),
        ([0.5], -1, 1, ValueError, r"^distance must be at least 0, got -1"),
        ([0.5], math.inf, 1, ValueError, r"^distance must be a finite number, got inf"),
        ([0.5], "1", 1, TypeError, r"^distance must be a real number"),
        ([0.5], 1, 0.5, ValueError, r"^p must be at least 1 \(below 1 .*\), got 0.5"),
        ([0.5], 1, math.nan, ValueError, r"^p must be a norm order"),
        ([0.5], 1, None, TypeError, r"^p must be a real number"),
    ],
)
def test_nonsense_is_refused(theta: Any, distance: Any, p: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        contacts_by_angle(theta, distance, p)


def test_orders_below_one_have_no_tie_angles_of_their_own() -> None:
    with pytest.raises(ValueError, match=r"^p must be at least 1 .*, got 0.5"):
        tie_angles(0.5)


def test_the_farthest_line_is_one_whose_contact_fits_into_float64() -> None:
    just_off_the_tie = math.pi / 4 - 1e-9
    assert contacts_by_angle([just_off_the_tie], 1e308, 1)[0].tolist() == pytest.approx([1e308 * math.sqrt(2), 0])
    with pytest.raises(ValueError, match=r"^distance must be at most 1e\+308, got 1\.7e\+308"):
        contacts_by_angle([0.5], 1.7e308, 1)
