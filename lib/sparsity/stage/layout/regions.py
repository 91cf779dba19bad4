"""Where things go: regions of the frame, computed from its aspect ratio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
from manim import Mobject, config

# Every aspect ratio gets the same area, so text takes the same share of the picture in all of them.
_AREA = 8.0 * 8.0 * 16 / 9
_SAFE_MARGIN = 0.04
_GUTTER = 0.55
# How high a headline of one line is, with its rule.
HEADLINE_HEIGHT = 1.05
# A frame that is wider than high, but by less than the second factor, has its headline over plane and panel.
_WIDE, _VERY_WIDE = 1.15, 1.6
# The most of the width that the plane takes.
_PLANE_SHARE = 0.56


@dataclass(frozen=True)
class Region:
    """An axis-parallel rectangle of the frame, in scene units."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, mobject: Mobject) -> Region:
        """The bounding box of a mobject."""
        points = mobject.get_all_points()
        (left, bottom), (right, top) = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
        return cls(float(left), float(bottom), float(right), float(top))

    @classmethod
    def centred(cls, center: npt.ArrayLike, width: float, height: float) -> Region:
        """The rectangle of a given size around a point."""
        x, y = np.asarray(center, dtype=np.float64)[:2]
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def width(self) -> float:
        """Horizontal extent."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Vertical extent."""
        return self.top - self.bottom

    @property
    def center(self) -> npt.NDArray[np.float64]:
        """Middle, as a manim point."""
        return np.array([(self.left + self.right) / 2, (self.bottom + self.top) / 2, 0.0])

    @property
    def lower(self) -> npt.NDArray[np.float64]:
        """Lower left corner (2,)."""
        return np.array([self.left, self.bottom])

    @property
    def upper(self) -> npt.NDArray[np.float64]:
        """Upper right corner (2,)."""
        return np.array([self.right, self.top])

    def grown(self, by: float, *, aside: float = 0.0) -> Region:
        """The same rectangle with each side moved outwards, left and right a little more if asked."""
        return Region(self.left - by - aside, self.bottom - by, self.right + by + aside, self.top + by)

    def towards(self, other: Region, share: float) -> Region:
        """The rectangle at a share of the way to another one, which is there at share 1.

        >>> Region(0, 0, 1, 1).towards(Region(2, 0, 5, 3), 0.5)
        Region(left=1.0, bottom=0.0, right=3.0, top=2.0)
        """
        (left, bottom), (right, top) = (
            (1 - share) * here + share * there for here, there in ((self.lower, other.lower), (self.upper, other.upper))
        )
        return Region(float(left), float(bottom), float(right), float(top))

    def contains(self, other: Region) -> bool:
        """Tell whether another rectangle lies inside this one."""
        return bool(np.all(self.lower <= other.lower) and np.all(other.upper <= self.upper))

    def overlaps(self, other: Region) -> bool:
        """Tell whether two rectangles share more than an edge."""
        return bool(np.all(self.lower < other.upper) and np.all(other.lower < self.upper))


@runtime_checkable
class Bordered(Protocol):
    """A plane with a border: what stands on it stays inside, what belongs to it stands outside."""

    @property
    def border(self) -> Region:
        """The part of the frame that it shows something on."""


@dataclass(frozen=True)
class Layout:
    """The regions of one frame: a square for the plane, and a panel beside or below it.

    Where the headline does not stand in the panel, there is a strip for it over both.
    """

    safe: Region
    plane: Region
    panel: Region
    headline: Region | None = None

    @property
    def room_for_labels(self) -> Region:
        """Where labels on the plane may reach: the plane's whole strip, but not the panel."""
        if self.panel.left >= self.plane.right:
            top = self.safe.top if self.headline is None else self.headline.bottom
            return Region(self.safe.left, self.safe.bottom, self.plane.right + _GUTTER / 2, top)
        return Region(self.safe.left, self.plane.bottom, self.safe.right, self.safe.top)


def fit_frame_to_pixels() -> None:
    """Give manim's frame the aspect ratio of its pixels, which it does not do by itself."""
    aspect = config.pixel_width / config.pixel_height
    config.frame_height = (_AREA / aspect) ** 0.5
    config.frame_width = config.frame_height * aspect


def current_layout() -> Layout:
    """Compute the regions of manim's current frame."""
    width, height = config.frame_width, config.frame_height
    margin = _SAFE_MARGIN
    safe = Region.centred((0, 0), width * (1 - 2 * margin), height * (1 - 2 * margin))
    headline = None
    if width / height > _WIDE:
        room = safe
        if width / height < _VERY_WIDE:
            headline = Region(safe.left, safe.top - HEADLINE_HEIGHT, safe.right, safe.top)
            room = Region(safe.left, safe.bottom, safe.right, headline.bottom)
        side = min(room.height, _PLANE_SHARE * room.width)
        plane = Region.centred((room.left + side / 2, room.center[1]), side, side)
        panel = Region(plane.right + _GUTTER, plane.bottom, safe.right, plane.top)
    else:
        side = min(safe.width, 0.62 * safe.height)
        plane = Region.centred((0, safe.top - side / 2), side, side)
        panel = Region(safe.left, safe.bottom, safe.right, plane.bottom - 0.3)
    return Layout(safe, plane, panel, headline)
