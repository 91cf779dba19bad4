"""The exception: a solution line parallel to an edge meets the diamond along the whole edge, and how rare that is."""

from __future__ import annotations

from typing import NamedTuple

from manim import DOWN, LEFT, RIGHT, Create, FadeIn, FadeOut, VGroup, VMobject

from sparsity.facts.line import WEIGHTS, ContactFacts
from sparsity.facts.parallel_edge import ParallelEdgeFacts
from sparsity.geometry import Hyperplane, first_contact, lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.marks import AnswerDot
from sparsity.stage.actors.moving_contact import MovingContact
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, SMALL, Typeset, formula, prose
from sparsity.stage.pictures.contact_picture import ContactPictureScene
from sparsity.stage.planes.closeup import CloseUp
from sparsity.stage.writing.live_number import Readout

# Half-width of a close-up in units of the gap that the turned line leaves at the losing tip.
_CLOSE_UP_GAPS = 3.0
_GAP = 0.3
# Between a line and what is said of it.
_CASE_GAP = 0.18


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
        # One contact for all that follows, wherever it moves.
        self.touched = MovingContact(self.view, self.facts.contact)
        self.marks = VGroup(self.touched)
        self.grow_the_diamond()
        self.slide_along_the_edge()
        self.turn_by_a_hair()
        self.look_for_the_cause()
        self.sum_up()

    def take(self, x: float, y: float) -> None:
        """Take the line of another data point, and regrow the diamond to it."""
        # Not as facts: on its way the line passes what a story cannot be told about.
        line = Hyperplane.through_data_point(x, y)
        contact = first_contact(line, 1)
        self.ball.set_radius(contact.radius)
        self.line_drawn.turn_to(line)
        self.touched.set_contact(contact)

    def go_on_to(self, facts: ContactFacts, run_time: float) -> None:
        """Run from the data point shown to that of other facts, at a steady rate, and the window with it."""
        before, self.shown = self.shown, facts
        (x, y), (new_x, new_y) = before.point, facts.point
        if y * new_y < 0:
            # Through 0, in the window as it is.
            flip = Sweep(
                self.ball,
                self.line_drawn,
                self.touched,
                follow=lambda share: self.take(x, (1 - 2 * share) * y),
                start=0,
                end=1,
            )
            self.play(flip, run_time=1.5)
            y = -y

        def follow(share: float) -> None:
            if share >= 1:
                # Not by way of the powers, which could miss the point by a last bit.
                self.take(new_x, new_y)
            else:
                self.take(x * (new_x / x) ** share, y * (new_y / y) ** share)

        self.play(self.push_in(self.window_for(facts), follow), run_time=run_time)
        self.name_contact()

    # Beat 1

    def grow_the_diamond(self) -> None:
        """Grow the diamond towards a line that is parallel to one of its edges."""
        point = self.facts.point
        headline = self.panel.headline("Parallel to an edge?", "Fit $y = a x + b$ to {point:.4}.", point=point)
        size = formula("abs(a) + abs(b) <= c", color=self.theme.l1)
        rows = self.panel.rows(headline, size, self.growth.level, self.growth.gap)
        self.first_panel = VGroup(headline, rows)
        slope = "falls" if self.facts.x > 0 else "rises"
        self.gap = self.draw_gap(self.facts.line, 1, texts=[self.line_label])
        self.growth.show_gap(self.gap)
        self.add(self.plane, headline)
        self.attend(headline)
        with self.beat("a-parallel-line", "A parallel line"):
            self.say(
                "This line {slope} exactly as steeply as an edge of the diamond.",
                slope=slope,
                line=self.facts.equation,
                spoken="It is {line}.",
            )
            self.play(Create(self.line_drawn), run_time=1)
            self.play(FadeIn(self.line_label, rows), run_time=0.5)
            self.add(*self.growth.actors)
            self.play(self.growth.sweep(0, 0.9), run_time=3)

    # Beat 2

    def slide_along_the_edge(self) -> None:
        """Touch the line along a whole edge, and run along all the smallest answers."""
        first, last = self.facts.ends
        headline = self.panel.headline("A whole edge touches")
        size = Readout("abs(a) + abs(b)", self.facts.radius, color=self.theme.l1)
        sparse = self.remark("Only the two ends are _sparse_:")
        ends = [formula("(a, b) = {answer}", color=self.theme.contact, answer=end) for end in self.facts.answers]
        rows = self.panel.rows(headline, size, sparse, *ends)
        dot = AnswerDot(self.view, first)
        moving = (dot, size)

        def follow(fraction: float) -> None:
            weights = (1 - fraction) * first + fraction * last
            dot.stand_at(weights)
            size.set_value(float(lp_norm(weights, 1)))

        follow(0.5)
        with self.beat("a-whole-edge", "A whole edge"):
            left, right = self.facts.ends
            self.say(
                "First contact at c {radius:=}: the whole edge at once.",
                radius=self.facts.radius,
                left=left,
                right=right,
                spoken="It runs from {left} to {right}.",
            )
            self.play(self.growth.sweep(0.9, 1), run_time=1)
            self.touch(
                self.facts.contact,
                self.marks,
                self.answer_labels.submobjects,
                ends,
                gap=self.gap,
                gone=[self.first_panel],
            )
            self.play(FadeOut(self.veil), FadeIn(headline, *moving), run_time=0.5)
            self.attend(*ends)
            self.say("All of it fits and is equally small: a solver may return any point.")
            self.play(Sweep(*moving, follow=follow, start=0.5, end=1), run_time=1.2)
            self.play(Sweep(*moving, follow=follow, start=1, end=0), run_time=2)
            self.play(Sweep(*moving, follow=follow, start=0, end=0.7), run_time=1.5)
            self.attend(*ends)
            self.say("Only the two ends are sparse.")
            self.play(FadeIn(sparse), run_time=0.5)
        self.play(FadeOut(headline, rows, dot, self.answer_labels, self.line_label), run_time=0.5)

    # Beat 3

    def turn_by_a_hair(self) -> None:
        """Turn the line a little both ways, with both tips magnified, and regrow the diamond at every angle."""
        facts = self.facts
        headline = self.panel.headline("Turn it by a hair")
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
        near = [part for one in magnified for part in (one.ball, one.line, one.contact)]

        def follow(x_now: float) -> None:
            self.take(x_now, facts.y)
            x.set_value(x_now)
            level.set_value(self.ball.radius)
            for one in magnified:
                one.ball.set_radius(self.ball.radius)
                one.line.turn_to(self.line_drawn.shown)
                one.contact.set_contact(first_contact(self.line_drawn.shown, 1))

        def turn(start: float, end: float) -> Sweep:
            moving = (self.ball, self.line_drawn, self.touched, x, level)
            return Sweep(*moving, *near, follow=follow, start=start, end=end)

        follow(facts.x)
        self.attend(self.touched)
        with self.beat("a-hair-steeper", "A hair steeper"):
            self.say(
                "Turn the line by a hair, to x {steeper:=.4}: one tip alone is smallest.",
                steeper=facts.steeper,
                tip=facts.turned(facts.steeper).answers[0],
                spoken="It is {tip:.4}.",
            )
            self.play(FadeIn(headline, numbers, *(part for one in magnified for part in one)), run_time=0.8)
            self.play(turn(facts.x, facts.steeper), run_time=2)
        with self.beat("a-hair-flatter", "A hair flatter"):
            self.say(
                "The other way, to x {flatter:=.4}: the other tip. The slightest turn breaks the tie.",
                "To x {flatter:=.4}: the other tip. The slightest turn breaks the tie.",
                flatter=facts.flatter,
                tip=facts.turned(facts.flatter).answers[0],
                spoken="It is {tip:.4}.",
            )
            self.play(turn(facts.steeper, facts.x), run_time=1)
            self.play(turn(facts.x, facts.flatter), run_time=2)
        self.play(
            FadeOut(headline, numbers, *(part for one in magnified for part in one)),
            Sweep(
                self.ball,
                self.line_drawn,
                self.touched,
                follow=lambda x: self.take(x, facts.y),
                start=facts.flatter,
                end=facts.x,
            ),
            run_time=0.8,
        )

    def magnify_both_tips(self, room: Region) -> list[Magnified]:
        """Put a close-up of each end of the edge side by side, left end left."""
        facts = self.facts
        half_width = _CLOSE_UP_GAPS * facts.hair * facts.radius
        names: list[Typeset] = [prose("near {end:~}", size=SMALL, color=self.theme.ink, end=end) for end in facts.ends]
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
            # Its square on the plane would be hidden by the ring of a mark.
            inset.remove(inset.source)
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

    # Beats 4 and 5

    def look_for_the_cause(self) -> None:
        """Run to another y, which leaves the tie, and measure x in another unit, which turns the line and ends it."""
        here, there = self.facts.unit_names
        other, facts = self.facts.with_another_number, self.facts.in_another_unit
        weight = WEIGHTS[facts.dropped]
        headline = self.panel.headline("What makes the tie?")
        lines = [self.case(case) for case in (self.facts, other, facts)]
        # In two columns there is no room for more than the lines.
        words = [] if self.panel.has_columns else ["The diamond measures in your units: scale the features first."]
        advice = [self.remark(said) for said in words]
        rows = self.panel.rows(headline, *lines, *advice)
        self.attend(self.touched)
        with self.beat("another-number", "Another number"):
            self.say(
                "Is it the {old:.4}? Let y run to {new:.4}: still a whole edge.",
                old=self.facts.y,
                new=other.y,
            )
            self.play(FadeIn(headline, lines[0]), run_time=0.4)
            self.go_on_to(other, 2.6)
            self.play(FadeIn(lines[1]), run_time=0.4)
        with self.beat("another-unit", "Another unit"):
            self.say(
                "It is the {one:.4}. Measure x in {there}: {one:.4} {here} is {new:.4} {there}, and one tip wins.",
                "It is the {one:.4}: {one:.4} {here} is {new:.4} {there}, and one tip wins.",
                one=other.x,
                here=here,
                new=facts.x,
                there=there,
            )
            self.go_on_to(facts, 2.6)
            self.play(FadeIn(lines[2], self.answer_labels, self.line_label), run_time=0.5)
            self.attend(self.touched, lines[2])
            self.say("So is ${weight} = 0$ about my unit? Yes: scale the features first.", weight=weight)
            self.play(FadeIn(VGroup(*advice)), run_time=0.5)
        self.play(FadeOut(headline, rows, self.answer_labels, self.line_label), run_time=0.4)

    def case(self, facts: ContactFacts) -> VGroup:
        """Say of a line whether an edge touches it or a tip."""
        constraint = formula("{constraint}", color=self.theme.solution, constraint=facts.constraint)
        if facts.is_tie:
            what = formula('"the whole edge"', size=BODY, color=self.theme.contact)
        else:
            what = formula("(a, b) {answer:=}", size=BODY, color=self.theme.contact, answer=facts.answers[0])
        return VGroup(constraint, what).arrange(DOWN, buff=_CASE_GAP, aligned_edge=LEFT)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: the tie, when it happens and how likely that is."""
        headline = self.panel.headline("A tie needs $abs(x) = 1$")
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
        chance = self.remark("A random _x_ of a continuous range ties with probability 0.")
        self.panel.rows(headline, *lines, chance)
        with self.beat("summary", "Summary"):
            self.say("Only $abs(x)$ exactly 1 ties; drawn from a continuous range, it never quite is.")
            self.go_on_to(self.facts, 1.8)
            self.play(FadeIn(headline, *lines, self.answer_labels, self.line_label), run_time=0.8)
            self.play(FadeIn(chance), run_time=0.6)
            self.wait(2)
