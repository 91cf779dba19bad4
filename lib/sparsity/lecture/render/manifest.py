"""The list of what was made, from what, with checksums; and whether it is still up to date."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
        "files": {
            file.relative_to(folder).as_posix(): {"bytes": file.stat().st_size, "sha256": checksum(file)}
            for file in sorted(files)
        },
        "versions": versions(),
        "fingerprint": job.fingerprint,
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
    manifest = read_manifest(job.folder)
    return (
        manifest is not None
        and manifest.get("fingerprint") == job.fingerprint
        and set(job.formats) <= set(manifest.get("formats", ()))
        and all(_is_unharmed(job.folder / name, facts) for name, facts in manifest["files"].items())
    )


def _is_unharmed(file: Path, facts: dict[str, Any]) -> bool:
    try:
        return (file.stat().st_size, checksum(file)) == (facts["bytes"], facts["sha256"])
    except OSError:
        return False
