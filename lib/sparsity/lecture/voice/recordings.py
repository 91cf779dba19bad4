"""A lecturer's own voice: one WAV file for each caption, by number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import av
import numpy as np

from sparsity.lecture.voice.choice import recordings_in
from sparsity.lecture.voice.spoken import Spoken
from sparsity.words.speech import Speech

# Nobody says a word in less, and hardly anybody takes longer for one, in seconds; nor for all of them together.
_SHORTEST_WORD, _LONGEST_WORD, _AROUND = 0.08, 2.0, 5.0


class Recordings:
    """A synthesiser that plays what a lecturer has recorded, in the order of the captions.

    Parameters
    ----------
    folder
        Where the recordings are: 1.wav or 01.wav for the first caption, and so on.
    """

    def __init__(self, folder: Path) -> None:
        self._files = recordings_in(folder)
        self._folder = folder
        self._said = 0

    def __call__(self, speech: Speech) -> Spoken:
        """Play the next recording.

        Raises
        ------
        ValueError
            If there is none, or it cannot be one of these words.
        """
        self._said += 1
        if self._said not in self._files:
            raise ValueError(f"{self._folder} must have {self._said}.wav, which says {speech.text!r}")
        return read_recording(self._files[self._said], speech)


def check_recordings(folder: Path, speeches: Sequence[Speech]) -> None:
    """Make sure that there is one recording for each caption, and that it can be one of its words.

    Raises
    ------
    ValueError
        If not; the message says which is wrong.
    """
    found = recordings_in(folder)
    wanted = range(1, len(speeches) + 1)
    missing, more = ([*sorted(set(one) - set(other))] for one, other in ((wanted, found), (found, wanted)))
    if missing or more:
        problems = [f"{_files(some)} {what}" for some, what in ((missing, "missing"), (more, "too many")) if some]
        raise ValueError(f"{folder} must have {len(speeches)} recordings, one for each caption: {', '.join(problems)}")
    for number, speech in zip(wanted, speeches, strict=True):
        read_recording(found[number], speech)


def _files(numbers: Sequence[int]) -> str:
    """Name recordings, many in a row by the first and the last.

    >>> _files([1, 2, 4, 5, 6, 7])
    '1.wav 2.wav 4.wav to 7.wav'
    """
    # What is in a row is as far from its number as from its place.
    rows = [[number for _, number in row] for _, row in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    return " ".join(
        f"{row[0]}.wav to {row[-1]}.wav" if len(row) > 2 else " ".join(f"{number}.wav" for number in row)
        for row in rows
    )


def read_recording(file: Path, speech: Speech) -> Spoken:
    """Read a recording of these words.

    Raises
    ------
    ValueError
        If it is no WAV file, or too short or too long for them.
    """
    if not file.is_file():
        raise ValueError(f"{file} is no file")
    try:
        with av.open(file, format="wav") as recording:
            stream = recording.streams.audio[0]
            as_floats = av.AudioResampler("fltp", stream.layout, stream.rate)
            frames = [part for frame in recording.decode(stream) for part in as_floats.resample(frame)]
            # All channels alike.
            samples = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in frames])
            rate = int(stream.rate)
    except (av.FFmpegError, IndexError, ValueError):
        raise ValueError(f"{file} must be a recording in WAV") from None
    words = len(speech.words)
    least, most = _SHORTEST_WORD * words, _LONGEST_WORD * words + _AROUND
    try:
        spoken = Spoken(samples, rate).trimmed
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None
    if not least <= spoken.duration <= most:
        raise ValueError(
            f"{file} must last {least:.1f} to {most:.1f} s for the {words} words {speech.text!r}, "
            f"not {spoken.duration:.1f} s"
        )
    return spoken
