"""Calls everything public of the geometry with ordinary and nasty values, and tells which answers break the rules.

A call returns, or raises a ValueError or TypeError that names a parameter, a rule and the value, or an ArithmeticError
that its docstring announces. It does not warn, does not change what it is given, returns NaN only where that is
documented, and does the same for a caller who lets NumPy raise on every rounding. Call k is the same in every run:

    python -m tests.geometry.fuzz 100000            calls 0 to 99 999; prints counts, faults and slow calls
    python -m tests.geometry.fuzz 1 --first 4711    call 4711 alone
"""

import argparse
import dataclasses
import enum
import inspect
import math
import random
import re
import time
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

import sparsity.geometry
from sparsity.geometry import AffineSet, Contact, Hyperplane, LineProfile, LpBall, first_contact

MAY_RETURN_NAN = {"contacts_by_angle", "Hyperplane.intercepts"}
"""Where NaN is documented."""

SHOWS_ITS_VALUE = re.compile(r", got .|must not be 0: |must not ask for 0·x = ")


class Whole(int):
    """An integer with another name."""


class Real(float):
    """A float with another name."""


class Few(enum.IntEnum):
    """Integers with names of their own."""

    THREE = 3


class Unit(np.ndarray):
    """Numbers that mean more than themselves."""


class Broken:
    """Promises to be an array and is none."""

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        raise ValueError("broken")


class Call(NamedTuple):
    """A call that can be made: its parameters are named, without self."""

    name: str
    function: Callable[..., object]
    parameters: frozenset[str]
    documentation: str
    also_named: frozenset[str]
    """Parameters of the class, which a method may refuse for what they were."""


def endless() -> list[Any]:
    """Return a list that contains itself twice."""
    layers: list[Any] = []
    layers += [layers, layers]
    return layers


EPS = 2.0**-52
ORDINARY = [0, 1, -1, 2, 3, 5, 10, 0.5, 0.25, 0.3, 1.5, -2.5, 1e-3, 1000]
EXTREME = [1e308, 1.7e308, -1.7e308, 1.797e308, 5e-324, 1e-310, -1e-308, 1e150, -1e-150, 1e-17, 1 + EPS, 1 - EPS, -0.0]
NO_FLOATS = [math.nan, math.inf, -math.inf, 10**400, -(10**400), 10**5000, Fraction(10**400), np.longdouble("1e4000")]
NUMBERS = [Fraction(1, 3), Fraction(1, 10**400), np.int8(3), np.uint64(2**64 - 1), np.float16(2), np.float32(0.1)]
NUMBERS += [np.array(3.0), np.array(2), Whole(3), Real(0.5), Few.THREE, 2**63, 10**308, np.longdouble(2)]
ORDERS = [0, 0.1, 0.5, 1 - 1e-12, 1, 1 + 1e-12, 1.5, 2, 3, 7, 300, 1e8, 1e308, math.inf, 5e-324]
COUNTS = [1, 2, 3, 5, 9, 17, 257, 1000, 1_000_000, 1_000_001, 1_000_002, 0, -1, 2**31, 2**63, 10**308, 10**5000]

NONSENSE: list[Callable[[], Any]] = [
    *(
        lambda value=value: value
        for value in (None, True, np.True_, "1", b"1", 1j, Decimal(1), Decimal("NaN"), ..., int)
    ),
    *(lambda value=value: value for value in (NotImplemented, np.timedelta64(3, "s"), np.datetime64("2026-01-01"))),
    *(lambda value=value: value for value in (np.str_("1"), np.complex128(1), np.ma.masked, range(3), range(10**12))),
    object,
    list,
    dict,
    lambda: {1, 2},
    lambda: [1, [2, 3]],
    lambda: [[1, 2], [3]],
    lambda: [1, None],
    lambda: [1, "2"],
    lambda: (n for n in (1, 2)),
    lambda: iter([1, 2]),
    lambda: deque([1, 2]),
    lambda: memoryview(b"12"),
    lambda: bytearray(b"12"),
    lambda: np.ma.array([1.0, 2.0], mask=[True, False]),
    lambda: [np.ma.array([1.0, 2.0], mask=[True, False])],
    lambda: np.array([[1.0, 2.0]]).view(np.matrix),
    lambda: np.array([1.0, 2.0]).view(Unit),
    lambda: np.array([1, 2], "m8[s]"),
    lambda: np.array(["2026-01-01"], "M8[D]"),
    lambda: np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]),
    lambda: np.array([1, 10**5000], dtype=object),
    lambda: np.array([None, [1]], dtype=object),
    lambda: np.broadcast_to(1.0, (10**6, 10**4)),
    lambda: np.empty((0, 2)),
    lambda: np.empty((3, 0)),
    lambda: np.zeros((2, 2, 2)),
    endless,
    Broken,
]


