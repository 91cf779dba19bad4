"""Ridge regression within a budget: the price at which the answer has a given length."""

import math

import numpy as np

from sparsity.geometry.arguments import FloatArray
from sparsity.geometry.loss.quadratic import QuadraticLoss


class Spectrum:
    """A loss in the axes of its contours, in which every ridge answer ``(H + λI)⁻¹ H ŵ`` is a matter of n divisions."""

    def __init__(self, loss: QuadraticLoss) -> None:
        heights, self.axes = np.linalg.eigh(loss.hessian)
        rank = loss.n_features - len(loss.kernel)
        self.heights = np.where(np.arange(heights.size) < heights.size - rank, 0.0, np.maximum(heights, 0.0))
        self.pulls = np.where(self.heights > 0, self.axes.T @ loss.moments, 0.0)

    def answer(self, lam: float) -> FloatArray:
        """Return the answer at one price; at 0 the limit, which is the nearest point of least loss."""
        coordinates = np.zeros_like(self.pulls)
        np.divide(self.pulls, self.heights + lam, out=coordinates, where=self.heights > 0)
        w: FloatArray = self.axes @ coordinates
        return w

    def price(self, radius: float) -> float:
        """Return the price at which the answer has the length `radius`, between 0 and the least loss's.

        Newton's method on ``1/‖w(λ)‖ − 1/radius``, which is nearly straight, concave and starts below its root
        (J. J. Moré and D. C. Sorensen, Computing a trust region step, 1983).
        """
        used = self.heights > 0
        heights, pulls = self.heights[used], self.pulls[used]
        unit = float(np.abs(pulls).max())
        heights, pulls, radius = heights / heights.max(), pulls / unit, radius * self.heights.max() / unit
        lam = max(0.0, float(heights.min()) * (float(np.linalg.norm(pulls / heights)) / radius - 1))
        for _ in range(100):
            w = pulls / (heights + lam)
            length = float(np.linalg.norm(w))
            step = length**2 / float(w @ (w / (heights + lam))) * (length - radius) / radius
            before, lam = lam, max(0.0, lam + step)
            if abs(lam - before) <= 2e-16 * max(lam, math.ulp(1.0)):
                break
        return lam * float(self.heights.max())
