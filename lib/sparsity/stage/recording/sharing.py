"""Several processes draw one scene: each runs through all of it, and draws what no other has begun."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from manim.scene.scene_file_writer import _SceneFileWriterSettings

from sparsity.stage.recording.writer import SegmentWriter


class SharingWriter(SegmentWriter):
    """A file writer that leaves to others what they have begun to draw.

    Manim asks its writer before each animation whether the segment is there already, and goes on without drawing if
    it is. This one says so as well when another process has claimed the animation. Whoever is free next claims the
    next one, so that all processes end at about the same time, however long their animations are; and as an
    animation depends on nothing that an earlier one has drawn, each segment is the one that a single process makes.

    Animations are claimed by their number. What leads up to them may differ by a last bit between a process that has
    drawn it and one that has not, and then manim names their segments differently; so a claim tells the name.

    Parameters
    ----------
    settings
        Manim's.
    claims
        A folder that all these processes share, empty when the first of them begins.
    when_drawn
        Called when this process has run through the scene, before the segments are joined: returns once all other
        processes are done, or raises. None for a process that leaves the joining to another.
    """

    def __init__(
        self, settings: _SceneFileWriterSettings, *, claims: Path, when_drawn: Callable[[], object] | None = None
    ) -> None:
        super().__init__(settings)
        self._claims = claims
        self._when_drawn = when_drawn

    def drop_unfinished(self) -> None:
        """Leave it to whoever started all these processes: another may be writing."""

    def is_already_cached(self, hash_invocation: str) -> bool:
        """Tell whether a segment is there, or another process draws it."""
        if super().is_already_cached(hash_invocation):
            return True
        try:
            with self._claim(len(self.partial_movie_files)).open("x", encoding="utf-8") as claim:
                claim.write(str(self.output_plan.segment_path(hash_invocation)))
        except FileExistsError:
            return True
        return False

    def finish(self) -> None:
        """Join the segments once all are there."""
        self.join_all_encode_jobs()
        if self._when_drawn is None:
            return
        self._when_drawn()
        for number, segment in enumerate(self.partial_movie_files):
            if segment is not None and not Path(segment).exists():
                self.partial_movie_files[number] = self._claim(number).read_text(encoding="utf-8")
        super().finish()

    def _claim(self, number: int) -> Path:
        return self._claims / str(number)
