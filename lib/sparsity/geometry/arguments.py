"""Checks on what callers pass in: every refusal names the parameter, the rule and the value."""

import math
import reprlib
from collections.abc import Iterable
from numbers import Integral, Real
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]


def refusal(name: str, rule: str, value: object) -> str:
    """Word a refusal; ``value`` is shortened when it is long."""
    if isinstance(value, np.ndarray):
        text = np.array2string(value, threshold=8, edgeitems=3)
        shown = f"an array of shape {value.shape}: {' '.join(text.split())}"
    else:
        shown = reprlib.repr(value)
    return f"{name} must {rule}, got {shown}"


def as_number(name: str, value: object, *, minimum: float = -math.inf) -> float:
    """Return ``value`` as a finite float, at least ``minimum``."""
    number = _as_real(name, value)
    if not math.isfinite(number):
        raise ValueError(refusal(name, "be a finite number", value))
    if number < minimum:
        raise ValueError(refusal(name, f"be at least {minimum:g}", value))
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


def as_count(name: str, value: object, *, minimum: int = 1) -> int:
    """Return ``value`` as an int, at least ``minimum``."""
    value = _unwrapped(value)
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(refusal(name, "be an integer", value))
    if value < minimum:
        raise ValueError(refusal(name, f"be at least {minimum}", value))
    return int(value)


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


def _unwrapped(value: object) -> object:
    """Return the number inside a zero-dimensional array, anything else as it is."""
    return value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value


def _as_real(name: str, value: object) -> float:
    value = _unwrapped(value)
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(refusal(name, "be a real number", value))
    try:
        return float(value)
    except OverflowError:
        raise ValueError(refusal(name, "fit into float64", value)) from None


def _as_array(name: str, value: ArrayLike) -> FloatArray:
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


def _check_entries(name: str, value: object, entries: Iterable[object]) -> None:
    for kind in set(map(type, entries)):
        if issubclass(kind, (list, tuple)):
            raise ValueError(refusal(name, "be a rectangular array", value))
        if issubclass(kind, bool) or not issubclass(kind, Real):
            raise TypeError(refusal(name, "hold real numbers", value))
