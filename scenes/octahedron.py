"""The diamond of three weights: a plane meets it at a tip, a line on an edge, and a sphere anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Create, Dot, FadeIn, FadeOut, LaggedStart, VGroup, VMobject

from sparsity.facts.octahedron import WEIGHTS, OctahedronFacts
from sparsity.geometry import Contact, Hyperplane, Solid, first_contact
from sparsity.stage.actors.marks import ContactMark
from sparsity.stage.actors.solids import FlatInSpace, Polyhedron, Sphere
from sparsity.stage.look.rewrite import Rewrite
from sparsity.stage.look.strokes import EDGE_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import TypesetFormula, formula
from sparsity.stage.pictures.space_picture import TILT, SpacePictureScene
from sparsity.stage.planes.view import Points
from sparsity.stage.writing.live_number import Readout
from sparsity.words.formula import Formula

# Axes reach this many times as far as the largest ball.
_ROOM_AROUND_BALL = 1.25
# How far planes and lines reach, in largest balls: the corners of such a cube are still in the window.
_ROOM_FOR_FLATS = 1.05
# Radians: how far the eye goes around while one counts.
_AROUND = 0.5
# A ball too small to hide anything.
_SEED = 0.02


class Octahedron(SpacePictureScene):
    """How many weights are zero where the L1 ball of three weights first touches a plane, and a line.

    Attributes
    ----------
    normal
        Coefficients of one equation for three weights; none smaller than a tenth of the largest, which leads by 5 %.
    offset
        Its right side, not 0.
    second_normal
        Coefficients of a second equation, which leaves a line that the ball meets inside an edge.
    second_offset
        Its right side.
    """

    normal = (3, 2, 1)
    offset = 3
    second_normal = (1, 3, 1)
    second_offset = 2.4

    facts_of = OctahedronFacts
    facts: OctahedronFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        facts = self.facts
        self.set_the_space(_ROOM_AROUND_BALL * facts.extent)
        self.reach = _ROOM_FOR_FLATS * facts.extent
        self.outwards = np.sign(facts.plane.offset) * facts.plane.normal
        self.best_turn = self.turn_that_shows(self.outwards)
        self.lift_the_diamond()
        self.count_zeros()
        self.meet_a_plane()
        self.meet_a_line()
        self.compare_a_sphere()
        self.turn_the_plane()
        self.sum_up()

    # Beat 1

    def lift_the_diamond(self) -> None:
        """Start above the diamond of two weights, and go down until the third is seen."""
        facts, names = self.facts, [str(weight) for weight in WEIGHTS]
        headline = self.panel.headline("And with three weights?")
        self.two = formula("abs({a}) + abs({b}) <= c", color=self.theme.l1, a=Formula(names[0]), b=Formula(names[1]))
        self.three = formula(
            "abs({a}) + abs({b}) + abs({c}) <= c",
            color=self.theme.l1,
            a=Formula(names[0]),
            b=Formula(names[1]),
            c=Formula(names[2]),
        )
        self.panel.rows(headline, self.three)
        self.two.move_to(self.three).align_to(self.three, self.two.get_left() - self.two.get_right())
        self.ball = self.octahedron = Polyhedron(
            self.space, Solid.octahedron(1), facts.at_plane.radius, color=self.theme.l1
        )
        self.headline = headline
        self.add(self.axes, self.ball, headline, self.two)
        with self.beat("three-weights", "Three weights"):
            self.say("With two weights, all answers up to a size fill a diamond.")
            self.attend(self.two)
            self.say(
                "With three, there is a third axis, and the diamond becomes an octahedron.",
                spoken="It looks like two pyramids, base to base.",
            )
            self.play(Rewrite(self.two, self.three), self.look_from(self.best_turn - _AROUND, TILT), run_time=3)
            self.attend(self.three)

    def show_octahedron(self) -> None:
        """Let the ball be the octahedron that just touches the plane."""
        radius = self.facts.at_plane.radius
        self.octahedron = Polyhedron(self.space, Solid.octahedron(1), radius, color=self.theme.l1)
        self.ball = self.octahedron

    # Beat 2

    def count_zeros(self) -> None:
        """Count tips, edges and faces, and say what is zero on each."""
        tips, edges, triangles = self.facts.face_counts
        headline = self.panel.headline("Where is a weight zero?")
        rows = [
            formula('{count} "tips: two are zero"', color=self.theme.contact, count=tips),
            formula('{count} "edges: one is zero"', color=self.theme.contact, count=edges),
            formula('{count} "faces: none is"', color=self.theme.l1, count=triangles),
        ]
        self.panel.rows(headline, *rows)
        with self.beat("zeros", "Zeros"):
            self.say("At each of its {count:~} tips two weights are zero.", count=tips)
            self.play(FadeOut(self.headline, self.three), FadeIn(headline), run_time=0.5)
            dots = self.dots_at(self.octahedron.solid.corners)
            self.play(LaggedStart(*map(FadeIn, dots), lag_ratio=0.2), FadeIn(rows[0]), run_time=1.2)
            self.play(self.with_dots(dots, self.best_turn - _AROUND / 2), run_time=2)
            self.say("Along each of its {count:~} edges one weight is zero.", count=edges)
            glow = self.edges_glow()
            self.play(FadeOut(dots), Create(glow), FadeIn(rows[1]), run_time=1.4)
            self.play(FadeOut(glow), run_time=0.6)
            self.say("Inside its {count:~} faces no weight is zero.", count=triangles)
            self.play(FadeIn(rows[2]), run_time=0.6)
            self.play(self.look_from(self.best_turn, TILT), run_time=2)
        self.play(FadeOut(headline, *rows), run_time=0.4)

    def dots_at(self, points: Points) -> VGroup:
        """Dots at points (n, 3) of space."""
        return VGroup(Dot(place, radius=0.1, color=self.theme.contact) for place in self.space.to_scene(points))

    def with_dots(self, dots: VGroup, turn: float) -> Sweep:
        """Turn the eye, with dots on the tips."""
        eye = self.look_from(turn, TILT)
        moving: Any = eye.mobject

        def follow(fraction: float) -> None:
            eye.follow(fraction)
            for dot, place in zip(dots, self.space.to_scene(self.octahedron.solid.corners), strict=True):
                dot.move_to(place)

        return Sweep(moving, dots, follow=follow, start=0, end=1)

    def edges_glow(self) -> VMobject:
        """All edges of the ball that are in sight, drawn over them."""
        glow = VMobject(stroke_color=self.theme.contact, stroke_width=EDGE_STROKE)
        glow.points = self.octahedron.visible.points.copy()
        return glow

    # Beat 3

    def meet_a_plane(self) -> None:
        """Grow to the plane of one equation: a tip."""
        facts = self.facts
        self.flat = FlatInSpace(self.space, facts.plane, self.reach)
        self.flats = [self.flat]
        self.contact_mark = self.mark_at(facts.at_plane.vertices[0])
        equation = formula("{equation}", color=self.theme.solution, equation=facts.equations[0])
        with self.beat("a-plane", "One equation: a plane"):
            self.say(
                "One equation for three weights: its answers fill a plane.",
                equation=facts.equations[0],
                spoken="It is {equation}.",
            )
            headline = self.panel.headline("One equation: a plane")
            level = Readout("c", facts.at_plane.radius, extra_decimals=1, color=self.theme.l1)
            answer, zero = self.rows_of(facts.at_plane.vertices[0], facts.zeros_at_plane, headline, equation, level)
            radius, seed = facts.at_plane.radius, _SEED * facts.at_plane.radius
            shrink = Sweep(self.ball, follow=self.ball.set_radius, start=radius, end=seed)
            self.play(shrink, FadeIn(headline, equation), run_time=1)
            self.hide_by_ball()
            self.play(FadeIn(*self.flat.submobjects), self.clear_names(), run_time=0.8)
            self.draw_in_depth()
            self.attend(self.flat.visible, equation)
            self.say("Let the octahedron grow. {now} Where does it meet the plane?")
            self.wait_for_word()
            self.play(FadeIn(level), run_time=0.4)
            self.add(level)
            self.play(self.grow(seed, radius, level, follow=level.set_value), run_time=3)
            self.meet(facts.at_plane.vertices[0], facts.at_plane, answer, zero)
            self.say(
                "At a tip: two of the three weights are exactly zero.",
                point=facts.at_plane.vertices[0],
                c=facts.at_plane.radius,
                spoken="It is the tip {point}, reached at $c$ {c:=}.",
            )
            self.attend(self.contact_mark, answer, zero)
        self.rows = VGroup(headline, equation, level, answer, zero, self.frames)
        self.attend()

    def rows_of(
        self, weights: Points, zeros: Sequence[Formula], headline: VGroup, *above: VMobject
    ) -> tuple[TypesetFormula, TypesetFormula]:
        """The last rows of the panel, for an answer and its zeros; all are put in their places."""
        answer = formula("w {answer:=}", color=self.theme.contact, answer=weights)
        zero = formula("{zeros} = 0", color=self.theme.contact, zeros=Formula(" = ".join(zeros)))
        self.panel.rows(headline, *above, answer, zero)
        return answer, zero

    def mark_at(self, point: Points) -> ContactMark:
        """A mark of a contact at a point (3,) of space."""
        mark = ContactMark(self.view, self.space.on_view(point[None])[0])
        self.stand(mark, point)
        return mark

    def draw_in_depth(self) -> None:
        """Put what is behind the ball below it, and what is before it above."""
        flat = self.flat
        self.add(self.axes, flat.behind, self.ball, flat.hidden, flat.visible, flat.before)

    def meet(self, point: Points, contact: Contact, answer: TypesetFormula, zero: TypesetFormula) -> None:
        """Make a contact an event."""
        self.label = self.label_in_space(
            point, self.octahedron.visible, self.flat.visible, self.contact_mark, color=self.theme.contact
        )
        self.frames = self.touch(contact, self.contact_mark, [self.label], [answer], zeros=[zero])

    # Beat 4

    def meet_a_line(self) -> None:
        """A second equation leaves a line: grow on until an edge meets it."""
        facts = self.facts
        point = facts.at_line.vertices[0]
        second = FlatInSpace(self.space, facts.second_plane, self.reach)
        line = FlatInSpace(self.space, facts.line, self.reach)
        self.play(FadeOut(self.veil, self.rows, self.contact_mark, self.label), run_time=0.5)
        self.standing = []
        headline = self.panel.headline("Two equations: a line")
        equations = [formula("{equation}", color=self.theme.solution, equation=each) for each in facts.equations]
        level = Readout("c", facts.at_line.radius, extra_decimals=1, color=self.theme.l1)
        level.set_value(facts.at_plane.radius)
        answer, zero = self.rows_of(point, facts.zeros_at_line, headline, *equations, level)
        with self.beat("a-line", "Two equations: a line"):
            self.say(
                "A second equation is another plane. Both hold on a line only.",
                equation=facts.equations[1],
                spoken="It is {equation}. On the line the two planes cut each other.",
            )
            second.follow_eye(self.octahedron.solid)
            line.follow_eye(self.octahedron.solid)
            self.flats = [self.flat, second]
            self.play(FadeIn(headline, *equations, *second.submobjects), self.clear_names(), run_time=0.8)
            self.play(FadeIn(line.hidden, line.visible), run_time=0.6)
            self.attend(line.visible)
            self.wait(1)
            self.play(FadeOut(*second.submobjects, *self.flat.submobjects), FadeIn(level), run_time=0.8)
            self.flat, self.flats = line, [line]
            self.play(self.clear_names(), run_time=0.5)
            self.draw_in_depth()
            self.add(level)
            self.say("The tip misses that line. The octahedron has to grow on.")
            self.play(
                self.grow(facts.at_plane.radius, facts.at_line.radius, level, follow=level.set_value), run_time=2.5
            )
            self.contact_mark = self.mark_at(point)
            self.meet(point, facts.at_line, answer, zero)
            self.say(
                "Now an edge meets it: one weight is exactly zero.",
                point=point,
                c=facts.at_line.radius,
                spoken="It is met at {point}, at $c$ {c:=}.",
            )
            self.attend(self.contact_mark, answer, zero)
        self.rows = VGroup(headline, *equations, level, answer, zero, self.frames)
        self.attend()

    # Beat 5

    def compare_a_sphere(self) -> None:
        """The L2 ball meets the plane of the first equation beside all axes."""
        facts = self.facts
        point, radius = facts.round_at_plane.vertices[0], facts.round_at_plane.radius
        gone = (self.veil, self.rows, self.contact_mark, self.label, self.ball, *self.flat.submobjects)
        self.standing = []
        self.ball = sphere = Sphere(self.space, _SEED * radius, color=self.theme.l2)
        self.flat = FlatInSpace(self.space, facts.plane, self.reach)
        self.flats = [self.flat]
        headline = self.panel.headline("And a sphere?")
        equation = formula("{equation}", color=self.theme.solution, equation=facts.equations[0])
        level = Readout("c", radius, extra_decimals=1, color=self.theme.l2)
        answer = formula("w {answer:=}", color=self.theme.contact, answer=point)
        meaning = formula('"no zero"', color=self.theme.l2)
        self.panel.rows(headline, equation, level, answer, meaning)
        with self.beat("a-sphere", "A sphere"):
            self.say("The same plane, and the L2 ball, a sphere.")
            shown = (headline, equation, level, self.ball, *self.flat.submobjects)
            self.play(FadeOut(*gone), FadeIn(*shown), self.clear_names(), run_time=0.9)
            self.draw_in_depth()
            self.add(level)
            self.play(self.grow(_SEED * radius, radius, level, follow=level.set_value), run_time=2.5)
            self.contact_mark = self.mark_at(point)
            self.label = self.label_in_space(
                point, sphere.outline, self.flat.visible, self.contact_mark, color=self.theme.contact
            )
            self.touch(facts.round_at_plane, self.contact_mark, [self.label], [answer])
            self.say(
                "It stops where its radius meets the plane at a right angle: no weight is zero.",
                point=point,
                spoken="It touches at {point}.",
            )
            self.play(FadeIn(meaning), run_time=0.5)
            self.attend(self.contact_mark, answer)
        self.attend()
        self.gone = (self.veil, headline, equation, level, answer, meaning, self.contact_mark, self.label, self.ball)

    # Beat 6

    def turn_the_plane(self) -> None:
        """Turn the plane about the origin: one tip holds it for long, then the next takes over."""
        facts = self.facts
        self.standing = []
        distance = float(abs(facts.plane.offset) / np.linalg.norm(facts.plane.normal))
        start = self.outwards / np.linalg.norm(self.outwards)
        order = np.argsort(-np.abs(start))
        # From the tip that holds it now over the other two, each time past the tie between them.
        stops = [start]
        for axis in order[1:]:
            direction = 0.25 * np.abs(start) / np.abs(start).max()
            direction[axis] = 1.0
            stops.append(np.sign(self.outwards) * direction / np.linalg.norm(direction))
        self.ball = self.octahedron = Polyhedron(
            self.space, Solid.octahedron(1), facts.at_plane.radius, color=self.theme.l1
        )
        self.hide_by_ball()
        self.contact_mark = self.mark_at(facts.at_plane.vertices[0])
        headline = self.panel.headline("A tip holds many planes")
        meaning = self.remark("A plane turned at random meets a tip with probability 1.")
        self.panel.rows(headline, meaning)
        with self.beat("turning", "Turning the plane"):
            self.say("Turn the plane, and grow the octahedron anew each time.")
            # The plane will sweep over them.
            names = self.axes.names
            self.axes.remove(names)
            self.add(names)
            self.play(FadeOut(*self.gone, names), FadeIn(headline, self.ball, self.contact_mark), run_time=0.9)
            self.draw_in_depth()
            self.add(self.contact_mark)
            for before, after in pairwise(stops):
                self.play(self.turning(before, after, distance), run_time=3)
            self.say("One tip keeps it for long, then the next takes over.")
            self.play(self.turning(stops[-1], stops[0], distance), run_time=3)
            self.play(FadeIn(names), run_time=0.4)
            self.remove(names)
            self.axes.add(names)
            self.say(
                "Only on the way between two tips it lies along an edge, for an instant.",
                spoken="A plane turned at random meets a tip with probability one.",
            )
            self.play(FadeIn(meaning), run_time=0.6)
            self.attend(meaning, self.contact_mark)
        self.attend()
        self.play(FadeOut(headline, meaning), run_time=0.4)

    def turning(self, before: Points, after: Points, distance: float) -> Sweep:
        """Turn the plane from one normal to another, at the same distance, with the ball that just touches it."""

        def follow(fraction: float) -> None:
            normal = (1 - fraction) * before + fraction * after
            plane = Hyperplane(normal / np.linalg.norm(normal), distance)
            contact = first_contact(plane, 1)
            self.flat.turn_to(plane)
            self.ball.set_radius(contact.radius)
            self.hide_by_ball()
            self.stand(self.contact_mark, contact.vertices[0])

        return Sweep(self.flat, self.ball, self.contact_mark, follow=follow, start=0, end=1)

    # Beat 7

    def sum_up(self) -> None:
        """Leave a picture that works as a slide."""
        headline = self.panel.headline("One weight per equation")
        rows = [
            self.remark("One equation, a plane: a tip. Two of three weights are zero."),
            self.remark("Two equations, a line: an edge. One is zero."),
            self.remark("The sphere: none is zero."),
        ]
        self.panel.rows(headline, *rows)
        with self.beat("summary", "Summary"):
            self.say("One equation leaves one weight that is not zero, two equations leave two.")
            self.play(FadeIn(headline, rows[0], rows[1]), run_time=0.8)
            self.say("The sphere leaves all three.")
            self.play(FadeIn(rows[2]), run_time=0.6)
            self.wait(2)
