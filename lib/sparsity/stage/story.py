"""The base of all scenes: beats, captions and exact timing."""

from __future__ import annotations

import hashlib
import inspect
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from manim import Animation, Scene, VGroup, VMobject, Wait, config, smooth

from sparsity.stage.alone import alone
from sparsity.stage.captions import Caption, break_lines, fits_caption, reading_time
from sparsity.stage.layout import current_layout, fit_frame_to_pixels
from sparsity.stage.segments import drop_unfinished
from sparsity.stage.statements import statements
from sparsity.stage.theme import current_theme


@dataclass
class Beat:
    """A named part of a scene with its captions; times in seconds from the start of the video.

    Parameters
    ----------
    name
        Its name, as in chapters.
    start, end
        Its times.
    captions
        What is said in it.
    formulas
        Typst markup of what its last picture states in formulas.
    """

    name: str
    start: float
    end: float = math.nan
    captions: list[Caption] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


class Description(NamedTuple):
    """What a scene is about, as said outside of it: on pages, in manifests, transcripts and decks.

    Parameters
    ----------
    title
        A few words.
    summary
        What it teaches, in one sentence.
    """

    title: str
    summary: str


class StoryScene(Scene):
    """A scene told in beats.

    A subclass checks its numbers in `check_settings`, says in `describe` what it is about, and tells its story in
    `construct`, one `with self.beat(...)` for each idea and one `self.say(...)` for each caption. Every beat becomes
    a section of the video, every caption an entry of the subtitle file.

    Once made, a scene has its `title` and its `summary`, before anything is drawn.
    """

    title: str
    summary: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fit_frame_to_pixels()
        self.check_settings()
        self.title, self.summary = self.describe()
        super().__init__(*args, **kwargs)
        self.theme = current_theme()
        self.layout = current_layout()
        self.beats: list[Beat] = []
        self._frame_rate = float(config.frame_rate)
        self._frames = 0
        self._open_caption: tuple[str, float] | None = None

    def check_settings(self) -> None:
        """Refuse class attributes that make no sense, before anything is drawn."""

    def describe(self) -> Description:
        """Say what the scene is about with the numbers that it has; nothing has been drawn yet."""
        first_line, _, _ = (inspect.getdoc(type(self)) or "").partition("\n")
        return Description(type(self).__name__, first_line)

    def render(self, preview: bool = False) -> bool:
        """Render the scene, alone in the folder that its files go to; another process there is waited for."""
        plan = self.renderer.file_writer.output_plan
        made = plan.primary_artifact or plan.image_sequence_dir
        if made is None:
            return super().render(preview)
        name = hashlib.sha256(bytes(made.parent)).hexdigest()[:16]

        def say_so() -> None:
            print(f"waiting for another process that writes to {made.parent}", file=sys.stderr, flush=True)

        with alone(config.get_dir("media_dir") / ".cache" / "locks" / name, say_so):
            if plan.segment_cache_dir is not None:
                drop_unfinished(plan.segment_cache_dir.glob(f"*{plan.segment_extension}"))
            return super().render(preview)

    def end_of_beat(self, beat: Beat) -> None:
        """Do something with the finished picture of a beat; tests and stills hook in here."""

    def end_of_caption(self, caption: Caption) -> None:
        """Do something with the picture at the end of a caption, as above."""

    @property
    def now(self) -> float:
        """Seconds of video made so far, in whole frames."""
        return self._frames / self._frame_rate

    @contextmanager
    def beat(self, name: str) -> Iterator[Beat]:
        """Open a section of the video; it ends when its last caption has been up long enough."""
        beat = Beat(name, self.now)
        self.next_section(name)
        self.beats.append(beat)
        yield beat
        self._close_caption()
        beat.end = self.now
        beat.formulas = statements(self.mobjects)
        self.end_of_beat(beat)

    def say(self, text: str, *shorter: str) -> None:
        """Show a caption from now until the next one, waiting first until the one before is read.

        Where numbers make it too long for a caption, the first of the shorter wordings is shown that is not.
        """
        self._close_caption()
        for wording in (text, *shorter):
            if fits_caption(wording):
                text = wording
                break
        self._open_caption = (break_lines(text), self.now)

    def _close_caption(self) -> None:
        if self._open_caption is None:
            return
        text, start = self._open_caption
        self.wait_until_time(start + reading_time(text))
        self._open_caption = None
        caption = Caption(text, start, self.now)
        self.beats[-1].captions.append(caption)
        # Manim counts the offset from its own clock, which drifts by parts of a frame; ours does not.
        self.add_subcaption(text, duration=self.now - start, offset=start - self.time)
        self.end_of_caption(caption)

    def wait_until_time(self, time: float) -> None:
        """Hold the picture until a time of the video, if that is still to come."""
        if time > self.now:
            self.wait(time - self.now)

    def play(self, *animations: Any, run_time: float = 1.0, **kwargs: Any) -> None:
        """Play animations for a whole number of frames, so that captions and chapters stay exact."""
        frames = max(1, round(run_time * self._frame_rate))
        # Manim rounds up; a quarter of a frame less keeps floating point from adding a frame.
        super().play(*animations, run_time=(frames - 0.25) / self._frame_rate, **kwargs)
        self._frames += frames

    def wait(self, duration: float = 1.0, *args: Any, **kwargs: Any) -> None:
        """Hold the picture for a whole number of frames."""
        frames = max(1, math.ceil(duration * self._frame_rate - 1e-6))
        # Here manim rounds down.
        still = Wait(run_time=(frames + 0.25) / self._frame_rate, frozen_frame=True)
        super().play(still)
        self._frames += frames


class Sweep(Animation):
    """Runs one quantity from a start to an end value and lets the actors follow.

    Parameters
    ----------
    actors
        Everything that the quantity moves.
    follow
        Called with the quantity at every frame; moves the actors.
    start, end
        First and last value of the quantity.
    """

    def __init__(
        self,
        *actors: VMobject,
        follow: Callable[[float], object],
        start: float,
        end: float,
        rate_func: Callable[[float], float] = smooth,
        **kwargs: Any,
    ) -> None:
        self.follow = follow
        self.start = start
        self.end = end
        # Named twice is moved once; manim would warn.
        super().__init__(VGroup(*dict.fromkeys(actors)), rate_func=rate_func, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        """Move the actors to where they belong at a fraction of the run time."""
        fraction = self.rate_func(alpha)
        self.follow(self.start + fraction * (self.end - self.start))
