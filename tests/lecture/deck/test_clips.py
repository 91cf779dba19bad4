"""A video cut into one clip for each beat: nothing is lost, and each ends with its beat's picture."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from sparsity.lecture import RenderedScene
from sparsity.lecture.deck.clips import Clip, cut_into_clips
from sparsity.lecture.render.read_back import COLOUR_TAGS


@pytest.fixture(scope="module", params=["diamond", "light_circle"])
def cut(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[RenderedScene, list[Clip]]:
    scene = request.getfixturevalue(request.param)
    return scene, cut_into_clips(scene, tmp_path_factory.mktemp("clips"))


def pictures(file: Path) -> list[bytes]:
    """A checksum of each picture: all of them would not fit into memory."""
    with av.open(file) as video:
        return [sha256(frame.to_ndarray(format="yuv420p")).digest() for frame in video.decode(video=0)]


def ends(file: Path) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last picture."""
    with av.open(file) as video:
        frames = video.decode(video=0)
        first = next(frames)
        last = deque(frames, maxlen=1).pop()
        return tuple(frame.to_ndarray(format="rgb24").astype(int) for frame in (first, last))


def test_the_clips_hold_every_picture_of_the_video_and_none_twice(cut):
    scene, clips = cut
    parts = [pictures(clip.file) for clip in clips]
    rate = scene.manifest.frame_rate
    assert [len(part) for part in parts] == [round(clip.duration * rate) for clip in clips]
    # Not encoded again: bit by bit the same.
    assert list(chain(*parts)) == pictures(scene.video)


def as_in_a_video(picture: np.ndarray) -> np.ndarray:
    """A picture in the colours that a video can have: fewer, by a level or two."""
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    return frame.reformat(format="yuv420p").to_ndarray(format="rgb24").astype(int)


def test_a_clip_goes_from_the_still_of_one_beat_to_that_of_the_next(cut):
    scene, clips = cut
    stills = [as_in_a_video(np.asarray(Image.open(still).convert("RGB"))) for still in scene.stills]
    assert clips[0].start == 0
    for clip, before, still in zip(clips, [None, *clips], stills, strict=False):
        first, last = ends(clip.file)
        assert np.abs(last - still).mean() < 0.75, clip.file.name
        if before:
            assert clip.start == pytest.approx(before.start + before.duration)
            assert np.abs(first - stills[clips.index(before)]).mean() < 0.75, clip.file.name
    assert clips[-1].start + clips[-1].duration == pytest.approx(scene.manifest.duration)


def test_a_clip_plays_alone(cut):
    scene, clips = cut
    for clip in clips:
        with av.open(clip.file) as video:
            stream = video.streams.video[0]
            context = stream.codec_context
            packets = [packet for packet in video.demux(stream) if packet.pts is not None]
            assert packets[0].is_keyframe
            assert packets[0].pts == 0
            rate = scene.manifest.frame_rate
            times = sorted(packet.pts * packet.time_base * rate for packet in packets)
            assert [round(float(time), 3) for time in times] == list(range(round(clip.duration * rate)))
            assert (context.color_primaries, context.color_trc, context.colorspace) == COLOUR_TAGS
            assert not video.streams.subtitles
        start = clip.file.read_bytes()[:4096]
        assert b"moov" in start, "the index is not at the front"


def test_a_cut_where_no_picture_stands_alone_is_refused(diamond: RenderedScene, tmp_path: Path):
    first, second, *rest = diamond.manifest.beats
    later = first.end + 1 / diamond.manifest.frame_rate
    caption, *captions = second.captions
    begins = replace(caption, start=max(later, caption.start))
    second = replace(second, start=max(later, second.start), captions=(begins, *captions))
    manifest = replace(diamond.manifest, beats=(replace(first, end=later), second, *rest))
    with pytest.raises(ValueError, match=f"cannot be cut at {later:.3f} s: no key frame"):
        cut_into_clips(RenderedScene(diamond.folder, manifest), tmp_path)
