"""The L1 diamond grows from the origin until it touches the line of all answers that fit one data point."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from manim import (
    Arrow,
    Create,
    FadeIn,
    FadeOut,
    Flash,
    SurroundingRectangle,
    VGroup,
    VMobject,
    Write,
)

from sparsity.geometry import Hyperplane, LpBall, first_contact, lp_norm
from sparsity.geometry.clipping import clip_segments
from sparsity.stage.actors import ACTOR_STROKE, ContactEdge, ContactMark, CutBall, NormBall, SolutionLine, answer_dot
from sparsity.stage.closeup import CloseUp
from sparsity.stage.labels import along_line, beside_point, place_clear
from sparsity.stage.live_number import Readout
from sparsity.stage.panel import Panel
from sparsity.stage.plane import WeightPlane, polyline
from sparsity.stage.settings import checked_data_point
from sparsity.stage.story import StoryScene, Sweep
from sparsity.stage.typography import (
    BODY,
    LABEL,
    POINT_LABEL,
    as_plain_text,
    equals_or_about,
    fit_of,
    format_number,
    format_point,
    formula,
    inline,
    line_through,
    prose,
)
from sparsity.stage.window import Window

# The window reaches at least this many contact radii from the origin.
_ROOM_AROUND_BALL = 1.45
_WEIGHTS = ("a", "b")
_WEIGHT_NAMES = ("slope", "intercept")


class Candidate(NamedTuple):
    """One answer on the solution line, and how it is drawn."""

    weights: np.ndarray
    mark: VMobject
    path: VMobject
    label: VMobject
    row: VMobject


class GrowingDiamond(StoryScene):
    """Why the smallest answer in the L1 norm is sparse.

    Attributes
    ----------
    data_point
        The one data point (x, y) that the model y = a x + b has to fit; finite, y not 0.
    rests
        Fractions of the contact radius at which the growing diamond leaves a ghost of itself.
    """

    data_point: tuple[float, float] = (10, 5)
    rests: tuple[float, ...] = (0.3, 0.6, 0.9)

    def check_settings(self) -> None:
        """Refuse data points for which there is no story to tell."""
        self.x, self.y = checked_data_point(self.data_point)

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.solve()
        self.show_all_answers()
        self.measure_three_answers()
        self.grow_the_diamond()
        self.touch_the_line()
        self.look_closely()
        self.sum_up()

    def solve(self) -> None:
        """Work out everything that the pictures show, and set up the plane."""
        self.line = Hyperplane.through_data_point(self.x, self.y)
        contact = first_contact(self.line, 1)
        self.answers = contact.vertices
        self.radius = contact.radius
        self.is_tie = not contact.is_unique
        # The weight that stays; in a tie either may.
        self.kept = int(np.flatnonzero(self.answers[0])[0])
        self.dropped = 1 - self.kept

        self.panel = Panel(self.layout.panel, self.theme)
        self.plane = WeightPlane(self.layout.plane, Window.to_show(_ROOM_AROUND_BALL * self.radius), _WEIGHTS)
        self.view = self.plane.view
        self.line_drawn = SolutionLine(self.view, self.line)
        self.ball = NormBall(self.view, 1, self.radius, color=self.theme.l1)
        self.marks = VGroup(ContactMark(self.view, answer) for answer in self.answers)
        if self.is_tie:
            self.marks.add_to_back(ContactEdge(self.view, self.answers))
        self.contact_labels = VGroup()
        for answer in self.answers:
            self.contact_labels.add(self.label_answer(answer))
        self.line_label = self.label_line()

    # Beat 1

    def show_all_answers(self) -> None:
        """Slide a dot along the solution line while its equation keeps holding."""
        point = format_point((self.x, self.y), 4)
        headline = self.panel.headline("One data point, two weights", f"Fit {inline('y = a x + b')} to {inline(point)}.")
        ends = self.line.clip_to_box(0.94 * self.view.lower, 0.94 * self.view.upper)
        a_signed, b_signed = (ends < 0).any(axis=0)
        slope = self.readout("a =", extra_decimals=1, signed=a_signed)
        intercept = self.readout("b =", signed=b_signed)
        total = self.readout(f"{fit_of(self.x)} =", signed=self.y < 0, color=self.theme.solution)
        rows = self.panel.rows(headline, slope, intercept, total)

        dot = answer_dot(self.view, ends[0])

        def follow(fraction: float) -> None:
            weights = ends[0] + fraction * (ends[1] - ends[0])
            dot.move_to(self.view.to_scene([weights])[0])
            slope.set_value(weights[0])
            intercept.set_value(weights[1])
            total.set_value(self.x * weights[0] + weights[1])

        follow(0)
        moving = (dot, slope, intercept, total)
        with self.beat("The solution line"):
            self.say(f"One data point {self.in_words(point)}, but two weights to find.")
            self.play(FadeIn(headline, self.plane), run_time=1.2)
            self.say(f"All answers that fit it lie on one line: {self.in_words(line_through(self.x, self.y))}.")
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
        for weights in self.three_answers():
            candidates.append(self.candidate(weights, candidates))
        rows = self.panel.rows(headline, norm, *(candidate.row for candidate in candidates))
        with self.beat("The size of an answer"):
            self.say("Which of them is the smallest? Measure |a| + |b|, the way along the axes.")
            self.play(FadeIn(headline, norm), run_time=0.8)
            self.wait(1.5)
            for candidate in candidates:
                self.say(f"{self.in_words(self.size_of(candidate.weights))}.")
                self.play(Create(candidate.path), run_time=1)
                self.play(FadeIn(candidate.mark, candidate.label, candidate.row), run_time=0.6)
                self.wait(0.8)
                self.play(FadeOut(candidate.path), run_time=0.4)
            self.say("Which answer is the smallest of all? Let a diamond find it.")
        marks = VGroup(VGroup(candidate.mark, candidate.label) for candidate in candidates)
        self.play(FadeOut(headline, rows, marks), run_time=0.5)

    def three_answers(self) -> list[np.ndarray]:
        """Pick two answers inside the window and one further out, none of them the smallest."""
        half = self.view.upper[0]
        other_intercept = self.line.intercepts()[self.dropped]
        far = other_intercept if np.isfinite(other_intercept) and not self.is_tie else 2.5 * half
        answers = []
        for value in (0.5 * half, -0.75 * half, far):
            answer = np.empty(2)
            answer[self.dropped] = value
            answer[self.kept] = (self.y - self.x * value) if self.kept == 1 else (self.y - value) / self.x
            answers.append(answer)
        return answers

    def candidate(self, weights: np.ndarray, earlier: list[Candidate]) -> Candidate:
        """Draw one answer: a dot, or an arrow when it lies outside; its way along the axes; its size."""
        corners = np.array([(0.0, 0.0), (weights[0], 0.0), weights])
        starts, ends = clip_segments(corners[:-1], corners[1:], self.view.lower, self.view.upper)
        path = VMobject(stroke_color=self.theme.l1, stroke_width=ACTOR_STROKE)
        path.points = polyline(self.view.to_scene(np.concatenate([starts[:1], ends])))
        if self.view.shows(weights):
            mark = answer_dot(self.view, weights)
            label = formula(self.point_text(weights), size=POINT_LABEL, color=self.theme.ink)
            anchors = beside_point(label, mark.get_center(), 0.2)
        else:
            mark = self.arrow_out_to(weights)
            label = formula(f'"to" {self.point_text(weights)}', size=POINT_LABEL, color=self.theme.ink)
            anchors = along_line(label, mark.get_start(), mark.get_end(), 0.25)[2:]
        self.place_label(
            label,
            anchors,
            path,
            mark,
            *(other.mark for other in earlier),
            texts=[self.line_label, *(other.label for other in earlier)],
        )
        return Candidate(weights, mark, path, label, formula(self.size_of(weights), color=self.theme.ink))

    def arrow_out_to(self, weights: np.ndarray) -> Arrow:
        """Point along the solution line to an answer outside the window."""
        ends = self.line.clip_to_box(self.view.lower, self.view.upper)
        exit_end = ends[np.argmin(np.linalg.norm(ends - weights, axis=1))]
        tip = self.view.to_scene([exit_end])[0]
        outwards = self.view.to_scene([weights])[0] - tip
        back = tip - outwards / np.linalg.norm(outwards)
        return Arrow(back, tip, buff=0, color=self.theme.ink, stroke_width=6, tip_length=0.3)

    # Beat 3

    def grow_the_diamond(self) -> None:
        """Grow all points of one size, and watch the distance to the line."""
        headline = self.panel.headline("Grow the diamond")
        size = formula("abs(a) + abs(b) <= c", color=self.theme.l1)
        level = self.readout("c =", color=self.theme.l1)
        gap = self.readout('"distance to the line" =', extra_decimals=1, color=self.theme.ink, size=BODY)
        self.growth_panel = VGroup(headline, self.panel.rows(headline, size, level, gap))
        self.moving = (self.ball, level, gap)

        def follow(radius: float) -> None:
            self.ball.set_radius(radius)
            level.set_value(radius)
            gap.set_value(self.line.gap_to(LpBall(1, radius)))

        self.follow_radius = follow
        self.ghosts = VGroup()
        follow(0)
        with self.beat("The diamond grows"):
            self.say("All points with |a| + |b| up to c fill a diamond.")
            self.play(FadeIn(headline, size, level, gap), run_time=0.8)
            reached = 0.0
            for number, fraction in enumerate(self.rests):
                if number == 1:
                    self.say("As c grows, the distance to the line shrinks.")
                self.grow(reached, fraction * self.radius, run_time=1.8)
                reached = fraction * self.radius
                self.ghosts.add(ghost := self.ball.ghost())
                self.add(ghost, *self.moving)
                self.wait(0.7)

    def grow(self, start: float, end: float, run_time: float) -> None:
        """Grow the diamond and everything that depends on it."""
        self.play(Sweep(*self.moving, follow=self.follow_radius, start=start, end=end), run_time=run_time)

    # Beat 4

    def touch_the_line(self) -> None:
        """Reach the line, mark the contact, and say what it means."""
        level = format_number(self.radius)
        about = equals_or_about(self.radius)
        with self.beat("First contact"):
            self.say(self.in_words(f"First contact at c {about} {level}."))
            self.grow(self.rests[-1] * self.radius, self.radius, run_time=1.5)
            self.play(*(Flash(mark[-1], color=self.theme.contact, flash_radius=0.35) for mark in self.marks[-1:]), run_time=0.6)
            self.play(FadeIn(self.marks, self.contact_labels), FadeOut(self.growth_panel), run_time=0.8)
            self.tell_the_answer(level, about)

    def tell_the_answer(self, level: str, about: str) -> None:
        """Name the touching point, or the touching edge, and what is sparse about it."""
        size = formula(f"c {about} {level}", color=self.theme.l1)
        if self.is_tie:
            headline = self.panel.headline("First contact is a whole edge")
            every = formula(f"abs(a) + abs(b) {about} {level}", color=self.theme.contact)
            meaning = self.remark("at every point of the edge, so the smallest answer is not unique")
            sparse = self.remark("Only the two ends are sparse.")
            rows = self.panel.rows(headline, size, every, meaning, sparse)
            self.say("The line runs along an edge: every point of it is a smallest answer.")
            self.play(FadeIn(headline, rows), run_time=0.8)
            self.say("Only the two ends of the edge have a zero weight.")
            self.wait(1)
        else:
            headline = self.panel.headline("First contact is at a tip")
            answer = formula(f"(a, b) {self.sign_of(self.answers[0])} {format_point(self.answers[0])}", color=self.theme.contact)
            zero = formula(f"{_WEIGHTS[self.dropped]} = 0", color=self.theme.contact)
            meaning = self.remark(f"The {_WEIGHT_NAMES[self.dropped]} is exactly zero: this answer is _sparse_.")
            rows = self.panel.rows(headline, size, answer, zero, meaning)
            box = SurroundingRectangle(zero, color=self.theme.contact, buff=0.18, stroke_width=3)
            self.play(FadeIn(headline, size, answer), run_time=0.8)
            self.say(f"At a tip one weight is exactly zero: {_WEIGHTS[self.dropped]} = 0. The answer is sparse.")
            self.play(FadeIn(zero), Create(box), run_time=0.8)
            self.play(FadeIn(meaning), run_time=0.6)
            self.wait(1)
            rows.add(box)
        self.answer_panel = VGroup(headline, rows)

    # Beat 5

    def look_closely(self) -> None:
        """Magnify the contact and show that no smaller diamond reaches the line."""
        self.play(FadeOut(self.answer_panel), run_time=0.4)
        if self.is_tie:
            headline = self.panel.headline("Why a whole edge?", "The line has exactly the slope of the edge.")
        else:
            steep = "steeper" if self.kept == 0 else "flatter"
            headline = self.panel.headline(
                "Why at the tip?", f"The line is {steep} than the edges, so only the tip can reach it first."
            )
        smaller = 0.93 * self.radius
        inset = CloseUp(self.view, self.answers.mean(axis=0), 0.16 * self.radius, self.panel.room_for_rows(headline))
        near_line = SolutionLine(inset.view, self.line)
        near_ball = CutBall(inset.view, 1, self.radius, color=self.theme.l1)
        near_marks = VGroup(ContactMark(inset.view, self.answers[0])) if not self.is_tie else VGroup()

        def follow(radius: float) -> None:
            self.ball.set_radius(radius)
            near_ball.set_radius(radius)

        def breathe(start: float, end: float) -> Sweep:
            return Sweep(self.ball, near_ball, follow=follow, start=start, end=end)

        with self.beat("Why there"):
            self.play(
                FadeOut(self.contact_labels), FadeIn(headline, inset, near_line, near_ball, near_marks), run_time=1
            )
            if self.is_tie:
                self.say("Seen closely: line and edge are parallel, so they meet all along.")
            else:
                self.say(f"Seen closely: the line is {steep} than both edges at the tip.")
            self.wait(0.5)
            self.add(near_ball, inset.frame)
            self.play(FadeOut(self.marks, near_marks), run_time=0.4)
            self.say("Any smaller diamond misses the line altogether.")
            self.play(breathe(self.radius, smaller), run_time=1.5)
            self.wait(1)
            self.play(breathe(smaller, self.radius), run_time=1.2)
            about = "is" if equals_or_about(self.radius) == "=" else "is about"
            self.say(f"So the smallest |a| + |b| of any answer {about} {self.in_words(format_number(self.radius))}.")
            self.play(FadeIn(self.marks, near_marks), run_time=0.6)
        self.play(FadeOut(headline, inset, near_line, near_ball, near_marks), run_time=0.5)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide."""
        if self.is_tie:
            headline = self.panel.headline("Parallel to an edge: a tie")
            verdict = self.remark("The whole edge is smallest; only its two ends are sparse.")
        else:
            headline = self.panel.headline("The smallest answer sits at a tip")
            verdict = self.remark("One weight is exactly zero: the answer is _sparse_.")
        task = self.remark(f"Of all answers with {inline(self.constraint())}:")
        minimum = formula(
            f"min thick (abs(a) + abs(b)) {equals_or_about(self.radius)} {format_number(self.radius)}",
            color=self.theme.l1,
        )
        answers = [
            formula(f"(a, b) {self.sign_of(answer)} {format_point(answer)}", color=self.theme.contact)
            for answer in self.answers
        ]
        with self.beat("Summary"):
            self.say("L1 regularization looks for the smallest |a| + |b| that fits the data.")
            rows = self.panel.rows(headline, task, minimum, *answers, verdict)
            self.play(FadeIn(headline, task), run_time=0.8)
            self.play(Write(minimum), run_time=1)
            self.play(FadeIn(*answers, self.contact_labels), run_time=0.6)
            if self.is_tie:
                self.say("Here a whole edge is smallest. Such ties need |x| to be exactly 1.")
            else:
                self.say("The growing diamond finds it at a tip, where a weight is zero.")
            self.play(FadeIn(verdict), run_time=0.6)
            self.add(rows)
            self.wait(2.5)

    # Words and labels

    @staticmethod
    def in_words(math_markup: str) -> str:
        """Write a formula the way captions do."""
        return as_plain_text(math_markup)

    def remark(self, words: str) -> VMobject:
        """Set a sentence that fits the panel."""
        return prose(words, color=self.theme.ink, width=self.panel.column_width)

    def readout(self, label: str, *, extra_decimals: int = 0, color: object = None, **style: object) -> Readout:
        """Make a live number with as many decimals as the size of the answer calls for."""
        decimals = max(0, 1 - math.floor(math.log10(self.radius))) + extra_decimals
        return Readout(label, decimals=decimals, color=color or self.theme.ink, **style)

    def constraint(self) -> str:
        """Write the equation that every answer fulfils."""
        return f"{fit_of(self.x)} {equals_or_about(self.x, self.y, digits=4)} {format_number(self.y, 4)}"

    @staticmethod
    def sign_of(weights: np.ndarray) -> str:
        """Choose `=` or `approx` for a point as shown."""
        return equals_or_about(*weights)

    def point_text(self, weights: np.ndarray) -> str:
        """Write a point, with a sign in front when it is rounded."""
        rounded = "" if self.sign_of(weights) == "=" else "approx "
        return rounded + format_point(weights)

    def size_of(self, weights: np.ndarray) -> str:
        """Write how the L1 norm of an answer adds up."""
        size = lp_norm(weights, 1)
        a, b = (format_number(weight) for weight in weights)
        return f"abs({a}) + abs({b}) {equals_or_about(*weights, size)} {format_number(size)}"

    def label_answer(self, answer: np.ndarray) -> VMobject:
        """Label a smallest answer beside its mark."""
        label = formula(self.point_text(answer), size=LABEL, color=self.theme.contact)
        center = self.view.to_scene([answer])[0]
        return self.place_label(label, beside_point(label, center, 0.28), self.ball, self.marks, texts=self.contact_labels)

    def label_line(self) -> VMobject:
        """Label the solution line where nothing else will come."""
        label = formula(line_through(self.x, self.y), size=LABEL, color=self.theme.solution)
        start, end = self.line_drawn.get_start(), self.line_drawn.get_end()
        if end[1] < start[1]:
            start, end = end, start
        return self.place_label(
            label, along_line(label, start, end, 0.2), self.ball, self.marks, texts=self.contact_labels
        )

    def place_label(self, label: VMobject, anchors: list, *curves: VMobject, texts=()) -> VMobject:
        """Put a label on the plane where it covers neither an actor nor an axis nor another label."""
        return place_clear(
            label,
            anchors,
            within=self.layout.plane.grown(0.3),
            curves=[*self.plane.axes, self.line_drawn, *curves],
            texts=[*self.plane.names, *self.plane.numbers.family_members_with_points(), *texts],
        )
