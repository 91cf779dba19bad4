"""Measuring size: what is true for the numbers, before anything is drawn."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError, fields
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from sparsity.facts.norms import NormsFacts

OWN = {"vector": (2, 2), "dense_vector": (0.1, 0.1), "sparse_vector": (1000, 0)}
# Negative, along either axis, a whole-numbered length, nearly on an axis, huge, tiny, not round.
VECTORS = [
    *((2, 2), (-3, 1), (0, -4), (5, 0), (3, 4), (1, 0.001), (0.5, 0.5), (-0.3, 0.2), (1e6, -2e6), (0.0003, 0.0001)),
    *((-2.71828, -3.14159), (1e15, 1.23456e12), (-1.23456e-7, -9.87654e-6), (-1e-15, 0)),
]
# Sparse along either axis and to either side, close together and far apart.
PUZZLES = [
    *(((0.1, 0.1), (1000, 0)), ((-1, 2), (0, -7)), ((-0.001, 0.02), (0, 30)), ((3, -3), (-9, 0))),
    *(((1e-5, 1e-6), (2e6, 0)), ((0.99, 0.00995), (1, 0)), ((-1.23456e-7, -9.87654e-6), (0, -9.87655e14))),
]
with_vectors = pytest.mark.parametrize("vector", VECTORS, ids=str)
with_puzzles = pytest.mark.parametrize("puzzle", PUZZLES, ids=str)


def facts(**settings: Any) -> NormsFacts:
    return NormsFacts(**{**OWN, **settings})


def test_the_settings_cannot_change():
    assert {field.name for field in fields(NormsFacts)} == set(OWN)
    with pytest.raises(FrozenInstanceError):
        facts().vector = (1, 2)


# The vector


@with_vectors
def test_sizes_are_those_of_both_norms(vector):
    found = facts(vector=vector)
    assert found.flight == pytest.approx(math.hypot(*vector), rel=1e-12)
    assert found.walk == pytest.approx(abs(vector[0]) + abs(vector[1]), rel=1e-12)


@with_vectors
def test_both_ways_are_equally_long_only_along_an_axis(vector):
    found = facts(vector=vector)
    assert found.is_on_axis == (0 in vector)
    assert math.isclose(found.flight, found.walk, rel_tol=1e-12) == found.is_on_axis
    # What is written tells them apart, too.
    shown = found.flight_written.rpartition("approx ")[2], found.walk_written.rpartition("approx ")[2]
    assert (shown[0] == shown[1]) == found.is_on_axis


@pytest.mark.parametrize(
    ("vector", "flight", "whole", "walk"),
    [
        ((2, 2), "sqrt(8) approx 2.83", "sqrt(2^2 + 2^2) = sqrt(8) approx 2.83", "4"),
        ((-3, 1), "sqrt(10) approx 3.16", "sqrt((-3)^2 + 1^2) = sqrt(10) approx 3.16", "4"),
        ((0.5, 0.5), "sqrt(0.5) approx 0.707", "sqrt(0.5^2 + 0.5^2) = sqrt(0.5) approx 0.707", "1"),
        # A length that is written out needs no root.
        ((3, 4), "5", "sqrt(3^2 + 4^2) = 5", "7"),
        ((0, -4), "4", "sqrt(0^2 + (-4)^2) = 4", "4"),
        # The square would be rounded, or too long.
        ((1, 0.001), "approx 1", "sqrt(1^2 + 0.001^2) approx 1", "1.001"),
        ((1000, 1), "approx 1000", "sqrt(1000^2 + 1^2) approx 1000", "1001"),
        ((-2.71828, -3.14159), "approx 4.15", "sqrt((-2.72)^2 + (-3.14)^2) approx 4.15", "approx 5.86"),
    ],
    ids=str,
)
def test_sizes_are_written_as_they_come_about(vector, flight, whole, walk):
    found = facts(vector=vector)
    assert (found.flight_written, found.root_of_squares, found.walk_written) == (flight, whole, walk)


@pytest.mark.parametrize(
    ("vector", "words"),
    [
        ((-3, 1), ["√10 ≈ 3.16", "|−3| + |1| = 4"]),
        ((0.5, 0.5), ["√0.5 ≈ 0.707", "|0.5| + |0.5| = 1"]),
        ((-2.71828, -3.14159), ["≈ 4.15", "|−2.72| + |−3.14| ≈ 5.86"]),
        ((1e15, 1.23456e12), ["≈ 1·10¹⁵", "|1·10¹⁵| + |1.235·10¹²| ≈ 1.001·10¹⁵"]),
    ],
    ids=str,
)
def test_sizes_can_be_said(vector, words):
    found = facts(vector=vector)
    assert [found.flight_written.plain, found.sum_of_parts.plain] == words


@with_vectors
def test_a_vector_is_called_by_its_numbers_only_if_they_are_exact(vector):
    short = all(len(Decimal(repr(float(number))).normalize().as_tuple().digits) <= 3 for number in vector)
    assert facts(vector=vector).is_written_exactly == short


# A line of answers that fit


@with_vectors
@pytest.mark.parametrize("p", [1, 1.5, 2], ids=str)
def test_no_other_answer_that_fits_is_as_small(vector, p):
    found = facts(vector=vector)
    smallest = found.smallest_that_fits(p)
    assert found.fitting.contains(smallest)
    along = np.array([1.0, -2.0]) * found.walk
    steps = np.concatenate([-np.geomspace(1e-3, 1, 40), np.geomspace(1e-3, 1, 40)])
    sizes = np.linalg.norm(smallest + np.outer(steps, along), ord=p, axis=1)
    assert sizes.min() > np.linalg.norm(smallest, ord=p)
    # Lower than the vector, so that the surface over the vector reaches beyond it.
    assert np.linalg.norm(smallest, ord=p) < np.linalg.norm(vector, ord=p)


@with_vectors
def test_the_smallest_answer_that_fits_is_sparse_as_the_streets_measure_and_not_as_the_crow_flies(vector):
    found = facts(vector=vector)
    assert np.count_nonzero(found.smallest_that_fits(1)) == 1
    assert np.count_nonzero(found.smallest_that_fits(2)) == 2


# The puzzle


@with_puzzles
def test_the_dense_vector_is_smaller_in_both_norms_and_has_no_zero(puzzle):
    found = facts(dense_vector=puzzle[0], sparse_vector=puzzle[1])
    assert np.count_nonzero(found.dense) == 2
    assert np.count_nonzero(found.sparse) == 1
    for p, size in ((1, lambda vector: abs(vector[0]) + abs(vector[1])), (2, lambda vector: math.hypot(*vector))):
        small, large = found.puzzle_sizes(p)
        assert small < large
        assert (small, large) == pytest.approx((size(puzzle[0]), size(puzzle[1])), rel=1e-12)
        shown = [written.removeprefix("approx ") for written in found.puzzle_sizes_written(p)]
        assert shown[0] != shown[1]


def test_the_sizes_of_the_puzzle_are_written_with_the_sign_that_is_true():
    assert facts().puzzle_sizes_written(2) == ("approx 0.141", "1000")
    assert facts().puzzle_sizes_written(1) == ("0.2", "1000")
    near = facts(dense_vector=(0.99, 0.00995), sparse_vector=(1, 0))
    assert near.puzzle_sizes_written(2) == ("approx 0.99", "1")
    assert near.puzzle_sizes_written(1) == ("0.99995", "1")


# Title and summary


@with_vectors
@with_puzzles
def test_what_holds_for_all_vectors_is_said_for_all(vector, puzzle):
    found = facts(vector=vector, dense_vector=puzzle[0], sparse_vector=puzzle[1])
    assert (found.title, found.summary) == (facts().title, facts().summary)


def test_title_and_summary_are_short_enough_for_pages_and_slides():
    assert 0 < len(facts().title) <= 45
    assert 0 < len(facts().summary) <= 140
    assert facts().summary.endswith(".")
    assert ". " not in facts().summary


# Refusals


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"vector": (0, 0)}, r"vector must not be \(0, 0\), which has size 0 in every norm, not \(0, 0\)"),
        ({"vector": (float("inf"), 1)}, "vector must be finite"),
        ({"vector": (float("nan"), 1)}, "vector must be finite"),
        ({"vector": (1, 2, 3)}, "vector must be a pair of numbers"),
        ({"vector": (1e-300, 1)}, "vector must be made of numbers that are 0 or from 1e-15"),
        ({"vector": (1000, 1e-9)}, "vector must not contain a number that is less than 0.001 of the other"),
        ({"dense_vector": "ab"}, "dense_vector must be a pair of numbers"),
        ({"dense_vector": (0.1, 0)}, "dense_vector must not contain a zero"),
        ({"dense_vector": (0, 0)}, "dense_vector must not contain a zero"),
        ({"dense_vector": (1e-5, 2)}, "dense_vector must not contain a number that is less than 0.001 of the other"),
        ({"sparse_vector": (True, 0)}, "sparse_vector must be a pair of numbers"),
        ({"sparse_vector": (0, 0)}, "sparse_vector must contain exactly one zero"),
        ({"sparse_vector": (3, 4)}, "sparse_vector must contain exactly one zero"),
        # Smaller in one norm only, or in none.
        ({"dense_vector": (3, 4), "sparse_vector": (6, 0)}, "dense_vector must be smaller.*in both norms"),
        ({"dense_vector": (30, 40), "sparse_vector": (6, 0)}, "dense_vector must be smaller"),
        # Equal: what float64 has between them is rounding.
        ({"dense_vector": (0.7, 0.1), "sparse_vector": (0.8, 0)}, "dense_vector must be smaller"),
        # What is no pair of numbers is refused before anything is asked about another.
        ({"vector": (0, 0), "sparse_vector": "ab"}, "sparse_vector must be a pair of numbers"),
        ({"dense_vector": (0.1, 0), "sparse_vector": (3, 4)}, "dense_vector must not contain a zero"),
    ],
    ids=str,
)
def test_where_there_is_no_story_the_setting_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        facts(**settings)
