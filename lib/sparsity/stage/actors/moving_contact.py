"""A first contact that may jump from tip to tip, or become a whole edge, while one watches."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from sparsity.geometry import Contact
from sparsity.stage.actors.marks import ContactEdge, ContactMark
from sparsity.stage.planes.pins import NOWHERE
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
        self._edge = ContactEdge(view, contact.vertices)
        self._marks = [ContactMark(view, contact.vertices[0]) for _ in range(2)]
        super().__init__(self._edge, *self._marks)
        self.set_contact(contact)

    def set_contact(self, contact: Contact) -> MovingContact:
        """Mark another contact."""
        self._edge.set_ends(contact.vertices if contact.kind == "segment" else np.zeros((0, 2)))
        for index, mark in enumerate(self._marks):
            mark.stand_at(contact.vertices[index] if index < len(contact.vertices) else NOWHERE)
        return self
