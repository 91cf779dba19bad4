"""The scenes in the order in which they tell the story: the only place that knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StoryPart:
    """One scene's place in the story.

    Parameters
    ----------
    file
        Name of the file in scenes/ without its ending.
    scene
        Name of the scene class in it.
    title
        Title for pages, chapters and slides.
    summary
        What it teaches, in one sentence.
    seconds
        About how long it lasts with its own numbers; whole frames make it a little longer at low frame rates.
    """

    file: str
    scene: str
    title: str
    summary: str
    seconds: int


STORY: tuple[StoryPart, ...] = (
    StoryPart(
        "one_point",
        "OnePointManyLines",
        "One point, many lines",
        "A single data point is fitted by infinitely many lines, and their weights form one solution line.",
        75,
    ),
    StoryPart(
        "norms",
        "MeasuringSize",
        "Measuring size",
        "A norm says how large a vector is; points of equal size form a circle in one norm, a diamond in another.",
        84,
    ),
    StoryPart(
        "diamond",
        "GrowingDiamond",
        "The growing diamond",
        "The L1 diamond grows until it first touches the solution line: at a tip, where one weight is exactly zero.",
        74,
    ),
    StoryPart(
        "circle",
        "CircleComparison",
        "The circle does not stop at a tip",
        "The L2 circle touches the same line beside the axis: its answer has a small weight that is not zero.",
        71,
    ),
    StoryPart(
        "every_angle",
        "EveryAngle",
        "Every angle",
        "As the line turns, the diamond meets it at a tip except at isolated ties, the circle only at isolated angles.",
        64,
    ),
    StoryPart(
        "parallel_edge",
        "ParallelEdge",
        "The exception: a parallel edge",
        "A line parallel to an edge is touched along the whole edge; the slightest turn breaks the tie.",
        85,
    ),
    StoryPart(
        "lp_shapes",
        "LpShapes",
        "Shapes from p = ∞ to p = 1/4",
        "One family of shapes from square to spiked star: for 0 < p ≤ 1 first contact on a line has the same radius.",
        84,
    ),
    StoryPart(
        "two_valleys",
        "TwoValleys",
        "Two valleys",
        "Below p = 1 the size has several valleys along the solutions, and finding the deepest is hard in general.",
        83,
    ),
)

# What stands around the scenes when they are shown as one film.
OPENING = StoryPart(
    "opening",
    "Opening",
    "Why L1 regularization gives sparse answers",
    "The picture that the film explains, and its title.",
    6,
)
TITLE_CARD = StoryPart(
    "title_card",
    "TitleCard",
    "The card before a chapter",
    "A chapter's number and title, and how far the story has come.",
    3,
)
ALL_PARTS = (*STORY, OPENING, TITLE_CARD)
