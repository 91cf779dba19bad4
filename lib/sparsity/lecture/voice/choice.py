"""Which voice a video has: the one that comes with the project, another program's, or a lecturer's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from sparsity.lecture.plain_text import plain_text
from sparsity.lecture.render.fingerprint import checksum, fingerprint

BUILT_IN, PROGRAM, RECORDED = "built-in", "program", "recorded"
KINDS = (BUILT_IN, PROGRAM, RECORDED)
# What each is called where people choose between videos.
IN_WORDS = {BUILT_IN: "spoken", PROGRAM: "spoken by another program", RECORDED: "spoken by a person"}
# The package and its voice that come with the extra, and what it runs on.
PACKAGE, VOICE, ENGINE = "hibari-tts", "heart", "onnxruntime"
_NEEDED = ("hibari", ENGINE)
_MISSING = "--voice needs one more package; type: ./run pip install -e '.[voice]' -c constraints.txt"
_RECORDING = re.compile(r"0*([1-9]\d*)\.wav", re.IGNORECASE)
_PROGRAM = re.compile(r"(?P<file>.+):(?P<name>[A-Za-z_]\w*)")


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
        if self.kind == PROGRAM and not self.program[0].is_file():
            raise ValueError(f"voice must be a function in a Python file, not {self.place!r}: there is no such file")
        if self.kind == RECORDED and not Path(self.place).is_dir():
            raise ValueError(f"voice must be a folder with recordings, not {self.place!r}: there is no such folder")

    @property
    def variant(self) -> str:
        """Part of the name of a folder, different for voices of different places.

        >>> Voice("recorded", "/").variant
        'voice-aea07970'
        """
        return "voice" if self.kind == BUILT_IN else f"voice-{fingerprint({'place': self.place})[:8]}"

    def inputs(self, scene: str) -> dict[str, object]:
        """Everything that decides how it says the captions of a scene, for a fingerprint."""
        if self.kind == BUILT_IN:
            return {"kind": self.kind, "voice": VOICE, PACKAGE: version(PACKAGE), ENGINE: version(ENGINE)}
        if self.kind == PROGRAM:
            file, name = self.program
            return {"kind": self.kind, "name": name, "file": checksum(file)}
        files = recordings_in(self.folder(scene))
        return {"kind": self.kind, "files": {str(number): checksum(file) for number, file in files.items()}}

    def folder(self, scene: str) -> Path:
        """Where the recordings of a scene are: in a folder of its name, or where no scene has one, all in one place."""
        place = Path(self.place)
        return place / scene if any(inside.is_dir() for inside in place.iterdir()) else place

    @property
    def program(self) -> tuple[Path, str]:
        """The file of a program, and the name of what to call in it.

        Raises
        ------
        ValueError
            If it is not written as such.
        """
        found = _PROGRAM.fullmatch(self.place)
        if found is None:
            raise ValueError(f"voice must be a file and a function in it, such as mine.py:speak, not {self.place!r}")
        return Path(found["file"]), found["name"]


def recordings_in(folder: Path) -> dict[int, Path]:
    """The recordings of a folder by their numbers: 1.wav or 01.wav is the first.

    Raises
    ------
    ValueError
        If there are two of one number.
    """
    found: dict[int, Path] = {}
    for file in sorted(folder.glob("*")):
        if name := _RECORDING.fullmatch(file.name):
            number = int(name[1])
            if number in found:
                raise ValueError(f"{folder} must have one recording {number}, not {found[number].name} and {file.name}")
            found[number] = file
    return found
