"""Balls of all orders: readable everywhere, and true to the pixel."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from manim import tempconfig

from sparsity.geometry import Hyperplane, LpBall, first_contact, lp_norm
from sparsity.stage.actors.morph import order_between
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.planes.view import View
from sparsity.stage.writing.live_number import Readout
from tests.scenes.conftest import SIZES, THEMES, Run
from tests.scenes.pixels import centre_along, likeness
from tests.scenes.readability import assert_captions_can_be_read

STOPS = {"Order ∞": math.inf, "Order 2": 2, "Order 1": 1, "Order 1/2": 0.5}
BEATS = [*STOPS, "Between the tips", "A tie", "A cross", "Summary"]
FULL_SIZE = (1920, 1080)

# These are measured in pixels; their large pictures serve every other test as well.
PIXEL_POINTS = [(10, 5), (-3, 2)]
# Intercept kept, level, tied, flat and huge, steep.
OTHER_POINTS = [(0.2, -5), (0, 3), (-1, -2), (-0.003, 4e12), (1000, 5)]
ALL_POINTS = [*PIXEL_POINTS, *OTHER_POINTS]
OTHER_ORDERS = [(3, 1.5), (0.9, 0.1), (math.inf, 100, 4 / 3, 0.75), (1000, 1.501, 1, 1 / 3)]


@pytest.fixture
def run_wide(run_scene) -> Callable[..., Run]:
    """Run the scene in 16:9 with some data point."""

    def run(data_point: tuple[float, float] = (10, 5), theme: str = "dark") -> Run:
        size = FULL_SIZE if data_point in PIXEL_POINTS else SIZES["16:9"]
        return run_scene("lp_shapes.py", theme, size, data_point=data_point)

    return run


def everything_said(run: Run) -> str:
    return " ".join(caption.text.replace("\n", " ") for beat in run.beats for caption in beat.captions)


def test_the_story_has_these_beats(run_wide):
    assert [beat.name for beat in run_wide().beats] == BEATS


@pytest.mark.parametrize("data_point", ALL_POINTS, ids=str)
def test_every_beat_is_readable_with_other_numbers(run_wide, data_point):
    assert run_wide(data_point).problems == []


@pytest.mark.parametrize("data_point", [(-1, -2), (-0.003, 4e12)], ids=str)
def test_every_beat_is_readable_with_other_numbers_upright(run_scene, data_point):
    assert run_scene("lp_shapes.py", "dark", SIZES["9:16"], data_point=data_point).problems == []


@pytest.mark.parametrize("orders", OTHER_ORDERS, ids=str)
def test_every_beat_is_readable_with_other_orders(run_scene, orders):
    run = run_scene("lp_shapes.py", "dark", SIZES["1:1"], orders=orders)
    assert run.problems == []
    # Whatever is compared, the shape comes from the square, and is looked at as a diamond and below.
    stops = [beat.name for beat in run.beats if beat.name.startswith("Order")]
    assert len(stops) == len({math.inf, *orders, 1, 0.5})
    assert len(run.scene.facts.contacts) == len(orders)


def test_beats_keep_their_names_in_files(run_wide):
    assert [beat.identifier for beat in run_wide().beats] == [
        *("order", "order-2", "order-1", "order-1-2", "between-the-tips", "a-tie", "a-cross", "summary"),
    ]


def test_orders_written_with_the_same_digits_are_told_apart_in_files(run_scene):
    run = run_scene("lp_shapes.py", data_point=(2, 5), orders=(1.5, 1.2, 1 / 2, 1 / 5))
    stops = [beat.name for beat in run.beats if beat.name.startswith("Order")]
    assert stops == ["Order ∞", "Order 1.5", "Order 1.2", "Order 1", "Order 1/2", "Order 1/5"]
    assert len({beat.identifier for beat in run.beats}) == len(run.beats)


@pytest.mark.parametrize("data_point", ALL_POINTS, ids=str)
def test_captions_can_be_read(run_wide, data_point):
    run = run_wide(data_point)
    assert_captions_can_be_read(run, shortest=30, longest=90)


@pytest.mark.parametrize(
    ("data_point", "words"),
    [
        ((10, 5), "One touches, but off the axes: no weight is zero."),
        ((10, 5), "Let p fall to 2: the contact glides, and no weight is zero."),
        ((10, 5), "At p = 1 there are corners again, now on the axes: a zero."),
        ((10, 5), "at p = 1/2 the same tip touches, at the same c."),
        ((10, 5), "Halfway between two tips the size is 2 times theirs: not convex, no norm."),
        ((10, 5), "parallel to an edge of the diamond: only two tips touch."),
        ((10, 5), "Only p = 1 has both."),
        ((0, 3), "Here a whole side of it touches the line."),
        ((0, 3), "Let p fall to 2: on this line it touches on an axis."),
        ((0, 3), "At p = 1 there are corners again, on the axes: one touches."),
        ((-1, -2), "At p = 1 there are corners on the axes; the whole edge between two touches."),
        ((-1, -2), "at p = 1/2 two tips touch, at the same c."),
        ((1000, 5), "Let p fall to 2: it touches off the axis by less than can be seen."),
    ],
    ids=str,
)
def test_captions_say_what_is_true_for_these_numbers(run_wide, data_point, words):
    assert words in everything_said(run_wide(data_point))


@pytest.mark.parametrize("data_point", ALL_POINTS, ids=str)
def test_no_order_is_called_better_than_another(run_wide, data_point):
    assert not re.search("better|best|sparser", everything_said(run_wide(data_point)))


def test_towards_zero_the_sum_without_the_root_counts_the_weights_that_are_not_zero(run_wide):
    run = run_wide()
    assert "the sum without the root then counts nonzero weights" in everything_said(run).lower()
    cross = next(beat for beat in run.beats if beat.name == "A cross")
    # Of (0.5, 0.5) almost two, of (1, 0) exactly one.
    assert f"0.5^p + 0.5^p approx {2 * 0.5**0.05:.2f}" in cross.formulas
    assert "1^p + 0^p = 1.00" in cross.formulas


def test_a_line_that_is_tied_itself_needs_no_second_one(run_wide):
    run = run_wide((-1, -2))
    assert "A tie" not in [beat.name for beat in run.beats]
    assert "same tip" not in " ".join(run.texts["Summary"])


# Pixels


def color_in(run: Run, p: float):
    with tempconfig({"background_color": run.theme.background}):
        return color_of_order(p)


def assert_drawn(run: Run, beat: str, view: View, ball: LpBall, angles: np.ndarray) -> None:
    """The outline of a ball is drawn, to within a pixel, where these rays from the origin leave it."""
    cover = likeness(run.pictures[beat], color_in(run, ball.p), run.theme.background)
    for ray in np.column_stack([np.cos(angles), np.sin(angles)]):
        on_edge = ball.radius * ray / lp_norm(ray, ball.p)
        sizes = np.abs(ray) / np.abs(ray).max()
        gradient = np.sign(ray) * (sizes == 1 if ball.p == math.inf else sizes ** (ball.p - 1))
        normal = gradient / np.linalg.norm(gradient) * [1, -1]  # rows count downwards
        (pixel,) = run.to_pixels(view.to_scene([on_edge]))
        assert abs(centre_along(cover, pixel, normal)) <= 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("data_point", PIXEL_POINTS, ids=str)
@pytest.mark.parametrize(("beat", "p"), STOPS.items(), ids=str)
def test_each_ball_touches_the_line_at_its_contact_radius(run_wide, theme, data_point, beat, p):
    run = run_wide(data_point, theme)
    radius = first_contact(Hyperplane.through_data_point(*data_point), p).radius
    # On the side of the origin where neither the line nor its marks are.
    away = np.pi if data_point[0] > 0 else 0
    angles = away + np.concatenate([side * np.linspace(0.4, 1.1, 8) for side in (1, -1)])
    assert_drawn(run, beat, run.scene.view, LpBall(p, radius), angles)


@pytest.mark.parametrize("data_point", [(10, 5), (-3, 2), (0.2, -5)], ids=str)
def test_while_p_falls_the_ball_always_touches_and_the_weight_is_zero_from_one_on_only(run_wide, data_point):
    scene = run_wide(data_point).scene
    with tempconfig({"background_color": scene.theme.background}):
        weight = Readout("b", scene.facts.radius, extra_decimals=1, color="#FFFFFF")
    scene.weights = [weight]
    for share in np.linspace(0, 1, 60):
        p = order_between(math.inf, 0.5, share)
        scene.follow(p)
        contact = first_contact(scene.facts.line, p)
        assert scene.morph.ball.radius == contact.radius
        assert (weight.is_exact and weight.shown == 0) == (p <= 1)
        assert weight.shown == pytest.approx(contact.vertices[0][scene.facts.dropped], abs=1e-3 * scene.facts.radius)


def assert_marked(run: Run, beat: str, view: View, weights: np.ndarray) -> None:
    """A mark in the colour of contacts is centred on these weights to within a pixel."""
    cover = likeness(run.pictures[beat], run.theme.contact_fill, run.theme.background)
    ((column, row),) = run.to_pixels(view.to_scene([weights]))
    left, top = round(column) - 14, round(row) - 14
    rows, columns = np.nonzero(cover[top : top + 29, left : left + 29] > 0.5)
    assert len(rows) > 400
    assert abs(columns.mean() + left + 0.5 - column) <= 1
    assert abs(rows.mean() + top + 0.5 - row) <= 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("beat", "weights"),
    [("Order ∞", (5 / 11, 5 / 11)), ("Order 2", (50 / 101, 5 / 101)), ("Order 1", (0.5, 0)), ("Order 1/2", (0.5, 0))],
    ids=str,
)
def test_the_marks_sit_on_the_contacts(run_wide, theme, beat, weights):
    run = run_wide(theme=theme)
    assert_marked(run, beat, run.scene.view, np.array(weights))


@pytest.mark.parametrize("theme", THEMES)
def test_below_one_a_tie_leaves_the_two_tips_and_nothing_between(run_wide, theme):
    run = run_wide(theme=theme)
    view = run.scene.view
    for tip in ([0.5, 0], [0, 0.5]):
        assert_marked(run, "A tie", view, np.array(tip))
    cover = likeness(run.pictures["A tie"], run.theme.contact_fill, run.theme.background)
    for fraction in np.linspace(0.2, 0.8, 7):
        ((column, row),) = run.to_pixels(view.to_scene([(0.5 * fraction, 0.5 * (1 - fraction))])).astype(int)
        assert cover[row - 8 : row + 9, column - 8 : column + 9].max() < 0.5


def test_at_one_a_tie_is_marked_along_the_whole_edge(run_wide):
    run = run_wide((-1, -2))
    cover = likeness(run.pictures["Order 1"], run.theme.contact_fill, run.theme.background)
    for fraction in np.linspace(0.1, 0.9, 9):
        (pixel,) = run.to_pixels(run.scene.view.to_scene([(2 * fraction, -2 * (1 - fraction))]))
        assert abs(centre_along(cover, pixel, np.array([1, 1]) / np.sqrt(2))) <= 1


# Refusals


@pytest.mark.parametrize(
    "orders",
    [
        *((), (1, 2), (2, 2), (1, 0.05), (1, -1), (math.nan,), (5, 4, 3, 2, 1), ("a",), None, 2, (True,), (10**400, 1)),
        # Their names would be rounded.
        *((1.00001, 1), (math.pi,), (1001,)),
    ],
    ids=lambda orders: str(orders)[:20],
)
def test_impossible_orders_are_refused(run_scene, orders):
    with pytest.raises(ValueError, match="orders must be"):
        run_scene("lp_shapes.py", orders=orders)


def test_orders_whose_ball_looks_as_if_it_touched_at_a_tip_are_refused(run_scene):
    with pytest.raises(ValueError, match=r"orders must stay further above 1 .*at p = 1.3 the smaller weight is less"):
        run_scene("lp_shapes.py", orders=(2, 1.3, 1))


@pytest.mark.parametrize("data_point", [(300_000, 5), (-1001, 5), (3e-6, 4e12)], ids=str)
def test_lines_on_which_all_balls_seem_to_touch_at_a_tip_are_refused(run_scene, data_point):
    with pytest.raises(ValueError, match=r"data_point \(x, y\) must have x = 0, or \|x\| from 0.001 to 1000, not"):
        run_scene("lp_shapes.py", data_point=data_point)
    with pytest.raises(ValueError, match=r"data_point \(x, y\) must have x = 0, or \|x\| from 1e-06 to 1e\+06, not"):
        run_scene("lp_shapes.py", data_point=(3_000_000, 5))


def test_an_impossible_data_point_is_refused(run_scene):
    with pytest.raises(ValueError, match=r"data_point.*y other than 0"):
        run_scene("lp_shapes.py", data_point=(10, 0))
