"""How long the whole path of the lasso takes, certified knot by knot, beside scikit-learn's lars_path.

Run it by ``./run python benchmarks/path_speed.py``; it takes a few seconds.

Both get the same data, X and y, in turns, and the processor's time is taken, so that whatever else the machine is
doing falls on both as little as can be; the least of several times counts. Both walk from the price at which
everything is 0 to price 0, and have to agree on the prices of their knots. One thread of the linear algebra library
each: the matrices are too small for more to help.
"""

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import lars_path
from threadpoolctl import threadpool_limits

from sparsity.geometry.loss import QuadraticLoss, lasso_path

SHAPES = ((100, 10), (442, 10), (200, 50), (100, 1000))
REPEATS = 40

T = TypeVar("T")


def timed(call: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    result = call()
    return result, time.process_time() - start


def main() -> None:
    table = Table(
        "samples", "features", "knots", "lasso_path", "lars_path", "ratio", "certificate", title="The path of the lasso"
    )
    for column in table.columns:
        column.justify = "right"
    rng = np.random.default_rng(0)
    for n_samples, n_features in SHAPES:
        X = rng.standard_normal((n_samples, n_features))
        y = X[:, :10] @ rng.standard_normal(10) + rng.standard_normal(n_samples)
        ours, theirs = [], []
        for _ in range(REPEATS):
            path, seconds = timed(lambda: lasso_path(QuadraticLoss.from_data(X, y)))  # noqa: B023 (called at once)
            ours.append(seconds)
            (alphas, _, _), seconds = timed(lambda: lars_path(X, y, method="lasso"))  # noqa: B023 (called at once)
            theirs.append(seconds)
        n_common = min(len(alphas), len(path.lams)) - 1
        assert np.allclose(path.lams[:n_common], 2 * n_samples * alphas[:n_common], rtol=1e-6)
        table.add_row(
            f"{n_samples:,}",
            f"{n_features:,}",
            str(len(path.lams)),
            f"{min(ours) * 1e3:.2f} ms",
            f"{min(theirs) * 1e3:.2f} ms",
            f"{min(theirs) / min(ours):.2f} ×",
            f"{path.kkt_residual:.0e}",
        )
    Console(width=116).print(table)


if __name__ == "__main__":
    with threadpool_limits(1):
        main()
