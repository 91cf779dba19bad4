"""Why not always p < 1: the size along the solution line gets a second valley, and a walk can end in the wrong one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Square,
    VGroup,
    VMobject,
    linear,
)

from sparsity.facts.two_valleys import TwoValleysFacts
from sparsity.geometry import descend, first_contact, lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.marks import AnswerDot, ContactMark, light_up, with_rim
from sparsity.stage.actors.morph import ORDER_SIZE, color_near_order
from sparsity.stage.actors.moving_contact import MovingContact
from sparsity.stage.charts.choices import Choices
from sparsity.stage.charts.profile import ChartRings, ProfileChart, ProfileCurve
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import HEADLINE_HEIGHT, Layout, Region
from sparsity.stage.layout.two_views import pile_up
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.look.strokes import GHOST_STROKE, MARK_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, POINT_LABEL, formula, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.planes.pins import pin_at
from sparsity.stage.planes.view import polyline
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import LiveNumber, Readout
from sparsity.words.formula import Formula
from sparsity.words.notation import point_or_about
from sparsity.words.orders import format_order
from sparsity.words.sizes import digits_apart, number_or_about

# The line is followed this far beyond its axis crossings, in units of the distance between them.
_BEYOND = 0.18
# Room above the highest thing that has to be seen in the chart.
_HEADROOM = 1.12
_STEPS = 240
_DOT = 0.11
_GUTTER = 0.55
# How many radii a window around the smallest ball shows, and how much smaller a window has to be to be worth going to.
_ROOM_AROUND_BALL = 1.5
_WORTH_GOING = 1.5
# Room for the cells of two weights, and the height of that for those of many.
_FEW_CELLS = (1.1, 0.55)
_MANY_CELLS = 1.1
# The names of the tips hang lower than the numbers of the plane.
_FOOT = 0.15
# Room above and below the chart for its title and the names of the tips.
_CHART_MARGIN = 0.65
# Aspect of the room from which plane and chart stand side by side.
_SIDE_BY_SIDE = 1.25


class Walker(NamedTuple):
    """A walk downhill along the line, and the two marks that show it."""

    walk: np.ndarray
    on_plane: VMobject
    on_chart: VMobject


def _two_halves(body: Region) -> tuple[Region, Region]:
    """Divide what is below the headline between plane and chart: side by side, or one above the other."""
    if body.width > body.height * _SIDE_BY_SIDE:
        width = (body.width - _GUTTER) / 2
        # What a frame that is not so wide leaves over goes above and below.
        height = min(body.height, width + 2 * _CHART_MARGIN)
        left, right = (
            Region.centred((x, body.center[1]), width, height) for x in (body.left + width / 2, body.right - width / 2)
        )
        return left, right
    middle = body.bottom + 0.48 * body.height
    return (
        Region(body.left, middle, body.right, body.top),
        Region(body.left, body.bottom, body.right, middle),
    )


class TwoValleys(LinePictureScene):
    """What p < 1 costs: several valleys, of which only one may be the deepest.

    Attributes
    ----------
    data_point
        The data point (x, y); finite, y not 0, and |x| between 1/20 and 20, so that the line crosses both axes
        within one picture. With the orders as they are |x| has to be between 1/19 and 19, or one valley would be too
        narrow to be seen. |x| is either exactly 1 or at least 0.00001 away from 1, and all answers stay below 10^9.
    orders
        Three orders p: one above 1 (at most 10), then 1, then one below 1 (at least 0.2); numbers of at most 4 digits
        or simple fractions. The steeper or flatter the line, the further from 1 both have to be: at the first the
        smaller weight of the answer has to differ from 0, at the last both valleys have to be wide enough, as far as
        can be seen.
    many
        Numbers of weights and of equations for which the valleys are counted.
    """

    orders: tuple[float, float, float] = (2, 1, 0.5)
    many = (20, 10)

    facts_of = TwoValleysFacts
    facts: TwoValleysFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.solve()
        self.walk_along_the_line()
        self.sharpen_the_valley()
        self.split_the_valley()
        self.send_two_walkers()
        self.count_the_valleys()
        self.sum_up()

    @property
    def room_for_labels(self) -> Region:
        """Labels stay on the plane's side."""
        return self.left

    def solve(self) -> None:
        """Choose window and chart from the geometry, and make what stays through all beats."""
        profile, first = self.facts.profile, self.facts.orders[0]
        crossings = profile.axis_crossings
        beyond = _BEYOND * float(np.ptp(crossings))
        self.span = (float(crossings.min()) - beyond, float(crossings.max()) + beyond)

        safe = self.layout.safe
        strip = Region(safe.left, safe.top - HEADLINE_HEIGHT, safe.right, safe.top)
        self.left, self.right = _two_halves(Region(safe.left, safe.bottom + _FOOT, safe.right, strip.bottom))
        self.layout = Layout(safe, plane=self.left, panel=strip)
        # The round ball through either end of the span stays within the window.
        self.set_the_stage(float(lp_norm(profile.points(self.span), first).max()))
        self.panel = Panel(strip, self.theme, one_column=True)
        self.chart = ProfileChart(self.room_for_chart(), profile, self.span, _HEADROOM * self.facts.largest_size)
        self.order = Readout("p", 1, extra_decimals=1, color=self.theme.ink, size=ORDER_SIZE)
        # As wide as it ever gets.
        self.order.set_value(first)
        self.order.move_to((strip.right, strip.top, 0), aligned_edge=UP + RIGHT)
        self.curve = ProfileCurve(self.chart, first, color=color_of_order(first))
        self.ball = NormBall(self.view, first, 0, color=color_of_order(first))
        # Whose ball is drawn: that of the smallest answer, until it is that of the other tip.
        self.is_ball_of_tip = False
        self.level = VMobject(stroke_color=color_of_order(first), stroke_width=GHOST_STROKE)
        self.contact = MovingContact(self.view, first_contact(self.facts.line, first))
        self.bottoms = self.gold_rings()
        self.mark_the_tips()
        self.choose_windows()

    def choose_windows(self) -> None:
        """Choose where to go: where the smallest ball fills the window, and where the other tip's spike is seen."""
        facts, self.home = self.facts, self.plane.window
        widest = self.home.half_width / _WORTH_GOING
        first = first_contact(facts.line, facts.orders[0])
        closer = Window.to_show(_ROOM_AROUND_BALL * max(first.radius, facts.radius))
        self.closer = closer if closer.half_width <= widest else self.home
        tip = facts.tips[1]
        near_tip = Window.to_show(float(np.linalg.norm(facts.hill - tip))).around(tip)
        self.near_tip = near_tip if near_tip.half_width <= widest else self.home

    def room_for_chart(self) -> Region:
        """Where the chart's plot and its numbers are: in line with the plane's window if that is beside it."""
        right, window = self.right, self.view.region
        if right.left > self.left.left:
            return Region(right.left, window.bottom, right.right, window.top)
        return Region(right.left, right.bottom + _CHART_MARGIN, right.right, right.top - _CHART_MARGIN)

    def gold_rings(self) -> ChartRings:
        """Rings for the deepest points of the curve."""
        rings = ChartRings(self.chart, 2, color=self.theme.contact)
        for ring in rings:
            with_rim(ring)
        return rings

    def mark_the_tips(self) -> None:
        """Mark the two sparse answers: those of least size as contacts, a larger one with a plain ring."""
        facts, ink = self.facts, self.theme.ink
        self.tip_marks = VGroup(*(ContactMark(self.view, tip) for tip in facts.deepest))
        for tip in facts.higher:
            ring = Circle(0.2, color=ink, stroke_width=MARK_STROKE).move_to(self.view.at(tip))
            pin_at(ring, self.view, tip)
            self.tip_marks.add(ring)
        # Labels keep clear of the contacts and balls of every order that the picture comes to rest at.
        small: list[VMobject] = [*self.tip_marks]
        for p in facts.orders:
            contact = first_contact(facts.line, p)
            small.append(NormBall(self.view, p, contact.radius, color=color_of_order(p)))
            small.append(MovingContact(self.view, contact))
        large = [NormBall(self.view, p, facts.tip_sizes[1], color=color_of_order(p)) for p in facts.orders[1:]]
        curves = [*small, *large]
        self.tip_labels = VGroup()
        for tip, is_deepest in zip(facts.tips, facts.profile.is_global, strict=True):
            color = self.theme.contact if is_deepest else ink
            # Those of the deepest appear when the ball through the other tip has gone.
            around = small if is_deepest else curves
            self.tip_labels.add(self.label_point(tip, color=color, curves=around, texts=self.tip_labels.submobjects))
        self.line_label = self.label_line(curves, self.tip_labels.submobjects)

    def set_ball(self, radius: float) -> None:
        """Grow or shrink the ball, and mark its radius in the chart."""
        self.ball.set_radius(radius)
        self.level.points = polyline(np.array([self.chart.at(t, radius) for t in self.span]))

    def set_order(self, p: float) -> None:
        """Bend curve and ball to another order; the ball touches the line, or goes through the tip that is larger."""
        contact = first_contact(self.facts.line, p)
        self.order.set_value(p)
        self.curve.set_order(p)
        self.ball.set_order(p)
        self.set_ball(self.facts.tip_sizes[1] if self.is_ball_of_tip else contact.radius)
        for actor in (self.curve, self.ball, self.level):
            actor.set_stroke(color_near_order(p))
        self.ball.set_fill(color_near_order(p))
        self.contact.set_contact(contact)
        self.bottoms.put_around(contact.vertices, p)

    def sweep_order(self, start: float, end: float) -> Sweep:
        """Animate the change from one order to another."""
        moving = (self.ball, self.contact, self.level, self.curve, self.bottoms, self.order)
        return Sweep(*moving, follow=self.set_order, start=start, end=end)

    # Beat 1

    def walk_along_the_line(self) -> None:
        """Walk along the line, and draw the size of every answer as a curve."""
        facts, p = self.facts, self.facts.orders[0]
        headline = self.panel.headline("Why not $p < 1$?")
        self.order.set_value(p)
        low, high = self.span
        foot = float(facts.profile.parameter(facts.smooth_bottom))
        dot = AnswerDot(self.view, facts.profile.points(low))
        above = Dot(radius=_DOT, color=self.theme.ink)

        def follow(t: float) -> None:
            weights = facts.profile.points(t)
            self.set_ball(float(lp_norm(weights, p)))
            dot.stand_at(weights)
            above.move_to(self.chart.on_curve(t, p))

        def draw(t: float) -> None:
            follow(t)
            self.curve.set_order(p, up_to=t)

        draw(low)
        self.add(self.plane, headline, self.line_drawn, self.line_label, self.chart, self.order)
        with self.beat("a-walk-along-the-line", "A walk along the line"):
            self.say(
                "Below $p = 1$, tips make zeros, too. Why not? Look at the size of each answer.",
                line=facts.equation,
                spoken="The answers lie on {line}.",
            )
            self.wait(1)
            # On its way the ball grows over the place of the label.
            self.play(FadeIn(self.ball, dot, self.level, above), FadeOut(self.line_label), run_time=0.8)
            self.add(self.ball, dot, self.level, self.curve, above)
            moving = (self.ball, dot, self.level, self.curve, above)
            self.play(Sweep(*moving, follow=draw, start=low, end=high), run_time=3.4)
            self.say(
                "Downhill it shrinks to the contact. $p = {order}$: one smooth valley.",
                order=format_order(p),
                spoken="A chart draws the size along the line.",
            )
            self.attend(self.contact, self.bottoms)
            self.go_to(
                self.closer,
                lambda fraction: follow(high + fraction * (foot - high)),
                (self.ball, dot, self.level, above),
                run_time=3,
            )
            self.ring_out(dot, above)
        self.play(FadeOut(headline), run_time=0.3)

    def go_to(
        self,
        window: Window,
        follow: Callable[[float], object] | None,
        moving: Sequence[VMobject] = (),
        run_time: float = 1.2,
    ) -> None:
        """Go to another window while something else moves; it does so as well if that window is this one."""
        change = follow or (lambda fraction: None)
        if window == self.plane.window:
            if follow:
                self.play(Sweep(*moving, follow=change, start=0, end=1), run_time=run_time)
            return
        # What is not on the plane has to move as well to be drawn anew.
        others = Sweep(*moving, follow=lambda fraction: None, start=0, end=1) if moving else None
        self.play(self.push_in(window, change), *([others] if others else []), run_time=run_time)

    def ring_out(self, *gone: VMobject) -> None:
        """Let the contact ring out, while all else dims for a moment."""
        first = self.facts.orders[0]
        contact = first_contact(self.facts.line, first)
        self.contact.set_contact(contact)
        self.bottoms.put_around(contact.vertices, first)
        self.ring_and_dim(list(contact.vertices), VGroup(self.contact, self.bottoms), FadeOut(*gone))
        self.play(FadeOut(self.veil), run_time=0.4)

    # Beat 2

    def sharpen_the_valley(self) -> None:
        """Sweep the order down to 1: the smooth valley gets a kink."""
        first, one, _ = self.facts.orders
        headline = self.panel.headline("One valley")
        with self.beat("one-valley", "One valley"):
            self.set_order(first)
            if self.facts.is_tie:
                self.say("$p = 1$: still one valley, but its bottom is flat: a tie.")
            else:
                bottom = self.facts.answers[0]
                self.say("At $p = 1$ it has a kink, at the sparse answer {bottom}.", bottom=bottom)
            self.play(FadeIn(headline), run_time=0.5)
            self.play(self.sweep_order(first, one), run_time=3)
        self.play(FadeOut(headline), run_time=0.3)

    # Beat 3

    def split_the_valley(self) -> None:
        """Sweep the order below 1: the spike through the other tip gets so thin that it is a valley, too."""
        facts, (_, one, low) = self.facts, self.facts.orders
        headline = self.panel.headline("Two valleys")
        tips = ChartRings(self.chart, 1, color=self.theme.ink)
        for tip in facts.higher:
            tips.put_around(tip, low)
        others = VGroup(*self.tip_marks[len(facts.deepest) :], *self.tip_labels[len(facts.deepest) :])
        with self.beat("two-valleys", "Two valleys"):
            self.is_ball_of_tip = True
            if facts.is_tie:
                self.say("Both tips lie on one ball; below 1 its sides bend away from the line.")
            else:
                self.say("Below 1, the other tip's spike is so thin that the line leaves it on both sides.")
            self.play(FadeIn(headline), run_time=0.3)
            self.go_to(self.home, None, run_time=1)
            if not facts.is_tie:
                self.play(FadeIn(others), run_time=0.3)
                grow = Sweep(self.ball, self.level, follow=self.set_ball, start=facts.radius, end=facts.tip_sizes[1])
                self.play(grow, run_time=1)
            self.go_to(self.near_tip, None, run_time=1)
            self.play(self.sweep_order(one, low), run_time=2.6)
            self.add(self.tip_marks)
            self.remove(self.contact)
            self.tips_on_chart = VGroup(self.bottoms, tips) if len(facts.higher) else VGroup(self.bottoms)
            top = Dot(self.chart.on_curve(float(facts.profile.parameter(facts.hill)), low), radius=0.08)
            self.hill_label = VGroup(top.set_color(self.theme.lp), self.label_on_chart(facts.hill, low))
            self.say(
                "$p = {order}$: two valleys, and a hill between, of size {size:.4}.",
                order=format_order(low),
                size=facts.hill_size,
            )
            self.go_to(self.home, None)
            self.play(FadeIn(self.tip_marks, self.line_label, self.tips_on_chart), run_time=0.6)
            self.play(FadeIn(self.hill_label), run_time=0.6)
            self.attend(self.tips_on_chart, self.hill_label)
        self.play(FadeOut(headline, self.ball, self.level), run_time=0.4)

    def label_on_chart(self, weights: np.ndarray, p: float) -> VMobject:
        """Label a point of the curve where that covers nothing."""
        label = formula(point_or_about(weights), size=POINT_LABEL, color=self.theme.ink)
        point = self.chart.on_curve(float(self.facts.profile.parameter(weights)), p)
        return place_clear(
            label,
            beside_point(label, point, 0.2),
            within=self.chart.view.region,
            curves=[self.curve, self.level],
        )

    # Beat 4

    def send_two_walkers(self) -> None:
        """Let two walkers go downhill from different points."""
        facts, low = self.facts, self.facts.orders[2]
        headline = self.panel.headline("Only ever downhill")
        walkers = [self.walker(start, look) for start, look in zip(self.two_starts(), (_square, _disc), strict=True)]
        dots = VGroup(*(dot for walker in walkers for dot in (walker.on_plane, walker.on_chart)))

        def follow(fraction: float) -> None:
            for walker in walkers:
                t = float(np.interp(fraction * _STEPS, np.arange(_STEPS + 1), walker.walk))
                walker.on_plane.move_to(self.view.at(facts.profile.points(t)))
                walker.on_chart.move_to(self.chart.on_curve(t, low))

        follow(0)
        with self.beat("two-walkers", "Two walkers"):
            self.say("Two walkers look for the smallest, only ever downhill.")
            self.play(FadeIn(headline, dots, self.tip_labels), FadeOut(self.hill_label), run_time=0.8)
            self.play(Sweep(*dots, follow=follow, start=0, end=1, rate_func=linear), run_time=3.2)
            self.say_where_they_end(*(VGroup(walker.on_plane, walker.on_chart) for walker in reversed(walkers)))
        self.attend()
        seen = (self.plane, self.line_drawn, self.line_label, self.tip_marks, self.tip_labels)
        self.play(FadeOut(headline, dots, *seen), run_time=0.5)

    def say_where_they_end(self, first: VMobject, second: VMobject) -> None:
        """Name the end of either walk, the better one first, in as many digits as tell the tips apart."""
        digits = digits_apart(*self.facts.tip_sizes)
        right, wrong = (point_or_about(tip, digits) for tip in self.facts.tips)
        self.attend(first)
        if self.facts.is_tie:
            self.say("One ends at {right}, the other at {wrong}.", right=right, wrong=wrong)
            self.attend(second)
            self.say("Here both tips are equally small. Elsewhere the wrong one may be far larger.")
            return
        best, worst = (number_or_about(size, max(4, digits)) for size in self.facts.tip_sizes)
        self.say("One finds the smallest: {right}, size {best}.", right=right, best=best)
        self.attend(second)
        self.say("The other is stuck at {wrong}, size {worst}.", wrong=wrong, worst=worst)

    def two_starts(self) -> list[float]:
        """Start one walker outside the tip that is not the deepest, one just across the hill from it."""
        facts, profile = self.facts, self.facts.profile
        right, wrong = (float(profile.parameter(tip)) for tip in facts.tips)
        top = float(profile.parameter(facts.hill))
        end = min(self.span, key=lambda t: abs(t - wrong))
        outside = np.linspace(wrong, end, 50)
        heights = lp_norm(profile.points(outside), facts.orders[2])
        visible = outside[heights <= 0.95 * self.chart.top]
        return [float(visible[-1]), top + 0.12 * (right - top)]

    def walker(self, start: float, look: Callable[[], VMobject]) -> Walker:
        """Make a walker of some look that goes downhill from a parameter of the line."""
        return Walker(descend(self.facts.profile, start, _STEPS), look(), look())

    # Beat 5

    def count_the_valleys(self) -> None:
        """Count the valleys: each is a choice of the weights that may live."""
        facts, ink, color = self.facts, self.theme.ink, self.theme.lp
        # Whole numbers in all their digits, however long.
        n, m = (Formula(str(number)) for number in facts.many)
        weights, equations = counted(facts.many[0], "weight"), counted(facts.many[1], "equation")
        valleys = "valleys" if facts.n_valleys > 1 else "valley"
        count = Formula(f"{facts.n_valleys:,}".replace(",", " thin "))
        headline = self.panel.headline("How many valleys?")
        room = self.left.grown(-_FOOT)
        few = VGroup()
        for tip, is_deepest in zip(facts.tips, facts.profile.is_global, strict=True):
            look = self.theme.contact if is_deepest else ink
            cells = Choices(2, Region.centred((0, 0), *_FEW_CELLS), color=look).choose(np.flatnonzero(tip))
            if is_deepest:
                light_up(cells.chosen)
            name = formula("(a, b) {tip:=}", size=LABEL, color=look, tip=tip)
            few.add(VGroup(cells, name).arrange(RIGHT, buff=0.3))
        few.arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        if facts.can_be_drawn:
            many = Choices(facts.many[0], Region.centred((0, 0), room.width, _MANY_CELLS), color=color)
        counted_all = formula("binom({n}, {m}) = {count}", color=color, n=n, m=m, count=count)
        rows = pile_up(
            room,
            prose("2 weights, 1 equation: choose 1", color=ink),
            few,
            prose("{weights}, {equations}: choose {m}", color=ink, weights=weights, equations=equations, m=m),
            *([many] if facts.can_be_drawn else []),
            counted_all,
        )
        # In the place of the whole count, while it is still counted.
        number = LiveNumber(1, decimals=0, color=color)
        place = VGroup(prose("choice", color=color), number).arrange(RIGHT, buff=0.25)
        place.scale(min(1.0, counted_all.height / place.height)).move_to(counted_all, aligned_edge=LEFT)
        with self.beat("how-many-valleys", "How many valleys"):
            self.say("Why two? Each choice of the one weight that lives is a valley.")
            self.play(FadeIn(headline, rows[0]), run_time=0.6)
            for pair in few:
                self.play(FadeIn(pair), run_time=0.6)
            self.attend(few, self.tips_on_chart)
            self.say(
                "{weights} and {equations}: up to {count} {valleys}.",
                weights=weights,
                equations=equations,
                count=count,
                valleys=valleys,
            )
            self.play(FadeIn(rows[2]), run_time=0.5)
            if facts.can_be_drawn:

                def follow(fraction: float) -> None:
                    which, chosen = facts.choice(fraction)
                    many.choose(chosen)
                    number.set_value(which)

                follow(0)
                self.play(FadeIn(many, place), run_time=0.3)
                self.play(Sweep(many, number, follow=follow, start=0, end=1), run_time=2.8)
                self.play(FadeOut(place), run_time=0.2)
            self.play(FadeIn(counted_all), run_time=0.4)
            self.attend(counted_all)
            self.say("Finding the deepest of them is NP-hard in general.")
        self.attend()
        self.play(FadeOut(headline, rows), run_time=0.4)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: one valley at p = 1, two below."""
        _, one, low = self.facts.orders
        headline = self.panel.headline("One valley needs $p >= 1$")
        convex = ProfileCurve(self.chart, one, color=color_of_order(one))
        plot, curves = self.chart.view.region, [self.curve, convex, *self.tips_on_chart]
        names = VGroup()
        for p in (low, one):
            name = formula("p = {order}", size=LABEL, color=color_of_order(p), order=format_order(p))
            anchors = self.anchors_on_curve(name, p)
            names.add(place_clear(name, anchors, within=plot, curves=curves, texts=names.submobjects))
        bottoms = self.gold_rings().put_around(self.facts.deepest, one)
        seen = (self.plane, self.line_drawn, self.line_label, self.tip_marks, self.tip_labels)
        with self.beat("summary", "Summary"):
            if self.facts.is_tie:
                self.say("$p = 1$ is the smallest order with one valley; here its bottom is flat.")
            else:
                self.say("$p = 1$ is the smallest order with one valley, and its bottom is sparse.")
            self.play(FadeIn(headline, *seen, names[0]), FadeOut(self.order), run_time=0.8)
            self.play(Create(convex), run_time=1.5)
            self.play(FadeIn(bottoms, names[1]), run_time=0.6)
            if self.facts.is_tie:
                self.say("Elsewhere two valleys are equally deep only by chance.")
            self.wait(2)

    def anchors_on_curve(self, label: VMobject, p: float) -> list[np.ndarray]:
        """Places beside the curve of an order, all along the chart."""
        return [
            anchor
            for t in np.linspace(*self.span, 25)[2:-2]
            for anchor in beside_point(label, self.chart.on_curve(float(t), p), 0.12)[:12]
        ]


def counted(number: int, thing: str) -> str:
    """Write how many there are of something: `1 weight`, `2 weights`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _disc() -> VMobject:
    """How one walker looks."""
    return Dot(radius=_DOT, color=current_theme().ink)


def _square() -> VMobject:
    """How the other walker looks."""
    return Square(2 * _DOT, color=current_theme().ink, fill_opacity=1, stroke_width=0).rotate(math.pi / 4)
