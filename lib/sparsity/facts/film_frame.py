"""What stands around the scenes when they are shown as one film."""

from __future__ import annotations

from dataclasses import dataclass

from sparsity.facts.line import ContactFacts
from sparsity.facts.settings import checked_count, checked_words


@dataclass(frozen=True)
class OpeningFacts(ContactFacts):
    """The picture that the film explains, and the film's title.

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
        return "The picture that the film explains, and its title."


@dataclass(frozen=True)
class TitleCardFacts:
    """A chapter's number and title, and how many chapters there are.

    Parameters
    ----------
    number, chapters
        Whole numbers from 1, the first at most the second.
    title
        Words.
    """

    number: int
    chapters: int
    title: str

    def __post_init__(self) -> None:
        checked_count(self.chapters, "chapters")
        checked_count(self.number, "number")
        if self.number > self.chapters:
            raise ValueError(f"number must be at most chapters, {self.chapters}, not {self.number!r}")
        object.__setattr__(self, "title", checked_words(self.title, "title"))

    @property
    def summary(self) -> str:
        """The same with all settings."""
        return "A chapter's number and title, and how far the story has come."
