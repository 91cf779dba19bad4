"""Finished scenes: their files, and where to find them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from sparsity.lecture.order import STORY
from sparsity.lecture.plain_text import plain_text
from sparsity.lecture.render.finished import check_files
from sparsity.lecture.render.manifest import NAME, Manifest, read_manifest
from sparsity.lecture.safe_files import leads_out

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
    manifest: Manifest

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
        return [self.folder / name for name in self.manifest.stills]

    @property
    def title(self) -> str:
        """The scene's title."""
        return self.manifest.title

    @classmethod
    def in_folder(cls, folder: Path) -> RenderedScene:
        """The finished scene of a folder.

        Raises
        ------
        ValueError
            If there is none, or anything in it is not as its manifest says; the message says what, in one line.
        """
        plain_text(str(folder), "a folder's name")
        manifest = read_manifest(folder)
        check_files(folder, manifest)
        return cls(folder, manifest)

    def _file(self, ending: str) -> Path:
        return self.folder / f"{self.manifest.scene}.{ending}"

    def _repr_html_(self) -> str:
        # Everything inside, so that it goes on working in a notebook that is sent to somebody else.
        return (
            f'<video controls preload="metadata" style="max-width: 100%" width="{self.manifest.width}" '
            f'aria-label="{escape(self.title)}" poster="{data_url(self.poster)}" src="{data_url(self.video)}">'
            f'<track default kind="captions" srclang="en" label="English" src="{data_url(self.captions)}">'
            "</video>"
        )


def find_rendered(out: Path, refuse: Callable[[str], object]) -> list[RenderedScene]:
    """All finished scenes of a folder in story order, of each the latest first.

    Parameters
    ----------
    out
        The folder that scenes were rendered into, by whomever.
    refuse
        Told of each folder that is left out, and why, in one line: another version of this project may have made
        it, a render that was ended halfway, or somebody with other intentions.
    """
    found = []
    for part in STORY:
        dated: list[tuple[int, RenderedScene]] = []
        for file in sorted(out.glob(f"{part.file}/*/{NAME}"), reverse=True):
            try:
                scene = _checked(out, part.file, file.parent)
                dated.append((file.stat().st_mtime_ns, scene))
            except ValueError as error:
                refuse(f"left out: {error}")
            except OSError as error:
                refuse(f"left out: {file}: {error.strerror}")
        dated.sort(key=lambda entry: entry[0], reverse=True)
        found += [scene for _, scene in dated]
    return found


def _checked(out: Path, name: str, folder: Path) -> RenderedScene:
    """The finished scene of a folder within another, under its own name."""
    if leads_out(out, str(folder.relative_to(out))):
        raise ValueError(f"{folder} is a link that leads out of {out}")
    scene = RenderedScene.in_folder(folder)
    if scene.manifest.scene != name:
        raise ValueError(f"{folder} holds the scene {scene.manifest.scene}, not {name}")
    return scene


def data_url(file: Path) -> str:
    """A file's content as a URL, for pages that have to work alone."""
    return f"data:{_MEDIA_TYPES[file.suffix]};base64,{b64encode(file.read_bytes()).decode()}"
