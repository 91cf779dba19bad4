"""Finished scenes: their files, and where to find them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from sparsity.lecture.order import STORY
from sparsity.lecture.render.manifest import NAME, read_manifest

_MEDIA_TYPES = {
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".txt": "text/plain",
    ".json": "application/json",
}
# What pages and decks take from a manifest.
_NEEDED = {
    *("scene", "title", "summary", "command", "changed_parameters", "quality", "theme", "aspect"),
    *("width", "height", "frame_rate", "frames", "duration", "beats", "files"),
}


@dataclass(frozen=True)
class RenderedScene:
    """A finished scene and its files; a notebook shows the video with its captions.

    Parameters
    ----------
    folder
        Where all the files are.
    manifest
        What they are and what they were made from, as in manifest.json.
    """

    folder: Path
    manifest: dict[str, Any]

    @property
    def video(self) -> Path:
        """The video, with captions and chapters embedded."""
        return self._file("mp4")

    @property
    def captions(self) -> Path:
        """The captions as WebVTT; as SubRip they are beside it."""
        return self._file("vtt")

    @property
    def chapters(self) -> Path:
        """The chapters as WebVTT."""
        return self._file("chapters.vtt")

    @property
    def transcript(self) -> Path:
        """Everything that is said, as text."""
        return self._file("txt")

    @property
    def poster(self) -> Path:
        """The last picture."""
        return self._file("png")

    @property
    def stills(self) -> list[Path]:
        """The last picture of each beat."""
        return [self.folder / beat["still"] for beat in self.manifest["beats"]]

    @property
    def title(self) -> str:
        """The scene's title."""
        return str(self.manifest["title"])

    @classmethod
    def in_folder(cls, folder: Path) -> RenderedScene:
        """The finished scene of a folder.

        Raises
        ------
        ValueError
            If there is none.
        """
        manifest = read_manifest(folder)
        if manifest is None:
            raise ValueError(f"{folder} has no legible {NAME}: no finished scene is there")
        return cls(folder, manifest)

    def _file(self, ending: str) -> Path:
        return self.folder / f"{self.manifest['scene']}.{ending}"

    def _repr_html_(self) -> str:
        # Everything inside, so that it goes on working in a notebook that is sent to somebody else.
        return (
            f'<video controls preload="metadata" style="max-width: 100%" width="{self.manifest["width"]}" '
            f'aria-label="{escape(self.title)}" poster="{data_url(self.poster)}" src="{data_url(self.video)}">'
            f'<track default kind="captions" srclang="en" label="English" src="{data_url(self.captions)}">'
            "</video>"
        )


def find_rendered(out: Path) -> list[RenderedScene]:
    """All finished scenes of a folder in story order, of each the latest first.

    Folders that another version of this project has made, with less in their manifests, are left out.
    """
    found = []
    for part in STORY:
        manifests = sorted(
            out.glob(f"{part.file}/*/{NAME}"), key=lambda file: (file.stat().st_mtime_ns, file), reverse=True
        )
        for file in manifests:
            manifest = read_manifest(file.parent)
            if manifest is not None and manifest.keys() >= _NEEDED and manifest["scene"] == part.file:
                found.append(RenderedScene(file.parent, manifest))
    return found


def data_url(file: Path) -> str:
    """A file's content as a URL, for pages that have to work alone."""
    return f"data:{_MEDIA_TYPES[file.suffix]};base64,{b64encode(file.read_bytes()).decode()}"
