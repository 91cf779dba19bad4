"""Puts the film together: the video, and what goes with it where it is shown."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from sparsity.lecture.clock import clock
from sparsity.lecture.film.cut import Cut
from sparsity.lecture.render.caption_files import all_words, srt_captions, vtt_captions, vtt_chapters
from sparsity.lecture.render.fingerprint import checksum, fingerprint
from sparsity.lecture.render.finish import finish_video
from sparsity.lecture.render.finished import made_from, put_in_place
from sparsity.lecture.render.manifest import NAME, facts_of, files_as_json, write_manifest
from sparsity.lecture.render.read_back import check_video
from sparsity.lecture.render.workspace import emptied, locked, make_workspace
from sparsity.lecture.safe_files import refuse_links

# What video sites show before one presses play.
_THUMBNAIL = (1280, 720)
# YouTube takes no < and no > in titles and descriptions.
_WITHOUT_ANGLE_BRACKETS = str.maketrans("<>", "＜＞")


def make_film(cut: Cut, out: Path, name: str, *, command: str) -> bool:
    """Write the film and its files into a folder, unless they are there already.

    Parameters
    ----------
    cut
        What it shows.
    out
        The folder for everything that is made.
    name
        Name of its own folder in there. It is put together in another one; what an interrupted run has left there is
        deleted.
    command
        The command that makes it, for the manifest.

    Returns
    -------
    bool
        Whether anything had to be made.

    Raises
    ------
    ValueError
        If reading the video back shows that something in it is not as promised.
    OSError
        If a link leads out of the folder.
    """
    folder, workspace = out / "film" / name, out / ".cache" / "film" / name
    inputs = fingerprint(
        {
            "reels": [reel.manifest.fingerprint for reel in cut.reels],
            "made by": [checksum(file) for file in sorted(Path(__file__).parent.glob("*.py"))],
        }
    )
    make_workspace(out, workspace)
    refuse_links(out, folder)
    with locked(workspace):
        if made_from(inputs, folder):
            return False
        staging = emptied(workspace / "staging")
        _write_files(cut, staging)
        files = [file for file in staging.rglob("*") if file.is_file()]
        manifest = {
            "title": cut.title,
            "command": command,
            "is_spoken": cut.is_spoken,
            "duration": cut.frames / cut.frame_rate,
            "frame_rate": cut.frame_rate,
            "width": cut.size[0],
            "height": cut.size[1],
            "chapters": [{"start": start, "end": end, "title": title} for start, end, title in cut.chapters],
            "scenes": [
                {"scene": scene.manifest.scene, "parameters": dict(scene.manifest.parameters)} for scene in cut.scenes
            ],
            "files": files_as_json(facts_of(files, staging)),
            "versions": dict(cut.reels[0].manifest.versions),
            "fingerprint": inputs,
        }
        write_manifest(manifest, staging / NAME)
        put_in_place(staging, folder)
    return True


def _write_files(cut: Cut, folder: Path) -> None:
    for ending, text in {
        "srt": srt_captions(cut.captions),
        "vtt": vtt_captions(cut.captions),
        "chapters.vtt": vtt_chapters(cut.chapters),
        "txt": transcript_of(cut),
        "youtube.txt": youtube_description(cut),
    }.items():
        (folder / f"film.{ending}").write_text(text, encoding="utf-8", newline="\n")
    shutil.copyfile(cut.reels[0].poster, folder / "film.png")
    write_thumbnail(cut.reels[0].poster, folder / "film.thumbnail.png")
    video = folder / "film.mp4"
    sources = [reel.video for reel in cut.reels]
    told: dict[str, Any] = {
        "captions": cut.captions,
        "chapters": cut.chapters,
        "frame_rate": cut.frame_rate,
        "sound": cut.sound,
    }
    finish_video(sources, video, title=cut.title, **told)
    check_video(video, size=cut.size, frames=cut.frames, **told)


def transcript_of(cut: Cut) -> str:
    """Everything that is said in the film."""
    opening, *_ = cut.reels
    said = [all_words(caption) for beat in opening.manifest.beats for caption in beat.captions]
    heading = f"{cut.title}\n{'=' * len(cut.title)}\n\n" + "\n".join(said) + "\n"
    return "\n\n".join([heading, *(scene.transcript.read_text(encoding="utf-8") for scene in cut.scenes)])


def youtube_description(cut: Cut) -> str:
    """Title, what each chapter teaches, and the times that YouTube turns into chapters."""
    summaries = "\n".join(f"• {scene.title}: {scene.manifest.summary}" for scene in cut.scenes)
    times = "\n".join(f"{clock(start)} {title}" for start, _, title in cut.chapters)
    return f"{cut.title}\n\n{summaries}\n\n{times}\n".translate(_WITHOUT_ANGLE_BRACKETS)


def write_thumbnail(still: Path, target: Path) -> None:
    """Fit a still into a thumbnail; what it leaves free gets its background colour."""
    with Image.open(still) as picture:
        pixels = picture.convert("RGB")
        background = tuple(np.asarray(pixels)[0, 0].tolist())
        fitted = ImageOps.pad(pixels, _THUMBNAIL, method=Image.Resampling.LANCZOS, color=background)
        fitted.save(target, optimize=True)
