"""A voice for tests: says each word as a tone, the same every time."""

from __future__ import annotations

import numpy as np

RATE = 16_000
# Seconds of silence before the first tone, and between two.
BEFORE, BETWEEN = 0.3, 0.06


def speak(speech):
    """A tone for each word, longer for longer words; a longer silence where there is a pause."""
    parts, starts, at = [], [], 0

    def add(samples):
        nonlocal at
        parts.append(samples.astype(np.float32))
        at += len(samples)

    add(np.zeros(round(BEFORE * RATE)))
    for word in speech.words:
        starts.append(at / RATE)
        times = np.arange(round((0.08 + 0.03 * len(word.text)) * RATE)) / RATE
        add(0.3 * np.sin(2 * np.pi * (200 + 20 * len(word.text)) * times))
        add(np.zeros(round((0.25 if word.pause else BETWEEN) * RATE)))
    return np.concatenate(parts), RATE, starts


def hum(speech):
    """As long, with no word told from another."""
    samples, rate, _ = speak(speech)
    return samples, rate
