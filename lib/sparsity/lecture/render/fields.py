"""Reads JSON that anybody may have written: each field is asked for by its sort, and what is wrong is said by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from reprlib import repr as shortened
from typing import NoReturn, TypeVar

from sparsity.lecture.plain_text import plain_text

_LARGEST_FILE = 4_000_000
_LONGEST_TEXT = 2000
_MOST_ITEMS = 10_000
# Whole numbers up to here are the same as floating-point ones.
_LARGEST_NUMBER = 2**53

Made = TypeVar("Made")


class Fields:
    """One JSON object.

    Parameters
    ----------
    value
        What should be one.
    place
        Where it was found, such as "beats[2]"; empty for the whole.
    """

    def __init__(self, value: object, place: str = "") -> None:
        self._place = place
        if not isinstance(value, dict):
            raise ValueError(f"{place or 'the whole'} must be an object with names, not {shortened(value)}")
        self._values = value

    def text(self, name: str) -> str:
        """One line of plain text."""
        return _text(self._value(name), self._at(name))

    def lines(self, name: str) -> str:
        """Lines of plain text, none of them empty."""
        value = self._value(name)
        lines = value.split("\n") if isinstance(value, str) else [value]
        return "\n".join(_text(line, self._at(name), filled=True) for line in lines)

    def number(self, name: str) -> float:
        """A finite number from 0."""
        value = self._value(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LARGEST_NUMBER:
            self._refuse(name, "a number from 0")
        return float(value)

    def whole(self, name: str) -> int:
        """A whole number from 0."""
        value = self._value(name)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST_NUMBER:
            self._refuse(name, "a whole number from 0")
        return value

    def texts(self, name: str) -> dict[str, str]:
        """Lines of plain text by name."""
        fields = self.fields(name)
        return {_text(key, f"{self._at(name)}: a name"): fields.text(key) for key in fields}

    def text_list(self, name: str) -> tuple[str, ...]:
        """Several lines of plain text."""
        return tuple(_text(value, f"{self._at(name)}[{index}]") for index, value in enumerate(self._list(name)))

    def fields(self, name: str) -> Fields:
        """Another object."""
        return Fields(self._value(name), self._at(name))

    def objects(self, name: str) -> list[Fields]:
        """Several objects."""
        return [Fields(value, f"{self._at(name)}[{index}]") for index, value in enumerate(self._list(name))]

    def same(self, name: str, value: object) -> None:
        """Refuse a field that is another than what follows from the rest."""
        if self._value(name) != value:
            self._refuse(name, repr(value))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def _list(self, name: str) -> list[object]:
        value = self._value(name)
        if not isinstance(value, list) or len(value) > _MOST_ITEMS:
            self._refuse(name, f"a list of at most {_MOST_ITEMS} items")
        return value

    def _value(self, name: str) -> object:
        if name not in self._values:
            raise ValueError(f"{self._at(name)} is missing")
        return self._values[name]

    def _refuse(self, name: str, wanted: str) -> NoReturn:
        raise ValueError(f"{self._at(name)} must be {wanted}, not {shortened(self._values[name])}")

    def _at(self, name: str) -> str:
        return f"{self._place}.{name}" if self._place else name


def read_fields(file: Path, make: Callable[[Fields], Made]) -> Made:
    """Make something of a JSON file.

    Raises
    ------
    ValueError
        If there is no such file, or something in it is not acceptable; the message names the file.
    """
    try:
        # Whoever opens a pipe waits for good.
        if not file.is_file():
            raise ValueError("there is no such file")
        with file.open("rb") as content:
            data = content.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            raise ValueError(f"it is larger than {_LARGEST_FILE} bytes")
        return make(Fields(json.loads(data.decode("utf-8"), parse_constant=_no_number)))
    except RecursionError:
        raise ValueError(f"{file}: it is nested too deeply") from None
    except UnicodeDecodeError:
        raise ValueError(f"{file}: it is not in UTF-8") from None
    except OSError as error:
        raise ValueError(f"{file}: {error.strerror}") from None
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None


def _text(value: object, name: str, *, filled: bool = False) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or (filled and not value.strip()):
        raise ValueError(f"{name} must be text of at most {_LONGEST_TEXT} characters, not {shortened(value)}")
    return plain_text(value, name)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
