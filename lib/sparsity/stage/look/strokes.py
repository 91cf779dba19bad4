"""How wide strokes are and how opaque fills, in one place."""

from __future__ import annotations

GRID_STROKE = 1.5
AXIS_STROKE = 2.5
# What stays behind, frames and rules: seen, but not looked at.
GHOST_STROKE = 2.5
GHOST_OPACITY = 0.6
RIM_STROKE = 1.5
THIN_STROKE = 3.0
OUTLINE_STROKE = 3.5
MARK_STROKE = 4.0
ACTOR_STROKE = 5.0
EDGE_STROKE = 2 * ACTOR_STROKE
FILL_OPACITY = 0.18
