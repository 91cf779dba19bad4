"""How large is a vector? As the crow flies or along the streets: circle or diamond."""

from __future__ import annotations

import math

import numpy as np
from manim import DOWN, LEFT, Create, Dot, FadeIn, FadeOut, Line, VGroup, VMobject, linear
from manim.utils.color import ParsableManimColor

from sparsity.facts.norms import NormsFacts
from sparsity.geometry import lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.cut import Cut
from sparsity.stage.actors.level_set import LevelSet
from sparsity.stage.actors.lines import WayAlongAxes
from sparsity.stage.actors.marks import AnswerDot, ContactMark
from sparsity.stage.actors.morph import color_near_order
from sparsity.stage.actors.perpendicular import Radius
from sparsity.stage.actors.relief import Ground, Relief
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.rewrite import Rewrite
from sparsity.stage.look.strokes import ACTOR_STROKE, GHOST_STROKE, THIN_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, POINT_LABEL, formula, prose
from sparsity.stage.pictures.plane_picture import PlanePictureScene
from sparsity.stage.planes.closeup import CloseUp
from sparsity.stage.planes.eye import STEEPEST, Eye
from sparsity.stage.planes.view import polyline
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import Readout
from sparsity.stage.writing.tables import Table
from sparsity.words.formula import Formula

_NAMES = ("w_1", "w_2")
# The window reaches at least this many sizes of the largest vector from the origin.
_ROOM = 1.12
_DOT_RADIUS = 0.11
# Other ways along the streets, their seed, and how faint their traces are.
_WAYS = 13
_SEED = 1
_TRACE_OPACITY = 0.35
_FOOT_RADIUS = 0.07
# How far the ground reaches when it is tilted, in sizes of the vector along the streets.
_GROUND = 1.06
_LABEL_GAP = 0.22
# Shares of the vector's size whose level sets are lifted.
_LEVELS = np.arange(1, 5) / 4
# A vector this close (scene units) to the origin cannot be told from it, and needs a close-up.
_TOO_CLOSE = 0.2
# The rays from the origin to the close-up are no actors, and thinner than any.
_RAY_STROKE = 2.0


