"""The files of a finished scene as a visitor sees them: what each is, and how large."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from sparsity.lecture.render.manifest import NAME
from sparsity.lecture.rendered import RenderedScene

_KINDS = {
    ".mp4": "Video, with captions and chapters in it",
    ".webm": "Video for the web",
    ".gif": "Moving picture",
    ".webp": "Moving picture, smaller",
    ".chapters.vtt": "Chapters for web players",
    ".vtt": "Captions for web players",
    ".srt": "Captions for other players",
    ".txt": "Transcript",
    ".png": "Last picture",
    ".svg": "Last picture, sharp at every size",
}
_STILL = "Last picture of a beat"


@dataclass(frozen=True)
class Download:
    """One file of a scene.

    Parameters
    ----------
    name
        Path in the scene's folder.
    kind
        What it is, in words.
    size
        How large it is, in words.
    """

    name: str
    kind: str
    size: str

    @property
    def is_still(self) -> bool:
        """Whether it is one of many stills, which are listed apart."""
        return self.kind == _STILL

    @property
    def is_text(self) -> bool:
        """Whether it is text, and thus small."""
        return PurePosixPath(self.name).suffix in (".vtt", ".srt", ".txt", ".json")


def downloads(scene: RenderedScene) -> list[Download]:
    """All files of a finished scene, videos first, the manifest last."""
    stills = set(scene.manifest.stills)
    files = [
        Download(name, _STILL if name in stills else kind_of(name), human_size(facts.size))
        for name, facts in scene.manifest.files.items()
    ]
    order = [*_KINDS.values(), _STILL]
    files.sort(key=lambda file: order.index(file.kind) if file.kind in order else len(order))
    made_from = human_size((scene.folder / NAME).stat().st_size)
    return [*files, Download(NAME, "What made all this, with checksums", made_from)]


def kind_of(name: str) -> str:
    """Say what a file is, from the ending of its name.

    >>> kind_of("diamond.chapters.vtt"), kind_of("diamond.vtt"), kind_of("diamond.xyz")
    ('Chapters for web players', 'Captions for web players', 'XYZ file')
    """
    known = next((kind for ending, kind in _KINDS.items() if name.endswith(ending)), None)
    return known or f"{PurePosixPath(name).suffix[1:].upper()} file"


def human_size(n_bytes: int) -> str:
    """Say how large a file is, in decimal units.

    >>> human_size(812), human_size(38_136), human_size(2_839_156)
    ('812 bytes', '38 kB', '2.8 MB')
    """
    if n_bytes < 1000:
        return f"{n_bytes} bytes"
    return f"{n_bytes / 1e3:.0f} kB" if n_bytes < 999_500 else f"{n_bytes / 1e6:.1f} MB"
