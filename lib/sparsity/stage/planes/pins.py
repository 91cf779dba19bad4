"""What keeps its size and its distance from a place of a plane while the plane's view moves."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from manim import VMobject

from sparsity.stage.planes.view import OnPlane, Points, View

# No point of any plane: a mark that stands there is hidden.
NOWHERE = (math.nan, math.nan)


class Pin:
    """Carries a mobject along with a place on the frame that moves, and hides it while there is no such place.

    Parameters
    ----------
    at
        Where the place is now: a manim point (3,).
    """

    def __init__(self, at: Points) -> None:
        self._at = at
        self._hidden: list[Points] | None = None

    def carry(self, mobject: VMobject, to: Points | None) -> None:
        """Move the mobject to a place as far away as the place is, or hide it."""
        if to is None:
            if self._hidden is None:
                self._hidden = [part.points for part in mobject.get_family()]
                for part in mobject.get_family():
                    part.points = np.zeros((0, 3))
            return
        if self._hidden is not None:
            for part, points in zip(mobject.get_family(), self._hidden, strict=True):
                part.points = points
            self._hidden = None
        mobject.shift(to - self._at)
        self._at = to


def pin(mobject: VMobject, view: View, place: Callable[[], Points | None]) -> None:
    """Let a mobject follow a place (3,) of a plane, at the distance it has now, whenever the view has moved.

    Where there is no such place any more, it is hidden.
    """
    now = place()
    if now is not None:
        kept = Pin(now)
        view.follow(mobject, lambda followed: kept.carry(followed, place()))


def pin_at(mobject: VMobject, view: View, weights: npt.ArrayLike) -> None:
    """Let a mobject follow a point (2,) of a plane, as long as the view shows it."""
    point = np.array(weights, dtype=np.float64)
    pin(mobject, view, lambda: view.at(point) if view.shows(point) else None)


class Standing(OnPlane):
    """A mark that stands at a point of a plane and keeps its size; mixed into a mobject."""

    def stand_first(self, view: View, weights: npt.ArrayLike) -> None:
        """Remember where it has been made; to be called once it is."""
        self.weights: Points = np.array(weights, dtype=np.float64)
        self._pin = Pin(view.at(self.weights))
        self.view = view

    def stand_at(self, weights: npt.ArrayLike) -> None:
        """Move to another point (2,) of the plane; out of sight where the view does not show it."""
        self.weights = np.array(weights, dtype=np.float64)
        self.redraw()

    def redraw(self) -> None:
        """Draw it where the view shows it now."""
        at = self.view.at(self.weights) if self.view.shows(self.weights) else None
        self._pin.carry(self, at)  # type: ignore[arg-type]  # it is mixed into mobjects
