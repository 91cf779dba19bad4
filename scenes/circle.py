"""The L1 diamond and the L2 circle grow to the same line: one stops at a tip, the other beside it."""

from __future__ import annotations

import math

import numpy as np
from manim import Create, FadeIn, FadeOut, Flash, Square, SurroundingRectangle, TransformFromCopy, VGroup, VMobject

from sparsity.facts.circle import CircleFacts
from sparsity.facts.line import WEIGHT_NAMES, WEIGHTS
from sparsity.geometry import lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.growth import Growth
from sparsity.stage.actors.lines import SolutionLine, WayAlongAxes
from sparsity.stage.actors.marks import AnswerDot, ContactDot, ContactEdge, ContactMark
from sparsity.stage.actors.perpendicular import Extent, Radius, RightAngleMark
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.typography import BODY, LABEL, POINT_LABEL, formula, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.planes.closeup import CloseUp
from sparsity.stage.writing.tables import Table
from sparsity.words.notation import sum_of_sizes
from sparsity.words.sizes import digits_apart, number_or_about, root_of_squares

# The window of scenes/diamond.py, so that the picture carries over.
_ROOM_AROUND_BALL = 1.5
# The diamond steps back while the circle grows.
_FAINT_FILL = 0.06
# Half-width of the close-up when both balls touch at the same tip, in contact radii.
_CLOSE_UP_OF_TIP = 0.16
# Down to this scale a table can be read.
_SMALLEST_SCALE = 0.8


