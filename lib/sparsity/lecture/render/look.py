"""How a video looks: its quality, theme and aspect ratio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Quality(NamedTuple):
    """Pixels along the short side, and frames per second."""

    short_side: int
    frame_rate: int


QUALITIES = {
    "draft": Quality(480, 15),
    "720p30": Quality(720, 30),
    "1080p60": Quality(1080, 60),
    "4k60": Quality(2160, 60),
}
THEMES = ("dark", "light")
ASPECTS = {"16:9": 16 / 9, "4:3": 4 / 3, "1:1": 1.0, "9:16": 9 / 16}


@dataclass(frozen=True)
class Look:
    """Names of a quality, a theme and an aspect ratio.

    >>> Look("1080p60", "light", "4:3").size
    (1440, 1080)
    >>> Look("draft", "dark", "9:16").folder
    'draft_dark_9x16'
    """

    quality: str = "1080p60"
    theme: str = "dark"
    aspect: str = "16:9"

    def __post_init__(self) -> None:
        for name, value, known in (
            ("quality", self.quality, QUALITIES),
            ("theme", self.theme, THEMES),
            ("aspect", self.aspect, ASPECTS),
        ):
            if value not in known:
                raise ValueError(f"{name} must be one of {', '.join(known)}, not {value!r}")

    @property
    def frame_rate(self) -> int:
        """Frames per second."""
        return QUALITIES[self.quality].frame_rate

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, both even as H.264 wants them."""
        short = QUALITIES[self.quality].short_side
        ratio = ASPECTS[self.aspect]
        long = 2 * round(short * max(ratio, 1 / ratio) / 2)
        return (long, short) if ratio > 1 else (short, long)

    @property
    def folder(self) -> str:
        """A name for the folder of this look; plain `manim render` makes none like it."""
        return f"{self.quality}_{self.theme}_{self.aspect.replace(':', 'x')}"
