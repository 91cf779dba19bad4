"""Scenes are found by the names of their files."""

from __future__ import annotations

from pathlib import Path

from sparsity.lecture.nearest import did_you_mean
from sparsity.lecture.order import ALL_PARTS, STORY, StoryPart


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
