"""Many weights, few equations: the smallest L2 answer uses all weights, the smallest L1 answer only a few."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt
from manim import (
    LEFT,
    Circumscribe,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ManimColor,
    ReplacementTransform,
    VGroup,
    VMobject,
    linear,
)

from sparsity.facts.which_matter import WhichMatterFacts
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.characters import Glyph
from sparsity.stage.actors.gap import DrawnGap
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.marks import ContactDot, ContactMark
from sparsity.stage.actors.robot import Robot
from sparsity.stage.charts.bars import Bars, mixture
from sparsity.stage.charts.slots import slot_colors, weights_in
from sparsity.stage.layout.labels import beside_point, place_clear
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, POINT_LABEL, formula, prose
from sparsity.stage.pictures.headed_picture import HeadedScene
from sparsity.stage.pictures.touching import TouchingScene
from sparsity.stage.planes.axes import axis_lines
from sparsity.stage.planes.view import View
from sparsity.stage.writing.live_number import Readout

_COUNTER = 0.95
_GUTTER = 0.5
_WORDS = 0.7
_LABEL_GAP = 0.28
# How many other answers are shown.
_OTHERS = 9
# Half-width of the small plane, in contact radii.
_ROOM_AROUND_BALL = 1.4
# Height as a share of the width: of the bars at most, of a robot at least and at most, and of a part beside others.
_TALLEST = 0.85
_ROBOT_HEIGHT = (0.85, 1.3)
_PART_HEIGHT = 1.2
_LAST_HEADLINE = "Choose your regularizer by what you want to find"
# From this magnitude on a counter has no decimals.
_WHOLE = 10.0


class WhichMatter(HeadedScene, TouchingScene):
    """What to choose a regularizer by.

    Attributes
    ----------
    n_weights
        How many weights there are to find, 2 to 40.
    n_equations
        How many equations they have to fit, at least 1 and fewer than there are weights.
    seed
        Where the random numbers of the equations start, a whole number from 0.
    picture_point
        Data point (x, y) of the line in the last pictures: finite, y not 0, |x| from 0.2 to 5 and at least 0.1 away
        from 1.
    learned
        Chinese characters that the robot of the beginning learned, 2 to 8, all different, all with the part 扌 (a
        hand).
    others
        Characters that it was to tell them from, 1 to 8, all different, none with that part.
    new
        Another character with the part, not among those learned.
    """

    n_weights = 20
    n_equations = 5
    seed = 107
    picture_point = (2, 1)
    learned = ("把", "打", "扒", "捕", "拉")
    others = ("明", "河", "林", "吃", "红")
    new = "推"

    facts_of = WhichMatterFacts
    facts: WhichMatterFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.lay_out()
        self.try_many()
        self.take_the_smallest_l2()
        self.slide_to_the_smallest_l1()
        self.explain()
        self.ask_who_wants_zeros()
        self.sum_up()

    def lay_out(self) -> None:
        """Divide the frame: headline, counter, and bars in all of the rest."""
        self.divide()
        safe, facts = self.layout.safe, self.facts
        height = min(self.room.height - _COUNTER, _TALLEST * safe.width)
        top = self.room.top - _COUNTER
        middle = (top + self.room.bottom) / 2
        self.some_fits = facts.some_others(_OTHERS)
        shown = np.array([*self.some_fits, *facts.way])
        self.span = (float(shown.min()), float(shown.max()))
        region = Region(safe.left, middle - height / 2, safe.right, middle + height / 2)
        self.bars = self.large_bars = self.bars_in(region, self.some_fits[0], self.theme.solution)
        n = float(facts.n_weights)
        self.counter = Readout('"weights that are not zero"', max(n, _WHOLE), color=self.theme.ink)
        self.counter.set_value(n)
        self.counter.move_to((safe.left, self.room.top - _COUNTER / 2, 0), aligned_edge=LEFT)
        # What the bars are, until they are counted.
        self.name = prose("weights", size=BODY, color=self.theme.ink).move_to(self.counter, aligned_edge=LEFT)

    def bars_in(self, region: Region, values: npt.NDArray[np.float64], color: ManimColor) -> Bars:
        """The weights as bars, with room for all that will be shown."""
        return Bars(region, values, span=self.span, colors=color)

    # Beat 1

    def try_many(self) -> None:
        """Show several answers that fit."""
        facts = self.facts
        self.open_with("Which of these matter?")
        self.add(self.bars, self.name)
        with self.beat("which-matter", "Which of these matter?"):
            self.say(
                "{n:~} weights, only {equations}: many answers fit.",
                n=float(facts.n_weights),
                equations=facts.equations_written,
                spoken="Each weight is a bar.",
            )
            for other in self.some_fits[1:]:
                self.play(self.bars.sweep_to(other), run_time=0.5)

    # Beat 2

    def take_the_smallest_l2(self) -> None:
        """Settle on the answer of least L2 size: all weights take part."""
        facts = self.facts
        with self.beat("smallest-in-l2", "Smallest in L2"):
            self.say("Smallest in L2: a bit of everything, and all {n:~} take part.", n=float(facts.n_weights))
            self.change_headline("Smallest in L2: all of them?")
            self.play(self.bars.sweep_to(facts.dense), run_time=1.2)
            self.remove(self.name)
            self.play(self.bars.bars.animate.set_color(self.theme.l2), FadeIn(self.counter), run_time=0.5)
            self.attend(self.counter)

    def on_the_way(self) -> Sweep:
        """Animate the bars from the answer of least L2 size to that of least L1 size; the counter follows."""
        way = self.facts.way

        def follow(t: float) -> None:
            self.bars.set_values(mixture(way, t))
            self.counter.set_value(float(self.bars.count))

        return Sweep(self.bars, self.counter, follow=follow, start=0, end=len(way) - 1, rate_func=linear)

    # Beat 3

    def slide_to_the_smallest_l1(self) -> None:
        """Let one weight after another become zero; everything on the way fits."""
        facts, theme = self.facts, self.theme
        with self.beat("smallest-in-l1", "Smallest in L1"):
            self.say("Slide to the smallest in L1. All on the way fits exactly.")
            self.attend()
            self.change_headline("Smallest in L1: which are left?")
            # On the way they are neither: answers that fit, and nothing else.
            self.play(self.bars.bars.animate.set_color(theme.solution), run_time=0.4)
            self.play(self.on_the_way(), run_time=4.4)
            self.play(self.bars.bars.animate.set_color(theme.l1), run_time=0.4)
            self.say(
                "{kept:~} left, as many as equations. The rest is zero: ignored.",
                kept=float(facts.kept),
            )
            self.play(Circumscribe(self.counter, color=theme.l1, fade_out=True), run_time=1)
            self.attend(self.bars.dots)

    # Beat 4

    def explain(self) -> None:
        """Shrink the bars, and put beside them where they come from: the line, and the diamond that touches it."""
        facts, theme = self.facts, self.theme
        places = parts(self.room_for_pictures(), 2)
        square = square_in(above(places[0]))
        self.draw_small_plane(square)
        low = above(places[1])
        small = self.bars_in(no_taller_than_wide(low), facts.sparse, theme.l1)
        answer = formula("(a, b) {answer:=}", size=BODY, color=theme.contact, answer=facts.picture.answers[0])
        self.under(answer, places[0])
        gap = DrawnGap(self.view, facts.picture.line, 1)

        def grow(radius: float) -> None:
            self.diamond.set_radius(radius)
            gap.set_radius(radius)

        self.attend()
        self.play(FadeOut(self.counter), ReplacementTransform(self.bars, small), FadeIn(self.axes), run_time=0.8)
        self.bars = small
        with self.beat("why", "Why"):
            self.say(
                "All that fits lies flat. A tip meets it first, and there weights are zero.",
                spoken="For two weights and one equation that is a line, and a diamond grows to it.",
            )
            self.change_headline("Why only a few?")
            self.play(Create(self.line), run_time=0.6)
            self.add(gap, self.diamond)
            self.play(Sweep(self.diamond, gap, follow=grow, start=0, end=facts.picture.radius), run_time=1.8)
            self.touch(facts.picture.contact, self.tip_mark, [self.tip_label], [answer], gap=gap)
            self.play(FadeOut(self.veil), run_time=0.4)
            self.attend(self.tip_mark, self.bars.dots)
        self.answer = answer

    def room_for_pictures(self) -> Region:
        """What the last headline leaves, which may need two lines."""
        top = min(self.room.top, float(self.panel.headline(_LAST_HEADLINE).get_bottom()[1])) - _GUTTER / 2
        return Region(self.room.left, self.room.bottom, self.room.right, top)

    def draw_small_plane(self, square: Region) -> None:
        """Make a small plane without numbers: its axes, the line of all that fits, both balls and their contacts."""
        theme, picture = self.theme, self.facts.picture
        half = np.full(2, _ROOM_AROUND_BALL * picture.radius)
        view = self.view = View(-half, half, square)
        self.axes, self.line = axis_lines(view), SolutionLine(view, picture.line)
        view.follow(self.axes, lambda axes: axes.become(axis_lines(view)))
        self.diamond = NormBall(view, 1, picture.radius, color=theme.l1, n_points=9)
        self.circle = NormBall(view, 2, 0, color=theme.l2).to_outline()
        self.tip_mark = ContactMark(view, picture.answers[0])
        self.foot_mark = ContactDot(view, picture.foot, rim=theme.l2)
        label = formula("{point}", size=POINT_LABEL, color=theme.contact, point=picture.answers[0])
        curves = [self.axes, self.line, self.diamond, self.tip_mark]
        anchors = beside_point(label, view.at(picture.answers[0]), _LABEL_GAP)
        self.tip_label = place_clear(label, anchors, within=self.layout.safe, curves=curves)
        self.diamond.set_radius(0)

    def under(self, words: VMobject, place: Region) -> VMobject:
        """Put words under the picture of a part."""
        return words.move_to((place.center[0], place.bottom + _WORDS / 2, 0))

    # Beat 5

    def ask_who_wants_zeros(self) -> None:
        """Take the robot of the beginning into the picture: it needs the zeros."""
        facts, theme = self.facts, self.theme
        self.places = parts(self.room_for_pictures(), 3)
        pictures = [above(place) for place in self.places]
        dense, sparse = (contact.vertices[0] for contact in (facts.memory.least_squared, facts.memory.least_added))
        body = pictures[0]
        width = min(body.width, body.height / _ROBOT_HEIGHT[0])
        robot = Robot(Region.centred(body.center, width, min(body.height, _ROBOT_HEIGHT[1] * width)))
        weights, slots = weights_in(robot.inside, facts.memory.learned_characters)
        self.robot_bars = weights
        glyphs = cast("list[Glyph]", slots.submobjects)

        def learn(share: float) -> None:
            now = mixture([dense, sparse], share)
            weights.set_values(now)
            for glyph, color in zip(glyphs, slot_colors(now), strict=True):
                glyph.strokes.set_fill(color)
            robot.set_mood(2 * facts.memory.score_of_new(now) - 1)

        learn(0)
        small = self.bars_in(no_taller_than_wide(pictures[2]), facts.sparse, theme.l1)
        here, there = self.view.region, square_in(pictures[1])

        def move(share: float) -> None:
            self.view.move_to(self.view.lower, self.view.upper, here.towards(there, share))

        moving = (self.axes, self.diamond, self.line, self.tip_mark)
        self.attend()
        self.play(FadeOut(self.answer, self.tip_label), run_time=0.3)
        with self.beat("who-wants-zeros", "Who wants zeros?"):
            self.say("Who wants zeros? Whoever looks for what is shared, as our robot did.")
            self.change_headline("Who wants zeros?")
            self.play(Sweep(*moving, follow=move, start=0, end=1), ReplacementTransform(self.bars, small), run_time=1)
            self.bars = small
            self.play(FadeIn(robot, weights.paint(theme.l2), slots), run_time=0.6)
            # On the way it is neither, as above.
            self.play(weights.bars.animate.set_color(theme.solution), run_time=0.3)
            self.play(Sweep(weights, slots, robot.mouth, follow=learn, start=0, end=1), run_time=1.5)
            self.play(weights.bars.animate.set_color(theme.l1), run_time=0.3)
            self.attend(weights.dots, self.tip_mark, self.bars.dots)

    # Beat 6

    def sum_up(self) -> None:
        """Say what to choose by, under the three pictures of the film."""
        picture = self.facts.picture
        self.attend()
        with self.beat("choose", "Choose by what you want to find"):
            # The headline says what to choose by; a voice has to say it, too.
            self.say(
                "L1 keeps a few and ignores the rest; L2 shares among all.",
                spoken="Choose your regularizer by what you want to find.",
            )
            self.change_headline(_LAST_HEADLINE)
            words = VGroup(
                self.under(prose(text, size=BODY, color=self.theme.ink), place)
                for text, place in zip(("what is shared", "the first touch", "what is left"), self.places, strict=True)
            )
            self.play(LaggedStart(*(FadeIn(word) for word in words), lag_ratio=0.5), run_time=1.2)
            self.add(self.circle, self.tip_mark)
            self.play(
                Sweep(self.circle, follow=self.circle.set_radius, start=0, end=picture.circle_radius), run_time=1.2
            )
            self.play(FadeIn(self.foot_mark, scale=2), run_time=0.3)
            self.wait(2.2)


def square_in(region: Region) -> Region:
    """The largest square in the middle of a region."""
    return Region.centred(region.center, *[min(region.width, region.height)] * 2)


def parts(room: Region, count: int) -> list[Region]:
    """Equal parts of a region, beside each other or, where it is tall, below each other."""
    if room.width > room.height:
        width = (room.width - (count - 1) * _GUTTER) / count
        middle, height = float(room.center[1]), min(room.height, _PART_HEIGHT * width + _WORDS)
        lefts = [room.left + number * (width + _GUTTER) for number in range(count)]
        return [Region.centred((left + width / 2, middle), width, height) for left in lefts]
    height = (room.height - (count - 1) * _GUTTER / 2) / count
    tops = [room.top - number * (height + _GUTTER / 2) for number in range(count)]
    return [Region(room.left, top - height, room.right, top) for top in tops]


def above(place: Region) -> Region:
    """What is left of a part above its words."""
    return Region(place.left, place.bottom + _WORDS, place.right, place.top)


def no_taller_than_wide(region: Region) -> Region:
    """The middle of a region, as wide, and as tall as it is wide at most."""
    return Region.centred(region.center, region.width, min(region.width, region.height))
