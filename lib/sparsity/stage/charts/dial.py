"""Two dials that turn together: a price, and the budget that it comes to."""

from __future__ import annotations

import numpy as np
from manim import Dot, Line, VGroup
from manim.utils.color import ParsableManimColor

from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import AXIS_STROKE, THIN_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import BODY
from sparsity.stage.planes.view import polyline
from sparsity.stage.writing.live_number import Readout

_GAP = 0.3
_KNOB = 0.11


class PriceDial(VGroup):
    """A track with a knob for the price λ, one for the budget c below it, and a line from knob to knob.

    Parameters
    ----------
    region
        Room for both, one below the other.
    highest_price, highest_budget
        Where the tracks end; they begin at 0.
    farthest
        The highest price that there has to be room for in writing; its knob stays at the end of the track.
    color
        Colour of the budget.
    budget
        Typst math for it: what size is limited.
    """

    def __init__(
        self,
        region: Region,
        highest_price: float,
        highest_budget: float,
        farthest: float,
        *,
        color: ParsableManimColor,
        budget: str = "c",
    ) -> None:
        theme = current_theme()
        self.highest = (highest_price, highest_budget)
        self.price = Readout("lambda", highest_price, extra_decimals=1, color=theme.ink, size=BODY)
        self.budget = Readout(budget, highest_budget, extra_decimals=1, color=color, size=BODY)
        # As wide as they get.
        self.price.set_value(1 / 7 + farthest)
        self.budget.set_value(1 / 7 + highest_budget)
        left = region.left + max(self.price.width, self.budget.width) + _GAP
        rows = (region.top - region.height / 4, region.bottom + region.height / 4)
        self.tracks = VGroup()
        self.knobs = VGroup()
        for readout, y, hue in ((self.price, rows[0], theme.ink), (self.budget, rows[1], color)):
            readout.move_to((region.left + readout.width / 2, y, 0))
            track = Line((left, y, 0), (region.right - _KNOB, y, 0)).set_stroke(theme.muted, AXIS_STROKE)
            self.tracks.add(track)
            self.knobs.add(Dot(track.get_start(), radius=_KNOB, color=hue))
        upper, lower = self.knobs
        self.link = Line(upper.get_center(), lower.get_center()).set_stroke(theme.muted, THIN_STROKE)
        super().__init__(self.tracks, self.link, self.knobs, self.price, self.budget)
        self.turn_to(0, highest_budget)

    def turn_to(self, price: float, budget: float) -> PriceDial:
        """Show another price and its budget."""
        self.price.set_value(price)
        self.budget.set_value(budget)
        places = [
            track.point_from_proportion(min(value / highest, 1.0))
            for track, value, highest in zip(self.tracks, (price, budget), self.highest, strict=True)
        ]
        for knob, place in zip(self.knobs, places, strict=True):
            knob.move_to(place)
        self.link.points = polyline(np.array(places))
        return self
