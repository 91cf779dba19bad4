"""How Σ|x_i|^p rises and falls along a line: its valleys, and the hill between two of them."""

import math
from dataclasses import dataclass, field
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparsity.geometry.arguments import FloatArray, as_number, as_order, as_points, default_float_rules, refusal
from sparsity.geometry.contact.first_touch import first_contact
from sparsity.geometry.shapes.hyperplane import Hyperplane


@dataclass(frozen=True, eq=False)
class LineProfile:
    """The function ``t ↦ Σ|x_i(t)|^p`` along a line in the plane, with everything that is special about it.

    ``x(t) = foot + t · direction``, so that t is the arc length, in the unit of the weights, from the point of the
    line that is nearest to the origin. The value is the p-th power sum: its root of order p is ``lp_norm``.

    Everything follows from the line and the order; `line_profile` makes the same. The arrays are read-only.

    Parameters
    ----------
    line : Hyperplane
        Two features, offset not 0.
    p : float
        Order in (0, inf).

    Attributes
    ----------
    foot : ndarray, shape (2,)
        Foot of the perpendicular from the origin.
    direction : ndarray, shape (2,)
        The unit normal turned by −90°, ``(a₂, −a₁) / ‖a‖₂``. The same line with normal and offset negated runs the
        other way.
    axis_crossings : ndarray, shape (2,)
        Parameters t at which ``x_1`` and ``x_2`` are 0; inf for one that never is within float64's reach. There
        `points` returns an exact 0, so that the cusps of p < 1 reach all the way down.
    minima : ndarray, shape (k, 2)
        For p < 1 all strict local minima, which are the one or two finite intercepts, smallest value first. For
        p = 1 the point of least value or, in a tie, both ends of the segment of such points. For p > 1 the one
        minimum.
    minimum_values : ndarray, shape (k,)
    is_global : ndarray of bool, shape (k,)
        Which minima are the least ones, by the relative tie rule of `first_contact` with its default tolerance.
    maximum_between : ndarray, shape (2,), or None
        For p < 1 the one local maximum, between two finite intercepts: ``x_i`` proportional to
        ``sign(a_i b) |a_i|^(1/(p−1))``. None for p ≥ 1 and on a line parallel to an axis. As p tends to 1
        the hill moves onto the farther intercept; once float64 cannot tell the two apart, they are equal.
    maximum_value : float or None

    Raises
    ------
    ValueError, TypeError
        As `line_profile`.

    Notes
    -----
    Between the intercepts the value is strictly concave for p < 1, and outside both ``|x_i|`` rise. The hill is
    where the derivative ``Σ sign(x_i) p |x_i|^(p−1) d_i`` is 0.

    Examples
    --------
    >>> from sparsity.geometry import Hyperplane, line_profile
    >>> profile = line_profile(Hyperplane([1, 1], 1000), 0.5)  # a tie
    >>> print(profile.minima, profile.is_global)
    [[1000.    0.]
     [   0. 1000.]] [ True  True]
    >>> print(profile.maximum_between, round(profile.maximum_value**2))
    [500. 500.] 2000
    """

    line: Hyperplane
    p: float
    foot: FloatArray = field(init=False)
    direction: FloatArray = field(init=False)
    axis_crossings: FloatArray = field(init=False)
    minima: FloatArray = field(init=False)
    minimum_values: FloatArray = field(init=False)
    is_global: NDArray[np.bool_] = field(init=False)
    maximum_between: FloatArray | None = field(init=False)
    maximum_value: float | None = field(init=False)

    @default_float_rules
    def __post_init__(self) -> None:
        line, order = _as_line(self.line), _as_finite_order(self.p)
        normal, offset = line.unit_form()
        length = math.hypot(*normal)
        direction = np.array([normal[1], -normal[0]]) / length + 0.0
        contact = first_contact(line, order)
        # Below p = 1 the touched points are the first local minima.
        minima = contact.local_minima if order < 1 else contact.vertices
        maximum_between, maximum_value = _hill(line, order)
        derived = {
            "p": order,
            "foot": offset / length * (normal / length),
            "direction": direction,
            "axis_crossings": _axis_crossings(line, direction),
            "minima": minima,
            "minimum_values": np.atleast_1d(_power_sums(minima, order)),
            "is_global": np.arange(len(minima)) < len(contact.vertices),
            "maximum_between": maximum_between,
            "maximum_value": maximum_value,
        }
        for name, value in derived.items():
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
            object.__setattr__(self, name, value)

    @default_float_rules
    def points(self, t: ArrayLike) -> FloatArray:
        """Return the points of the line at given parameters: ``foot + t · direction``.

        Parameters
        ----------
        t : float or array_like, shape (...)
            Arc length from the foot, in the unit of the weights.

        Returns
        -------
        ndarray, shape (..., 2)
            With an exact 0 at the `axis_crossings`; inf beyond float64's reach.

        Raises
        ------
        ValueError
            If t is empty, ragged or not finite.
        TypeError
            If t is not made of real numbers.

        Notes
        -----
        Evaluated as ``direction_i · (t − axis_crossings_i)``, which rounds no worse.

        Examples
        --------
        >>> profile = line_profile(Hyperplane([0, 2], 6), 0.5)  # horizontal
        >>> print(profile.points([-1, 0, 2]))
        [[-1.  3.]
         [ 0.  3.]
         [ 2.  3.]]
        """
        along = _as_parameters(t)[..., np.newaxis]
        crosses = np.isfinite(self.axis_crossings)
        shift = np.where(crosses, self.axis_crossings, 0.0)
        base = np.where(crosses, 0.0, self.foot)
        with np.errstate(over="ignore"):
            x: FloatArray = base + self.direction * (along - shift)
        return x + 0.0  # turns −0.0 into 0.0

    @default_float_rules
    def parameter(self, points: ArrayLike) -> FloatArray | np.float64:
        """Return the parameters of points of the line: ``x · direction``, the inverse of `points`.

        Parameters
        ----------
        points : array_like, shape (..., 2)
            On the line, up to rounding.

        Returns
        -------
        numpy.float64 or ndarray, shape (...)
            Where an intercept is given exactly, exactly its entry of `axis_crossings`.

        Raises
        ------
        ValueError
            If points is empty, ragged, not finite, has another number of features, or leaves the line.
        TypeError
            If points is not made of real numbers.

        Notes
        -----
        The foot is orthogonal to the direction, which is a unit vector.

        Examples
        --------
        >>> profile = line_profile(Hyperplane([3, 4], 10), 2)
        >>> print(profile.parameter([[2, 1], [1.2, 1.6]]).round(12) + 0)  # the second is the foot
        [1. 0.]
        """
        x = as_points("points", points, n_features=2)
        if not np.all(self.line.contains(x)):
            raise ValueError(refusal("points", "lie on the line of the profile", x))
        return _parameters(x, self.direction)

    @default_float_rules
    def value(self, t: ArrayLike) -> FloatArray | np.float64:
        """Return ``Σ|x_i(t)|^p`` at given parameters.

        Parameters
        ----------
        t : float or array_like, shape (...)
            Arc length from the foot, in the unit of the weights.

        Returns
        -------
        numpy.float64 or ndarray, shape (...)
            inf where it is too large for float64.

        Raises
        ------
        ValueError
            If t is empty, ragged or not finite.
        TypeError
            If t is not made of real numbers.

        Notes
        -----
        The definition.

        Examples
        --------
        >>> profile = line_profile(Hyperplane([3, 4], 10), 1)
        >>> print(profile.value([0, 1]).round(12), profile.value(1.0).round(12))
        [2.8 3. ] 3.0
        """
        return _power_sums(self.points(t), self.p)


