"""The weights in a robot's body as bars, and below each what it is for: a character, or the part that they share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import ManimColor, VGroup

from sparsity.facts.characters.strokes import Character
from sparsity.stage.actors.characters import Glyph
from sparsity.stage.actors.marks import light_up
from sparsity.stage.charts.bars import Bars
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.theme import current_theme

# Weights of the chart, with room for a number beyond the largest.
_SPAN = (0.0, 1.3)
# The most room for what stands under the bars, and the room between.
_NAME = 0.6
_GAP = 0.15
_NAME_SHARE = 0.85


def weights_in(inside: Region, learned: Sequence[Character]) -> tuple[Bars, VGroup]:
    """The weights as bars, all 0, one for each character learned and one for the part that they share, and their names.

    Parameters
    ----------
    inside
        Room for both.
    learned
        The characters; the part is the hand of the first.
    """
    theme, n = current_theme(), len(learned)
    room = Region(inside.left, inside.bottom + _NAME + _GAP, inside.right, inside.top)
    colors: list[ManimColor | str] = [*[theme.solution] * n, theme.contact]
    bars = Bars(room, np.zeros(n + 1), span=_SPAN, colors=colors)
    size = min(_NAME, _NAME_SHARE * float(bars.view.units[0]))
    places = [(float(bars.view.at((k, 0))[0]), inside.bottom + _NAME / 2, 0) for k in range(n + 1)]
    slots = VGroup(Glyph(one, place, size, color=theme.ink) for one, place in zip(learned, places[:-1], strict=True))
    part = Glyph(learned[0], places[-1], size, color=theme.contact, only=learned[0].hand)
    # In the colour of the background a rim would part strokes that cross.
    if theme.contact_rim != theme.background:
        for stroke in part.strokes:
            light_up(stroke)
    slots.add(part)
    return bars, slots


def slot_colors(weights: npt.NDArray[np.float64]) -> list[ManimColor]:
    """The colour of each name: grey where the weight (n + 1,) is zero, as the feature is ignored there."""
    theme = current_theme()
    used = [*[theme.ink] * (len(weights) - 1), theme.contact_fill]
    return [color if weight else theme.muted for color, weight in zip(used, weights, strict=True)]
