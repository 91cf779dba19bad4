"""The L1 diamond and the L2 circle grow to the same line: one stops at a tip, the other beside it."""

from __future__ import annotations

import math

import numpy as np
from manim import Create, FadeIn, FadeOut, SurroundingRectangle, VGroup, VMobject

from sparsity.facts.circle import CircleFacts
from sparsity.facts.line import WEIGHTS
from sparsity.geometry import lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.growth import Growth
from sparsity.stage.actors.marks import AnswerDot, ContactDot, ContactEdge, ContactMark, with_rim
from sparsity.stage.actors.perpendicular import Extent, Radius, RightAngleMark
from sparsity.stage.charts.bars import Bars
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import THIN_STROKE
from sparsity.stage.look.typography import BODY, LABEL, POINT_LABEL, formula, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.planes.window import Window
from sparsity.stage.telling.captions import reading_time
from sparsity.stage.writing.tables import Table
from sparsity.words.sentence import Sentence
from sparsity.words.sizes import digits_apart, number_or_about, root_of_squares

# The window of scenes/diamond.py, so that the picture carries over.
_ROOM_AROUND_BALL = 1.5
# The diamond steps back while the circle grows.
_FAINT_FILL = 0.06
# Half-width of the window that is pushed in to: around a tip at which both balls touch, in contact radii; else in
# distances of the circle's contact from the axis.
_CLOSE_UP_OF_TIP = 0.2
_AROUND_DISTANCE = 2
# Between a pair of bars and the word over it, in scene units.
_OVER_BARS = 0.25
# Under the zero line, as a share of the bars; and how much of their room they take.
_ROOM_FOR_DOT = 0.08
_HEIGHT_OF_BARS = 0.8
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
        self.measure_straight()
        self.grow_the_circle()
        self.draw_the_radius()
        self.look_closely()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Draw what stays through all beats, or is kept clear of."""
        facts = self.facts
        self.set_the_stage(_ROOM_AROUND_BALL * facts.radius)
        self.diamond = NormBall(self.view, 1, facts.radius, color=self.theme.l1, n_points=9)
        # One decimal more: the two radii may differ in the third digit only.
        self.circle = Growth(self.view, facts.line, 2, facts.circle_radius, self.theme.l2, extra_decimals=1)
        self.radius_drawn = Radius(self.view, facts.foot, color=self.theme.l2)
        self.right_angle = RightAngleMark(self.view, facts.foot, facts.answers[0])
        self.tip_dots = VGroup(ContactDot(self.view, tip, rim=self.theme.l1) for tip in facts.answers)
        if facts.is_tie:
            self.tip_dots.add_to_back(ContactEdge(self.view, facts.answers))
        self.foot_dot = ContactDot(self.view, facts.foot, rim=self.theme.l2)
        self.example = facts.answer_with(0.5 * self.view.upper[0])
        self.straight = VGroup(Radius(self.view, self.example, color=self.theme.l2), AnswerDot(self.view, self.example))
        self.label_what_stays()

    def label_what_stays(self) -> None:
        """Name both contacts and the line, clear of everything as it will be at contact."""
        facts = self.facts
        self.circle.set_fraction(1)
        big_marks = [ContactMark(self.view, point) for point in [*facts.answers, facts.foot]]
        drawn = [self.diamond, self.circle.ball, self.radius_drawn, self.right_angle, *big_marks]
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
        named = [*self.tip_labels, self.foot_label]
        self.line_label = self.label_line([*drawn, *self.straight], named)
        self.gap = self.draw_gap(facts.line, 2, curves=[self.diamond, self.tip_dots], texts=[*named, self.line_label])
        self.circle.show_gap(self.gap)
        self.circle.set_fraction(0)

    # Beat 1

    def measure_straight(self) -> None:
        """Take the diamond's answer as given, and measure another one straight from the origin."""
        headline = self.panel.headline("And measured straight?")
        straight, dot = self.straight
        label = self.label_point(
            self.example,
            color=self.theme.ink,
            size=POINT_LABEL,
            gap=0.2,
            curves=[*self.straight, self.diamond],
            texts=[self.line_label, *self.tip_labels],
        )
        along_axes = formula("abs(a) + abs(b) {least}", color=self.theme.l1, least=self.facts.radii_written[0])
        as_crow_flies = formula("norm((a, b))_2 = sqrt(a^2 + b^2)", color=self.theme.l2)
        in_one_go = formula(root_of_squares(self.example), color=self.theme.l2)
        rows = self.panel.rows(headline, along_axes, as_crow_flies, in_one_go)
        # As scenes/diamond.py ends; players show the first frame before anyone presses play.
        self.add(self.plane, self.line_drawn, self.line_label, self.diamond, self.tip_dots, self.tip_labels)
        self.add(headline, along_axes)
        with self.beat("measured-straight", "Measured straight"):
            self.attend(self.tip_dots)
            where = "All answers lie on the line {line}."
            if self.facts.is_tie:
                self.say(
                    "By $abs(a) + abs(b)$ a whole edge is smallest. And measured straight?",
                    line=self.facts.equation,
                    spoken=where,
                )
            else:
                self.say(
                    "By $abs(a) + abs(b)$ the answer at a tip is smallest. And measured straight?",
                    line=self.facts.equation,
                    spoken=where,
                )
            self.play(FadeIn(dot, label, scale=1.5), run_time=0.6)
            self.play(Create(straight), FadeIn(as_crow_flies), run_time=1.2)
            self.play(FadeIn(in_one_go), run_time=0.6)
        self.leaving = VGroup(headline, rows, straight, dot, label)

    # Beat 2

    def grow_the_circle(self) -> None:
        """Grow the circle to its own contact, in the same plane."""
        facts = self.facts
        headline = self.panel.headline("Grow the circle")
        size = formula("sqrt(a^2 + b^2) <= c", color=self.theme.l2)
        rows = self.panel.rows(headline, size, self.circle.level, self.circle.gap)
        words = "Equal sizes $sqrt(a^2 + b^2)$ make a circle. Let it grow."
        if facts.agree:
            contact = "It touches at c {radius} too, and at the very same point."
        elif facts.is_tie:
            contact = "It touches at c {radius}, in the middle of the diamond's edge."
        elif facts.is_small:
            contact = "It touches at c {radius}, beside the tip and not at it."
        else:
            contact = "It touches at c {radius}, off both axes and not at a tip."
        with self.beat("the-circle", "The circle"):
            self.say(words)
            self.play(
                FadeOut(self.leaving),
                FadeIn(headline, rows, self.gap),
                self.diamond.animate.set_fill(opacity=_FAINT_FILL),
                run_time=0.8,
            )
            # What moves goes on top: manim redraws everything above it.
            self.add(*self.circle.actors)
            # Not sooner: what follows begins in the moment of contact.
            left = reading_time(Sentence(words, {}).plain) - 0.8
            self.play(self.circle.sweep(0, 1), run_time=left)
            self.say(contact, radius=facts.radii_written[1], foot=facts.foot, spoken="That is at {foot}.")
            self.ring_out(VGroup(headline, rows))

    def ring_out(self, gone: VGroup) -> None:
        """Make the contact an event, and say whether a weight is zero there."""
        facts, color = self.facts, self.theme.contact
        headline = self.panel.headline("No weight is zero" if not facts.agree else "The same tip")
        level = formula("c {radius}", color=self.theme.l2, radius=facts.radii_written[1])
        if facts.exact_foot is None:
            answer = formula("(a, b) {answer:=}", color=color, answer=facts.foot)
            more = []
        else:
            answer = formula("(a, b) = {answer}", color=color, answer=facts.exact_foot)
            more = [formula("(a, b) {foot:=}", color=color, foot=facts.foot)]
        zeros = [formula("{weight} = 0", color=color, weight=WEIGHTS[facts.dropped])] if facts.agree else []
        rows = self.panel.rows(headline, level, answer, *more, *zeros)
        frames = self.touch(
            facts.circle_contact, self.foot_dot, [self.foot_label], [answer], zeros=zeros, gap=self.gap, gone=[gone]
        )
        self.attend(self.foot_dot, *frames)
        self.play(FadeIn(headline, level, *more), run_time=0.6)
        if facts.agree:
            self.say("Here that point lies on the b-axis: this time the circle's answer is sparse.")
        else:
            self.say("Neither weight is zero there: it is not sparse.")
        self.leaving = VGroup(headline, rows, *frames)

    # Beat 3

    def draw_the_radius(self) -> None:
        """Show that the circle touches where the way from the origin meets the line at a right angle."""
        headline = self.panel.headline("At a right angle", "Nearest to the origin, of all points of the line.")
        with self.beat("a-right-angle", "A right angle"):
            self.say("The circle stops where its radius meets the line at a right angle.")
            self.play(FadeOut(self.veil, self.leaving), FadeIn(headline), run_time=0.6)
            self.play(Create(self.radius_drawn), run_time=1)
            self.play(Create(self.right_angle), run_time=0.6)
            self.add(self.tip_dots, self.foot_dot)
            self.attend(self.right_angle)
        self.leaving = VGroup(headline, self.tip_labels, self.foot_label, self.line_label)

    # Beat 4

    def look_closely(self) -> None:
        """Push in to both contacts, measure how far the circle's is from the axis, and compare the weights as bars."""
        facts = self.facts
        dropped, kept = WEIGHTS[facts.dropped], WEIGHTS[facts.kept]
        if facts.agree:
            headline = self.panel.headline("The same point")
            finding = "Seen closely: both meet the level line at the same point of the b-axis."
            conclusion = "This is the exception: it needs x to be exactly 0."
        else:
            headline = self.panel.headline("Small, but not zero" if facts.is_small else "Far from zero")
            finding = "Seen closely: the circle's contact lies off the {kept}-axis."
            conclusion = "{lesser}: small, but not zero." if facts.is_small else "{lesser}: far from zero."
            if facts.is_tie:
                conclusion += " At each end of the edge one weight is 0."
            else:
                conclusion += " At the diamond's tip {dropped} is exactly 0."
        bars = self.bars_of_answers(self.panel.room_for_rows(headline))
        whole, closer = self.plane.window, self.window_of_contacts()
        # Where it is to be seen then; the plane's own view moves on.
        self.close_view = self.plane.at_rest(closer).view
        with self.beat("seen-closely", "Seen closely"):
            self.say(finding, kept=kept)
            self.play(FadeOut(self.leaving), FadeIn(headline), run_time=0.5)
            self.play(self.push_in(closer), run_time=2.6)
            measured = VGroup() if facts.agree else self.measure()
            self.say(conclusion, lesser=facts.lesser_weight, dropped=dropped)
            if not facts.agree:
                self.play(Create(measured[0]), *map(FadeIn, measured[1:]), run_time=0.8)
            self.play(FadeIn(bars), run_time=0.8)
            self.attend(*measured, *self.tip_dots, self.foot_dot)
        self.attend()
        self.leaving, self.whole = VGroup(headline, bars, measured), whole

    def window_of_contacts(self) -> Window:
        """Choose how far to push in, so that the distance of the contacts is seen."""
        facts = self.facts
        if facts.agree:
            return Window.to_show(_CLOSE_UP_OF_TIP * facts.radius).around(facts.foot)
        return Window.to_show(_AROUND_DISTANCE * facts.distance_from_axis).around((facts.answers[0] + facts.foot) / 2)

    def bars_of_answers(self, room: Region) -> VGroup:
        """The weights of the different answers as bars, with a word over each pair that says whose they are."""
        answers = self.facts.different_answers
        roles = [self.theme.l1] * len(self.facts.answers) + [self.theme.l2]
        words = ["diamond"] * len(self.facts.answers) + ["circle"]
        if self.facts.agree:
            roles, words = [self.theme.ink], ["both"]
        each = room.width / len(answers)
        # All to one scale, with room for the dot of a zero.
        low, high = min(0.0, float(np.min(answers))), max(0.0, float(np.max(answers)))
        span = (low - _ROOM_FOR_DOT * (high - low), high)
        group = VGroup()
        for number, (answer, role, word) in enumerate(zip(answers, roles, words, strict=False)):
            name = prose(word, color=role)
            left = room.left + number * each
            part = Region(
                left,
                room.bottom + (1 - _HEIGHT_OF_BARS) * room.height,
                left + each,
                room.top - name.height - _OVER_BARS,
            )
            group.add(Bars(part, answer, span=span, colors=role, names=[*WEIGHTS]))
            group.add(name.move_to((part.center[0], room.top - name.height / 2, 0)))
        return group

    def measure(self) -> VGroup:
        """Measure, on the far side of the line, how far the circle's contact is from the axis."""
        facts, view = self.facts, self.view
        start = facts.answers[0].copy()
        start[facts.kept] += math.copysign(0.25 * facts.distance_from_axis, start[facts.kept])
        end = start.copy()
        end[facts.dropped] = facts.foot[facts.dropped]
        extent = Extent(view.at(start), view.at(end))
        middle = view.at((start + end) / 2)
        curves = [self.diamond, self.circle.ball, self.line_drawn, self.radius_drawn, self.right_angle, *self.tip_dots]
        # There may be room for an exact number alone at best; the caption names it.
        exact_alone = facts.lesser_weight.removeprefix(f"{WEIGHTS[facts.dropped]} = ")
        for words in (facts.lesser_weight, exact_alone):
            label = formula(words, size=LABEL, color=self.theme.ink)
            placed = place_clear(
                label,
                beside_point(label, middle, 0.15),
                within=view.region.grown(-0.08),
                curves=[extent, *self.plane.axes, self.foot_dot, *curves],
            )
            if placed is label:
                return VGroup(extent, label)
        return VGroup(extent)

    # Beat 5

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: both answers, measured in both norms."""
        self.table = table = self.table_of_sizes()
        if self.facts.agree:
            headline = self.panel.headline("One answer for both")
            verdict = self.remark("It is _sparse_, but only because $x = 0$.")
            reason = "For any other x the circle's answer has two weights that are not zero."
        elif self.facts.is_tie:
            headline = self.panel.headline("In the middle: not sparse")
            verdict = self.remark("Only the two ends are _sparse_.")
            reason = "The middle is smallest in both norms, but only the two ends are sparse."
        else:
            headline = self.panel.headline("Each by its own measure")
            verdict = self.remark("Only the diamond's is _sparse_.")
            reason = "Like the robot: one ignores a weight, the other uses a bit of each."
        self.panel.rows(headline, table, verdict)
        with self.beat("summary", "Summary"):
            self.say(reason)
            self.play(FadeOut(self.leaving), run_time=0.3)
            self.play(self.push_in(self.whole), run_time=1.2)
            named = (self.tip_labels, self.foot_label, self.line_label)
            self.play(FadeIn(headline, *named, table.rule, table.lines), run_time=0.8)
            self.play(*(Create(frame) for frame in self.frames_of_smallest(table)), run_time=1)
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

    def frames_of_smallest(self, table: Table) -> list[VMobject]:
        """Frame the smallest size in each column, several where they tie."""
        cells = [table.lines[1 + row][column] for column, p in ((1, 1), (2, 2)) for row in self.facts.smallest_in(p)]
        return [with_rim(SurroundingRectangle(cell, buff=0.12, stroke_width=THIN_STROKE)) for cell in cells]
