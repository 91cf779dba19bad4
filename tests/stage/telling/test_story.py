"""Beats, captions and frames keep the same time."""

from __future__ import annotations

import av
import numpy as np
import pytest
import srt
from manim import Circle, Dot, FadeIn, VGroup, tempconfig

from sparsity.stage.look.sweep import Sweep
from sparsity.stage.telling.story import StoryScene


class Story(StoryScene):
    def construct(self) -> None:
        circle = Circle()
        with self.beat("first", "First"):
            self.say("One caption that has to be read before the next one comes.")
            self.play(FadeIn(circle), run_time=0.31)
            self.say("Another caption.")
            self.play(Sweep(circle, follow=lambda x: circle.set_x(x), start=0, end=2), run_time=0.7)
            self.wait(0.77)
        self.play(FadeIn(Circle()), run_time=0.2)
        with self.beat("second", "Second"):
            self.say("The last caption.")
            self.play(Sweep(circle, follow=lambda x: circle.set_x(x), start=2, end=1), run_time=1)
        self.last_x = circle.get_x()


@pytest.fixture(scope="module", params=[15, 24, 30, 60])
def rendered(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("story")
    settings = {
        "pixel_width": 64,
        "pixel_height": 36,
        "frame_rate": request.param,
        "media_dir": str(folder),
        "format": "mp4",
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        scene = Story()
        scene.render()
    (video,) = (path for path in folder.rglob("Story.mp4"))
    return scene, video, request.param


def test_the_clock_counts_exactly_the_frames_of_the_video(rendered):
    scene, video, rate = rendered
    with av.open(str(video)) as container:
        frames = sum(1 for _ in container.decode(video=0))
    assert frames == round(scene.now * rate)


def test_every_caption_is_up_long_enough_and_in_the_subtitle_file(rendered):
    scene, video, _ = rendered
    captions = [caption for beat in scene.beats for caption in beat.captions]
    written = list(srt.parse(video.with_suffix(".srt").read_text(encoding="utf-8")))
    assert [entry.content for entry in written] == [caption.lines for caption in captions]
    for entry, caption in zip(written, captions, strict=True):
        assert entry.start.total_seconds() == pytest.approx(caption.start, abs=2e-3)
        assert entry.end.total_seconds() == pytest.approx(caption.end, abs=2e-3)
        assert caption.reading_speed <= 17


def test_beats_follow_each_other_and_know_their_captions(rendered):
    scene, _, _ = rendered
    first, second = scene.beats
    assert (first.name, second.name) == ("First", "Second")
    assert first.start == 0
    assert first.end < second.start < second.end == scene.now
    assert [len(first.captions), len(second.captions)] == [2, 1]


def test_an_actor_named_twice_is_moved_once():
    circle = Circle()
    assert Sweep(circle, circle, follow=circle.set_x, start=0, end=1).mobject.submobjects == [circle]


def test_a_sweep_ends_exactly_at_its_end(rendered):
    scene, _, _ = rendered
    assert scene.last_x == pytest.approx(1)


class Waiting(StoryScene):
    def construct(self) -> None:
        dot, other, gone = Dot(), Dot([1, 0, 0]), Dot()
        self.add(VGroup(dot), other)
        with self.beat("before", "Before"):
            self.say("Nothing is attended to, so nothing moves for as long as this takes to read.")
        with self.beat("alive", "Alive"):
            self.attend(dot, gone)
            self.say("The dot is attended to, and pulses while this caption is being read.")
            self.play(other.animate.shift([0, 1, 0]), run_time=1)
            self.wait(1)
        with self.beat("ended", "Ended"):
            self.attend()
            self.say("Nothing pulses any more.")
            self.play(other.animate.shift([0, -1, 0]), run_time=1)
            self.wait(4)


@pytest.fixture(scope="module")
def waited(tmp_path_factory):
    folder = tmp_path_factory.mktemp("waiting")
    settings = {
        "pixel_width": 64,
        "pixel_height": 36,
        "frame_rate": 15,
        "media_dir": str(folder),
        "format": "mp4",
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        scene = Waiting()
        scene.render()
    with av.open(str(next(folder.rglob("Waiting.mp4")))) as container:
        frames = [frame.to_ndarray(format="gray").astype(int) for frame in container.decode(video=0)]
    return scene, frames


def test_freezes_are_where_the_video_stands_still(waited):
    scene, frames = waited
    still = {
        number for freeze in scene.freezes for number in range(round(freeze.start * 15) + 1, round(freeze.end * 15))
    }
    changed = {number for number in range(1, len(frames)) if np.abs(frames[number] - frames[number - 1]).max() > 8}
    assert len(frames) == round(scene.now * 15)
    assert changed
    assert not changed & still
    # Slow starts and ends of a motion cannot be seen.
    assert len(still | changed) > 0.85 * len(frames)


def test_what_is_attended_to_keeps_a_freeze_short_and_moves_nothing_else(waited):
    scene, frames = waited
    before, *alive, ended = scene.freezes
    assert (before.beat, before.is_summary, ended.beat, ended.is_summary) == ("before", False, "ended", True)
    assert before.length > 3
    assert ended.length >= 4
    assert all(freeze.length <= 3 and freeze.beat == "alive" for freeze in alive)
    still_start, still_end = round(before.start * 15), round(ended.end * 15) - 1
    assert np.abs(frames[still_start][:, :30] - frames[still_end][:, :30]).max() < 4
