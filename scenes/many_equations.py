"""Many weights: one more equation, one more weight in L1. And when a hidden truth is found again."""

from __future__ import annotations

import numpy as np
from manim import LEFT, UP, Create, FadeIn, FadeOut, ManimColor, SurroundingRectangle, VGroup, VMobject, linear

from sparsity.facts.many_equations import ManyEquationsFacts, Weights
from sparsity.stage.charts.bars import Bars
from sparsity.stage.charts.share_map import ShareMap
from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import ACTOR_STROKE, THIN_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, LABEL, formula, prose
from sparsity.stage.planes.axes import axis_numbers, put_below, put_left
from sparsity.stage.planes.view import View, polyline, window_frame
from sparsity.stage.telling.story import StoryScene
from sparsity.stage.writing.live_number import Readout
from sparsity.words.sentence import Sentence, Value

# Room above a row of bars for what it is called, and between two rows, in scene units.
_NAME, _GAP = 0.55, 0.3
# Room for the numbers and the name along an axis of the map.
_AXIS = 1.0
# Half of the last number, which reaches beyond the map.
_LAST_NUMBER = 0.25
_TICKS = (0.0, 0.5, 1.0)
# From this magnitude on a counter has no decimals.
_WHOLE = 10.0


class OneWeightPerEquation(StoryScene):
    """How many weights the smallest answers keep, and when the smallest L1 answer is the truth.

    Attributes
    ----------
    n_weights
        How many weights there are, from 6 to 40.
    n_equations
        How many equations are added one by one, from 2 to half as many as there are weights.
    n_measured
        How many equations the hidden truths have to be found with: more than those, and fewer than there are weights.
    few
        How many weights of the first hidden truth are not zero; it has to be found again.
    many
        The same of the second, which must not be found again.
    seed
        Where the random numbers start, a whole number from 0.
    """

    n_weights = 20
    n_equations = 6
    n_measured = 10
    few = 2
    many = 7
    seed = 5

    facts_of = ManyEquationsFacts
    facts: ManyEquationsFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.panel = Panel.of_frame(self.layout, self.theme)
        self.add_equations()
        self.hide_a_truth()
        self.hide_too_much()
        self.map_it()

    # Beat 1

    def add_equations(self) -> None:
        """Add one equation after another, and watch both smallest answers."""
        facts, theme = self.facts, self.theme
        sparse, dense = facts.smallest(1), facts.smallest(2)
        upper, lower = self.rows_of_bars()
        span = spans([*sparse, *dense])
        first = Bars(upper, sparse[0], span=span, colors=theme.l1)
        second = Bars(lower, dense[0], span=span, colors=theme.l2)
        names = VGroup(self.name("smallest in L1", upper, theme.l1), self.name("smallest in L2", lower, theme.l2))
        headline = self.panel.headline("With {n:~} weights?", n=float(facts.n_weights))
        equations, kept, all_of_them = (
            Readout(f'"{words}"', _WHOLE, color=color)
            for words, color in (
                ("equations", theme.solution),
                ("not zero in L1", theme.l1),
                ("not zero in L2", theme.l2),
            )
        )
        self.panel.rows(headline, equations, kept, all_of_them)

        def show(m: int) -> None:
            equations.set_value(m)
            kept.set_value(float(np.count_nonzero(sparse[m - 1])))
            all_of_them.set_value(float(np.count_nonzero(dense[m - 1])))

        show(1)
        # Players show the first frame before anyone presses play.
        self.add(headline, first, second, names, equations, kept, all_of_them)
        with self.beat("one-by-one", "One equation after another"):
            n = float(facts.n_weights)
            self.say(
                "One equation for {n:~} weights. In L1 its smallest answer has one weight.",
                n=n,
                spoken="Each weight is a bar: above, the smallest answer in L1; below, that in L2.",
            )
            self.attend(kept)
            self.say("Add equations, one by one: each lets one more weight live.")
            for m in range(2, facts.n_equations + 1):
                show(m)
                self.play(first.sweep_to(sparse[m - 1]), second.sweep_to(dense[m - 1]), run_time=1.1)
                self.wait(0.5)
            self.say("In L2 all {n:~} take part, however few equations there are.", n=n)
            self.attend(all_of_them)
        self.attend()
        self.gone: list[VMobject] = [headline, first, second, names, equations, kept, all_of_them]

    def rows_of_bars(self) -> tuple[Region, Region]:
        """Where two rows of bars go, one above the other, each with room above it for its name."""
        room = self.layout.plane
        height = (room.height - _GAP) / 2
        upper = Region(room.left, room.top - height, room.right, room.top - _NAME)
        lower = Region(room.left, room.bottom, room.right, room.bottom + height - _NAME)
        return upper, lower

    def name(self, words: str, row: Region, color: ManimColor) -> VMobject:
        """What a row of bars is called, on top of it."""
        return prose(words, size=BODY, color=color).next_to((row.left, row.top, 0), UP, buff=0.12, aligned_edge=LEFT)

    # Beat 2

    def hide_a_truth(self) -> None:
        """Hide a sparse truth, and find it again."""
        facts = self.facts
        headline = self.panel.headline("Hide a truth. Is it found?")
        with self.beat("hidden", "A hidden truth"):
            self.say(
                "Hide a truth: {few:~} of {n:~} weights are not zero. Give away {m:~} equations.",
                few=float(facts.few),
                n=float(facts.n_weights),
                m=float(facts.n_measured),
                spoken="Three rows of bars: the truth, and the smallest answers in L1 and in L2.",
            )
            shown = self.seek(facts.few, headline)
            self.attend(*shown[1:3])
            self.say("The smallest L1 answer _is_ the truth, exactly. The smallest L2 answer is not.")
            self.play(Create(shown[-1]), run_time=0.6)
            self.attend(shown[-1])
        self.attend()
        self.gone = shown

    def seek(self, n_nonzero: int, headline: VGroup) -> list[VMobject]:
        """Show a hidden truth, and under it what the smallest answers make of it; last a frame around what L1 says."""
        facts, theme = self.facts, self.theme
        truth = facts.truth(n_nonzero)
        answers = [facts.answer(n_nonzero, p) for p in (1, 2)]
        room = self.layout.plane
        height = (room.height - 2 * _GAP) / 3
        rows = [
            Region(room.left, top - height, room.right, top - _NAME)
            for top in (room.top - number * (height + _GAP) for number in range(3))
        ]
        span = spans([truth, *answers])
        shown: list[VMobject] = [headline]
        counters = [
            formula('{m} "equations for" {n} "weights"', color=theme.solution, m=facts.n_measured, n=facts.n_weights),
            formula('{k} "hidden"', color=theme.ink, k=n_nonzero),
        ]
        self.panel.rows(headline, *counters)
        shown += counters
        for number, (words, values, color) in enumerate(
            (
                ("the hidden truth", truth, theme.ink),
                ("smallest in L1", answers[0], theme.l1),
                ("smallest in L2", answers[1], theme.l2),
            )
        ):
            start = truth if number == 0 else np.zeros(facts.n_weights)
            bars = Bars(rows[number], start, span=span, colors=color)
            name = self.name(words, rows[number], color)
            if number:
                self.play(FadeIn(name, bars), run_time=0.6)
                self.play(bars.sweep_to(values), run_time=1.2)
            else:
                self.play(FadeOut(*self.gone), FadeIn(name, bars, *shown), run_time=0.8)
            shown += [name, bars]
        frame = SurroundingRectangle(VGroup(*shown[5:7]), color=theme.contact, buff=0.08, stroke_width=THIN_STROKE)
        return [*shown, frame]

    # Beat 3

    def hide_too_much(self) -> None:
        """A truth with too many weights is not found."""
        facts = self.facts
        headline = self.panel.headline("And if it is not sparse?")
        with self.beat("too-many", "Too many to find"):
            self.say(
                "Now hide {many:~} weights, and give away the same {m:~} equations.",
                many=float(facts.many),
                m=float(facts.n_measured),
            )
            *shown, _ = self.seek(facts.many, headline)
            self.say(
                "The smallest L1 answer is smaller than the truth, and another one.",
                kept=float(np.count_nonzero(facts.answer(facts.many, 1))),
                many=float(facts.many),
                spoken="It has {kept:~} weights that are not zero, the truth {many:~}.",
            )
            self.attend(shown[6])
        self.attend()
        self.gone = shown

    # Beat 4

    def map_it(self) -> None:
        """Map how often truths are found, and draw the curve of the theory over it."""
        facts, theme = self.facts, self.theme
        room = self.layout.plane
        side = min(room.width, room.height) - _AXIS - _LAST_NUMBER
        left, bottom = room.center[:2] - (side + _AXIS + _LAST_NUMBER) / 2 + _AXIS
        view = View(np.zeros(2), np.ones(2), Region(left, bottom, left + side, bottom + side))
        self.map_view = view
        boxes, shares = facts.map.cells()
        found = ShareMap(view, boxes, shares, color=theme.l1).reveal(0)
        across, up = (axis_numbers(_TICKS) for _ in range(2))
        axes = VGroup(
            window_frame(view, stroke_color=theme.muted, stroke_width=THIN_STROKE, fill_opacity=0),
            put_below(across, view, _TICKS),
            put_left(up, view, _TICKS),
        )
        axes.add(
            formula("m \\/ n", size=LABEL, color=theme.ink).next_to(view.at((0.75, 0)), -UP, buff=0.25),
            formula("k \\/ m", size=LABEL, color=theme.ink).next_to(view.at((0, 0.75)), LEFT, buff=0.25),
        )
        curve = VMobject(stroke_color=theme.contact, stroke_width=ACTOR_STROKE)
        curve.points = polyline(view.to_scene(facts.curve))
        headline = self.panel.headline("How sparse is enough?")
        meaning = [
            self.remark(
                "Bright: found again in all {trials:~} trials with {n:~} weights.",
                trials=float(facts.map.n_trials),
                n=float(facts.map.n_weights),
            ),
            self.remark("The curve is what theory says for very many weights."),
        ]
        symbols = formula('n "weights," m "equations," k "hidden"', size=BODY, color=theme.ink)
        self.panel.rows(headline, symbols, *meaning)
        with self.beat("map", "How sparse is enough?"):
            self.say(
                "Hide many truths: {trials:~} in each box, from few equations to many.",
                trials=float(facts.map.n_trials),
                spoken="On a map, equations per weight grow to the right, hidden weights per equation upwards.",
            )
            self.play(FadeOut(*self.gone), FadeIn(headline, axes, symbols), run_time=0.8)
            self.play(
                Sweep(found, follow=found.reveal, start=0, end=len(shares), rate_func=linear),
                FadeIn(meaning[0]),
                run_time=5,
            )
            self.attend(symbols)
            self.say(
                "Sparse enough, and it is found almost always; too many, and almost never.",
                spoken="The border between them rises to the right.",
            )
        self.attend()
        with self.beat("summary", "Summary"):
            self.say("Theory draws the same border.", spoken="It is a curve, for very many weights.")
            self.play(Create(curve), FadeIn(meaning[1]), run_time=2)
            self.wait(3)

    def remark(self, words: str, /, **values: Value) -> VMobject:
        """Set a sentence, a template of `sparsity.words.sentence`, that fits the panel."""
        return prose(Sentence(words, values), color=self.theme.ink, width=self.panel.column_width)


def spans(answers: list[Weights]) -> tuple[float, float]:
    """The lowest and the highest of some weights, with 0 between them."""
    return min(0.0, *(float(answer.min()) for answer in answers)), max(
        0.0, *(float(answer.max()) for answer in answers)
    )
