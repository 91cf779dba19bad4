"""The curve in a cut is the size of the answers, as far as the surface reaches."""

import numpy as np
import pytest

from sparsity.geometry import Hyperplane, first_contact, lp_norm
from sparsity.stage.actors.cut import Cut
from sparsity.stage.layout.regions import Region
from sparsity.stage.planes.eye import STEEPEST, Eye
from sparsity.stage.planes.view import View

VIEW = View(np.array([-5.0, -5.0]), np.array([5.0, 5.0]), Region.centred((1, 2), 6.0, 6.0))
TOP = 4.0
with_orders = pytest.mark.parametrize("p", [1, 1.5, 2])


LINE = Hyperplane([2, 1], 3.2)


def cut_of(p: float, line: Hyperplane = LINE) -> Cut:
    eye = Eye(VIEW, TOP)
    eye.angle = STEEPEST
    return Cut(eye, line, p, TOP, color="#FFFFFF")


@with_orders
def test_the_curve_stands_as_high_over_the_line_as_the_answers_are_large(p):
    cut = cut_of(p)
    for t in np.linspace(*cut.ends, 30):
        answer = cut.point(t)
        assert 2 * answer[0] + answer[1] == pytest.approx(3.2)
        ground, above = cut.at(t)
        assert ground == pytest.approx(cut.eye.project([answer])[0])
        assert above == pytest.approx(cut.eye.project([answer], [lp_norm(answer, p)])[0])
        # Drawn in straight pieces, to within a hundredth of a scene unit.
        assert np.linalg.norm(cut.curve.points - above, axis=1).min() < 0.06


@with_orders
def test_it_ends_where_the_surface_does(p):
    cut = cut_of(p)
    for t in cut.ends:
        assert lp_norm(cut.point(t), p) == pytest.approx(TOP, rel=1e-3)
    level = cut_of(p, Hyperplane([1, 0], 0.5))
    assert all(lp_norm(level.point(t), p) == pytest.approx(TOP, rel=1e-3) for t in level.ends)


def test_the_kink_at_the_smallest_answer_is_part_of_the_curve():
    cut = cut_of(1)
    answer = first_contact(Hyperplane([2, 1], 3.2), 1).vertices[0]
    lowest = cut.eye.project([answer], [1.6])[0]
    assert np.linalg.norm(cut.curve.points - lowest, axis=1).min() < 1e-9
    assert cut.point(cut.parameter(answer)) == pytest.approx(answer)


def test_it_follows_the_eye_and_another_order():
    cut = cut_of(1)
    cut.eye.angle = 0.0
    flat = cut.follow_eye().curve.points.copy()
    assert flat == pytest.approx(VIEW.to_scene((flat[:, :2] - VIEW.origin[:2]) / VIEW.unit))
    lowest = [lp_norm(cut.bend(p, TOP).point(np.mean(cut.ends)), p) for p in (1, 2)]
    assert lowest[0] > lowest[1]
