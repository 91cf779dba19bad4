"""Where a quadratic loss is least within a budget or at a price, and how one gets there: the loss picture."""

from sparsity.geometry.loss.answers import Minimum
from sparsity.geometry.loss.budget import constrained_minimum
from sparsity.geometry.loss.paths import LassoPath, RidgePath, lasso_path, ridge_path
from sparsity.geometry.loss.price import elastic_net_minimum, penalized_minimum
from sparsity.geometry.loss.proximal import (
    elastic_net_threshold,
    half_threshold,
    hard_threshold,
    proximal_answers,
    proximal_jump,
    shrink,
    soft_threshold,
)
from sparsity.geometry.loss.quadratic import QuadraticLoss
from sparsity.geometry.loss.regions import LandingRegion, landing_places, landing_regions
from sparsity.geometry.loss.steps import (
    Walk,
    coordinate_descent_steps,
    gradient_flow,
    gradient_steps,
    proximal_gradient_steps,
    subgradient_steps,
)

__all__ = [
    "LandingRegion",
    "LassoPath",
    "Minimum",
    "QuadraticLoss",
    "RidgePath",
    "Walk",
    "constrained_minimum",
    "coordinate_descent_steps",
    "elastic_net_minimum",
    "elastic_net_threshold",
    "gradient_flow",
    "gradient_steps",
    "half_threshold",
    "hard_threshold",
    "landing_places",
    "landing_regions",
    "lasso_path",
    "penalized_minimum",
    "proximal_answers",
    "proximal_gradient_steps",
    "proximal_jump",
    "ridge_path",
    "shrink",
    "soft_threshold",
    "subgradient_steps",
]
