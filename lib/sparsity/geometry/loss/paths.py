"""The answers at all prices: the path from everything 0 to the least loss, with its dial between price and budget."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparsity.geometry.arguments import FloatArray, as_number, as_points, as_vector, refusal
from sparsity.geometry.loss.certificates import CERTIFIED, certified, ridge_residual
from sparsity.geometry.loss.homotopy import lasso_pieces
from sparsity.geometry.loss.price import ridge_answer
from sparsity.geometry.loss.quadratic import QuadraticLoss
from sparsity.geometry.loss.secular import Spectrum


@dataclass(frozen=True, eq=False)
class LassoPath:
    """The answers of ``L(w) + λ ‖w‖₁`` for all prices λ: straight between knots.

    The arrays are read-only. It is made by `lasso_path`.

    Parameters
    ----------
    lams : ndarray, shape (n_knots,)
        The prices of the knots, descending, from the highest, from which on everything is 0, to 0.
    weights : ndarray, shape (n_knots, n_features)
        The answers there. The last one is the limit as the price tends to 0: of all points of least loss one with
        the least ``‖w‖₁``.
    budgets : ndarray, shape (n_knots,)
        ``‖w‖₁`` there, ascending.
    is_unique : bool
        Whether there is one answer at every price above 0. Otherwise (equal columns, ...) this is one continuous
        path of answers, and `penalized_minimum` lists all of them.
    kkt_residual : float
        The certificate: the largest distance of any answer from satisfying the conditions of optimality, relative
        to their terms. At most 1e-12.

    Notes
    -----
    B. Efron, T. Hastie, I. Johnstone, R. Tibshirani, Least angle regression (2004).

    Examples
    --------
    >>> from sparsity.geometry.loss import QuadraticLoss, lasso_path
    >>> path = lasso_path(QuadraticLoss([[10, 3], [3, 1]], [-0.1, 1]))  # one weight leaves and returns
    >>> print(path.lams.round(12), np.sign(path.weights).astype(int).tolist())
    [4.         0.28571429 0.1        0.05       0.        ] [[0, 0], [1, 0], [0, 1], [0, 1], [-1, 1]]
    """

    lams: FloatArray
    weights: FloatArray
    budgets: FloatArray
    is_unique: bool
    kkt_residual: float

    def __post_init__(self) -> None:
        for array in (self.lams, self.weights, self.budgets):
            array.flags.writeable = False

    def at(self, lam: ArrayLike) -> FloatArray:
        """Return the answers at prices.

        Parameters
        ----------
        lam : array_like, shape (...)
            Prices λ ≥ 0.

        Returns
        -------
        ndarray, shape (..., n_features)

        Raises
        ------
        ValueError
            If a price is negative or not finite.
        TypeError
            If lam is not made of real numbers.

        Notes
        -----
        Between knots by linear interpolation, which is exact.

        Examples
        --------
        >>> path = lasso_path(QuadraticLoss([[3, 1], [1, 2]], [2, 1]))
        >>> print(path.at([20, 14, 8, 0]))
        [[0. 0.]
         [0. 0.]
         [1. 0.]
         [2. 1.]]
        """
        return _interpolated(_as_amounts("lam", lam), self.lams[::-1], self.weights[::-1])

    def budget(self, lam: ArrayLike) -> FloatArray | np.float64:
        """Turn the dial from prices to budgets: ``‖w(λ)‖₁``.

        Parameters
        ----------
        lam : array_like, shape (...)
            Prices λ ≥ 0.

        Returns
        -------
        numpy.float64 or ndarray, shape (...)

        Raises
        ------
        ValueError
            If a price is negative or not finite.
        TypeError
            If lam is not made of real numbers.

        Notes
        -----
        Straight between knots, as no weight changes its sign there.

        Examples
        --------
        >>> path = lasso_path(QuadraticLoss([[3, 1], [1, 2]], [2, 1]))
        >>> print(path.budget(8), path.budget([5, 99]))
        1.0 [1.5 0. ]
        """
        return _interpolated(_as_amounts("lam", lam), self.lams[::-1], self.budgets[::-1])[()]

    def price(self, budget: ArrayLike) -> FloatArray | np.float64:
        """Turn the dial from budgets to prices: the λ with ``‖w(λ)‖₁ = budget``.

        Parameters
        ----------
        budget : array_like, shape (...)
            Budgets c ≥ 0.

        Returns
        -------
        numpy.float64 or ndarray, shape (...)
            0 for a budget that is not used up; for a budget of 0 the lowest price that makes everything 0.

        Raises
        ------
        ValueError
            If a budget is negative or not finite.
        TypeError
            If budget is not made of real numbers.

        Notes
        -----
        The inverse of `budget`, which rises strictly as the price falls.

        Examples
        --------
        >>> path = lasso_path(QuadraticLoss([[3, 1], [1, 2]], [2, 1]))
        >>> print(path.price([0, 1, 1.5, 3, 99]))
        [14.  8.  5.  0.  0.]
        """
        return _interpolated(_as_amounts("budget", budget), self.budgets, self.lams)[()]


@dataclass(frozen=True, eq=False)
class RidgePath:
    """The answers of ``L(w) + λ ‖w‖₂²``: an arc that ends at 0 only for a price beyond all bounds.

    The arrays are read-only. It is made by `ridge_path`.

    Parameters
    ----------
    lams : ndarray, shape (n_prices,)
        The prices that were asked for.
    weights : ndarray, shape (n_prices, n_features)
        The answers there; at price 0 the limit, which is the point of least loss nearest to the origin.
    budgets : ndarray, shape (n_prices,)
        ``‖w‖₂`` there.
    kkt_residual : float
        The certificate: the largest distance of these answers from satisfying the conditions of optimality,
        relative to their terms. At most 1e-12.

    Notes
    -----
    In the axes of the contours every coordinate is ``h ẑ/(h + λ)``: in the plane an arc of a rectangular hyperbola.

    Examples
    --------
    >>> from sparsity.geometry.loss import QuadraticLoss, ridge_path
    >>> path = ridge_path(QuadraticLoss.from_data([[10, 1]], [5]), [0, 101])  # a valley
    >>> print(path.weights.round(6))
    [[0.49505  0.049505]
     [0.247525 0.024752]]
    """

    lams: FloatArray
    weights: FloatArray
    budgets: FloatArray
    kkt_residual: float
    _loss: QuadraticLoss
    _spectrum: Spectrum

    def __post_init__(self) -> None:
        for array in (self.lams, self.weights, self.budgets):
            array.flags.writeable = False

    def at(self, lam: ArrayLike) -> FloatArray:
        """Return the answers at any prices: ``(H + λ I)⁻¹ H ŵ``.

        Parameters
        ----------
        lam : array_like, shape (...)
            Prices λ ≥ 0.

        Returns
        -------
        ndarray, shape (..., n_features)

        Raises
        ------
        ValueError
            If a price is negative or not finite.
        TypeError
            If lam is not made of real numbers.
        ArithmeticError
            If an answer cannot be certified.

        Notes
        -----
        A. E. Hoerl and R. W. Kennard, Ridge regression (1970).

        Examples
        --------
        >>> path = ridge_path(QuadraticLoss([[1, 0], [0, 3]], [2, 2]), [0])
        >>> print(path.at([[0, 1], [3, 9]]).round(3).tolist())
        [[[2.0, 2.0], [1.0, 1.5]], [[0.5, 1.0], [0.2, 0.5]]]
        """
        prices = _as_amounts("lam", lam)
        answers = [_certified_ridge(self._loss, float(price))[0] for price in prices.flat]
        return np.array(answers).reshape(*prices.shape, self._loss.n_features)

    def budget(self, lam: ArrayLike) -> FloatArray | np.float64:
        """Turn the dial from prices to budgets: ``‖w(λ)‖₂``.

        Parameters
        ----------
        lam : array_like, shape (...)
            Prices λ ≥ 0.

        Returns
        -------
        numpy.float64 or ndarray, shape (...)

        Raises
        ------
        ValueError
            If a price is negative or not finite.
        TypeError
            If lam is not made of real numbers.
        ArithmeticError
            If an answer cannot be certified.

        Notes
        -----
        See `at`.

        Examples
        --------
        >>> path = ridge_path(QuadraticLoss([[1, 0], [0, 1]], [3, 4]), [0])
        >>> print(path.budget([0, 1]))
        [5.  2.5]
        """
        return np.asarray(np.linalg.norm(self.at(lam), axis=-1))[()]

    def price(self, budget: ArrayLike) -> FloatArray | np.float64:
        """Turn the dial from budgets to prices: the λ with ``‖w(λ)‖₂ = budget``.

        Parameters
        ----------
        budget : array_like, shape (...)
            Budgets c ≥ 0.

        Returns
        -------
        numpy.float64 or ndarray, shape (...)
            0 for a budget that is not used up, inf for a budget of 0.

        Raises
        ------
        ValueError
            If a budget is negative or not finite.
        TypeError
            If budget is not made of real numbers.

        Notes
        -----
        J. J. Moré and D. C. Sorensen, Computing a trust region step (1983).

        Examples
        --------
        >>> path = ridge_path(QuadraticLoss([[1, 0], [0, 1]], [3, 4]), [0])
        >>> print(path.price([0, 2.5, 5, 99]))
        [inf  1.  0.  0.]
        """
        budgets = _as_amounts("budget", budget)
        longest = float(np.linalg.norm(self._loss.minimum))

        def price(radius: float) -> float:
            if radius >= longest * (1 - CERTIFIED / 10):
                return 0.0
            return self._spectrum.price(radius) if radius > 0 else math.inf

        return np.array([price(float(radius)) for radius in budgets.flat]).reshape(budgets.shape)[()]


def lasso_path(loss: QuadraticLoss) -> LassoPath:
    """Find the answers of ``L(w) + λ ‖w‖₁`` for all prices λ, by homotopy.

    Parameters
    ----------
    loss : QuadraticLoss

    Returns
    -------
    LassoPath
        With every knot, where a weight joins or leaves, and none in between. Ties, weights that leave and return,
        and columns that depend on each other are followed.

    Raises
    ------
    TypeError
        If loss is not a QuadraticLoss.
    ArithmeticError
        If the loss is so badly scaled that the path cannot be certified.

    Notes
    -----
    M. R. Osborne, B. Presnell, B. A. Turlach, A new approach to variable selection in least squares problems (2000);
    R. J. Tibshirani, The lasso problem and uniqueness (2013); in the worst case there are (3^n + 1)/2 pieces:
    J. Mairal and B. Yu, Complexity analysis of the lasso regularization path (2012).

    Examples
    --------
    >>> path = lasso_path(QuadraticLoss.from_data([[1, 0], [1, 0], [1, 1], [0, 1]], [3, 1, 3, 1]))
    >>> print(path.lams, path.weights.tolist())
    [14.  5.  0.] [[0.0, 0.0], [1.5, 0.0], [2.0, 1.0]]
    >>> twins = lasso_path(QuadraticLoss.from_data([[1, 1]], [3]))
    >>> print(twins.is_unique, twins.lams)
    False [6. 0.]
    >>> print(lasso_path(QuadraticLoss([[1, 0], [0, 1]], [0, 0])).lams)  # nothing to explain
    [0.]
    """
    if not isinstance(loss, QuadraticLoss):
        raise TypeError(refusal("loss", "be a QuadraticLoss", loss))
    lams, ends = [0.0], [(np.empty(0, dtype=np.intp), np.empty(0))]
    is_unique, residual = True, 0.0
    for piece in lasso_pieces(loss):
        if len(ends) == 1:
            lams[0] = piece.high
        elif _is_same_set(ends[-1][0], piece.active):
            # A weight has touched 0, or a pull the price, and goes on as before: that was no knot.
            lams.pop()
            ends.pop()
        lams.append(piece.low)
        ends.append((piece.active, piece.last))
        is_unique &= piece.is_unique
        residual = max(residual, piece.residual)
    weights = np.zeros((len(ends), loss.n_features))
    for row, (active, values) in zip(weights, ends, strict=True):
        row[active] = values
    return LassoPath(np.array(lams), weights, np.abs(weights).sum(axis=1), is_unique, residual)


def _is_same_set(first: NDArray[np.intp], second: NDArray[np.intp]) -> bool:
    return first.size == second.size and set(first.tolist()) == set(second.tolist())


def ridge_path(loss: QuadraticLoss, lams: ArrayLike) -> RidgePath:
    """Find the answers of ``L(w) + λ ‖w‖₂²`` for some prices, and keep what it takes to find them for all.

    Parameters
    ----------
    loss : QuadraticLoss
    lams : array_like, shape (n_prices,)
        Prices λ ≥ 0, in any order.

    Returns
    -------
    RidgePath

    Raises
    ------
    ValueError
        If lams is empty or a price is negative or not finite.
    TypeError
        If loss is not a QuadraticLoss or lams is not made of real numbers.
    ArithmeticError
        If the loss is so badly scaled that an answer cannot be certified.

    Notes
    -----
    A. E. Hoerl and R. W. Kennard, Ridge regression (1970).

    Examples
    --------
    >>> path = ridge_path(QuadraticLoss([[3, 1], [1, 2]], [2, 1]), [0, 5, 1e9])
    >>> print(path.weights.round(3).tolist(), path.weights[-1].all())
    [[2.0, 1.0], [0.818, 0.455], [0.0, 0.0]] True
    """
    if not isinstance(loss, QuadraticLoss):
        raise TypeError(refusal("loss", "be a QuadraticLoss", loss))
    prices = as_vector("lams", lams)
    if (prices < 0).any():
        raise ValueError(refusal("lams", "be at least 0", prices))
    answers = [_certified_ridge(loss, float(price)) for price in prices]
    weights = np.array([w for w, _ in answers])
    return RidgePath(
        lams=prices,
        weights=weights,
        budgets=np.linalg.norm(weights, axis=1),
        kkt_residual=max(residual for _, residual in answers),
        _loss=loss,
        _spectrum=Spectrum(loss),
    )


def _certified_ridge(loss: QuadraticLoss, lam: float) -> tuple[FloatArray, float]:
    w = ridge_answer(loss, lam) if lam > 0 else loss.minimum
    return w, certified(ridge_residual(loss, w, lam), "the ridge answer")


def _as_amounts(name: str, value: ArrayLike) -> FloatArray:
    """Return prices or budgets, which are not negative."""
    if np.ndim(value) == 0:
        return np.array(as_number(name, value, minimum=0.0))
    amounts = as_points(name, value)
    if (amounts < 0).any():
        raise ValueError(refusal(name, "be at least 0", amounts))
    return amounts


def _interpolated(where: FloatArray, stops: FloatArray, values: FloatArray) -> FloatArray:
    """Interpolate rows between ascending stops, and stay at the first or last one beyond them."""
    if stops.size == 1:
        return np.broadcast_to(values[0], where.shape + values.shape[1:]).copy()
    piece = np.clip(np.searchsorted(stops, where), 1, stops.size - 1)
    low, high = stops[piece - 1], stops[piece]
    share = np.clip((where - low) / (high - low), 0.0, 1.0)
    if values.ndim == 2:
        share = share[..., np.newaxis]
    result: FloatArray = values[piece - 1] * (1 - share) + values[piece] * share
    return result
