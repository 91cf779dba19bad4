"""What holds for the captions of every scene."""

from __future__ import annotations

from itertools import pairwise

from sparsity.stage.telling.captions import LINE_LENGTH, MAX_CHARACTERS_PER_SECOND, MAX_LINES
from sparsity.stage.telling.stillness import LONGEST_FREEZE
from tests.scenes.conftest import Run


def assert_captions_can_be_read(run: Run, *, shortest: float, longest: float) -> None:
    """Check the length of the video (seconds), and length, speed and order of all its captions."""
    assert shortest <= run.beats[-1].end <= longest
    for beat in run.beats:
        assert beat.captions, f"nothing is said in {beat.name!r}"
    captions = [caption for beat in run.beats for caption in beat.captions]
    for caption in captions:
        lines = caption.lines.splitlines()
        assert len(lines) <= MAX_LINES
        assert max(map(len, lines)) <= LINE_LENGTH
        assert caption.reading_speed <= MAX_CHARACTERS_PER_SECOND
    for before, after in pairwise(captions):
        assert before.start < before.end <= after.start < after.end


def assert_nothing_stands_still(run: Run) -> None:
    """Check that something moves at least every three seconds, but in the summary."""
    too_long = [freeze for freeze in run.scene.freezes if freeze.length > LONGEST_FREEZE and not freeze.is_summary]
    assert too_long == []
