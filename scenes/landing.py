"""Where answers land: every best fit coloured by the part of the diamond that its answer lies on."""

from __future__ import annotations

import math

import numpy as np
from manim import CapStyleType, Circle, Create, Dot, FadeIn, FadeOut, LaggedStart, VGroup, VMobject, linear

from sparsity.facts.landing import DRAWS, EDGE, INSIDE, ITS_CIRCLE, ITS_POINTS, ITS_TIPS, REACH, TIP, LandingFacts
from sparsity.facts.loss import WEIGHTS
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.contours import Contours
from sparsity.stage.actors.landing_map import Landing, LandingMap, SortedDots
from sparsity.stage.actors.many import STROKE_PER_UNIT, specks
from sparsity.stage.actors.marks import ContactDot
from sparsity.stage.look.strokes import GHOST_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import BODY, formula, prose
from sparsity.stage.pictures.plane_picture import PlanePictureScene
from sparsity.stage.planes.view import polyline
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import Readout
from sparsity.stage.writing.tally import Tally

_OPACITIES = (0.45, 0.22, 0.3)
# How long the last of many waits until it falls, in units of one fall, and seconds for all.
_LAST, _FALLING = 6.0, 6.5
# Points around the circle in the end, and how wide they are drawn.
_MANY_POINTS, _POINT_RADIUS = 1000, 0.02


