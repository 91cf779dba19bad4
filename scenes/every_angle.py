"""The solution line turns through all directions: the L1 contact keeps to the tips, the L2 contact glides."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from manim import DOWN, LEFT, FadeIn, FadeOut, VGroup, VMobject, smooth

from sparsity.facts.every_angle import EveryAngleFacts
from sparsity.geometry import lp_norm
from sparsity.stage.actors.turning import TurningLine
from sparsity.stage.charts.strip import StripChart, Trace, TraceMarks
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import ACTOR_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, SMALL, formula, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.planes.view import polyline
from sparsity.stage.writing.live_number import Readout

# The diamond's tips reach out to √2 distances.
_ROOM_AROUND_BALL = 1.5
_SAMPLES_PER_TURN = 96
_PREVIEW = math.radians(18)
_A_LITTLE = math.radians(4)
_DEGREES_PER_SECOND = 24.0
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
    """

    data_point = (10, 5)
    turns = 1.0

    facts_of = EveryAngleFacts
    facts: EveryAngleFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.show_the_line()
        self.grow_both()
        self.turn_to_a_tie()
        self.stop_at_the_tie()
        self.jump_to_the_next_tip()
        self.turn_on()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Draw what stays through all beats."""
        self.set_the_stage(_ROOM_AROUND_BALL * self.facts.distance)
        self.turning = TurningLine(self.view, self.facts.distance, self.facts.start)
        self.line_label = self.label_line([self.turning.radius])
        # The words stand apart from what moves: manim draws that anew for every frame.
        self.angle_words = prose("angle in degrees:", color=self.theme.ink)
        self.angle = Readout("theta", 100, extra_decimals=1, unit="degree", color=self.theme.ink, size=BODY)
        self.headlines = {
            "turn": self.panel.headline("What if the line turns?"),
            "grow": self.panel.headline("Grow both balls to the line"),
            "glide": self.panel.headline("One keeps to a tip, one glides"),
            "tie": self.panel.headline("Parallel to an edge"),
            "jump": self.panel.headline("On to the next tip"),
            "round": self.panel.headline("All the way round" if self.facts.turns >= 1 else "Further round"),
        }
        # In two columns the verdict goes under the headline, in one it takes the place of the live angle.
        words = "Diamond: with probability 1.\nCircle: with probability 0."
        below = self.panel.has_columns
        self.headlines["sum"] = self.panel.headline("A random line is touched at a tip", words if below else "")
        self.verdict = VGroup() if below else self.remark(words)
        self.draw_the_chart()
        self.turn_to(self.facts.start)

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
        self.chart = StripChart(region, facts.start, facts.end, facts.smaller_weight([math.pi / 4], 2)[0], title)

        angles = facts.sampled_angles(_SAMPLES_PER_TURN)
        self.circle_trace = Trace(self.chart, [(angles, facts.smaller_weight(angles, 2))], color=self.theme.l2)
        # The diamond's record stops short of each tie by the radius of the open mark there.
        gap = self.chart.angle_of_mark
        starts = [facts.start, *(facts.ties + gap)]
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

    def turn_to(self, angle: float) -> None:
        """Turn the line, regrow the diamond, and record both contacts."""
        self.turning.set_angle(angle)
        self.angle.set_value(math.degrees(angle))
        for trace in self.record:
            trace.show_up_to(angle)

    def turn(self, start: float, end: float, rate_func: Callable[[float], float] = smooth) -> Sweep:
        """Animate the turning line with everything that follows it."""
        moving = (*self.turning.moving, *self.record, self.angle)
        return Sweep(*moving, follow=self.turn_to, start=start, end=end, rate_func=rate_func)

    def change_headline(self, old: str, new: str) -> None:
        """Replace the headline, and leave the rest of the panel alone."""
        self.play(FadeOut(self.headlines[old]), FadeIn(self.headlines[new]), run_time=0.5)

    # Beat 1

    def show_the_line(self) -> None:
        """Show the line of one data point, and turn it a little."""
        headline = self.headlines["turn"]
        line, radius = self.turning.line, self.turning.radius
        equation = formula(self.facts.equation, color=self.theme.solution)
        distance = self.remark("Distance from the origin {distance:=}: it stays.", distance=self.facts.distance)
        rows = self.panel.rows(headline, equation, distance)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, headline, self.line_label, line)
        with self.beat("one-line", "One line"):
            self.say("One data point has one solution line: {equation}.", equation=self.facts.equation)
            self.play(FadeIn(equation), run_time=0.6)
            self.say("Other data points have other lines: turn it, at the same distance.")
            self.play(FadeIn(radius, distance), FadeOut(self.line_label), run_time=0.8)
            there, back = self.facts.start + _PREVIEW, self.facts.start
            self.play(Sweep(line, radius, follow=self.turning.turn_line, start=back, end=there), run_time=1.5)
            self.play(Sweep(line, radius, follow=self.turning.turn_line, start=there, end=back), run_time=1.5)
        self.play(FadeOut(rows), run_time=0.4)

    # Beat 2

    def grow_both(self) -> None:
        """Grow the diamond and then the circle to the line as it stands."""
        turning = self.turning
        radius = turning.diamond_radius(self.facts.start)
        names = [prose("Diamond:", color=self.theme.l1), prose("Circle:", color=self.theme.l2)]
        where = "abs(a) + abs(b) {radius:=}" if self.facts.is_tie else "{tip}"
        answer = formula(where, color=self.theme.contact, radius=radius, tip=self.facts.answers[0])
        at_diamond = VGroup(names[0], answer)
        at_circle = VGroup(names[1], formula("{foot}", color=self.theme.contact, foot=self.facts.foot))
        for pair in (at_diamond, at_circle):
            pair.arrange(DOWN, buff=0.2, aligned_edge=LEFT)
        rows = self.panel.rows(self.headlines["grow"], at_diamond, at_circle)
        with self.beat("both-balls-touch", "Both balls touch"):
            self.change_headline("turn", "grow")
            place = "along a whole edge" if self.facts.is_tie else "at a tip"
            self.say("The diamond grows until it touches: {place}.", place=place)
            self.add(turning.diamond, turning.radius, turning.line)
            self.play(Sweep(turning.diamond, follow=turning.diamond.set_radius, start=0, end=radius), run_time=2)
            self.play(FadeIn(turning.edge, turning.tip_dot, at_diamond), run_time=0.5)
            self.say("The circle grows until it touches: where the radius meets the line.")
            self.add(turning.circle)
            self.play(
                Sweep(turning.circle, follow=turning.circle.set_radius, start=0, end=self.facts.distance), run_time=2
            )
            self.play(FadeIn(turning.foot_dot, at_circle), run_time=0.5)
            # The circle stays as it is from now on; what moves goes on top.
            self.add(*turning.moving)
        self.play(FadeOut(rows), run_time=0.4)

    # Beat 3

    def turn_to_a_tie(self) -> None:
        """Start the record, and turn until the line is parallel to an edge."""
        with self.beat("tip-and-glide", "Tip and glide"):
            self.change_headline("grow", "glide")
            self.say("At both contacts, record the smaller of $abs(a)$ and $abs(b)$.")
            self.play(FadeIn(self.chart, self.angle_words, self.angle, *self.record), run_time=0.8)
            self.add(*self.turning.moving, *self.record, self.angle)
            self.wait(1)
            if self.facts.passes_tie:
                self.say("Off the ties the diamond's contact keeps to the tips; the circle's glides on.")
            else:
                self.say("The diamond's contact stays on a tip; the circle's glides on.")
            self.play(self.turn(self.facts.start, self.facts.next_tie), run_time=5)

    # Beat 4

    def stop_at_the_tie(self) -> None:
        """Hold at the tie."""
        tie = math.degrees(self.facts.next_tie)
        with self.beat("the-tie", "The tie"):
            self.change_headline("glide", "tie")
            self.say("At exactly ${angle:~} degree$ the whole edge touches: there is no single answer.", angle=tie)
            self.wait(3)

    # Beat 5

    def jump_to_the_next_tip(self) -> None:
        """Turn on a little, to the other tip."""
        with self.beat("the-jump", "The jump"):
            self.change_headline("tie", "jump")
            self.say("Turn it a little, and one tip alone touches: the next one.")
            self.play(self.turn(self.facts.next_tie, self.facts.next_tie + _A_LITTLE), run_time=2)
            self.wait(1)

    # Beat 6

    def turn_on(self) -> None:
        """Turn to the end, with two captions on the way."""
        start = self.facts.next_tie + _A_LITTLE
        half = (start + self.facts.end) / 2
        seconds = max(4.0, math.degrees(half - start) / _DEGREES_PER_SECOND)
        with self.beat("every-angle", "Every angle"):
            self.change_headline("jump", "round")
            self.say("Diamond: the smaller weight is zero at every angle, except at the ties.")
            self.play(self.turn(start, half, rate_func=start_gently), run_time=seconds)
            self.say("Circle: it is zero only where the line runs upright or level.")
            self.play(self.turn(half, self.facts.end, rate_func=stop_gently), run_time=seconds)

    # Beat 7

    def sum_up(self) -> None:
        """Leave a picture that works as a slide: all contacts there were, and the record."""
        with self.beat("summary", "Summary"):
            self.play(
                FadeOut(self.headlines["round"]),
                FadeIn(self.headlines["sum"]),
                # Where the verdict is under the headline, the angle stays.
                *([FadeOut(self.angle_words, self.angle), FadeIn(self.verdict)] if len(self.verdict.points) else []),
                run_time=0.5,
            )
            self.say("For a randomly turned line the L1 answer is at a tip with probability 1.")
            self.play(FadeIn(*self.tracks(1)), run_time=1)
            self.say("The circle's contacts are spread all around: a tip has probability 0.")
            self.play(FadeIn(*self.tracks(2)), run_time=1)
            self.wait(2)

    def tracks(self, p: float) -> list[VMobject]:
        """Draw where the first contact has been: for p = 1 one stretch on each axis, for p = 2 an arc."""
        contacts = self.facts.contacts_on_the_way(_SAMPLES_PER_TURN, p)
        if p == 1:
            runs = [run for tip in np.unique(np.sign(contacts), axis=0) if len(run := self.on_axis(contacts, tip))]
        else:
            runs = [contacts]
        # With a rim in the colour of the ball, like the dots.
        rim = self.theme.l1 if p == 1 else self.theme.l2
        styles = [(rim, 3 * ACTOR_STROKE), (self.theme.contact, 1.5 * ACTOR_STROKE)]
        tracks = []
        for color, width in styles:
            track = VMobject(stroke_color=color, stroke_width=width)
            track.points = np.concatenate([polyline(self.view.to_scene(run)) for run in runs])
            tracks.append(track)
        return tracks

    def on_axis(self, contacts: np.ndarray, tip: np.ndarray) -> np.ndarray:
        """Pick the nearest and the farthest of the contacts at one of the four tips."""
        here = contacts[(np.sign(contacts) == tip).all(axis=1)]
        sizes = lp_norm(here, 1)
        ends: np.ndarray = here[[int(np.argmin(sizes)), int(np.argmax(sizes))]]
        return ends


def start_gently(t: float) -> float:
    """Set off slowly and go on at a steady pace."""
    ramp = 0.2
    pace = 1 / (1 - ramp / 2)
    return pace * t * t / (2 * ramp) if t < ramp else pace * (t - ramp / 2)


def stop_gently(t: float) -> float:
    """Come in at a steady pace and end slowly."""
    return 1 - start_gently(1 - t)
