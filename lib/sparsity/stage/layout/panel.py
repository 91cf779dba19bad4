"""The panel: one headline, and below or beside it a few formulas and live numbers."""

from __future__ import annotations

from manim import DOWN, LEFT, UP, Line, VGroup, VMobject

from sparsity.stage.layout.regions import Layout, Region
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.theme import Theme
from sparsity.stage.look.typography import BODY, HEADLINE, Prose, prose
from sparsity.words.sentence import Sentence, Value

_ROW_GAP = 0.5
_COLUMN_GAP = 0.6
# The grid of all headlines: the first baseline below the top of the panel, and the rule below the last baseline.
_FIRST_BASELINE = 0.36
_RULE_BELOW = 0.42
_REMARK_GAP = 0.35
# Share of the room below a headline that rows take where they share it with a picture.
_ROWS_SHARE = 0.36
# Share of the panel's height that a headline with a remark usually takes.
_USUAL_HEADLINE = 0.24


class Headline(Prose):
    """What a picture is about, in large type."""

    @property
    def has_one_line(self) -> bool:
        """Whether it fits one line."""
        return self.height < 1.5 * self.em


class Panel:
    """Composes what a beat says within one region of the frame.

    A region that is much wider than high gets two columns, headline left and rows right, unless it is
    for one column; any other gets the headline at its top and the rows below.

    Parameters
    ----------
    region
        Where the panel is.
    theme
        Colours.
    one_column
        Never set two columns, as for a strip that holds a headline only.
    headline
        Where headlines stand if not in the panel.
    """

    def __init__(
        self, region: Region, theme: Theme, *, one_column: bool = False, headline: Region | None = None
    ) -> None:
        self.region = region
        self.strip = headline
        self.theme = theme
        self.has_columns = region.width > 1.8 * region.height and not one_column
        self.column_width = (region.width - _COLUMN_GAP) / 2 if self.has_columns else region.width

    @classmethod
    def of_frame(cls, layout: Layout, theme: Theme) -> Panel:
        """The panel of a frame, whose headlines stand where the frame has its place for them."""
        return cls(layout.panel, theme, headline=layout.headline)

    def headline(self, words: str, remark: str = "", /, **values: Value) -> VGroup:
        """Set a headline and, below it, a remark in smaller type; both are templates of `sparsity.words.sentence`."""
        region = self.strip or self.region
        width = self.strip.width if self.strip else self.column_width
        title = Headline(Sentence(words, values), HEADLINE, self.theme.ink, width, is_bold=True)
        # On the grid by its baselines: some letters reach higher than others, some lower.
        above, below = title.baselines
        title.move_to((region.left, region.top - _FIRST_BASELINE + above, 0), aligned_edge=UP + LEFT)
        rule = Line().set_length(1.2).set_stroke(self.theme.muted, THIN_STROKE)
        last_baseline = float(title.get_bottom()[1]) + below
        rule.move_to((region.left, last_baseline - _RULE_BELOW, 0), aligned_edge=LEFT)
        parts = VGroup(title, rule)
        if remark:
            told = prose(Sentence(remark, values), size=BODY, color=self.theme.ink, width=self.column_width)
            if self.strip:
                told.move_to((self.region.left, self.region.top, 0), aligned_edge=UP + LEFT)
            else:
                told.next_to(rule, DOWN, buff=_REMARK_GAP).align_to(rule, LEFT)
            parts.add(told)
        return parts

    def room_for_rows(self, headline: VGroup) -> Region:
        """What a headline leaves free: the right column, or everything below it."""
        region = self.region
        if self.has_columns:
            return Region(region.right - self.column_width, region.bottom, region.right, region.top)
        lowest = float(headline.get_bottom()[1])
        top = region.top if lowest >= region.top else lowest - _ROW_GAP
        return Region(region.left, region.bottom, region.right, top)

    def picture_and_rows(self, headline: VGroup) -> tuple[Region, Region]:
        """Divide what a headline leaves free: room for a picture, and for a few rows.

        These are under it, beside it or, where there are two columns, under the headline.
        """
        room = self.room_for_rows(headline)
        if self.has_columns:
            region = self.region
            top = float(headline.get_bottom()[1]) - _ROW_GAP
            return room, Region(region.left, region.bottom, region.left + self.column_width, top)
        if room.height > room.width:
            middle = room.bottom + _ROWS_SHARE * room.height
            return Region(room.left, middle, room.right, room.top), Region(room.left, room.bottom, room.right, middle)
        middle = room.right - _ROWS_SHARE * room.width
        return Region(room.left, room.bottom, middle, room.top), Region(middle, room.bottom, room.right, room.top)

    def rows(self, headline: VGroup, *rows: VMobject) -> VGroup:
        """Arrange rows under each other, left-aligned, in the room that a headline leaves.

        Under a headline of usual height they stand in the same place in every beat.
        """
        room = self.room_for_rows(headline)
        # All shrink together: type sizes mean something.
        scale = min(1.0, room.width / max(row.width for row in rows))
        if scale < 1:
            for row in rows:
                row.scale(scale)
        spare = room.height - sum(row.height for row in rows)
        gap = min(_ROW_GAP, spare / max(1, len(rows) - 1))
        stack = VGroup(*rows).arrange(DOWN, buff=gap, aligned_edge=LEFT)
        if self.has_columns:
            return stack.move_to((room.left, room.top, 0), aligned_edge=UP + LEFT)
        usual = 0 if self.strip else _USUAL_HEADLINE
        top = min(room.top, self.region.top - usual * self.region.height)
        # What is too high for that begins right under the headline.
        top = min(room.top, max(top, room.bottom + stack.height))
        return stack.move_to((room.left, top, 0), aligned_edge=UP + LEFT)

    def below(self, above: VMobject, *rows: VMobject) -> VGroup:
        """Arrange rows under one that stays where it is, left-aligned and all of them in the panel."""
        left, top = float(above.get_left()[0]), float(above.get_bottom()[1])
        width, height = self.region.right - left, top - self.region.bottom
        stack = VGroup(*rows)
        scale = min(1.0, width / max(row.width for row in rows), height / sum(row.height for row in rows))
        if scale < 1:
            for row in rows:
                row.scale(scale)
        gap = min(_ROW_GAP, (height - sum(row.height for row in rows)) / len(rows))
        stack.arrange(DOWN, buff=gap, aligned_edge=LEFT)
        return stack.move_to((left, top - gap, 0), aligned_edge=UP + LEFT)
