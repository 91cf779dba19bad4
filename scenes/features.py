"""Ten features of real people: whom the lasso lets in, how well that predicts, and what units and twins do to it."""

from __future__ import annotations

import numpy as np
from manim import LEFT, FadeIn, FadeOut, ReplacementTransform, SurroundingRectangle, VGroup, VMobject, linear
from manim.utils.color import ParsableManimColor

from sparsity.facts.diabetes.people import NAMES
from sparsity.facts.features import HIGHEST, LOWEST, NET_PRICE, FeaturesFacts, Weights
from sparsity.stage.actors.many import Many
from sparsity.stage.actors.marks import with_rim
from sparsity.stage.charts.bars import LevelBars
from sparsity.stage.charts.price import Paths, PriceChart, PriceKnob, name_above
from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.in_turn import InTurn
from sparsity.stage.look.rewrite import Rewrite
from sparsity.stage.look.strokes import GHOST_OPACITY, THIN_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, POINT_LABEL, SMALL, formula, prose
from sparsity.stage.telling.story import StoryScene
from sparsity.stage.writing.live_number import Readout
from sparsity.stage.writing.tally import Tally

# Scene units: room above a chart for what is told of it, and below rows of the panel.
_ABOVE, _GAP = 0.85, 0.35
# From this magnitude on a counter has no decimals.
_WHOLE = 10.0
_SAMPLES = 160
_TRIAL_DOT = 0.055
# The share of the second twin at which the lasso is left.
_LOPSIDED = 0.3
# Room above and below weights, as a share of them.
_MARGIN = 0.06


