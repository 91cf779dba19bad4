"""Where a ball that has not grown this far yet comes nearest to a hyperplane."""

from sparsity.geometry.arguments import FloatArray, default_float_rules, refusal
from sparsity.geometry.contact.on_hyperplane import touch_hyperplane
from sparsity.geometry.shapes.ball import LpBall
from sparsity.geometry.shapes.hyperplane import Hyperplane

# Two tips tie as they do in `first_contact`.
_RTOL = 1e-12


@default_float_rules
def nearest_approach(plane: Hyperplane, ball: LpBall) -> tuple[FloatArray, FloatArray]:
    """Find the points of a ball nearest to a hyperplane, and for each the point of the hyperplane nearest to it.

    The points of the ball are those of the first contact, shrunk with the ball: ``radius / R · v`` for each vertex v
    touched at the radius R. The ways between are at right angles to the hyperplane, and as long as
    `Hyperplane.gap_to` says.

    Parameters
    ----------
    plane : Hyperplane
        Not through the origin, which is the centre of the ball.
    ball : LpBall
        Not grown beyond its first contact.

    Returns
    -------
    on_ball, on_plane : ndarray, shape (k, n_features)
        One row for each vertex of the first contact: for a tie at p = 1 these are the ends of the edge that is
        everywhere as near, and below p = 1 all tips that are.

    Raises
    ------
    ValueError
        If the hyperplane goes through the origin, or the ball has grown beyond it.
    TypeError
        If plane is not a Hyperplane or ball not an LpBall.

    Notes
    -----
    The nearest point x of a ball maximises a·x over it, and so do the points of first contact for their own ball, of
    which it is a scaled copy; R. T. Rockafellar, Convex Analysis, §13. Below p = 1 the maximum over the ball is that
    over its convex hull, the diamond.

    Examples
    --------
    >>> line = Hyperplane([3, 4], 10)
    >>> on_ball, on_plane = nearest_approach(line, LpBall(2, radius=0.5))
    >>> print(on_ball, on_plane)
    [[0.3 0.4]] [[1.2 1.6]]
    >>> print(nearest_approach(Hyperplane([1, 1], 4), LpBall(1, radius=2))[0])  # a tie: the ends of an edge
    [[2. 0.]
     [0. 2.]]
    """
    if not isinstance(plane, Hyperplane):
        raise TypeError(refusal("plane", "be a Hyperplane", plane))
    if not isinstance(ball, LpBall):
        raise TypeError(refusal("ball", "be an LpBall", ball))
    contact = touch_hyperplane(plane, ball.p, _RTOL)
    if contact.radius == 0:
        raise ValueError(refusal("plane", "not go through the origin", plane))
    # The radius of a contact is rounded as well.
    if ball.radius > contact.radius * (1 + _RTOL):
        rule = f"have a radius of at most {contact.radius}, that of its first contact with the hyperplane"
        raise ValueError(refusal("ball", rule, ball))
    on_ball = contact.vertices * min(1.0, ball.radius / contact.radius)
    return on_ball, plane.nearest_point(on_ball)
