"""A segment has its name once it is whole; a run that was ended leaves none that another could take for finished."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from manim._config.video_encoder import VideoEncoderSpec

from sparsity.lecture.render.whole_segments import _WholeSegment, drop_unfinished

SPEC = VideoEncoderSpec(
    container_format="mp4",
    codec="libx264",
    pixel_format="yuv420p",
    width=64,
    height=48,
    frame_rate=Fraction(10),
    options={},
)
PICTURE = np.zeros((48, 64, 4), np.uint8)


def opened(target: Path) -> _WholeSegment:
    segment = _WholeSegment(target=target, spec=SPEC)
    segment.write_frame(PICTURE, repeat=5)
    return segment


def test_a_segment_is_not_there_before_it_is_whole(tmp_path: Path):
    target = tmp_path / "segment.mp4"
    segment = opened(target)
    # What manim looks for while it goes on drawing.
    assert segment.target == target
    assert not target.exists()
    segment.finish()
    with av.open(target) as video:
        assert len(list(video.decode(video=0))) == 5
    assert list(tmp_path.iterdir()) == [target]


def test_an_aborted_segment_leaves_nothing(tmp_path: Path):
    opened(tmp_path / "segment.mp4").abort()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_run_left_is_no_segment_and_goes(tmp_path: Path):
    opened(tmp_path / "half.mp4")
    opened(tmp_path / "whole.mp4").finish()
    drop_unfinished(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["whole.mp4"]


def test_an_index_that_was_cut_off_would_pass_for_a_video(tmp_path: Path):
    """Why being able to open a segment is not enough."""
    target = tmp_path / "segment.mp4"
    opened(target).finish()
    whole = target.read_bytes()
    target.write_bytes(whole[: whole.rindex(b"trak") + 100])
    with av.open(target) as video:
        assert not [packet for packet in video.demux() if packet.size]


@pytest.mark.parametrize("way", ["finish", "abort"])
def test_ending_it_twice_changes_nothing(tmp_path: Path, way: str):
    segment = opened(tmp_path / "segment.mp4")
    getattr(segment, way)()
    before = list(tmp_path.iterdir())
    getattr(segment, way)()
    assert list(tmp_path.iterdir()) == before
