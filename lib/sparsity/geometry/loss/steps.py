"""How methods walk to the answer, step by step: who rests on an axis exactly, and who never does."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sparsity.geometry.arguments import FloatArray, as_count, as_number, as_points, as_vector, refusal
from sparsity.geometry.loss.proximal import soft_threshold
from sparsity.geometry.loss.quadratic import QuadraticLoss


@dataclass(frozen=True, eq=False)
class Walk:
    """The points that a method visits, one after the other.

    The arrays are read-only.

    Parameters
    ----------
    points : ndarray, shape (n_steps + 1, n_features)
        From the start on. A 0 is an exact one: it was put there by the method, not by rounding.
    objectives : ndarray, shape (n_steps + 1,)
        What the method tries to make small, at these points.
    rates : ndarray, shape (n_steps,)
        How far each step goes, in the sense of `rule`.
    rule : str
        How the steps are chosen, as a formula.

    Examples
    --------
    >>> from sparsity.geometry.loss import QuadraticLoss, proximal_gradient_steps
    >>> bowl = QuadraticLoss([[1, 0], [0, 1]], [2, 0.4])
    >>> walk = proximal_gradient_steps(bowl, 1, [0, 2], 1)
    >>> print(walk.points.tolist(), walk.rule)
    [[0.0, 2.0], [1.5, 0.0]] w ← soft(w − r ∇L(w), 2 r λ), r = 1/(2 h), h the largest curvature
    """

    points: FloatArray
    objectives: FloatArray
    rates: FloatArray
    rule: str

    def __post_init__(self) -> None:
        for array in (self.points, self.objectives, self.rates):
            array.flags.writeable = False


def gradient_steps(
    loss: QuadraticLoss, start: ArrayLike, steps: int, *, ridge: float = 0.0, rate: float | None = None
) -> Walk:
    """Walk down ``L(w) + ridge ‖w‖₂²`` against the gradient: ``w ← w − r ∇``, with one rate r for all steps.

    Parameters
    ----------
    loss : QuadraticLoss
    start : array_like, shape (n_features,)
    steps : int
        At least 1.
    ridge : float, default 0
        λ ≥ 0.
    rate : float, optional
        r > 0. By default 1/(2 h) with h the largest curvature, the largest eigenvalue of ``H + λ I``, with which the
        objective never rises; at 1/h and more it may not fall.

    Returns
    -------
    Walk

    Raises
    ------
    ValueError
        If start has another number of features or is not finite, steps is less than 1, ridge is negative or rate is
        not above 0.
    TypeError
        If loss is not a QuadraticLoss, or an argument is not made of real numbers.

    Notes
    -----
    Y. Nesterov, Lectures on Convex Optimization, 2nd ed., §1.2.3. H has half the second derivatives.

    Examples
    --------
    >>> bowl = QuadraticLoss([[1, 0], [0, 4]], [2, 0])
    >>> print(gradient_steps(bowl, [0, 2], 2).points.tolist())
    [[0.0, 2.0], [0.5, 0.0], [0.875, 0.0]]
    >>> print(gradient_steps(bowl, [2, 0], 1).points.tolist())  # at the bottom already
    [[2.0, 0.0], [2.0, 0.0]]
    """
    w, n_steps = _as_walk(loss, start, steps)
    smooth = loss.with_ridge(as_number("ridge", ridge, minimum=0.0))
    r = _as_rate(smooth, rate)
    points = _walked(w, n_steps, lambda w, k: w - r * smooth.gradient(w))
    rule = "w ← w − r ∇(L(w) + λ‖w‖²), r = " + ("1/(2 h), h the largest curvature" if rate is None else f"{r:g}")
    return Walk(points, np.asarray(smooth.value(points)), np.full(n_steps, r), rule)


def subgradient_steps(
    loss: QuadraticLoss, lam: float, start: ArrayLike, steps: int, *, rate: float | None = None
) -> Walk:
    """Walk down ``L(w) + lam ‖w‖₁`` against a subgradient, by ever shorter steps: ``w ← w − r/√k (∇L + lam sign(w))``.

    An entry that is 0 is given the subgradient 0 of ``|w_i|``. The walk hops about an axis and practically never
    rests on it, and the objective may rise; its best value tends to the least one.

    Parameters
    ----------
    loss : QuadraticLoss
    lam : float
        λ ≥ 0.
    start : array_like, shape (n_features,)
    steps : int
        At least 1.
    rate : float, optional
        r > 0; step k = 1, 2, ... has the rate r/√k. By default r is 1/(2 h), with h the largest curvature.

    Returns
    -------
    Walk

    Raises
    ------
    ValueError
        If start has another number of features or is not finite, steps is less than 1, lam is negative or rate is
        not above 0.
    TypeError
        If loss is not a QuadraticLoss, or an argument is not made of real numbers.

    Notes
    -----
    N. Z. Shor, Minimization Methods for Non-differentiable Functions (1985), §2.

    Examples
    --------
    >>> bowl = QuadraticLoss([[1, 0], [0, 1]], [2, 0.25])
    >>> print(subgradient_steps(bowl, 1, [2, 1], 3).points[:, 1].round(3))  # the answer is 0
    [ 1.    -0.25   0.457  0.049]
    """
    w, n_steps = _as_walk(loss, start, steps)
    price = as_number("lam", lam, minimum=0.0)
    r = _as_rate(loss, rate)
    rates = r / np.sqrt(np.arange(1, n_steps + 1))
    points = _walked(w, n_steps, lambda w, k: w - rates[k] * (loss.gradient(w) + price * np.sign(w)))
    rule = "w ← w − r/√k (∇L(w) + λ sign w), r = " + ("1/(2 h), h the largest curvature" if rate is None else f"{r:g}")
    return Walk(points, _lasso_objective(loss, price, points), rates, rule)


def proximal_gradient_steps(
    loss: QuadraticLoss, lam: float, start: ArrayLike, steps: int, *, rate: float | None = None
) -> Walk:
    """Walk down ``L(w) + lam ‖w‖₁`` by a gradient step on the loss, then a soft threshold: exact zeros, for good.

    ``w ← soft(w − r ∇L(w), 2 r lam)``

    Parameters
    ----------
    loss : QuadraticLoss
    lam : float
        λ ≥ 0.
    start : array_like, shape (n_features,)
    steps : int
        At least 1.
    rate : float, optional
        r > 0. By default 1/(2 h) with h the largest curvature, with which the objective never rises.

    Returns
    -------
    Walk

    Raises
    ------
    ValueError
        If start has another number of features or is not finite, steps is less than 1, lam is negative or rate is
        not above 0.
    TypeError
        If loss is not a QuadraticLoss, or an argument is not made of real numbers.

    Notes
    -----
    I. Daubechies, M. Defrise, C. De Mol, An iterative thresholding algorithm for linear inverse problems (2004).
    `soft_threshold` thresholds at half its price, therefore ``2 r lam``.

    Examples
    --------
    >>> bowl = QuadraticLoss([[1, 0], [0, 1]], [2, 0.25])
    >>> print(proximal_gradient_steps(bowl, 1, [2, 1], 2).points.tolist())
    [[2.0, 1.0], [1.5, 0.0], [1.5, 0.0]]
    """
    w, n_steps = _as_walk(loss, start, steps)
    price = as_number("lam", lam, minimum=0.0)
    r = _as_rate(loss, rate)
    points = _walked(w, n_steps, lambda w, k: soft_threshold(w - r * loss.gradient(w), 2 * r * price))
    rule = "w ← soft(w − r ∇L(w), 2 r λ), r = " + ("1/(2 h), h the largest curvature" if rate is None else f"{r:g}")
    return Walk(points, _lasso_objective(loss, price, points), np.full(n_steps, r), rule)


def coordinate_descent_steps(loss: QuadraticLoss, lam: float, start: ArrayLike, steps: int) -> Walk:
    """Walk down ``L(w) + lam ‖w‖₁`` along one axis after the other, to the lowest point of each: stairs.

    ``w_j ← soft(moments_j − Σ_{i≠j} H_ij w_i, lam) / H_jj`` for j = 0, 1, …, and again. A feature whose column is 0
    has no say in the loss, and its weight becomes 0 if it costs something.

    Parameters
    ----------
    loss : QuadraticLoss
    lam : float
        λ ≥ 0.
    start : array_like, shape (n_features,)
    steps : int
        Number of moves along one axis, at least 1.

    Returns
    -------
    Walk
        `rates` are all 1: every step goes all the way.

    Raises
    ------
    ValueError
        If start has another number of features or is not finite, steps is less than 1 or lam is negative.
    TypeError
        If loss is not a QuadraticLoss, or an argument is not made of real numbers.

    Notes
    -----
    J. Friedman, T. Hastie, H. Höfling, R. Tibshirani, Pathwise coordinate optimization (2007).

    Examples
    --------
    >>> bowl = QuadraticLoss([[3, 1], [1, 2]], [2, 1])
    >>> print(coordinate_descent_steps(bowl, 8, [2, 1], 3).points.round(4).tolist())
    [[2.0, 1.0], [0.6667, 1.0], [0.6667, 0.0], [1.0, 0.0]]
    """
    w, n_steps = _as_walk(loss, start, steps)
    price = as_number("lam", lam, minimum=0.0)
    n = loss.n_features

    def moved(w: FloatArray, k: int) -> FloatArray:
        j = k % n
        w = w.copy()
        w[j] = 0.0
        curvature = float(loss.diagonal[j])
        if curvature > 0:
            target = float(loss.moments[j] - loss.hessian[j] @ w)
            w[j] = float(soft_threshold(target, price)) / curvature
        return w

    points = _walked(w, n_steps, moved)
    rule = "w_j ← the lowest point along axis j, j = 1, 2, …, again and again"
    return Walk(points, _lasso_objective(loss, price, points), np.ones(n_steps), rule)


def gradient_flow(loss: QuadraticLoss, start: ArrayLike, times: ArrayLike, *, ridge: float = 0.0) -> FloatArray:
    """Follow the gradient of ``L(w) + ridge ‖w‖₂²`` by infinitely small steps: ``w′ = −∇``.

    ``w(t) = w* + exp(−2 (H + ridge I) t) (w₀ − w*)``

    Parameters
    ----------
    loss : QuadraticLoss
    start : array_like, shape (n_features,)
    times : array_like, shape (n_times,)
        Times t ≥ 0.
    ridge : float, default 0
        λ ≥ 0.

    Returns
    -------
    ndarray, shape (n_times, n_features)

    Raises
    ------
    ValueError
        If start has another number of features or is not finite, a time is negative or ridge is negative.
    TypeError
        If loss is not a QuadraticLoss, or an argument is not made of real numbers.

    Notes
    -----
    The solution of a linear differential equation. In a valley the part along the floor stays as it is.

    Examples
    --------
    >>> valley = QuadraticLoss.from_data([[1, 1]], [2])
    >>> print(gradient_flow(valley, [3, 1], [0, 99]).round(6))
    [[3. 1.]
     [2. 0.]]
    """
    w, _ = _as_walk(loss, start, 1)
    moments = as_vector("times", times)
    if (moments < 0).any():
        raise ValueError(refusal("times", "be at least 0", moments))
    smooth = loss.with_ridge(as_number("ridge", ridge, minimum=0.0))
    curvatures, axes = np.linalg.eigh(smooth.hessian)
    away = axes.T @ (w - smooth.minimum)
    with np.errstate(under="ignore"):
        fading = np.exp(-2 * np.outer(moments, np.maximum(curvatures, 0.0)))
    # Along the floor nothing pulls; what the eigenvalues of 0 are off by must not add up.
    still = np.arange(curvatures.size) < len(smooth.kernel)
    fading[:, still] = 1.0
    path: FloatArray = smooth.minimum + (fading * away) @ axes.T
    return path


def _as_walk(loss: QuadraticLoss, start: ArrayLike, steps: int) -> tuple[FloatArray, int]:
    if not isinstance(loss, QuadraticLoss):
        raise TypeError(refusal("loss", "be a QuadraticLoss", loss))
    return as_vector("start", start, size=loss.n_features), as_count("steps", steps)


def _as_rate(loss: QuadraticLoss, rate: float | None) -> float:
    if rate is None:
        return 1 / (2 * float(np.linalg.eigvalsh(loss.hessian)[-1]))
    number = as_number("rate", rate)
    if number <= 0:
        raise ValueError(refusal("rate", "be greater than 0", rate))
    return number


def _walked(start: FloatArray, steps: int, move: Callable[[FloatArray, int], FloatArray]) -> FloatArray:
    points = [start]
    for k in range(steps):
        points.append(move(points[-1], k))
        if not np.isfinite(points[-1]).all():
            raise ArithmeticError(f"the walk leaves float64 at step {k + 1}: choose a smaller rate")
    return as_points("points", np.array(points))


def _lasso_objective(loss: QuadraticLoss, lam: float, points: FloatArray) -> FloatArray:
    objectives: FloatArray = np.asarray(loss.value(points)) + lam * np.abs(points).sum(axis=-1)
    return objectives
