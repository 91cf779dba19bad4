"""Segments: the bytes that manim's own encoder makes, and whole ones only."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from manim import CairoRenderer, Scene, config, tempconfig
from manim._config.video_encoder import VideoEncoderSpec
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from sparsity.lecture.places import settings_file
from sparsity.stage.recording.encoder import SegmentEncoder
from sparsity.stage.recording.kept_segments import drop_unfinished
from sparsity.stage.recording.writer import SegmentWriter
from sparsity.stage.telling.story import StoryScene

SIZE = (320, 180)


@pytest.fixture
def spec(tmp_path: Path) -> VideoEncoderSpec:
    """What manim resolves for a small video with this project's options."""
    settings = {
        "pixel_width": SIZE[0],
        "pixel_height": SIZE[1],
        "frame_rate": 15,
        "media_dir": str(tmp_path / "media"),
        "video_encoder_options": {"preset": "veryfast", "crf": "18"},
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        spec = Scene().session_spec.video_encoder
    assert spec is not None
    return spec


def pictures() -> list[tuple[np.ndarray, int]]:
    """Some pictures, and how often each is shown."""
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 256, (3, SIZE[1], SIZE[0], 4), dtype=np.uint8)
    return list(zip(noise, (1, 40, 3), strict=True))


def encoded(kind: type[VideoSegmentEncoder], file: Path, spec: VideoEncoderSpec) -> bytes:
    encoder = kind(target=file, spec=spec)
    for picture, repeat in pictures():
        encoder.write_frame(picture, repeat=repeat)
    encoder.finish()
    return file.read_bytes()


def test_the_bytes_are_those_of_manims_own_encoder(tmp_path: Path, spec: VideoEncoderSpec):
    ours = encoded(SegmentEncoder, tmp_path / "ours.mp4", spec)
    assert ours == encoded(VideoSegmentEncoder, tmp_path / "manims.mp4", spec)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_same_pictures_are_the_same_bytes_every_time(theme: str, tmp_path: Path):
    """Which x264 does not keep to with its mbtree: of forty times a few came out otherwise."""
    with tempconfig({"media_dir": str(tmp_path), "verbosity": "ERROR"}):
        config.digest_file(settings_file(theme))
        config.update({"pixel_width": 854, "pixel_height": 480, "frame_rate": 15})
        config.video_encoder_options = config.video_encoder_options | {"threads": "1"}
        spec = Scene().session_spec.video_encoder
    assert spec is not None
    rows, columns = np.mgrid[:480, :854]
    moving = np.zeros((8, 480, 854, 4), dtype=np.uint8)
    for shift, picture in enumerate(moving):
        for bar in range(12):
            inside = (abs(columns - 100 - 60 * bar - 3 * shift) < 3 + bar) & (rows > 40 + 20 * bar)
            picture[inside, :3] = (40 * bar % 255, 200, 255 - 20 * bar)
    made, rng = set(), np.random.default_rng(0)
    for number in range(30):
        encoder = SegmentEncoder(target=tmp_path / f"{number}.mp4", spec=spec)
        for picture in moving:
            encoder.write_frame(picture)
            # What it reads where it has not written is something else every time.
            _ = [rng.bytes(size) for size in rng.integers(1000, 700_000, 5)]
        encoder.finish()
        made.add(encoder.target.read_bytes())
    assert len(made) == 1


def test_a_held_picture_is_converted_once(tmp_path: Path, spec: VideoEncoderSpec, monkeypatch: pytest.MonkeyPatch):
    conversions = []
    convert = av.VideoFrame.from_ndarray

    def counting(*args: object, **kwargs: object) -> av.VideoFrame:
        conversions.append(1)
        return convert(*args, **kwargs)

    monkeypatch.setattr("sparsity.stage.recording.encoder._frame", counting)
    encoded(SegmentEncoder, tmp_path / "ours.mp4", spec)
    assert len(conversions) == len(pictures())


def test_a_segment_has_its_name_only_when_it_is_whole(tmp_path: Path, spec: VideoEncoderSpec):
    file = tmp_path / "segment.mp4"
    encoder = SegmentEncoder(target=file, spec=spec)
    encoder.write_frame(pictures()[0][0], repeat=20)
    assert not file.exists()
    encoder.finish()
    assert [path.name for path in tmp_path.glob("*.mp4")] == [file.name]


def test_an_aborted_segment_leaves_nothing_behind_and_an_earlier_one_in_place(tmp_path: Path, spec: VideoEncoderSpec):
    file = tmp_path / "segment.mp4"
    earlier = encoded(SegmentEncoder, file, spec)
    encoder = SegmentEncoder(target=file, spec=spec)
    encoder.write_frame(pictures()[0][0])
    encoder.abort()
    assert file.read_bytes() == earlier
    assert [path.name for path in tmp_path.glob("*.mp4")] == [file.name]


@pytest.mark.parametrize("way", ["finish", "abort"])
def test_ending_it_twice_changes_nothing(tmp_path: Path, spec: VideoEncoderSpec, way: str):
    encoder = SegmentEncoder(target=tmp_path / "segment.mp4", spec=spec)
    encoder.write_frame(pictures()[0][0])
    getattr(encoder, way)()
    before = list(tmp_path.glob("*.mp4"))
    getattr(encoder, way)()
    assert list(tmp_path.glob("*.mp4")) == before


def test_what_a_killed_run_left_goes_and_whole_segments_stay(tmp_path: Path, spec: VideoEncoderSpec):
    folder = tmp_path / "segments"
    SegmentEncoder(target=folder / "half.mp4", spec=spec).write_frame(pictures()[0][0])
    encoded(SegmentEncoder, folder / "whole.mp4", spec)
    (folder / "cut.mp4").write_bytes((folder / "whole.mp4").read_bytes()[:1000])
    drop_unfinished(folder.glob("*.mp4"))
    assert [path.name for path in folder.iterdir()] == ["whole.mp4"]


def test_an_index_that_was_cut_off_would_pass_for_a_video(tmp_path: Path, spec: VideoEncoderSpec):
    """Why being able to open a segment is not enough, and a name of its own is needed until it is whole."""
    file = tmp_path / "segment.mp4"
    whole = encoded(SegmentEncoder, file, spec)
    file.write_bytes(whole[: whole.rindex(b"trak") + 100])
    with av.open(file) as video:
        assert not [packet for packet in video.demux() if packet.size]


def test_manim_still_offers_the_places_that_ours_take():
    # A new manim that moves them would quietly go back to converting every frame.
    assert callable(SceneFileWriter._create_segment_encoder)
    assert {"target", "spec"} <= VideoSegmentEncoder.__init__.__annotations__.keys()
    assert "repeat" in VideoSegmentEncoder.write_frame.__annotations__
    assert "file_writer_class" in CairoRenderer.__init__.__annotations__


def test_every_scene_of_ours_writes_through_it(tmp_path: Path):
    class Told(StoryScene):
        def construct(self) -> None:
            with self.beat("one", "One"):
                self.say("Nothing to see.")

    with tempconfig({"media_dir": str(tmp_path), "verbosity": "ERROR", "progress_bar": "none", "frame_rate": 15}):
        scene = Told()
        assert isinstance(scene.renderer.file_writer, SegmentWriter)
        encoder = scene.renderer.file_writer._create_segment_encoder(tmp_path / "x.mp4")
        assert isinstance(encoder, SegmentEncoder)
        encoder.abort()