def number(rng: random.Random) -> Any:
    """Return a number, mostly an ordinary one."""
    return rng.choice(rng.choices([ORDINARY, EXTREME, NUMBERS, NO_FLOATS], [6, 2, 1, 0.3])[0])


def entries(rng: random.Random, shape: tuple[int, ...]) -> Any:
    """Return nested lists of numbers: whole ones, ordinary ones, or any."""
    kind = rng.random()

    def fill(sizes: tuple[int, ...]) -> Any:
        if sizes:
            return [fill(sizes[1:]) for _ in range(sizes[0])]
        if kind < 0.3:
            return rng.randint(-3, 3)
        return rng.choice(ORDINARY) if kind < 0.6 else rng.gauss(0, 1) if kind < 0.7 else number(rng)

    return fill(shape)


def array(rng: random.Random, shape: tuple[int, ...]) -> Any:
    """Return numbers in one of the many forms in which they may be handed in."""
    values = entries(rng, shape)
    form = rng.randrange(12)
    if form < 4:
        return values
    if form == 4:
        return tuple(values) if shape else values
    if form == 5:
        return np.array(values, dtype=object)
    plain = np.array([[rng.randint(-9, 9)] * max(1, math.prod(shape))]).reshape(-1)[: math.prod(shape)].reshape(shape)
    if form == 6:
        return plain.astype(rng.choice(["i1", "f2", "f4", "g", "u8", ">f8", "?"]))
    try:
        with np.errstate(all="ignore"):
            floats = np.array(values, dtype=float)
    except (OverflowError, TypeError, ValueError):
        return values
    if form == 7:
        floats.flags.writeable = False
    if form == 8 and shape:
        return floats[::-1]
    return np.asfortranarray(floats) if form == 9 else floats


def hyperplane(rng: random.Random, n: int) -> Hyperplane:
    """Return a hyperplane."""
    return made(lambda: Hyperplane(entries(rng, (n,)), number(rng)))


def affine_set(rng: random.Random, n: int) -> AffineSet:
    """Return an affine set."""
    m = rng.randint(1, min(n, 3))
    return made(lambda: AffineSet(entries(rng, (m, n)), entries(rng, (m,))))


def ball(rng: random.Random, n: int) -> LpBall:
    """Return a ball."""
    return made(lambda: LpBall(rng.choice(ORDERS), number(rng)))


def profile(rng: random.Random, n: int) -> LineProfile:
    """Return a line profile."""
    return made(lambda: LineProfile(hyperplane(rng, 2), rng.choice(ORDERS)))


def contact(rng: random.Random, n: int) -> Contact:
    """Return a contact with a hyperplane."""
    return made(lambda: first_contact(hyperplane(rng, n), rng.choice(ORDERS)))


def made(make: Callable[[], Any]) -> Any:
    """Return the first thing that is not refused."""
    while True:
        try:
            return make()
        except (ValueError, TypeError):
            continue


def order(rng: random.Random, n: int) -> Any:
    """Return an order, mostly one that a ball may have."""
    return rng.choice(ORDERS) if rng.random() < 0.8 else number(rng)


def count(rng: random.Random, n: int) -> Any:
    """Return a count, mostly an integer."""
    return rng.choice(COUNTS) if rng.random() < 0.9 else number(rng)


def vector(rng: random.Random, n: int) -> Any:
    """Return n numbers."""
    return array(rng, (n,))


