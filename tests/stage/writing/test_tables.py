"""A table stands on its baselines, and is as large as its place allows."""

import pytest
from manim import Dot, VMobject

from sparsity.geometry import Hyperplane, first_contact
from sparsity.stage.charts.order_table import tabulate_contacts
from sparsity.stage.look.typography import LABEL, SMALL, formula, prose
from sparsity.stage.writing.tables import Table

INK = "#FFFFFF"


def bottom(cell) -> float:
    return float(cell.get_bottom()[1])


def test_a_descent_is_measured_from_the_baseline():
    assert formula("b", color=INK).descent == pytest.approx(0, abs=0.01)
    assert formula("p", color=INK).descent > 0.05
    assert prose("zeros", color=INK).descent == pytest.approx(0, abs=0.01)


def test_cells_of_a_row_share_a_baseline_whatever_hangs_below_it():
    table = Table([[formula("p", color=INK), formula("b", color=INK)], [prose("zero", color=INK), Dot()]])
    (p, b), (zero, dot) = table.lines
    assert bottom(p) + p.descent == pytest.approx(bottom(b) + b.descent)
    assert bottom(p) < bottom(b)
    assert bottom(zero) < dot.get_center()[1] < float(zero.get_top()[1])
    assert bottom(p) > table.rule.get_center()[1] > float(zero.get_top()[1])


def test_columns_are_flush_left_and_an_empty_one_takes_no_room():
    table = Table([[VMobject(), formula("p", color=INK)], [VMobject(), formula("100", color=INK)]])
    assert [float(line[1].get_left()[0]) for line in table.lines] == pytest.approx([0, 0])
    assert table.rule.width == pytest.approx(table.lines[1][1].width)


def test_type_is_as_large_as_fits():
    def rows_at(size: float):
        return [[formula("p", size=size, color=INK)], [formula("(1, 2, 3)", size=size, color=INK)]]

    widest = Table(rows_at(LABEL)).width
    assert Table.to_fit(widest, rows_at).width == pytest.approx(widest)
    assert Table.to_fit(widest / 10, rows_at).width == pytest.approx(Table(rows_at(SMALL)).width)


def test_contacts_are_tabulated_with_their_balls():
    contacts = {p: first_contact(Hyperplane.through_data_point(10, 5), p) for p in (2, 1)}
    table = tabulate_contacts(contacts, 20)
    assert [[getattr(cell, "source", None) for cell in line[1:]] for line in table.lines] == [
        ["$ p $", "$ c $", "$ (a, b) $"],
        ["$ 2 $", "$ approx 0.498 $", "$ approx (0.495, 0.0495) $"],
        ["$ 1 $", "$ 0.5 $", "$ (0.5, 0) $"],
    ]
