"""Listens to files, by their energy."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

RATE = 48_000


def samples_of(file: Path) -> np.ndarray:
    """Both channels of a file (2, n), from the time at which its first picture is shown; each frame where it says."""
    with av.open(file) as container:
        (stream,) = container.streams.audio
        frames = list(stream.container.decode(stream))
        assert {(frame.sample_rate, frame.layout.name) for frame in frames} == {(RATE, "stereo")}
        length = max(round(frame.time * RATE) + frame.samples for frame in frames)
        samples = np.zeros((2, length))
        for frame in frames:
            begin = round(frame.time * RATE)
            samples[:, begin : begin + frame.samples] = frame.to_ndarray()
    return samples


def sounding(samples: np.ndarray, *, silence: float = 0.2) -> list[tuple[float, float]]:
    """Begin and end, in seconds, of all stretches of sound that at least so much silence is around."""
    step = RATE // 500
    energy = np.square(samples[: len(samples) // step * step]).reshape(-1, step).mean(axis=1)
    (loud,) = np.nonzero(energy > 1e-4 * energy.max())
    breaks = np.nonzero(np.diff(loud) > silence * RATE / step)[0]
    begins, ends = loud[np.r_[0, breaks + 1]], loud[np.r_[breaks, len(loud) - 1]] + 1
    return [(begin * step / RATE, end * step / RATE) for begin, end in zip(begins, ends, strict=True)]
