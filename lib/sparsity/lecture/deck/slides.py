"""The slides of a deck, whatever it is written as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sparsity.lecture.deck.clips import Clip, cut_into_clips
from sparsity.lecture.render.caption_files import all_words
from sparsity.lecture.rendered import RenderedScene
from sparsity.stage.look.theme import THEMES, Theme


@dataclass(frozen=True)
class BeatSlide:
    """One beat: its clip fills the slide.

    Parameters
    ----------
    anchor
        A name that no other slide of the deck has.
    name
        The beat's name.
    clip
        The way from the last picture of the beat before to that of this one.
    still
        The last picture.
    captions
        What is said, and when in the clip, in seconds.
    """

    anchor: str
    name: str
    clip: Clip
    still: Path
    captions: tuple[tuple[float, str], ...]

    @property
    def notes(self) -> str:
        """What is said, one line for each caption."""
        return "\n".join(text for _, text in self.captions)


@dataclass(frozen=True)
class SceneSlides:
    """One scene: a slide with its title and summary, and its beats."""

    anchor: str
    title: str
    summary: str
    beats: tuple[BeatSlide, ...]


@dataclass(frozen=True)
class Deck:
    """All slides, their colours, their size in pixels, and the story that they are part of."""

    story: str
    theme: Theme
    size: tuple[int, int]
    scenes: tuple[SceneSlides, ...]

    @property
    def title(self) -> str:
        """The scene's title, or that of the story for several scenes."""
        return self.scenes[0].title if len(self.scenes) == 1 else self.story


def lay_out_slides(story: str, scenes: Sequence[RenderedScene], clips_to: Path) -> Deck:
    """Turn finished scenes of one look into slides, with their clips in a folder.

    Raises
    ------
    ValueError
        If the scenes differ in look, or a video cannot be cut.
    """
    looks = {(scene.manifest.theme, scene.manifest.size) for scene in scenes}
    if len(looks) != 1:
        raise ValueError("a deck needs scenes of one theme and one size")
    ((theme, size),) = looks
    return Deck(story, THEMES[theme], size, tuple(_slides(scene, clips_to) for scene in scenes))


def _slides(scene: RenderedScene, clips_to: Path) -> SceneSlides:
    name = scene.manifest.scene
    parts = zip(scene.manifest.beats, scene.stills, cut_into_clips(scene, clips_to), strict=True)
    return SceneSlides(
        name,
        scene.title,
        scene.manifest.summary,
        tuple(
            BeatSlide(
                f"{name}-{number}",
                beat.name,
                clip,
                still,
                # The line breaks are the video's; a slide has its own.
                tuple((caption.start - clip.start, all_words(caption)) for caption in beat.captions),
            )
            for number, (beat, still, clip) in enumerate(parts, start=1)
        ),
    )
