"""Dozens of instances, shown one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from manim import VMobject

from sparsity.stage.look.sweep import Sweep


class ShownInTurn(Protocol):
    """A mobject of which the first few of many instances can be shown."""

    def show_first(self, count: int) -> None:
        """Show the first so many."""


class InTurn(Sweep):
    """Shows many instances one after the other: the first ones slowly enough to look at, the last ones in a rush.

    Parameters
    ----------
    shown
        What shows the first so many of them: traces, dots, counters.
    count
        How many there are.
    actors
        What else moves, such as the one ball that is regrown for each of them.
    act
        Called with the number of each instance that gets a frame of its own, from 0 on; moves the actors.
    """

    def __init__(
        self,
        *shown: ShownInTurn,
        count: int,
        actors: tuple[VMobject, ...] = (),
        act: Callable[[int], object] | None = None,
        rate_func: Callable[[float], float] = lambda t: t * t,
        **kwargs: Any,
    ) -> None:
        self._shown, self._act = shown, act
        self._last = -1
        moving = [part for part in shown if isinstance(part, VMobject)]
        super().__init__(*actors, *moving, follow=self._show, start=0, end=count, rate_func=rate_func, **kwargs)

    def _show(self, quantity: float) -> None:
        # A hair of slack: the last one counts whatever the last bit.
        count = int(quantity + 1e-9)
        if count == self._last:
            return
        self._last = count
        for part in self._shown:
            part.show_first(count)
        if count and self._act is not None:
            self._act(count - 1)
