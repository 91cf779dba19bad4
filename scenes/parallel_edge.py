"""The exception: a solution line parallel to an edge meets the diamond along the whole edge, and how rare that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from manim import DOWN, LEFT, RIGHT, Create, FadeIn, FadeOut, Flash, VGroup, VMobject

from sparsity.facts.parallel_edge import ParallelEdgeFacts
from sparsity.geometry import Hyperplane, first_contact, lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.marks import AnswerDot
from sparsity.stage.actors.moving_contact import MovingContact
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import SMALL, formula, prose
from sparsity.stage.pictures.contact_picture import ContactPictureScene
from sparsity.stage.planes.closeup import CloseUp
from sparsity.stage.writing.live_number import Readout
from sparsity.words.sentence import Value

_VERDICT = "At once one tip alone is smallest: $(a, b)$ {answer:=.4}."
# Half-width of a close-up in units of the gap that the turned line leaves at the losing tip.
_CLOSE_UP_GAPS = 3.0
_GAP = 0.3


class Magnified(NamedTuple):
    """A close-up of one tip, with its own line, ball and mark."""

    inset: CloseUp
    line: SolutionLine
    ball: NormBall
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

    facts_of = ParallelEdgeFacts
    facts: ParallelEdgeFacts

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

    # Beat 1

    def grow_the_diamond(self) -> None:
        """Grow the diamond towards a line that is parallel to one of its edges."""
        point, equation = self.facts.point, self.facts.equation
        headline = self.panel.headline("A line parallel to an edge", "Fit $y = a x + b$ to {point:.4}.", point=point)
        size = formula("abs(a) + abs(b) <= c", color=self.theme.l1)
        rows = self.panel.rows(headline, size, self.growth.level, self.growth.gap)
        self.first_panel = VGroup(headline, rows)
        slope = "falls" if self.facts.x > 0 else "rises"
        self.add(self.plane, headline)
        with self.beat("a-parallel-line", "A parallel line"):
            self.say(
                "All answers that fit {point:.4} lie on the line {equation}.",
                "All answers that fit lie on the line {equation}.",
                point=point,
                equation=equation,
            )
            self.play(Create(self.line_drawn), run_time=1.5)
            self.play(FadeIn(self.line_label), run_time=0.6)
            self.say("The line {slope} exactly as steeply as an edge of the diamond.", slope=slope)
            self.play(FadeIn(rows), run_time=0.8)
            self.play(self.growth.sweep(0, 0.9), run_time=3)

    # Beat 2

    def slide_along_the_edge(self) -> None:
        """Touch the line along a whole edge, and run along all the smallest answers."""
        first, last = self.facts.ends
        headline = self.panel.headline("First contact is a whole edge")
        a = Readout("a", self.facts.radius, color=self.theme.ink)
        b = Readout("b", self.facts.radius, color=self.theme.ink)
        size = Readout("abs(a) + abs(b)", self.facts.radius, color=self.theme.l1)
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
        with self.beat("a-whole-edge", "A whole edge"):
            self.say("First contact at c {radius:=}: the whole edge at once.", radius=self.facts.radius)
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
        facts = self.facts
        headline = self.panel.headline("Turn the line by a hair")
        x = Readout("x", 1, extra_decimals=2, color=self.theme.solution)
        level = Readout("c", self.facts.radius, extra_decimals=1, color=self.theme.l1)
        x.set_value(facts.x)
        level.set_value(facts.radius)
        # Beside each other if there is room, because the close-ups need what is below.
        numbers = VGroup(x, level).arrange(RIGHT, buff=0.6, aligned_edge=DOWN)
        if numbers.width > self.panel.column_width or self.panel.has_columns:
            numbers.arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        numbers.next_to(headline, DOWN, buff=0.4, aligned_edge=LEFT)
        below = VGroup(headline) if self.panel.has_columns else VGroup(headline, numbers)
        magnified = self.magnified = self.magnify_both_tips(self.panel.room_for_rows(below))
        touched = MovingContact(self.view, facts.contact)
        moving = (self.ball, self.line_drawn, touched, x, level)
        near = [part for one in magnified for part in (one.ball, one.line, one.contact)]

        def follow(x_now: float) -> None:
            # Not as facts: on its way the line passes what a story cannot be told about.
            line = Hyperplane.through_data_point(x_now, facts.y)
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

        follow(facts.x)
        with self.beat("a-hair-steeper", "A hair steeper"):
            self.say("The same picture, with both ends of the edge magnified.")
            self.add(touched)
            self.remove(*self.marks)
            self.play(FadeIn(headline, numbers, *(part for one in magnified for part in one)), run_time=0.8)
            self.say("Turn the line by a hair: x {steeper:=.4} instead of {x:.4}.", steeper=facts.steeper, x=facts.x)
            self.play(turn(facts.x, facts.steeper), run_time=2)
            self.say(_VERDICT, answer=facts.turned(facts.steeper).answers[0])
            self.wait(2)
        with self.beat("a-hair-flatter", "A hair flatter"):
            self.say("Turn it back and on, to x {flatter:=.4}.", flatter=facts.flatter)
            self.play(turn(facts.steeper, facts.x), run_time=1.2)
            self.wait(0.6)
            self.play(turn(facts.x, facts.flatter), run_time=2)
            self.say(_VERDICT, answer=facts.turned(facts.flatter).answers[0])
            self.wait(1)
            self.say("Only the exact angle ties: any turn, however small, breaks it.")
        self.play(FadeOut(headline, numbers, touched, *(part for one in magnified for part in one)), run_time=0.5)

    def magnify_both_tips(self, room: Region) -> list[Magnified]:
        """Put a close-up of each end of the edge side by side, left end left."""
        facts = self.facts
        half_width = _CLOSE_UP_GAPS * facts.hair * facts.radius
        names = [prose("near {end:~}", size=SMALL, color=self.theme.ink, end=end) for end in facts.ends]
        label_height = max(name.height for name in names) + 0.15
        side = min((room.width - _GAP) / 2, room.height - label_height)
        if max(name.width for name in names) > side:
            names = [formula("{end:~}", size=SMALL, color=self.theme.ink, end=end) for end in facts.ends]
        total = 2 * side + _GAP
        middle = (room.top + room.bottom + label_height) / 2
        result = []
        for index, (end, name) in enumerate(zip(facts.ends, names, strict=True)):
            center = (room.left + side / 2 + index * (total - side), middle)
            inset = CloseUp(self.view, end, half_width, Region.centred(center, side, side))
            name.next_to(inset.frame, DOWN, buff=0.15)
            result.append(
                Magnified(
                    inset,
                    SolutionLine(inset.view, facts.line),
                    NormBall(inset.view, 1, facts.radius, color=self.theme.l1),
                    MovingContact(inset.view, facts.contact),
                    name,
                )
            )
        return result

    # Beat 4

    def change_the_number(self) -> None:
        """Show the same tie at another y."""
        before = VGroup(self.plane, self.ball, self.line_drawn)
        facts = self.facts.with_another_number
        self.picture_contact(facts)
        self.show_again(
            before,
            "another-number",
            "Another number",
            headline=self.panel.headline("Not because of the number", "Fit {constraint}.", constraint=facts.constraint),
            opening=[("Was it the {old:.4}? Take the data point {point:.4} instead.",)],
            finding="Again a whole edge, now with $abs(a) + abs(b)$ {radius:=}.",
            old=self.facts.y,
            point=facts.point,
            radius=facts.radius,
        )

    # Beat 5

    def change_the_unit(self) -> None:
        """Show that another unit of x breaks the tie."""
        before = self.picture()
        here, there = self.facts.unit_names
        facts = self.facts.in_another_unit
        self.picture_contact(facts)
        conversion: dict[str, Value] = {"old": self.facts.x, "here": here, "new": facts.x, "there": there}
        self.show_again(
            before,
            "another-unit",
            "Another unit",
            headline=self.panel.headline(
                "The cause is $abs(x) = 1$",
                "Measure _x_ in {there}: [{old:.4w} {here} is {new:.4w} {there}].",
                **conversion,
            ),
            opening=[
                ("The cause is $abs(x) = 1$, and that depends on the unit of x.",),
                (
                    "{old:.4} {here} is {new:.4} {there}: the same data point is now {point:.4}.",
                    "The point is now {point:.4}.",
                ),
            ],
            finding="The same data, and one tip wins: $(a, b)$ {answer:=.4}.",
            point=facts.point,
            answer=facts.answers[0],
            **conversion,
        )

    def show_again(
        self,
        before: VGroup,
        identifier: str,
        name: str,
        *,
        headline: VGroup,
        opening: Sequence[tuple[str, ...]],
        finding: str,
        **values: Value,
    ) -> None:
        """Exchange the picture, and grow the diamond to the line once more."""
        level, gap = self.growth.level, self.growth.gap
        answers = self.answer_rows()
        between = [self.remark("along the whole edge")] if self.shown.is_tie else []
        rows = self.panel.rows(headline, level, gap, *answers, *between)
        with self.beat(identifier, name):
            for wordings in opening:
                wording, *shorter = wordings
                self.say(wording, *shorter, **values)
                if wordings == opening[0]:
                    self.play(FadeIn(headline), run_time=0.5)
            self.play(FadeOut(before), FadeIn(self.plane, self.line_drawn, self.line_label, level, gap), run_time=0.8)
            self.play(self.growth.sweep(0, 1), run_time=2)
            self.say(finding, **values)
            self.play(Flash(self.marks[-1], color=self.theme.contact, flash_radius=0.35), run_time=0.5)
            self.play(FadeIn(self.marks, self.answer_labels, *answers, *between), run_time=0.8)
            self.wait(1)
        self.play(FadeOut(headline, rows), run_time=0.4)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: the tie, when it happens and how likely that is."""
        before = self.picture()
        self.picture_contact()
        self.growth.set_fraction(1)
        headline = self.panel.headline("A tie needs $abs(x)$ to be exactly 1")
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
        with self.beat("summary", "Summary"):
            self.say("Larger $abs(x)$ keeps the slope a, smaller $abs(x)$ keeps the intercept b: one tip.")
            self.play(FadeOut(before), FadeIn(self.picture(), headline), run_time=0.8)
            self.play(FadeIn(*lines), run_time=0.8)
            self.say("Only $abs(x)$ exactly 1 ties; drawn from a continuous range, it never quite is.")
            self.play(FadeIn(chance), run_time=0.6)
            self.wait(2)
