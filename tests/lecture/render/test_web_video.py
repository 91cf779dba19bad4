"""WebM, GIF and WebP show the same pictures as the mp4."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from sparsity.lecture.render.animated_picture import encode_gif, encode_webp
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


@pytest.mark.parametrize(("encode", "name"), [(encode_gif, "bar.gif"), (encode_webp, "bar.webp")])
def test_an_animated_picture_shows_every_eighty_milliseconds_of_the_video(source, tmp_path, encode, name):
    encode(source, tmp_path / name, frame_rate=10)
    with av.open(source) as container:
        video = [frame.to_ndarray(format="rgb24").astype(int) for frame in container.decode(video=0)]
    with Image.open(tmp_path / name) as picture:
        assert picture.size == (64, 48)
        assert picture.info["loop"] == 0
        time = 0
        for number in range(picture.n_frames):
            picture.seek(number)
            shown = np.asarray(picture.convert("RGB")).astype(int)
            assert abs(shown - video[min(time // 100, 49)]).mean() < 12
            time += picture.info["duration"]
    # What begins within five seconds, and the last picture once more.
    assert time == 63 * 80 + 80


def test_large_videos_make_smaller_pictures_and_stillness_costs_nothing(tmp_path: Path):
    with av.open(tmp_path / "still.mp4", "w") as made:
        video = made.add_stream("libx264", rate=10)
        video.width, video.height, video.pix_fmt = 1280, 720, "yuv420p"
        for number in range(30):
            grey = np.full((720, 1280, 3), 40 if number < 15 else 200, np.uint8)
            made.mux(video.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        made.mux(video.encode())
    encode_gif(tmp_path / "still.mp4", tmp_path / "still.gif", frame_rate=10)
    with Image.open(tmp_path / "still.gif") as picture:
        assert picture.size == (640, 360)
        assert picture.n_frames == 2
