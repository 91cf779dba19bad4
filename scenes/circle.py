"""The L1 diamond and the L2 circle grow to the same line: one stops at a tip, the other beside it."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from manim import Create, FadeIn, FadeOut, Flash, Square, SurroundingRectangle, TransformFromCopy, VGroup, VMobject

from sparsity.geometry import exact_foot, first_contact, lp_norm
from sparsity.stage.actors.balls import CutBall
from sparsity.stage.actors.growth import Growth
from sparsity.stage.actors.lines import SolutionLine, WayAlongAxes
from sparsity.stage.actors.marks import AnswerDot, ContactDot, ContactEdge, ContactMark
from sparsity.stage.actors.perpendicular import Extent, Radius, RightAngleMark
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.typography import BODY, LABEL, POINT_LABEL, formula, inline, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.planes.closeup import CloseUp
from sparsity.stage.telling.story import Description
from sparsity.stage.writing.tables import CellTable
from sparsity.words.notation import (
    as_plain_text,
    constraint,
    equal_to,
    is_exact,
    line_through,
    point_or_about,
    sum_of_sizes,
    weights_equal,
)
from sparsity.words.sizes import digits_apart, format_fraction, number_or_about, root_of_squares

# The window of scenes/diamond.py, so that the picture carries over.
_ROOM_AROUND_BALL = 1.5
# Half-width of the close-up when both balls touch at the same tip, in contact radii.
_CLOSE_UP_OF_TIP = 0.16
# On steeper lines the two answers have the same first six digits.
_STEEPEST = 1000.0
# Up to this share of the other weight a weight counts as small.
_SMALL_SHARE = 0.25
_LARGEST_WHOLE_NUMBER = 9999
# Down to this scale a table can be read.
_SMALLEST_SCALE = 0.8

_WEIGHTS = ("a", "b")
_NAMES = ("slope", "intercept")


class CircleComparison(LinePictureScene):
    """Why the smallest answer in the L2 norm is small, but not sparse.

    Attributes
    ----------
    data_point
        The one data point (x, y) that the model y = a x + b has to fit; finite, y not 0. Unless x is
        0, |x| is 0.001 to 1000, and either exactly 1 or at least 0.00001 away from 1.
    """

    data_point = (10, 5)

    def check_settings(self) -> None:
        """Refuse numbers for which there is no story to tell."""
        super().check_settings()
        steepness = abs(self.x)
        if steepness != 0 and not 1 / _STEEPEST <= steepness <= _STEEPEST:
            raise ValueError(
                f"data_point (x, y) must have x = 0, or |x| from 0.001 to 1000, not {self.data_point!r}: the answers "
                "of diamond and circle would be too close to tell apart"
            )
        first, second = (first_contact(self.line, p) for p in (1, 2))
        self.radii = (first.radius, second.radius)
        self.levels = [equal_to(radius, digits_apart(*self.radii)) for radius in self.radii]
        self.tips, self.foot = first.vertices, second.vertices[0]
        self.is_tie = not first.is_unique
        # x = 0, the exception: the foot of the perpendicular is the tip itself.
        self.agree = second.at_tip
        # Which weight the diamond's answer keeps, and which it sets to zero; a tie has an answer of either sort.
        self.kept = int(np.flatnonzero(self.tips[0])[0])
        self.dropped = 1 - self.kept
        self.is_small = abs(self.foot[self.dropped]) <= _SMALL_SHARE * abs(self.foot[self.kept])

    def describe(self) -> Description:
        """Say where the circle touches, and whether its answer is nearly sparse, sparse, or neither."""
        if self.agree:
            return Description(
                "The circle stops at the same tip",
                "The line runs level, so the L2 circle touches it at the same tip as the diamond: its answer is sparse "
                "too.",
            )
        if self.is_tie:
            return Description(
                "The circle stops in the middle of the edge",
                "The L2 circle touches the same line in the middle of the diamond's edge: its answer has two weights "
                "of one size.",
            )
        if self.is_small:
            end = "beside the axis: its answer has a small weight that is not zero."
        else:
            end = "off both axes: neither weight of its answer is zero, or small beside the other."
        return Description("The circle does not stop at a tip", f"The L2 circle touches the same line {end}")

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.measure_one_answer()
        self.grow_the_diamond()
        self.grow_the_circle()
        self.draw_the_radius()
        self.look_closely()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Draw what stays through all beats."""
        self.fractions = self.foot_in_fractions()

        along_axes, straight = self.radii
        self.set_the_stage(_ROOM_AROUND_BALL * along_axes)
        self.diamond = Growth(self.view, self.line, 1, along_axes, self.theme.l1)
        # One decimal more: the two radii may differ in the third digit only.
        self.circle = Growth(self.view, self.line, 2, straight, self.theme.l2, extra_decimals=1)
        self.radius_drawn = Radius(self.view, self.foot, color=self.theme.l2)
        self.right_angle = RightAngleMark(self.view, self.foot, self.tips[0])
        # Labels keep clear of everything as it will be at contact.
        self.diamond.set_fraction(1)
        self.circle.set_fraction(1)
        self.tip_dots = VGroup(ContactDot(self.view, tip, rim=self.theme.l1) for tip in self.tips)
        if self.is_tie:
            self.tip_dots.add_to_back(ContactEdge(self.view, self.tips))
        self.foot_dot = ContactDot(self.view, self.foot, rim=self.theme.l2)
        self.big_marks = VGroup(ContactMark(self.view, point) for point in [*self.tips, self.foot])
        drawn = [self.diamond.ball, self.circle.ball, self.radius_drawn, self.right_angle, *self.big_marks]
        self.tip_labels = VGroup()
        for tip in self.tips:
            label = self.label_point(tip, color=self.theme.l1, curves=drawn, texts=self.tip_labels.submobjects)
            self.tip_labels.add(label)
        self.foot_label: VMobject = VGroup()
        if not self.agree:
            self.foot_label = self.label_point(
                self.foot,
                color=self.theme.l2,
                size=POINT_LABEL,
                exactly=self.exact_foot,
                curves=drawn,
                texts=self.tip_labels.submobjects,
            )
        self.example = self.answer_to_measure()
        self.ways = VGroup(
            WayAlongAxes(self.view, self.example),
            Radius(self.view, self.example, color=self.theme.l2),
            AnswerDot(self.view, self.example),
        )
        on_axis, half_width = self.what_to_magnify()
        magnified = Square(2 * half_width * self.view.unit).move_to(self.view.at((on_axis + self.foot) / 2))
        self.line_label = self.label_line([*drawn, *self.ways, magnified], [*self.tip_labels, self.foot_label])
        self.diamond.set_fraction(0)
        self.circle.set_fraction(0)

    def foot_in_fractions(self) -> tuple[Fraction, ...] | None:
        """Give the circle's answer exactly, where the data point is made of whole numbers and decimals do not do."""
        whole = self.x.is_integer() and self.y.is_integer() and abs(self.y) <= _LARGEST_WHOLE_NUMBER
        if not whole or all(is_exact(weight) for weight in self.foot):
            return None
        return exact_foot([int(self.x), 1], int(self.y))

    @property
    def exact_foot(self) -> str:
        """The circle's answer in fractions, or nothing."""
        if self.fractions is None:
            return ""
        a, b = (format_fraction(weight) for weight in self.fractions)
        return f"lr(( thin {a}, thick {b} thin ))"

    @property
    def lesser_weight(self) -> str:
        """The weight that the diamond would drop, in the circle's answer: name, sign and value."""
        if self.fractions is None:
            return f"{_WEIGHTS[self.dropped]} {equal_to(self.foot[self.dropped])}"
        return f"{_WEIGHTS[self.dropped]} = {format_fraction(self.fractions[self.dropped])}"

    # Beat 1

    def measure_one_answer(self) -> None:
        """Measure one answer along the axes and straight."""
        headline = self.panel.headline(
            "Two ways to measure an answer", f"Every point of the line has {inline(constraint(self.x, self.y))}."
        )
        answer = self.example
        way, straight, dot = self.ways
        label = self.label_point(
            answer, color=self.theme.ink, size=POINT_LABEL, gap=0.2, curves=[*self.ways], texts=[self.line_label]
        )
        along_axes = formula("norm((a, b))_1 = abs(a) + abs(b)", color=self.theme.l1)
        in_steps = formula(sum_of_sizes(answer), color=self.theme.l1)
        as_crow_flies = formula("norm((a, b))_2 = sqrt(a^2 + b^2)", color=self.theme.l2)
        in_one_go = formula(root_of_squares(answer), color=self.theme.l2)
        rows = self.panel.rows(headline, along_axes, in_steps, as_crow_flies, in_one_go)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, self.line_drawn, self.line_label, headline)
        with self.beat("Two measures"):
            self.say(f"All answers that fit the data point: {as_plain_text(line_through(self.x, self.y))}.")
            self.play(FadeIn(dot, label), run_time=0.6)
            self.say(f"Along the axes this one has the size |a| + |b| {equals(lp_norm(answer, 1))}.")
            self.play(Create(way), FadeIn(along_axes), run_time=1.2)
            self.play(FadeIn(in_steps), run_time=0.6)
            self.say(f"Straight from the origin its size is √(a² + b²) {equals(lp_norm(answer, 2))}.")
            self.play(Create(straight), FadeIn(as_crow_flies), run_time=1.2)
            self.play(FadeIn(in_one_go), run_time=0.6)
            self.say("Which answer is the smallest by the one, and which by the other?")
        self.play(FadeOut(headline, rows, way, straight, dot, label), run_time=0.5)

    def answer_to_measure(self) -> np.ndarray:
        """Pick an answer well off the axis that the diamond's answer lies on, with round numbers."""
        answer = np.empty(2)
        answer[self.dropped] = off = 0.5 * self.view.upper[0]
        answer[self.kept] = (self.y - off) / self.x if self.kept == 0 else self.y - self.x * off
        return answer

    # Beat 2

    def grow_the_diamond(self) -> None:
        """Grow the diamond to its contact."""
        size = formula("abs(a) + abs(b) <= c", color=self.theme.l1)
        headline, rows = self.growth_panel("The diamond", size, self.diamond)
        radius = as_plain_text(self.levels[0])
        with self.beat("The diamond"):
            self.say("Equal sizes |a| + |b| make a diamond. Grow it to the line.")
            self.play(FadeIn(headline, rows), run_time=0.8)
            self.play(self.diamond.sweep(0, 1), run_time=2.5)
            if self.is_tie:
                self.say(f"It touches with a whole edge, at c {radius}.")
            else:
                self.say(f"It touches with a tip, at c {radius}. There {_WEIGHTS[self.dropped]} is exactly zero.")
            self.play(*(self.flash(tip) for tip in self.tips), run_time=0.6)
            self.play(FadeIn(self.tip_dots, self.tip_labels), run_time=0.6)
        self.play(FadeOut(headline, rows), run_time=0.5)

    def growth_panel(self, words: str, size: VMobject, growth: Growth) -> tuple[VGroup, VGroup]:
        """Set the panel of a growing ball: what it holds, its radius, the distance left."""
        headline = self.panel.headline(words)
        return headline, self.panel.rows(headline, size, growth.level, growth.gap)

    def flash(self, weights: np.ndarray) -> Flash:
        """Draw attention to a contact."""
        return Flash(self.view.at(weights), color=self.theme.contact, flash_radius=0.35)

    # Beat 3

    def grow_the_circle(self) -> None:
        """Grow the circle to its own contact, in the same plane."""
        size = formula("sqrt(a^2 + b^2) <= c", color=self.theme.l2)
        headline, rows = self.growth_panel("The circle", size, self.circle)
        radius = as_plain_text(self.levels[1])
        with self.beat("The circle"):
            self.say("Equal sizes √(a² + b²) make a circle. It grows with a c of its own.")
            self.play(FadeIn(headline, rows), self.diamond.ball.animate.set_fill(opacity=0.06), run_time=0.8)
            # What moves goes on top: manim redraws everything above it.
            self.add(*self.circle.actors)
            self.play(self.circle.sweep(0, 1), run_time=2.5)
            if self.agree:
                self.say(f"It touches at c {radius} too, and at the very same point.")
            elif self.is_tie:
                self.say(f"It touches at c {radius}, in the middle of the diamond's edge.")
            elif self.is_small:
                self.say(f"It touches at c {radius}, beside the tip and not at it.")
            else:
                self.say(f"It touches at c {radius}, off both axes and not at a tip.")
            self.play(self.flash(self.foot), run_time=0.6)
            self.play(FadeIn(self.foot_dot, self.foot_label), run_time=0.6)
            self.add(self.tip_dots, self.foot_dot)
        self.play(FadeOut(headline, rows), run_time=0.5)

    # Beat 4

    def draw_the_radius(self) -> None:
        """Show that the circle touches where the way from the origin meets the line at a right angle."""
        headline = self.panel.headline(
            "The circle stops at a right angle", "Its contact is the point of the line nearest to the origin."
        )
        level = formula(f"c {self.levels[1]}", color=self.theme.l2)
        answer = [formula(weights_equal(self.foot), color=self.theme.contact)]
        if self.exact_foot:
            answer.insert(0, formula(f"(a, b) = {self.exact_foot}", color=self.theme.contact))
        if self.agree:
            verdict = self.remark(
                f"Here the {_NAMES[self.dropped]} is zero: this time the circle's answer is _sparse_ too."
            )
            meaning = "Here that point lies on the b-axis: this time the circle's answer is sparse."
        else:
            verdict = self.remark("No weight is zero: this answer is not _sparse_.")
            meaning = "Neither weight is zero there: the circle's answer is not sparse."
        rows = self.panel.rows(headline, level, *answer, verdict)
        with self.beat("A right angle"):
            self.say("At its contact the radius meets the line at a right angle.")
            self.play(Create(self.radius_drawn), FadeIn(headline), run_time=1.2)
            self.play(Create(self.right_angle), run_time=0.6)
            self.add(self.tip_dots, self.foot_dot)
            self.play(FadeIn(level, *answer), run_time=0.6)
            self.say(meaning)
            self.play(FadeIn(verdict), run_time=0.6)
        self.play(FadeOut(headline, rows, self.tip_labels, self.foot_label), run_time=0.5)

    # Beat 5

    def look_closely(self) -> None:
        """Magnify both contacts, and measure how far the circle's is from the axis."""
        on_axis, half_width = self.what_to_magnify()
        dropped, kept = _WEIGHTS[self.dropped], _WEIGHTS[self.kept]
        if self.agree:
            headline = self.panel.headline(
                "Why the same point?",
                f"The line runs level, so the straight way to it runs {'up' if self.y > 0 else 'down'} the axis, into "
                "the tip.",
            )
            finding = "Seen closely: both meet the level line at the same point of the b-axis."
            conclusion = "This is the exception: it needs x to be exactly 0."
        else:
            words = "Small, but not zero" if self.is_small else "Far from zero"
            headline = self.panel.headline(words, f"The circle's answer has {inline(self.lesser_weight_in_full())}.")
            finding = f"Seen closely: the circle's contact lies off the {kept}-axis."
            conclusion = f"{as_plain_text(self.lesser_weight)}: {words[0].lower()}{words[1:]}."
            if not self.is_tie:
                conclusion += f" At the diamond's tip {dropped} is exactly 0."
        room = self.panel.room_for_rows(headline)
        self.inset = inset = CloseUp(self.view, (on_axis + self.foot) / 2, half_width, room)
        contents = VGroup(
            CutBall(inset.view, 1, self.diamond.contact_radius, color=self.theme.l1),
            CutBall(inset.view, 2, self.circle.contact_radius, color=self.theme.l2),
            SolutionLine(inset.view, self.line),
        )
        marks = VGroup(ContactMark(inset.view, point) for point in (on_axis, self.foot) if inset.view.shows(point))
        if self.is_tie:
            marks.add_to_back(ContactEdge(inset.view, self.tips))
        measured = VGroup() if self.agree else self.measure(inset, on_axis, [*contents, *marks])
        with self.beat("Seen closely"):
            self.say(finding)
            self.play(FadeIn(headline, inset.source), run_time=0.6)
            self.play(TransformFromCopy(inset.source, inset.frame), run_time=1)
            self.play(FadeIn(inset.axes, contents, marks), run_time=0.8)
            self.wait(1)
            self.say(conclusion)
            if not self.agree:
                self.play(Create(measured[0]), *map(FadeIn, measured[1:]), run_time=1)
            self.wait(2)
        self.play(FadeOut(headline, inset, contents, marks, measured), run_time=0.5)

    def lesser_weight_in_full(self) -> str:
        """The weight that the diamond would drop, exactly and in decimals, without a stacked fraction."""
        text = self.lesser_weight.replace("/", r"\/")
        return text if self.fractions is None else f"{text} {equal_to(self.foot[self.dropped])}"

    def what_to_magnify(self) -> tuple[np.ndarray, float]:
        """Choose the tip to be seen next to the circle's contact, and a half-width that shows their distance."""
        on_axis = self.tips[0]
        if self.agree:
            return on_axis, _CLOSE_UP_OF_TIP * self.diamond.contact_radius
        # The two lie further apart across the axis than along it, so this shows both at any steepness.
        return on_axis, abs(self.foot[self.dropped])

    def measure(self, inset: CloseUp, on_axis: np.ndarray, curves: list[VMobject]) -> VGroup:
        """Measure, on the far side of the line, how far the circle's contact is from the axis."""
        height = self.foot[self.dropped]
        start, end = on_axis.copy(), on_axis.copy()
        start[self.kept] = end[self.kept] = on_axis[self.kept] + math.copysign(0.25 * height, on_axis[self.kept])
        start[self.dropped], end[self.dropped] = 0, height
        extent = Extent(inset.view.at(start), inset.view.at(end))
        middle = inset.view.at((start + end) / 2)
        # In a small inset there is room for the number alone at best; the headline names it.
        for words in (self.lesser_weight, self.lesser_weight.partition(" = ")[2] or self.lesser_weight):
            label = formula(words, size=LABEL, color=self.theme.ink)
            if place_clear(
                label,
                beside_point(label, middle, 0.15),
                within=Region.around(inset.frame).grown(-0.08),
                curves=[extent, *inset.axes, *curves],
            ):
                return VGroup(extent, label)
        return VGroup(extent)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: both answers, measured in both norms."""
        answers = list(self.tips) if self.agree else [*self.tips, self.foot]
        self.table = table = self.table_of_sizes(answers)
        if self.agree:
            headline = self.panel.headline("One answer, smallest in both norms")
            verdict = self.remark(f"It is _sparse_, but only because {inline('x = 0')}.")
            reason = "For any other x the circle's answer has two weights that are not zero."
        elif self.is_tie:
            headline = self.panel.headline("The circle picks the middle of the edge")
            verdict = self.remark("Only the two ends are _sparse_.")
            reason = "The middle is smallest in both norms, but only the two ends are sparse."
        else:
            headline = self.panel.headline("Each answer is smallest in its own norm")
            verdict = self.remark("Only the diamond's answer is _sparse_.")
            reason = "The circle spreads the size over both weights; the diamond's answer is sparse."
        self.panel.rows(headline, table, verdict)
        with self.beat("Summary"):
            self.say("Measure the answers in both norms.")
            self.play(FadeIn(headline, self.tip_labels, self.foot_label), run_time=0.8)
            self.play(FadeIn(table.rule, table.lines), run_time=0.8)
            if self.agree:
                self.say("Both norms find the same answer, as the line runs level.")
            elif self.is_tie:
                self.say("By |a| + |b| all points of the edge tie; by √(a² + b²) the middle wins.")
            else:
                self.say("By |a| + |b| the diamond's answer is smaller; by √(a² + b²) the circle's is.")
            self.play(*(Create(frame) for frame in self.frames_of_smallest(table, answers)), run_time=1)
            self.say(reason)
            self.play(FadeIn(verdict), run_time=0.6)
            self.wait(2)

    def table_of_sizes(self, answers: list[np.ndarray]) -> CellTable:
        """Tabulate the answers and their sizes, with as many digits as it takes to compare them."""
        sizes: list[list[VMobject]] = []
        for p, role in ((1, self.theme.l1), (2, self.theme.l2)):
            norms = [float(lp_norm(answer, p)) for answer in answers]
            digits = digits_apart(*norms)
            cells = [formula(number_or_about(norm, digits), size=BODY, color=self.theme.ink) for norm in norms]
            sizes.append([formula(f"norm(dot)_{p}", size=BODY, color=role), *cells])
        roles = [self.theme.l1] * len(self.tips) + [self.theme.l2]
        points: list[VMobject] = [formula("(a, b)", size=BODY, color=self.theme.ink)]
        for answer, role in zip(answers, roles, strict=False):
            points.append(formula(point_or_about(answer), size=BODY, color=role))
        table = CellTable(list(zip(points, *sizes, strict=True)))
        if table.width * _SMALLEST_SCALE <= self.panel.column_width or len(answers) != 2:
            return table
        # Where the numbers are long there is no room for the answers themselves; the plane shows them.
        names = [prose("answer", color=self.theme.ink)]
        names += [prose(name, color=role) for name, role in (("diamond", self.theme.l1), ("circle", self.theme.l2))]
        return CellTable(list(zip(names, *sizes, strict=True)))

    def frames_of_smallest(self, table: CellTable, answers: list[np.ndarray]) -> list[SurroundingRectangle]:
        """Frame the smallest size in each column, several where they tie."""
        frames = []
        for column, p in ((1, 1), (2, 2)):
            sizes = lp_norm(np.array(answers), p)
            for row in np.flatnonzero(np.isclose(sizes, np.min(sizes), rtol=1e-12, atol=0)):
                cell = table.lines[int(row) + 1][column]
                frames.append(SurroundingRectangle(cell, color=self.theme.contact, buff=0.12, stroke_width=3))
        return frames


def equals(value: object) -> str:
    """Write `= value` for a caption, or `≈ value` where it is rounded."""
    return as_plain_text(equal_to(float(value)))  # type: ignore[arg-type]
