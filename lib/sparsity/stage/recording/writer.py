"""The file writer of our scenes, in the place that manim offers for one."""

from __future__ import annotations

from pathlib import Path

from manim.scene.scene_file_writer import SceneFileWriter

from sparsity.stage.recording.encoder import SegmentEncoder
from sparsity.stage.recording.kept_segments import drop_unfinished


class SegmentWriter(SceneFileWriter):
    """Manim's file writer with an encoder of ours."""

    def drop_unfinished(self) -> None:
        """Delete what a run that was killed has left half written; manim would take it for finished."""
        folder = self.output_plan.segment_cache_dir
        if folder is not None:
            drop_unfinished(folder.glob(f"*{self.output_plan.segment_extension}"))

    def _create_segment_encoder(self, target: Path) -> SegmentEncoder:
        if self.video_encoder is None:
            raise RuntimeError("a scene that makes no video has no segments to encode")
        return SegmentEncoder(target=target, spec=self.video_encoder)
