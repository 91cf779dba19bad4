"""Weights as bars about a zero line; a weight that is exactly zero is a hollow dot on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Self

import numpy as np
import numpy.typing as npt
from manim import DOWN, UP, Circle, Line, ManimColor, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.layout.labels import CLEARANCE
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import AXIS_STROKE, GRID_STROKE, THIN_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.theme import current_theme, fill_of
from sparsity.stage.look.typography import SMALL, formula, prose
from sparsity.stage.planes.view import Points, View, straight_pieces

MOST_BARS = 40
# Shares of what one bar has for itself, and the most of it, in scene units.
_BAR_SHARE = 0.62
_DOT_SHARE = 0.3
_WIDEST_PITCH = 1.3
_LARGEST_DOT = 0.1
_LABEL_GAP = 0.14
# Above the baseline, as a share of the type's height: half the height of a small letter and a capital.
_MIDDLE_OF_LETTERS = 0.28


class BarsAboutZero(VGroup):
    """Weights as bars that move by NumPy, all bars of a colour and all dots as one path each.

    `Bars` stand on a level zero line, `LevelBars` lie along an upright one.

    Parameters
    ----------
    view
        Onto what: the number of a bar, from 0, runs along the zero line, its weight across it.
    is_level
        Whether the weights run to the right, and the bars from the top down.
    pitch
        What one bar has for itself, in scene units.
    values, colors
        As for either kind.
    names
        What the bars are called, in their places.
    """

    def __init__(
        self,
        view: View,
        values: npt.NDArray[np.float64],
        colors: list[ManimColor],
        names: Sequence[VMobject],
        *,
        pitch: float,
        is_level: bool,
    ) -> None:
        theme = current_theme()
        n = len(values)
        self.view = view
        self._is_level = is_level
        self._half_width = _BAR_SHARE * pitch / 2
        ends = self._place(np.array([-0.5, n - 0.5]), np.zeros(2))
        self.zero = Line(*ends).set_stroke(theme.muted, AXIS_STROKE)
        self.names = VGroup(names)
        self._groups = {color.to_hex(): np.flatnonzero([other == color for other in colors]) for color in colors}
        # The rim shows a bar that is too low to be seen, and is not zero all the same.
        self.bars = VGroup(
            VMobject(fill_color=fill_of(color), fill_opacity=1, stroke_color=color, stroke_width=GRID_STROKE)
            for color in map(ManimColor, self._groups)
        )
        self._dot_radius = _dot_radius(pitch)
        self._dot_outline = Circle(self._dot_radius).points
        self.dots = VMobject(fill_color=theme.background, fill_opacity=1)
        self.dots.set_stroke(theme.ink, THIN_STROKE)
        super().__init__(self.zero, self.bars, self.dots, self.names)
        self._values = np.zeros(n)
        self.set_values(values)

    def _place(self, along: Points, weights: Points) -> Points:
        """Where bars (n,), by number, reach a weight (n,), as manim points (n, 3)."""
        pair = (weights, -along) if self._is_level else (along, weights)
        return self.view.to_scene(np.column_stack(pair))

    @property
    def values(self) -> npt.NDArray[np.float64]:
        """The weights shown (n,)."""
        return self._values

    @property
    def is_zero(self) -> npt.NDArray[np.bool_]:
        """Which of them are exactly zero, and shown as dots (n,)."""
        zeros: npt.NDArray[np.bool_] = self._values == 0
        return zeros

    @property
    def count(self) -> int:
        """How many of them are not."""
        return int(np.count_nonzero(self._values))

    def set_values(self, values: npt.ArrayLike) -> Self:
        """Show other weights, as many as before."""
        weights = np.array(values, dtype=np.float64)
        n = len(self._values)
        if weights.shape != (n,) or not np.isfinite(weights).all():
            raise ValueError(f"values must be {n} finite weights, not {values!r}")
        self._values = weights
        for bar, members in zip(self.bars, self._groups.values(), strict=True):
            bar.points = self._rectangles(members[weights[members] != 0])
        centers = self._place(np.arange(float(n)), np.zeros(n))[weights == 0]
        self.dots.points = (centers[:, None] + self._dot_outline).reshape(-1, 3)
        return self

    def paint(self, color: ParsableManimColor) -> Self:
        """Give all bars one colour."""
        self.bars.set_fill(fill_of(ManimColor(color))).set_stroke(color)
        return self

    def tips(self) -> Points:
        """Where the bars end, as manim points (n, 3)."""
        return self._place(np.arange(float(len(self._values))), self._values)

    def sweep_to(self, *stops: npt.ArrayLike) -> Sweep:
        """Animate straight mixtures from the weights shown to each of these in turn, for one unit of time each."""
        corners = [self._values, *(np.asarray(stop, dtype=np.float64) for stop in stops)]
        return Sweep(self, follow=lambda t: self.set_values(mixture(corners, t)), start=0, end=len(stops))

    def _rectangles(self, members: npt.NDArray[np.intp]) -> Points:
        """The outlines of some bars, one closed path each."""
        heights = self._values[members]
        half = self._half_width / self.view.units[1 if self._is_level else 0]
        along = members[:, None] + half * np.array([-1, -1, 1, 1, -1])
        across = heights[:, None] * np.array([0, 1, 1, 0, 0])
        starts, ends = (
            self._place(along[:, part].reshape(-1), across[:, part].reshape(-1)) for part in (np.s_[:-1], np.s_[1:])
        )
        return straight_pieces(starts, ends)


class Bars(BarsAboutZero):
    """Weights as bars that stand on a zero line.

    Parameters
    ----------
    region
        Room for the bars, with their names at its bottom.
    values
        The weights (n,), 1 to 40 finite numbers.
    span
        Lowest and highest weight that there has to be room for, 0 among them; that of the values unless given.
    colors
        One colour for all bars, or one for each.
    names
        Typst math under the bars, one for each; left out where there is no room for them.

    Raises
    ------
    ValueError
        If there are no values, or too many, or not as many colours or names; or if span does not hold 0.

    Examples
    --------
    >>> bars = Bars(Region.centred((0, 0), 4, 2), [1, 0, -0.5], colors="#FFFFFF")
    >>> bars.count, bars.is_zero.tolist()
    (2, [False, True, False])
    """

    def __init__(
        self,
        region: Region,
        values: npt.ArrayLike,
        *,
        span: tuple[float, float] | None = None,
        colors: ManimColor | str | list[ManimColor | str],
        names: Sequence[str] = (),
    ) -> None:
        weights, (low, high), each = _checked(values, span, colors, names)
        n = len(weights)
        pitch = min(_WIDEST_PITCH, region.width / n)
        named = [formula(name, size=SMALL, color=current_theme().muted) for name in names]
        if any(name.width > pitch - CLEARANCE for name in named):
            named = []
        # A dot reaches below the zero line, and bars may not.
        gap = _LABEL_GAP + (_dot_radius(pitch) if low == 0 else 0)
        below = max((name.height + gap for name in named), default=0.0)
        room = Region.centred(region.center, n * pitch, region.height)
        room = Region(room.left, region.bottom + below, room.right, region.top)
        view = View(np.array([-0.5, low]), np.array([n - 0.5, high]), room)
        for index, name in enumerate(named):
            name.next_to(view.at((index, low)), DOWN, buff=gap)
        # Names share a baseline whatever their letters.
        for name in named:
            name.align_to(named[0], DOWN)
        super().__init__(view, weights, each, named, pitch=pitch, is_level=False)

    def label_tips(self, labels: Sequence[VMobject]) -> VGroup:
        """Put labels beyond the ends of the bars, one for each; none at all where they would touch one another."""
        for label, tip, value in zip(labels, self.tips(), self._values, strict=True):
            label.next_to(tip, DOWN if value < 0 else UP, buff=_LABEL_GAP + (0 if value else self._dot_radius))
        boxes = [Region.around(label).grown(CLEARANCE / 2) for label in labels]
        return VGroup() if any(one.overlaps(other) for one, other in pairwise(boxes)) else VGroup(*labels)


class LevelBars(BarsAboutZero):
    """Weights as bars along an upright zero line, the first one on top, each behind its name in words.

    Parameters
    ----------
    region
        Room for the names, at its left, and the bars.
    values
        The weights (n,), 1 to 40 finite numbers.
    span
        Lowest and highest weight that there has to be room for, 0 among them; that of the values unless given.
    colors
        One colour for all bars, or one for each.
    names
        Words, one for each.
    size
        Font size of the names.

    Raises
    ------
    ValueError
        As for `Bars`.

    Examples
    --------
    >>> bars = LevelBars(Region.centred((0, 0), 4, 2), [1, -0.5], colors="#FFFFFF", names=["one", "other"])
    >>> (bars.tips()[:, 1] > 0).tolist()
    [True, False]
    """

    def __init__(
        self,
        region: Region,
        values: npt.ArrayLike,
        *,
        span: tuple[float, float] | None = None,
        colors: ManimColor | str | list[ManimColor | str],
        names: Sequence[str],
        size: float = SMALL,
    ) -> None:
        weights, (low, high), each = _checked(values, span, colors, names)
        n = len(weights)
        named = [prose(name, size=size, color=current_theme().ink) for name in names]
        left = region.left + max(name.width for name in named) + _LABEL_GAP
        pitch = min(_WIDEST_PITCH, region.height / n)
        room = Region.centred(region.center, region.width, n * pitch)
        room = Region(left, room.bottom, region.right, room.top)
        view = View(np.array([low, 0.5 - n]), np.array([high, 0.5]), room)
        for index, name in enumerate(named):
            # On one baseline with its bar, whatever its letters.
            middle = float(view.at((0, -index))[1])
            baseline = middle - _MIDDLE_OF_LETTERS * name.em
            name.move_to((region.left + name.width / 2, baseline - name.descent + name.height / 2, 0))
        super().__init__(view, weights, each, named, pitch=pitch, is_level=True)


def _dot_radius(pitch: float) -> float:
    """How large the dot of a weight is that is zero."""
    return min(_LARGEST_DOT, _DOT_SHARE * pitch)


def _checked(
    values: npt.ArrayLike,
    span: tuple[float, float] | None,
    colors: ManimColor | str | list[ManimColor | str],
    names: Sequence[str],
) -> tuple[npt.NDArray[np.float64], tuple[float, float], list[ManimColor]]:
    """Weights, span and a colour for each bar, or what is wrong with them."""
    weights = np.asarray(values, dtype=np.float64)
    if weights.ndim != 1 or not 1 <= len(weights) <= MOST_BARS:
        raise ValueError(f"values must be 1 to {MOST_BARS} weights in a row, not of shape {weights.shape}")
    n = len(weights)
    low, high = span or (min(0.0, float(weights.min())), max(0.0, float(weights.max())))
    if not low <= 0 <= high or low == high:
        raise ValueError(f"span must reach from one side of 0 to the other, not {(low, high)!r}")
    each = [ManimColor(color) for color in colors] if isinstance(colors, list) else [ManimColor(colors)] * n
    if len(each) != n:
        raise ValueError(f"colors must be one colour, or one for each of {n} values, not {len(each)}")
    if names and len(names) != n:
        raise ValueError(f"names must be one for each of {n} values, not {len(names)}")
    return weights, (low, high), each


def mixture(corners: Sequence[npt.ArrayLike], t: float) -> npt.NDArray[np.float64]:
    """The point at parameter t of the path that goes straight from each corner (n,) to the next, in one unit of t each.

    It is exactly the corner where t is a whole number.

    >>> mixture([[0, 2], [1, 0], [1, 1]], 0.5).tolist(), mixture([[0, 2], [1, 0], [1, 1]], 1.0).tolist()
    ([0.5, 1.0], [1.0, 0.0])
    """
    index = min(max(int(t), 0), len(corners) - 2)
    start, end = (np.asarray(corner, dtype=np.float64) for corner in corners[index : index + 2])
    share = min(max(t - index, 0.0), 1.0)
    mixed: npt.NDArray[np.float64] = (1 - share) * start + share * end
    return mixed
