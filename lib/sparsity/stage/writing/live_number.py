"""Numbers that change while one watches, cheap enough to change at every frame."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from manim import VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.stage.look.typography import FORMULA, em_of, formula, letters, readable
from sparsity.words.notation import power_left_out

_SLOTS = 12
_DASH = 0.05


class _Glyphs(NamedTuple):
    outlines: dict[str, npt.NDArray[np.float64]]  # relative to the left end of their slot on the baseline
    advances: dict[str, float]


@cache
def _glyphs(size: float) -> _Glyphs:
    """Outlines and widths of the digits, cut out of one typeset number."""
    characters = "-0123456789.00"
    typeset = letters(characters, size=size)
    left = [float(glyph.get_left()[0]) for glyph in typeset]
    baseline = float(typeset[1].get_bottom()[1])
    digit = left[13] - left[12]
    advances = {**dict.fromkeys("0123456789∞", digit), ".": left[12] - left[1] - 10 * digit, "-": left[1] - left[0]}
    outlines = {}
    for index, character in enumerate(characters[:-2]):
        slot = left[0] if character == "-" else left[1] + digit * (index - 1)
        outlines[character] = typeset[index].points - np.array([slot, baseline, 0.0])
    zero, infinity = letters("0 infinity", size=size)
    start = float(zero.get_left()[0]) + digit
    outlines["∞"] = infinity.points - np.array([start, float(zero.get_bottom()[1]), 0.0])
    return _Glyphs(outlines, advances)


def digits_outline(text: str, size: float) -> npt.NDArray[np.float64]:
    """Bézier points (n, 3) of a number written in plain decimals, from the origin on: put together, not typeset."""
    outlines, advances = _glyphs(size)
    starts = np.cumsum([0.0, *(advances[character] for character in text[:-1])])
    return np.concatenate([outlines[character] + [start, 0, 0] for character, start in zip(text, starts, strict=True)])


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
        self.size = readable(size)
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
        self._text = text
        outlines, advances = _glyphs(self.size)
        x = 0.0
        for character, slot in zip(text.ljust(_SLOTS), self._slots, strict=True):
            if character == " ":
                slot.points = np.zeros((0, 3))
                continue
            slot.points = self.in_place(outlines[character] + np.array([x, 0.0, 0.0]))
            x += advances[character]
        return self

    @property
    def text(self) -> str:
        """The digits shown."""
        return self._text

    @property
    def em(self) -> float:
        """The height of its type now, in scene units."""
        return em_of(self.size) * self._scale

    def in_place(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Carry points (n, 3) from where the number was made to where and how large it is now."""
        placed: npt.NDArray[np.float64] = points * self._scale + self._baseline.points[0]
        return placed

    @property
    def _scale(self) -> float:
        """How much larger it is now than when it was made."""
        origin, dash_end = self._baseline.points[[0, -1]]
        return float(np.linalg.norm(dash_end - origin)) / _DASH

    def start_at(self, baseline_left: npt.NDArray[np.float64]) -> LiveNumber:
        """Put the left end of the first digit's baseline at a point."""
        return self.shift(baseline_left - self._baseline.points[0])


def _power_and_decimals(magnitude: float) -> tuple[int, int]:
    """The power of ten that a readout of about this magnitude leaves out, and its decimals."""
    power = power_left_out(magnitude)
    return power, 2 if power else max(0, 1 - math.floor(math.log10(abs(magnitude))))


def widest(values: Iterable[float]) -> float:
    """The value that is written with the most figures, for whoever arranges numbers that change.

    >>> widest([9.5, -9.5, 3.0]), widest([-1.0, 100.0])
    (-9.5, 100.0)
    """
    return max(values, key=lambda value: (len(f"{abs(value):.0f}"), value < 0))


def decimals_apart(magnitude: float, one: float, other: float) -> int:
    """Count the extra decimals, at least one, that readouts of this magnitude need to show two values differently.

    >>> decimals_apart(5, 3.0, 3.2), decimals_apart(5, 4.0, 4.00001)
    (1, 4)
    """
    power, decimals = _power_and_decimals(magnitude)
    extra = 1
    while one != other and len({f"{value / 10.0**power:.{decimals + extra}f}" for value in (one, other)}) == 1:
        extra += 1
    return extra


class Readout(VGroup):
    """A label in math, a sign and a live number, all on one baseline.

    The sign is an equals sign when the number shown is the value, and ≈ when rounding changed it. Very
    large and very small quantities are shown in units of a power of ten, as in `10^(-6) c = 2.50` for
    c = 2 500 000.

    Parameters
    ----------
    label
        Typst math for the quantity, such as `"c"`.
    magnitude
        About how large its values are; not 0. It decides power of ten and decimals.
    extra_decimals
        Decimals beyond those of two to three significant digits of the magnitude.
    unit
        Typst markup of a unit that the picture names elsewhere; `source` adds it.
    is_rounded
        Whether a number in the label is rounded, so that no value of it is exact.
    """

    def __init__(
        self,
        label: str,
        magnitude: float,
        *,
        extra_decimals: int = 0,
        unit: str = "",
        is_rounded: bool = False,
        color: ParsableManimColor,
        size: float = FORMULA,
    ) -> None:
        self._unit = unit and f" {unit}"
        self._is_rounded = is_rounded
        power, decimals = _power_and_decimals(magnitude)
        self._scale = 10.0**power
        self._quantity = label
        if power:
            self._quantity = f"10^({-power}) thin " + (f"({label})" if "+" in label else label)
        # Set with a 0 in the number's place, which says where the number goes, and with either sign.
        exact, about = (letters(f"{self._quantity} {sign} 0", size=size) for sign in ("=", "approx"))
        zero = exact[-1]
        start = np.array([zero.get_left()[0], zero.get_bottom()[1], 0.0])
        shift = zero.get_left() - about[-1].get_left()
        self._signs = (exact[-2].points - start, about[-2].points + shift - start)
        self.sign = VMobject(color=color, fill_opacity=1, stroke_width=0)
        self.number = LiveNumber(0.0, decimals=decimals + extra_decimals, color=color, size=size).start_at(start)
        name = formula(f"{self._quantity} = 0", size=size, color=color, leave_out=2)
        super().__init__(name, self.sign, self.number)
        self.set_value(0.0)

    @property
    def is_exact(self) -> bool:
        """Whether the number shown is the value, and not a rounded one."""
        return self._is_exact

    @property
    def source(self) -> str:
        """What is shown, as the markup of a formula."""
        number = self.number.text.replace("∞", "infinity")
        return f"$ {self._quantity} {'=' if self._is_exact else 'approx'} {number}{self._unit} $"

    @property
    def shown(self) -> float:
        """The value as the digits on screen say it."""
        return self._shown * self._scale

    def rounded(self, value: float) -> float:
        """Round a value to the digits that this readout shows."""
        return round(value / self._scale, self.number.decimals) * self._scale

    def set_value(self, value: float) -> Readout:
        """Show another value, and the sign that is true before it."""
        scaled = value / self._scale
        self._shown = float(f"{scaled:.{self.number.decimals}f}")
        # A difference in the last bits is the arithmetic's, not the value's.
        is_written_out = math.isclose(self._shown, scaled, rel_tol=1e-12, abs_tol=1e-12)
        self._is_exact = is_written_out and not self._is_rounded
        self.number.set_value(scaled)
        self.sign.points = self.number.in_place(self._signs[0 if self._is_exact else 1])
        return self
