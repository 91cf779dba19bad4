"""Cells fit their room, and as many are filled as weights may live."""

import numpy as np
import pytest

from sparsity.stage.charts.choices import Choices
from sparsity.stage.layout.regions import Region

ROOM = Region.centred((1, 2), 5.0, 1.2)


def centres(cells: Choices) -> np.ndarray:
    return cells.cells.points.reshape(-1, 16, 3).mean(axis=1)


@pytest.mark.parametrize("count", [1, 2, 19, 20, 100, 1000])
def test_all_cells_lie_in_their_room_and_none_on_another(count):
    cells = Choices(count, ROOM, color="#FFFFFF")
    assert ROOM.grown(1e-9).contains(Region.around(cells))
    assert len(centres(cells)) == count
    side = np.ptp(cells.cells.points[:16, 0])
    apart = np.abs(centres(cells)[:, None] - centres(cells)).max(axis=2) + 10 * np.eye(count)
    assert apart.min() > side


def test_those_chosen_are_filled_wherever_the_cells_have_gone():
    cells = Choices(20, ROOM, color="#FFFFFF")
    cells.scale(0.7).shift([1, -2, 0])
    for which in ((0, 5, 19), (7,), ()):
        filled = cells.choose(which).chosen.points.reshape(-1, 16, 3).mean(axis=1)
        assert filled == pytest.approx(centres(cells)[list(which)])


def test_of_the_ways_with_the_largest_cells_the_one_with_the_fewest_rows_is_taken():
    assert len(set(centres(Choices(8, ROOM, color="#FFFFFF"))[:, 1].round(6))) == 1
