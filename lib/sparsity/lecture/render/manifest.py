"""The list of what was made, and from what, with checksums; read as if a stranger had written it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sparsity.lecture.render.fields import Fields, read_fields
from sparsity.lecture.render.fingerprint import checksum, versions
from sparsity.lecture.render.job import FORMATS, Job, command_for
from sparsity.lecture.render.look import Look
from sparsity.lecture.voice.choice import KINDS
from sparsity.stage.telling.captions import Caption
from sparsity.words.grammar import checked_formula

if TYPE_CHECKING:
    from sparsity.lecture.render.scene_run import SceneRun
    from sparsity.stage.telling.story import Beat

NAME = "manifest.json"
# Beside every scene, whatever else is made.
_ALWAYS = ("vtt", "srt", "chapters.vtt", "txt", "png")
# Nothing that leads anywhere, is hidden, or means something in an address.
_FILE_NAME = re.compile(r"(?:\w[\w-]*/)?\w[\w.-]*", re.ASCII)
_SCENE_NAME = re.compile(r"\w+", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_FILE_NAME = 120
# A day at 60 frames a second.
_MOST_FRAMES = 24 * 3600 * 60
# Times in seconds are written by one program and read by the next.
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class FileFacts:
    """How large a file is, in bytes, and the SHA-256 of its content."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The files in a folder, and what they were made from.

    Parameters
    ----------
    files
        The files by their names in the folder.
    fingerprint
        Fingerprint of everything that they were made from.

    Raises
    ------
    ValueError
        If a name could lead out of the folder, or is none that a link may have.
    """

    files: Mapping[str, FileFacts]
    fingerprint: str

    def __post_init__(self) -> None:
        for name, facts in self.files.items():
            if not _FILE_NAME.fullmatch(name) or len(name) > _LONGEST_FILE_NAME or name == NAME:
                raise ValueError(f"files must have plain names in their own folder, not {name[:_LONGEST_FILE_NAME]!r}")
            if not _SHA256.fullmatch(facts.sha256):
                raise ValueError(f"files[{name!r}].sha256 must be 64 hexadecimal digits, not {facts.sha256[:70]!r}")


@dataclass(frozen=True)
class FinishedBeat:
    """One beat of a finished scene.

    Parameters
    ----------
    name
        What it is called.
    start, end
        Its first moment and the end of its last picture, in seconds.
    still
        Name of its last picture in the scene's folder.
    captions
        What is said, with times in the whole.
    formulas
        Typst markup of what its last picture states in formulas, all of the stage's grammar.

    Raises
    ------
    ValueError
        If a formula could be code, or the times are in no order.
    """

    name: str
    start: float
    end: float
    still: str
    captions: tuple[Caption, ...] = ()
    formulas: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        times = [self.start, *(time for caption in self.captions for time in (caption.start, caption.end)), self.end]
        if any(after < before - _TOLERANCE for before, after in pairwise(times)) or self.end <= self.start:
            raise ValueError(f"the times of the beat {self.name!r} must follow each other, not be {times}")
        for formula in self.formulas:
            checked_formula(formula)


@dataclass(frozen=True, kw_only=True)
class Manifest(Listing):
    """What a finished scene is, and what it was made from.

    Parameters
    ----------
    scene
        Name of the scene's file.
    title, summary
        What it is about.
    look
        Its quality, theme and aspect ratio; size and frame rate follow from it.
    parameters, changed_parameters
        All parameters as they are typed, and those that are not the scene's own.
    formats
        What was made beside captions, transcript and stills.
    voice
        What kind of voice says the captions; empty for a silent video.
    frames
        How many the video has, or would have.
    beats
        Its parts.
    versions
        Versions of what drew and encoded it.

    Raises
    ------
    ValueError
        If anything in it does not fit the rest.
    """

    scene: str
    title: str
    summary: str
    look: Look
    parameters: Mapping[str, str]
    changed_parameters: Mapping[str, str]
    formats: tuple[str, ...]
    voice: str
    frames: int
    beats: tuple[FinishedBeat, ...]
    versions: Mapping[str, str]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not _SCENE_NAME.fullmatch(self.scene):
            raise ValueError(f"scene must be the name of a file in scenes/, not {self.scene!r}")
        for name in self.formats:
            if name not in FORMATS:
                raise ValueError(f"formats must be among {', '.join(FORMATS)}, not {name!r}")
        if self.voice not in ("", *KINDS):
            raise ValueError(f"voice must be empty or among {', '.join(KINDS)}, not {self.voice!r}")
        if not 1 <= self.frames <= _MOST_FRAMES:
            raise ValueError(f"frames must be from 1 to {_MOST_FRAMES}, not {self.frames}")
        if not self.beats:
            raise ValueError("beats must be one or more, not none")
        ends = [0.0, *(time for beat in self.beats for time in (beat.start, beat.end)), self.duration]
        if any(after < before - _TOLERANCE for before, after in pairwise(ends)):
            raise ValueError(f"beats must follow each other within {self.duration} seconds, not be at {ends[1:-1]}")
        for name in [*(f"{self.scene}.{ending}" for ending in (*_ALWAYS, *self.formats)), *self.stills]:
            if name not in self.files:
                raise ValueError(f"files must list {name}, which the scene has")
        for name in self.stills:
            if not name.endswith(".png"):
                raise ValueError(f"still must be a picture in PNG, not {name!r}")

    @property
    def stills(self) -> list[str]:
        """Names of the last pictures of all beats."""
        return [beat.still for beat in self.beats]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.look.size

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.size[0]

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.size[1]

    @property
    def theme(self) -> str:
        """Its theme."""
        return self.look.theme

    @property
    def frame_rate(self) -> int:
        """Frames per second."""
        return self.look.frame_rate

    @property
    def duration(self) -> float:
        """Seconds from the first to the end of the last frame."""
        return self.frames / self.frame_rate

    @property
    def command(self) -> str:
        """The command that makes it; never taken from a file, since people copy it into their terminals."""
        return command_for(self.scene, self.look, self.changed_parameters, self.formats, self.voice)

    def as_json(self) -> dict[str, Any]:
        """Everything in it, and what follows from it, for a file."""
        return {
            "scene": self.scene,
            "title": self.title,
            "summary": self.summary,
            "command": self.command,
            "parameters": dict(self.parameters),
            "changed_parameters": dict(self.changed_parameters),
            "quality": self.look.quality,
            "theme": self.look.theme,
            "aspect": self.look.aspect,
            "formats": list(self.formats),
            "voice": self.voice,
            "width": self.width,
            "height": self.height,
            "frame_rate": self.frame_rate,
            "frames": self.frames,
            "duration": self.duration,
            "beats": [
                {
                    "name": beat.name,
                    "start": beat.start,
                    "end": beat.end,
                    "still": beat.still,
                    "captions": [
                        {"start": caption.start, "end": caption.end, "text": caption.text, "added": caption.added}
                        for caption in beat.captions
                    ],
                    "formulas": list(beat.formulas),
                }
                for beat in self.beats
            ],
            "files": files_as_json(self.files),
            "versions": dict(self.versions),
            "fingerprint": self.fingerprint,
        }


def describe(job: Job, run: SceneRun, *, files: Sequence[Path], folder: Path) -> Manifest:
    """Describe finished files of a folder: what they are, and what they were made from."""
    return Manifest(
        scene=job.part.file,
        title=run.title,
        summary=run.summary,
        look=job.look,
        parameters=job.parameter_texts,
        changed_parameters=job.setting_texts,
        formats=job.formats,
        voice=job.voice_kind,
        frames=run.frames,
        beats=tuple(
            FinishedBeat(beat.name, beat.start, beat.end, still, _broken_into_lines(beat), tuple(beat.formulas))
            for beat, still in zip(run.beats, run.stills, strict=True)
        ),
        files=facts_of(files, folder),
        versions=versions(),
        fingerprint=job.fingerprint,
    )


def _broken_into_lines(beat: Beat) -> tuple[Caption, ...]:
    return tuple(Caption(caption.lines, caption.start, caption.end, caption.added) for caption in beat.captions)


def facts_of(files: Sequence[Path], folder: Path) -> dict[str, FileFacts]:
    """Size and checksum of files by their names in a folder."""
    return {
        file.relative_to(folder).as_posix(): FileFacts(file.stat().st_size, checksum(file)) for file in sorted(files)
    }


def files_as_json(files: Mapping[str, FileFacts]) -> dict[str, dict[str, Any]]:
    """What is known of files, for a file."""
    return {name: {"bytes": facts.size, "sha256": facts.sha256} for name, facts in files.items()}


def write_manifest(manifest: Mapping[str, Any], file: Path) -> None:
    """Write a manifest as JSON."""
    file.write_text(json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a scene's folder.

    Raises
    ------
    ValueError
        If there is none, or anything in it is not acceptable; the message says in one line which and why.
    """
    return read_fields(folder / NAME, _manifest_from)