class CircleComparison(LinePictureScene):
    """Why the smallest answer in the L2 norm is small, but not sparse.

    Attributes
    ----------
    data_point
        The one data point (x, y) that the model y = a x + b has to fit; finite, y not 0. Unless x is
        0, |x| is 0.001 to 1000, and either exactly 1 or at least 0.00001 away from 1.
    """

    data_point = (10, 5)

    facts_of = CircleFacts
    facts: CircleFacts

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
        """Draw what stays through all beats, or is kept clear of."""
        facts = self.facts
        self.set_the_stage(_ROOM_AROUND_BALL * facts.radius)
        self.diamond = Growth(self.view, facts.line, 1, facts.radius, self.theme.l1)
        # One decimal more: the two radii may differ in the third digit only.
        self.circle = Growth(self.view, facts.line, 2, facts.circle_radius, self.theme.l2, extra_decimals=1)
        self.radius_drawn = Radius(self.view, facts.foot, color=self.theme.l2)
        self.right_angle = RightAngleMark(self.view, facts.foot, facts.answers[0])
        self.tip_dots = VGroup(ContactDot(self.view, tip, rim=self.theme.l1) for tip in facts.answers)
        if facts.is_tie:
            self.tip_dots.add_to_back(ContactEdge(self.view, facts.answers))
        self.foot_dot = ContactDot(self.view, facts.foot, rim=self.theme.l2)
        self.example = facts.answer_with(0.5 * self.view.upper[0])
        self.ways = VGroup(
            WayAlongAxes(self.view, self.example),
            Radius(self.view, self.example, color=self.theme.l2),
            AnswerDot(self.view, self.example),
        )
        self.label_what_stays()

    def label_what_stays(self) -> None:
        """Name both contacts and the line, clear of everything as it will be at contact."""
        facts = self.facts
        self.diamond.set_fraction(1)
        self.circle.set_fraction(1)
        big_marks = [ContactMark(self.view, point) for point in [*facts.answers, facts.foot]]
        drawn = [self.diamond.ball, self.circle.ball, self.radius_drawn, self.right_angle, *big_marks]
        self.tip_labels = VGroup()
        for tip in facts.answers:
            label = self.label_point(tip, color=self.theme.l1, curves=drawn, texts=self.tip_labels.submobjects)
            self.tip_labels.add(label)
        self.foot_label: VMobject = VGroup()
        if not facts.agree:
            self.foot_label = self.label_point(
                facts.foot,
                color=self.theme.l2,
                size=POINT_LABEL,
                exactly=facts.exact_foot or "",
                curves=drawn,
                texts=self.tip_labels.submobjects,
            )
        magnified = Square(2 * self.half_width_of_close_up() * self.view.unit)
        magnified.move_to(self.view.at(self.middle_of_close_up()))
        self.line_label = self.label_line([*drawn, *self.ways, magnified], [*self.tip_labels, self.foot_label])
        self.diamond.set_fraction(0)
        self.circle.set_fraction(0)

    # Beat 1

    def measure_one_answer(self) -> None:
        """Measure one answer along the axes and straight."""
        headline = self.panel.headline(
            "Two ways to measure an answer",
            "Every point of the line has {constraint}.",
            constraint=self.facts.constraint,
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
        with self.beat("two-measures", "Two measures"):
            self.say("All answers that fit the data point: {equation}.", equation=self.facts.equation)
            self.play(FadeIn(dot, label), run_time=0.6)
            self.say("Along the axes this one has the size $abs(a) + abs(b)$ {length:=}.", length=lp_norm(answer, 1))
            self.play(Create(way), FadeIn(along_axes), run_time=1.2)
            self.play(FadeIn(in_steps), run_time=0.6)
            self.say("Straight from the origin its size is $sqrt(a^2 + b^2)$ {length:=}.", length=lp_norm(answer, 2))
            self.play(Create(straight), FadeIn(as_crow_flies), run_time=1.2)
            self.play(FadeIn(in_one_go), run_time=0.6)
            self.say("Which answer is the smallest by the one, and which by the other?")
        self.play(FadeOut(headline, rows, way, straight, dot, label), run_time=0.5)

    # Beat 2

    def grow_the_diamond(self) -> None:
        """Grow the diamond to its contact."""
        size = formula("abs(a) + abs(b) <= c", color=self.theme.l1)
        headline, rows = self.growth_panel("The diamond", size, self.diamond)
        radius, weight = self.facts.radii_written[0], WEIGHTS[self.facts.dropped]
        with self.beat("the-diamond", "The diamond"):
            self.say("Equal sizes $abs(a) + abs(b)$ make a diamond. Grow it to the line.")
            self.play(FadeIn(headline, rows), run_time=0.8)
            self.play(self.diamond.sweep(0, 1), run_time=2.5)
            if self.facts.is_tie:
                self.say("It touches with a whole edge, at c {radius}.", radius=radius)
            else:
                self.say(
                    "It touches with a tip, at c {radius}. There {weight} is exactly zero.",
                    radius=radius,
                    weight=weight,
                )
            self.play(*(self.flash(tip) for tip in self.facts.answers), run_time=0.6)
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
        if self.facts.agree:
            contact = "It touches at c {radius} too, and at the very same point."
        elif self.facts.is_tie:
            contact = "It touches at c {radius}, in the middle of the diamond's edge."
        elif self.facts.is_small:
            contact = "It touches at c {radius}, beside the tip and not at it."
        else:
            contact = "It touches at c {radius}, off both axes and not at a tip."
        with self.beat("the-circle", "The circle"):
            self.say("Equal sizes $sqrt(a^2 + b^2)$ make a circle. It grows with a c of its own.")
            self.play(FadeIn(headline, rows), self.diamond.ball.animate.set_fill(opacity=_FAINT_FILL), run_time=0.8)
            # What moves goes on top: manim redraws everything above it.
            self.add(*self.circle.actors)
            self.play(self.circle.sweep(0, 1), run_time=2.5)
            self.say(contact, radius=self.facts.radii_written[1])
            self.play(self.flash(self.facts.foot), run_time=0.6)
            self.play(FadeIn(self.foot_dot, self.foot_label), run_time=0.6)
            self.add(self.tip_dots, self.foot_dot)
        self.play(FadeOut(headline, rows), run_time=0.5)

    # Beat 4

    def draw_the_radius(self) -> None:
        """Show that the circle touches where the way from the origin meets the line at a right angle."""
        headline = self.panel.headline(
            "The circle stops at a right angle", "Its contact is the point of the line nearest to the origin."
        )
        facts = self.facts
        level = formula("c {radius}", color=self.theme.l2, radius=facts.radii_written[1])
        answer = [formula("(a, b) {foot:=}", color=self.theme.contact, foot=facts.foot)]
        if facts.exact_foot is not None:
            answer.insert(0, formula("(a, b) = {foot}", color=self.theme.contact, foot=facts.exact_foot))
        if facts.agree:
            verdict = self.remark(
                "Here the {name} is zero: this time the circle's answer is _sparse_ too.",
                name=WEIGHT_NAMES[facts.dropped],
            )
            meaning = "Here that point lies on the b-axis: this time the circle's answer is sparse."
        else:
            verdict = self.remark("No weight is zero: this answer is not _sparse_.")
            meaning = "Neither weight is zero there: the circle's answer is not sparse."
        rows = self.panel.rows(headline, level, *answer, verdict)
        with self.beat("a-right-angle", "A right angle"):
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
        facts = self.facts
        dropped, kept = WEIGHTS[facts.dropped], WEIGHTS[facts.kept]
        if facts.agree:
            headline = self.panel.headline(
                "Why the same point?",
                "The line runs level, so the straight way to it runs {way} the axis, into the tip.",
                way="up" if facts.y > 0 else "down",
            )
            finding = "Seen closely: both meet the level line at the same point of the b-axis."
            conclusion = "This is the exception: it needs x to be exactly 0."
        else:
            headline = self.panel.headline(
                "Small, but not zero" if facts.is_small else "Far from zero",
                "The circle's answer has {lesser}.",
                lesser=facts.lesser_weight_in_full,
            )
            finding = "Seen closely: the circle's contact lies off the {kept}-axis."
            conclusion = "{lesser}: small, but not zero." if facts.is_small else "{lesser}: far from zero."
            if not facts.is_tie:
                conclusion += " At the diamond's tip {dropped} is exactly 0."
        room = self.panel.room_for_rows(headline)
        self.inset = inset = CloseUp(self.view, self.middle_of_close_up(), self.half_width_of_close_up(), room)
        contents = VGroup(
            NormBall(inset.view, 1, facts.radius, color=self.theme.l1),
            NormBall(inset.view, 2, facts.circle_radius, color=self.theme.l2),
            SolutionLine(inset.view, facts.line),
        )
        contacts = (facts.answers[0], facts.foot)
        marks = VGroup(ContactMark(inset.view, point) for point in contacts if inset.view.shows(point))
        if facts.is_tie:
            marks.add_to_back(ContactEdge(inset.view, facts.answers))
        measured = VGroup() if facts.agree else self.measure(inset, [*contents, *marks])
        with self.beat("seen-closely", "Seen closely"):
            self.say(finding, kept=kept)
            self.play(FadeIn(headline, inset.source), run_time=0.6)
            self.play(TransformFromCopy(inset.source, inset.frame), run_time=1)
            self.play(FadeIn(inset.axes, contents, marks), run_time=0.8)
            self.wait(1)
            self.say(conclusion, lesser=facts.lesser_weight, dropped=dropped)
            if not facts.agree:
                self.play(Create(measured[0]), *map(FadeIn, measured[1:]), run_time=1)
            self.wait(2)
        self.play(FadeOut(headline, inset, contents, marks, measured), run_time=0.5)

    def middle_of_close_up(self) -> np.ndarray:
        """Half-way between the circle's contact and a tip that is to be seen next to it."""
        middle: np.ndarray = (self.facts.answers[0] + self.facts.foot) / 2
        return middle

    def half_width_of_close_up(self) -> float:
        """Choose how much to magnify, so that the distance of the contacts is seen."""
        if self.facts.agree:
            return _CLOSE_UP_OF_TIP * self.facts.radius
        # The two lie further apart across the axis than along it, so this shows both at any steepness.
        return self.facts.distance_from_axis

    def measure(self, inset: CloseUp, curves: list[VMobject]) -> VGroup:
        """Measure, on the far side of the line, how far the circle's contact is from the axis."""
        facts = self.facts
        start = facts.answers[0].copy()
        start[facts.kept] += math.copysign(0.25 * facts.distance_from_axis, start[facts.kept])
        end = start.copy()
        end[facts.dropped] = facts.foot[facts.dropped]
        extent = Extent(inset.view.at(start), inset.view.at(end))
        middle = inset.view.at((start + end) / 2)
        # In a small inset there is room for an exact number alone at best; the headline names it.
        exact_alone = facts.lesser_weight.removeprefix(f"{WEIGHTS[facts.dropped]} = ")
        for words in (facts.lesser_weight, exact_alone):
            label = formula(words, size=LABEL, color=self.theme.ink)
            placed = place_clear(
                label,
                beside_point(label, middle, 0.15),
                within=Region.around(inset.frame).grown(-0.08),
                curves=[extent, *inset.axes, *curves],
            )
            if placed is label:
                return VGroup(extent, label)
        return VGroup(extent)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: both answers, measured in both norms."""
        self.table = table = self.table_of_sizes()
        if self.facts.agree:
            headline = self.panel.headline("One answer, smallest in both norms")
            verdict = self.remark("It is _sparse_, but only because $x = 0$.")
            comparison = "Both norms find the same answer, as the line runs level."
            reason = "For any other x the circle's answer has two weights that are not zero."
        elif self.facts.is_tie:
            headline = self.panel.headline("The circle picks the middle of the edge")
            verdict = self.remark("Only the two ends are _sparse_.")
            comparison = "By $abs(a) + abs(b)$ all points of the edge tie; by $sqrt(a^2 + b^2)$ the middle wins."
            reason = "The middle is smallest in both norms, but only the two ends are sparse."
        else:
            headline = self.panel.headline("Each answer is smallest in its own norm")
            verdict = self.remark("Only the diamond's answer is _sparse_.")
            comparison = "By $abs(a) + abs(b)$ the diamond's answer is smaller; by $sqrt(a^2 + b^2)$ the circle's is."
            reason = "The circle spreads the size over both weights; the diamond's answer is sparse."
        self.panel.rows(headline, table, verdict)
        with self.beat("summary", "Summary"):
            self.say("Measure the answers in both norms.")
            self.play(FadeIn(headline, self.tip_labels, self.foot_label), run_time=0.8)
            self.play(FadeIn(table.rule, table.lines), run_time=0.8)
            self.say(comparison)
            self.play(*(Create(frame) for frame in self.frames_of_smallest(table)), run_time=1)
            self.say(reason)
            self.play(FadeIn(verdict), run_time=0.6)
            self.wait(2)

    def table_of_sizes(self) -> Table:
        """Tabulate the answers and their sizes, with as many digits as it takes to compare them."""
        answers = self.facts.different_answers
        sizes: list[list[VMobject]] = []
        for p, role in ((1, self.theme.l1), (2, self.theme.l2)):
            norms = [float(lp_norm(answer, p)) for answer in answers]
            digits = digits_apart(*norms)
            cells = [formula(number_or_about(norm, digits), size=BODY, color=self.theme.ink) for norm in norms]
            sizes.append([formula("norm(dot)_{p}", size=BODY, color=role, p=p), *cells])
        roles = [self.theme.l1] * len(self.facts.answers) + [self.theme.l2]
        points: list[VMobject] = [formula("(a, b)", size=BODY, color=self.theme.ink)]
        for answer, role in zip(answers, roles, strict=False):
            points.append(formula("{answer}", size=BODY, color=role, answer=answer))
        table = Table(list(zip(points, *sizes, strict=True)))
        if table.width * _SMALLEST_SCALE <= self.panel.column_width or len(answers) != 2:
            return table
        # Where the numbers are long there is no room for the answers themselves; the plane shows them.
        names = [prose("answer", color=self.theme.ink)]
        names += [prose(name, color=role) for name, role in (("diamond", self.theme.l1), ("circle", self.theme.l2))]
        return Table(list(zip(names, *sizes, strict=True)))

    def frames_of_smallest(self, table: Table) -> list[SurroundingRectangle]:
        """Frame the smallest size in each column, several where they tie."""
        cells = [table.lines[1 + row][column] for column, p in ((1, 1), (2, 2)) for row in self.facts.smallest_in(p)]
        return [
            SurroundingRectangle(cell, color=self.theme.contact, buff=0.12, stroke_width=THIN_STROKE) for cell in cells
        ]
