"""./run: one command that sets up what is missing, and only then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [folder / "run", *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A project folder whose environment only writes down what it is asked to do."""
    folder = tmp_path / "a folder"
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("run", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder / name)
    log = folder / "log"
    (binaries / "python").write_text(f'#!/bin/sh\nprintf "%s " "$@" >>"{log}"; echo >>"{log}"\n')
    (binaries / "pip").write_text(f"#!{binaries}/python\n")
    (binaries / "pytest").write_text("#!/bin/sh\n")
    for name in ("python", "pytest"):
        (binaries / name).chmod(0o755)
    log.touch()
    return folder


def installs(folder: Path) -> int:
    return (folder / "log").read_text().count("pip install")


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_without_a_command_it_explains_itself(stand_in: Path, arguments: tuple[str, ...]):
    done = run(stand_in, *arguments)
    assert done.returncode == 0
    assert "./run manim render scenes/diamond.py" in done.stdout
    assert installs(stand_in) == 0


def test_a_command_runs_in_the_environment_and_its_exit_status_comes_back():
    code = "import sys; print(sys.prefix); sys.exit(7)"
    done = run(ROOT, "python", "-c", code)
    assert done.returncode == 7
    assert Path(done.stdout.strip()) == ROOT / ".venv"


def test_the_first_call_installs_and_the_next_does_not(stand_in: Path):
    assert run(stand_in, "true").returncode == 0
    first = installs(stand_in)
    assert first > 0
    assert run(stand_in, "true").returncode == 0
    assert installs(stand_in) == first


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_requirement_updates_the_environment_once(stand_in: Path, name: str):
    run(stand_in, "true")
    before = installs(stand_in)
    with (stand_in / name).open("a") as file:
        file.write("# changed\n")
    run(stand_in, "true")
    after = installs(stand_in)
    assert after > before
    run(stand_in, "true")
    assert installs(stand_in) == after


def test_an_interrupted_installation_is_taken_up_again(stand_in: Path):
    python = stand_in / ".venv" / "bin" / "python"
    good = python.read_text()
    python.write_text(good + 'case "$*" in *--editable*) exit 130 ;; esac\n')
    done = run(stand_in, "true")
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    python.write_text(good)
    before = installs(stand_in)
    assert run(stand_in, "true").returncode == 0
    assert installs(stand_in) > before


def bare_path(folder: Path, **commands: str) -> str:
    """A PATH with the least that ./run needs, and commands that print something."""
    folder.mkdir()
    for name in ("sh", "cat", "cksum", "dirname", "env", "grep", "mv"):
        (folder / name).symlink_to(shutil.which(name))
    for name, says in commands.items():
        (folder / name.replace("_", "-")).write_text(f"#!/bin/sh\necho {says or '$0 $@'}\n")
        (folder / name.replace("_", "-")).chmod(0o755)
    return str(folder)


def test_only_tests_bring_what_only_tests_need(stand_in: Path, tmp_path: Path):
    path = bare_path(tmp_path / "bin", apt_get="", id="0", chromium="")
    run(stand_in, "true")
    assert "--group test" not in (stand_in / "log").read_text()
    assert run(stand_in, "pytest", PATH=path).returncode == 0
    assert "--group test" in (stand_in / "log").read_text()
    before = installs(stand_in)
    assert run(stand_in, "pytest", PATH=path).returncode == 0
    assert installs(stand_in) == before


def test_tests_bring_a_browser_where_there_is_none(stand_in: Path, tmp_path: Path):
    run(stand_in, "true")
    path = bare_path(tmp_path / "bin", apt_get="", id="0")
    done = run(stand_in, "pytest", PATH=path)
    assert done.returncode == 0
    assert "apt-get install -y --no-install-recommends chromium" in done.stderr.splitlines()[-1]
    (tmp_path / "bin" / "chromium").symlink_to(shutil.which("true"))
    assert "apt-get" not in run(stand_in, "pytest", PATH=path).stderr


def test_without_rights_the_browser_is_asked_for_and_the_other_tests_run(stand_in: Path, tmp_path: Path):
    run(stand_in, "true")
    done = run(stand_in, "pytest", PATH=bare_path(tmp_path / "bin", apt_get="", id="1000"))
    assert done.returncode == 0
    assert "As root, type:" in done.stderr
    assert "install -y --no-install-recommends chromium" in done.stderr
    assert done.stderr.splitlines()[-1] == "run: without Chromium the tests of pages and decks will fail"


def test_without_a_package_manager_it_says_what_to_install(stand_in: Path, tmp_path: Path):
    shutil.rmtree(stand_in / ".venv")
    path = bare_path(tmp_path / "bin")
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    done = run(stand_in, "true", PATH=path)
    assert done.returncode == 1
    for word in ("Python 3.11", "C compiler", "pkg-config", "cairo", "pango"):
        assert word in done.stderr


def test_without_rights_it_says_what_to_type(stand_in: Path, tmp_path: Path):
    shutil.rmtree(stand_in / ".venv")
    done = run(stand_in, "true", PATH=bare_path(tmp_path / "bin", apt_get="", id="1000"))
    assert done.returncode == 1
    assert "apt-get install" in done.stderr
    assert "libcairo2-dev" in done.stderr
