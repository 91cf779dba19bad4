"""What a lecture needs: the order of the scenes."""

from sparsity.lecture.order import STORY, StoryPart

__all__ = ["STORY", "StoryPart"]
