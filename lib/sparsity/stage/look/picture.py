"""A finished picture, such as a frame of another scene, that grows and shrinks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import Animation, Camera, ImageMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from PIL import Image

# The smallest copy that is kept, in pixels of its shorter side.
_SMALLEST = 32


class Picture(ImageMobject):
    """A picture of a file that keeps its looks when it is small: copies of half the size are made once.

    Raises
    ------
    ValueError
        If there is no such file, or it is no picture; the message names the setting `name` that it comes from.
    """

    def __init__(self, file: str, name: str) -> None:
        try:
            with Image.open(Path(file)) as opened:
                picture = opened.convert("RGBA")
        except OSError as error:
            raise ValueError(f"{name} must be a file with a picture, not {file!r}") from error
        self._copies = [np.asarray(picture)]
        while min(picture.size) >= 2 * _SMALLEST:
            picture = picture.reduce(2)
            self._copies.append(np.asarray(picture))
        super().__init__(self._copies[0])

    def show_at(self, center: npt.ArrayLike, width: float, full_width: float) -> Picture:
        """Show it around a point, so wide; with all its pixels where that is the full width."""
        halvings = int(np.log2(max(1.0, full_width / width)))
        self.pixel_array = self._copies[min(halvings, len(self._copies) - 1)]
        self.scale_to_fit_width(width).move_to(np.asarray(center, dtype=np.float64))
        return self


class PictureCamera(Camera):
    """Manim's camera, for scenes with pictures that stand upright and hide what lies under them.

    Manim's own way of drawing them fails with a newer Pillow, and takes longer.
    """

    def display_image_mobject(self, image_mobject: AbstractImageMobject, pixel_array: npt.NDArray[np.uint8]) -> None:
        """Draw a picture into the pixels of the frame."""
        corners = self.points_to_subpixel_coords(image_mobject, image_mobject.points)
        (left, top), (right, bottom) = (edge.round().astype(int) for edge in (corners.min(axis=0), corners.max(axis=0)))
        if right <= left or bottom <= top:
            return
        picture = Image.fromarray(np.ascontiguousarray(image_mobject.get_pixel_array()))
        fitted = np.asarray(picture.resize((int(right - left), int(bottom - top)), Image.Resampling.BILINEAR))
        height, width = pixel_array.shape[:2]
        inside = fitted[max(0, -top) : height - top, max(0, -left) : width - left]
        pixel_array[max(0, top) : bottom, max(0, left) : right] = inside


class Zoom(Animation):
    """Lets a picture grow or shrink from one place to another, at a steady rate.

    Parameters
    ----------
    picture
        The picture.
    start, end
        Middle (3,) and width at first and at last.
    """

    def __init__(
        self,
        picture: Picture,
        start: tuple[npt.ArrayLike, float],
        end: tuple[npt.ArrayLike, float],
        **kwargs: Any,
    ) -> None:
        self._centers = np.asarray(start[0], dtype=np.float64), np.asarray(end[0], dtype=np.float64)
        self._widths = start[1], end[1]
        super().__init__(picture, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        """Show it as wide as it is at a fraction of the run time."""
        fraction = self.rate_func(alpha)
        first, last = self._widths
        width = first ** (1 - fraction) * last**fraction
        # So one point of the picture stays where it is.
        share = (width - first) / (last - first)
        center = self._centers[0] + share * (self._centers[1] - self._centers[0])
        picture = self.mobject
        assert isinstance(picture, Picture)
        picture.show_at(center, width, max(first, last))
