"""The same random examples in every run, so that a failure can be seen again; and no test is a stopwatch."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from sparsity.lecture import StoryPart

settings.register_profile("reproducible", deadline=None, derandomize=True)
settings.load_profile("reproducible")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have one process do what shares renders: all tests of a file, and what every scene has to pass scene by scene."""
    for item in items:
        parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        part = parameters.get("part")
        group = part.file if isinstance(part, StoryPart) else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))
    # Examples in docstrings are compared with all that is printed, and manim tells of each formula that is set.
    logging.getLogger("manim").setLevel("WARNING")


@pytest.fixture(autouse=True)
def manim_is_set_as_before() -> Iterator[None]:
    """Take back what a test has set in manim, which is one for all tests of a process."""
    if "manim" not in sys.modules:
        yield
        return
    from manim import config

    before = config.copy()
    yield
    # Setting how much manim says, even to what it was, would make it say more.
    quiet = {name: value for name, value in before.items() if name != "verbosity"}
    if any(config[name] != value for name, value in quiet.items()):
        config.update(quiet)
