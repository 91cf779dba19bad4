"""The solution line turns through all directions: the L1 contact keeps to the tips, the L2 contact glides."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from manim import FadeIn, FadeOut, VGroup, VMobject, smooth

from sparsity.facts.every_angle import N_RANDOM, EveryAngleFacts
from sparsity.stage.actors.angle import AngleMark
from sparsity.stage.actors.many import Many
from sparsity.stage.actors.turning import TurningLine
from sparsity.stage.charts.strip import StripChart, Trace, TraceMarks
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.in_turn import InTurn
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, SMALL, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.writing.live_number import Readout
from sparsity.stage.writing.tally import Tally

# The diamond's tips reach out to √2 distances.
_ROOM_AROUND_BALL = 1.5
_SAMPLES_PER_TURN = 96
_PREVIEW = math.radians(24)
_A_LITTLE = math.radians(4)
_DEGREES_PER_SECOND = 42.0
_ROW_GAP = 0.3


class EveryAngle(LinePictureScene):
    """Why a line turned at random is touched by the diamond at a tip, with probability 1.

    Attributes
    ----------
    data_point
        The data point (x, y) whose solution line is turned; finite, y not 0. Unless x is 0, |x| is 0.000001 to
        1 000 000, and either exactly 1 or at least 0.00001 away from 1. It decides the distance from the origin, which
        stays, and the first direction.
    turns
        How far the line turns, in whole turns: 0.5 to 2.
    seed
        Seed of the 200 random directions; a whole number from 0.
    """

    data_point = (10, 5)
    turns = 1.0
    seed = 1

    facts_of = EveryAngleFacts
    facts: EveryAngleFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.ask()
        self.draw_lines_at_random()
        self.turn_to_a_tie()
        self.stop_at_the_tie()
        self.turn_on()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Draw what stays through all beats."""
        facts = self.facts
        self.set_the_stage(_ROOM_AROUND_BALL * facts.distance)
        self.turning = TurningLine(self.view, facts.distance, facts.start)
        self.turning.circle.set_fill(opacity=0)
        self.angle_mark = AngleMark(self.view, "theta", facts.start)
        self.line_label = self.label_line([*self.turning.moving, self.turning.circle])
        # The words stand apart from what moves: manim draws that anew for every frame.
        self.angle_words = prose("angle in degrees:", color=self.theme.ink)
        self.angle = Readout("theta", 100, extra_decimals=1, unit="degree", color=self.theme.ink, size=BODY)
        self.headlines = {
            "ask": self.panel.headline("Was that luck?"),
            "many": self.panel.headline("{count} lines at random", count=N_RANDOM),
            "glide": self.panel.headline("One stays, one glides"),
            "tie": self.panel.headline("The exception: a tie"),
            "round": self.panel.headline("All the way round" if facts.turns >= 1 else "Further round"),
        }
        # In two columns the verdict goes under the headline, in one it takes the place of the live angle.
        words = "Diamond: with probability 1.\nCircle: with probability 0."
        below = self.panel.has_columns
        self.headlines["sum"] = self.panel.headline("At a tip?", words if below else "")
        self.verdict = VGroup() if below else self.remark(words)
        self.gather_the_random_lines()
        self.draw_the_chart()
        self.turn_to(facts.start)

    def gather_the_random_lines(self) -> None:
        """Make the traces of all random lines, the contacts of both balls with them, and the counters."""
        facts, theme = self.facts, self.theme
        self.traces = Many.lines(
            self.view, [self.turning.line_at(angle) for angle in facts.random_angles], color=theme.solution
        )
        self.dots = [
            Many.dots(self.view, facts.random_contacts(p), color=color) for p, color in ((1, theme.l1), (2, theme.l2))
        ]
        self.tallies = [
            Tally("lines:", range(N_RANDOM + 1), color=theme.solution),
            Tally.of("diamond at a tip:", facts.is_at_tip(1), color=theme.l1),
            Tally.of("circle on an axis:", facts.is_at_tip(2), color=theme.l2),
        ]

    def draw_the_chart(self) -> None:
        """Make the strip chart in the room that every headline leaves, with all that it will record."""
        facts = self.facts
        rooms = [self.panel.room_for_rows(headline) for headline in self.headlines.values()]
        room = Region(rooms[0].left, rooms[0].bottom, rooms[0].right, min(room.top for room in rooms))
        self.angle.next_to(self.angle_words, buff=0.25)
        angle = VGroup(self.angle_words, self.angle)
        foot = max(angle.height, self.verdict.height)
        for below in (angle, self.verdict):
            below.move_to((room.left + below.width / 2, room.bottom + foot - below.height / 2, 0))
        diamond = prose("diamond", size=SMALL, color=self.theme.l1)
        circle = prose("circle", size=SMALL, color=self.theme.l2)
        words = prose("smaller of $abs(a), abs(b)$:", size=SMALL, color=self.theme.ink)
        title = VGroup(words, diamond, circle).arrange(buff=0.2)
        region = Region(room.left, room.bottom + foot + _ROW_GAP, room.right, room.top)
        self.chart = StripChart(region, facts.first, facts.end, facts.smaller_weight([math.pi / 4], 2)[0], title)

        angles = facts.sampled_angles(_SAMPLES_PER_TURN)
        self.circle_trace = Trace(self.chart, [(angles, facts.smaller_weight(angles, 2))], color=self.theme.l2)
        # The diamond's record stops short of each tie by the radius of the open mark there.
        gap = self.chart.angle_of_mark
        starts = [facts.first, *(facts.ties + gap)]
        ends = [*(facts.ties - gap), facts.end]
        stretches = [np.array(pair) for pair in zip(starts, ends, strict=True) if pair[0] < pair[1]]
        pieces = [(stretch, facts.smaller_weight(stretch, 1)) for stretch in stretches]
        self.diamond_trace = Trace(self.chart, pieces, color=self.theme.l1)
        self.tie_marks = TraceMarks(
            self.chart, facts.ties, np.zeros(len(facts.ties)), color=self.theme.l1, is_open=True
        )
        zeros = facts.zeros
        self.zero_marks = TraceMarks(
            self.chart, zeros, facts.smaller_weight(zeros, 2), color=self.theme.l2, is_open=False
        )
        self.record = (self.circle_trace, self.diamond_trace, self.tie_marks, self.zero_marks)

    @property
    def moving(self) -> tuple[VMobject, ...]:
        """Everything that moves while the line turns, but the record."""
        return (*self.turning.moving, self.angle_mark, self.angle)

    def turn_to(self, angle: float) -> None:
        """Turn the line, regrow the diamond, and record both contacts."""
        self.turning.set_angle(angle)
        self.angle_mark.set_angle(angle)
        self.angle.set_value(math.degrees(angle))
        for trace in self.record:
            trace.show_up_to(angle)

    def turn(self, start: float, end: float, rate_func: Callable[[float], float] = smooth) -> Sweep:
        """Animate the turning line with everything that follows it."""
        return Sweep(*self.moving, *self.record, follow=self.turn_to, start=start, end=end, rate_func=rate_func)

    def change_headline(self, old: str, new: str) -> None:
        """Replace the headline, and leave the rest of the panel alone."""
        self.play(FadeOut(self.headlines[old]), run_time=0.25)
        self.play(FadeIn(self.headlines[new]), run_time=0.25)

    # Beat 1

    def ask(self) -> None:
        """Take both contacts as they are known, and turn the line a little."""
        facts, headline = self.facts, self.headlines["ask"]
        distance = self.remark("Distance from the origin {distance:=}: it stays.", distance=facts.distance)
        self.panel.rows(headline, distance)
        place = "along a whole edge" if facts.is_tie else "at a tip"
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, headline, self.turning.circle, *self.turning.moving, self.line_label)
        self.add(distance, self.angle_words, self.angle)
        self.attend(self.turning.edge if facts.is_tie else self.turning.tip_dot)
        with self.beat("one-line", "One line"):
            self.say(
                "The diamond touches this line {place}. Luck? Turn it, and see.",
                place=place,
                line=facts.equation,
                spoken="The line is {line}.",
            )
            self.wait(0.8)
            self.play(FadeOut(self.line_label), FadeIn(self.angle_mark), run_time=0.5)
            # What moves goes on top: manim redraws everything above it.
            self.add(*self.moving)
            there = facts.start + _PREVIEW
            self.play(Sweep(*self.moving, follow=self.turn_to, start=facts.start, end=there), run_time=2.5)
        self.play(FadeOut(distance, self.angle_words, self.angle, self.angle_mark, headline), run_time=0.3)

    # Beat 2

    def draw_lines_at_random(self) -> None:
        """Draw many lines in random directions, regrow both balls for each, and keep the contacts."""
        facts, turning, headline = self.facts, self.turning, self.headlines["many"]
        self.panel.rows(headline, *self.tallies)
        for part in (*self.tallies, *self.dots):
            part.show_first(0)
        angles = facts.random_angles
        with self.beat("many-lines", "{count} lines", count=N_RANDOM):
            self.play(FadeIn(headline, *self.tallies), run_time=0.4)
            self.say("Draw {count} directions at random, and regrow both balls for each.", count=N_RANDOM)
            self.add(self.traces, *turning.moving, *self.dots, *self.tallies)
            self.play(
                InTurn(
                    self.traces,
                    *self.dots,
                    *self.tallies,
                    count=N_RANDOM,
                    actors=turning.moving,
                    act=lambda number: turning.set_angle(angles[number]),
                ),
                run_time=6,
            )
            self.play(FadeOut(self.traces), run_time=0.4)
            self.attend(self.dots[0])
            self.say(
                "The diamond: {tips} of {count} at a tip, so on an axis. The circle: {others}, all round.",
                tips=int(facts.is_at_tip(1).sum()),
                count=N_RANDOM,
                others=int(facts.is_at_tip(2).sum()),
            )
        back = angles[-1] + math.tau * round((facts.first - angles[-1]) / math.tau)
        self.play(
            FadeOut(headline, *self.tallies, *self.dots),
            Sweep(*turning.moving, follow=turning.set_angle, start=back, end=facts.first),
            run_time=1,
        )

    # Beat 3

    def turn_to_a_tie(self) -> None:
        """Start the record, and turn until the line is parallel to an edge."""
        facts = self.facts
        self.turn_to(facts.first)
        with self.beat("tip-and-glide", "Tip and glide"):
            self.say(
                "Record the smaller weight: zero at the diamond's tip; the circle's glides off.",
                spoken="A chart draws both over the angle.",
            )
            shown = (self.headlines["glide"], self.chart, self.angle_words, self.angle, self.angle_mark)
            self.play(FadeIn(*shown, *self.record), run_time=0.6)
            self.add(*self.moving, *self.record)
            self.attend(self.turning.tip_dot)
            self.wait(1)
            self.play(self.turn(facts.first, facts.next_tie), run_time=4)

    # Beat 4

    def stop_at_the_tie(self) -> None:
        """Hold at the tie, and turn on to the other tip."""
        tie, edge = self.facts.next_tie, self.turning.edge
        with self.beat("the-tie", "The tie"):
            self.say("At exactly ${angle:~} degree$ the whole edge touches: a tie.", angle=math.degrees(tie))
            self.ring_and_dim([edge.ends], edge)
            self.play(FadeOut(self.veil), run_time=0.4)
            self.change_headline("glide", "tie")
            self.attend(edge)
        with self.beat("the-jump", "The jump"):
            self.say("A little further, and one tip alone touches: the next one.")
            self.attend(self.turning.tip_dot)
            self.play(self.turn(tie, tie + _A_LITTLE), run_time=1.5)

    # Beat 5

    def turn_on(self) -> None:
        """Turn to the end, with two captions on the way."""
        start = self.facts.next_tie + _A_LITTLE
        half = (start + self.facts.end) / 2
        seconds = max(4.0, math.degrees(half - start) / _DEGREES_PER_SECOND)
        with self.beat("every-angle", "Every angle"):
            self.change_headline("tie", "round")
            self.say("Diamond: the smaller weight is zero at every angle, except at the ties.")
            self.play(self.turn(start, half, rate_func=start_gently), run_time=seconds)
            self.say("Circle: it is zero only where the line runs upright or level.")
            self.play(self.turn(half, self.facts.end, rate_func=stop_gently), run_time=seconds)

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: where the random lines were touched, and the record."""
        with self.beat("summary", "Summary"):
            self.change_headline("round", "sum")
            if len(self.verdict.points):
                # Where the verdict is under the headline, the angle stays.
                self.play(FadeOut(self.angle_words, self.angle), run_time=0.2)
                self.play(FadeIn(self.verdict), run_time=0.4)
            self.say("No luck: the diamond meets a random line at a tip, with probability 1.")
            self.play(FadeIn(self.dots[0]), FadeOut(self.angle_mark), run_time=1)
            self.say("The circle's contacts lie all around: a tip has probability 0.")
            self.play(FadeIn(self.dots[1]), run_time=1)
            self.wait(2)


def start_gently(t: float) -> float:
    """Set off slowly and go on at a steady pace."""
    ramp = 0.2
    pace = 1 / (1 - ramp / 2)
    return pace * t * t / (2 * ramp) if t < ramp else pace * (t - ramp / 2)


def stop_gently(t: float) -> float:
    """Come in at a steady pace and end slowly."""
    return 1 - start_gently(1 - t)
