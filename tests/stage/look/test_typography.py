"""Words and formulas come out the same whatever has happened to the files in which they are kept."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from manim import config, tempconfig

from sparsity.stage.look.outlines import _outlines, _read
from sparsity.stage.look.typography import formula, prose

SET_BOTH = {
    "words": lambda: prose("Which line fits?", color="#000000", bold=True),
    "formula": lambda: formula("b = 5 - 10 a", color="#000000"),
}
# Cut off at the start, within the header, in the middle, and just before the end.
CUTS = [0, 10, 0.5, -4]

SET_MANY = """
import sys
from manim import tempconfig
from sparsity.stage.look.typography import formula
with tempconfig({"media_dir": sys.argv[1], "verbosity": "ERROR"}):
    print([len(formula(f"b = {n} - 10 a", color="#000000").points) for n in range(20)])
"""


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Path]:
    with tempconfig({"media_dir": str(tmp_path)}):
        yield config.get_dir("tex_dir")


@pytest.mark.parametrize("kind", SET_BOTH)
@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("enlarged", [False, True], ids=["cut off", "enlarged again"])
def test_a_damaged_cached_file_is_thrown_away_and_made_again(cache: Path, kind: str, cut: float, enlarged: bool):
    whole = SET_BOTH[kind]().points
    (file,) = cache.glob("*.npz")
    content = file.read_bytes()
    left = content[: round(cut * len(content)) if isinstance(cut, float) else cut]
    file.write_bytes(left.ljust(len(content), b"\0") if enlarged else left)
    _outlines.cache_clear()
    assert np.array_equal(SET_BOTH[kind]().points, whole)
    # What is there now is whole.
    assert np.array_equal(np.concatenate([letter.points for letter in _read(file)]), whole)


def test_processes_that_set_the_same_words_at_once_do_not_disturb_each_other(tmp_path: Path):
    command = [sys.executable, "-c", SET_MANY, str(tmp_path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    (one, one_said), (other, other_said) = (process.communicate(timeout=120) for process in both)
    assert [process.returncode for process in both] == [0, 0], one_said + other_said
    assert one == other
    assert one.count(",") == 19
