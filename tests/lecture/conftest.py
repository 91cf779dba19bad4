"""Finished scenes and a browser, for the tests of everything that is built around them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from sparsity.lecture import RenderedScene, render_scene

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# A browser that asks nobody anything of its own accord.
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


@pytest.fixture(scope="session")
def shared_renders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of a test run: whoever comes second finds the scene rendered."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared_renders"


@pytest.fixture(scope="session")
def diamond(shared_renders: Path) -> RenderedScene:
    """The diamond as it comes, dark and wide."""
    return render_scene("diamond", quality="draft", out=shared_renders)


@pytest.fixture(scope="session")
def light_circle(shared_renders: Path) -> RenderedScene:
    """Another scene, in another look and with other numbers."""
    return render_scene("circle", quality="draft", theme="light", aspect="4:3", out=shared_renders, data_point=(3, 2))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium, the system's own."""
    executable = next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
    if executable is None:
        pytest.fail(f"these tests need one of {', '.join(_CHROMIUM)} on the PATH; please install it")
    # Root, as in a container, has no sandbox.
    sandbox = () if os.geteuid() else ("--no-sandbox",)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*_QUIET, *sandbox])
        yield browser
        browser.close()


@pytest.fixture
def browsing(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh profile that fails the test if a page says an error or asks for anything from elsewhere."""
    context = chromium.new_context()
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("file:", "data:", "blob:", "about:", "http://127.0.0.1"))
            else complaints.append(f"asked for {request.url}")
        ),
    )
    yield context
    context.close()
    assert not complaints
