"""Voices to choose from: what each says and when, and what is refused."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from sparsity.lecture.command_line import main
from sparsity.lecture.film.command import title_cards
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.look import Look
from sparsity.lecture.sources import story_part
from sparsity.lecture.voice import choice
from sparsity.lecture.voice.choice import Voice, recordings_in
from sparsity.lecture.voice.kept import KeptSpeech
from sparsity.lecture.voice.narrators import narrator_of
from sparsity.lecture.voice.recordings import check_recordings, read_recording
from sparsity.lecture.voice.spoken import Spoken, take_of
from sparsity.words.sentence import Sentence
from sparsity.words.speech import Speech
from tests.lecture.voice import tones
from tests.lecture.voice.conftest import NAME, TONES


def speech(template: str = "It touches, {now} at one.") -> Speech:
    return Sentence(template, {}).spoken


# What a synthesiser gives back


def test_silence_around_is_cut_off_and_the_word_is_found():
    spoken = Spoken(*tones.speak(speech()))
    take = take_of(speech(), spoken)
    assert np.abs(take.samples[:240]).max() > 0.1
    assert take.moment == pytest.approx(spoken.starts[2] - tones.BEFORE, abs=0.011)
    # Where no times are told, by counting letters.
    guessed = take_of(speech(), Spoken(*tones.hum(speech())))
    assert 0.2 * take.duration < guessed.moment < 0.8 * take.duration
    assert take_of(speech("All of it. {now}"), Spoken(*tones.speak(speech("All of it.")))).moment > 0.5


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"samples": np.zeros(1000)}, "samples must be sound of at most 120 s, not silence"),
        ({"samples": np.full(1000, np.nan)}, "samples must be finite numbers in one row"),
        ({"samples": np.ones((2, 1000))}, "samples must be finite numbers in one row"),
        ({"samples": np.ones(2_000_000)}, "at most 120 s, not 125 s"),
        ({"rate": 10}, "rate must be 8000 to 192000"),
        ({"starts": (0.02, 0.01)}, "starts must ascend"),
        ({"starts": (9.0,)}, "starts must ascend"),
    ],
)
def test_what_is_no_speech_is_refused(changes: dict, message: str):
    with pytest.raises(ValueError, match=message):
        replace(Spoken(np.ones(1000), 16_000), **changes)


def test_a_time_for_every_word_or_for_none():
    samples, rate, starts = tones.speak(speech())
    with pytest.raises(ValueError, match=r"each of the 4 words of 'It touches, at one\.' begins, or of none, not of 3"):
        take_of(speech(), Spoken(samples, rate, starts[:3]))


# What is kept


def test_the_same_words_are_said_once(tmp_path: Path):
    asked: list[str] = []

    def counting(said: Speech) -> Spoken:
        asked.append(said.text)
        return Spoken(*tones.speak(said))

    def kept(identity: str) -> KeptSpeech:
        return KeptSpeech(counting, identity, tmp_path, tmp_path / "kept")

    first = kept("one")(speech())
    again = kept("one")(speech("It touches, at {now} one."))
    assert asked == ["It touches, at one."]
    assert again.samples.tobytes() == first.samples.tobytes()
    assert again.starts == first.starts
    kept("another")(speech())
    kept("one")(speech("It touches at one."))
    # The name a is not the word a.
    kept("one")(speech("a $a$"))
    kept("one")(speech("$a$ $a$"))
    assert len(asked) == 5


@pytest.mark.parametrize("content", [b"", b"damaged", b"PK\x03\x04 and no more"])
def test_a_damaged_file_is_made_again(tmp_path: Path, content: bytes):
    kept = KeptSpeech(lambda said: Spoken(*tones.speak(said)), "one", tmp_path, tmp_path / "kept")
    first = kept(speech())
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(content)
    assert kept(speech()).samples.tobytes() == first.samples.tobytes()


def test_nothing_is_kept_where_a_link_leads(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="is a link"):
        KeptSpeech(lambda said: Spoken(*tones.speak(said)), "one", tmp_path / "out", tmp_path / "out" / "kept")


# Voices


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(choice, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"^--voice needs one more package; type: \./run pip install -e '\.\[voice\]'"):
        Voice()
    # Others do without it.
    assert Voice("program", TONES).kind == "program"


@pytest.mark.parametrize(
    ("kind", "place", "message"),
    [
        ("loud", "", "voice must be one of built-in, program, recorded"),
        ("program", "tones.py", "such as mine.py:speak, not 'tones.py'"),
        ("program", "nowhere.py:speak", "there is no such file"),
        ("recorded", "nowhere", "there is no such folder"),
        ("recorded", "a\nb", "one line of plain text"),
    ],
)
def test_a_voice_that_is_not_there_is_refused(kind: str, place: str, message: str):
    with pytest.raises(ValueError, match=message):
        Voice(kind, place)


def test_a_program_without_such_a_function_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match=r"tones\.py has no function 'shout'"):
        narrator_of(Voice("program", TONES.replace("speak", "shout")), NAME, tmp_path)


def test_a_job_with_a_voice_is_another_job(tmp_path: Path):
    program = tmp_path / "mine.py"
    program.write_text("speak = None")
    silent = Job(story_part(NAME), tmp_path, Look("draft"))
    spoken = replace(silent, voice=Voice("program", f"{program}:speak"))
    assert Job.from_json(spoken.to_json()) == spoken
    assert Job.from_json(silent.to_json()) == silent
    assert silent.folder != spoken.folder
    assert silent.workspace != spoken.workspace
    assert spoken.variant.startswith("draft_dark_16x9_voice-")
    assert spoken.arguments[-2:] == ["--voice-from", f"{program}:speak"]
    before = spoken.fingerprint
    assert before != silent.fingerprint
    program.write_text("speak = print")
    assert replace(spoken).fingerprint != before


# Recordings


def record(file: Path, seconds: float, width: int = 2, rate: int = 22_050, channels: int = 1) -> Path:
    """A tone in a WAV file, with silence around it."""
    times = np.arange(round(seconds * rate)) / rate
    loud = np.concatenate([np.zeros(rate // 4), 0.5 * np.sin(2 * np.pi * 300 * times), np.zeros(rate // 4)])
    samples = (loud * (2 ** (8 * width - 1) - 1)).astype(f"<i{width}")
    with wave.open(str(file), "wb") as written:
        written.setnchannels(channels)
        written.setsampwidth(width)
        written.setframerate(rate)
        written.writeframes(np.repeat(samples, channels).tobytes())
    return file


@pytest.mark.parametrize(("width", "rate", "channels"), [(2, 22_050, 1), (4, 48_000, 2), (2, 44_100, 2)])
def test_a_recording_is_read_and_the_silence_around_it_cut_off(tmp_path: Path, width: int, rate: int, channels: int):
    said = read_recording(record(tmp_path / "1.wav", 2, width, rate, channels), speech())
    assert said.rate == rate
    assert said.duration == pytest.approx(2, abs=0.15)
    assert float(np.abs(said.samples).max()) == pytest.approx(0.5, abs=0.01)


def test_recordings_are_found_by_number(tmp_path: Path):
    for name in ("01.wav", "2.WAV", "003.wav", "notes.txt", "take.wav", "0.wav"):
        (tmp_path / name).touch()
    assert {number: file.name for number, file in recordings_in(tmp_path).items()} == {
        1: "01.wav",
        2: "2.WAV",
        3: "003.wav",
    }
    (tmp_path / "1.wav").touch()
    with pytest.raises(ValueError, match=r"must have one recording 1, not 01\.wav and 1\.wav"):
        recordings_in(tmp_path)


def test_a_wrong_number_of_recordings_is_said_before_anything_is_drawn(tmp_path: Path):
    record(tmp_path / "1.wav", 2)
    record(tmp_path / "4.wav", 2)
    with pytest.raises(ValueError, match=r"must have 3 recordings, .*: 2\.wav 3\.wav missing, 4\.wav too many$"):
        check_recordings(tmp_path, [speech()] * 3)


@pytest.mark.parametrize("seconds", [0.2, 30])
def test_a_recording_of_other_words_is_refused_by_its_length(tmp_path: Path, seconds: float):
    record(tmp_path / "1.wav", seconds)
    with pytest.raises(
        ValueError, match=r"1\.wav must last 0\.3 to 13\.0 s for the 4 words 'It touches, at one\.', not"
    ):
        check_recordings(tmp_path, [speech()])


@pytest.mark.parametrize("content", [b"", b"no sound", b"RIFF\x00\x00\x00\x00WAVEfmt "])
def test_what_is_no_recording_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "1.wav").write_bytes(content)
    with pytest.raises(ValueError, match=r"1\.wav must be a recording in WAV$"):
        check_recordings(tmp_path, [speech()])


def test_each_scene_has_a_folder_of_its_own_or_all_is_in_one(tmp_path: Path):
    assert Voice("recorded", str(tmp_path)).folder("diamond") == tmp_path
    (tmp_path / "circle").mkdir()
    assert Voice("recorded", str(tmp_path)).folder("diamond") == tmp_path / "diamond"


def test_a_scene_is_told_in_one_s_own_voice(render_tiny, tmp_path: Path):
    takes = tmp_path / "takes"
    takes.mkdir()
    for number, seconds in enumerate((1.5, 4, 1, 2), start=1):
        record(takes / f"{number}.wav", seconds)
    scene = render_tiny(tmp_path / "out", Voice("recorded", str(takes)))
    captions = [caption for beat in scene.manifest.beats for caption in beat.captions]
    for caption, seconds in zip(captions, (1.5, 4, 1, 2), strict=True):
        assert caption.end - caption.start >= seconds + 0.4
    (takes / "4.wav").unlink()
    with pytest.raises(RuntimeError, match=r"must have 4 recordings, one for each caption: 4\.wav missing"):
        render_tiny(tmp_path / "out", Voice("recorded", str(takes)))


def test_the_script_has_a_number_for_each_recording(tmp_path: Path):
    done = CliRunner().invoke(main, ["script", "title_card", "--set", "title=About a = 1/2", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    written = (tmp_path / "title_card.txt").read_text(encoding="utf-8")
    assert written.startswith("A recording for each number, named 1.wav and so on, in one folder")
    assert written.endswith("  1. About a equals one half.\n")


def test_cards_of_a_film_in_one_s_own_voice_are_silent(tmp_path: Path):
    (recorded,) = title_cards([("The line", "One")], Look("draft"), tmp_path, Voice("recorded", str(tmp_path)))
    (programmed,) = title_cards([("The line", "One")], Look("draft"), tmp_path, Voice("program", TONES))
    assert (recorded.voice, programmed.voice) == (None, Voice("program", TONES))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--voice-files", "nowhere"], "there is no such folder"),
        (["--voice-from", "nowhere.py:speak"], "there is no such file"),
        (["--voice-from", "tones.py"], "such as mine.py:speak"),
        (["--voice-from", "speak"], "such as mine.py:speak, not 'speak'"),
        (["--voice-files", ".", "--voice-from", TONES], "not from both"),
    ],
)
def test_a_voice_that_is_not_there_is_said_in_one_line(options: list[str], message: str):
    done = CliRunner().invoke(main, ["render", "diamond", *options])
    assert done.exit_code == 1
    assert message in done.output
    assert done.output.count("\n") == 1


def test_what_is_missing_for_a_voice_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(choice, "find_spec", lambda name: None)
    for command in ("render", "film", "deck"):
        done = CliRunner().invoke(main, [command, "diamond", "--voice"])
        assert done.exit_code == 1
        assert done.output == (
            "Error: --voice needs one more package; type: ./run pip install -e '.[voice]' -c constraints.txt\n"
        )
