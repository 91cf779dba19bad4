"""Nonsense is refused by a message that names the parameter, the rule and the value; odd but sound input is not."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from sparsity.geometry import (
    AffineSet,
    Hyperplane,
    LpBall,
    clip_polygon,
    clip_segments,
    contacts_by_angle,
    descend,
    dual_order,
    first_contact,
    line_profile,
    lp_norm,
    number_of_bases,
)

LINE = Hyperplane([10, 1], 5)
POINTS = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])
BALL = LpBall(1)

NOT_NUMBERS: list[Any] = [True, np.True_, "1", 1j, np.complex128(1), None, [1.0], Decimal(1), np.array(["1"])]
NOT_FINITE = [math.nan, math.inf, -math.inf, np.float32("nan"), 10**400]

SCALARS: dict[str, list[Callable[[Any], object]]] = {
    "p": [
        lambda p: lp_norm([1, 2], p),
        dual_order,
        LpBall,
        lambda p: first_contact(LINE, p),
        lambda p: first_contact(POINTS, p),
    ],
    "radius": [lambda radius: LpBall(1, radius)],
    "offset": [lambda offset: Hyperplane([1, 2], offset)],
    "x": [lambda x: Hyperplane.through_data_point(x, 1)],
    "y": [lambda y: Hyperplane.through_data_point(1, y)],
    "rtol": [lambda rtol: first_contact(LINE, 1, rtol=rtol), lambda rtol: BALL.contains([1, 2], rtol=rtol)],
}
COUNTS: dict[str, list[Callable[[Any], object]]] = {
    "n_points": [BALL.boundary],
    "n_features": [BALL.tips, BALL.volume],
}
ARRAYS: dict[str, list[Callable[[Any], object]]] = {
    "x": [lambda x: lp_norm(x, 2)],
    "points": [BALL.contains, LINE.contains, lambda points: POINTS.contains(points)],
    "point": [LINE.nearest_point],
    "normal": [lambda normal: Hyperplane(normal, 1)],
    "lower": [lambda lower: LINE.clip_to_box(lower, [1, 1])],
    "upper": [lambda upper: LINE.clip_to_box([-1, -1], upper)],
    "matrix": [lambda matrix: AffineSet(matrix, [1])],
    "rhs": [lambda rhs: AffineSet([[1, 2]], rhs)],
}


def each(*tables: dict[str, list[Callable[[Any], object]]]) -> pytest.MarkDecorator:
    pairs = [(name, call) for table in tables for name, calls in table.items() for call in calls]
    return pytest.mark.parametrize(("name", "call"), pairs, ids=[f"{name}{i}" for i, (name, _) in enumerate(pairs)])


@each(SCALARS, COUNTS)
@pytest.mark.parametrize("value", NOT_NUMBERS, ids=repr)
def test_a_number_must_be_a_number(name: str, call: Callable[[Any], object], value: Any) -> None:
    with pytest.raises(TypeError, match=rf"^{name} must be an? (real number|integer), got "):
        call(value)


@each({name: calls for name, calls in SCALARS.items() if name != "p"})
@pytest.mark.parametrize("value", NOT_FINITE, ids=lambda value: repr(value)[:9])
def test_a_number_must_be_finite(name: str, call: Callable[[Any], object], value: Any) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must (be a finite number|fit into float64), got "):
        call(value)


@each({"p": SCALARS["p"]})
@pytest.mark.parametrize("value", [-0.5, -5e-324, -math.inf, math.nan, 10**400])
def test_an_order_lies_between_zero_and_inf(name: str, call: Callable[[Any], object], value: float) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must (be a norm order between 0 and inf|fit into float64), got "):
        call(value)


@each({"rtol": SCALARS["rtol"]})
@pytest.mark.parametrize("value", [-1e-12, 1, 2])
def test_a_tolerance_is_at_least_zero_and_less_than_one(name: str, call: Callable[[Any], object], value: float) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must be (at least 0|less than 1), got {value}"):
        call(value)


@each(COUNTS)
@pytest.mark.parametrize("value", [1.0, 2.5, math.nan])
def test_a_count_must_be_an_integer(name: str, call: Callable[[Any], object], value: float) -> None:
    with pytest.raises(TypeError, match=rf"^{name} must be an integer, got {value}"):
        call(value)


@each(COUNTS)
@pytest.mark.parametrize("value", [0, -1, np.int64(-7)])
def test_a_count_must_be_positive(name: str, call: Callable[[Any], object], value: int) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must be at least \d, got "):
        call(value)


def test_a_radius_is_not_negative() -> None:
    with pytest.raises(ValueError, match=r"^radius must be at least 0, got -0\.1$"):
        LpBall(1, -0.1)


@each(ARRAYS)
@pytest.mark.parametrize(
    "value",
    [
        [[True, False]],
        [[1.0, True]],
        [[1, "2"]],
        [[1, 2j]],
        [[None, 1]],
        "12",
        None,
        {1, 2},
        np.array([[True, True]]),
        np.array([["1", "2"]]),
        np.array([[1j, 2]]),
        np.array([["2026-01-01"]], dtype="M8[D]"),
        [[Decimal(1), 2]],
    ],
    ids=repr,
)
def test_an_array_must_hold_numbers(name: str, call: Callable[[Any], object], value: Any) -> None:
    with pytest.raises(TypeError, match=rf"^{name} must hold real numbers, got "):
        call(value)


@each(ARRAYS)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_an_array_must_be_finite(name: str, call: Callable[[Any], object], value: float) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must hold finite numbers, got {value} at index \(1,\)$"):
        call([1, value])


@each(ARRAYS)
@pytest.mark.parametrize("value", [[], [[]], np.empty((0, 2))], ids=repr)
def test_an_array_must_not_be_empty(name: str, call: Callable[[Any], object], value: Any) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must not be empty, got "):
        call(value)


@each(ARRAYS)
@pytest.mark.parametrize("value", [[[1, 2], [3]], [1, [2, 3]], [np.ones((2, 2)), np.ones((2, 3))]], ids=repr)
def test_an_array_must_not_be_ragged(name: str, call: Callable[[Any], object], value: Any) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must be a rectangular array, got "):
        call(value)


@each(ARRAYS)
def test_an_integer_must_fit_into_float64(name: str, call: Callable[[Any], object]) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must fit into float64, got "):
        call([1, 10**400])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lp_norm(3, 2), r"x must have at least one axis, got 3"),
        (lambda: BALL.contains(3), r"points must have at least one axis, got 3"),
        (lambda: Hyperplane([[1, 2]], 1), r"normal must have one axis, got an array of shape \(1, 2\)"),
        (lambda: Hyperplane(3, 1), r"normal must have one axis"),
        (lambda: LINE.contains([1, 2, 3]), r"points must have 2 features along the last axis, got .*\(3,\)"),
        (lambda: POINTS.contains([1, 2]), r"points must have 3 features along the last axis"),
        (lambda: LINE.nearest_point([[1], [2]]), r"point must have 2 features along the last axis"),
        (lambda: LINE.clip_to_box([0], [1, 1]), r"lower must have 2 entries"),
        (lambda: LINE.clip_to_box([0, 0], [1, 1, 1]), r"upper must have 2 entries"),
        (lambda: LINE.clip_to_box([0, 2], [1, 1]), r"upper must be at least lower = \[0\.0, 2\.0\], got .*\[1\. 1\.\]"),
        (lambda: Hyperplane([1, 2, 3], 1).clip_to_box([0, 0], [1, 1]), r"normal must have two entries"),
        (lambda: AffineSet([1, 2], [1]), r"matrix must have two axes"),
        (lambda: AffineSet([[1, 2]], [[1]]), r"rhs must have one axis"),
        (lambda: AffineSet([[1, 2]], [1, 2]), r"rhs must have 1 entries"),
    ],
)
def test_shapes_must_fit(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        call()


def test_a_zero_normal_has_no_solution_or_every_solution() -> None:
    with pytest.raises(ValueError, match=r"^normal must not be 0: no x solves 0·x = 2\.0$"):
        Hyperplane([0, 0], 2)
    with pytest.raises(ValueError, match=r"^normal must not be 0: every x solves 0·x = 0$"):
        Hyperplane([0, 0], 0)
    with pytest.raises(ValueError, match=r"^matrix must not ask for 0·x = 2\.0 \(row 1\): no x solves"):
        AffineSet([[1, 2], [0, 0]], [1, 2])
    with pytest.raises(ValueError, match=r"^matrix must not be 0: every x solves"):
        AffineSet([[0, 0], [0, 0]], [0, 0])


@pytest.mark.parametrize(
    ("matrix", "rhs"),
    [
        ([[10, 1], [20, 2]], [5, 11]),
        ([[1, 2], [3, 4], [5, 6]], [1, 2, 4]),
        ([[1], [1]], [1, 1 + 1e-6]),
        ([[1, 1e-300], [1, 1e-300]], [0, 1]),
    ],
)
def test_contradictions_are_refused(matrix: list[list[float]], rhs: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^rhs must be consistent \(no x solves matrix x = rhs\), got "):
        AffineSet(matrix, rhs)


@pytest.mark.parametrize(("size", "side"), [(1e-300, 1e300), (1e300, 1e-300), (3, 5e-324)])
def test_answers_beyond_float64_are_refused(size: float, side: float) -> None:
    with pytest.raises(ValueError, match=r"^offset must be in proportion to the normal .*, got "):
        Hyperplane([size, 0], side)
    with pytest.raises(ValueError, match=r"^rhs must be in proportion to the rows of the matrix .*, got "):
        AffineSet([[size, 0], [0, size]], [side, side])


@pytest.mark.parametrize(("x", "y"), [(1.7e308, 0.5), (-1e300, 1e-10), (0, 5e-324)])
def test_a_data_point_out_of_proportion_is_refused_by_its_own_name(x: float, y: float) -> None:
    with pytest.raises(ValueError, match=rf"^y must be in proportion to x = .* fits into float64, got {y}$"):
        Hyperplane.through_data_point(x, y)


@pytest.mark.parametrize("target", [None, [10, 1], LpBall(1), (LINE,)])
def test_only_flats_can_be_touched(target: Any) -> None:
    with pytest.raises(TypeError, match=r"^target must be a Hyperplane or an AffineSet, got "):
        first_contact(target, 1)


@pytest.mark.parametrize("ball", [None, 1.0, LINE])
def test_only_a_ball_has_a_gap(ball: Any) -> None:
    with pytest.raises(TypeError, match=r"^ball must be an LpBall, got "):
        LINE.gap_to(ball)


def test_long_values_are_shortened_in_messages() -> None:
    with pytest.raises(ValueError, match="points must have 2 features") as refusal:
        LINE.contains(np.ones(10**5))
    assert len(str(refusal.value)) < 200
    with pytest.raises(TypeError, match="x must hold real numbers") as refused:
        lp_norm(["a"] * 10**5, 1)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    "entries",
    [
        (3, 4),
        [Fraction(3), Fraction(4)],
        [3, np.float32(4)],
        np.array([3, 4], dtype=np.int8),
        np.array([3, 4], dtype=np.float16),
        np.array([3, 4], dtype=object),
        np.asfortranarray([3.0, 4.0]),
        range(3, 5),
        np.array([3, 0, 4, 0])[::2],
    ],
    ids=repr,
)
def test_all_kinds_of_numbers_are_welcome(entries: Any) -> None:
    assert lp_norm(entries, 2) == 5
    assert first_contact(Hyperplane(entries, Fraction(8)), np.int64(1)).vertices.tolist() == [[0, 2]]
    assert first_contact(Hyperplane(entries, np.array(8)), np.float32(1)).vertices.tolist() == [[0, 2]]


def test_results_are_plain_python_numbers() -> None:
    for target in (LINE, POINTS):
        for p in (0, 0.5, 1, 1.5, 2, 3, math.inf):
            contact = first_contact(target, p)
            assert type(contact.radius) is float
            assert {type(contact.is_unique), type(contact.at_tip)} == {bool}
            assert {type(contact.all_vertices_listed), type(contact.all_local_minima_listed)} == {bool}
            assert (contact.vertices.dtype, contact.support.dtype) == (np.float64, np.intp)
    assert type(LINE.gap_to(BALL)) is float
    assert type(BALL.area()) is float


# What only looks like plain numbers

SPAN = np.timedelta64(3, "s")
HUGE = 10**5000


@each(SCALARS, COUNTS)
@pytest.mark.parametrize(
    "value", [SPAN, np.array(SPAN), np.ma.array(3, mask=True), np.array([[3]]).view(np.matrix), Decimal(3)], ids=repr
)
def test_a_span_of_time_or_a_mask_is_no_number(name: str, call: Callable[[Any], object], value: Any) -> None:
    with pytest.raises(TypeError, match=rf"^{name} must be an? (real number|integer), got "):
        call(value)


@each(ARRAYS)
@pytest.mark.parametrize(
    "value",
    [[[SPAN, SPAN]], np.array([[3, 4]], "m8[s]"), (n for n in (3, 4)), iter([3, 4]), {3: 4}.keys()],
    # The same names in every process.
    ids=lambda value: type(value).__name__,
)
def test_spans_of_time_and_what_can_be_read_only_once_are_no_arrays(
    name: str, call: Callable[[Any], object], value: Any
) -> None:
    with pytest.raises(TypeError, match=rf"^{name} must hold real numbers, got "):
        call(value)


class Unit(np.ndarray):
    """Numbers with a meaning of their own, as packages for physical units make them."""


@each(ARRAYS)
@pytest.mark.parametrize(
    "value",
    [
        np.ma.array([3.0, 4.0], mask=[True, False]),
        np.array([[3.0, 4.0]]).view(np.matrix),
        np.array([3.0, 4.0]).view(Unit),
        [np.ma.array([3.0, 4.0], mask=[True, False])],
        ([np.array([[3.0, 4.0]]).view(np.matrix)],),
    ],
    ids=repr,
)
def test_an_array_that_means_more_than_its_numbers_is_refused(
    name: str, call: Callable[[Any], object], value: Any
) -> None:
    with pytest.raises(
        TypeError, match=rf"^{name} must be made of plain arrays, not (MaskedArray|matrix|Unit) .*, got "
    ):
        call(value)


ENDLESS: list[Any] = []
ENDLESS += [ENDLESS, ENDLESS]


@each(ARRAYS)
@pytest.mark.parametrize(
    "value",
    [range(10**12), [range(10**9)], np.broadcast_to(1.0, 10**10), ENDLESS],
    ids=["range", "list", "array", "endless"],
)
def test_an_array_too_long_to_be_copied_at_once_is_refused(
    name: str, call: Callable[[Any], object], value: Any
) -> None:
    with pytest.raises(ValueError, match=rf"^{name} must hold at most 4000000 numbers, got "):
        call(value)


@each(
    {
        name: [*COUNTS.get(name, []), *calls]
        for name, calls in {
            "n_points": [],
            "n_features": [lambda n: number_of_bases(n, 1)],
            "steps": [lambda steps: descend(line_profile(LINE, 0.5), 3, steps)],
        }.items()
    }
)
@pytest.mark.parametrize("value", [1_000_002, 2**63, np.uint64(2**64 - 1), 10**308, HUGE], ids=range(5))
def test_a_count_has_a_limit(name: str, call: Callable[[Any], object], value: int) -> None:
    with pytest.raises(
        ValueError, match=rf"^{name} must be at most 1(000|000000), got (\d|np\.uint64|an integer of 16610 bits)"
    ):
        call(value)


def test_the_limits_of_counts_are_within_reach() -> None:
    assert len(LpBall(1).boundary(999_993)) == 999_993
    assert LpBall(1).tips(1000).shape == (2000, 1000)
    assert LpBall(2).volume(1_000_000) == 0
    assert LpBall(math.inf).volume(1_000_000) == math.inf
    assert len(descend(line_profile(LINE, 0.5), 3, 1_000_000)) == 1_000_001
    assert len(str(number_of_bases(1_000_000, 999_000))) == 3433


@pytest.mark.parametrize(
    "value", [HUGE, -HUGE, Fraction(HUGE), [1, HUGE], np.array([1, HUGE])], ids=["+", "-", "f", "l", "a"]
)
def test_integers_too_long_to_print_do_not_get_in_the_way_of_a_refusal(value: Any) -> None:
    with pytest.raises(ValueError, match=r"^(normal|offset) must fit into float64, got .*(bits|Fraction)"):
        Hyperplane([1, 2], value) if np.ndim(value) == 0 else Hyperplane(value, 1)


def test_a_caller_who_raises_on_every_rounding_gets_the_same_answers() -> None:
    def answers() -> list[Any]:
        plane, point = Hyperplane([1e-300, 1e300, 3e-5], 5), [1e-200, 1e-150, 1e-320]
        line = line_profile(Hyperplane([1e-200, 1], 5), 0.3)
        return [
            lp_norm([1e-200, 1e200, 5e-324], 1.5),
            LpBall(1.5, 1e-320).boundary(17),
            LpBall(1.5, 1e-320).contains(point),
            LpBall(2, 1e300).tips(),
            plane.nearest_point(point),
            plane.contains(point),
            plane.intercepts(),
            plane.gap_to(LpBall(2, 1e-320)),
            line.points([1e-310, 1e308]),
            line.value([1e-310, 1e308]),
            line.parameter([0.0, 5.0]),
            descend(line, 1e-310, 3),
            contacts_by_angle([1e-310, 1], 1e-310, 1.001),
            first_contact(Hyperplane([1e-200, 1, 1e-160], 1e-170), 1.5).vertices,
            first_contact(AffineSet([[1e-300, 1, 2], [1, 1e-200, 3]], [1e-100, 1]), 3).vertices,
            *clip_segments([[1e-310, 5e-324]], [[1, 1e300]], [-1e-310, -1], [1e-200, 1]),
            clip_polygon([[1e-310, 5e-324], [1, 1e300], [0, 1]], [-1e-310, -1], [1e-200, 1]),
        ]

    usual = answers()
    with np.errstate(all="raise"):
        raising = answers()
    assert all(np.array_equal(one, other) for one, other in zip(usual, raising, strict=True))
