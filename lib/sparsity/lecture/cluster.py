"""The jobs of `sparsity render` from a mapping, for engines that spread them over many machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path

from sparsity.lecture.nearest import did_you_mean
from sparsity.lecture.options import chosen_jobs, chosen_voice
from sparsity.lecture.render.job import DEFAULT_FORMATS, Job
from sparsity.lecture.render.look import Look

_DEFAULTS: dict[str, str | Iterable[str]] = {
    "scenes": (),
    "themes": ("dark",),
    "aspects": ("16:9",),
    "quality": "1080p60",
    "set": (),
    "formats": DEFAULT_FORMATS,
    "out": "renders",
    "voice": "no",
    "voice_files": "",
    "voice_from": "",
}
_ANSWERS = {"true": True, "yes": True, "false": False, "no": False}


def jobs_from(config: Mapping[str, str | Iterable[str]]) -> list[Job]:
    """One job for each chosen scene in each theme and aspect ratio.

    Parameters
    ----------
    config
        `scenes`, `themes`, `aspects` and `formats`: lists, or names with commas between them. `set`: one
        assignment such as "data_point=3,2", or a list of them. `voice`: yes or no. `quality`, `out`, `voice_files`
        and `voice_from`: as for `sparsity render`.

    Raises
    ------
    ValueError
        If there is no such key, scene, look, parameter or voice.

    Examples
    --------
    >>> jobs = jobs_from({"scenes": "diamond,circle", "themes": ["dark", "light"], "quality": "draft"})
    >>> [job.variant for job in jobs]
    ['draft_dark_16x9', 'draft_dark_16x9', 'draft_light_16x9', 'draft_light_16x9']
    >>> jobs_from({"colour": "red"})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ValueError: unknown key 'colour'; possible are scenes, themes, aspects, quality, set, ...
    """
    for key in config:
        if key not in _DEFAULTS:
            meant = did_you_mean(key, _DEFAULTS)
            raise ValueError(f"unknown key {key!r}{meant}; possible are {', '.join(_DEFAULTS)}")
    settings = {**_DEFAULTS, **config}
    assignments = settings["set"]
    voice = chosen_voice(
        spoken=_yes(settings["voice"]),
        recorded=str(settings["voice_files"]) or None,
        program=str(settings["voice_from"]) or None,
    )
    looks = product(_names(settings["themes"]), _names(settings["aspects"]))
    return [
        job
        for theme, aspect in looks
        for job in chosen_jobs(
            _names(settings["scenes"]),
            (assignments,) if isinstance(assignments, str) else tuple(assignments),
            Look(str(settings["quality"]), theme, aspect),
            Path(str(settings["out"])),
            formats=_names(settings["formats"]),
            voice=voice,
        )
    ]


def _yes(value: object) -> bool:
    """An answer, which YAML may have read or left as text."""
    answer = _ANSWERS.get(str(value).lower())
    if answer is None:
        raise ValueError(f"voice must be yes or no, not {value!r}")
    return answer


def _names(value: str | Iterable[str]) -> tuple[str, ...]:
    """Names from a list, or from a text with commas."""
    words = value.split(",") if isinstance(value, str) else value
    # YAML reads 4:3 without quotes as a number.
    if not isinstance(words, Iterable) or not all(isinstance(word, str) for word in words):
        raise ValueError(f"names must be text, in YAML with quotes as in '4:3', not {value!r}")
    return tuple(word.strip() for word in words if word.strip())
