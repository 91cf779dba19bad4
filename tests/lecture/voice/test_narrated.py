"""A narrated scene, every file read back: what is heard, when, how loud, and what is said about it."""

from __future__ import annotations

from itertools import pairwise

import av
import numpy as np
import pytest
import srt
from rich.console import Console

from sparsity.lecture import RenderedScene
from sparsity.lecture.build import build
from sparsity.lecture.deck.clips import cut_into_clips
from sparsity.lecture.deck.html_deck import html_deck
from sparsity.lecture.deck.slides import lay_out_slides
from sparsity.lecture.film.cut import Cut
from sparsity.lecture.film.film import make_film
from sparsity.lecture.progress import PlainLines
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.sources import story_part
from sparsity.lecture.voice.choice import Voice
from sparsity.lecture.voice.loudness import integrated_loudness, true_peak
from tests.lecture.voice.conftest import TONES
from tests.lecture.voice.listening import RATE, samples_of, sounding

# A voice may be so far off what it belongs to, in seconds.
CLOSE = 0.05


def captions_of(scene: RenderedScene) -> list:
    return [caption for beat in scene.manifest.beats for caption in beat.captions]


def said_at(samples: np.ndarray, captions: list) -> list[tuple[float, float]]:
    """Begin and end of what is heard while each caption is up."""
    found = []
    for caption in captions:
        begin, end = round(caption.start * RATE), round(caption.end * RATE)
        stretches = sounding(samples[begin:end], silence=10)
        assert len(stretches) == 1
        found.append((caption.start + stretches[0][0], caption.start + stretches[0][1]))
    return found


@pytest.mark.parametrize("ending", ["mp4", "webm"])
def test_a_video_has_one_track_of_english_speech(narrated: RenderedScene, ending: str):
    with av.open(narrated.folder / f"diamond.{ending}") as video:
        (audio,) = video.streams.audio
        codec = {"mp4": "aac", "webm": "opus"}[ending]
        assert (audio.codec_context.name, audio.rate, audio.channels, audio.language) == (codec, RATE, 2, "eng")
        pictures = video.streams.video[0]
        shown = [frame.time for frame in video.decode(pictures)]
    assert len(shown) == narrated.manifest.frames
    assert samples_of(narrated.folder / f"diamond.{ending}").shape[1] / RATE == pytest.approx(
        narrated.manifest.duration, abs=CLOSE
    )


@pytest.mark.parametrize("ending", ["mp4", "webm"])
def test_each_caption_is_said_while_it_is_up_and_has_a_breath_after_it(narrated: RenderedScene, ending: str):
    both = samples_of(narrated.folder / f"diamond.{ending}")
    assert np.abs(both[0] - both[1]).max() < 0.02
    captions = captions_of(narrated)
    heard = said_at(both[0], captions)
    for caption, (begin, end) in zip(captions, heard, strict=True):
        assert begin == pytest.approx(caption.start, abs=CLOSE)
        assert end < caption.end - 0.25
    # Between them it is silent.
    for (_, end), (begin, _) in pairwise(heard):
        between = both[0][round((end + CLOSE) * RATE) : round((begin - CLOSE) * RATE)]
        assert np.abs(between).max() < 1e-3


@pytest.mark.parametrize("ending", ["mp4", "webm"])
def test_it_is_as_loud_as_promised(narrated: RenderedScene, ending: str):
    sound = samples_of(narrated.folder / f"diamond.{ending}").mean(axis=0).astype(np.float32)
    assert integrated_loudness(sound) == pytest.approx(-16, abs=1)
    assert true_peak(sound) <= -1


def test_what_belongs_to_a_word_happens_with_it(narrated: RenderedScene):
    captions = captions_of(narrated)
    caption = captions[1]
    sound = samples_of(narrated.video)[0][round(caption.start * RATE) : round(caption.end * RATE)]
    # The longest pauses of the tones are at commas and full stops: the word is the first after the first of them.
    second = sounding(sound, silence=0.15)[1][0]
    with av.open(narrated.video) as video:
        middle = [frame.to_ndarray(format="gray")[240, 240] for frame in video.decode(video=0)]
    white = next(number for number, level in enumerate(middle) if level > 200)
    # Half a frame is lost to the frames; draft has few.
    assert white / 15 == pytest.approx(caption.start + second, abs=0.5 / 15 + 0.02)


def test_a_voice_takes_its_time_and_everything_follows(narrated: RenderedScene, silent: RenderedScene):
    assert narrated.manifest.duration > silent.manifest.duration
    assert [caption.text for caption in captions_of(narrated)] == [caption.text for caption in captions_of(silent)]
    read = list(srt.parse((narrated.folder / "diamond.srt").read_text(encoding="utf-8")))
    for entry, caption in zip(read, captions_of(narrated), strict=True):
        assert entry.start.total_seconds() == pytest.approx(caption.start, abs=1e-3)
        assert entry.content == caption.text
    for before, after in pairwise(narrated.manifest.beats):
        assert before.end < after.start


