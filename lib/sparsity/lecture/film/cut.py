"""The cut of the film: which finished videos follow each other, and when everything is said and shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sparsity.lecture.order import STORY
from sparsity.lecture.render.caption_files import Chapter
from sparsity.lecture.render.sound import sound_of
from sparsity.lecture.rendered import RenderedScene
from sparsity.lecture.voice.loudness import RATE, Samples
from sparsity.lecture.voice.soundtrack import samples_in
from sparsity.stage.telling.captions import Caption

_STORY_FILES = frozenset(part.file for part in STORY)


@dataclass(frozen=True)
class Cut:
    """Finished videos in the order in which the film shows them.

    Parameters
    ----------
    reels
        The opening, then a title card before each scene.
    """

    reels: Sequence[RenderedScene]

    @property
    def title(self) -> str:
        """The film's title."""
        return self.reels[0].title

    @property
    def scenes(self) -> list[RenderedScene]:
        """The scenes alone."""
        return [reel for reel in self.reels if reel.manifest.scene in _STORY_FILES]

    @property
    def frame_rate(self) -> int:
        """Frames per second, the same in all reels."""
        return self.reels[0].manifest.frame_rate

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, the same in all reels."""
        return self.reels[0].manifest.size

    @property
    def frames(self) -> int:
        """Number of frames."""
        return sum(reel.manifest.frames for reel in self.reels)

    @property
    def is_spoken(self) -> bool:
        """Whether a voice says the captions."""
        return any(reel.manifest.voice for reel in self.reels)

    @property
    def sound(self) -> Samples | None:
        """What is heard, from the first picture to the last; none in a silent film."""
        if not self.is_spoken:
            return None
        sound = np.zeros(samples_in(self.frames, self.frame_rate), dtype=np.float32)
        for reel, start, end in self._timed():
            begin, finish = round(start * RATE), round(end * RATE)
            sound[begin:finish] = sound_of(reel.video, finish - begin)
        return sound

    @cached_property
    def captions(self) -> list[Caption]:
        """What is said, with times in the film."""
        return [
            Caption(caption.text, start + caption.start, start + caption.end, caption.added)
            for reel, start, _ in self._timed()
            for beat in reel.manifest.beats
            for caption in beat.captions
        ]

    @cached_property
    def chapters(self) -> list[Chapter]:
        """One chapter for each scene with its title card; the first begins with the opening."""
        found: list[Chapter] = []
        for reel, _, end in self._timed():
            if reel.manifest.scene in _STORY_FILES:
                found.append((found[-1][1] if found else 0.0, end, reel.title))
        return found

    def _timed(self) -> Iterator[tuple[RenderedScene, float, float]]:
        """Each reel with its start and end in seconds."""
        frames = 0
        for reel in self.reels:
            start = frames
            frames += reel.manifest.frames
            yield reel, start / self.frame_rate, frames / self.frame_rate
