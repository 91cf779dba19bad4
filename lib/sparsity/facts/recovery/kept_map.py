"""The kept map of how often truths are found again: `python -m sparsity.facts.recovery.kept_map` makes it anew.

It takes a minute; equal seeds and versions give equal numbers.
"""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sparsity.geometry.chance.recovery import SimulatedRecovery, simulated_recovery

COMMAND = "python -m sparsity.facts.recovery.kept_map"
FILE = Path(__file__).with_name("map.json")
_N_WEIGHTS, _STEP, _TRIALS, _SEED = 40, 2, 50, 0


@dataclass(frozen=True)
class RecoveryMap:
    """How many of some trials were found again, by numbers of equations m and of nonzero weights k from 1 to m.

    Parameters
    ----------
    n_weights, n_trials, seed
        As for `simulated_recovery`.
    found
        For each m, the numbers that were found for k = 1, 2, ..., m.
    """

    n_weights: int
    n_trials: int
    seed: int
    found: dict[int, tuple[int, ...]]

    def at(self, n_equations: int, n_nonzero: int) -> SimulatedRecovery:
        """One cell of it."""
        return SimulatedRecovery(self.found[n_equations][n_nonzero - 1], self.n_trials)

    def again(self, n_equations: int, n_nonzero: int) -> SimulatedRecovery:
        """The same cell, simulated now."""
        return simulated_recovery(self.n_weights, n_equations, n_nonzero, self.n_trials, seed=self.seed)

    def cells(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """All cells column by column: their boxes (n, 2, 2) over m/n and k/m, and the shares (n,) found."""
        boxes, shares = [], []
        step = min(self.found)
        for m, numbers in self.found.items():
            left, right = (m - step / 2) / self.n_weights, (m + step / 2) / self.n_weights
            for k, number in enumerate(numbers, start=1):
                # The first cell reaches down to 0, the last up to 1.
                low, high = (k - 0.5) / m if k > 1 else 0.0, (k + 0.5) / m if k < m else 1.0
                boxes.append([(left, low), (min(right, 1.0), high)])
                shares.append(number / self.n_trials)
        return np.array(boxes), np.array(shares)


@cache
def kept_map() -> RecoveryMap:
    """Read the kept map."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    found = {int(m): tuple(numbers) for m, numbers in kept["found"].items()}
    return RecoveryMap(kept["n_weights"], kept["n_trials"], kept["seed"], found)


def main() -> None:
    """Simulate all cells, and write them with what made them."""
    found = {
        m: [simulated_recovery(_N_WEIGHTS, m, k, _TRIALS, seed=_SEED).n_found for k in range(1, m + 1)]
        for m in range(_STEP, _N_WEIGHTS + 1, _STEP)
    }
    versions = {"python": platform.python_version(), "numpy": version("numpy"), "scipy": version("scipy")}
    kept = {
        "command": COMMAND,
        "versions": versions,
        "n_weights": _N_WEIGHTS,
        "n_trials": _TRIALS,
        "seed": _SEED,
        "found": found,
    }
    FILE.write_text(json.dumps(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
