"""The L1 diamond grows from the origin until it touches the line of all answers that fit one data point."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from manim import LEFT, RIGHT, Create, Dot, FadeIn, FadeOut, VGroup, VMobject

from sparsity.facts.diamond import DiamondFacts
from sparsity.facts.line import WEIGHTS
from sparsity.geometry import lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.lines import ArrowTowards, FittedLine, SolutionLine, WayAlongAxes
from sparsity.stage.actors.marks import AnswerDot, ContactEdge, ContactMark
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.regions import Region
from sparsity.stage.layout.two_views import line_up
from sparsity.stage.look.rewrite import Rewrite
from sparsity.stage.look.strokes import ACTOR_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import LABEL, POINT_LABEL, TypesetFormula, formula
from sparsity.stage.pictures.contact_picture import ContactPictureScene
from sparsity.stage.pictures.touching import FRAME_GAP
from sparsity.stage.planes.closeup import CloseUp
from sparsity.stage.planes.data_plane import DataPlane, room_to_turn
from sparsity.stage.planes.view import polyline
from sparsity.stage.planes.window import Window
from sparsity.stage.telling.captions import reading_time
from sparsity.stage.writing.live_number import Readout, widest
from sparsity.words.formula import Formula
from sparsity.words.notation import (
    equal_to,
    equals_or_about,
    fit_of,
    format_number,
    format_point,
    is_fit_exact,
    sum_of_sizes,
)
from sparsity.words.sizes import digits_apart

# Where along the solution line the first dots stand, and how many lines stand for a turn when a label looks for room.
_FIRST, _LAST = 0.2, 0.6
_FAN = 15
# A line becomes a dot by shrinking to this share of itself.
_TO_A_DOT = 0.02
# The first window reaches so many |y| from the origin, if that is so many times as far as the contact's does.
_REACH = 1.2
_WORTH_A_PUSH = 2.0
# Under and over the data plane in the panel, for its numbers and its name.
_UNDER_DATA, _OVER_DATA = 0.5, 0.45
# Shares of the contact radius: diamonds that visibly miss the line, the half-width of the close-up,
# and how far its middle lies inside the tip.
_SMALLER = (0.97, 0.94, 0.91, 0.88, 0.85)
_CLOSE_UP_HALF_WIDTH = 0.16
_INSIDE_TIP = 0.05
# More decimals than these do not fit a readout; less than this share of the window cannot be seen.
_MOST_EXTRA = 7
_UNSEEN = 0.005
# A line that is steeper or flatter than the edges by a smaller share looks parallel even in the close-up.
_LOOKS_PARALLEL = 0.02


class Candidate(NamedTuple):
    """One answer on the solution line, and how it is shown."""

    size: Formula
    way: VMobject
    mark: VMobject
    label: VMobject
    row: TypesetFormula


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
        # The ways to them are to keep clear of the line's label as well.
        self.growth.set_fraction(1)
        ways = (WayAlongAxes(self.view, weights) for weights in self.examples)
        self.line_label = self.label_line([self.ball, *self.marks, *ways], self.answer_labels.submobjects)
        self.growth.set_fraction(0)
        self.candidates: list[Candidate] = []
        for weights in self.examples:
            self.candidates.append(self.candidate(weights, self.candidates))
        # Lines are seen to turn in a window as large as the data point's y; the contact asks for a smaller one.
        self.home = self.plane.window
        wide = Window.to_show(_REACH * abs(self.facts.y))
        if wide.upper[1] > _WORTH_A_PUSH * self.home.upper[1]:
            self.plane.show_window(wide)
        self.ends = self.facts.line.clip_to_box(0.94 * self.view.lower, 0.94 * self.view.upper)

    # Beat 1

    def show_all_answers(self) -> None:
        """Show that a line through data is one dot here, and that those through the data point make a line."""
        facts = self.facts
        headline = self.panel.headline("Each line is one dot")
        picture, beside = self.panel.picture_and_rows(headline)
        # On a steep line a needs more digits for b to change smoothly.
        finer = min(_MOST_EXTRA, 1 + max(1, math.ceil(math.log10(abs(facts.x) or 1))))
        largest = np.abs(self.ends).max(axis=0).tolist()
        a = Readout("a", largest[0], extra_decimals=finer, color=self.theme.ink)
        b = Readout("b", largest[1], extra_decimals=2, color=self.theme.ink)
        rounded = not is_fit_exact(facts.x)
        fit = Readout(fit_of(facts.x), facts.y, extra_decimals=1, is_rounded=rounded, color=self.theme.solution)
        first, last = self.answer_at(_FIRST), self.answer_at(_LAST)
        steepest = float(np.abs(self.ends[:, 0]).max())
        window = Region(picture.left, picture.bottom + _UNDER_DATA, picture.right, picture.top - _OVER_DATA)
        data = DataPlane(*room_to_turn(facts.point, self.ends[:, 1], steepest), window, picture, most_intervals=4)
        fitted = FittedLine(data.view, first, color=self.theme.ink)
        mark = Dot(data.view.at(facts.point), radius=0.12, color=self.theme.solution)
        label = self.label_data_point(data)
        self.dot = AnswerDot(self.view, first)
        trace = VMobject(stroke_color=self.theme.solution, stroke_width=ACTOR_STROKE)

        def show(weights: np.ndarray) -> None:
            fitted.set_weights(weights)
            self.dot.stand_at(weights)
            a.set_value(weights[0])
            b.set_value(weights[1])

        def follow(fraction: float) -> None:
            weights = self.answer_at(fraction)
            # On the grid of the digits shown for a, so that what is shown adds up.
            slope = a.rounded(weights[0])
            if abs(facts.x * (slope - weights[0])) < _UNSEEN * self.view.upper[1]:
                weights = np.array([slope, facts.y - facts.x * slope])
            show(weights)
            fit.set_value(facts.x * weights[0] + weights[1])

        reached = [_LAST, _LAST]

        def leave_trace(fraction: float) -> None:
            follow(fraction)
            reached[:] = min(*reached, fraction), max(*reached, fraction)
            trace.points = polyline(self.view.to_scene([self.answer_at(end) for end in reached]))

        def change(start: np.ndarray, end: np.ndarray) -> Sweep:
            def between(share: float) -> None:
                show(start + share * (end - start))

            return Sweep(fitted, self.dot, a, b, follow=between, start=0, end=1)

        # The numbers find room as long as they ever get.
        for readout, values in zip((a, b, fit), (*self.ends.T, [facts.y]), strict=True):
            readout.set_value(widest(map(float, values)))
        line_up(beside, a, b, fit).set_x(beside.left, LEFT)
        show(first)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, headline, data, fitted)
        with self.beat("the-solution-line", "The solution line"):
            self.say(
                "Each line $y = a x + b$ is one dot here: its two _weights_, a and b.",
                spoken="The dot lies in the plane of $a$ and $b$.",
            )
            self.wait(0.3)
            shrunk: Any = fitted.copy()
            self.play(shrunk.animate(remover=True).scale(_TO_A_DOT).move_to(self.dot), FadeIn(a, b), run_time=0.9)
            self.play(FadeIn(self.dot, scale=2.5), run_time=0.3)
            # First the one weight, then the other.
            corner = np.array([first[0], last[1]])
            self.play(change(first, corner), run_time=1.2)
            self.play(change(corner, last), run_time=1.2)
            self.say("Those that fit one data point make a whole line: {equation}.", equation=facts.equation)
            self.add(trace, self.dot)
            self.play(FadeIn(mark, scale=3), FadeIn(label, fit), run_time=0.6)
            moving = (trace, fitted, mark, self.dot, a, b, fit)
            for start, end in pairwise((_LAST, 1.0, 0.0)):
                self.play(
                    Sweep(*moving, follow=leave_trace, start=start, end=end), run_time=0.8 + 0.9 * abs(end - start)
                )
            self.remove(trace)
            self.add(self.line_drawn, self.dot)
        self.leaving = VGroup(headline, data, fitted, mark, label, a, b, fit)

    def label_data_point(self, data: DataPlane) -> VMobject:
        """Label the data point where no line through it passes that is shown; or not at all."""
        x, y = (format_number(value, 4) for value in self.facts.point)
        label = formula("({x}, {y})", size=LABEL, color=self.theme.solution, x=x, y=y)
        turned = (self.answer_at(fraction) for fraction in np.linspace(0, 1, _FAN))
        fan = [FittedLine(data.view, weights, color=self.theme.ink) for weights in turned]
        return place_clear(
            label,
            beside_point(label, data.view.at(self.facts.point), 0.2),
            within=data.border,
            curves=[*data.axes, *fan],
            texts=[*data.names, *data.numbers[0], *data.numbers[1]],
            borders=[],
        )

    def answer_at(self, fraction: float) -> np.ndarray:
        """The answer at a fraction of the way along the solution line."""
        answer: np.ndarray = self.ends[0] + fraction * (self.ends[1] - self.ends[0])
        return answer

    def fraction_of(self, answer: np.ndarray) -> float:
        """Where along the solution line an answer is."""
        way = self.ends[1] - self.ends[0]
        return float(way @ (answer - self.ends[0]) / (way @ way))

    # Beat 2

    def measure_three_answers(self) -> None:
        """Measure three answers by the length of the way along the axes."""
        headline = self.panel.headline("Which is smallest?")
        norm = formula("norm((a, b))_1 = abs(a) + abs(b)", color=self.theme.l1)
        rows = self.panel.rows(headline, norm, *(candidate.row for candidate in self.candidates))
        start, end = self.dot.weights.copy(), self.examples[0]

        def slide(share: float) -> None:
            self.dot.stand_at(start + share * (end - start))

        with self.beat("the-size-of-an-answer", "The size of an answer"):
            self.say("Measure an answer by $abs(a) + abs(b)$: its way along the axes.")
            self.play(FadeOut(self.leaving), FadeIn(headline, norm), run_time=0.6)
            if self.plane.window == self.home:
                self.play(Sweep(self.dot, follow=slide, start=0, end=1), run_time=1)
            else:
                self.play(self.push_in(self.home, slide), run_time=1.6)
            for number, candidate in enumerate(self.candidates):
                if number:
                    self.play(FadeIn(candidate.mark, scale=2), run_time=0.2)
                else:
                    # The first is the dot that has been sliding.
                    self.add(candidate.mark)
                    self.remove(self.dot)
                self.play(Create(candidate.way), *([] if number else [FadeIn(self.line_label)]), run_time=0.8)
                self.say("{size}.", size=candidate.size)
                self.attend(candidate.mark)
                source = (
                    candidate.label.part("point") if isinstance(candidate.label, TypesetFormula) else candidate.mark
                )
                flight = Rewrite(None, candidate.row, comes_from={"point": source})
                self.play(FadeIn(candidate.label), flight, run_time=0.8)
                self.play(FadeOut(candidate.way), run_time=0.2)
        shown = (part for candidate in self.candidates for part in (candidate.mark, candidate.label))
        self.leaving = VGroup(headline, rows, *shown)

    def three_answers(self) -> list[np.ndarray]:
        """Pick three answers at different distances from the smallest, one of them often outside the window."""
        half = self.view.upper[0]
        far = 2.5 * half if self.facts.far_answer is None else self.facts.far_answer
        # The second on the other side than the third, or they could be the same.
        shares = (0.5, -0.75)
        return [self.facts.answer_with(value) for value in (*(math.copysign(half, far) * at for at in shares), far)]

    def candidate(self, weights: np.ndarray, earlier: list[Candidate]) -> Candidate:
        """Show one answer: a dot, or an arrow when it lies outside; its way along the axes; its size."""
        inside = self.view.shows(weights)
        mark = AnswerDot(self.view, weights) if inside else ArrowTowards(self.view, self.facts.line, weights)
        way = WayAlongAxes(self.view, weights)
        earlier_marks = [other.mark for other in earlier]
        label = self.label_point(
            weights,
            color=self.theme.ink,
            size=POINT_LABEL,
            prefix="" if inside else '"to" ',
            at=mark.get_center(),
            gap=0.2,
            curves=[*(WayAlongAxes(self.view, other) for other in self.examples), mark, *earlier_marks],
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
        self.gap = self.draw_gap(self.facts.line, 1, texts=[self.line_label])
        self.growth.show_gap(self.gap)
        rows = self.panel.rows(headline, size, self.growth.level, self.growth.gap)
        self.growth_panel = VGroup(headline, rows)
        with self.beat("the-diamond-grows", "The diamond grows"):
            self.say("All points with $abs(a) + abs(b)$ up to c fill a diamond.")
            self.play(FadeOut(self.leaving), FadeIn(headline, rows, self.gap), run_time=0.8)
            for number, (start, end) in enumerate(pairwise((0, *self.facts.rests))):
                if number == 1:
                    self.say("As c grows, the distance to the line shrinks.")
                self.play(self.growth.sweep(start, end), run_time=1.7)
                # What moves goes on top: manim redraws everything above it.
                self.add(self.ball.ghost(), *self.growth.actors)
                self.wait(0.3)

    # Beat 4

    def touch_the_line(self) -> None:
        """Reach the line, mark the contact, and say what it means."""
        words = "A little more, until it touches."
        with self.beat("first-contact", "First contact"):
            self.say(words)
            # Not sooner: what follows begins in the moment of contact.
            self.play(self.growth.sweep(self.facts.rests[-1], 1), run_time=reading_time(words))
            self.say(
                "First contact at c {least}.",
                spoken="The diamond touches the line with {part}.",
                least=self.least,
                part=self.facts.touching_part,
            )
            self.answer_panel = self.name_the_edge() if self.facts.is_tie else self.name_the_tip()

    def name_the_tip(self) -> VGroup:
        """Name the touching tip and the weight that is zero there."""
        facts, color = self.facts, self.theme.contact
        weight = WEIGHTS[facts.dropped]
        headline = self.panel.headline("It touches at a tip")
        level = formula("c {least}", color=self.theme.l1, least=self.least)
        answers = self.answer_rows()
        zero = formula("{weight} = 0", color=color, weight=weight)
        meaning = self.remark("_Sparse_: some weights are zero.")
        rows = self.panel.rows(headline, level, *answers, zero, meaning)
        zero.shift(FRAME_GAP * RIGHT)
        frames = self.enter_the_panel(answers, [zero])
        self.attend(self.marks, frames)
        self.play(FadeIn(headline, level), run_time=0.6)
        self.say(
            "${weight} = 0$, exactly: the {left_out} is left out. Such an answer is _sparse_.",
            weight=weight,
            left_out="feature x" if facts.dropped == 0 else "intercept",
        )
        self.play(FadeIn(meaning), run_time=0.6)
        return VGroup(headline, rows, frames)

    def name_the_edge(self) -> VGroup:
        """Name the touching edge, and the only two sparse answers on it."""
        headline = self.panel.headline("A whole edge touches")
        level = formula("abs(a) + abs(b) {least}", color=self.theme.l1, least=self.least)
        answers = self.answer_rows()
        zeros = [formula("{weight} = 0", color=self.theme.contact, weight=weight) for weight in self.zeros_of_ends()]
        row = VGroup(*zeros).arrange(RIGHT, buff=6 * FRAME_GAP)
        sparse = self.remark("Only the two ends are _sparse_: one weight is exactly zero.")
        rows = self.panel.rows(headline, level, *answers, row, sparse)
        row.shift(FRAME_GAP * RIGHT)
        frames = self.enter_the_panel(answers, zeros)
        self.attend(self.marks)
        self.play(FadeIn(headline, level), run_time=0.6)
        self.say("The line runs along an edge: every point of it is a smallest answer.")
        self.attend(frames)
        self.say("Only at the two ends of the edge one weight is exactly zero: they are _sparse_.")
        self.play(FadeIn(sparse), run_time=0.6)
        return VGroup(headline, rows, frames)

    def zeros_of_ends(self) -> list[Formula]:
        """The weight that is zero at each end of the edge."""
        return [WEIGHTS[int(np.flatnonzero(end == 0)[0])] for end in self.facts.answers]

    def enter_the_panel(self, answers: list[TypesetFormula], zeros: list[TypesetFormula]) -> VGroup:
        """Let the contact ring out, and its labels fly into the panel."""
        return self.touch(
            self.facts.contact,
            self.marks,
            self.answer_labels.submobjects,
            answers,
            zeros=zeros,
            gap=self.gap,
            gone=[self.growth_panel],
        )

    # Beat 5

    def look_closely(self) -> None:
        """Magnify the contact and show that no smaller diamond reaches the line."""
        facts = self.facts
        steep = "steeper" if facts.kept == 0 else "flatter"
        if facts.is_tie:
            headline = self.panel.headline("Why a whole edge?")
            finding = "Seen closely: line and edge are parallel, so they meet all along."
        else:
            headline = self.panel.headline("Why at the tip?")
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
            return Sweep(self.ball, near_ball, follow=follow, start=start * facts.radius, end=end * facts.radius)

        smaller = VGroup()
        with self.beat("why-there", "Why there"):
            self.attend(near_line)
            self.say(finding, steep=steep)
            gone = (self.veil, self.answer_panel, self.answer_labels)
            self.play(FadeOut(*gone), FadeIn(*picture), run_time=1)
            self.play(FadeOut(self.marks, near_mark), run_time=0.4)
            self.say("Any smaller diamond misses the line: the least $abs(a) + abs(b)$ {least}.", least=self.least)
            for start, end in pairwise((1, *_SMALLER)):
                self.play(resize(start, end), run_time=0.45)
                ghost = near_ball.ghost()
                smaller.add(ghost)
                # Below the line and what moves.
                self.add(ghost, near_line, near_ball)
            self.play(resize(_SMALLER[-1], 1), run_time=1)
            self.attend(near_mark)
            self.play(FadeIn(self.marks, near_mark), run_time=0.5)
        self.attend()
        self.leaving = VGroup(*picture, smaller)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide."""
        if self.facts.is_tie:
            headline = self.panel.headline("A tie: a whole edge")
            verdict = self.remark("The whole edge is smallest; only its two ends are _sparse_.")
            end = "Here a whole edge is smallest. Such ties need $abs(x)$ to be exactly 1."
        else:
            headline = self.panel.headline("The smallest is sparse")
            verdict = self.remark("At its tip one weight is zero.")
            end = "Of all answers that fit, the smallest by $abs(a) + abs(b)$ is sparse."
        task = self.remark("Of all answers with {constraint}:", constraint=self.facts.constraint)
        minimum = formula("min thick (abs(a) + abs(b)) {least}", color=self.theme.l1, least=self.least)
        answers = self.answer_rows()
        self.panel.rows(headline, task, minimum, *answers, verdict)
        with self.beat("summary", "Summary"):
            self.say(end)
            self.play(FadeOut(self.leaving), FadeIn(headline, task), run_time=0.8)
            self.play(FadeIn(minimum), run_time=0.8)
            self.play(FadeIn(*answers, self.answer_labels), run_time=0.6)
            self.play(FadeIn(verdict), run_time=0.6)
            self.wait(2.5)
