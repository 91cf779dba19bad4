"""Where a growing ball first touches a flat: the question that the whole library turns on."""

from sparsity.geometry.arguments import as_order, as_relative_tolerance, default_float_rules, refusal
from sparsity.geometry.contact.on_affine_set import touch_affine_set
from sparsity.geometry.contact.on_hyperplane import touch_hyperplane
from sparsity.geometry.contact.result import Contact
from sparsity.geometry.shapes.affine_set import AffineSet
from sparsity.geometry.shapes.hyperplane import Hyperplane


@default_float_rules
def first_contact(target: Hyperplane | AffineSet, p: float, *, rtol: float = 1e-12) -> Contact:
    """Find all points where a ball of order p, growing from the origin, first touches a flat.

    These are the points of the flat with the least ``lp_norm(x, p)``. The answer is a set: a tie gives the whole
    edge, face or box, never one arbitrary point of it.

    A hyperplane ``a·x = b`` with b ≠ 0 is touched at the radius ``|b| / ‖a‖_q``, with the dual order q, for p > 0, and
    at the count 1 for p = 0, by

    - p = 0: every intercept ``(b/a_i) e_i``;
    - 0 < p < 1: the intercepts with the largest ``|a_i|``;
    - p = 1: the convex hull of those;
    - 1 < p < inf: the point with ``x_i`` proportional to ``sign(a_i b) |a_i|^(1/(p−1))``;
    - p = inf: the points with ``x_i = radius · sign(a_i b)`` wherever a_i is not exactly 0, and ``|x_i| ≤ radius``
      elsewhere.

    To find the radius, the kind and the support takes O(n) steps. Vertices and local minima are points of n numbers,
    and listing k of them takes O(k n) steps: n points for p = 0 and for 0 < p < 1 (sorted, O(n log n)), as many as
    are tied for p = 1, 2^z for p = inf and z entries 0; at most 4096 points or 4 million numbers are listed.

    An affine set of rank 1 is a hyperplane. Of higher rank, it takes a search through all supports (p = 0), an
    enumeration of all basic solutions (p < 1), a linear program with an enumeration of the optimal face (p = 1, inf),
    least squares (p = 2) or Newton's method (other p). These answers are proved before they are returned: every
    listed point solves each equation up to 1e-9 of its terms, and for p ≥ 1 a dual vector y with
    ``b·y ≥ radius ‖Aᵀy‖_q / (1 + 1e-10)`` shows that no solution is shorter (see `Contact.gap`). For p < 1 the proof
    is that all choices of independent columns were compared; columns count as dependent when they are so up to about
    one part in 10¹³.

    Parameters
    ----------
    target : Hyperplane or AffineSet
    p : float
        Order in [0, inf].
    rtol : float, default 1e-12
        Two radii tie when they differ by less than this, relatively, in [0, 1). For a hyperplane and p ≤ 1 the
        axis i takes part in the tie when ``|a_i| ≥ (1 − rtol) max|a|``; the touched set is then optimal up to
        the same relative difference. For an affine set and p = 1, ``|Aᵀy|_i`` with the dual vector y takes the place
        of ``|a_i|``. Zero would be too strict: a normal such as (0.1 + 0.2, 0.3) is a tie.

    Returns
    -------
    Contact

    Raises
    ------
    ValueError
        If p is negative or NaN or rtol is outside [0, 1), or if the search for p < 1 would have to look at more
        than 200 000 choices of features (it is NP-hard).
    TypeError
        If target is not a Hyperplane or AffineSet, or p or rtol is not a real number.
    ArithmeticError
        If an affine set of rank 2 or more is so badly scaled that the answer cannot be found or proved: entries of one
        row may differ by eight orders of magnitude, hardly by a hundred; columns may differ from each other by one
        part in a million, hardly in a billion. Hyperplanes know no such limit.

    Notes
    -----
    Hyperplanes: equality in Hölder's inequality; O. L. Mangasarian, Arbitrary-norm separating plane (1999).
    Affine sets: H. Zhang, W. Yin, L. Cheng, Necessary and sufficient conditions of solution uniqueness in
    1-norm minimization (2015); D. Ge, X. Jiang, Y. Ye, A note on the complexity of Lp minimization (2011).

    Examples
    --------
    >>> line = Hyperplane.through_data_point(10, 5)
    >>> contact = first_contact(line, 1)
    >>> print(contact.vertices, contact.radius, contact.at_tip)
    [[0.5 0. ]] 0.5 True
    >>> print(first_contact(line, 2).vertices)
    [[0.4950495  0.04950495]]

    A tie, and an axis-parallel line that a square touches with a whole side:

    >>> print(first_contact(Hyperplane([1, 1], 1000), 1).kind)
    segment
    >>> print(first_contact(Hyperplane([0, 1], 3), float("inf")).vertices)
    [[-3.  3.]
     [ 3.  3.]]

    One spike beats an edge once p is small enough:

    >>> line = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])
    >>> print(first_contact(line, 1).vertices, first_contact(line, 0.5).vertices)
    [[1. 1. 0.]] [[0.  0.  2.5]]
    """
    order = as_order(p)
    tolerance = as_relative_tolerance(rtol)
    if isinstance(target, Hyperplane):
        return touch_hyperplane(target, order, tolerance)
    if isinstance(target, AffineSet):
        return touch_affine_set(target, order, tolerance)
    raise TypeError(refusal("target", "be a Hyperplane or an AffineSet", target))
