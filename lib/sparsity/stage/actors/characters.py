"""Chinese characters that are written stroke by stroke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from manim import CapStyleType, LineJointType, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.facts.characters.strokes import Character, character
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.planes.view import Points, polyline

# The square of the data: its side, and where its lower end is.
_SQUARE = 1024.0
_LOWEST = -124.0
# How broad the pen is, as a share of the square's side.
_PEN = 0.06
# Manim's stroke widths in scene units.
_STROKE_UNIT = 0.01
_STEP = re.compile(r"([MLQCZ])([^MLQCZ]*)")


class Glyph(VGroup):
    """A character, or some of its strokes, each stroke a mobject that can be lit by itself.

    Parameters
    ----------
    of
        The character.
    center, side
        Middle and side of the square that it is written in, in scene units.
    color
        Colour of the ink.
    only
        Which strokes to write, filling the height of the square by themselves; all unless given.
    """

    def __init__(
        self,
        of: Character,
        center: npt.ArrayLike,
        side: float,
        *,
        color: ParsableManimColor,
        only: Sequence[int] | None = None,
    ) -> None:
        self.of = of
        chosen = range(len(of.outlines)) if only is None else only
        outlines = [_unit_outlines(of.sign)[k] for k in chosen]
        medians = [_in_unit_square(of.medians[k]) for k in chosen]
        if only is not None:
            points = np.concatenate(outlines)
            lower, upper = points.min(axis=0), points.max(axis=0)
            scale, middle = 1 / float((upper - lower).max()), (lower + upper) / 2
            outlines = [(outline - middle) * scale for outline in outlines]
            medians = [(median - middle) * scale for median in medians]
        middle = np.asarray(center, dtype=np.float64)
        self._outlines = [outline * side + middle for outline in outlines]
        self._medians = [median * side + middle for median in medians]
        self.strokes = VGroup(VMobject(color=color, fill_opacity=1, stroke_width=0) for _ in chosen)
        self.pen = VMobject(stroke_color=color, stroke_width=_PEN * side / _STROKE_UNIT)
        self.pen.joint_type, self.pen.cap_style = LineJointType.ROUND, CapStyleType.ROUND
        super().__init__(self.strokes, self.pen)
        self.set_written(1.0)

    @property
    def hand(self) -> VGroup:
        """The strokes of the part 扌, of a whole character."""
        return VGroup(self.strokes[k] for k in self.of.hand)

    def middle_of_stroke(self, number: int) -> Points:
        """The point half-way along one of its strokes, where it was written, as a manim point (3,)."""
        middle: Points = _first_part(self._medians[number], 0.5)[-1]
        return middle

    def set_written(self, share: float) -> Glyph:
        """Show it as far as it is written, from nothing at 0 to all strokes at 1."""
        done, part = divmod(min(max(share, 0.0), 1.0) * len(self.strokes), 1)
        for number, (stroke, outline) in enumerate(zip(self.strokes, self._outlines, strict=True)):
            stroke.points = outline.copy() if number < done else np.zeros((0, 3))
        self.pen.points = polyline(_first_part(self._medians[int(done)], part)) if part else np.zeros((0, 3))
        return self


def writing(glyphs: Sequence[Glyph], overlap: float = 0.7) -> Sweep:
    """Animate that characters are written, one beginning after the other, from nothing to all strokes.

    Parameters
    ----------
    glyphs
        The characters, in this order.
    overlap
        How much of one is still to come when the next begins, as a share.
    """
    last = (len(glyphs) - 1) * (1 - overlap)

    def follow(time: float) -> None:
        for number, glyph in enumerate(glyphs):
            glyph.set_written(time - number * (1 - overlap))

    return Sweep(*glyphs, follow=follow, start=0, end=1 + last, rate_func=lambda share: share)


def _first_part(line: Points, share: float) -> Points:
    """The beginning of a line (n, 3), up to a share of its length."""
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    reached = share * along[-1]
    whole = line[along < reached]
    end = np.array([np.interp(reached, along, line[:, axis]) for axis in range(3)])
    return np.vstack([whole, end])


@cache
def _unit_outlines(sign: str) -> tuple[Points, ...]:
    return tuple(_outline(path) for path in character(sign).outlines)


def _outline(path: str) -> Points:
    """Bézier points (4 m, 3) of an SVG path on the unit square around the origin."""
    curves: list[npt.NDArray[np.float64]] = []
    start = end = np.zeros(2)
    for kind, numbers in _STEP.findall(path):
        points = np.array(numbers.split(), dtype=np.float64).reshape(-1, 2)
        match kind:
            case "M":
                start = end = points[0]
                continue
            case "L":
                control = [end + (points[0] - end) / 3, points[0] - (points[0] - end) / 3, points[0]]
            case "Q":
                middle, last = points
                control = [end + (middle - end) * 2 / 3, last + (middle - last) * 2 / 3, last]
            case "C":
                control = list(points)
            case _:
                if np.array_equal(start, end):
                    continue
                control = [end + (start - end) / 3, start - (start - end) / 3, start]
        curves.append(np.array([end, *control]))
        end = control[-1]
    return _in_unit_square(np.concatenate(curves))


def _in_unit_square(points: npt.NDArray[np.float64]) -> Points:
    flat = (points - [_SQUARE / 2, _SQUARE / 2 + _LOWEST]) / _SQUARE
    return np.column_stack([flat, np.zeros(len(flat))])
