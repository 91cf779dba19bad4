"""The picture on screen as SVG: sharp at any size, for posters and for editing."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import cairo
from manim import Camera, Mobject, VMobject

_SVG = "http://www.w3.org/2000/svg"


def write_svg(mobjects: list[Mobject], camera: Camera, file: Path, *, title: str) -> None:
    """Draw mobjects the way a camera sees them, each as paths, on the camera's background colour.

    Raises
    ------
    TypeError
        If one of the mobjects is no vector graphics.
    """
    width, height = camera.pixel_width, camera.pixel_height
    content = BytesIO()
    with cairo.SVGSurface(content, width, height) as surface:
        surface.set_document_unit(cairo.SVGUnit.PX)
        context = cairo.Context(surface)
        context.set_source_rgb(*camera.background_color.to_rgb()[::-1])
        context.paint()
        scale_x, scale_y = width / camera.frame_width, height / camera.frame_height
        x, y = camera.frame_center[:2]
        context.set_matrix(cairo.Matrix(scale_x, 0, 0, -scale_y, width / 2 - x * scale_x, height / 2 + y * scale_y))
        for mobject in camera.get_mobjects_to_display(mobjects):
            if not isinstance(mobject, VMobject):
                raise TypeError(f"only vector graphics can be written as SVG, not {type(mobject).__name__}")
            camera.display_vectorized(mobject, context)
    # Manim hands cairo blue as red and red as blue, because of how its pictures lie in memory.
    drawn = re.sub(r"rgb\(([^,]+),([^,]+),([^)]+)\)", r"rgb(\3,\2,\1)", content.getvalue().decode())
    file.write_bytes(_titled(drawn, title))


def _titled(svg: str, title: str) -> bytes:
    """Name the picture for screen readers."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)
    root.set("role", "img")
    root.set("aria-label", title)
    name = ElementTree.Element(f"{{{_SVG}}}title")
    name.text = title
    root.insert(0, name)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
