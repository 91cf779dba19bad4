"""The quadratic loss of least squares, of any number of features, with a bowl or a valley as its graph."""

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparsity.geometry.arguments import FloatArray, as_count, as_matrix, as_number, as_points, as_vector, refusal
from sparsity.geometry.loss.definite_systems import noise_height, solve_definite
from sparsity.geometry.shapes.hyperplane import Hyperplane

CONSISTENCY = 1e-9
"""How far given numbers may contradict each other, relative to their size, before they are refused."""


@dataclass(frozen=True, eq=False, init=False, repr=False)
class QuadraticLoss:
    """The loss ``L(w) = (w − ŵ)ᵀ H (w − ŵ) + least``: a bowl, or a valley where H is singular.

    The gradient is ``2 H (w − ŵ)``. H is called the Hessian, as in the books on least squares, although the matrix
    of second derivatives is 2 H.

    Parameters
    ----------
    hessian : array_like, shape (n_features, n_features)
        H: symmetric, positive definite or singular but positive semidefinite, not 0.
    minimum : array_like, shape (n_features,)
        ŵ, a point of least loss.
    least : float, default 0
        The loss there.

    Attributes
    ----------
    hessian : ndarray, shape (n_features, n_features)
    moments : ndarray, shape (n_features,)
        ``H ŵ``, which is ``Xᵀy`` for data. It determines the loss together with H and `least` also where ŵ has a
        choice.
    minimum : ndarray, shape (n_features,)
        The point of least loss; where there is a choice, the one nearest to the origin.
    least : float
    kernel : ndarray, shape (k, n_features)
        Orthonormal rows: the directions along which the loss does not change. None for a bowl.

    Raises
    ------
    ValueError
        If the Hessian is not symmetric, not positive semidefinite, 0, not finite or not square, or if minimum does not
        fit.
    TypeError
        If an argument is not made of real numbers.

    Notes
    -----
    T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning, 2nd ed., §3.2. The rank of H is
    decided after dividing every feature by its length, so that units do not matter.

    Examples
    --------
    >>> loss = QuadraticLoss.from_data([[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1])
    >>> loss
    QuadraticLoss(hessian=[[3.0, 1.0], [1.0, 2.0]], minimum=[2.0, 1.0], least=2.0)
    >>> print(loss.value([[2, 1], [0, 0]]), loss.gradient([0, 0]))
    [ 2. 20.] [-14.  -8.]

    One data point leaves a choice: the loss is a valley with a straight floor.

    >>> valley = QuadraticLoss.from_data([[1, 1]], [1000])
    >>> print(valley.minimum, abs(valley.kernel).round(3))
    [500. 500.] [[0.707 0.707]]
    """

    moments: FloatArray
    _data: tuple[FloatArray, FloatArray] | None = field(default=None)

    def __init__(self, hessian: ArrayLike, minimum: ArrayLike, least: float = 0.0) -> None:
        H = _as_hessian("hessian", hessian)
        w = as_vector("minimum", minimum, size=len(H))
        self._fill(H @ w, None, hessian=H, least=as_number("least", least))
        self.__dict__["minimum"] = _frozen(w - self.kernel.T @ (self.kernel @ w) if len(self.kernel) else w)

    @classmethod
    def from_data(cls, X: ArrayLike, y: ArrayLike) -> "QuadraticLoss":
        """Measure how well weights explain data: ``L(w) = ‖X w − y‖²``, so that ``H = XᵀX``.

        Parameters
        ----------
        X : array_like, shape (n_samples, n_features)
            One row for each sample; not all 0.
        y : array_like, shape (n_samples,)
            The targets.

        Returns
        -------
        QuadraticLoss
            A valley where there are fewer independent samples than features.

        Raises
        ------
        ValueError
            If X is all 0, or X or y is empty, not finite or of the wrong shape.
        TypeError
            If X or y is not made of real numbers.

        Notes
        -----
        The sum of squares: no mean, no factor ½, no intercept other than a column of X.

        Examples
        --------
        >>> QuadraticLoss.from_data([[1, 0], [0, 2]], [1, 2]).least
        0.0
        >>> QuadraticLoss.from_data([[10, 1]], [5]).hessian.tolist()  # one sample: rank 1
        [[100.0, 10.0], [10.0, 1.0]]
        """
        design = as_matrix("X", X)
        targets = as_vector("y", y, size=len(design))
        if not design.any():
            raise ValueError("X must not be 0: every w fits equally well")
        loss = cls.__new__(cls)
        loss._fill(targets @ design, (_frozen(design), _frozen(targets)))
        return loss

    @classmethod
    def from_gram(cls, gram: ArrayLike, moments: ArrayLike, squares: float) -> "QuadraticLoss":
        """Measure how well weights explain data of which only the sums of products are known.

        ``L(w) = wᵀ(XᵀX)w − 2 (Xᵀy)·w + yᵀy``

        Parameters
        ----------
        gram : array_like, shape (n_features, n_features)
            ``XᵀX``.
        moments : array_like, shape (n_features,)
            ``Xᵀy``.
        squares : float
            ``yᵀy``.

        Returns
        -------
        QuadraticLoss

        Raises
        ------
        ValueError
            If the numbers cannot come from data: gram is no Gram matrix, moments are outside its range, or squares
            is less than what the fit explains; or if shapes do not match.
        TypeError
            If an argument is not made of real numbers.

        Notes
        -----
        By expanding ‖X w − y‖².

        Examples
        --------
        >>> QuadraticLoss.from_gram([[3, 1], [1, 2]], [7, 4], 20)
        QuadraticLoss(hessian=[[3.0, 1.0], [1.0, 2.0]], minimum=[2.0, 1.0], least=2.0)
        >>> QuadraticLoss.from_gram([[1, 1], [1, 1]], [1, 2], 20)
        Traceback (most recent call last):
        ...
        ValueError: moments must lie in the range of gram, got an array of shape (2,): [1. 2.]
        """
        H = _as_hessian("gram", gram)
        sums = as_vector("moments", moments, size=len(H))
        total = as_number("squares", squares, minimum=0.0)
        loss = cls.__new__(cls)
        loss._fill(sums, None, hessian=H)
        sizes = np.abs(sums) + np.abs(H) @ np.abs(loss.minimum)
        if (np.abs(H @ loss.minimum - sums) > CONSISTENCY * sizes).any():
            raise ValueError(refusal("moments", "lie in the range of gram", sums))
        explained = float(sums @ loss.minimum)
        if total < explained * (1 - CONSISTENCY):
            rule = f"be at least {explained:g}, which is what gram and moments explain of it"
            raise ValueError(refusal("squares", rule, squares))
        loss.__dict__["least"] = max(0.0, total - explained)
        return loss

    def _fill(
        self, moments: FloatArray, data: tuple[FloatArray, FloatArray] | None, **known: FloatArray | float
    ) -> None:
        object.__setattr__(self, "moments", _frozen(moments + 0.0))
        object.__setattr__(self, "_data", data)
        for name, value in known.items():
            self.__dict__[name] = _frozen(value) if isinstance(value, np.ndarray) else value

    def __repr__(self) -> str:
        shown = f"hessian={self.hessian.tolist()}, minimum={self.minimum.tolist()}, least={self.least}"
        return f"QuadraticLoss({shown})"

    @property
    def n_features(self) -> int:
        """The number of weights."""
        return self.moments.size

    # Computed when first asked for: a path through a thousand features needs a small part of H only.

    @cached_property
    def hessian(self) -> FloatArray:
        """H."""
        assert self._data is not None
        return _frozen(self._data[0].T @ self._data[0])

    @cached_property
    def diagonal(self) -> FloatArray:
        """The diagonal of H: the curvature of the loss along each axis."""
        if self._data is not None:
            return _frozen(np.einsum("ij,ij->j", self._data[0], self._data[0]))
        return _frozen(np.diagonal(self.hessian).copy())

    @property
    def wide_design(self) -> FloatArray | None:
        """The data X, where they have fewer samples than features, so that they are less to store than H."""
        return None if self._data is None or len(self._data[0]) >= self.n_features else self._data[0]

    @cached_property
    def kernel(self) -> FloatArray:
        """Orthonormal rows that H maps to 0."""
        lengths = np.where(self.diagonal > 0, np.sqrt(self.diagonal), 1.0)
        heights, axes = np.linalg.eigh(self.hessian / np.outer(lengths, lengths))
        flat = axes[:, heights <= noise_height(len(heights))] / lengths[:, np.newaxis]
        return _frozen(np.linalg.qr(flat)[0].T if flat.size else np.empty((0, self.n_features)))

    @cached_property
    def minimum(self) -> FloatArray:
        """The point of least loss that is nearest to the origin."""
        if not len(self.kernel):
            return _frozen(solve_definite(self.hessian, self.moments).astype(np.float64) + 0.0)
        if self._data is not None:
            nearest = np.linalg.lstsq(*self._data, rcond=None)[0]
        else:
            nearest = np.linalg.pinv(self.hessian, hermitian=True) @ self.moments
        return _frozen(nearest - self.kernel.T @ (self.kernel @ nearest) + 0.0)

    @cached_property
    def least(self) -> float:
        """The loss at the minimum."""
        assert self._data is not None
        errors = self._data[1] - self._data[0] @ self.minimum
        # Below the rounding errors of the fit there is nothing to be told from 0.
        sizes = np.abs(self._data[1]) + np.abs(self._data[0]) @ np.abs(self.minimum)
        least = float(errors @ errors)
        return least if least > (1e-14 * sizes.max()) ** 2 * sizes.size else 0.0

    @property
    def is_definite(self) -> bool:
        """Whether the loss is a bowl, with one point of least loss."""
        return not len(self.kernel)

    def value(self, points: ArrayLike) -> FloatArray | np.float64:
        """Return the loss: ``(w − ŵ)ᵀ H (w − ŵ) + least``.

        Parameters
        ----------
        points : array_like, shape (..., n_features)

        Returns
        -------
        numpy.float64 or ndarray, shape (...)

        Raises
        ------
        ValueError
            If points is empty, ragged, not finite, or has another number of features.
        TypeError
            If points is not made of real numbers.

        Notes
        -----
        The definition; for data, ``‖X (w − ŵ)‖² + least``, by Pythagoras' theorem.

        Examples
        --------
        >>> loss = QuadraticLoss([[2, 1], [1, 3]], [1.5, -1], least=1)
        >>> print(loss.value([0, 0]), loss.value([1.5, -1]))
        5.5 1.0
        """
        away = as_points("points", points, n_features=self.n_features) - self.minimum
        if self._data is not None:
            return np.asarray(((away @ self._data[0].T) ** 2).sum(axis=-1) + self.least)[()]
        return np.asarray((away @ self.hessian * away).sum(axis=-1) + self.least)[()]

    def gradient(self, points: ArrayLike) -> FloatArray:
        """Return the slope of the loss along every axis: ``2 (H w − moments)``.

        Parameters
        ----------
        points : array_like, shape (..., n_features)

        Returns
        -------
        ndarray, shape (..., n_features)

        Raises
        ------
        ValueError
            If points is empty, ragged, not finite, or has another number of features.
        TypeError
            If points is not made of real numbers.

        Notes
        -----
        By differentiation.

        Examples
        --------
        >>> valley = QuadraticLoss.from_data([[1, 1]], [3])
        >>> print(valley.gradient([[0, 0], [3, 0], [0, 3]]))  # the floor is flat
        [[-6. -6.]
         [ 0.  0.]
         [ 0.  0.]]
        """
        return 2 * (as_points("points", points, n_features=self.n_features) @ self.hessian - self.moments)

    def with_ridge(self, lam: float) -> "QuadraticLoss":
        """Add the ridge penalty ``lam ‖w‖²`` to the loss, which leaves a quadratic loss.

        Parameters
        ----------
        lam : float
            λ ≥ 0.

        Returns
        -------
        QuadraticLoss
            With the Hessian ``H + λ I`` and the same moments.

        Raises
        ------
        ValueError
            If lam is negative or not finite.
        TypeError
            If lam is not a real number.

        Notes
        -----
        H. Zou and T. Hastie, Regularization and variable selection via the elastic net (2005), lemma 1.

        Examples
        --------
        >>> QuadraticLoss([[1, 0], [0, 3]], [2, 0]).with_ridge(1)
        QuadraticLoss(hessian=[[2.0, 0.0], [0.0, 4.0]], minimum=[1.0, 0.0], least=2.0)
        >>> QuadraticLoss.from_data([[1, 1]], [3]).with_ridge(1).minimum.tolist()  # a valley becomes a bowl
        [1.0, 1.0]
        """
        price = as_number("lam", lam, minimum=0.0)
        if price == 0:
            return self
        loss = QuadraticLoss.__new__(QuadraticLoss)
        loss._fill(self.moments, None, hessian=self.hessian + price * np.eye(self.n_features))
        # L + λ‖w‖² at its minimum, as a sum of terms of one sign.
        w = loss.minimum
        loss.__dict__["least"] = float(self.value(w) + price * (w @ w))
        return loss

    def level_set(self, value: float, n_points: int = 257) -> FloatArray:
        """Draw the contour of a bowl over the plane: the ellipse where the loss has a given value.

        ``ŵ + √(value − least) V Λ^(−½) (cos t, sin t)`` with ``H = V Λ Vᵀ``.

        Parameters
        ----------
        value : float
            At least `least`, where the contour shrinks to a point.
        n_points : int, default 257
            At least 2.

        Returns
        -------
        ndarray, shape (n_points, 2)
            Counter-clockwise; the last point equals the first. With the default a straight line between
            neighbours is off by less than 1e-4 of the longer half-axis.

        Raises
        ------
        ValueError
            If there are not two features, the loss is a valley (see `level_lines`) or value is less than `least`.
        TypeError
            If value is not a real number or n_points not an integer.

        Notes
        -----
        S. Boyd and L. Vandenberghe, Convex Optimization, §2.2.2.

        Examples
        --------
        >>> bowl = QuadraticLoss([[1, 0], [0, 4]], [2, 1])
        >>> print(bowl.level_set(4, 5).round(12) + 0)
        [[4. 1.]
         [2. 2.]
         [0. 1.]
         [2. 0.]
         [4. 1.]]
        >>> print(bowl.level_set(0, 2))  # the lowest one is a point
        [[2. 1.]
         [2. 1.]]
        """
        height = self._height_in_plane(value)
        count = as_count("n_points", n_points, minimum=2)
        if not self.is_definite:
            raise ValueError("hessian must be positive definite for closed contours: see level_lines")
        curvatures, axes = np.linalg.eigh(self.hessian)
        # Towards the right, and turning to the left.
        axes = axes * np.where(axes[np.argmax(np.abs(axes), axis=0), [0, 1]] < 0, -1, 1)
        axes = axes * [1, math.copysign(1.0, float(np.linalg.det(axes)))]
        t = np.linspace(0, 2 * math.pi, count)
        circle = np.stack([np.cos(t), np.sin(t)], axis=-1)
        circle[-1] = circle[0]
        outline: FloatArray = self.minimum + math.sqrt(height) * (circle / np.sqrt(curvatures)) @ axes.T
        return outline

    def level_lines(self, value: float) -> tuple[Hyperplane, Hyperplane]:
        """Find the contour of a valley over the plane: two parallel lines where the loss has a given value.

        ``v·w = v·ŵ ± √(value − least)`` with ``H = v vᵀ``.

        Parameters
        ----------
        value : float
            At least `least`, where both lines are the floor.

        Returns
        -------
        two of Hyperplane

        Raises
        ------
        ValueError
            If there are not two features, the loss is a bowl (see `level_set`) or value is less than `least`.
        TypeError
            If value is not a real number.

        Notes
        -----
        The loss is ``(v·(w − ŵ))² + least``.

        Examples
        --------
        >>> valley = QuadraticLoss.from_data([[10, 1]], [5])
        >>> print(*(line.intercepts() for line in valley.level_lines(4)))
        [0.7 7. ] [0.3 3. ]
        >>> print(*(line.intercepts() for line in valley.level_lines(0)))  # the floor, twice
        [0.5 5. ] [0.5 5. ]
        """
        height = self._height_in_plane(value)
        if self.is_definite:
            raise ValueError("hessian must be singular for straight contours: see level_set")
        if self._data is not None and len(self._data[0]) == 1:
            normal, offset = self._data[0][0], float(self._data[1][0])
        else:
            j = int(np.argmax(self.diagonal))
            root = math.sqrt(self.diagonal[j])
            normal, offset = self.hessian[j] / root, float(self.moments[j]) / root
        reach = math.sqrt(height)
        return Hyperplane(normal, offset + reach), Hyperplane(normal, offset - reach)

    def _height_in_plane(self, value: float) -> float:
        if self.n_features != 2:
            raise ValueError(refusal("hessian", "have two features to have its contours drawn", self.hessian))
        height = as_number("value", value) - self.least
        # The least loss, computed in another way, is not below itself.
        if height < -CONSISTENCY * abs(self.least):
            raise ValueError(refusal("value", f"be at least {self.least:g}, the least loss", value))
        return max(0.0, height)


def _as_hessian(name: str, value: ArrayLike) -> FloatArray:
    H = as_matrix(name, value)
    if H.shape[0] != H.shape[1]:
        raise ValueError(refusal(name, "be square", H))
    if not H.any():
        raise ValueError(f"{name} must not be 0: every w fits equally well")
    largest = np.abs(H).max()
    if (np.abs(H - H.T) > CONSISTENCY * largest).any():
        raise ValueError(refusal(name, "be symmetric", H))
    H = H / 2 + H.T / 2
    diagonal = np.diagonal(H)
    lengths = np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    scaled = H / np.outer(lengths, lengths)
    is_flat = diagonal == 0
    if (diagonal < 0).any() or scaled[is_flat].any() or np.linalg.eigvalsh(scaled)[0] < -10 * noise_height(len(H)):
        raise ValueError(refusal(name, "be positive semidefinite", H))
    return H


def _frozen(array: NDArray[np.float64]) -> FloatArray:
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array
