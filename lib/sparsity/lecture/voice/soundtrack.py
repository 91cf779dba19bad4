"""The sound of a video: each take where its caption begins, and silence between."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy.signal import resample_poly  # type: ignore[import-untyped]

from sparsity.lecture.voice.loudness import RATE, Samples, levelled
from sparsity.stage.telling.narration import Take

# Seconds in which a take swells from silence and fades back, so that no join clicks.
_FADE = 0.008


def soundtrack(takes: Sequence[tuple[float, Take]], frames: int, frame_rate: int) -> Samples:
    """Put takes together at 48 kHz, one channel, as loud as wanted and exactly as long as the pictures.

    Parameters
    ----------
    takes
        When each begins, in seconds, and what is said.
    frames, frame_rate
        How many pictures there are, and how many a second.

    Raises
    ------
    ValueError
        If one begins before the one before it has ended, or ends after the pictures.
    """
    sound = np.zeros(samples_in(frames, frame_rate), dtype=np.float32)
    free = 0
    for start, take in takes:
        said = _faded(_resampled(take))
        begin = round(start * RATE)
        if begin < free or begin + len(said) > len(sound):
            raise ValueError(f"what is said from {start:.3f} s on must have its time to itself, within the pictures")
        free = begin + len(said)
        sound[begin:free] = said
    return levelled(sound)


def samples_in(frames: int, frame_rate: int) -> int:
    """Samples in the time of so many pictures."""
    return round(frames * RATE / frame_rate)


def _resampled(take: Take) -> Samples:
    common = math.gcd(RATE, take.rate)
    resampled: Samples = resample_poly(take.samples, RATE // common, take.rate // common).astype(np.float32)
    return resampled


def _faded(samples: Samples) -> Samples:
    length = min(round(_FADE * RATE), len(samples) // 2)
    ramp = np.sin(0.5 * np.pi * np.arange(length) / max(1, length)).astype(np.float32) ** 2
    samples = samples.copy()
    samples[:length] *= ramp
    samples[len(samples) - length :] *= ramp[::-1]
    return samples
