"""Measuring in pictures where something was drawn."""

from __future__ import annotations

import numpy as np
from manim import ManimColor


def likeness(picture: np.ndarray, color: ManimColor, background: ManimColor) -> np.ndarray:
    """How much of each pixel is covered by a colour drawn over the background, 0 to 1."""
    target, ground = (np.asarray(c.to_rgb()) * 255 for c in (color, background))
    away = np.linalg.norm(picture - target, axis=2) / np.linalg.norm(ground - target)
    return np.clip(1 - 2.5 * away, 0, 1)


def centre_along(cover: np.ndarray, center: np.ndarray, direction: np.ndarray, reach: float = 6.0) -> float:
    """Signed distance in pixels, along a direction, from a predicted point to the middle of a drawn stroke."""
    steps = np.arange(-reach, reach + 0.01, 0.1)
    columns, rows = np.floor(center[:, None] + direction[:, None] * steps).astype(int)
    weight = cover[rows, columns]
    assert weight.sum() > 0, "nothing is drawn there"
    return float((weight * steps).sum() / weight.sum())
