"""Finished scenes as a render leaves them, with made-up content."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from sparsity.lecture.render.look import Look
from sparsity.lecture.rendered import RenderedScene

STILLS = ("beats/01_one.png", "beats/02_two.png")


def caption(text: str, start: float, end: float) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text, "added": ""}


def beat(name: str, start: float, end: float, **changes: Any) -> dict[str, Any]:
    still = STILLS[0] if start == 0 else STILLS[1]
    return {"name": name, "start": start, "end": end, "still": still, "captions": [], "formulas": [], **changes}


def put_files(folder: Path, names: list[str], content_of: str = "content of") -> dict[str, dict[str, Any]]:
    """Write files with made-up content, and return what a manifest says of them."""
    facts = {}
    for name in names:
        content = f"{content_of} {name}".encode()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        facts[name] = {"bytes": len(content), "sha256": sha256(content).hexdigest()}
    return facts


def finished(
    out: Path, scene: str = "diamond", *, variant: str = "a", content_of: str = "content of", **changes: Any
) -> RenderedScene:
    """A folder as a render leaves it, with whatever `changes` says; `formats` decides which files there are."""
    folder = out / scene / variant
    formats = changes.get("formats", ["mp4", "png"])
    frames = changes.get("frames", 300)
    look = Look(changes.get("quality", "720p30"), changes.get("theme", "dark"), changes.get("aspect", "16:9"))
    endings = dict.fromkeys(["vtt", "srt", "chapters.vtt", "txt", "png", *formats])
    manifest = {
        "scene": scene,
        "title": f"About {scene}",
        "summary": "One sentence.",
        "parameters": {"data_point": "10,5"},
        "changed_parameters": {},
        "quality": look.quality,
        "theme": look.theme,
        "aspect": look.aspect,
        "formats": formats,
        "voice": "",
        "width": look.size[0],
        "height": look.size[1],
        "frame_rate": look.frame_rate,
        "frames": frames,
        "duration": frames / look.frame_rate,
        "beats": [
            beat("One", 0.0, 4.0, captions=[caption("a\nline", 0, 4)], formulas=["b = 5 - 10 a"]),
            beat("Two", 5.0, 10.0, captions=[caption("more", 5, 10)]),
        ],
        "files": put_files(folder, [*(f"{scene}.{ending}" for ending in endings), *STILLS], content_of),
        "versions": {"python": "3"},
        "fingerprint": "made up",
        **changes,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return RenderedScene.in_folder(folder)


def rewritten(scene: RenderedScene, /, **changes: Any) -> Path:
    """Change what the manifest of a finished scene says, whatever that makes of it; return its folder."""
    file = scene.folder / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | changes), encoding="utf-8")
    return scene.folder