class FeatureSelection(StoryScene):
    """What the lasso and ridge regression do with real data: ten features of people with diabetes.

    Attributes
    ----------
    price
        The price λ at which one feature gets another unit and a twin; the lasso keeps that feature there.
    feature
        Which feature that is: age, sex, bmi, bp, tc, ldl, hdl, tch, ltg or glu.
    unit
        How many times as large its other unit is: so large that the lasso drops it, up to 20.
    learned_from
        How many of the 442 people each trial learns from, 20 to 422; all others are predicted.
    trials
        How many trials there are, up to 100; neither lasso nor ridge regression may predict better in all of them.
    seed
        Where the random numbers start that choose whom to learn from, a whole number from 0.
    """

    price = 20
    feature = "bmi"
    unit = 3
    learned_from = 60
    trials = 40
    seed = 10

    facts_of = FeaturesFacts
    facts: FeaturesFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.lay_out()
        self.meet_the_data()
        self.let_features_join()
        self.let_all_in()
        self.predict()
        self.change_a_unit()
        self.copy_a_feature()
        self.sum_up()

    def lay_out(self) -> None:
        """Divide the frame into room for the picture and panel, and make the headlines."""
        layout = self.layout
        self.panel = Panel.of_frame(layout, self.theme)
        self.picture = layout.plane
        if layout.panel.top <= layout.plane.bottom:
            self.picture = Region(layout.safe.left, layout.plane.bottom, layout.safe.right, layout.plane.top)
        self.headlines = {
            name: self.panel.headline(words)
            for name, words in (
                ("data", "Which features matter?"),
                ("lasso", "They join one by one"),
                ("ridge", "All ten, always"),
                ("trial", "Who predicts better?"),
                ("unit", "Does the unit matter?"),
                ("twin", "And if two are the same?"),
                ("sum", "L1 or L2: when?"),
            )
        }
        self.headline = self.headlines["data"]

    def change_headline(self, name: str, *gone: VMobject, new: tuple[VMobject, ...] = ()) -> None:
        """Put another headline in the place of the last, and let some things go, and others come, with that."""
        self.play(FadeOut(self.headline, *gone), FadeIn(self.headlines[name], *new), run_time=0.5)
        self.headline = self.headlines[name]

    # Beat 1

    def meet_the_data(self) -> None:
        """Show the features, and the weights that fit best."""
        facts, theme = self.facts, self.theme
        names = list(NAMES.values())
        self.span = roomy(np.array([facts.best, np.zeros(len(names))]))
        large = LevelBars(
            self.picture, np.zeros(len(names)), span=self.span, colors=theme.loss, names=names, size=POINT_LABEL
        )
        people = prose("{n:~} people with diabetes", n=float(len(facts.people)), color=theme.ink)
        asked = prose("Wanted: how far it has gone on after a year", color=theme.ink, width=self.panel.column_width)
        self.panel.rows(self.headline, people, asked)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.headline, large, people, asked)
        with self.beat("ten-features", "Ten features"):
            self.say(
                "{n:~} people with diabetes: which of ten features matter?",
                n=float(len(facts.people)),
                spoken="They are {features}. Wanted is how far the disease has gone on after a year.",
                features=f"{', '.join(names[:-1])}, and {names[-1]}",
            )
            self.wait(1.2)
            self.play(large.sweep_to(facts.best), run_time=1.8)
            self.attend(*large.names)
            self.say("The best fit uses all ten, some of them against each other.")
            self.attend(*(large.names[number] for number in facts.partners))
        self.attend()
        self.rows_room = self.panel.room_for_rows(self.headlines["lasso"])
        top = min(float(headline.get_bottom()[1]) for headline in self.headlines.values())
        if not self.panel.has_columns:
            room = self.rows_room
            self.rows_room = Region(room.left, room.bottom, room.right, top - _GAP)
        self.bars = LevelBars(self.rows_room, facts.best, span=self.span, colors=theme.loss, names=names, size=SMALL)
        self.chart = PriceChart(self.chart_room, LOWEST, HIGHEST, self.span)
        self.knob = PriceKnob(self.chart, HIGHEST)
        self.price_shown = Readout("lambda", HIGHEST, extra_decimals=2, color=theme.ink, size=BODY)
        self.used = Readout('"features"', _WHOLE, color=theme.ink, size=BODY)
        self.price_shown.set_value(HIGHEST + 1 / 7)
        name_above(self.chart, self.price_shown, self.used)
        self.price_shown.set_value(HIGHEST)
        self.used.set_value(0)
        self.play(ReplacementTransform(large, self.bars), FadeOut(people, asked, self.headline), run_time=0.7)
        self.headline = self.headlines["lasso"]

    @property
    def chart_room(self) -> Region:
        """Room for one chart, below what is told of it."""
        room = self.picture
        return Region(room.left, room.bottom, room.right, room.top - _ABOVE)

    # Beats 2 and 3

    def paths(self, p: int, chart: PriceChart, color: ParsableManimColor) -> Paths:
        """What a chart will record of the lasso (1) or of ridge regression (2)."""
        facts = self.facts
        prices = np.geomspace(LOWEST, HIGHEST, _SAMPLES)
        if p == 1:
            knots = facts.lasso.lams
            prices = np.union1d(prices, knots[(knots > LOWEST) & (knots < HIGHEST)])
        return Paths(chart, prices, self.answers(p, prices), color=color)

    def answers(self, p: int, prices: Weights) -> Weights:
        """The weights at some prices."""
        return np.asarray(self.facts.lasso.at(prices) if p == 1 else self.facts.ridge.at(prices))

    def fall(self, p: int, paths: Paths, start: float, end: float) -> Sweep:
        """Let the price fall, evenly on its scale; bars, chart and numbers follow."""

        def follow(exponent: float) -> None:
            price = float(np.clip(10.0**exponent, LOWEST, HIGHEST))
            weights = self.answers(p, np.array(price))
            self.bars.set_values(weights)
            paths.fall_to(price, weights)
            self.knob.turn_to(price)
            self.price_shown.set_value(price)
            self.used.set_value(float(self.bars.count))

        moving = (self.knob, paths, self.bars, self.price_shown, self.used)
        return Sweep(*moving, follow=follow, start=np.log10(start), end=np.log10(end), rate_func=linear)

    def let_features_join(self) -> None:
        """Let the lasso's price fall: one feature after the other joins."""
        facts, theme = self.facts, self.theme
        self.lasso = self.paths(1, self.chart, theme.l1)
        first, second, third = (NAMES[list(NAMES)[number]] for _, number in facts.joins[:3])
        one, other = (list(NAMES.values())[number] for number in facts.partners)
        alone = float(np.sqrt(facts.joined_at(facts.partners[0]) * facts.joined_at(facts.partners[1])))
        enough = float(np.sqrt(facts.joins[2][0] * facts.joins[3][0]))
        pair = VGroup(*(self.bars.names[number] for number in facts.partners))
        self.frame = with_rim(SurroundingRectangle(pair, buff=0.06, stroke_width=THIN_STROKE))
        with self.beat("they-join", "They join one by one"):
            self.say("The lasso, at a high price: all are zero. Let it fall: who joins?")
            zeros = self.bars.sweep_to(np.zeros(len(NAMES)))
            shown = (self.headline, self.chart, self.knob, self.price_shown, self.used)
            self.play(zeros, FadeIn(*shown), run_time=1)
            self.bars.paint(theme.l1)
            self.play(self.fall(1, self.lasso, HIGHEST, enough), run_time=4)
            self.attend(*(self.bars.names[number] for _, number in facts.joins[:3]))
            self.say(
                "{first} and {second} join first, then {third}.",
                first=first.capitalize(),
                second=second,
                third=third,
            )
            self.wait(1)
            self.attend()
            self.play(self.fall(1, self.lasso, enough, alone), run_time=3.5)
            self.say(
                "Of two that go together (correlation {r:.1}), one is in.",
                r=facts.correlation,
                one=one.capitalize(),
                other=other,
                spoken="{one} is in, {other} is still zero.",
            )
            self.play(FadeIn(self.frame), run_time=0.5)
            self.attend(*pair)
            self.wait(2.2)
            self.attend()
            self.play(FadeOut(self.frame), self.fall(1, self.lasso, alone, LOWEST), run_time=2.2)

    def let_all_in(self) -> None:
        """Let the price of squares fall: all features take part, and a weight changes its sign."""
        facts, theme = self.facts, self.theme
        self.ridge = self.paths(2, self.chart, theme.l2)
        one, other = (list(NAMES.values())[number] for number in facts.partners)
        pair = [self.ridge.trails[number] for number in facts.partners]
        self.change_headline("ridge", self.lasso, self.knob, self.price_shown, self.used)
        with self.beat("all-ten", "All ten, always"):
            self.say("Ridge regression: all ten are in, from the highest price on.")
            self.play(self.bars.sweep_to(self.answers(2, np.array(HIGHEST))), run_time=0.6)
            self.bars.paint(theme.l2)
            self.play(self.fall(2, self.ridge, HIGHEST, facts.flip), run_time=3.8)
            self.say(
                "At λ {price:=}, {one} changes its sign: the pair pulls apart.",
                price=facts.flip,
                one=one,
                other=other,
                spoken="In the end {one} is below zero, and {other} above.",
            )
            for trail in pair:
                with_rim(trail)
            self.play(FadeIn(self.frame), run_time=0.5)
            self.play(self.fall(2, self.ridge, facts.flip, LOWEST), run_time=3.5)
            self.attend(*pair)
            self.say("What both say cancels: so weights may grow and flip on the way.")
        self.attend()

    # Beat 4

    def predict(self) -> None:
        """Learn from some people, and see how well that predicts the others, once and many times."""
        facts, theme = self.facts, self.theme
        trial, *_ = facts.all_trials
        shares = {p: trial.shares[p] for p in (1, 2)}
        bests = {p: np.array([one.best_share(p) for one in facts.all_trials]) for p in (1, 2)}
        highest = max(float(best.max()) for best in bests.values())
        chart = PriceChart(self.chart_room, LOWEST, HIGHEST, (0.0, 1.1 * highest))
        title = name_above(chart, prose("share explained of those held back", size=BODY, color=theme.ink))
        colors = {1: theme.l1, 2: theme.l2}
        records = {p: chart.record(trial.prices, shares[p], color=colors[p]) for p in (1, 2)}
        knob = PriceKnob(chart, HIGHEST)
        learned = prose("learn from {n:~} people", n=float(facts.learned_from), color=theme.ink)
        others = prose("predict {n:~} others", n=float(len(trial.held_back)), color=theme.ink)
        wins = np.array(facts.lasso_wins)
        tallies = self.tallies = [
            Tally.of("lasso predicts better:", wins, color=theme.l1),
            Tally.of("ridge predicts better:", ~wins, color=theme.l2),
        ]
        used = Readout('"lasso uses, on average,"', _WHOLE, extra_decimals=1, color=theme.l1, size=BODY)
        used.set_value(facts.mean_used)
        self.panel.rows(self.headlines["trial"], learned, others, *tallies, used)
        for tally in tallies:
            tally.show_first(0)
        gone = (self.chart, self.ridge, self.knob, self.price_shown, self.used, self.bars, self.frame)
        self.change_headline("trial", *gone, new=(chart, title, learned, others))
        with self.beat("predict", "Who predicts better?"):
            self.say(
                "Learn from {n:~} people, and predict all others.",
                n=float(facts.learned_from),
                others=float(len(trial.held_back)),
                spoken="What counts is how much of the differences between the {others:~} others is explained.",
            )

            def follow(exponent: float) -> None:
                price = float(np.clip(10.0**exponent, LOWEST, HIGHEST))
                knob.turn_to(price)
                for record in records.values():
                    record.show_up_to(chart.progress(price))

            ends = np.log10([HIGHEST, LOWEST])
            self.play(
                Sweep(knob, *records.values(), follow=follow, start=ends[0], end=ends[1], rate_func=linear), run_time=4
            )
            marks = {
                p: Many.dots(
                    chart.view,
                    chart.coordinates([one.prices[one.best(p)] for one in facts.all_trials], bests[p]),
                    color=colors[p],
                    radius=_TRIAL_DOT,
                )
                for p in (1, 2)
            }
            self.say(
                "Best: lasso {one} with {k:~} features, ridge {other} with all ten.",
                one=trial.best_share(1),
                k=float(trial.n_used),
                other=trial.best_share(2),
                spoken="That is the share explained, at the price at which each predicts best.",
            )
            self.play(FadeOut(knob), InTurn(*marks.values(), count=1), run_time=0.4)
            self.attend(*records.values())
            self.wait(3)
            self.say(
                "Learn from others, {trials:~} times: neither always predicts better.",
                trials=float(facts.trials),
                won=float(sum(facts.lasso_wins)),
                used=facts.mean_used,
                spoken="The lasso does so {won:~} times, with {used} features on average.",
            )
            self.attend()
            past = [record.animate.set_stroke(opacity=GHOST_OPACITY) for record in records.values()]
            self.play(FadeIn(*tallies), *past, run_time=0.4)
            self.play(InTurn(*marks.values(), *tallies, count=facts.trials), run_time=3.2)
            self.play(FadeIn(used), run_time=0.4)
            self.attend(used.number)
        self.attend()
        self.gone = [chart, title, *records.values(), *marks.values(), learned, others, *tallies, used]

    # Beat 5

    def change_a_unit(self) -> None:
        """Measure one feature in another unit: the same data, and another choice."""
        facts, theme = self.facts, self.theme
        unit, name = float(facts.unit), NAMES[facts.feature]
        shown = [facts.in_unit(share) for share in np.linspace(1, unit, 30)]
        span = roomy(np.array(shown))
        bars = LevelBars(
            self.picture, facts.at_price, span=span, colors=theme.l1, names=list(NAMES.values()), size=POINT_LABEL
        )
        times = Readout('"size of the unit"', unit, extra_decimals=1, color=theme.ink)
        price = formula("lambda = {lam:~}", lam=float(facts.price), color=theme.ink)
        self.panel.rows(self.headlines["unit"], price, times)

        def follow(factor: float) -> None:
            bars.set_values(facts.in_unit(factor))
            times.set_value(factor)

        follow(1.0)

        def sweep(start: float, end: float) -> Sweep:
            return Sweep(bars, times, follow=follow, start=start, end=end)

        self.change_headline("unit", *self.gone, new=(bars, price, times))
        self.add(bars, times)
        with self.beat("unit", "Does the unit matter?"):
            self.say("The same data, with {name} in a unit {unit:~} times as large.", name=name, unit=unit)
            self.wait(0.8)
            self.play(sweep(1, unit), run_time=3)
            self.attend(bars.names[facts.number])
            self.say("Smaller numbers need a larger weight, and that costs: it is dropped.")
            self.wait(3)
            self.say("So _standardise_: divide every feature by its spread first.")
            self.attend()
            self.play(sweep(unit, 1), run_time=2)
            self.attend(times.number)
        self.attend()
        self.unit_bars = bars
        self.gone = [price, times]

    # Beat 6

    def copy_a_feature(self) -> None:
        """Put one feature in twice: the lasso cannot choose, the elastic net lets both share."""
        facts, theme = self.facts, self.theme
        name = NAMES[facts.feature]
        names = [*NAMES.values(), f"{name} again"]
        # The twin stands below its original.
        order = np.insert(np.arange(len(NAMES)), facts.number + 1, len(NAMES))
        span = roomy(np.array([facts.split(0), facts.split(1), facts.shared]))
        bars = LevelBars(
            self.picture,
            facts.split(0)[order],
            span=span,
            colors=theme.l1,
            names=[names[number] for number in order],
            size=POINT_LABEL,
        )
        loss, price = facts.standard.loss(twin_of=facts.number), float(facts.price)

        def paid(weights: Weights) -> float:
            return float(loss.value(weights)) + price * float(np.abs(weights).sum())

        costs = Readout("L(w) + lambda norm(w)_1", paid(facts.split(0)), extra_decimals=1, color=theme.l1)
        net = formula("L(w) + lambda norm(w)_1 + {price:~} norm(w)_2^2", price=NET_PRICE, color=theme.lp)
        lam = formula("lambda = {lam:~}", lam=price, color=theme.ink)
        # Set before it is measured: it gets wider.
        costs.set_value(paid(facts.split(0)))
        self.panel.rows(self.headlines["twin"], lam, costs)
        net.scale(min(1.0, self.panel.column_width / net.width)).move_to(costs, aligned_edge=LEFT)

        def follow(share: float) -> None:
            weights = facts.split(share)
            bars.set_values(weights[order])
            costs.set_value(paid(weights))

        def sweep(start: float, end: float) -> Sweep:
            return Sweep(bars, costs, follow=follow, start=start, end=end)

        self.play(
            ReplacementTransform(self.unit_bars, bars),
            FadeOut(self.headline, *self.gone),
            FadeIn(self.headlines["twin"], lam, costs),
            run_time=0.7,
        )
        self.headline = self.headlines["twin"]
        twins = [bars.names[row] for row in (facts.number, facts.number + 1)]
        with self.beat("twins", "If two are the same"):
            self.say(
                "Put {name} in twice: every split costs the same.",
                name=name,
                spoken="All of the weight may be on one of the two, or on the other, or anything between.",
            )
            self.play(sweep(0, 1), run_time=2.5)
            self.play(sweep(1, _LOPSIDED), run_time=2)
            self.say("The lasso cannot choose. With a price on squares too, twins share: the elastic net.")
            self.attend(*twins)
            self.wait(1)
            self.play(Rewrite(None, net), FadeOut(costs), bars.sweep_to(facts.shared[order]), run_time=1.5)
            self.play(bars.bars.animate.set_color(theme.lp), run_time=0.4)
        self.attend()
        self.twin_bars = bars
        self.gone = [bars, lam, net]

    # Beat 7

    def sum_up(self) -> None:
        """Put both paths above each other, and say when to wish for which."""
        theme = self.theme
        room = self.picture
        half = (room.height - _GAP) / 2
        shown: list[VMobject] = []
        for p, top, color, words in (
            (1, room.top, theme.l1, "lasso"),
            (2, room.top - half - _GAP, theme.l2, "ridge regression"),
        ):
            chart = PriceChart(Region(room.left, top - half, room.right, top - _ABOVE), LOWEST, HIGHEST, self.span)
            paths = self.paths(p, chart, color)
            paths.fall_to(LOWEST, self.answers(p, np.array(LOWEST)))
            shown += [chart, paths, name_above(chart, prose(words, size=BODY, color=color))]
        wishes = [
            prose(told, color=color, width=self.panel.column_width)
            for told, color in (
                ("Lasso: a few features matter, or each one costs.", theme.l1),
                ("Ridge: many matter a little.", theme.l2),
                ("Elastic net: few, with twins that go together.", theme.lp),
            )
        ]
        self.panel.rows(self.headlines["sum"], *wishes)
        self.change_headline("sum", *self.gone, new=(*shown, wishes[0]))
        with self.beat("summary", "Summary"):
            self.say("Few features, or costly ones: lasso. Many small effects: ridge.")
            self.wait(1.2)
            self.play(FadeIn(wishes[1]), run_time=0.4)
            self.wait(1.2)
            self.play(FadeIn(wishes[2]), run_time=0.4)
            self.say("Which predicts better, people held back will tell.")


def roomy(weights: Weights) -> tuple[float, float]:
    """The lowest and the highest of some weights, 0 among them, with a margin."""
    low, high = min(0.0, float(weights.min())), max(0.0, float(weights.max()))
    margin = _MARGIN * (high - low)
    return low - margin, high + margin