def test_the_transcript_says_that_it_is_spoken_and_has_what_only_the_voice_says(narrated, silent):
    spoken, unspoken = (scene.transcript.read_text(encoding="utf-8") for scene in (narrated, silent))
    assert "All of this is spoken in the video.\n" in spoken
    assert "spoken" not in unspoken
    for text in (spoken, unspoken):
        assert "It waits for quite a while, white now. The square is 9 units large.\n" in text
    assert "9 units" not in narrated.captions.read_text(encoding="utf-8")


def test_the_manifest_knows_the_voice(narrated: RenderedScene, silent: RenderedScene):
    assert (narrated.manifest.voice, silent.manifest.voice) == ("program", "")
    assert narrated.manifest.command.endswith(" --voice-from FILE.py:NAME")
    assert "--voice" not in silent.manifest.command
    assert TONES.rpartition("/")[0] not in (narrated.folder / "manifest.json").read_text(encoding="utf-8")


def test_a_silent_video_has_no_sound(silent: RenderedScene):
    with av.open(silent.video) as video:
        assert len(video.streams.audio) == 0


def test_the_same_voice_makes_the_same_bytes(narrated: RenderedScene, render_tiny, tmp_path):
    again = render_tiny(tmp_path, Voice("program", TONES))
    assert again.video.read_bytes() == narrated.video.read_bytes()


def test_several_processes_keep_the_same_time(tmp_path):
    videos = []
    for processes in (1, 2):
        job = Job(story_part("title_card"), tmp_path / str(processes), Look("draft"), voice=Voice("program", TONES))
        (result,) = build([job], processes, PlainLines(Console(quiet=True), 1))
        assert result.outcome == "rendered", result.reason
        videos.append(RenderedScene.in_folder(job.folder).video.read_bytes())
    assert videos[0] == videos[1]


@pytest.mark.parametrize("ending", ["mp4", "webm"])
def test_sound_lies_beside_the_pictures_that_it_belongs_to(narrated: RenderedScene, ending: str):
    last = {"video": 0.0, "audio": 0.0}
    with av.open(narrated.folder / f"diamond.{ending}") as video:
        for packet in video.demux(video.streams.video[0], video.streams.audio[0]):
            if packet.pts is not None:
                last[packet.stream.type] = float(packet.pts * packet.time_base)
                assert abs(last["video"] - last["audio"]) < 1.5


def test_what_was_said_is_kept_and_a_damaged_file_is_made_again(render_tiny, tmp_path):
    scene = render_tiny(tmp_path, Voice("program", TONES))
    video = scene.video.read_bytes()
    kept = sorted((tmp_path / ".cache" / "voice").glob("*.npz"))
    assert len(kept) == len(captions_of(scene))
    kept[0].write_bytes(b"damaged")
    scene.video.write_bytes(b"damaged")
    times = [file.stat().st_mtime_ns for file in kept[1:]]
    assert render_tiny(tmp_path, Voice("program", TONES)).video.read_bytes() == video
    assert [file.stat().st_mtime_ns for file in kept[1:]] == times
    assert kept[0].read_bytes() != b"damaged"


def test_each_clip_of_a_deck_has_its_part(narrated: RenderedScene, tmp_path):
    whole = samples_of(narrated.video)[0]
    clips = cut_into_clips(narrated, tmp_path)
    assert [clip.is_spoken for clip in clips] == [True, True]
    for clip in clips:
        part = samples_of(clip.file)[0]
        begin = round(clip.start * RATE)
        own = whole[begin : begin + round(clip.duration * RATE)]
        heard = sounding(part, silence=0.3)
        expected = sounding(own, silence=0.3)
        assert len(heard) == len(expected)
        assert np.array(heard) == pytest.approx(np.array(expected), abs=0.01)
        # Nothing is cut in two: it begins and ends in silence.
        assert np.abs(part[: RATE // 100]).max() < 1e-2 or clip.start == 0
        assert np.abs(part[-RATE // 10 :]).max() < 1e-3


def test_slides_are_heard_only_if_there_is_something_to_hear(narrated, silent, tmp_path):
    for scene, is_heard in ((narrated, True), (silent, False)):
        folder = tmp_path / str(is_heard)
        folder.mkdir()
        page = html_deck(lay_out_slides("Story", [scene], folder))
        assert ("<video muted" in page) != is_heard
        assert "The square is 9 units large." in page


def test_a_film_has_the_sound_of_its_reels_where_they_are(narrated: RenderedScene, silent: RenderedScene, tmp_path):
    assert Cut([silent, silent]).sound is None
    cut = Cut([narrated, silent, narrated])
    make_film(cut, tmp_path, "film", command="./run sparsity film --voice")
    sound = samples_of(tmp_path / "film" / "film" / "film.mp4")[0]
    assert len(sound) / RATE == pytest.approx(cut.frames / cut.frame_rate, abs=CLOSE)
    first, _, third = cut.captions[:4], cut.captions[4:8], cut.captions[8:]
    for captions in (first, third):
        for caption, (begin, _) in zip(captions, said_at(sound, captions), strict=True):
            assert begin == pytest.approx(caption.start, abs=CLOSE)
    start, end = narrated.manifest.duration, narrated.manifest.duration + silent.manifest.duration
    assert np.abs(sound[round((start + CLOSE) * RATE) : round((end - CLOSE) * RATE)]).max() < 1e-3
