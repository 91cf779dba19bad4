"""Makes manim write the segments of a video under another name until they are whole.

Whatever has a segment's name counts as finished in the next run. A run that is killed while it writes the index at
the end of one leaves a file that can be opened, and has no frames or fewer.
"""

from __future__ import annotations

from pathlib import Path

from manim import SceneFileWriter
from manim._config.video_encoder import VideoEncoderSpec
from manim.scene.video_segment_encoder import VideoSegmentEncoder

_UNFINISHED = ".part"


def drop_unfinished(segments: Path) -> None:
    """Delete what a run that was killed has left half written."""
    for unfinished in segments.glob(f"*{_UNFINISHED}"):
        unfinished.unlink()


class WholeSegmentsWriter(SceneFileWriter):
    """Manim's writer, with segments that are there as a whole or not at all."""

    def _create_segment_encoder(self, target: Path) -> VideoSegmentEncoder:
        assert self.video_encoder is not None
        return _WholeSegment(target=target, spec=self.video_encoder)


class _WholeSegment(VideoSegmentEncoder):
    """Encodes beside the target, which is what it is called for manim all the time."""

    def __init__(self, *, target: Path, spec: VideoEncoderSpec) -> None:
        self._unfinished = target.with_suffix(_UNFINISHED)
        super().__init__(target=self._unfinished, spec=spec)
        self.target = target

    def finish(self) -> None:
        """Close the segment and give it its name."""
        super().finish()
        if self._unfinished.exists():
            self._unfinished.replace(self.target)

    def abort(self) -> None:
        """Leave nothing behind."""
        self._unfinished.unlink(missing_ok=True)
        super().abort()
