"""Colours by role: the same thing has the same colour in every scene."""

from __future__ import annotations

from dataclasses import dataclass, fields

from manim import ManimColor, config


@dataclass(frozen=True)
class Theme:
    """One colour for each role a mobject can play.

    `contact` is for words and strokes about a contact. What marks it is filled with `contact_fill`, and has a rim of
    `contact_rim`.
    """

    background: ManimColor
    ink: ManimColor
    muted: ManimColor
    grid: ManimColor
    solution: ManimColor
    l1: ManimColor
    l2: ManimColor
    lp: ManimColor
    loss: ManimColor
    contact: ManimColor
    contact_fill: ManimColor

    @property
    def contact_rim(self) -> ManimColor:
        """What goes around a contact's fill, to keep it apart from all that lies underneath."""
        return self.background if self.contact == self.contact_fill else self.contact

    @classmethod
    def from_hex(cls, **hex_by_role: str) -> Theme:
        """Make a theme from one hex colour per role."""
        return cls(**{role: ManimColor(value) for role, value in hex_by_role.items()})

    def roles(self) -> dict[str, ManimColor]:
        """Map each role's name to its colour."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def hex_by_role(self) -> dict[str, str]:
        """Map each role's name to its colour as other programs write it.

        >>> LIGHT.hex_by_role()["background"]
        '#FFFFFF'
        """
        return {role: color.to_hex() for role, color in self.roles().items()}


# Chosen so that all actors stay apart for every kind of colour vision; the tests measure it.
DARK = Theme.from_hex(
    background="#0F1720",
    ink="#E8EDF2",
    muted="#93A1AF",
    grid="#2A3947",
    solution="#81B0F7",
    l1="#FE6A4A",
    l2="#42C0A5",
    lp="#A584FE",
    loss="#C2A57C",
    contact="#FCD03C",
    contact_fill="#FCD03C",
)

LIGHT = Theme.from_hex(
    background="#FFFFFF",
    ink="#17202A",
    muted="#56636F",
    grid="#DCE3EA",
    solution="#1B70D8",
    l1="#CF4024",
    l2="#11816D",
    lp="#5850E7",
    loss="#796645",
    contact="#4D3B00",
    contact_fill="#FFC61A",
)


THEMES = {"dark": DARK, "light": LIGHT}


def fill_of(color: ManimColor) -> ManimColor:
    """The colour that an area is filled with: for a contact's colour the bright one, which it stays a dark rim of."""
    theme = current_theme()
    return theme.contact_fill if color == theme.contact else color


def relative_luminance(color: ManimColor) -> float:
    """Relative luminance of a colour from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.to_rgb()]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def current_theme() -> Theme:
    """Pick the theme that stands out against manim's own background colour.

    Read it while a scene is being built, never in a default argument: those freeze at import.
    """
    # 0.18 is where black text and white text contrast equally with the background.
    return DARK if relative_luminance(config.background_color) < 0.18 else LIGHT
