"""The base of all scenes: beats, captions and exact timing."""

from __future__ import annotations

import hashlib
import inspect
import math
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any, cast

import numpy as np
from manim import Camera, Scene, VMobject, Wait, config

from sparsity.facts.story import Facts
from sparsity.stage.layout.regions import current_layout, fit_frame_to_pixels
from sparsity.stage.look.pulse import swells
from sparsity.stage.look.theme import current_theme
from sparsity.stage.recording.alone import alone
from sparsity.stage.recording.renderer import SceneRenderer
from sparsity.stage.recording.writer import SegmentWriter
from sparsity.stage.telling.captions import Caption, break_lines, fits_caption, reading_time
from sparsity.stage.telling.narration import BREATH, Narrator, Take
from sparsity.stage.telling.statements import statements
from sparsity.stage.telling.stillness import Freeze, waiting
from sparsity.words.sentence import Sentence, Value
from sparsity.words.speech import MARK

# Scene units; the pixels of any screen are a hundred million times as wide.
_FINEST = 2.0**-36
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass
class Beat:
    """A named part of a scene with its captions; times in seconds from the start of the video.

    Parameters
    ----------
    identifier
        What it is called in files and addresses, whatever its name.
    name
        Its name, as in chapters.
    start, end
        Its times.
    captions
        What is said in it.
    formulas
        Typst markup of what its last picture states in formulas.
    """

    identifier: str
    name: str
    start: float
    end: float = math.nan
    captions: list[Caption] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class OpenCaption:
    """The caption on screen: its words and those that are only said, since when, and how it is said if it is."""

    sentence: Sentence
    added: Sentence
    start: float
    take: Take | None

    @property
    def least_duration(self) -> float:
        """Seconds until it is read, and said with a breath after it."""
        said = 0.0 if self.take is None else self.take.duration + BREATH
        return max(reading_time(self.sentence.plain), said)


