"""What a synthesiser gives back: sound, and when each word begins in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sparsity.stage.telling.narration import Take
from sparsity.words.speech import Speech

# Sound below this part of its loudest stretch is silence: −40 dB.
_SILENCE = 0.01
# Stretches of sound whose loudness is looked at, in seconds.
_STRETCH = 0.005
# What is kept before the first sound and behind the last, in seconds: speech begins and ends softly.
_BEFORE, _BEHIND = 0.01, 0.08
_LONGEST = 120.0


@dataclass(frozen=True, eq=False)
class Spoken:
    """Speech as sound.

    Parameters
    ----------
    samples
        One channel, 1.0 being full scale.
    rate
        Samples per second.
    starts
        When each word begins, in seconds; empty where that is not known.

    Raises
    ------
    ValueError
        If that is no sound, or too long, or the times are in no order.
    """

    samples: npt.NDArray[np.float32]
    rate: int
    starts: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        samples = np.asarray(self.samples, dtype=np.float32)
        object.__setattr__(self, "samples", samples)
        object.__setattr__(self, "starts", tuple(float(start) for start in self.starts))
        if not 8_000 <= self.rate <= 192_000:
            raise ValueError(f"rate must be 8000 to 192000 samples per second, not {self.rate!r}")
        if samples.ndim != 1 or not np.isfinite(samples).all():
            raise ValueError(f"samples must be finite numbers in one row, not of shape {samples.shape}")
        if not samples.any() or self.duration > _LONGEST:
            what = f"{self.duration:g} s" if samples.any() else "silence"
            raise ValueError(f"samples must be sound of at most {_LONGEST:g} s, not {what}")
        times = (0.0, *self.starts, self.duration)
        if any(later < earlier for earlier, later in pairwise(times)):
            raise ValueError(f"starts must ascend within the {self.duration:g} s of sound, not be {self.starts}")

    @property
    def duration(self) -> float:
        """How long it takes, in seconds."""
        return len(self.samples) / self.rate

    @property
    def trimmed(self) -> Spoken:
        """The same without the silence around it."""
        first, last = _sounding(self.samples, round(_STRETCH * self.rate))
        begin = max(0, first - round(_BEFORE * self.rate))
        end = min(len(self.samples), last + round(_BEHIND * self.rate))
        duration = (end - begin) / self.rate
        starts = (min(max(0.0, start - begin / self.rate), duration) for start in self.starts)
        return Spoken(self.samples[begin:end], self.rate, tuple(starts))


# Says something; what is to be said is `speech.text`, or word by word `speech.words`.
Synthesiser: TypeAlias = Callable[[Speech], Spoken]


def take_of(speech: Speech, spoken: Spoken) -> Take:
    """One caption as it will be heard, with the moment of the word that something on screen waits for.

    Raises
    ------
    ValueError
        If there is not one time for each word.
    """
    if spoken.starts and len(spoken.starts) != len(speech.words):
        raise ValueError(
            f"a voice must tell when each of the {len(speech.words)} words of {speech.text!r} begins, or of none, "
            f"not of {len(spoken.starts)}"
        )
    sound = spoken.trimmed
    if speech.mark is None:
        moment = 0.0
    elif speech.mark == len(speech.words):
        moment = sound.duration
    elif sound.starts:
        moment = sound.starts[speech.mark]
    else:
        # As if all letters took the same time.
        letters = [len(word.text) + len(word.pause) for word in speech.words]
        moment = sound.duration * sum(letters[: speech.mark]) / sum(letters)
    return Take(sound.samples, sound.rate, moment)


def _sounding(samples: npt.NDArray[np.float32], stretch: int) -> tuple[int, int]:
    """Where the first stretch that is no silence begins, and where the last one ends."""
    padded = np.zeros(-(-len(samples) // stretch) * stretch, dtype=np.float64)
    padded[: len(samples)] = samples
    loudness = np.sqrt(np.mean(padded.reshape(-1, stretch) ** 2, axis=1))
    (loud,) = np.nonzero(loudness > _SILENCE * loudness.max())
    return int(loud[0]) * stretch, (int(loud[-1]) + 1) * stretch
