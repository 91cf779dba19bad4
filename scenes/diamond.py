"""The L1 diamond grows from the origin until it touches the line of all answers that fit one data point."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from manim import RIGHT, Create, FadeIn, FadeOut, Flash, SurroundingRectangle, VGroup, VMobject

from sparsity.geometry import first_contact, lp_norm
from sparsity.stage.actors import (
    AnswerDot,
    ArrowTowards,
    ContactEdge,
    ContactMark,
    CutBall,
    SolutionLine,
    WayAlongAxes,
)
from sparsity.stage.closeup import CloseUp
from sparsity.stage.contact_picture import ContactPictureScene
from sparsity.stage.live_number import Readout
from sparsity.stage.notation import (
    as_plain_text,
    constraint,
    equal_to,
    equals_or_about,
    fit_of,
    format_data_point,
    format_number,
    format_point,
    is_fit_exact,
    line_through,
    sum_of_sizes,
    weights_equal,
)
from sparsity.stage.sizes import digits_apart
from sparsity.stage.story import Description, Sweep
from sparsity.stage.typography import POINT_LABEL, formula, inline

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

    size: str
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

    def check_settings(self) -> None:
        """Refuse numbers for which there is no story to tell."""
        super().check_settings()
        try:
            ascending = bool(self.rests) and all(low < high for low, high in pairwise((0, *self.rests, 1)))
        except TypeError:
            ascending = False
        if not ascending:
            raise ValueError(f"rests must be ascending fractions between 0 and 1, at least one, not {self.rests!r}")

    def describe(self) -> Description:
        """Say what the diamond touches with: a tip, or a whole edge."""
        if first_contact(self.line, 1).is_unique:
            end = "at a tip, where one weight is exactly zero."
        else:
            end = "along a whole edge, of which only the two ends are sparse."
        return Description(
            "The growing diamond", f"The L1 diamond grows until it first touches the solution line: {end}"
        )

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
        self.digits = digits_apart(self.radius, *(float(lp_norm(weights, 1)) for weights in self.examples))
        self.least = equal_to(self.radius, self.digits)

    # Beat 1

    def show_all_answers(self) -> None:
        """Slide a dot along the solution line while its equation keeps holding."""
        point = format_data_point(self.x, self.y)
        headline = self.panel.headline(
            "One data point, two weights", f"Fit {inline('y = a x + b')} to {inline(point)}."
        )
        ends = self.line.clip_to_box(0.94 * self.view.lower, 0.94 * self.view.upper)
        # On a steep line a needs more digits for b to change smoothly.
        finer = min(_MOST_EXTRA, 1 + max(1, math.ceil(math.log10(abs(self.x) or 1))))
        a = Readout("a", self.radius, extra_decimals=finer, color=self.theme.ink)
        b = Readout("b", self.radius, extra_decimals=2, color=self.theme.ink)
        rounded = not is_fit_exact(self.x)
        fit = Readout(fit_of(self.x), self.y, extra_decimals=1, is_rounded=rounded, color=self.theme.solution)
        dot = AnswerDot(self.view, ends[0])
        moving = (dot, a, b, fit)

        def follow(fraction: float) -> None:
            weights = ends[0] + fraction * (ends[1] - ends[0])
            # On the grid of the digits shown for a, so that what is shown adds up.
            slope = a.rounded(weights[0])
            if abs(self.x * (slope - weights[0])) < _UNSEEN * self.view.upper[1]:
                weights = np.array([slope, self.y - self.x * slope])
            dot.move_to(self.view.at(weights))
            a.set_value(weights[0])
            b.set_value(weights[1])
            fit.set_value(self.x * weights[0] + weights[1])

        follow(0)
        rows = self.panel.rows(headline, a, b, fit)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, headline)
        with self.beat("The solution line"):
            self.say(f"One data point {as_plain_text(point)}, but two weights to find.")
            self.say(f"All answers that fit it lie on one line: {as_plain_text(line_through(self.x, self.y))}.")
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
        with self.beat("The size of an answer"):
            self.say("Measure an answer by |a| + |b|: its way along the axes.")
            self.play(FadeIn(headline, norm), run_time=0.8)
            for candidate in candidates:
                self.say(f"{as_plain_text(candidate.size)}.")
                self.play(Create(candidate.way), run_time=1)
                self.play(FadeIn(candidate.mark, candidate.label, candidate.row), run_time=0.6)
                self.wait(0.8)
                self.play(FadeOut(candidate.way), run_time=0.4)
            self.say("Which is the smallest of all? A growing diamond will find it.")
        shown = (part for candidate in candidates for part in (candidate.mark, candidate.label))
        self.play(FadeOut(headline, rows, *shown), run_time=0.5)

    def three_answers(self) -> list[np.ndarray]:
        """Pick three answers at different distances from the smallest, one of them often outside the window."""
        half = self.view.upper[0]
        intercept = self.line.intercepts()[self.dropped]
        far = intercept if math.isfinite(intercept) and not self.is_tie else 2.5 * half
        # The second on the other side than the third, or they could be the same.
        other_side = -math.copysign(0.75 * half, far)
        answers = []
        for value in (0.5 * half, other_side, far):
            answer = np.empty(2)
            answer[self.dropped] = value
            answer[self.kept] = (self.y - value) / self.x if self.kept == 0 else self.y - self.x * value
            answers.append(answer)
        return answers

    def candidate(self, weights: np.ndarray, earlier: list[Candidate]) -> Candidate:
        """Show one answer: a dot, or an arrow when it lies outside; its way along the axes; its size."""
        inside = self.view.shows(weights)
        mark = AnswerDot(self.view, weights) if inside else ArrowTowards(self.view, self.line, weights)
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
        shown = f"{equals_or_about(*weights, size, digits=self.digits)} {format_number(size, self.digits)}"
        row = formula(f"norm({format_point(weights, self.digits)})_1 {shown}", color=self.theme.ink)
        return Candidate(sum_of_sizes(weights, self.digits), way, mark, label, row)

    # Beat 3

    def grow_the_diamond(self) -> None:
        """Grow all points of one size, and watch the distance to the line."""
        headline = self.panel.headline("Grow the diamond")
        size = formula("abs(a) + abs(b) <= c", color=self.theme.l1)
        rows = self.panel.rows(headline, size, self.growth.level, self.growth.gap)
        self.growth_panel = VGroup(headline, rows)
        with self.beat("The diamond grows"):
            self.say("All points with |a| + |b| up to c fill a diamond.")
            self.play(FadeIn(headline, rows), run_time=0.8)
            for number, (start, end) in enumerate(pairwise((0, *self.rests))):
                if number == 1:
                    self.say("As c grows, the distance to the line shrinks.")
                self.play(self.growth.sweep(start, end), run_time=1.8)
                # What moves goes on top: manim redraws everything above it.
                self.add(self.ball.ghost(), *self.growth.actors)
                self.wait(0.7)

    # Beat 4

    def touch_the_line(self) -> None:
        """Reach the line, mark the contact, and say what it means."""
        with self.beat("First contact"):
            self.say("A little more, until it touches.")
            self.play(self.growth.sweep(self.rests[-1], 1), run_time=1.8)
            self.say(f"First contact at c {as_plain_text(self.least)}.")
            self.play(Flash(self.marks[-1], color=self.theme.contact, flash_radius=0.35), run_time=0.6)
            self.play(FadeIn(self.marks, self.answer_labels), FadeOut(self.growth_panel), run_time=0.8)
            self.answer_panel = self.name_the_edge() if self.is_tie else self.name_the_tip()

    def name_the_tip(self) -> VGroup:
        """Name the touching tip and the weight that is zero there."""
        zero_weight = ("a", "b")[self.dropped]
        name = ("slope", "intercept")[self.dropped]
        headline = self.panel.headline("First contact is at a tip")
        level = formula(f"c {self.least}", color=self.theme.l1)
        answer = formula(weights_equal(self.answers[0]), color=self.theme.contact)
        zero = formula(f"{zero_weight} = 0", color=self.theme.contact)
        meaning = self.remark(f"The {name} is exactly zero: this answer is _sparse_.")
        rows = self.panel.rows(headline, level, answer, zero, meaning)
        zero.shift(_FRAME_GAP * RIGHT)
        frame = SurroundingRectangle(zero, color=self.theme.contact, buff=_FRAME_GAP, stroke_width=3)
        self.play(FadeIn(headline, level, answer), run_time=0.8)
        self.say(f"At a tip one weight is exactly zero: {zero_weight} = 0. The answer is sparse.")
        self.play(FadeIn(zero), Create(frame), run_time=0.8)
        self.play(FadeIn(meaning), run_time=0.6)
        return VGroup(headline, rows, frame)

    def name_the_edge(self) -> VGroup:
        """Name the touching edge, and the only two sparse answers on it."""
        headline = self.panel.headline("First contact is a whole edge")
        level = formula(f"c {self.least}", color=self.theme.l1)
        every = formula(f"abs(a) + abs(b) {self.least}", color=self.theme.l1)
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
        steep = "steeper" if self.kept == 0 else "flatter"
        if self.is_tie:
            headline = self.panel.headline("Why a whole edge?", "The line has exactly the slope of the edge.")
            finding = "Seen closely: line and edge are parallel, so they meet all along."
        else:
            headline = self.panel.headline(
                "Why at the tip?", f"The line is {steep} than the edges: the tip gets there first."
            )
            finding = f"Seen closely: the line is {steep} than both edges at the tip."
            if max(abs(self.x), 1 / abs(self.x) if self.x else math.inf) < 1 + _LOOKS_PARALLEL:
                finding = f"By less than can be seen, the line is {steep} than the edges at the tip."
        room = self.panel.room_for_rows(headline)
        middle = self.answers.mean(axis=0) * (1 if self.is_tie else 1 - _INSIDE_TIP)
        inset = CloseUp(self.view, middle, _CLOSE_UP_HALF_WIDTH * self.radius, room)
        near_line = SolutionLine(inset.view, self.line)
        near_ball = CutBall(inset.view, 1, self.radius, color=self.theme.l1)
        near_mark = ContactEdge(inset.view, self.answers) if self.is_tie else ContactMark(inset.view, self.answers[0])
        # The line lies on top: near a tie it would be hidden under the edge.
        picture = (headline, inset, near_ball, *((near_mark, near_line) if self.is_tie else (near_line, near_mark)))

        def follow(radius: float) -> None:
            self.ball.set_radius(radius)
            near_ball.set_radius(radius)

        def resize(start: float, end: float) -> Sweep:
            return Sweep(self.ball, near_ball, follow=follow, start=start, end=end)

        self.play(FadeOut(self.answer_panel, self.answer_labels), run_time=0.4)
        with self.beat("Why there"):
            self.say(finding)
            self.play(FadeIn(*picture), run_time=1)
            self.wait(1)
            self.play(FadeOut(self.marks, near_mark), run_time=0.4)
            self.say("Any smaller diamond misses the line altogether.")
            self.play(resize(self.radius, _SMALLER * self.radius), run_time=1.5)
            self.wait(1)
            self.play(resize(_SMALLER * self.radius, self.radius), run_time=1.2)
            self.say(f"No answer is smaller: the least |a| + |b| {as_plain_text(self.least)}.")
            self.play(FadeIn(self.marks, near_mark), run_time=0.6)
        self.play(FadeOut(*picture), run_time=0.5)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide."""
        if self.is_tie:
            headline = self.panel.headline("Parallel to an edge: a tie")
            verdict = self.remark("The whole edge is smallest; only its two ends are _sparse_.")
            reason = "Here a whole edge is smallest. Such ties need |x| to be exactly 1."
        else:
            headline = self.panel.headline("The smallest answer sits at a tip")
            verdict = self.remark("One weight is exactly zero: the answer is _sparse_.")
            reason = "Only if |x| were exactly 1 would it touch along a whole edge."
        task = self.remark(f"Of all answers with {inline(constraint(self.x, self.y))}:")
        minimum = formula(f"min thick (abs(a) + abs(b)) {self.least}", color=self.theme.l1)
        answers = self.answer_rows()
        self.panel.rows(headline, task, minimum, *answers, verdict)
        with self.beat("Summary"):
            self.say("Of all answers that fit the data, take the one with the least |a| + |b|.")
            self.play(FadeIn(headline, task), run_time=0.8)
            self.play(FadeIn(minimum), run_time=0.8)
            self.play(FadeIn(*answers, self.answer_labels), run_time=0.6)
            self.say(reason)
            self.play(FadeIn(verdict), run_time=0.6)
            self.wait(2)
