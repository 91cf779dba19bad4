"""How wide strokes are and how opaque fills, in one place."""

from __future__ import annotations

GRID_STROKE = 1.5


ACTOR_STROKE = 5.0
FILL_OPACITY = 0.18
