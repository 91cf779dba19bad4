"""What a scene knows of a voice: that it says a caption, how long that takes, and when a certain word comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sparsity.words.speech import Speech

# Seconds of silence between what is said and the next caption.
BREATH = 0.4


@dataclass(frozen=True, eq=False)
class Take:
    """One caption as a voice says it.

    Parameters
    ----------
    samples
        One channel, 1.0 being full scale; the first of them is the beginning of the first word.
    rate
        Samples per second.
    moment
        Seconds until the word that something on screen waits for; 0 if there is none.
    """

    samples: npt.NDArray[np.float32]
    rate: int
    moment: float = 0.0

    @property
    def duration(self) -> float:
        """How long it takes, in seconds."""
        return len(self.samples) / self.rate


class Narrator(Protocol):
    """Says the captions of a scene, one after the other."""

    def __call__(self, speech: Speech, /) -> Take:
        """Say the next caption."""
