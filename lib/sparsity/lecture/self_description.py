"""What a scene says of itself: its class, settings, title and summary, read from its file without running it.

Running it would bring manim along, which takes its time. Facts do without, so they are imported.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sparsity.lecture.places import LIBRARY, scene_path

if TYPE_CHECKING:
    from sparsity.facts.story import Facts

Item = int | float | str
Row = tuple[Item, ...]
Value = Item | tuple[Item | Row, ...]


@cache
def scene_class_name(name: str) -> str:
    """Name of the one scene class in a scene's file.

    >>> scene_class_name("diamond")
    'GrowingDiamond'
    """
    classes = [node.name for node in parsed(scene_path(name)).body if isinstance(node, ast.ClassDef) and node.bases]
    found = [klass for klass in classes if any(_is_story(node) for node in _lineage(scene_path(name), klass))]
    if len(found) != 1:
        raise ValueError(f"scenes/{name}.py must have one scene class, not {', '.join(found) or 'none'}")
    return found[0]


def documentation(name: str) -> str:
    """Documentation of a scene's class."""
    return ast.get_docstring(next(_lineage(scene_path(name), scene_class_name(name)))) or ""


def default(name: str, setting: str) -> Value:
    """Value of a setting in a scene, its own or that of a base.

    Raises
    ------
    ValueError
        If it has no such class attribute.
    """
    value = _attribute(name, setting)
    if value is None:
        raise ValueError(f"{scene_class_name(name)} documents {setting!r}, but has no such class attribute")
    literal: Value = ast.literal_eval(_Infinity().visit(value[1]))
    return literal


def facts_of(name: str, settings: Mapping[str, Any]) -> Facts | None:
    """What is true for a scene with these settings and otherwise its own; None for a scene that states no facts.

    Raises
    ------
    ValueError
        If there is no story about them.

    Examples
    --------
    >>> facts_of("diamond", {"data_point": (1, 4)}).summary
    'The L1 diamond grows until it first touches the solution line: along a whole edge, of which only the two ends are \
sparse.'
    """
    named = _attribute(name, "facts_of")
    if named is None:
        return None
    file, value = named
    module, original = _imported(parsed(file))[ast.unparse(value)]
    kind: type[Facts] = getattr(import_module(module), original)
    values = {field.name: settings.get(field.name, _NOT_GIVEN) for field in fields(kind)}
    return kind(**{key: default(name, key) if given is _NOT_GIVEN else given for key, given in values.items()})


_NOT_GIVEN = object()


def _attribute(name: str, attribute: str) -> tuple[Path, ast.expr] | None:
    """Where a class attribute of a scene is set, and to what."""
    for file, klass in _family(scene_path(name), scene_class_name(name)):
        for node in klass.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == attribute:
                    return file, value
                case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value) if target == attribute:
                    return (file, value) if not isinstance(value, ast.Constant) or value.value is not None else None
    return None


@cache
def parsed(file: Path) -> ast.Module:
    """Read a Python file.

    Raises
    ------
    ValueError
        If it is none; the message names file and line.
    """
    try:
        return ast.parse(file.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise ValueError(f"{file.name}, line {error.lineno}: {error.msg}") from error


def _imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Our own modules and names by the names that a file gives them."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sparsity.")
        for alias in node.names
    }


def _family(file: Path, name: str) -> Iterator[tuple[Path, ast.ClassDef]]:
    """A class and those it is built on with their files, as far as they are our own, nearest first."""
    tree = parsed(file)
    imported = _imported(tree)
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    yield file, classes[name]
    for base in classes[name].bases:
        base_name = ast.unparse(base)
        if base_name in classes:
            yield from _family(file, base_name)
        elif base_name in imported:
            module, original = imported[base_name]
            yield from _family(LIBRARY.joinpath(*module.split(".")[1:]).with_suffix(".py"), original)


def _lineage(file: Path, name: str) -> Iterator[ast.ClassDef]:
    return (klass for _, klass in _family(file, name))


def _is_story(klass: ast.ClassDef) -> bool:
    return klass.name == "StoryScene"


class _Infinity(ast.NodeTransformer):
    """math.inf counts as a literal."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return ast.Constant(math.inf) if ast.unparse(node) == "math.inf" else node
