"""One weight alone: a price with a kink holds it at exactly zero, a smooth price never does."""

from __future__ import annotations

import math

import numpy as np
from manim import Dot, FadeIn, FadeOut, ManimColor, VGroup, VMobject

from sparsity.facts.kink import KinkFacts
from sparsity.stage.actors.force import Force
from sparsity.stage.actors.ripple import Ripple
from sparsity.stage.actors.trail import Trail
from sparsity.stage.charts.parabolas import Parabolas
from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import Region
from sparsity.stage.layout.two_views import TwoViews, line_up
from sparsity.stage.look.strokes import GHOST_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, formula
from sparsity.stage.planes.data_plane import DataPlane
from sparsity.stage.planes.view import View
from sparsity.stage.telling.story import StoryScene
from sparsity.stage.writing.live_number import Readout
from sparsity.words.formula import Formula
from sparsity.words.sentence import fill

# How far the charts reach, in wishes, and how high, in squares of the wish.
_LEFT, _RIGHT, _TOP = 0.5, 1.25, 1.2
_MAP_MARGIN = 1.08
# Room below and above the curves for numbers and names, in scene units.
_BELOW, _ABOVE = 0.55, 0.6
# How long the largest push is, as a share of a chart's width; how far z goes beyond the threshold to show it.
_PUSH_SHARE = 0.27
_BEYOND = 1.8
_DOT = 0.11
# Room around what is looked at from near, and what has been traced and is no longer the subject.
_ROOM, _PAST = 1.2, 0.3
_RINGING = 0.9


