"""Captions, chapters and transcript say what the beats say, in the formats' own grammar."""

from __future__ import annotations

import pytest
import srt

from sparsity.lecture.render.caption_files import chapters_of, srt_captions, transcript, vtt_captions, vtt_chapters
from sparsity.stage.telling.captions import Caption
from sparsity.stage.telling.story import Beat


@pytest.fixture
def beats() -> list[Beat]:
    return [
        Beat(
            "first", "First", 0.0, 4.5, [Caption("One line − or two", 0.0, 2.0), Caption("|a| < 1 & c > 0", 2.0, 4.5)]
        ),
        Beat("second", "Second", 5.0, 3723.5, [Caption("Later.", 3600.25, 3723.5)]),
    ]


def said(beats: list[Beat]) -> list[Caption]:
    return [caption for beat in beats for caption in beat.captions]


def test_srt_reads_back_as_the_captions(beats: list[Beat]):
    read = list(srt.parse(srt_captions(said(beats))))
    assert [entry.content for entry in read] == ["One line − or two", "|a| < 1 & c > 0", "Later."]
    assert [entry.start.total_seconds() for entry in read] == [0, 2, 3600.25]
    assert [entry.index for entry in read] == [1, 2, 3]


def test_vtt_escapes_what_would_be_markup(beats: list[Beat]):
    assert vtt_captions(said(beats)) == (
        "WEBVTT\n\n"
        "1\n00:00:00.000 --> 00:00:02.000\nOne line − or two\n\n"
        "2\n00:00:02.000 --> 00:00:04.500\n|a| &lt; 1 &amp; c &gt; 0\n\n"
        "3\n01:00:00.250 --> 01:02:03.500\nLater.\n"
    )


def test_chapters_leave_no_gap(beats: list[Beat]):
    assert vtt_chapters(chapters_of(beats, 3724)) == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:05.000\nFirst\n\n2\n00:00:05.000 --> 01:02:04.000\nSecond\n"
    )


def test_a_transcript_has_each_beat_and_each_caption_on_a_line_of_its_own(beats: list[Beat]):
    text = transcript("The growing diamond", "The L1 diamond grows.", beats)
    assert text.startswith("The growing diamond\n===================\n\nThe L1 diamond grows")
    assert text.endswith("First\n-----\n\nOne line − or two\n|a| < 1 & c > 0\n\nSecond\n------\n\nLater.\n")
