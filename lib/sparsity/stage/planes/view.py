"""Views: the map of a part of a plane onto a part of the frame, and outlines that are drawn through it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from manim import Mobject, Square

from sparsity.stage.layout.regions import Region

Points = npt.NDArray[np.float64]


@dataclass(eq=False)
class View:
    """The map that carries a rectangle of a plane onto a rectangle of the frame.

    It may move, and what is drawn through it follows.

    Parameters
    ----------
    lower, upper
        Corners (2,) of what is shown.
    region
        Where it is shown.
    """

    lower: Points
    upper: Points
    region: Region

    def __deepcopy__(self, memo: object) -> View:
        """Be the same view to a copy of what is drawn through it."""
        return self

    @property
    def units(self) -> Points:
        """Scene units per unit of either axis (2,)."""
        across = self.region.width / (self.upper[0] - self.lower[0])
        up = self.region.height / (self.upper[1] - self.lower[1])
        return np.array([across, up])

    @property
    def unit(self) -> float:
        """Scene units per unit, where both axes have the same."""
        return float(self.units[0])

    @property
    def origin(self) -> Points:
        """Where the zero vector lies, as a manim point (3,)."""
        return self.at((0.0, 0.0))

    def to_scene(self, points: npt.ArrayLike) -> Points:
        """Map points (n, 2) of the plane to manim points (n, 3)."""
        flat = (np.asarray(points, dtype=np.float64) - self.lower) * self.units + self.region.lower
        return np.column_stack([flat, np.zeros(len(flat))])

    def at(self, point: npt.ArrayLike) -> Points:
        """Map one point (2,) of the plane to a manim point (3,)."""
        placed: Points = self.to_scene(np.asarray(point, dtype=np.float64)[None])[0]
        return placed

    def shows(self, point: npt.ArrayLike) -> bool:
        """Tell whether a point (2,) of the plane lies in the view."""
        place = np.asarray(point, dtype=np.float64)
        # A point on the border belongs to the window whatever its last bit.
        slack = 1e-9 * (self.upper - self.lower)
        return bool(np.all(self.lower - slack <= place) and np.all(place <= self.upper + slack))

    def follow(self, mobject: Mobject, redraw: Callable[[Any], object]) -> None:
        """Have `redraw` called with a mobject, as long as there is one, whenever the view has moved."""
        _FOLLOWERS.setdefault(self, WeakKeyDictionary())[mobject] = redraw

    def is_followed_by(self, mobject: Mobject) -> bool:
        """Tell whether a mobject is drawn anew when the view has moved."""
        return mobject in _FOLLOWERS.get(self, ())

    def move_to(self, lower: Points, upper: Points, region: Region, among: Collection[Mobject] | None = None) -> None:
        """Show another part of the plane, or somewhere else, and draw all followers anew, or those among some."""
        self.lower, self.upper, self.region = lower, upper, region
        for mobject, redraw in list(_FOLLOWERS.get(self, {}).items()):
            if among is None or mobject in among:
                redraw(mobject)


# Who follows each view: held as long as someone else does, and not by what is called for them. Not kept in the view,
# because manim reads all that its mobjects hold, and would read this while it changes.
_FOLLOWERS: WeakKeyDictionary[View, WeakKeyDictionary[Mobject, Callable[[Any], object]]] = WeakKeyDictionary()


class OnPlane:
    """What is drawn through a view, and is drawn anew when the view moves."""

    @property
    def view(self) -> View:
        """The view of the plane that it is on."""
        view: View = self.__dict__["view"]
        return view

    @view.setter
    def view(self, view: View) -> None:
        # Manim copies a mobject by setting its attributes: a copy follows as well.
        self.__dict__["view"] = view
        view.follow(self, type(self).redraw)  # type: ignore[arg-type]  # it is mixed into mobjects

    def redraw(self) -> None:
        """Draw it where the view shows it now."""
        raise NotImplementedError


def straight_pieces(starts: Points, ends: Points) -> Points:
    """Bézier points of straight pieces from starts (n, 3) to ends (n, 3), in the order manim stores them.

    Pieces that meet end to end become one path; where they do not, manim starts another.
    """
    step = (ends - starts) / 3
    return np.stack([starts, starts + step, ends - step, ends], axis=1).reshape(-1, 3)


def polyline(points: Points) -> Points:
    """Bézier points of straight pieces through the given manim points (n, 3)."""
    return straight_pieces(points[:-1], points[1:])


def window_frame(view: View, **style: object) -> Square:
    """The square outline of a view."""
    return Square(view.region.width, **style).move_to(view.region.center)