class WhyExactlyZero(StoryScene):
    """Why a price with a kink gives exact zeros, and a smooth one does not.

    Attributes
    ----------
    price
        The price λ, 0.01 to 100.
    wish
        The largest z, the weight that the data alone would give: 1.3 to 4 times the largest threshold of the price.
    """

    price = 2
    wish = 3

    facts_of = KinkFacts
    facts: KinkFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.put_a_price_on_one_weight()
        self.ask_for_less()
        self.weigh_the_forces()
        self.trace_the_maps()
        self.jump()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Make the two charts of costs, with their curves, dots and live numbers."""
        facts, theme = self.facts, self.theme
        self.regions = TwoViews.within(self.layout.safe)
        self.top = Panel(self.regions.headline, theme, one_column=True)
        wish = float(facts.wish)
        lower, upper = np.array([-_LEFT * wish, 0.0]), np.array([_RIGHT * wish, _TOP * wish**2])
        self.charts = [self.chart(lower, upper, ("w", '"cost"'), index) for index in (0, 1)]
        # Of their own, as they move nearer later on.
        self.views = [View(chart.view.lower, chart.view.upper, chart.view.region) for chart in self.charts]
        self.curves = [Parabolas(view, [], color=theme.loss) for view in self.views]
        self.losses = [Parabolas(view, [], color=theme.loss, stroke_width=GHOST_STROKE) for view in self.views]
        self.dots = [
            Dot(radius=_DOT, color=theme.contact_fill, stroke_color=theme.contact_rim, stroke_width=2) for _ in "12"
        ]
        self.wishes = [Dot(radius=0.8 * _DOT, color=theme.loss) for _ in "12"]
        self.pulls = [Force(color=theme.loss) for _ in "12"]
        self.pushes = [Force(color=color) for color in (theme.l1, theme.l2)]
        self.z = Readout("z", wish, extra_decimals=1, color=theme.loss, size=BODY)
        self.w = [Readout("w", wish, extra_decimals=1, color=color, size=BODY) for color in (theme.l1, theme.l2)]
        self.z.set_value(1 / 7)
        for readout in self.w:
            readout.set_value(1 / 7)
        self.numbers = [line_up(self.regions.under_first, self.z, self.w[0])]
        self.numbers.append(line_up(self.regions.under_second, self.w[1]))

    def chart(self, lower: np.ndarray, upper: np.ndarray, names: tuple[str, str], index: int) -> DataPlane:
        """Make a chart in the first or the second view."""
        room = (self.regions.first, self.regions.second)[index]
        window = Region(room.left, room.bottom + _BELOW, room.right, room.top - _ABOVE)
        return DataPlane(lower, upper, window, room, names)

    def wish_for(self, z: float, share: float = 1.0) -> None:
        """Show the costs, and where they are least, for a wish and a share of the price."""
        facts = self.facts
        self.z.set_value(z)
        for index, p in enumerate((1, 2)):
            view, w = self.views[index], facts.answer(z, p, share)
            self.curves[index].set_pieces(facts.sum_pieces(z, p, share))
            self.losses[index].set_pieces(facts.sum_pieces(z, 2, 0))
            self.dots[index].move_to(view.at((w, facts.cost(w, z, p, share))))
            self.wishes[index].move_to(view.at((z, 0)))
            self.w[index].set_value(w)

    @property
    def moving(self) -> list[VMobject]:
        """Everything that follows the wish, from bottom to top."""
        return [*self.losses, *self.curves, *self.wishes, *self.dots, self.z, *self.w]

    def sweep(self, start: float, end: float) -> Sweep:
        """Animate the wish from one value to another."""
        return Sweep(*self.moving, follow=self.wish_for, start=start, end=end)

    def come_nearer(self, wish: float) -> None:
        """Look at smaller weights: the charts get the scale that they would have with another wish."""
        lower, upper = np.array([-_LEFT * wish, 0.0]), np.array([_RIGHT * wish, _TOP * wish**2])
        near = [self.chart(lower, upper, ("w", '"cost"'), index) for index in (0, 1)]
        starts = [(view.lower, view.upper, view.region) for view in self.views]

        def follow(share: float) -> None:
            for view, chart, (low, high, room) in zip(self.views, near, starts, strict=True):
                goal = chart.view
                left_below = room.lower + share * (goal.region.lower - room.lower)
                right_above = room.upper + share * (goal.region.upper - room.upper)
                view.move_to(
                    low + share * (goal.lower - low),
                    high + share * (goal.upper - high),
                    Region(*left_below.tolist(), *right_above.tolist()),
                )
            self.wish_for(0)

        moving = (*self.losses, *self.curves, *self.wishes, *self.dots)
        self.play(FadeOut(*self.charts), FadeIn(*near), Sweep(*moving, follow=follow, start=0, end=1), run_time=1.2)
        self.near = near

    def change_headline(self, old: VGroup, words: str) -> VGroup:
        """Put another headline in the place of one."""
        new = self.top.headline(words)
        self.play(FadeOut(old), FadeIn(new), run_time=0.4)
        return new

    def ring_out(self, index: int, place: np.ndarray) -> None:
        """Draw attention to a point of a chart at which something has just come about."""
        ripple = Ripple(self.charts[index].view, [place])
        self.play(Sweep(ripple, follow=ripple.set_progress, start=0, end=1), run_time=_RINGING)
        self.remove(ripple)

    def names_under(self, *names: Formula) -> list[VMobject]:
        """Set what each chart shows below it."""
        colors = (self.theme.l1, self.theme.l2)
        unders = (self.regions.under_first, self.regions.under_second)
        return [
            line_up(under, formula(name, color=color, size=BODY))
            for name, color, under in zip(names, colors, unders, strict=True)
        ]

    # Beat 1

    def put_a_price_on_one_weight(self) -> None:
        """Show the loss of one weight, and let a price with a kink and a smooth one be added to it."""
        facts = self.facts
        wish = float(facts.wish)
        self.headline = self.top.headline("Why exactly zero?")
        self.paid = self.names_under(*facts.sums_written)
        self.wish_for(wish, 0)

        def raise_price(share: float) -> None:
            self.wish_for(wish, share)

        self.add(*self.charts, self.headline, *self.losses, *self.curves, *self.wishes, *self.dots)
        with self.beat("one-weight", "One weight"):
            self.say(
                "One weight alone. Its loss $(w - z)^2$ is least at z {wish:=}.",
                wish=wish,
                spoken="Two charts show it over the weight: the same parabola in both.",
            )
            self.attend(*self.dots, *self.wishes)
            self.say(
                "Add a price λ {price:=}: on the size $abs(w)$, or on the square $w^2$.",
                price=float(facts.price),
                spoken="In the first chart on the size, in the second on the square.",
            )
            colored = [
                curve.animate.set_stroke(color)
                for curve, color in zip(self.curves, (self.theme.l1, self.theme.l2), strict=True)
            ]
            self.play(FadeIn(*self.paid), *colored, run_time=0.6)
            moving = (*self.losses, *self.curves, *self.wishes, *self.dots)
            self.add(*moving)
            self.play(Sweep(*moving, follow=raise_price, start=0, end=1), run_time=2.5)
            self.attend(*self.dots)
            self.say(
                "Both prices pull the weight towards zero; the first one has a kink there.",
                kink=facts.answer(wish, 1),
                square=facts.answer(wish, 2),
                spoken="The cost is now least at $w$ {kink:=} in the first chart, at $w$ {square:=} in the second.",
            )
        self.headline = self.change_headline(self.headline, "What if the data ask for less?")
        self.play(FadeOut(*self.paid), FadeIn(*self.numbers), run_time=0.5)
        self.add(*self.moving)

    # Beat 2

    def ask_for_less(self) -> None:
        """Let the wish shrink: one weight is caught at zero, the other passes by."""
        facts = self.facts
        wish, edge = float(facts.wish), facts.threshold
        with self.beat("asking-for-less", "Asking for less"):
            self.say("Let the data ask for less, and watch where each cost is least.")
            self.play(self.sweep(wish, edge), run_time=3.5)
            self.ring_out(0, np.array([0.0, edge**2]))
            self.attend(self.dots[0], self.w[0])
            self.say(
                "At z {edge:=} the kink has caught the weight: it is exactly zero.",
                edge=edge,
                square=facts.answer(edge, 2),
                spoken="With the square the weight is still {square}.",
            )
            self.wait(1)
            self.say("There it stays for every z from {low} to {edge}. The other just passes by.", low=-edge, edge=edge)
            self.play(self.sweep(edge, -edge), run_time=2.5)
            self.play(self.sweep(-edge, 0), run_time=1.2)
            self.attend(*self.dots)
        self.headline = self.change_headline(self.headline, "Who pulls, who pushes?")

    # Beat 3

    def weigh_the_forces(self) -> None:
        """Draw the slopes at the answer as forces that keep a balance."""
        facts = self.facts
        lam, edge = float(facts.price), facts.threshold
        furthest = min(_BEYOND * edge, float(facts.wish))
        # The square's are the largest in the end.
        unit = _PUSH_SHARE / max(lam, 2 * (furthest - facts.answer(furthest, 2)))
        highest = max(facts.cost(facts.answer(furthest, p), furthest, p) for p in (1, 2))
        self.come_nearer(min(float(facts.wish), max(furthest / _RIGHT, math.sqrt(highest / _TOP)) * _ROOM))

        def follow(z: float) -> None:
            self.wish_for(z)
            for p, view, dot, pull, push in zip((1, 2), self.views, self.dots, self.pulls, self.pushes, strict=True):
                length = 2 * (z - facts.answer(z, p)) * unit * view.region.width
                pull.pull(dot.get_center(), length)
                push.pull(dot.get_center(), -length)

        def turn(start: float, end: float) -> Sweep:
            forces = (*self.pulls, *self.pushes)
            return Sweep(*self.moving, *forces, follow=follow, start=start, end=end)

        follow(0)
        self.add(*self.moving, *self.pulls, *self.pushes, *self.dots)
        with self.beat("forces", "Forces"):
            self.say(
                "A slope is a force. At zero the loss pulls with 2z, as z grows from zero.",
                spoken="At each weight two arrows oppose each other: the pull of the loss, the push of the price.",
            )
            self.play(turn(0, 0.5 * edge), run_time=2)
            self.attend(self.pushes[0], self.pulls[0])
            self.say("The kink pushes back just as hard, with any force up to λ {price:=}.", price=lam)
            self.play(turn(0.5 * edge, edge), run_time=2)
            self.attend(self.pushes[0], self.pulls[0])
            self.say("The square has no slope at zero: it can push only once the weight has left.")
            self.play(turn(edge, furthest), run_time=2)
            self.attend(self.pushes[1], self.pulls[1])

    # Beat 4

    def trace_the_maps(self) -> None:
        """Trace the weight over the wish, for both prices."""
        most = _MAP_MARGIN * float(self.facts.wish)
        self.maps = [self.chart(np.full(2, -most), np.full(2, most), ("z", "w"), index) for index in (0, 1)]
        headline = self.top.headline("From the wish $z$ to the weight $w$")
        self.traces = self.trails((1, 2), (self.theme.l1, self.theme.l2))
        lam = float(self.facts.price)
        divided = fill("w = z \\/ {share}", {"share": 1 + lam})
        names = self.names_under(Formula('"soft threshold"'), divided)
        gone = (self.headline, *self.near, *self.numbers, *self.moving, *self.pulls, *self.pushes)
        self.play(FadeOut(*gone), FadeIn(headline, *self.maps), run_time=0.6)
        self.headline = headline
        with self.beat("two-maps", "Two maps"):
            self.say(
                "With the kink the weight moves by half of λ towards zero, and never past it.",
                low=-self.facts.threshold,
                edge=self.facts.threshold,
                spoken="Drawn over $z$, the weight lies flat at zero from {low} to {edge}.",
            )
            self.play(FadeIn(names[0]), run_time=0.4)
            self.play(self.trace(self.traces[0]), run_time=3)
            self.attend(self.traces[0])
            self.say("With the square it is divided by {share}, and is zero for z = 0 alone.", share=1 + lam)
            self.play(FadeIn(names[1]), run_time=0.4)
            self.play(self.trace(self.traces[1]), run_time=3)
            self.attend(self.traces[1])
        # They stay behind: what follows is compared with them.
        past = [trace.animate.set_stroke(opacity=_PAST) for trace in self.traces]
        self.play(FadeOut(*names), *past, run_time=0.4)

    def trails(self, orders: tuple[float, float], colors: tuple[ManimColor, ManimColor]) -> list[Trail]:
        """What will be traced on either map."""
        return [self.trail(p, chart, color) for p, chart, color in zip(orders, self.maps, colors, strict=True)]

    def trail(self, p: float, chart: DataPlane, color: ManimColor) -> Trail:
        """What will be traced of one order."""
        pieces = [(z, chart.view.to_scene(np.column_stack([z, w]))) for z, w in self.facts.map_pieces(p)]
        return Trail(pieces, color=color)

    def trace(self, trail: Trail) -> Sweep:
        """Animate one trace from the lowest wish to the highest."""
        most = float(self.facts.wish)
        trail.show_up_to(-most)
        return Sweep(trail, follow=trail.show_up_to, start=-most, end=most)

    # Beat 5

    def jump(self) -> None:
        """Show the maps of prices below p = 1, which jump."""
        facts = self.facts
        self.headline = self.change_headline(self.headline, "Below $p = 1$ the weight jumps")
        self.jumps = self.trails((0.5, 0), (self.theme.lp, self.theme.lp))
        names = [
            line_up(under, formula(name, color=self.theme.lp, size=BODY))
            for name, under in (
                ("p = 1\\/2", self.regions.under_first),
                ("p = 0", self.regions.under_second),
            )
        ]
        threshold, landing = facts.half_jump
        with self.beat("jumps", "Jumps"):
            self.play(FadeIn(names[0]), run_time=0.4)
            self.say("With $lambda sqrt(abs(w))$ it jumps, at z {z:=}, from zero to {w}.", z=threshold, w=landing)
            self.play(self.trace(self.jumps[0]), run_time=2.5)
            self.attend(self.jumps[0])
            self.say(
                "If being nonzero costs λ, z is kept beyond $sqrt(lambda)$ {z:=}, else dropped.", z=facts.hard_jump
            )
            self.play(FadeIn(names[1]), run_time=0.4)
            self.play(self.trace(self.jumps[1]), run_time=2.5)
            self.attend(self.jumps[1])
        self.play(FadeOut(*names, *self.jumps), run_time=0.4)

    # Beat 6

    def sum_up(self) -> None:
        """Leave the two maps side by side."""
        self.headline = self.change_headline(self.headline, "A kink holds, a slope lets go")
        caught = fill('w = 0 "for" abs(z) <= {edge}', {"edge": self.facts.threshold})
        names = self.names_under(caught, Formula('w = 0 "for" z = 0'))
        with self.beat("summary", "Summary"):
            self.say("For one weight: the kink gives exact zeros over a whole range of data.")
            again = [trace.animate.set_stroke(opacity=1) for trace in self.traces]
            self.play(FadeIn(*names), *again, run_time=0.8)
            self.attend(self.traces[0])
            self.say("A smooth price makes weights small, and leaves them nonzero.")
            self.attend(self.traces[1])
            self.wait(2)
