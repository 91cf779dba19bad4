"""Putting a label next to its actor without covering any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from manim import Mobject, VMobject

from sparsity.geometry.clipping import clip_segments
from sparsity.stage.layout import Region

Points = npt.NDArray[np.float64]

CLEARANCE = 0.1


def outline_segments(mobject: VMobject) -> tuple[Points, Points]:
    """Start and end points (n, 2) of short straight pieces along a mobject's own curves."""
    curves = mobject.points[: len(mobject.points) // 4 * 4].reshape(-1, 4, 3)[:, :, :2]
    t = np.linspace(0, 1, 5)[None, :, None]
    a, b, c, d = (curves[:, i, None, :] for i in range(4))
    along = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    return along[:, :-1].reshape(-1, 2), along[:, 1:].reshape(-1, 2)


def crosses(mobject: Mobject, box: Region) -> bool:
    """Tell whether any curve of a mobject, or of its parts, runs through a rectangle."""
    for part in mobject.family_members_with_points():
        if Region.around(part).grown(1e-9).overlaps(box):
            inside, _ = clip_segments(*outline_segments(part), box.lower, box.upper)
            if len(inside):
                return True
    return False


def place_clear(
    label: Mobject,
    anchors: Iterable[npt.ArrayLike],
    *,
    within: Region,
    curves: Sequence[Mobject] = (),
    texts: Sequence[Mobject] = (),
) -> Mobject:
    """Move a label to the first anchor where it touches nothing, or where it touches least.

    Parameters
    ----------
    label
        What to place.
    anchors
        Points for its centre, best first.
    within
        Where it has to stay.
    curves
        Mobjects whose outlines it must not touch.
    texts
        Mobjects whose boxes it must not overlap.
    """

    def conflicts(anchor: npt.ArrayLike) -> int:
        box = Region.centred(anchor, label.width, label.height)
        roomy = box.grown(CLEARANCE)
        return (
            (0 if within.contains(box) else 4)
            + sum(crosses(curve, roomy) for curve in curves)
            + sum(Region.around(text).overlaps(roomy) for text in texts)
        )

    # `min` keeps the first of equals, so a clear anchor early in the list wins.
    x, y = np.asarray(min(anchors, key=conflicts), dtype=np.float64)[:2]
    return label.move_to([x, y, 0])


def beside_point(label: Mobject, point: Points, gap: float) -> list[Points]:
    """Centres that put a label next to a point, at its corners first, then above, below and at its sides."""
    reach = np.array([label.width / 2 + gap, label.height / 2 + gap, 0.0])
    corners = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
    # Corners slide along the label's edges: half a label further in, then straight above or beside.
    slides = [(0.6, 1), (0.6, -1), (-0.6, 1), (-0.6, -1), (0, 1), (0, -1), (1, 0), (-1, 0)]
    return [point + stretch * reach * [*way, 0] for stretch in (1.0, 1.5, 2.2) for way in corners + slides]


def along_line(label: Mobject, start: Points, end: Points, gap: float) -> list[Points]:
    """Centres that put a label beside a segment, near its ends first, on either side."""
    direction = (end - start) / np.linalg.norm(end - start)
    normal = np.array([-direction[1], direction[0], 0.0])
    reach = abs(normal[0]) * label.width / 2 + abs(normal[1]) * label.height / 2 + gap
    beyond = abs(direction[0]) * label.width / 2 + abs(direction[1]) * label.height / 2 + gap
    ends = [end + beyond * direction, start - beyond * direction]
    fractions = [f for k in range(1, 10) for f in (1 - k / 20, k / 20)]
    return ends + [start + f * (end - start) + side * reach * normal for f in fractions for side in (1, -1)]
