"""The scenes in the order in which they tell the story, and its chapters: the only place that knows them."""

from __future__ import annotations

from dataclasses import dataclass

from sparsity.lecture.self_description import facts_of, scene_class_name


@dataclass(frozen=True)
class StoryPart:
    """One scene's place in the story; everything else the scene says itself.

    Parameters
    ----------
    file
        Name of the file in scenes/ without its ending.
    chapter
        The part of the story that it belongs to; none for what stands around the scenes.
    """

    file: str
    chapter: str = ""

    @property
    def scene(self) -> str:
        """Name of the scene class in its file."""
        return scene_class_name(self.file)

    @property
    def title(self) -> str:
        """Title with its own numbers, for lists; what is rendered has the title of the numbers it has."""
        facts = facts_of(self.file, {})
        return facts.title if facts else self.scene

    @property
    def summary(self) -> str:
        """What it teaches with its own numbers, in one sentence."""
        facts = facts_of(self.file, {})
        return facts.summary if facts else ""


CHAPTERS = {
    "The question": ("memory",),
    "The line": (
        "one_point",
        "norms",
        "diamond",
        "circle",
        "every_angle",
        "parallel_edge",
        "lp_shapes",
        "two_valleys",
    ),
    "The loss": ("loss_contours", "trade_off", "kink", "landing", "descent", "features", "corrections"),
    "More dimensions": ("octahedron", "many_equations", "spikes"),
    "The answer": ("which_matter",),
}
STORY = tuple(StoryPart(file, chapter) for chapter, files in CHAPTERS.items() for file in files)
# Ways through the story, for a film of a part of it.
CUTS = {
    "whole": tuple(part.file for part in STORY),
    "essential": ("memory", "diamond", "circle", "loss_contours", "which_matter"),
    "line": CHAPTERS["The line"],
    "loss": CHAPTERS["The loss"],
    "dimensions": CHAPTERS["More dimensions"],
}
# What stands around the scenes when they are shown as one film.
OPENING = StoryPart("opening")
TITLE_CARD = StoryPart("title_card")
ALL_PARTS = (*STORY, OPENING, TITLE_CARD)
