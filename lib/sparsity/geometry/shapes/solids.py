"""Convex solids in space: which faces and edges one sees from a side, what they hide, and how a plane cuts them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sparsity.geometry.arguments import FloatArray, as_matrix, as_number, as_vector, refusal
from sparsity.geometry.shapes.hyperplane import Hyperplane

# Corners that lie on a plane up to rounding, relative to the size of the solid.
_ON_PLANE = 1e-12


@dataclass(frozen=True, eq=False)
class Solid:
    """A convex polyhedron around the origin or elsewhere, by its corners and faces.

    Parameters
    ----------
    corners : ndarray, shape (n_corners, 3)
    faces : sequence of sequences of int
        Corners of each face, counterclockwise as seen from outside.

    Examples
    --------
    >>> octahedron = Solid.octahedron(1)
    >>> len(octahedron.corners), len(octahedron.edges), len(octahedron.faces)
    (6, 12, 8)
    >>> int(octahedron.faces_towards([1, 1, 1]).sum())  # half of it is in sight
    4
    >>> int(octahedron.faces_towards([0, 0, 1]).sum()), int(octahedron.edges_towards([0, 0, 1]).sum())
    (4, 8)
    """

    corners: FloatArray
    faces: Sequence[Sequence[int]]

    @classmethod
    def octahedron(cls, radius: float) -> "Solid":
        """The L1 ball in space, with tips at ± radius on the axes.

        Parameters
        ----------
        radius : float
            Above 0.

        Returns
        -------
        Solid
            Its corners are e₁, −e₁, e₂, −e₂, e₃ and −e₃, times the radius.

        Raises
        ------
        ValueError
            If radius is not above 0 or not finite.
        TypeError
            If radius is not a real number.

        Notes
        -----
        H. S. M. Coxeter, Regular Polytopes (1973), §1.2.

        Examples
        --------
        >>> Solid.octahedron(2).corners[:2].tolist()
        [[2.0, 0.0, 0.0], [-2.0, 0.0, 0.0]]
        >>> Solid.octahedron(0)
        Traceback (most recent call last):
        ...
        ValueError: radius must be greater than 0, got 0
        """
        c = as_number("radius", radius)
        if c <= 0:
            raise ValueError(refusal("radius", "be greater than 0", radius))
        corners = c * np.stack([np.eye(3), 0.0 - np.eye(3)], axis=1).reshape(6, 3)
        faces = []
        for signs in product((1, -1), repeat=3):
            face = [2 * axis + (sign < 0) for axis, sign in enumerate(signs)]
            # Each reflection turns the way round.
            faces.append(face if math.prod(signs) > 0 else face[::-1])
        return cls(corners, faces)

    @classmethod
    def box(cls, lower: ArrayLike, upper: ArrayLike) -> "Solid":
        """A box with sides along the axes; around the origin, with equal sides, it is the L∞ ball.

        Parameters
        ----------
        lower, upper : array_like, shape (3,)
            Two opposite corners, the first smaller in every coordinate.

        Returns
        -------
        Solid

        Raises
        ------
        ValueError
            If lower is not smaller than upper everywhere, or one is not finite or no point in space.
        TypeError
            If lower or upper is not made of real numbers.

        Notes
        -----
        The product of three intervals.

        Examples
        --------
        >>> box = Solid.box([0, 0, 0], [1, 2, 3])
        >>> len(box.corners), len(box.edges), len(box.faces)
        (8, 12, 6)
        >>> Solid.box([0, 0, 0], [1, 2, 0])
        Traceback (most recent call last):
        ...
        ValueError: upper must be above lower = [0.0, 0.0, 0.0] everywhere, got an array of shape (3,): [1. 2. 0.]
        """
        low, high = as_vector("lower", lower, size=3), as_vector("upper", upper, size=3)
        if not (low < high).all():
            raise ValueError(refusal("upper", f"be above lower = {low.tolist()} everywhere", high))
        sides = np.array([low, high])
        corners = np.array([[sides[i, 0], sides[j, 1], sides[k, 2]] for i, j, k in product((0, 1), repeat=3)])
        faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
        return cls(corners, faces)

    @cached_property
    def normals(self) -> FloatArray:
        """Outward normals of the faces (n_faces, 3), not of unit length."""
        first, second, third = (self.corners[[face[i] for face in self.faces]] for i in range(3))
        return np.cross(second - first, third - first)

    @cached_property
    def offsets(self) -> FloatArray:
        """Offsets (n_faces,): the solid is all x with ``normals · x ≤ offsets``."""
        offsets: FloatArray = np.einsum("ij,ij->i", self.normals, self.corners[[face[0] for face in self.faces]])
        return offsets

    @cached_property
    def edges(self) -> NDArray[np.intp]:
        """Corners at both ends of each edge (n_edges, 2)."""
        return np.array(list(self._sides))

    @cached_property
    def _sides(self) -> dict[tuple[int, int], list[int]]:
        """The two faces on either side of each edge."""
        sides: dict[tuple[int, int], list[int]] = {}
        for number, face in enumerate(self.faces):
            for start, end in zip(face, [*face[1:], face[0]], strict=True):
                sides.setdefault((min(start, end), max(start, end)), []).append(number)
        return sides

    def faces_towards(self, direction: ArrayLike) -> NDArray[np.bool_]:
        """Tell which faces one sees from far away.

        Parameters
        ----------
        direction : array_like, shape (3,)
            From the solid to whoever looks.

        Returns
        -------
        ndarray of bool, shape (n_faces,)
            False for faces seen exactly from the side.

        Raises
        ------
        ValueError
            If direction is not finite or no vector in space.
        TypeError
            If direction is not made of real numbers.

        Notes
        -----
        The normal points to the side of whoever looks.

        Examples
        --------
        >>> Solid.box([0, 0, 0], [1, 1, 1]).faces_towards([1, 0, 0]).tolist()  # straight on: a single face
        [False, True, False, False, False, False]
        """
        seen: NDArray[np.bool_] = self.normals @ as_vector("direction", direction, size=3) > 0
        return seen

    def edges_towards(self, direction: ArrayLike) -> NDArray[np.bool_]:
        """Tell which edges one sees from far away: those of faces in sight. Parameters and errors as for those.

        Parameters
        ----------
        direction : array_like, shape (3,)

        Returns
        -------
        ndarray of bool, shape (n_edges,)

        Raises
        ------
        ValueError
            If direction is not finite or no vector in space.
        TypeError
            If direction is not made of real numbers.

        Notes
        -----
        A convex solid hides nothing of a face that points to whoever looks.

        Examples
        --------
        >>> int(Solid.octahedron(1).edges_towards([1, 1, 1]).sum())  # the other three are behind it
        9
        >>> int(Solid.box([0, 0, 0], [1, 1, 1]).edges_towards([0, 0, 1]).sum())
        4
        """
        seen = self.faces_towards(direction)
        return np.array([seen[faces].any() for faces in self._sides.values()])

    def section(self, plane: Hyperplane) -> FloatArray:
        """Cut the solid with a plane.

        Parameters
        ----------
        plane : Hyperplane
            In space.

        Returns
        -------
        ndarray, shape (n_points, 3)
            The corners of the cut in order around it: a polygon, or the two ends of an edge or the one corner that the
            plane touches; none where it misses.

        Raises
        ------
        ValueError
            If the plane is not in space.
        TypeError
            If plane is not a Hyperplane.

        Notes
        -----
        The cut of a convex set is convex: its corners are those of the solid on the plane, and where edges cross it.

        Examples
        --------
        >>> len(Solid.octahedron(1).section(Hyperplane([1, 1, 1], 0)))  # halfway between two faces: a hexagon
        6
        >>> Solid.octahedron(1).section(Hyperplane([2, 1, 1], 2)).tolist()  # a tip alone
        [[1.0, 0.0, 0.0]]
        >>> Solid.octahedron(1).section(Hyperplane([1, 0, 0], 3)).shape
        (0, 3)
        """
        normal, offset = _as_plane(plane)
        heights = self.corners @ normal - offset
        scale = np.abs(self.corners).max() * np.abs(normal).sum() + abs(offset)
        heights[np.abs(heights) <= _ON_PLANE * scale] = 0.0
        starts, ends = self.edges.T
        crossed = heights[starts] * heights[ends] < 0
        t = heights[starts][crossed] / (heights[starts][crossed] - heights[ends][crossed])
        crossings = self.corners[starts][crossed] + t[:, None] * (self.corners[ends] - self.corners[starts])[crossed]
        points = np.concatenate([self.corners[heights == 0], crossings])
        if len(points) < 3:
            return points
        # Around their middle, as seen along the normal.
        across = np.cross(normal, np.eye(3)[np.argmin(np.abs(normal))])
        up = np.cross(normal, across)
        spokes = points - points.mean(axis=0)
        angles = np.arctan2(spokes @ up / np.linalg.norm(up), spokes @ across / np.linalg.norm(across))
        in_order: FloatArray = points[np.argsort(angles)]
        return in_order

    def hidden_parts(self, starts: ArrayLike, ends: ArrayLike, direction: ArrayLike) -> FloatArray:
        """Find which parts of segments the solid hides, or holds within itself.

        Parameters
        ----------
        starts, ends : array_like, shape (n_segments, 3)
        direction : array_like, shape (3,)
            From the solid to whoever looks from far away.

        Returns
        -------
        ndarray, shape (n_segments, 2)
            From which share of the way to which share each segment is hidden; twice the same where it is in sight.

        Raises
        ------
        ValueError
            If shapes do not match or something is not finite.
        TypeError
            If an argument is not made of real numbers.

        Notes
        -----
        A point is hidden if on its way to the eye it meets the solid. These points are a convex set; Fourier–Motzkin
        elimination of the way gives its half-spaces, one for each face in sight, and one for each pair of a face in
        sight and one that is not.

        Examples
        --------
        >>> box = Solid.box([-1, -1, -1], [1, 1, 1])
        >>> box.hidden_parts([[-2, 0, -5]], [[2, 0, -5]], [0, 0, 1]).tolist()  # passing behind it
        [[0.25, 0.75]]
        >>> box.hidden_parts([[-2, 0, 5]], [[2, 0, 5]], [0, 0, 1]).tolist()  # in front of it
        [[0.0, 0.0]]
        """
        begin, end = as_matrix("starts", starts), as_matrix("ends", ends)
        if begin.shape != end.shape or begin.shape[1] != 3:
            raise ValueError(refusal("ends", f"have the shape of starts, {begin.shape}, and points in space", end))
        normals, bounds = self._shadow(as_vector("direction", direction, size=3))
        heights, rises = begin @ normals.T - bounds, (end - begin) @ normals.T
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = -heights / rises
        entered = np.where(rises < 0, crossing, np.where((rises == 0) & (heights > 0), np.inf, -np.inf))
        left = np.where(rises > 0, crossing, np.inf)
        first = np.clip(entered.max(axis=1), 0.0, 1.0)
        last = np.clip(left.min(axis=1), 0.0, 1.0)
        hidden = entered.max(axis=1) < left.min(axis=1)
        parts: FloatArray = np.where(hidden[:, None], np.column_stack([first, np.maximum(first, last)]), 0.0)
        return parts

    def _shadow(self, direction: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Half-spaces ``normals · x ≤ bounds`` of all points that the solid hides."""
        towards = self.normals @ direction
        # Faces seen exactly from the side but for rounding; divided by what is left they would be noise.
        towards[np.abs(towards) <= _ON_PLANE * np.abs(self.normals) @ np.abs(direction)] = 0.0
        front, back = towards > 0, towards < 0
        # Between the way to a face in sight and the way to one out of sight there must be room.
        faces = np.column_stack([self.normals, self.offsets])
        ways = faces / np.where(towards == 0, 1.0, np.abs(towards))[:, None]
        pairs = (ways[front][:, None] + ways[back][None]).reshape(-1, 4)
        halves = np.concatenate([faces[~back], pairs])
        return halves[:, :3], halves[:, 3]


def _as_plane(plane: object) -> tuple[FloatArray, float]:
    if not isinstance(plane, Hyperplane):
        raise TypeError(refusal("plane", "be a Hyperplane", plane))
    if len(plane.normal) != 3:
        raise ValueError(refusal("plane", "be a plane in space, with three weights", plane.normal))
    return plane.normal, plane.offset
