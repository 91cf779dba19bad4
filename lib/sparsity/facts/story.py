"""What the facts of every story have in common."""

from __future__ import annotations

from dataclasses import Field
from typing import Any, ClassVar, Protocol


class Facts(Protocol):
    """What is true for some settings, and what a story about it is called.

    Facts are a frozen dataclass whose fields are the settings, with the same names as in the scene. It refuses in
    `__post_init__`, with a ValueError that names the setting, what there is no story about; everything else follows
    from the settings by the geometry and is worked out when it is asked for. No manim is needed for that.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def title(self) -> str:
        """The story's title with these settings, in a few words."""

    @property
    def summary(self) -> str:
        """What the story teaches with these settings, in one sentence."""
