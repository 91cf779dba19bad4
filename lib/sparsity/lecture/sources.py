"""Where the project's own files are: scenes are found by file, never imported by name."""

from __future__ import annotations

from pathlib import Path

from sparsity.lecture.nearest import did_you_mean
from sparsity.lecture.order import ALL_PARTS, STORY, StoryPart

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = ROOT / "lib" / "sparsity"


def scene_file(part: StoryPart) -> Path:
    """The file of a scene."""
    return ROOT / "scenes" / f"{part.file}.py"


def settings_file(theme: str) -> Path:
    """The manim settings of a theme, the same that `manim render` uses."""
    return ROOT / ("light.cfg" if theme == "light" else "manim.cfg")


def story_part(name: str) -> StoryPart:
    """Find a scene by the name of its file.

    >>> story_part("diamond").title
    'The growing diamond'

    Raises
    ------
    ValueError
        If there is no such scene; the message asks for the one that may be meant, and lists those of the story.
    """
    for part in ALL_PARTS:
        if part.file == name:
            return part
    # Files and classes are what `manim render` is given.
    wanted = {part.scene: part.file for part in ALL_PARTS}.get(name, Path(name).stem)
    meant = did_you_mean(wanted, [part.file for part in ALL_PARTS])
    raise ValueError(f"unknown scene {name!r}{meant}; the scenes are {', '.join(part.file for part in STORY)}")
