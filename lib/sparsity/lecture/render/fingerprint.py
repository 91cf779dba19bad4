"""Fingerprints of everything that decides what comes out, so that nothing is rendered twice."""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sparsity.lecture.places import LIBRARY
from sparsity.lecture.self_description import parsed

# What draws, sets type and encodes.
_PACKAGES = ("sparsity", "manim", "av", "numpy", "scipy", "pycairo", "typst", "pillow")


@cache
def versions() -> dict[str, str]:
    """Versions of Python and of the packages that decide what comes out."""
    return {"python": platform.python_version()} | {name: version(name) for name in _PACKAGES}


@cache
def sources_fingerprint(scene: Path, library: Path = LIBRARY) -> str:
    """A fingerprint of all sources of the library that have a part in rendering a scene."""
    return fingerprint({str(file.relative_to(library)): checksum(file) for file in sources_of(scene, library)})


def sources_of(scene: Path, library: Path = LIBRARY) -> set[Path]:
    """All sources of the library that have a part in rendering a scene.

    These are what turns scenes into files, and whatever the scene and that import, however far round. Pages and decks
    may change, and other scenes' charts, without rendering anything again.
    """
    files: set[Path] = set()
    found = [scene, *(library / "lecture" / "render").glob("*.py")]
    while found:
        file = found.pop()
        if file not in files and file.is_file():
            files.add(file)
            found += _imported_by(file, library)
    return files - {scene}


def _imported_by(file: Path, library: Path) -> Iterator[Path]:
    """The modules of the library that a file imports, and the packages that these are in."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.ImportFrom) and node.module and f"{node.module}.".startswith("sparsity."):
            place = library
            for name in node.module.split(".")[1:]:
                yield place / "__init__.py"
                place /= name
            yield place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def checksum(file: Path) -> str:
    """The SHA-256 of a file's content."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def fingerprint(inputs: Mapping[str, object]) -> str:
    """A fingerprint of named values, whatever their order.

    >>> fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
