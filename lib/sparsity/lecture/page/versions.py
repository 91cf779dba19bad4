"""Versions of one scene: how they differ, in words, and which is most like which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sparsity.lecture.render.manifest import Manifest
from sparsity.lecture.rendered import RenderedScene
from sparsity.lecture.voice.choice import IN_WORDS


def describe_version(manifest: Manifest) -> str:
    """Say in words which numbers, look and voice a version has: 'data_point = 3, 2 · light · 4:3 · draft · spoken'."""
    spaced = str.maketrans({",": ", ", ";": "; "})
    numbers = [f"{name} = {text.translate(spaced)}" for name, text in manifest.changed_parameters.items()]
    voice = [IN_WORDS[manifest.voice]] if manifest.voice else []
    return " · ".join([*numbers, manifest.look.theme, manifest.look.aspect, manifest.look.quality, *voice])


def most_alike(scene: RenderedScene, others: Iterable[RenderedScene]) -> RenderedScene:
    """Of the versions of another scene, the one to go on with: as few differences as possible, then the latest."""
    return min(others, key=lambda other: len(_differences(scene, other)))


def theme_twin(scene: RenderedScene, others: Iterable[RenderedScene]) -> RenderedScene | None:
    """The version that differs in its theme only, if there is one."""
    return next((other for other in others if _differences(scene, other) == ["theme"]), None)


def _differences(one: RenderedScene, other: RenderedScene) -> list[str]:
    """Names of what differs."""
    here, there = (
        {
            "numbers": scene.manifest.changed_parameters,
            "voice": scene.manifest.voice,
            **asdict(scene.manifest.look),
        }
        for scene in (one, other)
    )
    return [name for name, value in here.items() if value != there[name]]
