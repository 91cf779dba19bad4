"""Numbers that change while one watches, cheap enough to change at every frame."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from manim import VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.typography import FORMULA, Typeset, letters
from sparsity.stage.window import power_left_out

_SLOTS = 12
_DASH = 0.05


class _Glyphs(NamedTuple):
    outlines: dict[str, npt.NDArray[np.float64]]  # relative to the left end of a 0 on the baseline
    advances: dict[str, float]


@cache
def _glyphs(size: float) -> _Glyphs:
    """Outlines and widths of the digits, cut out of one typeset number."""
    characters = "-0123456789.00"
    typeset = letters(characters, size=size, color="#000000").submobjects
    left = [float(glyph.get_left()[0]) for glyph in typeset]
    baseline = float(typeset[1].get_bottom()[1])
    digit = left[13] - left[12]
    point = left[12] - left[1] - 10 * digit
    outlines = {}
    for index, character in enumerate(characters[:-2]):
        # Where the slot of this glyph starts: the minus hangs left of the digit that follows it.
        slot = left[1] + digit * max(0, index - 1)
        outlines[character] = typeset[index].points - np.array([slot, baseline, 0.0])
    zero, infinity = letters("0 infinity", size=size, color="#000000").submobjects
    start = float(zero.get_left()[0]) + digit
    outlines["∞"] = infinity.points - np.array([start, float(zero.get_bottom()[1]), 0.0])
    return _Glyphs(outlines, {**dict.fromkeys("0123456789∞", digit), ".": point, "-": 0.0})


class LiveNumber(VGroup):
    """A typeset number whose digits are moved into place by numpy when its value changes.

    Manim's own DecimalNumber copies and rearranges mobjects at each change, about 7 ms; this one
    takes a fraction of a millisecond, and its digits do not jitter because they have equal widths.

    Parameters
    ----------
    value
        The first value to show.
    decimals
        Digits after the decimal point, always shown.
    color, size
        As for a formula.
    """

    def __init__(
        self, value: float = 0.0, *, decimals: int = 2, color: ParsableManimColor, size: float = FORMULA
    ) -> None:
        self.decimals = decimals
        self.size = size
        # An invisible dash on the baseline carries position and scale along when the number is moved.
        self._baseline = VMobject(stroke_width=0, fill_opacity=0)
        self._baseline.points = np.linspace([0, 0, 0], [_DASH, 0, 0], 4)
        self._slots = [VMobject(color=color, fill_opacity=1, stroke_width=0) for _ in range(_SLOTS)]
        super().__init__(self._baseline, *self._slots)
        self.set_value(value)

    def set_value(self, value: float) -> LiveNumber:
        """Show another value; it may be infinite."""
        text = f"{value:.{self.decimals}f}".replace("inf", "∞")
        if not any(digit in text for digit in "123456789∞"):
            text = text.lstrip("-")
        if len(text) > _SLOTS:
            raise ValueError(f"value must be at most {_SLOTS} characters long when written out, not {text!r}")
        outlines, advances = _glyphs(self.size)
        origin, dash_end = self._baseline.points[[0, -1]]
        scale = float(np.linalg.norm(dash_end - origin)) / _DASH
        x = 0.0
        for character, slot in zip(text.ljust(_SLOTS), self._slots, strict=True):
            if character == " ":
                slot.points = np.zeros((0, 3))
                continue
            slot.points = (outlines[character] + np.array([x, 0.0, 0.0])) * scale + origin
            x += advances[character]
        return self

    def start_at(self, baseline_left: npt.NDArray[np.float64]) -> LiveNumber:
        """Put the left end of the first digit's baseline at a point."""
        return self.shift(baseline_left - self._baseline.points[0])


class Readout(VGroup):
    """A label in math, an equals sign and a live number, all on one baseline.

    Very large and very small quantities are shown in units of a power of ten, as in
    `10^(-6) c = 2.50` for c = 2 500 000.

    Parameters
    ----------
    label
        Typst math for the quantity, such as `"c"`.
    magnitude
        About how large its values are; not 0. It decides power of ten and decimals.
    extra_decimals
        Decimals beyond three significant digits of the magnitude.
    signed
        Leave room for a minus sign, for values that may be negative.
    """

    def __init__(
        self,
        label: str,
        magnitude: float,
        *,
        extra_decimals: int = 0,
        signed: bool = False,
        color: ParsableManimColor,
        size: float = FORMULA,
    ) -> None:
        power = power_left_out(magnitude)
        self._scale = 10.0**power
        decimals = 2 if power else max(0, 1 - math.floor(math.log10(abs(magnitude))))
        decimals += extra_decimals
        quantity = label
        if power:
            quantity = f"10^({-power}) thin " + (f"({label})" if "+" in label else label)
        # The label is set with a 0 in the number's place; that glyph says where the number goes.
        typeset = letters(f"{quantity} = {'-' if signed else ''}0", size=size, color=color)
        placeholder = typeset.submobjects[-1]
        start = np.array([placeholder.get_left()[0], placeholder.get_bottom()[1], 0.0])
        self.number = LiveNumber(0.0, decimals=decimals, color=color, size=size).start_at(start)
        super().__init__(Typeset(typeset, leave_out=2 if signed else 1), self.number)

    def set_value(self, value: float) -> Readout:
        """Show another value."""
        self.number.set_value(value / self._scale)
        return self
