"""A voice keeps the time of a scene, and a silent scene knows nothing of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from manim import Circle, FadeIn, tempconfig

from sparsity.stage.telling.captions import reading_time
from sparsity.stage.telling.narration import BREATH, Narrator, Take
from sparsity.stage.telling.story import StoryScene
from sparsity.words.speech import Speech

RATE = 1000
# Seconds that each word of a test's voice takes: more than it takes to read it.
PER_WORD = 0.7


def slowly(speech: Speech) -> Take:
    samples = np.ones(round(PER_WORD * len(speech.words) * RATE), dtype=np.float32)
    return Take(samples, RATE, PER_WORD * (speech.mark or 0))


def quickly(speech: Speech) -> Take:
    return Take(np.ones(100, dtype=np.float32), RATE, 0.05 if speech.mark else 0.0)


class Plain(StoryScene):
    def construct(self) -> None:
        with self.beat("first", "First"):
            self.say("Here it touches the line.")
            self.play(FadeIn(Circle()), run_time=0.5)
            self.say("And here it ends.")


class Voiced(StoryScene):
    def construct(self) -> None:
        with self.beat("first", "First"):
            self.announce("A title.")
            self.say("Here {now} it touches the line.", spoken="It is a circle.")
            self.wait_for_word()
            self.word_at = self.now
            self.play(FadeIn(Circle()), run_time=0.5)
            self.say("And here it ends.")


class Forgetful(StoryScene):
    def construct(self) -> None:
        with self.beat("first", "First"):
            self.say("Here it touches the line.")
            self.wait_for_word()


@pytest.fixture
def run(tmp_path: Path):
    def run(base: type[StoryScene], narrator: Narrator | None = None, frame_rate: int = 30) -> StoryScene:
        settings = {
            "pixel_width": 64,
            "pixel_height": 36,
            "frame_rate": frame_rate,
            "media_dir": str(tmp_path),
            "format": "png",
            "save_last_frame": True,
            "progress_bar": "none",
            "verbosity": "ERROR",
        }
        members = {} if narrator is None else {"narrator": staticmethod(narrator)}
        with tempconfig(settings):
            scene = type(base.__name__, (base,), members)()
            scene.render()
        return scene

    return run


def timeline(scene: StoryScene) -> list[tuple[str, float, float]]:
    return [(caption.text, caption.start, caption.end) for beat in scene.beats for caption in beat.captions]


@pytest.mark.parametrize("frame_rate", [15, 60])
def test_a_silent_scene_is_the_same_to_the_frame_whatever_a_voice_would_do(run, frame_rate: int):
    assert timeline(run(Voiced, None, frame_rate)) == timeline(run(Plain, None, frame_rate))


@pytest.mark.parametrize("frame_rate", [15, 60])
def test_a_caption_stays_until_it_is_said_with_a_breath_after_it(run, frame_rate: int):
    scene = run(Voiced, slowly, frame_rate)
    assert scene.takes[0][0] == 0
    # Title, the words with what is added, and the last words.
    assert [len(take.samples) for _, take in scene.takes] == [round(PER_WORD * words * RATE) for words in (2, 9, 4)]
    starts = [start for start, _ in scene.takes]
    assert starts[1:] == [start for _, start, _ in timeline(scene)]
    for (start, take), end in zip(scene.takes, [*starts[1:], scene.now], strict=True):
        assert -1e-9 < end - start - take.duration - BREATH < 1.5 / frame_rate


def test_a_caption_stays_until_it_is_read_however_quickly_it_is_said(run):
    for text, start, end in timeline(run(Voiced, quickly)):
        assert end - start >= reading_time(text) - 1e-9


@pytest.mark.parametrize("frame_rate", [15, 24, 30, 60])
def test_what_waits_for_a_word_comes_within_half_a_frame_of_it(run, frame_rate: int):
    scene = run(Voiced, slowly, frame_rate)
    assert scene.word_at == pytest.approx(scene.takes[1][0] + PER_WORD, abs=0.5 / frame_rate + 1e-9)
    assert abs(scene.word_at - scene.takes[1][0] - PER_WORD) < 0.05


@pytest.mark.parametrize("narrator", [None, slowly])
def test_whoever_waits_for_a_word_has_to_mark_it(run, narrator):
    with pytest.raises(ValueError, match=r"a caption must have \{now\} before the word that is waited for"):
        run(Forgetful, narrator)
