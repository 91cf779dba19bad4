"""One ball bends from a square to a star as its order p falls; balls of several orders grow to the solution line."""

from __future__ import annotations

import math

import numpy as np
from manim import DOWN, LEFT, UP, Create, DashedLine, FadeIn, FadeOut, Line, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.facts.settings import checked_data_point
from sparsity.geometry import Contact, Hyperplane, LpBall, first_contact, lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.growth import Growth
from sparsity.stage.actors.marks import AnswerDot, ContactDot, ContactEdge, ContactMark
from sparsity.stage.actors.morph import Morph
from sparsity.stage.charts.order_table import OrderTable
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.look.strokes import ACTOR_STROKE
from sparsity.stage.look.typography import POINT_LABEL, formula, inline, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.planes.view import View
from sparsity.stage.planes.weight_plane import WeightPlane
from sparsity.stage.planes.window import Window
from sparsity.stage.telling.story import Description
from sparsity.words.notation import as_plain_text, equal_to, format_number, format_point, line_through, weights_equal
from sparsity.words.orders import checked_orders, format_order, order_in_words, size_of_order
from sparsity.words.sizes import digits_apart

_UNIT_WINDOW = Window(half_width=1.5, tick=0.5)
# The window of a line reaches at least this many contact radii from the origin.
_ROOM_AROUND_BALL = 1.5
_SHARP = 0.5
_SHARPER = 0.25
# Outlines are drawn to within a pixel from this order on.
_LOWEST_ORDER = 0.1
_MOST_ORDERS = 4
# A contact whose smaller weight is a smaller share of the larger cannot be told from a tip; on lines that are steeper
# than this, or flatter than its inverse, the circle's is one of these.
_NEAREST_TO_TIP = 1e-3
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
    tied_point = (1, 1000)

    def check_settings(self) -> None:
        """Refuse numbers for which there is no story to tell."""
        super().check_settings()
        if self.x != 0 and not _NEAREST_TO_TIP <= abs(self.x) <= 1 / _NEAREST_TO_TIP:
            raise ValueError(
                f"data_point (x, y) must have x = 0, or |x| from {_NEAREST_TO_TIP:g} to {1 / _NEAREST_TO_TIP:g}, not "
                f"{self.data_point!r}: balls that touch off the axes could not be told from those that touch at a tip"
            )
        orders = checked_orders(self.orders, "orders")
        if not (len(orders) <= _MOST_ORDERS and orders[-1] >= _LOWEST_ORDER):
            raise ValueError(
                f"orders must be one to {_MOST_ORDERS} numbers, descending from at most ∞ to at least "
                f"{_LOWEST_ORDER}, not {self.orders!r}"
            )
        self.contacts = {p: first_contact(self.line, p) for p in orders}
        for p, contact in self.contacts.items():
            if p > 1 and self.x != 0 and self.smaller_share(contact) < _NEAREST_TO_TIP * (1 - 1e-9):
                raise ValueError(
                    f"orders must stay further above 1 for data_point {self.data_point!r}, not {self.orders!r}: at "
                    f"p = {order_in_words(p)} the smaller weight is less than {_NEAREST_TO_TIP:g} of the larger, and "
                    "cannot be told from 0"
                )
        self.tie = checked_data_point(self.tied_point, "tied_point")
        if abs(self.tie[0]) != 1:
            raise ValueError(
                f"tied_point (x, y) must have x = 1 or x = -1, not {self.tied_point!r}: only then does its solution "
                "line run parallel to an edge of the diamond"
            )

    def describe(self) -> Description:
        """Say what holds for every line; the shape itself always runs through the same orders."""
        return Description(
            f"Shapes from p = ∞ to p = {order_in_words(_SHARPER)}",
            "One family of shapes from square to spiked star: for 0 < p ≤ 1 first contact on a line has the same "
            "radius.",
        )

    def smaller_share(self, contact: Contact) -> float:
        """The smaller weight of a touching point as a share of the larger one."""
        smaller, larger = np.sort(np.abs(contact.vertices[0]))
        return float(smaller / larger)

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.solve()
        self.start_with_the_square()
        self.bend_to_the_circle()
        self.bend_to_the_diamond()
        self.bend_inwards()
        self.sharpen_the_spikes()
        self.draw_the_line()
        for p in self.contacts:
            self.grow_to_the_line(p)
        if not self.is_tie:
            self.split_a_tie()
        self.sum_up()

    def solve(self) -> None:
        """Compare the contacts, and make the plane with the line."""
        diamond = first_contact(self.line, 1)
        self.is_tie = not diamond.is_unique
        # A line parallel to an axis is met at a tip by the balls of almost all orders.
        self.is_level = self.x == 0
        self.least_radius = diamond.radius
        self.digits = digits_apart(self.least_radius, *(contact.radius for contact in self.contacts.values()))
        self.set_the_stage(_ROOM_AROUND_BALL * max(contact.radius for contact in self.contacts.values()))
        self.line_view = self.view
        balls = [NormBall(self.view, p, contact.radius, color=self.theme.lp) for p, contact in self.contacts.items()]
        marks = [self.marks(self.view, contact) for contact in self.contacts.values()]
        self.line_label = self.label_line([*balls, *marks])
        self.outlines = VGroup()
        self.dots = VGroup()

    # Beats 1 to 5: the shape

    def start_with_the_square(self) -> None:
        """Show the ball of order ∞."""
        self.unit_plane = WeightPlane(self.layout.plane, _UNIT_WINDOW, ("a", "b"))
        self.unit_view = self.unit_plane.view
        self.morph = Morph(self.unit_view, math.inf)
        general = inline("norm((a, b))_p = (abs(a)^p + abs(b)^p)^(1\\/p)")
        self.shape_headline = self.panel.headline(f"One shape for every {inline('p')}", f"Size of order _p_: {general}")
        self.names = {
            math.inf: self.named(math.inf, "The square"),
            2: self.named(2, "The circle: L2"),
            1: self.named(1, "The diamond: L1"),
            _SHARP: self.named(_SHARP, "Hollow sides"),
            _SHARPER: self.named(_SHARPER, "Sharper spikes"),
        }
        self.no_norm = VGroup(
            formula(f"{size_of_order(_SHARP)} <= 1", color=color_of_order(_SHARP)),
            self.remark(
                f"Not convex: {inline(f'norm(dot)_({format_order(_SHARP)})')} is no norm, only a #box[_quasi-norm_]."
            ),
        )
        self.limit = VGroup(
            formula("p -> 0", color=self.theme.lp),
            self.remark(f"Only the axes are left. {inline('p = 0')} counts the weights that are not zero."),
        )
        notes = VGroup(*self.names.values(), self.no_norm, self.limit)
        for note in notes:
            note.arrange(DOWN, buff=0.35, aligned_edge=LEFT).move_to(notes[0], aligned_edge=UP + LEFT)
        self.panel.rows(self.shape_headline, self.morph.order, notes)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.unit_plane, self.shape_headline, *self.morph.actors)
        with self.beat("The square"):
            self.say("At p = ∞ the larger of |a| and |b| counts: the ball is a square.")
            self.play(FadeIn(self.names[math.inf]), run_time=0.8)

    def named(self, p: float, name: str) -> VGroup:
        """Say in the panel what the ball of an order is called, and which inequality it is."""
        color = color_of_order(p)
        return VGroup(prose(name, color=color, bold=True), formula(f"{size_of_order(p)} <= 1", color=color))

    def bend(self, end: float, *, leave: VMobject, run_time: float) -> None:
        """Sweep the order to another value, taking the old name away first."""
        self.play(FadeOut(leave), run_time=0.3)
        self.add(*self.morph.actors)
        self.play(self.morph.sweep(self.morph.p, end), run_time=run_time)

    def bend_to_the_circle(self) -> None:
        """Let p fall from ∞ to 2."""
        with self.beat("The circle"):
            self.say("As p falls, the corners draw in.")
            self.bend(2, leave=self.names[math.inf], run_time=3)
            self.say("At p = 2 it is the circle: size is the straight distance.")
            self.play(FadeIn(self.names[2]), run_time=0.6)

    def bend_to_the_diamond(self) -> None:
        """Let p fall from 2 to 1."""
        with self.beat("The diamond"):
            self.say("The sides flatten until they are straight.")
            self.bend(1, leave=self.names[2], run_time=2.5)
            self.say("At p = 1 it is the diamond. Only now are its tips corners.")
            self.play(FadeIn(self.names[1]), run_time=0.6)

    def bend_inwards(self) -> None:
        """Let p fall below 1, and show that the ball is no longer convex."""
        tips = LpBall(_SHARP).tips()[:2]
        middle = tips.mean(axis=0)
        size = float(lp_norm(middle, _SHARP))
        chord = DashedLine(*self.unit_view.to_scene(tips), color=self.theme.ink, stroke_width=4, dash_length=0.14)
        dot = AnswerDot(self.unit_view, middle)
        label = formula(
            f"norm({format_point(middle)})_({format_order(_SHARP)}) {equal_to(size)}",
            size=POINT_LABEL,
            color=self.theme.ink,
        )
        place_clear(
            label,
            beside_point(label, dot.get_center(), 0.2),
            within=self.layout.room_for_labels,
            curves=[*self.unit_plane.axes, chord, dot, self.morph.ball],
            texts=[*self.unit_plane.names],
        )
        with self.beat("Below one"):
            self.say("Below p = 1 the sides bend inwards.")
            self.bend(_SHARP, leave=self.names[1], run_time=2.5)
            self.say("Halfway between two tips is outside: no longer convex.")
            self.play(FadeIn(self.names[_SHARP]), Create(chord), run_time=0.8)
            self.play(FadeIn(dot, label), run_time=0.6)
            self.say(f"Tips measure 1, halfway {format_number(size)}: this is no norm, only a quasi-norm.")
            self.play(FadeOut(self.names[_SHARP]), run_time=0.3)
            self.play(FadeIn(self.no_norm), run_time=0.5)
        self.play(FadeOut(chord, dot, label), run_time=0.4)

    def sharpen_the_spikes(self) -> None:
        """Let p fall further, and show the limit."""
        arms = self.unit_view.to_scene(LpBall(1).tips())
        cross = VGroup(Line(arms[i], arms[i + 2]) for i in (0, 1)).set_stroke(self.theme.lp, 2 * ACTOR_STROKE)
        with self.beat("Ever sharper spikes"):
            self.say("The smaller p, the sharper the spikes.")
            self.bend(_SHARPER, leave=self.no_norm, run_time=2)
            self.play(FadeIn(self.names[_SHARPER]), run_time=0.4)
            self.say("As p goes to 0 only the axes are left: p = 0 counts the nonzero weights.")
            self.play(FadeOut(self.names[_SHARPER], self.morph.order), run_time=0.3)
            self.play(FadeOut(self.morph.ball), FadeIn(self.limit, cross), run_time=1)
        self.play(FadeOut(self.unit_plane, self.shape_headline, self.limit, cross), run_time=0.5)

    # Beats 6 on: the line

    def draw_the_line(self) -> None:
        """Change to the plane with the solution line."""
        self.play(FadeIn(self.plane, self.line_drawn, self.line_label), run_time=0.6)

    def grow_to_the_line(self, p: float) -> None:
        """Grow the ball of one order to first contact and say where that is."""
        contact = self.contacts[p]
        color = color_of_order(p)
        growth = Growth(self.view, self.line, p, contact.radius, color, extra_decimals=1)
        headline = self.panel.headline(f"Grow the ball of {inline(f'p = {format_order(p)}')}")
        size = formula(f"{size_of_order(p)} <= c", color=color)
        rows = self.panel.rows(headline, size, growth.level, growth.gap)
        growth.set_fraction(1)
        marks = self.marks(self.view, contact)
        labels = self.labels_of(contact, [growth.ball, *marks, *self.outlines], self.line_label)
        growth.set_fraction(0)
        with self.beat(f"Order {order_in_words(p)}"):
            self.say(self.what_touches(p))
            self.play(FadeIn(headline, rows), run_time=0.5)
            self.play(growth.sweep(0, 1), run_time=1.6)
            self.play(FadeIn(marks, labels), FadeOut(rows), run_time=0.5)
            found = self.panel.rows(headline, *self.findings(p))
            self.play(FadeIn(found), run_time=0.5)
            self.wait(1.2)
        outline = growth.ball.ghost().set_stroke(width=3.5, opacity=1)
        self.outlines.add(outline)
        dots = self.resting(self.view, contact, color)
        self.dots.add(dots)
        self.add(outline, dots)
        self.play(FadeOut(headline, found, marks, labels, growth.ball), run_time=0.4)

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

    def what_touches(self, p: float) -> str:
        """Say in a caption which part of a ball touches the line, and at which radius."""
        contact = self.contacts[p]
        order = f"p = {order_in_words(p)}"
        radius = f"c {as_plain_text(equal_to(contact.radius, self.digits))}"
        if contact.kind == "segment":
            return f"{order}: a whole {'side' if p == math.inf else 'edge'} touches the line, at {radius}."
        if contact.kind == "points":
            return f"{order}: only the two tips touch, at {radius}."
        if p < 1:
            return f"{order}: a tip touches, at {radius}, as for all 0 < p ≤ 1."
        if contact.at_tip:
            return f"{order}: {'a tip touches' if p == 1 else 'it touches on an axis'}, at {radius}."
        if p == math.inf:
            return f"{order}: a corner touches, at {radius}."
        if np.abs(contact.vertices[0]).min() < _UNSEEN * self.line_view.upper[0]:
            return f"{order}: off the axis by less than can be seen, it touches at {radius}."
        return f"{order}: a point off the axes touches, at {radius}."

    def findings(self, p: float) -> list[VMobject]:
        """Say in the panel where a ball touches and whether that is sparse."""
        contact = self.contacts[p]
        level = formula(f"c {equal_to(contact.radius, self.digits)}", color=color_of_order(p))
        if contact.kind == "segment":
            ends = [formula(weights_equal(answer), color=self.theme.contact) for answer in contact.vertices]
            return [level, *ends, self.remark("and all answers between.")]
        answers = [formula(weights_equal(answer), color=self.theme.contact) for answer in contact.vertices]
        if not contact.at_tip:
            return [level, *answers, self.remark("No weight is zero.")]
        sparse = "Both answers are _sparse_." if len(answers) > 1 else "One weight is zero: _sparse_."
        return [level, *answers, self.remark(sparse)]

    def split_a_tie(self) -> None:
        """On a line parallel to an edge, let p fall below 1 at the contact radius."""
        seen = VGroup(self.plane, self.line_drawn, self.line_label, self.outlines, self.dots)
        self.x, self.y = self.tie
        self.line = Hyperplane.through_data_point(self.x, self.y)
        whole, split = first_contact(self.line, 1), first_contact(self.line, _SHARP)
        self.set_the_stage(_ROOM_AROUND_BALL * whole.radius)
        self.tied_view = self.view
        morph = Morph(self.view, 1, whole.radius)
        edge, tips = self.marks(self.view, whole), self.marks(self.view, split)
        # Clear of the diamond and of the star, so that no label gets in the way of the morph.
        shapes = [NormBall(self.view, p, whole.radius, color=self.theme.lp) for p in (1, _SHARP)]
        labels = self.labels_of(split, [*shapes, *tips])
        line_label = self.label_line([*shapes, *tips], labels.submobjects)
        headline = self.panel.headline("A tie: parallel to an edge")
        level = formula(f"c {equal_to(whole.radius)}", color=self.theme.ink)
        before, after = self.remark("The whole edge touches."), self.remark("Only the two tips touch.")
        self.panel.rows(headline, morph.order, level, before)
        after.move_to(before, aligned_edge=UP + LEFT)
        words = as_plain_text(line_through(self.x, self.y))
        self.play(FadeOut(seen), run_time=0.4)
        with self.beat("A tie"):
            self.say(f"On {words} the diamond touches with a whole edge.")
            self.play(FadeIn(self.plane, self.line_drawn, line_label), run_time=0.6)
            self.play(FadeIn(morph.ball, edge, headline, morph.order, level, before), run_time=0.8)
            self.say("Below p = 1 the edge drops away; two tips still touch.")
            self.play(FadeOut(edge, before), FadeIn(tips), run_time=0.5)
            self.play(morph.sweep(1, _SHARP), run_time=2)
            # The sweep has put the ball on top.
            self.add(tips)
            self.play(FadeIn(after, labels), run_time=0.5)
            self.say("Without a tie, p < 1 touches the same tip as p = 1.")
        self.play(
            FadeOut(self.plane, self.line_drawn, line_label, headline, level, after, labels, tips, *morph.actors),
            run_time=0.4,
        )
        self.play(FadeIn(seen), run_time=0.5)

    def sum_up(self) -> None:
        """Leave a picture that works as a slide."""
        if self.is_tie:
            verdict = f"For {inline('p < 1')} only the two tips touch; at {inline('p = 1')} the whole edge does."
            reason = "At p = 1 the whole edge touches, below p = 1 only its two tips."
        elif self.is_level:
            verdict = f"The line is parallel to an axis: every {inline('p < infinity')} touches at the same tip."
            reason = "Parallel to an axis: here every finite p touches at the same tip."
        else:
            verdict = f"All {inline('0 < p <= 1')} stop at the same tip; only {inline('p = 1')} is also convex."
            reason = "All 0 < p ≤ 1 stop at the same tip. Of these, only p = 1 is convex."
        headline = self.panel.headline(f"All {inline('0 < p <= 1')}: the same radius", verdict)
        table = OrderTable(self.contacts, self.panel.room_for_rows(headline).width, self.digits)
        self.panel.rows(headline, table)
        with self.beat("Summary"):
            least = as_plain_text(equal_to(self.least_radius, self.digits))
            self.say(f"All balls with 0 < p ≤ 1 touch at the same c {least}.")
            self.play(FadeIn(headline, table), run_time=0.8)
            self.say(reason)
            self.wait(2)
