"""A contact as a dot that says which ball touches there, for contacts close to each other."""

from __future__ import annotations

import numpy.typing as npt
from manim import Dot
from manim.utils.color import ParsableManimColor

from sparsity.stage.plane import View
from sparsity.stage.theme import current_theme


class ContactDot(Dot):
    """A dot in the contact's colour with a rim in the colour of its ball."""

    def __init__(self, view: View, weights: npt.ArrayLike, *, rim: ParsableManimColor) -> None:
        super().__init__(view.at(weights), radius=0.09, color=current_theme().contact)
        self.set_stroke(rim, 4)
