"""What a lecture needs: the order of the scenes, and scenes turned into files."""

from sparsity.lecture.notebook import render_scene
from sparsity.lecture.order import STORY, StoryPart
from sparsity.lecture.rendered import RenderedScene

__all__ = ["STORY", "RenderedScene", "StoryPart", "render_scene"]
