"""The voice that comes with the extra `voice`: hibari, offline, the same sound for the same words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from sparsity.lecture.voice.choice import VOICE
from sparsity.lecture.voice.spoken import Spoken
from sparsity.words.speech import Speech, Word

# The name of a by being written alone is the article.
_LETTER_NAMES = {"a": "ˈA", "i": "ˈI"}
_ENDINGS = {"-th": "θ"}
_ENDS_A_SENTENCE = frozenset(".?!")
# Seconds between two sentences of one caption.
_BETWEEN_SENTENCES = 0.3
# One unit of the durations that the voice works out for its sounds.
_UNIT = 0.025
# So much sooner, on the mean, a sound is heard than its units begin; less than half a unit is uncertain either way.
_AHEAD = 0.045
# In its graph: how many units each sound lasts.
_DURATIONS = "/Round_output_0"


class HibariVoice:
    """A synthesiser; the voice is loaded when something is said for the first time."""

    def __call__(self, speech: Speech) -> Spoken:
        """Say something.

        Raises
        ------
        ValueError
            If the voice would leave something out.
        """
        samples, starts, at = [], [], 0
        rate = int(self._hibari.sample_rate)
        for sentence in _sentences(speech):
            spoken = self._sentence(sentence, rate).trimmed
            starts += [at / rate + start for start in spoken.starts]
            pause = np.zeros(round(_BETWEEN_SENTENCES * rate), dtype=np.float32)
            samples += [spoken.samples, pause]
            at += len(spoken.samples) + len(pause)
        return Spoken(np.concatenate(samples[:-1]), rate, tuple(starts))

    def read(self, speech: Speech) -> list[str]:
        """The sounds of something, sentence by sentence, before any is heard.

        Raises
        ------
        ValueError
            If the voice would leave something out.
        """
        return [self._read(sentence)[0] for sentence in _sentences(speech)]

    def _read(self, words: list[Word]) -> tuple[str, list[int]]:
        """The sounds of a sentence, and the place of each word's first sound among them."""
        sounds = [self._sounds_of(word) for word in words]
        text = " ".join(_marked(word, sound) + word.pause for word, sound in zip(words, sounds, strict=True))
        g2p = self._hibari.g2p
        phonemes, begins = _joined(g2p.phonemize_tokens(g2p.tokenize(text)), words)
        if unknown := sorted(set(phonemes) - set(self._hibari.vocab)):
            raise ValueError(f"the voice {VOICE} has no sounds for {unknown} in {text!r}")
        return phonemes, begins

    def _sentence(self, words: list[Word], rate: int) -> Spoken:
        phonemes, begins = self._read(words)
        ids = np.asarray([self._hibari.ids(phonemes)], dtype=np.int64)
        *spectra, units = self._session.run(None, {"ids": ids, "speed": np.ones(1, dtype=np.float32)})
        # The first of them is the silence before.
        times = np.cumsum(np.ravel(units)) * _UNIT
        samples = self._synth(*(part[0] for part in spectra), np.random.default_rng(0))
        return Spoken(samples, rate, tuple(max(0.0, float(times[begin]) - _AHEAD) for begin in begins))

    def _sounds_of(self, word: Word) -> str:
        """The sounds of a name; of other words the voice knows them."""
        if not word.is_name:
            return ""
        letter, ending = word.text[0].lower(), word.text[1:]
        name = _LETTER_NAMES.get(letter) or str(self._hibari.g2p(letter, normalize_text=False))
        return name + _ENDINGS.get(ending, "")

    @cached_property
    def _hibari(self) -> Any:
        from hibari import Hibari

        return Hibari(voice=VOICE)

    @cached_property
    def _synth(self) -> Any:
        from hibari.dsp import synth

        return synth

    @cached_property
    def _session(self) -> Any:
        """The voice's graph, which also tells how long each sound lasts."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # The order of additions decides the last bits.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        graph = Path(self._hibari.model_path).read_bytes() + _one_more_output(_DURATIONS)
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _sentences(speech: Speech) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    for word in speech.words:
        sentence.append(word)
        if word.pause in _ENDS_A_SENTENCE and word.pause:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _marked(word: Word, sound: str) -> str:
    return f"[{word.text}](/{sound}/)" if sound else word.text


def _joined(tokens: list[Any], words: list[Word]) -> tuple[str, list[int]]:
    """The sounds of all tokens as the voice reads them, and the place of each word's first sound among them.

    Raises
    ------
    ValueError
        If a word has no sound.
    """
    phonemes = letters = ""
    # Where the letters of each token are, and its first sound if it has one.
    spans: list[tuple[int, int, int | None]] = []
    for token in tokens:
        begin = len(phonemes) if token.phonemes else None
        spans.append((len(letters), len(letters) + len(token.text), begin))
        phonemes += (token.phonemes or "") + (" " if token.whitespace else "")
        letters += token.text
    if letters != "".join(word.text + word.pause for word in words):
        raise ValueError(f"the voice {VOICE} takes {letters!r} for something else")
    begins: list[int] = []
    at = 0
    for word in words:
        end = at + len(word.text)
        # A word may be several tokens.
        sounds = [begin for first, last, begin in spans if begin is not None and at < last and first < end]
        if not sounds or (begins and sounds[0] <= begins[-1]):
            raise ValueError(f"the voice {VOICE} does not say {word.text!r}")
        begins.append(sounds[0])
        at = end + len(word.pause)
    return phonemes.rstrip(), begins


def _one_more_output(name: str) -> bytes:
    """What makes a tensor an output, to be put behind a graph in ONNX: messages of one field add up.

    It is field 7 of the model, the graph; in it field 12, an output; and in that field 1, its name.
    """
    message = name.encode()
    for field in (1, 12, 7):
        message = bytes([field << 3 | 2, len(message)]) + message
    return message
