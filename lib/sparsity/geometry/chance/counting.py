"""How many places there are to look for a sparsest answer."""

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
