"""Where the project's own files are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = ROOT / "lib" / "sparsity"


def scene_path(name: str) -> Path:
    """The file of a scene."""
    return ROOT / "scenes" / f"{name}.py"


def settings_file(theme: str) -> Path:
    """The manim settings of a theme, the same that `manim render` uses."""
    return ROOT / ("light.cfg" if theme == "light" else "manim.cfg")
