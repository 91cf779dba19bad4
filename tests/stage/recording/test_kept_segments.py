"""A segment counts as finished only if it is whole, wherever it was cut off."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from sparsity.stage.recording.kept_segments import drop_unfinished, is_whole


def encoded(file: Path, codec: str) -> Path:
    with av.open(file, "w") as container:
        stream = container.add_stream(codec, rate=15)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for shade in range(0, 250, 25):
            frame = av.VideoFrame.from_ndarray(np.full((36, 64, 3), shade, dtype=np.uint8))
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return file


@pytest.mark.parametrize(("name", "codec"), [("a.mp4", "libx264"), ("a.mov", "libx264"), ("a.webm", "libvpx-vp9")])
def test_what_was_written_to_its_end_is_kept(tmp_path: Path, name: str, codec: str):
    segment = encoded(tmp_path / name, codec)
    drop_unfinished([segment])
    assert segment.exists()


def test_an_mp4_is_whole_at_no_other_length(tmp_path: Path):
    segment = encoded(tmp_path / "a.mp4", "libx264")
    content = segment.read_bytes()
    for length in range(len(content)):
        segment.write_bytes(content[:length])
        assert not is_whole(segment)
    segment.write_bytes(content[: len(content) // 2].ljust(len(content), b"\0"))
    assert not is_whole(segment)
    drop_unfinished([segment])
    assert not segment.exists()


def test_an_unfinished_webm_is_dropped(tmp_path: Path):
    segment = encoded(tmp_path / "a.webm", "libvpx-vp9")
    segment.write_bytes(segment.read_bytes()[:30])
    drop_unfinished([segment])
    assert not segment.exists()
