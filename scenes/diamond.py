"""The L1 diamond grows from the origin until it touches the line of all answers that fit one data point."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from manim import RIGHT, Create, FadeIn, FadeOut, Flash, SurroundingRectangle, VGroup, VMobject

from sparsity.facts.diamond import DiamondFacts
from sparsity.facts.line import WEIGHT_NAMES, WEIGHTS
from sparsity.geometry import lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.lines import ArrowTowards, SolutionLine, WayAlongAxes
from sparsity.stage.actors.marks import AnswerDot, ContactEdge, ContactMark
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import POINT_LABEL, formula
from sparsity.stage.pictures.contact_picture import ContactPictureScene
from sparsity.stage.planes.closeup import CloseUp
from sparsity.stage.writing.live_number import Readout
from sparsity.words.formula import Formula
from sparsity.words.notation import (
    equal_to,
    equals_or_about,
    fit_of,
    format_data_point,
    format_number,
    format_point,
    is_fit_exact,
    sum_of_sizes,
)
from sparsity.words.sizes import digits_apart

# Shares of the contact radius: a diamond that visibly misses the line, the half-width of the close-up,
# and how far its middle lies inside the tip.
_SMALLER = 0.93
_CLOSE_UP_HALF_WIDTH = 0.16
_INSIDE_TIP = 0.05
# More decimals than these do not fit a readout; less than this share of the window cannot be seen.
_MOST_EXTRA = 7
_UNSEEN = 0.005
# A line that is steeper or flatter than the edges by a smaller share looks parallel even in the close-up.
_LOOKS_PARALLEL = 0.02
# Space around the framed zero, in scene units.
_FRAME_GAP = 0.18


class Candidate(NamedTuple):
    """One answer on the solution line, and how it is shown."""

    size: Formula
    way: VMobject
    mark: VMobject
    label: VMobject
    row: VMobject


class GrowingDiamond(ContactPictureScene):
    """Why the smallest answer in the L1 norm is sparse.

    Attributes
    ----------
    data_point
        The one data point (x, y) that the model y = a x + b has to fit; finite, y not 0. Unless x is 0, |x| is
        0.000001 to 1 000 000, and either exactly 1 or at least 0.00001 away from 1.
    rests
        Fractions of the contact radius at which the growing diamond leaves a ghost of itself.
    """

    data_point = (10, 5)
    rests = (0.3, 0.6, 0.9)

    facts_of = DiamondFacts
    facts: DiamondFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.picture_contact()
        self.pick_examples()
        self.show_all_answers()
        self.measure_three_answers()
        self.grow_the_diamond()
        self.touch_the_line()
        self.look_closely()
        self.sum_up()

    def pick_examples(self) -> None:
        """Pick answers to be measured, and as many digits as tell their sizes from the smallest."""
        self.examples = self.three_answers()
        self.digits = digits_apart(self.facts.radius, *(float(lp_norm(weights, 1)) for weights in self.examples))
        self.least = equal_to(self.facts.radius, self.digits)

    # Beat 1

    def show_all_answers(self) -> None:
        """Slide a dot along the solution line while its equation keeps holding."""
        facts, point = self.facts, format_data_point(self.facts.x, self.facts.y)
        headline = self.panel.headline("One data point, two weights", "Fit $y = a x + b$ to {point}.", point=point)
        ends = facts.line.clip_to_box(0.94 * self.view.lower, 0.94 * self.view.upper)
        # On a steep line a needs more digits for b to change smoothly.
        finer = min(_MOST_EXTRA, 1 + max(1, math.ceil(math.log10(abs(facts.x) or 1))))
        a = Readout("a", facts.radius, extra_decimals=finer, color=self.theme.ink)
        b = Readout("b", facts.radius, extra_decimals=2, color=self.theme.ink)
        rounded = not is_fit_exact(facts.x)
        fit = Readout(fit_of(facts.x), facts.y, extra_decimals=1, is_rounded=rounded, color=self.theme.solution)
        dot = AnswerDot(self.view, ends[0])
        moving = (dot, a, b, fit)

        def follow(fraction: float) -> None:
            weights = ends[0] + fraction * (ends[1] - ends[0])
            # On the grid of the digits shown for a, so that what is shown adds up.
            slope = a.rounded(weights[0])
            if abs(facts.x * (slope - weights[0])) < _UNSEEN * self.view.upper[1]:
                weights = np.array([slope, facts.y - facts.x * slope])
            dot.move_to(self.view.at(weights))
            a.set_value(weights[0])
            b.set_value(weights[1])
            fit.set_value(facts.x * weights[0] + weights[1])

        follow(0)
        rows = self.panel.rows(headline, a, b, fit)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, headline)
        self.attend(headline)
        with self.beat("the-solution-line", "The solution line"):
            self.say("One data point {point}, but two weights to find.", point=point)
            self.say("All answers that fit it lie on one line: {equation}.", equation=facts.equation)
            self.play(Create(self.line_drawn), run_time=1.5)
            self.play(FadeIn(self.line_label), run_time=0.6)
            self.say("Wherever the dot stands on the line, its weights fit the data point exactly.")
            self.play(FadeIn(*moving), run_time=0.6)
            self.play(Sweep(*moving, follow=follow, start=0, end=1), run_time=3)
            self.play(Sweep(*moving, follow=follow, start=1, end=0.3), run_time=2)
        self.play(FadeOut(headline, rows, dot), run_time=0.5)

    # Beat 2

    def measure_three_answers(self) -> None:
        """Measure three answers by the length of the way along the axes."""
        headline = self.panel.headline("How large is an answer?")
        norm = formula("norm((a, b))_1 = abs(a) + abs(b)", color=self.theme.l1)
        candidates: list[Candidate] = []
        for weights in self.examples:
            candidates.append(self.candidate(weights, candidates))
        rows = self.panel.rows(headline, norm, *(candidate.row for candidate in candidates))
        with self.beat("the-size-of-an-answer", "The size of an answer"):
            self.attend(norm)
            self.say("Measure an answer by $abs(a) + abs(b)$: its way along the axes.")
            self.play(FadeIn(headline, norm), run_time=0.8)
            for candidate in candidates:
                self.say("{size}.", size=candidate.size)
                self.play(Create(candidate.way), run_time=1)
                self.play(FadeIn(candidate.mark, candidate.label, candidate.row), run_time=0.6)
                self.wait(0.8)
                self.play(FadeOut(candidate.way), run_time=0.4)
            self.attend(*(candidate.mark for candidate in candidates))
            self.say("Which is the smallest of all? A growing diamond will find it.")
        shown = (part for candidate in candidates for part in (candidate.mark, candidate.label))
        self.play(FadeOut(headline, rows, *shown), run_time=0.5)

    def three_answers(self) -> list[np.ndarray]:
        """Pick three answers at different distances from the smallest, one of them often outside the window."""
        half = self.view.upper[0]
        far = 2.5 * half if self.facts.far_answer is None else self.facts.far_answer
        # The second on the other side than the third, or they could be the same.
        other_side = -math.copysign(0.75 * half, far)
        return [self.facts.answer_with(value) for value in (0.5 * half, other_side, far)]

    def candidate(self, weights: np.ndarray, earlier: list[Candidate]) -> Candidate:
        """Show one answer: a dot, or an arrow when it lies outside; its way along the axes; its size."""
        inside = self.view.shows(weights)
        mark = AnswerDot(self.view, weights) if inside else ArrowTowards(self.view, self.facts.line, weights)
        way = WayAlongAxes(self.view, weights)
        label = self.label_point(
            weights,
            color=self.theme.ink,
            size=POINT_LABEL,
            prefix="" if inside else '"to" ',
            at=mark.get_center(),
            gap=0.2,
            curves=[way, mark, *(other.mark for other in earlier)],
            texts=[self.line_label, *(other.label for other in earlier)],
        )
        size = float(lp_norm(weights, 1))
        row = formula(
            "norm({point})_1 {sign} {length}",
            color=self.theme.ink,
            point=format_point(weights, self.digits),
            sign=equals_or_about(*weights, size, digits=self.digits),
            length=format_number(size, self.digits),
        )
        return Candidate(sum_of_sizes(weights, self.digits), way, mark, label, row)

    # Beat 3

    def grow_the_diamond(self) -> None:
        """Grow all points of one size, and watch the distance to the line."""
        headline = self.panel.headline("Grow the diamond")
        size = formula("abs(a) + abs(b) <= c", color=self.theme.l1)
        rows = self.panel.rows(headline, size, self.growth.level, self.growth.gap)
        self.growth_panel = VGroup(headline, rows)
        with self.beat("the-diamond-grows", "The diamond grows"):
            self.say("All points with $abs(a) + abs(b)$ up to c fill a diamond.")
            self.play(FadeIn(headline, rows), run_time=0.8)
            for number, (start, end) in enumerate(pairwise((0, *self.facts.rests))):
                if number == 1:
                    self.say("As c grows, the distance to the line shrinks.")
                self.play(self.growth.sweep(start, end), run_time=1.8)
                # What moves goes on top: manim redraws everything above it.
                self.add(self.ball.ghost(), *self.growth.actors)
                self.wait(0.7)

    # Beat 4

    def touch_the_line(self) -> None:
        """Reach the line, mark the contact, and say what it means."""
        with self.beat("first-contact", "First contact"):
            self.say("A little more, until it touches.")
            self.play(self.growth.sweep(self.facts.rests[-1], 1), run_time=1.8)
            self.attend(self.marks)
            self.say("First contact at c {least}.", least=self.least)
            self.play(Flash(self.marks[-1], color=self.theme.contact, flash_radius=0.35), run_time=0.6)
            self.play(FadeIn(self.marks, self.answer_labels), FadeOut(self.growth_panel), run_time=0.8)
            self.answer_panel = self.name_the_edge() if self.facts.is_tie else self.name_the_tip()

    def name_the_tip(self) -> VGroup:
        """Name the touching tip and the weight that is zero there."""
        weight, name = WEIGHTS[self.facts.dropped], WEIGHT_NAMES[self.facts.dropped]
        headline = self.panel.headline("First contact is at a tip")
        level = formula("c {least}", color=self.theme.l1, least=self.least)
        answer = formula("(a, b) {answer:=}", color=self.theme.contact, answer=self.facts.answers[0])
        zero = formula("{weight} = 0", color=self.theme.contact, weight=weight)
        meaning = self.remark("The {name} is exactly zero: this answer is _sparse_.", name=name)
        rows = self.panel.rows(headline, level, answer, zero, meaning)
        zero.shift(_FRAME_GAP * RIGHT)
        frame = SurroundingRectangle(zero, color=self.theme.contact, buff=_FRAME_GAP, stroke_width=THIN_STROKE)
        self.play(FadeIn(headline, level, answer), run_time=0.8)
        self.say("At a tip one weight is exactly zero: ${weight} = 0$. The answer is sparse.", weight=weight)
        self.play(FadeIn(zero), Create(frame), run_time=0.8)
        self.play(FadeIn(meaning), run_time=0.6)
        return VGroup(headline, rows, frame)

    def name_the_edge(self) -> VGroup:
        """Name the touching edge, and the only two sparse answers on it."""
        headline = self.panel.headline("First contact is a whole edge")
        level = formula("c {least}", color=self.theme.l1, least=self.least)
        every = formula("abs(a) + abs(b) {least}", color=self.theme.l1, least=self.least)
        meaning = self.remark("at every point of the edge, so the smallest answer is not unique.")
        sparse = self.remark("Only the two ends are _sparse_.")
        rows = self.panel.rows(headline, level, every, meaning, sparse)
        self.say("The line runs along an edge: every point of it is a smallest answer.")
        self.play(FadeIn(headline, level, every, meaning), run_time=0.8)
        self.say("Only at the two ends of the edge one weight is exactly zero.")
        self.play(FadeIn(sparse), run_time=0.8)
        return VGroup(headline, rows)

    # Beat 5

    def look_closely(self) -> None:
        """Magnify the contact and show that no smaller diamond reaches the line."""
        facts = self.facts
        steep = "steeper" if facts.kept == 0 else "flatter"
        if facts.is_tie:
            headline = self.panel.headline("Why a whole edge?", "The line has exactly the slope of the edge.")
            finding = "Seen closely: line and edge are parallel, so they meet all along."
        else:
            headline = self.panel.headline(
                "Why at the tip?", "The line is {steep} than the edges: the tip gets there first.", steep=steep
            )
            finding = "Seen closely: the line is {steep} than both edges at the tip."
            if max(abs(facts.x), 1 / abs(facts.x) if facts.x else math.inf) < 1 + _LOOKS_PARALLEL:
                finding = "By less than can be seen, the line is {steep} than the edges at the tip."
        room = self.panel.room_for_rows(headline)
        middle = facts.answers.mean(axis=0) * (1 if facts.is_tie else 1 - _INSIDE_TIP)
        inset = CloseUp(self.view, middle, _CLOSE_UP_HALF_WIDTH * facts.radius, room)
        near_line = SolutionLine(inset.view, facts.line)
        near_ball = NormBall(inset.view, 1, facts.radius, color=self.theme.l1)
        near_mark = (
            ContactEdge(inset.view, facts.answers) if facts.is_tie else ContactMark(inset.view, facts.answers[0])
        )
        # The line lies on top: near a tie it would be hidden under the edge.
        picture = (headline, inset, near_ball, *((near_mark, near_line) if facts.is_tie else (near_line, near_mark)))

        def follow(radius: float) -> None:
            self.ball.set_radius(radius)
            near_ball.set_radius(radius)

        def resize(start: float, end: float) -> Sweep:
            return Sweep(self.ball, near_ball, follow=follow, start=start, end=end)

        self.play(FadeOut(self.answer_panel, self.answer_labels), run_time=0.4)
        with self.beat("why-there", "Why there"):
            self.attend(near_line)
            self.say(finding, steep=steep)
            self.play(FadeIn(*picture), run_time=1)
            self.wait(1)
            self.play(FadeOut(self.marks, near_mark), run_time=0.4)
            self.say("Any smaller diamond misses the line altogether.")
            self.play(resize(facts.radius, _SMALLER * facts.radius), run_time=1.5)
            self.wait(1)
            self.play(resize(_SMALLER * facts.radius, facts.radius), run_time=1.2)
            self.say("No answer is smaller: the least $abs(a) + abs(b)$ {least}.", least=self.least)
            self.play(FadeIn(self.marks, near_mark), run_time=0.6)
        self.play(FadeOut(*picture), run_time=0.5)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide."""
        if self.facts.is_tie:
            headline = self.panel.headline("Parallel to an edge: a tie")
            verdict = self.remark("The whole edge is smallest; only its two ends are _sparse_.")
            reason = "Here a whole edge is smallest. Such ties need $abs(x)$ to be exactly 1."
        else:
            headline = self.panel.headline("The smallest answer sits at a tip")
            verdict = self.remark("One weight is exactly zero: the answer is _sparse_.")
            reason = "Only if $abs(x)$ were exactly 1 would it touch along a whole edge."
        task = self.remark("Of all answers with {constraint}:", constraint=self.facts.constraint)
        minimum = formula("min thick (abs(a) + abs(b)) {least}", color=self.theme.l1, least=self.least)
        answers = self.answer_rows()
        self.panel.rows(headline, task, minimum, *answers, verdict)
        with self.beat("summary", "Summary"):
            self.say("Of all answers that fit the data, take the one with the least $abs(a) + abs(b)$.")
            self.play(FadeIn(headline, task), run_time=0.8)
            self.play(FadeIn(minimum), run_time=0.8)
            self.play(FadeIn(*answers, self.answer_labels), run_time=0.6)
            self.say(reason)
            self.play(FadeIn(verdict), run_time=0.6)
            self.wait(2)