def read_listing(folder: Path) -> Listing:
    """Read what a manifest of any kind lists.

    Raises
    ------
    ValueError
        As above.
    """
    return read_fields(folder / NAME, lambda fields: Listing(**_listing_from(fields)))


def _manifest_from(fields: Fields) -> Manifest:
    manifest = Manifest(
        **_listing_from(fields),
        scene=fields.text("scene"),
        title=fields.text("title"),
        summary=fields.text("summary"),
        look=Look(fields.text("quality"), fields.text("theme"), fields.text("aspect")),
        parameters=fields.texts("parameters"),
        changed_parameters=fields.texts("changed_parameters"),
        formats=fields.text_list("formats"),
        voice=fields.text("voice"),
        frames=fields.whole("frames"),
        beats=tuple(map(_beat_from, fields.objects("beats"))),
        versions=fields.texts("versions"),
    )
    for name in ("width", "height", "frame_rate", "duration"):
        fields.same(name, getattr(manifest, name))
    return manifest


def _listing_from(fields: Fields) -> dict[str, Any]:
    listed = fields.fields("files")
    return {
        "files": {name: _facts_from(listed.fields(name)) for name in listed},
        "fingerprint": fields.text("fingerprint"),
    }


def _facts_from(fields: Fields) -> FileFacts:
    return FileFacts(fields.whole("bytes"), fields.text("sha256"))


def _beat_from(fields: Fields) -> FinishedBeat:
    return FinishedBeat(
        fields.text("name"),
        fields.number("start"),
        fields.number("end"),
        fields.text("still"),
        tuple(
            Caption(caption.lines("text"), caption.number("start"), caption.number("end"), caption.text("added"))
            for caption in fields.objects("captions")
        ),
        fields.text_list("formulas"),
    )
