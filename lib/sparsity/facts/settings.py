"""Checks of the numbers a lecturer may put into a scene."""

from __future__ import annotations

import math
from numbers import Real
from typing import Any

# Beyond these sizes arithmetic runs out of digits, and nobody reads what is left.
_SMALLEST, _LARGEST = 1e-15, 1e15
# Between these no size that involves both weights is rounded to one that involves a single one (`is_exact`).
_FLATTEST, _STEEPEST = 1e-6, 1e6
# Tables of numbers are measured against each other, and have to be told apart in one picture.
_LEAST, _MOST = 1e-4, 1e4


def checked_pair(value: Any, name: str) -> tuple[float, float]:
    """Return a pair of finite numbers as two floats, or say what is wrong with the setting of this name.

    >>> checked_pair((3, -4), "vector")
    (3.0, -4.0)
    >>> checked_pair((3, 1e-200), "vector")
    Traceback (most recent call last):
        ...
    ValueError: vector must be made of numbers that are 0 or from 1e-15 to 1e+15 in size, not (3, 1e-200)
    """
    try:
        x, y = value
    except (TypeError, ValueError):
        x = y = None
    if not all(isinstance(number, Real) and not isinstance(number, bool) for number in (x, y)):
        raise ValueError(f"{name} must be a pair of numbers (x, y), not {value!r}")
    try:
        x, y = float(x), float(y)
    except OverflowError:
        x = y = math.inf
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError(f"{name} must be finite, not {value!r}")
    if not all(number == 0 or _SMALLEST <= abs(number) <= _LARGEST for number in (x, y)):
        raise ValueError(
            f"{name} must be made of numbers that are 0 or from {_SMALLEST:g} to {_LARGEST:g} in size, not {value!r}"
        )
    return x, y


def checked_number(value: Any, name: str, low: float, high: float) -> float:
    """Return a number between two others as a float, or say what is wrong with the setting of this name.

    >>> checked_number(1, "turns", 0.5, 2)
    1.0
    >>> checked_number("1", "turns", 0.5, 2)
    Traceback (most recent call last):
        ...
    ValueError: turns must be a number from 0.5 to 2, not '1'
    """
    if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
        raise ValueError(f"{name} must be a number from {low:g} to {high:g}, not {value!r}")
    return float(value)


def checked_numbers(value: Any, name: str, count: int | None = None) -> tuple[float, ...]:
    """Return several finite numbers as floats, or say what is wrong with the setting of this name.

    >>> checked_numbers((3, 1), "targets", 2)
    (3.0, 1.0)
    >>> checked_numbers((3, 1), "targets", 4)
    Traceback (most recent call last):
        ...
    ValueError: targets must be 4 numbers, not (3, 1)
    """
    wanted = "numbers" if count is None else f"{count} numbers"
    is_row = isinstance(value, tuple | list) and len(value) > 0 and (count is None or len(value) == count)
    if not is_row or not all(isinstance(item, Real) and not isinstance(item, bool) for item in value):
        raise ValueError(f"{name} must be {wanted}, not {value!r}")
    if not all(item == 0 or _LEAST <= abs(item) <= _MOST for item in value):
        raise ValueError(f"{name} must be made of numbers that are 0 or {_LEAST:g} to {_MOST:g} in size, not {value!r}")
    return tuple(float(item) for item in value)


def checked_rows(value: Any, name: str, columns: int) -> tuple[tuple[float, ...], ...]:
    """Return rows of finite numbers as floats, or say what is wrong with the setting of this name.

    >>> checked_rows(((1, 0), (1, 1)), "features", 2)
    ((1.0, 0.0), (1.0, 1.0))
    >>> checked_rows((1, 0), "features", 2)
    Traceback (most recent call last):
        ...
    ValueError: features must be rows of 2 numbers, not (1, 0)
    """
    if not isinstance(value, tuple | list) or not value or not all(isinstance(row, tuple | list) for row in value):
        raise ValueError(f"{name} must be rows of {columns} numbers, not {value!r}")
    return tuple(checked_numbers(row, f"{name}: each row", columns) for row in value)


def checked_count(value: Any, name: str) -> int:
    """Return a whole number from 1, or say what is wrong with the setting of this name.

    >>> checked_count(0, "chapters")
    Traceback (most recent call last):
        ...
    ValueError: chapters must be a whole number from 1, not 0
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{name} must be a whole number from 1, not {value!r}")
    return value


def checked_seed(value: Any, name: str = "seed") -> int:
    """Return the seed of what is drawn at random, or say what is wrong with the setting of this name.

    >>> checked_seed(-1)
    Traceback (most recent call last):
        ...
    ValueError: seed must be a whole number from 0, not -1
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name} must be a whole number from 0, not {value!r}")
    return value


def checked_words(value: Any, name: str) -> str:
    """Return words with single spaces between them, or say what is wrong with the setting of this name.

    >>> checked_words(" Two  words ", "title")
    'Two words'
    >>> checked_words(" ", "title")
    Traceback (most recent call last):
        ...
    ValueError: title must be words, not ' '
    """
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} must be words, not {value!r}")
    return " ".join(value.split())


def checked_data_point(value: Any, name: str = "data_point") -> tuple[float, float]:
    """Return a data point (x, y) as two floats, or say what is wrong with the setting of this name.

    >>> checked_data_point((10, 5))
    (10.0, 5.0)
    >>> checked_data_point((10, 0))
    Traceback (most recent call last):
        ...
    ValueError: data_point (x, y) must have y other than 0, not (10, 0): with y = 0 the solution line runs \
through the origin, and the smallest answer in every norm is (0, 0)
    """
    x, y = checked_pair(value, name)
    if y == 0:
        raise ValueError(
            f"{name} (x, y) must have y other than 0, not {value!r}: with y = 0 the solution line runs "
            "through the origin, and the smallest answer in every norm is (0, 0)"
        )
    if x != 0 and not _FLATTEST <= abs(x) <= _STEEPEST:
        raise ValueError(
            f"{name} (x, y) must have x = 0, or |x| from {_FLATTEST:g} to {_STEEPEST:g}, not {value!r}: the solution "
            "line could not be told from one parallel to an axis"
        )
    return x, y
