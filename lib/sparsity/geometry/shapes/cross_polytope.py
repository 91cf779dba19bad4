"""The diamond in any dimension: its faces, and how little of it lies near its tips."""

import math
from fractions import Fraction
from itertools import combinations, product

import numpy as np

from sparsity.geometry.arguments import FloatArray, as_count, as_number, refusal

MAX_FACES = 200_000
"""The most faces that are listed at once."""

MAX_FEATURES = 1000
"""The most dimensions in which volumes are added up exactly."""


def cross_polytope_faces(n_features: int, n_nonzero: int) -> FloatArray:
    """List the faces of the unit diamond ``|x₁| + … + |xₙ| ≤ 1`` on which so many weights are not 0, by their signs.

    Parameters
    ----------
    n_features : int
        n ≥ 1.
    n_nonzero : int
        k between 1 and n: 1 for the tips, 2 for the edges, 3 for the triangles, ...

    Returns
    -------
    ndarray, shape (C(n, k) · 2^k, n_features)
        One face a row: the sign of each weight inside the face, 0 where the weight is exactly 0 on all of it. The
        face is the convex hull of the tips ``sign · e_i`` of its nonzero entries.

    Raises
    ------
    ValueError
        If n_features is less than 1, n_nonzero is not between 1 and n_features, or there are more than `MAX_FACES`.
    TypeError
        If n_features or n_nonzero is not an integer.

    Notes
    -----
    H. S. M. Coxeter, Regular Polytopes (1973), §7.2.

    Examples
    --------
    >>> print(*(len(cross_polytope_faces(3, k)) for k in (1, 2, 3)))  # tips, edges and triangles of an octahedron
    6 12 8
    >>> print(cross_polytope_faces(2, 1).astype(int).tolist())
    [[1, 0], [-1, 0], [0, 1], [0, -1]]
    >>> cross_polytope_faces(1, 1).tolist()  # an interval: nothing but its two ends
    [[1.0], [-1.0]]
    """
    n = as_count("n_features", n_features)
    k = as_count("n_nonzero", n_nonzero)
    if k > n:
        raise ValueError(refusal("n_nonzero", f"be at most n_features = {n}", n_nonzero))
    count = math.comb(n, k) * 2**k
    if count > MAX_FACES:
        raise ValueError(refusal("n_nonzero", f"leave at most {MAX_FACES} faces, not {count}", n_nonzero))
    supports = np.array(list(combinations(range(n), k)))
    signs = np.array(list(product((1.0, -1.0), repeat=k)))
    faces = np.zeros((len(supports), len(signs), n))
    rows = np.arange(len(supports))[:, None]
    for number, pattern in enumerate(signs):
        faces[rows, number, supports] = pattern
    return faces.reshape(-1, n)


def volume_share_beyond(n_features: int, fraction: float) -> float:
    """Share of the diamond's volume in which some weight is larger than a fraction of the radius.

    ``Σ_j (−1)^(j+1) C(n, j) (1 − j t)₊ⁿ``; from t = 1/2 on, where these parts are small diamonds about the tips that do
    not overlap, ``n (1 − t)ⁿ``.

    Parameters
    ----------
    n_features : int
        n ≥ 1.
    fraction : float
        t from 0 to 1: how far from the centre, as a share of the way to the tips.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If n_features is not between 1 and `MAX_FEATURES`, or fraction is not between 0 and 1.
    TypeError
        If n_features is not an integer or fraction is not a real number.

    Notes
    -----
    Derivation: inclusion and exclusion. Cutting j weights at t leaves a diamond of radius 1 − j t, halved j times by
    the signs, of which there are 2^j.

    Examples
    --------
    >>> print(volume_share_beyond(2, 0.5), volume_share_beyond(10, 0.5))
    0.5 0.009765625
    >>> volume_share_beyond(7, 1)  # the tips alone
    0.0
    """
    n = as_count("n_features", n_features, maximum=MAX_FEATURES)
    t = as_number("fraction", fraction, minimum=0.0, maximum=1.0)
    # In whole numbers, because the terms are far larger than their sum.
    cut, whole = t.as_integer_ratio()
    terms = ((-1) ** (j + 1) * math.comb(n, j) * (whole - j * cut) ** n for j in range(1, n + 1) if j * cut < whole)
    return float(Fraction(sum(terms), whole**n)) if cut else 1.0
