"""Runs one scene through manim, in a process of its own, and keeps the picture at the end of each beat."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from manim import CairoRenderer, config, logger, tempconfig
from PIL import Image

from sparsity.lecture.places import scene_path, settings_file
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.vector_still import write_svg
from sparsity.lecture.voice.narrators import narrator_of
from sparsity.stage.recording.sharing import SharingWriter
from sparsity.stage.recording.writer import SegmentWriter
from sparsity.stage.telling.narration import Take
from sparsity.stage.telling.story import Beat, StoryScene
from sparsity.words.speech import Speech

# Manim's default of 100 is less than what one scene has.
_SEGMENTS_KEPT = 400


class RefusedSettingError(ValueError):
    """A scene has no story to tell with these numbers."""


@dataclass(frozen=True)
class SceneRun:
    """What a run leaves behind: manim's video, a still for each beat (relative to their folder), and the times.

    There is no video if only stills were wanted. Title and summary are the scene's own words for its numbers, and
    `takes` what a voice says with the time at which each begins.
    """

    title: str
    summary: str
    video: Path | None
    beats: list[Beat]
    stills: list[str]
    frames: int
    takes: list[tuple[float, Take]]


def run_scene(
    job: Job,
    media: Path,
    stills_to: Path,
    on_frames: Callable[[int], object],
    writer: Callable[..., SegmentWriter] = SegmentWriter,
) -> SceneRun:
    """Render a scene with the settings of a job.

    Parameters
    ----------
    job
        What to render.
    media
        Folder for manim alone; what it can use of an earlier run there is used again.
    stills_to
        Folder for the stills.
    on_frames
        Called with the number of frames made so far.
    writer
        What makes the writer of the video.

    Raises
    ------
    RefusedSettingError
        If the scene refuses a setting.
    """
    _configure_manim(job, media)
    base = _scene_class(job)
    stills: list[str] = []

    def end_of_beat(self: StoryScene, beat: Beat) -> None:
        base.end_of_beat(self, beat)
        # What comes from the cache was not drawn.
        renderer = _cairo_renderer(self)
        renderer.static_image = None
        renderer.update_frame(self, ignore_skipping=True)
        name = f"beats/{len(stills) + 1:02}_{beat.identifier}.png"
        (stills_to / name).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(renderer.get_frame()[:, :, :3]).save(stills_to / name)
        stills.append(name)

    hooks = {"end_of_beat": end_of_beat, "writer": staticmethod(writer), **_voice_of(job)}
    scene = _with_settings(base, job, hooks)
    _count_frames(scene, job.look.frame_rate, on_frames)
    scene.render()
    if "svg" in job.formats:
        camera = _cairo_renderer(scene).camera
        write_svg(scene.mobjects, camera, stills_to / f"{job.part.file}.svg", title=scene.title)
    return SceneRun(
        scene.title,
        scene.summary,
        Path(scene.renderer.file_writer.movie_file_path) if job.moves else None,
        scene.beats,
        stills,
        round(scene.now * job.look.frame_rate),
        scene.takes,
    )


def draw_along(job: Job, media: Path, own: Path, claims: Path) -> None:
    """Draw segments of a scene that no other process has claimed, and nothing else.

    Parameters
    ----------
    job, media
        As for the run of the process that joins the segments.
    own
        Folder for what no other process may disturb.
    claims
        As for `SharingWriter`.
    """
    _configure_manim(job, media)
    # Where the video would go decides whom to wait for; the process that joins the segments does not wait for us.
    config.update({"video_dir": str(own), "images_dir": str(own)})
    # All processes have the same words said, so that all keep the same time.
    hooks = {"writer": partial(SharingWriter, claims=claims), **_voice_of(job)}
    _with_settings(_scene_class(job), job, hooks).render()


def read_script(job: Job) -> list[tuple[Beat, list[Speech]]]:
    """What is to be said in a scene, beat by beat, without drawing anything.

    Raises
    ------
    RefusedSettingError
        If the scene refuses a setting.
    """
    script: list[tuple[Beat, list[Speech]]] = []
    said: list[Speech] = []

    def narrator(speech: Speech) -> Take:
        said.append(speech)
        return Take(np.zeros(0, dtype=np.float32), 1)

    # Whoever asks for words wants nothing else printed.
    logger.setLevel("WARNING")
    with TemporaryDirectory() as media, tempconfig({}):
        _configure_manim(replace(job, formats=("png",)), Path(media))
        base = _scene_class(job)

        def end_of_beat(self: StoryScene, beat: Beat) -> None:
            base.end_of_beat(self, beat)
            script.append((beat, said[:]))
            said.clear()

        _with_settings(base, job, {"end_of_beat": end_of_beat, "narrator": staticmethod(narrator)}).render()
    return script


def _voice_of(job: Job) -> dict[str, Any]:
    return {} if job.voice is None else {"narrator": staticmethod(narrator_of(job.voice, job.part.file, job.out))}


def _with_settings(base: type[StoryScene], job: Job, hooks: Mapping[str, Any]) -> StoryScene:
    # Under the scene's own name: manim names files and cached segments after the class.
    members = {**hooks, "__module__": base.__module__, **job.settings}
    changed: type[StoryScene] = type(base.__name__, (base,), members)
    try:
        return changed()
    except ValueError as error:
        raise RefusedSettingError(str(error)) from error


def _count_frames(scene: StoryScene, frame_rate: int, on_frames: Callable[[int], object]) -> None:
    """Tell how far a scene is whenever manim writes frames."""
    renderer = _cairo_renderer(scene)
    add_frame = renderer.add_frame
    # The scene counts an animation's frames when it ends, or all at once when they come from the cache.
    started_at, drawn = 0, 0

    def counting(frame: Any, num_frames: int = 1) -> None:
        nonlocal started_at, drawn
        add_frame(frame, num_frames)
        now = round(scene.now * frame_rate)
        drawn = num_frames + (drawn if now == started_at else 0)
        started_at = now
        on_frames(now + drawn)

    renderer.add_frame = counting  # type: ignore[method-assign]


def _cairo_renderer(scene: StoryScene) -> CairoRenderer:
    assert isinstance(scene.renderer, CairoRenderer)
    return scene.renderer


def _configure_look(job: Job) -> None:
    config.digest_file(settings_file(job.look.theme))
    width, height = job.look.size
    config.update({"pixel_width": width, "pixel_height": height, "frame_rate": job.look.frame_rate})


def _configure_manim(job: Job, media: Path) -> None:
    _configure_look(job)
    config.update(
        {
            "media_dir": str(media),
            "video_dir": str(media / "video"),
            "images_dir": str(media / "images"),
            "partial_movie_dir": str(media / "segments"),
            "max_files_cached": _SEGMENTS_KEPT,
            "progress_bar": "none",
            "verbosity": "WARNING",
        }
    )
    if not job.moves:
        # Manim then jumps to the end of each animation.
        config.update({"format": "png", "save_last_frame": True})
    # Several jobs share the cores; more threads in each would only get into each other's way.
    config.video_encoder_options = config.video_encoder_options | {"g": str(2 * job.look.frame_rate), "threads": "1"}


def _scene_class(job: Job) -> type[StoryScene]:
    spec = importlib.util.spec_from_file_location(job.part.file, scene_path(job.part.file))
    if spec is None or spec.loader is None:
        raise ValueError(f"{scene_path(job.part.file)} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[StoryScene] = getattr(module, job.part.scene)
    return found
