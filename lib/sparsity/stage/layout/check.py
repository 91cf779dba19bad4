"""Finds text that leaves the frame, overlaps other text or is crossed by a curve."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TypeGuard

from manim import Mobject, Scene, VMobject, config

from sparsity.stage.layout.labels import crosses
from sparsity.stage.layout.panel import Headline
from sparsity.stage.layout.regions import Bordered, Region, current_layout
from sparsity.stage.look.strokes import GRID_STROKE
from sparsity.stage.look.typography import Part, Typeset, smallest_em
from sparsity.stage.writing.live_number import LiveNumber

# Two boxes or curves may come this close (scene units) before they count as touching.
_TOLERANCE = 0.02
# Wider frames than this share of their height have room for headlines of one line.
_WIDE = 1.6


def layout_problems(scene: Scene) -> list[str]:
    """List what is wrong with the current picture of a scene, in words; empty when all is well.

    Every visible text lies inside the safe area, no two texts overlap, no visible curve but the grid runs through a
    text, and none lies across the border of a plane.
    """
    texts = visible_texts(scene)
    borders = [plane.border for root in scene.mobjects for plane in _planes(root)]
    curves = [curve for root in scene.mobjects for curve in _curves(root) if _is_visible(curve)]
    safe = current_layout().safe.grown(_TOLERANCE)
    boxes = [Region.around(text) for text in texts]
    problems = [
        f"{_name(text)} leaves the safe area" for text, box in zip(texts, boxes, strict=True) if not safe.contains(box)
    ]
    problems += [
        f"{_name(text)} lies across the border of a plane"
        for text, box in zip(texts, boxes, strict=True)
        for border in borders
        if border.overlaps(box.grown(-_TOLERANCE)) and not border.grown(_TOLERANCE).contains(box)
    ]
    problems += [
        f"{_name(one)} overlaps {_name(other)}"
        for (one, box), (other, other_box) in combinations(zip(texts, boxes, strict=True), 2)
        if box.grown(-_TOLERANCE).overlaps(other_box)
    ]
    problems += [
        f"{_name(text)} is crossed by {type(curve).__name__}"
        for text, box in zip(texts, boxes, strict=True)
        for curve in curves
        if crosses(curve, box)
    ]
    return problems


def hard_to_read(scene: Scene) -> list[str]:
    """List what cannot be read at a glance, in words: type that is too small, and headlines broken into lines.

    In frames that are not wide, headlines may have several lines. Numbers of a lecturer's own may be so long that they
    only fit when they are smaller; so this is no part of `layout_problems`.
    """
    texts = visible_texts(scene)
    smallest = smallest_em() * (1 - 1e-6)
    problems = [f"{_name(text)} is too small to be read" for text in texts if text.em < smallest]
    if config.frame_width > _WIDE * config.frame_height:
        headlines = (text for text in texts if isinstance(text, Headline))
        problems += [f"headline {text.source!r} is broken into lines" for text in headlines if not text.has_one_line]
    return problems


def visible_texts(scene: Scene) -> list[Typeset | LiveNumber]:
    """Every text that can be seen in the current picture."""
    return [text for root in scene.mobjects for text in _texts(root) if _is_visible(text)]


def _is_text(mobject: Mobject) -> TypeGuard[Typeset | LiveNumber]:
    return isinstance(mobject, Typeset | LiveNumber)


def _planes(mobject: Mobject) -> Iterator[Bordered]:
    """Every plane that can be seen."""
    if isinstance(mobject, Bordered):
        if _is_visible(mobject):
            yield mobject
        return
    for part in mobject.submobjects:
        yield from _planes(part)


def _texts(mobject: Mobject) -> Iterator[Typeset | LiveNumber]:
    if _is_text(mobject):
        yield mobject
        return
    for part in mobject.submobjects:
        yield from _texts(part)


def _curves(mobject: Mobject) -> Iterator[VMobject]:
    # A part of a formula that shows is drawn on top of it.
    if _is_text(mobject) or isinstance(mobject, Part):
        return
    if isinstance(mobject, VMobject) and len(mobject.points):
        yield mobject
    for part in mobject.submobjects:
        yield from _curves(part)


def _is_visible(mobject: Mobject) -> bool:
    return any(
        part.get_fill_opacity() > 0.05 or (part.get_stroke_opacity() > 0.05 and part.get_stroke_width() > GRID_STROKE)
        for part in mobject.family_members_with_points()
        if isinstance(part, VMobject)
    )


def _name(text: Mobject) -> str:
    return f"text {text.source!r}" if isinstance(text, Typeset) else "a live number"
