"""The geometry stands on NumPy and SciPy alone, and importing it loads no more than it needs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sparsity.geometry

SOURCES = sorted(Path(sparsity.geometry.__file__).parent.rglob("*.py"))


def modules_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(result.stdout.split())


def test_importing_it_loads_numpy_and_nothing_else_from_outside() -> None:
    added = modules_after("import sparsity.geometry") - modules_after("import numpy")
    outside = {name.partition(".")[0] for name in added} - {"sparsity"} - sys.stdlib_module_names
    assert outside <= {"numpy"}


def test_importing_it_leaves_slow_modules_alone() -> None:
    loaded = modules_after("import sparsity.geometry")
    assert "sparsity.geometry.contact.on_affine_set" in loaded
    assert not loaded & {"manim", "scipy", "scipy.linalg", "scipy.optimize", "scipy.special", "matplotlib"}


def test_the_loss_is_loaded_when_it_is_asked_for() -> None:
    loss = {"sparsity.geometry.loss", "sparsity.geometry.loss.quadratic"}
    assert not modules_after("import sparsity.geometry") & loss
    assert modules_after("from sparsity.geometry import QuadraticLoss") >= loss


def test_what_is_not_there_is_no_attribute() -> None:
    assert set(dir(sparsity.geometry)) >= set(sparsity.geometry.__all__)
    with pytest.raises(AttributeError, match=r"module 'sparsity\.geometry' has no attribute 'quadratic_loss'"):
        _ = sparsity.geometry.quadratic_loss


def test_solving_everything_needs_scipy_at_most() -> None:
    solve = (
        "from sparsity.geometry import *\n"
        "line = AffineSet([[1, 0, 0.4], [0, 1, 0.4]], [1, 1])\n"
        "for p in (0, 0.5, 1, 1.5, 2, 3, float('inf')): first_contact(line, p)"
    )
    assert not modules_after(solve) & {"manim", "sparsity.stage", "matplotlib", "sklearn"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_import_is_numpy_scipy_the_standard_library_or_geometry_itself(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
            assert all(alias.name != "*" for alias in node.names)
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            package = name.partition(".")[0]
            assert package in {"numpy", "scipy"} | sys.stdlib_module_names or name.startswith("sparsity.geometry")


def test_everything_public_is_exported_and_documented() -> None:
    assert sparsity.geometry.__all__ == sorted(sparsity.geometry.__all__, key=lambda name: (name.islower(), name))
    for name in sparsity.geometry.__all__:
        assert getattr(sparsity.geometry, name).__doc__
