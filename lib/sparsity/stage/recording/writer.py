"""The file writer of our scenes, in the place that manim offers for one."""

from __future__ import annotations

from pathlib import Path

from manim.scene.scene_file_writer import SceneFileWriter

from sparsity.stage.recording.encoder import SegmentEncoder


class SegmentWriter(SceneFileWriter):
    """Manim's file writer with an encoder of ours."""

    def _create_segment_encoder(self, target: Path) -> SegmentEncoder:
        if self.video_encoder is None:
            raise RuntimeError("a scene that makes no video has no segments to encode")
        return SegmentEncoder(target=target, spec=self.video_encoder)
