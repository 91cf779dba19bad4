"""Fingerprints of everything that decides what comes out, so that nothing is rendered twice."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sparsity.lecture.sources import LIBRARY

# What decides how a scene looks; pages and decks around it may change without rendering anything again.
_DRAWING = ("geometry", "stage", "lecture/render")

# What draws, sets type and encodes.
_PACKAGES = ("sparsity", "manim", "av", "numpy", "scipy", "pycairo", "typst", "pillow")


@cache
def versions() -> dict[str, str]:
    """Versions of Python and of the packages that decide what comes out."""
    return {"python": platform.python_version()} | {name: version(name) for name in _PACKAGES}


@cache
def library_fingerprint(library: Path = LIBRARY) -> str:
    """A fingerprint of all sources of the library that have a part in rendering."""
    files = sorted(file for folder in _DRAWING for file in (library / folder).rglob("*.py"))
    return fingerprint({str(file.relative_to(library)): checksum(file) for file in files})


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
