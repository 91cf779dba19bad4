"""One scene to be rendered: its numbers, its look, and where its files go."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sparsity.lecture.order import StoryPart
from sparsity.lecture.places import scene_path, settings_file
from sparsity.lecture.plain_text import plain_text
from sparsity.lecture.render.fingerprint import checksum, fingerprint, sources_fingerprint, versions
from sparsity.lecture.render.look import Look
from sparsity.lecture.render.parameters import format_value, parameters_of, parse_value
from sparsity.lecture.self_description import Value
from sparsity.lecture.sources import story_part
from sparsity.lecture.voice.choice import BUILT_IN, PROGRAM, RECORDED, Voice

FORMATS = ("mp4", "webm", "gif", "webp", "png", "svg")
DEFAULT_FORMATS = ("mp4", "png", "svg")
_MOVING = frozenset({"mp4", "webm", "gif", "webp"})
# Longer names are cut short by some file systems and unpleasant in all.
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Job:
    """One scene to be rendered.

    Parameters
    ----------
    part
        The scene.
    out
        The folder for all scenes; this one gets a folder of its own in it.
    look
        Quality, theme and aspect ratio.
    settings
        Parameters that differ from the scene's own.
    formats
        What to write beside captions, transcript and manifest.
    voice
        Who says the captions; none in a silent video.

    Raises
    ------
    ValueError
        If the folder or a setting has letters that cannot be written everywhere, such as line breaks.
    """

    part: StoryPart
    out: Path
    look: Look = field(default_factory=Look)
    settings: Mapping[str, Value] = field(default_factory=dict)
    formats: tuple[str, ...] = DEFAULT_FORMATS
    voice: Voice | None = None

    def __post_init__(self) -> None:
        plain_text(str(self.out), "out")
        for name, text in self.setting_texts.items():
            plain_text(text, name)

    @property
    def moves(self) -> bool:
        """Whether anything but stills is wanted; stills alone need no frame in between."""
        return not _MOVING.isdisjoint(self.formats)

    @property
    def setting_texts(self) -> dict[str, str]:
        """The changed settings as they are typed."""
        return {name: format_value(value) for name, value in self.settings.items()}

    @property
    def parameter_texts(self) -> dict[str, str]:
        """All parameters as they are typed."""
        defaults = {name: format_value(parameter.default) for name, parameter in parameters_of(self.part).items()}
        return defaults | self.setting_texts

    @property
    def variant(self) -> str:
        """Name of the folder, different for every look, every voice and all numbers.

        >>> Job(story_part("diamond"), Path(), Look("draft"), {"data_point": (3, -2)}).variant
        'draft_dark_16x9_data_point-3,-2'
        """
        suffix = "".join(f"_{name}-{text}" for name, text in self.setting_texts.items())
        if len(suffix) > _LONGEST_NAME or not re.fullmatch(r"[\w.,+-]*", suffix, re.ASCII):
            suffix = f"_{fingerprint(self.setting_texts)[:12]}"
        return self.look.folder + (f"_{self.voice.variant}" if self.voice else "") + suffix

    @property
    def folder(self) -> Path:
        """Where the finished files go."""
        return self.out / self.part.file / self.variant

    @property
    def workspace(self) -> Path:
        """Where manim works, and keeps what it can use again."""
        return self.out / ".cache" / "lecture" / self.part.file / self.variant

    @property
    def arguments(self) -> list[str]:
        """What to type behind `sparsity` to make this, but for the folder."""
        place = self.voice.place if self.voice else ""
        return _arguments(self.part.file, self.look, self.setting_texts, self.formats) + voice_arguments(
            self.voice_kind, place
        )

    @property
    def command(self) -> str:
        """The command that makes this."""
        return command_for(self.part.file, self.look, self.setting_texts, self.formats, self.voice_kind)

    @property
    def voice_kind(self) -> str:
        """What kind of voice it has; empty for none."""
        return self.voice.kind if self.voice else ""

    @property
    def voice_words(self) -> list[str]:
        """What to type for its voice; where one's own is, everybody knows best for themselves."""
        return voice_arguments(self.voice_kind)

    @cached_property
    def machinery(self) -> str:
        """Fingerprint of what draws and encodes; pictures drawn by anything else are not used again."""
        return fingerprint(
            {
                "library": sources_fingerprint(scene_path(self.part.file)),
                "manim settings": checksum(settings_file(self.look.theme)),
                "versions": versions(),
            }
        )

    @cached_property
    def fingerprint(self) -> str:
        """Fingerprint of all inputs but the formats, which can be added later."""
        return fingerprint(
            {
                "machinery": self.machinery,
                "scene": checksum(scene_path(self.part.file)),
                "part": self.part.file,
                "look": [self.look.quality, self.look.theme, self.look.aspect],
                "parameters": self.parameter_texts,
                "voice": self.voice.inputs(self.part.file) if self.voice else None,
            }
        )

    def to_json(self) -> str:
        """Write the job down for another process."""
        return json.dumps(
            {
                "scene": self.part.file,
                "out": str(self.out),
                "look": [self.look.quality, self.look.theme, self.look.aspect],
                "settings": self.setting_texts,
                "formats": self.formats,
                "voice": [self.voice.kind, self.voice.place] if self.voice else None,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Job:
        """Read a job that another process wrote down."""
        data = json.loads(text)
        part = story_part(data["scene"])
        known = parameters_of(part)
        settings = {name: parse_value(value, known[name]) for name, value in data["settings"].items()}
        voice = Voice(*data["voice"]) if data["voice"] else None
        return cls(part, Path(data["out"]), Look(*data["look"]), settings, tuple(data["formats"]), voice)


def command_for(
    scene: str, look: Look, settings: Mapping[str, str], formats: Sequence[str], voice_kind: str = ""
) -> str:
    """The command that makes a scene in a look, with changed settings as they are typed, in some formats, with a voice.

    >>> command_for("diamond", Look("draft"), {"data_point": "3,2"}, DEFAULT_FORMATS)
    './run sparsity render diamond --quality draft --theme dark --aspect 16:9 --set data_point=3,2'
    """
    words = ["./run", "sparsity", *_arguments(scene, look, settings, formats), *voice_arguments(voice_kind)]
    return shlex.join(words)


def _arguments(scene: str, look: Look, settings: Mapping[str, str], formats: Sequence[str]) -> list[str]:
    words = ["render", scene, "--quality", look.quality, "--theme", look.theme, "--aspect", look.aspect]
    for name, text in settings.items():
        words += ["--set", f"{name}={text}"]
    if set(formats) != set(DEFAULT_FORMATS):
        words += ["--format", ",".join(formats)]
    return words


def voice_arguments(kind: str, place: str = "") -> list[str]:
    """What to type for a voice of some kind; without its place, as in a manual.

    >>> voice_arguments("built-in"), voice_arguments("recorded", "takes"), voice_arguments("recorded")
    (['--voice'], ['--voice-files', 'takes'], ['--voice-files', 'FOLDER'])
    """
    return {
        BUILT_IN: ["--voice"],
        PROGRAM: ["--voice-from", place or "FILE.py:NAME"],
        RECORDED: ["--voice-files", place or "FOLDER"],
    }.get(kind, [])