def line_profile(line: Hyperplane, p: float) -> LineProfile:
    """Describe how ``Σ|x_i|^p`` rises and falls along a line in the plane that misses the origin.

    Minima of p ≥ 1 and the tie rule are those of `first_contact`. Below p = 1 each finite intercept is a strict
    local minimum, and between two of them lies one local maximum, at the shares
    ``a_i x_i / b = |a_i|^(−p/(1−p)) / Σ|a_j|^(−p/(1−p))``.

    Parameters
    ----------
    line : Hyperplane
        Two features, offset not 0.
    p : float
        Order in (0, inf).

    Returns
    -------
    LineProfile

    Raises
    ------
    ValueError
        If the line is not in the plane or passes through the origin (then the only valley is the origin, for every
        p), or if p is 0 (the value would count entries), inf, negative or NaN.
    TypeError
        If line is not a Hyperplane or p not a real number.

    Notes
    -----
    Derivation: with the shares ``s`` the value on the segment is ``Σ|b/a_i|^p s_i^p`` under ``Σ s_i = 1``, which is
    concave for p < 1; Lagrange's condition gives the shares.

    Examples
    --------
    >>> profile = line_profile(Hyperplane.through_data_point(10, 5), 0.5)
    >>> print(profile.minima, profile.is_global)
    [[0.5 0. ]
     [0.  5. ]] [ True False]
    >>> print(profile.maximum_between * 22, round(profile.maximum_value ** (1 / profile.p), 12))
    [  1. 100.] 5.5

    Parallel to an axis there is one valley and no hill, however small p is:

    >>> profile = line_profile(Hyperplane([0, 2], 6), 0.1)
    >>> print(profile.minima, profile.maximum_between)
    [[0. 3.]] None
    """
    return LineProfile(line, p)


