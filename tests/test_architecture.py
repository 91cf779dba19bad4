"""The map of the house: which room may ask which, as docs/architecture.md draws it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "lib" / "sparsity"
MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
# A row of the map: a room, its question, and the rooms it may ask.
ROW = re.compile(r"^\| `(?P<room>[\w.]+)` \| (?P<question>[^|]+?) \|(?P<asks>[^|]*)\|$", re.MULTILINE)
ROOMS = {row["room"]: set(re.findall(r"`([\w.]+)`", row["asks"])) for row in ROW.finditer(MAP)}
QUESTIONS = {row["room"]: row["question"] for row in ROW.finditer(MAP)}


def room_of(module: str) -> str:
    """The room of a module: the longest name on the map that it begins with."""
    return max((room for room in ROOMS if f"{module}.".startswith(f"{room}.")), key=len, default="")


def arrows() -> Iterator[tuple[str, str, str]]:
    """Every import of one room's module from another room: file, from where, to where."""
    files = {file: ".".join(file.relative_to(LIBRARY).with_suffix("").parts) for file in LIBRARY.rglob("*.py")}
    files |= {file: f"scenes.{file.stem}" for file in (ROOT / "scenes").glob("*.py")}
    for file, module in files.items():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name and name.startswith(("sparsity.", "scenes.")):
                    there = name.removeprefix("sparsity.")
                    yield str(file.relative_to(ROOT)), room_of(module), room_of(there)


def test_every_module_has_a_room_on_the_map():
    assert [arrow for arrow in arrows() if "" in arrow[1:]] == []


def test_rooms_ask_only_whom_the_map_lets_them_ask():
    assert [(file, here, there) for file, here, there in arrows() if here != there and there not in ROOMS[here]] == []


def test_the_map_shows_no_arrow_that_is_not_there():
    drawn = {(here, there) for here, asked in ROOMS.items() for there in asked}
    assert drawn - {(here, there) for _, here, there in arrows()} == set()


def test_no_two_rooms_ask_each_other_however_far_round():
    def reached(room: str, seen: frozenset[str]) -> frozenset[str]:
        for there in ROOMS[room] - seen:
            seen = reached(there, seen | {there})
        return seen

    assert [room for room in ROOMS if room in reached(room, frozenset())] == []


@pytest.mark.parametrize("room", [room for room in ROOMS if (LIBRARY / room.replace(".", "/")).is_dir()])
def test_a_room_says_its_question_as_the_map_does(room: str):
    documented = ast.get_docstring(ast.parse((LIBRARY / room.replace(".", "/") / "__init__.py").read_text())) or ""
    assert documented.startswith(QUESTIONS[room])


@pytest.mark.parametrize("package", sorted(path.parent for path in LIBRARY.rglob("__init__.py")), ids=str)
def test_no_module_is_hidden_by_a_name_in_its_package(package: Path):
    modules = {file.stem for file in package.glob("*.py")} | {path.name for path in package.iterdir() if path.is_dir()}
    names = {
        alias.asname or alias.name
        for node in ast.parse((package / "__init__.py").read_text()).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert modules & names == set()
