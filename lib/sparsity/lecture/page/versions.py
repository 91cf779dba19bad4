"""Versions of one scene: how they differ, in words, and which is most like which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sparsity.lecture.rendered import RenderedScene

_LOOK = ("theme", "aspect", "quality")


def describe_version(manifest: dict[str, Any]) -> str:
    """Say in words which numbers and which look a version has.

    >>> look = {"theme": "light", "aspect": "4:3", "quality": "draft"}
    >>> describe_version({"changed_parameters": {"data_point": "3,2"}, **look})
    'data_point = 3, 2 · light · 4:3 · draft'
    """
    numbers = [f"{name} = {text.replace(',', ', ')}" for name, text in manifest["changed_parameters"].items()]
    return " · ".join([*numbers, *(manifest[name] for name in _LOOK)])


def most_alike(scene: RenderedScene, others: Iterable[RenderedScene]) -> RenderedScene:
    """Of the versions of another scene, the one to go on with: as few differences as possible, then the latest."""
    return min(others, key=lambda other: len(_differences(scene, other)))


def theme_twin(scene: RenderedScene, others: Iterable[RenderedScene]) -> RenderedScene | None:
    """The version that differs in its theme only, if there is one."""
    return next((other for other in others if _differences(scene, other) == ["theme"]), None)


def _differences(one: RenderedScene, other: RenderedScene) -> list[str]:
    return [name for name in ("changed_parameters", *_LOOK) if one.manifest[name] != other.manifest[name]]
