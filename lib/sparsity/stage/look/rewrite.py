"""One formula becomes the next: what both have moves, the rest fades out and in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
from manim import Animation, ManimColor, Scene, VGroup, VMobject, interpolate_color, smooth

from sparsity.stage.look.typography import Typeset, TypesetFormula

# Where one letter, or one bar, starts and ends.
Way: TypeAlias = tuple[VMobject, VMobject]
# The letters of a part before, or something else on the picture, and the numbers of its letters after.
Pair: TypeAlias = tuple[list[int] | VMobject, list[int]]

# What moves rises to this share of its way, but never higher (scene units); what moves the other way goes below. So
# parts that change places do not run through each other.
_RISE = 0.45
_HIGHEST = 0.8
# When, as shares of the time, the old fades out, the new fades in, and a part that becomes another changes over.
_GOING = (0.0, 0.4)
_COMING = (0.6, 1.0)
_CHANGING = (0.35, 0.65)
# Letters are of one shape if, blown up to a square, they differ by less.
_SAME_SHAPE = 0.1


class Rewrite(Animation):
    """Lets one formula become another.

    Values of the same name move to each other; so do numbers, names and operators that both have, in order, and what
    is drawn around them, such as bars and roots. What only the old one has fades out, what only the new one has
    fades in.

    Parameters
    ----------
    old
        The formula on screen; with `None`, the new one is born.
    new
        What it becomes; at the end it is on screen in place of the old one.
    comes_from
        Where parts of the new one come from, by their names: from a part of the old one with another name, or from
        a copy of something on the picture, such as a label, its part, or a live number, which flies in.
    keep
        Let the old one stay, and the new one be made of its copy.

    Raises
    ------
    ValueError
        If a formula has no such part.

    Examples
    --------
    `Rewrite(model, equation, comes_from={"x": label.part("10"), "y": label.part("5")})`
    """

    def __init__(
        self,
        old: TypesetFormula | None,
        new: TypesetFormula,
        *,
        comes_from: Mapping[str, str | VMobject] | None = None,
        keep: bool = False,
        rate_func: Callable[[float], float] = smooth,
        **kwargs: Any,
    ) -> None:
        self.old, self.new, self.keep = old, new, keep
        self._movers = list(_movers(old, new, comes_from or {}, keep))
        super().__init__(VGroup(*self._movers), rate_func=rate_func, remover=True, introducer=True, **kwargs)

    def _setup_scene(self, scene: Scene) -> None:
        if self.old is not None and not self.keep:
            scene.remove(self.old)
        super()._setup_scene(scene)

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Put the new formula in the place of what moved."""
        super().clean_up_from_scene(scene)
        scene.add(self.new)

    def interpolate_mobject(self, alpha: float) -> None:
        """Move everything to where it belongs at a fraction of the run time."""
        for mover in self._movers:
            mover.move_along(self.rate_func(alpha))


class _Mover(VMobject):
    """Letters, or one bar, on their way from one place to another; they may fade on it."""

    def __init__(
        self,
        ways: Sequence[Way],
        *,
        fade_out: tuple[float, float] | None = None,
        fade_in: tuple[float, float] | None = None,
    ) -> None:
        first, last = ways[0]
        self._is_bar = _is_bar(first)
        self._fade_out, self._fade_in = fade_out, fade_in
        self._looks = [
            (ManimColor(end.get_stroke_color()), end.get_stroke_opacity())
            if self._is_bar
            else (ManimColor(end.get_fill_color()), end.get_fill_opacity())
            for end in (first, last)
        ]
        super().__init__(fill_opacity=0, stroke_width=first.get_stroke_width() if self._is_bar else 0)
        self._start, end = (np.concatenate([way[side].points for way in ways]) for side in (0, 1))
        self._way = end - self._start
        straight = (end.min(axis=0) + end.max(axis=0) - self._start.min(axis=0) - self._start.max(axis=0)) / 2
        length = float(np.linalg.norm(straight))
        rise = min(_RISE, _HIGHEST / length) if length else 0.0
        self._across = rise * np.array([-straight[1], straight[0], 0.0])
        self.move_along(0)

    def move_along(self, fraction: float) -> None:
        self.points = self._start + fraction * self._way + 4 * fraction * (1 - fraction) * self._across
        (old_color, old_opacity), (new_color, new_opacity) = self._looks
        opacity = old_opacity + fraction * (new_opacity - old_opacity)
        opacity *= _seen(fraction, self._fade_out, self._fade_in)
        color = interpolate_color(old_color, new_color, fraction)
        if self._is_bar:
            self.set_stroke(color, opacity=opacity)
        else:
            self.set_fill(color, opacity=opacity)


def _seen(fraction: float, fade_out: tuple[float, float] | None, fade_in: tuple[float, float] | None) -> float:
    """How much of something is seen that fades out or in between two fractions of the time."""
    if fade_out:
        return 1 - float(np.interp(fraction, fade_out, (0, 1)))
    return float(np.interp(fraction, fade_in, (0, 1))) if fade_in else 1.0


