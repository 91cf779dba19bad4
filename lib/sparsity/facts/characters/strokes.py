"""Chinese characters as strokes, and the part that those for things done by hand have in common."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

# Short enough to stand under a character.
MEANINGS = {
    "把": "hold",
    "打": "hit",
    "扒": "strip",
    "捕": "catch",
    "拉": "pull",
    "推": "push",
    "提": "carry",
    "拍": "clap",
    "抱": "hug",
    "扔": "throw",
    "扫": "sweep",
    "折": "fold",
    "抓": "grab",
    "指": "point",
    "挂": "hang",
    "按": "press",
    "拾": "pick up",
    "扶": "support",
    "抬": "lift",
    "投": "toss",
    "明": "bright",
    "河": "river",
    "林": "grove",
    "吃": "eat",
    "红": "red",
    "狗": "dog",
    "妈": "mum",
    "说": "say",
    "钱": "money",
    "饭": "meal",
    "花": "flower",
    "雨": "rain",
    "山": "hill",
    "树": "tree",
    "猫": "cat",
    "村": "village",
    "唱": "sing",
    "啦": "(a cry)",
}
# The radical of this character is the part that is looked for in others.
_MODEL = "打"
# How far, root mean square and in shares of the part's size, strokes of the same part differ from character to
# character: 0.06 at most in the data, where other strokes differ by 0.2 at least.
_SAME_SHAPE = 0.12
_SAMPLES = 8


@dataclass(frozen=True, eq=False)
class Character:
    """A character as it is written.

    Parameters
    ----------
    sign
        The character itself.
    meaning
        What it means, in a word or two.
    outlines
        The outline of each stroke, as an SVG path on a square of 1024 units.
    medians
        A line (n, 2) along the middle of each stroke, in the direction of writing.
    radical
        Which strokes are its radical; none where it is nothing but a radical.
    """

    sign: str
    meaning: str
    outlines: tuple[str, ...]
    medians: tuple[Points, ...]
    radical: tuple[int, ...]

    @cached_property
    def hand(self) -> tuple[int, ...]:
        """Which strokes are the part 扌, a hand, found by their shape wherever they stand; none if it has none.

        >>> character("拉").hand, character("啦").hand, character("明").hand
        ((0, 1, 2), (3, 4, 5), ())
        """
        model = _hand()
        windows = [range(first, first + len(model)) for first in range(len(self.medians) - len(model) + 1)]
        found = [window for window in windows if _difference([self.medians[k] for k in window], model) < _SAME_SHAPE]
        return tuple(found[0]) if found else ()


def is_known(sign: object) -> bool:
    """Tell whether there is stroke data for a character.

    >>> is_known("打"), is_known("x")
    (True, False)
    """
    return isinstance(sign, str) and sign in _data()


def known_signs(*, with_hand: bool) -> str:
    """All characters there is stroke data for that have the part 扌, or all that have not."""
    return "".join(sign for sign in _data() if bool(character(sign).hand) == with_hand)


@cache
def character(sign: str) -> Character:
    """Look up a character.

    >>> character("打").meaning, len(character("打").outlines)
    ('hit', 5)
    >>> character("x")
    Traceback (most recent call last):
        ...
    KeyError: 'x'
    """
    entry = _data()[sign]
    medians = tuple(np.array(median, dtype=np.float64) for median in entry["medians"])
    return Character(sign, MEANINGS[sign], tuple(entry["strokes"]), medians, tuple(entry.get("radStrokes", ())))


@cache
def _data() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("strokes.json").read_text(encoding="utf-8")
    data: dict[str, dict[str, Any]] = json.loads(text)
    return data


@cache
def _hand() -> tuple[Points, ...]:
    entry = _data()[_MODEL]
    return tuple(np.array(entry["medians"][k], dtype=np.float64) for k in entry["radStrokes"])


def _difference(strokes: list[Points], others: tuple[Points, ...]) -> float:
    """Root mean square distance of two rows of strokes, each stretched to a square of its own."""
    apart = _in_square(strokes) - _in_square(list(others))
    return float(np.sqrt((apart**2).sum(axis=1).mean()))


def _in_square(strokes: list[Points]) -> Points:
    points = np.concatenate([_evenly(stroke) for stroke in strokes])
    lower, upper = points.min(axis=0), points.max(axis=0)
    placed: Points = (points - lower) / (upper - lower)
    return placed


def _evenly(stroke: Points) -> Points:
    """As many points on every stroke, at equal distances along it."""
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(stroke, axis=0), axis=1))])
    steps = np.linspace(0, along[-1], _SAMPLES)
    return np.column_stack([np.interp(steps, along, stroke[:, axis]) for axis in (0, 1)])
