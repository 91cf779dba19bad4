"""A first contact that may jump from tip to tip, or become a whole edge, while one watches."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from sparsity.geometry import Contact
from sparsity.stage.actors.marks import ContactEdge, ContactMark
from sparsity.stage.planes.view import View


class MovingContact(VGroup):
    """Marks on the points of a contact as far as a view shows them; in a tie, the edge between them too.

    Parameters
    ----------
    view
        Where to mark.
    contact
        First contact of a ball with a line.
    """

    def __init__(self, view: View, contact: Contact) -> None:
        self.view = view
        self._edge = ContactEdge(view, [view.lower, view.lower])
        self._marks = [ContactMark(view, view.lower) for _ in range(2)]
        self._parts = [[part.points - view.at(view.lower) for part in mark] for mark in self._marks]
        super().__init__(self._edge, *self._marks)
        self.set_contact(contact)

    def set_contact(self, contact: Contact) -> MovingContact:
        """Mark another contact."""
        nothing = np.zeros((0, 3))
        self._edge.points = nothing if contact.kind != "segment" else ContactEdge(self.view, contact.vertices).points
        for index, (mark, parts) in enumerate(zip(self._marks, self._parts, strict=True)):
            is_shown = index < len(contact.vertices) and self.view.shows(contact.vertices[index])
            for part, outline in zip(mark, parts, strict=True):
                part.points = outline + self.view.at(contact.vertices[index]) if is_shown else nothing
        return self
