"""How loud sound is to people, by ITU-R BS.1770-4, and making it as loud as wanted."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy.ndimage import minimum_filter1d, uniform_filter1d  # type: ignore[import-untyped]
from scipy.signal import lfilter, resample_poly  # type: ignore[import-untyped]

Samples = npt.NDArray[np.float32]

RATE = 48_000
# LUFS, both of two equal channels counted, and decibels of full scale, as broadcasters and podcasts have it; lossy
# encoders overshoot by up to a decibel.
TARGET = -16.0
CEILING = -2.5
# The two filters of the standard at 48 kHz, as numerator and denominator.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_OFFSET = -0.691
_BLOCK, _STEP = round(0.4 * RATE), round(0.1 * RATE)
_QUIETEST, _BELOW_MEAN = -70.0, -10.0
_OVERSAMPLING = 4
# How long before and after a peak the sound gets softer, in samples.
_REACH = round(0.005 * RATE)
# Making a peak softer makes the whole softer; so often it is made up for.
_ROUNDS = 4


def integrated_loudness(samples: Samples) -> float:
    """Loudness of sound that two channels have in common, in LUFS; −∞ for silence.

    Parameters
    ----------
    samples
        One of the two channels, at 48 kHz.

    Examples
    --------
    A sine of 997 Hz at full scale in both channels has 0 LUFS.

    >>> sine = np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE).astype(np.float32)
    >>> round(integrated_loudness(sine), 1), integrated_loudness(0 * sine)
    (0.0, -inf)
    """
    if len(samples) < _BLOCK:
        samples = np.pad(samples, (0, _BLOCK - len(samples)))
    heard = lfilter(*_HIGH_PASS, lfilter(*_SHELF, samples.astype(np.float64)))
    summed = np.concatenate([[0.0], np.cumsum(heard**2)])
    begins = np.arange(0, len(samples) - _BLOCK + 1, _STEP)
    # Two channels.
    power = 2 * (summed[begins + _BLOCK] - summed[begins]) / _BLOCK
    power = power[power > _power(_QUIETEST)]
    if not len(power):
        return -math.inf
    power = power[power > _power(_loudness(power.mean()) + _BELOW_MEAN)]
    return _loudness(float(power.mean()))


def true_peak(samples: Samples) -> float:
    """The highest point of the sound between the samples, in decibels of full scale.

    >>> quarter = np.sin(2 * np.pi * (RATE / 4) * np.arange(4800) / RATE + np.pi / 4).astype(np.float32)
    >>> round(float(20 * np.log10(np.abs(quarter).max())), 1), round(true_peak(quarter[:4000]), 0)
    (-3.0, 0.0)
    """
    peak = float(np.abs(_between(samples)).max(initial=0.0))
    return 20 * math.log10(peak) if peak else -math.inf


def levelled(samples: Samples) -> Samples:
    """The same sound at the wanted loudness, peaks that would be too high made softer; silence stays silence."""
    loudness = integrated_loudness(samples)
    if loudness == -math.inf:
        return samples
    gain = TARGET - loudness
    for _ in range(_ROUNDS):
        made = _limited(samples * np.float32(10 ** (gain / 20)))
        gain += TARGET - integrated_loudness(made)
    return made


def _limited(samples: Samples) -> Samples:
    ceiling = 10 ** (CEILING / 20)
    peaks = np.abs(_between(samples)).reshape(-1, _OVERSAMPLING).max(axis=1)
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling))
    # As soft as any peak nearby wants it, without corners: each average is over values that all suit the peak.
    held = minimum_filter1d(wanted, 2 * _REACH + 1)
    softer: Samples = (samples * uniform_filter1d(uniform_filter1d(held, _REACH), _REACH)).astype(np.float32)
    return softer


def _between(samples: Samples) -> Samples:
    between: Samples = resample_poly(samples, _OVERSAMPLING, 1).astype(np.float32)
    return between


def _loudness(power: float) -> float:
    return _OFFSET + 10 * math.log10(power)


def _power(loudness: float) -> float:
    return float(10 ** ((loudness - _OFFSET) / 10))
