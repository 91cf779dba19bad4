"""Voices at work: each says the captions of a scene, one after the other."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sparsity.lecture.render.fingerprint import fingerprint
from sparsity.lecture.voice.choice import BUILT_IN, PROGRAM, Voice
from sparsity.lecture.voice.hibari_voice import HibariVoice
from sparsity.lecture.voice.kept import KeptSpeech
from sparsity.lecture.voice.recordings import Recordings
from sparsity.lecture.voice.spoken import Spoken, Synthesiser, take_of
from sparsity.stage.telling.narration import Narrator, Take
from sparsity.words.speech import Speech


def narrator_of(voice: Voice, scene: str, out: Path) -> Narrator:
    """What says the captions of a scene, and keeps in the folder for everything what took time to make.

    Raises
    ------
    ValueError
        If a program has no such function.
    """
    say = _synthesiser(voice, scene, out)

    def narrator(speech: Speech) -> Take:
        return take_of(speech, say(speech))

    return narrator


def _synthesiser(voice: Voice, scene: str, out: Path) -> Synthesiser:
    if voice.kind not in (BUILT_IN, PROGRAM):
        return Recordings(voice.folder(scene))
    says = HibariVoice() if voice.kind == BUILT_IN else _loaded(*voice.program)
    return KeptSpeech(says, fingerprint(voice.inputs(scene)), out, out / ".cache" / "voice")


def _loaded(file: Path, name: str) -> Synthesiser:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise ValueError(f"{file} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[Speech], Any] | None = getattr(module, name, None)
    if not callable(found):
        raise ValueError(f"{file} has no function {name!r}")

    def say(speech: Speech) -> Spoken:
        return Spoken(*found(speech))

    return say
