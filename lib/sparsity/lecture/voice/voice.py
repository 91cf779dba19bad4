"""Which voice a video has: the one that comes with the project, another program's, or a lecturer's own."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sparsity.lecture.plain_text import plain_text
from sparsity.lecture.render.fingerprint import checksum, fingerprint
from sparsity.lecture.voice.hibari_voice import HibariVoice
from sparsity.lecture.voice.kept import KeptSpeech
from sparsity.lecture.voice.recordings import Recordings, recordings_in
from sparsity.lecture.voice.spoken import Spoken, Synthesiser, take_of
from sparsity.stage.telling.narration import Narrator, Take
from sparsity.words.speech import Speech

BUILT_IN, PROGRAM, RECORDED = "built-in", "program", "recorded"
KINDS = (BUILT_IN, PROGRAM, RECORDED)
# What each is called where people choose between videos.
IN_WORDS = {BUILT_IN: "spoken", PROGRAM: "spoken by another program", RECORDED: "spoken by a person"}
_NEEDED = ("hibari", "onnxruntime")
_MISSING = "--voice needs one more package; type: ./run pip install -e '.[voice]' -c constraints.txt"


@dataclass(frozen=True)
class Voice:
    """Who says the captions.

    Parameters
    ----------
    kind
        "built-in"; "program" for a synthesiser of one's own; "recorded" for one's own voice.
    place
        Of a program, its file and what to call in it, as in "mine.py:speak"; of recordings, their folder.

    Raises
    ------
    ValueError
        If there is no such voice here; for the built-in one the message says what to install.
    """

    kind: str = BUILT_IN
    place: str = ""

    def __post_init__(self) -> None:
        plain_text(self.place, "voice")
        if self.kind not in KINDS:
            raise ValueError(f"voice must be one of {', '.join(KINDS)}, not {self.kind!r}")
        if self.kind == BUILT_IN and not all(map(find_spec, _NEEDED)):
            raise ValueError(_MISSING)
        if self.kind == PROGRAM and not (re.search(r":[A-Za-z_]\w*$", self.place) and self._file.is_file()):
            raise ValueError(f"voice must be a Python file and a function in it, as mine.py:speak, not {self.place!r}")
        if self.kind == RECORDED and not Path(self.place).is_dir():
            raise ValueError(f"voice files must be in a folder, not {self.place!r}")

    @property
    def variant(self) -> str:
        """Part of the name of a folder, different for voices of different places.

        >>> Voice("recorded", "/tmp").variant
        'voice-e9671acd'
        """
        return "voice" if self.kind == BUILT_IN else f"voice-{fingerprint({'place': self.place})[:8]}"

    def inputs(self, scene: str) -> dict[str, object]:
        """Everything that decides how it says the captions of a scene, for a fingerprint."""
        if self.kind == BUILT_IN:
            return {"kind": self.kind, "identity": HibariVoice().identity}
        if self.kind == PROGRAM:
            return {"kind": self.kind, "name": self._function, "file": checksum(self._file)}
        files = recordings_in(self.folder(scene))
        return {"kind": self.kind, "files": {str(number): checksum(file) for number, file in files.items()}}

    def folder(self, scene: str) -> Path:
        """Where the recordings of a scene are: in a folder of its name, or where no scene has one, all in one place."""
        place = Path(self.place)
        return place / scene if any(inside.is_dir() for inside in place.iterdir()) else place

    def narrator(self, scene: str, out: Path) -> Narrator:
        """What says the captions of a scene, and keeps in a folder for everything what took time to make.

        Raises
        ------
        ValueError
            If there is no such function.
        """
        say = self._synthesiser(scene, out)

        def narrator(speech: Speech) -> Take:
            return take_of(speech, say(speech))

        return narrator

    def _synthesiser(self, scene: str, out: Path) -> Synthesiser:
        kept = out / ".cache" / "voice"
        if self.kind == BUILT_IN:
            hibari = HibariVoice()
            return KeptSpeech(hibari, hibari.identity, out, kept)
        if self.kind == PROGRAM:
            return KeptSpeech(self._loaded(), fingerprint(self.inputs(scene)), out, kept)
        return Recordings(self.folder(scene))

    @property
    def _file(self) -> Path:
        return Path(self.place.rpartition(":")[0])

    @property
    def _function(self) -> str:
        return self.place.rpartition(":")[2]

    def _loaded(self) -> Synthesiser:
        spec = importlib.util.spec_from_file_location(self._file.stem, self._file)
        if spec is None or spec.loader is None:
            raise ValueError(f"{self._file} is not a Python file")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found: Callable[[Speech], Any] | None = getattr(module, self._function, None)
        if not callable(found):
            raise ValueError(f"{self._file} has no function {self._function!r}")

        def speak(speech: Speech) -> Spoken:
            return Spoken(*found(speech))

        return speak
