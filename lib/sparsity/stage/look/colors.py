"""Colours of things that come in kinds."""

from __future__ import annotations

from manim import ManimColor

from sparsity.stage.look.theme import current_theme


def color_of_order(p: float) -> ManimColor:
    """Colour of the balls of one order: L1 and L2 have their own, all others share one."""
    theme = current_theme()
    return {1.0: theme.l1, 2.0: theme.l2}.get(p, theme.lp)
