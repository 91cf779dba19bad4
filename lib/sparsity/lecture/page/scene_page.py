"""What the page of one finished scene says: everything its template needs, nothing typed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sparsity.lecture.order import STORY
from sparsity.lecture.page.downloads import Download, downloads
from sparsity.lecture.page.versions import describe_version, most_alike, theme_twin
from sparsity.lecture.render.caption_files import SPOKEN, all_words
from sparsity.lecture.render.manifest import Manifest
from sparsity.lecture.rendered import RenderedScene, data_url

INDEX = "index.html"
# What an embedded page has below its picture: captions and controls, in CSS pixels.
_BELOW_THE_PICTURE = 168
_EMBEDDED_PICTURE = (960, 720)


@dataclass(frozen=True)
class Link:
    """A link to a page and what it is called."""

    url: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """One beat on a page.

    Parameters
    ----------
    name
        What it is called.
    start, end
        Its first moment and the end of its last picture, in seconds.
    still
        Address of its last picture.
    paragraphs
        Its captions, each on one line.
    """

    name: str
    start: float
    end: float
    still: str
    paragraphs: list[str]


@dataclass(frozen=True)
class ScenePage:
    """The page of a finished scene.

    Parameters
    ----------
    scene
        The scene.
    everything
        All finished scenes, for the links to its neighbours and other versions.
    alone
        Whether the page is to work without any other file.
    """

    scene: RenderedScene
    everything: list[RenderedScene]
    alone: bool = False

    @property
    def file(self) -> Path:
        """Where the page goes: beside the video."""
        return self.scene.folder / (f"{self.manifest.scene}.html" if self.alone else INDEX)

    @property
    def place(self) -> str:
        """Where the page is within the folder of everything, as part of an address."""
        if self.alone:
            return quote(self.file.name)
        return quote(f"{self.manifest.scene}/{self.scene.folder.name}/{INDEX}")

    @property
    def manifest(self) -> Manifest:
        """What the manifest knows."""
        return self.scene.manifest

    @property
    def number(self) -> int:
        """Place in the story, from 1."""
        return [part.file for part in STORY].index(self.manifest.scene) + 1

    @property
    def n_scenes(self) -> int:
        """How many scenes the story has."""
        return len(STORY)

    @property
    def version(self) -> str:
        """Numbers and look of this version, in words."""
        return describe_version(self.manifest)

    @property
    def videos(self) -> list[str]:
        """Names of the videos that it plays, the most widely played first; none if only stills were made."""
        names = (f"{self.manifest.scene}.{ending}" for ending in ("mp4", "webm"))
        found = [name for name in names if name in self.manifest.files]
        return found[:1] if self.alone else found

    @property
    def spoken(self) -> str:
        """What there is to say about the voice; empty for a silent film."""
        return SPOKEN if self.manifest.voice and self.videos else ""

    @property
    def chapters(self) -> list[Chapter]:
        """The beats."""
        return [
            Chapter(
                beat.name,
                beat.start,
                beat.end,
                self.address(beat.still),
                [all_words(caption) for caption in beat.captions],
            )
            for beat in self.manifest.beats
        ]

    @property
    def embedded_size(self) -> tuple[int, int]:
        """Width and height of a frame that shows the player in another page."""
        width, height = self.manifest.width, self.manifest.height
        scale = min(_EMBEDDED_PICTURE[0] / width, _EMBEDDED_PICTURE[1] / height)
        return round(width * scale), round(height * scale) + _BELOW_THE_PICTURE

    @property
    def downloads(self) -> list[Download]:
        """The files to be had; a page that works alone offers those it holds anyway, and short texts."""
        return [file for file in downloads(self.scene) if not self.alone or file.is_text or file.name in self.sources]

    @property
    def sources(self) -> dict[str, str]:
        """For files that a page which works alone shows, and need not hold twice: the id of what shows them."""
        if not self.alone:
            return {}
        stills = {beat.still: f"still-{number}" for number, beat in enumerate(self.manifest.beats, start=1)}
        return stills | dict.fromkeys(self.videos, "video")

    @property
    def index(self) -> str | None:
        """Address of the index, for a page that has one."""
        return None if self.alone else f"../../{INDEX}"

    @property
    def twin(self) -> Link | None:
        """The same in the other theme."""
        twin = None if self.alone else theme_twin(self.scene, self.versions_of(self.manifest.scene))
        return None if twin is None else Link(self._address_of(twin), f"The same film, {twin.manifest.theme}")

    @property
    def versions(self) -> list[Link]:
        """The other versions of the scene."""
        others = [] if self.alone else self.versions_of(self.manifest.scene)
        return [Link(self._address_of(other), describe_version(other.manifest)) for other in others]

    @property
    def previous(self) -> Link | None:
        """The scene before this one in the story."""
        return self._neighbour(self.number - 1)

    @property
    def next(self) -> Link | None:
        """The scene after this one in the story."""
        return self._neighbour(self.number + 1)

    def versions_of(self, name: str) -> list[RenderedScene]:
        """All finished versions of a scene but this very one, the latest first."""
        return [
            other for other in self.everything if other.manifest.scene == name and other.folder != self.scene.folder
        ]

    def address(self, name: str) -> str:
        """Address of one of the scene's files as seen from the page, or the file itself as an address."""
        return data_url(self.scene.folder / name) if self.alone else quote(name)

    def inlined(self, name: str) -> str:
        """One of the scene's files as an address, on every page: browsers load no captions from file://."""
        return data_url(self.scene.folder / name)

    def _neighbour(self, number: int) -> Link | None:
        if self.alone or not 1 <= number <= len(STORY):
            return None
        versions = self.versions_of(STORY[number - 1].file)
        if not versions:
            return None
        neighbour = most_alike(self.scene, versions)
        return Link(self._address_of(neighbour), neighbour.title)

    def _address_of(self, other: RenderedScene) -> str:
        return f"../../{quote(other.manifest.scene)}/{quote(other.folder.name)}/{INDEX}"
