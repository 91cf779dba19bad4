"""What stands around the scenes when they are shown as one film."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from sparsity.facts.random_weights import RandomWeightsFacts
from sparsity.facts.settings import checked_count, checked_words


@dataclass(frozen=True)
class OpeningFacts(RandomWeightsFacts):
    """Weights that fit in many ways, and the film's title.

    Parameters
    ----------
    title
        Words.
    """

    title: str

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "title", checked_words(self.title, "title"))

    @property
    def summary(self) -> str:
        """The same with all settings."""
        return "The question that the film answers, and its title."


@dataclass(frozen=True)
class TitleCardFacts:
    """A scene's place in the story, its chapter and its title.

    Parameters
    ----------
    number
        Which scene it is, a whole number from 1.
    scenes
        How many scenes each chapter has, whole numbers from 1.
    chapter, title
        Words.
    before, after
        Names of files with the last picture before the card and the first one after it; empty for none.
    """

    number: int
    scenes: tuple[int, ...]
    chapter: str
    title: str
    before: str
    after: str

    def __post_init__(self) -> None:
        if not isinstance(self.scenes, tuple | list) or not self.scenes:
            raise ValueError(f"scenes must be whole numbers from 1, one for each chapter, not {self.scenes!r}")
        sizes = tuple(checked_count(size, "scenes: each number") for size in self.scenes)
        object.__setattr__(self, "scenes", sizes)
        if checked_count(self.number, "number") > self.count:
            raise ValueError(f"number must be at most the number of scenes, {self.count}, not {self.number!r}")
        object.__setattr__(self, "chapter", checked_words(self.chapter, "chapter"))
        object.__setattr__(self, "title", checked_words(self.title, "title"))
        for name in ("before", "after"):
            if not isinstance(getattr(self, name), str):
                raise ValueError(f"{name} must be the name of a file, or empty, not {getattr(self, name)!r}")

    @property
    def count(self) -> int:
        """How many scenes there are."""
        return sum(self.scenes)

    @property
    def begins_chapter(self) -> bool:
        """Whether it is the first scene of its chapter."""
        return self.number - 1 in accumulate(self.scenes, initial=0)

    @property
    def summary(self) -> str:
        """The same with all settings."""
        return "A scene's chapter and title, and how far the story has come."
