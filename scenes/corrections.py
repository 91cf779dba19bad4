"""Dots that are not where the answer is: each by its own numbers, and the contour that shows it."""

from __future__ import annotations

import numpy as np
from manim import Create, FadeIn, FadeOut, VGroup, VMobject

from sparsity.facts.corrections import Claim, CorrectionsFacts
from sparsity.facts.loss import WEIGHTS
from sparsity.geometry import QuadraticLoss, ridge_path
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.contours import Contours
from sparsity.stage.actors.many import Many
from sparsity.stage.actors.marks import ContactMark, DrawnDot
from sparsity.stage.actors.ripple import Ripple
from sparsity.stage.actors.trail import Trail
from sparsity.stage.actors.walker import Walker
from sparsity.stage.charts.bars import mixture
from sparsity.stage.look.strokes import GHOST_STROKE, GRID_STROKE
from sparsity.stage.look.sweep import Sweep
from sparsity.stage.look.typography import formula, prose
from sparsity.stage.pictures.plane_picture import PlanePictureScene
from sparsity.stage.planes.window import Window
from sparsity.stage.writing.live_number import Readout
from sparsity.stage.writing.tables import Rows, Table

_MARGIN = 0.1
_CONTOUR_OPACITY = 0.75
_BETTER_RADIUS = 0.035
_RINGING = 0.9
# How far the way of ridge regression is followed, in curvatures of the loss, and at how many prices.
_FAR, _PRICES = 300.0, 160


