"""Loudness as others measure it, and takes put together without clicks."""

from __future__ import annotations

import re

import av
import av.filter
import numpy as np
import pytest

from sparsity.lecture.voice.loudness import CEILING, RATE, TARGET, integrated_loudness, levelled, true_peak
from sparsity.lecture.voice.soundtrack import samples_in, soundtrack
from sparsity.stage.telling.narration import Take


def sine(frequency: float, level: float, seconds: float) -> np.ndarray:
    """A sine with its peaks at a level in decibels of full scale."""
    times = np.arange(round(seconds * RATE)) / RATE
    return (10 ** (level / 20) * np.sin(2 * np.pi * frequency * times)).astype(np.float32)


def speechlike(seed: int, seconds: float = 6) -> np.ndarray:
    """Noise in syllables, with peaks far above its mean."""
    random = np.random.default_rng(seed)
    syllables = np.repeat(random.gamma(0.5, 1, round(seconds * 5)), RATE // 5)
    return (0.05 * syllables * random.standard_normal(len(syllables))).astype(np.float32)


def test_sines_have_the_loudness_that_the_standard_says():
    # EBU Tech 3341, cases 1 to 3: stereo, 1 kHz.
    assert integrated_loudness(sine(1000, -23, 20)) == pytest.approx(-23, abs=0.1)
    assert integrated_loudness(sine(1000, -33, 20)) == pytest.approx(-33, abs=0.1)
    gated = np.concatenate([sine(1000, -36, 10), sine(1000, -23, 60), sine(1000, -36, 10)])
    assert integrated_loudness(gated) == pytest.approx(-23, abs=0.1)


@pytest.mark.parametrize("seed", range(3))
def test_loudness_and_peak_are_those_that_ffmpeg_measures(seed: int):
    sound = speechlike(seed)
    loudness, peak = measured_by_ffmpeg(sound)
    assert integrated_loudness(sound) == pytest.approx(loudness, abs=0.1)
    assert true_peak(sound) == pytest.approx(peak, abs=0.3)


def measured_by_ffmpeg(sound: np.ndarray) -> tuple[float, float]:
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="fltp", layout="stereo")
    meter = graph.add("ebur128", "metadata=1:peak=true")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    for start in range(0, len(sound), 4800):
        part = sound[start : start + 4800]
        frame = av.AudioFrame.from_ndarray(np.stack([part, part]), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, start
        source.push(frame)
    source.push(None)
    last: dict[str, str] = {}
    while True:
        try:
            last = dict(sink.pull().metadata) or last
        except (av.EOFError, av.BlockingIOError):
            break
    peaks = [float(value) for name, value in last.items() if re.fullmatch(r"lavfi\.r128\.true_peaks?_ch\d", name)]
    return float(last["lavfi.r128.I"]), 20 * np.log10(max(peaks))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("gain", [0.01, 1, 10])
def test_speech_gets_the_wanted_loudness_and_no_peak_above_the_ceiling(seed: int, gain: float):
    made = levelled((gain * speechlike(seed)).astype(np.float32))
    assert integrated_loudness(made) == pytest.approx(TARGET, abs=0.5)
    assert true_peak(made) <= CEILING + 0.1


def test_silence_stays_silence():
    assert not levelled(np.zeros(RATE, dtype=np.float32)).any()
    assert not soundtrack([], 30, 15).any()


def test_takes_begin_where_they_should_and_join_without_a_click():
    # A tone that begins and ends at its loudest.
    tone = np.cos(2 * np.pi * 100 * np.arange(8000) / 16_000).astype(np.float32)
    sound = soundtrack([(0.5, Take(tone, 16_000)), (1.5, Take(tone, 16_000))], 45, 15)
    assert len(sound) == samples_in(45, 15) == 3 * RATE
    (heard,) = np.nonzero(sound)
    assert heard[0] / RATE == pytest.approx(0.5, abs=0.002)
    assert heard[-1] / RATE == pytest.approx(2.0, abs=0.002)
    assert not sound[RATE : round(1.5 * RATE)].any()
    # No two samples are further apart than within the tone itself.
    assert np.abs(np.diff(sound)).max() <= 1.1 * np.abs(sound).max() * 2 * np.pi * 100 / RATE


def test_takes_that_have_no_time_of_their_own_are_refused():
    take = Take(np.ones(16_000, dtype=np.float32), 16_000)
    with pytest.raises(ValueError, match=r"from 0\.500 s on must have its time"):
        soundtrack([(0, take), (0.5, take)], 60, 15)
    with pytest.raises(ValueError, match=r"from 3\.500 s on .* within the pictures"):
        soundtrack([(3.5, take)], 60, 15)
