"""Scenes for notebooks and code: render one, get its files, and see it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from rich.console import Console

from sparsity.lecture.build import build
from sparsity.lecture.job import Job
from sparsity.lecture.look import Look
from sparsity.lecture.manifest import read_manifest
from sparsity.lecture.parameters import Value, format_value, parameters_of, parse_value, without_defaults
from sparsity.lecture.progress import PlainLines
from sparsity.lecture.sources import story_part


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

    def _file(self, ending: str) -> Path:
        return self.folder / f"{self.manifest['scene']}.{ending}"

    def _repr_html_(self) -> str:
        # Everything inside, so that it goes on working in a notebook that is sent to somebody else.
        return (
            f'<video controls preload="metadata" style="max-width: 100%" width="{self.manifest["width"]}" '
            f'aria-label="{escape(self.manifest["title"])}" poster="{_inlined(self.poster, "image/png")}" '
            f'src="{_inlined(self.video, "video/mp4")}">'
            f'<track default kind="captions" srclang="en" label="English" src="{_inlined(self.captions, "text/vtt")}">'
            "</video>"
        )


def render_scene(
    scene: str,
    *,
    quality: str = "720p30",
    theme: str = "dark",
    aspect: str = "16:9",
    out: str | Path = "renders",
    **settings: Any,
) -> RenderedScene:
    """Render a scene with one's own numbers, or find it where it has been rendered before.

    Parameters
    ----------
    scene
        Name of the scene's file, such as "diamond".
    quality, theme, aspect
        As for the command `sparsity render`.
    out
        Folder for everything that is made.
    **settings
        Parameters of the scene, such as `data_point=(3, 2)`.

    Returns
    -------
    RenderedScene
        The paths of all files.

    Raises
    ------
    ValueError
        If there is no such scene or parameter, or a value is of the wrong sort.
    RuntimeError
        If the scene could not be rendered, for instance because it refuses a value.

    Examples
    --------
    >>> render_scene("diamond", angle=3)
    Traceback (most recent call last):
        ...
    ValueError: diamond has no parameter 'angle'; possible are diamond: data_point=10,5, rests=0.3,0.6,0.9
    """
    part = story_part(scene)
    look = Look(quality, theme, aspect)
    # Names first: only documented parameters have a sort of value.
    without_defaults(part, settings)
    known = parameters_of(part)
    values = {name: parse_value(format_value(_plain(value)), known[name]) for name, value in settings.items()}
    folder = Path(out).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    job = Job(part, folder, look, without_defaults(part, values))
    (result,) = build([job], 1, PlainLines(Console(quiet=True), 1))
    manifest = read_manifest(job.folder)
    if result.outcome == "failed" or manifest is None:
        raise RuntimeError(f"{scene} could not be rendered: {result.reason}")
    return RenderedScene(job.folder, manifest)


def _plain(value: Any) -> Value:
    return value if isinstance(value, str | int | float) else tuple(value)


def _inlined(file: Path, kind: str) -> str:
    return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"
