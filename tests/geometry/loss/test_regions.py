"""Where answers land: polygons against answers, areas against formulas."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sparsity.geometry.loss import LandingRegion, QuadraticLoss, constrained_minimum, landing_places, landing_regions

WINDOW = [-4, -3], [5, 4]
HESSIANS = {
    "round": [[1, 0], [0, 1]],
    "film": [[3, 1], [1, 2]],
    "narrow": [[10, 3], [3, 1]],
    "stretched": [[1, 0], [0, 50]],
}


def is_within(region: LandingRegion, point: np.ndarray, slack: float) -> bool:
    corners = region.polygon
    if not len(corners):
        return False
    sides = np.roll(corners, -1, axis=0) - corners
    away = point - corners
    lengths = np.hypot(*sides.T)
    turns = (sides[:, 0] * away[:, 1] - sides[:, 1] * away[:, 0])[lengths > 0] / lengths[lengths > 0]
    return bool((turns >= -slack).all())


@pytest.mark.parametrize("hessian", HESSIANS.values(), ids=HESSIANS)
@pytest.mark.parametrize("c", [0.3, 1, 2.5, 9])
def test_every_answer_lies_where_the_region_of_its_loss_says(hessian: list[list[float]], c: float) -> None:
    regions = landing_regions(hessian, c, *WINDOW)
    minima = np.random.default_rng(0).uniform(*WINDOW, (200, 2))
    for minimum, place in zip(minima, landing_places(hessian, c, minima), strict=True):
        answer = constrained_minimum(QuadraticLoss(hessian, minimum), 1, c)
        expected = 0 if not answer.is_active else 2 if answer.at_tip else 1
        assert place == expected
        owners = [region for region in regions if is_within(region, minimum, 1e-9)]
        assert len(owners) >= 1
        names = {"inside": 0, "edge": 1, "tip": 2}
        assert place in [names[owner.place] for owner in owners]
        if len(owners) == 1 and place == 2:
            assert owners[0].corners[0] == pytest.approx(answer.point)
        if len(owners) == 1 and place == 1:
            start, end = owners[0].corners
            assert np.linalg.norm(answer.point - start) + np.linalg.norm(end - answer.point) == pytest.approx(
                math.sqrt(2) * c
            )


@settings(max_examples=60)
@given(st.floats(0.1, 5), st.floats(-0.95, 0.95), st.just(0.0) | st.floats(1e-6, 6))
def test_the_regions_fill_the_window(stretch: float, tilt: float, c: float) -> None:
    hessian = [[stretch, tilt * math.sqrt(stretch)], [tilt * math.sqrt(stretch), 1]]
    regions = landing_regions(hessian, c, *WINDOW)
    assert sum(region.area() for region in regions) == pytest.approx(63)
    assert [region.place for region in regions] == ["tip"] * 4 + ["edge"] * 4 + ["inside"]
    for region in regions:
        x, y = region.polygon.T
        assert len(region.polygon) == 0 or x @ np.roll(y, -1) - y @ np.roll(x, -1) > 0


def test_the_published_window_has_32_of_49() -> None:
    regions = landing_regions(np.eye(2), 2, [-10, -10], [10, 10])
    areas = [region.area() for region in regions]
    assert sum(areas[:4]) / sum(areas[:8]) == pytest.approx(32 / 49, rel=1e-14)


def test_skewed_contours_give_more_to_the_tips() -> None:
    shares = [
        sum(region.area() for region in landing_regions([[k, 0], [0, 1]], 1, [-50, -50], [50, 50])[:4])
        for k in (1, 9, 99)
    ]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_one_hessian_for_each_point() -> None:
    minima = np.array([[2, 1.2], [2, 1.2]])
    assert landing_places([[[1, 0], [0, 1]], [[9, 0], [0, 1]]], 1, minima).tolist() == [1, 2]


def test_refusals() -> None:
    with pytest.raises(ValueError, match=r"^hessian must be positive definite"):
        landing_regions([[1, 1], [1, 1]], 1, *WINDOW)
    with pytest.raises(ValueError, match=r"^hessian must be 2 × 2"):
        landing_regions(np.eye(3), 1, *WINDOW)
    with pytest.raises(ValueError, match=r"^upper must be at least lower"):
        landing_regions(np.eye(2), 1, [1, 1], [0, 0])
    with pytest.raises(ValueError, match=r"^hessian must be symmetric and positive definite"):
        landing_places([[1, 2], [2, 1]], 1, [[0, 0]])
    with pytest.raises(ValueError, match=r"^minima must have two axes"):
        landing_places(np.eye(2), 1, [0, 0])