def points(rng: random.Random, n: int) -> Any:
    """Return a point, several, a grid of them, or a number."""
    return array(rng, rng.choice([(n,), (1, n), (3, n), (2, 2, n), ()]))


def rows(rng: random.Random, n: int) -> Any:
    """Return one to three rows of n numbers."""
    return array(rng, (rng.randint(1, 3), n))


def flag(rng: random.Random, n: int) -> bool:
    """Return True or False."""
    return rng.random() < 0.5


VALUES: dict[str, Callable[[random.Random, int], Any]] = {
    **dict.fromkeys(["p"], order),
    **dict.fromkeys(["n_points", "n_features", "n_equations", "n_nonzero", "number", "steps"], count),
    **dict.fromkeys(["radius", "gap", "offset", "distance", "start", "x", "y"], lambda rng, n: number(rng)),
    **dict.fromkeys(["fraction"], lambda rng, n: rng.choice([0, 0.5, 1, 0.1, number(rng)])),
    **dict.fromkeys(["rtol"], lambda rng, n: rng.choice([0, 1e-12, 1e-3, 0.9, number(rng)])),
    **dict.fromkeys(["normal", "rhs", "angles", "lower", "upper"], vector),
    **dict.fromkeys(["lp_norm.x", "points", "point", "t"], points),
    **dict.fromkeys(["matrix", "starts", "ends", "corners", "vertices", "local_minima"], rows),
    **dict.fromkeys(["is_unique", "at_tip", "all_vertices_listed", "all_local_minima_listed"], flag),
    "line": hyperplane,
    "ball": ball,
    "plane": hyperplane,
    "profile": profile,
    "target": lambda rng, n: rng.choice([hyperplane, affine_set])(rng, n),
    "kind": lambda rng, n: "point",
    "support": lambda rng, n: np.arange(n),
}
"""Makes a value of the kind that a parameter asks for, which need not be a good one."""


INSTANCES: dict[type, Callable[[random.Random, int], Any]] = {
    AffineSet: affine_set,
    Contact: contact,
    Hyperplane: hyperplane,
    LineProfile: profile,
    LpBall: ball,
}


# The loss picture and solids, which have tests of their refusals of their own and are not called at random yet.
NOT_CALLED = ("sparsity.geometry.loss.", "sparsity.geometry.shapes.solids")


def public_calls() -> Iterator[tuple[type | None, str, Any]]:
    """Yield everything that can be called: functions, constructors and public methods."""
    for name in sparsity.geometry.__all__:
        thing = getattr(sparsity.geometry, name)
        if thing.__module__.startswith(NOT_CALLED):
            continue
        yield None, name, thing
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                if not member.startswith("_") and (inspect.isfunction(value) or isinstance(value, classmethod)):
                    yield thing, f"{name}.{member}", value


PUBLIC = list(public_calls())


def call_of(index: int) -> tuple[Call, dict[str, Any]]:
    """Return the call of a number, and its arguments."""
    rng = random.Random(index)
    owner, name, thing = PUBLIC[index % len(PUBLIC)]
    n = rng.choice([1, 2, 2, 2, 3, 4])
    own: frozenset[str] = frozenset()
    if owner is None:
        function = thing
    elif isinstance(thing, classmethod):
        function = getattr(owner, thing.__name__)
    else:
        instance = INSTANCES[owner](rng, n)
        function = getattr(instance, thing.__name__)
        own = frozenset(inspect.signature(owner).parameters)
    parameters = inspect.signature(function).parameters
    call = Call(name, function, frozenset(parameters), inspect.getdoc(thing if owner is None else function) or "", own)
    nonsense = rng.choice([*parameters, None, None]) if parameters else None
    # Random arguments would hardly ever agree with each other as those of a contact must.
    example, loyalty = (contact(rng, n), 0.95) if name == "Contact" else (None, 0.0)
    given: dict[str, Any] = {}
    for parameter, description in parameters.items():
        if description.default is not inspect.Parameter.empty and rng.random() < 0.5:
            continue
        make = VALUES.get(f"{name}.{parameter}") or VALUES[parameter]
        if parameter == nonsense:
            given[parameter] = rng.choice(NONSENSE)()
        else:
            given[parameter] = getattr(example, parameter) if rng.random() < loyalty else make(rng, n)
    # Nor would random points ever lie on the line of a profile.
    if name == "LineProfile.parameter" and parameter != nonsense and rng.random() < 0.5:
        given["points"] = instance.points([rng.gauss(0, 3), rng.gauss(0, 3)])
    return call, given


