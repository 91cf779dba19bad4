"""The bending ball is exact for every order on the way."""

import math

import numpy as np
import pytest

from sparsity.geometry import LpBall, lp_norm
from sparsity.stage.actors.morph import Morph, corner_height, order_with_corner
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.look.theme import current_theme
from sparsity.stage.planes.view import View
from sparsity.words.orders import format_order, size_of_order

# As large as a unit ball is on screen, and how many pixels a scene unit has at 1080p.
VIEW = View(np.array([-1.5, -1.5]), np.array([1.5, 1.5]), Region.centred((1, 2), 6.3, 6.3))
PIXELS = 135
FRACTIONS = np.linspace(0, 1, 61)


@pytest.fixture
def morph() -> Morph:
    return Morph(VIEW, math.inf)


def test_at_every_moment_the_outline_is_the_ball_of_the_order_shown(morph):
    sweep = morph.sweep(math.inf, 0.25)
    for fraction in FRACTIONS:
        sweep.follow(fraction)
        drawn = (morph.ball.points[::4, :2] - VIEW.origin[:2]) / VIEW.unit
        assert lp_norm(drawn, morph.p) == pytest.approx(np.ones(len(drawn)), abs=1e-6)
        # The number is rounded; the ball of the rounded order is no further off than a pixel.
        shown = round(morph.p, morph.order.number.decimals) if morph.p < math.inf else morph.p
        exact = LpBall(shown).boundary(4001)
        distances = np.linalg.norm(drawn[:, None] - exact, axis=2).min(axis=1)
        assert distances.max() * VIEW.unit * PIXELS < 1


def test_the_fastest_point_of_the_outline_moves_at_a_steady_pace(morph):
    sweep = morph.sweep(math.inf, 0.25)
    outlines = []
    for fraction in FRACTIONS:
        sweep.follow(fraction)
        outlines.append(morph.ball.points.copy())
    steps = np.linalg.norm(np.diff(outlines, axis=0), axis=2).max(axis=1)
    assert steps == pytest.approx(np.full(len(steps), steps.mean()))


def test_a_sweep_ends_exactly_at_its_order(morph):
    for start, end in ((math.inf, 2), (2, 1), (1, 0.5), (0.5, 0.25), (0.25, math.inf)):
        sweep = morph.sweep(start, end)
        sweep.follow(0)
        assert morph.p == start
        sweep.follow(1)
        assert morph.p == end


def test_l2_and_l1_have_their_own_colours_and_all_others_share_one(morph):
    theme = current_theme()
    for p, color in (
        (math.inf, theme.lp),
        (3, theme.lp),
        (2, theme.l2),
        (1.5, theme.lp),
        (1, theme.l1),
        (0.5, theme.lp),
    ):
        morph.set_order(p)
        assert morph.ball.stroke_color == morph.ball.fill_color == color == color_of_order(p)


def test_corner_height_and_order_belong_together():
    for p in (0.1, 0.25, 1, 1.7, 2, 50, math.inf):
        assert LpBall(p).contains([corner_height(p)] * 2, rtol=1e-9)
        assert order_with_corner(corner_height(p)) == pytest.approx(p)


@pytest.mark.parametrize(
    ("p", "typeset", "size"),
    [
        (math.inf, "infinity", "max(abs(a), abs(b))"),
        (3, "3", r"(abs(a)^(3) + abs(b)^(3))^(1\/3)"),
        (0.25, r"1\/4", r"(abs(a)^(1\/4) + abs(b)^(1\/4))^(4)"),
        (0.75, r"3\/4", r"(abs(a)^(3\/4) + abs(b)^(3\/4))^(4\/3)"),
    ],
)
def test_orders_are_written_as_people_write_them(p, typeset, size):
    assert (format_order(p), size_of_order(p)) == (typeset, size)