def _movers(
    old: TypesetFormula | None, new: TypesetFormula, comes_from: Mapping[str, str | VMobject], keep: bool
) -> Iterator[_Mover]:
    before, after = (old.letters if old else []), new.letters
    pairs = _pairs(old, new, comes_from)
    gliding: list[tuple[int, int]] = []
    for source, target in pairs:
        ends = [after[number] for number in target]
        starts = [before[number] for number in source] if isinstance(source, list) else _letters_in(source)
        if [len(start.points) for start in starts] != [len(end.points) for end in ends]:
            yield from _changing(starts, ends, is_resized=not isinstance(source, list))
        elif isinstance(source, list):
            gliding += zip(source, target, strict=True)
        else:
            yield from map(_Mover, _drawn_alike(zip(starts, ends, strict=True)))
    for run in _runs(gliding):
        yield from map(_Mover, _drawn_alike((before[source], after[target]) for source, target in run))
    used = {number for source, _ in pairs if isinstance(source, list) for number in source}
    reached = {number for _, target in pairs for number in target}
    going = ((letter, letter) for number, letter in enumerate(before) if number not in used and not keep)
    coming = ((letter, letter) for number, letter in enumerate(after) if number not in reached)
    for ways in _drawn_alike(going):
        yield _Mover(ways, fade_out=_GOING)
    for ways in _drawn_alike(coming):
        yield _Mover(ways, fade_in=_COMING)


def _pairs(old: TypesetFormula | None, new: TypesetFormula, comes_from: Mapping[str, str | VMobject]) -> list[Pair]:
    """What becomes what; no letter is in two pairs."""
    pairs: list[Pair] = []
    used: set[int] = set()
    reached: set[int] = set()

    def pair(source: list[int], target: list[int]) -> bool:
        if not source or not target or used.intersection(source) or reached.intersection(target):
            return False
        used.update(source)
        reached.update(target)
        pairs.append((source, target))
        return True

    for name, origin in comes_from.items():
        target = new.letters_of(name)
        if isinstance(origin, VMobject):
            reached.update(target)
            pairs.append((origin, target))
        elif old is None:
            raise ValueError(f"comes_from must be on the picture where there is no old formula, not {origin!r}")
        else:
            pair(old.letters_of(origin), target)
    if old is None:
        return pairs
    for name in [name for name in old.places if name in new.places]:
        for occurrence in range(min(len(old.places[name]), len(new.places[name]))):
            pair(old.letters_of(name, occurrence), new.letters_of(name, occurrence))
    leaves, leaves_after = old.leaves(), new.leaves()
    for text, target in leaves_after:
        any(other == text and pair(source, target) for other, source in leaves)
    # What belongs to no leaf is drawn around them.
    around, around_after = _around(old, leaves), _around(new, leaves_after)
    for number, letter in around_after.items():
        any(_is_same_shape(other, letter) and pair([at], [number]) for at, other in around.items())
    return pairs


def _around(formula: TypesetFormula, leaves: list[tuple[str, list[int]]]) -> dict[int, VMobject]:
    named = {number for _, letters in leaves for number in letters}
    return {number: letter for number, letter in enumerate(formula.letters) if number not in named}


def _is_same_shape(one: VMobject, other: VMobject) -> bool:
    if one.points.shape != other.points.shape or _is_bar(one) != _is_bar(other):
        return False
    first, second = (
        (letter.points - letter.points.min(axis=0)) / np.maximum(np.ptp(letter.points, axis=0), 1e-6)
        for letter in (one, other)
    )
    return bool(np.abs(first - second).max() < _SAME_SHAPE)


def _is_bar(letter: VMobject) -> bool:
    return bool(letter.get_stroke_width() > 0)


def _letters_in(mobject: VMobject) -> list[VMobject]:
    """What can be seen of a mobject on the picture, letter by letter."""
    if isinstance(mobject, Typeset):
        return mobject.letters
    parts = (part for part in mobject.family_members_with_points() if isinstance(part, VMobject))
    return [part for part in parts if part.get_fill_opacity() > 0 or (_is_bar(part) and part.get_stroke_opacity() > 0)]


def _changing(starts: Sequence[VMobject], ends: Sequence[VMobject], *, is_resized: bool) -> Iterator[_Mover]:
    """A part that becomes another one on its way."""
    here, there = VGroup(*starts), VGroup(*ends)
    gone, unborn = here.copy(), there.copy()
    if is_resized:
        gone.match_height(there)
        unborn.match_height(here)
    gone.move_to(there)
    unborn.move_to(here)
    for ways in _drawn_alike(zip(starts, gone, strict=True)):
        yield _Mover(ways, fade_out=_CHANGING)
    for ways in _drawn_alike(zip(unborn, ends, strict=True)):
        yield _Mover(ways, fade_in=_CHANGING)


def _runs(pairs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Letters that stay neighbours, which move as one."""
    ordered = sorted(pairs, key=lambda pair: pair[1])
    for _, run in groupby(enumerate(ordered), key=lambda item: (item[1][0] - item[0], item[1][1] - item[0])):
        yield [pair for _, pair in run]


def _drawn_alike(ways: Iterable[Way]) -> Iterator[list[Way]]:
    """Letters together, as they are filled alike, and bars one by one."""
    together: list[Way] = []
    bars: list[Way] = []
    for way in ways:
        (bars if _is_bar(way[0]) else together).append(way)
    if together:
        yield together
    yield from ([bar] for bar in bars)
