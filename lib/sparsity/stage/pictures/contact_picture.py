"""What scenes about the growing diamond and its first contact have in common."""

from __future__ import annotations

from manim import VGroup, VMobject

from sparsity.facts.line import ContactFacts
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.actors.growth import Growth
from sparsity.stage.actors.marks import ContactEdge, ContactMark
from sparsity.stage.look.typography import TypesetFormula, formula
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.stage.planes.window import Window

# The window reaches at least this many contact radii from the origin.
_ROOM_AROUND_BALL = 1.5


class ContactPictureScene(LinePictureScene):
    """A scene in which the diamond grows towards the solution line of one data point.

    Provides
    --------
    growth, ball
        The growing diamond with its readouts, at size 0, and the diamond alone.
    marks, answer_labels, line_label
        What marks and names the contact, and what names the line; not yet on screen.
    """

    facts: ContactFacts
    shown: ContactFacts
    growth: Growth
    ball: NormBall
    marks: VGroup
    answer_labels: VGroup
    line_label: VMobject

    def picture_contact(self, about: ContactFacts | None = None) -> None:
        """Make all that shows a first contact: plane, ball, readouts, marks and labels."""
        facts = about or self.facts
        self.set_the_stage(_ROOM_AROUND_BALL * facts.radius, facts)
        self.growth = Growth(self.view, facts.line, 1, facts.radius, self.theme.l1)
        self.ball = self.growth.ball
        # Labels keep clear of the ball as it will be at contact.
        self.growth.set_fraction(1)
        self.marks = VGroup(ContactMark(self.view, answer) for answer in facts.answers)
        if facts.is_tie:
            self.marks.add_to_back(ContactEdge(self.view, facts.answers))
        self.name_contact()
        self.growth.set_fraction(0)

    @staticmethod
    def window_for(facts: ContactFacts) -> Window:
        """The window of a first contact."""
        return Window.to_show(_ROOM_AROUND_BALL * facts.radius)

    def name_contact(self) -> None:
        """Label the smallest answers and the line, clear of the ball and of the marks as they are now."""
        self.answer_labels = VGroup()
        for answer in self.shown.answers:
            self.answer_labels.add(
                self.label_point(
                    answer,
                    color=self.theme.contact,
                    curves=[self.ball, *self.marks],
                    texts=self.answer_labels.submobjects,
                )
            )
        self.line_label = self.label_line([self.ball, *self.marks], self.answer_labels.submobjects)

    def answer_rows(self) -> list[TypesetFormula]:
        """Name the smallest answer, or the two ends of the edge of smallest answers."""
        answers, color = self.shown.answers, self.theme.contact
        if self.shown.is_tie:
            first, last = answers
            return [
                formula('(a, b) "from" {answer}', color=color, answer=first),
                formula('"to" {answer}', color=color, answer=last),
            ]
        return [formula("(a, b) {answer:=}", color=color, answer=answers[0])]