class StoryScene(Scene):
    """A scene told in beats.

    A subclass names in `facts_of` what is true for its settings, which are its class attributes of the same names; one
    without settings needs none, and is called what its class and its documentation say. It tells its story in
    `construct`: one `with self.beat(...)` for each idea and one `self.say(...)` for each caption. Every beat becomes
    a section of the video, every caption an entry of the subtitle file. The last beat is the summary: its picture may
    stand as long as a slide does. In all others nothing stands still for long; what is spoken of is named to `attend`.

    Provides
    --------
    facts
        What is true for these settings; made, or refused, before anything is drawn.
    title, summary
        What the scene is about with these settings.
    theme, layout
        Colours, and the regions of the frame.
    beats, freezes
        The beats so far, and when nothing moved in them.
    takes
        What a voice has said so far, with the time at which each begins.
    """

    facts_of: type[Facts] | None = None
    # What draws the pictures.
    camera_of: type[Camera] = Camera
    # Makes what writes the video from manim's settings for it.
    writer: Callable[..., SegmentWriter] = SegmentWriter
    # Says the captions, and has the picture wait for it; none in a silent video.
    narrator: Narrator | None = None
    # Of the class above; a scene says so, and so does each base.
    facts: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fit_frame_to_pixels()
        if self.facts_of is None:
            self.title, (self.summary, *_) = type(self).__name__, (inspect.getdoc(type(self)) or "").split("\n")
        else:
            names = [field.name for field in fields(self.facts_of)]
            self.facts = self.facts_of(**{name: getattr(self, name) for name in names})
            self.title, self.summary = self.facts.title, self.facts.summary
        super().__init__(*args, **{"renderer": self._make_renderer(), **kwargs})
        self.theme = current_theme()
        self.layout = current_layout()
        self.beats: list[Beat] = []
        self._frame_rate = float(config.frame_rate)
        self._frames = 0
        self._attended: tuple[VMobject, ...] = ()
        # In frames, with the number of beats begun by then.
        self._holds: list[tuple[int, int, int]] = []
        self.takes: list[tuple[float, Take]] = []
        self._open_caption: OpenCaption | None = None

    def _make_renderer(self) -> SceneRenderer:
        # The camera is made with it, after the frame was fitted to the pixels. Whatever makes a writer will do.
        return SceneRenderer(file_writer_class=cast("type[SegmentWriter]", self.writer), camera_class=self.camera_of)

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
            if isinstance(self.renderer.file_writer, SegmentWriter):
                self.renderer.file_writer.drop_unfinished()
            return super().render(preview)

    def end_of_beat(self, beat: Beat) -> None:
        """Do something with the finished picture of a beat; tests and stills hook in here."""

    def end_of_caption(self, caption: Caption) -> None:
        """Do something with the picture at the end of a caption, as above."""

    @property
    def now(self) -> float:
        """Seconds of video made so far, in whole frames."""
        return self._frames / self._frame_rate

    @property
    def freezes(self) -> list[Freeze]:
        """All stretches so far in which nothing moved, each with the beat in which, or after which, it began."""
        rate, last = self._frame_rate, len(self.beats)
        return [
            Freeze(start / rate, end / rate, self.beats[beat - 1].identifier if beat else "", beat == last > 0)
            for start, end, beat in self._holds
        ]

    def attend(self, *mobjects: VMobject) -> None:
        """Let these pulse whenever a wait gets long, until others are named; none ends it.

        Nothing else moves meanwhile, and what is not on screen is passed over.
        """
        self._attended = mobjects

    @contextmanager
    def beat(self, identifier: str, name: str, /, **values: Value) -> Iterator[Beat]:
        """Open a section of the video; it ends when its last caption has been up long enough.

        Parameters
        ----------
        identifier
            What the beat is called in files and addresses, whatever its name: small letters, digits and hyphens.
        name
            Its name, a template of `sparsity.words.sentence`.
        **values
            What the template asks for.
        """
        if not _IDENTIFIER.fullmatch(identifier) or identifier in (beat.identifier for beat in self.beats):
            raise ValueError(f"identifier must be new and of small letters, digits and hyphens, not {identifier!r}")
        beat = Beat(identifier, Sentence(name, values).plain, self.now)
        self.next_section(beat.name)
        self.beats.append(beat)
        yield beat
        self._close_caption()
        beat.end = self.now
        beat.formulas = statements(self.mobjects)
        self.end_of_beat(beat)

    def say(self, words: str, /, *shorter: str, spoken: Value = "", **values: Value) -> None:
        """Show a caption from now until the next one, waiting first until the one before is read, and said if it is.

        Parameters
        ----------
        words
            What is said, a template of `sparsity.words.sentence`.
        *shorter
            Other wordings; where numbers make the first too long for a caption, the first of these is said that is not.
        spoken
            What a voice says after it, another template: what the picture alone shows, for those who do not see it.
        **values
            What the templates ask for.
        """
        self._close_caption()
        wordings = [Sentence(wording, values) for wording in (words, *shorter)]
        chosen = next((wording for wording in wordings if fits_caption(wording.plain)), wordings[0])
        # Too long a caption is refused here, where it is said.
        break_lines(chosen.plain)
        added = Sentence(str(spoken), values)
        take = None if self.narrator is None else self.narrator(chosen.spoken + added.spoken)
        self._open_caption = OpenCaption(chosen, added, self.now, take)

    def announce(self, words: str, /, **values: Value) -> None:
        """Have said what the picture shows in large letters, as a title, without a caption; a silent video goes on.

        Parameters
        ----------
        words
            What is said, a template of `sparsity.words.sentence`.
        **values
            What the template asks for.
        """
        self._close_caption()
        if self.narrator is not None:
            said = Sentence(words, values)
            self._open_caption = OpenCaption(Sentence("", {}), said, self.now, self.narrator(said.spoken))

    def let_finish(self) -> None:
        """Hold the picture until what is being said is read, and said if it is, and end its caption."""
        self._close_caption()

    def wait_for_word(self) -> None:
        """Hold the picture until the word behind {now} in the caption is said; a silent video does not wait.

        Raises
        ------
        ValueError
            If there is no such word.
        """
        caption = self._open_caption
        if caption is None or MARK not in caption.sentence.template:
            raise ValueError(f"a caption must have {MARK} before the word that is waited for")
        if caption.take is not None:
            # Rounded to the nearest frame, as whoever waits for a word does not mind being half a frame early.
            self.wait_until_time(round((caption.start + caption.take.moment) * self._frame_rate) / self._frame_rate)

    def _close_caption(self) -> None:
        if self._open_caption is None:
            return
        said, start = self._open_caption, self._open_caption.start
        self.wait_until_time(start + said.least_duration)
        self._open_caption = None
        if said.take is not None:
            self.takes.append((start, said.take))
        if not said.sentence.template:
            return
        caption = Caption(said.sentence.plain, start, self.now, said.added.plain)
        self.beats[-1].captions.append(caption)
        # Manim counts the offset from its own clock, which drifts by parts of a frame; ours does not.
        self.add_subcaption(caption.lines, duration=self.now - start, offset=start - self.time)
        self.end_of_caption(caption)

    def wait_until_time(self, time: float) -> None:
        """Hold the picture until a time of the video, if that is still to come."""
        if time > self.now:
            self.wait(time - self.now)

    def play(self, *animations: Any, run_time: float = 1.0, **kwargs: Any) -> None:
        """Play animations for a whole number of frames, so that captions and chapters stay exact."""
        frames = max(1, round(run_time * self._frame_rate))
        # Manim rounds up: a quarter of a frame less keeps floating point from adding one. Less than one it warns of.
        super().play(*animations, run_time=max(1.0, frames - 0.25) / self._frame_rate, **kwargs)
        self._frames += frames
        self._forget_the_way()

    def _forget_the_way(self) -> None:
        """Round off what tells in the last bits of points by how many steps they have come.

        Whoever takes an animation's pictures from the cache, or leaves them to another process, takes one step. Manim
        knows pictures that it has drawn before by all bits, so they have to be the same.
        """
        for mobject in self.get_mobject_family_members():
            if len(mobject.points):
                mobject.points = np.round(mobject.points / _FINEST) * _FINEST

    def wait(self, duration: float = 1.0, *args: Any, **kwargs: Any) -> None:
        """Hold the picture for a whole number of frames; what is attended to pulses if that gets long."""
        frames = max(1, math.ceil(duration * self._frame_rate - 1e-6))
        on_screen = set(self.get_mobject_family_members())
        if not any(swells(mobject, on_screen) for mobject in self._attended):
            return self._hold(frames)
        for still, pulse in waiting(frames, self._stood, self._frame_rate):
            if still:
                self._hold(still)
            if pulse:
                # Made anew for each pulse, as an animation is played once.
                parts = [swell for mobject in self._attended for swell in swells(mobject, on_screen)]
                self.play(*parts, run_time=pulse / self._frame_rate)
        return None

    @property
    def _stood(self) -> int:
        """Frames since anything moved."""
        start, end, _ = self._holds[-1] if self._holds else (0, 0, 0)
        return end - start if end == self._frames else 0

    def _hold(self, frames: int) -> None:
        # Here manim rounds down.
        still = Wait(run_time=(frames + 0.25) / self._frame_rate, frozen_frame=True)
        super().play(still)
        start, beat = self._frames, len(self.beats)
        if self._stood:
            start, _, beat = self._holds.pop()
        self._frames += frames
        self._holds.append((start, self._frames, beat))
