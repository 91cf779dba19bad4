"""The voice of the extra: all words are said, when it tells that they are, and always in the same way."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import resample_poly

from sparsity.lecture.voice.choice import Voice
from sparsity.lecture.voice.hibari_voice import HibariVoice
from sparsity.lecture.voice.narrators import narrator_of
from sparsity.lecture.voice.spoken import Spoken, take_of
from sparsity.words.formula import Formula
from sparsity.words.sentence import Sentence
from sparsity.words.speech import Speech, Word
from sparsity.words.spoken_formula import GREEK, POWERS, RELATIONS, SIGNS
from sparsity.words.spoken_numbers import fraction_in_words, number_in_words
from tests.lecture.voice.listening import sounding

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def hibari() -> HibariVoice:
    return HibariVoice()


def speech(template: str, **values: object) -> Speech:
    return Sentence(template, values).spoken


def stretches(spoken: Spoken, silence: float) -> list[tuple[float, float]]:
    return sounding(resample_poly(spoken.samples, 2, 1), silence=silence)


def test_the_same_words_are_the_same_bytes(hibari: HibariVoice):
    said = speech("All answers lie on one line: {line}.", line=Formula("b = 5 - 10 a"))
    one, other = hibari(said), HibariVoice()(said)
    assert one.samples.tobytes() == other.samples.tobytes()
    assert one.starts == other.starts


@pytest.mark.parametrize(
    "template", ["It comes nearer. {now} Then it touches.", "At last it touches the line. {now} So $b = 0$."]
)
def test_a_word_begins_when_it_is_said_to(hibari: HibariVoice, template: str):
    said = speech(template)
    take = take_of(said, hibari(said))
    (_, _), (second, _) = stretches(Spoken(take.samples, take.rate), 0.25)
    assert take.moment == pytest.approx(second, abs=0.05)


def test_there_is_a_time_for_every_word_and_all_take_some(hibari: HibariVoice):
    said = speech("For $0 < p <= 1$ the p-th root isn't convex, the quasi-norm neither: twenty-one {c:=}.", c=21.5)
    spoken = hibari(said)
    assert len(spoken.starts) == len(said.words)
    assert np.diff([*spoken.starts, spoken.duration]).min() > 0.04


def test_a_name_sounds_like_its_letter_and_unlike_the_word(hibari: HibariVoice):
    words = {letter: hibari(Speech((Word(letter, is_name=True),))) for letter in string.ascii_lowercase}
    assert len({spoken.samples.tobytes() for spoken in words.values()}) == 26
    assert hibari(Speech((Word("a"),))).samples.tobytes() != words["a"].samples.tobytes()
    capital = hibari(Speech((Word("A", is_name=True),)))
    assert capital.samples.tobytes() == words["a"].samples.tobytes()
    assert hibari(Speech((Word("p-th", is_name=True),))).duration > words["p"].duration


def test_what_it_does_not_say_is_refused(hibari: HibariVoice, monkeypatch: pytest.MonkeyPatch):
    assert hibari(speech("It touches.")).duration > 0.5
    g2p = hibari._hibari.g2p
    phonemize = g2p.phonemize_tokens

    def deaf(tokens):
        tokens = phonemize(tokens)
        for token in tokens:
            token.phonemes = "" if token.text == "line" else token.phonemes
        return tokens

    monkeypatch.setattr(g2p, "phonemize_tokens", deaf)
    with pytest.raises(ValueError, match="does not say 'line'"):
        hibari(speech("It touches the line."))


def words_of(scene: Path) -> set[str]:
    """All words in the sentences that a scene's file has."""
    texts = [
        node.value
        for node in ast.walk(ast.parse(scene.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    sentences = [re.sub(r"\$[^$]*\$|\{[^}]*\}", " ", text) for text in texts if re.search(r"[a-z]+ .*[.:?!]$", text)]
    return {word for sentence in sentences for word in re.findall(r"[A-Za-z]+(?:['-][A-Za-z]+)*", sentence)}


@pytest.mark.parametrize("scene", sorted((ROOT / "scenes").glob("*.py")), ids=lambda scene: scene.stem)
def test_it_knows_every_word_of_the_scenes(hibari: HibariVoice, scene: Path):
    words = words_of(scene)
    assert words
    for word in words:
        assert all(hibari.read(speech(f"{word}.")))


def test_it_knows_every_word_for_symbols(hibari: HibariVoice):
    signs = {word for words in (*RELATIONS.values(), *SIGNS.values(), *POWERS.values()) for word in words} - {","}
    numbers = {word for number in range(1000) for word in number_in_words(str(number))} | {"thousand", "million"}
    parts = {word for below in range(2, 11) for above in (1, 2) for word in fraction_in_words(above, below)}
    assert len(signs | numbers | parts | GREEK) > 100
    for word in signs | numbers | parts | GREEK:
        assert all(hibari.read(Speech((Word(word),))))


def test_it_is_the_voice_that_comes_by_itself(hibari: HibariVoice, tmp_path: Path):
    said = speech("It touches {now} the line.")
    take = narrator_of(Voice(), "diamond", tmp_path)(said)
    assert take.samples.tobytes() == take_of(said, hibari(said)).samples.tobytes()
    assert 0.3 < take.moment < take.duration
    assert len(list((tmp_path / ".cache" / "voice").iterdir())) == 1


def test_sentences_are_said_one_after_the_other(hibari: HibariVoice):
    one, other = hibari(speech("It touches.")), hibari(speech("The line is cut!"))
    both = hibari(speech("It touches. The line is cut!"))
    assert both.duration == pytest.approx(one.duration + other.duration + 0.3, abs=0.01)
    assert both.starts[2] == pytest.approx(one.duration + 0.3 + other.starts[0], abs=0.01)
