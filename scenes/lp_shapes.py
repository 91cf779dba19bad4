"""One ball bends from a square to a cross as its order p falls, and touches the solution line all the while."""

from __future__ import annotations

import math

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Create, DashedLine, FadeIn, FadeOut, LaggedStart, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.facts.line import WEIGHTS
from sparsity.facts.lp_shapes import SHARP, SHARPEST, LpShapesFacts
from sparsity.geometry import Contact, first_contact, lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.marks import AnswerDot, ContactDot, ContactEdge, ContactMark
from sparsity.stage.actors.morph import Morph, color_near_order, order_between
from sparsity.stage.actors.moving_contact import MovingContact
from sparsity.stage.charts.order_table import tabulate_contacts
from sparsity.stage.layout.labels import beside_point
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.look.strokes import MARK_STROKE, OUTLINE_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import TypesetFormula, formula, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.pictures.touching import FRAME_GAP
from sparsity.stage.writing.live_number import Readout
from sparsity.words.notation import format_number
from sparsity.words.orders import format_order, size_of_order

# The window reaches at least this many contact radii from the origin.
_ROOM_AROUND_BALL = 1.5
# A point halfway between two tips of the unit ball, and one of these.
_HALFWAY = (0.5, 0.5)
_TIP = (1.0, 0.0)
# A weight that is a smaller share of the window cannot be seen.
_UNSEEN = 0.01
# Above order 1 the smaller weight is never zero, though no computer's number may be small enough; as a share of the
# radius it is shown as no less than this.
_LEAST_SHARE = 1e-9
_NAMES = {math.inf: "The square", 2: "The circle: L2", 1: "The diamond: L1"}
_ROW_GAP = 0.2