class WhereItLands(PlanePictureScene):
    """How often the answer within a diamond is at a tip, and what decides it.

    Attributes
    ----------
    budget
        The small budget, 1 to 2.5; best fits lie up to 10 away from zero in both weights.
    large_budget
        The large budget, 5.5 to 8.5.
    longer
        How many times as long as wide the contours of the loss become, 1.5 to 5.
    seed
        Where the random best fits start, a whole number from 0.
    """

    budget = 2
    large_budget = 7
    longer = 3
    seed = 8

    facts_of = LandingFacts
    facts: LandingFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.follow_two()
        self.colour_the_square()
        self.let_many_fall()
        self.raise_the_budget()
        self.turn_the_contours()
        self.explain_the_published_share()
        self.count_points_of_a_circle()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Make the plane, and all that follows budget and contours."""
        facts, theme = self.facts, self.theme
        self.set_the_plane(Window.to_show(REACH), WEIGHTS)
        colors = (theme.loss, theme.muted, theme.l1)
        self.map = LandingMap(self.view, colors, _OPACITIES)
        self.dots = SortedDots(self.view, facts.minima, colors)
        self.diamond = NormBall(self.view, 1, float(facts.budget), color=theme.l1, n_points=9).set_fill(opacity=0)
        order = np.linspace(0, _LAST, DRAWS)
        self.falling = [
            Landing(
                self.view,
                facts.minima[facts.places == place],
                facts.answers[facts.places == place],
                order[facts.places == place],
                color=color,
            )
            for place, color in zip((INSIDE, EDGE, TIP), colors, strict=True)
        ]
        self.shown = facts.examples[0]
        self.contour = Contours(self.view, facts.loss(self.shown), [0.0], stroke_width=GHOST_STROKE)
        self.landed = ContactDot(self.view, facts.answer(self.shown), rim=theme.l1)
        self.headlines = {
            "where": self.panel.headline("Where does it land?"),
            "owners": self.panel.headline("Who owns which start?"),
            "many": self.panel.headline("Many at once"),
            "budget": self.panel.headline("The budget decides"),
            "loss": self.panel.headline("And so does the loss"),
            "published": self.panel.headline("What was the {tips:~} %?", tips=float(ITS_TIPS)),
            "circle": self.panel.headline("And the circle's {zeros:~} %?", zeros=float(ITS_CIRCLE)),
            "sum": self.panel.headline("The loss and the budget"),
        }
        places = facts.places
        self.tallies = [
            Tally.of(words, places == place, color=color)
            for words, place, color in (
                ("at a tip:", TIP, theme.l1),
                ("on an edge:", EDGE, theme.muted),
                ("inside:", INSIDE, theme.loss),
            )
        ]
        self.size = Readout('"budget" c', 1, extra_decimals=0, color=theme.l1, size=BODY)
        self.drawn = Readout('"share of tips, drawn"', 1, extra_decimals=1, color=theme.ink, size=BODY)
        self.exact = Readout('"share of tips, exact"', 1, extra_decimals=1, color=theme.l1, size=BODY)
        self.rows = self.panel.rows(self.headlines["where"], self.size, *self.tallies, self.drawn, self.exact)
        self.headline = self.headlines["where"]
        self.set_picture(float(facts.budget))

    def set_picture(self, budget: float, longer: float = 1.0, turn: float = 0.0) -> None:
        """Let regions, dots and numbers be those of a budget, and of contours of some length and direction."""
        facts = self.facts
        hessian = facts.hessian(longer, turn)
        places = facts.places_of(budget, hessian)
        self.map.set_regions(facts.regions(budget, hessian))
        self.dots.set_places(places)
        self.diamond.set_radius(budget)
        for tally, place in zip(self.tallies, (TIP, EDGE, INSIDE), strict=True):
            tally.number.set_value(int((places == place).sum()))
        self.size.set_value(budget)
        self.drawn.set_value(float((places == TIP).mean()))
        self.exact.set_value(facts.shares(budget, hessian).tip)

    @property
    def moving(self) -> tuple[VMobject, ...]:
        """All that follows budget and contours, from bottom to top."""
        return (self.map, self.diamond, self.dots, *self.tallies, self.size, self.drawn, self.exact)

    def budget_to(self, start: float, end: float) -> Sweep:
        """Animate the budget, for round contours."""
        return Sweep(*self.moving, follow=self.set_picture, start=start, end=end)

    def change_headline(self, name: str, *gone: VMobject) -> None:
        """Put another headline in the place of the last, and let some things go with that."""
        self.play(FadeOut(self.headline, *gone), FadeIn(self.headlines[name]), run_time=0.5)
        self.headline = self.headlines[name]

    # Beat 1

    def follow_two(self) -> None:
        """Find the answers for two best fits: one at a tip, one on an edge."""
        facts, theme = self.facts, self.theme
        size = formula("abs(w_1) + abs(w_2) <= {c}", color=theme.l1, c=float(facts.budget))
        rows = self.panel.rows(self.headlines["where"], size)
        # No fade at the very start: players show the first frame before anyone presses play.
        self.add(self.plane, self.diamond, self.headline, rows)
        starts = [Dot(self.view.at(best), radius=0.1, color=theme.loss) for best in facts.examples]
        answers = [facts.answer(best) for best in facts.examples]
        losses = [facts.loss(best) for best in facts.examples]
        contours = [Contours(self.view, loss, [0.0]) for loss in losses]
        fall = Landing(self.view, facts.examples, answers, [0.0, 0.0], color=theme.loss, radius=0.08)

        def grow(share: float) -> None:
            for contour, loss, answer in zip(contours, losses, answers, strict=True):
                contour.set_levels([share**2 * float(loss.value(answer))])

        with self.beat("where-it-lands", "Where it lands"):
            self.say(
                "The best fit may be anywhere. Where in the diamond is its answer?",
                spoken="From two best fits outside it, round contours grow until they reach it.",
            )
            self.play(LaggedStart(*(FadeIn(start, scale=2) for start in starts), lag_ratio=0.5), run_time=1)
            self.play(Sweep(*contours, follow=grow, start=0, end=1), run_time=2)
            self.attend(*starts)
            self.say("One lands at a tip, one on an edge: where its contour reaches it.")
            self.play(Sweep(fall, follow=fall.set_time, start=0, end=1, rate_func=linear), run_time=1)
            self.attend(fall)
        falls = VGroup(*starts, *contours, fall)
        self.change_headline("owners", falls, rows)

    # Beat 2

    def colour_the_square(self) -> None:
        """Colour every best fit by where its answer lies."""
        legend = [
            prose(words, color=color)
            for words, color in (
                ("tips: cones", self.theme.l1),
                ("edges: strips", self.theme.muted),
                ("inside: it stays", self.theme.loss),
            )
        ]
        rows = self.panel.rows(self.headlines["owners"], *legend)
        with self.beat("who-owns-which", "Who owns which start"):
            self.say(
                "Colour each start by where it lands: tips own cones, edges only strips.",
                spoken="A cone opens outwards from each tip, a strip from each edge; a start inside the diamond stays.",
            )
            self.play(FadeIn(self.map.cones, legend[0]), run_time=1.2)
            self.play(FadeIn(self.map.strips, legend[1]), run_time=1)
            self.play(FadeIn(self.map.inside, legend[2]), run_time=0.6)
            self.add(self.map, self.diamond)
            self.attend(*legend)
        self.change_headline("many", rows)

    # Beat 3

    def let_many_fall(self) -> None:
        """Draw many best fits, and let each fall to its answer."""
        facts = self.facts
        for tally in self.tallies:
            tally.show_first(0)
        self.drawn.set_value(0)
        begins = np.linspace(0, _LAST, DRAWS)
        landed = np.cumsum(facts.places == TIP)

        def fall(time: float) -> None:
            for many in self.falling:
                many.set_time(time)
            count = int(np.searchsorted(begins, time - 1, side="right"))
            for tally in self.tallies:
                tally.show_first(count)
            self.drawn.set_value(float(landed[count - 1] / count) if count else 0.0)

        counting = (*self.falling, *self.tallies, self.drawn)
        with self.beat("many-at-once", "Many at once"):
            self.say(
                "Draw {n:~} at random: each falls to its own answer.",
                n=float(DRAWS),
                **self.landed_at,
                spoken="In the end, at a tip: {tips:~}; on an edge: {edges:~}; inside: {inside:~}.",
            )
            self.play(FadeIn(self.rows), run_time=0.5)
            self.add(*counting)
            run = Sweep(*counting, follow=fall, start=0, end=_LAST + 1, rate_func=linear)
            self.play(run, run_time=_FALLING)
            self.attend(*(tally.number for tally in self.tallies))
            self.say(
                "Tips own {exact} of the square. Of the draws, {drawn} came to one.",
                exact=self.tip_share(),
                drawn=float((facts.places == TIP).mean()),
            )
            self.attend(self.drawn, self.exact)
        self.play(
            *(FadeOut(many.traces) for many in self.falling),
            *(FadeOut(many.dots) for many in self.falling),
            FadeIn(self.dots),
            run_time=0.6,
        )
        self.change_headline("budget")

    def tip_share(self, budget: float | None = None) -> float:
        """The exact share of tips for round contours."""
        return self.facts.shares(float(self.facts.budget) if budget is None else budget).tip

    @property
    def landed_at(self) -> dict[str, float]:
        """How many of the draws land where."""
        return {
            name: float(np.count_nonzero(self.facts.places == place))
            for name, place in (("tips", TIP), ("edges", EDGE), ("inside", INSIDE))
        }

    # Beat 4

    def raise_the_budget(self) -> None:
        """Raise the budget, with the best fits where they are."""
        facts = self.facts
        small, large = float(facts.budget), float(facts.large_budget)
        with self.beat("the-budget", "The budget decides"):
            self.say("Now a larger budget: the cones move out of the square.")
            self.add(*self.moving)
            self.play(self.budget_to(small, large), run_time=3.5)
            self.say("With the budget {large}, tips own only {share} of it.", large=large, share=self.tip_share(large))
            self.attend(self.size, self.exact)
        self.change_headline("loss")

    # Beat 5

    def turn_the_contours(self) -> None:
        """Stretch the contours and turn them: the regions shear."""
        facts = self.facts
        small, longer = float(facts.budget), float(facts.longer)

        def set_contour(length: float, turn: float) -> None:
            self.set_picture(small, length, turn)
            hessian = facts.hessian(length, turn)
            loss, answer = facts.loss(self.shown, hessian), facts.answer(self.shown, hessian)
            self.contour.set_loss(loss).set_levels([float(loss.value(answer))])
            self.landed.move_to(self.view.at(answer))

        moving = (*self.moving, self.contour, self.landed)
        with self.beat("the-loss", "The loss decides"):
            self.say(
                "The small budget again. Contours were round; let them be long.",
                longer=longer,
                share=facts.shares(small, facts.hessian(longer)).tip,
                spoken="They become ellipses, {longer} times as long as wide; tips then own {share} of the square.",
            )
            self.play(self.budget_to(float(facts.large_budget), small), run_time=2)
            set_contour(1, 0)
            self.play(FadeIn(self.contour, self.landed), run_time=0.5)
            self.add(*moving)
            stretch = Sweep(*moving, follow=lambda length: set_contour(length, 0), start=1, end=longer)
            self.play(stretch, run_time=2)
            self.say("Turn them: cones and strips shear, and the shares change.")
            self.play(Sweep(*moving, follow=lambda turn: set_contour(longer, turn), start=0, end=math.pi), run_time=4)
            self.play(Sweep(*moving, follow=lambda length: set_contour(length, 0), start=longer, end=1), run_time=1.2)
        self.change_headline("published", self.contour, self.landed, self.rows, self.dots)

    # Beat 6

    def explain_the_published_share(self) -> None:
        """Work out the share of tips in the window of a well-known experiment."""
        facts, theme = self.facts, self.theme
        tips, border = (float(area) for area in facts.its_areas)
        share = facts.its_share
        window = formula(
            "c = {c}, quad abs(hat(w)_1), abs(hat(w)_2) <= {reach}", color=theme.ink, c=facts.its_budget, reach=REACH
        )
        areas = formula(
            '"tips"/"not inside" = {tips}/{border} = {above}/{below} {share:=}',
            color=theme.l1,
            tips=tips,
            border=border,
            above=float(share.numerator),
            below=float(share.denominator),
            share=float(share),
        )
        rows = self.panel.rows(self.headlines["published"], window, areas)
        start = float(facts.budget)
        pair = (self.map, self.diamond)

        def follow(budget: float) -> None:
            self.map.set_regions(facts.regions(budget))
            self.diamond.set_radius(budget)

        with self.beat("the-published-share", "The published share"):
            self.say(
                "A well-known experiment found tips in {tips:~} % of the answers on the diamond.",
                tips=float(ITS_TIPS),
                budget=facts.its_budget,
                reach=REACH,
                spoken="Its budget was {budget}; its best fits were up to {reach} from zero in both weights.",
            )
            self.play(FadeIn(window), Sweep(*pair, follow=follow, start=start, end=facts.its_budget), run_time=1)
            self.attend(self.map.cones, window)
            self.say(
                "For its budget and its window it is exactly ${share}$.",
                share=share,
                percent=100 * float(share),
                spoken="That is {percent} %.",
            )
            self.play(FadeIn(areas), run_time=0.6)
            self.attend(areas)
        self.change_headline("circle", rows, self.map, self.diamond)

    # Beat 7

    def count_points_of_a_circle(self) -> None:
        """Show that zeros in the circle came from its being made of points."""
        facts, theme = self.facts, self.theme
        c = facts.its_budget
        circle = Circle(c * self.view.unit, color=theme.l2, stroke_width=GHOST_STROKE).move_to(self.view.origin)
        points = VMobject(stroke_color=theme.ink, stroke_width=2 * _POINT_RADIUS * STROKE_PER_UNIT)
        points.cap_style = CapStyleType.ROUND
        self.wedges = VMobject(stroke_width=0, fill_color=theme.l2, fill_opacity=0.6)
        number = Readout('"points of the circle"', _MANY_POINTS, color=theme.ink, size=BODY)
        number.number.decimals = 0
        zeros = Readout('"share of zeros"', 0.01, color=theme.l2, size=BODY)
        truth = prose("On the circle itself: zero, with probability 1.", color=theme.ink, width=self.panel.column_width)
        self.panel.rows(self.headlines["circle"], number, zeros, truth)

        def follow(amount: float) -> None:
            count = 4 * round(amount / 4)
            angles = 2 * math.pi * np.arange(count) / count
            points.points = specks(self.view.to_scene(c * np.column_stack([np.cos(angles), np.sin(angles)])))
            self.wedges.points = np.concatenate([polyline(self.view.to_scene(w)) for w in facts.wedges(count)])
            number.set_value(count)
            zeros.set_value(facts.snapped_share(count))

        follow(ITS_POINTS)
        with self.beat("the-circle", "The circle"):
            self.say(
                "It found {zeros:~} % zeros in a circle, too: of {n:~} points, four on the axes.",
                zeros=float(ITS_CIRCLE),
                n=float(ITS_POINTS),
                spoken="What starts in one of four narrow wedges along the axes comes to one of those.",
            )
            self.play(Create(circle), run_time=0.6)
            self.play(FadeIn(points, number), run_time=0.5)
            self.play(FadeIn(self.wedges, zeros), run_time=0.8)
            self.add(points)
            self.attend(zeros)
            self.say(
                "With more points they go: such zeros are the grid's, not the circle's.",
                n=float(_MANY_POINTS),
                percent=100 * facts.snapped_share(_MANY_POINTS),
                spoken="With {n:~} points they are {percent} % of all, on the circle itself almost surely none.",
            )
            moving = (self.wedges, points, number, zeros)
            self.play(Sweep(*moving, follow=follow, start=ITS_POINTS, end=_MANY_POINTS), run_time=3)
            self.play(FadeIn(truth), run_time=0.5)
        self.change_headline("sum", circle, self.wedges, points, number, zeros, truth)

    # Beat 8

    def sum_up(self) -> None:
        """Leave the map with both shares."""
        facts, theme = self.facts, self.theme
        small, large = float(facts.budget), float(facts.large_budget)
        rows = [
            formula('c = {c}: quad "tips" {share:=}', color=theme.l1, c=c, share=self.tip_share(c))
            for c in (small, large)
        ]
        turned = facts.shares(small, facts.hessian(float(facts.longer))).tip
        note = self.remark("Long contours: tips {share:=}.", share=turned)
        self.panel.rows(self.headlines["sum"], *rows, note)
        self.set_picture(large)
        with self.beat("summary", "Summary"):
            self.play(FadeIn(self.map, self.diamond, rows[1]), run_time=0.6)
            self.say("The loss and the budget decide: the smaller the budget, the more tips.")
            self.play(
                Sweep(self.map, self.diamond, follow=self.set_picture, start=large, end=small),
                FadeIn(rows[0]),
                run_time=2,
            )
            self.play(FadeIn(note), run_time=0.5)
            self.wait(2)
