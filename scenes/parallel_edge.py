"""The exception: a solution line parallel to an edge meets the diamond along the whole edge, and how rare that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from manim import DOWN, LEFT, RIGHT, Create, FadeIn, FadeOut, Flash, VGroup, VMobject

from sparsity.facts.settings import checked_data_point, checked_number, checked_words
from sparsity.geometry import Hyperplane, first_contact, lp_norm
from sparsity.stage.actors.balls import CutBall
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.marks import AnswerDot
from sparsity.stage.actors.moving_contact import MovingContact
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import SMALL, formula, inline, plain, prose
from sparsity.stage.pictures.contact_picture import ContactPictureScene
from sparsity.stage.planes.closeup import CloseUp
from sparsity.stage.telling.story import Description
from sparsity.stage.writing.live_number import Readout
from sparsity.words.notation import (
    as_plain_text,
    constraint,
    equal_to,
    format_number,
    format_point,
    line_through,
    number_in_words,
    point_or_about,
    weights_equal,
)

_SMALLEST_HAIR, _LARGEST_HAIR = 0.001, 0.1
_LARGEST = 1e9
_LARGEST_RATIO = 1e6
_LONGEST_UNIT = 12
# Half-width of a close-up in units of the gap that the turned line leaves at the losing tip.
_CLOSE_UP_GAPS = 3.0
_GAP = 0.3


class Magnified(NamedTuple):
    """A close-up of one tip, with its own line, ball and mark."""

    inset: CloseUp
    line: SolutionLine
    ball: CutBall
    contact: MovingContact
    name: VMobject


class ParallelEdge(ContactPictureScene):
    """When the smallest answer in the L1 norm is not unique, and why that has probability zero.

    Attributes
    ----------
    data_point
        The data point (x, y); x has to be 1 or −1, because for no other x is the line parallel to an edge. y is
        finite and not 0.
    hair
        By how much |x| is made larger and smaller to turn the line; from 0.001 to 0.1, so that the turn is small and
        can still be shown.
    other_y
        Another y, to show that the tie does not depend on it; finite, not 0, and of another size than the y of the
        data point in its first four digits.
    units
        Names of two units of x, of at most 12 letters: the one in which |x| is 1, and another.
    unit_ratio
        How many of the other unit make one; from 0.000001 to 1 000 000, and at least a factor of 2 away from 1.
    """

    data_point = (1, 1000)
    hair = 0.02
    other_y: float = 5
    units = ("cm", "mm")
    unit_ratio: float = 10

    def check_settings(self) -> None:
        """Refuse numbers for which there is no tie, or no way to break it."""
        super().check_settings()
        if abs(self.x) != 1:
            raise ValueError(
                f"data_point (x, y) must have x = 1 or x = -1, not {self.data_point!r}: for any other x the solution "
                "line is parallel to no edge of the diamond, and a single tip is the smallest answer"
            )
        try:
            _, other_y = checked_data_point((self.x, self.other_y))
        except ValueError as error:
            raise ValueError(
                f"other_y must be a finite number other than 0, from 1e-15 in size, not {self.other_y!r}"
            ) from error
        if format_number(abs(other_y), 4) == format_number(abs(self.y), 4):
            raise ValueError(
                f"other_y must differ in size from the y of data_point in its first four digits, not {self.other_y!r}"
            )
        for name, y in (("data_point", self.y), ("other_y", other_y)):
            if abs(y) >= _LARGEST:
                raise ValueError(
                    f"{name} must keep |y| below {_LARGEST:g}, so that captions have room for it, "
                    f"not {getattr(self, name)!r}"
                )
        checked_number(self.hair, "hair", _SMALLEST_HAIR, _LARGEST_HAIR)
        ratio = checked_number(self.unit_ratio, "unit_ratio", 1 / _LARGEST_RATIO, _LARGEST_RATIO)
        if 1 / 2 < ratio < 2:
            raise ValueError(f"unit_ratio must be at least 2 or at most 1/2, not {self.unit_ratio!r}")
        if not isinstance(self.units, tuple | list) or len(self.units) != 2:
            raise ValueError(f"units must be two names, such as ('cm', 'mm'), not {self.units!r}")
        first, second = self.unit_names = [checked_words(unit, "units") for unit in self.units]
        if max(len(first), len(second)) > _LONGEST_UNIT or first == second:
            raise ValueError(
                f"units must be two different names of at most {_LONGEST_UNIT} letters, not {self.units!r}"
            )

    def describe(self) -> Description:
        """Say what holds for every line that is parallel to an edge."""
        return Description(
            "The exception: a parallel edge",
            "A line parallel to an edge is touched along the whole edge; the slightest turn breaks the tie.",
        )

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.picture_contact()
        self.grow_the_diamond()
        self.slide_along_the_edge()
        self.turn_by_a_hair()
        self.change_the_number()
        self.change_the_unit()
        self.sum_up()

    def picture(self) -> VGroup:
        """The plane with the diamond at contact, its marks and its labels, as it is now."""
        return VGroup(self.plane, self.ball, self.line_drawn, self.line_label, self.marks, self.answer_labels)

    def turn_to(self, x: float, y: float) -> None:
        """Go on with another data point."""
        self.x, self.y = x, y
        self.line = Hyperplane.through_data_point(x, y)
        self.picture_contact()

    # Beat 1

    def grow_the_diamond(self) -> None:
        """Grow the diamond towards a line that is parallel to one of its edges."""
        point = (self.x, self.y)
        headline = self.panel.headline(
            "A line parallel to an edge", f"Fit {inline('y = a x + b')} to {inline(point_or_about(point, 4))}."
        )
        size = formula("abs(a) + abs(b) <= c", color=self.theme.l1)
        rows = self.panel.rows(headline, size, self.growth.level, self.growth.gap)
        self.first_panel = VGroup(headline, rows)
        slope = "falls" if self.x > 0 else "rises"
        self.add(self.plane, headline)
        with self.beat("A parallel line"):
            self.say(
                f"All answers that fit {as_plain_text(point_or_about(point, 4))} lie on the line "
                f"{as_plain_text(line_through(self.x, self.y))}.",
                f"All answers that fit lie on the line {as_plain_text(line_through(self.x, self.y))}.",
            )
            self.play(Create(self.line_drawn), run_time=1.5)
            self.play(FadeIn(self.line_label), run_time=0.6)
            self.say(f"The line {slope} exactly as steeply as an edge of the diamond.")
            self.play(FadeIn(rows), run_time=0.8)
            self.play(self.growth.sweep(0, 0.9), run_time=3)

    # Beat 2

    def slide_along_the_edge(self) -> None:
        """Touch the line along a whole edge, and run along all the smallest answers."""
        first, last = sorted(self.answers, key=lambda answer: float(answer[0]))
        headline = self.panel.headline("First contact is a whole edge")
        a = Readout("a", self.radius, color=self.theme.ink)
        b = Readout("b", self.radius, color=self.theme.ink)
        size = Readout("abs(a) + abs(b)", self.radius, color=self.theme.l1)
        sparse = self.remark("Only the two ends are _sparse_.")
        rows = self.panel.rows(headline, a, b, size, sparse)
        dot = AnswerDot(self.view, first)
        moving = (dot, a, b, size)

        def follow(fraction: float) -> None:
            weights = (1 - fraction) * first + fraction * last
            dot.move_to(self.view.at(weights))
            a.set_value(weights[0])
            b.set_value(weights[1])
            size.set_value(float(lp_norm(weights, 1)))

        follow(0.5)
        with self.beat("A whole edge"):
            self.say(f"First contact at c {as_plain_text(equal_to(self.radius))}: the whole edge at once.")
            self.play(self.growth.sweep(0.9, 1), run_time=1.5)
            self.play(FadeOut(self.first_panel), run_time=0.4)
            self.play(FadeIn(self.marks, headline), run_time=0.6)
            self.say("Every point of the edge fits, and all are equally small.")
            self.play(FadeIn(*moving), run_time=0.5)
            self.play(Sweep(*moving, follow=follow, start=0.5, end=1), run_time=1.5)
            self.play(Sweep(*moving, follow=follow, start=1, end=0), run_time=3)
            self.say("Infinitely many smallest answers; only the two ends are sparse.")
            self.play(FadeIn(sparse, self.answer_labels), run_time=0.8)
            self.say("Asked for the smallest, an L1 solver may return any of them.")
            self.play(Sweep(*moving, follow=follow, start=0, end=0.7), run_time=1.5)
        self.play(FadeOut(headline, rows, dot, self.answer_labels, self.line_label), run_time=0.5)

    # Beat 3

    def turn_by_a_hair(self) -> None:
        """Turn the line a little both ways, with both tips magnified, and regrow the diamond at every angle."""
        steeper, flatter = (math.copysign(1 + turn, self.x) for turn in (self.hair, -self.hair))
        headline = self.panel.headline("Turn the line by a hair")
        x = Readout("x", 1, extra_decimals=2, color=self.theme.solution)
        level = Readout("c", self.radius, extra_decimals=1, color=self.theme.l1)
        x.set_value(self.x)
        level.set_value(self.radius)
        # Beside each other if there is room, because the close-ups need what is below.
        numbers = VGroup(x, level).arrange(RIGHT, buff=0.6, aligned_edge=DOWN)
        if numbers.width > self.panel.column_width or self.panel.has_columns:
            numbers.arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        numbers.next_to(headline, DOWN, buff=0.4, aligned_edge=LEFT)
        below = VGroup(headline) if self.panel.has_columns else VGroup(headline, numbers)
        magnified = self.magnified = self.magnify_both_tips(self.panel.room_for_rows(below))
        touched = MovingContact(self.view, first_contact(self.line, 1))
        moving = (self.ball, self.line_drawn, touched, x, level)
        near = [part for one in magnified for part in (one.ball, one.line, one.contact)]

        def follow(x_now: float) -> None:
            line = Hyperplane.through_data_point(x_now, self.y)
            contact = first_contact(line, 1)
            x.set_value(x_now)
            level.set_value(contact.radius)
            self.ball.set_radius(contact.radius)
            self.line_drawn.turn_to(line)
            touched.set_contact(contact)
            for one in magnified:
                one.ball.set_radius(contact.radius)
                one.line.turn_to(line)
                one.contact.set_contact(contact)

        def turn(start: float, end: float) -> Sweep:
            return Sweep(*moving, *near, follow=follow, start=start, end=end)

        follow(self.x)
        with self.beat("A hair steeper"):
            self.say("The same picture, with both ends of the edge magnified.")
            self.add(touched)
            self.remove(*self.marks)
            self.play(FadeIn(headline, numbers, *(part for one in magnified for part in one)), run_time=0.8)
            turned = as_plain_text(equal_to(steeper, 4))
            self.say(f"Turn the line by a hair: x {turned} instead of {number_in_words(self.x)}.")
            self.play(turn(self.x, steeper), run_time=2)
            self.say(self.verdict(steeper))
            self.wait(2)
        with self.beat("A hair flatter"):
            self.say(f"Turn it back and on, to x {as_plain_text(equal_to(flatter, 4))}.")
            self.play(turn(steeper, self.x), run_time=1.2)
            self.wait(0.6)
            self.play(turn(self.x, flatter), run_time=2)
            self.say(self.verdict(flatter))
            self.wait(1)
            self.say("Only the exact angle ties: any turn, however small, breaks it.")
        self.play(FadeOut(headline, numbers, touched, *(part for one in magnified for part in one)), run_time=0.5)

    def magnify_both_tips(self, room: Region) -> list[Magnified]:
        """Put a close-up of each end of the edge side by side, left end left."""
        half_width = _CLOSE_UP_GAPS * self.hair * self.radius
        ends = sorted(self.answers, key=lambda answer: float(answer[0]))
        names = [prose(f"near {inline(format_point(end))}", size=SMALL, color=self.theme.ink) for end in ends]
        label_height = max(name.height for name in names) + 0.15
        side = min((room.width - _GAP) / 2, room.height - label_height)
        if max(name.width for name in names) > side:
            names = [formula(format_point(end), size=SMALL, color=self.theme.ink) for end in ends]
        total = 2 * side + _GAP
        middle = (room.top + room.bottom + label_height) / 2
        result = []
        for index, (end, name) in enumerate(zip(ends, names, strict=True)):
            center = (room.left + side / 2 + index * (total - side), middle)
            inset = CloseUp(self.view, end, half_width, Region.centred(center, side, side))
            name.next_to(inset.frame, DOWN, buff=0.15)
            result.append(
                Magnified(
                    inset,
                    SolutionLine(inset.view, self.line),
                    CutBall(inset.view, 1, self.radius, color=self.theme.l1),
                    MovingContact(inset.view, first_contact(self.line, 1)),
                    name,
                )
            )
        return result

    def verdict(self, x: float) -> str:
        """Say which tip alone is the smallest answer once the line has been turned."""
        contact = first_contact(Hyperplane.through_data_point(x, self.y), 1)
        return f"At once one tip alone is smallest: {as_plain_text(weights_equal(contact.vertices[0], 4))}."

    # Beat 4

    def change_the_number(self) -> None:
        """Show the same tie at another y."""
        before = VGroup(self.plane, self.ball, self.line_drawn)
        old_y = number_in_words(self.y)
        self.turn_to(self.x, float(self.other_y))
        point = as_plain_text(point_or_about((self.x, self.y), 4))
        self.show_again(
            before,
            name="Another number",
            headline=self.panel.headline("Not because of the number", f"Fit {inline(constraint(self.x, self.y))}."),
            opening=[(f"Was it the {old_y}? Take the data point {point} instead.",)],
            finding=f"Again a whole edge, now with |a| + |b| {as_plain_text(equal_to(self.radius))}.",
        )

    # Beat 5

    def change_the_unit(self) -> None:
        """Show that another unit of x breaks the tie."""
        before = self.picture()
        here, there = self.unit_names
        old, new = (number_in_words(x) for x in (self.x, self.x * self.unit_ratio))
        self.turn_to(self.x * self.unit_ratio, self.y)
        point = as_plain_text(point_or_about((self.x, self.y), 4))
        self.show_again(
            before,
            name="Another unit",
            headline=self.panel.headline(
                f"The cause is {inline('abs(x) = 1')}",
                f"Measure _x_ in {plain(there)}: #box[{plain(f'{old} {here} is {new} {there}')}].",
            ),
            opening=[
                ("The cause is |x| = 1, and that depends on the unit of x.",),
                (f"{old} {here} is {new} {there}: the same data point is now {point}.", f"The point is now {point}."),
            ],
            finding=f"The same data, and one tip wins: {as_plain_text(weights_equal(self.answers[0], 4))}.",
        )

    def show_again(
        self, before: VGroup, *, name: str, headline: VGroup, opening: Sequence[tuple[str, ...]], finding: str
    ) -> None:
        """Exchange the picture, and grow the diamond to the line once more."""
        level, gap = self.growth.level, self.growth.gap
        answers = self.answer_rows()
        between = [self.remark("along the whole edge")] if self.is_tie else []
        rows = self.panel.rows(headline, level, gap, *answers, *between)
        with self.beat(name):
            for wordings in opening:
                self.say(*wordings)
                if wordings == opening[0]:
                    self.play(FadeIn(headline), run_time=0.5)
            self.play(FadeOut(before), FadeIn(self.plane, self.line_drawn, self.line_label, level, gap), run_time=0.8)
            self.play(self.growth.sweep(0, 1), run_time=2)
            self.say(finding)
            self.play(Flash(self.marks[-1], color=self.theme.contact, flash_radius=0.35), run_time=0.5)
            self.play(FadeIn(self.marks, self.answer_labels, *answers, *between), run_time=0.8)
            self.wait(1)
        self.play(FadeOut(headline, rows), run_time=0.4)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: the tie, when it happens and how likely that is."""
        before = self.picture()
        x, y = self.data_point
        self.turn_to(float(x), float(y))
        self.growth.set_fraction(1)
        headline = self.panel.headline(f"A tie needs {inline('abs(x)')} to be exactly 1")
        cases = [formula(f"abs(x) {sign} 1: quad", color=self.theme.ink) for sign in (">", "=", "<")]
        results = [
            formula('b = 0 thick "(a tip)"', color=self.theme.contact),
            formula('"the whole edge"', color=self.theme.contact),
            formula('a = 0 thick "(a tip)"', color=self.theme.contact),
        ]
        lines = []
        column = max(case.width for case in cases) + 0.3
        for case, result in zip(cases, results, strict=True):
            result.next_to(case, RIGHT, buff=column - case.width)
            lines.append(VGroup(case, result))
        chance = self.remark("An _x_ drawn at random from a continuous range: probability zero.")
        self.panel.rows(headline, *lines, chance)
        with self.beat("Summary"):
            self.say("Larger |x| keeps the slope a, smaller |x| keeps the intercept b: one tip.")
            self.play(FadeOut(before), FadeIn(self.picture(), headline), run_time=0.8)
            self.play(FadeIn(*lines), run_time=0.8)
            self.say("Only |x| exactly 1 ties; drawn from a continuous range, it never quite is.")
            self.play(FadeIn(chance), run_time=0.6)
            self.wait(2)
