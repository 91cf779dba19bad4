"""Is the diamond a hedgehog? What tips hold, what they own, and what sharper spikes find."""

from __future__ import annotations

import numpy as np
from manim import Create, FadeIn, FadeOut, Line, VGroup, VMobject

from sparsity.facts.spikes import SpikesFacts
from sparsity.geometry import Contact, Solid, volume_share_beyond
from sparsity.stage.actors.marks import ContactMark
from sparsity.stage.actors.solids import FlatInSpace, Polyhedron
from sparsity.stage.actors.star import Star
from sparsity.stage.charts.bars import Bars
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.strokes import ACTOR_STROKE, THIN_STROKE
from sparsity.stage.look.typography import BODY, TypesetFormula, formula, prose
from sparsity.stage.pictures.space_picture import TILT, SpacePictureScene
from sparsity.stage.planes.view import Points
from sparsity.stage.writing.live_number import Readout
from sparsity.stage.writing.tables import Table
from sparsity.words.notation import point_or_about

# Axes reach this many times as far as the farthest answer.
_ROOM = 1.1
# Radians: from where the solid is seen first, and how far the eye goes around it.
_TURN, _AROUND = -0.85, 0.5
_SEED = 0.02
# Height of the bars under the words that belong to them, as a share of the panel's room.
_BARS_SHARE = 0.55
# From this magnitude on a counter has no decimals.
_WHOLE = 10.0