class LpShapes(LinePictureScene):
    """What the order p does to the ball, and to where it touches a line.

    Attributes
    ----------
    data_point
        The one data point (x, y) that the model y = a x + b has to fit; finite, y not 0. Unless x is 0, |x| is 0.001
        to 1000, and either exactly 1 or at least 0.00001 away from 1.
    orders
        Orders p at which the bending ball is compared: descending, between ∞ and 0.1, at most four; numbers of at most
        4 digits or simple fractions. Above 1 none may be so close to 1 that its ball touches as good as at a tip.
    """

    orders: tuple[float, ...] = (math.inf, 2, 1, 0.5)

    facts_of = LpShapesFacts
    facts: LpShapesFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.start_with_the_square()
        for p in self.facts.stops[1:]:
            self.bend_to(p)
            if p == SHARP:
                self.look_between_the_tips()
                if not self.facts.is_tie:
                    self.turn_to_a_tie()
        self.sharpen_to_a_cross()
        self.sum_up()

    # What stays

    def draw_what_stays(self) -> None:
        """Make the plane with its line, the ball that bends, and the panel that says what it is."""
        facts, theme = self.facts, self.theme
        square = facts.at(math.inf)
        self.set_the_stage(_ROOM_AROUND_BALL * facts.largest_radius)
        self.morph = Morph(self.view, math.inf, square.radius)
        self.level = Readout("c", facts.radius, extra_decimals=1, color=color_of_order(math.inf))
        self.touched = MovingContact(self.view, square)
        marks = [mark for p in facts.stops for mark in self.marks(facts.at(p))]
        balls = [NormBall(self.view, p, facts.at(p).radius, color=theme.lp) for p in facts.stops]
        self.answer_labels = self.labels_of(facts.at(1), [*balls, *marks, SolutionLine(self.view, facts.tied)])
        self.line_label = self.label_line([*balls, *marks], self.answer_labels.submobjects)
        self.fill_the_panel()
        self.follow(math.inf)

    def fill_the_panel(self) -> None:
        """Put into the panel what the ball is called, how large it is, and what will be found at order 1."""
        facts, color = self.facts, self.theme.contact
        self.headline = self.panel.headline("Is it the corners?")
        self.shapes = {p: self.shape(p) for p in facts.stops}
        stack = VGroup(*self.shapes.values())
        for shape in stack:
            shape.arrange(DOWN, buff=_ROW_GAP, aligned_edge=LEFT).move_to(stack[0], aligned_edge=UP + LEFT)
        self.answers = [formula("(a, b) {answer:=}", color=color, answer=answer) for answer in facts.at(1).vertices]
        self.weights: list[Readout] = []
        self.zeros: list[TypesetFormula] = []
        if facts.has_smaller_weight:
            name = WEIGHTS[facts.dropped]
            self.weights.append(Readout(name, facts.radius, extra_decimals=1, color=color))
            self.zeros.append(formula("{weight} = 0", color=color, weight=name))
        self.panel.rows(self.headline, self.morph.order, stack, self.level, *self.weights, *self.answers)
        for weight, zero in zip(self.weights, self.zeros, strict=True):
            zero.move_to(weight, aligned_edge=LEFT).shift(FRAME_GAP * RIGHT)

    def shape(self, p: float) -> VGroup:
        """Say in the panel what the ball of an order is called, and which inequality it is."""
        color = color_of_order(p)
        names = [prose(_NAMES[p], color=color, bold=True)] if p in _NAMES else []
        return VGroup(*names, formula("{norm} <= c", color=color, norm=size_of_order(p)))

    @property
    def live(self) -> tuple[VMobject, ...]:
        """All that follows the order."""
        return (*self.morph.actors, self.level, *self.weights, self.touched)

    def follow(self, p: float) -> None:
        """Bend the ball to an order, and let it touch the line."""
        contact = self.facts.at(p)
        self.morph.set_order(p)
        self.morph.ball.set_radius(contact.radius)
        self.level.set_value(contact.radius).set_color(color_near_order(p))
        self.touched.set_contact(contact)
        for weight in self.weights:
            value = float(contact.vertices[0][self.facts.dropped])
            least = _LEAST_SHARE * contact.radius
            weight.set_value(max(value, least, key=abs) if p > 1 else value)

    def bend(self, start: float, end: float, run_time: float, *also: VMobject) -> None:
        """Sweep the order from one value to another, and the ball with it, at its contact with the line."""

        def follow(share: float) -> None:
            self.follow(order_between(start, end, share))

        self.play(Sweep(*self.live, *also, follow=follow, start=0, end=1), run_time=run_time)

    def marks(self, contact: Contact) -> VGroup:
        """Mark all that touches: a point, both points, or a whole edge."""
        if contact.kind == "segment":
            return VGroup(ContactEdge(self.view, contact.vertices))
        return VGroup(ContactMark(self.view, answer) for answer in contact.vertices)

    def labels_of(self, contact: Contact, curves: list[VMobject]) -> VGroup:
        """Label the touching points, or the ends of the touching edge, clear of some curves."""
        labels = VGroup()
        for answer in contact.vertices:
            labels.add(self.label_point(answer, color=self.theme.contact, curves=curves, texts=labels.submobjects))
        return labels

    # Beat 1

    def start_with_the_square(self) -> None:
        """Ask whether it is the corners, and grow the ball that has some elsewhere."""
        square = self.facts.at(math.inf)
        ball, gap = self.morph.ball, self.draw_gap(self.facts.line, math.inf, texts=[self.line_label])

        def grow(radius: float) -> None:
            ball.set_radius(radius)
            self.level.set_value(radius)
            gap.set_radius(radius)

        grow(0)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, self.line_drawn, self.line_label, self.headline)
        with self.beat(_identifier(math.inf), "Order {order}", order=format_order(math.inf)):
            self.say(
                "Corners gave zeros. But the square has corners, too.",
                line=self.facts.equation,
                spoken="It grows until it touches the line {line}.",
            )
            self.attend(self.morph.order)
            self.play(FadeIn(self.morph.order, self.shapes[math.inf], self.level, gap), run_time=0.5)
            self.add(ball)
            self.play(Sweep(ball, self.level, gap, follow=grow, start=0, end=square.radius), run_time=2)
            self.remove(gap)
            self.play(FadeIn(self.touched, *self.weights), run_time=0.4)
            self.attend(self.touched, *self.weights)
            self.say(*self.what_touches(math.inf))

    # The beats after it

    def bend_to(self, p: float) -> None:
        """Let the order fall to another one, the ball always at its contact with the line."""
        before = self.morph.p
        with self.beat(_identifier(p), "Order {order}", order=format_order(p)):
            self.say(*self.what_touches(p), order=format_order(p))
            self.play(FadeOut(self.shapes[before]), run_time=0.2)
            self.bend(before, p, 2.4)
            if p == 1:
                self.arrive_at_the_tip()
            self.play(FadeIn(self.shapes[p]), run_time=0.4)
            self.attend(self.touched, *self.weights)

    def arrive_at_the_tip(self) -> None:
        """Make it an event that the contact has come to a tip, and a weight to zero."""
        contact, marks = self.facts.at(1), self.marks(self.facts.at(1))
        labels = self.answer_labels.submobjects
        frames = self.touch(contact, marks, labels, self.answers, zeros=self.zeros, gone=self.weights)
        self.found = VGroup(*self.answers, *self.zeros, *frames)
        self.weights = []
        self.play(FadeOut(self.veil), run_time=0.4)
        self.remove(marks)

    def what_touches(self, p: float) -> tuple[str, ...]:
        """Say which part of a ball touches the line."""
        contact = self.facts.at(p)
        if p == math.inf and contact.kind == "segment":
            return ("Here a whole side of it touches the line.",)
        if p == math.inf:
            return ("One touches, but off the axes: no weight is zero.",)
        if p == 1 and contact.kind == "segment":
            return ("At $p = 1$ there are corners on the axes; the whole edge between two touches.",)
        if p == 1 and self.facts.is_level:
            return ("At $p = 1$ there are corners again, on the axes: one touches.",)
        if p == 1:
            return ("At $p = 1$ there are corners again, now on the axes: a zero.",)
        if p < 1:
            which = "two tips touch" if contact.kind == "points" else "the same tip touches"
            at_the_same = f"at $p = {{order}}$ {which}, at the same c."
            return (f"Below $p = 1$, the sides bend in: {at_the_same}", f"Bent inwards, {at_the_same}")
        if contact.at_tip:
            return ("Let p fall to {order}: on this line it touches on an axis.",)
        if np.abs(contact.vertices[0]).min() < _UNSEEN * self.view.upper[0]:
            return ("Let p fall to {order}: it touches off the axis by less than can be seen.",)
        return ("Let p fall to {order}: the contact glides, and no weight is zero.",)

    def look_between_the_tips(self) -> None:
        """Show that the ball is no longer convex, on the side where the line is not."""
        radius = self.facts.at(SHARP).radius
        away = -self.facts.side_of_line
        tips = radius * away * np.eye(2)
        chord = DashedLine(*self.view.to_scene(tips), color=self.theme.ink, stroke_width=MARK_STROKE, dash_length=0.14)
        middle = radius * away * _HALFWAY
        times = float(lp_norm(_HALFWAY, SHARP))
        self.halfway = AnswerDot(self.view, middle)
        size = formula("{times:~} c", color=self.theme.ink, times=times)
        label = self.placed(size, beside_point(size, self.halfway.get_center(), 0.2), [chord, self.morph.ball], [])
        with self.beat("between-the-tips", "Between the tips"):
            self.say("Halfway between two tips the size is {times:~} times theirs: not convex, no norm.", times=times)
            self.attend(self.halfway, label)
            self.play(Create(chord), run_time=0.8)
            self.play(FadeIn(self.halfway, label), run_time=0.5)
        self.play(FadeOut(chord, label, self.halfway), run_time=0.3)

    def turn_to_a_tie(self) -> None:
        """Turn the line about the tip until it is parallel to an edge of the diamond: the edge is gone."""
        facts = self.facts
        line = self.line_drawn
        gone = self.remark("Between the two tips nothing touches any more.")
        self.panel.below(self.level, gone)

        def turn(share: float) -> None:
            line.turn_to(facts.turned(share))
            self.touched.set_contact(first_contact(line.shown, SHARP))

        with self.beat("a-tie", "A tie"):
            self.say("Turn the line parallel to an edge of the diamond: only two tips touch.")
            diamond = NormBall(self.view, 1, facts.radius, color=self.theme.l1).ghost()
            self.play(FadeOut(self.line_label, self.answer_labels, self.found), FadeIn(diamond), run_time=0.4)
            self.attend(self.touched)
            self.play(Sweep(line, self.touched, follow=turn, start=0, end=1), run_time=2.4)
            self.play(FadeIn(gone), run_time=0.5)
        self.play(Sweep(line, self.touched, follow=turn, start=1, end=0), FadeOut(diamond, gone), run_time=1)

    def sharpen_to_a_cross(self) -> None:
        """Let p fall on to almost 0, without a stop, and show what is left and what counts."""
        sums = [
            Readout(" + ".join(f"{format_number(weight)}^p" for weight in point), 1, extra_decimals=1, color=color)
            for point, color in ((_HALFWAY, self.theme.ink), (_TIP, self.theme.contact))
        ]
        counts = self.remark("In units of c. As $p -> 0$, it counts the nonzero weights.")
        start, gone = self.morph.p, self.shapes[self.morph.p]
        self.panel.below(self.morph.order, *sums, counts)

        def follow(share: float) -> None:
            p = order_between(start, SHARPEST, share)
            self.follow(p)
            for readout, point in zip(sums, (_HALFWAY, _TIP), strict=True):
                readout.set_value(float(np.sum(np.abs(point) ** p, where=np.array(point) != 0)))

        follow(0)
        shown = VGroup(self.halfway, *sums)
        with self.beat("a-cross", "A cross"):
            self.say("As p goes on to 0, a cross is left: the axes.")
            self.play(FadeOut(gone, self.level, *(self.found if self.facts.is_tie else [])), run_time=0.3)
            self.play(FadeIn(shown), run_time=0.4)
            moving = (*self.morph.actors, self.touched, *sums)
            self.play(Sweep(*moving, follow=follow, start=0, end=1), run_time=3)
            self.attend(self.halfway, *sums)
            self.say("The sum without the root then counts nonzero weights.")
            self.play(FadeIn(counts), run_time=0.5)
        self.attend()
        self.play(FadeOut(self.morph.order, self.morph.ball, self.touched, shown, counts), run_time=0.4)

    def sum_up(self) -> None:
        """Leave a picture that works as a slide."""
        facts = self.facts
        if facts.is_tie:
            verdict = "For $p < 1$ only the two tips touch; at $p = 1$ the whole edge does."
        elif facts.is_level:
            verdict = "The line is parallel to an axis: every $p < infinity$ touches at the same tip."
        else:
            verdict = "All $0 < p <= 1$: the same tip."
        headline = self.panel.headline("Only $p = 1$ has both", verdict)
        table = tabulate_contacts(facts.contacts, self.panel.room_for_rows(headline).width, facts.digits)
        self.panel.rows(headline, table)
        outlines = VGroup(self.outline(p) for p in facts.contacts)
        dots = VGroup(self.resting(contact, color_of_order(p)) for p, contact in facts.contacts.items())
        with self.beat("summary", "Summary"):
            self.say("Corners on the axes: only for $p <= 1$. No dents: only for $p >= 1$.")
            self.play(FadeOut(self.headline), FadeIn(self.line_label), run_time=0.3)
            self.play(LaggedStart(*(Create(outline) for outline in outlines), lag_ratio=0.4), run_time=2)
            self.play(FadeIn(dots, headline, table), run_time=0.8)
            self.say("Only $p = 1$ has both.")
            self.wait(2)

    def outline(self, p: float) -> NormBall:
        """The outline of the ball of an order at its contact."""
        ball = NormBall(self.view, p, self.facts.at(p).radius, color=color_of_order(p))
        return ball.set_fill(opacity=0).set_stroke(width=OUTLINE_STROKE)

    def resting(self, contact: Contact, color: ParsableManimColor) -> VGroup:
        """What stays of a contact in the last picture."""
        if contact.kind == "segment":
            return VGroup(ContactEdge(self.view, contact.vertices))
        return VGroup(ContactDot(self.view, answer, rim=color) for answer in contact.vertices)


def _identifier(p: float) -> str:
    """What the beat of an order is called in files: "order" for ∞, and told apart where 1.2 and 1/2 are."""
    name = format_order(p).plain.replace("∞", "").replace("/", "-").replace(".", "-point-")
    return f"order-{name}".rstrip("-")
