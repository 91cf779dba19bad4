"""Headlines stand on a grid, whatever letters they have."""

from __future__ import annotations

import pytest
from manim import Square

from sparsity.stage.layout.panel import Panel
from sparsity.stage.layout.regions import Region
from sparsity.stage.look.theme import DARK

PANEL = Panel(Region.centred((0, 0), 5, 6), DARK)
# Without descenders, with them, with a tall formula, with nothing that reaches the height of capitals.
HEADLINES = ["The diamond", "Why at a tip?", "A tie: $abs(x) = 1$", "$norm(a)_2$ grows", "no one saw us"]


@pytest.mark.parametrize("words", HEADLINES)
def test_headlines_and_their_rules_are_at_one_height(words: str):
    title, rule = PANEL.headline(words)
    plain, plain_rule = PANEL.headline("n")
    above, below = title.baselines
    assert title.get_top()[1] - above == pytest.approx(plain.get_bottom()[1], abs=0.02)
    assert title.get_bottom()[1] + below == pytest.approx(plain.get_bottom()[1], abs=0.02)
    assert rule.get_y() == pytest.approx(plain_rule.get_y())
    assert rule.get_top()[1] < title.get_bottom()[1] - 0.1
    assert title.get_left()[0] == pytest.approx(PANEL.region.left)


def test_a_headline_of_two_lines_starts_at_the_same_height():
    short, _ = PANEL.headline("One line")
    long, rule = PANEL.headline("One line that is too long for it")
    assert short.has_one_line
    assert not long.has_one_line
    assert long.letters[0].get_bottom()[1] == pytest.approx(short.letters[0].get_bottom()[1], abs=0.01)
    assert rule.get_y() < long.get_bottom()[1] - 0.1


def test_rows_begin_at_one_height_however_many_there_are():
    headline = PANEL.headline("One line")
    tops = [PANEL.rows(headline, *(Square(0.5) for _ in range(count))).get_top()[1] for count in (1, 2, 5)]
    assert tops == pytest.approx([tops[0]] * 3)
    assert tops[0] < headline.get_bottom()[1]
    # What is too high begins sooner, and ends in the panel all the same.
    many = PANEL.rows(headline, *(Square(0.5) for _ in range(9)))
    assert many.get_top()[1] > tops[0]
    assert many.get_bottom()[1] >= PANEL.region.bottom - 1e-9


def test_a_headline_in_a_strip_of_its_own_leaves_all_of_the_panel():
    strip = Region(-5, 3.2, 5, 4.2)
    panel = Panel(Region(1, -3, 5, 3), DARK, headline=strip)
    headline = panel.headline("A headline that is too long for the panel")
    assert headline[0].has_one_line
    assert strip.grown(0.01).contains(Region.around(headline))
    assert panel.room_for_rows(headline) == panel.region
    assert panel.rows(headline, Square(0.5)).get_top()[1] == pytest.approx(panel.region.top)
    # What is said under a headline stands in the panel, and what comes next under that.
    told = panel.headline("A headline", "And what it means.")
    assert panel.region.grown(0.01).contains(Region.around(told[2]))
    assert panel.room_for_rows(told).top < told[2].get_bottom()[1]


@pytest.mark.parametrize("size", [(5, 7), (7, 5), (9, 3)], ids=str)
def test_picture_and_rows_share_what_the_headline_leaves(size: tuple[float, float]):
    panel = Panel(Region.centred((0, 0), *size), DARK)
    headline = panel.headline("One line")
    picture, rows = panel.picture_and_rows(headline)
    for part in (picture, rows):
        assert panel.region.grown(1e-9).contains(part)
        assert not part.overlaps(Region.around(headline))
    assert not picture.overlaps(rows)
    assert picture.width * picture.height > rows.width * rows.height


def test_a_remark_is_under_the_rule():
    _, rule, remark = PANEL.headline("One line", "And what it means.")
    assert remark.get_top()[1] < rule.get_y()
