"""How much faster the closed forms of first_contact are than a general solver.

Run it by ``./run python benchmarks/geometry_speed.py``; it takes well under a minute.

Every solver gets the same random hyperplane and must come within one part in 10 000 of the same radius. A solver
that needs a dense n × n matrix, or took too long at a smaller n, is not run, and the table says so.
"""

import math
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.optimize import linprog, minimize
from scipy.sparse import block_array, csr_array, eye_array

from sparsity.geometry import Hyperplane, first_contact, lp_norm

SIZES = (2, 10**3, 10**6)
ORDERS = (1, 2, 3, math.inf)
PATIENCE = 10.0  # seconds for one solver at one size
REPEATS = 5

Array = NDArray[np.float64]


def linprog_one(a: Array, b: float) -> float:
    """Least Σ|x_i| with x = u − v, u and v ≥ 0."""
    result = linprog(
        np.ones(2 * a.size), A_eq=csr_array([np.concatenate([a, -a])]), b_eq=[b], options={"time_limit": PATIENCE}
    )
    return float(result.fun) if result.fun is not None else math.nan


def linprog_inf(a: Array, b: float) -> float:
    """Least t with −t ≤ x_i ≤ t."""
    n = a.size
    ones = csr_array(np.ones((n, 1)))
    limits = block_array([[eye_array(n), -ones], [-eye_array(n), -ones]], format="csr")
    result = linprog(
        np.append(np.zeros(n), 1.0),
        A_ub=limits,
        b_ub=np.zeros(2 * n),
        A_eq=csr_array([np.append(a, 0.0)]),
        b_eq=[b],
        bounds=(None, None),
        options={"time_limit": PATIENCE},
    )
    return float(result.fun) if result.fun is not None else math.nan


def slsqp(p: float) -> Callable[[Array, float], float]:
    """Least Σ|x_i|^p with its gradient, from the point with all |x_i| equal, in units in which those are 1."""

    def solve(a: Array, b: float) -> float:
        unit = b / np.abs(a).sum()
        deadline = time.perf_counter() + PATIENCE

        def objective(x: Array) -> float:
            if time.perf_counter() > deadline:
                raise TimeoutError
            return float((np.abs(x) ** p).mean())

        try:
            result = minimize(
                objective,
                np.sign(a),
                jac=lambda x: p * np.sign(x) * np.abs(x) ** (p - 1) / a.size,
                constraints={"type": "eq", "fun": lambda x: a @ x * unit - b, "jac": lambda x: a * unit},
                method="SLSQP",
                options={"ftol": 1e-10, "maxiter": 1000},
            )
        except TimeoutError:
            return math.nan
        return float(lp_norm(result.x, p)) * unit

    return solve


SOLVERS: dict[float, tuple[str, Callable[[Array, float], float], int]] = {
    1: ("linprog (HiGHS)", linprog_one, 10**6),
    2: ("minimize (SLSQP)", slsqp(2), 10**3),
    3: ("minimize (SLSQP)", slsqp(3), 10**3),
    math.inf: ("linprog (HiGHS)", linprog_inf, 10**6),
}


def timed(call: Callable[[], float], repeats: int) -> tuple[float, float]:
    """Return the result and the least of several times in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = call()
        times.append(time.perf_counter() - start)
    return result, min(times)


def shown(seconds: float) -> str:
    return f"{seconds * 1e3:,.3f} ms" if seconds < 1 else f"{seconds:,.2f} s"


def main() -> None:
    table = Table(
        "p", "features", "first_contact", "general solver", "time", "ratio", title="First contact with a hyperplane"
    )
    for column in table.columns[2:]:
        column.justify = "right"
    rng = np.random.default_rng(0)
    for p in ORDERS:
        name, solve, largest = SOLVERS[p]
        for n in SIZES:
            a, b = rng.standard_normal(n), 1.0
            plane = Hyperplane(a, b)
            radius, ours = timed(lambda: first_contact(plane, p).radius, REPEATS)  # noqa: B023 (called at once)
            if n > largest:
                table.add_row(f"{p:g}", f"{n:,}", shown(ours), name, f"not run: {8 * n**2 / 1e12:g} TB matrix", "–")
                continue
            found, theirs = timed(lambda: solve(a, b), REPEATS if n < 10**3 else 1)  # noqa: B023 (called at once)
            if abs(found - radius) <= 1e-4 * radius:
                table.add_row(f"{p:g}", f"{n:,}", shown(ours), name, shown(theirs), f"{theirs / ours:,.0f} ×")
            else:
                outcome = "no answer" if math.isnan(found) else f"radius {found / radius - 1:+.1%} off"
                table.add_row(f"{p:g}", f"{n:,}", shown(ours), name, f"{outcome} in {shown(theirs)}", "–")
    Console(width=116).print(table)


if __name__ == "__main__":
    main()
