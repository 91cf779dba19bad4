"""How many, and how likely?

Exact shares where there is a formula, simulated ones with error bars.
"""

from sparsity.geometry.chance.shares import (
    TIP_SHARE_OVER_PATH,
    Shares,
    disc_shares,
    edge_strip_factor,
    gaussian_shares,
    near_tie_share,
    one_weight_share,
    outward_share_of_face,
    shares_within_distance,
    square_shares,
    tip_share_of_budget,
)
from sparsity.geometry.chance.simulation import (
    SimulatedShares,
    budget_minima,
    disc_minima,
    gaussian_minima,
    simulated_shares,
    square_minima,
)

__all__ = [
    "TIP_SHARE_OVER_PATH",
    "Shares",
    "SimulatedShares",
    "budget_minima",
    "disc_minima",
    "disc_shares",
    "edge_strip_factor",
    "gaussian_minima",
    "gaussian_shares",
    "near_tie_share",
    "one_weight_share",
    "outward_share_of_face",
    "shares_within_distance",
    "simulated_shares",
    "square_minima",
    "square_shares",
    "tip_share_of_budget",
]
