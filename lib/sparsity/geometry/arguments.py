"""The gate through which everything passes that callers hand in: what is let through, and how the rest is refused.

Every refusal names the parameter, the rule and the value. Numbers are real: Python's and NumPy's integers and floats,
and fractions, which are rounded to float64. Decimals are no `numbers.Real` and refused, as are booleans, text, complex
numbers and spans of time. Arrays are lists, tuples, plain NumPy arrays and whatever offers `__array__`. Subclasses of
NumPy's array are refused, because they mean more than their numbers: a mask, another product, a unit.
"""

import math
import reprlib
from collections.abc import Iterable
from numbers import Integral, Real
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]

MAX_COUNT = 1_000_000
"""The most points, steps or features that may be asked for, so that no answer takes longer than about a second."""

MAX_NUMBERS = 4_000_000
"""The most numbers that an array may hold."""

MAX_AXES = 64
"""The most axes of a NumPy array."""

default_float_rules = np.errstate(divide="warn", over="warn", invalid="warn", under="ignore")
"""Decorates what is public: NumPy's own defaults hold inside, whatever the caller's `numpy.seterr` says."""


class _Shortener(reprlib.Repr):
    """Shortens what a refusal shows."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 3

    def repr_int(self, x: int, level: int) -> str:
        # Python refuses to write out integers of more than some 4300 digits, and takes its time below that.
        return f"an integer of {x.bit_length()} bits" if x.bit_length() > 1024 else super().repr_int(x, level)


_SHORTENER = _Shortener()


def refusal(name: str, rule: str, value: object) -> str:
    """Word a refusal; ``value`` is shortened when it is long."""
    if not isinstance(value, np.ndarray):
        shown = _SHORTENER.repr(value)
    elif value.dtype.kind == "O":
        shown = f"an array of shape {value.shape}: {_SHORTENER.repr(value.ravel()[:7].tolist())}"
    else:
        kind = "an array" if type(value) is np.ndarray else f"a {type(value).__name__}"
        text = np.array2string(np.asarray(value), threshold=8, edgeitems=3)
        shown = f"{kind} of shape {value.shape}: {' '.join(text.split())}"
    return f"{name} must {rule}, got {shown}"


def as_number(name: str, value: object, *, minimum: float = -math.inf, maximum: float = math.inf) -> float:
    """Return ``value`` as a finite float, at least ``minimum`` and at most ``maximum``."""
    number = _as_real(name, value)
    if not math.isfinite(number):
        raise ValueError(refusal(name, "be a finite number", value))
    if number < minimum:
        raise ValueError(refusal(name, f"be at least {minimum:g}", value))
    if number > maximum:
        raise ValueError(refusal(name, f"be at most {maximum:g}", value))
    return number


def as_order(p: object) -> float:
    """Return the norm order ``p`` as a float in [0, inf]."""
    order = _as_real("p", p)
    if not order >= 0:  # NaN compares false
        raise ValueError(refusal("p", "be a norm order between 0 and inf", p))
    return order


def as_relative_tolerance(rtol: object) -> float:
    """Return ``rtol`` as a float in [0, 1)."""
    tolerance = as_number("rtol", rtol, minimum=0.0)
    if tolerance >= 1:
        raise ValueError(refusal("rtol", "be less than 1", rtol))
    return tolerance


def as_count(name: str, value: object, *, minimum: int = 1, maximum: int = MAX_COUNT) -> int:
    """Return ``value`` as an int, at least ``minimum`` and at most ``maximum``."""
    number = unwrapped(value)
    if not is_kind_of(type(number), Integral):
        raise TypeError(refusal(name, "be an integer", value))
    count = int(number)  # type: ignore[call-overload]
    if count < minimum:
        raise ValueError(refusal(name, f"be at least {minimum}", value))
    if count > maximum:
        raise ValueError(refusal(name, f"be at most {maximum}", value))
    return int(count)


def as_vector(name: str, value: ArrayLike, *, size: int | None = None) -> FloatArray:
    """Return a fresh float64 copy of ``value`` with exactly one axis."""
    array = _as_array(name, value)
    if array.ndim != 1:
        raise ValueError(refusal(name, "have one axis", array))
    if size is not None and array.size != size:
        raise ValueError(refusal(name, f"have {size} entries", array))
    return array


def as_matrix(name: str, value: ArrayLike) -> FloatArray:
    """Return a fresh float64 copy of ``value`` with exactly two axes."""
    array = _as_array(name, value)
    if array.ndim != 2:
        raise ValueError(refusal(name, "have two axes", array))
    return array


def as_points(name: str, value: ArrayLike, *, n_features: int | None = None) -> FloatArray:
    """Return a fresh float64 copy of ``value`` whose last axis runs over the features."""
    array = _as_array(name, value)
    if array.ndim == 0:
        raise ValueError(refusal(name, "have at least one axis", value))
    if n_features is not None and array.shape[-1] != n_features:
        raise ValueError(refusal(name, f"have {n_features} features along the last axis", array))
    return array


def is_kind_of(kind: type, wanted: type) -> bool:
    """Tell whether a type is one of real numbers; Python counts booleans in, and NumPy spans of time."""
    return issubclass(kind, wanted) and not issubclass(kind, (bool, np.timedelta64))


def unwrapped(value: object) -> object:
    """Return the number inside a zero-dimensional array, anything else as it is."""
    return value[()] if type(value) is np.ndarray and value.ndim == 0 else value


def _as_real(name: str, value: object) -> float:
    number = unwrapped(value)
    if not is_kind_of(type(number), Real):
        raise TypeError(refusal(name, "be a real number", value))
    try:
        return float(number)  # type: ignore[arg-type]
    except OverflowError:
        raise ValueError(refusal(name, "fit into float64", value)) from None


def _as_array(name: str, value: ArrayLike) -> FloatArray:
    _check_layers(name, value)
    # Through objects, because NumPy would quietly turn [True, 2.0] into floats and [1, "2"] into text.
    try:
        raw = np.asarray(value) if hasattr(value, "__array__") else np.asarray(value, dtype=object)
    except ValueError:
        raise ValueError(refusal(name, "be a rectangular array", value)) from None
    if raw.dtype.kind == "O":
        _check_entries(name, value, raw.flat)
    elif raw.dtype.kind not in "iuf":
        raise TypeError(refusal(name, "hold real numbers", value))
    if raw.size == 0:
        raise ValueError(refusal(name, "not be empty", value))
    try:
        with np.errstate(over="ignore"):
            array = np.array(raw, dtype=np.float64, order="C")
    except OverflowError:
        raise ValueError(refusal(name, "fit into float64", value)) from None
    finite = np.isfinite(array)
    if not finite.all():
        where = tuple(int(i) for i in np.argwhere(~finite)[0])
        raise ValueError(f"{name} must hold finite numbers, got {array[where]} at index {where}")
    return array


def _check_layers(name: str, value: object) -> None:
    """Refuse, in every layer of nested lists, what conversion would misread, and what is too long to convert."""
    layer = [value]
    for _ in range(MAX_AXES):
        kinds = set(map(type, layer))
        for kind in kinds:
            if issubclass(kind, np.ndarray) and kind is not np.ndarray:
                rule = f"be made of plain arrays, not {kind.__name__} (numpy.asarray keeps the numbers alone)"
                raise TypeError(refusal(name, rule, value))
        if not any(issubclass(kind, (list, tuple, range, np.ndarray)) for kind in kinds):
            return
        lists = [item for item in layer if isinstance(item, (list, tuple))]
        n_items = sum(map(len, lists))
        if len(lists) < len(layer):
            n_items += sum(_length(item) for item in layer if not isinstance(item, (list, tuple)))
        if n_items > MAX_NUMBERS:
            raise ValueError(refusal(name, f"hold at most {MAX_NUMBERS} numbers", value))
        layer = [item for inner in lists for item in inner]


def _length(value: object) -> int:
    if isinstance(value, np.ndarray):
        return value.size
    return len(value) if isinstance(value, range) else 1


def _check_entries(name: str, value: object, entries: Iterable[object]) -> None:
    for kind in set(map(type, entries)):
        if issubclass(kind, (list, tuple)):
            raise ValueError(refusal(name, "be a rectangular array", value))
        if not is_kind_of(kind, Real):
            raise TypeError(refusal(name, "hold real numbers", value))
