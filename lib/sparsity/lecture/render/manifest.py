"""The list of what was made, from what, with checksums; and whether it is still up to date."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sparsity.lecture.render.fingerprint import checksum, versions
from sparsity.lecture.render.job import Job

if TYPE_CHECKING:
    from sparsity.stage.story import Beat

NAME = "manifest.json"


def describe(
    job: Job, *, beats: Sequence[Beat], stills: Sequence[str], frames: int, files: Sequence[Path], folder: Path
) -> dict[str, Any]:
    """Describe finished files of a folder: what they are, and what they were made from."""
    width, height = job.look.size
    return {
        "scene": job.part.file,
        "title": job.part.title,
        "summary": job.part.summary,
        "command": job.command,
        "parameters": job.parameter_texts,
        "changed_parameters": job.setting_texts,
        "quality": job.look.quality,
        "theme": job.look.theme,
        "aspect": job.look.aspect,
        "formats": list(job.formats),
        "width": width,
        "height": height,
        "frame_rate": job.look.frame_rate,
        "frames": frames,
        "duration": frames / job.look.frame_rate,
        "beats": [
            {
                "name": beat.name,
                "start": beat.start,
                "end": beat.end,
                "still": still,
                "captions": [
                    {"start": caption.start, "end": caption.end, "text": caption.text} for caption in beat.captions
                ],
                "formulas": beat.formulas,
            }
            for beat, still in zip(beats, stills, strict=True)
        ],
        "files": facts_of(files, folder),
        "versions": versions(),
        "fingerprint": job.fingerprint,
    }


def facts_of(files: Sequence[Path], folder: Path) -> dict[str, dict[str, Any]]:
    """Size and checksum of files by their names in a folder."""
    return {
        file.relative_to(folder).as_posix(): {"bytes": file.stat().st_size, "sha256": checksum(file)}
        for file in sorted(files)
    }


def write_manifest(manifest: dict[str, Any], file: Path) -> None:
    """Write a manifest as JSON."""
    file.write_text(json.dumps(manifest, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Read the manifest of a folder, if it has a legible one."""
    try:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and isinstance(manifest.get("files"), dict) else None


def is_current(job: Job) -> bool:
    """Tell whether all files of a job are there, unharmed, and made from the same inputs."""
    manifest = made_from(job.fingerprint, job.folder)
    return manifest is not None and set(job.formats) <= set(manifest.get("formats", ()))


def made_from(fingerprint: str, folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder, if its files were made from inputs of this fingerprint and are unharmed."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.get("fingerprint") != fingerprint:
        return None
    unharmed = all(_is_unharmed(folder / name, facts) for name, facts in manifest["files"].items())
    return manifest if unharmed else None


def put_in_place(staging: Path, folder: Path) -> None:
    """Move finished files to where they belong, the manifest last, and delete what an earlier run left over."""
    earlier = (read_manifest(folder) or {"files": {}})["files"]
    files = [file.relative_to(staging) for file in staging.rglob("*") if file.is_file()]
    for name in sorted(files, key=lambda name: name == Path(NAME)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(folder / name)
    for name in earlier:
        if Path(name) not in files:
            with suppress(OSError):
                (folder / name).unlink()


def _is_unharmed(file: Path, facts: dict[str, Any]) -> bool:
    try:
        return (file.stat().st_size, checksum(file)) == (facts["bytes"], facts["sha256"])
    except OSError:
        return False
