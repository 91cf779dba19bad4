"""Why not always p < 1: the size along the solution line gets a second valley, and a walk can end in the wrong one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from manim import RIGHT, UP, Circle, Create, Dot, FadeIn, FadeOut, VGroup, VMobject, linear

from sparsity.facts.two_valleys import TwoValleysFacts
from sparsity.geometry import descend, first_contact, lp_norm, number_of_bases
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.marks import AnswerDot, ContactMark
from sparsity.stage.actors.morph import ORDER_SIZE, color_near_order
from sparsity.stage.actors.moving_contact import MovingContact
from sparsity.stage.charts.profile import ChartRings, ProfileChart, ProfileCurve
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.panel import HEADLINE_HEIGHT, Panel
from sparsity.stage.layout.regions import Layout, Region
from sparsity.stage.layout.two_views import pile_up
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.look.strokes import MARK_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import LABEL, POINT_LABEL, formula, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.writing.live_number import Readout
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
# The names of the tips hang lower than the numbers of the plane.
_FOOT = 0.15
# Room above and below the chart for its title and the names of the tips.
_CHART_MARGIN = 0.65
# Aspect of the room from which plane and chart stand side by side.
_SIDE_BY_SIDE = 1.25


class Walker(NamedTuple):
    """A walk downhill along the line, and the two dots that show it."""

    walk: np.ndarray
    on_plane: Dot
    on_chart: Dot


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
        self.contact = MovingContact(self.view, first_contact(self.facts.line, first))
        self.bottoms = ChartRings(self.chart, 2, color=self.theme.contact)
        self.mark_the_tips()

    def room_for_chart(self) -> Region:
        """Where the chart's plot and its numbers are: in line with the plane's window if that is beside it."""
        right, window = self.right, self.view.region
        if right.left > self.left.left:
            return Region(right.left, window.bottom, right.right, window.top)
        return Region(right.left, right.bottom + _CHART_MARGIN, right.right, right.top - _CHART_MARGIN)

    def mark_the_tips(self) -> None:
        """Mark the two sparse answers: those of least size as contacts, a larger one with a plain ring."""
        facts, ink = self.facts, self.theme.ink
        self.tip_marks = VGroup(*(ContactMark(self.view, tip) for tip in facts.deepest))
        self.tip_marks.add(
            *(Circle(0.2, color=ink, stroke_width=MARK_STROKE).move_to(self.view.at(tip)) for tip in facts.higher)
        )
        # Labels keep clear of the contacts and balls of every order that the picture comes to rest at.
        curves: list[VMobject] = [*self.tip_marks]
        for p in facts.orders:
            contact = first_contact(facts.line, p)
            curves.append(NormBall(self.view, p, contact.radius, color=color_of_order(p)))
            curves.append(MovingContact(self.view, contact))
        self.tip_labels = VGroup()
        for tip, is_deepest in zip(facts.tips, facts.profile.is_global, strict=True):
            color = self.theme.contact if is_deepest else ink
            self.tip_labels.add(self.label_point(tip, color=color, curves=curves, texts=self.tip_labels.submobjects))
        self.line_label = self.label_line(curves, self.tip_labels.submobjects)

    def set_order(self, p: float) -> None:
        """Bend curve and ball to another order, the ball touching the line."""
        contact = first_contact(self.facts.line, p)
        self.order.set_value(p)
        self.curve.set_order(p)
        self.ball.radius = contact.radius
        self.ball.set_order(p)
        for actor in (self.curve, self.ball):
            actor.set_stroke(color_near_order(p))
        self.ball.set_fill(color_near_order(p))
        self.contact.set_contact(contact)
        self.bottoms.put_around(contact.vertices, p)

    def sweep_order(self, start: float, end: float) -> Sweep:
        """Animate the change from one order to another."""
        moving = (self.ball, self.contact, self.curve, self.bottoms, self.order)
        return Sweep(*moving, follow=self.set_order, start=start, end=end)

    # Beat 1

    def walk_along_the_line(self) -> None:
        """Walk along the line, and draw the size of every answer as a curve."""
        facts, p = self.facts, self.facts.orders[0]
        headline = self.panel.headline("The size of each answer")
        self.order.set_value(p)
        low, high = self.span
        foot = float(facts.profile.parameter(facts.smooth_bottom))
        dot = AnswerDot(self.view, facts.profile.points(low))
        above = Dot(radius=_DOT, color=self.theme.ink)

        def follow(t: float) -> None:
            weights = facts.profile.points(t)
            self.ball.set_radius(float(lp_norm(weights, p)))
            dot.move_to(self.view.at(weights))
            above.move_to(self.chart.on_curve(t, p))

        def draw(t: float) -> None:
            follow(t)
            self.curve.set_order(p, up_to=t)

        draw(low)
        self.add(self.plane, headline, self.line_drawn)
        with self.beat("a-walk-along-the-line", "A walk along the line"):
            self.say("Walk along all answers that fit: {equation}.", equation=facts.equation)
            self.play(FadeIn(self.line_label, dot), run_time=0.8)
            self.say("Each has a size: the radius of the ball through it.")
            # On its way the ball grows over the place of the label.
            self.play(FadeIn(self.ball, self.chart, self.order, above), FadeOut(self.line_label), run_time=0.8)
            self.add(self.ball, dot, self.curve, above)
            self.play(Sweep(self.ball, dot, self.curve, above, follow=draw, start=low, end=high), run_time=4)
            self.say("Downhill, the ball shrinks until it just touches.")
            self.play(Sweep(self.ball, dot, above, follow=follow, start=high, end=foot), run_time=2.5)
            self.say("Without the root, $abs(a)^p + abs(b)^p$: the same valleys.")
            self.play(FadeIn(self.line_label), run_time=0.6)
        self.play(FadeOut(headline, dot, above), run_time=0.4)

    # Beat 2

    def sharpen_the_valley(self) -> None:
        """Sweep the order down to 1: the smooth valley gets a kink."""
        first, one, _ = self.facts.orders
        headline = self.panel.headline("One valley")
        with self.beat("one-valley", "One valley"):
            self.set_order(first)
            self.say("$p = {order}$: one smooth valley, no zero weight at its bottom.", order=format_order(first))
            self.play(FadeIn(headline, self.contact, self.bottoms), run_time=0.8)
            self.say("Now lower p towards 1.")
            self.play(self.sweep_order(first, one), run_time=3)
            if self.facts.is_tie:
                self.say("$p = 1$: still one valley, but its bottom is flat: a tie.")
            else:
                bottom = self.facts.answers[0]
                self.say("$p = 1$: still one valley, with a kink at the sparse answer {bottom}.", bottom=bottom)
        self.play(FadeOut(headline), run_time=0.4)

    # Beat 3

    def split_the_valley(self) -> None:
        """Sweep the order below 1: two valleys with a hill between them."""
        facts, (_, one, low) = self.facts, self.facts.orders
        headline = self.panel.headline("Two valleys")
        with self.beat("two-valleys", "Two valleys"):
            self.say("Below 1 the curve bulges upwards between the two tips.")
            self.play(FadeIn(headline), run_time=0.5)
            self.play(self.sweep_order(one, low), run_time=3.5)
            self.say("$p = {order}$: two valleys, one at each sparse answer.", order=format_order(low))
            self.add(self.tip_marks)
            self.remove(self.contact)
            tips = ChartRings(self.chart, 1, color=self.theme.ink)
            for tip in facts.higher:
                tips.put_around(tip, low)
            self.tips_on_chart = VGroup(self.bottoms, tips) if len(facts.higher) else VGroup(self.bottoms)
            self.play(FadeIn(self.tip_marks, self.tip_labels, self.tips_on_chart), run_time=0.8)
            top = Dot(self.chart.on_curve(float(facts.profile.parameter(facts.hill)), low), radius=0.08)
            self.hill_label = VGroup(top.set_color(self.theme.lp), self.label_on_chart(facts.hill, low))
            self.say("Between them is a hill, at {hill}, of size {size:.4}.", hill=facts.hill, size=facts.hill_size)
            self.play(FadeIn(self.hill_label), run_time=0.6)
        self.play(FadeOut(headline, self.ball), run_time=0.4)

    def label_on_chart(self, weights: np.ndarray, p: float) -> VMobject:
        """Label a point of the curve where that covers nothing."""
        label = formula(point_or_about(weights), size=POINT_LABEL, color=self.theme.ink)
        point = self.chart.on_curve(float(self.facts.profile.parameter(weights)), p)
        return place_clear(label, beside_point(label, point, 0.2), within=self.chart.view.region, curves=[self.curve])

    # Beat 4

    def send_two_walkers(self) -> None:
        """Let two walkers go downhill from different points."""
        facts, low = self.facts, self.facts.orders[2]
        headline = self.panel.headline("Only ever downhill")
        walkers = [self.walker(start) for start in self.two_starts()]
        dots = VGroup(*(dot for walker in walkers for dot in (walker.on_plane, walker.on_chart)))

        def follow(fraction: float) -> None:
            for walker in walkers:
                t = float(np.interp(fraction * _STEPS, np.arange(_STEPS + 1), walker.walk))
                walker.on_plane.move_to(self.view.at(facts.profile.points(t)))
                walker.on_chart.move_to(self.chart.on_curve(t, low))

        follow(0)
        with self.beat("two-walkers", "Two walkers"):
            self.say("Two walkers look for the smallest answer. Each only ever goes downhill.")
            self.play(FadeIn(headline, dots), FadeOut(self.hill_label), run_time=0.8)
            self.wait(1)
            self.play(Sweep(*dots, follow=follow, start=0, end=1, rate_func=linear), run_time=5)
            self.say_where_they_end()
        self.play(FadeOut(headline, dots, self.chart, self.curve, self.tips_on_chart, self.order), run_time=0.5)

    def say_where_they_end(self) -> None:
        """Name the end of either walk, in as many digits as tell the tips apart."""
        digits = digits_apart(*self.facts.tip_sizes)
        right, wrong = (point_or_about(tip, digits) for tip in self.facts.tips)
        if self.facts.is_tie:
            self.say("One ends at {right}, the other at {wrong}.", right=right, wrong=wrong)
            self.say("Here both tips are equally small. Elsewhere the wrong one may be far larger.")
            return
        best, worst = (number_or_about(size, max(4, digits)) for size in self.facts.tip_sizes)
        self.say("One finds the smallest: {right}, size {best}.", right=right, best=best)
        self.say(
            "The other is stuck at {wrong}, size {worst}, with the hill in its way.",
            "The other is stuck at {wrong}, size {worst}.",
            wrong=wrong,
            worst=worst,
        )

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

    def walker(self, start: float) -> Walker:
        """Make a walker that goes downhill from a parameter of the line."""
        return Walker(
            descend(self.facts.profile, start, _STEPS),
            AnswerDot(self.view, self.facts.profile.points(start)),
            Dot(radius=_DOT, color=self.theme.ink),
        )

    # Beat 5

    def count_the_valleys(self) -> None:
        """Count the valleys when there are more weights."""
        ink, color = self.theme.ink, self.theme.lp
        # Whole numbers in all their digits, however long.
        n, m = (Formula(str(number)) for number in self.facts.many)
        weights, equations = counted(self.facts.many[0], "weight"), counted(self.facts.many[1], "equation")
        valleys = "valleys" if self.facts.n_valleys > 1 else "valley"
        count = Formula(f"{self.facts.n_valleys:,}".replace(",", " thin "))
        headline = self.panel.headline("How many valleys?")
        rows = pile_up(
            self.right.grown(-_FOOT),
            prose("2 weights, 1 equation:", color=ink),
            formula("binom(2, 1) = {count}", color=color, count=number_of_bases(2, 1)),
            prose("{weights}, {equations}: up to", color=ink, weights=weights, equations=equations),
            formula("binom({n}, {m}) = {count}", color=color, n=n, m=m, count=count),
            prose("Finding the deepest: NP-hard in general.", color=ink, width=self.right.width - 2 * _FOOT),
        )
        with self.beat("how-many-valleys", "How many valleys"):
            self.say("With n weights and m equations there are up to $C(n, m)$ such valleys.")
            self.play(FadeIn(headline, *rows[:2]), run_time=0.8)
            self.say(
                "{weights} and {equations}: up to {count} {valleys}.",
                weights=weights,
                equations=equations,
                count=count,
                valleys=valleys,
            )
            self.play(FadeIn(*rows[2:4]), run_time=0.8)
            self.say("Finding the deepest is NP-hard in general: the price of $p < 1$.")
            self.play(FadeIn(rows[4]), run_time=0.6)
        self.play(FadeOut(headline, rows), run_time=0.4)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: one valley at p = 1, two below."""
        _, one, low = self.facts.orders
        headline = self.panel.headline("One valley needs $p >= 1$")
        self.set_order(low)
        convex = ProfileCurve(self.chart, one, color=color_of_order(one))
        plot, curves = self.chart.view.region, [self.curve, convex, *self.tips_on_chart]
        names = VGroup()
        for p in (low, one):
            name = formula("p = {order}", size=LABEL, color=color_of_order(p), order=format_order(p))
            anchors = self.anchors_on_curve(name, p)
            names.add(place_clear(name, anchors, within=plot, curves=curves, texts=names.submobjects))
        bottoms = ChartRings(self.chart, 2, color=self.theme.contact).put_around(self.facts.deepest, one)
        with self.beat("summary", "Summary"):
            if self.facts.is_tie:
                self.say("Below 1 there are several valleys; only by chance are they equally deep.")
            else:
                self.say("Below 1 there are several valleys; a walk may end in the wrong one.")
            self.play(FadeIn(headline, self.chart, self.curve, self.tips_on_chart, names[0]), run_time=0.8)
            if self.facts.is_tie:
                self.say("$p = 1$ is the smallest order with a single valley; here its bottom is flat.")
            else:
                self.say("$p = 1$ is the smallest order with a single valley, and its bottom is sparse.")
            self.play(Create(convex), run_time=1.5)
            self.play(FadeIn(bottoms, names[1]), run_time=0.6)
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
