"""What the index says: every finished scene in story order, with its versions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from sparsity.lecture.page.scene_page import INDEX, Link, ScenePage
from sparsity.lecture.page.versions import describe_version
from sparsity.lecture.rendered import RenderedScene


@dataclass(frozen=True)
class Entry:
    """One scene in the index: its latest version, and links to the others."""

    latest: ScenePage
    url: str
    poster: str
    others: list[Link]


@dataclass(frozen=True)
class IndexPage:
    """The index of all finished scenes of a folder, given in story order and of each the latest first."""

    out: Path
    everything: list[RenderedScene]

    @property
    def file(self) -> Path:
        """Where the index goes."""
        return self.out / INDEX

    @property
    def entries(self) -> list[Entry]:
        """The scenes."""
        return [
            self._entry(list(versions)) for _, versions in groupby(self.everything, lambda scene: scene.manifest.scene)
        ]

    @property
    def duration(self) -> float:
        """How long it takes to watch each scene once, in seconds."""
        return sum(entry.latest.manifest.duration for entry in self.entries)

    def _entry(self, versions: list[RenderedScene]) -> Entry:
        latest, *others = versions
        return Entry(
            ScenePage(latest, self.everything),
            self._address(latest, INDEX),
            self._address(latest, latest.poster.name),
            [
                Link(
                    self._address(other, INDEX),
                    describe_version(other.manifest),
                )
                for other in others
            ],
        )

    def _address(self, scene: RenderedScene, name: str) -> str:
        return quote((scene.folder / name).relative_to(self.out).as_posix())
