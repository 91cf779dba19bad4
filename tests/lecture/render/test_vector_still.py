"""The SVG is the still: same size, colours and shapes, and nothing but paths."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from manim import Camera, Circle, ImageMobject, Square, tempconfig

from sparsity.lecture.render.vector_still import write_svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def camera() -> Camera:
    with tempconfig({"pixel_width": 160, "pixel_height": 90, "frame_width": 16, "frame_height": 9}):
        return Camera(background_color="#0F1720")


def test_every_shape_is_a_path_in_its_colour(camera: Camera, tmp_path: Path):
    square = Square(2, color="#FE6A4A", fill_opacity=1, stroke_width=0).shift((3, 2, 0))
    write_svg([square, Circle(color="#42C0A5")], camera, tmp_path / "shapes.svg", title="Shapes & more")
    root = ElementTree.parse(tmp_path / "shapes.svg").getroot()
    assert root.get("viewBox") == "0 0 160 90"
    assert root.find(f"{SVG}title").text == root.get("aria-label") == "Shapes & more"
    assert not list(root.iter(f"{SVG}image"))
    paths = list(root.iter(f"{SVG}path"))
    assert len(paths) == 2
    assert colour(paths[0]) == (0xFE, 0x6A, 0x4A)
    assert colour(paths[1]) == (0x42, 0xC0, 0xA5)
    (background,) = root.iter(f"{SVG}rect")
    assert colour(background) == (0x0F, 0x17, 0x20)


def test_a_shape_is_where_the_camera_sees_it(camera: Camera, browsing, tmp_path: Path):
    square = Square(2, color="#FE6A4A", fill_opacity=1, stroke_width=0).shift((3, 2, 0))
    write_svg([square], camera, tmp_path / "square.svg", title="A square")
    page = browsing.new_page()
    page.goto((tmp_path / "square.svg").as_uri())
    box = page.evaluate(
        "(({x, y, width, height}) => [x, y, width, height])(document.querySelector('path').getBoundingClientRect())"
    )
    # Ten pixels a unit, upwards from the middle of 160 × 90.
    assert box == pytest.approx([100, 15, 20, 20], abs=0.01)


def test_what_is_no_vector_graphics_is_refused(camera: Camera, tmp_path: Path):
    with pytest.raises(TypeError, match="only vector graphics can be written as SVG, not ImageMobject"):
        write_svg([ImageMobject([[[0, 0, 0]]])], camera, tmp_path / "picture.svg", title="")
    assert not (tmp_path / "picture.svg").exists()


def colour(element: ElementTree.Element) -> tuple[int, ...]:
    """The one colour of an element, from 0 to 255."""
    style = element.get("style")
    (written,) = (part.split("(")[1].rstrip(")") for part in style.split(";") if "rgb(" in part)
    return tuple(round(float(share.rstrip("%")) * 2.55) for share in written.split(","))
