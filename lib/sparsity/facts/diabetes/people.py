"""The diabetes data: ten features of 442 people, and how far the disease had gone on a year later."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

# What the columns of the file are called on screen: short enough to stand before a bar, and nothing but words.
NAMES = {
    "age": "age",
    "sex": "sex",
    "bmi": "body mass",
    "bp": "blood pressure",
    "tc": "cholesterol",
    "ldl": "bad cholesterol",
    "hdl": "good cholesterol",
    "tch": "total to good",
    "ltg": "triglycerides",
    "glu": "blood sugar",
}
_TARGET = "progression"


@dataclass(frozen=True, eq=False)
class People:
    """What was measured of some people. The arrays are read-only.

    Parameters
    ----------
    features
        One row for each person, with the ten features in the order of `NAMES` (n, 10).
    progression
        How far the disease of each had gone on a year later (n,).
    """

    features: Numbers
    progression: Numbers

    def __post_init__(self) -> None:
        for array in (self.features, self.progression):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.progression)

    def some(self, which: npt.NDArray[np.intp]) -> People:
        """Those of these numbers, counted from 0."""
        return People(self.features[which], self.progression[which])


@cache
def everyone() -> People:
    """All of them.

    >>> len(everyone()), everyone().features.shape
    (442, (442, 10))
    """
    text = files(__package__).joinpath("people.csv").read_text(encoding="utf-8")
    head, *rows = text.splitlines()
    if head.split(",") != [*NAMES, _TARGET]:
        raise ValueError(f"people.csv must have the columns {[*NAMES, _TARGET]}, not {head!r}")
    table = np.array([row.split(",") for row in rows], dtype=np.float64)
    return People(table[:, :-1], table[:, -1])