def print_of(value: Any) -> object:
    """Return what must be the same before and after a call."""
    if isinstance(value, np.ndarray):
        mask = np.ma.getmaskarray(value).tobytes() if isinstance(value, np.ma.MaskedArray) else None
        if value.dtype.kind == "O":
            return [print_of(item) for item in value.flat]
        numbers = value.size if value.size > 10**6 else np.asarray(value).tobytes()
        return value.dtype, value.shape, numbers, mask, value.flags.writeable
    if isinstance(value, (list, tuple)) and not any(item is value for item in value):
        return [print_of(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [print_of(getattr(value, field.name)) for field in dataclasses.fields(value)]
    return list(value) if isinstance(value, (deque, set)) else value if isinstance(value, int) else str(value)


def has_nan(value: Any) -> bool:
    """Tell whether a result contains NaN."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind == "f" and bool(np.isnan(value).any())
    if isinstance(value, (tuple, list)):
        return any(map(has_nan, value))
    if dataclasses.is_dataclass(value):
        return any(has_nan(getattr(value, field.name)) for field in dataclasses.fields(value))
    return isinstance(value, float) and math.isnan(value)


def is_refusal(error: Exception, call: Call) -> bool:
    """Tell whether an error is one that the rules allow."""
    if type(error) is ArithmeticError:
        return "ArithmeticError" in call.documentation
    message = str(error)
    names = call.parameters | call.also_named
    named = re.match(r"(\w+) must ", message)
    return (
        type(error) in (ValueError, TypeError)
        and named is not None
        and named.group(1) in names
        and SHOWS_ITS_VALUE.search(message) is not None
    )


def judged(call: Call, given: dict[str, Any], *, raising: bool) -> tuple[str, str | None]:
    """Make a call, for a caller who lets NumPy raise or not: how it ended, and what is wrong with that."""
    handed_in = {"self": getattr(call.function, "__self__", None), **given}
    before = print_of(list(handed_in.values()))
    ended, fault = "returned", None
    with warnings.catch_warnings(), np.errstate(all="raise" if raising else "warn"):
        warnings.simplefilter("error")
        try:
            result = call.function(**given)
        except Exception as error:
            ended = type(error).__name__
            if not is_refusal(error, call):
                fault = f"{ended}: {str(error)[:200]}"
        else:
            if call.name not in MAY_RETURN_NAN and has_nan(result):
                fault = "returned NaN"
    if print_of(list(handed_in.values())) != before:
        fault = "changed its input"
    return ended, fault


def outcome(index: int) -> tuple[str, str | None]:
    """Make the call of a number: how it ended, and what is wrong with that."""
    call, given = call_of(index)
    ended, fault = judged(call, given, raising=index // len(PUBLIC) % 2 == 1)
    return ended, fault and f"call {index}, {call.name}: {fault}"


def main() -> None:
    """Make many calls and print what came of them."""
    parser = argparse.ArgumentParser(description="Call the geometry with ordinary and nasty values.")
    parser.add_argument("count", type=int, help="how many calls")
    parser.add_argument("--first", type=int, default=0, help="number of the first call")
    options = parser.parse_args()
    ends, faults, slow = Counter[str](), Counter[str](), 0
    for index in range(options.first, options.first + options.count):
        started = time.process_time()
        ended, fault = outcome(index)
        seconds = time.process_time() - started
        ends[ended] += 1
        if fault:
            faults[fault.split(", ", 1)[1][:60]] += 1
            if faults[fault.split(", ", 1)[1][:60]] <= 3:
                print(fault, flush=True)
        if seconds > 1:
            slow += 1
            print(f"call {index}, {call_of(index)[0].name}: {seconds:.1f} s", flush=True)
    print(f"{options.count} calls: {dict(ends)}; {faults.total()} faults, {slow} longer than a second")


if __name__ == "__main__":
    main()