class SpikesAndCones(SpacePictureScene):
    """Why "more spikes" is the wrong reason, and what spikes are good for.

    Attributes
    ----------
    dimensions
        Up to how many weights volumes are shown, 4 to 20.
    coefficient
        a of the two equations w₁ + a w₃ = 1 and w₂ + a w₃ = 1, 0.3 to 0.45.
    order
        The order p of the spiked shape, 0.35 to 0.7, such that it meets the line at a tip.
    """

    dimensions = 10
    coefficient = 0.4
    order = 0.5

    facts_of = SpikesFacts
    facts: SpikesFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.set_the_space(_ROOM * float(self.facts.by_spike.vertices.max()))
        self.space.turn, self.space.tilt = _TURN, TILT
        self.show_it_is_convex()
        self.weigh_the_tips()
        self.meet_an_edge()
        self.meet_a_spike()
        self.lose_with_a_spike()
        self.sum_up()

    # Beat 1

    def show_it_is_convex(self) -> None:
        """A straight way between two of its points stays inside."""
        radius = self.facts.by_diamond.radius
        self.ball = self.octahedron = Polyhedron(self.space, Solid.octahedron(1), radius, color=self.theme.l1)
        headline = self.panel.headline("Is it a hedgehog?")
        meaning = self.remark("It is _convex_: all straight ways between its points stay inside.")
        self.panel.rows(headline, meaning)
        self.add(self.axes, self.ball, headline)
        self.axes.aside = self.clear_places()
        self.axes.follow_eye()
        with self.beat("hedgehog", "A hedgehog?"):
            self.say(
                "More weights, more tips: is the L1 ball a hedgehog?",
                spoken="That of three weights is an octahedron, with six tips.",
            )
            self.play(self.look_from(_TURN + _AROUND, TILT), run_time=3)
            self.attend(headline)
            self.say("No. Between any two of its points all the straight way is inside: it is convex.")
            ends = self.space.to_scene(radius * np.array([[0.5, -0.4, 0], [-0.3, 0.2, 0.45]]))
            way = Line(*ends).set_stroke(self.theme.contact, ACTOR_STROKE)
            self.play(Create(way), FadeIn(meaning), run_time=1.2)
            self.attend(way)
        self.attend()
        self.gone: list[VMobject] = [headline, meaning, way]

    # Beat 2

    def weigh_the_tips(self) -> None:
        """Show what lies beyond half the radius, and that it becomes next to nothing."""
        facts, theme = self.facts, self.theme
        headline = self.panel.headline("What do tips hold?")
        pyramids = [self.pyramid(axis, sign) for axis in range(3) for sign in (1, -1)]
        tips = VGroup(*pyramids)
        room = self.panel.room_for_rows(headline)
        shares = facts.half_shares
        low = Region(room.left, room.bottom, room.right, room.bottom + _BARS_SHARE * room.height)
        bars = Bars(
            low,
            np.where(np.arange(2, facts.dimensions + 1) == 3, shares, 0),
            span=(0.0, float(shares[0])),
            colors=theme.contact_fill,
            names=[str(n) for n in range(2, facts.dimensions + 1)],
        )
        share = Readout('"share of the volume"', 1.0, extra_decimals=2, color=theme.contact, size=BODY)
        weights = Readout('"weights"', _WHOLE, color=theme.ink, size=BODY)
        VGroup(weights, share).arrange(np.array([0.0, -1.0, 0.0]), buff=0.25, aligned_edge=np.array([-1.0, 0.0, 0.0]))
        words = VGroup(weights, share).move_to((room.left, low.top + 0.5, 0), aligned_edge=np.array([-1.0, -1.0, 0.0]))
        words.scale(min(1.0, room.width / words.width), about_edge=np.array([-1.0, -1.0, 0.0]))
        weights.set_value(3)
        share.set_value(volume_share_beyond(3, 0.5))
        with self.beat("tips", "What tips hold"):
            self.say("Beyond half its radius lie six pyramids at its tips.")
            self.play(FadeOut(*self.gone), FadeIn(headline, tips), run_time=0.9)
            self.attend(*(part.visible for part in pyramids))
            self.say(
                "They hold {share} of the volume. And with more weights?", share=float(volume_share_beyond(3, 0.5))
            )
            self.play(FadeIn(bars, words), run_time=0.6)
            shown = np.zeros(len(shares))
            shown[:2] = shares[:2]
            self.play(bars.sweep_to(shown), run_time=0.5)
            for number in range(2, len(shares)):
                shown = np.where(np.arange(len(shares)) <= number, shares, 0)
                weights.set_value(number + 2)
                share.set_value(float(shares[number]))
                self.play(bars.sweep_to(shown), run_time=0.45)
            self.attend(share)
            self.say(
                "With {n:~} weights almost nothing. Tips win for another reason.",
                n=float(facts.dimensions),
                percent=100 * float(shares[-1]),
                spoken="The share falls with each weight, to {percent} %.",
            )
        self.attend()
        self.gone = [headline, bars, words, tips]

    def pyramid(self, axis: int, sign: int) -> Polyhedron:
        """What lies beyond half the radius at one tip."""
        along, aside, other = np.roll(np.eye(3), -axis, axis=0)
        # Counterclockwise as seen from the tip.
        across = [aside, other, -aside, -other][::sign]
        corners = [sign * along, *((sign * along + way) / 2 for way in across)]
        solid = Solid(np.array(corners), [(0, 1, 2), (0, 2, 3), (0, 3, 4), (0, 4, 1), (4, 3, 2, 1)])
        drawn = Polyhedron(self.space, solid, self.facts.by_diamond.radius, color=self.theme.contact)
        drawn.faces.set_fill(self.theme.contact_fill)
        drawn.visible.set_stroke(width=THIN_STROKE)
        return drawn

    # Beat 3

    def meet_an_edge(self) -> None:
        """Two equations: the octahedron stops on an edge, with two weights that are not zero."""
        facts = self.facts
        radius = facts.by_diamond.radius
        self.flat = FlatInSpace(self.space, facts.line, self.axes.half_width)
        headline = self.panel.headline("L1 stops on an edge")
        equations = [formula("{equation}", color=self.theme.solution, equation=each) for each in facts.equations]
        level = Readout("c", radius, extra_decimals=1, color=self.theme.l1)
        answer = formula("w {answer:=}", color=self.theme.contact, answer=facts.by_diamond.vertices[0])
        self.panel.rows(headline, *equations, level, answer)
        with self.beat("edge", "On an edge"):
            self.say(
                "Two equations for three weights. The octahedron grows to their line.",
                first=facts.equations[0],
                second=facts.equations[1],
                spoken="They are {first}, and {second}.",
            )
            self.octahedron.set_radius(_SEED * radius)
            self.flats = [self.flat]
            self.hide_by_ball()
            self.play(FadeOut(*self.gone), FadeIn(headline, *equations, level, *self.flat.submobjects), run_time=0.9)
            self.play(self.clear_names(), run_time=0.4)
            self.draw_in_depth(level)
            self.play(self.grow(_SEED * radius, radius, level, follow=level.set_value), run_time=2.5)
            self.mark_and_touch(facts.by_diamond.vertices[0], facts.by_diamond, answer)
            self.attend(*equations)
            self.say(
                "It stops on an edge: two weights are not zero.",
                point=facts.by_diamond.vertices[0],
                c=radius,
                spoken="It stops at {point}, at $c$ {c:=}.",
            )
            self.attend(self.contact_mark, answer)
        self.attend()
        self.gone = [self.veil, headline, *equations, level, answer, self.contact_mark, self.label, self.octahedron]

    def draw_in_depth(self, *above: VMobject) -> None:
        """Put what moves on top: the ball, the line before it, and what counts."""
        self.add(self.axes, self.ball, self.flat.hidden, self.flat.visible, *above)

    def mark_and_touch(self, point: Points, contact: Contact, answer: TypesetFormula) -> None:
        """Make a contact an event."""
        self.contact_mark = ContactMark(self.view, self.space.on_view(point[None])[0])
        self.stand(self.contact_mark, point)
        curves = [part for part in self.ball.get_family() if isinstance(part, VMobject) and part.stroke_width]
        self.label = self.label_in_space(point, *curves, self.flat.visible, self.contact_mark, color=self.theme.contact)
        self.touch(contact, self.contact_mark, [self.label], [answer])

    # Beat 4

    def meet_a_spike(self) -> None:
        """The spiked shape reaches the same line with a tip."""
        facts = self.facts
        radius = facts.by_spike.radius
        headline = self.panel.headline("A sharper shape?")
        order = formula("p = {p}", color=self.theme.lp, p=float(facts.order))
        level = Readout("c", radius, extra_decimals=1, color=self.theme.lp)
        answer = formula("w {answer:=}", color=self.theme.contact, answer=facts.by_spike.vertices[0])
        meaning = self.remark("One weight instead of two: here the spike wins.")
        self.panel.rows(headline, order, level, answer, meaning)
        self.standing = []
        self.ball = Star(self.space, facts.order, _SEED * radius, color=self.theme.lp)
        with self.beat("spike", "A spike"):
            self.say(
                "Now a shape with true spikes, p = {p}. It is not convex.",
                p=float(facts.order),
                spoken="It is a star with six points along the axes, and its sides curve inwards.",
            )
            self.hide_by_ball()
            self.play(FadeOut(*self.gone), FadeIn(headline, order, level, self.ball), run_time=0.9)
            self.play(self.clear_names(), run_time=0.4)
            self.draw_in_depth(level)
            self.play(self.grow(_SEED * radius, radius, level, follow=level.set_value), run_time=2.5)
            self.mark_and_touch(facts.by_spike.vertices[0], facts.by_spike, answer)
            self.attend(order)
            self.say(
                "It passes the edge's answer and meets the line with a tip: one weight is left.",
                point=facts.by_spike.vertices[0],
                spoken="It is met at {point}.",
            )
            self.play(FadeIn(meaning), run_time=0.5)
            self.attend(self.contact_mark, answer)
        self.attend()
        self.gone = [self.veil, headline, order, level, answer, meaning, self.contact_mark, self.label]

    # Beat 5

    def lose_with_a_spike(self) -> None:
        """Four weights, three equations: the spiked shape finds the denser answer."""
        facts, theme = self.facts, self.theme
        headline = self.panel.headline("Always sparser?")
        rows: list[list[VMobject]] = [[prose("four weights", color=theme.muted), prose("not zero", color=theme.muted)]]
        for contact, color in ((facts.harder_by_diamond, theme.l1), (facts.harder_by_spike, theme.lp)):
            for point in contact.vertices:
                count = int(np.count_nonzero(point))
                rows.append(
                    [
                        formula("{point}", size=BODY, color=color, point=point_or_about(point)),
                        formula("{count}", size=BODY, color=color, count=count),
                    ]
                )
        table = Table(rows)
        self.panel.rows(headline, table)
        with self.beat("not-always", "Not always"):
            self.say("But with three equations for four weights it can be the other way round.")
            self.play(FadeOut(*self.gone), FadeIn(headline, table.rule, *table.lines[:2]), run_time=0.9)
            self.attend(*table.lines[1])
            self.say(
                "L1 keeps {n:~} weights.",
                n=float(np.count_nonzero(facts.harder_by_diamond.vertices[0])),
                point=facts.harder_by_diamond.vertices[0],
                spoken="Its answer is {point}.",
            )
            self.say(
                "p = {p} keeps {n:~}: sharper is not always sparser.",
                p=float(facts.order),
                n=float(np.count_nonzero(facts.harder_by_spike.vertices[0])),
            )
            self.play(FadeIn(*table.lines[2:]), run_time=0.6)
            self.attend(*(cell for line in table.lines[2:] for cell in line))
        self.attend()
        self.gone = [headline, table]

    # Beat 6

    def sum_up(self) -> None:
        """Leave a picture that works as a slide."""
        facts = self.facts
        headline = self.panel.headline("Not the spikes: the cones")
        rows = [
            self.remark("The L1 ball is convex, and its tips hold almost nothing."),
            self.remark("They win because they own directions."),
            self.remark("Sharper shapes may find sparser answers, or denser ones."),
        ]
        self.panel.rows(headline, *rows)
        octahedron = Polyhedron(self.space, Solid.octahedron(1), facts.by_diamond.radius, color=self.theme.l1)
        with self.beat("summary", "Summary"):
            self.say("Not spikes make L1 sparse, but the directions that its tips own.")
            self.play(FadeOut(*self.gone), FadeIn(headline, *rows, octahedron), run_time=0.9)
            self.wait(3)
