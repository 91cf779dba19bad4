"""A table of where balls of several orders touch one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import DOWN, LEFT, VGroup, VMobject
from manim.utils.color import ParsableManimColor

from sparsity.geometry import Contact
from sparsity.stage.actors.balls import NormBall
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.colors import color_of_order
from sparsity.stage.look.strokes import GHOST_STROKE
from sparsity.stage.look.theme import current_theme
from sparsity.stage.look.typography import LABEL, POINT_LABEL, SMALL, UNITS_PER_POINT, Typeset, formula
from sparsity.stage.planes.view import View
from sparsity.words.notation import equal_to, point_or_about, power_left_out
from sparsity.words.orders import format_order

_COLUMN_GAP = 0.3
_ROW_GAP = 0.28
_ICON_RADIUS = 0.17
_ICON_GAP = 0.2


class OrderTable(VGroup):
    """Order, contact radius and contact of several balls, each row led by a small picture of its ball.

    Parameters
    ----------
    contacts
        First contact by order, all with the same line.
    width
        Width to fit, in scene units.
    digits
        Significant digits of the radii.
    """

    def __init__(self, contacts: Mapping[float, Contact], width: float, digits: int = 3) -> None:
        power = power_left_out(max(contact.radius for contact in contacts.values()))
        unit = f"10^({-power}) thin " if power else ""
        cells = [("p", f"{unit}c", f"{unit}(a, b)")]
        cells += [(format_order(p), *_where(contact, 10.0**power, digits)) for p, contact in contacts.items()]
        colors = [current_theme().muted, *(color_of_order(p) for p in contacts)]
        rows = table_rows(cells, colors, width - 2 * _ICON_RADIUS - _ICON_GAP)
        super().__init__(*rows)
        self.arrange(DOWN, buff=_ROW_GAP, aligned_edge=LEFT)
        # All in one column, whatever the first letters of the rows look like.
        column = self.get_left()[0] - _ICON_GAP - _ICON_RADIUS
        for row, p in zip(rows[1:], contacts, strict=True):
            self.add(ball_icon(p).move_to((column, row.get_center()[1], 0)))


def ball_icon(p: float) -> VMobject:
    """A small picture of the ball of an order."""
    corner = np.ones(2)
    view = View(-corner, corner, Region.centred((0, 0), 2 * _ICON_RADIUS, 2 * _ICON_RADIUS))
    return NormBall(view, p, 1, color=color_of_order(p)).set_stroke(width=GHOST_STROKE)


def table_rows(cells: Sequence[Sequence[str]], colors: Sequence[ParsableManimColor], width: float) -> list[Typeset]:
    """Set the rows of a table, each on one baseline, in the largest type that fits a width.

    Parameters
    ----------
    cells
        Typst math by row and column.
    colors
        One colour for each row.
    width
        Width to fit, in scene units.
    """
    # Widths grow in proportion to the size.
    widths = [[formula(cell, size=LABEL, color="#000000").width / LABEL for cell in row] for row in cells]
    columns = [max(column) for column in zip(*widths, strict=True)]
    room = width - _COLUMN_GAP * (len(columns) - 1)
    size = next((size for size in (LABEL, POINT_LABEL) if size * sum(columns) <= room), SMALL)
    rows = []
    for row, row_widths, color in zip(cells, widths, colors, strict=True):
        spaces = [column - own + _COLUMN_GAP / size for own, column in zip(row_widths, columns, strict=True)]
        shifts = [f"#h({space / UNITS_PER_POINT:.2f}pt)" for space in spaces[:-1]]
        markup = " ".join(part for pair in zip(row, [*shifts, ""], strict=True) for part in pair)
        rows.append(formula(markup, size=size, color=color))
    return rows


def _where(contact: Contact, unit: float, digits: int) -> tuple[str, str]:
    """Write radius and contact of a ball in a unit."""
    points = [point_or_about(answer / unit) for answer in contact.vertices]
    joint = ' thick "to" thick ' if contact.kind == "segment" else ", "
    return equal_to(contact.radius / unit, digits).removeprefix("= "), joint.join(points)
