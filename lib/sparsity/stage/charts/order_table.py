"""A table of where balls of several orders touch one line."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import VMobject

from sparsity.geometry import Contact
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.look.strokes import GHOST_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import formula
from sparsity.stage.planes.view import View
from sparsity.stage.writing.tables import Rows, Table
from sparsity.words.notation import equal_to, point_or_about, power_left_out
from sparsity.words.orders import format_order

_ICON_RADIUS = 0.17


def tabulate_contacts(contacts: Mapping[float, Contact], width: float, digits: int = 3) -> Table:
    """Tabulate order, contact radius and contact of several balls, each row led by a small picture of its ball.

    Parameters
    ----------
    contacts
        First contact by order, all with the same line.
    width
        Width to fit, in scene units.
    digits
        Significant digits of the radii.
    """
    power = power_left_out(max(contact.radius for contact in contacts.values()))
    unit = f"10^({-power}) thin " if power else ""

    def rows_at(size: float) -> Rows:
        head = [formula(cell, size=size, color=current_theme().muted) for cell in ("p", f"{unit}c", f"{unit}(a, b)")]
        rows: list[list[VMobject]] = [[VMobject(), *head]]
        for p, contact in contacts.items():
            cells = (format_order(p), *_where(contact, 10.0**power, digits))
            rows.append([ball_icon(p), *(formula(cell, size=size, color=color_of_order(p)) for cell in cells)])
        return rows

    return Table.to_fit(width, rows_at)


def ball_icon(p: float) -> VMobject:
    """A small picture of the ball of an order."""
    corner = np.ones(2)
    view = View(-corner, corner, Region.centred((0, 0), 2 * _ICON_RADIUS, 2 * _ICON_RADIUS))
    return NormBall(view, p, 1, color=color_of_order(p)).set_stroke(width=GHOST_STROKE)


def _where(contact: Contact, unit: float, digits: int) -> tuple[str, str]:
    """Write radius and contact of a ball in a unit."""
    points = [point_or_about(answer / unit) for answer in contact.vertices]
    joint = ' thick "to" thick ' if contact.kind == "segment" else ", "
    return equal_to(contact.radius / unit, digits).removeprefix("= "), joint.join(points)
