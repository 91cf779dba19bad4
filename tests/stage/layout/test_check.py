"""The layout check finds what a viewer would stumble over, and nothing else."""

import pytest
from manim import Line, Scene, Square, VGroup, tempconfig

from sparsity.stage.layout.check import hard_to_read, layout_problems
from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import Region, fit_frame_to_pixels
from sparsity.stage.look.strokes import GRID_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import formula
from sparsity.stage.planes.weight_plane import WeightPlane
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import LiveNumber


@pytest.fixture
def scene(tmp_path) -> Scene:
    with tempconfig({"pixel_width": 320, "pixel_height": 180, "media_dir": str(tmp_path)}):
        fit_frame_to_pixels()
        yield Scene()


def words(text: str = "a + b"):
    return formula(text, color="#FFFFFF")


def test_a_clean_picture_has_no_problems(scene: Scene):
    scene.add(words(), words().shift((0, 2, 0)), Line((-3, 1, 0), (3, 1, 0)), Square(3))
    assert layout_problems(scene) == []


def test_text_outside_the_safe_area_is_found(scene: Scene):
    scene.add(words().shift((6.9, 0, 0)))
    (problem,) = layout_problems(scene)
    assert "leaves the safe area" in problem


def test_overlapping_texts_are_found_also_inside_groups(scene: Scene):
    scene.add(VGroup(words()), VGroup(VGroup(words("c").shift((0.2, 0, 0)))))
    (problem,) = layout_problems(scene)
    assert "overlaps" in problem


def test_a_live_number_counts_as_text(scene: Scene):
    scene.add(LiveNumber(0.5, color="#FFFFFF"), LiveNumber(0.5, color="#FFFFFF").shift((0.2, 0, 0)))
    (problem,) = layout_problems(scene)
    assert "overlaps" in problem


def test_a_curve_through_a_text_is_found(scene: Scene):
    scene.add(words(), Line((-3, 0, 0), (3, 0, 0)))
    (problem,) = layout_problems(scene)
    assert "is crossed by Line" in problem


def test_the_grid_may_run_behind_text(scene: Scene):
    scene.add(words(), Line((-3, 0, 0), (3, 0, 0), stroke_width=GRID_STROKE))
    assert layout_problems(scene) == []


def test_what_cannot_be_seen_is_no_problem(scene: Scene):
    scene.add(words(), words().set_opacity(0), Line((-3, 0, 0), (3, 0, 0)).set_opacity(0))
    assert layout_problems(scene) == []


def test_a_frame_around_a_text_is_no_problem(scene: Scene):
    scene.add(words(), Square(2))
    assert layout_problems(scene) == []


def test_text_that_nobody_can_read_is_found(scene: Scene):
    # The smallest type that is ever set is readable; it may be scaled afterwards.
    scene.add(words().scale(0.4), formula("c", size=1, color="#FFFFFF").shift((0, 2, 0)))
    scene.add(LiveNumber(0.5, color="#FFFFFF", size=1).scale(0.9).shift((0, -2, 0)))
    small, live = hard_to_read(scene)
    assert small == "text '$ a + b $' is too small to be read"
    assert live == "a live number is too small to be read"


def test_a_label_across_the_border_of_a_plane_is_found_and_one_on_either_side_is_not(scene: Scene):
    plane = WeightPlane(Region.centred((0, 0), 5, 5), Window.to_show(1))
    top = plane.border.top
    inside, across, outside = (words().move_to((-1, top + height, 0)) for height in (-0.3, 0, 0.3))
    scene.add(plane, inside)
    assert layout_problems(scene) == []
    scene.add(across)
    assert "text '$ a + b $' lies across the border of a plane" in layout_problems(scene)
    scene.remove(across, inside).add(outside)
    assert layout_problems(scene) == []


def test_in_a_wide_frame_a_broken_headline_is_found(scene: Scene):
    panel = Panel(Region.centred((0, 0), 5, 5), current_theme())
    scene.add(panel.headline("One line"))
    assert hard_to_read(scene) == []
    scene.add(panel.headline("One line that is too long for it").shift((0, -2, 0)))
    (problem,) = hard_to_read(scene)
    assert problem.endswith("is broken into lines")
