"""Many weights, few equations: the smallest L2 answer uses all weights, the smallest L1 answer only a few."""

from __future__ import annotations

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
    linear,
)

from sparsity.facts.which_matter import WhichMatterFacts
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.lines import SolutionLine
from sparsity.stage.actors.marks import AnswerDot, ContactDot
from sparsity.stage.actors.ripple import Ripple
from sparsity.stage.charts.bars import Bars, mixture
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, Typeset, prose
from sparsity.stage.pictures.headed_picture import HeadedScene
from sparsity.stage.planes.axes import axis_lines
from sparsity.stage.planes.view import View
from sparsity.stage.writing.live_number import Readout

_COUNTER = 0.95
_GUTTER = 0.5
_WORDS = 0.7
# How many other answers are shown, and how many dots on the small line.
_OTHERS = 9
_DOTS = 7
# Half-width of the small plane, in contact radii, and how far a ripple runs there, as a share of its width.
_ROOM_AROUND_BALL = 1.4
_RIPPLE = 0.12
# Height of the bars, as a share of their width.
_TALLEST = 0.85
_LAST_HEADLINE = "Choose your regularizer by what you want to find"
# From this magnitude on a counter has no decimals.
_WHOLE = 10.0


class WhichMatter(HeadedScene):
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
    """

    n_weights = 20
    n_equations = 5
    seed = 107
    picture_point = (2, 1)

    facts_of = WhichMatterFacts
    facts: WhichMatterFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.lay_out()
        self.try_many()
        self.take_the_smallest_l2()
        self.slide_to_the_smallest_l1()
        self.explain()
        self.sum_up()

    def lay_out(self) -> None:
        """Divide the frame: headline, counter, and bars in all of the rest."""
        self.divide()
        safe, facts = self.layout.safe, self.facts
        height = min(self.room.height - _COUNTER, _TALLEST * safe.width)
        top = self.room.top - _COUNTER
        middle = (top + self.room.bottom) / 2
        self.others = facts.some_others(_OTHERS)
        shown = np.array([*self.others, *facts.way])
        self.span = (float(shown.min()), float(shown.max()))
        region = Region(safe.left, middle - height / 2, safe.right, middle + height / 2)
        self.bars = self.large_bars = self.bars_in(region, self.others[0], self.theme.solution)
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
                "{n:~} weights, and only {equations} for them: many answers fit.",
                n=float(facts.n_weights),
                equations=facts.equations_written,
            )
            for other in self.others[1:]:
                self.play(self.bars.sweep_to(other), run_time=0.5)

    # Beat 2

    def take_the_smallest_l2(self) -> None:
        """Settle on the answer of least L2 size: all weights take part."""
        facts = self.facts
        with self.beat("smallest-in-l2", "Smallest in L2"):
            self.say("The smallest in L2 takes a bit of everything: all {n:~} take part.", n=float(facts.n_weights))
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
            self.say("Now slide to the smallest in L1. Everything on the way fits exactly.")
            self.attend()
            self.change_headline("Smallest in L1: which are left?")
            # On the way they are neither: answers that fit, and nothing else.
            self.play(self.bars.bars.animate.set_color(theme.solution), run_time=0.4)
            self.play(self.on_the_way(), run_time=5.4)
            self.play(self.bars.bars.animate.set_color(theme.l1), run_time=0.4)
            self.say(
                "{kept:~} left, as many as equations. All others are zero: ignored.",
                kept=float(facts.kept),
            )
            self.play(Circumscribe(self.counter, color=theme.l1, fade_out=True), run_time=1)
            self.attend(self.bars.dots)

    # Beat 4

    def explain(self) -> None:
        """Shrink the bars, and put beside them where they come from: the line, and the ball that touches it."""
        facts, theme = self.facts, self.theme
        # The last headline may need two lines.
        top = min(self.room.top, float(self.panel.headline(_LAST_HEADLINE).get_bottom()[1])) - _GUTTER / 2
        places = parts(Region(self.room.left, self.room.bottom, self.room.right, top), 2)
        free, low = (above(place) for place in places)
        square = Region.centred(free.center, *[min(free.width, free.height)] * 2)

        def word(text: str, place: Region) -> Typeset:
            return prose(text, size=BODY, color=theme.ink).move_to((place.center[0], place.bottom + _WORDS / 2, 0))

        all_that_fits, first_touch = (word(text, places[0]) for text in ("all that fits", "the first touch"))
        view, (axes, line) = self.small_plane(square)
        self.small_view = view
        small = self.bars_in(
            Region.centred(low.center, low.width, min(low.height, square.height)), facts.sparse, theme.l1
        )
        self.attend()
        self.play(FadeOut(self.counter), ReplacementTransform(self.bars, small), FadeIn(axes), run_time=0.8)
        self.bars = small
        with self.beat("why", "Why"):
            self.say("All that fits lies flat: for two weights and one equation, on a line.")
            self.change_headline("Why only a few?")
            self.play(Create(line), FadeIn(word("what is left", places[1])), run_time=0.8)
            dots = self.dots_on(view)
            self.play(LaggedStart(*(FadeIn(dot, scale=0.3) for dot in dots), lag_ratio=0.4), run_time=1.6)
            self.play(FadeIn(all_that_fits), run_time=0.3)
            self.attend(*dots)
            self.say("The L1 ball is pointed along the axes: it meets them first where weights are zero.")
            self.attend()
            balls = [
                NormBall(view, 2, 0, color=theme.l2).set_fill(opacity=0),
                NormBall(view, 1, 0, color=theme.l1, n_points=9),
            ]
            picture = facts.picture

            def grow(share: float) -> None:
                balls[0].set_radius(share * picture.circle_radius)
                balls[1].set_radius(share * picture.radius)

            self.play(FadeOut(dots, all_that_fits), run_time=0.4)
            self.play(Sweep(*balls, follow=grow, start=0, end=1), run_time=2)
            contacts = (picture.foot, picture.answers[0])
            marks = VGroup(
                ContactDot(view, contact, rim=rim) for contact, rim in zip(contacts, (theme.l2, theme.l1), strict=True)
            )
            ripple = Ripple(view, contacts, reach=_RIPPLE * square.width)
            ringing = Sweep(ripple, follow=ripple.set_progress, start=0, end=1, rate_func=linear)
            self.play(ringing, FadeIn(marks, scale=2), FadeIn(first_touch), run_time=0.9)
            self.remove(ripple)
            self.attend(marks[1], self.bars.dots)

    def small_plane(self, square: Region) -> tuple[View, VGroup]:
        """A small plane without numbers: its axes, and the line of all that fits."""
        half = np.full(2, _ROOM_AROUND_BALL * self.facts.picture.radius)
        view = View(-half, half, square)
        return view, VGroup(axis_lines(view), SolutionLine(view, self.facts.picture.line))

    def dots_on(self, view: View) -> VGroup:
        """Some answers along the line."""
        start, end = self.facts.picture.line.clip_to_box(view.lower, view.upper)
        shares = np.linspace(0, 1, _DOTS + 2)[1:-1]
        return VGroup(AnswerDot(view, start + share * (end - start)) for share in shares)

    # Beat 5

    def sum_up(self) -> None:
        """Say what to choose by."""
        with self.beat("choose", "Choose by what you want to find"):
            # The headline says what to choose by; a voice has to say it, too.
            self.say(
                "L1 keeps a few and ignores the rest; L2 shares among all.",
                spoken="Choose your regularizer by what you want to find.",
            )
            self.change_headline(_LAST_HEADLINE)
            self.wait(4.5)


def parts(room: Region, count: int) -> list[Region]:
    """Equal parts of a region, beside each other or, where it is tall, below each other."""
    if room.width > room.height:
        width = (room.width - (count - 1) * _GUTTER) / count
        lefts = [room.left + number * (width + _GUTTER) for number in range(count)]
        return [Region(left, room.bottom, left + width, room.top) for left in lefts]
    height = (room.height - (count - 1) * _GUTTER / 2) / count
    tops = [room.top - number * (height + _GUTTER / 2) for number in range(count)]
    return [Region(room.left, top - height, room.right, top) for top in tops]


def above(place: Region) -> Region:
    """What is left of a part above its words."""
    return Region(place.left, place.bottom + _WORDS, place.right, place.top)
