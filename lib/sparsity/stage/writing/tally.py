"""A counter: words and how many it has been so far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manim import VGroup
from manim.utils.color import ParsableManimColor

from sparsity.stage.look.typography import BODY, prose
from sparsity.stage.writing.live_number import LiveNumber

_GAP = 0.22


class Tally(VGroup):
    """Words, and a count that goes on while many are shown one after the other.

    Parameters
    ----------
    words
        What is counted: one line.
    counts
        The count after so many of them, from 0 on.
    """

    def __init__(self, words: str, counts: Sequence[int], *, color: ParsableManimColor, size: float = BODY) -> None:
        self.counts = [int(count) for count in counts]
        self.words = prose(words, size=size, color=color)
        baseline = float(self.words.get_bottom()[1]) + self.words.descent
        start = np.array([float(self.words.get_right()[0]) + _GAP, baseline, 0.0])
        # Its widest number first, so that the group is measured with room for it.
        self.number = LiveNumber(max(self.counts, key=abs), decimals=0, color=color, size=size).start_at(start)
        super().__init__(self.words, self.number)

    @classmethod
    def of(cls, words: str, which: npt.ArrayLike, *, color: ParsableManimColor, size: float = BODY) -> Tally:
        """Count those of which something is true.

        Parameters
        ----------
        which
            For each instance, whether it is.
        """
        return cls(words, [0, *np.cumsum(np.asarray(which, dtype=np.int64)).tolist()], color=color, size=size)

    def show_first(self, count: int) -> None:
        """Tell how many of the first so many it is."""
        self.number.set_value(self.counts[count])
