"""The one way in which planes and charts draw grids, axes and the numbers along them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from manim import DOWN, LEFT, Line, VGroup, VMobject

from sparsity.stage.look.strokes import AXIS_STROKE, GRID_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import SMALL, Typeset, formula
from sparsity.stage.planes.view import Points, View, straight_pieces
from sparsity.words.formula import Formula

# Between a window and the numbers and names along it.
NUMBER_GAP = 0.16
# Under a window a little more: in its lower left corner the first numbers of the two rows stand one above the other.
GAP_BELOW = 0.24
# Between neighbouring numbers, at least.
_APART = 0.1


def grid_lines(view: View, across: Iterable[float] = (), up: Iterable[float] = ()) -> VMobject:
    """Upright lines at these values of the horizontal axis, level ones at these of the vertical axis."""
    grid = VMobject()
    grid.points = grid_points(view, across, up)
    return grid.set_stroke(current_theme().grid, GRID_STROKE)


def grid_points(view: View, across: Iterable[float], up: Iterable[float]) -> Points:
    """Bézier points of upright lines at these values of the horizontal axis, and of level ones as above."""
    (left, bottom), (right, top) = view.lower, view.upper
    ends = [[(x, bottom), (x, top)] for x in across] + [[(left, y), (right, y)] for y in up]
    starts, stops = np.array(ends, dtype=np.float64).reshape(-1, 2, 2).swapaxes(0, 1)
    return straight_pieces(view.to_scene(starts), view.to_scene(stops))


def axis_lines(view: View, crossing: npt.ArrayLike = (0.0, 0.0)) -> VGroup:
    """Both axes through the point (2,) at which they cross, as far as the view shows them: the horizontal one first."""
    x, y = np.asarray(crossing, dtype=np.float64)
    (left, bottom), (right, top) = view.lower, view.upper
    lines = VGroup()
    if bottom <= y <= top:
        lines.add(Line(*view.to_scene([(left, y), (right, y)])))
    if left <= x <= right:
        lines.add(Line(*view.to_scene([(x, bottom), (x, top)])))
    return lines.set_stroke(current_theme().muted, AXIS_STROKE)


def axis_numbers(values: Iterable[float], power: int = 0) -> VGroup:
    """The numbers of an axis, in units of a power of ten; not yet in their places."""
    return VGroup(axis_text(axis_number(value, power)) for value in values)


def axis_number(value: float, power: int = 0) -> Formula:
    """Write one number of an axis, in units of a power of ten, in plain decimals however small it is.

    >>> axis_number(4e-06), axis_number(-2.5e6, 6), axis_number(0.1 + 0.2)
    ('0.000004', '-2.5', '0.3')
    """
    # With all its digits: far from the origin, neighbours differ in the last of many.
    return Formula(np.format_float_positional(value / 10.0**power + 0.0, precision=9, fractional=False, trim="-"))


def axis_text(math_markup: str) -> Typeset:
    """Typst math as small and as quiet as the numbers of an axis."""
    return formula(math_markup, size=SMALL, color=current_theme().muted)


def power_note(power: int) -> Typeset:
    """Say that the numbers of an axis leave out a power of ten."""
    return axis_text(f"times 10^({power})")


def put_below(numbers: VGroup, view: View, values: Iterable[float], gap: float = GAP_BELOW) -> VGroup:
    """Put numbers under a view, each at its value of the horizontal axis."""
    for number, value in zip(numbers, values, strict=True):
        number.next_to(view.at((value, view.lower[1])), DOWN, buff=gap)
    # Digits share a baseline whatever their signs and shapes.
    for number in numbers:
        number.align_to(numbers[-1], DOWN)
    # Where they would run into each other, every other one is left out.
    while any(right.get_left()[0] - left.get_right()[0] < _APART for left, right in pairwise(numbers)):
        numbers.remove(*numbers[1::2])
    return numbers


def put_left(numbers: VGroup, view: View, values: Iterable[float], gap: float = NUMBER_GAP) -> VGroup:
    """Put numbers left of a view, each at its value of the vertical axis."""
    for number, value in zip(numbers, values, strict=True):
        number.next_to(view.at((view.lower[0], value)), LEFT, buff=gap)
    return numbers
