"""What is hidden is found again as often as theory says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sparsity.geometry.chance.recovery import (
    SimulatedRecovery,
    equations_needed,
    recovery_curve,
    simulated_recovery,
)

# Donoho and Tanner's weak threshold k/m by m/n, and the statistical dimension by k/n, from independent computations.
WEAK = {0.05: 0.15436, 0.1: 0.18943, 0.2: 0.24330, 0.3: 0.29078, 0.5: 0.38569, 0.7: 0.49884, 0.9: 0.67817}
NEEDED = {0.01: 0.06124, 0.02: 0.10418, 0.05: 0.20390, 0.1: 0.32879, 0.25: 0.58286, 0.5: 0.83130, 0.7: 0.94156}


def agrees(simulated: SimulatedRecovery, exact: float) -> bool:
    return abs(simulated.share - exact) < 4 * simulated.error


def test_the_curve_goes_through_known_points():
    curve = recovery_curve(4001)
    assert np.interp(list(WEAK), *curve.T) == pytest.approx(list(WEAK.values()), abs=1e-5)
    assert (np.diff(curve, axis=0) > 0).all()
    assert (curve[0], curve[-1]) == (pytest.approx([0, 0]), pytest.approx([1, 1]))


def test_the_statistical_dimension_has_known_values():
    assert [equations_needed(share) for share in NEEDED] == pytest.approx(list(NEEDED.values()), abs=6e-6)


@pytest.mark.parametrize("equations", [0.05, 0.3, 0.75])
def test_both_say_the_same(equations: float):
    """What k of m equations at most, and what m of n weights at least, meet in one curve."""
    nonzero = float(np.interp(equations, *recovery_curve(200_001).T))
    assert equations_needed(nonzero * equations) == pytest.approx(equations, abs=1e-6)


@pytest.mark.parametrize(
    ("n", "m", "k", "exact"),
    [
        (5, 1, 1, 1 / 5),
        (3, 2, 1, 1 - 2 * math.asin(1 / 3) / math.pi),
        (3, 2, 2, math.acos(1 / 3) / math.pi),
        (4, 4, 3, 1.0),
    ],
)
def test_small_cases_are_found_as_often_as_exact_angles_say(n: int, m: int, k: int, exact: float):
    assert agrees(simulated_recovery(n, m, k, 1000, seed=0), exact)


def test_half_of_the_truths_are_found_near_the_curve():
    """At n = 60 the change is still some weights wide."""
    n, m = 60, 30
    k = round(m * float(np.interp(m / n, *recovery_curve(1001).T)))
    below, near, above = (simulated_recovery(n, m, number, 80, seed=2) for number in (k - 5, k, k + 5))
    assert below.share - 4 * below.error > 0.5 > above.share + 4 * above.error
    assert below.share > near.share > above.share


def test_equal_seeds_give_equal_trials():
    first, again, other = (simulated_recovery(8, 4, 2, 60, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((3, 4, 1, 1), "n_equations must be at most n_features = 3, got 4"),
        ((4, 2, 3, 1), "n_nonzero must be at most n_equations = 2, got 3"),
        ((4, 2, 0, 1), "n_nonzero must"),
        ((4, 2, 1, 0), "n_trials must"),
    ],
)
def test_numbers_out_of_order_are_refused(arguments: tuple[int, int, int, int], message: str):
    with pytest.raises(ValueError, match=message):
        simulated_recovery(*arguments, seed=0)


def test_a_share_of_nonzeros_is_a_share():
    with pytest.raises(ValueError, match="sparsity must"):
        equations_needed(1.1)
