"""One ball bends from a square to a star as its order p falls; balls of several orders grow to the solution line."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from manim import DOWN, LEFT, UP, Create, DashedLine, FadeIn, FadeOut, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.facts.lp_shapes import SHARP, SHARPEST, LpShapesFacts
from sparsity.geometry import Contact, LpBall, lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.growth import Growth
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.marks import AnswerDot, ContactDot, ContactEdge, ContactMark
from sparsity.stage.actors.morph import ORDER_SIZE, Morph
from sparsity.stage.charts.order_table import tabulate_contacts
from sparsity.stage.layout.labels import beside_point
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.look.strokes import MARK_STROKE, OUTLINE_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import POINT_LABEL, formula, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.planes.view import View
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import Readout
from sparsity.words.notation import equal_to, format_number
from sparsity.words.orders import format_order, size_of_order

_UNIT_WINDOW = Window(half_width=1.5, tick=0.5)
# The window of a line reaches at least this many contact radii from the origin.
_ROOM_AROUND_BALL = 1.5
# Halfway between two tips of the unit ball.
_HALFWAY = (0.5, 0.5)
# A weight that is a smaller share of the window cannot be seen.
_UNSEEN = 0.01


class LpShapes(LinePictureScene):
    """What the order p does to the ball, and to where it touches a line.

    Attributes
    ----------
    data_point
        The one data point (x, y) that the model y = a x + b has to fit; finite, y not 0. Unless x is 0, |x| is 0.001
        to 1000, and either exactly 1 or at least 0.00001 away from 1.
    orders
        Orders p of the balls that grow to the solution line: descending, between ∞ and 0.1, at most four; numbers of
        at most 4 digits or simple fractions. Above 1 none may be so close to 1 that its ball touches as good as at a
        tip.
    tied_point
        A data point with x = 1 or x = −1, whose solution line runs parallel to an edge of the diamond.
    """

    orders: tuple[float, ...] = (math.inf, 2, 1, 0.5)
    tied_point: tuple[float, float] = (1, 1000)

    facts_of = LpShapesFacts
    facts: LpShapesFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.start_with_the_square()
        self.bend_to_the_circle()
        self.bend_to_the_diamond()
        self.bend_inwards()
        self.sharpen_to_a_cross()
        self.draw_the_line()
        for p in self.facts.contacts:
            self.grow_to_the_line(p)
        if not self.facts.is_tie:
            self.split_a_tie()
        self.sum_up()

    # Beats 1 to 5: the shape

    def start_with_the_square(self) -> None:
        """Ask whether it is the corners, and show the ball that has some elsewhere."""
        self.set_the_plane(_UNIT_WINDOW)
        self.morph = Morph(self.view, math.inf)
        self.headline = self.panel.headline("Is it the corners?")
        self.names = {
            math.inf: self.named(math.inf, "The square"),
            2: self.named(2, "The circle: L2"),
            1: self.named(1, "The diamond: L1"),
        }
        self.no_norm = VGroup(
            self.inequality(SHARP),
            self.remark(
                "Not convex: $norm(dot)_({order})$ is no norm, only a [_quasi-norm_].", order=format_order(SHARP)
            ),
        )
        middle, tip = _HALFWAY, (1.0, 0.0)
        self.sum_of_middle, self.sum_of_tip = (
            Readout(_sum_at(point), 1, extra_decimals=1, color=self.theme.ink) for point in (middle, tip)
        )
        self.limit = VGroup(
            self.sum_of_middle,
            self.sum_of_tip,
            self.remark("As $p -> 0$ the sum counts the weights that are not zero."),
        )
        notes = VGroup(*self.names.values(), self.no_norm, self.limit)
        for note in notes:
            note.arrange(DOWN, buff=0.35, aligned_edge=LEFT).move_to(notes[0], aligned_edge=UP + LEFT)
        self.panel.rows(self.headline, self.morph.order, notes)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, self.headline, *self.morph.actors)
        with self.beat("the-square", "The square"):
            self.attend(self.morph.ball, self.names[math.inf])
            self.say("Corners gave zeros. But the square has corners, too.")
            self.play(FadeIn(self.names[math.inf]), run_time=0.8)

    def named(self, p: float, name: str) -> VGroup:
        """Say in the panel what the ball of an order is called, and which inequality it is."""
        return VGroup(prose(name, color=color_of_order(p), bold=True), self.inequality(p))

    def inequality(self, p: float) -> VMobject:
        """Write what holds inside the unit ball of an order."""
        return formula("{norm} <= 1", color=color_of_order(p), norm=size_of_order(p))

    def bend(self, end: float, *, leave: VMobject, run_time: float) -> None:
        """Sweep the order to another value, taking the old name away first."""
        self.play(FadeOut(leave), run_time=0.3)
        self.add(*self.morph.actors)
        self.play(self.morph.sweep(self.morph.p, end), run_time=run_time)

    def bend_to_the_circle(self) -> None:
        """Let p fall from ∞ to 2."""
        with self.beat("the-circle", "The circle"):
            self.say("As p falls they go: at $p = 2$ it is the circle.")
            self.attend(self.names[2])
            self.bend(2, leave=self.names[math.inf], run_time=2.6)
            self.play(FadeIn(self.names[2]), run_time=0.6)

    def bend_to_the_diamond(self) -> None:
        """Let p fall from 2 to 1."""
        with self.beat("the-diamond", "The diamond"):
            self.say("At $p = 1$ there are corners again: now on the axes.")
            self.attend(self.names[1], self.morph.ball)
            self.bend(1, leave=self.names[2], run_time=2.2)
            self.play(FadeIn(self.names[1]), run_time=0.6)

    def bend_inwards(self) -> None:
        """Let p fall below 1, and show that the ball is no longer convex."""
        tips = LpBall(SHARP).tips()[:2]
        length = float(lp_norm(_HALFWAY, SHARP))
        chord = DashedLine(*self.view.to_scene(tips), color=self.theme.ink, stroke_width=MARK_STROKE, dash_length=0.14)
        self.halfway = AnswerDot(self.view, _HALFWAY)
        label = self.label_length(length, [chord])
        with self.beat("below-one", "Below one"):
            self.say("Below $p = 1$ the sides bend inwards.")
            self.bend(SHARP, leave=self.names[1], run_time=2.2)
            self.say("Halfway between two tips of size 1, size {length:~}: not convex, no norm.", length=length)
            self.attend(self.halfway, label)
            self.play(Create(chord), run_time=0.8)
            self.play(FadeIn(self.halfway, label), run_time=0.6)
            self.play(FadeIn(self.no_norm), run_time=0.5)
        self.play(FadeOut(chord, label, self.no_norm), run_time=0.4)

    def label_length(self, length: float, curves: list[VMobject]) -> VMobject:
        """Label the dot halfway between two tips with its size of order one half, clear of ball and some curves."""
        label = formula(
            "norm({weights:~})_({order}) {length:=}",
            size=POINT_LABEL,
            color=self.theme.ink,
            weights=_HALFWAY,
            order=format_order(SHARP),
            length=length,
        )
        return self.placed(
            label, beside_point(label, self.halfway.get_center(), 0.2), [*curves, self.halfway, self.morph.ball], []
        )

    def sharpen_to_a_cross(self) -> None:
        """Let p fall on to almost 0, without a stop, and show what is left and what counts."""
        tip = AnswerDot(self.view, (1.0, 0.0))
        self.morph.set_order(SHARPEST)
        labels = VGroup(
            *(
                self.label_point(
                    np.array(point),
                    color=self.theme.ink,
                    size=POINT_LABEL,
                    gap=0.2,
                    curves=[self.halfway, tip, self.morph.ball],
                )
                for point in (_HALFWAY, (1.0, 0.0))
            )
        )
        self.morph.set_order(SHARP)

        def follow(p: float) -> None:
            self.morph.set_order(p)
            for readout, point in ((self.sum_of_middle, _HALFWAY), (self.sum_of_tip, (1.0, 0.0))):
                readout.set_value(float(np.sum(np.abs(point) ** p, where=np.array(point) != 0)))

        follow(SHARP)
        with self.beat("a-cross", "A cross"):
            self.say("As p goes on to 0, a cross is left: the axes.")
            self.play(FadeIn(tip, labels, self.sum_of_middle, self.sum_of_tip), run_time=0.6)
            moving = (*self.morph.actors, self.sum_of_middle, self.sum_of_tip)
            self.play(Sweep(*moving, follow=follow, start=SHARP, end=SHARPEST), run_time=3.4)
            self.add(self.halfway, tip)
            self.attend(self.halfway, tip, self.sum_of_middle, self.sum_of_tip)
            self.say("The sum without the root then counts nonzero weights.")
            self.play(FadeIn(self.limit[-1]), run_time=0.6)
        self.attend()
        self.play(FadeOut(self.morph.order, self.limit, self.halfway, tip, labels), run_time=0.4)

    # Beats 6 on: the line

    def draw_the_line(self) -> None:
        """Go with the cross to where the solution line is, and label that clear of all that will touch it."""
        contacts = self.facts.contacts
        self.unit_view = replace(self.view)
        self.shown, self.line_drawn = self.facts, SolutionLine(self.view, self.facts.line)
        self.add(self.line_drawn, self.morph.ball)
        home = Window.to_show(_ROOM_AROUND_BALL * self.facts.largest_radius)
        self.play(self.push_in(home), run_time=1.2)
        self.line_view = replace(self.view)
        balls = [NormBall(self.view, p, contact.radius, color=self.theme.lp) for p, contact in contacts.items()]
        marks = [self.marks(self.view, contact) for contact in contacts.values()]
        self.line_label = self.label_line([*balls, *marks])
        self.outlines = VGroup()
        self.dots = VGroup()
        self.play(FadeOut(self.morph.ball), FadeIn(self.line_label), run_time=0.4)

    def grow_to_the_line(self, p: float) -> None:
        """Grow the ball of one order to first contact and say where that is."""
        facts, contact, order = self.facts, self.facts.contacts[p], format_order(p)
        color = color_of_order(p)
        growth = Growth(self.view, facts.line, p, contact.radius, color, extra_decimals=1)
        name = formula("p = {order}", size=ORDER_SIZE, color=color, order=order)
        ball = formula("{norm} <= c", color=color, norm=size_of_order(p))
        rows = self.panel.rows(self.headline, name, ball, growth.level)
        growth.set_fraction(1)
        marks = self.marks(self.view, contact)
        labels = self.labels_of(contact, [growth.ball, *marks, *self.outlines], self.line_label)
        gap = self.draw_gap(facts.line, p, self.outlines.submobjects, [self.line_label])
        growth.show_gap(gap)
        growth.set_fraction(0)
        level = formula("c {radius}", color=color, radius=equal_to(contact.radius, facts.digits))
        answers = [formula("(a, b) {answer:=}", color=self.theme.contact, answer=answer) for answer in contact.vertices]
        meaning = self.remark(self.meaning_of(p))
        self.panel.below(name, level, *answers, meaning)
        with self.beat(_identifier(p), "Order {order}", order=order):
            self.say(*self.what_touches(p), order=order, radius=equal_to(contact.radius, facts.digits))
            self.play(FadeIn(rows, gap, growth.ball), run_time=0.4)
            moving = (growth.ball, growth.level, gap)
            self.play(Sweep(*moving, follow=growth.set_fraction, start=0, end=1), run_time=1.5)
            self.touch(contact, marks, list(labels), answers, gap=gap, gone=[ball, growth.level])
            self.play(FadeIn(level, meaning), FadeOut(self.veil), run_time=0.5)
            self.attend(marks, labels)
        self.attend()
        outline = growth.ball.ghost().set_stroke(width=OUTLINE_STROKE, opacity=1)
        self.outlines.add(outline)
        dots = self.resting(self.view, contact, color)
        self.dots.add(dots)
        self.add(outline, dots)
        self.play(FadeOut(name, level, *answers, meaning, marks, labels, growth.ball), run_time=0.4)

    def marks(self, view: View, contact: Contact) -> VGroup:
        """Mark all that touches: a point, both points, or a whole edge."""
        if contact.kind == "segment":
            return VGroup(ContactEdge(view, contact.vertices))
        return VGroup(ContactMark(view, answer) for answer in contact.vertices)

    def resting(self, view: View, contact: Contact, color: ParsableManimColor) -> VGroup:
        """What stays of the marks when the next ball grows."""
        if contact.kind == "segment":
            return VGroup(ContactEdge(view, contact.vertices))
        return VGroup(ContactDot(view, answer, rim=color) for answer in contact.vertices)

    def labels_of(self, contact: Contact, curves: list[VMobject], *texts: VMobject) -> VGroup:
        """Label the touching points, or the ends of the touching edge, clear of some curves and texts."""
        labels = VGroup()
        for answer in contact.vertices:
            labels.add(
                self.label_point(answer, color=self.theme.contact, curves=curves, texts=[*texts, *labels.submobjects])
            )
        return labels

    def what_touches(self, p: float) -> tuple[str, ...]:
        """Say in a caption, still without its numbers, which part of a ball touches the line, and at which radius."""
        contact = self.facts.contacts[p]
        if contact.kind == "segment" and p == math.inf:
            return ("$p = {order}$: a whole side touches the line, at c {radius}.",)
        if contact.kind == "segment":
            return ("$p = {order}$: a whole edge touches the line, at c {radius}.",)
        if contact.kind == "points":
            return ("$p = {order}$: only the two tips touch, at c {radius}.",)
        if p < 1:
            return ("$p = {order}$: a tip touches, at c {radius}, as for all $0 < p <= 1$.",)
        if p == 1:
            return (
                "$p = {order}$: a tip touches, at c {radius}, on an axis: a zero.",
                "$p = {order}$: a tip touches, at c {radius}.",
            )
        if contact.at_tip:
            return ("$p = {order}$: it touches on an axis, at c {radius}.",)
        if p == math.inf:
            return (
                "$p = {order}$: a corner touches, at c {radius}, off the axes: no zero.",
                "$p = {order}$: a corner touches, at c {radius}.",
            )
        if np.abs(contact.vertices[0]).min() < _UNSEEN * self.line_view.upper[0]:
            return ("$p = {order}$: off the axis by less than can be seen, it touches at c {radius}.",)
        return ("$p = {order}$: a point off the axes touches, at c {radius}.",)

    def meaning_of(self, p: float) -> str:
        """Say in the panel whether it is sparse where a ball touches."""
        contact = self.facts.contacts[p]
        if contact.kind == "segment":
            return "and all answers between."
        if not contact.at_tip:
            return "No weight is zero."
        return "One weight is zero: _sparse_." if contact.is_unique else "Both answers are _sparse_."

    def split_a_tie(self) -> None:
        """On a line parallel to an edge, let p fall below 1 at the contact radius."""
        tied, home, line = self.facts.tied, self.plane.window, self.line_drawn
        seen = VGroup(line, self.line_label, self.outlines, self.dots)
        self.shown, self.line_drawn = tied, SolutionLine(self.view, tied.line)
        self.add(self.line_drawn)
        self.play(FadeOut(self.line_label, self.headline), run_time=0.3)
        self.play(self.push_in(Window.to_show(_ROOM_AROUND_BALL * tied.radius)), run_time=1.6)
        morph = Morph(self.view, 1, tied.radius)
        edge, tips = self.marks(self.view, tied.contact), self.marks(self.view, self.facts.tied_tips)
        # Clear of the diamond and of the star, so that no label gets in the way of the morph.
        shapes = [NormBall(self.view, p, tied.radius, color=self.theme.lp) for p in (1, SHARP)]
        labels = self.labels_of(self.facts.tied_tips, [*shapes, *tips])
        line_label = self.label_line([*shapes, *tips], labels.submobjects)
        headline = self.panel.headline("A tie, below one")
        level = formula("c {radius:=}", color=self.theme.ink, radius=tied.radius)
        before, after = self.remark("The whole edge touches."), self.remark("Only the two tips touch.")
        self.panel.rows(headline, morph.order, level, before)
        after.move_to(before, aligned_edge=UP + LEFT)
        with self.beat("a-tie", "A tie"):
            self.say("On {equation} the diamond touches with a whole edge.", equation=tied.equation)
            self.play(FadeOut(line, self.outlines, self.dots), FadeIn(morph.ball, line_label), run_time=0.6)
            self.play(FadeIn(edge, headline, morph.order, level, before), run_time=0.6)
            self.attend(edge)
            self.say("Below $p = 1$ the edge drops away; two tips still touch.")
            self.play(FadeOut(edge, before), FadeIn(tips), run_time=0.5)
            self.play(morph.sweep(1, SHARP), run_time=2)
            # The sweep has put the ball on top.
            self.add(tips)
            self.play(FadeIn(after, labels), run_time=0.5)
        self.attend()
        self.tied_view = replace(self.view)
        self.play(FadeOut(line_label, headline, level, after, labels, tips, *morph.actors), run_time=0.3)
        self.add(line, self.outlines, self.dots)
        self.play(self.push_in(home), run_time=1.2)
        self.remove(self.line_drawn)
        self.line_drawn = line
        self.play(FadeIn(self.line_label), run_time=0.2)
        self.add(*seen)

    def sum_up(self) -> None:
        """Leave a picture that works as a slide."""
        facts = self.facts
        if facts.is_tie:
            verdict = "For $p < 1$ only the two tips touch; at $p = 1$ the whole edge does."
        elif facts.is_level:
            verdict = "The line is parallel to an axis: every $p < infinity$ touches at the same tip."
        else:
            verdict = "All $0 < p <= 1$ touch at the same tip."
        headline = self.panel.headline("Only $p = 1$ has both", verdict)
        table = tabulate_contacts(facts.contacts, self.panel.room_for_rows(headline).width, facts.digits)
        self.panel.rows(headline, table)
        with self.beat("summary", "Summary"):
            if self.facts.is_tie:
                self.play(FadeOut(self.headline), run_time=0.3)
            self.say("Corners on the axes: only for $p <= 1$. No dents: only for $p >= 1$.")
            self.play(FadeIn(headline, table), run_time=0.8)
            self.say("Only $p = 1$ has both.")
            self.wait(2)


def _sum_at(point: tuple[float, float]) -> str:
    """Write the sum of the p-th powers of the sizes of two weights as Typst math."""
    first, second = (format_number(weight) for weight in point)
    return f"{first}^p + {second}^p"


def _identifier(p: float) -> str:
    """What the beat of an order is called in files: "order" for ∞, and told apart where 1.2 and 1/2 are."""
    name = format_order(p).plain.replace("∞", "").replace("/", "-").replace(".", "-point-")
    return f"order-{name}".rstrip("-")
