"""One data point leaves a whole line of answers: data space and weight space are one thing seen twice."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import Create, FadeIn, FadeOut, Line, ReplacementTransform, VGroup, VMobject

from sparsity.facts.one_point import OnePointFacts
from sparsity.geometry import Hyperplane, lp_norm
from sparsity.stage.actors.lines import FittedLine, SolutionLine, WayAlongAxes
from sparsity.stage.actors.many import TRACE_OPACITY, Many
from sparsity.stage.actors.marks import AnswerDot
from sparsity.stage.actors.solids import FlatInSpace, SpaceAxes
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import Region
from sparsity.stage.layout.two_views import TwoViews, line_up
from sparsity.stage.look.in_turn import InTurn
from sparsity.stage.look.rewrite import Rewrite
from sparsity.stage.look.strokes import ACTOR_STROKE, THIN_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, LABEL, POINT_LABEL, SMALL, TITLE, TypesetFormula, formula, prose
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.planes.data_plane import DataPlane, room_to_turn
from sparsity.stage.planes.space import SpaceView
from sparsity.stage.planes.view import Points, View, polyline
from sparsity.stage.planes.weight_plane import WeightPlane
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import Readout, decimals_apart, widest
from sparsity.words.notation import fit_of, is_fit_exact

# The windows: how far the weights reach, in units of |y|, so that the horizontal line's dot (0, y) is inside.
_REACH_OF_WEIGHTS = 1.2
# On a line that is nearly as steep as an edge of the diamond farther, beyond both its ends: along the edge |a| + |b|
# hardly changes.
_REACH_BEYOND_EDGE = 1.8
_NEARLY = 1.5
# So many lines through the data point stand for all of them.
_FAN = 25
# In scene units: a shorter run cannot be seen.
_SHORTEST_RUN = 0.8
# A plane of answers in space, and how space is seen, from where the plane faces the eye and hides no axis' name: the
# axes reach a little beyond the box.
_PLANE_IN_SPACE = Hyperplane([1, 1, 1], 1)
_BOX, _AXES, _WINDOW = 1.0, 1.3, 1.8
_TILT, _TURNS = np.radians(66), np.radians((210, 240))


class OnePointManyLines(LinePictureScene):
    """Why one data point does not determine two weights.

    Attributes
    ----------
    data_point
        The one data point (x, y) that the model y = a x + b has to fit; finite, y not 0. Unless x is 0, |x| is
        0.000001 to 1 000 000, and either exactly 1 or at least 0.00001 away from 1.
    """

    data_point = (10, 5)

    facts_of = OnePointFacts
    facts: OnePointFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.set_the_views()
        self.draw_lines_through_the_point()
        self.turn_each_line_into_a_dot()
        self.run_along_the_solution_line()
        self.add_an_unknown()
        self.ask_for_the_smallest()

    def set_the_views(self) -> None:
        """Draw both planes, and one line that is at the same time one dot."""
        self.shown = self.facts
        self.views = TwoViews.within(self.layout.safe)
        self.panel = Panel(self.views.headline, self.theme, one_column=True)
        self.plane = WeightPlane(self.views.second, self.window)
        self.view = self.plane.view
        # Both windows stand alike in their views, so that they line up.
        aside = (self.views.first.center - self.views.second.center)[:2]
        twin = Region(*(self.view.region.lower + aside), *(self.view.region.upper + aside))
        if self.views.first.left == self.views.second.left:
            # One above the other there is room at the sides, and the units of data space are free.
            twin = Region(self.views.first.left, twin.bottom, self.views.first.right, twin.top)
        self.ends = self.facts.line.clip_to_box(self.view.lower, self.view.upper)
        self.ends = self.ends[np.lexsort(self.ends.T[::-1])]
        self.data_plane = DataPlane(*self.data_window(), twin, self.views.first)
        self.data_mark = AnswerDot(self.view, (0, 0)).set_color(self.theme.solution)
        self.data_mark.move_to(self.data_plane.view.at(self.facts.point))
        self.examples = self.three_answers()
        self.fitted = FittedLine(self.data_plane.view, self.examples[0], color=self.theme.ink)
        self.rise_and_run, self.start_of_line = self.draw_weights()
        self.data_label = self.label_data_point()
        self.leg_names = self.name_the_legs()

        self.dot = AnswerDot(self.view, self.ends[0])
        slope_scale = abs(self.facts.y) / max(1.0, abs(self.facts.x))
        self.slope = Readout("a", slope_scale, extra_decimals=1, color=self.theme.ink)
        self.intercept = Readout("b", self.facts.y, extra_decimals=1, color=self.theme.ink)
        self.show_widest()
        self.weights_row = line_up(self.views.under_second, self.slope, self.intercept)
        rounded = not is_fit_exact(self.facts.x)
        self.fit = Readout(
            fit_of(self.facts.x), self.facts.y, extra_decimals=1, is_rounded=rounded, color=self.theme.solution
        )
        self.fit_row = line_up(self.views.under_first, self.fit)

        self.line_drawn = SolutionLine(self.view, self.facts.line)
        self.example_marks = VGroup(AnswerDot(self.view, answer).scale(0.8) for answer in self.examples)
        # On the other side of the line than the origin: there no way from the origin will cross it.
        ways = [self.ways_to(weights) for weights in self.fan]
        self.line_label = self.label_line([self.example_marks, *ways])

    @property
    def fan(self) -> Points:
        """Weights (n, 2) of lines evenly spread over all that are shown."""
        return np.array([self.weights_at(fraction) for fraction in np.linspace(0, 1, _FAN)])

    @property
    def window(self) -> Window:
        """The part of the weight plane that is shown."""
        is_nearly_as_steep = 1 / _NEARLY < abs(self.facts.x) < _NEARLY
        return Window.to_show((_REACH_BEYOND_EDGE if is_nearly_as_steep else _REACH_OF_WEIGHTS) * abs(self.facts.y))

    def show_widest(self) -> None:
        """Let the numbers be as long as they ever get, for whoever arranges them."""
        for readout, values in ((self.slope, self.ends[:, 0]), (self.intercept, self.ends[:, 1])):
            readout.set_value(widest(values.tolist()))

    def ways_to(self, weights: Points) -> VGroup:
        """The straight way from the origin to an answer, and the way along the axes."""
        flight = Line(stroke_color=self.theme.l2, stroke_width=ACTOR_STROKE)
        flight.points = polyline(np.array([self.view.origin, self.view.at(weights)]))
        return VGroup(WayAlongAxes(self.view, weights), flight)

    @property
    def room_for_labels(self) -> Region:
        """Labels of the weight plane stay in its view."""
        return self.views.second

    def data_window(self) -> tuple[Points, Points]:
        """Choose the part of data space in which the lines can be seen to turn: origin, point, all intercepts."""
        return room_to_turn(self.facts.point, self.ends[:, 1], float(np.abs(self.ends[:, 0]).max()))

    def weights_at(self, fraction: float) -> Points:
        """The answer at a fraction of the way along the solution line."""
        answer: Points = self.ends[0] + fraction * (self.ends[1] - self.ends[0])
        return answer

    def fraction_of(self, answer: npt.ArrayLike) -> float:
        """Where along the solution line an answer is."""
        way = self.ends[1] - self.ends[0]
        return float(way @ (np.asarray(answer) - self.ends[0]) / (way @ way))

    def three_answers(self) -> list[Points]:
        """Pick three answers whose free weight is a grid number: two near the ends, one between."""
        low, high = np.sort(self.ends[:, self.facts.free])
        values = [value for value in (*self.plane.window.ticks_along(0), 0.0) if low < value < high]
        values.sort()
        return [self.facts.answer_with(value) for value in (values[0], values[len(values) // 2], values[-1])]

    def label_data_point(self) -> VMobject:
        """Label the data point where no line through it passes."""
        view = self.data_plane.view
        label = formula("{point:.4}", size=LABEL, color=self.theme.solution, point=self.facts.point)
        fan = [FittedLine(view, weights, color=self.theme.ink) for weights in self.fan]
        return place_clear(
            label,
            beside_point(label, view.at(self.facts.point), 0.2),
            within=self.views.first,
            curves=[*self.data_plane.axes, self.rise_and_run, *fan],
            texts=[*self.data_plane.names, *self.data_plane.numbers[0], *self.data_plane.numbers[1]],
            borders=[self.data_plane.border],
        )

    def draw_weights(self) -> tuple[VMobject, VMobject]:
        """Draw what the first line's weights are in data space: run and rise, and the way up to where it starts."""
        view = self.data_plane.view
        start, end = view.at((0, self.examples[0][1])), view.at(self.facts.point)
        if abs(end[0] - start[0]) < _SHORTEST_RUN:
            end = self.fitted.points[-1 if self.facts.x >= 0 else 0]
        legs = VMobject(stroke_color=self.theme.solution, stroke_width=ACTOR_STROKE)
        legs.points = polyline(np.array([start, [end[0], start[1], 0], end]))
        way_up = legs.copy()
        way_up.points = polyline(np.array([view.origin, start]))
        return legs, way_up

    def name_the_legs(self) -> VGroup:
        """Name run, rise and intercept beside them, where there is room."""
        plane, legs = self.data_plane, self.rise_and_run
        start, corner, end = legs.points[0], legs.points[3], legs.points[-1]
        names = VGroup()
        for words, place in (
            ("run", (start + corner) / 2),
            ("rise", (corner + end) / 2),
            ("$b$", (plane.view.origin + start) / 2),
        ):
            name = prose(words, size=SMALL, color=self.theme.solution)
            placed = place_clear(
                name,
                beside_point(name, place, 0.15),
                within=plane.border,
                curves=[*plane.axes, self.fitted, legs, self.start_of_line],
                texts=[self.data_label, *names],
                borders=[],
            )
            names.add(placed)
        return names

    def follow(self, fraction: float) -> None:
        """Turn the line about the data point, and let its dot and the numbers follow."""
        weights = self.weights_at(fraction)
        self.fitted.set_weights(weights)
        self.dot.move_to(self.view.at(weights))
        self.slope.set_value(weights[0])
        self.intercept.set_value(weights[1])
        self.fit.set_value(self.facts.x * weights[0] + weights[1])

    def turn(self, start: float, end: float) -> Sweep:
        """Animate all that is on stage of the line, the dot and the numbers, from one answer to another."""
        return Sweep(*self.moving, follow=self.follow, start=start, end=end)

    # Beat 1

    def draw_lines_through_the_point(self) -> None:
        """Turn a line about the data point."""
        headline = self.panel.headline("Which line fits?")
        # Where the other plane will be.
        self.model = formula("y = a x + b", color=self.theme.ink, size=TITLE).move_to(self.views.second.center)
        first = self.fraction_of(self.examples[0])
        self.follow(first)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.data_plane, self.data_mark, self.data_label, headline)
        self.attend(self.data_mark)
        with self.beat("one-data-point", "One data point"):
            self.say("Which straight line fits one data point, {point:.4}?", point=self.facts.point)
            self.play(Create(self.fitted), FadeIn(self.model), run_time=1.2)
            self.add(self.data_mark)
            self.wait_until_time(2.5)
            self.say("Every line through it does, exactly; and there are infinitely many.")
            # The data point stays on top of the line.
            self.moving = [self.fitted, self.data_mark]
            far = 1 if first < 0.5 else 0
            self.play(self.turn(first, far), run_time=2.2)
            self.play(self.turn(far, first), run_time=2.2)
        self.leaving = VGroup(headline)

    # Beat 2

    def turn_each_line_into_a_dot(self) -> None:
        """Stop at three lines, and show each as a dot with its slope and intercept."""
        headline = self.panel.headline("Each line is one dot")
        fractions = [self.fraction_of(answer) for answer in self.examples]
        self.example_labels = VGroup()
        for answer in self.examples:
            label = self.label_point(
                answer,
                color=self.theme.ink,
                size=POINT_LABEL,
                gap=0.2,
                curves=[self.line_drawn, *self.example_marks],
                texts=[self.line_label, *self.example_labels],
            )
            self.example_labels.add(label)
        self.ghosts = VGroup()
        model = formula("y = a x + b", color=self.theme.ink)
        line_up(self.views.under_first, model)
        flight: Any = self.model.animate
        with self.beat("a-line-is-a-dot", "A line is a dot"):
            self.say("Two _weights_ make a line: its slope a, rise by run, and its intercept b.")
            self.play(FadeOut(self.leaving), FadeIn(self.plane, headline), flight.become(model), run_time=0.8)
            legs = (self.start_of_line, self.rise_and_run)
            self.play(*map(Create, legs), FadeIn(self.leg_names), run_time=1)
            self.add(self.data_mark)
            self.play(FadeIn(self.weights_row), run_time=0.6)
            self.say("One dot for one line: a says how far across, b how far up.")
            slope, intercept = self.examples[0]
            corner = self.view.at((slope, 0))
            up, along = (leg.copy() for leg in legs)
            along.points = polyline(np.array([self.view.origin, (self.view.origin + corner) / 2, corner]))
            up.points = polyline(np.array([corner, self.view.at((slope, intercept))]))
            self.play(FadeOut(self.leg_names), ReplacementTransform(self.rise_and_run, along), run_time=1.2)
            self.play(ReplacementTransform(self.start_of_line, up), run_time=1.2)
            self.play(FadeIn(self.dot, scale=2.5), FadeOut(along, up), run_time=0.8)
            self.attend(self.dot)
            self.moving += [self.dot, self.slope, self.intercept]
            self.play(FadeIn(self.example_labels[0]), run_time=0.4)
            self.wait(0.3)
            for number in (1, 2):
                if number == 1:
                    self.say("Another line is another dot.")
                self.leave_a_ghost(number - 1)
                self.play(self.turn(fractions[number - 1], fractions[number]), run_time=1.2)
                self.play(FadeIn(self.example_labels[number]), run_time=0.4)
                self.wait(0.3)
            self.leave_a_ghost(2)
        self.leaving = VGroup(headline, self.example_labels, self.model)

    def leave_a_ghost(self, number: int) -> None:
        """Leave line and dot behind, below what goes on moving."""
        ghost = self.fitted.ghost()
        self.ghosts.add(ghost)
        self.add(ghost, self.example_marks[number], *self.moving)

    # Beat 3

    def run_along_the_solution_line(self) -> None:
        """Turn many lines into dots, derive the line that they lie on, and let the dot draw it."""
        headline = self.panel.headline("All lines together: the solution line")
        view, color = self.data_plane.view, self.theme.ink
        lines = Many(
            view,
            lambda _: [FittedLine(view, weights, color=color).points for weights in self.fan],
            stroke_color=color,
            stroke_width=THIN_STROKE,
            stroke_opacity=TRACE_OPACITY,
        )
        dots = Many.dots(self.view, self.fan, color=color)
        model, constraint, equation = (
            formula(words, color=color) for words in ("y = a x + b", self.facts.constraint, self.facts.equation)
        )
        for row in (model, constraint, equation):
            line_up(self.views.under_first, row)
        trace = self.line_drawn.copy()

        def draw(fraction: float) -> None:
            self.follow(fraction)
            trace.points = polyline(self.view.to_scene([self.ends[1], self.weights_at(fraction)]))

        last, middle = (self.fraction_of(answer) for answer in (self.examples[2], self.examples[1]))
        with self.beat("the-solution-line", "The solution line"):
            self.say(
                "{count} lines through the data point are {count} dots, all in a row.",
                count=_FAN,
                spoken="The dots run along a straight line.",
            )
            self.play(FadeOut(self.leaving, self.ghosts), FadeIn(headline), run_time=0.5)
            self.play(self.turn(last, 0), run_time=0.7)
            self.add(lines, dots, *self.moving)
            fractions = np.linspace(0, 1, _FAN)
            self.play(
                InTurn(lines, dots, count=_FAN, actors=tuple(self.moving), act=lambda n: self.follow(fractions[n])),
                run_time=3.2,
            )
            self.attend(dots)
            self.say("Put the data point into the model, and solve for b: {equation}.", equation=self.facts.equation)
            self.play(FadeIn(model), FadeOut(lines), run_time=0.5)
            flying = self.values_from(self.data_label, constraint)
            self.play(Rewrite(model, constraint, comes_from=flying), run_time=1.2)
            self.wait(0.8)
            self.play(Rewrite(constraint, equation), run_time=1.2)
            self.say(
                "A point there is a line here: each dot on it is an answer that fits.",
                spoken="There is the plane of $x$ and $y$; here, that of the weights $a$ and $b$.",
            )
            if isinstance(self.line_label, TypesetFormula):
                self.play(Rewrite(equation, self.line_label), run_time=0.9)
            else:
                self.play(FadeOut(equation), run_time=0.4)
            self.play(FadeIn(self.fit_row), run_time=0.4)
            self.moving.append(self.fit)
            self.play(Sweep(trace, *self.moving, follow=draw, start=1, end=0), run_time=2.5)
            self.remove(trace, dots, *self.example_marks)
            self.add(self.line_drawn, *self.moving)
            self.attend(self.dot)
            self.play(self.turn(0, middle), run_time=1)
        self.leaving = VGroup(headline)

    # Beat 4

    def add_an_unknown(self) -> None:
        """Show that one equation leaves a plane of answers where there are three unknowns."""
        headline = self.panel.headline("More unknowns than equations")
        data_space = (self.data_plane, self.data_mark, self.data_label, self.fitted, self.fit_row)
        room = self.views.first
        corner = np.full(2, _WINDOW)
        side = min(room.width, room.height)
        space = SpaceView(View(-corner, corner, Region.centred(room.center, side, side)), tilt=_TILT)
        axes = SpaceAxes(space, _AXES)
        plane = FlatInSpace(space, _PLANE_IN_SPACE, _BOX)

        def look_from(turn: float) -> None:
            space.turn = turn
            axes.follow_eye()
            plane.follow_eye(None)

        start, end = _TURNS
        look_from(end)
        axes.aside = axes.clear_places([plane.visible], room)
        look_from(start)
        general = formula("w_1 x_1 + w_2 x_2 + w_3 x_3 = y", color=self.theme.ink)
        line_up(self.views.under_first, general)
        with self.beat("a-flat-set-of-answers", "A flat set of answers"):
            self.say("One equation for two unknowns leaves a line; for three, a whole plane.")
            self.play(FadeOut(*data_space, self.leaving), FadeIn(headline, axes, plane, general), run_time=0.7)
            self.play(Sweep(axes, plane, follow=look_from, start=start, end=end), run_time=4.4)
        self.leaving = VGroup(headline, axes, plane, general)
        self.returning = VGroup(*data_space)

    # Beat 5

    def ask_for_the_smallest(self) -> None:
        """Measure the answers in two senses, and leave the choice open."""
        headline = self.panel.headline("Which answer is the smallest?")
        # The last picture shows the answer whose two ways differ most.
        first, last = sorted((self.examples[0], self.examples[2]), key=lambda w: float(np.abs(w).min()))
        finer = decimals_apart(self.facts.y, *(float(lp_norm(last, p)) for p in (2, 1)))
        straight = Readout("sqrt(a^2 + b^2)", self.facts.y, extra_decimals=finer, color=self.theme.l2, size=BODY)
        along = Readout("abs(a) + abs(b)", self.facts.y, extra_decimals=finer, color=self.theme.l1, size=BODY)
        for size in (straight, along):
            size.set_value(2 * self.view.upper[0])
        line_up(self.views.under_second, straight, along)
        ways = self.ways_to(self.weights_at(0))
        moving = (ways, self.fitted, self.data_mark, self.dot, self.fit, straight, along)

        def follow(fraction: float) -> None:
            self.follow(fraction)
            weights = self.weights_at(fraction)
            for way, moved in zip(ways, self.ways_to(weights), strict=True):
                way.points = moved.points
            straight.set_value(float(lp_norm(weights, 2)))
            along.set_value(float(lp_norm(weights, 1)))

        stops = [self.fraction_of(answer) for answer in (self.examples[1], first, last)]
        follow(stops[0])
        with self.beat("which-answer", "Which answer?"):
            self.say("All fit. Pick the smallest? As the crow flies, or along the axes?")
            self.play(FadeOut(self.weights_row, self.leaving), FadeIn(headline, *self.returning), run_time=0.7)
            self.play(FadeIn(ways[1], straight), run_time=0.8)
            self.play(FadeIn(ways[0], along), run_time=0.8)
            self.add(*moving)
            if self.facts.x == 0:
                self.say("On this level line both find the same smallest answer; on any other they differ.")
            else:
                self.say("Its size changes as the dot moves, and depends on how we measure.")
            for (start, end), seconds in zip(pairwise(stops), (2, 3), strict=True):
                self.play(Sweep(*moving, follow=follow, start=start, end=end), run_time=seconds)
            self.wait(1)
