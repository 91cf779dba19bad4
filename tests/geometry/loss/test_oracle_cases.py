"""Published cases of the quadratic loss with ten-digit answers."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_diabetes

from sparsity.geometry.loss import (
    Minimum,
    QuadraticLoss,
    constrained_minimum,
    elastic_net_minimum,
    elastic_net_threshold,
    half_threshold,
    lasso_path,
    penalized_minimum,
    proximal_jump,
)

CASES = json.loads(Path(__file__).with_name("quadratic_cases.json").read_text())
ORDERS = {
    "lasso_constrained_2d": 1,
    "ridge_constrained_2d": 2,
    "half_constrained_2d": 0.5,
    "l3_constrained_2d": 3,
    "diabetes_ridge": 2,
}
PRICED = ("seed_lasso_penalised", "degenerate_lasso_penalised")
PATHS = ("lasso_path_2d", "diabetes_bmi_s5_path")


def cases(*topics: str) -> Any:
    chosen = [case for case in CASES if case["topic"] in topics]
    assert chosen
    return pytest.mark.parametrize("case", chosen, ids=lambda case: case["id"])


def loss_of(given: dict[str, Any]) -> QuadraticLoss:
    if "features" in given:
        data = load_diabetes()
        columns = [data.feature_names.index(name) for name in given["features"]]
        return QuadraticLoss.from_data(data.data[:, columns], data.target - data.target.mean())
    if "data_point" in given:
        x, y = given["data_point"]
        return QuadraticLoss.from_data([[x, 1]], [y])
    return QuadraticLoss(given["H"], given["x0"])


def place(answer: Minimum) -> str:
    if not answer.is_active:
        return "inside"
    return "tip" if answer.at_tip else "edge"


@cases(*ORDERS)
def test_answers_within_a_budget(case: dict[str, Any]) -> None:
    expected = case["expected"]
    answer = constrained_minimum(loss_of(case["input"]), ORDERS[case["topic"]], case["input"]["c"])
    assert answer.point == pytest.approx(np.array(expected["x"]), rel=1e-10, abs=0)
    assert answer.kkt_residual <= 1e-12
    if "lambda" in expected:
        assert answer.multiplier == pytest.approx(expected["lambda"], rel=1e-10)
    if "kind" in expected:
        assert place(answer) == expected["kind"]
    if "loss" in expected:
        assert answer.loss == pytest.approx(expected["loss"], rel=1e-10)
    if "local_minima" in expected:
        assert answer.local_minima == pytest.approx(np.array(expected["local_minima"], dtype=float))
        wide = constrained_minimum(loss_of(case["input"]), 1, case["input"]["c"])
        assert wide.point == pytest.approx(np.array(expected["l1_solution"]))
        assert wide.loss == pytest.approx(expected["l1_loss"])


@cases(*PRICED)
def test_answers_at_a_price(case: dict[str, Any]) -> None:
    expected = case["expected"]
    answer = penalized_minimum(loss_of(case["input"]), 1, case["input"]["lambda"])
    points = np.array(expected["points"] if "points" in expected else [expected["x"]], dtype=float)
    assert answer.vertices == pytest.approx(points, rel=1e-10, abs=0)
    assert answer.kind == expected.get("kind", "point")
    if "radius" in expected:
        assert answer.radius == pytest.approx(expected["radius"])


def test_the_seed_follows_its_rule_at_all_prices() -> None:
    path = lasso_path(QuadraticLoss.from_data([[10, 1]], [5]))
    lams = np.linspace(0, 150, 31)
    assert path.at(lams)[:, 0] == pytest.approx(np.maximum(0.5 - lams / 200, 0))
    assert not path.at(lams)[:, 1].any()
    assert path.lams.tolist() == [100, 0]


@cases(*PATHS)
def test_paths(case: dict[str, Any]) -> None:
    expected = case["expected"]
    loss = loss_of(case["input"])
    path = lasso_path(loss)
    assert path.lams == pytest.approx(expected["knots_lambda"], rel=1e-10)
    assert path.weights == pytest.approx(np.array(expected["knots_x"]), rel=1e-10)
    if "ols" in expected:
        assert loss.minimum == pytest.approx(expected["ols"], rel=1e-10)
        assert loss.hessian == pytest.approx(np.array(expected["H"]), rel=1e-10)


@cases("half_threshold")
def test_half_thresholds(case: dict[str, Any]) -> None:
    given, expected = case["input"], case["expected"]
    assert half_threshold(given["z"], given["lambda"]) == pytest.approx(expected["x"], rel=1e-10)
    if "threshold" in expected:
        assert proximal_jump(given["lambda"], 0.5)[0] == pytest.approx(expected["threshold"], rel=1e-10)


@cases("elastic_net_identity")
def test_elastic_nets(case: dict[str, Any]) -> None:
    given = case["input"]
    prices = given["lambda1"], given["lambda2"]
    assert elastic_net_minimum(loss_of(given), *prices).point == pytest.approx(np.array(case["expected"]["x"]))
    assert elastic_net_threshold(given["x0"], *prices) == pytest.approx(np.array(case["expected"]["x"]))


def test_every_case_is_used() -> None:
    used = {*ORDERS, *PRICED, *PATHS, "half_threshold", "elastic_net_identity"}
    assert {case["topic"] for case in CASES} == used
