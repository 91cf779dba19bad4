"""The WebM shows the same pictures, with the same tags and chapters."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from sparsity.lecture.render.web_video import encode_webm


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Five seconds in which a bright bar moves."""
    with av.open(tmp_path / "bar.mp4", "w") as made:
        made.metadata["title"] = "A bar"
        video = made.add_stream("libx264", rate=10)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        halves = ((0, 2500, "Left"), (2500, 5000, "Right"))
        made.set_chapters(
            [
                {"id": n, "start": start, "end": end, "time_base": Fraction(1, 1000), "metadata": {"title": name}}
                for n, (start, end, name) in enumerate(halves)
            ]
        )
        for place in range(50):
            picture = np.zeros((48, 64, 3), np.uint8)
            picture[:, place : place + 8] = 240
            made.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        made.mux(video.encode())
    return tmp_path / "bar.mp4"


def test_pictures_tags_and_chapters_stay(source: Path, tmp_path: Path):
    encode_webm(source, tmp_path / "bar.webm", frame_rate=10)
    with av.open(source) as container:
        before = [frame.to_ndarray(format="gray").astype(int) for frame in container.decode(video=0)]
    with av.open(tmp_path / "bar.webm") as container:
        codec = container.streams.video[0].codec_context
        assert (codec.name, codec.pix_fmt) in {("vp9", "yuv420p"), ("libvpx-vp9", "yuv420p")}
        assert (codec.color_primaries, codec.color_trc, codec.colorspace) == (1, 1, 6)
        assert container.metadata["title"] == "A bar"
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == ["Left", "Right"]
        frames = list(container.decode(video=0))
    assert len(frames) == len(before) == 50
    for frame, picture in zip(frames, before, strict=True):
        assert abs(frame.to_ndarray(format="gray") - picture).mean() < 6
    keys = [frame.time for frame in frames if frame.key_frame]
    assert max(after - earlier for earlier, after in pairwise([*keys, 5.0])) <= 2
