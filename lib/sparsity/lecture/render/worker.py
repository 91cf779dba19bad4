"""Does one job, in a process of its own: `python -m sparsity.lecture.render.worker JOB PROCESSES`.

The job comes as JSON; PROCESSES says how many processes draw it. News goes to standard output, one JSON object on each
line; everything else that is printed goes to standard error. The process ends as soon as its standard input does,
which happens when the process that started it is gone.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sparsity.lecture.reasons import plain_reason
from sparsity.lecture.render.animated_picture import encode_gif, encode_webp
from sparsity.lecture.render.caption_files import chapters_of, srt_captions, transcript, vtt_captions, vtt_chapters
from sparsity.lecture.render.finish import finish_video
from sparsity.lecture.render.finished import is_current, put_in_place
from sparsity.lecture.render.job import FORMATS, Job
from sparsity.lecture.render.manifest import NAME, describe, read_manifest, write_manifest
from sparsity.lecture.render.read_back import check_video
from sparsity.lecture.render.scene_run import SceneRun, read_script
from sparsity.lecture.render.together import end_with_the_parent, run_together
from sparsity.lecture.render.web_video import encode_webm
from sparsity.lecture.render.workspace import emptied, harmless_name, locked, make_workspace
from sparsity.lecture.safe_files import refuse_links
from sparsity.lecture.voice.choice import RECORDED
from sparsity.lecture.voice.recordings import check_recordings
from sparsity.lecture.voice.soundtrack import soundtrack

_SILENT_ENCODERS = {"gif": encode_gif, "webp": encode_webp}


def main() -> int:
    """Do the job of the command line."""
    news = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    end_with_the_parent()

    def tell(**facts: Any) -> None:
        print(json.dumps(facts), file=news, flush=True)

    try:
        do_job(Job.from_json(sys.argv[1]), lambda frames: tell(frames=frames), processes=int(sys.argv[2]))
    except Exception as error:
        # The log may be on the disk that is full.
        with suppress(OSError):
            traceback.print_exc()
        tell(failed=plain_reason(error))
        return 1
    tell(done=True)
    return 0


def do_job(job: Job, on_frames: Callable[[int], object], *, processes: int = 1) -> None:
    """Render a scene and put all its files in place, the manifest last."""
    # Before anything is drawn that could not be put there.
    make_workspace(job.out, job.workspace)
    refuse_links(job.out, job.folder)
    # Two manims in one folder crash.
    with locked(job.workspace), harmless_name(job.workspace) as workspace:
        if is_current(job):
            return
        job = with_formats_already_there(job)
        staging = emptied(workspace / "staging")
        media = workspace / job.machinery[:16]
        drop_other_media(workspace, media)
        if job.voice is not None and job.voice.kind == RECORDED:
            said = [speech for _, speeches in read_script(job) for speech in speeches]
            check_recordings(job.voice.folder(job.part.file), said)
        run = run_together(job, media, staging, on_frames, processes)
        write_files(job, run, staging)
        put_in_place(staging, job.folder)


def with_formats_already_there(job: Job) -> Job:
    """The job with all formats that its folder already has: what was there is renewed, never taken away."""
    wanted = set(job.formats)
    with suppress(ValueError):
        wanted.update(read_manifest(job.folder).formats)
    return replace(job, formats=tuple(name for name in FORMATS if name in wanted))


def drop_other_media(workspace: Path, media: Path) -> None:
    """Delete what another version of the library or of manim has drawn."""
    for folder in workspace.iterdir():
        if folder.is_dir() and folder not in (media, workspace / "staging"):
            shutil.rmtree(folder)


def write_files(job: Job, run: SceneRun, folder: Path) -> None:
    """Write all files of a job into a folder."""
    name, beats, rate = job.part.file, run.beats, job.look.frame_rate
    captions = [caption for beat in beats for caption in beat.captions]
    chapters = list(chapters_of(beats, run.frames / rate))
    for ending, text in {
        "srt": srt_captions(captions),
        "vtt": vtt_captions(captions),
        "chapters.vtt": vtt_chapters(chapters),
        "txt": transcript(run.title, run.summary, beats, is_spoken=job.voice is not None),
    }.items():
        (folder / f"{name}.{ending}").write_text(text, encoding="utf-8", newline="\n")
    # The last picture of a scene works as a slide.
    shutil.copyfile(folder / run.stills[-1], folder / f"{name}.png")
    if run.video is not None:
        video = folder / f"{name}.mp4"
        sound = None if job.voice is None else soundtrack(run.takes, run.frames, rate)
        told: dict[str, Any] = {"captions": captions, "chapters": chapters, "frame_rate": rate, "sound": sound}
        finish_video([run.video], video, title=run.title, **told)
        check_video(video, size=job.look.size, frames=run.frames, **told)
        for ending, encode in _SILENT_ENCODERS.items():
            if ending in job.formats:
                encode(video, video.with_suffix(f".{ending}"), frame_rate=rate)
        if "webm" in job.formats:
            encode_webm(video, video.with_suffix(".webm"), frame_rate=rate, sound=sound)
        if "mp4" not in job.formats:
            video.unlink()
    files = [file for file in folder.rglob("*") if file.is_file()]
    write_manifest(describe(job, run, files=files, folder=folder).as_json(), folder / NAME)
    # Whatever is refused later would be rendered again and again.
    read_manifest(folder)


if __name__ == "__main__":
    sys.exit(main())
