"""How steps get to an exact zero: three walkers from one start, and ridge regression's way beside them."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, FadeOut, VMobject, linear

from sparsity.facts.descent import STEPS, DescentFacts
from sparsity.facts.loss import WEIGHTS
from sparsity.geometry.loss import Walk
from sparsity.stage.actors.contours import SumContours
from sparsity.stage.actors.marks import ContactMark
from sparsity.stage.actors.ripple import Ripple
from sparsity.stage.actors.walker import Walker
from sparsity.stage.look.strokes import GHOST_OPACITY, GRID_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY
from sparsity.stage.pictures.plane_picture import PlanePictureScene
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import Readout
from sparsity.stage.writing.tally import Tally

# Room around all walks, as a share.
_MARGIN = 0.08
_CONTOUR_OPACITY = 0.7
# What has been walked and is no longer the subject.
_PAST = 0.35


class HowItGetsThere(PlanePictureScene):
    """Why some ways of walking downhill end at exact zeros, and others never do.

    Attributes
    ----------
    features
        The data points' features (x₁, x₂) by rows: 2 to 12 rows, none of zeros, not all parallel.
    targets
        What is to be explained at each data point; as many numbers as there are rows, such that the answer that fits
        best needs both weights.
    price
        The price λ of the size |w₁| + |w₂|, such that the answer has exactly one zero.
    start
        Where all walkers begin: off the axes and away from the answer.
    """

    features = ((1, 0), (1, 0), (1, 1), (0, 1))
    targets = (3, 1, 3, 1)
    price = 7
    start = (-1.3, 2.5)

    facts_of = DescentFacts
    facts: DescentFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.ask()
        self.walk_against_the_slope()
        self.shrink()
        self.take_one_weight_at_a_time()
        self.flow_with_ridge()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Make the plane with room for all walks, the walkers, and the counters."""
        facts, theme = self.facts, self.theme
        walks = (facts.subgradient, facts.proximal, facts.coordinates)
        seen = np.concatenate([*(walk.points for walk in walks), facts.ridge_way, [facts.best, (0, 0)]])
        middle = (seen.min(axis=0) + seen.max(axis=0)) / 2
        self.set_the_plane(Window.to_cover(middle + (1 + _MARGIN) * (seen - middle)), WEIGHTS)
        self.contours = [
            SumContours(
                self.view, facts.loss, p, facts.sum_heights, float(facts.price), color=color, stroke_width=GRID_STROKE
            ).set_stroke(opacity=_CONTOUR_OPACITY)
            for p, color in ((1, theme.l1), (2, theme.l2))
        ]
        colors = (theme.lp, theme.l1, theme.ink)
        self.walkers = [Walker(self.view, walk.points, color=color) for walk, color in zip(walks, colors, strict=True)]
        self.flow = Walker(self.view, facts.ridge_way, color=theme.l2, marks=False)
        # The ring alone: what happens at the answer is to be seen.
        self.goal = ContactMark(self.view, facts.answer).ring
        self.headlines = {
            "ask": self.panel.headline("How to get to zero?"),
            "slope": self.panel.headline("Against the slope"),
            "shrink": self.panel.headline("Step, then shrink"),
            "axes": self.panel.headline("One weight at a time"),
            "ridge": self.panel.headline("And with squares?"),
            "sum": self.panel.headline("Who rests at zero"),
        }
        self.headline = self.headlines["ask"]
        self.number = Readout('"step"', STEPS, color=theme.ink, size=BODY)
        self.number.number.decimals = 0
        largest = float(max(np.abs(walk.points[:, facts.dropped]).max() for walk in walks))
        self.weight = Readout(WEIGHTS[facts.dropped], largest, extra_decimals=2, color=theme.ink, size=BODY)
        self.tallies = [
            Tally.of(words, facts.zeros(walk)[1:], color=color)
            for words, walk, color in zip(
                ("zeros by slope:", "zeros by shrinking:", "zeros by axes:"), walks, colors, strict=True
            )
        ]
        for tally in self.tallies:
            tally.show_first(0)
        self.rows = self.panel.rows(self.headline, self.number, self.weight, *self.tallies)

    def change_headline(self, name: str, *gone: VMobject) -> None:
        """Put another headline in the place of the last, and let some things go with that."""
        self.play(FadeOut(self.headline, *gone), FadeIn(self.headlines[name]), run_time=0.5)
        self.headline = self.headlines[name]

    def walk(self, index: int, start: float, end: float) -> Sweep:
        """Animate one walker from one step to another, with the numbers that follow."""
        facts = self.facts
        walks: tuple[Walk, ...] = (facts.subgradient, facts.proximal, facts.coordinates)
        walker, tally, points = self.walkers[index], self.tallies[index], walks[index].points

        def follow(steps: float) -> None:
            # From step to step; numbers are those of the last one that was done.
            done = int(steps + 1e-9)
            walker.walk_to(steps)
            tally.show_first(done)
            self.number.set_value(done)
            self.weight.set_value(float(points[done, facts.dropped]))

        moving = (walker, tally, self.number, self.weight)
        return Sweep(*moving, follow=follow, start=start, end=end, rate_func=linear)

    def ring_out(self) -> None:
        """Draw attention to the answer that has just been reached."""
        ripple = Ripple(self.view, [self.facts.answer])
        self.play(Sweep(ripple, follow=ripple.set_progress, start=0, end=1), run_time=0.9)
        self.remove(ripple)

    def leave(self, index: int) -> None:
        """Let a walker's way fade to a trace."""
        walker = self.walkers[index]
        parts = (walker.trail, walker.marks)
        self.play(*(part.animate.set_stroke(opacity=_PAST) for part in parts), FadeOut(walker.dot), run_time=0.4)

    # Beat 1

    def ask(self) -> None:
        """Show the sum, its least place, and a start."""
        facts = self.facts
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, self.contours[0], self.headline)
        with self.beat("how-to-get-there", "How to get there"):
            self.say(
                "At the price {price} the least sum is at {answer}.",
                price=float(facts.price),
                answer=facts.answer,
                spoken="It is the loss, and the price times the size $abs(w_1) + abs(w_2)$; its contours have kinks.",
            )
            self.play(FadeIn(self.goal), run_time=0.6)
            self.attend(self.goal)
            self.say(
                "One weight is exactly zero. How do steps ever get there?",
                weight=WEIGHTS[facts.dropped],
                start=facts.start,
                spoken="It is {weight}. All walks start at {start}.",
            )
            self.play(FadeIn(self.walkers[0].dot, scale=2), run_time=0.6)
            self.attend(self.walkers[0].dot)
        self.change_headline("slope")

    # Beat 2

    def walk_against_the_slope(self) -> None:
        """Take ever shorter steps against the slope: they hop about the axis."""
        facts = self.facts
        with self.beat("against-the-slope", "Against the slope"):
            self.say("Walk against the slope of the sum, by ever shorter steps.")
            self.play(FadeIn(self.rows), run_time=0.5)
            self.add(self.walkers[0], self.goal)
            self.play(self.walk(0, 0, 10), run_time=4)
            self.say(
                "It hops about the axis: {hops:~} times across in {steps:~} steps, never at zero.",
                hops=float(facts.hops),
                steps=float(STEPS),
            )
            self.play(self.walk(0, 10, STEPS), run_time=4.5)
            self.attend(self.tallies[0].number, self.weight)
        self.leave(0)
        self.change_headline("shrink")

    # Beat 3

    def shrink(self) -> None:
        """Step on the loss alone, then shrink: it lands exactly."""
        landed = self.facts.landing_step(self.facts.proximal)
        with self.beat("step-then-shrink", "Step, then shrink"):
            self.say("Now step on the loss alone, then shrink both weights, at most to zero.")
            self.add(self.walkers[1], self.goal)
            self.play(self.walk(1, 0, landed), run_time=min(4.0, max(2.0, 0.7 * landed)))
            self.say("At step {landed:~} the weight is exactly zero, and it stays.", landed=float(landed))
            self.play(self.walk(1, landed, STEPS), run_time=2.5)
            self.ring_out()
            self.attend(self.tallies[1].number)
        self.leave(1)
        self.change_headline("axes")

    # Beat 4

    def take_one_weight_at_a_time(self) -> None:
        """Go to the lowest point along one axis after the other."""
        landed = self.facts.landing_step(self.facts.coordinates)
        with self.beat("one-weight-at-a-time", "One weight at a time"):
            self.say("Or move one weight at a time, each to its lowest point: stairs.")
            self.add(self.walkers[2], self.goal)
            self.play(self.walk(2, 0, landed), run_time=min(4.0, max(2.0, 0.9 * landed)))
            self.say("At move {landed:~} it lands on the kink, exactly, and stays.", landed=float(landed))
            self.play(self.walk(2, landed, STEPS), run_time=2)
            self.ring_out()
            self.attend(self.tallies[2].number)
        self.leave(2)
        self.change_headline("ridge", self.contours[0], self.number, self.weight)

    # Beat 5

    def flow_with_ridge(self) -> None:
        """Follow the slope of ridge regression by infinitely small steps."""
        facts = self.facts
        last = len(facts.ridge_way) - 1
        with self.beat("with-squares", "With squares"):
            self.say(
                "With squares for a price, $lambda (w_1^2 + w_2^2)$, the slope is smooth.",
                spoken="From the same start a smooth curve runs downhill.",
            )
            self.play(FadeIn(self.contours[1]), run_time=0.6)
            self.add(self.flow)
            self.play(Sweep(self.flow, follow=self.flow.walk_to, start=0, end=last), run_time=4)
            self.attend(self.flow.dot)
            self.say("It runs to {ridge}. There is no kink to hold a weight at zero.", ridge=facts.ridge_answer)
        self.change_headline("sum", self.contours[1])

    @property
    def counted(self) -> dict[str, float]:
        """How often each walk was at zero."""
        facts = self.facts
        walks = {"slope": facts.subgradient, "shrinking": facts.proximal, "axes": facts.coordinates}
        return {"steps": float(STEPS), **{name: float(facts.zeros(walk)[1:].sum()) for name, walk in walks.items()}}

    # Beat 6

    def sum_up(self) -> None:
        """Leave all ways, and how many zeros each had."""
        with self.beat("summary", "Summary"):
            self.say(
                "Slopes hop about a kink. Shrinking, or one weight at a time, lands on it.",
                **self.counted,
                spoken="Steps at zero, of {steps:~}: {slope:~} by slope, {shrinking:~} by shrinking, {axes:~} by axes.",
            )
            ways = [part for walker in self.walkers for part in (walker.trail, walker.marks)]
            self.play(
                FadeIn(self.contours[0]),
                *(way.animate.set_stroke(opacity=1) for way in ways),
                self.flow.trail.animate.set_stroke(opacity=GHOST_OPACITY),
                run_time=0.8,
            )
            self.add(self.goal)
            self.wait(2)
