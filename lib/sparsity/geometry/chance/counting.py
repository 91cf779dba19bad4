"""How many places there are to look for a sparsest answer."""

import math

from sparsity.geometry.arguments import as_count, refusal
from sparsity.geometry.shapes.linear_systems import basis_count

MAX_CHOSEN = 1000
"""The most features to choose, or to leave out, for counts of up to some 3400 digits: Python prints up to 4300."""


def number_of_bases(n_features: int, n_equations: int) -> int:
    """Count the choices of as many features as there are equations: ``C(n, m) = n! / (m! (n − m)!)``.

    For p < 1 every local minimum of ``Σ|x_i|^p`` on ``A x = b`` solves the equations with some such choice alone.
    In general position each choice gives a local minimum of its own, so that this is their number; it is an upper
    bound in any case.

    Parameters
    ----------
    n_features : int
        Number n of unknowns, between 1 and 1 000 000.
    n_equations : int
        Number m of independent equations, between 1 and n, and either at most 1000 or at least n − 1000.

    Returns
    -------
    int
        Exact, with up to 3433 digits.

    Raises
    ------
    ValueError
        If n_features or n_equations is outside its bounds. There cannot be more independent equations than
        unknowns; the other bounds keep the count short enough to be made at once and to be printed.
    TypeError
        If n_features or n_equations is not an integer.

    Notes
    -----
    D. Ge, X. Jiang, Y. Ye, A note on the complexity of Lp minimization (2011).

    Examples
    --------
    >>> number_of_bases(2, 1), number_of_bases(20, 10)
    (2, 184756)
    >>> number_of_bases(3, 3)  # a single point
    1
    """
    n = as_count("n_features", n_features)
    m = as_count("n_equations", n_equations)
    if m > n:
        rule = f"be at most n_features = {n}, as more equations cannot be independent"
        raise ValueError(refusal("n_equations", rule, n_equations))
    if MAX_CHOSEN < m < n - MAX_CHOSEN:
        rule = f"be at most {MAX_CHOSEN} or at least n_features − {MAX_CHOSEN} = {n - MAX_CHOSEN}"
        raise ValueError(refusal("n_equations", rule, n_equations))
    return basis_count(n, m)


def nth_basis(n_features: int, n_equations: int, number: int) -> tuple[int, ...]:
    """Return one of the choices that `number_of_bases` counts: the features chosen, in ascending order.

    The choices are numbered from 1 in the order of dictionaries: by their first feature, then by their second, and so
    on.

    Parameters
    ----------
    n_features : int
        Number n of unknowns, between 1 and 1000.
    n_equations : int
        Number m of features to choose, between 1 and n.
    number : int
        Between 1 and ``C(n, m)``.

    Returns
    -------
    tuple of int
        m features, counted from 0.

    Raises
    ------
    ValueError
        If an argument is outside its bounds.
    TypeError
        If an argument is not an integer.

    Notes
    -----
    The combinatorial number system: ``C(n − 1, m − 1)`` choices contain the first feature, and come before those that
    do not.

    Examples
    --------
    >>> [nth_basis(3, 2, number) for number in (1, 2, 3)]
    [(0, 1), (0, 2), (1, 2)]
    >>> nth_basis(3, 3, 1)  # all there are
    (0, 1, 2)
    """
    n = as_count("n_features", n_features, maximum=MAX_CHOSEN)
    chosen: list[int] = []
    left = as_count("n_equations", n_equations)
    before = as_count("number", number, maximum=number_of_bases(n, left)) - 1
    for feature in range(n):
        with_it = math.comb(n - feature - 1, left - 1)
        if before < with_it:
            chosen.append(feature)
            left -= 1
            if not left:
                break
        else:
            before -= with_it
    return tuple(chosen)
