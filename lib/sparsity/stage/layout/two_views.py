"""A layout for two square views of the same thing: side by side, or one above the other in tall frames."""

from __future__ import annotations

from dataclasses import dataclass

from manim import DOWN, LEFT, RIGHT, UP, VGroup, VMobject

from sparsity.stage.layout.regions import HEADLINE_HEIGHT, Region

_GAP = 0.55
_ROW_GAP = 0.5
_SMALLEST_GAP = 0.15
# Room for live numbers under a view.
_STRIP = 0.95


@dataclass(frozen=True)
class TwoViews:
    """The regions of one frame: a headline, two views of equal size, and a strip for words under each."""

    headline: Region
    first: Region
    second: Region
    under_first: Region
    under_second: Region

    @classmethod
    def within(cls, safe: Region) -> TwoViews:
        """Divide the safe area of a frame."""
        if safe.width > 0.85 * safe.height:
            return cls._side_by_side(safe)
        return cls._stacked(safe)

    @classmethod
    def _side_by_side(cls, safe: Region) -> TwoViews:
        width = (safe.width - _GAP) / 2
        height = min(width, safe.height - HEADLINE_HEIGHT - _STRIP)
        # What a square frame leaves over goes above and below the views.
        top = safe.top - HEADLINE_HEIGHT - (safe.height - HEADLINE_HEIGHT - _STRIP - height) / 2
        headline = Region(safe.left, safe.top - HEADLINE_HEIGHT, safe.right, safe.top)
        first = Region(safe.left, top - height, safe.left + width, top)
        second = Region(safe.right - width, top - height, safe.right, top)
        return cls(headline, first, second, *(_below(view, safe.bottom) for view in (first, second)))

    @classmethod
    def _stacked(cls, safe: Region) -> TwoViews:
        height = (safe.height - HEADLINE_HEIGHT) / 2 - _STRIP
        views = []
        for top in (safe.top - HEADLINE_HEIGHT, safe.bottom + _STRIP + height):
            views.append(Region(safe.left, top - height, safe.right, top))
        headline = Region(safe.left, safe.top - HEADLINE_HEIGHT, safe.right, safe.top)
        strips = (_below(view, view.bottom - _STRIP) for view in views)
        return cls(headline, *views, *strips)


def line_up(region: Region, *rows: VMobject) -> VGroup:
    """Arrange short rows at the top of a region: next to each other or under each other, as they stay larger."""
    room = Region(region.left, region.bottom, region.right, region.top - _ROW_GAP / 2)
    group = VGroup(*rows).arrange(DOWN, buff=_ROW_GAP / 2, aligned_edge=LEFT)
    shrunk_if_stacked = _factor(group, room)
    group.arrange(RIGHT, buff=_ROW_GAP, aligned_edge=DOWN)
    if _factor(group, room) < shrunk_if_stacked:
        group.arrange(DOWN, buff=_ROW_GAP / 2, aligned_edge=LEFT)
    return group.scale(_factor(group, room)).move_to((room.center[0], room.top, 0), aligned_edge=UP)


def pile_up(region: Region, *rows: VMobject) -> VGroup:
    """Arrange rows under each other, left-aligned, in the middle of a region; they close up before they shrink."""
    spare = (region.height - sum(row.height for row in rows)) / max(1, len(rows) - 1)
    gap = min(_ROW_GAP, max(_SMALLEST_GAP, spare))
    group = VGroup(*rows).arrange(DOWN, buff=gap, aligned_edge=LEFT)
    return group.scale(_factor(group, region)).move_to(region.center)


def _below(view: Region, bottom: float) -> Region:
    return Region(view.left, bottom, view.right, view.bottom)


def _factor(group: VGroup, room: Region) -> float:
    """How much a group has to shrink, if at all, to fit."""
    return min(1.0, room.width / group.width, room.height / group.height)
