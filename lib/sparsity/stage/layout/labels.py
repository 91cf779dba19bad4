"""Putting a label next to its actor without covering any other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import Mobject, VGroup, VMobject

from sparsity.geometry import clip_segments
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.typography import Typeset, smallest_em

Points = npt.NDArray[np.float64]

CLEARANCE = 0.1
SMALLEST_SCALE = 0.85


def outline_segments(bezier_points: Points) -> tuple[Points, Points]:
    """Start and end points (n, 2) of short straight pieces along the curves that manim stores (4 m, 3)."""
    curves = bezier_points[: len(bezier_points) // 4 * 4].reshape(-1, 4, 3)[:, :, :2]
    t = np.linspace(0, 1, 5)[None, :, None]
    a, b, c, d = (curves[:, i, None, :] for i in range(4))
    along = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    return along[:, :-1].reshape(-1, 2), along[:, 1:].reshape(-1, 2)


def crosses(mobject: Mobject, box: Region) -> bool:
    """Tell whether any curve of a mobject, or of its parts, runs through a rectangle."""
    for part in mobject.family_members_with_points():
        if Region.around(part).grown(1e-9).overlaps(box):
            inside, _ = clip_segments(*outline_segments(part.points), box.lower, box.upper)
            if len(inside):
                return True
    return False


def place_clear(
    label: VMobject,
    anchors: Sequence[npt.ArrayLike],
    *,
    within: Region,
    curves: Sequence[Mobject] = (),
    texts: Sequence[Mobject] = (),
    borders: Sequence[Region] = (),
) -> VMobject:
    """Move a label to the first anchor where it touches nothing, at a smaller size if it must, and return it.

    Better no label than one that hides something: where there is no room, an empty group is returned.

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
    borders
        Borders of planes: it has to stay inside, or outside altogether.

    Returns
    -------
    VMobject
        The label in its place, or nothing.
    """
    # Words need more space to their left and right than above, or they read as one.
    occupied = [Region.around(text).grown(0, aside=CLEARANCE) for text in texts if text.family_members_with_points()]
    for scale in (1.0, max(SMALLEST_SCALE, min(1.0, _smallest_readable(label)))):
        width, height = scale * label.width, scale * label.height
        for anchor in anchors:
            box = Region.centred(anchor, width, height)
            roomy = box.grown(CLEARANCE)
            if not within.contains(box) or any(other.overlaps(roomy) for other in occupied):
                continue
            if any(border.overlaps(box) and not border.contains(box) for border in borders):
                continue
            if any(crosses(curve, roomy) for curve in curves):
                continue
            x, y = np.asarray(anchor, dtype=np.float64)[:2]
            label.scale(scale).move_to((x, y, 0))
            return label
    return VGroup()


def _smallest_readable(label: VMobject) -> float:
    """How far a label may shrink."""
    return smallest_em() / min((part.em for part in label.get_family() if isinstance(part, Typeset)), default=1.0)


def beside_point(label: Mobject, point: Points, gap: float, away: Points | None = None) -> list[Points]:
    """Centres that put a label next to a point, closest first, upper right before the other corners.

    With a direction (3,) those as close as each other are in order of how far they lie that way.
    """
    reach = np.array([label.width / 2 + gap, label.height / 2 + gap])
    # On the outline of ever larger rectangles around the point, corners before middles.
    ways = [(x, y) for x in (1, 0.75, 0.5, 0.25, 0) for y in (1, 0.5, 0) if max(x, y) == 1]
    sides = [np.multiply(way, sign) for way in ways for sign in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
    if away is not None:
        direction = away[:2]
        sides.sort(key=lambda side: -float(side @ direction))
    rings = (reach + more for more in (0.0, 0.15, 0.35, 0.6))
    return [point + [*(ring * side), 0] for ring in rings for side in sides]


def along_edge(label: Mobject, region: Region, near: Points, gap: float) -> list[Points]:
    """Centres that put a label on top of a rectangle, nearest to a point first."""
    y = region.top + gap + label.height / 2
    places = [np.array([x, y, 0.0]) for x in np.linspace(region.left, region.right, 41)]
    return sorted(places, key=lambda place: abs(place[0] - near[0]))


def along_line(label: Mobject, start: Points, end: Points, gap: float) -> list[Points]:
    """Centres that put a label beside a segment, near its ends first, on either side."""
    direction = (end - start) / np.linalg.norm(end - start)
    normal = np.array([-direction[1], direction[0], 0.0])
    reach = abs(normal[0]) * label.width / 2 + abs(normal[1]) * label.height / 2 + gap
    beyond = abs(direction[0]) * label.width / 2 + abs(direction[1]) * label.height / 2 + gap
    ends = [end + beyond * direction, start - beyond * direction]
    fractions = [f for k in range(1, 10) for f in (1 - k / 20, k / 20)]
    return ends + [start + f * (end - start) + side * reach * normal for f in fractions for side in (1, -1)]
