"""When nothing moves, and how waiting is kept alive."""

from __future__ import annotations

import math
from typing import NamedTuple

# Seconds that nothing may move for, summaries aside.
LONGEST_FREEZE = 3.0
# Seconds that a picture stands before what is spoken of pulses, and that a pulse takes.
_REST = 2.5
_PULSE = 1.0
_SHORTEST_PULSE = 0.5


class Freeze(NamedTuple):
    """A stretch of a video in which nothing moves; in seconds."""

    start: float
    end: float
    beat: str
    is_summary: bool

    @property
    def length(self) -> float:
        """How long nothing moves."""
        return self.end - self.start


class Waiting(NamedTuple):
    """Frames that a picture stands, and frames of the pulse after them; either may be none."""

    still: int
    pulse: int


def waiting(frames: int, stood: int, rate: float) -> list[Waiting]:
    """Divide a wait into rests and pulses, evenly, so that no rest gets long.

    Parameters
    ----------
    frames
        How long to wait.
    stood
        For how many frames the picture has stood before.
    rate
        Frames per second.

    >>> waiting(60, 0, 30), waiting(150, 0, 30)
    ([Waiting(still=60, pulse=0)], [Waiting(still=60, pulse=30), Waiting(still=60, pulse=0)])
    """
    pulse = min(round(_PULSE * rate), frames)
    # Whatever has stood longer than a rest is due to pulse at once.
    stood = min(stood, round(_REST * rate))
    count = math.ceil(round((stood + frames) / rate - _REST, 6) / (_REST + _PULSE))
    if count < 1 or ((stood + frames) / rate < LONGEST_FREEZE and pulse < _SHORTEST_PULSE * rate):
        return [Waiting(frames, 0)]
    made, done = [], 0
    for number in range(1, count + 1):
        # The first rest has begun already.
        start = round((stood + frames + pulse) * number / (count + 1)) - pulse - stood
        made.append(Waiting(max(0, start - done), pulse))
        done += sum(made[-1])
    return [*made, Waiting(frames - done, 0)] if frames > done else made
