"""A price on size instead of a budget: the lasso walks straight to an exact zero, ridge regression never arrives."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from manim import DOWN, LEFT, UP, FadeIn, FadeOut, VGroup, VMobject

from sparsity.facts.loss import WEIGHTS
from sparsity.facts.trade_off import TradeOffFacts
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.contours import Contours
from sparsity.stage.actors.priced_answer import PricedAnswer, answers_up_to
from sparsity.stage.actors.trail import Trail
from sparsity.stage.charts.bars import Bars
from sparsity.stage.charts.dial import PriceDial
from sparsity.stage.charts.path import PathChart
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.rewrite import Rewrite
from sparsity.stage.look.strokes import GHOST_OPACITY
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import formula, prose
from sparsity.stage.pictures.loss_picture import LossPictureScene

# Scene units.
_GAP = 0.35
_DIAL_HEIGHT = 1.2
_NUMBERS_HEIGHT = 0.45
# Shares of the recorders' width, and the most of the height, that bars and chart take.
_BARS_SHARE = 0.26
_HIGHEST_CHART = 3.6


class Recorders(NamedTuple):
    """All that follows the answer of one norm."""

    answer: PricedAnswer
    dial: PriceDial
    bars: Bars
    records: list[Trail]


class TradeOff(LossPictureScene):
    """Why the lasso reaches exact zeros as the price of size rises, and ridge regression does not.

    Attributes
    ----------
    features
        The data points' features (x₁, x₂) by rows: 2 to 12 rows, none of zeros, not all parallel.
    targets
        What is to be explained at each data point; as many numbers as there are rows, such that the answer that fits
        best needs both weights.
    budget
        The budget c at which price and budget are compared: a tenth to nine tenths of the length of the best fit.
    """

    features = ((1, 0), (1, 0), (1, 1), (0, 1))
    targets = (3, 1, 3, 1)
    budget = 1

    facts_of = TradeOffFacts
    facts: TradeOffFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.put_a_price_on_size()
        self.raise_the_price()
        self.turn_both_dials()
        self.pay_for_squares()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Make plane, recorders and headlines."""
        facts = self.facts
        c = float(facts.budget)
        self.set_the_loss_stage(c, facts.diamond.loss)
        self.headlines = {
            "price": self.panel.headline("What if size has a price?"),
            "rise": self.panel.headline("The price rises"),
            "dials": self.panel.headline("A price is a budget"),
            "ridge": self.panel.headline("A price on squares"),
            "sum": self.panel.headline("Straight to zero, or never"),
        }
        self.diamond = NormBall(self.view, 1, c, color=self.theme.l1, n_points=9)
        self.reaching = Contours(self.view, facts.loss, [facts.diamond.loss])
        self.place_the_recorders()

    def place_the_recorders(self) -> None:
        """Put what is paid, a chart with bars and two dials into the room that every headline leaves."""
        facts, panel = self.facts, self.panel
        below = min(float(headline.get_bottom()[1]) for headline in self.headlines.values()) - _GAP
        self.paid = {
            "loss": formula("L(w)", color=self.theme.loss),
            1: formula("L(w) + lambda norm(w)_1", color=self.theme.l1),
            2: formula("L(w) + lambda norm(w)_2^2", color=self.theme.l2),
        }
        if panel.has_columns:
            half = panel.column_width
            column = Region(panel.region.left, panel.region.bottom, panel.region.left + half, below)
            room = Region(panel.region.right - half, panel.region.bottom, panel.region.right, panel.region.top)
        else:
            column = room = Region(panel.region.left, panel.region.bottom, panel.region.right, below)
        for paid in self.paid.values():
            paid.move_to((column.left + paid.width / 2, column.top - paid.height / 2, 0))
        paid_height = max(paid.height for paid in self.paid.values())
        dial = Region(column.left, column.bottom, column.right, column.bottom + _DIAL_HEIGHT)
        if not panel.has_columns:
            room = Region(room.left, dial.top + _GAP, room.right, column.top - paid_height - _GAP)
        spare = max(0.0, room.height - _HIGHEST_CHART) / 2
        room = Region(room.left, room.bottom + spare, room.right, room.top - spare)
        middle = room.right - _BARS_SHARE * room.width
        # With room for the numbers below the chart.
        beside = Region(middle, room.bottom, room.right, room.top)
        weights = np.concatenate([facts.lasso.weights, [facts.ridge_at(lam) for lam in np.linspace(0, facts.highest)]])
        span = (min(0.0, float(weights.min())), max(0.0, float(weights.max())))
        self.recorders: dict[int, Recorders] = {}
        for p, color in ((1, self.theme.l1), (2, self.theme.l2)):
            farthest = facts.highest if p == 1 else facts.far_price
            answer = PricedAnswer(self.view, facts.loss, p, facts.sum_heights, farthest, color=color)
            bars = Bars(beside, facts.best, span=span, colors=color, names=WEIGHTS)
            plot = bars.view.region
            if p == 1:
                left = Region(room.left, room.bottom, middle - _GAP, room.top)
                self.chart = PathChart(left, (plot.bottom, plot.top), facts.highest, span, facts.best, WEIGHTS)
            prices, path = answers_up_to(facts.loss, p, facts.highest)
            records = [self.chart.record(prices, path[:, index], color=color) for index in (0, 1)]
            size = facts.budget_at(0, p)
            self.recorders[p] = Recorders(
                answer,
                PriceDial(dial, facts.highest, size, facts.far_price, color=color, budget=f"c = norm(w)_{p}"),
                bars,
                records,
            )
            self.follow_price(p, 0)

    def follow_price(self, p: int, lam: float) -> None:
        """Let everything of one norm follow the price; what has been recorded stays."""
        answer, dial, bars, records = self.recorders[p]
        answer.set_price(lam)
        bars.set_values(answer.weights)
        dial.turn_to(lam, float(np.linalg.norm(answer.weights, ord=p)))
        for record in records:
            record.show_up_to(answer.reached)

    def moving(self, p: int) -> tuple[VMobject, ...]:
        """All that follows the price of one norm, from bottom to top."""
        answer, dial, bars, records = self.recorders[p]
        return (*answer.actors, bars, *records, dial)

    def sweep(self, p: int, start: float, end: float) -> Sweep:
        """Animate the price from one value to another."""
        return Sweep(*self.moving(p), follow=lambda lam: self.follow_price(p, lam), start=start, end=end)

    # Beat 1

    def put_a_price_on_size(self) -> None:
        """Add a price times the size to the loss."""
        lasso = self.recorders[1]
        self.add(self.plane, self.contours, self.best_dot, self.headlines["price"])
        with self.beat("a-price", "A price"):
            self.say(
                "The loss alone is least at the best fit, {best}.",
                best=self.facts.best,
                spoken="Its contours run around that point.",
            )
            self.play(FadeIn(self.paid["loss"]), run_time=0.6)
            self.attend(self.best_dot, self.paid["loss"])
            self.say(
                "Let each unit of size $abs(w_1) + abs(w_2)$ cost a price λ: this is the lasso.",
                spoken="A chart will record both weights over the price, and a dial shows price and size.",
            )
            self.play(Rewrite(self.paid["loss"], self.paid[1]), run_time=1)
            self.play(FadeIn(self.chart, lasso.dial, lasso.bars, *lasso.answer.actors), run_time=0.8)
            self.add(*self.moving(1))
            self.attend(lasso.dial.price, lasso.answer.dot)
        self.play(FadeOut(self.headlines["price"]), FadeIn(self.headlines["rise"]), run_time=0.5)

    # Beat 2

    def raise_the_price(self) -> None:
        """Raise the price: one weight reaches zero and stays there, and in the end both do."""
        facts, dot = self.facts, self.recorders[1].answer.dot
        weight = WEIGHTS[facts.first_dropped]
        with self.beat("the-price-rises", "The price rises"):
            self.say("The contours of the sum {now} move with the price. Those of the loss stay.")
            self.wait_for_word()
            self.play(self.sweep(1, 0, facts.first_zero), run_time=4)
            self.say(
                "At λ {price:=}, one weight is exactly zero: ${weight} = 0$.", price=facts.first_zero, weight=weight
            )
            # The contours of the sum close on their kink: an event as when a ball comes to a line.
            self.ring_and_dim([facts.lasso.at(facts.first_zero)], VGroup(dot, self.recorders[1].bars))
            self.play(FadeOut(self.veil), run_time=0.4)
            self.attend(dot, self.recorders[1].bars.dots)
            if facts.stays_zero:
                self.say("It stays zero, while the other goes on to zero as well.")
            else:
                self.say("The price rises on, and in the end both weights are zero.")
            self.play(self.sweep(1, facts.first_zero, facts.all_zero), run_time=3)
            self.say("From λ {price:=} on, both weights are zero.", price=facts.all_zero)
            self.play(self.sweep(1, facts.all_zero, facts.highest), run_time=0.8)
        self.play(FadeOut(self.headlines["rise"]), FadeIn(self.headlines["dials"]), run_time=0.5)

    # Beat 3

    def turn_both_dials(self) -> None:
        """Show that a price leads to the same answer as a budget."""
        facts = self.facts
        lasso = self.recorders[1]
        path = facts.lasso

        def follow(lam: float) -> None:
            self.follow_price(1, lam)
            self.diamond.set_radius(float(path.budget(lam)))
            self.reaching.set_levels([float(facts.loss.value(lasso.answer.weights))])

        def turn(start: float, end: float) -> Sweep:
            return Sweep(self.diamond, self.reaching, *self.moving(1), follow=follow, start=start, end=end)

        with self.beat("a-price-is-a-budget", "A price is a budget"):
            self.say(
                "Turn the price back to {price}: the answer has the size {budget}.",
                **self.compared,
                answer=facts.diamond.point,
                spoken="It is {answer}.",
            )
            self.play(self.sweep(1, facts.highest, facts.price), FadeOut(lasso.answer.contours), run_time=2.5)
            self.attend(lasso.dial.price, lasso.dial.budget)
            self.say("Within the diamond of that budget the loss is least at the same answer.")
            self.play(FadeIn(self.diamond, self.reaching), run_time=0.8)
            self.add(self.diamond, self.reaching, *self.moving(1)[1:])
            self.remove(lasso.answer.contours)
            self.attend(lasso.answer.dot)
            self.say("While a weight is left, each price has one budget: both dials turn.")
            far, near = 0.3 * facts.price, facts.price + 0.6 * (facts.all_zero - facts.price)
            self.remove(lasso.answer.contours)
            self.play(turn(facts.price, far), run_time=2)
            self.play(turn(far, near), run_time=2.5)
            self.remove(lasso.answer.contours)
        self.play(
            FadeOut(self.headlines["dials"], self.diamond, self.reaching, lasso.dial, lasso.bars, lasso.answer.dot),
            *(trail.animate.set_stroke(opacity=GHOST_OPACITY) for trail in (lasso.answer.trail, *lasso.records)),
            FadeIn(self.headlines["ridge"]),
            run_time=0.6,
        )

    @property
    def compared(self) -> dict[str, float]:
        """The price and the budget that are compared."""
        return {"price": self.facts.price, "budget": float(self.facts.budget)}

    # Beat 4

    def pay_for_squares(self) -> None:
        """Follow ridge regression: an arc that heads for zero and never arrives."""
        facts = self.facts
        ridge = self.recorders[2]
        with self.beat("a-price-on-squares", "A price on squares"):
            self.say("Let the squares cost instead, $w_1^2 + w_2^2$: ridge regression.")
            self.play(Rewrite(self.paid[1], self.paid[2]), run_time=1)
            self.play(FadeIn(*ridge.answer.actors, ridge.bars, ridge.dial), run_time=0.6)
            self.add(*self.moving(2))
            self.attend(ridge.answer.dot)
            self.say(
                "Its answer follows an arc, and both weights shrink together.",
                best=facts.best,
                spoken="The arc leads from {best} towards zero.",
            )
            self.play(self.sweep(2, 0, facts.highest), run_time=4)
            far = facts.ridge_at(facts.far_price)
            if facts.ridge_zeros:
                self.say("A weight is zero at one single price, λ {price:=}.", price=facts.ridge_zeros[0])
            else:
                self.say("However high the price, neither is ever exactly zero.")
            self.play(self.sweep(2, facts.highest, facts.far_price), run_time=2)
            self.attend(ridge.answer.dot)
            self.say("At λ {price:=} the answer is {far}.", price=facts.far_price, far=far)
        gone = (self.headlines["ridge"], self.paid[2], ridge.answer.contours, ridge.answer.dot, ridge.bars, ridge.dial)
        self.play(FadeOut(*gone), run_time=0.5)

    # Beat 5

    def sum_up(self) -> None:
        """Leave both ways on the plane and in the chart."""
        lasso, ridge = self.recorders[1], self.recorders[2]
        ways = (lasso.answer.trail, *lasso.records)
        lasso_name, ridge_name = prose("lasso", color=self.theme.l1), prose("ridge regression", color=self.theme.l2)
        names = VGroup(lasso_name, ridge_name)
        names.arrange(buff=0.8).move_to(self.paid[1], aligned_edge=LEFT)
        # On one baseline, whatever their letters.
        ridge_name.align_to(lasso_name, DOWN).shift((lasso_name.descent - ridge_name.descent) * UP)
        with self.beat("summary", "Summary"):
            self.say("The lasso walks straight from knot to knot, and along an axis to zero.")
            self.play(
                FadeIn(self.headlines["sum"], names), *(way.animate.set_stroke(opacity=1) for way in ways), run_time=0.8
            )
            self.attend(lasso.answer.trail)
            self.say("Ridge regression follows an arc to the same end, and is never there.")
            self.attend(ridge.answer.trail)
            self.wait(2)