class MeasuringSize(PlanePictureScene):
    """What the size of a vector is: the L1 and L2 norms, their level sets, and what size does not tell.

    Attributes
    ----------
    vector
        The vector that is measured; two finite numbers, not both 0. One may be 0, but may not be less than 0.001 of
        the other otherwise.
    dense_vector
        A vector without zeros, smaller in both norms than the sparse one. Neither number may be less than 0.001 of
        the other.
    sparse_vector
        A vector with exactly one zero.
    """

    vector: tuple[float, float] = (2, 2)
    dense_vector: tuple[float, float] = (0.1, 0.1)
    sparse_vector: tuple[float, float] = (1000, 0)

    facts_of = NormsFacts
    facts: NormsFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.set_the_stage()
        self.fly_like_the_crow()
        self.walk_along_the_streets()
        self.draw_all_points_as_far_away()
        self.pose_the_puzzle()
        self.lift_each_point_to_its_size()
        self.bend_the_cone_into_the_pyramid()
        self.cut_along_a_line()

    def set_the_stage(self) -> None:
        """Draw the plane, the vector and the two ways to it."""
        facts = self.facts
        self.set_the_plane(Window.to_show(_ROOM * facts.walk), _NAMES)
        self.point = AnswerDot(self.view, facts.measured)
        self.flight_drawn = Radius(self.view, facts.measured, color=self.theme.l2)
        self.walk_drawn = WayAlongAxes(self.view, facts.measured)
        # The label keeps clear of both balls as they will be when they pass through the vector.
        balls = [NormBall(self.view, p, size, color=self.theme.ink) for p, size in ((1, facts.walk), (2, facts.flight))]
        self.point_label = self.label_point(
            facts.measured,
            color=self.theme.ink,
            gap=_LABEL_GAP,
            curves=[self.point, self.flight_drawn, self.walk_drawn, *balls],
        )

    def colored_remark(self, words: str, color: ParsableManimColor) -> VMobject:
        """Set a sentence that fits the panel, in the colour of the norm that it is about."""
        return prose(words, color=color, width=self.panel.column_width)

    def in_the_column(self, written: Formula, color: ParsableManimColor) -> VMobject:
        """Set a formula, broken before its result where it is too wide for the panel."""
        whole = formula(written, color=color)
        if whole.width <= self.panel.column_width:
            return whole
        sign = " approx " if " approx " in written else " = "
        start, _, result = written.rpartition(sign)
        parts = VGroup(formula(start, color=color), formula(sign + result, color=color))
        return parts.arrange(DOWN, buff=0.2, aligned_edge=LEFT)

    # Beat 1

    def fly_like_the_crow(self) -> None:
        """Measure the vector by the straight way."""
        facts = self.facts
        # A rounded vector is better not called by its numbers.
        by_name = facts.is_written_exactly
        self.headline = self.panel.headline(
            "How large is {vector}?" if by_name else "How large is this vector?", vector=facts.measured
        )
        crow = self.colored_remark("As the crow flies:", self.theme.l2)
        flight = self.in_the_column(facts.root_of_squares, self.theme.l2)
        self.streets = self.colored_remark("Along the streets:", self.theme.l1)
        self.sum_of_parts = self.in_the_column(facts.sum_of_parts, self.theme.l1)
        self.ways_panel = self.panel.rows(self.headline, crow, flight, self.streets, self.sum_of_parts)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, self.headline, self.point, self.point_label)
        with self.beat("as-the-crow-flies", "As the crow flies"):
            self.attend(self.point, self.point_label)
            self.say(
                "How large is {vector}? As the crow flies: {flight}."
                if by_name
                else "How large is this vector? As the crow flies: {flight}.",
                vector=facts.measured,
                flight=facts.flight_written,
                spoken="" if by_name else "It is {vector}.",
            )
            self.wait(0.8)
            self.play(Create(self.flight_drawn), run_time=1.2)
            self.add(self.point)
            self.play(FadeIn(crow, flight), run_time=0.8)

    # Beat 2

    def walk_along_the_streets(self) -> None:
        """Measure the vector by the way along the streets, whichever it is."""
        with self.beat("along-the-streets", "Along the streets"):
            self.say("Along the streets: {sum_of_parts}.", sum_of_parts=self.facts.sum_of_parts)
            self.play(Create(self.walk_drawn), run_time=1.5)
            self.add(self.point)
            self.play(FadeIn(self.streets, self.sum_of_parts), run_time=0.8)
            if self.facts.is_on_axis:
                self.say("Along an axis, and only there, both ways are equally long.")
                self.wait(1)
            else:
                self.say("Every way without a detour is just as long.")
                self.walk_in_steps()
        self.leaving = VGroup(self.headline, self.ways_panel)

    def walk_in_steps(self) -> None:
        """Take many other ways along the streets, each for a moment, and leave faint traces of them."""
        rng = np.random.default_rng(_SEED)
        ways = []
        for turns in range(2, 2 + _WAYS):
            across, up = (np.array([0.0, *np.sort(rng.random(turns)), 1.0]) for _ in range(2))
            corners = np.column_stack([np.repeat(across, 2)[1:], np.repeat(up, 2)[:-1]])
            ways.append(polyline(self.view.to_scene(corners * self.facts.measured)))
        way = VMobject(stroke_color=self.theme.l1, stroke_width=ACTOR_STROKE)
        traces = VMobject(stroke_color=self.theme.l1, stroke_width=GHOST_STROKE, stroke_opacity=_TRACE_OPACITY)

        def follow(taken: float) -> None:
            number = min(int(taken), _WAYS - 1)
            way.points = ways[number]
            traces.points = np.concatenate([np.zeros((0, 3)), *ways[:number]])

        self.walk_drawn.set_stroke(opacity=_TRACE_OPACITY)
        self.add(traces, way, self.point)
        self.play(Sweep(traces, way, self.point, follow=follow, start=0, end=_WAYS, rate_func=linear), run_time=2.6)
        self.remove(way)
        self.walk_drawn.set_stroke(opacity=1)
        self.play(FadeOut(traces), run_time=0.4)
        self.add(self.point)

    # Beat 3

    def draw_all_points_as_far_away(self) -> None:
        """Walk once around at the same distance, as the crow flies and then along the streets."""
        headline = self.panel.headline("All points of one size")
        flight, walk = (
            Readout(size, self.facts.walk, extra_decimals=1, color=color)
            for size, color in (
                ("sqrt(w_1^2 + w_2^2)", self.theme.l2),
                ("abs(w_1) + abs(w_2)", self.theme.l1),
            )
        )
        rows = self.panel.rows(headline, flight, walk)
        self.circle = LevelSet(self.view, 2, self.facts.measured, color=self.theme.l2)
        self.diamond = LevelSet(self.view, 1, self.facts.measured, color=self.theme.l1)
        flight.set_value(self.facts.flight)
        walk.set_value(self.facts.walk)
        with self.beat("all-points-of-one-size", "All points of one size"):
            self.say("All points as far away as the crow flies: a circle.")
            self.play(
                FadeOut(self.walk_drawn, self.point_label, self.leaving),
                FadeIn(headline, flight, walk),
                run_time=0.5,
            )
            self.play(self.walk_around(self.circle, self.flight_drawn, flight, walk), run_time=3.4)
            self.say("All points as far away along the streets: a diamond.")
            self.play(FadeOut(self.flight_drawn), FadeIn(self.walk_drawn), run_time=0.4)
            self.play(self.walk_around(self.diamond, self.walk_drawn, flight, walk), run_time=3.6)
        self.leaving = VGroup(headline, rows, self.walk_drawn)

    def walk_around(self, trace: LevelSet, way: Radius | WayAlongAxes, flight: Readout, walk: Readout) -> Sweep:
        """Animate the vector once around at one distance, which leaves a trace, while both of its sizes are told.

        One of them stays what it is, and the other does not.
        """

        def follow(turned: float) -> None:
            weights = trace.walk_to(trace.start + turned)
            way.go_to(weights)
            self.point.stand_at(weights)
            flight.set_value(float(lp_norm(weights, 2)))
            walk.set_value(float(lp_norm(weights, 1)))

        return Sweep(trace, way, self.point, flight, walk, follow=follow, start=0, end=math.tau)

    # Beat 4

    def pose_the_puzzle(self) -> None:
        """Show a small vector without zeros beside a large sparse one, and come back."""
        facts, ink = self.facts, self.theme.ink
        headline = self.panel.headline("Small is not yet sparse")
        table = self.table()
        self.panel.rows(headline, table)
        home = self.plane.window
        seen = (self.circle, self.diamond, self.point)
        with self.beat("small-is-not-yet-sparse", "Small is not yet sparse"):
            self.say(
                "{dense} is smaller than {sparse}, in both senses.",
                "The vector without zeros is smaller, in both senses.",
                dense=facts.dense,
                sparse=facts.sparse,
            )
            self.play(FadeOut(self.leaving), FadeIn(headline), run_time=0.3)
            self.play(self.push_in(Window.to_show(_ROOM * facts.puzzle_sizes(1)[1])), run_time=1.6)
            large, small = AnswerDot(self.view, facts.sparse), AnswerDot(self.view, facts.dense)
            closer = self.look_closely()
            small_label: VMobject = VGroup()
            # A close-up too small to hold the label leaves it to the dot itself.
            if not (closer and closer[-1]):
                small_label = self.label_point(facts.dense, color=ink, gap=_LABEL_GAP, curves=[small, large, closer])
            large_label = self.label_point(
                facts.sparse, color=ink, gap=_LABEL_GAP, curves=[large, closer], texts=[small_label]
            )
            self.play(FadeOut(*seen), FadeIn(large, small, large_label, small_label, closer), run_time=0.7)
            self.play(FadeIn(table), run_time=0.6)
            zeros = [cell for row in table.lines[1:] if isinstance(cell := row[-1], VMobject)]
            self.attend(*zeros, small, large)
            self.say("But just the large one has a zero. Size only chooses among answers that fit.")
        self.attend()
        self.leaving = VGroup(headline, large, small, large_label, small_label, closer, table)
        self.seen, self.home = seen, home

    def table(self) -> Table:
        """Both vectors with their sizes and their zeros."""
        ink, muted, l1, l2 = self.theme.ink, self.theme.muted, self.theme.l1, self.theme.l2
        rows = [
            [
                formula("w", size=BODY, color=muted),
                formula("norm(w)_2", size=BODY, color=l2),
                formula("norm(w)_1", size=BODY, color=l1),
                prose("zeros", size=BODY, color=muted),
            ]
        ]
        written = (self.facts.puzzle_sizes_written(p) for p in (2, 1))
        for vector, *lengths in zip((self.facts.dense, self.facts.sparse), *written, strict=True):
            rows.append(
                [
                    formula("{vector}", size=BODY, color=ink, vector=vector),
                    *(formula(length, size=BODY, color=color) for length, color in zip(lengths, (l2, l1), strict=True)),
                    prose(("none", "one")[int(np.count_nonzero(vector == 0))], size=BODY, color=ink),
                ]
            )
        return Table(rows)

    def look_closely(self) -> VGroup:
        """Magnify the small vector where it could be taken for the origin; empty where it could not.

        The last part of the picture is the vector's label, empty where there is no room for it.
        """
        view, dense = self.view, self.facts.dense
        largest = float(np.abs(dense).max())
        if largest * view.unit >= _TOO_CLOSE:
            return VGroup()
        # In the quadrant to the upper left nothing else lies: the sparse vector is on an axis.
        origin, frame = view.origin, view.region
        gap = 0.5
        room = Region(frame.left + gap / 2, float(origin[1]) + gap, float(origin[0]) - gap, frame.top - gap / 2)
        inset = CloseUp(view, 0.85 * dense, 1.35 * largest, room)
        corners = inset.frame.get_corner((-1, -1, 0)), inset.frame.get_corner((1, 1, 0))
        rays = VGroup(Line(origin, corner) for corner in corners).set_stroke(self.theme.muted, _RAY_STROKE)
        dot = AnswerDot(inset.view, dense)
        ways = VGroup(WayAlongAxes(inset.view, dense), Radius(inset.view, dense, color=self.theme.l2))
        label = formula("{vector}", size=POINT_LABEL, color=self.theme.ink, vector=dense)
        placed = place_clear(
            label,
            beside_point(label, inset.view.at(dense), 0.18),
            within=Region.around(inset.frame).grown(-0.1),
            curves=[*inset.axes, dot, *ways],
        )
        return VGroup(inset, rays, ways, dot, placed)

    # Beat 5

    def lift_each_point_to_its_size(self) -> None:
        """Tilt the plane, and lift the level sets to their levels: a cone."""
        facts = self.facts
        self.surface_headline = self.panel.headline("Size as a height")
        self.general = formula("norm(w)_p = (abs(w_1)^p + abs(w_2)^p)^(1\\/p)", color=self.theme.ink)
        self.as_the_crow_flies = formula("norm(w)_2 = sqrt(w_1^2 + w_2^2)", color=self.theme.l2)
        self.order = Readout("p", 1, extra_decimals=1, color=self.theme.l2)
        self.height = Readout("norm(w)_p", facts.walk, extra_decimals=1, color=self.theme.l2)
        self.order.set_value(2)
        self.height.set_value(facts.flight)
        self.panel.rows(self.surface_headline, self.general, self.order, self.height)
        self.as_the_crow_flies.scale(min(1.0, self.panel.column_width / self.as_the_crow_flies.width))
        self.as_the_crow_flies.move_to(self.general, aligned_edge=LEFT)
        with self.beat("size-as-a-height", "Size as a height"):
            self.say("Lift each point as high as it is large: a cone.")
            self.play(FadeOut(self.leaving), FadeIn(self.surface_headline), run_time=0.3)
            self.add(*self.seen)
            self.play(self.push_in(self.home), run_time=1)
            self.tilt()

    def tilt(self) -> None:
        """Look at the plane from the side, with the surface over it."""
        facts = self.facts
        self.eye = Eye(self.view, facts.walk, _GROUND * facts.walk)
        self.ground = Ground(self.eye, self.plane)
        self.surface = Relief(self.eye, 2, tuple(facts.flight * _LEVELS), color=self.theme.l2)
        self.stem = Line(stroke_color=self.theme.ink, stroke_width=THIN_STROKE)
        self.foot = Dot(radius=_FOOT_RADIUS, color=self.theme.muted)

        def follow(angle: float) -> None:
            self.eye.angle = angle
            self.ground.follow_eye()
            self.surface.follow_eye()
            self.stand_at(facts.flight)

        follow(0)
        standing = (self.ground, self.foot, self.stem, self.surface, self.point)
        self.bring_to_back(self.ground)
        flat = (self.plane.numbers, self.plane.names, self.circle, self.diamond)
        self.play(FadeOut(*flat), FadeIn(*standing[1:-1]), run_time=0.4)
        # Without its numbers the plane is no longer on stage as a whole.
        self.remove(self.plane.grid, self.plane.axes, self.plane)
        self.add(*standing)
        self.play(Sweep(*standing, follow=follow, start=0, end=STEEPEST), FadeIn(self.as_the_crow_flies), run_time=2.4)

    def stand_at(self, height: float) -> None:
        """Put the vector as high over its place on the ground as it is large."""
        ends = self.eye.project([self.facts.measured, self.facts.measured], [0, height])
        self.stem.points = polyline(ends)
        self.foot.move_to(ends[0])
        self.point.move_to(ends[1])

    # Beat 6

    def bend_the_cone_into_the_pyramid(self) -> None:
        """Let the order run from 2 to 1, and the surface with it."""

        def follow(p: float) -> None:
            size, color = float(lp_norm(self.facts.measured, p)), color_near_order(p)
            self.surface.bend(p, tuple(size * _LEVELS)).set_color(color)
            self.stand_at(size)
            for readout, value in ((self.order, p), (self.height, size)):
                readout.set_value(value).set_color(color)

        with self.beat("one-formula-for-all", "One formula for all"):
            self.say("One formula: add the p-th powers of the sizes, take the p-th root.")
            self.attend(self.general)
            self.play(Rewrite(self.as_the_crow_flies, self.general), run_time=1.6)
            self.play(FadeIn(self.order, self.height), run_time=0.6)
            self.say("Let p fall from 2 to 1: the cone becomes a pyramid.")
            self.play(
                Sweep(
                    self.foot,
                    self.stem,
                    self.surface,
                    self.point,
                    self.order,
                    self.height,
                    follow=follow,
                    start=2,
                    end=1,
                ),
                run_time=3.8,
            )
        self.attend()

    # Beat 7

    def cut_along_a_line(self) -> None:
        """Cut the surface along a line of answers, and find the lowest point of the cut."""
        facts = self.facts
        headline = self.panel.headline("The smallest that fits")
        cut = Cut(self.eye, facts.fitting, 1, facts.walk, color=self.theme.ink)
        start, bottom = cut.ends[1], cut.parameter(facts.smallest_that_fits(1))
        stem = Line(stroke_color=self.theme.ink, stroke_width=THIN_STROKE)
        dot = Dot(radius=_DOT_RADIUS, color=self.theme.ink)
        lowest = ContactMark(self.view, facts.smallest_that_fits(1))

        def stand(t: float) -> None:
            ends = cut.at(t)
            stem.points = polyline(np.array(ends))
            dot.move_to(ends[1])
            self.height.set_value(float(lp_norm(cut.point(t), cut.p)))

        stand(start)
        with self.beat("the-smallest-that-fits", "The smallest that fits"):
            self.say("Now a line of answers that fit: it cuts the surface.")
            gone = (self.foot, self.stem, self.point, self.surface_headline)
            self.play(FadeOut(*gone), FadeIn(headline), Create(cut.line), run_time=1.2)
            self.play(FadeIn(cut.curtain), Create(cut.curve), run_time=1.4)
            self.play(FadeIn(stem, dot), run_time=0.5)
            self.say("The cut is a valley. At its lowest point is the smallest answer.")
            self.play(Sweep(stem, dot, self.height, follow=stand, start=start, end=bottom), run_time=3)
            lowest.move_to(cut.at(bottom)[1])
            self.play(FadeIn(lowest), FadeOut(dot), run_time=0.6)

            def follow(p: float) -> None:
                size, color = float(lp_norm(facts.measured, p)), color_near_order(p)
                self.surface.bend(p, tuple(size * _LEVELS)).set_color(color)
                cut.bend(p, size)
                here = cut.parameter(facts.smallest_that_fits(p))
                stand(here)
                lowest.move_to(cut.at(here)[1])
                self.order.set_value(p).set_color(color)
                self.height.set_color(color)

            self.say(
                "Where that is depends on p.",
                one=facts.smallest_that_fits(1),
                two=facts.smallest_that_fits(2),
                spoken="At p = 2 it is {two}, at p = 1 it is {one}.",
            )
            moving = (self.surface, cut, stem, lowest, self.order, self.height)
            self.play(Sweep(*moving, follow=follow, start=1, end=2), run_time=1.7)
            self.wait(0.2)
            self.play(Sweep(*moving, follow=follow, start=2, end=1), run_time=1.7)
            self.wait(1)
