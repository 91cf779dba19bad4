"""The numbers a lecturer may change, read from the scenes' sources without running them."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sparsity.lecture.nearest import did_you_mean
from sparsity.lecture.order import StoryPart
from sparsity.lecture.self_description import Item, Row, Value, default, documentation

_ATTRIBUTES = re.compile(r"^Attributes\n-+\n(.*?)(?=^\S[^\n]*\n-+\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Parameter:
    """A documented setting of a scene.

    Parameters
    ----------
    name
        Name of the class attribute.
    default
        The value it has in the scene.
    description
        What it means, from the scene's documentation.
    """

    name: str
    default: Value
    description: str


@cache
def parameters_of(part: StoryPart) -> dict[str, Parameter]:
    """The documented settings of a scene by name, in the order of its documentation.

    >>> from sparsity.lecture.sources import story_part
    >>> parameters_of(story_part("diamond"))["data_point"].default
    (10, 5)
    """
    documented = _documented_attributes(documentation(part.file))
    return {name: Parameter(name, default(part.file, name), text) for name, text in documented.items()}


def parse_value(text: str, parameter: Parameter) -> Value:
    """Read a setting's value: words, or numbers such as 3, -0.5, 1e3 or inf; with commas where it has several.

    Rows of numbers have semicolons between them.

    >>> parse_value("3,2", Parameter("data_point", (10, 5), ""))
    (3, 2)
    >>> parse_value("inf, 1", Parameter("orders", (math.inf, 2, 1), ""))
    (inf, 1)
    >>> parse_value("One point, many lines", Parameter("title", "Title", ""))
    'One point, many lines'
    >>> parse_value("1,0; 1,1; 0,1", Parameter("features", ((1, 0), (0, 1)), ""))
    ((1, 0), (1, 1), (0, 1))

    Raises
    ------
    ValueError
        If the text is not of the same sort as the default.
    """
    default = parameter.default
    if isinstance(default, str):
        return text
    sample = default[0] if isinstance(default, tuple) else default
    try:
        if isinstance(sample, tuple):
            return tuple(_row(row, sample[0]) for row in _split(text, ";"))
        if isinstance(default, tuple):
            return _row(text, sample)
        return _item(text.strip().removeprefix("(").removesuffix(")").strip(), sample)
    except ValueError:
        raise ValueError(
            f"{parameter.name} takes {_sort(default)}, such as {format_value(default)}, not {text!r}: "
            f"{parameter.description}"
        ) from None


def format_value(value: Value) -> str:
    """Write a value the way it is typed.

    >>> format_value((math.inf, 2.0, 0.5)), format_value(((1, 0), (1, 1)))
    ('inf,2,0.5', '1,0;1,1')
    """
    if isinstance(value, tuple):
        between = ";" if any(isinstance(item, tuple) for item in value) else ","
        return between.join(format_value(item) for item in value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def parse_settings(assignments: Sequence[str], parts: Sequence[StoryPart]) -> dict[StoryPart, dict[str, Value]]:
    """Give each scene its own settings out of `name=value`, for all that have it, or `scene.name=value` for one.

    Values that equal the default are left out.

    Raises
    ------
    ValueError
        If no scene has a parameter of that name, or the value is of the wrong sort.
    """
    settings: dict[StoryPart, dict[str, Value]] = {part: {} for part in parts}
    for assignment in assignments:
        target, equals, text = assignment.partition("=")
        if not equals:
            raise ValueError(f"a setting is written name=value, not {assignment!r}; {_what_is_possible(parts)}")
        scene, _, name = target.strip().rpartition(".")
        having = [part for part in parts if scene in ("", part.file) and name in parameters_of(part)]
        if not having:
            known = [f"{part.file}.{known}" if scene else known for part in parts for known in parameters_of(part)]
            meant = did_you_mean(target.strip(), known)
            raise ValueError(f"no scene here has the parameter {target.strip()!r}{meant}; {_what_is_possible(parts)}")
        for part in having:
            settings[part][name] = parse_value(text, parameters_of(part)[name])
    return {part: without_defaults(part, values) for part, values in settings.items()}


def without_defaults(part: StoryPart, values: Mapping[str, Value]) -> dict[str, Value]:
    """Only the settings that differ from the scene's own, in the order of its documentation.

    Raises
    ------
    ValueError
        If the scene has no parameter of some name.
    """
    known = parameters_of(part)
    for name in values:
        if name not in known:
            meant = did_you_mean(name, known)
            raise ValueError(f"{part.file} has no parameter {name!r}{meant}; {_what_is_possible([part])}")
    return {
        name: values[name]
        for name, parameter in known.items()
        if name in values and format_value(values[name]) != format_value(parameter.default)
    }


def _row(text: str, sample: Item) -> Row:
    return tuple(_item(word, sample) for word in _split(text.strip().removeprefix("(").removesuffix(")"), ","))


def _split(text: str, between: str) -> list[str]:
    """Words with a sign between them, and perhaps one more at the end."""
    words = [word.strip() for word in text.split(between)]
    return words[:-1] if len(words) > 1 and not words[-1] else words


def _item(word: str, sample: Item) -> Item:
    if not word:
        raise ValueError(word)
    return word if isinstance(sample, str) else _number(word)


def _sort(default: Value) -> str:
    sample = default
    while isinstance(sample, tuple):
        sample = sample[0]
    items = "names" if isinstance(sample, str) else "numbers"
    if not isinstance(default, tuple):
        return f"one of the {items}"
    if isinstance(default[0], tuple):
        return f"rows of {items} with commas between them and semicolons between the rows"
    return f"{items} with commas between them"


def _number(word: str) -> int | float:
    number = float(word)
    if math.isnan(number):
        raise ValueError(word)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _what_is_possible(parts: Sequence[StoryPart]) -> str:
    return "possible are " + "; ".join(
        f"{part.file}: "
        + ", ".join(f"{name}={format_value(parameter.default)}" for name, parameter in parameters_of(part).items())
        for part in parts
    )


def _documented_attributes(docstring: str) -> dict[str, str]:
    found = _ATTRIBUTES.search(inspect.cleandoc(docstring) + "\n")
    attributes: dict[str, str] = {}
    for line in found[1].splitlines() if found else ():
        if line and not line.startswith(" "):
            name = line.strip()
            attributes[name] = ""
        elif line.strip():
            attributes[name] = f"{attributes[name]} {line.strip()}".lstrip()
    return attributes
