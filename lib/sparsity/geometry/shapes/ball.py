"""The ball of order p: all vectors no longer than a radius."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparsity.geometry.arguments import (
    FloatArray,
    as_count,
    as_number,
    as_order,
    as_points,
    as_relative_tolerance,
    default_float_rules,
    refusal,
)
from sparsity.geometry.shapes.norms import lp_norm

MAX_TIPS_FEATURES = 1000
"""The most features whose tips are listed: they take ``2 n²`` numbers."""


@dataclass(frozen=True)
class LpBall:
    """All x with ``(Σ|x_i|^p)^(1/p) ≤ radius``, a diamond, disc, square or something between.

    For every p the tips, where the ball meets the axes, lie at ±radius. Below p = 1 the set is a star with
    hollow sides and, strictly speaking, not a ball.

    Parameters
    ----------
    p : float
        Order in (0, inf].
    radius : float, default 1
        Distance from the centre to the tips, at least 0; at 0 the ball is the origin alone.

    Raises
    ------
    ValueError
        If p is 0, negative or NaN, or if the radius is negative or not finite. Order 0 is refused because a
        count of entries has no radius: as p → 0 the ball shrinks to the cross of the axes.
    TypeError
        If p or radius is not a real number.

    Notes
    -----
    S. Boyd and L. Vandenberghe, Convex Optimization, §2.2.3.

    Examples
    --------
    >>> diamond = LpBall(1, radius=2)
    >>> diamond.area()
    8.0
    >>> print(diamond.contains([[1, 1], [1.5, 1]]))
    [ True False]
    >>> print(LpBall(2, radius=0).contains([0, 0]))  # the origin alone
    True
    """

    p: float
    radius: float = 1.0

    def __post_init__(self) -> None:
        order = as_order(self.p)
        if order == 0:
            rule = "be greater than 0 for a ball (as p tends to 0 the ball shrinks to the cross of the axes)"
            raise ValueError(refusal("p", rule, self.p))
        object.__setattr__(self, "p", order)
        object.__setattr__(self, "radius", as_number("radius", self.radius, minimum=0.0))

    @default_float_rules
    def boundary(self, n_points: int = 257) -> FloatArray:
        """Draw the outline of the plane ball as a closed polyline.

        Between an axis and a diagonal the outline is the graph of a function with slope between −1 and 1:
        ``x = (1 − y^p)^(1/p)`` over 0 ≤ y ≤ s for p ≥ 1, and ``y = (1 − x^p)^(1/p)`` over s ≤ x ≤ 1 for p < 1,
        where ``s = 2^(−1/p)``. Eight reflections of it make the outline, so that no two neighbours are further
        apart than √2 times the spacing of the nodes, however sharp the tips are. The nodes crowd towards axis
        and diagonal, where the outline bends most.

        Point k lies in the same eighth of the plane for every p, which makes outlines of different orders
        blend into each other. Tips are points 0, m, 2m, ... and diagonals halfway between, m = (n_points − 1)/4.

        Parameters
        ----------
        n_points : int, default 257
            8 k + 1 with k ≥ 1, at most 1 000 000. With the default a straight line between neighbours is off by
            less than 4e-4 radius for p in [0.05, 300].

        Returns
        -------
        ndarray, shape (n_points, 2)
            Counter-clockwise from (radius, 0); the last point equals the first. At p = 1 and p = inf all points
            lie on the exact polygon.

        Raises
        ------
        ValueError
            If n_points is not 8 k + 1 with k ≥ 1, or above 1 000 000.
        TypeError
            If n_points is not an integer.

        Notes
        -----
        Derivation: the reflections x ↔ y and x ↔ −x map the ball to itself, and by implicit differentiation the
        slope is −(y/x)^(p−1), which lies in [−1, 0] where y ≤ x for p ≥ 1, and likewise its inverse for p < 1.

        Examples
        --------
        >>> print(LpBall(1).boundary(9))
        [[ 1.   0. ]
         [ 0.5  0.5]
         [ 0.   1. ]
         [-0.5  0.5]
         [-1.   0. ]
         [-0.5 -0.5]
         [ 0.  -1. ]
         [ 0.5 -0.5]
         [ 1.   0. ]]
        >>> bool((LpBall(2, radius=0).boundary(9) == 0).all())  # the origin alone
        True
        """
        count = as_count("n_points", n_points, minimum=9)
        if count % 8 != 1:
            raise ValueError(refusal("n_points", "be 8 k + 1, to include tips and diagonals", n_points))
        octant = _octant(self.p, (count - 1) // 8)
        quadrant = np.concatenate([octant, octant[-2:0:-1, ::-1]])
        turned = [quadrant, quadrant[:, ::-1] * (-1, 1), -quadrant, quadrant[:, ::-1] * (1, -1), octant[:1]]
        # Adding 0 turns −0.0 into 0.0.
        return self.radius * np.concatenate(turned) + 0.0

    @default_float_rules
    def contains(self, points: ArrayLike, *, rtol: float = 1e-12) -> NDArray[np.bool_] | np.bool_:
        """Tell which points lie in the closed ball.

        ``lp_norm(x, p) ≤ radius (1 + rtol)``; the tolerance makes computed boundary points members.

        Parameters
        ----------
        points : array_like, shape (..., n_features)
        rtol : float, default 1e-12
            Tolerance relative to the radius, in [0, 1).

        Returns
        -------
        bool or ndarray of bool, shape (...)

        Raises
        ------
        ValueError
            If points is empty, ragged, without axes or not finite, or rtol is outside [0, 1).
        TypeError
            If points or rtol is not made of real numbers.

        Notes
        -----
        The definition of the ball.

        Examples
        --------
        >>> print(LpBall(0.5).contains([[1, 0], [0.25, 0.25], [0.3, 0.3]]))
        [ True  True False]
        >>> print(LpBall(1, radius=0).contains([0, 1e-300]))  # a radius of 0 leaves the origin alone
        False
        """
        longest = self.radius * (1 + as_relative_tolerance(rtol))
        # What is longer than float64 can hold is outside, although the tolerance may take the radius there, too.
        return lp_norm(as_points("points", points), self.p) <= min(longest, float(np.finfo(float).max))

    @default_float_rules
    def tips(self, n_features: int = 2) -> FloatArray:
        """List the points where the ball meets the axes: ``±radius e_i``.

        They are corners for p ≤ 1, smooth points for 1 < p < inf and centres of faces for p = inf.

        Parameters
        ----------
        n_features : int, default 2
            At most 1000.

        Returns
        -------
        ndarray, shape (2 n_features, n_features)
            First the positive tips in the order of the axes, then the negative ones; in the plane this is
            counter-clockwise.

        Raises
        ------
        ValueError
            If n_features is less than 1 or above 1000.
        TypeError
            If n_features is not an integer.

        Notes
        -----
        S. Boyd and L. Vandenberghe, Convex Optimization, §2.2.4.

        Examples
        --------
        >>> print(LpBall(1, radius=2).tips())
        [[ 2.  0.]
         [ 0.  2.]
         [-2.  0.]
         [ 0. -2.]]
        >>> print(LpBall(1, radius=2).tips(1))  # on a line the ball is an interval
        [[ 2.]
         [-2.]]
        """
        axes = self.radius * np.eye(as_count("n_features", n_features, maximum=MAX_TIPS_FEATURES))
        return np.concatenate([axes, 0.0 - axes])

    def area(self) -> float:
        """Area of the plane ball: ``4 radius² Γ(1 + 1/p)² / Γ(1 + 2/p)``.

        Returns
        -------
        float
            In squared units of the weights; inf when too large for float64, 0 when too small.

        Notes
        -----
        See `volume`, which this is for two features.

        Examples
        --------
        >>> LpBall(1).area(), LpBall(float("inf")).area(), round(LpBall(2).area(), 12)
        (2.0, 4.0, 3.14159265359)
        >>> LpBall(2, radius=0).area()
        0.0
        """
        return self.volume(2)

    def volume(self, n_features: int) -> float:
        """Volume of the ball: ``(2 radius Γ(1 + 1/p))^n / Γ(1 + n/p)``.

        Parameters
        ----------
        n_features : int
            Dimension n, between 1 and 1 000 000.

        Returns
        -------
        float
            In units of the weights to the power n; inf when too large for float64, 0 when too small.

        Raises
        ------
        ValueError
            If n_features is less than 1 or above 1 000 000.
        TypeError
            If n_features is not an integer.

        Notes
        -----
        P. G. L. Dirichlet, Sur une nouvelle méthode pour la détermination des intégrales multiples (1839); in
        today's notation G. Pisier, The Volume of Convex Bodies and Banach Space Geometry, p. 11.

        Examples
        --------
        >>> LpBall(1).volume(3)  # the octahedron
        1.3333333333333333
        >>> LpBall(0.001).volume(2)  # 2^-2000 is too small for float64
        0.0
        """
        n = as_count("n_features", n_features)
        inverse = 1 / self.p
        if self.radius == 0:
            return 0.0
        if n == 1:
            return 2 * self.radius
        # From here on the volume is below n^(−n/p) (2 radius)^n, which float64 rounds to 0 for every radius.
        if inverse > 1e4:
            return 0.0
        log_cube = n * (math.log(2) + math.log(self.radius))
        if 1 + n * inverse < 170 and abs(log_cube) < 700:
            # Exact where Γ is a factorial; the logarithms below lose digits.
            return (2 * self.radius) ** n * math.gamma(1 + inverse) ** n / math.gamma(1 + n * inverse)
        log_volume = log_cube + n * math.lgamma(1 + inverse) - math.lgamma(1 + n * inverse)
        return math.exp(log_volume) if log_volume < math.log(np.finfo(float).max) else math.inf


def _octant(p: float, n_steps: int) -> FloatArray:
    """Boundary points of the unit ball from (1, 0) to the diagonal, n_steps + 1 of them."""
    # sin² is (1 − cos)/2 without its cancellation near 0.
    nodes = np.sin(np.linspace(0.0, math.pi / 2, n_steps + 1)) ** 2
    corner = 0.5 ** (1 / p)
    with np.errstate(divide="ignore", over="ignore"):
        if p < 1:
            below_tip = (1 - corner) * nodes
            x = 1 - below_tip
            y = np.exp(np.log(-np.expm1(p * np.log1p(-below_tip))) / p)
        else:
            y = corner * nodes
            if p == 1:
                x = 1 - y
            elif p == math.inf:
                x = np.ones_like(y)
            else:
                x = np.exp(np.log1p(-(y**p)) / p)
    x[0], y[0] = 1.0, 0.0
    x[-1] = y[-1] = corner
    return np.stack([x, y], axis=-1)