def _as_line(line: object) -> Hyperplane:
    if not isinstance(line, Hyperplane):
        raise TypeError(refusal("line", "be a Hyperplane", line))
    if line.normal.size != 2:
        raise ValueError(refusal("line", "be a line in the plane, its normal having two entries", line.normal))
    if line.offset == 0:
        raise ValueError("line must not pass through the origin, the only valley for every p, got offset 0")
    return line


def _as_finite_order(p: object) -> float:
    order = as_order(p)
    if not 0 < order < math.inf:
        raise ValueError(refusal("p", "be greater than 0 and finite, so that Σ|x_i|^p is a power sum", p))
    return order


def _axis_crossings(line: Hyperplane, direction: FloatArray) -> FloatArray:
    """Return the parameters at which x_1 and x_2 are 0, rounded like the parameters of the intercepts."""
    intercepts = line.intercepts()
    crossings = np.full(2, math.inf)
    for axis in (0, 1):
        if math.isfinite(intercepts[1 - axis]):
            point = np.zeros(2)
            point[1 - axis] = intercepts[1 - axis]
            crossings[axis] = _parameters(point, direction)
    return crossings


def _hill(line: Hyperplane, p: float) -> tuple[FloatArray, float] | tuple[None, None]:
    """Return the local maximum between two finite intercepts and its value."""
    intercepts = line.intercepts()
    if p >= 1 or not np.isfinite(intercepts).all():
        return None, None
    sizes = np.abs(line.normal)
    flat, steep = int(np.argmin(sizes)), 1 - int(np.argmin(sizes))
    # Only the ratio of the shares matters, at most 1 this way round: neither p near 0 nor near 1 overflows.
    ratio = math.exp(-p / (1 - p) * _log_ratio(sizes[steep], sizes[flat]))
    shares = np.empty(2)
    shares[flat], shares[steep] = 1 / (1 + ratio), ratio / (1 + ratio)
    value = abs(intercepts[flat]) ** p * (1 + ratio) ** (1 - p)
    return intercepts * shares + 0.0, float(value)


def _log_ratio(larger: float, smaller: float) -> float:
    """Return ``log(larger / smaller)`` with all its digits: near 1 the difference is exact."""
    if larger / 2 < smaller:
        return math.log1p((larger - smaller) / smaller)
    # The quotient of Python floats may not overflow silently.
    return math.log(larger) - math.log(smaller) if smaller < larger * 1e-300 else math.log(larger / smaller)


def _parameters(points: FloatArray, direction: FloatArray) -> FloatArray | np.float64:
    with np.errstate(over="ignore"):
        products: FloatArray | np.float64 = points[..., 0] * direction[0] + points[..., 1] * direction[1]
    return products


def _power_sums(points: FloatArray, p: float) -> FloatArray | np.float64:
    with np.errstate(over="ignore"):
        powers = np.abs(points) ** p
        sums: FloatArray | np.float64 = powers[..., 0] + powers[..., 1]
    return sums


def _as_parameters(t: ArrayLike) -> FloatArray:
    return np.asarray(as_number("t", t)) if isinstance(t, Real) else as_points("t", t)
