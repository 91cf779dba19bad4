"""How large is a vector? As the crow flies or along the streets: circle or diamond."""

from __future__ import annotations

import math

import numpy as np
from manim import DOWN, LEFT, Create, Dot, FadeIn, FadeOut, Line, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.facts.norms import NormsFacts
from sparsity.geometry import lp_norm
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.lines import WayAlongAxes
from sparsity.stage.actors.relief import Ground, Relief
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import ACTOR_STROKE, THIN_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, POINT_LABEL, formula, prose
from sparsity.stage.pictures.plane_picture import PlanePictureScene
from sparsity.stage.planes.closeup import CloseUp
from sparsity.stage.planes.eye import STEEPEST, Eye
from sparsity.stage.planes.view import Points, View, polyline
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import Readout
from sparsity.stage.writing.tables import Table
from sparsity.words.formula import Formula

_NAMES = ("x_1", "x_2")
# The window reaches at least this many sizes of the largest vector from the origin.
_ROOM = 1.12
_DOT_RADIUS = 0.11
_FOOT_RADIUS = 0.07
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
        self.lift_each_point_to_its_size()
        self.bend_the_circle_into_the_diamond()
        self.pose_the_puzzle()

    def set_the_stage(self) -> None:
        """Draw the plane, the vector and the two ways to it."""
        facts = self.facts
        self.set_the_plane(Window.to_show(_ROOM * facts.walk), _NAMES)
        self.point = self.dot_at(self.view, facts.measured)
        self.flight_drawn = self.segment(self.view, facts.measured)
        self.walk_drawn = WayAlongAxes(self.view, facts.measured)
        # The label keeps clear of both balls as they will be when they pass through the vector.
        balls = [NormBall(self.view, p, size, color=self.theme.ink) for p, size in ((1, facts.walk), (2, facts.flight))]
        self.point_label = self.label_point(
            facts.measured,
            color=self.theme.ink,
            gap=_LABEL_GAP,
            curves=[self.point, self.flight_drawn, self.walk_drawn, *balls],
        )

    def dot_at(self, view: View, weights: Points) -> Dot:
        """A dot for one vector."""
        return Dot(view.at(weights), radius=_DOT_RADIUS, color=self.theme.ink)

    def segment(self, view: View, weights: Points) -> VMobject:
        """The straight way from the origin to a vector."""
        line = VMobject(stroke_color=self.theme.l2, stroke_width=ACTOR_STROKE)
        line.points = polyline(view.to_scene(np.array([np.zeros(2), weights])))
        return line

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
            self.say(
                "How large is the vector {vector}?" if by_name else "How large is this vector?", vector=facts.measured
            )
            self.say("That depends on how you measure.")
            self.say("As the crow flies: {flight}.", flight=facts.flight_written)
            self.play(Create(self.flight_drawn), run_time=1.2)
            self.add(self.point)
            self.play(FadeIn(crow, flight), run_time=0.8)

    # Beat 2

    def walk_along_the_streets(self) -> None:
        """Measure the vector by the way along the streets, whichever it is."""
        with self.beat("along-the-streets", "Along the streets"):
            self.say(
                "Along the streets, only parallel to the axes: {sum_of_parts}.",
                "Along the streets: {sum_of_parts}.",
                sum_of_parts=self.facts.sum_of_parts,
            )
            self.play(Create(self.walk_drawn), run_time=1.5)
            self.add(self.point)
            self.play(FadeIn(self.streets, self.sum_of_parts), run_time=0.8)
            if self.facts.is_on_axis:
                self.say("Along an axis, and only there, both ways are equally long.")
                self.wait(1)
            else:
                self.say("Every way along the streets without a detour is just as long.")
                self.walk_in_steps()
        self.play(FadeOut(self.headline, self.ways_panel), run_time=0.5)

    def walk_in_steps(self) -> None:
        """Turn more often on the way along the streets, and go back to a single turn."""
        steps = VMobject(stroke_color=self.theme.l1, stroke_width=ACTOR_STROKE)
        corners = np.repeat(np.linspace(0, 1, 3), 2)
        stairs = np.column_stack([corners[:-1], corners[1:]]) * self.facts.measured
        steps.points = polyline(self.view.to_scene(stairs))
        self.play(FadeOut(self.walk_drawn), Create(steps), run_time=1.5)
        self.add(self.point)
        self.wait(1)
        self.play(FadeOut(steps), FadeIn(self.walk_drawn), run_time=0.6)
        self.add(self.point)

    # Beat 3

    def draw_all_points_as_far_away(self) -> None:
        """Grow circle and diamond until they pass through the vector, and walk around the diamond."""
        headline = self.panel.headline("All points of one size")
        sizes = ("sqrt(x_1^2 + x_2^2)", "abs(x_1) + abs(x_2)")
        colors = (self.theme.l2, self.theme.l1)
        readouts = [
            Readout(size, self.facts.walk, extra_decimals=1, color=color)
            for size, color in zip(sizes, colors, strict=True)
        ]
        self.circle, self.diamond = (
            NormBall(self.view, p, 0, color=color) for p, color in zip((2, 1), colors, strict=True)
        )
        rows = self.panel.rows(headline, *readouts)
        stories = (
            (self.circle, readouts[0], self.facts.flight, "All points as far away as the crow flies form a circle."),
            (self.diamond, readouts[1], self.facts.walk, "All points as far away along the streets form a diamond."),
        )
        with self.beat("all-points-of-one-size", "All points of one size"):
            for ball, readout, size, words in stories:
                self.say(words)
                if ball is self.diamond:
                    self.circle.set_fill(opacity=0)
                self.play(FadeIn(headline, readout) if ball is self.circle else FadeIn(readout), run_time=0.6)
                self.play(self.grow(ball, readout, size), run_time=2)
                self.add(self.flight_drawn, self.walk_drawn, self.point)
                self.wait(0.5)
            self.say("All around the diamond, the way along the streets is {walk}.", walk=self.facts.walk_written)
            self.play(FadeOut(self.flight_drawn, self.point_label), run_time=0.4)
            self.play(self.walk_around(readouts[1]), run_time=4.5)
            self.play(FadeIn(self.point_label), run_time=0.4)
        self.play(FadeOut(headline, rows), run_time=0.5)

    def grow(self, ball: NormBall, readout: Readout, size: float) -> Sweep:
        """Animate a ball from the origin until it passes through the vector."""

        def follow(radius: float) -> None:
            ball.set_radius(radius)
            readout.set_value(radius)

        # The circle stays on top of the diamond, whose fill would change its colour.
        return Sweep(ball, self.circle, readout, follow=follow, start=0, end=size)

    def walk_around(self, readout: Readout) -> Sweep:
        """Animate a point once around the diamond, with its way along the streets."""

        def follow(angle: float) -> None:
            direction = np.array([math.cos(angle), math.sin(angle)])
            weights = direction * self.facts.walk / lp_norm(direction, 1)
            self.walk_drawn.points = WayAlongAxes(self.view, weights).points
            self.point.move_to(self.view.at(weights))
            readout.set_value(float(lp_norm(weights, 1)))

        start = math.atan2(self.facts.measured[1], self.facts.measured[0])
        return Sweep(self.walk_drawn, self.point, readout, follow=follow, start=start, end=start + math.tau)

    # Beat 4

    def lift_each_point_to_its_size(self) -> None:
        """Tilt the plane, lift the level sets to their levels, and look down on them again."""
        headline = self.panel.headline("Size as a height", "Lift each point as high as it is large.")
        cone_words = self.colored_remark("As the crow flies: a cone. Its contours are circles.", self.theme.l2)
        pyramid_words = self.colored_remark("Along the streets: a pyramid. Its contours are diamonds.", self.theme.l1)
        rows = self.panel.rows(headline, cone_words, pyramid_words)
        eye = Eye(self.view, self.facts.walk)
        ground = Ground(eye, self.plane)
        cone = Relief(eye, 2, tuple(self.facts.flight * _LEVELS), color=self.theme.l2)
        pyramid = Relief(eye, 1, tuple(self.facts.walk * _LEVELS), color=self.theme.l1)
        stem = Line(stroke_color=self.theme.ink, stroke_width=THIN_STROKE)
        foot = Dot(radius=_FOOT_RADIUS, color=self.theme.muted)
        parts = (self.plane.numbers, self.plane.names, self.point_label)

        def look(relief: Relief, height: float, start: float, end: float) -> Sweep:
            def follow(angle: float) -> None:
                eye.angle = angle
                ground.follow_eye()
                relief.follow_eye()
                ends = eye.project([self.facts.measured, self.facts.measured], [0, height])
                stem.points = polyline(ends)
                foot.move_to(ends[0])
                self.point.move_to(ends[1])

            return Sweep(ground, foot, stem, relief, self.point, follow=follow, start=start, end=end)

        with self.beat("size-as-a-height", "Size as a height"):
            self.say("Lift each point as high as it is large: size is a height over the plane.")
            self.play(FadeOut(*parts, self.walk_drawn, self.circle, self.diamond), FadeIn(headline, cone), run_time=0.8)
            # Without its numbers the plane is no longer on stage as a whole.
            self.remove(self.plane.grid, self.plane.axes, self.plane)
            self.play(look(cone, self.facts.flight, 0, STEEPEST), run_time=2.2)
            self.say("As the crow flies this gives a cone: its contours are circles.")
            self.play(FadeIn(cone_words), run_time=0.6)
            self.wait(1)
            self.say("Along the streets it gives a pyramid on its tip: its contours are diamonds.")
            pyramid.follow_eye()
            top = eye.project([self.facts.measured], [self.facts.walk])[0]
            self.play(FadeOut(cone), FadeIn(pyramid, pyramid_words), self.point.animate.move_to(top), run_time=1.2)
            self.add(foot, stem, pyramid, self.point)
            look(pyramid, self.facts.walk, STEEPEST, 0).follow(STEEPEST)
            self.wait(1.2)
            self.say("Seen from above, the contours lie nested like those of a map.")
            self.play(look(pyramid, self.facts.walk, STEEPEST, 0), run_time=2.2)
        self.remove(ground, foot, stem)
        self.add(self.plane, pyramid, self.point)
        self.play(FadeOut(headline, rows, pyramid), FadeIn(*parts), run_time=0.6)

    # Beat 5

    def bend_the_circle_into_the_diamond(self) -> None:
        """Let the order run from 2 to 1 while the outline keeps passing through the vector."""
        headline = self.panel.headline("One formula for all")
        general = formula("norm(x)_p = (abs(x_1)^p + abs(x_2)^p)^(1\\/p)", color=self.theme.ink)
        order = Readout("p", 1, extra_decimals=1, color=self.theme.ink)
        size = Readout("norm(x)_p", self.facts.walk, extra_decimals=1, color=self.theme.ink)
        order.set_value(2)
        size.set_value(self.facts.flight)
        rows = self.panel.rows(headline, general, order, size)
        outline = NormBall(self.view, 2, self.facts.flight, color=self.theme.ink).set_fill(opacity=0)
        for ball, radius in ((self.circle, self.facts.flight), (self.diamond, self.facts.walk)):
            ball.set_radius(radius)

        def follow(p: float) -> None:
            radius = float(lp_norm(self.facts.measured, p))
            outline.radius = radius
            outline.set_order(p)
            order.set_value(p)
            size.set_value(radius)

        with self.beat("one-formula-for-all", "One formula for all"):
            self.say("One formula holds both: add the p-th powers, then take the p-th root.")
            self.play(FadeIn(headline, general), run_time=0.8)
            self.say("$p = 2$ measures as the crow flies, $p = 1$ along the streets.")
            self.play(FadeIn(self.circle, order, size), run_time=0.8)
            self.add(outline, self.point)
            self.play(Sweep(outline, order, size, follow=follow, start=2, end=1), run_time=3.5)
            self.play(FadeIn(self.diamond), FadeOut(outline), run_time=0.6)
            self.add(self.circle, self.point)
            self.say("The “circle” of the streets is a diamond.")
            self.wait(1.5)
        stage = (self.plane, self.circle, self.diamond, self.point, self.point_label)
        self.play(FadeOut(headline, rows, *stage), run_time=0.6)

    # Beat 6

    def pose_the_puzzle(self) -> None:
        """Show a small vector without zeros beside a large sparse one."""
        facts, ink = self.facts, self.theme.ink
        self.set_the_plane(Window.to_show(_ROOM * facts.puzzle_sizes(1)[1]), _NAMES)
        headline = self.panel.headline("Small is not yet sparse")
        table = self.table()
        alone = self.remark("Size alone says nothing about sparsity.")
        among = self.remark("It decides only _among answers that fit_.")
        self.panel.rows(headline, table, alone, among)
        large = self.dot_at(self.view, facts.sparse)
        small = self.dot_at(self.view, facts.dense)
        closer = self.look_closely()
        small_label: VMobject = VGroup()
        # A close-up too small to hold the label leaves it to the dot itself.
        if not (closer and closer[-1]):
            small_label = self.label_point(facts.dense, color=ink, gap=_LABEL_GAP, curves=[small, large, closer])
        large_label = self.label_point(
            facts.sparse, color=ink, gap=_LABEL_GAP, curves=[large, closer], texts=[small_label]
        )
        with self.beat("small-is-not-yet-sparse", "Small is not yet sparse"):
            self.say(
                "A puzzle: {dense} is smaller than {sparse}, in both senses.",
                "{dense} is smaller than {sparse}, in both senses.",
                "A puzzle: the vector without zeros is smaller, in both senses.",
                dense=facts.dense,
                sparse=facts.sparse,
            )
            self.play(FadeIn(self.plane, headline, large, small, large_label, small_label), run_time=0.8)
            if closer:
                self.play(FadeIn(closer), run_time=0.8)
            self.play(FadeIn(table), run_time=0.8)
            self.say("Yet the large one is sparse: it has a zero. The small one has none.")
            self.wait(1)
            self.say("Size alone says nothing about sparsity.")
            self.play(FadeIn(alone), run_time=0.6)
            self.say("It decides only among the answers that fit the data.")
            self.play(FadeIn(among), run_time=0.6)
            self.wait(1.5)

    def table(self) -> Table:
        """Both vectors with their sizes and their zeros."""
        ink, muted, l1, l2 = self.theme.ink, self.theme.muted, self.theme.l1, self.theme.l2
        rows = [
            [
                formula("x", size=BODY, color=muted),
                formula("norm(x)_2", size=BODY, color=l2),
                formula("norm(x)_1", size=BODY, color=l1),
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
        dot = self.dot_at(inset.view, dense)
        ways = VGroup(WayAlongAxes(inset.view, dense), self.segment(inset.view, dense))
        label = formula("{vector}", size=POINT_LABEL, color=self.theme.ink, vector=dense)
        placed = place_clear(
            label,
            beside_point(label, inset.view.at(dense), 0.18),
            within=Region.around(inset.frame).grown(-0.1),
            curves=[*inset.axes, dot, *ways],
        )
        return VGroup(inset, rays, ways, dot, placed)
