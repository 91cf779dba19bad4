"""The flats that a ball grows into: hyperplanes a·x = b, and solution sets of A x = b."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparsity.geometry.arguments import (
    FloatArray,
    as_matrix,
    as_number,
    as_points,
    as_vector,
    default_float_rules,
    refusal,
)
from sparsity.geometry.ball import LpBall
from sparsity.geometry.linear_systems import LinearSystem, normalized_system
from sparsity.geometry.norms import dual_order, lp_norm

FEASIBILITY = 1e-9
"""How far a·x may be from b, relative to |b| + Σ|a_i x_i|, for x to count as a point of the flat."""

ROUNDING = 4 * float(np.finfo(float).eps)
"""How far a·x may be from b, in the same way, for the nearest point to need no further correction."""

MAX_CORRECTIONS = 50
"""Every correction gains 15 digits, and float64 reaches over 632."""


@dataclass(frozen=True, eq=False, init=False)
class Hyperplane:
    """All x with ``normal · x = offset``: a line in the plane, a plane in space.

    Parameters
    ----------
    normal : array_like, shape (n_features,)
        Finite, not all 0.
    offset : float
        0 or large enough, against the normal, that ``offset / max|normal|`` is neither below 2.3e-308 nor
        above 1.7e308.

    Attributes
    ----------
    normal : ndarray, shape (n_features,)
        A read-only copy.
    offset : float

    Raises
    ------
    ValueError
        If the normal is 0 (then no x is a solution, or every x is), empty, not finite or not a vector, or if the
        offset is not finite or out of proportion to the normal.
    TypeError
        If normal or offset is not made of real numbers.

    Notes
    -----
    S. Boyd and L. Vandenberghe, Convex Optimization, §2.2.1.

    Examples
    --------
    >>> line = Hyperplane.through_data_point(10, 5)  # every slope and intercept that fit the point (10, 5)
    >>> line
    Hyperplane(normal=array([10.,  1.]), offset=5.0)
    >>> print(line.intercepts())
    [0.5 5. ]
    >>> Hyperplane([0, 0], 1)
    Traceback (most recent call last):
    ...
    ValueError: normal must not be 0: no x solves 0·x = 1.0
    """

    normal: FloatArray
    offset: float

    @default_float_rules
    def __init__(self, normal: ArrayLike, offset: float) -> None:
        vector = as_vector("normal", normal)
        number = as_number("offset", offset)
        largest = np.abs(vector).max()
        if largest == 0:
            raise ValueError(
                "normal must not be 0: every x solves 0·x = 0"
                if number == 0
                else f"normal must not be 0: no x solves 0·x = {number}"
            )
        if not _is_in_proportion(number, largest):
            rule = f"be in proportion to the normal (largest entry {largest}) so that their ratio fits into float64"
            raise ValueError(refusal("offset", rule, offset))
        vector.flags.writeable = False
        object.__setattr__(self, "normal", vector)
        object.__setattr__(self, "offset", number)

    @classmethod
    @default_float_rules
    def through_data_point(cls, x: float, y: float) -> "Hyperplane":
        """Collect all straight lines through one data point.

        The answers (slope, intercept) of ``slope · x + intercept = y`` form the hyperplane with the normal
        (x, 1) and the offset y.

        Parameters
        ----------
        x, y : float
            The data point, in the units of the data.

        Returns
        -------
        Hyperplane
            In the plane of the weights (slope, intercept).

        Raises
        ------
        ValueError
            If x or y is not finite, or y out of proportion to x (see `Hyperplane`).
        TypeError
            If x or y is not a real number.

        Notes
        -----
        By rearranging y = slope · x + intercept.

        Examples
        --------
        >>> Hyperplane.through_data_point(10, 5).normal
        array([10.,  1.])
        >>> print(Hyperplane.through_data_point(0, 3).intercepts())  # the slope is free
        [inf  3.]
        """
        slope, height = as_number("x", x), as_number("y", y)
        if not _is_in_proportion(height, max(abs(slope), 1.0)):
            rule = f"be in proportion to x = {slope} so that y / max(|x|, 1) fits into float64"
            raise ValueError(refusal("y", rule, y))
        return cls([slope, 1.0], height)

    @default_float_rules
    def unit_form(self) -> tuple[FloatArray, float]:
        """Return normal and offset divided by the largest ``|normal_i|``: the same set in friendlier numbers.

        Returns
        -------
        normal : ndarray, shape (n_features,)
            Largest size 1; entries more than 1e308 times smaller become 0.
        offset : float

        Notes
        -----
        Both sides of an equation may be divided by the same number.

        Examples
        --------
        >>> Hyperplane([4, 0], 8).unit_form()
        (array([1., 0.]), 2.0)
        """
        largest = np.abs(self.normal).max()
        return self.normal / largest, float(self.offset / largest)

    @default_float_rules
    def intercepts(self) -> FloatArray:
        """Return where each axis meets the hyperplane: ``offset / normal_i``.

        Returns
        -------
        ndarray, shape (n_features,)
            inf where the axis never meets it (normal_i is 0), or does so beyond float64's reach (then with its
            sign). nan where the axis lies in it (normal_i and offset are 0).

        Notes
        -----
        By putting x = t e_i into normal · x = offset.

        Examples
        --------
        >>> print(Hyperplane([10, 1], 5).intercepts())
        [0.5 5. ]
        >>> print(Hyperplane([0, 2], 6).intercepts(), Hyperplane([0, 2], 0).intercepts())
        [inf  3.] [nan  0.]
        """
        meets = self.normal != 0
        intercepts = np.full(self.normal.shape, math.inf if self.offset else math.nan)
        with np.errstate(over="ignore"):
            np.divide(self.offset, self.normal, out=intercepts, where=meets)
        return intercepts + 0.0  # turns −0.0 into 0.0

    @default_float_rules
    def contains(self, points: ArrayLike) -> NDArray[np.bool_] | np.bool_:
        """Tell which points lie on the hyperplane, up to rounding.

        ``|a·x − b| ≤ 1e-9 (|b| + Σ|a_i x_i|)``

        Parameters
        ----------
        points : array_like, shape (..., n_features)

        Returns
        -------
        bool or ndarray of bool, shape (...)

        Raises
        ------
        ValueError
            If points is empty, ragged, not finite, or has another number of features.
        TypeError
            If points is not made of real numbers.

        Notes
        -----
        N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., §3.1: rounding errors in a·x are
        proportional to Σ|a_i x_i|.

        Examples
        --------
        >>> print(Hyperplane([10, 1], 5).contains([[0.5, 0], [0, 5], [0.5, 0.1]]))
        [ True  True False]
        >>> print(Hyperplane([0.1, 0.2], 0.3).contains([1, 1]))  # although 0.1 + 0.2 > 0.3 in float64
        True
        """
        normal, offset = self.unit_form()
        x = as_points("points", points, n_features=normal.size)
        return _solves(normal, offset, x)

    @default_float_rules
    def nearest_point(self, point: ArrayLike) -> FloatArray:
        """Project a point onto the hyperplane at a right angle: ``x + (b − a·x) a / ‖a‖₂²``.

        From far away the first step rounds off what it should be exact about, so that it is repeated until nothing
        is left to correct: `contains` holds for the result.

        Parameters
        ----------
        point : array_like, shape (..., n_features)
            One point, or several as rows.

        Returns
        -------
        ndarray, shape (..., n_features)

        Raises
        ------
        ValueError
            If point is empty, ragged, not finite, has another number of features, or is so far away that the way
            to the hyperplane does not fit into float64.
        TypeError
            If point is not made of real numbers.

        Notes
        -----
        S. Boyd and L. Vandenberghe, Convex Optimization, §8.1.1. Along the hyperplane the result is off by the
        rounding errors of a point as far away as the given one.

        Examples
        --------
        >>> print(Hyperplane([1, 1], 2).nearest_point([3, 1]))
        [2. 0.]
        >>> print(Hyperplane([1, 1], 2).nearest_point([2, 0]))  # already there
        [2. 0.]
        """
        normal, offset = self.unit_form()
        given = as_points("point", point, n_features=normal.size)
        x = given
        for _ in range(MAX_CORRECTIONS):
            # All numbers are brought below 1, so that nothing overflows; a power of two changes no digit.
            exponents = np.frexp(np.maximum(np.abs(x).max(axis=-1, keepdims=True), abs(offset)))[1]
            target, scaled = np.ldexp(offset, -exponents)[..., 0], np.ldexp(x, -exponents)
            errors = target - scaled @ normal
            noise = ROUNDING * (np.abs(target) + np.abs(scaled) @ np.abs(normal))
            steps = np.where(np.abs(errors) > noise, errors / (normal @ normal), 0.0)
            if not steps.any():
                break
            with np.errstate(over="ignore"):
                x = x + np.ldexp(steps[..., np.newaxis] * normal, exponents)
            if not np.isfinite(x).all():
                raise ValueError(refusal("point", "be so near that its way to the hyperplane fits into float64", given))
        return x

    @default_float_rules
    def gap_to(self, ball: LpBall) -> float:
        """Measure the Euclidean distance to a ball around the origin that has not grown this far yet.

        ``max(0, |b| − radius ‖a‖_q) / ‖a‖₂`` with the dual order q: the ball reaches ``radius ‖a‖_q`` along a.

        Parameters
        ----------
        ball : LpBall

        Returns
        -------
        float
            In the unit of the weights; 0 from first contact on.

        Raises
        ------
        TypeError
            If ball is not an LpBall.

        Notes
        -----
        The support function of a norm ball: R. T. Rockafellar, Convex Analysis, §13 and §15.

        Examples
        --------
        >>> line = Hyperplane([3, 4], 10)
        >>> line.gap_to(LpBall(2, radius=0.5))
        1.5
        >>> line.gap_to(LpBall(2, radius=2)), line.gap_to(LpBall(1, radius=1e6))  # touched, crossed
        (0.0, 0.0)
        """
        if not isinstance(ball, LpBall):
            raise TypeError(refusal("ball", "be an LpBall", ball))
        normal, offset = self.unit_form()
        with np.errstate(over="ignore"):
            reach = ball.radius * lp_norm(normal, dual_order(ball.p))
        return float(max(0.0, abs(offset) - reach) / lp_norm(normal, 2))

    @default_float_rules
    def clip_to_box(self, lower: ArrayLike, upper: ArrayLike) -> FloatArray:
        """Cut a line in the plane to a closed box.

        Parameters
        ----------
        lower, upper : array_like, shape (2,)
            Opposite corners of the box, ``lower ≤ upper``.

        Returns
        -------
        ndarray, shape (2, 2) or (0, 2)
            The two ends of the part inside the box, from left to right, or from bottom to top when the line is
            upright. Twice the same corner when the line only touches it; no points when the line misses the box.
            Whether a corner is touched is decided as in `contains`.

        Raises
        ------
        ValueError
            If the hyperplane is not a line in the plane, or if lower or upper has not two finite entries, or
            lower is above upper.
        TypeError
            If lower or upper is not made of real numbers.

        Notes
        -----
        Y.-D. Liang and B. A. Barsky, A new concept and method for line clipping (1984).

        Examples
        --------
        >>> print(Hyperplane([10, 1], 5).clip_to_box([-1, -1], [1, 1]))
        [[ 0.4  1. ]
         [ 0.6 -1. ]]
        >>> print(Hyperplane([1, 1], 2).clip_to_box([-1, -1], [1, 1]))  # touches a corner
        [[1. 1.]
         [1. 1.]]
        >>> Hyperplane([1, 1], 9).clip_to_box([-1, -1], [1, 1]).shape
        (0, 2)
        """
        if self.normal.size != 2:
            raise ValueError(refusal("normal", "have two entries to be clipped to a box", self.normal))
        low = as_vector("lower", lower, size=2)
        high = as_vector("upper", upper, size=2)
        if (low > high).any():
            raise ValueError(refusal("upper", f"be at least lower = {low.tolist()}", high))
        normal, offset = self.unit_form()
        # The line is the graph of x_up over x_along with a slope between −1 and 1.
        up = int(np.argmax(np.abs(normal)))
        along = 1 - up
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            bounds = np.array([low[up], high[up]])
            crossings = (offset - normal[up] * bounds) / normal[along]
            if normal[along] == 0:
                crossings = np.copysign(np.inf, [-1, 1] if low[up] <= offset / normal[up] <= high[up] else [1, 1])
            first, last = np.argsort(crossings)
            start, end = max(low[along], crossings[first]), min(high[along], crossings[last])
            ends = np.empty((2, 2))
            ends[:, along] = start, end
            ends[:, up] = (offset - normal[along] * ends[:, along]) / normal[up]
        # Ends on a bound of x_up are there exactly, without rounding.
        if start == crossings[first]:
            ends[0, up] = bounds[first]
        if end == crossings[last]:
            ends[1, up] = bounds[last]
        if start > end:
            corners = np.array([low, (low[0], high[1]), (high[0], low[1]), high])
            touched = corners[self.contains(corners)]
            ends = touched[[0, -1]] if len(touched) else touched
        ends = np.clip(ends, low, high) + 0.0
        return ends[np.lexsort((ends[:, 1], ends[:, 0]))]


@dataclass(frozen=True, eq=False, init=False)
class AffineSet:
    """All x with ``matrix x = rhs``: a point, line, plane, ... that need not pass through the origin.

    Rows may repeat each other, as long as they do not contradict each other. The rank is decided after dividing
    every row by a power of two near its largest entry, by singular values below ``max(m, n) eps`` times the largest.

    Parameters
    ----------
    matrix : array_like, shape (n_equations, n_features)
        Finite, not all 0.
    rhs : array_like, shape (n_equations,)
        Finite.

    Attributes
    ----------
    matrix, rhs : ndarray
        Read-only copies.
    rank : int
        Number of independent equations; the set has the dimension n_features − rank.
    system : LinearSystem
        The same set in friendlier numbers: independent rows and right sides, divided by powers of two.

    Raises
    ------
    ValueError
        If the equations contradict each other, the matrix is 0 (then no x is a solution, or every x is), empty,
        ragged or not finite, the shapes do not match, or rhs is out of proportion to the matrix (see
        `Hyperplane`).
    TypeError
        If matrix or rhs is not made of real numbers.

    Notes
    -----
    R. T. Rockafellar, Convex Analysis, §1; G. H. Golub and C. F. Van Loan, Matrix Computations, §5.5 on the rank.

    Examples
    --------
    >>> line = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])
    >>> line.rank
    2
    >>> AffineSet([[10, 1], [20, 2]], [5, 10]).rank  # says the same thing twice
    1
    >>> AffineSet([[10, 1], [20, 2]], [5, 11])
    Traceback (most recent call last):
    ...
    ValueError: rhs must be consistent (no x solves matrix x = rhs), got an array of shape (2,): [ 5. 11.]
    """

    matrix: FloatArray
    rhs: FloatArray
    rank: int
    system: LinearSystem = field(repr=False)

    @default_float_rules
    def __init__(self, matrix: ArrayLike, rhs: ArrayLike) -> None:
        rows = as_matrix("matrix", matrix)
        sides = as_vector("rhs", rhs, size=len(rows))
        system = normalized_system(rows, sides)
        rows.flags.writeable = False
        sides.flags.writeable = False
        object.__setattr__(self, "matrix", rows)
        object.__setattr__(self, "rhs", sides)
        object.__setattr__(self, "rank", len(system.rows))
        object.__setattr__(self, "system", system)

    @default_float_rules
    def contains(self, points: ArrayLike) -> NDArray[np.bool_] | np.bool_:
        """Tell which points solve the equations, up to rounding.

        ``|A x − b| ≤ 1e-9 (|b| + |A| |x|)``, row by row.

        Parameters
        ----------
        points : array_like, shape (..., n_features)

        Returns
        -------
        bool or ndarray of bool, shape (...)

        Raises
        ------
        ValueError
            If points is empty, ragged, not finite, or has another number of features.
        TypeError
            If points is not made of real numbers.

        Notes
        -----
        See `Hyperplane.contains`.

        Examples
        --------
        >>> line = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])
        >>> print(line.contains([[1, 1, 0], [0, 0, 2.5], [1, 1, 1]]))
        [ True  True False]
        >>> print(AffineSet([[1, 0], [0, 1]], [3, 4]).contains([3, 4]))  # a single point
        True
        """
        x = as_points("points", points, n_features=self.matrix.shape[1])
        holds: NDArray[np.bool_] | np.bool_ = np.ones(x.shape[:-1], dtype=bool)[()]
        for row, side in zip(self.matrix, self.rhs, strict=True):
            largest = np.abs(row).max()
            if largest > 0:  # a row of zeros has passed as 0 = 0
                with np.errstate(over="ignore"):
                    holds = holds & _solves(row / largest, side / largest, x)
        return holds


def _is_in_proportion(offset: float, largest: float) -> bool:
    """Tell whether a ratio is 0 or a normal number of float64."""
    with np.errstate(over="ignore"):
        distance = abs(np.float64(offset) / largest)
    return offset == 0 or bool(np.finfo(float).tiny <= distance < math.inf)


def _solves(normal: FloatArray, offset: float, x: FloatArray) -> NDArray[np.bool_] | np.bool_:
    """Tell which points solve one equation whose largest coefficient is 1."""
    # All numbers are brought below 1, so that nothing overflows.
    scale = np.maximum(np.abs(x).max(axis=-1), abs(offset))
    scale = np.where(scale > 0, scale, 1.0)
    terms = normal * (x / scale[..., np.newaxis])
    target = offset / scale
    error = np.abs(terms.sum(axis=-1) - target)
    holds: NDArray[np.bool_] | np.bool_ = error <= FEASIBILITY * (np.abs(target) + np.abs(terms).sum(axis=-1))
    return holds
