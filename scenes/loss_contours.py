"""No answer fits all data: contours of the loss grow until they reach a diamond, and a circle."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, Create, FadeIn, FadeOut, VGroup, VMobject

from sparsity.facts.loss import WEIGHTS
from sparsity.facts.loss_contours import LossContoursFacts
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.contour_growth import ContourGrowth
from sparsity.stage.actors.contours import Contours
from sparsity.stage.actors.marks import ContactMark
from sparsity.stage.look.strokes import GHOST_OPACITY
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import POINT_LABEL, formula
from sparsity.stage.pictures.loss_picture import LossPictureScene
from sparsity.stage.pictures.touching import FRAME_GAP
from sparsity.stage.writing.live_number import Readout

# Seconds for all data points but the first, and the most for one of them.
_ALL_DATA, _ONE_DATA_POINT = 3.6, 1.2
# A ball that is no longer the subject.
_FAINT_FILL = 0.06


class LossContours(LossPictureScene):
    """Why the smallest contour of the loss that reaches a diamond often does so at a tip.

    Attributes
    ----------
    features
        The data points' features (x₁, x₂) by rows: 2 to 12 rows, none of zeros, not all parallel.
    targets
        What is to be explained at each data point; as many numbers as there are rows, such that the answer that fits
        best needs both weights.
    budget
        The radius c of the diamond and of the circle: a tenth to nine tenths of the length of the best fit.
    """

    features = ((1, 0), (1, 0), (1, 1), (0, 1))
    targets = (3, 1, 3, 1)
    budget = 1

    facts_of = LossContoursFacts
    facts: LossContoursFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.start_with_one_data_point()
        self.add_data_points()
        self.find_the_best_fit()
        self.reach_the_diamond()
        self.reach_the_circle()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Draw what stays through all beats, or is kept clear of."""
        facts = self.facts
        c, diamond, circle = float(facts.budget), facts.diamond, facts.circle
        self.set_the_loss_stage(c, diamond.loss, facts.on_first_line)
        self.diamond = NormBall(self.view, 1, c, color=self.theme.l1, n_points=9)
        self.circle = NormBall(self.view, 2, c, color=self.theme.l2)
        self.to_diamond = ContourGrowth(self.view, facts.loss, diamond.loss)
        self.to_circle = ContourGrowth(self.view, facts.loss, circle.loss)
        self.marks = VGroup(ContactMark(self.view, answer.point) for answer in (diamond, circle))
        drawn = [self.diamond, self.circle, *self.marks]
        drawn += [Contours(self.view, facts.loss, [answer.loss]) for answer in (diamond, circle)]
        labels: list[VMobject] = []
        # The longer one first, and each to its own side: the two may touch close to each other.
        for answer, other, color in ((circle, diamond, self.theme.l2), (diamond, circle, self.theme.l1)):
            label = self.label_point(
                answer.point,
                color=color,
                size=POINT_LABEL,
                away_from=other.point,
                curves=[*drawn, self.best_dot],
                texts=labels,
            )
            labels.insert(0, label)
        self.labels = VGroup(labels)
        self.name_the_best_fit(*drawn, texts=self.labels.submobjects)

    # Beat 1

    def start_with_one_data_point(self) -> None:
        """Show the loss of one data point as a valley, the floor of which is its solution line."""
        headline = self.panel.headline("What if no answer fits?")
        equation = formula(self.facts.equations[0], color=self.theme.solution)
        miss = formula('"loss" = ({miss})^2', color=self.theme.loss, miss=self.facts.misses[0])
        rows = self.panel.rows(headline, equation, miss)
        levels = np.array(self.facts.levels)
        self.contours.set_loss(self.facts.loss_of(1))

        def spread(share: float) -> None:
            self.contours.set_levels((share**2 * levels).tolist())

        spread(0)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, headline)
        with self.beat("one-data-point", "One data point"):
            self.say(
                "One data point is fitted by a line of answers.",
                equation=self.facts.equations[0],
                spoken="It is {equation}.",
            )
            self.play(Create(self.lines[0]), FadeIn(equation), run_time=1.2)
            self.attend(self.lines[0], equation)
            self.say(
                "How far off an answer is, squared, is its _loss_: a valley.",
                spoken="Its floor is the line; lines of equal loss run along both sides.",
            )
            self.play(FadeIn(miss), Sweep(self.contours, follow=spread, start=0, end=1), run_time=2.5)
            self.attend(miss, self.contours)
        self.leaving = VGroup(headline, rows)

    # Beat 2

    def add_data_points(self) -> None:
        """Add the other data points one by one: their valleys add up to a bowl."""
        count = len(self.facts.lines)
        headline = self.panel.headline("Valleys add up to a bowl")
        number = Readout('"data points"', count, color=self.theme.solution)
        number.number.decimals = 0
        least = Readout('"least loss"', max(self.facts.loss.least, 1), extra_decimals=1, color=self.theme.loss)
        number.set_value(1)
        rows = self.panel.rows(headline, number, least)

        def follow(amount: float) -> None:
            loss = self.facts.loss_of(amount)
            self.contours.set_loss(loss)
            least.set_value(loss.least)

        run_time = min(_ONE_DATA_POINT, _ALL_DATA / (count - 1))
        with self.beat("more-data-points", "More data points"):
            self.say(
                "Every data point adds a line and a valley of its own.",
                count=float(count),
                spoken="In the end there are {count:~} of each.",
            )
            self.play(FadeOut(self.leaving), FadeIn(headline, rows), run_time=0.6)
            for index in range(1, count):
                number.set_value(index + 1)
                self.add(self.lines[index], self.contours, number, least)
                self.play(
                    Create(self.lines[index]),
                    Sweep(self.contours, least, follow=follow, start=index, end=index + 1),
                    run_time=run_time,
                )
            self.attend(self.contours)
            if self.facts.fits_all:
                self.say("Their sum is a bowl. One answer alone fits all data points.")
            else:
                self.say(
                    "Their sum is a bowl. No answer lies on all the lines.",
                    least=self.facts.loss.least,
                    spoken="Lines of equal loss run around its bottom, where it is {least}.",
                )
        self.leaving = VGroup(headline, rows)

    # Beat 3

    def find_the_best_fit(self) -> None:
        """Mark the bottom of the bowl, where no weight is zero."""
        headline = self.panel.headline("The bottom of the bowl")
        best = formula("hat(w) {best:=}", color=self.theme.loss, best=self.facts.best)
        least = formula('"least loss" {least:=}', color=self.theme.loss, least=self.facts.loss.least)
        meaning = self.remark("No weight is zero: the best fit is not _sparse_.")
        rows = self.panel.rows(headline, best, least, meaning)
        with self.beat("the-best-fit", "The best fit"):
            self.say("The least-squares answer {best} fits best. It is not sparse.", best=self.facts.best)
            shown = FadeIn(self.best_dot, self.best_label, headline, best, least)
            self.play(shown, FadeOut(self.lines, self.leaving), run_time=0.8)
            self.ring_out(self.facts.best)
            self.play(FadeIn(meaning), run_time=0.6)
            self.attend(self.best_dot, best)
        self.leaving = VGroup(headline, rows)

    # Beat 4

    def reach_the_diamond(self) -> None:
        """Allow only a budget: grow a contour from the best fit until it reaches the diamond."""
        facts = self.facts
        headline = self.panel.headline("Allow only a budget")
        limit = formula(
            "abs({first}) + abs({second}) <= {budget}",
            color=self.theme.l1,
            first=WEIGHTS[0],
            second=WEIGHTS[1],
            budget=float(facts.budget),
        )
        answer = formula("w {answer:=}", color=self.theme.contact, answer=facts.diamond.point)
        if facts.at_tip:
            zero = formula("{weight} = 0", color=self.theme.contact, weight=WEIGHTS[facts.dropped])
            meaning: VMobject = VGroup()
            finding = "The _smallest_ contour that reaches the diamond touches a tip: ${weight} = 0$."
        else:
            meaning = self.remark("No weight is zero.")
            finding = "The _smallest_ contour to reach this diamond meets an edge: no weight is zero."
        rows = self.panel.rows(headline, limit, self.to_diamond.level, answer, zero if facts.at_tip else meaning)
        if facts.at_tip:
            zero.shift(FRAME_GAP * RIGHT)
        with self.beat("the-diamond", "The diamond"):
            self.say(
                "Now allow only a budget: $abs(w_1) + abs(w_2)$ at most {c}.",
                c=float(facts.budget),
                spoken="These answers fill a diamond around zero.",
            )
            self.play(FadeOut(self.leaving), FadeIn(headline, limit, self.diamond), run_time=0.8)
            self.attend(self.diamond, limit)
            self.say("Where in it is the loss least? Let a contour grow.")
            self.play(FadeIn(*self.to_diamond.actors), run_time=0.4)
            self.add(self.best_dot, self.best_label, *self.to_diamond.actors)
            self.play(self.to_diamond.sweep(0, 1), run_time=4)
            self.say(finding, weight=WEIGHTS[facts.dropped], point=facts.diamond.point, spoken="It touches at {point}.")
            zeros = [zero] if facts.at_tip else []
            frames = self.touch(facts.diamond, self.marks[0], [self.labels[0]], [answer], zeros=zeros)
            self.play(FadeOut(self.veil), FadeIn(meaning), run_time=0.5)
            self.attend(self.marks[0], self.labels[0], answer, *zeros)
        faint = self.diamond.animate.set_fill(opacity=_FAINT_FILL)
        self.leaving = VGroup(headline, rows, frames)
        self.becoming_faint = faint

    # Beat 5

    def reach_the_circle(self) -> None:
        """The same with a circle of the same budget."""
        facts = self.facts
        headline = self.panel.headline("The same with a circle")
        limit = formula(
            "sqrt({first}^2 + {second}^2) <= {budget}",
            color=self.theme.l2,
            first=WEIGHTS[0],
            second=WEIGHTS[1],
            budget=float(facts.budget),
        )
        answer = formula("w {answer:=}", color=self.theme.contact, answer=facts.circle.point)
        meaning = self.remark("No weight is zero.")
        rows = self.panel.rows(headline, limit, self.to_circle.level, answer, meaning)
        with self.beat("the-circle", "The circle"):
            self.say("The same loss and budget, but a circle.")
            old = self.to_diamond.contour.animate.set_stroke(opacity=GHOST_OPACITY)
            self.play(
                FadeOut(self.leaving), self.becoming_faint, FadeIn(headline, limit, self.circle), old, run_time=0.8
            )
            self.play(FadeIn(*self.to_circle.actors), run_time=0.4)
            self.add(self.best_dot, self.best_label, *self.to_circle.actors)
            self.play(self.to_circle.sweep(0, 1), run_time=2.5)
            self.say(
                "It is reached where no weight is zero.",
                point=facts.circle.point,
                spoken="It touches at {point}.",
            )
            self.touch(facts.circle, self.marks[1], [self.labels[1]], [answer])
            self.play(FadeOut(self.veil), FadeIn(meaning), run_time=0.5)
            self.attend(self.marks[1], self.labels[1], answer)
        self.leaving = VGroup(headline, rows)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide, and say what it depends on."""
        facts = self.facts
        headline = self.panel.headline("The smallest contour")
        pairs = ((facts.diamond, self.theme.l1, "diamond"), (facts.circle, self.theme.l2, "circle"))
        answers = [
            formula('"{name}:" quad {answer}', color=color, name=name, answer=answer.point)
            for answer, color, name in pairs
        ]
        if facts.tip_limit > 0:
            limit = self.remark("These data, this loss: a tip for every budget up to {limit}.", limit=facts.tip_limit)
            dependence = "Whether it is a tip depends on loss and budget: here it is up to {limit}."
        else:
            limit = self.remark("These data, this loss: no budget makes it a tip.")
            dependence = "Whether it is a tip depends on loss and budget: here it never is."
        self.panel.rows(headline, *answers, limit)
        with self.beat("summary", "Summary"):
            self.say(dependence, limit=facts.tip_limit)
            self.play(FadeOut(self.leaving), FadeIn(headline, *answers), run_time=0.8)
            self.play(FadeIn(limit), run_time=0.6)
            self.wait(3.5)
