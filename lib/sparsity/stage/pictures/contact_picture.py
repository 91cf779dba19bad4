"""What scenes about the growing diamond and its first contact have in common."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from sparsity.geometry import first_contact
from sparsity.stage.actors.growth import Growth
from sparsity.stage.actors.marks import ContactEdge, ContactMark
from sparsity.stage.look.typography import formula
from sparsity.stage.pictures.line_picture import LinePictureScene
from sparsity.words.notation import point_or_about, weights_equal

# The window reaches at least this many contact radii from the origin.
_ROOM_AROUND_BALL = 1.5


class ContactPictureScene(LinePictureScene):
    """A scene in which the diamond grows towards the solution line of one data point."""

    def picture_contact(self) -> None:
        """Find the first contact, and make all that shows it: plane, ball, readouts, marks and labels."""
        contact = first_contact(self.line, 1)
        self.answers = contact.vertices
        self.radius = contact.radius
        self.is_tie = not contact.is_unique
        # Which weight the answer keeps, and which it sets to zero; a tie has an answer of either sort.
        self.kept = int(np.flatnonzero(self.answers[0])[0])
        self.dropped = 1 - self.kept

        self.set_the_stage(_ROOM_AROUND_BALL * self.radius)
        self.growth = Growth(self.view, self.line, 1, self.radius, self.theme.l1)
        self.ball = self.growth.ball
        # Labels keep clear of the ball as it will be at contact.
        self.growth.set_fraction(1)
        self.marks = VGroup(ContactMark(self.view, answer) for answer in self.answers)
        if self.is_tie:
            self.marks.add_to_back(ContactEdge(self.view, self.answers))
        self.answer_labels = VGroup()
        for answer in self.answers:
            self.answer_labels.add(
                self.label_point(
                    answer,
                    color=self.theme.contact,
                    curves=[self.ball, *self.marks],
                    texts=self.answer_labels.submobjects,
                )
            )
        self.line_label = self.label_line([self.ball, *self.marks], self.answer_labels.submobjects)
        self.growth.set_fraction(0)

    def answer_rows(self) -> list[VMobject]:
        """Name the smallest answer, or the two ends of the edge of smallest answers."""
        if self.is_tie:
            first, last = (point_or_about(answer) for answer in self.answers)
            texts = [f'(a, b) "from" {first}', f'"to" {last}']
        else:
            texts = [weights_equal(self.answers[0])]
        return [formula(text, color=self.theme.contact) for text in texts]