class DotsThatLie(PlanePictureScene):
    """How to tell whether a dot is the answer, and five that are not.

    Attributes
    ----------
    curvatures
        The loss is k₁ (w₁ − ŵ₁)² + k₂ (w₂ − ŵ₂)² with these numbers (k₁, k₂), 0.001 to 1000, not equal.
    best
        Its best fit ŵ, without a zero.
    budget
        The budget c of diamond and circle, less than the length of the best fit.
    drawn
        Where a published picture has its dot: on the diamond, but not at the answer.
    tilted
        The matrix H, by rows, of another loss (w − ŵ)ᵀ H (w − ŵ): slanted so much that the answer has another sign than
        its best fit.
    tilted_best
        The best fit of that loss, without a zero.
    """

    curvatures = (4, 1)
    best = (1.8, 1.2)
    budget = 1
    drawn = (0, 1)
    tilted = ((6, -4), (-4, 3))
    tilted_best = (0.2, 2)

    facts_of = CorrectionsFacts
    facts: CorrectionsFacts

    def construct(self) -> None:
        """Tell the story beat by beat."""
        self.draw_what_stays()
        self.look_at_a_published_dot()
        self.scale_down()
        self.take_the_same()
        self.keep_the_signs()
        self.walk_straight()
        self.sum_up()

    def draw_what_stays(self) -> None:
        """Make plane, ball, contours and headlines."""
        facts, theme = self.facts, self.theme
        c = float(facts.budget)
        tips = c * np.array([(1, 0), (0, 1), (-1, 0), (0, -1)])
        shown = np.array([*tips, facts.best, facts.tilted_best])
        middle = (shown.min(axis=0) + shown.max(axis=0)) / 2
        self.set_the_plane(Window.to_cover(middle + (1 + _MARGIN) * (shown - middle)), WEIGHTS)
        self.ball = NormBall(self.view, 1, c, color=theme.l1, n_points=257)
        self.contours = Contours(self.view, facts.loss, facts.published.levels, stroke_width=GRID_STROKE)
        self.contours.set_stroke(opacity=_CONTOUR_OPACITY)
        self.best_dot = Walker(self.view, np.array([facts.best, facts.best]), color=theme.loss, marks=False).dot
        self.headlines = {
            name: self.panel.headline(words)
            for name, words in (
                ("published", "Is this dot right?"),
                ("scaled", "Just scale it down?"),
                ("same", "The same off both?"),
                ("signs", "Are signs kept?"),
                ("straight", "Straight to zero?"),
                ("sum", "How to tell"),
            )
        }
        self.headline = self.headlines["published"]
        self.gone: list[VMobject] = []

    def change_headline(self, name: str, *new: VMobject) -> None:
        """Put another headline in the place of the last, with what is new; what was left behind goes."""
        self.play(FadeOut(self.headline, *self.gone), FadeIn(self.headlines[name], *new), run_time=0.5)
        self.headline = self.headlines[name]
        self.gone = []

    def rows_for(self, claim: Claim) -> None:
        """Put into the panel what is told of one dot: its loss, and that of the contour."""
        self.said = formula('"drawn:" quad {dot}', color=self.theme.ink, dot=claim.dot)
        self.level = Readout('"loss"', claim.drawn_loss, extra_decimals=1, color=self.theme.loss)
        self.level.set_value(claim.drawn_loss)
        self.found = formula('"true:" quad {point}', color=self.theme.contact, point=claim.truth.point)
        self.panel.rows(self.headline, self.said, self.level, self.found)

    def disprove(self, claim: Claim, dot: DrawnDot) -> None:
        """Draw the contour through a dot, with all that is better, and have it shrink until nothing is."""
        color = self.theme.l1 if claim.p == 1 else self.theme.l2
        contour = Contours(self.view, claim.loss, [claim.drawn_loss])
        better = Many.dots(self.view, claim.better, color=color, radius=_BETTER_RADIUS)
        better.show_first(len(claim.better))
        self.play(FadeIn(contour, better, self.said, self.level), run_time=0.6)
        self.add(dot)

        def follow(level: float) -> None:
            contour.set_levels([level])
            better.show_first(claim.at(level))
            self.level.set_value(level)

        self.better = better
        self.shrink = Sweep(contour, better, self.level, follow=follow, start=claim.drawn_loss, end=claim.truth.loss)
        self.contour = contour

    def touch_truth(self, claim: Claim, dot: DrawnDot) -> None:
        """Ring out where the contour just touches, and cross out the dot."""
        truth = claim.truth.point
        self.mark = ContactMark(self.view, truth)
        ripple = Ripple(self.view, [truth])
        self.play(
            Sweep(ripple, follow=ripple.set_progress, start=0, end=1),
            FadeIn(self.mark, self.found),
            Create(dot.cross_out().cross),
            run_time=_RINGING,
        )
        self.remove(ripple)
        self.attend(self.mark, self.found)

    def leave(self, *others: VMobject) -> None:
        """Let all that was told of one dot go with the next headline."""
        self.attend()
        self.gone = [self.contour, self.better, self.said, self.level, self.found, self.mark, *others]

    def walked(self, claim: Claim) -> tuple[Trail, DrawnDot, Sweep]:
        """The way from the best fit to a dot, the dot, and how it goes there."""
        way = claim.way
        places = self.view.to_scene(way)
        trail = Trail([(np.arange(float(len(way))), places)], color=self.theme.muted, stroke_width=GHOST_STROKE)
        dot = DrawnDot(self.view, way[0])

        def follow(reached: float) -> None:
            trail.show_up_to(reached)
            dot.stand_at(mixture([*way], reached))

        return trail, dot, Sweep(trail, dot, follow=follow, start=0, end=len(way) - 1)

    # Beat 1

    def look_at_a_published_dot(self) -> None:
        """Draw the dot of a published picture, and all answers that are better."""
        facts = self.facts
        claim = facts.published
        dot = DrawnDot(self.view, claim.dot)
        self.rows_for(claim)
        # Players show the first frame before anyone presses play.
        self.add(self.plane, self.contours, self.ball, self.best_dot, dot, self.headline)
        with self.beat("by-eye", "A published dot"):
            self.say(
                "In a published picture the answer is drawn here, at {dot}.",
                dot=claim.dot,
                best=self.facts.best,
                budget=float(self.facts.budget),
                spoken="The best fit is {best}, and the budget of the diamond {budget}.",
            )
            self.attend(dot.ring)
            self.wait(2)
            self.say("Its contour: all dots inside are within the budget, and better.")
            self.disprove(claim, dot)
            self.attend(self.contour)
            self.say(
                "Let it shrink until nothing better is left: it touches at {point}.",
                point=claim.truth.point,
            )
            self.attend()
            self.play(self.shrink, run_time=3.5)
            self.touch_truth(claim, dot)
            self.say("The loss is {true}, not {drawn}.", true=claim.truth.loss, drawn=claim.drawn_loss)
        self.leave(dot)

    # Beats 2 to 4

    def scale_down(self) -> None:
        """Scale the best fit down into the diamond."""
        claim = self.facts.scaled
        self.change_headline("scaled")
        with self.beat("scaled", "Scaled down"):
            self.say(
                "Scale the best fit down, into the budget? Its loss is {drawn}.",
                drawn=claim.drawn_loss,
                dot=claim.dot,
                spoken="The dot slides straight towards zero, and stops on the diamond at {dot}.",
            )
            trail, dot = self.correct(claim)
            self.say("The answer has {true}: the budget is not shared out in proportion.", true=claim.truth.loss)
        self.leave(trail, dot)

    def take_the_same(self) -> None:
        """Take the same from both weights."""
        claim = self.facts.same_off_both
        self.change_headline("same")
        with self.beat("same-off-both", "The same off both"):
            self.say(
                "Take the same off both weights? That is right where contours are circles.",
                dot=claim.dot,
                spoken="Here it leads to {dot}.",
            )
            trail, dot = self.correct(claim)
            self.say(
                "Here the loss is {drawn}, not {true}: where it is steep, less comes off.",
                drawn=claim.drawn_loss,
                true=claim.truth.loss,
            )
        self.leave(trail, dot)

    def correct(self, claim: Claim) -> tuple[VMobject, DrawnDot]:
        """Walk to a dot, and have the contour show that it is not the answer."""
        self.rows_for(claim)
        trail, dot, walk = self.walked(claim)
        self.add(trail, dot)
        self.play(walk, run_time=1.5)
        self.disprove(claim, dot)
        self.play(self.shrink, run_time=2)
        self.touch_truth(claim, dot)
        return trail, dot

    def bend(self, start: QuadraticLoss, end: QuadraticLoss, levels: tuple[float, ...]) -> Sweep:
        """Animate the contours from one loss to another."""
        first = np.array(self.contours.levels)

        def follow(share: float) -> None:
            hessian = mixture([start.hessian.ravel(), end.hessian.ravel()], share).reshape(2, 2)
            best = mixture([start.minimum, end.minimum], share)
            self.contours.levels = tuple(mixture([first, np.array(levels)], share).tolist())
            self.contours.set_loss(QuadraticLoss(hessian, best))
            self.best_dot.move_to(self.view.at(best))

        return Sweep(self.contours, self.best_dot, follow=follow, start=0, end=1)

    def keep_the_signs(self) -> None:
        """Look among the signs of the best fit alone, where contours are slanted."""
        facts = self.facts
        claim = facts.signs
        self.change_headline("signs")
        with self.beat("signs", "The signs of the best fit"):
            self.say(
                "Another loss, slanted. Look only where the signs are those of the best fit?",
                dot=claim.dot,
                spoken="The best answer there is {dot}.",
            )
            self.play(self.bend(facts.loss, facts.tilted_loss, claim.levels), run_time=1.5)
            trail, dot = self.correct(claim)
            self.say(
                "The loss there is {drawn}. Across the axis it is {true}: a sign has changed.",
                drawn=claim.drawn_loss,
                true=claim.truth.loss,
                point=claim.truth.point,
                spoken="The true answer is {point}.",
            )
        self.leave(trail, dot)

    # Beat 5

    def walk_straight(self) -> None:
        """Have ridge regression go straight to zero, and then as it does."""
        facts, theme = self.facts, self.theme
        claim = facts.straight
        circle = NormBall(self.view, 2, float(facts.budget), color=theme.l2)
        prices = np.concatenate([[0.0], np.geomspace(1 / _FAR, _FAR, _PRICES)]) * max(facts.curvatures)
        arc = ridge_path(facts.loss, prices).weights
        way = Trail([(np.arange(float(len(arc))), self.view.to_scene(arc))], color=theme.l2)
        self.change_headline("straight")
        with self.beat("straight", "Ridge, straight home"):
            self.say(
                "And ridge regression: does it walk straight to zero as the price rises?",
                dot=claim.dot,
                spoken="The straight way enters the circle at {dot}.",
            )
            self.play(
                self.bend(facts.tilted_loss, facts.loss, claim.levels), FadeOut(self.ball), FadeIn(circle), run_time=1.2
            )
            self.ball = circle
            trail, dot = self.correct(claim)
            self.say("In this circle the answer is {point}. The true way is an arc.", point=claim.truth.point)
            self.add(way, dot, self.mark)
            self.play(Sweep(way, follow=way.show_up_to, start=0, end=len(arc) - 1), run_time=2)
            self.attend(way)
        self.leave(trail, dot, way)

    # Beat 6

    def sum_up(self) -> None:
        """Leave all dots and losses, and say how to tell."""
        facts, theme = self.facts, self.theme
        diamond = NormBall(self.view, 1, float(facts.budget), color=theme.l1, n_points=9)
        named = (
            ("by eye", facts.published),
            ("scaled", facts.scaled),
            ("same off", facts.same_off_both),
            ("signs", facts.signs),
            ("straight", facts.straight),
        )

        def rows_at(size: float) -> Rows:
            head = [VMobject(), *(prose(word, size=size, color=theme.muted) for word in ("drawn", "true"))]
            rows: list[list[VMobject]] = [head]
            for words, claim in named:
                losses = (("{loss}", claim.drawn_loss, theme.ink), ("{loss}", claim.truth.loss, theme.contact))
                rows.append(
                    [
                        prose(words, size=size, color=theme.ink),
                        *(formula(cell, size=size, color=color, loss=loss) for cell, loss, color in losses),
                    ]
                )
            return rows

        table = Table.to_fit(self.panel.column_width, rows_at)
        self.panel.rows(self.headlines["sum"], table)
        dots = VGroup(
            DrawnDot(self.view, claim.dot).cross_out() for claim in (facts.published, facts.scaled, facts.same_off_both)
        )
        truth = facts.published.truth
        smallest = Contours(self.view, facts.loss, [truth.loss])
        mark = ContactMark(self.view, truth.point)
        self.gone.append(self.ball)
        self.change_headline("sum", diamond, smallest, dots, mark, table)
        with self.beat("summary", "Summary"):
            self.say("Draw the contour through a dot. It is right if nothing in the ball is inside.")
            self.attend(smallest)
            self.wait(3)
