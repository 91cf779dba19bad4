"""The colours of the pages: those of the films, as CSS variables."""

from __future__ import annotations

from sparsity.stage.look.theme import DARK, THEMES, Theme

# How much lighter or darker the page is, so that a film stands out against it and links are still easy to read.
_PAPER = {"dark": -0.35, "light": 0.15}


def palette(theme: Theme, *, paper: float) -> str:
    """CSS declarations of all roles of a theme, and of the page behind the film.

    >>> palette(THEMES["light"], paper=0.0).split("; ")[0]
    '--background: #FFFFFF'
    """
    behind = theme.background.interpolate(theme.grid, paper) if paper > 0 else theme.background.darker(-paper)
    roles = theme.hex_by_role() | {"paper": behind.to_hex()}
    return "; ".join(f"--{role}: {color}" for role, color in roles.items())


def palettes() -> dict[str, str]:
    """The declarations of the dark and of the light theme, by name."""
    return {name: palette(theme, paper=_PAPER[name]) for name, theme in THEMES.items()}


def icon() -> str:
    """A diamond as the page's icon, as a URL."""
    color = DARK.l1.to_hex().replace("#", "%23")
    return (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
        f"%3Cpath d='M8 0l8 8-8 8-8-8z' fill='{color}'/%3E%3C/svg%3E"
    )
